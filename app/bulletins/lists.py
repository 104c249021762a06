"""The library: a commune's bulletins by their newest version, searched, narrowed, page by page; never another commune's."""

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.bulletins.model import Kind, State, Theme
from app.bulletins.summaries import LISTED, Summary, summary_of
from app.bulletins.tables import BulletinRow, BulletinVersionRow
from app.db import Page, newest_first, readable
from app.names import fold
from app.units import CommuneId

LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows: words that all occur (accents and case do not matter), and the newest version's theme, state, kind."""

    words: str = ""
    theme: Theme | None = None
    state: State | None = None
    kind: Kind | None = None


def page(session: Session, commune_id: CommuneId, wanted: Filter, *, cursor: str | None = None, limit: int = 20) -> Page[Summary]:
    """A page of bulletins, the newest first. Raises `BadCursorError`."""
    query, by = _filtered(_newest(commune_id), wanted), BulletinVersionRow.bulletin_id
    if wanted.state is None:  # then they are looked through by bulletin; else by the state, in which there may be few
        query, by = query.where(BulletinRow.commune_id == commune_id), BulletinRow.id
    return newest_first(session, query, summary_of, by=by, key=lambda each: each.bulletin_id, cursor=cursor, limit=limit)


def waiting(session: Session, commune_id: CommuneId, *, limit: int) -> list[Summary]:
    """The bulletins that wait for their approval in their newest version, those that were begun first, `limit` at most."""
    query = _filtered(_newest(commune_id), Filter(state=State.SUBMITTED)).order_by(BulletinVersionRow.bulletin_id).limit(limit)
    return readable(session, query, summary_of)


def waiting_count(session: Session, commune_id: CommuneId) -> int:
    """How many bulletins wait for their approval in their newest version."""
    newest = (BulletinVersionRow.bulletin_id == BulletinRow.id) & (BulletinVersionRow.number == BulletinRow.latest_number)
    waiting = (BulletinVersionRow.commune_id == commune_id) & (BulletinVersionRow.state == State.SUBMITTED)
    return session.scalar(select(func.count()).select_from(BulletinVersionRow).join(BulletinRow, newest).where(waiting)) or 0


def _newest(commune_id: CommuneId) -> Select[BulletinVersionRow]:
    """The newest version of each bulletin, as lists show it."""
    newest = (BulletinVersionRow.bulletin_id == BulletinRow.id) & (BulletinVersionRow.number == BulletinRow.latest_number)
    query = select(BulletinVersionRow).join(BulletinRow, newest)
    return query.where(BulletinVersionRow.commune_id == commune_id).options(LISTED)


def _filtered(query: Select[BulletinVersionRow], wanted: Filter) -> Select[BulletinVersionRow]:
    for word in fold(wanted.words[:LONGEST_SEARCH].replace("\x00", "")).split():
        query = query.where(BulletinVersionRow.folded.contains(word, autoescape=True))
    if wanted.theme is not None:
        query = query.where(BulletinVersionRow.theme == wanted.theme)
    if wanted.state is not None:
        query = query.where(BulletinVersionRow.state == wanted.state)
    if wanted.kind is not None:
        query = query.where(BulletinVersionRow.kind == wanted.kind)
    return query
