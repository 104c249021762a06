"""Whether a version is still what was submitted and approved, or was altered in the database behind everybody's back."""

import hashlib
from collections import OrderedDict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Row, Select, Text, cast, select
from sqlalchemy.orm import Session, undefer

from app.accounts import record_act, system_actor
from app.bulletins.content import Delivery, content_hash
from app.bulletins.errors import ContentAlteredError
from app.bulletins.model import Issuer
from app.bulletins.spoken import from_snapshot
from app.bulletins.tables import ApprovalRow, BulletinVersionRow
from app.db import readable, readable_whole
from app.units import CommuneId, Sha256, VersionId, ZoneId

_Query: TypeAlias = Select[*tuple[Any, ...]]
_MOST = 4096
_looked_at: OrderedDict[VersionId, tuple[bytes, bool]] = OrderedDict()
"""What `altered_versions` found, by what the row said then. Any thread may look and put: the worst is to look twice."""


def hash_of(row: BulletinVersionRow, snapshot: Mapping[str, Any]) -> Sha256:
    """The content hash that a row gives with these words, whatever hash it claims to have."""
    return content_hash(
        from_snapshot(row.script, snapshot),
        delivery=Delivery(voices=row.voices or {}, prosody=row.prosody or {}),
        zone_ids=[ZoneId(zone["id"]) for zone in row.zones],
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        issuer=Issuer.of(row.issuer),
    )


def refuse_altered(session: Session, commune_id: CommuneId, version_ids: Collection[VersionId]) -> None:
    """Raises `ContentAlteredError` for the first of `version_ids` that no longer gives the hash of its submission and approval.

    Drafts have none yet. Raises `RowUnreadableError`.
    """
    query = _whole(commune_id, version_ids)
    for row, is_intact in readable_whole(session, query, lambda row, approved: (row, _is_intact(row, approved))):
        if not is_intact:
            raise ContentAlteredError(row.title, row.number, str(row.id))


def altered_versions(session: Session, commune_id: CommuneId, version_ids: Collection[VersionId]) -> frozenset[VersionId]:
    """Those of `version_ids` that are not what was approved, or cannot be read. Cheap enough for each look at a plan.

    A row that says what it said before is believed to have its frozen words still: those are long, and before they become
    sound `refuse_altered` looks at them each time.
    """
    said = {VersionId(row.id): _mark(row) for row in session.execute(_bound(commune_id, version_ids))}
    new = [key for key, mark in said.items() if _looked_at.get(key, (b"", False))[0] != mark]
    if new:
        query = _whole(commune_id, new)
        found = dict(readable(session, query, lambda row, approved: (VersionId(row.id), _is_intact(row, approved))))
        for key in new:
            _looked_at[key] = said[key], found.get(key, False)
    known = frozenset(key for key, mark in said.items() if _looked_at.get(key) != (mark, True))
    while len(_looked_at) > _MOST:
        _looked_at.popitem(last=False)
    return known


def note_altered(session: Session, now: datetime, commune_id: CommuneId, version_id: VersionId | str, **facts: str | int) -> None:
    """Keep in the audit log that it was found and does not sound. facts: its title and number."""
    record_act(
        session, now, system_actor(commune_id), "find_altered", subject="bulletin_version", subject_id=str(version_id), **facts
    )


def _bound(commune_id: CommuneId, version_ids: Collection[VersionId]) -> _Query:
    """What of rows an approval binds, as the database has it, without the frozen words."""
    row = BulletinVersionRow
    columns = (row.valid_from, row.valid_to, row.zones, row.voices, row.prosody, row.issuer)
    read = [cast(column, Text) for column in columns]  # as it stands there: it may be no JSON and no day any more
    query = select(row.id, row.script, row.content_hash, ApprovalRow.content_hash, *read)
    query = query.outerjoin(ApprovalRow, ApprovalRow.version_id == row.id)
    return query.where(row.commune_id == commune_id, row.id.in_(version_ids)).order_by(row.id)


def _mark(row: Row[Any]) -> bytes:
    return hashlib.sha256(repr(tuple(row)).encode()).digest()


def _whole(commune_id: CommuneId, version_ids: Collection[VersionId]) -> _Query:
    row = BulletinVersionRow
    query = select(row, ApprovalRow.content_hash).outerjoin(ApprovalRow, ApprovalRow.version_id == row.id)
    query = query.where(row.commune_id == commune_id, row.id.in_(version_ids)).order_by(row.id)
    return query.options(undefer(row.spoken))


def _is_intact(row: BulletinVersionRow, approved: str | None) -> bool:
    """approved: the hash of its approval, if it has one."""
    if row.content_hash is None and approved is None:
        return True
    return row.spoken is not None and {row.content_hash, approved or row.content_hash} == {_given(row, row.spoken)}


def _given(row: BulletinVersionRow, snapshot: Mapping[str, Any]) -> Sha256 | None:
    """None: what was altered is not even a content any more."""
    try:
        return hash_of(row, snapshot)
    except (KeyError, TypeError, ValueError):
        return None
