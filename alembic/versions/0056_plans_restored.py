"""A plan that was taken away is kept, and may be brought back; a year has one plan that was not.

Revision 0056_plans_restored, after 0055_by_title.
"""

import sqlalchemy as sa
from alembic import op

revision = "0056_plans_restored"
down_revision = "0055_by_title"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    with op.batch_alter_table("plans") as table:
        table.add_column(sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))
        table.drop_constraint("uq_plans_commune_id_year", type_="unique")
    live = sa.text("removed_at IS NULL")
    op.create_index(
        "uq_plans_commune_id_year", "plans", ["commune_id", "year"], unique=True, sqlite_where=live, postgresql_where=live
    )


def downgrade() -> None:
    """Take it away again, and with it what nobody would see any more."""
    op.execute("DELETE FROM plans WHERE removed_at IS NOT NULL")
    op.drop_index("uq_plans_commune_id_year", table_name="plans")
    with op.batch_alter_table("plans") as table:
        table.drop_column("removed_at")
        table.create_unique_constraint("uq_plans_commune_id_year", ["commune_id", "year"])
