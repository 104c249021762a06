"""A backup's parts, each checked against its SHA-256 before anything counts."""

import hashlib
import json
import os
import zipfile
import zlib
from datetime import datetime
from pathlib import Path, PurePosixPath

from app.storage import sync_folder
from app.upkeep.backup import FOLDERS, FORMAT
from app.upkeep.errors import BackupBrokenError
from app.values import frozen


@frozen
class Unpacked:
    """What a backup says of itself. database: its kind; revision: of its schema, None for one that had none yet."""

    database: str
    revision: str | None
    taken_at: datetime


_BROKEN = (OSError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, AttributeError, RuntimeError)
"""What reading a file raises that is no backup of ours. RuntimeError: brackets in brackets, a lock, another way to compress."""


def unpack(source: Path, stage: Path) -> Unpacked:
    """Put all parts below `stage`, durable. Raises `BackupBrokenError` for what is no backup, or a part that is damaged."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            if manifest.get("format") != FORMAT:
                raise BackupBrokenError(str(source), "manifest.json")
            for name, wanted in manifest["members"].items():
                _unpack_member(archive, name, wanted, stage, source)
            found = Unpacked(manifest["database"], manifest["revision"], datetime.fromisoformat(manifest["taken_at"]))
            if found.taken_at.tzinfo is None:
                raise BackupBrokenError(str(source), "manifest.json")
    except _BROKEN as exc:
        raise BackupBrokenError(str(source), str(exc)) from exc
    for folder in (stage, *(each for each in stage.rglob("*") if each.is_dir())):
        sync_folder(folder)
    return found


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
        out.flush()
        os.fsync(out.fileno())
    if digest.hexdigest() != wanted:
        raise BackupBrokenError(str(source), name)
