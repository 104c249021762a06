"""What the commune chooses for itself."""

from sqlalchemy.orm import Session

from app import choices
from app.accounts import Actor, Right
from app.choices import Choices
from app.desk.following import replan
from app.desk.office import Office
from app.sound import Sound
from app.speech import Presenter, Voice, usual_prosody
from app.tags import Tag
from app.timetable import unmake_all
from app.zones import commune


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


def voices(office: Office, actor: Actor) -> tuple[Voice, ...]:
    """The voices of this machine, those of its chain first."""
    actor.must(Right.LOOK)
    return office.studio.speaker.voices()


def try_voice(office: Office, session: Session, actor: Actor, voice_id: str) -> Sound:
    """What the commune would hear each day, said by a voice before it is chosen. Raises what `Speaker.sample` raises."""
    actor.must(Right.LOOK)
    said = f"Đây là đài truyền thanh {commune(session, actor.commune_id).name}. Kính mời bà con lắng nghe."
    return office.studio.speaker.sample(said, voice_id, usual_prosody(Presenter.A))
