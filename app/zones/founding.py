"""Founding a commune: itself, its key, its root zone, its first administrator and the token that person signs in with."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.accounts import Actor, Role, add_person, count_attempt, issue_token, record_act, system_actor, use_setup_code
from app.clock import Clock
from app.db import Sessions
from app.names import tidy
from app.units import CommuneId, PersonId, new_id
from app.zones.keys import make_key
from app.zones.model import Level, Zone
from app.zones.tables import CommuneRow
from app.zones.tree import insert_zone


@dataclass(frozen=True, slots=True)
class Founding:
    """What a founding made. token: shown once."""

    commune_id: CommuneId
    root: Zone
    admin: Actor
    admin_id: PersonId
    token: str


def found_commune(session: Session, clock: Clock, *, name: str, admin: str, is_sandbox: bool = False) -> Founding:
    """Found the commune `name` (`xã Liên An`) with `admin` as its first administrator. Raises `BadZoneNameError`."""
    now = clock.now()
    commune_id = CommuneId(new_id())
    clean = tidy(name)
    session.add(CommuneRow(id=commune_id, name=clean, is_sandbox=is_sandbox, created_at=now))
    session.flush()
    root = insert_zone(session, clock, commune_id, parent=None, level=Level.COMMUNE, name=clean)
    make_key(session, clock, commune_id)
    system = system_actor(commune_id)
    record_act(session, now, system, "found_commune", subject="commune", subject_id=commune_id, name=clean, sandbox=is_sandbox)
    person_id = add_person(session, clock, system, name=admin, role=Role.ADMIN)
    actor = Actor(commune_id=commune_id, person_id=person_id, name=admin, role=Role.ADMIN)
    token = issue_token(session, clock, actor, person_id=person_id, label="setup")
    return Founding(commune_id=commune_id, root=root, admin=actor, admin_id=person_id, token=token.secret)


def found_by_code(sessions: Sessions, clock: Clock, *, code: str, name: str, admin: str) -> Founding:
    """Found the first commune with the set-up code.

    Two transactions on purpose: the attempt has to stay counted when the code is wrong.
    Raises `TooManyAttemptsError`, `WrongSetupCodeError`, `SetupDoneError`, `BadZoneNameError`.
    """
    with sessions.begin() as session:
        count_attempt(session, clock)
    with sessions.begin() as session:
        use_setup_code(session, clock, code)
        return found_commune(session, clock, name=name, admin=admin)
