"""Who wrote at a version, which the approver must not have; and which communes have one officer, who does both.

Revision 0023_authors, after 0022_choices.
"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0023_authors"
down_revision = "0022_choices"
branch_labels = None
depends_on = None

_OWN = (
    "NOT NEW.alone AND EXISTS (SELECT 1 FROM version_authors a"
    " WHERE a.version_id = NEW.version_id AND a.person_id = NEW.approver_id)"
)
_SAYS = "who wrote it does not approve it"


def upgrade() -> None:
    """Bring the schema here; who wrote what is there stands in the audit chain."""
    with op.batch_alter_table("communes") as table:
        table.add_column(sa.Column("one_officer", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("approvals") as table:
        table.add_column(sa.Column("alone", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "version_authors",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["bulletin_versions.id"], name=op.f("fk_version_authors_version_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_version_authors_person_id")),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_version_authors_commune_id")),
        sa.PrimaryKeyConstraint("version_id", "person_id", name=op.f("pk_version_authors")),
    )
    _who_wrote()
    _who_is_alone()
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION approval_is_anothers() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN IF {_OWN} THEN RAISE EXCEPTION '{_SAYS}'; END IF; RETURN NEW; END $$"
        )
        op.execute(
            "CREATE TRIGGER approvals_anothers BEFORE INSERT OR UPDATE ON approvals FOR EACH ROW"
            " EXECUTE FUNCTION approval_is_anothers()"
        )
        return
    for act in ("INSERT", "UPDATE"):
        op.execute(
            f"CREATE TRIGGER approvals_{act.lower()} BEFORE {act} ON approvals WHEN {_OWN}"
            f" BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
        )


def _who_wrote() -> None:
    """From the audit chain, which names the writer of each version that is still there."""
    events = sa.table("audit_events", *(sa.column(name) for name in ("act", "subject", "subject_id")), _id("actor_id"))
    versions = sa.table("bulletin_versions", _id("id"), _id("commune_id"))
    people = sa.table("people", _id("id"))
    authors = sa.table("version_authors", _id("version_id"), _id("person_id"), _id("commune_id"))
    connection = op.get_bind()
    communes = {row.id: row.commune_id for row in connection.execute(sa.select(versions.c.id, versions.c.commune_id))}
    known = set(connection.scalars(sa.select(people.c.id)))
    wrote = sa.select(events.c.subject_id, events.c.actor_id).distinct()
    wrote = wrote.where(events.c.subject == "bulletin_version", events.c.act.in_(("write", "edit", "copy")))
    found = [(UUID(subject), person) for subject, person in connection.execute(wrote) if person in known]
    rows = [{"version_id": key, "person_id": person, "commune_id": communes[key]} for key, person in found if key in communes]
    if rows:
        connection.execute(sa.insert(authors), rows)


def _id(name: str) -> "sa.ColumnClause[UUID]":
    return sa.column(name, sa.Uuid())


def _who_is_alone() -> None:
    """Where fewer than two people are, nobody else could approve."""
    op.execute(
        "UPDATE communes SET one_officer = true WHERE (SELECT count(*) FROM people p"
        " WHERE p.commune_id = communes.id AND p.left_at IS NULL) < 2"
    )


def downgrade() -> None:
    """Take it away again."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER approvals_anothers ON approvals")
        op.execute("DROP FUNCTION approval_is_anothers")
    else:
        op.execute("DROP TRIGGER approvals_insert")
        op.execute("DROP TRIGGER approvals_update")
    op.drop_table("version_authors")
    with op.batch_alter_table("approvals") as table:
        table.drop_column("alone")
    with op.batch_alter_table("communes") as table:
        table.drop_column("one_officer")
