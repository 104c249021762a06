"""The whole timetable: dates beside the rule, lunar days, contents by zone, edits of a day, relays, holidays, mourning.

Revision 0008_timetable, after 0007_lexicon.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008_timetable"
down_revision = "0007_lexicon"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_SLOT_COLUMNS = (
    ("kind", sa.String(length=32), "programme"),
    ("except_dates", _JSON, "[]"),
    ("extra_dates", _JSON, "[]"),
    ("lunar", _JSON, "[]"),
    ("choice", sa.String(length=32), "every"),
    ("variants", _JSON, "[]"),
    ("overrun_s", sa.Integer(), "0"),
    ("late", sa.String(length=32), "from_start"),
    ("revision", sa.Integer(), "1"),
)


def upgrade() -> None:
    """Bring the schema here; each occurrence there is belongs to the local day on which it begins."""
    _dated_tables()
    with op.batch_alter_table("slots") as table:
        for name, kind, default in _SLOT_COLUMNS:
            table.add_column(sa.Column(name, kind, nullable=False, server_default=default))
        table.add_column(sa.Column("duration_s", sa.Integer(), nullable=True))
        table.add_column(sa.Column("continues_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE slots SET updated_at = created_at")
    with op.batch_alter_table("slots") as table:
        for name, _, _ in _SLOT_COLUMNS:
            table.alter_column(name, server_default=None)
        table.alter_column("updated_at", nullable=False)
    with op.batch_alter_table("occurrences") as table:
        table.add_column(sa.Column("day", sa.Date(), nullable=True))
        table.add_column(sa.Column("part", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("cheerful", sa.Boolean(), nullable=False, server_default=sa.false()))
    sqlite = op.get_bind().dialect.name == "sqlite"
    day = "date(starts_at, '+7 hours')" if sqlite else "(starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
    op.execute(f"UPDATE occurrences SET day = {day}")  # noqa: S608  # two constants
    with op.batch_alter_table("occurrences") as table:
        table.alter_column("day", nullable=False)
        table.alter_column("part", server_default=None)
        table.alter_column("cheerful", server_default=None)
        table.drop_constraint("uq_occurrences_slot_id_starts_at", type_="unique")
    live = sa.text("state <> 'cancelled'")
    op.create_index(
        "uq_occurrences_slot_id_day_part",
        "occurrences",
        ["slot_id", "day", "part"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )


def downgrade() -> None:
    """Take it back.

    What an older program could not read ends: relays and days without a rule; contents of some zones are gone.
    """
    op.drop_index("uq_occurrences_slot_id_day_part", table_name="occurrences")
    gone = (
        "SELECT id FROM occurrences WHERE part > 0 OR (state = 'cancelled' AND EXISTS (SELECT 1 FROM occurrences AS other "
        "WHERE other.slot_id = occurrences.slot_id AND other.starts_at = occurrences.starts_at AND other.id > occurrences.id))"
    )
    op.execute(f"DELETE FROM occurrence_moves WHERE occurrence_id IN ({gone})")  # noqa: S608  # constants
    op.execute(f"DELETE FROM occurrences WHERE id IN ({gone})")  # noqa: S608  # constants
    op.execute("UPDATE slots SET ended_at = updated_at WHERE ended_at IS NULL AND (kind <> 'programme' OR rrule = '')")
    with op.batch_alter_table("occurrences") as table:
        table.create_unique_constraint("uq_occurrences_slot_id_starts_at", ["slot_id", "starts_at"])
        for name in ("day", "part", "cheerful"):
            table.drop_column(name)
    with op.batch_alter_table("slots") as table:
        for name in (*(name for name, _, _ in _SLOT_COLUMNS), "duration_s", "continues_id", "updated_at"):
            table.drop_column(name)
    op.drop_table("slot_edits")
    op.drop_index("ix_mourning_periods_commune_id", table_name="mourning_periods")
    op.drop_table("mourning_periods")
    op.drop_index("ix_holidays_commune_id", table_name="holidays")
    op.drop_table("holidays")


def _dated_tables() -> None:
    op.create_table(
        "holidays",
        *_owned("holidays"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("calendar", sa.String(length=32), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("is_worked", sa.Boolean(), nullable=False),
        *_edited(),
    )
    op.create_index("ix_holidays_commune_id", "holidays", ["commune_id"], unique=False)
    op.create_table(
        "mourning_periods",
        *_owned("mourning_periods"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        *_edited(),
    )
    op.create_index("ix_mourning_periods_commune_id", "mourning_periods", ["commune_id"], unique=False)
    op.create_table(
        "slot_edits",
        *_owned("slot_edits"),
        sa.Column("slot_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("moved_to", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bulletin_ids", _JSON, nullable=True),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["slot_id"], ["slots.id"], name=op.f("fk_slot_edits_slot_id")),
        sa.UniqueConstraint("slot_id", "day", name=op.f("uq_slot_edits_slot_id_day")),
    )


def _owned(table: str) -> tuple[sa.Column[object] | sa.Constraint, ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f(f"fk_{table}_commune_id")),
    )


def _edited() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
    )
