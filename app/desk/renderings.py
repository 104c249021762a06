"""Audio of a version: ordered, or one sentence at once."""

from sqlalchemy.orm import Session

from app.accounts import Actor, Right
from app.bulletins import SpokenPart, heard_version, version
from app.desk import following
from app.desk.office import Office
from app.errors import NotFoundError
from app.programmes import RenderingFacts, VersionOrder, order_rendering
from app.sound import Sound
from app.speech import Prosody
from app.units import BulletinId


def order(office: Office, session: Session, actor: Actor, bulletin_id: BulletinId, number: int) -> RenderingFacts:
    """Want the audio of a version; the same content is made once. Validity does not matter here, airing looks at it.

    Raises `NotFoundError`, and what `order_rendering` raises.
    """
    actor.must(Right.RENDER)
    found = version(session, actor.commune_id, bulletin_id, number)
    wanted = VersionOrder(found.summary.version_id)
    facts = order_rendering(session, office.clock, actor.commune_id, wanted, kit=office.studio, by_person=True)
    following.render(office, session, facts.id)
    return facts


def try_sentence(
    office: Office, session: Session, actor: Actor, bulletin_id: BulletinId, number: int, *, sentence_number: int
) -> Sound:
    """One sentence of a version as the voice says it, from 1, unmastered and at once. Raises `NotFoundError`."""
    actor.must(Right.LOOK)
    found = version(session, actor.commune_id, bulletin_id, number)
    heard = heard_version(session, actor.commune_id, found.summary.version_id, office.studio.voices(session, actor.commune_id))
    spoken = [(part.presenter, one) for part in heard.spoken.items if isinstance(part, SpokenPart) for one in part.sentences]
    if sentence_number > len(spoken):
        raise NotFoundError(kind="sentence", key=str(sentence_number))
    presenter, one = spoken[sentence_number - 1]
    prosody = Prosody(**heard.delivery.prosody[presenter.value])
    return office.studio.speaker_for(heard.delivery).speak([one.text], presenter, prosody).clips[0].load()
