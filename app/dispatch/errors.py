"""What can go wrong with a day pack, and with a change of zones."""

from typing import ClassVar

from app.errors import ConflictError


class ZoneWarnedError(ConflictError):
    """An emergency was raised for the zone and is not over: where it is heard is not changed meanwhile. title: of it."""

    code: ClassVar[str] = "zone_warned"
    title: str


class ZoneBulletinsError(ConflictError):
    """Bulletins would be taken back that are submitted or approved, and nobody said that they may. title: of the first."""

    code: ClassVar[str] = "zone_bulletins"
    count: int
    title: str
