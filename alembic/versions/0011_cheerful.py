"""A bulletin that is not for a time of mourning.

Revision 0011_cheerful, after 0010_as_run_is_kept.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011_cheerful"
down_revision = "0010_as_run_is_kept"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here; what was written before is taken for plain speech."""
    with op.batch_alter_table("bulletin_versions") as table:
        table.add_column(sa.Column("cheerful", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("bulletin_versions") as table:
        table.alter_column("cheerful", server_default=None)


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("bulletin_versions") as table:
        table.drop_column("cheerful")
