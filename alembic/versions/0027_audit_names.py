"""Names of the audit chain stand beside it, and its beginning may be removed; each chain is hashed anew, link by link.

A row that did not hold before holds no better afterwards: what is not as it was written keeps the hash it has.

Revision 0027_audit_names, after 0026_sentence_notes.
"""

import hashlib
import json
import secrets
from collections.abc import Callable
from datetime import UTC
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0027_audit_names"
down_revision = "0026_sentence_notes"
branch_labels = None
depends_on = None

_FACTS = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_EVENTS = sa.table(
    "audit_events",
    sa.column("id", sa.Uuid()),
    sa.column("commune_id", sa.Uuid()),
    sa.column("number", sa.Integer()),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("actor_kind", sa.Text()),
    sa.column("actor_id", sa.Uuid()),
    sa.column("actor_name", sa.Text()),
    sa.column("act", sa.Text()),
    sa.column("subject", sa.Text()),
    sa.column("subject_id", sa.Text()),
    sa.column("facts", _FACTS),
    sa.column("previous", sa.Text()),
    sa.column("hash", sa.Text()),
)
_HEADS = sa.table("audit_heads", sa.column("commune_id", sa.Uuid()), sa.column("hash", sa.Text()))


def upgrade() -> None:
    """Bring the schema here."""
    names = op.create_table(
        "audit_names",
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("commune_id", sa.Uuid(), nullable=False),
        sa.Column("actor_kind", sa.String(length=32), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("salt", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("actor", name=op.f("pk_audit_names")),
    )
    op.create_index(op.f("ix_audit_names_commune_id_actor_id"), "audit_names", ["commune_id", "actor_id"])
    op.add_column("audit_heads", sa.Column("removal", sa.LargeBinary(), nullable=True))
    known: dict[tuple[object, ...], str] = {}

    def actor_of(row: sa.Row[tuple[object, ...]]) -> str:
        key = (row.commune_id, row.actor_kind, row.actor_id, row.actor_name)
        if key not in known:
            salt = secrets.token_hex(16)
            known[key] = _hash({"salt": salt, "name": row.actor_name})
            kept = dict(zip(("commune_id", "actor_kind", "actor_id", "name"), key, strict=True))
            op.get_bind().execute(sa.insert(names).values(actor=known[key], salt=salt, **kept))
        return known[key]

    _hash_anew(actor_of, before="actor_name", after="actor")
    with op.batch_alter_table("audit_events") as batch:
        batch.alter_column("actor_name", new_column_name="actor", existing_type=sa.Text(), type_=sa.String(length=64))


def downgrade() -> None:
    """Take it away again: an erased name is none, and what was removed leaves a chain that does not begin."""
    with op.batch_alter_table("audit_events") as batch:
        batch.alter_column("actor", new_column_name="actor_name", existing_type=sa.String(length=64), type_=sa.Text())
    found = op.get_bind().execute(sa.text("SELECT actor, name FROM audit_names"))
    names = {actor: name or "" for actor, name in found}
    _hash_anew(lambda row: names.get(row.actor_name, ""), before="actor", after="actor_name")
    op.drop_column("audit_heads", "removal")
    op.drop_index(op.f("ix_audit_names_commune_id_actor_id"), "audit_names")
    op.drop_table("audit_names")


def _hash_anew(actor_of: Callable[[sa.Row[Any]], str], *, before: str, after: str) -> None:
    """Give every event the form of hash in which the actor is called `after`. actor_of: what stands there, of a row."""
    connection = op.get_bind()
    for commune_id in connection.scalars(sa.select(_EVENTS.c.commune_id).distinct()).all():
        of_commune = _EVENTS.c.commune_id == commune_id
        was = now = "0" * 64
        for row in connection.execute(sa.select(_EVENTS).where(of_commune).order_by(_EVENTS.c.number)).all():
            actor = actor_of(row)
            previous = now if row.previous == was else row.previous
            is_whole = row.hash == _hash(_hashed(row, before, row.actor_name, row.previous))
            now = _hash(_hashed(row, after, actor, previous)) if is_whole else row.hash
            was = row.hash
            changed = {"actor_name": actor, "previous": previous, "hash": now}
            connection.execute(sa.update(_EVENTS).where(_EVENTS.c.id == row.id).values(changed))
        connection.execute(sa.update(_HEADS).where(_HEADS.c.commune_id == commune_id, _HEADS.c.hash == was).values(hash=now))


def _hashed(row: sa.Row[tuple[object, ...]], name: str, actor: str, previous: str) -> dict[str, object]:
    at = row.at.replace(tzinfo=UTC) if row.at.tzinfo is None else row.at.astimezone(UTC)
    return {
        "id": str(row.id),
        "commune_id": str(row.commune_id),
        "number": row.number,
        "at": at.isoformat(timespec="microseconds"),
        "actor_kind": row.actor_kind,
        "actor_id": str(row.actor_id) if row.actor_id else None,
        name: actor,
        "act": row.act,
        "subject": row.subject,
        "subject_id": row.subject_id,
        "facts": row.facts,
        "previous": previous,
    }


def _hash(value: object) -> str:
    said = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(said.encode()).hexdigest()
