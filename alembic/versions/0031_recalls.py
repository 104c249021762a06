"""Which stations know that a version was withdrawn; what a day pack carries, and who took it away when.

Revision 0031_recalls, after 0030_second_factors. Of packs made before, nobody knows what they carried.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0031_recalls"
down_revision = "0030_second_factors"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    op.create_table(
        "recalls",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["bulletin_versions.id"], name=op.f("fk_recalls_version_id")),
        sa.ForeignKeyConstraint(["station_id"], ["stations.id"], name=op.f("fk_recalls_station_id")),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_recalls_commune_id")),
        sa.PrimaryKeyConstraint("version_id", "station_id", name=op.f("pk_recalls")),
    )
    ids = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    with op.batch_alter_table("day_packs") as table:
        table.add_column(sa.Column("version_ids", ids, nullable=False, server_default="[]"))
    op.create_table(
        "day_pack_pulls",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("pack_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_day_pack_pulls_commune_id")),
        sa.ForeignKeyConstraint(["pack_id"], ["day_packs.id"], name=op.f("fk_day_pack_pulls_pack_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_pack_pulls")),
    )
    op.create_index(op.f("ix_day_pack_pulls_pack_id"), "day_pack_pulls", ["pack_id"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("day_pack_pulls")
    op.drop_table("recalls")
    with op.batch_alter_table("day_packs") as table:
        table.drop_column("version_ids")
