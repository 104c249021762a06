"""What an emergency is. Fields and their values are those of CAP 1.2, so that a message from outside is one of ours."""

from datetime import datetime, time
from enum import StrEnum

from app.programmes import Forms
from app.tags import UNWRITTEN, Tag
from app.units import CommuneId, EmergencyId, Sha256, ZoneId
from app.values import frozen


class Status(StrEnum):
    """CAP `status`. Only the first two have a way to a loudspeaker, and the second sounds as a drill."""

    ACTUAL = "Actual"
    EXERCISE = "Exercise"
    SYSTEM = "System"
    TEST = "Test"
    DRAFT = "Draft"


class MsgType(StrEnum):
    """CAP `msgType`."""

    ALERT = "Alert"
    UPDATE = "Update"
    CANCEL = "Cancel"
    ACK = "Ack"
    ERROR = "Error"


class Hazard(StrEnum):
    """What it is about; each has a template in `audio_templates/emergencies`."""

    STORM = "storm"
    FLOOD = "flood"
    DAM_RELEASE = "dam_release"
    FIRE = "fire"
    EPIDEMIC = "epidemic"
    MISSING_CHILD = "missing_child"
    OTHER = "other"


class Sort(StrEnum):
    """An alert, or the correction that was prepared with it."""

    ALERT = "alert"
    CORRECTION = "correction"


class EmergencyState(StrEnum):
    """Where it stands.

    prepared: a correction that waits for its need. waiting: for the second person. ahead: it is ordered, and stations begin it at
    its time by themselves. active: it sounds, and repeats until its end.
    ended: cancelled, replaced or corrected. recorded: a message that is kept and never sounds.
    """

    PREPARED = "prepared"
    WAITING = "waiting"
    AHEAD = "ahead"
    ACTIVE = "active"
    ENDED = "ended"
    RECORDED = "recorded"


ORDERED = frozenset({EmergencyState.AHEAD, EmergencyState.ACTIVE})
"""What stations are told to sound."""
OPEN = ORDERED | {EmergencyState.WAITING}
"""What sounds, or will when nobody ends it."""


class Resume(StrEnum):
    """How a programme that was interrupted goes on: at the beginning of the sentence that was cut, or not at all."""

    SENTENCE = "sentence"
    NONE = "none"


@frozen
class EmergencyRules:
    """What the commune decides about emergencies.

    two_persons: a second person confirms with a PIN of their own. repeat_from, repeat_to: local hours in which it is repeated;
    the first time it sounds at any hour. None: at any hour.
    """

    two_persons: bool = False
    repeat_from: time | None = None
    repeat_to: time | None = None
    resume: Resume = Resume.SENTENCE
    tag: Tag = UNWRITTEN


@frozen
class Audio:
    """Finished audio of an emergency. sentences_s: where each sentence begins. signature: see `sealing`."""

    forms: Forms
    seconds: float
    sentences_s: tuple[float, ...]
    signature: bytes | None = None


@frozen
class Emergency:
    """One emergency, or a correction.

    identifier, sender, sent, status, msg_type, references: as in CAP 1.2. zone_ids: where it is heard. repeat_every_s: from the
    end of one sounding to the next. times: how often it sounds at most, None until `ends_at`. resume, repeat_from, repeat_to: as
    the commune had decided when it began. audio: None while a correction is being prepared. seal: `app.emergencies.sealing`.
    """

    id: EmergencyId
    commune_id: CommuneId
    sort: Sort
    correction_of: EmergencyId | None
    identifier: str
    sender: str
    sent: datetime
    status: Status
    msg_type: MsgType
    references: tuple[str, ...]
    hazard: Hazard
    title: str
    text: str
    spoken: str
    zone_ids: tuple[ZoneId, ...]
    repeat_every_s: int
    times: int | None
    begins_at: datetime | None
    ends_at: datetime
    resume: Resume
    repeat_from: time | None
    repeat_to: time | None
    state: EmergencyState
    audio: Audio | None
    content_hash: Sha256
    seal: bytes | None
    sealed_until: datetime | None
    started_by: str
    confirmed_by: str | None
    began_at: datetime | None
    ended_at: datetime | None
    ended_by: str | None
    end_reason: str | None

    @property
    def is_drill(self) -> bool:
        """Whether it sounds as a drill."""
        return self.status is Status.EXERCISE

    @property
    def called(self) -> str:
        """What its states are told as: `drill`, `correction` of an alarm, or `emergency`."""
        if self.is_drill:
            return "drill"
        return "correction" if self.sort is Sort.CORRECTION else "emergency"
