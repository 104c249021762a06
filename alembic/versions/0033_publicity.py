"""The public page: whether it is open, what was aired, and what citizens send in.

Revision 0033_publicity, after 0032_issuers.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0033_publicity"
down_revision = "0032_issuers"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the schema here."""
    op.create_table(
        "public_pages",
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("reply_days", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", _AT, nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_public_pages_commune_id")),
        sa.PrimaryKeyConstraint("commune_id", name=op.f("pk_public_pages")),
    )
    op.create_table(
        "publications",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("bulletin_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("theme", sa.String(length=32), nullable=False),
        sa.Column("zones", _JSON, nullable=False),
        sa.Column("sentences", _JSON, nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("valid_to", _AT, nullable=True),
        sa.Column("leaves_at", _AT, nullable=True),
        sa.Column("first_at", _AT, nullable=False),
        sa.Column("last_at", _AT, nullable=False),
        sa.Column("airings", sa.Integer(), nullable=False),
        sa.Column("held", sa.String(length=32), nullable=True),
        sa.Column("rendering_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["bulletin_id"], ["bulletins.id"], name=op.f("fk_publications_bulletin_id")),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_publications_commune_id")),
        sa.ForeignKeyConstraint(["rendering_id"], ["renderings.id"], name=op.f("fk_publications_rendering_id")),
        sa.ForeignKeyConstraint(["version_id"], ["bulletin_versions.id"], name=op.f("fk_publications_version_id")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_publications")),
    )
    shown = ["commune_id", "held", "last_at", "version_id", "leaves_at"]
    op.create_index(op.f("ix_publications_shown"), "publications", shown)
    op.create_table(
        "publication_airings",
        sa.Column("occurrence_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("slot_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", _AT, nullable=False),
        sa.Column("theme", sa.String(length=32), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_publication_airings_commune_id")),
        sa.ForeignKeyConstraint(["occurrence_id"], ["occurrences.id"], name=op.f("fk_publication_airings_occurrence_id")),
        sa.ForeignKeyConstraint(["slot_id"], ["slots.id"], name=op.f("fk_publication_airings_slot_id")),
        sa.ForeignKeyConstraint(["version_id"], ["bulletin_versions.id"], name=op.f("fk_publication_airings_version_id")),
        sa.PrimaryKeyConstraint("occurrence_id", "version_id", name=op.f("pk_publication_airings")),
    )
    op.create_index(op.f("ix_publication_airings_version_id_starts_at"), "publication_airings", ["version_id", "starts_at"])
    figures = ["commune_id", "theme", "counts", "starts_at"]
    op.create_index(op.f("ix_publication_airings_commune_id_theme"), "publication_airings", figures)
    op.create_table(
        "remarks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("receipt", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("telephone", sa.Text(), nullable=False),
        sa.Column("has_link", sa.Boolean(), nullable=False),
        sa.Column("sent_at", _AT, nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=True),
        sa.Column("closed_at", _AT, nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_remarks_commune_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remarks")),
        sa.UniqueConstraint("receipt", name=op.f("uq_remarks_receipt")),
    )
    op.create_index(op.f("ix_remarks_commune_id_id"), "remarks", ["commune_id", "id"])


def downgrade() -> None:
    """Take it away again."""
    for name in ("remarks", "publication_airings", "publications", "public_pages"):
        op.drop_table(name)
