"""What goes wrong with files, as the product's own errors."""

import errno
from pathlib import Path
from typing import ClassVar

from app.errors import RefusedError, UnavailableError

_CAUSES = {
    errno.ENOENT: "missing",
    errno.ENOTDIR: "is_file",
    errno.EEXIST: "is_file",
    errno.EISDIR: "is_folder",
    errno.EACCES: "no_right",
    errno.EPERM: "no_right",
    errno.EROFS: "read_only",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
}


class FileTroubleError(UnavailableError):
    """A file cannot be read or written. path: empty when the system did not say which. cause: a word of this module."""

    code: ClassVar[str] = "file_trouble"
    path: str
    cause: str

    @classmethod
    def of(cls, error: OSError) -> "FileTroubleError | None":
        """The same as `error`; None for what has nothing to do with files."""
        cause = _CAUSES.get(error.errno or 0)
        if cause is None or (error.filename is None and cause != "disk_full"):
            return None
        return cls(str(error.filename or ""), cause)

    @classmethod
    def at(cls, path: Path) -> "FileTroubleError":
        """For a file that SQLite cannot open, and does not say why."""
        return cls(str(path), "is_folder" if path.is_dir() else "no_right")


class FolderInUseError(RefusedError):
    """Another process works in this folder."""

    code: ClassVar[str] = "folder_in_use"
    folder: str
