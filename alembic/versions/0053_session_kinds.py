"""A session is a class or a meeting; those that there are were classes.

Revision 0053_session_kinds, after 0052_station_telephones.
"""

import sqlalchemy as sa
from alembic import op

revision = "0053_session_kinds"
down_revision = "0052_station_telephones"
branch_labels = None
depends_on = None

KIND = sa.String(length=32)


def upgrade() -> None:
    """Bring the schema here."""
    op.add_column("trainings", sa.Column("kind", KIND, server_default="training", nullable=False))
    with op.batch_alter_table("trainings") as table:
        table.alter_column("kind", existing_type=KIND, server_default=None)


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("trainings", "kind")
