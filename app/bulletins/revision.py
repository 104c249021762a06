"""Writing bulletins: a draft is edited in place, other words than those of a later version make a new draft.

Never over another's edit. What an approval does not bind is mended where it stands, and the approval stays.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.bulletins.errors import TitleLengthError, ValidityOrderError
from app.bulletins.lexicon import commune_lexicon, own_json
from app.bulletins.model import Issuer, Kind, Language, Priority, State, Theme
from app.bulletins.script import Script, Speech
from app.bulletins.tables import BulletinRow, BulletinVersionRow, VersionAuthorRow
from app.clock import Clock
from app.db import of_commune, owned
from app.errors import NotFoundError
from app.names import fold
from app.reading import LexiconEntry
from app.tags import Tag, refuse_stale, tag_of
from app.units import BulletinId, CommuneId, PersonId, VersionId, new_id
from app.values import frozen
from app.zones import resolve, root_zone

LONGEST_TITLE = 300
_FROM_SCRIPT = 120
_BY_TITLE = 120
"""Characters by which titles are ordered."""
_ABOUT = re.compile(r"(?:V/v|Về việc)[ :]+(\S.*)", re.IGNORECASE)
_WRITTEN = (
    "title",
    "kind",
    "theme",
    "priority",
    "zones",
    "valid_from",
    "valid_to",
    "legal_basis",
    "cheerful",
    "language",
    "script",
    "lexicon",
    "issuer",
    "folded",
    "by_title",
)
"""What of a version an officer writes."""
_BOUND = ("kind", "priority", "zones", "valid_from", "valid_to", "script", "lexicon", "issuer")
"""What of it decides the content hash: what is said, how, where and how long."""
_LIVE = frozenset({State.SUBMITTED, State.APPROVED})


@frozen
class Content:
    """What an officer writes.

    title None: the script's first line, or what it is about. zones: paths; empty: the whole commune. valid_to is exclusive.
    cheerful: it is left out in a time of mourning. lexicon: entries for this bulletin alone. issuer: of what came from above.
    """

    script: Script
    title: str | None = None
    kind: Kind = Kind.NOTICE
    theme: Theme = Theme.OTHER
    priority: Priority = Priority.NORMAL
    zones: Sequence[str] = ()
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    legal_basis: Sequence[str] = ()
    cheerful: bool = False
    language: Language = Language.VIETNAMESE
    lexicon: Sequence[LexiconEntry] = ()
    issuer: Issuer | None = None


@frozen
class VersionKey:
    """Which version it is, and the tag of its present state (what an `If-Match` names)."""

    bulletin_id: BulletinId
    version_id: VersionId
    number: int
    tag: Tag


def create(session: Session, clock: Clock, actor: Actor, content: Content) -> VersionKey:
    """Make a bulletin with its first draft.

    Raises `UnknownZoneError`, `TitleLengthError`, `ValidityOrderError`, and those of a wrong entry in its lexicon.
    """
    now = clock.now()
    bulletin = BulletinRow(id=new_id(), commune_id=actor.commune_id, latest_number=1, created_at=now, created_by=actor.name)
    session.add(bulletin)
    session.flush()
    row = _draft(now, actor, bulletin)
    _fill(session, row, content)
    return _begin(session, now, actor, row)


def edit(session: Session, clock: Clock, actor: Actor, bulletin_id: BulletinId, *, content: Content, tag: Tag) -> VersionKey:
    """Write `content` over the newest version if it is a draft, else into a new draft.

    Of a version that was submitted or approved, what no approval binds (title, theme, language, legal basis, cheerful) is mended
    in place.

    tag: of the version as it was seen. Raises `StaleError`, `NotFoundError`, and as `create`.
    """
    now = clock.now()
    bulletin = locked_bulletin(session, actor.commune_id, bulletin_id)
    row = version_row(session, actor.commune_id, bulletin_id, bulletin.latest_number)
    refuse_stale(tag, version_tag(row), kind="bulletin", key=str(bulletin_id))
    wanted = _draft(now, actor, bulletin)
    _fill(session, wanted, content)
    is_draft = row.state is State.DRAFT
    if not is_draft and not (row.state in _LIVE and _is_mended(row, wanted)):
        bulletin.latest_number = wanted.number = row.number + 1
        return _begin(session, now, actor, wanted)
    for name in _WRITTEN if is_draft else set(_WRITTEN) - set(_BOUND):
        setattr(row, name, getattr(wanted, name))
    row.revision += 1
    row.updated_at = now
    session.flush()
    if is_draft:
        wrote_at(session, actor, VersionId(row.id))
    facts = {"number": row.number, "revision": row.revision}
    act = "edit" if is_draft else "mend"
    record_act(session, now, actor, act, subject="bulletin_version", subject_id=row.id, title=row.title, **facts)
    return key_of(row)


def _is_mended(row: BulletinVersionRow, wanted: BulletinVersionRow) -> bool:
    """Whether they differ, and in nothing that the content hash holds. The same again is wanted to be read anew."""

    def as_it_compares(of: BulletinVersionRow, names: Iterable[str]) -> list[object]:
        return [sorted(zone["id"] for zone in of.zones) if name == "zones" else getattr(of, name) for name in names]

    unbound = sorted(set(_WRITTEN) - set(_BOUND))
    return as_it_compares(row, _BOUND) == as_it_compares(wanted, _BOUND) and (
        as_it_compares(row, unbound) != as_it_compares(wanted, unbound)
    )


def locked_bulletin(session: Session, commune_id: CommuneId, bulletin_id: BulletinId) -> BulletinRow:
    """The bulletin's row, ours until the transaction ends. Raises `NotFoundError`, also for another commune's."""
    return owned(session, BulletinRow, bulletin_id, commune_id, kind="bulletin", lock=True)


def version_row(session: Session, commune_id: CommuneId, bulletin_id: BulletinId, number: int) -> BulletinVersionRow:
    """A version's row. Raises `NotFoundError`, also for another commune's."""
    query = of_commune(BulletinVersionRow, commune_id).where(
        BulletinVersionRow.bulletin_id == bulletin_id, BulletinVersionRow.number == number
    )
    row = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotFoundError(kind="bulletin_version", key=f"{bulletin_id}/{number}")
    return row


def version_key(session: Session, commune_id: CommuneId, version_id: VersionId) -> VersionKey:
    """Where a version stands. Raises `NotFoundError`, also for another commune's."""
    return key_of(owned(session, BulletinVersionRow, version_id, commune_id, kind="bulletin_version"))


