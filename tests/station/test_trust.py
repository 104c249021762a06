"""What makes a manifest one that the station obeys, and the string that says whose."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.clock import ManualClock
from app.units import Sha256
from app.wire.enrolment import Enrolment
from app.wire.errors import (
    BadEnrolmentError,
    BadSignatureError,
    ForkedManifestError,
    ManifestExpiredError,
    ManifestNotYetError,
    ManifestRefusedError,
    OlderManifestError,
    OtherStationError,
    WrongSchemaError,
)
from app.wire.protocol import Manifest
from app.wire.trust import Accepted, digest_of, is_linked, sign_manifest, trusted_manifest
from tests.support.station_server import STATION, StationServer, at

NOW = at("04T05:00")
SERVER = StationServer(ManualClock(NOW))
SERVER.add(at("04T05:30"))
GOOD = SERVER.manifest()
SIGNED = sign_manifest(GOOD, SERVER.key)
DAY = timedelta(days=1)


def signed(body: object) -> bytes:
    """Properly signed, whatever it is."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    line = b"loalang-manifest "
    return line + base64.b64encode(SERVER.key.sign(line + raw)) + b"\n" + raw


def trust(data: bytes, accepted: Accepted | None = None) -> Manifest:
    return trusted_manifest(data, key=SERVER.key.public_key(), station_id=STATION, accepted=accepted, now=NOW)


def test_a_good_one_is_taken_and_says_the_same() -> None:
    assert trust(SIGNED) == GOOD
    assert trust(SIGNED, Accepted(GOOD.version, digest_of(SIGNED))) == GOOD
    assert trust(SIGNED, Accepted(GOOD.version - 1, Sha256("0" * 64))) == GOOD
    assert sign_manifest(GOOD, SERVER.key) == SIGNED


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", BadSignatureError),
        (SIGNED.partition(b"\n")[2], BadSignatureError),
        (SIGNED.replace(b"loalang-manifest ", b"loalang-manifest !"), BadSignatureError),
        (SIGNED + b" ", BadSignatureError),
        (SIGNED.replace(b'"withdrawn":false', b'"withdrawn":true '), BadSignatureError),
        (sign_manifest(GOOD, Ed25519PrivateKey.from_private_bytes(bytes(32))), BadSignatureError),
        (signed(b"not json"), WrongSchemaError),
        (signed(b"[" * 100_000), WrongSchemaError),
        (signed([1]), WrongSchemaError),
        (signed({}), WrongSchemaError),
        (signed({"schema_number": 2}), WrongSchemaError),
        (signed({"schema_number": "1"}), WrongSchemaError),
        (signed(GOOD.model_dump(mode="json") | {"extra": 1}), WrongSchemaError),
        (signed(GOOD.model_dump(mode="json") | {"rules": {"quiet_hours": []}}), WrongSchemaError),
        (sign_manifest(SERVER.manifest(station_id=UUID(int=6)), SERVER.key), OtherStationError),
        (sign_manifest(SERVER.manifest(expires_at=NOW), SERVER.key), ManifestExpiredError),
        (sign_manifest(SERVER.manifest(not_before=NOW + timedelta(seconds=1)), SERVER.key), ManifestNotYetError),
    ],
)
def test_each_refusal(data: bytes, error: type[ManifestRefusedError]) -> None:
    with pytest.raises(error):
        trust(data)


ONE, TWO = Sha256("1" * 64), Sha256("2" * 64)


@pytest.mark.parametrize(
    ("previous", "accepted", "linked"),
    [
        (None, None, True),
        ((4, ONE), None, True),
        ((4, ONE), Accepted(4, ONE), True),
        ((4, ONE), Accepted(3, TWO), True),
        ((3, ONE), Accepted(4, ONE), False),
        (None, Accepted(4, ONE), False),
    ],
    ids=["the first", "a station begun anew", "the next", "some were missed", "the server was restored", "the server begun anew"],
)
def test_a_manifest_names_the_one_before_and_a_break_is_seen(
    previous: tuple[int, Sha256] | None, accepted: Accepted | None, *, linked: bool
) -> None:
    named = None if previous is None else {"version": previous[0], "digest": previous[1]}
    data = sign_manifest(SERVER.manifest(version=5, previous=named), SERVER.key)
    manifest = trust(data, accepted)
    assert is_linked(manifest, accepted) is linked
    assert is_linked(manifest, Accepted(5, digest_of(data)))


def test_one_that_follows_another_than_ours_is_refused() -> None:
    forked = SERVER.manifest(version=5, previous={"version": 4, "digest": ONE})
    with pytest.raises(ForkedManifestError):
        trust(sign_manifest(forked, SERVER.key), Accepted(4, TWO))


@pytest.mark.parametrize("version", [GOOD.version, GOOD.version + 1])
def test_an_older_one_or_another_of_the_same_version_is_refused(version: int) -> None:
    with pytest.raises(OlderManifestError):
        trust(SIGNED, Accepted(version, Sha256("0" * 64)))


@given(st.data())
def test_no_single_changed_byte_is_taken(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(SIGNED) - 1))
    changed = bytearray(SIGNED)
    changed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(BadSignatureError):
        trust(bytes(changed))


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw["items"].append(raw["items"][0]),
        lambda raw: raw["items"][0]["audio"].append(raw["items"][0]["audio"][0]),
        lambda raw: raw["items"][0].update(length_s=-1),
        lambda raw: raw["items"][0].update(starts_at="2025-11-04T05:30:00"),
        lambda raw: raw["items"][0].update(priority="emergency"),
        lambda raw: raw["items"][0].update(content_hash="../../x"),
    ],
)
def test_what_contradicts_itself_is_no_manifest(change: Callable[[dict[str, object]], object]) -> None:
    raw = GOOD.model_dump(mode="json")
    change(raw)
    with pytest.raises(ValidationError):
        Manifest.model_validate_json(json.dumps(raw))


def test_the_enrolment_string_keeps_what_it_says() -> None:
    text = SERVER.enrolment()
    assert Enrolment.parse(f" {text}\n") == Enrolment(STATION, SERVER.key.public_key().public_bytes_raw(), "token-of-the-station")


@given(st.data())
def test_a_slip_of_the_hand_is_noticed(data: st.DataObject) -> None:
    text = SERVER.enrolment()
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(codec="ascii", categories=("L", "N", "P")).filter(lambda sign: sign != text[place]))
    with pytest.raises(BadEnrolmentError):
        Enrolment.parse(text[:place] + other + text[place + 1 :])


@pytest.mark.parametrize("text", ["", "loalang1", "loalang1.a.b.c.d", "eyJhbGciOi.x.y", "loalang1...."])
def test_no_enrolment_string(text: str) -> None:
    with pytest.raises(BadEnrolmentError):
        Enrolment.parse(text)


@pytest.mark.parametrize("enrolment", [Enrolment(STATION, b"short", "t" * 20), Enrolment(STATION, bytes(32), "not a token")])
def test_a_string_that_could_not_be_read_is_not_made(enrolment: Enrolment) -> None:
    with pytest.raises(BadEnrolmentError):
        enrolment.encode()
