"""The declarative base: naming convention and the one mapping of Python types to column types."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Enum, MetaData, Text, Uuid
from sqlalchemy.orm import DeclarativeBase

from app.db.columns import Json, Texts, UtcDateTime

_CODE_LENGTH = 32
_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Root of every table.

    A `StrEnum` is stored as its value in a plain text column, so a new member needs no migration;
    `dict` and `list` are JSON (JSONB on PostgreSQL); `datetime` is `UtcDateTime`.
    """

    metadata = MetaData(naming_convention=_CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        datetime: UtcDateTime(),
        UUID: Uuid(),
        dict[str, Any]: Json(),
        list[Any]: Json(),
        list[str]: Texts(),
        list[dict[str, Any]]: Json(),
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            create_constraint=False,
            length=_CODE_LENGTH,
            values_callable=lambda codes: [code.value for code in codes],
        ),
    }
