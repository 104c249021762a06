"""A backup holds one instant of the database and every stored file, and comes back whole or not at all."""

import contextlib
import hashlib
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path, PurePosixPath

import psycopg
import pytest

from app.clock import ManualClock
from app.db import Sessions, make_engine
from app.db.migrations import present_revision
from app.storage.disk import DiskFiles
from app.upkeep import BackupBrokenError, NotEmptyError, WrongDatabaseError, back_up, restore
from app.zones import communes, found_commune
from tests.support.database import NOW


def _address(sessions: Sessions) -> str:
    return sessions.engine.url.render_as_string(hide_password=False)


def test_a_backup_of_sqlite_comes_back_whole(sqlite: Sessions, clock: ManualClock, tmp_path: Path) -> None:
    data = tmp_path / "data"
    sha256 = DiskFiles(data / "files").put(b"audio")
    contents = back_up(_address(sqlite), data, tmp_path / "backup.zip", clock)
    assert contents.members == 2

    place = tmp_path / "restored"
    assert restore(contents.path, f"sqlite:///{place / 'loalang.sqlite3'}", place, clock).revision == contents.revision

    path = DiskFiles(place / "files").path(sha256)
    assert path is not None
    assert path.read_bytes() == b"audio"
    engine = make_engine(f"sqlite:///{place / 'loalang.sqlite3'}")
    assert present_revision(engine) == contents.revision
    engine.dispose()


class _MeanwhileClock(ManualClock):
    """Something is published just as a backup begins: first its file, then the row that names it."""

    def __init__(self, publish: Callable[[], None]) -> None:
        super().__init__(NOW)
        self._publish = publish

    def now(self) -> datetime:
        self._publish()
        return super().now()


def test_every_row_of_a_backup_finds_its_file(sqlite: Sessions, clock: ManualClock, tmp_path: Path) -> None:
    data = tmp_path / "data"
    named: list[str] = []

    def publish() -> None:
        sha256 = DiskFiles(data / "files").put(b"audio of the last moment")
        with sqlite.begin() as session:
            named.append(found_commune(session, clock, name=f"xã {sha256[:8]}", admin="Quản").root.name)

    contents = back_up(_address(sqlite), data, tmp_path / "backup.zip", _MeanwhileClock(publish))
    with zipfile.ZipFile(contents.path) as archive:
        archive.extract("database.sqlite3", tmp_path)
        files = {PurePosixPath(name).name[:8] for name in archive.namelist() if name.startswith("files/")}
    with contextlib.closing(sqlite3.connect(tmp_path / "database.sqlite3")) as copy:
        rows = {name.removeprefix("xã ") for (name,) in copy.execute("SELECT name FROM communes")}
    assert rows == files == {name.removeprefix("xã ") for name in named}


@pytest.mark.postgres
def test_a_backup_of_postgresql_comes_back_whole(
    postgres: Sessions, postgres_address: str, clock: ManualClock, tmp_path: Path
) -> None:
    with postgres.begin() as session:
        found_commune(session, clock, name="xã Liên An", admin="Quản trị")
    contents = back_up(postgres_address, tmp_path / "data", tmp_path / "backup.zip", clock)

    with psycopg.connect(postgres_address, autocommit=True) as connection:
        connection.execute("CREATE DATABASE restored")
    other = make_engine(postgres_address).url.set(drivername="postgresql", database="restored")
    address = other.render_as_string(hide_password=False)
    restore(contents.path, address, tmp_path / "restored", clock)
    sessions = Sessions(make_engine(address))
    with sessions.read() as session:
        assert [commune.name for commune in communes(session)] == ["xã Liên An"]
    with pytest.raises(NotEmptyError):
        restore(contents.path, address, tmp_path / "restored-again", clock)
    sessions.close()


def test_a_damaged_backup_changes_nothing(sqlite: Sessions, clock: ManualClock, tmp_path: Path) -> None:
    good = back_up(_address(sqlite), tmp_path / "data", tmp_path / "backup.zip", clock).path
    damaged = tmp_path / "damaged.zip"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(damaged, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data if name == "manifest.json" else data[:-1] + b"?")
    place = tmp_path / "restored"
    with pytest.raises(BackupBrokenError):
        restore(damaged, f"sqlite:///{place / 'loalang.sqlite3'}", place, clock)
    assert not place.exists()
    assert not list(tmp_path.glob(".restore-*"))


def _zip(manifest: bytes, compression: int = zipfile.ZIP_STORED) -> bytes:
    """A file whose manifest is this."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        archive.writestr("manifest.json", manifest)
    return made.getvalue()


_DEFLATED = _zip(b"{}" + b" " * 100, zipfile.ZIP_DEFLATED)
_ENTRY = b"PK\x01\x02\x14\x03\x14\0"
"""How a line of the list of a zip begins; then come its flags."""
_AT = _DEFLATED.index(b"manifest.json") + len("manifest.json")


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"not a zip", b"PK\x05\x06" + bytes(18)),
        *(_zip(b"null"), _zip(b"[" * 100_000)),
        pytest.param(_DEFLATED[:_AT] + b"\xff" * 4 + _DEFLATED[_AT + 4 :], id="rotten"),
        pytest.param(
            _zip(b"{}").replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"), id="locked"
        ),
    ],
)
def test_another_file_is_refused(content: bytes, clock: ManualClock, tmp_path: Path) -> None:
    file = tmp_path / "other.zip"
    file.write_bytes(content)
    with pytest.raises(BackupBrokenError):
        restore(file, f"sqlite:///{tmp_path / 'place' / 'loalang.sqlite3'}", tmp_path / "place", clock)


def test_nothing_present_is_overwritten(sqlite: Sessions, clock: ManualClock, tmp_path: Path) -> None:
    backup = back_up(_address(sqlite), tmp_path / "data", tmp_path / "backup.zip", clock).path
    place = tmp_path / "place"
    place.mkdir()
    (place / "important.txt").write_text("keep me", encoding="utf-8")
    with pytest.raises(NotEmptyError):
        restore(backup, f"sqlite:///{place / 'loalang.sqlite3'}", place, clock)
    assert (place / "important.txt").read_text(encoding="utf-8") == "keep me"


def test_a_backup_fits_only_its_kind_of_database(sqlite: Sessions, clock: ManualClock, tmp_path: Path) -> None:
    backup = back_up(_address(sqlite), tmp_path / "data", tmp_path / "backup.zip", clock).path
    with pytest.raises(WrongDatabaseError):
        restore(backup, "postgresql://nobody@127.0.0.1:1/none", tmp_path / "place", clock)


def test_members_outside_the_data_folder_are_refused(clock: ManualClock, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.zip"
    digest = hashlib.sha256(b"x").hexdigest()
    manifest = {
        "format": "loalang-backup/1",
        "database": "sqlite",
        "revision": None,
        "taken_at": "2025-11-04T00:00:00+00:00",
        "members": {"../evil": digest},
    }
    with zipfile.ZipFile(hostile, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        archive.writestr("../evil", "x")
    with pytest.raises(BackupBrokenError):
        restore(hostile, f"sqlite:///{tmp_path / 'place' / 'l.sqlite3'}", tmp_path / "place", clock)
    assert not (tmp_path / "evil").exists()
