"""A day whose airing never began may get another hour: one row of a day and part waits, beside those that are over.

Revision 0014_another_hour, after 0013_names.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014_another_hour"
down_revision = "0013_names"
branch_labels = None
depends_on = None

_INDEX = "uq_occurrences_slot_id_day_part"
_NOW = sa.text("state IN ('planned', 'prepared')")
_BEFORE = sa.text("state <> 'cancelled'")


def upgrade() -> None:
    """Bring the schema here."""
    _make(_NOW)


def downgrade() -> None:
    """Take it away again: of several rows of a day the newest counts, the others become cancelled."""
    op.execute(
        "UPDATE occurrences SET state = 'cancelled' WHERE state <> 'cancelled' AND EXISTS (SELECT 1 FROM occurrences"
        " AS later WHERE later.slot_id = occurrences.slot_id AND later.day = occurrences.day AND later.part = occurrences.part"
        " AND later.state <> 'cancelled' AND later.id > occurrences.id)"
    )
    _make(_BEFORE)


def _make(where: sa.TextClause) -> None:
    op.drop_index(_INDEX, table_name="occurrences")
    columns = ["slot_id", "day", "part"]
    op.create_index(_INDEX, "occurrences", columns, unique=True, sqlite_where=where, postgresql_where=where)
