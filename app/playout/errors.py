"""What can go wrong between the claim and the loudspeaker."""

from typing import ClassVar

from app.errors import RefusedError, UnavailableError


class OutputLostError(UnavailableError):
    """The output could not take the sound. cause: `missing`, `disk_full`, `read_only` or `failed`."""

    code: ClassVar[str] = "output_lost"
    output: str
    cause: str


class AudioDiffersError(RefusedError):
    """The bytes at hand are not those that were promised; nothing of them was played."""

    code: ClassVar[str] = "audio_differs"
    sha256: str


class AudioUnplayableError(RefusedError):
    """The bytes are those that were promised, but no sound could be made of them."""

    code: ClassVar[str] = "audio_unplayable"
    sha256: str


class CalibrationFailedError(UnavailableError):
    """The latency could not be measured. cause: `no_output`, `no_input` (device not there) or `not_heard`."""

    code: ClassVar[str] = "calibration_failed"
    cause: str
