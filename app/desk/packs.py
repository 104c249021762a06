"""Day packs, made as the day stands now."""

from datetime import date

from sqlalchemy.orm import Session

from app.accounts import Actor, Right
from app.desk.office import Office
from app.packs import DayPack, issue_pack, take_pack


def make(office: Office, session: Session, actor: Actor, day: date) -> DayPack:
    """The day's pack; with nothing changed since the last one it is that one again. Raises what `issue_pack` raises."""
    actor.must(Right.OPERATE)
    return issue_pack(session, office.clock, actor, day)


def take(office: Office, session: Session, actor: Actor, day: date, version: int) -> DayPack:
    """A version to be taken away whole; who took it is kept. Raises what `take_pack` raises."""
    actor.must(Right.LOOK)
    return take_pack(session, office.clock, actor, day, version)
