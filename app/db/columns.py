"""Column types that mean the same on SQLite and PostgreSQL."""

import math
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Double
from sqlalchemy.types import TypeDecorator, TypeEngine

JsonValue = dict[str, Any] | list[Any]
"""What a JSON column holds; whoever reads it parses it into a frozen value at once."""


class Json(TypeDecorator[JsonValue]):
    """JSON, JSONB on PostgreSQL; None is NULL. PostgreSQL's types, with all their drivers', are loaded where one is spoken to."""

    impl = JSON
    cache_ok = True

    def __init__(self) -> None:
        """As it is in every table."""
        super().__init__(none_as_null=True)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """See `TypeDecorator`."""
        if dialect.name != "postgresql":
            return dialect.type_descriptor(self.impl_instance)
        from sqlalchemy.dialects.postgresql import JSONB  # noqa: PLC0415  # light start

        return dialect.type_descriptor(JSONB(none_as_null=True))


class Texts(Json):
    """JSON that is a list of texts. What is none cannot be read: else it would be taken for one until somebody shows it."""

    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> list[str] | None:  # noqa: ARG002, ANN401  # the signature is theirs
        """Raises `ValueError`."""
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise ValueError("no list of texts")
        return value


_FIRST = datetime(1, 1, 3, tzinfo=UTC)
_LAST = datetime(9999, 12, 29, tzinfo=UTC)
"""Instants between these have a local time in every zone of the earth."""


class Within(TypeDecorator[float]):
    """A number that is read within its bounds whatever was once written, so that one bad row breaks no list of good ones."""

    impl = Double
    cache_ok = True

    def __init__(self, lowest: float, highest: float) -> None:
        """What is no number reads as the lowest."""
        super().__init__()
        self.lowest, self.highest = lowest, highest

    def process_result_value(self, value: float | None, dialect: Dialect) -> float | None:  # noqa: ARG002  # the signature
        """From the database."""
        if value is None:
            return None
        return self.lowest if math.isnan(value) else min(max(value, self.lowest), self.highest)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware datetimes in, aware UTC datetimes out.

    SQLite keeps no zone and would take a naive datetime silently; this type refuses one on both databases. An instant without a
    local time, of the first or the last days there are, reads as the nearest that has one.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database. Raises ValueError for a naive datetime."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime has no place in the database")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        if value is None:
            return None
        utc = value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)
        return min(max(utc, _FIRST), _LAST)
