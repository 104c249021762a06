"""How Alembic sees the product: the tables of every feature, and the connection that `app.db.migrate` hands in."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext

from app.db import UtcDateTime
from app.db.columns import Json
from app.schema import METADATA


def render_type(kind: str, thing: Any, autogen: AutogenContext) -> str | Literal[False]:  # noqa: ANN401  # Alembic's
    """Write our column types into a migration as what the database has, so that an old migration never changes with the code."""
    if kind != "type":
        return False
    if isinstance(thing, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(thing, sa.Enum):
        return f"sa.String({thing.length})"
    if isinstance(thing, Json):
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=render_type,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
