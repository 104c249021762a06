"""A backup is one zip file: the database, the stored files, and `manifest.json` with a SHA-256 for each member.

SQLite is copied by its own backup API, PostgreSQL table by table with COPY inside one repeatable-read transaction: both give
one consistent instant while the service goes on. The database is taken before the files: a stored file never changes and is
written before the row that names it, so every row of the backup finds its file.
"""

import hashlib
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import structlog
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError

from app.accounts import record_act, system_actor
from app.clock import Clock
from app.db import DatabaseFailedError, NoSchemaError, Sessions, make_engine
from app.storage import durable
from app.upkeep.sealing import sealed
from app.values import frozen
from app.zones import communes

FORMAT = "loalang-backup/1"
FOLDERS = ("files", "voices", "keys", "silence")
"""Folders of the data folder that belong to a backup; caches and finished audio are made again. What is silent comes last."""
_CHUNK = 1 << 20
_LONGEST_NAME = 64
_log = structlog.get_logger(__name__)


@frozen
class BackupContents:
    """What a backup holds. revision: the database's Alembic revision, None when it had none yet."""

    path: Path
    revision: str | None
    members: int
    bytes: int


def back_up(database: str, data: Path, to: Path, clock: Clock, *, passphrase: str | None = None) -> BackupContents:
    """Write a whole backup to the file `to`, durable, or nothing at all; that it was made stands in each commune's audit log.

    passphrase: it is sealed with it. None: only for a place as well kept as the data themselves, for it holds the commune's keys.
    Raises DatabaseFailedError, NoSchemaError, WeakPassphraseError.
    """
    taken_at = clock.now()
    _note(database, to, taken_at)
    return _write(make_url(database), to, taken_at, _files(data), passphrase)


def _note(database: str, to: Path, now: datetime) -> None:
    """Where the database takes no row (the disk is full, another release wrote it), a backup is needed all the more."""
    if make_url(database).get_backend_name() == "sqlite" and not Path(make_url(database).database or "").exists():
        return
    with closing(Sessions(make_engine(database))) as sessions:
        try:
            with sessions.begin() as session:
                for commune in communes(session):
                    actor = system_actor(commune.id)
                    record_act(session, now, actor, "back_up", subject="backup", subject_id=to.name[-_LONGEST_NAME:])
        except DBAPIError as error:
            _log.warning("backup.unnoted", cause=type(error).__name__)


def back_up_database(database: str, to: Path, clock: Clock) -> BackupContents:
    """Write a backup of the database alone, as is done before a migration."""
    return _write(make_url(database), to, clock.now(), (), None)


def _files(data: Path) -> Iterator[tuple[Path, str]]:
    """Looked for when they are asked for, which is after the database."""
    for name in FOLDERS:
        for file in sorted((data / name).rglob("*")):
            if _belongs(file):
                yield file, file.relative_to(data).as_posix()


def _belongs(file: Path) -> bool:
    return file.is_file() and not file.name.endswith(".part")


def _write(url: URL, to: Path, taken_at: datetime, files: Iterable[tuple[Path, str]], passphrase: str | None) -> BackupContents:
    hashes: dict[str, str] = {}
    place = durable(to) if passphrase is None else sealed(to, passphrase)
    with place as target, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        with _database_members(url) as (revision, members):
            for name, member in members:
                hashes[name] = _add(archive, name, member, zipfile.ZIP_DEFLATED)
        for file, name in files:
            with file.open("rb") as member:
                hashes[name] = _add(archive, name, member, zipfile.ZIP_STORED)
        manifest = {
            "format": FORMAT,
            "database": url.get_backend_name(),
            "revision": revision,
            "taken_at": taken_at.isoformat(),
            "members": hashes,
        }
        archive.writestr("manifest.json", json.dumps(manifest, indent=1, sort_keys=True))
    return BackupContents(to, revision, len(hashes), to.stat().st_size)


def _add(archive: zipfile.ZipFile, name: str, member: BinaryIO, compression: int) -> str:
    digest = hashlib.sha256()
    info = zipfile.ZipInfo(name)
    info.compress_type = compression
    with archive.open(info, "w", force_zip64=True) as out:
        while chunk := member.read(_CHUNK):
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest()


@contextmanager
def _database_members(url: URL) -> Iterator[tuple[str | None, Iterator[tuple[str, BinaryIO]]]]:
    with tempfile.TemporaryDirectory(prefix="loalang-backup-") as folder:
        if url.get_backend_name() == "sqlite":
            copy = Path(folder) / "database.sqlite3"
            revision = _copy_sqlite(Path(url.database or ""), copy)
            yield revision, _opened([copy])
        else:
            from app.upkeep import postgres  # noqa: PLC0415  # only where the database is one

            with postgres.copied_out(url, Path(folder)) as (revision, tables):
                yield revision, _opened(tables)


def _opened(paths: list[Path]) -> Iterator[tuple[str, BinaryIO]]:
    for path in paths:
        with path.open("rb") as member:
            yield path.name, member


def _copy_sqlite(source: Path, target: Path) -> str | None:
    if not source.exists():
        raise NoSchemaError
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        try:
            old.backup(new)
        except sqlite3.DatabaseError as exc:
            raise DatabaseFailedError(str(exc)) from exc
        new.execute("PRAGMA journal_mode=DELETE")
        row = new.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
        found = new.execute("SELECT version_num FROM alembic_version").fetchone() if row else None
        return found[0] if found else None
