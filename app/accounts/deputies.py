"""Deputies: who may approve names somebody who does it on their behalf, for a time that ends by itself.

A deputy has no more than the right to approve, cannot pass it on, and approves neither what either of the two wrote. It ends with
the person who gave it: who leaves, or approves no more, has no deputy.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select, update
from sqlalchemy.orm import Session, aliased

from app.accounts.actor import Actor, Deputyship
from app.accounts.acts import record_act
from app.accounts.errors import BadDelegationError, DelegationOverError, DeputyUnknownError
from app.accounts.model import Role, Scope
from app.accounts.rights import Right, rights_of
from app.accounts.tables import DelegationRow, PersonRow
from app.clock import Clock
from app.db import owned
from app.names import name_key, tidy
from app.units import CommuneId, PersonId, new_id
from app.values import frozen

LONGEST_REASON = 500


@frozen
class WantedDelegation:
    """deputy: name or id. starts_at: None is now; ends_at: the first instant at which it no longer holds."""

    deputy: str
    starts_at: datetime | None
    ends_at: datetime
    reason: str


@frozen
class Delegation:
    """A delegation as a list shows it. ended_at: when somebody ended it before its time; holds: whether it does now."""

    id: UUID
    giver: str
    deputy: str
    starts_at: datetime
    ends_at: datetime
    reason: str
    ended_at: datetime | None
    holds: bool


def delegate(session: Session, clock: Clock, actor: Actor, wanted: WantedDelegation, *, longest: timedelta) -> Delegation:
    """Name a deputy. Raises `BadDelegationError`, `DeputyUnknownError`."""
    now, reason = clock.now(), tidy(wanted.reason)
    starts_at = max(now, wanted.starts_at or now)
    deputy = _deputy(session, actor.commune_id, wanted.deputy)
    for is_wrong, fault in (
        (not _approves(actor.roles), "not_own"),
        (deputy.id == actor.person_id, "oneself"),
        (_approves([Role(code) for code in deputy.roles]), "needs_none"),
        (wanted.ends_at <= starts_at, "past"),
        (wanted.ends_at - starts_at > longest, "too_long"),
        (not reason or len(reason) > LONGEST_REASON or not reason.isprintable(), "reason"),
        (_is_deputy(session, PersonId(deputy.id), starts_at, wanted.ends_at), "taken"),
    ):
        if is_wrong:
            raise BadDelegationError(fault=fault, days=longest.days)
    row = DelegationRow(
        id=new_id(),
        commune_id=actor.commune_id,
        giver_id=actor.own_id,
        deputy_id=deputy.id,
        starts_at=starts_at,
        ends_at=wanted.ends_at,
        reason=reason,
        made_at=now,
    )
    session.add(row)
    facts = {"from": starts_at.isoformat(), "to": wanted.ends_at.isoformat(), "reason": reason}
    record_act(session, now, actor, "delegate", subject="person", subject_id=deputy.id, **facts)
    return _delegation(row, actor.name, deputy.name, holds=starts_at <= now)


def end_delegation(session: Session, clock: Clock, actor: Actor, delegation_id: UUID) -> None:
    """End one before its time: who gave it, the deputy, or who says who is who. Raises `NotFoundError`, `RightMissingError`."""
    row = owned(session, DelegationRow, delegation_id, actor.commune_id, kind="delegation", lock=True)
    if actor.person_id not in {row.giver_id, row.deputy_id}:
        actor.must(Right.PEOPLE)
    now = clock.now()
    if row.ended_at is None and now < row.ends_at:
        row.ended_at = now
        record_act(session, now, actor, "end_delegation", subject="person", subject_id=row.deputy_id)


def delegations(session: Session, now: datetime, commune_id: CommuneId) -> Sequence[Delegation]:
    """All of a commune's, the newest first."""
    giver, deputy = aliased(PersonRow), aliased(PersonRow)
    query = (
        select(DelegationRow, giver, deputy, _at(now))
        .join(giver, giver.id == DelegationRow.giver_id)
        .join(deputy, deputy.id == DelegationRow.deputy_id)
        .where(DelegationRow.commune_id == commune_id)
        .order_by(DelegationRow.id.desc())
    )
    return [_delegation(row, by.name, to.name, holds=lasts and _stands(by)) for row, by, to, lasts in session.execute(query)]


def deputyship(session: Session, now: datetime, person_id: PersonId, roles: frozenset[Role], scope: Scope) -> Deputyship | None:
    """On whose behalf a person approves at this moment; who approves anyway asks nobody."""
    if _approves(roles) or scope is not Scope.FULL:
        return None
    for row, giver in session.execute(_given(DelegationRow.deputy_id == person_id, _at(now))):
        if _stands(giver):
            return Deputyship(row.id, PersonId(giver.id), giver.name)
    return None


def refuse_over(session: Session, now: datetime, deputy_for: Deputyship) -> None:
    """Raises `DelegationOverError` where it was ended, or came to its end, since it was asked for."""
    query = _given(DelegationRow.id == deputy_for.delegation_id, _at(now)).with_for_update(of=DelegationRow)
    found = session.execute(query.execution_options(populate_existing=True)).one_or_none()
    if found is None or not _stands(found[1]):
        raise DelegationOverError(giver=deputy_for.giver)


def end_delegations(session: Session, now: datetime, person_id: PersonId | None = None) -> None:
    """End those a person gave or has, or everybody's: of data put back nobody knows which had been ended."""
    query = update(DelegationRow).where(DelegationRow.ended_at.is_(None), DelegationRow.ends_at > now)
    if person_id is not None:
        query = query.where(or_(DelegationRow.giver_id == person_id, DelegationRow.deputy_id == person_id))
    session.execute(query.values(ended_at=now))


def _given(*where: ColumnElement[bool]) -> Select[DelegationRow, PersonRow]:
    query = select(DelegationRow, PersonRow).join(PersonRow, PersonRow.id == DelegationRow.giver_id)
    return query.where(*where).order_by(DelegationRow.starts_at, DelegationRow.id)


def _at(now: datetime) -> ColumnElement[bool]:
    return and_(DelegationRow.starts_at <= now, DelegationRow.ends_at > now, DelegationRow.ended_at.is_(None))


def _stands(giver: PersonRow) -> bool:
    return giver.left_at is None and _approves([Role(code) for code in giver.roles])


def _approves(roles: Collection[Role]) -> bool:
    return Right.APPROVE in rights_of(roles, may_alarm=False)


def _is_deputy(session: Session, person_id: PersonId, starts_at: datetime, ends_at: datetime) -> bool:
    """Whether the person is somebody's deputy in that time: an approval is on behalf of one."""
    query = select(DelegationRow.id).where(
        DelegationRow.deputy_id == person_id,
        DelegationRow.ended_at.is_(None),
        DelegationRow.starts_at < ends_at,
        DelegationRow.ends_at > starts_at,
    )
    return session.scalars(query.limit(1)).first() is not None


def _deputy(session: Session, commune_id: CommuneId, called: str) -> PersonRow:
    rows = session.scalars(select(PersonRow).where(PersonRow.commune_id == commune_id, PersonRow.left_at.is_(None)))
    found = [row for row in rows if str(row.id) == called.strip().lower() or name_key(row.name) == name_key(called)]
    if len(found) != 1:
        raise DeputyUnknownError(called=tidy(called)[:80], count=len(found))
    return found[0]


def _delegation(row: DelegationRow, giver: str, deputy: str, *, holds: bool) -> Delegation:
    return Delegation(row.id, giver, deputy, row.starts_at, row.ends_at, row.reason, row.ended_at, holds)
