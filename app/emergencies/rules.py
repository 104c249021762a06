"""What a commune decides about emergencies: one row, edited by people."""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.clock import Clock
from app.db import of_commune, readable_one
from app.emergencies.model import EmergencyRules
from app.emergencies.tables import EmergencyRulesRow
from app.tags import Tag, refuse_stale, tag_of
from app.units import CommuneId


def emergency_rules(session: Session, commune_id: CommuneId) -> EmergencyRules:
    """What holds for the commune."""
    query = of_commune(EmergencyRulesRow, commune_id)
    return readable_one(session, query, _rules) or EmergencyRules()


def _rules(row: EmergencyRulesRow) -> EmergencyRules:
    return EmergencyRules(row.two_persons, row.repeat_from, row.repeat_to, row.resume, tag_of(row.revision))


def set_emergency_rules(session: Session, clock: Clock, actor: Actor, wanted: EmergencyRules, *, tag: Tag) -> EmergencyRules:
    """Write them. tag: of the rules that were seen. Raises `StaleError`."""
    held = session.get(EmergencyRulesRow, actor.commune_id, with_for_update=True, populate_existing=True)
    row = held or EmergencyRulesRow(commune_id=actor.commune_id, revision=0)
    refuse_stale(tag, tag_of(row.revision), kind="emergency_rules", key=str(actor.commune_id))
    now = clock.now()
    row.two_persons, row.resume = wanted.two_persons, wanted.resume
    row.repeat_from, row.repeat_to = wanted.repeat_from, wanted.repeat_to
    row.revision, row.updated_at, row.updated_by = row.revision + 1, now, actor.name
    session.add(row)
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
    return replace(wanted, tag=tag_of(row.revision))
