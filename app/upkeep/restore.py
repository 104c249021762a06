"""Putting a backup back: checked whole, made safe, and only then in the place of what was there.

What comes back is old: it starts stopped, nothing of it is active, nothing of the past is due, and a person is told
what to look at. See docs/decisions/0081.
"""

import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.clock import Clock, local
from app.db import Sessions, make_engine
from app.db.migrations import head_revision, migrate, move_schema, revisions
from app.storage import owned, sync_folder
from app.upkeep import swap
from app.upkeep.changes import Snapshot, snapshot
from app.upkeep.errors import BackupBrokenError, NotEmptyError, PassphraseNeededError, WrongDatabaseError
from app.upkeep.sealing import is_sealed, unseal
from app.upkeep.settling import Settled, settle
from app.upkeep.unpacking import Unpacked, unpack
from app.values import frozen


@frozen
class Restored:
    """A restore that counts. revision: of the backup; before: where the data it replaced are kept, None when there were none."""

    revision: str | None
    taken_at: datetime
    restored_at: datetime
    before: Path | None
    settled: Settled


def restore(
    source: Path, database: str, data: Path, clock: Clock, *, replacing: bool = False, passphrase: str | None = None
) -> Restored:
    """Put the backup `source` into the data folder `data` and the database; replacing: also where there are data, which are kept.

    passphrase: of a sealed one. Raises `PassphraseNeededError`, `WrongPassphraseError`, `BackupBrokenError`, `NotEmptyError`,
    `WrongDatabaseError`, `FolderInUseError` (a service runs there); then nothing has been changed.
    """
    is_new = not data.exists()
    try:
        with owned(data):
            finish_restore(database, data)
            if not (replacing or swap.is_empty(data)):
                raise NotEmptyError(str(data))
            try:
                return _restore(source, database, data, clock, replacing=replacing, passphrase=passphrase)
            finally:
                swap.call_off(data)
    finally:
        if is_new and data.exists() and not any(each for each in data.iterdir() if not each.name.startswith("in-use.lock")):
            shutil.rmtree(data)


def finish_restore(database: str, data: Path) -> bool:
    """End a restore that was broken off: whole, or not at all. Returns whether it counts. The caller owns the folder."""

    def has_committed(restore_id: str) -> bool:
        from app.upkeep import postgres  # noqa: PLC0415  # only where the database is one

        return postgres.has_committed(make_url(database), restore_id)

    return swap.finish(data, has_committed)


def _restore(source: Path, database: str, data: Path, clock: Clock, *, replacing: bool, passphrase: str | None) -> Restored:
    now, restore_id = clock.now(), secrets.token_hex(8)
    stage = data / f"{swap.STAGES}{restore_id}"
    stage.mkdir(mode=0o700)
    unpacked = _unpacked(source, stage, passphrase)
    url = make_url(database)
    if unpacked.database != url.get_backend_name():
        raise WrongDatabaseError(found=unpacked.database, expected=url.get_backend_name())
    if unpacked.revision is not None and unpacked.revision not in revisions():
        raise BackupBrokenError(str(source), unpacked.revision)
    had_data = not swap.is_empty(data)
    before = f"{swap.BEFORE}{local(now):%Y%m%d-%H%M%S}"
    noted = swap.Swap(restore_id, stage.name, before, in_folder=unpacked.database == "sqlite")
    steps = _Steps(source, database, data, stage, clock, unpacked, noted)
    settled = steps.sqlite() if noted.in_folder else steps.postgres(replacing=replacing)
    finish_restore(database, data)
    return Restored(unpacked.revision, unpacked.taken_at, now, data / before if had_data else None, settled)


def _unpacked(source: Path, stage: Path, passphrase: str | None) -> Unpacked:
    """The parts of a backup in `stage`, where a sealed one is opened first, whole, before anything of it is believed."""
    try:
        if not is_sealed(source):
            return unpack(source, stage)
        if passphrase is None:
            raise PassphraseNeededError(path=str(source))
        opened = stage / "opened.zip"
        unseal(source, opened, passphrase)
        try:
            return unpack(opened, stage)
        finally:
            opened.unlink()
    except OSError as exc:
        raise BackupBrokenError(str(source), str(exc)) from exc


@frozen
class _Steps:
    """One restore whose parts are unpacked."""

    source: Path
    database: str
    data: Path
    stage: Path
    clock: Clock
    unpacked: Unpacked
    noted: swap.Swap

    def sqlite(self) -> Settled:
        """The database is one of the staged files."""
        copy = self.stage / "database.sqlite3"
        with closing(sqlite3.connect(copy)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BackupBrokenError(str(self.source), copy.name)
        present, noted = Path(make_url(self.database).database or ""), self.noted
        if present.is_relative_to(self.data):
            place = self.stage / present.relative_to(self.data)
        elif present.exists():
            raise NotEmptyError(str(present))
        else:
            place = present.with_name(self.stage.name)
            noted = replace(noted, beside=(str(place), str(present)))
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(copy, place)
        with _replaced(present) as replaced, closing(Sessions(make_engine(f"sqlite:///{place}"))) as sessions:
            if self.unpacked.revision is None:
                settled = _NOTHING
            else:
                migrate(sessions.engine)
                with sessions.begin() as session:
                    settled = self._settle(session, replaced)
        sync_folder(place.parent)
        swap.begin(self.data, noted)
        return settled

    def postgres(self, *, replacing: bool) -> Settled:
        """Everything in the database is one transaction; it counts with its commit, and the folder follows."""
        from app.upkeep import postgres  # noqa: PLC0415  # only where the database is one

        engine = make_engine(self.database)
        try:
            with engine.connect() as connection:
                replaced = None
                if not postgres.is_empty(connection):
                    if not replacing:
                        raise NotEmptyError(make_url(self.database).render_as_string())
                    replaced = snapshot(connection)
                    postgres.clear(connection)
                settled = _NOTHING
                if self.unpacked.revision is not None:
                    move_schema(connection, self.unpacked.revision)
                    postgres.fill(connection, self.stage)
                    move_schema(connection, head_revision() or "head")
                    with Session(connection, join_transaction_mode="control_fully") as session:
                        settled = self._settle(session, replaced)
                        session.flush()
                        swap.begin(self.data, self.noted)
                        session.commit()
        finally:
            engine.dispose()
        return settled

    def _settle(self, session: Session, replaced: Snapshot | None) -> Settled:
        return settle(
            session,
            self.clock,
            restore_id=self.noted.id,
            taken_at=self.unpacked.taken_at,
            replaced=replaced,
            data=self.data,
            stage=self.stage,
        )


_NOTHING = Settled((), 0, 0, compared=False, look_at=())


@contextmanager
def _replaced(database: Path) -> Iterator[Snapshot | None]:
    """What the database that will be replaced holds, as far as it can be read."""
    if not database.exists():
        yield None
        return
    with closing(Sessions(make_engine(f"sqlite:///{database}"))) as sessions:
        try:
            with sessions.reading_engine.connect() as connection:
                found = snapshot(connection)
        except DBAPIError:  # it is what a restore is often for
            found = None
    yield found
