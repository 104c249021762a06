"""Poverty standards that a province set.

Revision 0009_poverty_standards, after 0008_timetable.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009_poverty_standards"
down_revision = "0008_timetable"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    op.create_table(
        "poverty_standards",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("area", sa.String(length=32), nullable=False),
        sa.Column("amount_vnd", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_poverty_standards_commune_id_communes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poverty_standards")),
    )
    op.create_index(op.f("ix_poverty_standards_commune_id"), "poverty_standards", ["commune_id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index(op.f("ix_poverty_standards_commune_id"), "poverty_standards")
    op.drop_table("poverty_standards")
