"""The messages between server and station. Frozen, no extra fields, one canonical JSON form, a schema number.

Paths, all under `/api/v1/station`, bearer = the station's token:
`GET manifest` -> signed manifest (`app.wire.trust`), `ETag`, 304; `GET audio/{sha256}` with `Range`;
`GET orders` with the version that is obeyed -> signed orders (`app.wire.orders`);
`GET events` -> server-sent events, each meaning no more than "ask for the manifest"; `POST enrol`, without a token;
`GET dismissal` -> for a PC whose token is refused, the signed word that it is no station (`app.wire.dismissal`);
`POST as-run` AsRunBatch -> AsRunReceipt, safe to repeat; `POST heartbeat` Heartbeat -> HeartbeatReply.

Whatever a station says has bounds: the server refuses more at the door (422, with the field named), and a station writes within
them (`app.station.log_lines`), so that an honest one never meets the refusal.
"""

from datetime import UTC, datetime, time
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from app.airing import AsRunKind, AudioFormat, BlockedReason, ItemKind, LateRule, OccurrenceState, OutputKind
from app.canonical import canonical

SCHEMA = 1
"""Raised when a station of the older number could misunderstand; an unknown number is refused."""

MOST_S = 86400.0
"""Seconds of one sounding, as of one item."""
MOST_ERROR_MS = 2**31 - 1
LOUDEST_DBFS = 60.0
FAINTEST_DBFS = -300.0
LONGEST_TITLE = 500
LONGEST_NAMES = 2000
"""Characters of the names of those who approved one thing."""
MOST_LISTED = 5000
"""Occurrences in one heartbeat."""
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
"""What a station's clock may show, a wrong one too."""
_MOST_OFFSET_S = (LATEST - EARLIEST).total_seconds()
_MOST_NUMBER = 2**53
"""A larger number is not the same in every program that reads JSON."""


def _in_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError as exc:
        raise ValueError("no instant of UTC") from exc


