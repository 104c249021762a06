"""What a bulletin is ordered by in the library by title, in an index: a page of it sorted all bulletins of the commune.

Revision 0055_by_title, after 0054_heard_whole.
"""

import sqlalchemy as sa
from alembic import op

revision = "0055_by_title"
down_revision = "0054_heard_whole"
branch_labels = None
depends_on = None

_TITLES, _VERSIONS = "ix_bulletin_versions_commune_id_by_title", "bulletin_versions"


def upgrade() -> None:
    """Bring the schema here."""
    op.add_column(_VERSIONS, sa.Column("by_title", sa.Text(), server_default="", nullable=False))
    versions = sa.table(_VERSIONS, sa.column("folded", sa.Text()), sa.column("by_title", sa.Text()))
    op.execute(sa.update(versions).values(by_title=sa.func.substr(versions.c.folded, 1, 120)))
    op.create_index(_TITLES, _VERSIONS, ["commune_id", "by_title", "bulletin_id"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_index(_TITLES, table_name=_VERSIONS)
    op.drop_column(_VERSIONS, "by_title")
