"""Audio of a version: ordered, or one sentence at once."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.accounts import Actor, Right
from app.bulletins import Delivery, Kind, Priority, SpokenPart, SpokenScript, delivery, heard_version, version
from app.desk import following
from app.desk.office import Office
from app.desk.reading import read_typed
from app.errors import NotFoundError
from app.programmes import RenderingFacts, VersionOrder, order_rendering
from app.reading import Formal, LexiconEntry
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
    return _said(office, heard.spoken, heard.delivery, sentence_number)


def try_typed(
    office: Office,
    actor: Actor,
    script: str,
    *,
    kind: Kind | None,
    formal: Formal,
    own: Iterable[LexiconEntry],
    sentence_number: int,
) -> Sound:
    """One sentence of a script that is being typed, as the voice says it, from 1; no bulletin comes of it.

    Raises `NotFoundError`, and as `read_typed`.
    """
    actor.must(Right.LOOK)
    spoken = read_typed(office, actor, script, kind=kind, formal=formal, own=own)
    with office.sessions.read() as session:
        chain = office.studio.voices(session, actor.commune_id)
    return _said(office, spoken, delivery(chain, Priority.NORMAL), sentence_number)


def _said(office: Office, spoken: SpokenScript, manner: Delivery, number: int) -> Sound:
    sentences = [(part.presenter, one) for part in spoken.items if isinstance(part, SpokenPart) for one in part.sentences]
    if not 1 <= number <= len(sentences):
        raise NotFoundError(kind="sentence", key=str(number))
    presenter, one = sentences[number - 1]
    prosody = Prosody(**manner.prosody[presenter.value])
    return office.studio.speaker_for(manner).speak([one.text], presenter, prosody).clips[0].load()
