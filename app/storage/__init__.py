"""Files: durable writing, blobs by their hash, and folders that one process owns."""

from app.storage.disk import DiskFiles, Files
from app.storage.errors import FileTroubleError, FolderInUseError
from app.storage.files import durable, sha256_of, sync_folder, write_durably
from app.storage.owned import locked, owned

__all__ = [
    "DiskFiles",
    "FileTroubleError",
    "Files",
    "FolderInUseError",
    "durable",
    "locked",
    "owned",
    "sha256_of",
    "sync_folder",
    "write_durably",
]
