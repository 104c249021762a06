"""Two PCs that run as one station are told from one that was started again.

Revision 0020_runs, after 0019_rezoning.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020_runs"
down_revision = "0019_rezoning"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    op.add_column("heartbeats", sa.Column("run_before", sa.Uuid(), nullable=True))


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("heartbeats") as table:
        table.drop_column("run_before")
