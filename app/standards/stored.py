"""The poverty standards a commune goes by: the State's, and rows that its province set."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.clock import Clock
from app.db import of_commune, owned, readable
from app.standards.errors import StandardPeriodError
from app.standards.model import NATIONAL, PovertyStandard
from app.standards.tables import PovertyStandardRow
from app.tags import Tag, refuse_stale, tag_of
from app.units import CommuneId, new_id
from app.values import frozen


@frozen
class StoredStandard:
    """A commune's own row."""

    id: UUID
    standard: PovertyStandard
    tag: Tag


def standards(session: Session, commune_id: CommuneId) -> list[PovertyStandard]:
    """All that hold or held for the commune: the State's, then its own."""
    return [*NATIONAL, *(each.standard for each in stored_standards(session, commune_id))]


def stored_standards(session: Session, commune_id: CommuneId) -> list[StoredStandard]:
    """The commune's own, by beginning."""
    query = of_commune(PovertyStandardRow, commune_id)
    return readable(session, query.order_by(PovertyStandardRow.valid_from, PovertyStandardRow.id), _stored)


def stored_standard(session: Session, commune_id: CommuneId, standard_id: UUID) -> StoredStandard:
    """One of its own. Raises `NotFoundError`."""
    return _stored(owned(session, PovertyStandardRow, standard_id, commune_id, kind="poverty_standard"))


def add_standard(session: Session, clock: Clock, actor: Actor, wanted: PovertyStandard) -> StoredStandard:
    """Enter a standard. Raises `StandardPeriodError`."""
    row = PovertyStandardRow(id=new_id(), commune_id=actor.commune_id, revision=0)
    return _write(session, clock.now(), actor, row, wanted, act="add")


def change_standard(
    session: Session, clock: Clock, actor: Actor, standard_id: UUID, *, wanted: PovertyStandard, tag: Tag
) -> StoredStandard:
    """Change one. tag: of what it was made from. Raises `StandardPeriodError`, `NotFoundError`, `StaleError`."""
    row = _held(session, actor, standard_id, tag)
    return _write(session, clock.now(), actor, row, wanted, act="change")


def remove_standard(session: Session, clock: Clock, actor: Actor, standard_id: UUID, *, tag: Tag) -> None:
    """Remove one. Raises `NotFoundError`, `StaleError`."""
    row = _held(session, actor, standard_id, tag)
    session.delete(row)
    session.flush()
    _audit(session, clock.now(), actor, row, act="remove")


def _write(
    session: Session, now: datetime, actor: Actor, row: PovertyStandardRow, wanted: PovertyStandard, *, act: str
) -> StoredStandard:
    if wanted.valid_to < wanted.valid_from:
        raise StandardPeriodError
    row.area, row.amount_vnd, row.source = wanted.area, wanted.amount_vnd, wanted.source
    row.valid_from, row.valid_to = wanted.valid_from, wanted.valid_to
    row.revision, row.updated_at, row.updated_by = row.revision + 1, now, actor.name
    session.add(row)
    session.flush()
    _audit(session, now, actor, row, act=act)
    return _stored(row)


def _audit(session: Session, now: datetime, actor: Actor, row: PovertyStandardRow, *, act: str) -> None:
    record_act(
        session,
        now,
        actor,
        act,
        subject="poverty_standard",
        subject_id=row.id,
        area=row.area.value,
        amount_vnd=row.amount_vnd,
        valid_from=row.valid_from.isoformat(),
        valid_to=row.valid_to.isoformat(),
        source=row.source,
    )


def _held(session: Session, actor: Actor, standard_id: UUID, tag: Tag) -> PovertyStandardRow:
    row = owned(session, PovertyStandardRow, standard_id, actor.commune_id, kind="poverty_standard", lock=True)
    refuse_stale(tag, tag_of(row.revision), kind="poverty_standard", key=str(standard_id))
    return row


def _stored(row: PovertyStandardRow) -> StoredStandard:
    standard = PovertyStandard(row.area, row.amount_vnd, row.valid_from, row.valid_to, row.source)
    return StoredStandard(row.id, standard, tag_of(row.revision))
