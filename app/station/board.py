"""How the station is, kept in a file beside its memory for whoever sits at this PC, with the server out of reach too.

It is written every few seconds and never flushed to the disk: nothing depends on it, and its age says whether the station runs.
"""

import contextlib
from pathlib import Path
from uuid import UUID

from pydantic import ValidationError

from app.playout import ItemKind
from app.wire.protocol import Heartbeat, Instant, Message

_NAME = "board.json"


class BoardItem(Message):
    """What comes, and through which outputs. is_here: its audio is on this PC, and verified; a relay needs none."""

    at: Instant
    title: str
    kind: ItemKind
    outputs: tuple[str, ...]
    is_here: bool


class BoardEmergency(Message):
    """An emergency that stands."""

    id: UUID
    title: str


class Board(Message):
    """state: as the server is told. heard_at: when the server last answered since the start; None: it did not.

    clock_trusted: else nothing is played. stopped: a person said stop, here or at the server. on_air: titles. emergencies: what
    stands, and would sound were nothing stopped. issued_at,
    expires_at: of the manifest that is gone by.
    """

    state: Heartbeat
    heard_at: Instant | None
    clock_trusted: bool
    stopped: bool
    on_air: tuple[str, ...]
    emergencies: tuple[BoardEmergency, ...] = ()
    issued_at: Instant | None
    expires_at: Instant | None
    upcoming: tuple[BoardItem, ...]


def put_board(folder: Path, board: Board) -> None:
    """Let it be what is read from now on. A disk that takes nothing is told of elsewhere, and the board gets old."""
    fresh = folder / f"{_NAME}.new"
    with contextlib.suppress(OSError):
        fresh.write_bytes(board.canonical())
        fresh.replace(folder / _NAME)


def read_board(folder: Path) -> tuple[Board, float] | None:
    """The board of the station of that data folder, and when it was written (seconds since 1970, by this PC's clock).

    None where no station of this release ever ran.
    """
    path = folder / _NAME
    try:
        return Board.model_validate_json(path.read_bytes()), path.stat().st_mtime
    except (FileNotFoundError, ValidationError):
        return None
