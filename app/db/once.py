"""What a session that only reads has found, it reads once: a page asks for the same slots and zones from many sides.

It is kept with the transaction and goes with it: on SQLite a transaction sees one snapshot, so it is never older than the rest of
the page; on PostgreSQL each statement sees what was committed before it, and this stays as the first one saw it. A session that
writes keeps nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session, SessionTransaction

_Given = ParamSpec("_Given")
_Value = TypeVar("_Value")


@dataclass
class Kept:
    """What a session that only reads has found, by what was asked; of its present transaction."""

    _of: SessionTransaction | None = None
    _found: dict[object, Any] = field(default_factory=dict)

    def present(self, session: Session) -> dict[object, Any]:
        """What is kept of the session's transaction, which begins where there is none."""
        if not session.in_transaction():
            session.begin()
        if (transaction := session.get_transaction()) is not self._of:
            self._of, self._found = transaction, {}
        return self._found


def read_once(read: Callable[Concatenate[Session, _Given], _Value]) -> Callable[Concatenate[Session, _Given], _Value]:
    """A reading that a session which only reads makes once for each question; of values that nobody changes."""

    @wraps(read)
    def kept(session: Session, /, *args: _Given.args, **kwargs: _Given.kwargs) -> _Value:
        own = session.info.get(Kept)
        if not isinstance(own, Kept):
            return read(session, *args, **kwargs)
        found, key = own.present(session), (read, args, tuple(kwargs.items()))
        if key not in found:
            found[key] = read(session, *args, **kwargs)
        value: _Value = found[key]
        return value

    return kept
