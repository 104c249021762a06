"""The pass over a commune's timetable: audio is wanted, and each occurrence learns what would block it.

It may run at any time and as often as one likes: it looks at the present facts and changes only what differs from them. So an
approval, a withdrawal, a new regulation or a day gone by all need nothing but another pass.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, fields
from datetime import datetime, timedelta
from typing import Protocol, TypeVar
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.accounts import system_actor
from app.airing import WAITING
from app.bulletins import note_altered
from app.clock import Clock
from app.errors import AppError
from app.playout import BlockedReason, OccurrenceState
from app.programmes import ProgrammeOrder, RenderingFacts, RenderingState
from app.tasks import Troubles, alone
from app.timetable.assessment import NOTHING, Content, Day, assess
from app.timetable.carried import Carried, carried_by, heard_of, is_ready
from app.timetable.facts import LOOK_BACK, SOUNDED, Facts, facts_for, planned_rows, turns_so_far
from app.timetable.moves import move
from app.timetable.rotation import Turns
from app.timetable.tables import OccurrenceRow, PlanningRow
from app.units import CommuneId, RenderingId, ZoneId
from app.values import frozen

_log = structlog.get_logger(__name__)
AHEAD = timedelta(hours=24)
_KEPT_EVERY = timedelta(minutes=1)
_OFF_AFTER = timedelta(minutes=5)
"""Twenty passes that did not come."""
_WRITTEN = (*(each.name for each in fields(Carried)), "reason", "state", "updated_at")
"""Written of every row that changes, be it the same: rows of which the same is written are one statement."""
_Thing = TypeVar("_Thing")


class OrderAudio(Protocol):
    """Wants the audio of programmes; the same content is made once, so asking again is harmless."""

    def __call__(
        self, session: Session, commune_id: CommuneId, orders: Sequence[ProgrammeOrder]
    ) -> Sequence[RenderingFacts | AppError]:
        """What stands of each of them now, or why it cannot be made; asked of the database together."""
        ...


def plan_ahead(
    session: Session,
    clock: Clock,
    commune_id: CommuneId,
    order: OrderAudio,
    *,
    ahead: timedelta = AHEAD,
    gives_up: bool = True,
    troubles: Troubles | None = None,
) -> list[RenderingId]:
    """Look at every occurrence that waits: what it carries, what would block it, and whether its audio is there.

    ahead: how long before its start audio is wanted. gives_up: whether the clock is sure enough to say for good that a time is
    over. troubles: where an occurrence that cannot be looked at is noted; the others go on. Returns the renderings that a
    worker has yet to make.
    """
    now = clock.now()
    looked_at = _look(session, commune_id, now) if gives_up else None
    rows = planned_rows(session, commune_id, now, lock=True)
    facts = facts_for(session, commune_id, rows)
    turns = turns_so_far(session, commune_id, now) if facts.slogans else None
    here = _Pass(session, now, commune_id, facts, troubles or Troubles(), turns)
    here.each("contents", rows, here.gather)
    known = [row for row in rows if row.id in here.contents]
    here.in_bulk("orders", here.lacking(known, ahead), lambda some: here.want(order, some))
    day, changes = Day(), list[_Change]()

    def look(row: OccurrenceRow) -> None:
        content = here.contents[row.id]
        if row.state in SOUNDED:
            day.add(row.starts_at, frozenset(ZoneId(UUID(key)) for key in row.zone_ids), timedelta(seconds=row.length_s))
        elif content is not None:
            changes.extend(here.settled(row, content, day))
        elif gives_up:
            changes.extend(_given_up(now, row, looked_at))

    here.each("occurrences", known, look)
    here.tell_altered(changes)
    here.in_bulk("moves", changes, here.write)
    session.flush()
    return [audio.id for audio in here.audio.values() if audio is not None and audio.state is RenderingState.WANTED]


@frozen
class _Change:
    """What a row is to be from now on. state, None: as it is."""

    row: OccurrenceRow
    values: Mapping[str, object]
    state: OccurrenceState | None
    reason: BlockedReason | None

    @property
    def id(self) -> UUID:
        """The row's."""
        return self.row.id