def _storable(text: str) -> str:
    """Neither NUL, which PostgreSQL cannot keep, nor half a surrogate pair, which is no character."""
    if "\x00" in text:
        raise ValueError("a NUL character")
    text.encode()  # UnicodeEncodeError is a ValueError
    return text


Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]
Seen = Annotated[Instant, Field(ge=EARLIEST, lt=LATEST)]
"""An instant by a station's clock."""
Name = Annotated[str, StringConstraints(max_length=80), AfterValidator(_storable)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,64}$")]
"""Of an error; as in `app.words`."""
Level = Annotated[float, Field(ge=FAINTEST_DBFS, le=LOUDEST_DBFS, allow_inf_nan=False)]
"""dB relative to full scale."""
Count = Annotated[int, Field(ge=0, le=_MOST_NUMBER)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Message(BaseModel):
    """What all messages share."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def canonical(self) -> bytes:
        """The one JSON form: keys sorted, no spaces, UTF-8. What is signed and hashed."""
        return canonical(self.model_dump(mode="json"))


class Hours(Message):
    """Quiet hours in the commune's zone; see `app.playout.QuietHours`."""

    start: time
    end: time


class Span(Message):
    """From an instant up to another; see `app.playout.Period`."""

    start: Instant
    end: Instant


class ManifestRules(Message):
    """What the commune allows; see `app.playout.Rules`. There is no manifest without quiet hours."""

    quiet_hours: Annotated[tuple[Hours, ...], Field(min_length=1)]
    daily_minutes: Annotated[int, Field(ge=0)] | None = None
    slot_minutes: Annotated[int, Field(ge=0)] | None = None
    mourning: tuple[Span, ...] = ()
    stopped: bool = False


class AudioFile(Message):
    """One form of the finished audio. size: bytes."""

    format: AudioFormat
    sha256: Digest
    size: Annotated[int, Field(gt=0)]


class ManifestItem(Message):
    """One occurrence as one station is to play it.

    kind: a relay has no audio, and leaves the output free for length_s. number: its place among what begins at the same minute,
    for the file name. length_s: seconds of the audio. priority: of two that are due at once, the higher has the output first.
    late, late_grace_s: what becomes of it when it is late, and how late it may still begin. sentences_s: where its sentences
    begin, ascending seconds of the audio. audio: one entry a format; empty until it is prepared. approved_by: names, for the
    log. version_ids: the bulletins in it, by which orders silence it. content_hash, approved_hash, valid_from, valid_to,
    withdrawn, cancelled, cheerful, zones: see `app.playout.Candidate`; zones are those of this station. apart: others of
    its zones hear another content of the same airing, so only outputs that are set to one of these play it.

    What sounds stays listed until its last output is over, with `withdrawn` or `cancelled` when a person took it back: what is
    not listed has no permission, to begin or to go on.
    """

    occurrence_id: UUID
    kind: ItemKind = ItemKind.PROGRAMME
    starts_at: Instant
    priority: Annotated[int, Field(ge=0, le=9)] = 0
    late: LateRule = LateRule.FROM_START
    late_grace_s: Annotated[int, Field(ge=0, le=3600)] = 600
    number: Annotated[int, Field(ge=1, le=99)] = 1
    title: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    length_s: Annotated[float, Field(ge=0, le=86400, allow_inf_nan=False)]
    zones: tuple[UUID, ...]
    apart: bool = False
    version_ids: tuple[UUID, ...] = ()
    content_hash: Digest
    approved_hash: Digest | None
    approved_by: str = ""
    valid_from: Instant | None = None
    valid_to: Instant | None = None
    withdrawn: bool = False
    cancelled: bool = False
    cheerful: bool = False
    sentences_s: Annotated[tuple[Annotated[float, Field(ge=0, le=86400, allow_inf_nan=False)], ...], Field(max_length=5000)] = ()
    audio: tuple[AudioFile, ...] = ()


class Predecessor(Message):
    """The manifest before: its version, and the SHA-256 of its signed bytes."""

    version: Annotated[int, Field(ge=1)]
    digest: Digest


class Manifest(Message):
    """What one station is to play in the next days.

    version: rises with every manifest, also over a restore of the server: take the larger of the last version + 1 and the
    seconds since 1970. previous: the one the server made before for this station. issued_at: when the server made it; a clock
    that shows less is wrong. not_before, expires_at: outside of them it is refused, and no item starts. zones: those the station
    serves.
    """

    schema_number: int = SCHEMA
    commune_id: UUID
    station_id: UUID
    version: Annotated[int, Field(ge=1)]
    previous: Predecessor | None = None
    issued_at: Instant
    not_before: Instant
    expires_at: Instant
    zones: tuple[UUID, ...]
    rules: ManifestRules
    items: tuple[ManifestItem, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if len({item.occurrence_id for item in self.items}) != len(self.items):
            raise ValueError("an occurrence is listed twice")
        if any(len({file.format for file in item.audio}) != len(item.audio) for item in self.items):
            raise ValueError("an item has two files of one format")
        return self


_HAPPENED = frozenset(
    {
        OccurrenceState.ON_AIR,
        OccurrenceState.AIRED,
        OccurrenceState.INTERRUPTED,
        OccurrenceState.MISSED,
        OccurrenceState.BLOCKED,
    }
)


def _happened(state: OccurrenceState) -> OccurrenceState:
    if state not in _HAPPENED:
        raise ValueError("nothing that happens at a station")
    return state


class AsRunEntry(Message):
    """One thing that happened to one occurrence on one output of the station.

    It stands alone: what it is about may be changed or gone at the server by the time it comes. id: made once, kept over repeats
    of the upload. sequence: rises by one within a station, so a gap shows. kind, title, approved_by: of what it is about;
    occurrence_id: of an emergency its id. at: when it happened. state: on_air, aired, interrupted, missed or blocked. reason: of
    blocked, and of interrupted where a rule ended it. started_at, start_error_ms (against planned_at), seconds: what the output
    confirmed. fault: code of the error that ended it. peak_dbfs: the loudest its meter read, of outputs that have one.
    audio_sha256: what it played.
    """

    id: UUID
    sequence: Annotated[int, Field(ge=1, le=2**31 - 1)]
    kind: AsRunKind = AsRunKind.PROGRAMME
    occurrence_id: UUID
    title: Annotated[str, StringConstraints(max_length=LONGEST_TITLE), AfterValidator(_storable)] = ""
    approved_by: Annotated[str, StringConstraints(max_length=LONGEST_NAMES), AfterValidator(_storable)] = ""
    output: Name
    state: Annotated[OccurrenceState, AfterValidator(_happened)]
    at: Seen
    planned_at: Seen
    reason: BlockedReason | None = None
    started_at: Seen | None = None
    start_error_ms: Annotated[int, Field(ge=-MOST_ERROR_MS, le=MOST_ERROR_MS)] | None = None
    seconds: Annotated[float, Field(ge=0, le=MOST_S, allow_inf_nan=False)] | None = None
    fault: Code | None = None
    peak_dbfs: Level | None = None
    audio_sha256: Digest | None = None
    content_hash: Digest


class AsRunBatch(Message):
    """What the station has not yet been told to be stored, oldest first."""

    entries: Annotated[tuple[AsRunEntry, ...], Field(min_length=1, max_length=200)]


class AsRunReceipt(Message):
    """Ids that the server has stored durably, now or before, or has set aside for good."""

    stored: tuple[UUID, ...]


class EnrolmentRequest(Message):
    """A PC that was given a one-time code asks for its enrolment; see `app.wire.enrolment.CodeProof`."""

    lookup: Digest


class EnrolmentReply(Message):
    """enrolment: the string; proof: HMAC-SHA-256 over it with what only the code's owners know."""

    enrolment: Annotated[str, StringConstraints(max_length=500)]
    proof: Digest


class OutputHealth(Message):
    """fault: code of what is wrong with it now, or was with the last thing it played; since: when that began.

    peak_dbfs, rms_dbfs: what its meter read in the last second, of outputs that have one.
    """

    name: Name
    kind: OutputKind
    fault: Code | None = None
    since: Seen | None = None
    peak_dbfs: Level | None = None
    rms_dbfs: Level | None = None


class FaultReport(Message):
    """Something is wrong with the station as a whole. code: as in `app.words`; since: by the station's clock."""

    code: Code
    since: Seen


class Heartbeat(Message):
    """How the station is.

    clock_offset_s: server's clock less the station's, as last measured. prepared: occurrences of the next day whose audio is here
    and verified. faults: of the station as a whole (a refused manifest, a clock not believed, a full disk), in no order. run:
    made anew with each start of its process, so that two PCs with the memory of one show.
    """

    schema_number: Annotated[int, Field(ge=1, le=SCHEMA)] = SCHEMA
    at: Seen
    software: Name
    manifest_version: Count | None
    clock_offset_s: Annotated[float, Field(ge=-_MOST_OFFSET_S, le=_MOST_OFFSET_S, allow_inf_nan=False)] | None
    disk_free_bytes: Count
    next_at: Seen | None
    on_air: Annotated[tuple[UUID, ...], Field(max_length=MOST_LISTED)]
    prepared: Annotated[tuple[UUID, ...], Field(max_length=MOST_LISTED)]
    unsent: Count
    outputs: Annotated[tuple[OutputHealth, ...], Field(max_length=100)]
    faults: Annotated[tuple[FaultReport, ...], Field(max_length=100)] = ()
    run: UUID | None = None


class HeartbeatReply(Message):
    """server_time: when the server answered. manifest_version: its newest, so a station that is behind fetches at once."""

    server_time: Instant
    manifest_version: int | None = None
