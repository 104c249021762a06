"""Sign-ins say when they were proved; people have codes of a telephone, recovery codes and passkeys.

Revision 0030_second_factors, after 0029_delegations.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030_second_factors"
down_revision = "0029_delegations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here. A sign-in of before was proved when it began."""
    with op.batch_alter_table("sign_ins") as sign_ins:
        sign_ins.add_column(sa.Column("proved_at", sa.DateTime(timezone=True), nullable=True))
        sign_ins.add_column(sa.Column("second_at", sa.DateTime(timezone=True), nullable=True))
        sign_ins.add_column(sa.Column("awaits_second", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE sign_ins SET proved_at = created_at")
    with op.batch_alter_table("sign_ins") as sign_ins:
        sign_ins.alter_column("proved_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        sign_ins.alter_column("awaits_second", existing_type=sa.Boolean(), server_default=None)
    op.create_table(
        "totp_secrets",
        *_whose(is_key=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("pending", sa.LargeBinary(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        *_keys("totp_secrets", "person_id"),
    )
    op.create_table(
        "recovery_codes",
        *_whose(is_key=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        *_keys("recovery_codes", "id"),
        sa.UniqueConstraint("code_hash", name=op.f("uq_recovery_codes_code_hash")),
    )
    op.create_table(
        "passkeys",
        *_whose(is_key=False),
        sa.Column("credential_id", sa.String(length=1400), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        *_keys("passkeys", "id"),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
    )
    for table in ("recovery_codes", "passkeys"):
        op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"])


def downgrade() -> None:
    """Take it away again."""
    for table in ("passkeys", "recovery_codes", "totp_secrets"):
        op.drop_table(table)
    with op.batch_alter_table("sign_ins") as sign_ins:
        for name in ("awaits_second", "second_at", "proved_at"):
            sign_ins.drop_column(name)


def _whose(*, is_key: bool) -> list[sa.Column[object]]:
    columns = [sa.Column("person_id", sa.Uuid(), nullable=False), sa.Column("commune_id", sa.Uuid(), nullable=False)]
    return columns if is_key else [sa.Column("id", sa.Uuid(), nullable=False), *columns]


def _keys(table: str, key: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f(f"fk_{table}_commune_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f(f"fk_{table}_person_id")),
        sa.PrimaryKeyConstraint(key, name=op.f(f"pk_{table}")),
    ]
