"""Putting a backup back: checked whole, into an empty place, and only then swapped in."""

import hashlib
import json
import secrets
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from app.db import make_engine
from app.db.migrations import migrate
from app.storage import sync_folder
from app.upkeep.backup import FOLDERS, FORMAT, libpq, postgres_columns, postgres_tables
from app.upkeep.errors import BackupBrokenError, NotEmptyError, WrongDatabaseError


def restore(source: Path, database: str, data: Path) -> str | None:
    """Put the backup `source` into the empty data folder `data` and the empty database; returns the revision it had.

    Raises `BackupBrokenError`, `NotEmptyError` or `WrongDatabaseError`; then nothing has been changed.
    """
    if data.exists() and any(data.iterdir()):
        raise NotEmptyError(str(data))
    data.parent.mkdir(parents=True, exist_ok=True)
    stage = data.parent / f".restore-{secrets.token_hex(4)}"
    stage.mkdir()
    try:
        manifest = _unpack(source, stage)
        backend = make_url(database).get_backend_name()
        if manifest["database"] != backend:
            raise WrongDatabaseError(found=manifest["database"], expected=backend)
        revision: str | None = manifest["revision"]
        if backend == "sqlite":
            _place_sqlite(source, stage, Path(make_url(database).database or ""), data)
        else:
            _fill_postgres(stage, database, revision)
        (stage / "manifest.json").unlink()
        if data.exists():
            data.rmdir()
        stage.replace(data)
        sync_folder(data.parent)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return revision


def _unpack(source: Path, stage: Path) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            if manifest.get("format") != FORMAT:
                raise BackupBrokenError(str(source), "manifest.json")
            for name, wanted in manifest["members"].items():
                _unpack_member(archive, name, wanted, stage, source)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError) as exc:
        raise BackupBrokenError(str(source), str(exc)) from exc
    (stage / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return dict(manifest)


def _unpack_member(archive: zipfile.ZipFile, name: str, wanted: str, stage: Path, source: Path) -> None:
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or PurePosixPath(name).is_absolute() or (len(parts) > 1 and parts[0] not in FOLDERS):
        raise BackupBrokenError(str(source), name)
    target = stage / name
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with archive.open(name) as member, target.open("wb") as out:
        while chunk := member.read(1 << 20):
            digest.update(chunk)
            out.write(chunk)
    if digest.hexdigest() != wanted:
        raise BackupBrokenError(str(source), name)


def _place_sqlite(source: Path, stage: Path, database: Path, data: Path) -> None:
    copy = stage / "database.sqlite3"
    with closing(sqlite3.connect(copy)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BackupBrokenError(str(source), copy.name)
    if database.exists():
        raise NotEmptyError(str(database))
    # The database of an embedded installation lies in the data folder, which this stage becomes.
    target = stage / database.relative_to(data) if database.is_relative_to(data) else database
    target.parent.mkdir(parents=True, exist_ok=True)
    copy.chmod(0o600)
    shutil.move(copy, target)


def _fill_postgres(stage: Path, database: str, revision: str | None) -> None:
    address = libpq(make_url(database))
    with psycopg.connect(address) as connection:
        if postgres_tables(connection):
            raise NotEmptyError(make_url(database).render_as_string())
    if revision is not None:
        engine = make_engine(database)
        migrate(engine, revision)
        engine.dispose()
    with psycopg.connect(address) as connection:
        order = _parents_first(connection)
        for table in order:
            path = stage / f"{table}.copy"
            columns = sql.SQL(", ").join(map(sql.Identifier, postgres_columns(connection, table)))
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
            query = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
            with connection.cursor() as cursor, cursor.copy(query) as rows:
                rows.write(path.read_bytes())
            path.unlink()


def _parents_first(connection: psycopg.Connection) -> list[str]:
    """Tables so that each stands behind those its foreign keys name."""
    rows = connection.execute(
        "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint"
        " WHERE contype = 'f' AND connamespace = current_schema()::regnamespace AND conrelid <> confrelid"
    ).fetchall()
    waiting = {table: {parent for child, parent in rows if child == table} for table in postgres_tables(connection)}
    order: list[str] = []
    while waiting:
        free = sorted(table for table, parents in waiting.items() if not parents - set(order))
        order += free
        for table in free:
            del waiting[table]
        if not free:
            order += sorted(waiting)
            break
    return order
