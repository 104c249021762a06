"""The training commune: founded, entered and left, emptied, closed; and how far its exercise has come."""

from sqlalchemy.orm import Session

from app.accounts import Actor, NoSignInError, Right, stop_practising
from app.demo import Progress, begin_again, close_training, enter_training, found_training, progress_of
from app.desk.office import Office
from app.zones import Commune, founded_at


def found(office: Office, session: Session, actor: Actor) -> Commune:
    """Found the commune's training commune. Raises `TrainingCommuneExistsError`."""
    actor.must(Right.COMMUNE)
    return found_training(session, office.clock, actor, office.studio.speaker.chain)


def close(office: Office, session: Session, actor: Actor) -> None:
    """Close it. Raises `NoTrainingCommuneError`."""
    actor.must(Right.COMMUNE)
    close_training(session, office.clock, actor)


def enter(office: Office, session: Session, actor: Actor) -> None:
    """Practise from the next request on. Raises `NoTrainingCommuneError`, and `NoSignInError` for a token."""
    actor.must(Right.OWN)
    enter_training(session, office.clock, actor)


def again(office: Office, session: Session, actor: Actor) -> None:
    """Empty the training commune in which the actor practises, and begin anew.

    Who may not close it may do so alone only: raises `SharedPracticeError` while others practise there; `NoTrainingCommuneError`,
    and `NoSignInError` for who does not practise.
    """
    actor.must(Right.LOOK)
    own = actor.practises_for
    if own is None:
        raise NoSignInError
    may_end_others = own.may(Right.COMMUNE)
    begin_again(session, office.clock, own, office.studio.speaker.chain, may_end_others=may_end_others)


def leave(session: Session, secret: str) -> None:
    """Act in one's own commune again. secret: of the sign-in.

    It needs no other right, and works where the training commune is no more.
    """
    stop_practising(session, secret)


def exercise(office: Office, session: Session, actor: Actor) -> Progress | None:
    """How far the actor has come; None for who does not practise."""
    actor.must(Right.LOOK)
    if actor.practises_for is None:
        return None
    since = founded_at(session, actor.commune_id)
    return progress_of(session, office.clock.now(), actor.commune_id, since, actor.own_id)