@frozen
class _Pass:
    """One pass.

    turns: which slogans come next, None where there are none. contents: what a row would carry, None where it does not wait;
    audio: what stands of it, by row.
    """

    session: Session
    now: datetime
    commune_id: CommuneId
    facts: Facts
    troubles: Troubles
    turns: Turns | None
    contents: dict[UUID, Content | None] = field(default_factory=dict)
    audio: dict[UUID, RenderingFacts | None] = field(default_factory=dict)

    def each(self, job: str, rows: Iterable[_Thing], work: Callable[[_Thing], None]) -> None:
        """`work` for each; one that fails is noted and holds up no other."""
        self.troubles.each(job, rows, work, commune=self.commune_id, code="planning_failed")

    def in_bulk(self, job: str, rows: Sequence[_Thing], work: Callable[[Sequence[_Thing]], None]) -> None:
        """`work` for all in one savepoint; where that breaks, for each in one of its own, so that one holds up no other."""

        def together(some: Sequence[_Thing]) -> None:
            with self.session.begin_nested():
                work(some)

        left = rows
        if rows and not alone([rows], together, job=job):
            left = []
        self.each(job, left, lambda row: together([row]))

    def gather(self, row: OccurrenceRow) -> None:
        """Work out what a row would carry, and what audio there is of it."""
        slot = self.facts.slots[row.slot_id]
        content = None
        if row.state not in SOUNDED and row.starts_at + timedelta(seconds=slot.late_grace_s) >= self.now:
            content = self.facts.content(row, self.turns)
            self.audio[row.id] = _present_audio(row, content, self.facts)
        self.contents[row.id] = content

    def lacking(self, rows: Iterable[OccurrenceRow], ahead: timedelta) -> list[OccurrenceRow]:
        """Those that are due so soon that their audio is to be made, which nobody makes."""
        until = self.now + ahead
        return [row for row in rows if row.starts_at <= until and self._lacks(row, self.contents[row.id])]

    def _lacks(self, row: OccurrenceRow, content: Content | None) -> bool:
        if content is None or content.reason is not None or self.facts.slots[row.slot_id].is_relay:
            return False
        audio = self.audio[row.id]
        return audio is None or audio.state is RenderingState.FAILED

    def want(self, order: OrderAudio, rows: Sequence[OccurrenceRow]) -> None:
        """Want the audio of what they carry."""
        wanted = [_order_of(row, self.contents[row.id] or NOTHING, self.facts) for row in rows]
        for row, found in zip(rows, order(self.session, self.commune_id, wanted), strict=True):
            if isinstance(found, AppError):
                _log.warning("occurrence.no_audio", occurrence=str(row.id), code=found.code)
            self.audio[row.id] = None if isinstance(found, AppError) else found

    def settled(self, row: OccurrenceRow, content: Content, day: Day) -> Iterator[_Change]:
        """What differs from the row. Only an occurrence that nothing blocks and whose audio is there is prepared.

        Most rows of most passes differ in nothing.
        """
        slot, audio = self.facts.slots[row.slot_id], self.audio[row.id]
        carried = carried_by(slot, content, audio)
        length = timedelta(seconds=carried.length_s or slot.duration_s or 0.0)
        reason = assess(content, row.starts_at, length, self.facts.rules, day, cheerful=carried.cheerful)
        can_sound = reason is None and (slot.is_relay or is_ready(audio))
        state = OccurrenceState.PREPARED if can_sound else OccurrenceState.PLANNED
        wanted = {each.name: getattr(carried, each.name) for each in fields(carried)} | {"reason": reason}
        changed = {name: value for name, value in wanted.items() if getattr(row, name) != value}
        if changed or row.state is not state:
            yield _Change(row, changed, None if row.state is state else state, reason)

    def tell_altered(self, changes: Iterable[_Change]) -> None:
        """Have the audit log say once what of an airing was altered since its approval, as it is left out of it."""
        found = {key for change in changes for key in _altered(change.values.get("left_out")) - _altered(change.row.left_out)}
        facts = (*self.facts.versions.values(), *self.facts.greetings)
        for each in {each.version_id: each for each in facts if each.is_altered and str(each.bulletin_id) in found}.values():
            note_altered(self.session, self.now, self.commune_id, each.version_id, title=each.title, number=each.number)

    def write(self, changes: Sequence[_Change]) -> None:
        """Write them, each whole or not at all."""
        for change in changes:
            if change.state is not None:
                move(self.session, self.now, change.row, change.state, by=_name(change.row), reason=change.reason)
            for name, value in change.values.items():
                setattr(change.row, name, value)
            for name in _WRITTEN:
                flag_modified(change.row, name)


