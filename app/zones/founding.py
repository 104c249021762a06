"""Founding a commune: itself, its key, its root zone, its first people and the tokens they sign in with.

Somebody else approves what one has written, unless the commune says that it has one officer.
"""

import re
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Actor, Role, add_person, count_attempt, issue_token, record_act, system_actor, use_setup_code
from app.clock import Clock
from app.db import Sessions
from app.names import name_key, tidy
from app.units import CommuneId, PersonId, new_id
from app.values import frozen
from app.zones.errors import ApproverMissingError, NoKindOfCommuneError
from app.zones.keys import make_key
from app.zones.model import Level, Zone
from app.zones.tables import CommuneRow
from app.zones.tree import insert_zone

_WITH_ITS_KIND = re.compile(r"(?:xã|phường|thị trấn|đặc khu) \S")


@frozen
class Founding:
    """What a founding made. token, approver_token: shown once. approver: None where there is one officer."""

    commune_id: CommuneId
    root: Zone
    admin: Actor
    admin_id: PersonId
    token: str
    approver: Actor | None = None
    approver_token: str = ""


@frozen
class FirstPeople:
    """Whom a founding names: its administrator, and who approves or that there is one officer who does both."""

    admin: str
    approver: str | None = None
    one_officer: bool = False


def found_commune(
    session: Session,
    clock: Clock,
    *,
    name: str,
    admin: str,
    approver: str | None = None,
    is_sandbox: bool = False,
    home_id: CommuneId | None = None,
) -> Founding:
    """Found the commune `name` (`xã Liên An`) with `admin` as its first administrator.

    approver: who approves what is written there; None: there is one officer, who does both. home_id: of a training commune.
    Raises `BadZoneNameError`, `BadPersonNameError`.
    """
    now = clock.now()
    commune_id = CommuneId(new_id())
    clean = tidy(name)
    row = CommuneRow(id=commune_id, name=clean, is_sandbox=is_sandbox, one_officer=approver is None, created_at=now)
    row.home_id = home_id
    session.add(row)
    session.flush()
    root = insert_zone(session, clock, commune_id, parent=None, level=Level.COMMUNE, name=clean)
    make_key(session, clock, commune_id)
    system = system_actor(commune_id)
    record_act(session, now, system, "found_commune", subject="commune", subject_id=commune_id, name=clean, sandbox=is_sandbox)
    person_id = add_person(session, clock, system, name=admin, roles={Role.ADMIN}, may_alarm=True)
    actor = Actor(commune_id, person_id, tidy(admin), roles=frozenset({Role.ADMIN}), may_alarm=True, has_proved=True)
    token = issue_token(session, clock, actor, person_id=person_id, label="lập đài")
    founding = Founding(commune_id, root, actor, person_id, token.secret)
    return founding if approver is None else _with_approver(session, clock, founding, approver)


def _with_approver(session: Session, clock: Clock, founding: Founding, name: str) -> Founding:
    person_id = add_person(session, clock, founding.admin, name=name, roles={Role.APPROVER}, may_alarm=True)
    token = issue_token(session, clock, founding.admin, person_id=person_id, label="lập đài")
    roles = frozenset({Role.APPROVER})
    approver = Actor(founding.commune_id, person_id, tidy(name), roles=roles, may_alarm=True, has_proved=True)
    return replace(founding, approver=approver, approver_token=token.secret)


def has_one_officer(session: Session, commune_id: CommuneId) -> bool:
    """Whether who writes may approve it too, since there is nobody else."""
    return session.scalars(select(CommuneRow.one_officer).where(CommuneRow.id == commune_id)).one()


def set_one_officer(session: Session, clock: Clock, actor: Actor, *, one_officer: bool) -> None:
    """Say whether the commune has one officer, who may approve what that person wrote; what was approved stays approved."""
    commune = session.scalars(select(CommuneRow).where(CommuneRow.id == actor.commune_id).with_for_update()).one()
    if commune.one_officer is one_officer:
        return
    commune.one_officer = one_officer
    session.flush()
    now, commune_id = clock.now(), actor.commune_id
    record_act(session, now, actor, "set_one_officer", subject="commune", subject_id=commune_id, one_officer=one_officer)


def found_by_code(sessions: Sessions, clock: Clock, *, code: str, name: str, people: FirstPeople) -> Founding:
    """Found the first commune with the set-up code.

    Two transactions on purpose: the attempt has to stay counted when the code is wrong.
    Raises `ApproverMissingError`, `TooManyAttemptsError`, `WrongSetupCodeError`, `SetupDoneError`, `BadZoneNameError`,
    `NoKindOfCommuneError`, `BadPersonNameError`.
    """
    if (people.approver is None) is not people.one_officer:
        raise ApproverMissingError
    if (clean := tidy(name)) and not _WITH_ITS_KIND.match(name_key(clean)):
        raise NoKindOfCommuneError(typed=clean)
    with sessions.begin() as session:
        count_attempt(session, clock)
    with sessions.begin() as session:
        use_setup_code(session, clock, code)
        return found_commune(session, clock, name=name, admin=people.admin, approver=people.approver)
