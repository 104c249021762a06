"""What the commune chooses for itself."""

from sqlalchemy.orm import Session

from app import choices
from app.accounts import Actor, Right
from app.choices import Choices
from app.desk.following import replan
from app.desk.office import Office
from app.tags import Tag
from app.timetable import unmake_all


def look(office: Office, session: Session, actor: Actor) -> Choices:
    """What holds now."""
    actor.must(Right.LOOK)
    return choices.choices(session, actor.commune_id, office.usual)


def choose(office: Office, session: Session, actor: Actor, wanted: Choices, *, tag: Tag) -> Choices:
    """Choose; what is not on air yet is made anew where it would sound otherwise. Raises what `app.choices.choose` raises."""
    actor.must(Right.COMMUNE)
    before = look(office, session, actor)
    engines = office.studio.speaker.engines
    written = choices.choose(session, office.clock, actor, wanted, usual=office.usual, engines=engines, tag=tag)
    if (before.voices, before.profile) != (written.voices, written.profile):
        unmake_all(session, office.clock.now(), actor.commune_id, by=actor.name)
        replan(office, session, actor.commune_id)
    return written
