"""The pass over a commune's timetable: audio is wanted, and each occurrence learns what would block it.

It may run at any time and as often as one likes: it looks at the present facts and changes only what differs from them. So an
approval, a withdrawal, a new regulation or a day gone by all need nothing but another pass.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from uuid import UUID

import structlog
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.accounts import system_actor
from app.airing import WAITING
from app.bulletins import VersionFacts, deciding_versions
from app.clock import Clock
from app.db import readable
from app.errors import AppError
from app.playout import BlockedReason, OccurrenceState, Rules
from app.programmes import ProgrammeOrder, RenderingFacts, RenderingState, renderings_of
from app.tasks import Troubles
from app.timetable.assessment import NOTHING, Content, Day, assess, cells, content_at, elsewhere_of, zones_below, zones_of
from app.timetable.carried import Carried, carried_by, heard_of, is_ready
from app.timetable.edits import edits_of
from app.timetable.model import CELLS, Edit, Part, Slot
from app.timetable.moves import move
from app.timetable.regulation import present_rules
from app.timetable.slots import slot_of
from app.timetable.tables import OccurrenceRow, PlanningRow, SlotRow
from app.units import BulletinId, CommuneId, RenderingId, SlotId, ZoneId
from app.zones import zones

_log = structlog.get_logger(__name__)
_COUNTED = (OccurrenceState.ON_AIR, OccurrenceState.AIRED, OccurrenceState.INTERRUPTED)
LOOK_BACK = timedelta(days=1)
"""What was prepared is left to the station's log for so long after its start; what was not is blocked at once."""
AHEAD = timedelta(hours=24)
LONGEST_PROGRAMME = timedelta(hours=1)
"""What begins this long before a time of mourning is made for it, unless its slot is shorter."""
_KEPT_EVERY = timedelta(minutes=1)
_OFF_AFTER = timedelta(minutes=5)
"""Twenty passes that did not come."""
_EVER = datetime.max.replace(tzinfo=UTC)


class OrderAudio(Protocol):
    """Wants the audio of a programme; the same content is made once, so asking again is harmless."""

    def __call__(self, session: Session, commune_id: CommuneId, order: ProgrammeOrder) -> RenderingFacts:
        """What stands of it now. Raises `AppError` when it cannot be made."""
        ...


@dataclass(frozen=True)
class Facts:
    """What decides about a commune's occurrences, as it stands now."""

    slots: Mapping[UUID, Slot]
    edits: Mapping[SlotId, Mapping[date, Edit]]
    versions: Mapping[BulletinId, VersionFacts]
    below: Mapping[ZoneId, frozenset[ZoneId]]
    rules: Rules
    audio: Mapping[RenderingId, RenderingFacts]
    _cells: dict[Part, tuple[Part, ...]] = field(default_factory=dict)

    def content(self, row: OccurrenceRow) -> Content:
        """What an occurrence would carry."""
        slot = self.slots[row.slot_id]
        parts = slot.parts(self.edits.get(slot.id, {}).get(row.day))
        number, cell = divmod(row.part, CELLS)
        if number >= len(parts):
            return NOTHING
        if slot.is_relay:
            return Content((), (), zones_of(parts[number], self.below), None)
        found = self._cells.get(parts[number])
        if found is None:
            found = self._cells[parts[number]] = cells(parts[number], self.versions, self.below)
        if cell >= len(found):
            return NOTHING
        solemn = self._is_solemn(slot, row.starts_at)
        content = content_at(found[cell], row.starts_at, self.versions, self.below, is_solemn=solemn)
        if cell > 0:
            return content
        elsewhere = elsewhere_of(parts[number], found, row.starts_at, self.versions)
        return replace(content, left_out=content.left_out + elsewhere)

    def _is_solemn(self, slot: Slot, starts_at: datetime) -> bool:
        """Whether a programme of the slot would be heard in a time of mourning, be it its last minutes."""
        longest = LONGEST_PROGRAMME if slot.limit_s is None else timedelta(seconds=slot.limit_s)
        return any(period.touches(starts_at, longest) for period in self.rules.mourning)


