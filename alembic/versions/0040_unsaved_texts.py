"""What is typed and not saved, apart from versions.

Revision 0040_unsaved_texts, after 0039_practice.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0040_unsaved_texts"
down_revision = "0039_practice"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.create_table(
        "unsaved_texts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("bulletin_id", sa.Uuid(), nullable=True),
        sa.Column("fields", json, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_unsaved_texts_commune_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_unsaved_texts_person_id")),
        sa.ForeignKeyConstraint(["bulletin_id"], ["bulletins.id"], name=op.f("fk_unsaved_texts_bulletin_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unsaved_texts")),
    )
    op.create_index(op.f("ix_unsaved_texts_person_id_bulletin_id"), "unsaved_texts", ["person_id", "bulletin_id"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("unsaved_texts")
