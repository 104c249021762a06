"""What a person let sound in an emergency is signed with the commune's key; what was there before is signed as it stands.

Revision 0050_sealed_emergencies, after 0049_ended_documents.
"""

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

revision = "0050_sealed_emergencies"
down_revision = "0049_ended_documents"
branch_labels = None
depends_on = None

_STAGES = {"prepared": "prepared", "waiting": "waiting", "ahead": "ordered", "active": "ordered", "recorded": "recorded"}
EMERGENCIES = sa.table(
    "emergencies",
    sa.column("id", sa.Uuid()),
    sa.column("commune_id", sa.Uuid()),
    sa.column("correction_of", sa.Uuid()),
    *(
        sa.column(name, sa.String())
        for name in ("sort", "sender", "identifier", "msg_type", "status", "hazard", "title", "text", "spoken", "resume", "state")
    ),
    *(sa.column(name, sa.JSON(none_as_null=True)) for name in ("references", "zone_ids", "audio")),
    *(sa.column(name, sa.Integer()) for name in ("repeat_every_s", "times")),
    *(sa.column(name, sa.Time()) for name in ("repeat_from", "repeat_to")),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in ("begins_at", "began_at", "ends_at", "sealed_until")),
    sa.column("content_hash", sa.String()),
    sa.column("seal", sa.LargeBinary()),
)
KEYS = sa.table("commune_keys", sa.column("commune_id", sa.Uuid()), sa.column("private_key", sa.LargeBinary()))


def upgrade() -> None:
    """Bring the schema here."""
    op.add_column("emergencies", sa.Column("seal", sa.LargeBinary(), nullable=True))
    op.add_column("emergencies", sa.Column("sealed_until", sa.DateTime(timezone=True), nullable=True))
    connection = op.get_bind()
    keys = {row.commune_id: Ed25519PrivateKey.from_private_bytes(row.private_key) for row in connection.execute(sa.select(KEYS))}
    for row in connection.execute(sa.select(EMERGENCIES)).all():
        if row.commune_id not in keys:
            continue
        key, values = keys[row.commune_id], dict[str, Any]()
        if row.audio is not None:
            values["audio"] = {**row.audio, "signature": key.sign(_heard(row)).hex()}
        if row.state in _STAGES:
            values |= {"seal": key.sign(_said(row)), "sealed_until": row.ends_at}
        if values:
            connection.execute(sa.update(EMERGENCIES).where(EMERGENCIES.c.id == row.id).values(**values))


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("emergencies", "sealed_until")
    op.drop_column("emergencies", "seal")


def _said(row: sa.Row[Any]) -> bytes:
    return _canonical(
        {
            "for": "loalang-emergency",
            "stage": _STAGES[row.state],
            "id": str(row.id),
            "commune": str(row.commune_id),
            "sort": row.sort,
            "correction_of": str(row.correction_of),
            "message": [row.sender, row.identifier, row.msg_type, *row.references],
            "status": row.status,
            "hazard": row.hazard,
            "title": row.title,
            "text": row.text,
            "spoken": row.spoken,
            "content_hash": row.content_hash,
            "zones": [] if row.state == "prepared" else row.zone_ids,
            "repeat_every_s": row.repeat_every_s,
            "times": row.times,
            "resume": row.resume,
            "repeat": [str(row.repeat_from), str(row.repeat_to)],
            "from": [_instant(row.begins_at), _instant(row.began_at)],
            "until": _instant(row.ends_at),
        }
    )


def _heard(row: sa.Row[Any]) -> bytes:
    return _canonical(
        {
            "for": "loalang-emergency-audio",
            "commune": str(row.commune_id),
            "content_hash": row.content_hash,
            "files": {form: row.audio[form] for form in ("mp3", "wav")},
            "seconds": float(row.audio["seconds"]),
            "sentences_s": [float(each) for each in row.audio["sentences_s"]],
        }
    )


def _canonical(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def _instant(at: datetime | None) -> str:
    """On SQLite an instant has no zone."""
    return "" if at is None else (at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)).isoformat()
