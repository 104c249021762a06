"""The pass over a commune's timetable: audio is wanted, and each occurrence learns what would block it.

It may run at any time and as often as one likes: it looks at the present facts and changes only what differs from them. So an
approval, a withdrawal, a new regulation or a day gone by all need nothing but another pass.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from uuid import UUID

import structlog
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.accounts import system_actor
from app.bulletins import VersionFacts, deciding_versions
from app.clock import Clock
from app.errors import AppError
from app.playout import BlockedReason, OccurrenceState, Rules
from app.programmes import ProgrammeOrder, RenderingFacts, RenderingState, renderings_of
from app.timetable.assessment import NOTHING, Content, Day, assess, content_at, zones_below
from app.timetable.edits import edits_of
from app.timetable.model import Edit, Slot
from app.timetable.moves import move
from app.timetable.regulation import present_rules
from app.timetable.slots import slot_of
from app.timetable.tables import OccurrenceRow, SlotRow
from app.units import BulletinId, CommuneId, RenderingId, Sha256, SlotId, ZoneId
from app.zones import zones

_log = structlog.get_logger(__name__)
_WAITING = (OccurrenceState.PLANNED, OccurrenceState.PREPARED)
_COUNTED = (OccurrenceState.ON_AIR, OccurrenceState.AIRED, OccurrenceState.INTERRUPTED)
LOOK_BACK = timedelta(days=1)
"""What was prepared and began longer ago is left to the station's log; what was not is blocked, however long ago it was."""
AHEAD = timedelta(hours=24)
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

    def content(self, row: OccurrenceRow) -> Content:
        """What an occurrence would carry."""
        slot = self.slots[row.slot_id]
        parts = slot.parts(self.edits.get(slot.id, {}).get(row.day))
        if row.part >= len(parts):
            return NOTHING
        return content_at(parts[row.part], row.starts_at, self.versions, self.below)


def facts_for(session: Session, commune_id: CommuneId, rows: Sequence[OccurrenceRow]) -> Facts:
    """The facts about `rows`."""
    ids = {row.slot_id for row in rows}
    found = {row.id: slot_of(row) for row in session.scalars(select(SlotRow).where(SlotRow.id.in_(ids)))}
    edits = edits_of(session, commune_id, (slot.id for slot in found.values()))
    bulletins = {
        key
        for row in rows
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
    session: Session, clock: Clock, commune_id: CommuneId, order: OrderAudio, *, ahead: timedelta = AHEAD
) -> list[RenderingId]:
    """Look at every occurrence that waits: what it carries, what would block it, and whether its audio is there.

    ahead: how long before its start audio is wanted. Returns the renderings that a worker has yet to make.
    """
    now = clock.now()
    rows = _rows(session, commune_id, now)
    facts = facts_for(session, commune_id, rows)
    day, wanted = Day(), []
    for row in rows:
        if row.state in _COUNTED:
            day.add(row.starts_at, frozenset(ZoneId(UUID(key)) for key in row.zone_ids), timedelta(seconds=row.length_s))
        elif row.starts_at + timedelta(seconds=facts.slots[row.slot_id].late_grace_s) < now:
            _give_up(session, now, row)
        else:
            content = facts.content(row)
            near = row.starts_at - now <= ahead
            audio = _audio(session, row, content, order if near else None, facts)
            row.reason = assess(content, row.starts_at, _length(audio), facts.rules, day)
            _settle(session, now, row, content, audio)
            if audio is not None and audio.state is RenderingState.WANTED:
                wanted.append(audio.id)
    session.flush()
    return wanted


def _rows(session: Session, commune_id: CommuneId, now: datetime) -> list[OccurrenceRow]:
    query = (
        select(OccurrenceRow)
        .where(
            OccurrenceRow.commune_id == commune_id,
            or_(
                OccurrenceRow.state == OccurrenceState.PLANNED,
                and_(OccurrenceRow.starts_at >= now - LOOK_BACK, OccurrenceRow.state.in_([*_WAITING, *_COUNTED])),
            ),
        )
        .order_by(OccurrenceRow.starts_at, OccurrenceRow.id)
        .with_for_update()
    )
    return list(session.scalars(query))


def _audio(
    session: Session, row: OccurrenceRow, content: Content, order: OrderAudio | None, facts: Facts
) -> RenderingFacts | None:
    """The audio of what the occurrence carries; wanted where it is not, and where it failed."""
    if content.reason is not None:
        return None
    same = row.version_ids == [str(key) for key in content.version_ids]
    have = facts.audio.get(RenderingId(row.rendering_id)) if same and row.rendering_id is not None else None
    if order is None or (have is not None and have.state is not RenderingState.FAILED):
        return have
    wanted = ProgrammeOrder(facts.slots[row.slot_id].template, content.version_ids, row.starts_at)
    try:
        return order(session, CommuneId(row.commune_id), wanted)
    except AppError as exc:
        _log.warning("occurrence.no_audio", occurrence=str(row.id), code=exc.code)
        return None


def _length(audio: RenderingFacts | None) -> timedelta:
    return timedelta(seconds=audio.seconds or 0.0) if audio is not None else timedelta(0)


def _settle(session: Session, now: datetime, row: OccurrenceRow, content: Content, audio: RenderingFacts | None) -> None:
    """Write what differs. Only an occurrence that nothing blocks and whose audio is there is prepared."""
    row.version_ids = [str(key) for key in content.version_ids]
    row.left_out = [{"bulletin_id": str(left.bulletin_id), "reason": left.reason.value} for left in content.left_out]
    row.zone_ids = sorted(str(key) for key in content.zone_ids)
    row.rendering_id = audio.id if audio is not None else None
    row.content_hash = Sha256(audio.content_hash) if audio is not None else None
    row.length_s = audio.seconds or 0.0 if audio is not None else 0.0
    ready = row.reason is None and audio is not None and audio.state is RenderingState.READY
    state = OccurrenceState.PREPARED if ready else OccurrenceState.PLANNED
    if row.state is not state:
        move(session, now, row, state, by=_name(row), reason=row.reason)


def _give_up(session: Session, now: datetime, row: OccurrenceRow) -> None:
    """Its time is over. What was prepared is the station's to tell; what could not sound anywhere is blocked."""
    if row.state is OccurrenceState.PLANNED:
        row.reason = row.reason or BlockedReason.AUDIO_MISSING
        move(session, now, row, OccurrenceState.BLOCKED, by=_name(row), reason=row.reason)


def _name(row: OccurrenceRow) -> str:
    return system_actor(CommuneId(row.commune_id)).name
