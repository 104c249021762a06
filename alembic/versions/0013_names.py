"""Names of stations and recordings are held apart by what people hear in them, not by how a keyboard writes them.

Revision 0013_names, after 0012_as_run_sequence.
"""

import sqlalchemy as sa
from alembic import op

from app.names import name_key

revision = "0013_names"
down_revision = "0012_as_run_sequence"
branch_labels = None
depends_on = None

_LIVE = sa.text("retired_at IS NULL")


def upgrade() -> None:
    """Bring the schema here."""
    _add_keys("stations")
    with op.batch_alter_table("stations") as table:
        table.alter_column("name_key", existing_type=sa.String(200), nullable=False)
        table.drop_constraint("uq_stations_commune_id_name", type_="unique")
        table.create_unique_constraint("uq_stations_commune_id_name_key", ["commune_id", "name_key"])
    _add_keys("recordings")
    with op.batch_alter_table("recordings") as table:
        table.alter_column("name_key", existing_type=sa.Text(), nullable=False)
        table.add_column(sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True))
        table.drop_constraint("uq_recordings_commune_id_name", type_="unique")
    op.create_index(
        "uq_recordings_commune_id_name_key",
        "recordings",
        ["commune_id", "name_key"],
        unique=True,
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_index("uq_recordings_commune_id_name_key", "recordings")
    op.execute("DELETE FROM recordings WHERE retired_at IS NOT NULL")
    with op.batch_alter_table("recordings") as table:
        table.drop_column("name_key")
        table.drop_column("retired_at")
        table.create_unique_constraint("uq_recordings_commune_id_name", ["commune_id", "name"])
    with op.batch_alter_table("stations") as table:
        table.drop_constraint("uq_stations_commune_id_name_key", type_="unique")
        table.drop_column("name_key")
        table.create_unique_constraint("uq_stations_commune_id_name", ["commune_id", "name"])


def _add_keys(name: str) -> None:
    """Each row's key; where two names are alike the later one keeps its name, and its key is made another by its id."""
    kind = sa.String(200) if name == "stations" else sa.Text()
    with op.batch_alter_table(name) as batch:
        batch.add_column(sa.Column("name_key", kind, nullable=True))
    connection = op.get_bind()
    table = sa.table(name, sa.column("id"), sa.column("commune_id"), sa.column("name"), sa.column("name_key"))
    taken: set[tuple[object, str]] = set()
    for row in connection.execute(sa.select(table.c.id, table.c.commune_id, table.c.name).order_by(table.c.id)).all():
        key = name_key(row.name)
        if (row.commune_id, key) in taken:
            key = f"{key} {row.id}"
        taken.add((row.commune_id, key))
        connection.execute(sa.update(table).where(table.c.id == row.id).values(name_key=key))
