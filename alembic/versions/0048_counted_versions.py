"""How many bulletins there are of each state, theme and kind, without looking at their texts.

Revision 0048_counted_versions, after 0047_language.
"""

from alembic import op

revision = "0048_counted_versions"
down_revision = "0047_language"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    columns = ["commune_id", "state", "theme", "kind", "bulletin_id", "number"]
    op.create_index("ix_bulletin_versions_counted", "bulletin_versions", columns)


def downgrade() -> None:
    """Take it away again."""
    op.drop_index("ix_bulletin_versions_counted", "bulletin_versions")
