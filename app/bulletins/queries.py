"""What screens and other features ask of bulletins. Every query stays inside one commune."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, String, cast, func, or_, select
from sqlalchemy.orm import Session, load_only

from app.bulletins.bound import Differs, differs
from app.bulletins.lexicon import own_entries
from app.bulletins.model import Issuer, Kind, Priority, SentenceNote, State, Theme, VersionFacts, ZoneRef
from app.bulletins.revision import version_tag
from app.bulletins.tables import ApprovalRow, BulletinRow, BulletinVersionRow, VersionMoveRow
from app.db import Page, RowUnreadableError, newest_first, of_commune, readable, readable_one, readable_whole
from app.errors import NotFoundError
from app.names import fold
from app.reading import LexiconEntry
from app.tags import Tag
from app.units import BulletinId, CommuneId, Sha256, VersionId, ZoneId

LONGEST_SEARCH = 200
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows: words that all occur (accents and case do not matter), and the newest version's theme, state, kind."""

    words: str = ""
    theme: Theme | None = None
    state: State | None = None
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """A bulletin in a list: its newest version, without the script."""

    bulletin_id: BulletinId
    version_id: VersionId
    number: int
    tag: Tag
    state: State
    title: str
    kind: Kind
    theme: Theme
    priority: Priority
    zones: tuple[ZoneRef, ...]
    valid_from: datetime | None
    valid_to: datetime | None
    cheerful: bool
    created_by: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """A move of a version between states. notes: at single sentences of what was returned."""

    before: State
    after: State
    at: datetime
    actor: str
    reason: str | None
    notes: tuple[SentenceNote, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A version whole.

    content_hash: since its submission. alone: its approver wrote it too; on_behalf_of: a deputy approved it for that person.
    moves: oldest first. lexicon: the bulletin's own entries. differs: from what was
    laid before an approver last, which is why this is to be approved.
    """

    summary: Summary
    script: str
    legal_basis: tuple[str, ...]
    lexicon: tuple[LexiconEntry, ...]
    issuer: Issuer | None
    content_hash: Sha256 | None
    created_at: datetime
    approver: str | None
    on_behalf_of: str | None
    alone: bool
    approved_at: datetime | None
    moves: tuple[Move, ...]
    differs: Differs | None


_LISTED = load_only(
    BulletinVersionRow.id,
    BulletinVersionRow.bulletin_id,
    BulletinVersionRow.number,
    BulletinVersionRow.revision,
    BulletinVersionRow.state,
    BulletinVersionRow.title,
    BulletinVersionRow.kind,
    BulletinVersionRow.theme,
    BulletinVersionRow.priority,
    BulletinVersionRow.zones,
    BulletinVersionRow.valid_from,
    BulletinVersionRow.valid_to,
    BulletinVersionRow.cheerful,
    BulletinVersionRow.issuer,
    BulletinVersionRow.created_by,
    BulletinVersionRow.updated_at,
)


def page(session: Session, commune_id: CommuneId, wanted: Filter, *, cursor: str | None = None, limit: int = 20) -> Page[Summary]:
    """A page of bulletins, the newest first. Raises `BadCursorError`."""
    query, by = _filtered(_newest(commune_id), wanted), BulletinVersionRow.bulletin_id
    if wanted.state is None:  # then they are looked through by bulletin; else by the state, in which there may be few
        query, by = query.where(BulletinRow.commune_id == commune_id), BulletinRow.id
    return newest_first(session, query, summary_of, by=by, key=lambda each: each.bulletin_id, cursor=cursor, limit=limit)


def waiting(session: Session, commune_id: CommuneId, *, limit: int) -> list[Summary]:
    """The bulletins that wait for their approval in their newest version, those that were begun first, `limit` at most."""
    query = _filtered(_newest(commune_id), Filter(state=State.SUBMITTED)).order_by(BulletinVersionRow.bulletin_id).limit(limit)
    return readable(session, query, summary_of)


def waiting_count(session: Session, commune_id: CommuneId) -> int:
    """How many bulletins wait for their approval in their newest version."""
    newest = (BulletinVersionRow.bulletin_id == BulletinRow.id) & (BulletinVersionRow.number == BulletinRow.latest_number)
    waiting = (BulletinVersionRow.commune_id == commune_id) & (BulletinVersionRow.state == State.SUBMITTED)
    return session.scalar(select(func.count()).select_from(BulletinVersionRow).join(BulletinRow, newest).where(waiting)) or 0


def latest(session: Session, commune_id: CommuneId, bulletin_id: BulletinId) -> Version:
    """The newest version of a bulletin. Raises `NotFoundError`."""
    number = select(BulletinRow.latest_number).where(BulletinRow.id == bulletin_id).scalar_subquery()
    found = _whole(session, commune_id, bulletin_id, number)
    if found is None:
        raise NotFoundError(kind="bulletin", key=str(bulletin_id))
    return found


def version(session: Session, commune_id: CommuneId, bulletin_id: BulletinId, number: int) -> Version:
    """One version. Raises `NotFoundError`."""
    found = _whole(session, commune_id, bulletin_id, number)
    if found is None:
        raise NotFoundError(kind="bulletin_version", key=f"{bulletin_id}/{number}")
    return found


def _whole(session: Session, commune_id: CommuneId, bulletin_id: BulletinId, number: int | ScalarSelect[int]) -> Version | None:
    query = (
        select(BulletinVersionRow, ApprovalRow)
        .outerjoin(ApprovalRow, ApprovalRow.version_id == BulletinVersionRow.id)
        .where(
            BulletinVersionRow.bulletin_id == bulletin_id,
            BulletinVersionRow.commune_id == commune_id,
            BulletinVersionRow.number == number,
        )
    )
    return readable_one(session, query.execution_options(populate_existing=True), lambda *found: _version(session, *found))


def _version(session: Session, row: BulletinVersionRow, approval: ApprovalRow | None) -> Version:
    return Version(
        summary=summary_of(row),
        script=row.script,
        legal_basis=tuple(row.legal_basis),
        lexicon=own_entries(row.lexicon),
        issuer=Issuer.of(row.issuer),
        content_hash=Sha256(row.content_hash) if row.content_hash else None,
        created_at=row.created_at,
        approver=approval.approver_name if approval else None,
        on_behalf_of=approval.on_behalf_of if approval else None,
        alone=approval is not None and approval.alone,
        approved_at=approval.approved_at if approval else None,
        moves=() if row.state is State.DRAFT else _moves(session, row.id),
        differs=differs(session, row),
    )


def _moves(session: Session, version_id: UUID) -> tuple[Move, ...]:
    query = select(VersionMoveRow).where(VersionMoveRow.version_id == version_id).order_by(VersionMoveRow.id)
    return tuple(
        Move(move.before, move.after, move.at, move.actor_name, move.reason, tuple(SentenceNote(**note) for note in move.notes))
        for move in session.scalars(query)
    )


def approved_before(session: Session, commune_id: CommuneId, bulletin_id: BulletinId, number: int) -> int | None:
    """The number of the newest version before this one that was ever approved; None: there is none."""
    query = (
        select(func.max(BulletinVersionRow.number))
        .join(ApprovalRow, ApprovalRow.version_id == BulletinVersionRow.id)
        .where(
            BulletinVersionRow.bulletin_id == bulletin_id,
            BulletinVersionRow.commune_id == commune_id,
            BulletinVersionRow.number < number,
        )
    )
    return session.scalar(query)


def versions(session: Session, commune_id: CommuneId, bulletin_id: BulletinId) -> Sequence[Summary]:
    """All versions of a bulletin, the newest first. Raises `NotFoundError`."""
    query = (
        of_commune(BulletinVersionRow, commune_id)
        .where(BulletinVersionRow.bulletin_id == bulletin_id)
        .order_by(BulletinVersionRow.number.desc())
        .options(_LISTED)
    )
    found = readable(session, query, summary_of)
    if not found:
        raise NotFoundError(kind="bulletin", key=str(bulletin_id))
    return found


def version_facts(session: Session, commune_id: CommuneId, version_ids: Iterable[VersionId]) -> dict[VersionId, VersionFacts]:
    """What decides about airing, for those of `version_ids` that the commune has."""
    asked = list(version_ids)
    if not asked:
        return {}  # SQLite looks through all there are for none
    query = (
        select(BulletinVersionRow, ApprovalRow)
        .outerjoin(ApprovalRow, ApprovalRow.version_id == BulletinVersionRow.id)
        .where(BulletinVersionRow.commune_id == commune_id, BulletinVersionRow.id.in_(asked))
        .options(_LISTED)
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


@dataclass(frozen=True, slots=True)
class OnBasis:
    """A version that may be heard, and what it rests on."""

    bulletin_id: BulletinId
    title: str
    valid_to: datetime | None
    legal_basis: tuple[str, ...]


def approved_on_basis(session: Session, commune_id: CommuneId, now: datetime, marks: Sequence[str]) -> list[OnBasis]:
    """Of the bulletins that may be heard now or later, those whose legal basis has one of `marks`, beginnings of numbers."""
    if not marks:
        return []
    basis = cast(BulletinVersionRow.legal_basis, String)
    query = of_commune(BulletinVersionRow, commune_id).where(
        BulletinVersionRow.state == State.APPROVED,
        or_(BulletinVersionRow.valid_to.is_(None), BulletinVersionRow.valid_to > now),
        or_(*(basis.contains(mark, autoescape=True) for mark in marks)),
    )
    query = query.order_by(BulletinVersionRow.id).options(_LISTED, load_only(BulletinVersionRow.legal_basis))
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
    known = select(BulletinVersionRow.bulletin_id).where(
        BulletinVersionRow.commune_id == commune_id, BulletinVersionRow.kind == Kind.SPOT
    )
    keys = {BulletinId(key) for key in session.scalars(known)}
    found = deciding_versions(session, commune_id, keys).values() if keys else ()
    live = (each for each in found if each.kind is Kind.SPOT and each.state is State.APPROVED)
    return tuple(sorted(live, key=lambda each: each.bulletin_id))


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
        .options(_LISTED)
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
        zone_ids=frozenset(ref.id for ref in _zones(row)),
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


def _newest(commune_id: CommuneId) -> Select[BulletinVersionRow]:
    """The newest version of each bulletin, as lists show it."""
    newest = (BulletinVersionRow.bulletin_id == BulletinRow.id) & (BulletinVersionRow.number == BulletinRow.latest_number)
    query = select(BulletinVersionRow).join(BulletinRow, newest)
    return query.where(BulletinVersionRow.commune_id == commune_id).options(_LISTED)


def _filtered(query: Select[BulletinVersionRow], wanted: Filter) -> Select[BulletinVersionRow]:
    for word in fold(wanted.words[:LONGEST_SEARCH].replace("\x00", "")).split():
        query = query.where(BulletinVersionRow.folded.contains(word, autoescape=True))
    if wanted.theme is not None:
        query = query.where(BulletinVersionRow.theme == wanted.theme)
    if wanted.state is not None:
        query = query.where(BulletinVersionRow.state == wanted.state)
    if wanted.kind is not None:
        query = query.where(BulletinVersionRow.kind == wanted.kind)
    return query


def summary_of(row: BulletinVersionRow) -> Summary:
    """A version as lists show it."""
    return Summary(
        bulletin_id=BulletinId(row.bulletin_id),
        version_id=VersionId(row.id),
        number=row.number,
        tag=version_tag(row),
        state=row.state,
        title=row.title,
        kind=row.kind,
        theme=row.theme,
        priority=row.priority,
        zones=_zones(row),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        cheerful=row.cheerful,
        created_by=row.created_by,
        updated_at=row.updated_at,
    )


def _zones(row: BulletinVersionRow) -> tuple[ZoneRef, ...]:
    return tuple(ZoneRef(ZoneId(UUID(zone["id"])), zone["path"]) for zone in row.zones)
