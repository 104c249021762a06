"""Which version of a bulletin decides what may be aired, and what decides about it. Every query stays inside one commune."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import String, cast, or_, select
from sqlalchemy.orm import Session, load_only

from app.bulletins.model import Issuer, Kind, State, VersionFacts
from app.bulletins.summaries import LISTED, zones_of
from app.bulletins.tables import ApprovalRow, BulletinVersionRow
from app.db import RowUnreadableError, of_commune, readable, readable_whole
from app.units import BulletinId, CommuneId, Sha256, VersionId
from app.values import frozen

_NEVER = datetime.min.replace(tzinfo=UTC)


def version_facts(session: Session, commune_id: CommuneId, version_ids: Iterable[VersionId]) -> dict[VersionId, VersionFacts]:
    """What decides about airing, for those of `version_ids` that the commune has."""
    asked = list(version_ids)
    if not asked:
        return {}  # SQLite looks through all there are for none
    query = (
        select(BulletinVersionRow, ApprovalRow)
        .outerjoin(ApprovalRow, ApprovalRow.version_id == BulletinVersionRow.id)
        .where(BulletinVersionRow.commune_id == commune_id, BulletinVersionRow.id.in_(asked))
        .options(LISTED)
    )
    found = readable(session, query.order_by(BulletinVersionRow.id), partial(_facts, commune_id))
    return {each.version_id: each for each in found}


def deciding_versions(
    session: Session, commune_id: CommuneId, bulletin_ids: Iterable[BulletinId]
) -> dict[BulletinId, VersionFacts]:
    """For each of `bulletin_ids` that the commune has, the version that decides whether it may be aired, and what.

    It is the newest that was ever approved: a newer draft changes nothing yet, and when that version is withdrawn or has expired
    no older one comes back in its place. Without any approval it is the newest version. A bulletin of which a version cannot be
    read is left out whole, lest an older one comes back.
    """
    keys, found = list(bulletin_ids), dict[BulletinId, VersionFacts]()
    if not keys:
        return found  # SQLite looks through all there are for none
    try:
        return _deciding(session, commune_id, keys)
    except RowUnreadableError:
        for key in keys:
            with suppress(RowUnreadableError):
                found |= _deciding(session, commune_id, [key])
    return found


@frozen
class OnBasis:
    """A version that may be heard, and what it rests on."""

    bulletin_id: BulletinId
    title: str
    valid_to: datetime | None
    legal_basis: tuple[str, ...]


def approved_on_basis(
    session: Session, commune_id: CommuneId, now: datetime, marks: Sequence[str], *, among: Collection[BulletinId]
) -> list[OnBasis]:
    """Those `among` them that may be heard now or later and whose legal basis has one of `marks`, beginnings of numbers."""
    if not (marks and among):
        return []
    basis = cast(BulletinVersionRow.legal_basis, String)
    query = of_commune(BulletinVersionRow, commune_id).where(
        BulletinVersionRow.bulletin_id.in_(among),
        BulletinVersionRow.state == State.APPROVED,
        or_(BulletinVersionRow.valid_to.is_(None), BulletinVersionRow.valid_to > now),
        or_(*(basis.contains(mark, autoescape=True) for mark in marks)),
    )
    query = query.order_by(BulletinVersionRow.id).options(LISTED, load_only(BulletinVersionRow.legal_basis))
    rows = readable(session, query, lambda row: (VersionId(row.id), _on_basis(row)))
    deciding = deciding_versions(session, commune_id, {each.bulletin_id for _, each in rows}) if rows else {}
    return [each for key, each in rows if each.bulletin_id in deciding and deciding[each.bulletin_id].version_id == key]


def _on_basis(row: BulletinVersionRow) -> OnBasis:
    return OnBasis(BulletinId(row.bulletin_id), row.title, row.valid_to, tuple(row.legal_basis))


def greetings(session: Session, commune_id: CommuneId) -> tuple[VersionFacts, ...]:
    """The commune's greetings that are approved, the newest approval first: the first that is valid somewhere decides there."""
    known = select(BulletinVersionRow.bulletin_id).where(
        BulletinVersionRow.commune_id == commune_id, BulletinVersionRow.kind == Kind.GREETING
    )
    keys = {BulletinId(key) for key in session.scalars(known)}
    found = deciding_versions(session, commune_id, keys).values() if keys else ()
    live = (each for each in found if each.kind is Kind.GREETING and each.state is State.APPROVED)
    return tuple(sorted(live, key=lambda each: (each.approved_at or _NEVER, each.version_id), reverse=True))


