"""The commune's lexicon, and the entries of a bulletin alone.

Revision 0007_lexicon, after 0006_faults.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007_lexicon"
down_revision = "0006_faults"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    op.create_table(
        "lexicons",
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_lexicons_commune_id_communes")),
        sa.PrimaryKeyConstraint("commune_id", name=op.f("pk_lexicons")),
    )
    op.create_table(
        "lexicon_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("layer", sa.String(length=32), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("spoken", sa.Text(), nullable=False),
        sa.Column("any_case", sa.Boolean(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_lexicon_entries_commune_id_communes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lexicon_entries")),
        sa.UniqueConstraint("commune_id", "layer", "key", name=op.f("uq_lexicon_entries_commune_id_layer_key")),
    )
    op.create_index("ix_lexicon_entries_commune_id_id", "lexicon_entries", ["commune_id", "id"])
    entries = sa.Column(
        "lexicon", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False, server_default=sa.text("'[]'")
    )
    op.add_column("bulletin_versions", entries)


def downgrade() -> None:
    """Take it back."""
    op.drop_column("bulletin_versions", "lexicon")
    op.drop_index("ix_lexicon_entries_commune_id_id", "lexicon_entries")
    op.drop_table("lexicon_entries")
    op.drop_table("lexicons")
