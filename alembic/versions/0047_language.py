"""A bulletin says which language it is spoken in; all that there are, are Vietnamese.

Revision 0047_language, after 0046_few_by_kind.
"""

import sqlalchemy as sa
from alembic import op

revision = "0047_language"
down_revision = "0046_few_by_kind"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    op.add_column("bulletin_versions", sa.Column("language", sa.String(length=32), server_default="vi", nullable=False))


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("bulletin_versions", "language")
