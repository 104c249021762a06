"""What an approver noted at single sentences of what was returned.

Revision 0026_sentence_notes, after 0025_sign_in.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0026_sentence_notes"
down_revision = "0025_sign_in"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    notes = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    with op.batch_alter_table("version_moves") as table:
        table.add_column(sa.Column("notes", notes, nullable=False, server_default="[]"))


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("version_moves") as table:
        table.drop_column("notes")
