"""What was silenced, and the newest orders of each station, for all servers of an installation.

Revision 0021_silences, after 0020_runs.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021_silences"
down_revision = "0020_runs"
branch_labels = None
depends_on = None

_STOPPED = """
INSERT INTO silences (id, commune_id, act, subject, also, at, by, by_id, reason, kept_at)
SELECT e.id, e.commune_id, 'stop_all', e.commune_id, '[]', e.at, e.actor_name, e.actor_id, {reason}, e.at
FROM audit_events e JOIN communes c ON c.id = e.commune_id
WHERE e.act = 'stop_all' AND NOT EXISTS (
    SELECT 1 FROM audit_events later
    WHERE later.commune_id = e.commune_id AND later.act IN ('stop_all', 'lift_stop') AND later.number > e.number
)
"""
"""Stops that no lift ended."""
_REASON = {
    "sqlite": "coalesce(json_extract(e.facts, '$.reason'), '')",
    "postgresql": "coalesce(e.facts ->> 'reason', '')",
}


def upgrade() -> None:
    """Bring the schema here."""
    op.create_table(
        "silences",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("also", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_silences_commune_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silences")),
    )
    op.create_index("ix_silences_commune_id_kept_at", "silences", ["commune_id", "kept_at"])
    op.execute(_STOPPED.format(reason=_REASON[op.get_bind().dialect.name]))
    op.create_table(
        "station_orders",
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_station_orders_commune_id")),
        sa.ForeignKeyConstraint(["station_id"], ["stations.id"], name=op.f("fk_station_orders_station_id")),
        sa.PrimaryKeyConstraint("station_id", name=op.f("pk_station_orders")),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("station_orders")
    op.drop_index("ix_silences_commune_id_kept_at", table_name="silences")
    op.drop_table("silences")
