"""What can go wrong with an emergency."""

from typing import ClassVar

from app.errors import ConflictError, InvalidError, RefusedError, UnavailableError


class PinMissingError(RefusedError):
    """The person has not set a PIN."""

    code: ClassVar[str] = "pin_missing"


class WrongPinError(RefusedError):
    """The PIN is not this person's."""

    code: ClassVar[str] = "wrong_pin"


class OldPinMissingError(RefusedError):
    """The person has a PIN; changing it takes the old one."""

    code: ClassVar[str] = "old_pin_missing"


class PinLockedError(RefusedError):
    """Too many wrong PINs; wait_s: seconds until the next may be tried."""

    code: ClassVar[str] = "pin_locked"
    wait_s: int


class BadPinError(InvalidError):
    """A PIN has six to twelve figures, and not all of them alike or in a row."""

    code: ClassVar[str] = "bad_pin"


class StoppedError(RefusedError):
    """Everything was stopped at the server; an emergency is refused until a person lifts that."""

    code: ClassVar[str] = "all_stopped"


class StoppedMeanwhileError(RefusedError):
    """While it was being made everything was stopped and let sound again; whoever did that was not asked about it."""

    code: ClassVar[str] = "stopped_meanwhile"


class EmergencyAlteredError(ConflictError):
    """What stands in the database under `title` is not what a person let sound."""

    code: ClassVar[str] = "emergency_altered"
    title: str


class EmergencyTextError(InvalidError):
    """The text is empty, too long, or has no word that can be said."""

    code: ClassVar[str] = "emergency_text"
    limit: int


class EmergencyValuesError(InvalidError):
    """A blank of the template is not filled in, does not exist, is too long, or holds what cannot be said."""

    code: ClassVar[str] = "emergency_values"
    name: str


class EmergencyBlankError(EmergencyValuesError):
    """A blank of the template is not filled in."""

    code: ClassVar[str] = "emergency_blank"


class EmergencyEndError(InvalidError):
    """The end lies in the past or too far ahead."""

    code: ClassVar[str] = "emergency_end"
    hours: int


class EmergencyLengthError(InvalidError):
    """It sounds too long, its repetition included. minutes: of one sounding; limit: minutes."""

    code: ClassVar[str] = "emergency_length"
    field: ClassVar[str] = "recording_id"
    minutes: int
    limit: int


class EmergencyOrderError(InvalidError):
    """No station could be ordered to sound it. place: the field that is wrong."""

    code: ClassVar[str] = "emergency_order"
    place: str


class EmergencyStateError(ConflictError):
    """Its state does not allow the act."""

    code: ClassVar[str] = "emergency_state"
    state: str


class SamePersonError(RefusedError):
    """The second person has to be another one."""

    code: ClassVar[str] = "same_person"


class KeyReusedError(ConflictError):
    """The same `Idempotency-Key` came with something else."""

    code: ClassVar[str] = "key_reused"


class CorrectionNotReadyError(UnavailableError):
    """The correction's audio is being made."""

    code: ClassVar[str] = "correction_not_ready"


class CapInvalidError(InvalidError):
    """The message is no CAP 1.2. place: the element; fault: a code of what is wrong with it."""

    code: ClassVar[str] = "cap_invalid"
    place: str
    fault: str


class CapAreaError(InvalidError):
    """None of the areas goes by the name of a zone of the commune. area: the first."""

    code: ClassVar[str] = "cap_area"
    area: str


class CapKnownError(ConflictError):
    """This message came before."""

    code: ClassVar[str] = "cap_known"
    identifier: str
