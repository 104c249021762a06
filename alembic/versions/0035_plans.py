"""A commune's plan of a year: what it will tell its people, by which channels, how often, and who sees to it.

Revision 0035_plans, after 0034_banners.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0035_plans"
down_revision = "0034_banners"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    texts = [sa.Column(name, sa.Text(), nullable=False) for name in ("number", "title", "goals", "audience", "updated_by")]
    lists = ("legal_basis", "themes", "channels", "tasks", "officers", "bodies", "zones")
    op.create_table(
        "plans",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        *texts,
        *(sa.Column(name, json, nullable=False) for name in lists),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_plans_commune_id_communes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
        sa.UniqueConstraint("commune_id", "year", name=op.f("uq_plans_commune_id_year")),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("plans")
