"""Files: durable writing, the port `Files` of blobs by their hash, and folders that one process owns.

Blobs on the local disk, `disk`, are picked in `app.wiring`.
"""

from app.storage.errors import FileTroubleError, FolderInUseError
from app.storage.files import durable, sha256_of, sync_folder, write_durably
from app.storage.owned import locked, owned
from app.storage.ports import Files

__all__ = [
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
