"""The library: a commune's bulletins by their newest version, searched, narrowed, ordered, page by page."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, String, func, literal, or_, select, type_coerce
from sqlalchemy.orm import Session

from app.bulletins.model import Kind, State, Theme
from app.bulletins.summaries import LISTED, Summary, summary_of
from app.bulletins.tables import BulletinRow, BulletinVersionRow
from app.db import BadCursorError, Page, UtcDateTime, key_in, newest_first, page_of, readable
from app.names import fold
from app.units import CommuneId
from app.values import frozen

LONGEST_SEARCH = 200
_NEVER = datetime.max.replace(tzinfo=UTC)
_IS_NEWEST = (BulletinVersionRow.bulletin_id == BulletinRow.id) & (BulletinVersionRow.number == BulletinRow.latest_number)


class Order(StrEnum):
    """How a list is ordered."""

    NEWEST = "newest"
    TITLE = "title"
    """By title as it is searched: without accents."""
    ENDING = "ending"
    """What ends first comes first, what has no end comes last."""


@frozen
class Filter:
    """What a list shows: words that all occur (accents and case do not matter), and the newest version's theme, state, kind."""

    words: str = ""
    theme: Theme | None = None
    state: State | None = None
    kind: Kind | None = None


@frozen
class Counts:
    """How many bulletins a list shows, and would show with another state, theme or kind in the place of its own."""

    total: int
    states: Mapping[State, int]
    themes: Mapping[Theme, int]
    kinds: Mapping[Kind, int]


def page(
    session: Session,
    commune_id: CommuneId,
    wanted: Filter,
    *,
    order: Order = Order.NEWEST,
    cursor: str | None = None,
    limit: int = 20,
) -> Page[Summary]:
    """A page of bulletins. Raises `BadCursorError`."""
    query, by = _filtered(_newest(commune_id), wanted), BulletinVersionRow.bulletin_id
    if order is Order.TITLE and wanted == Filter():
        return _ordered(session, query, BulletinVersionRow.by_title, cursor=cursor, limit=limit)
    if order is not Order.NEWEST:
        return _ordered(session, query, _ORDERED[order], cursor=cursor, limit=limit)
    if wanted.state is None and wanted.kind is None:  # else by what they are looked through for: there may be few of it
        query, by = query.where(BulletinRow.commune_id == commune_id), BulletinRow.id
    return newest_first(session, query, summary_of, by=by, key=lambda each: each.bulletin_id, cursor=cursor, limit=limit)


def counts(session: Session, commune_id: CommuneId, wanted: Filter) -> Counts:
    """How many there are of what is wanted; what the list leaves out as damaged is not counted."""
    row = BulletinVersionRow
    groups = row.state, row.theme, row.kind
    written = [type_coerce(each, String) for each in groups]
    query = select(*written, func.count()).join(BulletinRow, _IS_NEWEST)
    query = query.where(row.commune_id == commune_id, *_having(wanted.words))
    states, themes, kinds, total = Counter[State](), Counter[Theme](), Counter[Kind](), 0
    for *group, count in session.execute(query.group_by(*groups)):
        try:
            state, theme, kind = State(group[0]), Theme(group[1]), Kind(group[2])
        except ValueError:
            continue
        is_state, is_theme, is_kind = wanted.state in {None, state}, wanted.theme in {None, theme}, wanted.kind in {None, kind}
        states[state] += count * (is_theme and is_kind)
        themes[theme] += count * (is_state and is_kind)
        kinds[kind] += count * (is_state and is_theme)
        total += count * (is_state and is_theme and is_kind)
    return Counts(total, states, themes, kinds)


def waiting(session: Session, commune_id: CommuneId, *, limit: int) -> list[Summary]:
    """The bulletins that wait for their approval in their newest version, those that were begun first, `limit` at most."""
    query = _filtered(_newest(commune_id), Filter(state=State.SUBMITTED)).order_by(BulletinVersionRow.bulletin_id).limit(limit)
    return readable(session, query, summary_of)


def waiting_count(session: Session, commune_id: CommuneId) -> int:
    """How many bulletins wait for their approval in their newest version."""
    waiting = (BulletinVersionRow.commune_id == commune_id) & (BulletinVersionRow.state == State.SUBMITTED)
    query = select(func.count()).select_from(BulletinVersionRow).join(BulletinRow, _IS_NEWEST).where(waiting)
    return session.scalar(query) or 0


def _newest(commune_id: CommuneId) -> Select[BulletinVersionRow]:
    """The newest version of each bulletin, as lists show it."""
    query = select(BulletinVersionRow).join(BulletinRow, _IS_NEWEST)
    return query.where(BulletinVersionRow.commune_id == commune_id).options(LISTED)


def _ordered(
    session: Session, query: Select[BulletinVersionRow], by: SQLColumnExpression[Any], *, cursor: str | None, limit: int
) -> Page[Summary]:
    """A page by a value that several may share. cursor: the bulletin after which it begins, wherever that stands by now."""
    key = BulletinVersionRow.bulletin_id
    if cursor is not None:
        last = key_in(cursor)
        at = session.execute(query.with_only_columns(by).where(key == last)).one_or_none()
        if at is None:
            raise BadCursorError
        query = query.where(by >= at[0], or_(by > at[0], key > last))  # no index is entered at an "or"
    return page_of(session, query.order_by(by, key), summary_of, cursor_of=lambda last: str(last.bulletin_id), limit=limit)


def _filtered(query: Select[BulletinVersionRow], wanted: Filter) -> Select[BulletinVersionRow]:
    query = query.where(*_having(wanted.words))
    if wanted.theme is not None:
        query = query.where(BulletinVersionRow.theme == wanted.theme)
    if wanted.state is not None:
        query = query.where(BulletinVersionRow.state == wanted.state)
    if wanted.kind is not None:
        query = query.where(BulletinVersionRow.kind == wanted.kind)
    return query


def _having(words: str) -> list[ColumnElement[bool]]:
    """All of the words occur, in title or script."""
    folded = fold(words[:LONGEST_SEARCH].replace("\x00", ""))
    return [BulletinVersionRow.folded.contains(each, autoescape=True) for each in folded.split()]


_ORDERED: Mapping[Order, ColumnElement[Any]] = {
    Order.TITLE: BulletinVersionRow.by_title + "",  # by no index: where few are wanted it would have all looked through
    Order.ENDING: func.coalesce(BulletinVersionRow.valid_to, literal(_NEVER, UtcDateTime())),
}
