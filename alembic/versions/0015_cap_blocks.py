"""One message may have several blocks, each an emergency of its own; and one that begins only at its time.

Revision 0015_cap_blocks, after 0014_another_hour.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015_cap_blocks"
down_revision = "0014_another_hour"
branch_labels = None
depends_on = None

_BEFORE, _AFTER = "uq_emergencies_commune_id_sender_identifier", "uq_emergencies_commune_id_sender_identifier_part"


def upgrade() -> None:
    """Bring the schema here."""
    with op.batch_alter_table("emergencies") as table:
        table.add_column(sa.Column("part", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("begins_at", sa.DateTime(timezone=True), nullable=True))
        table.drop_constraint(_BEFORE, type_="unique")
        table.create_unique_constraint(_AFTER, ["commune_id", "sender", "identifier", "part"])
    with op.batch_alter_table("emergencies") as table:
        table.alter_column("part", existing_type=sa.Integer(), existing_nullable=False, server_default=None)


def downgrade() -> None:
    """Take it back; of a message with several blocks the first alone stays under its name."""
    op.execute("UPDATE emergencies SET identifier = identifier || '#' || CAST(part AS VARCHAR(12)) WHERE part > 0")
    op.execute("UPDATE emergencies SET state = 'ended' WHERE state = 'ahead'")
    with op.batch_alter_table("emergencies") as table:
        table.drop_constraint(_AFTER, type_="unique")
        table.create_unique_constraint(_BEFORE, ["commune_id", "sender", "identifier"])
        table.drop_column("begins_at")
        table.drop_column("part")
