"""Tokens that stations had once, so that a PC that still holds one can be told that it is its station no more.

Revision 0017_former_tokens, after 0016_soundings.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017_former_tokens"
down_revision = "0016_soundings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here; of stations that were taken away before, the last token is known."""
    op.create_table(
        "former_tokens",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_former_tokens_commune_id")),
        sa.ForeignKeyConstraint(["station_id"], ["stations.id"], name=op.f("fk_former_tokens_station_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_former_tokens")),
    )
    op.execute(
        "INSERT INTO former_tokens (token_hash, commune_id, station_id, ended_at)"
        " SELECT token_hash, commune_id, id, left_at FROM stations WHERE left_at IS NOT NULL"
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("former_tokens")
