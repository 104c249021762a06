"""People: invited with what they may, changed, let in again, and gone."""

from collections.abc import Collection

from sqlalchemy import Table
from sqlalchemy.orm import Session

from app.accounts import (
    Actor,
    Grave,
    Invitation,
    Person,
    Right,
    Role,
    add_person,
    change_person,
    forget_factors,
    invite,
)
from app.desk.office import Timed
from app.emergencies import set_pin
from app.tags import Tag
from app.units import PersonId
from app.upkeep import Kept, Mention, erase_personal_data, export_person, let_leave
from app.values import frozen


@frozen
class Wanted:
    """What a person is to be. may_alarm: may raise emergencies, whatever the roles."""

    name: str
    roles: Collection[Role]
    may_alarm: bool


def add(office: Timed, session: Session, actor: Actor, wanted: Wanted) -> Invitation:
    """Add a person, who comes in by the code that is made. Raises what `add_person` raises."""
    actor.must(Right.PEOPLE, Grave.ADD_PERSON)
    person_id = add_person(session, office.clock, actor, name=wanted.name, roles=wanted.roles, may_alarm=wanted.may_alarm)
    return invite(session, office.clock, actor, person_id)


def change(office: Timed, session: Session, actor: Actor, person_id: PersonId, wanted: Wanted, *, tag: Tag) -> Person:
    """Write anew what a person is. tag: of the person as seen. Raises what `change_person` raises."""
    actor.must(Right.PEOPLE, Grave.CHANGE_PERSON)
    return change_person(
        session,
        office.clock,
        actor,
        person_id,
        name=wanted.name,
        roles=wanted.roles,
        may_alarm=wanted.may_alarm,
        tag=tag,
    )


def let_in_again(office: Timed, session: Session, actor: Actor, person_id: PersonId) -> Invitation:
    """Make a new code for a person who lost the way in; the password and sign-ins end. Raises `NotFoundError`."""
    actor.must(Right.PEOPLE, Grave.LET_IN_AGAIN)
    return invite(session, office.clock, actor, person_id)


def leave(office: Timed, session: Session, actor: Actor, person_id: PersonId) -> None:
    """A person leaves: all ways in, calendar feeds and the PIN end at once. Raises what `end_person` raises."""
    actor.must(Right.PEOPLE, Grave.LET_LEAVE)
    let_leave(session, office.clock, actor, person_id)


def export(office: Timed, session: Session, actor: Actor, person_id: PersonId, tables: Collection[Table]) -> Kept:
    """All that is kept of a person, for the person. tables: all there are. Raises `NotFoundError`."""
    actor.must(Right.PEOPLE)
    return export_person(session, office.clock, actor, person_id, tables)


def erase(office: Timed, session: Session, actor: Actor, person_id: PersonId, tables: Collection[Table]) -> list[Mention]:
    """A person leaves, if not gone before, and takes along the name and all that no law keeps; what stays is returned.

    tables: all there are. Raises what `erase_person` raises.
    """
    actor.must(Right.PEOPLE, Grave.ERASE_NAME)
    return erase_personal_data(session, office.clock, actor, person_id, tables)


def forget_second_factors(office: Timed, session: Session, actor: Actor, person_id: PersonId) -> None:
    """Take the second factors of a person away who lost them; the password stays, sign-ins end. Raises `NotFoundError`."""
    actor.must(Right.PEOPLE, Grave.FORGET_FACTORS)
    forget_factors(session, office.clock, actor, person_id)


def give_pin(office: Timed, session: Session, actor: Actor, person: Actor, pin: str) -> None:
    """Give a person who forgot it another PIN, at the machine itself. person: as somebody who acts. Raises `BadPinError`."""
    actor.must(Right.PEOPLE)
    set_pin(session, office.clock, actor, person, pin)
