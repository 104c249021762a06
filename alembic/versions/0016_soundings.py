"""How far an occurrence got is kept for each output; and when the timetable was last looked over.

Revision 0016_soundings, after 0015_cap_blocks.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016_soundings"
down_revision = "0015_cap_blocks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here; what the log has told so far says how far each sounding got."""
    op.create_table(
        "soundings",
        sa.Column("occurrence_id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("output", sa.Text(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["occurrence_id"], ["occurrences.id"], name=op.f("fk_soundings_occurrence_id")),
        sa.ForeignKeyConstraint(["station_id"], ["stations.id"], name=op.f("fk_soundings_station_id")),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_soundings_commune_id")),
        sa.PrimaryKeyConstraint("occurrence_id", "station_id", "output", name=op.f("pk_soundings")),
    )
    op.execute(
        "INSERT INTO soundings (occurrence_id, station_id, output, commune_id, sequence, state, at, reason, fault, seconds)"
        " SELECT a.occurrence_id, a.station_id, a.output, a.commune_id, a.sequence, a.state, a.at, a.reason, a.fault, a.seconds"
        " FROM as_run a JOIN occurrences o ON o.id = a.occurrence_id AND o.commune_id = a.commune_id"
        " WHERE a.id = (SELECT b.id FROM as_run b WHERE b.occurrence_id = a.occurrence_id AND b.station_id = a.station_id"
        " AND b.output = a.output ORDER BY b.at DESC, b.sequence DESC LIMIT 1)"
    )
    op.create_table(
        "plannings",
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_plannings_commune_id")),
        sa.PrimaryKeyConstraint("commune_id", name=op.f("pk_plannings")),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("plannings")
    op.drop_table("soundings")
