"""Starting the player as a process of its own, without the command line, the settings and their memory.

It is told one line of JSON on its standard input, so nothing secret stands in its arguments.
"""

import os
import signal
import sys
import threading

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from app.errors import AppError
from app.logs import LogLevel, configure_logs
from app.privacy import keep_private
from app.station.config import StationConfig
from app.storage import FileTroubleError

COMMAND = (sys.executable, "-m", "app", "player")


@dataclass(frozen=True)
class Told:
    """What the player is told. ends_with_parent: who holds the other end of its standard input must not be outlived."""

    config: StationConfig
    log_level: LogLevel
    ends_with_parent: bool = False

    def line(self) -> bytes:
        """As it is sent."""
        return TypeAdapter(Told).dump_json(self) + b"\n"


def play_as_told_on_stdin() -> None:
    """Be the player until told to end; what keeps it from beginning is one Vietnamese sentence on stderr and exit code 1."""
    keep_private()
    told = TypeAdapter(Told).validate_json(sys.stdin.readline())
    try:
        play(told)
    except (AppError, OSError) as exc:
        error = exc if isinstance(exc, AppError) else FileTroubleError.of(exc)
        if error is None:
            raise
        from app.words import sentence  # noqa: PLC0415  # who plays needs no words

        said = sentence(error.code, error.facts)
        sys.exit(f"{said.title}: {said.detail}")


def play(told: Told) -> None:
    """Be the player in this process."""
    from app.station.process import run  # noqa: PLC0415  # who only starts one needs no player

    configure_logs(told.log_level)
    if told.ends_with_parent:
        threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    run(told.config)


def give_way_to_player(told: Told) -> None:
    """Put the player in the place of this process, which keeps its number; where there is no such thing, play here."""
    if os.name == "nt":
        play(told)
        return
    reading, writing = os.pipe()
    os.write(writing, told.line())
    os.close(writing)
    os.dup2(reading, 0)
    os.execv(COMMAND[0], COMMAND)  # noqa: S606  # ourselves, no shell


def _end_with_parent() -> None:
    """The process that started this one holds the other end of standard input; when it is gone, so are we."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)
