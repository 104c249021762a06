"""Until when a recording is to be heard.

Revision 0044_recording_ends, after 0043_files_of_a_content.
"""

import sqlalchemy as sa
from alembic import op

revision = "0044_recording_ends"
down_revision = "0043_files_of_a_content"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    op.add_column("recordings", sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("recordings", "ends_at")
