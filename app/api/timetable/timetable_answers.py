"""Answers about the timetable as a whole."""

from datetime import date, datetime, time
from typing import Self
from uuid import UUID

from app.api.shared.forms import Answer
from app.calendar import lunar_words
from app.clock import local
from app.desk.problems import Paths, conflict_in_words, lapse_in_words, places_of, problem_in_words
from app.playout import BlockedReason, ItemKind, OccurrenceState
from app.timetable import Conflict, Copied, CopiedDay, Forecast, HeardApart, Lapse, Listed, Occurrence, Problem, ProblemKind
from app.words import hour, state_word, word


class MonthLineAnswer(Answer):
    """One line of a month. day: of the slot's rule; occurrence_id, zone_ids, state: once its day is near; note: what differs.

    Where zones hear contents apart, an airing has a line for each.
    """

    slot_id: UUID
    day: date
    title: str
    kind: ItemKind
    kind_word: str
    starts_at: datetime
    local_date: date
    local_time: str
    lunar: str
    cancelled: bool
    moved: bool
    note: str
    occurrence_id: UUID | None
    zone_ids: list[UUID]
    state: OccurrenceState | None
    state_word: str | None
    reason_word: str | None

    @classmethod
    def of(cls, found: Listed[Occurrence]) -> Self:
        """The answer for a line."""
        here, known = local(found.starts_at), found.occurrence
        reason = known.reason if known is not None else None
        return cls(
            slot_id=found.slot_id,
            day=found.day,
            title=found.title,
            kind=found.kind,
            kind_word=word("item", found.kind.value),
            starts_at=found.starts_at,
            local_date=here.date(),
            local_time=f"{here:%H:%M}",
            lunar=lunar_words(here.date()),
            cancelled=found.is_cancelled,
            moved=found.edit is not None and found.edit.moved_to is not None,
            note=found.edit.reason if found.edit is not None else "",
            occurrence_id=known.id if known is not None else None,
            zone_ids=sorted(known.zone_ids) if known is not None else [],
            state=known.state if known is not None else None,
            state_word=state_word(known.kind, known.state, reason) if known is not None else None,
            reason_word=word("reason", reason.value) if reason is not None else None,
        )


class MonthAnswer(Answer):
    """A month, by the hour."""

    month: str
    items: list[MonthLineAnswer]


class NextLineAnswer(Answer):
    """One airing that is to come. will_sound: as things stand; if not, `reason_word` says why."""

    occurrence_id: UUID
    slot_id: UUID
    title: str
    kind: ItemKind
    starts_at: datetime
    local_time: str
    state: OccurrenceState
    state_word: str
    will_sound: bool
    reason: BlockedReason | None
    reason_word: str | None
    seconds: float
    over_s: float
    zones: list[str]

    @classmethod
    def of(cls, found: Forecast, paths: Paths) -> Self:
        """The answer for an airing."""
        known = found.occurrence
        return cls(
            occurrence_id=known.id,
            slot_id=known.slot_id,
            title=known.title,
            kind=known.kind,
            starts_at=known.starts_at,
            local_time=hour(known.starts_at),
            state=known.state,
            state_word=state_word(known.kind, known.state, found.reason),
            will_sound=found.reason is None,
            reason=found.reason,
            reason_word=word("reason", found.reason.value) if found.reason is not None else None,
            seconds=known.length_s,
            over_s=known.over_s,
            zones=sorted(paths[key] for key in found.content.zone_ids if key in paths),
        )


class NextAnswer(Answer):
    """What is to come up to `until`, by the hour; nothing else will sound."""

    until: datetime
    items: list[NextLineAnswer]


class ConflictAnswer(Answer):
    """An airing of the slot and another that cannot both be heard.

    zones: where both would be; outputs: both would go through.
    """

    title: str
    starts_at: datetime
    other_title: str
    other_starts_at: datetime
    other_slot_id: UUID
    zones: list[str]
    outputs: list[str]
    detail: str

    @classmethod
    def of(cls, found: Conflict, paths: Paths) -> Self:
        """The answer for a conflict."""
        first, second = found.first.airing, found.second.airing
        return cls(
            title=second.slot.title,
            starts_at=second.starts_at,
            other_title=first.slot.title,
            other_starts_at=first.starts_at,
            other_slot_id=first.slot.id,
            zones=places_of(found, paths),
            outputs=list(found.outputs),
            detail=conflict_in_words(found, paths),
        )


