"""A token says what it is for.

Revision 0003_token_scopes, after 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003_token_scopes"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here; the tokens there are were made for everything."""
    with op.batch_alter_table("api_tokens") as table:
        table.add_column(sa.Column("scope", sa.String(length=32), nullable=False, server_default="full"))
    with op.batch_alter_table("api_tokens") as table:
        table.alter_column("scope", server_default=None)


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("api_tokens") as table:
        table.drop_column("scope")
