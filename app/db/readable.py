"""Lists that show what can be read; a row that cannot, by its types or by what is made of it, is left out and shown as a fault.

For what is shown, and for what permits: a row left out permits nothing. Rules that forbid are read whole or not at all.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Generic, TypeAlias, TypeVar
from uuid import UUID

import structlog
from sqlalchemy import Select, inspect, type_coerce
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from app.db.errors import RowUnreadableError

_log = structlog.get_logger(__name__)
_Value = TypeVar("_Value")
_Query: TypeAlias = Select[*tuple[Any, ...]]
_SPAN = 64
_MOST_NOTED = 100
_FORGOTTEN_S = 600.0


class Unreadable:
    """The rows that were left out in the last ten minutes; any thread may ask and tell."""

    def __init__(self) -> None:
        """None."""
        self._seen: dict[tuple[str, UUID | None], float] = {}
        self._lock = threading.Lock()

    def note(self, name: str, commune_id: UUID | None) -> None:
        """name: table and key. commune_id: whose it is, as far as that can be read."""
        with self._lock:
            self._seen[name, commune_id] = monotonic()
            while len(self._seen) > _MOST_NOTED:
                self._seen.pop(next(iter(self._seen)))

    def of(self, commune_id: UUID) -> frozenset[str]:
        """Those of a commune, and those that may be anybody's."""
        since = monotonic() - _FORGOTTEN_S
        with self._lock:
            return frozenset(name for (name, of), seen in self._seen.items() if of in {commune_id, None} and seen > since)


def readable(session: Session, query: _Query, to_value: Callable[..., _Value]) -> list[_Value]:
    """What `to_value` makes of each row of `query`, whose order must be whole; what cannot be read is left out and noted."""
    found = _Reading(session, query, to_value)
    found.read(None)
    return found.values


def readable_page(
    session: Session, query: _Query, to_value: Callable[..., _Value], limit: int
) -> tuple[tuple[_Value, ...], bool]:
    """`readable` for the first `limit` rows, and whether there are more."""
    found = _Reading(session, query, to_value)
    rows = found.read(limit + 1)
    return tuple(found.values[:limit]), rows > limit


def readable_whole(session: Session, query: _Query, to_value: Callable[..., _Value]) -> list[_Value]:
    """`readable` of what forbids: nothing may be left out. Raises `RowUnreadableError`."""
    found = _Reading(session, query, to_value)
    found.read(None)
    if found.left_out:
        raise RowUnreadableError(found.left_out[0])
    return found.values


def readable_one(session: Session, query: _Query, to_value: Callable[..., _Value]) -> _Value | None:
    """What `to_value` makes of the one row of `query`; None where there is none. Raises `RowUnreadableError`."""
    found = readable_whole(session, query, to_value)
    return found[0] if found else None


@dataclass
class _Reading(Generic[_Value]):
    """One list while it is read."""

    session: Session
    query: _Query
    to_value: Callable[..., _Value]
    values: list[_Value] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    _error: Exception | None = None

    def read(self, most: int | None) -> int:
        """Returns how many rows there were."""
        if (rows := self._whole(self.query if most is None else self.query.limit(most))) is not None:
            return rows
        at = 0
        while span := _SPAN if most is None else min(_SPAN, most - at):
            found = self._span(at, span)
            at += found
            if found < span:
                break
        return at

    def _whole(self, query: _Query) -> int | None:
        """All rows of `query`, or None where one of them cannot be read."""
        try:
            found = [self.to_value(*row) for row in self.session.execute(query)]
        except SQLAlchemyError:
            raise
        except Exception as error:  # noqa: BLE001  # whatever a row has in it; which one it is, is found by halves
            self._error = error
            return None
        self.values += found
        return len(found)

    def _span(self, at: int, span: int) -> int:
        """Read `span` rows from `at` on, in halves while one of them cannot be read; returns how many there were."""
        rows = self._whole(self.query.offset(at).limit(span).execution_options(populate_existing=True))
        if rows is not None:
            return rows
        if span == 1:
            self._note(at)
            return 1
        half = span // 2
        first = self._span(at, half)
        return first + (self._span(at + half, span - half) if first == half else 0)

    def _note(self, at: int) -> None:
        table = inspect(self.query.column_descriptions[0]["entity"]).local_table
        named = [*table.primary_key]
        named += [column for column in table.columns if column.name == "commune_id" and not column.primary_key]
        raw = self.query.with_only_columns(*(type_coerce(column, NullType()) for column in named), maintain_column_froms=True)
        keys = self.session.execute(raw.offset(at).limit(1)).one()
        name = f"{table.name}/{','.join(str(key) for key in keys[: len(table.primary_key)])}"
        _log.error("row.unreadable", row=name, error=f"{type(self._error).__name__}: {self._error}"[:300])
        self.left_out.append(name)
        noted = self.session.info.get(Unreadable)
        if isinstance(noted, Unreadable):
            noted.note(name, _uuid(keys[-1]) if named[-1].name == "commune_id" else None)


def _uuid(raw: object) -> UUID | None:
    try:
        return UUID(str(raw))
    except ValueError:
        return None
