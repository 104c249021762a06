"""The people of a commune: who they are, what they may, and that they left."""

import itertools
import re
from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.accounts.acts import record_act
from app.accounts.ending import end_all_ways_in
from app.accounts.errors import BadPersonNameError, LastAdminError, NoRoleError, PersonUnclearError
from app.accounts.model import Role, Scope, listed
from app.accounts.tables import ApiTokenRow, PasswordRow, PersonRow
from app.clock import Clock
from app.db import present, readable, shown
from app.errors import NotFoundError
from app.names import fold, tidy
from app.tags import Tag, refuse_stale, tag_of
from app.units import CommuneId, PersonId, new_id
from app.values import frozen

_LONGEST_LOGIN = 60


@frozen
class Person:
    """A person of a commune. login: what the person signs in with; may_alarm: may raise emergencies.

    left_at: since when the person is no more there.
    """

    id: PersonId
    name: str
    login: str
    roles: frozenset[Role]
    may_alarm: bool
    created_at: datetime
    left_at: datetime | None
    tag: Tag


def add_person(
    session: Session, clock: Clock, actor: Actor, *, name: str, roles: Collection[Role], may_alarm: bool = False
) -> PersonId:
    """Add a person to the actor's commune. Raises `BadPersonNameError`, `NoRoleError`."""
    now, clean = clock.now(), _proper(name, roles)
    person_id = PersonId(new_id())
    row = PersonRow(id=person_id, commune_id=actor.commune_id, name=clean, login=_free_login(session, clean), revision=1)
    row.roles, row.may_alarm = _kept(roles), may_alarm
    row.created_at = now
    session.add(row)
    session.flush()
    _record(session, now, actor, "add_person", row)
    return person_id


def change_person(
    session: Session,
    clock: Clock,
    actor: Actor,
    person_id: PersonId,
    *,
    name: str,
    roles: Collection[Role],
    may_alarm: bool,
    tag: Tag,
) -> Person:
    """Write anew what a person is; it holds from the next request on.

    Raises `NotFoundError`, `StaleError`, `BadPersonNameError`, `NoRoleError`, `LastAdminError`.
    """
    now, clean = clock.now(), _proper(name, roles)
    _hold_together(session, actor.commune_id)
    row = present(session, PersonRow, person_id, actor.commune_id, kind="person", lock=True)
    refuse_stale(tag, tag_of(row.revision), kind="person", key=row.name)
    if Role.ADMIN not in roles:
        _refuse_last_admin(session, now, row)
    row.name, row.roles, row.may_alarm, row.revision = clean, _kept(roles), may_alarm, row.revision + 1
    session.flush()
    _record(session, now, actor, "change_person", row)
    return _person(row)


def end_person(session: Session, clock: Clock, actor: Actor, person_id: PersonId) -> None:
    """A person leaves: what the person came in with ends in the same transaction.

    Raises `NotFoundError`, also for one who left before; `LastAdminError`.
    """
    now = clock.now()
    _hold_together(session, actor.commune_id)
    row = present(session, PersonRow, person_id, actor.commune_id, kind="person", lock=True)
    _refuse_last_admin(session, now, row)
    row.left_at, row.revision = now, row.revision + 1
    session.flush()
    end_all_ways_in(session, now, person_id)
    record_act(session, now, actor, "leave", subject="person", subject_id=person_id)


def login_key(typed: str) -> str:
    """A name to sign in with as it is kept and compared: `Nguyễn  Thu`, `NGUYEN.THU` => `nguyen.thu`."""
    words = re.split(r"[^a-z0-9]+", fold(typed))
    return ".".join(filter(None, words))[:_LONGEST_LOGIN]


def person(session: Session, commune_id: CommuneId, person_id: PersonId) -> Person:
    """One person of a commune, also one who left. Raises `NotFoundError`."""
    return shown(session, PersonRow, person_id, commune_id, _person, kind="person")


def everybody(session: Session, commune_id: CommuneId) -> list[Person]:
    """Everybody of a commune, those who left too, in the order they came."""
    return readable(session, select(PersonRow).where(PersonRow.commune_id == commune_id).order_by(PersonRow.id), _person)


def person_names(session: Session, commune_id: CommuneId) -> dict[UUID, str]:
    """The names of all people of a commune, by id, also of those who left; without those that were erased."""
    query = select(PersonRow.id, PersonRow.name).where(PersonRow.commune_id == commune_id, PersonRow.name != "")
    return {row.id: row.name for row in session.execute(query)}


def person_called(session: Session, called: str) -> Actor:
    """The person of the whole installation with this name, or this id. Raises `NotFoundError`, `PersonUnclearError`."""
    rows = session.scalars(select(PersonRow).where(PersonRow.left_at.is_(None)).order_by(PersonRow.id)).all()
    found = [row for row in rows if called in {row.name, str(row.id)}]
    if not found:
        raise NotFoundError(kind="person", key=called)
    if len(found) > 1:
        raise PersonUnclearError(called, ", ".join(str(row.id) for row in found))
    [row] = found
    known = _person(row)
    return Actor(CommuneId(row.commune_id), known.id, known.name, roles=known.roles, may_alarm=known.may_alarm)


def _record(session: Session, now: datetime, actor: Actor, act: str, row: PersonRow) -> None:
    roles = listed([Role(each) for each in row.roles])
    record_act(session, now, actor, act, subject="person", subject_id=row.id, roles=roles, may_alarm=row.may_alarm)


def _person(row: PersonRow) -> Person:
    roles = frozenset(map(Role, row.roles))
    return Person(PersonId(row.id), row.name, row.login, roles, row.may_alarm, row.created_at, row.left_at, tag_of(row.revision))


def _free_login(session: Session, name: str) -> str:
    """From the name, with a number where another has it; what has no letter to type is called a person."""
    wanted = login_key(name) or "nguoi"
    taken = set(session.scalars(select(PersonRow.login).where(PersonRow.login.startswith(wanted, autoescape=True))))
    return next(each for each in _numbered(wanted) if each not in taken)


def _numbered(wanted: str) -> Iterator[str]:
    yield wanted
    yield from (f"{wanted}.{number}" for number in itertools.count(2))


def _kept(roles: Collection[Role]) -> list[str]:
    return [role.value for role in Role if role in roles]


def _proper(name: str, roles: Collection[Role]) -> str:
    """The name as it is kept."""
    clean = tidy(name)
    if not clean or not clean.isprintable():
        raise BadPersonNameError
    if not roles:
        raise NoRoleError
    return clean


def _hold_together(session: Session, commune_id: CommuneId) -> None:
    """Two administrators who let each other go at once stand in line here; on SQLite writers do anyway."""
    session.execute(select(PersonRow.id).where(PersonRow.commune_id == commune_id).order_by(PersonRow.id).with_for_update())


def _refuse_last_admin(session: Session, now: datetime, row: PersonRow) -> None:
    """Raises `LastAdminError` where no other administrator can come in: one who was only invited may never come."""
    if Role.ADMIN not in row.roles:
        return
    token = (ApiTokenRow.person_id == PersonRow.id, ApiTokenRow.revoked_at.is_(None), ApiTokenRow.scope == Scope.FULL)
    may_come = exists().where(PasswordRow.person_id == PersonRow.id) | exists().where(
        *token, or_(ApiTokenRow.expires_at.is_(None), ApiTokenRow.expires_at > now)
    )
    others = (PersonRow.commune_id == row.commune_id, PersonRow.id != row.id, PersonRow.left_at.is_(None))
    if not any(Role.ADMIN in roles for roles in session.scalars(select(PersonRow.roles).where(*others, may_come))):
        raise LastAdminError