class HeardBulletinAnswer(Answer):
    """A bulletin that is heard."""

    id: UUID
    title: str


class HeardApartAnswer(Answer):
    """What some zones hear of a slot, in order."""

    zones: list[str]
    bulletins: list[HeardBulletinAnswer]

    @classmethod
    def of(cls, found: HeardApart) -> Self:
        """The answer for it."""
        return cls(
            zones=list(found.zones), bulletins=[HeardBulletinAnswer(id=key, title=title) for key, title in found.bulletins]
        )


class LapseAnswer(Answer):
    """A bulletin that airings of a slot would go without. at: the first of them; detail: the same in words."""

    bulletin_id: UUID
    title: str
    reason: BlockedReason
    at: datetime
    detail: str

    @classmethod
    def of(cls, found: Lapse) -> Self:
        """The answer for it."""
        return cls(
            bulletin_id=found.bulletin_id,
            title=found.title,
            reason=found.reason,
            at=found.at,
            detail=lapse_in_words(found),
        )


class PreviewAnswer(Answer):
    """A slot before it is saved.

    suggestion: the nearest local time of day without any conflict. heard: what each zone hears. lapses: bulletins, or recordings
    in them, that are not valid for as long as the slot.
    """

    starts: list[datetime]
    conflicts: list[ConflictAnswer]
    suggestion: time | None
    heard: list[HeardApartAnswer]
    lapses: list[LapseAnswer]


class ProblemAnswer(Answer):
    """What will go wrong with an airing. free_at: where it meets another, the nearest hour without one. detail: why; remedy."""

    kind: ProblemKind
    kind_word: str
    starts_at: datetime
    local_date: date
    local_time: str
    title: str
    occurrence_id: UUID | None
    slot_id: UUID | None
    bulletin_id: UUID | None
    reason: BlockedReason | None
    seconds: float | None
    free_at: datetime | None
    detail: str
    remedy: str

    @classmethod
    def of(cls, found: Problem, paths: Paths) -> Self:
        """The answer for a problem."""
        here, known = local(found.starts_at), found.occurrence
        late = found.clash.conflict.second.airing if found.clash is not None else None
        return cls(
            free_at=found.clash.free_at if found.clash is not None else None,
            kind=found.kind,
            kind_word=word("problem", found.kind.value),
            starts_at=found.starts_at,
            local_date=here.date(),
            local_time=f"{here:%H:%M}",
            title=found.title,
            occurrence_id=known.id if known is not None else None,
            slot_id=known.slot_id if known is not None else late.slot.id if late is not None else None,
            bulletin_id=found.bulletin_id,
            reason=found.reason,
            seconds=found.seconds,
            detail=problem_in_words(found, paths),
            remedy=word("remedy", found.reason.value if found.reason is not None else found.kind.value),
        )


class ProblemsAnswer(Answer):
    """What to mend, by the hour."""

    items: list[ProblemAnswer]


class CopiedDayAnswer(Answer):
    """A day of the copied week, and what became of it."""

    slot_id: UUID
    title: str
    day: date
    outcome: Copied
    outcome_word: str

    @classmethod
    def of(cls, found: CopiedDay) -> Self:
        """The answer for a day."""
        return cls(
            slot_id=found.slot_id,
            title=found.title,
            day=found.day,
            outcome=found.outcome,
            outcome_word=word("copied", found.outcome.value),
        )


class CopiedAnswer(Answer):
    """The days of the copied week."""

    items: list[CopiedDayAnswer]


class CopyPreviewAnswer(CopiedAnswer):
    """The days of a week that would be copied, and what the added ones would meet."""

    conflicts: list[ConflictAnswer]
