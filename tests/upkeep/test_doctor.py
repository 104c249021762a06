"""The doctor finds what is wrong and changes nothing."""

import socket
from datetime import UTC, datetime
from pathlib import Path

from app.audit import Witnesses
from app.clock import ManualClock, SystemClock
from app.sound import Sound
from app.speech import Engine, Limits, Presenter, Prosody, Voice, VoiceFailedError
from app.speech.engines.espeak import EspeakEngine
from app.upkeep import Check, Finding, examine


def _examine(tmp_path: Path, engine: Engine, *, port: int = 0, database: str | None = None) -> dict[Check, Finding]:
    found = examine(
        engines=[engine],
        database=database or f"sqlite:///{tmp_path / 'none.sqlite3'}",
        data=tmp_path / "data",
        shared=(),
        witnesses=Witnesses(tmp_path / "audit"),
        address=("127.0.0.1", port),
        clock=SystemClock(),
    )
    return {finding.check: finding for finding in found}


def test_a_healthy_machine_with_a_real_voice(tmp_path: Path) -> None:
    engine = EspeakEngine()
    try:
        findings = _examine(tmp_path, engine)
    finally:
        engine.close()
    precedence = {Check.PROCESS_FIRST, Check.SOUND_FIRST, Check.MEMORY_HELD}  # as this account may
    assert {findings[check].code for check in precedence} <= {"ok", "refused"}
    assert {check for check, finding in findings.items() if finding.code != "ok"} - precedence == {Check.DATABASE}
    assert findings[Check.DATABASE].code == "absent"
    assert not list(tmp_path.iterdir())


class _MuteEngine:
    """An engine whose service is gone."""

    name = "mute"
    needs_network = False
    limits = Limits(400, 1.0)

    def voices(self) -> tuple[Voice, ...]:
        return (Voice("mute", "m", "Câm", "1"),)

    def cast(self, presenter: Presenter, accent: object) -> Voice:
        del presenter, accent
        return self.voices()[0]

    def synthesise(self, text: str, voice: Voice, prosody: Prosody) -> Sound:
        del voice, prosody
        raise VoiceFailedError(engine=self.name, sentence=text, reason="gone")

    def close(self) -> None:
        return


def test_a_broken_voice_a_taken_port_and_a_damaged_database_are_found(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite3"
    damaged.write_bytes(b"this is no database" * 100)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        findings = _examine(tmp_path, _MuteEngine(), port=taken.getsockname()[1], database=f"sqlite:///{damaged}")
    assert findings[Check.VOICE].fatal
    assert findings[Check.PORT].code == "taken"
    assert findings[Check.DATABASE].fatal


def test_a_clock_that_forgot_the_time_is_fatal(tmp_path: Path) -> None:
    found = examine(
        engines=[],
        database=f"sqlite:///{tmp_path / 'none.sqlite3'}",
        data=tmp_path,
        shared=(),
        witnesses=Witnesses(tmp_path / "audit"),
        address=("127.0.0.1", 0),
        clock=ManualClock(datetime(1970, 1, 1, tzinfo=UTC)),
    )
    clock = next(finding for finding in found if finding.check is Check.CLOCK)
    assert clock.code == "forgot"
    assert clock.fatal
