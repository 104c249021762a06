"""Whose a bulletin is that came from above, and who approved it there.

Revision 0032_issuers, after 0031_recalls.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0032_issuers"
down_revision = "0031_recalls"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    issuer = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    with op.batch_alter_table("bulletin_versions") as table:
        table.add_column(sa.Column("issuer", issuer, nullable=True))


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("bulletin_versions") as table:
        table.drop_column("issuer")
