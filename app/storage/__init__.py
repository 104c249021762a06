"""Files: durable writing, and blobs by their hash."""

from app.storage.disk import DiskFiles, Files
from app.storage.files import durable, sha256_of, sync_folder, write_durably

__all__ = ["DiskFiles", "Files", "durable", "sha256_of", "sync_folder", "write_durably"]
