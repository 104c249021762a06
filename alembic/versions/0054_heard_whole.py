"""An occurrence says itself what the log says of how it was heard to its end; of those that there are, the log is asked.

Revision 0054_heard_whole, after 0053_session_kinds.
"""

import sqlalchemy as sa
from alembic import op

revision = "0054_heard_whole"
down_revision = "0053_session_kinds"
branch_labels = None
depends_on = None

OCCURRENCES = sa.table("occurrences", sa.column("id"), sa.column("heard_s", sa.Double), sa.column("is_written", sa.Boolean))
LINES = sa.table(
    "as_run",
    *(sa.column(name) for name in ("occurrence_id", "kind", "state", "output_kind")),
    sa.column("seconds", sa.Double),
)
HEARD = ("on_air", "aired", "interrupted")
UNHEARD = ("wav", "folder", "null")


def upgrade() -> None:
    """Bring the schema here."""
    op.add_column("occurrences", sa.Column("heard_s", sa.Double(), nullable=True))
    op.add_column("occurrences", sa.Column("is_written", sa.Boolean(), nullable=True))
    its = LINES.c.occurrence_id == OCCURRENCES.c.id
    whole = sa.and_(its, LINES.c.state == "aired", LINES.c.kind == "programme")
    in_files = sa.exists().where(whole, LINES.c.output_kind.in_(UNHEARD))
    aloud = sa.or_(LINES.c.output_kind.is_(None), LINES.c.output_kind.not_in(UNHEARD))
    is_loud = sa.exists().where(its, LINES.c.state.in_(HEARD), aloud)
    op.execute(
        OCCURRENCES.update()
        .values(
            heard_s=sa.select(sa.func.coalesce(sa.func.max(LINES.c.seconds), 0.0)).where(whole).scalar_subquery(),
            is_written=sa.case((sa.and_(in_files, ~is_loud), sa.true()), else_=sa.false()),
        )
        .where(sa.exists().where(whole))
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("occurrences", "is_written")
    op.drop_column("occurrences", "heard_s")
