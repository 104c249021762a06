"""A person has several roles, the right to raise emergencies apart from them, and comes in by an invitation.

Who had a role that could raise emergencies keeps that right. Revision 0024_people, after 0023_authors.
"""

import json

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0024_people"
down_revision = "0023_authors"
branch_labels = None
depends_on = None

_NAMES = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_ALARMING = ("approver", "operator", "admin")
_STRONGEST = ("admin", "approver", "operator", "editor", "viewer")


def upgrade() -> None:
    """Bring the schema here."""
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("roles", _NAMES, nullable=True))
        people.add_column(sa.Column("may_alarm", sa.Boolean(), nullable=True))
        people.add_column(sa.Column("revision", sa.Integer(), nullable=True))
    rows = sa.table(
        "people",
        sa.column("id", sa.Uuid()),
        sa.column("role", sa.String()),
        sa.column("roles", _NAMES),
        sa.column("may_alarm", sa.Boolean()),
        sa.column("revision", sa.Integer()),
    )
    connection = op.get_bind()
    for role in connection.execute(sa.select(rows.c.role).distinct()).scalars().all():
        values = {"roles": [role], "may_alarm": role in _ALARMING, "revision": 1}
        connection.execute(rows.update().where(rows.c.role == role).values(**values))
    with op.batch_alter_table("people") as people:
        people.drop_column("role")
        for name, kind in (("roles", _NAMES), ("may_alarm", sa.Boolean()), ("revision", sa.Integer())):
            people.alter_column(name, existing_type=kind, nullable=False)
    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_invitations_commune_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_invitations_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invitations_code_hash")),
    )
    op.create_index(op.f("ix_invitations_person_id"), "invitations", ["person_id"])


def downgrade() -> None:
    """Take it away again; of several roles the strongest stays."""
    op.drop_table("invitations")
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("role", sa.String(length=32), nullable=True))
    connection = op.get_bind()
    rows = sa.table("people", sa.column("id", sa.Uuid()), sa.column("role", sa.String()), sa.column("roles", _NAMES))
    for key, roles in connection.execute(sa.select(rows.c.id, rows.c.roles)).all():
        kept = json.loads(roles) if isinstance(roles, str) else roles
        strongest = next((each for each in _STRONGEST if each in kept), "viewer")
        connection.execute(rows.update().where(rows.c.id == key).values(role=strongest))
    with op.batch_alter_table("people") as people:
        people.drop_column("revision")
        people.drop_column("may_alarm")
        people.drop_column("roles")
        people.alter_column("role", existing_type=sa.String(length=32), nullable=False)
