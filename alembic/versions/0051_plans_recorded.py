"""A plan says when it was entered; the key of those that there are, a UUID version 7, tells it of them.

Revision 0051_plans_recorded, after 0050_sealed_emergencies.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0051_plans_recorded"
down_revision = "0050_sealed_emergencies"
branch_labels = None
depends_on = None

_SORTED = 7
"""The version of UUID whose first 48 bits are milliseconds since 1970 (RFC 9562)."""
PLANS = sa.table(
    "plans",
    sa.column("id", sa.Uuid()),
    sa.column("updated_at", sa.DateTime(timezone=True)),
    sa.column("recorded_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    """Bring the schema here."""
    op.add_column("plans", sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True))
    connection = op.get_bind()
    for key, updated_at in connection.execute(sa.select(PLANS.c.id, PLANS.c.updated_at)).all():
        is_dated = key.version == _SORTED
        made = datetime.fromtimestamp((key.int >> 80) / 1000, UTC) if is_dated else updated_at
        connection.execute(sa.update(PLANS).where(PLANS.c.id == key).values(recorded_at=made))
    with op.batch_alter_table("plans") as table:
        table.alter_column("recorded_at", existing_type=sa.DateTime(timezone=True), nullable=False)


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("plans", "recorded_at")
