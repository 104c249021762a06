"""A station has the telephone of who is on duty at it.

Revision 0052_station_telephones, after 0051_plans_recorded.
"""

import sqlalchemy as sa
from alembic import op

revision = "0052_station_telephones"
down_revision = "0051_plans_recorded"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    op.add_column("stations", sa.Column("telephone", sa.String(length=20), server_default="", nullable=False))


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("stations", "telephone")
