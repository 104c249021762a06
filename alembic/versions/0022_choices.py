"""What a commune chooses: voices, where it is heard, its day pack. The service fills it from the settings at its next start.

Revision 0022_choices, after 0021_silences.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0022_choices"
down_revision = "0021_silences"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    names = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.create_table(
        "commune_choices",
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("engines", names, nullable=False),
        sa.Column("accent", sa.String(length=32), nullable=False),
        sa.Column("presenter_1", sa.Text(), nullable=False),
        sa.Column("presenter_2", sa.Text(), nullable=False),
        sa.Column("profile", sa.String(length=32), nullable=False),
        sa.Column("pack_hour", sa.Integer(), nullable=False),
        sa.Column("pack_formats", names, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_commune_choices_commune_id")),
        sa.PrimaryKeyConstraint("commune_id", name=op.f("pk_commune_choices")),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("commune_choices")
