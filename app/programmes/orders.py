"""Asking for audio: the order's source says what it would be, and equal content is made once."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.clock import Clock
from app.errors import AppError
from app.programmes.kit import StudioKit
from app.programmes.model import Order, RenderingFacts
from app.programmes.renderings import lost, make_again, renderings_of, want
from app.programmes.sources import sources_of
from app.units import CommuneId, Sha256


def order_renderings(
    session: Session, clock: Clock, commune_id: CommuneId, orders: Sequence[Order], *, kit: StudioKit, by_person: bool = False
) -> list[RenderingFacts | AppError]:
    """Want the audio of `orders`, again where it is lost; the caller nudges a worker once the transaction is committed.

    by_person: a failed rendering is tried again at once. An order that cannot be made has its error instead: `NotFoundError`,
    `UnknownSoundError`, `BadTemplateError`. What is asked of the database does not grow with the orders.
    """
    kit = kit.of(session, commune_id)
    source = sources_of(session, kit, commune_id, orders)

    def content_of(order: Order) -> Sha256 | AppError:
        try:
            return source(order).content_hash
        except AppError as error:
            return error

    contents = [content_of(order) for order in orders]
    asked: dict[Sha256, Order] = {}
    for content, order in zip(contents, orders, strict=True):
        if not isinstance(content, AppError):
            asked.setdefault(content, order)
    found = want(session, clock, commune_id, asked, profile=kit.profile, by_person=by_person)
    if gone := lost(session, kit.files, commune_id, [facts.id for facts in found.values()], whole=True):
        make_again(session, clock, gone)
        anew = renderings_of(session, commune_id, gone)
        found = {content: anew.get(facts.id, facts) for content, facts in found.items()}
    return [each if isinstance(each, AppError) else found[each] for each in contents]


def order_rendering(
    session: Session, clock: Clock, commune_id: CommuneId, order: Order, *, kit: StudioKit, by_person: bool = False
) -> RenderingFacts:
    """The same for one. Raises what it cannot be made for."""
    [found] = order_renderings(session, clock, commune_id, [order], kit=kit, by_person=by_person)
    if isinstance(found, AppError):
        raise found
    return found
