"""One row of a commune, by its key."""

from typing import Protocol, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.errors import NotFoundError


class _OfCommune(Protocol):
    commune_id: UUID


_Row = TypeVar("_Row", bound=_OfCommune)
_GONE = ("left_at", "ended_at", "removed_at", "revoked_at")


def owned(session: Session, table: type[_Row], key: UUID, commune_id: UUID, *, kind: str, lock: bool = False) -> _Row:
    """The row with this key, also one that was taken away. kind: of the error; lock: for a change, and read anew.

    Raises `NotFoundError`, for another commune's row in the same words as for none.
    """
    row = session.get(table, key, with_for_update=lock or None, populate_existing=lock)
    if row is None or row.commune_id != commune_id:
        raise NotFoundError(kind=kind, key=str(key))
    return row


def present(session: Session, table: type[_Row], key: UUID, commune_id: UUID, *, kind: str, lock: bool = False) -> _Row:
    """As `owned`, but what was taken away is not there any more: raises `NotFoundError` for it too."""
    row = owned(session, table, key, commune_id, kind=kind, lock=lock)
    if any(getattr(row, name, None) is not None for name in _GONE):
        raise NotFoundError(kind=kind, key=str(key))
    return row
