"""A staged data folder takes the place of the one that is there; a kill at any moment leaves the one or the other, never a mix.

Everything happens inside the data folder, which may be a mount: the stage is whole and durable first, then a note says that it
counts, then what was there moves aside and the stage's parts move in. Whoever finds the note goes on where that ended.
"""

import contextlib
import json
import shutil
from dataclasses import asdict, replace
from pathlib import Path
from typing import Protocol

from app.storage import sync_folder, write_durably
from app.values import frozen

STAGES = ".restore-"
BEFORE = "before-"
_NOTE = ".restoring"
_LOCK = frozenset({"in-use.lock", "in-use.lock-journal"})
_KEPT = _LOCK | {"audit", "backups", "out", "out-tap-huan", "stations", "machine.key", _NOTE}
"""What stays: what was signed of the audit log, what was heard, what waits for the operator, the memory of this machine's
station, its key, and backups."""


class HasCommitted(Protocol):
    """Whether the database, where it is another machine's, took the restore of that id."""

    def __call__(self, restore_id: str) -> bool:
        """Asked only when a note was found."""
        ...


@frozen
class Swap:
    """What counts from the moment it is noted.

    before: where the old parts go; is_aside: they are all there. in_folder: the database is one of the stage's parts, or lies
    beside: a staged file elsewhere and its place, where nothing is yet. Else it is a server's, and its own commit counts.
    """

    id: str
    stage: str
    before: str
    in_folder: bool
    beside: tuple[str, str] | None = None
    is_aside: bool = False


def is_empty(data: Path) -> bool:
    """Whether nothing would be replaced there; backups may lie ready."""
    return not data.exists() or all(each.name in _LOCK | {"backups"} or _is_ours(each) for each in data.iterdir())


def begin(data: Path, swap: Swap) -> None:
    """Note that the stage counts."""
    write_durably(data / _NOTE, json.dumps(asdict(swap)).encode())


def call_off(data: Path) -> None:
    """Forget a stage that does not count."""
    (data / _NOTE).unlink(missing_ok=True)
    for stage in data.glob(f"{STAGES}*"):
        shutil.rmtree(stage, ignore_errors=True)


def finish(data: Path, has_committed: HasCommitted) -> bool:
    """End what was begun and broken off: the new data where the stage counted, else the old. Returns whether it was the new.

    The caller has the folder to itself.
    """
    try:
        swap = Swap(**json.loads((data / _NOTE).read_bytes()))
    except FileNotFoundError:
        call_off(data)
        return False
    if not swap.in_folder and not has_committed(swap.id):
        call_off(data)
        return False
    stage, before = data / swap.stage, data / swap.before
    if not swap.is_aside:
        before.mkdir(exist_ok=True)
        for each in sorted(data.iterdir()):
            if each.name not in _KEPT and not _is_ours(each):
                each.replace(before / each.name)
        _sync(before, data)
        begin(data, replace(swap, is_aside=True))
    if stage.exists():
        for each in sorted(stage.iterdir()):
            each.replace(data / each.name)
    if swap.beside is not None and Path(swap.beside[0]).exists():
        Path(swap.beside[0]).replace(swap.beside[1])
        _sync(Path(swap.beside[1]).parent)
    _sync(data)
    with contextlib.suppress(OSError):  # nothing was there before
        before.rmdir()
    call_off(data)
    return True


def _is_ours(path: Path) -> bool:
    return path.name == _NOTE or path.name.startswith((STAGES, BEFORE))


def is_pending(data: Path) -> bool:
    """Whether a restore was broken off after it began to count."""
    return (data / _NOTE).exists()


def _sync(*folders: Path) -> None:
    for folder in folders:
        sync_folder(folder)
