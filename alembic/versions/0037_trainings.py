"""Training sessions, the names on their sheets, and what they are taught with.

Revision 0037_trainings, after 0036_campaigns.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0037_trainings"
down_revision = "0036_campaigns"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.create_table(
        "trainings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("theme", sa.String(length=32), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("at", sa.String(length=5), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("trainer_name", sa.Text(), nullable=False),
        sa.Column("groups", json, nullable=False),
        sa.Column("bulletin_id", sa.Uuid(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_trainings_commune_id")),
        sa.ForeignKeyConstraint(["bulletin_id"], ["bulletins.id"], name=op.f("fk_trainings_bulletin_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings")),
    )
    op.create_index(op.f("ix_trainings_commune_id_held_on"), "trainings", ["commune_id", "held_on"])
    _of_training(
        "training_attendees",
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("attendee_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["zone_id"], ["zones.id"], name=op.f("fk_training_attendees_zone_id")),
    )
    _of_training(
        "training_materials",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("file_sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("training_materials")
    op.drop_table("training_attendees")
    op.drop_table("trainings")


def _of_training(name: str, *own: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("training_id", sa.Uuid(), nullable=False),
        *own,
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f(f"fk_{name}_commune_id")),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f(f"fk_{name}_training_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_training_id"), name, ["training_id"])