def version_tag(row: BulletinVersionRow) -> Tag:
    """The tag of a version's present state; every edit and every move changes it."""
    return tag_of(row.number, row.revision)


def key_of(row: BulletinVersionRow) -> VersionKey:
    """What a caller needs to find a version again."""
    return VersionKey(BulletinId(row.bulletin_id), VersionId(row.id), row.number, version_tag(row))


def _begin(session: Session, now: datetime, actor: Actor, row: BulletinVersionRow) -> VersionKey:
    session.add(row)
    session.flush()
    wrote_at(session, actor, VersionId(row.id))
    record_act(session, now, actor, "write", subject="bulletin_version", subject_id=row.id, number=row.number, title=row.title)
    return key_of(row)


def copy_as_draft(session: Session, now: datetime, actor: Actor, bulletin: BulletinRow, of: BulletinVersionRow) -> VersionKey:
    """A new draft with everything that was written in version `of`. bulletin: its row, held by this transaction.

    Whoever wrote that wrote this, and who made it be read anew with them.
    """
    bulletin.latest_number += 1
    row = _draft(now, actor, bulletin)
    for name in _WRITTEN:
        setattr(row, name, getattr(of, name))
    session.add(row)
    session.flush()
    add_authors(session, actor.commune_id, VersionId(row.id), authors(session, VersionId(of.id)))
    wrote_at(session, actor, VersionId(row.id))
    said = {"number": row.number, "copy_of": of.number}
    record_act(session, now, actor, "copy", subject="bulletin_version", subject_id=row.id, title=row.title, **said)
    return key_of(row)


