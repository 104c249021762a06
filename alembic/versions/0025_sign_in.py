"""People sign in with a name and a password, tokens have an end and say when they were last used, tries are counted.

A name to sign in with comes from the person's own; tokens of before have no end. Revision 0025_sign_in, after 0024_people.
"""

import itertools
import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0025_sign_in"
down_revision = "0024_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("login", sa.String(length=80), nullable=True))
    _name_logins()
    with op.batch_alter_table("people") as people:
        people.alter_column("login", existing_type=sa.String(length=80), nullable=False)
        people.create_unique_constraint(op.f("uq_people_login"), ["login"])
    with op.batch_alter_table("api_tokens") as tokens:
        tokens.add_column(sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True))
        tokens.add_column(sa.Column("used_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "passwords",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_passwords_commune_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_passwords_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_passwords")),
    )
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("device_hash", sa.String(length=64), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_sign_ins_commune_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_sign_ins_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_ins_token_hash")),
    )
    op.create_index(op.f("ix_sign_ins_person_id"), "sign_ins", ["person_id"])
    op.create_table(
        "attempts",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempts")),
    )
    op.create_index(op.f("ix_attempts_last_at"), "attempts", ["last_at"])


def downgrade() -> None:
    """Take it away again."""
    for table in ("attempts", "sign_ins", "passwords"):
        op.drop_table(table)
    with op.batch_alter_table("api_tokens") as tokens:
        tokens.drop_column("used_at")
        tokens.drop_column("expires_at")
    with op.batch_alter_table("people") as people:
        people.drop_constraint(op.f("uq_people_login"), type_="unique")
        people.drop_column("login")


def _name_logins() -> None:
    """`Nguyễn Thu` => `nguyen.thu`; the next one of that name `nguyen.thu.2`."""
    rows = sa.table("people", sa.column("id", sa.Uuid()), sa.column("name", sa.Text()), sa.column("login", sa.String()))
    connection, taken = op.get_bind(), set()
    for key, name in connection.execute(sa.select(rows.c.id, rows.c.name).order_by(rows.c.id)).all():
        bare = "".join(letter for letter in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(letter))
        wanted = ".".join(filter(None, re.split(r"[^a-z0-9]+", bare.replace("đ", "d"))))[:60] or "nguoi"
        numbered = itertools.chain([wanted], (f"{wanted}.{number}" for number in itertools.count(2)))
        login = next(each for each in numbered if each not in taken)
        taken.add(login)
        connection.execute(rows.update().where(rows.c.id == key).values(login=login))
