"""The spoken form of a version, for whoever shows or speaks it: frozen since its submission, or that of a draft as it stands."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import Session, undefer

from app.bulletins.content import Delivery, content_hash, delivery
from app.bulletins.lexicon import CommuneLexicon, commune_lexicon, own_entries
from app.bulletins.model import Issuer, Priority
from app.bulletins.music import called_music
from app.bulletins.script import parse_script
from app.bulletins.spoken import SpokenScript, formal_of, from_snapshot, spoken_script
from app.bulletins.tables import BulletinVersionRow
from app.db import of_commune, readable, readable_one
from app.errors import NotFoundError
from app.reading import LexiconEntry
from app.speech.model import VoiceChain
from app.units import CommuneId, Sha256, VersionId, ZoneId
from app.values import frozen

_Value = TypeVar("_Value")


@frozen
class HeardVersion:
    """What a rendering of a version is made from; all of it is under `content_hash`. lexicon: the bulletin's own entries."""

    version_id: VersionId
    title: str
    priority: Priority
    spoken: SpokenScript
    delivery: Delivery
    content_hash: Sha256
    valid_from: datetime | None
    lexicon: tuple[LexiconEntry, ...]


def frozen_version(session: Session, commune_id: CommuneId, version_id: VersionId) -> HeardVersion | None:
    """The frozen form of a version; None for a draft, which has none yet. Raises `NotFoundError`."""
    return _one(session, commune_id, version_id, lambda row: (_frozen(row),))[0]


def frozen_versions(session: Session, commune_id: CommuneId, version_ids: Iterable[VersionId]) -> dict[VersionId, HeardVersion]:
    """The frozen forms of those of `version_ids` that the commune has and that have one."""
    asked = list(version_ids)
    if not asked:
        return {}  # SQLite looks through all there are for none
    query = _whole(commune_id).where(BulletinVersionRow.id.in_(asked)).order_by(BulletinVersionRow.id)
    return {found.version_id: found for found in readable(session, query, _frozen) if found is not None}


def heard_version(
    session: Session,
    commune_id: CommuneId,
    version_id: VersionId,
    chain: VoiceChain,
    *,
    recording: Sha256 | None = None,
    music: Mapping[str, Sha256] | None = None,
) -> HeardVersion:
    """The frozen form, or for a draft what it would be now, spoken by `chain` or as recorded: previews need no submission.

    music: all of the commune's own, by the keys of its names. Raises `NotFoundError`.
    """
    row, frozen = _one(session, commune_id, version_id, lambda row: (row, _frozen(row)))
    return frozen or _drafted(row, commune_lexicon(session, commune_id), chain, recording, music or {})


def heard_versions(
    session: Session,
    commune_id: CommuneId,
    version_ids: Iterable[VersionId],
    chain: VoiceChain,
    *,
    lexicon: CommuneLexicon,
    recordings: Mapping[VersionId, Sha256],
    music: Mapping[str, Sha256],
) -> Callable[[VersionId], HeardVersion]:
    """`heard_version` of each of `version_ids`, asked of the database together; a draft is read when it is called for."""
    query = _whole(commune_id).where(BulletinVersionRow.id.in_(list(version_ids))).order_by(BulletinVersionRow.id)
    found = {VersionId(row.id): (row, frozen) for row, frozen in readable(session, query, lambda row: (row, _frozen(row)))}

    def heard(version_id: VersionId) -> HeardVersion:
        if version_id not in found:
            raise NotFoundError(kind="bulletin_version", key=str(version_id))
        row, frozen = found[version_id]
        return frozen or _drafted(row, lexicon, chain, recordings.get(version_id), music)

    return heard


def _drafted(
    row: BulletinVersionRow, words: CommuneLexicon, chain: VoiceChain, recording: Sha256 | None, music: Mapping[str, Sha256]
) -> HeardVersion:
    own = own_entries(row.lexicon)
    lexicon = words.of_kind(row.kind).reader(own)
    script, formal = parse_script(row.script, is_draft=True), formal_of(row.kind, row.priority)
    spoken = spoken_script(script, formal=formal, accent=chain.accent, lexicon=lexicon)
    manner = delivery(chain, row.priority, recording=recording, music=called_music(script, music))
    return HeardVersion(
        version_id=VersionId(row.id),
        title=row.title,
        priority=row.priority,
        spoken=spoken,
        delivery=manner,
        content_hash=content_hash(
            spoken,
            delivery=manner,
            zone_ids=[ZoneId(zone["id"]) for zone in row.zones],
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            issuer=Issuer.of(row.issuer),
        ),
        valid_from=row.valid_from,
        lexicon=own,
    )


def _frozen(row: BulletinVersionRow) -> HeardVersion | None:
    if row.spoken is None or row.content_hash is None:
        return None
    return HeardVersion(
        version_id=VersionId(row.id),
        title=row.title,
        priority=row.priority,
        spoken=from_snapshot(row.script, row.spoken),
        delivery=Delivery(voices=row.voices or {}, prosody=row.prosody or {}),
        content_hash=Sha256(row.content_hash),
        valid_from=row.valid_from,
        lexicon=own_entries(row.lexicon),
    )


def _whole(commune_id: CommuneId) -> Select[BulletinVersionRow]:
    query = of_commune(BulletinVersionRow, commune_id)
    return query.options(undefer(BulletinVersionRow.spoken))


def _one(
    session: Session, commune_id: CommuneId, version_id: VersionId, to_value: Callable[[BulletinVersionRow], _Value]
) -> _Value:
    found = readable_one(session, _whole(commune_id).where(BulletinVersionRow.id == version_id), to_value)
    if found is None:
        raise NotFoundError(kind="bulletin_version", key=str(version_id))
    return found
