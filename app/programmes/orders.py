"""Asking for audio: the order's source says what it would be, and equal content is made once."""

from sqlalchemy.orm import Session

from app.clock import Clock
from app.programmes.kit import StudioKit
from app.programmes.model import Order, RenderingFacts
from app.programmes.renderings import want
from app.programmes.sources import source_of
from app.units import CommuneId


def order_rendering(
    session: Session, clock: Clock, commune_id: CommuneId, order: Order, *, kit: StudioKit, by_person: bool = False
) -> RenderingFacts:
    """Want the audio of `order`; the caller nudges a worker once the transaction is committed.

    by_person: a failed rendering is tried again at once. Raises `NotFoundError`, `UnknownSoundError`, `BadTemplateError`.
    """
    source = source_of(session, kit, commune_id, order)
    return want(session, clock, commune_id, order, content=source.content_hash, profile=kit.profile, by_person=by_person)
