"""The few bulletins in a state are found by their state, in the order of lists, however many bulletins there are.

Revision 0038_few_by_state, after 0037_trainings.
"""

from alembic import op

revision = "0038_few_by_state"
down_revision = "0037_trainings"
branch_labels = None
depends_on = None

_NAME, _TABLE = "ix_bulletin_versions_commune_id_state", "bulletin_versions"


def upgrade() -> None:
    """Bring the schema here."""
    op.drop_index(_NAME, table_name=_TABLE)
    op.create_index(_NAME, _TABLE, ["commune_id", "state", "bulletin_id"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_index(_NAME, table_name=_TABLE)
    op.create_index(_NAME, _TABLE, ["commune_id", "state"])
