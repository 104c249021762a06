"""What can go wrong with a day pack, and with a change of zones."""

from dataclasses import dataclass
from typing import ClassVar

from app.errors import ConflictError, RefusedError, UnavailableError


@dataclass(eq=False)
class PackStaleError(ConflictError):
    """The pack asked for is no longer what the day holds; present: the version that is."""

    code: ClassVar[str] = "pack_stale"
    version: int
    present: int


@dataclass(eq=False)
class PackFolderError(UnavailableError):
    """The folder cannot take the pack. cause: `missing`, `disk_full`, `read_only` or `failed`; needed_mb: of free space."""

    code: ClassVar[str] = "pack_folder"
    folder: str
    cause: str
    needed_mb: int


@dataclass(eq=False)
class PackDiffersError(RefusedError):
    """A file came out other than it was promised; nothing of the pack was put in place."""

    code: ClassVar[str] = "pack_differs"
    name: str


@dataclass(eq=False)
class PackFileTooLargeError(RefusedError):
    """A file is longer than FAT32, which sticks usually have, can hold."""

    code: ClassVar[str] = "pack_file_too_large"
    name: str


@dataclass(eq=False)
class ZoneWarnedError(ConflictError):
    """An emergency was raised for the zone and is not over: where it is heard is not changed meanwhile. title: of it."""

    code: ClassVar[str] = "zone_warned"
    title: str


@dataclass(eq=False)
class ZoneBulletinsError(ConflictError):
    """Bulletins would be taken back that are submitted or approved, and nobody said that they may. title: of the first."""

    code: ClassVar[str] = "zone_bulletins"
    count: int
    title: str
