"""Programmes as people see them: the templates that ship, and what of the commune's own is heard in them."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.accounts import Actor, Right
from app.bulletins import VersionFacts, greetings
from app.desk.office import Office
from app.desk.renderings import try_typed
from app.errors import NotFoundError
from app.names import name_key
from app.programmes import recordings, sound_ends, template, template_names, templates_naming, words_of
from app.sound import Sound
from app.studio import find_sound, sound_names
from app.timetable import Slot, slots
from app.units import RecordingId, SlotId
from app.values import frozen
from app.zones import commune


@frozen
class Step:
    """A step of a programme: a sound by its name, words as they are written now, or the bulletins.

    chime: the sound between two bulletins; pause_s: silence after it.
    """

    sound: str | None
    words: str | None
    is_bulletins: bool
    chime: str | None
    pause_s: float


@frozen
class InSlot:
    """A slot that goes on and is heard in the way of a template."""

    id: SlotId
    title: str


@frozen
class Programme:
    """A template: its steps in order, and the slots that are heard in this way."""

    code: str
    name: str
    has_slogans: bool
    steps: Sequence[Step]
    slots: Sequence[InSlot]


@frozen
class ProductSound:
    """A sound that ships. recording_id: the commune's own music of that name; templates: that name it."""

    name: str
    seconds: float
    recording_id: RecordingId | None
    templates: Sequence[str]


def programmes(office: Office, session: Session, actor: Actor) -> list[Programme]:
    """All templates there are. Raises `BadTemplateError`."""
    actor.must(Right.LOOK)
    known = slots(session, actor.commune_id)
    return [_programme(office, session, actor, code, known) for code in template_names()]


def programme(office: Office, session: Session, actor: Actor, code: str) -> Programme:
    """One. Raises `NotFoundError`, `BadTemplateError`."""
    actor.must(Right.LOOK)
    return _programme(office, session, actor, code, slots(session, actor.commune_id))


def greeting_now(office: Office, session: Session, actor: Actor) -> VersionFacts | None:
    """The approved greeting that is valid now and was approved last: in its zones programmes have its tunes and readings."""
    actor.must(Right.LOOK)
    now, found = office.clock.now(), greetings(session, actor.commune_id)
    ends = sound_ends(session, actor.commune_id, [each.version_id for each in found])
    for each in found:
        over = [at for at in (each.valid_to, ends.get(each.version_id)) if at is not None and at <= now]
        if not over and (each.valid_from is None or each.valid_from <= now):
            return each
    return None


def product_sounds(session: Session, actor: Actor) -> list[ProductSound]:
    """The sounds that ship, and the commune's own of their names, which templates play once a greeting with them is approved."""
    actor.must(Right.LOOK)
    own = {name_key(each.name): each.id for each in recordings(session, actor.commune_id) if each.version_id is None}
    return [
        ProductSound(name, find_sound(name).frames / find_sound(name).rate, own.get(name), templates_naming(name))
        for name in sound_names()
    ]


def say(office: Office, session: Session, actor: Actor, code: str, step: int, *, sentence: int) -> Sound:
    """One sentence of what a step of a template says now, both from 1, as the voice says it; nothing is kept.

    Raises `NotFoundError`, `BadTemplateError`.
    """
    actor.must(Right.LOOK)
    steps = _programme(office, session, actor, code, ()).steps
    words = steps[step - 1].words if 1 <= step <= len(steps) else None
    if words is None:
        raise NotFoundError(kind="sentence", key=f"{code}/{step}")
    return try_typed(office, actor, words, kind=None, formal="read", own=(), sentence_number=sentence)


def _programme(office: Office, session: Session, actor: Actor, code: str, known: Sequence[Slot]) -> Programme:
    found, name, now = template(code), commune(session, actor.commune_id).name, office.clock.now()
    steps = [Step(item.sound, words_of(item, name, now), item.bulletins is True, item.chime, item.pause_s) for item in found.item]
    used = [InSlot(each.id, each.title) for each in known if each.template == code and not each.is_relay]
    return Programme(code, found.name, found.slogans, steps, used)
