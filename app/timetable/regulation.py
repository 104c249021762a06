"""The commune's operating regulation: a row with a document number, edited by people, read by every guard."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.clock import Clock
from app.db import of_commune, read_once, readable_one
from app.playout import QuietHours, Rules
from app.tags import Tag, refuse_stale, tag_of
from app.timetable.errors import EqualQuietHoursError
from app.timetable.model import Regulation
from app.timetable.mourning import mourning
from app.timetable.moves import unmake_all
from app.timetable.tables import RegulationRow
from app.units import CommuneId


@read_once
def regulation(session: Session, commune_id: CommuneId) -> Regulation:
    """What holds for the commune; without a row of its own, the usual quiet hours and no limits."""
    query = of_commune(RegulationRow, commune_id)
    return readable_one(session, query, _regulation) or Regulation()


def present_rules(session: Session, commune_id: CommuneId, after: datetime) -> Rules:
    """What the guard goes by for all that sounds after an instant."""
    return regulation(session, commune_id).rules(mourning(session, commune_id, after))


def set_regulation(session: Session, clock: Clock, actor: Actor, wanted: Regulation, *, dated: date, tag: Tag) -> Regulation:
    """Write the regulation. tag: of the one that was seen.

    Raises `StaleError` when it is no longer that, `EqualQuietHoursError`.
    """
    now = clock.now()
    if wanted.quiet_hours.start == wanted.quiet_hours.end:
        raise EqualQuietHoursError(at=f"{wanted.quiet_hours.start:%H:%M}")
    held = session.get(RegulationRow, actor.commune_id, with_for_update=True, populate_existing=True)
    row = held or RegulationRow(commune_id=actor.commune_id, revision=0)
    refuse_stale(tag, tag_of(row.revision), kind="regulation", key=str(actor.commune_id))
    refits = row.slot_minutes != wanted.slot_minutes
    row.number, row.dated = wanted.number, dated
    row.quiet_from, row.quiet_to = wanted.quiet_hours.start, wanted.quiet_hours.end
    row.daily_minutes, row.slot_minutes = wanted.daily_minutes, wanted.slot_minutes
    row.revision, row.updated_at, row.updated_by = row.revision + 1, now, actor.name
    session.add(row)
    session.flush()
    if refits:  # programmes are made to fit
        unmake_all(session, now, actor.commune_id, by=actor.name)
    facts = {"number": wanted.number, "quiet_from": f"{row.quiet_from:%H:%M}", "quiet_to": f"{row.quiet_to:%H:%M}"}
    limits = {"daily_minutes": wanted.daily_minutes, "slot_minutes": wanted.slot_minutes}
    record_act(session, now, actor, "set_regulation", subject="regulation", subject_id=actor.commune_id, **facts, **limits)
    return replace(wanted, dated=dated, tag=tag_of(row.revision))


def _regulation(row: RegulationRow) -> Regulation:
    return Regulation(
        number=row.number,
        dated=row.dated,
        quiet_hours=QuietHours(row.quiet_from, row.quiet_to),
        daily_minutes=row.daily_minutes,
        slot_minutes=row.slot_minutes,
        tag=tag_of(row.revision),
    )
