"""Restored data are made safe before they count: stopped, nothing active, nothing of the past due, and said what to look at."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.accounts import end_delegations, end_invitations, end_sign_ins, record_act, system_actor
from app.clock import Clock, local
from app.emergencies import end_all_but
from app.faults import RESTORED, note_fault
from app.silence import Act, Silence
from app.silence.journal import Journal
from app.storage import FileTroubleError
from app.storage.disk import DiskFiles
from app.timetable import close_past
from app.units import Sha256, new_id
from app.upkeep.changes import Look, Snapshot, differences, silence_again, snapshot
from app.values import frozen
from app.words import hour_said
from app.zones import Commune, communes

_JOURNAL = Path("silence", "journal")
_JUST_BEFORE = timedelta(hours=1)


@frozen
class Settled:
    """What became of restored data. ended: emergencies; closed: airings that were due. compared: with the data they replace."""

    communes: tuple[str, ...]
    ended: int
    closed: int
    compared: bool
    look_at: tuple[Look, ...]


def settle(
    session: Session,
    clock: Clock,
    *,
    restore_id: str,
    taken_at: datetime,
    replaced: Snapshot | None,
    data: Path,
    stage: Path,
) -> Settled:
    """Work on the restored database, and on the stage its files lie in; `data` is the place restored into."""
    restored = snapshot(session.connection()) or {}
    now, ended, closed = clock.now(), 0, 0
    end_invitations(session, now)
    end_sign_ins(session, now)
    end_delegations(session, now)
    found = communes(session)
    for commune in found:  # before all else: what the log had from here on is gone, and verifying it goes by this event
        actor, facts = system_actor(commune.id), {"taken_at": taken_at.isoformat()}
        record_act(session, now, actor, "restore", subject="backup", subject_id=restore_id, **facts)
    if replaced is not None:
        silence_again(session, clock, replaced, restored)
    reason = f"Phục hồi từ bản sao lưu lúc {hour_said(taken_at)} ngày {local(taken_at):%d/%m/%Y}"
    for commune in found:
        actor = system_actor(commune.id)
        ended += len(end_all_but(session, clock, actor, (), reason=reason))
        closed += close_past(session, now, commune.id, by=actor.name)
        note_fault(session, now, commune.id, RESTORED)
    if found:
        _silence(data / _JOURNAL, stage / _JOURNAL, found, now, reason, taken_at=taken_at)
    lost = [Look("recording", name, "lost") for name in _lost(session, DiskFiles(stage / "files"))]
    look_at = (*differences(replaced, restored), *lost) if found else ()
    return Settled(tuple(each.name for each in found), ended, closed, replaced is not None, look_at)


def _silence(present: Path, stage: Path, found: Sequence[Commune], now: datetime, reason: str, *, taken_at: datetime) -> None:
    """Everything is stopped. What was silent at the place, or in the backup, stays so as it was said.

    The database is told what it may not have, since it came to it after, or just before, the backup was taken at `taken_at`.
    Raises FileTroubleError where that cannot be kept.
    """
    entries = {each.id: each for each in [*_entries(present), *_entries(stage)]}.values()
    shutil.rmtree(stage.parent, ignore_errors=True)
    journal = Journal(stage)
    for each in entries:
        has_it = each.kept_at is not None and each.kept_at < taken_at - _JUST_BEFORE
        known = each if has_it else replace(each, kept_at=None)
        journal.enter(replace(known, id=new_id()) if each.act is Act.STOP else known)  # a lift the backup knows is of another day
    for commune in found:
        actor = system_actor(commune.id)
        journal.enter(Silence(new_id(), commune.id, Act.STOP, commune.id, now, actor.name, actor.person_id, reason))
    is_kept = journal.is_durable()
    journal.close()
    if not is_kept:
        raise FileTroubleError(str(stage), "disk_full")


def _entries(journal: Path) -> tuple[Silence, ...]:
    """What a journal holds; a damaged one holds nothing, and everything is stopped in any case. It is left as it is."""
    if not journal.exists():
        return ()
    with tempfile.TemporaryDirectory(prefix="loalang-restore-") as folder:
        copied = Journal(shutil.copyfile(journal, Path(folder) / "journal"))
        copied.close()
        return copied.entries


def _lost(session: Session, files: DiskFiles) -> list[str]:
    """Recordings whose sound is not in the backup; what was synthesised is made again by itself."""
    rows = session.execute(text("SELECT name, audio_sha256 FROM recordings ORDER BY id"))
    return [str(name) for name, sha256 in rows if not files.place(Sha256(sha256)).exists()]
