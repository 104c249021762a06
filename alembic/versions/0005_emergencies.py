"""Emergencies, what communes decide about them, and PINs.

Revision 0005_emergencies, after 0004_enrolment_codes.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005_emergencies"
down_revision = "0004_enrolment_codes"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Bring the schema here."""
    op.create_table(
        "emergencies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("sort", sa.String(length=32), nullable=False),
        sa.Column("correction_of", sa.Uuid(), nullable=True),
        sa.Column("identifier", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("sent", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("msg_type", sa.String(length=32), nullable=False),
        sa.Column("references", _JSON, nullable=False),
        sa.Column("hazard", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("spoken", sa.Text(), nullable=False),
        sa.Column("zone_ids", _JSON, nullable=False),
        sa.Column("repeat_every_s", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resume", sa.String(length=32), nullable=False),
        sa.Column("repeat_from", sa.Time(), nullable=True),
        sa.Column("repeat_to", sa.Time(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("audio", _JSON, nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("idempotency_key", sa.String(length=200), nullable=True),
        sa.Column("request", sa.String(length=64), nullable=True),
        sa.Column("started_by", sa.Text(), nullable=False),
        sa.Column("started_by_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_emergencies_commune_id")),
        sa.ForeignKeyConstraint(["correction_of"], ["emergencies.id"], name=op.f("fk_emergencies_correction_of")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergencies")),
        sa.UniqueConstraint("commune_id", "idempotency_key", name=op.f("uq_emergencies_commune_id_idempotency_key")),
        sa.UniqueConstraint("commune_id", "sender", "identifier", name=op.f("uq_emergencies_commune_id_sender_identifier")),
    )
    op.create_index("ix_emergencies_commune_id_state", "emergencies", ["commune_id", "state"], unique=False)
    op.create_index(op.f("ix_emergencies_correction_of"), "emergencies", ["correction_of"], unique=False)
    op.create_table(
        "emergency_rules",
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("two_persons", sa.Boolean(), nullable=False),
        sa.Column("repeat_from", sa.Time(), nullable=True),
        sa.Column("repeat_to", sa.Time(), nullable=True),
        sa.Column("resume", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_emergency_rules_commune_id")),
        sa.PrimaryKeyConstraint("commune_id", name=op.f("pk_emergency_rules")),
    )
    op.create_table(
        "emergency_pins",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("window_from", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_emergency_pins_commune_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_emergency_pins_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_emergency_pins")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("emergency_pins")
    op.drop_table("emergency_rules")
    op.drop_index(op.f("ix_emergencies_correction_of"), table_name="emergencies")
    op.drop_index("ix_emergencies_commune_id_state", table_name="emergencies")
    op.drop_table("emergencies")
