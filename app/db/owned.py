"""Rows of a commune: one by its key, or those that a query looks for among all."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Select, inspect, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.db.readable import readable_one
from app.errors import NotFoundError


class _OfCommune(Protocol):
    commune_id: UUID


_Row = TypeVar("_Row", bound=_OfCommune)
_Value = TypeVar("_Value")
_GONE = ("left_at", "ended_at", "removed_at", "retired_at", "revoked_at")


def of_commune(table: type[_Row], commune_id: UUID) -> Select[_Row]:
    """All rows of a commune, for a query to narrow down."""
    return select(table).where(inspect(table).columns["commune_id"] == commune_id)


def owned(session: Session, table: type[_Row], key: UUID, commune_id: UUID, *, kind: str, lock: bool = False) -> _Row:
    """The row with this key, also one that was taken away. kind: of the error; lock: for a change, and read anew.

    Raises `NotFoundError`, for another commune's row in the same words as for none, and `RowUnreadableError`.
    """
    try:
        row = session.get(table, key, with_for_update=lock or None, populate_existing=lock)
    except SQLAlchemyError:
        raise
    except Exception:  # noqa: BLE001  # whatever it has in it: its name is found and told
        row = readable_one(session, _query(table, key, commune_id), lambda row: row)
    if row is None or row.commune_id != commune_id:
        raise NotFoundError(kind=kind, key=str(key))
    return row


def present(session: Session, table: type[_Row], key: UUID, commune_id: UUID, *, kind: str, lock: bool = False) -> _Row:
    """As `owned`, but what was taken away is not there any more: raises `NotFoundError` for it too."""
    row = owned(session, table, key, commune_id, kind=kind, lock=lock)
    if any(getattr(row, name, None) is not None for name in _GONE):
        raise NotFoundError(kind=kind, key=str(key))
    return row


def shown(
    session: Session, table: type[_Row], key: UUID, commune_id: UUID, to_value: Callable[[_Row], _Value], *, kind: str
) -> _Value:
    """What `to_value` makes of the row with this key, also of one that was taken away. Raises as `owned` does."""
    found = readable_one(session, _query(table, key, commune_id), to_value)
    if found is None:
        raise NotFoundError(kind=kind, key=str(key))
    return found


def _query(table: type[_Row], key: UUID, commune_id: UUID) -> Select[*tuple[Any, ...]]:
    columns = inspect(table).columns
    return select(table).where(columns["id"] == key, columns["commune_id"] == commune_id)
