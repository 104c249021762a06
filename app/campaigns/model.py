"""What a campaign is: a review of poor households, its steps in their order, who does what by when."""

from collections.abc import Sequence
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from app.tags import Tag
from app.units import BulletinId, SlotId, ZoneId
from app.values import frozen


class CampaignKind(StrEnum):
    """Which review it is."""

    PERIODIC = "periodic"
    REGULAR = "regular"


class DayUnit(StrEnum):
    """How the days of a step are counted."""

    WORKING = "working"
    """By the commune's table of holidays."""
    CALENDAR = "calendar"


@frozen
class Meeting:
    """A village meets. zone: its path; at: when; place: where, as it is read."""

    zone: str
    at: datetime
    place: str


@frozen
class StepChoice:
    """What an officer sets otherwise than the template; None keeps that. first_date: the day the step is to begin on.

    names, names_reason: households that the step is to read, and why: only where its template lets it.
    """

    days: int | None = None
    basis: str | None = None
    first_date: date | None = None
    times: Sequence[time] | None = None
    script: str | None = None
    names: Sequence[str] = ()
    names_reason: str = ""


@frozen
class Wanted:
    """What an officer asks for. last_date: None: of the kind's own window, or open. zones: paths, empty: the whole commune.

    steps: by the codes of the template.
    """

    kind: CampaignKind
    first_date: date
    officer: str
    hotline: str
    place: str
    meetings: Sequence[Meeting]
    last_date: date | None = None
    zones: Sequence[str] = ()
    steps: dict[str, StepChoice] | None = None

    def choice(self, code: str) -> StepChoice:
        """What is set for a step."""
        return (self.steps or {}).get(code, StepChoice())


@frozen
class Span:
    """The days of a step, both included."""

    first: date
    last: date


@frozen
class Piece:
    """One bulletin of a step and its slots. zone: of the village, None: the campaign's own; meeting: its own.

    script: as it was made, so that what somebody wrote since is known and kept.
    """

    id: UUID
    zone_id: ZoneId | None
    meeting: Meeting | None
    span: Span
    script: str
    bulletin_id: BulletinId
    slot_ids: tuple[SlotId, ...]


@frozen
class Task:
    """A line of the checklist. who: an office, never a person by name."""

    id: UUID
    who: str
    what: str
    due: date
    done_at: datetime | None
    done_by: str | None


@frozen
class Step:
    """A step with its days. basis: what its number of days rests on; names_reason: why names are read, empty: none are."""

    code: str
    title: str
    days: int
    unit: DayUnit
    basis: str
    span: Span
    times: tuple[time, ...]
    names_reason: str
    pieces: tuple[Piece, ...]
    tasks: tuple[Task, ...]

    def is_over(self, today: date) -> bool:
        """Whether its last day is gone."""
        return self.span.last < today

    @property
    def is_done(self) -> bool:
        """Whether everything on its checklist is ticked."""
        return all(task.done_at is not None for task in self.tasks)


@frozen
class Campaign:
    """A campaign. last_date: None: open. standards: which thresholds it says, with their source. undone_at: it is no more."""

    id: UUID
    kind: CampaignKind
    title: str
    first_date: date
    last_date: date | None
    officer: str
    hotline: str
    place: str
    legal_basis: tuple[str, ...]
    steps: tuple[Step, ...]
    created_at: datetime
    created_by: str
    removed_at: datetime | None
    tag: Tag

    def step(self, code: str) -> Step | None:
        """A step by its code."""
        return next((each for each in self.steps if each.code == code), None)


@frozen
class Moved:
    """A step whose days changed."""

    step: str
    before: Span
    after: Span


@frozen
class Heard:
    """What of a step had been on the air already; it stays as it was. written: how many of the airings went into files alone."""

    step: str
    count: int
    last_at: datetime
    written: int


@frozen
class Change:
    """What a change of days came to. own_words: bulletins that somebody wrote anew; their words are kept, their days are not."""

    campaign: Campaign
    moved: tuple[Moved, ...]
    heard: tuple[Heard, ...]
    own_words: tuple[BulletinId, ...]
