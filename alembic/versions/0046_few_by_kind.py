"""The few bulletins of a kind are found in the order of lists, and the longest airing of a slot without a look at all that were.

Revision 0046_few_by_kind, after 0045_output_kind.
"""

from alembic import op

revision = "0046_few_by_kind"
down_revision = "0045_output_kind"
branch_labels = None
depends_on = None

_KINDS, _VERSIONS = "ix_bulletin_versions_commune_id_kind", "bulletin_versions"
_LENGTHS = "ix_occurrences_slot_id_length_s"


def upgrade() -> None:
    """Bring the schema here."""
    op.create_index(_LENGTHS, "occurrences", ["slot_id", "length_s"])
    op.drop_index(_KINDS, table_name=_VERSIONS)
    op.create_index(_KINDS, _VERSIONS, ["commune_id", "kind", "bulletin_id"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_index(_KINDS, table_name=_VERSIONS)
    op.create_index(_KINDS, _VERSIONS, ["commune_id", "kind"])
    op.drop_index(_LENGTHS, table_name="occurrences")
