"""When reports on plans are due, and the templates that offices wrote over the product's own.

Revision 0041_plan_reporting, after 0040_unsaved_texts.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0041_plan_reporting"
down_revision = "0040_unsaved_texts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.create_table(
        "plan_reporting",
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("deadlines", json, nullable=False),
        sa.Column("remind_days", sa.Integer(), nullable=False),
        sa.Column("sent", json, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_plan_reporting_commune_id")),
        sa.PrimaryKeyConstraint("commune_id", name=op.f("pk_plan_reporting")),
    )
    op.create_table(
        "letter_templates",
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("letter", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("brought_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brought_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_letter_templates_commune_id")),
        sa.PrimaryKeyConstraint("commune_id", "letter", name=op.f("pk_letter_templates")),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("letter_templates")
    op.drop_table("plan_reporting")