def slogans(session: Session, commune_id: CommuneId) -> tuple[VersionFacts, ...]:
    """The commune's slogans that are approved, the oldest bulletin first."""
    keys = set(slogan_versions(session, commune_id).values())
    found = deciding_versions(session, commune_id, keys).values() if keys else ()
    live = (each for each in found if each.kind is Kind.SPOT and each.state is State.APPROVED)
    return tuple(sorted(live, key=lambda each: each.bulletin_id))


def slogan_versions(session: Session, commune_id: CommuneId) -> dict[str, BulletinId]:
    """Every version there ever was of a slogan, as rows name it, with its bulletin."""
    query = select(BulletinVersionRow.id, BulletinVersionRow.bulletin_id).where(
        BulletinVersionRow.commune_id == commune_id, BulletinVersionRow.kind == Kind.SPOT
    )
    return {str(key): BulletinId(bulletin_id) for key, bulletin_id in session.execute(query)}


def greets(session: Session, commune_id: CommuneId, bulletin_id: BulletinId) -> bool:
    """Whether a bulletin is, or was, a greeting: then what stands before other bulletins may change with it."""
    query = select(BulletinVersionRow.id).where(
        BulletinVersionRow.commune_id == commune_id,
        BulletinVersionRow.bulletin_id == bulletin_id,
        BulletinVersionRow.kind == Kind.GREETING,
    )
    return session.scalars(query.limit(1)).first() is not None


def _deciding(session: Session, commune_id: CommuneId, bulletin_ids: Sequence[BulletinId]) -> dict[BulletinId, VersionFacts]:
    query = (
        select(BulletinVersionRow, ApprovalRow)
        .outerjoin(ApprovalRow, ApprovalRow.version_id == BulletinVersionRow.id)
        .where(BulletinVersionRow.commune_id == commune_id, BulletinVersionRow.bulletin_id.in_(bulletin_ids))
        .order_by(BulletinVersionRow.number, BulletinVersionRow.id)
        .options(LISTED)
    )
    found: dict[BulletinId, VersionFacts] = {}
    for facts in readable_whole(session, query, partial(_facts, commune_id)):
        before = found.get(facts.bulletin_id)
        if before is None or facts.content_hash is not None or before.content_hash is None:
            found[facts.bulletin_id] = facts
    return found


def _facts(commune_id: CommuneId, row: BulletinVersionRow, approval: ApprovalRow | None) -> VersionFacts:
    return VersionFacts(
        version_id=VersionId(row.id),
        bulletin_id=BulletinId(row.bulletin_id),
        commune_id=commune_id,
        number=row.number,
        state=row.state,
        title=row.title,
        kind=row.kind,
        theme=row.theme,
        priority=row.priority,
        content_hash=Sha256(approval.content_hash) if approval else None,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        zone_ids=frozenset(ref.id for ref in zones_of(row)),
        approver=_in_both_names(approval, Issuer.of(row.issuer)) if approval else None,
        approved_at=approval.approved_at if approval else None,
        cheerful=row.cheerful,
    )


def _in_both_names(approval: ApprovalRow, issuer: Issuer | None) -> str:
    return signed(approval) if issuer is None else f"{signed(approval)}; {issuer.said}"


def signed(approval: ApprovalRow) -> str:
    """The name as it stands on the run sheet, in the manifest and in the log."""
    said = [f"thay mặt {approval.on_behalf_of}"] if approval.on_behalf_of is not None else []
    said += ["vừa soạn vừa duyệt"] if approval.alone else []
    return f"{approval.approver_name} ({', '.join(said)})" if said else approval.approver_name
