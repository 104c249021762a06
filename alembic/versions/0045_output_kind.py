"""What sort of output each line of a station's log is about: what went into a folder was heard by nobody.

Revision 0045_output_kind, after 0044_recording_ends.
"""

import sqlalchemy as sa
from alembic import op

revision = "0045_output_kind"
down_revision = "0044_recording_ends"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    op.add_column("as_run", sa.Column("output_kind", sa.Text(), nullable=True))


def downgrade() -> None:
    """Bring the schema back."""
    op.drop_column("as_run", "output_kind")
