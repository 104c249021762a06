"""What can fail around a station."""

from typing import ClassVar

from app.errors import RefusedError, UnavailableError


class OtherFolderError(RefusedError):
    """The data folder belongs to another station; its log must not be mixed with ours."""

    code: ClassVar[str] = "other_station_folder"
    station: str


class FolderInUseError(RefusedError):
    """Another station process has this data folder open."""

    code: ClassVar[str] = "station_folder_in_use"


class ServerUnreachableError(UnavailableError):
    """No answer, or one that cannot be used. cause: for the log."""

    code: ClassVar[str] = "server_unreachable"
    cause: str


class BadAnswerError(ServerUnreachableError):
    """It answers, but not this as it must: asked for something else it may do well."""

    code: ClassVar[str] = "bad_answer"


class ServerRefusedError(RefusedError):
    """The server answered with a refusal. status: of HTTP."""

    code: ClassVar[str] = "server_refused"
    status: int


class FetchedAudioDiffersError(UnavailableError):
    """What came over the line has another hash; it was thrown away and will be fetched again."""

    code: ClassVar[str] = "fetched_audio_differs"
    sha256: str


class StationDiskFullError(UnavailableError):
    """Less room than the reserve; audio is not fetched until there is more."""

    code: ClassVar[str] = "station_disk_full"
    free_bytes: int


class StoreFailedError(UnavailableError):
    """The station's own database could not be read or written. cause: for the log."""

    code: ClassVar[str] = "station_store_failed"
    cause: str


class LocalPinError(RefusedError):
    """The PIN of this PC is wrong, or none was set."""

    code: ClassVar[str] = "local_pin"


class AllStoppedError(RefusedError):
    """A person said stop; nothing sounds, no emergency either, until a person lifts it."""

    code: ClassVar[str] = "station_stopped"
