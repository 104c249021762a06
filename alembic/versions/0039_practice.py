"""Training communes: whose each is, whose account there is whose, and sign-ins that practise.

Revision 0039_practice, after 0038_few_by_state.
"""

import sqlalchemy as sa
from alembic import op

revision = "0039_practice"
down_revision = "0038_few_by_state"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here."""
    op.add_column("communes", sa.Column("home_id", sa.Uuid(), nullable=True))
    op.add_column("communes", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("sign_ins") as batch:
        batch.add_column(sa.Column("practises_as", sa.Uuid(), nullable=True))
        batch.create_foreign_key(op.f("fk_sign_ins_practises_as"), "people", ["practises_as"], ["id"])
    op.create_table(
        "practices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["people.id"], name=op.f("fk_practices_id")),
        sa.ForeignKeyConstraint(["commune_id"], ["communes.id"], name=op.f("fk_practices_commune_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_practices_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practices")),
        sa.UniqueConstraint("commune_id", "person_id", name=op.f("uq_practices_commune_id_person_id")),
    )
    op.create_index(op.f("ix_practices_person_id"), "practices", ["person_id"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("practices")
    with op.batch_alter_table("sign_ins") as batch:
        batch.drop_constraint(op.f("fk_sign_ins_practises_as"), type_="foreignkey")
        batch.drop_column("practises_as")
    op.drop_column("communes", "closed_at")
    op.drop_column("communes", "home_id")
