"""The timetable while zones change: which slots name a zone, and how they follow."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.airing import WAITING
from app.clock import Clock, local
from app.db import of_commune, readable
from app.timetable.errors import ZonesShareSlotError
from app.timetable.moves import unmake_all
from app.timetable.slots import end_slot, first_misfit
from app.timetable.tables import OccurrenceRow, SlotRow
from app.units import CommuneId, SlotId, ZoneId
from app.values import frozen
from app.zones import Rezoning, ZoneTree, zone_tree


@frozen
class SlotNaming:
    """A slot that names a zone, itself or in what it has for some zones apart. is_only: it is for nothing else."""

    id: SlotId
    title: str
    is_only: bool


def slots_naming(session: Session, now: datetime, commune_id: CommuneId, zone_ids: Collection[ZoneId]) -> tuple[SlotNaming, ...]:
    """The slots of the timetable that name one of `zone_ids`, and are not over."""

    def look(row: SlotRow) -> tuple[set[ZoneId], SlotNaming]:
        whole = set(_ids(row.zones))
        named = whole.union(*(_ids(each["zones"]) for each in row.variants))
        if _is_over(session, row, now):
            named = set()
        return named, SlotNaming(SlotId(row.id), row.title, whole <= set(zone_ids))

    return tuple(found for named, found in readable(session, _live(commune_id), look) if not named.isdisjoint(zone_ids))


def slots_follow(session: Session, clock: Clock, actor: Actor, change: Rezoning) -> None:
    """Let slots name what stands for their zones now; one that would name nothing ends.

    Where zones are no more, what was apart for them goes, and where nobody is left to hear the slot's own bulletins, those of the
    zones that are left are its own. Raises `ZonesShareSlotError` where a merge or a move leaves a slot two contents for one zone,
    unless that slot is over, which ends it.
    """
    tree = zone_tree(session, actor.commune_id)
    for row in session.scalars(_live(actor.commune_id).with_for_update().execution_options(populate_existing=True)):
        zones = change.refs(row.zones)
        if not zones:
            end_slot(session, clock, actor, SlotId(row.id))
            continue
        variants = [each | {"zones": kept} for each in row.variants if (kept := change.refs(each["zones"]))]
        misfit = _misfit(tree, zones, variants)
        if misfit is not None and any(found is not None for found in change.after.values()):
            if _is_over(session, row, clock.now()):
                end_slot(session, clock, actor, SlotId(row.id))
                continue
            raise ZonesShareSlotError(title=row.title)
        before = (row.zones, row.variants, row.bulletin_ids)
        if misfit is not None:
            row.bulletin_ids = variants.pop(misfit)["bulletin_ids"]
        if (zones, variants, row.bulletin_ids) != before:
            row.zones, row.variants, row.revision, row.updated_at = zones, variants, row.revision + 1, clock.now()
            record_act(session, clock.now(), actor, "rezone_slot", subject="slot", subject_id=row.id, title=row.title)
    _leave_waiting(session, actor.commune_id, change.gone)
    if any(found is not None and found.parent_id is None for found in change.after.values()):
        unmake_all(session, clock.now(), actor.commune_id, by=actor.name)  # programmes say the commune's name
    session.flush()


def _leave_waiting(session: Session, commune_id: CommuneId, gone: Collection[ZoneId]) -> None:
    """What waits is to sound in those zones no more; the planner looks at all else of it."""
    query = of_commune(OccurrenceRow, commune_id).where(OccurrenceRow.state.in_(WAITING))
    for row in session.scalars(query.with_for_update()) if gone else ():
        row.zone_ids = [key for key in row.zone_ids if ZoneId(UUID(key)) not in gone]


def _is_over(session: Session, row: SlotRow, now: datetime) -> bool:
    """Whether nothing of it is to come, on a day of its rule or moved to another."""
    today = local(now).date()
    days = [date.fromisoformat(each) for each in row.extra_dates]
    if row.last_date is None or max([row.last_date, *days]) >= today:
        return False
    waits = select(OccurrenceRow.id).where(OccurrenceRow.slot_id == row.id, OccurrenceRow.state.in_(WAITING)).limit(1)
    return session.scalar(waits) is None


def _misfit(tree: ZoneTree, zones: Sequence[dict[str, Any]], variants: Sequence[dict[str, Any]]) -> int | None:
    return first_misfit(tree, _ids(zones), [_ids(each["zones"]) for each in variants])


def _live(commune_id: CommuneId) -> Select[SlotRow]:
    return of_commune(SlotRow, commune_id).where(SlotRow.ended_at.is_(None)).order_by(SlotRow.id)


def _ids(refs: Sequence[dict[str, Any]]) -> list[ZoneId]:
    return [ZoneId(UUID(ref["id"])) for ref in refs]
