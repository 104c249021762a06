"""Whether a line of a station's log is missing is asked with every batch.

Revision 0012_as_run_sequence, after 0011_cheerful.
"""

from alembic import op

revision = "0012_as_run_sequence"
down_revision = "0011_cheerful"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    op.create_index("ix_as_run_station_id_sequence", "as_run", ["station_id", "sequence"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_index("ix_as_run_station_id_sequence", "as_run")
