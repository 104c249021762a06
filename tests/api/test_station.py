"""What the server gives a station: asked by the station's own client, with real audio made of approved words."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.clock import ManualClock
from app.main import create_app
from app.playout import OccurrenceState
from app.service.background import arm_background
from app.station.client import Client, Fetched
from app.station.errors import ServerRefusedError
from app.units import Sha256
from app.wire.protocol import AsRunBatch, AsRunEntry, Heartbeat, Manifest, ManifestItem, Message
from app.wire.trust import Accepted, digest_of, trusted_manifest
from app.wiring import Services
from app.zones import Founding, NewStation, add_station, add_zone, public_key
from app.zones.model import Level
from tests.api.test_bulletins import BULLETIN
from tests.support.database import ON_BOTH
from tests.support.in_process import InProcess
from tests.support.waiting import until

BULLETINS = "/api/v1/bulletins"
NOON = {"title": "Bản tin trưa", "at": "11:30", "template": "khong-nhac"}
AT_NOON = datetime(2025, 11, 4, 4, 30, tzinfo=UTC)
DEADLINE_S = 60


class Line:
    """A station's line to the server, and what it has accepted so far."""

    def __init__(self, services: Services, made: NewStation) -> None:
        self.station = made.station
        self.services = services
        self.client = Client("http://loalang.test", made.secret, transport=InProcess(create_app(services)))
        self.accepted: Accepted | None = None
        self.etag: str | None = None

    def fetch(self) -> Manifest | None:
        """The manifest as a station takes it, every check of trust made; None when nothing changed."""
        fetched: Fetched | None = self.client.manifest(self.etag)
        if fetched is None:
            return None
        with self.services.sessions.read() as session:
            key = Ed25519PublicKey.from_public_bytes(public_key(session, self.station.commune_id))
        now = self.services.clock.now()
        manifest = trusted_manifest(fetched.signed, key=key, station_id=self.station.id, accepted=self.accepted, now=now)
        self.accepted = Accepted(manifest.version, digest_of(fetched.signed))
        self.etag = fetched.etag
        return manifest


@pytest.fixture
def line(services: Services, founding: Founding, clock: ManualClock) -> Iterator[Line]:
    with services.sessions.begin() as session:
        made = add_station(session, clock, founding.admin, name="Máy ở trụ sở", zone_ids=[founding.root.id], outputs={})
    line = Line(services, made)
    yield line
    line.client.close()


@pytest.fixture
def approved(client: httpx.Client) -> str:
    """An approved bulletin's id."""
    written = client.post(BULLETINS, json=BULLETIN).json()["id"]
    for act in ("submit", "approve"):
        assert client.post(f"{BULLETINS}/{written}/versions/1/{act}").status_code == 200
    return str(written)


@pytest.fixture
def at_work(services: Services) -> Iterator[None]:
    """Planner and worker run."""
    arm_background(services)
    with services.queue:
        yield


def plan(client: httpx.Client, bulletin: str, **other: object) -> str:
    answer = client.post("/api/v1/slots", json={**NOON, "bulletins": [bulletin], **other})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def today(client: httpx.Client) -> dict[str, object]:
    listed = client.get("/api/v1/occurrences", params={"date": "2025-11-04"}).json()["items"]
    assert len(listed) == 1
    found: dict[str, object] = listed[0]
    return found


def prepared(client: httpx.Client) -> None:
    assert until(lambda: today(client)["state"] == "prepared", DEADLINE_S), today(client)


def first(manifest: Manifest | None) -> ManifestItem:
    assert manifest is not None
    return next(item for item in manifest.items if item.starts_at == AT_NOON)


def entry(item: ManifestItem, sequence: int, state: OccurrenceState, **other: object) -> AsRunEntry:
    return AsRunEntry.model_validate(
        {
            "id": uuid4(),
            "sequence": sequence,
            "occurrence_id": item.occurrence_id,
            "output": "thư mục",
            "state": state,
            "at": item.starts_at,
            "planned_at": item.starts_at,
            "content_hash": item.content_hash,
        }
        | other
    )


