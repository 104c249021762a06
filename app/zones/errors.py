"""Errors of zones."""

from typing import ClassVar

from app.errors import ConflictError, InvalidError, RefusedError


class UnknownZoneError(InvalidError):
    """No zone of the commune is called so. path: as it was written."""

    code: ClassVar[str] = "unknown_zone"
    field: ClassVar[str] = "zones"
    path: str


class AmbiguousZoneError(InvalidError):
    """Several zones of the commune end in that name. path: as it was written; choices: their paths."""

    code: ClassVar[str] = "ambiguous_zone"
    field: ClassVar[str] = "zones"
    path: str
    choices: str


class BadZoneNameError(InvalidError):
    """A zone's name is empty, too long, or holds the sign that separates the names of a path."""

    code: ClassVar[str] = "bad_zone_name"
    field: ClassVar[str] = "name"
    name: str


class NoKindOfCommuneError(InvalidError):
    """The name of a commune without what it is: it is read out, printed and signed as it is typed at its founding."""

    code: ClassVar[str] = "no_kind_of_commune"
    field: ClassVar[str] = "commune"
    typed: str


class WrongLevelError(InvalidError):
    """A zone lies in one of a higher level, and only the root is a commune."""

    code: ClassVar[str] = "wrong_zone_level"
    field: ClassVar[str] = "level"
    level: str
    parent_level: str


class ZoneExistsError(ConflictError):
    """There is a zone with this path already."""

    code: ClassVar[str] = "zone_exists"
    path: str


class ZoneCircleError(InvalidError):
    """A zone cannot lie in itself, nor be merged into what lies in it. path: of the zone it was to go to."""

    code: ClassVar[str] = "zone_circle"
    path: str


class RootZoneError(ConflictError):
    """The zone that is the whole commune can be renamed, and nothing else."""

    code: ClassVar[str] = "root_zone"


class ApproverMissingError(InvalidError):
    """A founding has to name who approves, or to say that there is one officer, and not both."""

    code: ClassVar[str] = "approver_missing"
    field: ClassVar[str] = "approver"


class EnrolmentCodeError(RefusedError):
    """The one-time code is none of ours, was used, or is too old."""

    code: ClassVar[str] = "enrolment_code"


class StationNameError(InvalidError):
    """A station's name is empty, too long, or holds signs that cannot be printed."""

    code: ClassVar[str] = "bad_station_name"
    field: ClassVar[str] = "name"
    name: str


class StationTelephoneError(InvalidError):
    """What is given as the telephone number of a station is none."""

    code: ClassVar[str] = "station_telephone"
    field: ClassVar[str] = "telephone"


class StationExistsError(ConflictError):
    """There is a station with this name already."""

    code: ClassVar[str] = "station_exists"
    name: str


class SandboxStationError(RefusedError):
    """No machine becomes a station of a training commune: it might have loudspeakers."""

    code: ClassVar[str] = "sandbox_station"
