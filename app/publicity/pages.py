"""Whose public pages there are, by what address, and whether they are open."""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.clock import Clock
from app.errors import NotFoundError
from app.names import fold
from app.publicity.model import PublicPage
from app.publicity.tables import PublicPageRow
from app.tags import Tag, refuse_stale, tag_of
from app.units import CommuneId
from app.zones import Commune, communes

_KIND = "public_page"


def public_pages(session: Session) -> list[PublicPage]:
    """The pages of all communes, also those that are closed, the oldest commune first; a training commune has none.

    Where there are only such communes, which nobody takes for real, they have.
    """
    rows = {row.commune_id: row for row in session.scalars(select(PublicPageRow))}
    known = communes(session)
    found = [each for each in known if not each.is_sandbox] or known
    named = Counter(_slug(each.name) for each in found)
    return [_page(each, rows.get(each.id), is_alone=named[_slug(each.name)] == 1) for each in found]


def page_at(session: Session, place: str) -> PublicPage:
    """The open page at an address. Raises `NotFoundError`, for one that is closed in the same words as for none."""
    found = next((each for each in public_pages(session) if each.place == place and each.is_open), None)
    if found is None:
        raise NotFoundError(kind=_KIND, key=place)
    return found


def page_of(session: Session, commune_id: CommuneId) -> PublicPage:
    """A commune's own. Raises `NotFoundError`."""
    found = next((each for each in public_pages(session) if each.commune_id == commune_id), None)
    if found is None:
        raise NotFoundError(kind="commune", key=str(commune_id))
    return found


def set_page(
    session: Session, clock: Clock, actor: Actor, *, is_open: bool, contact: str, reply_days: int, tag: Tag
) -> PublicPage:
    """Open or close the commune's page, and say how the station is reached. tag: of what was seen. Raises `StaleError`."""
    row = session.get(PublicPageRow, actor.commune_id, with_for_update=True, populate_existing=True)
    row = row or PublicPageRow(commune_id=actor.commune_id, revision=0)
    refuse_stale(tag, tag_of(row.revision), kind=_KIND, key=str(actor.commune_id))
    row.is_open, row.contact, row.reply_days = is_open, contact, reply_days
    row.revision, row.updated_at, row.updated_by = row.revision + 1, clock.now(), actor.name
    session.add(row)
    session.flush()
    act = "open" if is_open else "close"
    record_act(session, row.updated_at, actor, act, subject=_KIND, subject_id=actor.commune_id, contact=contact)
    return page_of(session, actor.commune_id)


def _page(commune: Commune, row: PublicPageRow | None, *, is_alone: bool) -> PublicPage:
    place = _slug(commune.name) if is_alone else f"{_slug(commune.name)}-{commune.id.hex[-8:]}"
    if row is None:
        return PublicPage(commune.id, commune.name, place, commune.is_sandbox)
    return PublicPage(
        commune.id, commune.name, place, commune.is_sandbox, row.is_open, row.contact, row.reply_days, tag_of(row.revision)
    )


def _slug(name: str) -> str:
    """`xã Liên An` => `xa-lien-an`."""
    return "-".join("".join(letter if letter.isascii() and letter.isalnum() else " " for letter in fold(name)).split()) or "xa"