@pytest.mark.slow
@pytest.mark.usefixtures("at_work")
def test_approved_words_reach_the_station_as_verified_audio_and_its_log_is_kept(
    client: httpx.Client, line: Line, approved: str, tmp_path: Path
) -> None:
    plan(client, approved)
    prepared(client)
    item = first(line.fetch())
    assert item.approved_hash == item.content_hash
    assert item.length_s > 0
    for file in item.audio:
        into = tmp_path / file.format
        into.write_bytes(b"")
        line.client.audio(Sha256(file.sha256), into, size=file.size, within_s=30)
        assert hashlib.sha256(into.read_bytes()).hexdigest() == file.sha256
        half = into.read_bytes()[: file.size // 2]
        into.write_bytes(half)
        line.client.audio(Sha256(file.sha256), into, size=file.size, within_s=30)
        assert hashlib.sha256(into.read_bytes()).hexdigest() == file.sha256
    assert {file.format for file in item.audio} == {"mp3", "wav"}
    begun = entry(item, 1, OccurrenceState.ON_AIR)
    ended = entry(item, 2, OccurrenceState.AIRED, started_at=AT_NOON, start_error_ms=3, seconds=item.length_s)
    for _ in range(2):
        assert set(line.client.report(AsRunBatch(entries=(ended, begun))).stored) == {begun.id, ended.id}
    assert today(client)["state"] == "aired"


@ON_BOTH
@pytest.mark.slow
@pytest.mark.usefixtures("at_work")
def test_a_withdrawal_silences_the_very_next_manifest(client: httpx.Client, line: Line, approved: str) -> None:
    plan(client, approved)
    prepared(client)
    before = first(line.fetch())
    answer = client.post(f"{BULLETINS}/{approved}/versions/1/withdraw", json={"reason": "Sai giờ họp"})
    assert answer.status_code == 200
    after = first(line.fetch())
    assert after.withdrawn
    assert after.audio == ()
    with pytest.raises(ServerRefusedError):
        line.client.audio(Sha256(before.audio[0].sha256), Path("never"), size=before.audio[0].size, within_s=30)


def test_what_is_not_approved_is_listed_without_approval_and_audio(client: httpx.Client, line: Line) -> None:
    draft = client.post(BULLETINS, json=BULLETIN).json()["id"]
    plan(client, draft)
    item = first(line.fetch())
    assert (item.approved_hash, item.audio) == (None, ())


def test_nothing_new_is_not_sent_again_until_it_is_an_hour_old(
    client: httpx.Client, line: Line, approved: str, clock: ManualClock
) -> None:
    plan(client, approved)
    old = line.fetch()
    assert old is not None
    clock.advance(timedelta(minutes=30))
    assert line.fetch() is None
    clock.advance(timedelta(minutes=31))
    new = line.fetch()
    assert new is not None
    assert (new.version > old.version, new.items[0]) == (True, old.items[0])
    assert new.expires_at - old.expires_at == timedelta(minutes=61)


def test_a_new_regulation_and_a_cancelled_airing_reach_the_station(client: httpx.Client, line: Line, approved: str) -> None:
    plan(client, approved)
    line.fetch()
    assert client.post(f"/api/v1/occurrences/{today(client)['id']}/cancel", json={"reason": "Mất điện"}).status_code == 200
    manifest = line.fetch()
    assert manifest is not None
    assert all(item.starts_at != AT_NOON for item in manifest.items)


def test_a_station_hears_only_of_its_own_zones(
    client: httpx.Client, services: Services, founding: Founding, clock: ManualClock, approved: str
) -> None:
    made = {}
    with services.sessions.begin() as session:
        for name in ("thôn Đông Trang", "thôn Tây"):
            zone = add_zone(session, clock, founding.admin, parent_id=founding.root.id, level=Level.VILLAGE, name=name)
            made[name] = (zone, add_station(session, clock, founding.admin, name=name, zone_ids=[zone.id], outputs={}))
    plan(client, approved, zones=["xã Liên An / thôn Đông Trang"])
    heard, silent = (Line(services, station) for _, station in made.values())
    there, elsewhere = heard.fetch(), silent.fetch()
    assert there is not None
    assert elsewhere is not None
    assert first(there).zones == (made["thôn Đông Trang"][0].id,)
    assert elsewhere.items == ()
    for line in (heard, silent):
        line.client.close()


def test_a_heartbeat_is_answered_with_the_time_and_the_newest_version(
    client: httpx.Client, line: Line, approved: str, clock: ManualClock
) -> None:
    plan(client, approved)
    manifest = line.fetch()
    assert manifest is not None
    heartbeat = Heartbeat(
        at=clock.now(),
        software="1",
        manifest_version=manifest.version,
        clock_offset_s=0.0,
        disk_free_bytes=1 << 30,
        next_at=AT_NOON,
        on_air=(),
        prepared=(),
        unsent=0,
        outputs=(),
    )
    reply = line.client.heartbeat(heartbeat)
    assert (reply.server_time, reply.manifest_version) == (clock.now(), manifest.version)


def test_a_log_line_of_an_unknown_occurrence_is_kept_and_moves_nothing(client: httpx.Client, line: Line, approved: str) -> None:
    plan(client, approved)
    item = first(line.fetch())
    lost = entry(item, 1, OccurrenceState.AIRED, occurrence_id=uuid4())
    assert line.client.report(AsRunBatch(entries=(lost,))).stored == (lost.id,)
    assert today(client)["state"] == "planned"


@pytest.mark.parametrize("path", ["manifest", f"audio/{'0' * 64}"])
def test_a_persons_token_is_no_stations(client: httpx.Client, path: str) -> None:
    assert client.get(f"/api/v1/station/{path}").status_code == 401


@pytest.mark.parametrize(("path", "message"), [("as-run", AsRunBatch), ("heartbeat", Heartbeat)])
def test_the_examples_in_the_description_are_messages(anonymous: httpx.Client, path: str, message: type[Message]) -> None:
    operation = anonymous.get("/openapi.json").json()["paths"][f"/api/v1/station/{path}"]["post"]
    example = operation["requestBody"]["content"]["application/json"]["schema"]["examples"][0]
    message.model_validate(example)
