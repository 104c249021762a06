"""What a commune decides about emergencies: one row, edited by people."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.clock import Clock
from app.db import readable_one
from app.emergencies.model import EmergencyRules
from app.emergencies.tables import EmergencyRulesRow
from app.errors import StaleError
from app.units import CommuneId


def emergency_rules(session: Session, commune_id: CommuneId) -> EmergencyRules:
    """What holds for the commune."""
    query = select(EmergencyRulesRow).where(EmergencyRulesRow.commune_id == commune_id)
    return readable_one(session, query, _rules) or EmergencyRules()


def _rules(row: EmergencyRulesRow) -> EmergencyRules:
    return EmergencyRules(row.two_persons, row.repeat_from, row.repeat_to, row.resume, row.revision)


def set_emergency_rules(session: Session, clock: Clock, actor: Actor, wanted: EmergencyRules) -> EmergencyRules:
    """Write them. `wanted.revision` is that of the rules it was made from. Raises `StaleError`."""
    row = session.get(EmergencyRulesRow, actor.commune_id, with_for_update=True, populate_existing=True)
    if wanted.revision != (row.revision if row is not None else 0):
        raise StaleError(kind="emergency", key="rules")
    if row is None:
        row = EmergencyRulesRow(commune_id=actor.commune_id)
        session.add(row)
    now = clock.now()
    row.two_persons, row.resume = wanted.two_persons, wanted.resume
    row.repeat_from, row.repeat_to = wanted.repeat_from, wanted.repeat_to
    row.revision, row.updated_at, row.updated_by = wanted.revision + 1, now, actor.name
    session.flush()
    hours = f"{wanted.repeat_from}–{wanted.repeat_to}" if wanted.repeat_from is not None else None
    record_act(
        session,
        now,
        actor,
        "set_emergency_rules",
        subject="emergency_rules",
        subject_id=actor.commune_id,
        two_persons=wanted.two_persons,
        repeat_hours=hours,
        resume=wanted.resume.value,
    )
    return replace(wanted, revision=row.revision)
