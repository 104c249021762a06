"""One-time codes that make a PC a station.

Revision 0004_enrolment_codes, after 0003_token_scopes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004_enrolment_codes"
down_revision = "0003_token_scopes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    op.create_table(
        "enrolment_codes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("lookup", sa.String(length=64), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_enrolment_codes_commune_id")),
        sa.ForeignKeyConstraint(["station_id"], ["stations.id"], name=op.f("fk_enrolment_codes_station_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment_codes")),
        sa.UniqueConstraint("lookup", name=op.f("uq_enrolment_codes_lookup")),
    )
    op.create_index(op.f("ix_enrolment_codes_station_id"), "enrolment_codes", ["station_id"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_index(op.f("ix_enrolment_codes_station_id"), table_name="enrolment_codes")
    op.drop_table("enrolment_codes")
