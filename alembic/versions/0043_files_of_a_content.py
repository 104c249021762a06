"""Which files are the audio of a content is signed with the commune's key; what was made before is signed as it stands.

Revision 0043_files_of_a_content, after 0042_target_per.
"""

import sqlalchemy as sa
from alembic import op
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

revision = "0043_files_of_a_content"
down_revision = "0042_target_per"
branch_labels = None
depends_on = None

RENDERINGS = sa.table(
    "renderings",
    sa.column("id", sa.Uuid()),
    sa.column("commune_id", sa.Uuid()),
    sa.column("content_hash", sa.String()),
    sa.column("mp3_sha256", sa.String()),
    sa.column("mp3_size", sa.Integer()),
    sa.column("wav_sha256", sa.String()),
    sa.column("wav_size", sa.Integer()),
    sa.column("signature", sa.LargeBinary()),
)
KEYS = sa.table("commune_keys", sa.column("commune_id", sa.Uuid()), sa.column("private_key", sa.LargeBinary()))


def upgrade() -> None:
    """Bring the schema here."""
    op.add_column("renderings", sa.Column("signature", sa.LargeBinary(), nullable=True))
    connection = op.get_bind()
    keys = {row.commune_id: Ed25519PrivateKey.from_private_bytes(row.private_key) for row in connection.execute(sa.select(KEYS))}
    made = sa.select(RENDERINGS).where(RENDERINGS.c.mp3_sha256.is_not(None), RENDERINGS.c.wav_sha256.is_not(None))
    for row in connection.execute(made).all():
        if row.commune_id not in keys:
            continue
        files = (f"mp3 {row.mp3_sha256} {row.mp3_size}", f"wav {row.wav_sha256} {row.wav_size}")
        said = "\n".join(("loalang-rendering", str(row.commune_id), row.content_hash, *files)).encode()
        signed = sa.update(RENDERINGS).where(RENDERINGS.c.id == row.id)
        connection.execute(signed.values(signature=keys[row.commune_id].sign(said)))


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("renderings", "signature")
