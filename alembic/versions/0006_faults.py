"""Faults, whose fields are written once and whose rows stay, and the alarms sent about them.

Revision 0006_faults, after 0005_emergencies.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006_faults"
down_revision = "0005_emergencies"
branch_labels = None
depends_on = None

_FIXED = ("id", "commune_id", "station_id", "output", "code", "since", "seen_at")
_ONCE = ("ended_at", "accepted_at", "accepted_by")


def upgrade() -> None:
    """Bring the schema here."""
    op.create_table(
        "faults",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("output", sa.Text(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_faults_commune_id")),
        sa.ForeignKeyConstraint(["station_id"], ["stations.id"], name=op.f("fk_faults_station_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faults")),
    )
    op.create_index("ix_faults_commune_id_id", "faults", ["commune_id", "id"])
    op.create_index("ix_faults_station_id_ended_at", "faults", ["station_id", "ended_at"])
    op.create_table(
        "fault_alarms",
        sa.Column("fault_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_fault_alarms_commune_id")),
        sa.ForeignKeyConstraint(["fault_id"], ["faults.id"], name=op.f("fk_fault_alarms_fault_id")),
        sa.PrimaryKeyConstraint("fault_id", "channel", name=op.f("pk_fault_alarms")),
    )
    _guard(op.get_bind().dialect.name)


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("fault_alarms")
    op.drop_table("faults")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION faults_are_kept")


def _guard(dialect: str) -> None:
    differs = "IS DISTINCT FROM" if dialect == "postgresql" else "IS NOT"
    changed = [f"OLD.{name} {differs} NEW.{name}" for name in _FIXED]
    changed += [f"(OLD.{name} IS NOT NULL AND OLD.{name} {differs} NEW.{name})" for name in _ONCE]
    rule = " OR ".join(changed)
    if dialect == "postgresql":
        op.execute(
            "CREATE FUNCTION faults_are_kept() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'faults are kept as they were written'; END $$"
        )
        call = "EXECUTE FUNCTION faults_are_kept()"
        op.execute(f"CREATE TRIGGER faults_update BEFORE UPDATE ON faults FOR EACH ROW WHEN ({rule}) {call}")
        op.execute(f"CREATE TRIGGER faults_delete BEFORE DELETE ON faults FOR EACH ROW {call}")
        return
    stop = "BEGIN SELECT RAISE(ABORT, 'faults are kept as they were written'); END"
    op.execute(f"CREATE TRIGGER faults_update BEFORE UPDATE ON faults WHEN {rule} {stop}")
    op.execute(f"CREATE TRIGGER faults_delete BEFORE DELETE ON faults {stop}")
