"""The log of what sounded says what kind of thing it was, its title and approver; the database lets no line be changed.

Revision 0010_as_run_is_kept, after 0009_poverty_standards.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010_as_run_is_kept"
down_revision = "0009_poverty_standards"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here; what is in the log already was all programmes."""
    with op.batch_alter_table("as_run") as table:
        table.add_column(sa.Column("kind", sa.String(length=32), nullable=False, server_default="programme"))
        table.add_column(sa.Column("title", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("approved_by", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("peak_dbfs", sa.Double(), nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION as_run_is_kept() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'the log is kept as it was written'; END $$"
        )
        op.execute("CREATE TRIGGER as_run_kept BEFORE UPDATE OR DELETE ON as_run FOR EACH ROW EXECUTE FUNCTION as_run_is_kept()")
        return
    for name, act in (("as_run_update", "UPDATE"), ("as_run_delete", "DELETE")):
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON as_run BEGIN SELECT RAISE(ABORT, 'the log is kept as it was written'); END"
        )


def downgrade() -> None:
    """Take it away again."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER as_run_kept ON as_run")
        op.execute("DROP FUNCTION as_run_is_kept")
    else:
        op.execute("DROP TRIGGER as_run_update")
        op.execute("DROP TRIGGER as_run_delete")
    with op.batch_alter_table("as_run") as table:
        for name in ("peak_dbfs", "approved_by", "title", "kind"):
            table.drop_column(name)