def facts_for(session: Session, commune_id: CommuneId, rows: Sequence[OccurrenceRow]) -> Facts:
    """The facts about `rows`."""
    ids = {row.slot_id for row in rows}
    known = select(SlotRow).where(SlotRow.id.in_(ids)).order_by(SlotRow.id)
    found = dict(readable(session, known, lambda row: (row.id, slot_of(row))))
    edits = edits_of(session, commune_id, (slot.id for slot in found.values()))
    bulletins = {
        key
        for row in rows
        if row.slot_id in found
        for part in found[row.slot_id].parts(edits.get(SlotId(row.slot_id), {}).get(row.day))
        for key in part.bulletins
    }
    return Facts(
        slots=found,
        edits=edits,
        versions=deciding_versions(session, commune_id, bulletins),
        below=zones_below(zones(session, commune_id)),
        rules=present_rules(session, commune_id, min((row.starts_at for row in rows), default=_EVER)),
        audio=renderings_of(session, commune_id, {RenderingId(row.rendering_id) for row in rows if row.rendering_id is not None}),
    )


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
    day, wanted = Day(), []

    def look(row: OccurrenceRow) -> None:
        slot = facts.slots[row.slot_id]
        if row.state in _COUNTED:
            day.add(row.starts_at, frozenset(ZoneId(UUID(key)) for key in row.zone_ids), timedelta(seconds=row.length_s))
        elif row.starts_at + timedelta(seconds=slot.late_grace_s) < now:
            if gives_up:
                _give_up(session, now, row, looked_at)
        else:
            content = facts.content(row)
            audio = _present_audio(row, content, facts)
            if row.starts_at - now <= ahead and _lacks_audio(slot, content, audio):
                audio = _order(session, row, content, order, facts)
            carried = carried_by(slot, content, audio)
            length = timedelta(seconds=carried.length_s or slot.duration_s or 0.0)
            reason = assess(content, row.starts_at, length, facts.rules, day, cheerful=carried.cheerful)
            _settle(session, now, row, carried, reason, is_ready=slot.is_relay or is_ready(audio))
            if audio is not None and audio.state is RenderingState.WANTED:
                wanted.append(audio.id)

    (troubles or Troubles()).each("occurrences", rows, look, commune=commune_id, code="planning_failed")
    session.flush()
    return wanted


def assess_row(row: OccurrenceRow, content: Content, facts: Facts, day: Day) -> BlockedReason | None:
    """Why an occurrence may not sound, as far as is known; before its audio is there its slot's length stands for it."""
    length_s = row.length_s or facts.slots[row.slot_id].duration_s or 0.0
    return assess(content, row.starts_at, timedelta(seconds=length_s), facts.rules, day, cheerful=row.cheerful)


def planned_rows(session: Session, commune_id: CommuneId, now: datetime, *, lock: bool = False) -> list[OccurrenceRow]:
    """What waits, and what was heard since yesterday; by start."""
    query = (
        select(OccurrenceRow)
        .where(
            OccurrenceRow.commune_id == commune_id,
            or_(
                OccurrenceRow.state.in_(WAITING),
                and_(OccurrenceRow.starts_at >= now - LOOK_BACK, OccurrenceRow.state.in_(_COUNTED)),
            ),
        )
        .order_by(OccurrenceRow.starts_at, OccurrenceRow.id)
    )
    return readable(session, query.with_for_update() if lock else query, lambda row: row)


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
    return facts.audio.get(RenderingId(row.rendering_id)) if same else None


def _lacks_audio(slot: Slot, content: Content, audio: RenderingFacts | None) -> bool:
    """Whether there is something to make, which nobody makes."""
    if content.reason is not None or slot.is_relay:
        return False
    return audio is None or audio.state is RenderingState.FAILED


def _order(session: Session, row: OccurrenceRow, content: Content, order: OrderAudio, facts: Facts) -> RenderingFacts | None:
    """Want the audio of what the occurrence carries. What an order that breaks wrote is taken back, and nothing else."""
    slot = facts.slots[row.slot_id]
    limit_s = slot.limit_s
    if limit_s is not None and facts.rules.slot_minutes is not None:
        limit_s = min(limit_s, 60 * facts.rules.slot_minutes)
    wanted = ProgrammeOrder(slot.template, content.version_ids, row.starts_at, content.is_solemn, limit_s)
    try:
        with session.begin_nested():
            return order(session, CommuneId(row.commune_id), wanted)
    except AppError as exc:
        _log.warning("occurrence.no_audio", occurrence=str(row.id), code=exc.code)
        return None


def _settle(
    session: Session, now: datetime, row: OccurrenceRow, carried: Carried, reason: BlockedReason | None, *, is_ready: bool
) -> None:
    """Write what differs from the row. Only an occurrence that nothing blocks and whose audio is there is prepared.

    Most rows of most passes differ in nothing; one that does is written whole or not at all.
    """
    state = OccurrenceState.PREPARED if reason is None and is_ready else OccurrenceState.PLANNED
    wanted = {each.name: getattr(carried, each.name) for each in fields(carried)} | {"reason": reason}
    changed = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    if not changed and row.state is state:
        return
    with session.begin_nested():
        for name, value in changed.items():
            setattr(row, name, value)
        if row.state is not state:
            move(session, now, row, state, by=_name(row), reason=reason)


def _look(session: Session, commune_id: CommuneId, now: datetime) -> datetime | None:
    """When the timetable was looked over before, which is now kept anew; None: it never was."""
    row = session.get(PlanningRow, commune_id, with_for_update=True)
    before = row.at if row is not None else None
    if row is None:
        session.add(PlanningRow(commune_id=commune_id, at=now))
    elif not timedelta(0) <= now - row.at < _KEPT_EVERY:
        row.at = now
    return before


def _give_up(session: Session, now: datetime, row: OccurrenceRow, looked_at: datetime | None) -> None:
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
    with session.begin_nested():
        row.reason = reason
        move(session, now, row, OccurrenceState.BLOCKED, by=_name(row), reason=reason)


def _name(row: OccurrenceRow) -> str:
    return system_actor(CommuneId(row.commune_id)).name
