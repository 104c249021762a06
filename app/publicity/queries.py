"""What is shown of a commune's publications: never what is held, was withdrawn, or has left the page."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from app.airing import UNHEARD
from app.airlog import kinds_heard, only_written, written_between
from app.bulletins import Theme, ids_withdrawn
from app.db import BadCursorError, Page, key_in, of_commune, page_of, readable, readable_one
from app.errors import NotFoundError
from app.names import fold
from app.publicity.errors import NotShownError
from app.publicity.model import Heard, Held, Publication
from app.publicity.tables import PublicationAiringRow, PublicationRow
from app.units import BulletinId, CommuneId, OccurrenceId, RenderingId, VersionId
from app.values import frozen

LONGEST_SEARCH = 200
_KIND = "publication"


@frozen
class Wanted:
    """What a list shows: words that all occur, accents and case do not matter; a theme by its code; aired since, until."""

    words: str = ""
    theme: str = ""
    since: datetime | None = None
    until: datetime | None = None


def archive(
    session: Session, now: datetime, commune_id: CommuneId, wanted: Wanted, *, cursor: str | None = None, limit: int = 20
) -> Page[Publication]:
    """A page of what was aired, the latest airing first. Raises `BadCursorError`."""
    query = _shown(now, commune_id, wanted)
    if cursor is not None:
        at, key = _place(cursor)
        row = PublicationRow
        query = query.where(or_(row.last_at < at, and_(row.last_at == at, row.version_id < key)))
    query = query.order_by(PublicationRow.last_at.desc(), PublicationRow.version_id.desc())
    cursor_of = lambda last: f"{last.last_at.isoformat()}/{last.version_id}"  # noqa: E731  # said once
    return page_of(session, query, _publication, cursor_of=cursor_of, limit=limit)


def first_shown_between(session: Session, commune_id: CommuneId, first: datetime, last: datetime) -> list[Publication]:
    """Those that came on the page from `first` to before `last` and are not held back, also if they have left it since."""
    row = PublicationRow
    query = of_commune(row, commune_id).where(row.first_at >= first, row.first_at < last, row.held.is_(None))
    return readable(session, query.order_by(row.first_at, row.version_id), _publication)


def count_shown(session: Session, now: datetime, commune_id: CommuneId) -> int:
    """How many publications are shown."""
    query = select(func.count()).select_from(PublicationRow).where(*_of_commune(now, commune_id))
    return session.scalar(query) or 0


def publication(session: Session, now: datetime, commune_id: CommuneId, version_id: VersionId) -> Publication:
    """One that is shown. Raises `NotFoundError`; `NotShownError` where it was shown once."""
    by_key = PublicationRow.version_id == version_id
    found = readable_one(session, select(PublicationRow).where(by_key, *_of_commune(now, commune_id)), _publication)
    if found is not None:
        return found
    gone = select(PublicationRow.version_id).where(
        by_key, PublicationRow.commune_id == commune_id, PublicationRow.held.is_distinct_from(Held.NAMES)
    )
    if session.scalar(gone) is not None:
        raise NotShownError(kind=_KIND, key=str(version_id))
    raise NotFoundError(kind=_KIND, key=str(version_id))


def figures(session: Session, commune_id: CommuneId, since: datetime, until: datetime) -> dict[str, int]:
    """How often something of each theme was aired, from `since` up to, not including, `until`; also of what is not shown."""
    row = PublicationAiringRow
    query = (
        select(row.theme, func.count())
        .where(row.commune_id == commune_id, row.starts_at >= since, row.starts_at < until, row.counts)
        .where(row.theme.in_(list(Theme)))  # each by the index: half the time of all but one
        .group_by(row.theme)
    )
    return dict(session.execute(query).all())


def figures_written(session: Session, commune_id: CommuneId, since: datetime, until: datetime) -> int:
    """How many of what `figures` counts went into files alone, which no loudspeaker sounded."""
    written = written_between(session, commune_id, since, until)
    if not written:
        return 0
    row = PublicationAiringRow
    query = select(row.version_id, row.slot_id, row.starts_at, row.occurrence_id).where(
        row.commune_id == commune_id, row.starts_at >= since, row.starts_at < until, row.theme != ""
    )
    kinds: dict[tuple[UUID, UUID, datetime], bool] = {}
    for version_id, slot_id, at, key in session.execute(query):
        place = (version_id, slot_id, at)
        kinds[place] = kinds.get(place, True) and key in written
    return sum(kinds.values())


def airing_times(session: Session, commune_id: CommuneId, version_id: VersionId, *, limit: int) -> list[tuple[datetime, bool]]:
    """When a version was aired, the latest `limit` first, and whether it went into files alone."""
    row = PublicationAiringRow
    of_version = row.commune_id == commune_id, row.version_id == version_id
    query = select(row.slot_id, row.starts_at).where(*of_version, row.counts)
    counted = [(each.slot_id, each.starts_at) for each in session.execute(query.order_by(row.starts_at.desc()).limit(limit))]
    if not counted:
        return []
    apart = select(row.slot_id, row.starts_at, row.occurrence_id).where(*of_version, row.starts_at >= counted[-1][1])
    heard = session.execute(apart).all()
    written = only_written(session, commune_id, [each.occurrence_id for each in heard])
    loud = {(each.slot_id, each.starts_at) for each in heard if each.occurrence_id not in written}
    return [(place[1], place not in loud) for place in counted]


def versions_written(session: Session, commune_id: CommuneId, version_ids: Collection[VersionId]) -> frozenset[VersionId]:
    """Those of `version_ids` that no loudspeaker sounded, as far as is known: whenever they were aired, it was into a file."""
    airing, heard = PublicationAiringRow, kinds_heard(commune_id)
    query = (
        select(airing.version_id, heard.c.output_kind)
        .join(heard, heard.c.occurrence_id == airing.occurrence_id)
        .where(airing.commune_id == commune_id, airing.version_id.in_(list(version_ids)))
        .distinct()
    )
    kinds: dict[VersionId, bool] = {}
    for key, kind in session.execute(query):
        kinds[VersionId(key)] = kinds.get(VersionId(key), True) and kind in UNHEARD
    return frozenset(key for key, is_written in kinds.items() if is_written)


def heard_in(
    session: Session, now: datetime, commune_id: CommuneId, occurrence_ids: Collection[OccurrenceId]
) -> dict[OccurrenceId, list[Heard]]:
    """What of some occurrences of the commune is shown, by its title."""
    airing, row = PublicationAiringRow, PublicationRow
    query = (
        select(airing.occurrence_id, row.version_id, row.title)
        .join(row, row.version_id == airing.version_id)
        .where(airing.occurrence_id.in_(list(occurrence_ids)), *_is_shown(now, commune_id))
        .order_by(row.first_at, row.version_id)
    )
    found: dict[OccurrenceId, list[Heard]] = {}
    for key, version_id, title in session.execute(query):
        found.setdefault(OccurrenceId(key), []).append(Heard(OccurrenceId(key), VersionId(version_id), title))
    return found


def publications(
    session: Session, commune_id: CommuneId, *, is_held: bool, cursor: str | None = None, limit: int = 50
) -> Page[Publication]:
    """For officers: those that are held, or the others, the latest first. Raises `BadCursorError`."""
    row = PublicationRow
    query = of_commune(row, commune_id).where(row.held.is_not(None) if is_held else row.held.is_(None))
    if cursor is not None:
        at, key = _place(cursor)
        query = query.where(or_(row.last_at < at, and_(row.last_at == at, row.version_id < key)))
    query = query.order_by(row.last_at.desc(), row.version_id.desc())
    cursor_of = lambda last: f"{last.last_at.isoformat()}/{last.version_id}"  # noqa: E731  # said once
    return page_of(session, query, _publication, cursor_of=cursor_of, limit=limit)


def _shown(now: datetime, commune_id: CommuneId, wanted: Wanted) -> Select[PublicationRow]:
    row = PublicationRow
    query = select(row).where(*_of_commune(now, commune_id))
    for word in fold(wanted.words[:LONGEST_SEARCH].replace("\x00", "")).split():
        query = query.where(row.folded.contains(word, autoescape=True))
    if wanted.theme:
        query = query.where(row.theme == wanted.theme)
    if wanted.since is not None:
        query = query.where(row.last_at >= wanted.since)
    if wanted.until is not None:
        query = query.where(row.first_at < wanted.until)
    return query


def _of_commune(now: datetime, commune_id: CommuneId) -> Sequence[ColumnElement[bool]]:
    return (PublicationRow.commune_id == commune_id, *_is_shown(now, commune_id))


def _is_shown(now: datetime, commune_id: CommuneId) -> Sequence[ColumnElement[bool]]:
    """Of a publication of the commune; whose it is, is asked apart: what leads to it by key is looked for by key."""
    row = PublicationRow
    return (
        row.held.is_(None),
        or_(row.leaves_at.is_(None), row.leaves_at > now),
        row.version_id.not_in(ids_withdrawn(commune_id)),
    )


def _place(cursor: str) -> tuple[datetime, UUID]:
    at, _, key = cursor.partition("/")
    try:
        return datetime.fromisoformat(at).astimezone(UTC), key_in(key)
    except (ValueError, OverflowError) as exc:
        raise BadCursorError from exc


def _publication(row: PublicationRow) -> Publication:
    return Publication(
        version_id=VersionId(row.version_id),
        bulletin_id=BulletinId(row.bulletin_id),
        title=row.title,
        theme=row.theme,
        zones=tuple(row.zones),
        sentences=tuple(row.sentences),
        valid_to=row.valid_to,
        first_at=row.first_at,
        last_at=row.last_at,
        airings=row.airings,
        held=row.held,
        rendering_id=RenderingId(row.rendering_id) if row.rendering_id else None,
    )