def wrote_at(session: Session, actor: Actor, version_id: VersionId) -> None:
    """Keep that a person wrote at a version, who is then not the one to approve it."""
    if actor.person_id is not None:
        add_authors(session, actor.commune_id, version_id, [actor.person_id])


def add_authors(session: Session, commune_id: CommuneId, version_id: VersionId, person_ids: Collection[PersonId]) -> None:
    """Keep that what is heard of a version comes from these persons, too."""
    for person_id in sorted(set(person_ids) - authors(session, version_id)):
        session.add(VersionAuthorRow(version_id=version_id, person_id=person_id, commune_id=commune_id))
    session.flush()


def authors(session: Session, version_id: VersionId) -> set[PersonId]:
    """Who wrote at a version."""
    query = select(VersionAuthorRow.person_id).where(VersionAuthorRow.version_id == version_id)
    return {PersonId(person_id) for person_id in session.scalars(query)}


def _draft(now: datetime, actor: Actor, bulletin: BulletinRow) -> BulletinVersionRow:
    """The newest version of a bulletin, nothing written in it yet."""
    return BulletinVersionRow(
        id=new_id(),
        commune_id=bulletin.commune_id,
        bulletin_id=bulletin.id,
        number=bulletin.latest_number,
        revision=1,
        state=State.DRAFT,
        created_at=now,
        created_by=actor.name,
        updated_at=now,
    )


def _fill(session: Session, row: BulletinVersionRow, content: Content) -> None:
    if content.valid_from and content.valid_to and content.valid_to <= content.valid_from:
        raise ValidityOrderError
    commune_id = CommuneId(row.commune_id)
    zones = resolve(session, commune_id, content.zones) if content.zones else [root_zone(session, commune_id)]
    row.title = _title(content)
    row.kind, row.theme, row.priority = content.kind, content.theme, content.priority
    row.zones = [{"id": str(zone.id), "path": zone.path} for zone in zones]
    row.valid_from, row.valid_to = content.valid_from, content.valid_to
    row.legal_basis, row.cheerful = list(content.legal_basis), content.cheerful
    row.language = content.language
    row.lexicon = _own(session, commune_id, content.lexicon)
    row.issuer = content.issuer.json() if content.issuer is not None else None
    row.script = content.script.text
    row.folded = fold(f"{row.title} {row.script}")
    row.by_title = row.folded[:_BY_TITLE]


def _own(session: Session, commune_id: CommuneId, entries: Sequence[LexiconEntry]) -> list[dict[str, Any]]:
    """The bulletin's own entries as they are kept; they have to go together with the commune's."""
    if not entries:
        return []
    lexicon = commune_lexicon(session, commune_id).reader(entries)
    return own_json(lexicon.entries[-len(entries) :])


def _first_line(speech: str) -> str:
    """The line a text is known by, below its letterhead: of "THÔNG BÁO" with "V/v …" below it what that is about."""
    from app.reading import said_lines  # noqa: PLC0415  # light start

    first, second, *_ = [*said_lines(speech), "", ""]
    about = _ABOUT.fullmatch(second)
    return about[1][0].upper() + about[1][1:] if about and first.isupper() else first


def _title(content: Content) -> str:
    if content.title is not None:
        title = " ".join(unicodedata.normalize("NFC", content.title).split())
    else:
        speech = "\n\n".join(segment.text for segment in content.script.segments if isinstance(segment, Speech))
        title = _first_line(unicodedata.normalize("NFC", speech))[:_FROM_SCRIPT]
    if not title or len(title) > LONGEST_TITLE or not title.isprintable():
        raise TitleLengthError(limit=LONGEST_TITLE)
    return title
