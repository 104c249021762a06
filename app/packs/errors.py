"""Why a pack is refused, or not delivered."""

from typing import ClassVar

from app.errors import ConflictError, RefusedError, UnavailableError


class PackStaleError(ConflictError):
    """The pack asked for is no longer what the day holds; present: the version that is."""

    code: ClassVar[str] = "pack_stale"
    version: int
    present: int


class PackFolderError(UnavailableError):
    """The folder cannot take the pack. cause: `missing`, `disk_full`, `read_only` or `failed`; needed_mb: of free space."""

    code: ClassVar[str] = "pack_folder"
    folder: str
    cause: str
    needed_mb: int


class PackDiffersError(RefusedError):
    """A file came out other than it was promised; nothing of the pack was put in place."""

    code: ClassVar[str] = "pack_differs"
    name: str


class PackFileTooLargeError(RefusedError):
    """A file is longer than FAT32, which sticks usually have, can hold."""

    code: ClassVar[str] = "pack_file_too_large"
    name: str
