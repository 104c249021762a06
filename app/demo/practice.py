"""The training commune of a commune ("xã tập huấn"): founded, entered, emptied by founding it anew, closed.

It is a commune like any other, but a sandbox: no station can be made for it but the one the service itself runs, which writes
files and never sounds. Those who practise there are accounts with a number and no name.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Actor, Role, add_person, end_everybody, practise_as, record_act, system_actor
from app.bulletins import forget_all_unsaved
from app.clock import Clock
from app.demo.errors import NoTrainingCommuneError, SharedPracticeError, TrainingCommuneExistsError
from app.demo.sandbox import furnish
from app.demo.tables import PracticeRow
from app.emergencies import set_pin
from app.speech import VoiceChain
from app.units import CommuneId, PersonId
from app.zones import Commune, close_sandbox, found_commune, hold_commune, sandbox_of

NAME = "xã tập huấn"
PIN = "246810"
"""Of all who practise; it is shown, and opens nothing in a real commune, where one's own PIN is another."""
_ADMIN = "Quản trị tập luyện"
_ROLES = frozenset({Role.EDITOR, Role.APPROVER, Role.OPERATOR})


def training_commune(session: Session, commune_id: CommuneId) -> Commune:
    """Where the people of a commune practise. Raises `NoTrainingCommuneError`."""
    found = sandbox_of(session, commune_id)
    if found is None:
        raise NoTrainingCommuneError
    return found


def found_training(session: Session, clock: Clock, actor: Actor, chain: VoiceChain) -> Commune:
    """Found it, with sample bulletins of which two are approved, and nothing on the timetable.

    Who wrote may approve there, since one person practises alone: the approval is marked so, as in a commune of one officer.
    Raises `TrainingCommuneExistsError`.
    """
    hold_commune(session, actor.commune_id)
    if sandbox_of(session, actor.commune_id) is not None:
        raise TrainingCommuneExistsError
    founding = found_commune(session, clock, name=NAME, admin=_ADMIN, is_sandbox=True, home_id=actor.commune_id)
    furnish(session, clock, founding, chain)
    record_act(session, clock.now(), actor, "found", subject="training_commune", subject_id=founding.commune_id)
    return training_commune(session, actor.commune_id)


def close_training(session: Session, clock: Clock, actor: Actor) -> None:
    """Close it: its station ends, its accounts come in no more; what was done there stays for the count of a lesson.

    Raises `NoTrainingCommuneError`.
    """
    hold_commune(session, actor.commune_id)
    found, now = training_commune(session, actor.commune_id), clock.now()
    close_sandbox(session, clock, system_actor(found.id))
    end_everybody(session, now, found.id)
    forget_all_unsaved(session, found.id)
    record_act(session, now, actor, "close", subject="training_commune", subject_id=found.id)


def enter_training(session: Session, clock: Clock, actor: Actor) -> None:
    """Practise from the next request on. Raises `NoTrainingCommuneError`, `NoSignInError` for a token."""
    hold_commune(session, actor.commune_id)
    found = training_commune(session, actor.commune_id)
    practise_as(session, actor, _account(session, clock, found.id, actor.own_id))
    record_act(session, clock.now(), actor, "enter", subject="training_commune", subject_id=found.id)


def begin_again(session: Session, clock: Clock, own: Actor, chain: VoiceChain, *, may_end_others: bool) -> None:
    """Empty the training commune: a fresh one takes its place, and who asks for it practises there.

    own: the person, not the account. Raises `NoTrainingCommuneError`, and `SharedPracticeError` where others practise there and
    the person may not send them out.
    """
    hold_commune(session, own.commune_id)
    others = [
        each for each in practisers(session, training_commune(session, own.commune_id).id) if each.person_id != own.person_id
    ]
    if others and not may_end_others:
        raise SharedPracticeError(others=len(others))
    close_training(session, clock, own)
    found_training(session, clock, own, chain)
    enter_training(session, clock, own)


def practisers(session: Session, sandbox_id: CommuneId) -> list[PracticeRow]:
    """Those who ever practised in a training commune, as they came."""
    return list(session.scalars(select(PracticeRow).where(PracticeRow.commune_id == sandbox_id).order_by(PracticeRow.id)))


def _account(session: Session, clock: Clock, sandbox_id: CommuneId, person_id: PersonId) -> PersonId:
    """The account of a person, made where there is none."""
    known = practisers(session, sandbox_id)
    mine = next((each.id for each in known if each.person_id == person_id), None)
    if mine is not None:
        return PersonId(mine)
    system = system_actor(sandbox_id)
    name = f"Học viên {len(known) + 1}"
    made = add_person(session, clock, system, name=name, roles=_ROLES, may_alarm=True)
    set_pin(session, clock, system, Actor(sandbox_id, made, name), PIN)
    now: datetime = clock.now()
    session.add(PracticeRow(id=made, commune_id=sandbox_id, person_id=person_id, began_at=now))
    session.flush()
    return made
