"""Lists in pages: each page gives a cursor, which asks for the next one and means nothing to whoever sends it back."""

from collections.abc import Callable
from typing import Any, Generic, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.db.errors import BadCursorError
from app.db.readable import readable_page
from app.values import frozen

_Value = TypeVar("_Value")
_Query: TypeAlias = Select[*tuple[Any, ...]]


@frozen
class Page(Generic[_Value]):
    """A page of a list. cursor: of the next one, None: this is the last."""

    items: tuple[_Value, ...]
    cursor: str | None


def newest_first(
    session: Session,
    query: _Query,
    to_value: Callable[..., _Value],
    *,
    by: InstrumentedAttribute[UUID],
    key: Callable[[_Value], UUID],
    cursor: str | None,
    limit: int,
) -> Page[_Value]:
    """A page of `query` by ids, which tell when a thing was made. key: of a value what `by` is of its row.

    Raises `BadCursorError`.
    """
    if cursor is not None:
        query = query.where(by < key_in(cursor))
    return page_of(session, query.order_by(by.desc()), to_value, cursor_of=lambda last: str(key(last)), limit=limit)


def page_of(
    session: Session, query: _Query, to_value: Callable[..., _Value], *, cursor_of: Callable[[_Value], str], limit: int
) -> Page[_Value]:
    """The first `limit` values of `query`, which begins where the cursor said. cursor_of: of the page after a value."""
    items, is_more = readable_page(session, query, to_value, limit)
    return Page(items, cursor_of(items[-1]) if is_more and items else None)


def key_in(cursor: str) -> UUID:
    """The key that a cursor is made of. Raises `BadCursorError`."""
    try:
        return UUID(cursor)
    except ValueError:
        raise BadCursorError from None
