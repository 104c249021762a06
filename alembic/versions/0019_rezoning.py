"""Zones can be renamed, moved, merged and taken away: a name is free again once its zone is no more.

Revision 0019_rezoning, after 0018_contents_apart.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019_rezoning"
down_revision = "0018_contents_apart"
branch_labels = None
depends_on = None

_HERE = sa.text("left_at IS NULL")


def upgrade() -> None:
    """Bring the schema here."""
    with op.batch_alter_table("zones") as table:
        table.add_column(sa.Column("revision", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("merged_into", sa.Uuid(), nullable=True))
        table.drop_constraint("uq_zones_commune_id_path_key", type_="unique")
    with op.batch_alter_table("zones") as table:
        table.alter_column("revision", existing_type=sa.Integer(), server_default=None)
        table.create_foreign_key("fk_zones_merged_into", "zones", ["merged_into"], ["id"])
    op.create_index(
        "uq_zones_commune_id_path_key",
        "zones",
        ["commune_id", "path_key"],
        unique=True,
        sqlite_where=_HERE,
        postgresql_where=_HERE,
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_index("uq_zones_commune_id_path_key", "zones")
    op.execute("UPDATE zones SET path_key = CAST(id AS VARCHAR(40)) WHERE left_at IS NOT NULL")
    with op.batch_alter_table("zones") as table:
        table.drop_constraint("fk_zones_merged_into", type_="foreignkey")
        table.drop_column("merged_into")
        table.drop_column("left_at")
        table.drop_column("revision")
        table.create_unique_constraint("uq_zones_commune_id_path_key", ["commune_id", "path_key"])
