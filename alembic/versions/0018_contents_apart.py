"""What the zones of one content hear apart are occurrences of their own.

Revision 0018_contents_apart, after 0017_former_tokens.
"""

from alembic import op

revision = "0018_contents_apart"
down_revision = "0017_former_tokens"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    op.execute("UPDATE occurrences SET part = part * 64")


def downgrade() -> None:
    """Take it away again: of contents that are heard apart the first is left."""
    op.execute("UPDATE occurrences SET state = 'cancelled' WHERE part % 64 <> 0 AND state <> 'cancelled'")
    op.execute("UPDATE occurrences SET part = part / 64")
