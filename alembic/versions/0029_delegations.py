"""Deputies: who approves on whose behalf, and for how long; the database takes an approval on behalf only while one holds.

Revision 0029_delegations, after 0028_greetings.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029_delegations"
down_revision = "0028_greetings"
branch_labels = None
depends_on = None

_AUTHOR = (
    "NOT NEW.alone AND EXISTS (SELECT 1 FROM version_authors a WHERE a.version_id = NEW.version_id AND a.person_id = NEW.{})"
)
_BEFORE = _AUTHOR.format("approver_id")
_OWN = f"({_BEFORE}) OR ({_AUTHOR.format('on_behalf_of_id')})"
_SAYS_OWN = "who wrote it does not approve it"
_UNGIVEN = (
    "(NEW.delegation_id IS NULL) <> (NEW.on_behalf_of_id IS NULL) OR (NEW.delegation_id IS NOT NULL AND NOT EXISTS"
    " (SELECT 1 FROM delegations d WHERE d.id = NEW.delegation_id AND d.deputy_id = NEW.approver_id"
    " AND d.giver_id = NEW.on_behalf_of_id AND d.commune_id = NEW.commune_id"
    " AND d.starts_at <= NEW.approved_at AND NEW.approved_at < d.ends_at"
    " AND (d.ended_at IS NULL OR NEW.approved_at < d.ended_at)))"
)
_SAYS_UNGIVEN = "nobody lets this deputy approve"


def upgrade() -> None:
    """Bring the schema here."""
    op.create_table(
        "delegations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("giver_id", sa.Uuid(), nullable=False),
        sa.Column("deputy_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_delegations_commune_id")),
        sa.ForeignKeyConstraint(["giver_id"], ["people.id"], name=op.f("fk_delegations_giver_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["people.id"], name=op.f("fk_delegations_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations")),
    )
    op.create_index(op.f("ix_delegations_commune_id"), "delegations", ["commune_id"])
    op.create_index(op.f("ix_delegations_deputy_id"), "delegations", ["deputy_id"])
    _drop_triggers()
    for column in (
        sa.Column("delegation_id", sa.Uuid()),
        sa.Column("on_behalf_of_id", sa.Uuid()),
        sa.Column("on_behalf_of", sa.Text()),
    ):
        op.add_column("approvals", column)
    _make_triggers((_OWN, _SAYS_OWN), (_UNGIVEN, _SAYS_UNGIVEN))


def downgrade() -> None:
    """Take it away again."""
    _drop_triggers()
    with op.batch_alter_table("approvals") as table:
        for name in ("delegation_id", "on_behalf_of_id", "on_behalf_of"):
            table.drop_column(name)
    op.drop_table("delegations")
    _make_triggers((_BEFORE, _SAYS_OWN))


def _is_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _drop_triggers() -> None:
    if _is_postgres():
        op.execute("DROP TRIGGER approvals_anothers ON approvals")
        op.execute("DROP FUNCTION approval_is_anothers")
        return
    for name in ("approvals_insert", "approvals_update", "approvals_insert_1", "approvals_update_1"):
        op.execute(f"DROP TRIGGER IF EXISTS {name}")


def _make_triggers(*rules: tuple[str, str]) -> None:
    """rules: what is refused, and what is said then."""
    if _is_postgres():
        checks = " ".join(f"IF {wrong} THEN RAISE EXCEPTION '{says}'; END IF;" for wrong, says in rules)
        op.execute(
            f"CREATE FUNCTION approval_is_anothers() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {checks} RETURN NEW; END $$"
        )
        op.execute(
            "CREATE TRIGGER approvals_anothers BEFORE INSERT OR UPDATE ON approvals FOR EACH ROW"
            " EXECUTE FUNCTION approval_is_anothers()"
        )
        return
    for number, (wrong, says) in enumerate(rules):
        for act in ("INSERT", "UPDATE"):
            name = f"approvals_{act.lower()}" + (f"_{number}" if number else "")
            op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON approvals WHEN {wrong} BEGIN SELECT RAISE(ABORT, '{says}'); END")
