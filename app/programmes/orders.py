"""Asking for audio: the order's source says what it would be, and equal content is made once."""

from sqlalchemy.orm import Session

from app.clock import Clock
from app.programmes.kit import StudioKit
from app.programmes.model import Order, RenderingFacts
from app.programmes.renderings import lost, make_again, rendering, want
from app.programmes.sources import source_of
from app.units import CommuneId


def order_rendering(
    session: Session, clock: Clock, commune_id: CommuneId, order: Order, *, kit: StudioKit, by_person: bool = False
) -> RenderingFacts:
    """Want the audio of `order`, again where it is lost; the caller nudges a worker once the transaction is committed.

    by_person: a failed rendering is tried again at once. Raises `NotFoundError`, `UnknownSoundError`, `BadTemplateError`.
    """
    kit = kit.of(session, commune_id)
    source = source_of(session, kit, commune_id, order)
    facts = want(session, clock, commune_id, order, content=source.content_hash, profile=kit.profile, by_person=by_person)
    if not lost(session, kit.files, [facts.id], whole=True):
        return facts
    make_again(session, clock, [facts.id])
    return rendering(session, commune_id, facts.id)
