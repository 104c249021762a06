"""Why a message is refused."""

from typing import ClassVar

from app.errors import InvalidError, RefusedError


class ManifestRefusedError(RefusedError):
    """Root of the rules of trust: the manifest is not taken, the last accepted one goes on."""

    code: ClassVar[str] = "manifest_refused"


class BadSignatureError(ManifestRefusedError):
    """Not signed by the server this station was enrolled with."""

    code: ClassVar[str] = "bad_signature"


class WrongSchemaError(ManifestRefusedError):
    """Signed, but not a manifest this station understands. schema_number: the one it names, None when it is no manifest."""

    code: ClassVar[str] = "wrong_schema"
    schema_number: int | None


class OtherStationError(ManifestRefusedError):
    """Made for another station."""

    code: ClassVar[str] = "other_station"
    station: str


class OlderManifestError(ManifestRefusedError):
    """Older than the last accepted one, or another one under the same version."""

    code: ClassVar[str] = "older_manifest"
    version: int
    accepted: int


class ForkedManifestError(ManifestRefusedError):
    """It follows another manifest than ours under the version we accepted: two servers sign with one key."""

    code: ClassVar[str] = "manifest_forked"
    version: int


class ManifestExpiredError(ManifestRefusedError):
    """Its time is over. expires_at: ISO instant."""

    code: ClassVar[str] = "manifest_expired"
    expires_at: str


class ManifestNotYetError(ManifestRefusedError):
    """Its time has not begun. not_before: ISO instant."""

    code: ClassVar[str] = "manifest_not_yet"
    not_before: str


class BadEnrolmentError(InvalidError):
    """The enrolment string is damaged or none at all."""

    code: ClassVar[str] = "bad_enrolment"


class BadKeyFileError(InvalidError):
    """Not a file with the public key of a commune."""

    code: ClassVar[str] = "bad_key_file"
    file: str
