"""Documents that hold no more, as a commune entered them.

Revision 0049_ended_documents, after 0048_counted_versions.
"""

import sqlalchemy as sa
from alembic import op

revision = "0049_ended_documents"
down_revision = "0048_counted_versions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    op.create_table(
        "ended_documents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("successor", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_ended_documents_commune_id_communes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ended_documents")),
        sa.UniqueConstraint("commune_id", "number", name=op.f("uq_ended_documents_commune_id_number")),
    )
    op.create_index(op.f("ix_ended_documents_commune_id"), "ended_documents", ["commune_id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index(op.f("ix_ended_documents_commune_id"), "ended_documents")
    op.drop_table("ended_documents")