def waiting_renderings(session: Session, commune_id: CommuneId) -> list[RenderingId]:
    """The audio that what waits is to be."""
    query = select(OccurrenceRow.rendering_id).where(
        OccurrenceRow.commune_id == commune_id, OccurrenceRow.state.in_(WAITING), OccurrenceRow.rendering_id.is_not(None)
    )
    return [RenderingId(key) for key in session.scalars(query.distinct()) if key is not None]


def _present_audio(row: OccurrenceRow, content: Content, facts: Facts) -> RenderingFacts | None:
    """The audio there is of what the occurrence carries, as far as it was wanted before."""
    if content.reason is not None or facts.slots[row.slot_id].is_relay or row.rendering_id is None:
        return None
    same = row.version_ids == [str(key) for key in heard_of(content, row.left_out)]
    made = facts.audio.get(RenderingId(row.rendering_id)) if same else None
    return made if made is not None and facts.is_made_of(made, content) else None


def _altered(left_out: object) -> frozenset[str]:
    """The bulletins left out because they are not what was approved. left_out: of a row; None: it does not change."""
    listed = left_out if isinstance(left_out, list) else []
    return frozenset(left["bulletin_id"] for left in listed if left["reason"] == BlockedReason.HASH_DIFFERS)


def _order_of(row: OccurrenceRow, content: Content, facts: Facts) -> ProgrammeOrder:
    slot = facts.slots[row.slot_id]
    limit_s = slot.limit_s
    if limit_s is not None and facts.rules.slot_minutes is not None:
        limit_s = min(limit_s, 60 * facts.rules.slot_minutes)
    greeting = content.greeting.version_id if content.greeting is not None else None
    return ProgrammeOrder(slot.template, content.version_ids, row.starts_at, content.is_solemn, limit_s, greeting)


def _look(session: Session, commune_id: CommuneId, now: datetime) -> datetime | None:
    """When the timetable was looked over before, which is now kept anew; None: it never was."""
    row = session.get(PlanningRow, commune_id, with_for_update=True)
    before = row.at if row is not None else None
    if row is None:
        session.add(PlanningRow(commune_id=commune_id, at=now))
    elif not timedelta(0) <= now - row.at < _KEPT_EVERY:
        row.at = now
    return before


def _given_up(now: datetime, row: OccurrenceRow, looked_at: datetime | None) -> Iterator[_Change]:
    """Its time is over. What was prepared is the station's to tell, for a day; what could not sound anywhere is blocked.

    A log that comes later still has its word: what sounded, sounded. looked_at: when this was asked before. Where that was
    before its hour, and long ago, nobody was there to make its audio.
    """
    if row.state is OccurrenceState.PREPARED:
        if now - row.starts_at < LOOK_BACK:
            return
        reason = BlockedReason.NOT_REPORTED
    else:
        was_off = looked_at is not None and looked_at < row.starts_at and now - looked_at > _OFF_AFTER
        reason = row.reason or (BlockedReason.MACHINE_OFF if was_off else BlockedReason.AUDIO_MISSING)
    yield _Change(row, {"reason": reason}, OccurrenceState.BLOCKED, reason)


def _name(row: OccurrenceRow) -> str:
    return system_actor(CommuneId(row.commune_id)).name
