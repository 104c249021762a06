"""Who brought a sound, as somebody else approves it; and a commune's greetings are found without looking at every bulletin.

Revision 0028_greetings, after 0027_audit_names. What is there already was brought by whom the audit chain names.
"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0028_greetings"
down_revision = "0027_audit_names"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    with op.batch_alter_table("recordings") as table:
        table.add_column(sa.Column("created_by_id", sa.Uuid(), nullable=True))
    op.create_index("ix_bulletin_versions_commune_id_kind", "bulletin_versions", ["commune_id", "kind"])
    events = sa.table(
        "audit_events", sa.column("act"), sa.column("subject"), sa.column("subject_id"), sa.column("actor_id", sa.Uuid())
    )
    recordings = sa.table("recordings", sa.column("id", sa.Uuid()), sa.column("created_by_id", sa.Uuid()))
    brought = sa.select(events.c.subject_id, events.c.actor_id).where(
        events.c.subject == "recording", events.c.act.in_(("add_music", "put_reading")), events.c.actor_id.is_not(None)
    )
    connection = op.get_bind()
    for subject, person in connection.execute(brought).all():
        connection.execute(recordings.update().where(recordings.c.id == UUID(subject)).values(created_by_id=person))


def downgrade() -> None:
    """Take it away again."""
    op.drop_index("ix_bulletin_versions_commune_id_kind", "bulletin_versions")
    with op.batch_alter_table("recordings") as table:
        table.drop_column("created_by_id")
