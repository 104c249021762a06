"""A PC that is its station no more: told by signature, silent for good, and only a new enrolment makes it one again."""

import hashlib
import threading
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.playout import Cue
from app.station import Station, read_board
from app.station.errors import AllStoppedError
from app.wire.dismissal import Dismissal, sign_dismissal
from app.wire.enrolment import Enrolment
from tests.station.conftest import Village
from tests.support import station_server
from tests.support.station_server import STATION, TOKEN, at, config_of

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def word(village: Village, *, token: str = TOKEN, key: Ed25519PrivateKey | None = None, station: int = STATION.int) -> bytes:
    """What the server signs."""
    ended = Dismissal(
        station_id=UUID(int=station),
        token_sha256=hashlib.sha256(token.encode()).hexdigest(),
        at=village.clock.now(),
    )
    return sign_dismissal(ended, key or village.server.key)


def faults(village: Village) -> set[str]:
    """What its board says."""
    village.station.sync.board()
    found = read_board(village.data)
    assert found is not None
    return {fault.code for fault in found[0].state.faults}


def test_told_by_signature_it_ends_what_sounds_and_is_silent_for_good(village: Village) -> None:
    village.server.add(at("04T05:30"), "một#")
    village.server.add(at("04T06:30"), "hai#")
    village.sync()
    broken = []

    def replaced(_cue: Cue, interrupt: threading.Event) -> None:
        village.server.locks_out, village.server.dismissal = True, word(village)
        village.station.sync.guarded(village.station.sync.orders)
        broken.append(interrupt.is_set())

    village.output.before = replaced
    village.live(31 * MINUTE)
    village.output.before = lambda _cue, _interrupt: None
    assert broken == [True]
    assert "station_dismissed" in faults(village)
    village.server.down = True
    village.restart()
    village.live(2 * HOUR)
    assert village.titles == []
    village.station.player.lift()
    assert village.station.player.is_stopped
    with pytest.raises(AllStoppedError):
        village.station.player.cut_in(None)  # type: ignore[arg-type]  # no emergency either, whichever
    assert "station_dismissed" in faults(village)


@pytest.mark.parametrize("forged", ["bare", "key", "token", "station", "other sort"])
def test_a_refusal_that_proves_nothing_is_shown_and_ends_nothing(village: Village, forged: str) -> None:
    village.server.add(at("04T05:30"), "tin#")
    village.sync()
    village.server.locks_out = True
    village.server.dismissal = {
        "bare": None,
        "key": word(village, key=Ed25519PrivateKey.generate()),
        "token": word(village, token="the-token-of-an-enrolment-before"),  # noqa: S106  # of nobody
        "station": word(village, station=99),
        "other sort": word(village).replace(b"loalang-dismissal", b"loalang-orders"),
    }[forged]
    village.live(HOUR)
    assert village.titles == ["tin"]
    assert "server_refused" in faults(village)


def test_enrolled_again_it_begins_anew(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    village.server.add(at("04T05:30"), "cũ#")
    village.sync()
    village.server.locks_out, village.server.dismissal = True, word(village)
    village.sync()
    village.station.close()
    village.server.locks_out = False
    monkeypatch.setattr(station_server, "TOKEN", "token-of-the-next-enrolment")
    village.clock.jump(at("04T05:31"))
    village.server.add(at("04T06:00"), "mới#")
    again = Enrolment(STATION, village.server.key.public_key().public_bytes_raw(), "token-of-the-next-enrolment").encode()
    village.station = Station(
        replace(config_of(village.server, village.data), enrolment=again),
        village.clock,
        transport=village.server.transport(),
        spawn=lambda work: work(),
        open_outputs=lambda _configs, _clock, _data: [village.output],
    )
    village.sync()
    village.live(HOUR)
    assert village.titles == ["mới"], "what was planned before is taken for done"
