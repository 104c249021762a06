"""Where banners hang: what a commune has to show of its visual propaganda ("tuyên truyền trực quan"), and what a plan counts."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Select, extract
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.banners.errors import BannerDatesError, BannerPlaceError, NotSloganError, SloganNotApprovedError
from app.banners.sheets import Format
from app.banners.tables import BannerRow
from app.bulletins import Kind, State, VersionFacts, version, version_facts
from app.clock import Clock
from app.db import Page, newest_first, of_commune, present, readable, readable_one
from app.errors import NotFoundError
from app.names import tidy
from app.tags import Tag, refuse_stale, tag_of
from app.units import BulletinId, CommuneId, Sha256, VersionId, ZoneId, new_id
from app.values import frozen
from app.zones import resolve

LONGEST_PLACE = 200
YEARS = range(2000, 2101)


@frozen
class Hanging:
    """Where and how long. zone: a path, of the village it hangs in. taken_down_on: the day from which it is gone."""

    zone: str
    place: str
    hung_on: date
    taken_down_on: date | None = None


@frozen
class Banner:
    """A banner in the commune's list. slogan: the approved version that it shows."""

    id: UUID
    slogan: VersionId
    format: Format
    zone_id: ZoneId
    place: str
    hung_on: date
    taken_down_on: date | None
    photo: Sha256 | None
    updated_by: str
    tag: Tag


@frozen
class BannerFilter:
    """Which banners. year: hung in it; on: those that hang that day."""

    year: int | None = None
    on: date | None = None
    format: Format | None = None


def banners(
    session: Session, commune_id: CommuneId, wanted: BannerFilter, *, cursor: str | None = None, limit: int = 20
) -> Page[Banner]:
    """A page of banners, the last that were entered first. Raises `BadCursorError`."""
    query = _live(commune_id)
    if wanted.year is not None:
        query = query.where(extract("year", BannerRow.hung_on) == wanted.year)
    if wanted.on is not None:
        gone = BannerRow.taken_down_on.is_not(None) & (BannerRow.taken_down_on <= wanted.on)
        query = query.where(BannerRow.hung_on <= wanted.on, ~gone)
    if wanted.format is not None:
        query = query.where(BannerRow.format == wanted.format)
    return newest_first(session, query, _banner, by=BannerRow.id, key=lambda each: each.id, cursor=cursor, limit=limit)


def hung_between(session: Session, commune_id: CommuneId, first: date, last: date) -> list[Banner]:
    """Those that were hung from `first` to `last`, by day: what counts for a plan."""
    query = _live(commune_id).where(BannerRow.hung_on >= first, BannerRow.hung_on <= last)
    return readable(session, query.order_by(BannerRow.hung_on, BannerRow.id), _banner)


def banner(session: Session, commune_id: CommuneId, banner_id: UUID) -> Banner:
    """One banner. Raises `NotFoundError`."""
    found = readable_one(session, _live(commune_id).where(BannerRow.id == banner_id), _banner)
    if found is None:
        raise NotFoundError(kind="banner", key=str(banner_id))
    return found


def photo_of(session: Session, commune_id: CommuneId, banner_id: UUID) -> Sha256:
    """The photo of a banner in the store of files. Raises `NotFoundError`, also where there is none."""
    found = banner(session, commune_id, banner_id)
    if found.photo is None:
        raise NotFoundError(kind="photo", key=str(banner_id))
    return found.photo


def slogans_of(session: Session, commune_id: CommuneId, of: Sequence[Banner]) -> dict[VersionId, VersionFacts]:
    """What is said of the slogans that banners show."""
    return version_facts(session, commune_id, {each.slogan for each in of})


def hang(
    session: Session, clock: Clock, actor: Actor, bulletin_id: BulletinId, number: int, *, wanted: Format, hanging: Hanging
) -> Banner:
    """Enter that a slogan hangs somewhere.

    Raises `NotSloganError`, `SloganNotApprovedError`, `BannerPlaceError`, `BannerDatesError`, `NotFoundError`, and what
    `resolve` raises.
    """
    found = version(session, actor.commune_id, bulletin_id, number).summary
    if found.kind is not Kind.SPOT:
        raise NotSloganError(title=found.title)
    if found.state is not State.APPROVED:
        raise SloganNotApprovedError(title=found.title)
    row = BannerRow(id=new_id(), commune_id=actor.commune_id, version_id=found.version_id, format=wanted, revision=0)
    return _write(session, clock, actor, row, hanging)


def change_banner(session: Session, clock: Clock, actor: Actor, banner_id: UUID, *, hanging: Hanging, tag: Tag) -> Banner:
    """Say anew where and how long it hangs, as when it is taken down. tag: of the banner as it was seen.

    Raises `BannerPlaceError`, `BannerDatesError`, `NotFoundError`, `StaleError`, and what `resolve` raises.
    """
    return _write(session, clock, actor, _held(session, actor, banner_id, tag), hanging)


def put_photo(session: Session, clock: Clock, actor: Actor, banner_id: UUID, photo: Sha256) -> Banner:
    """Let a stored photo show that it hangs; one from before is replaced. Raises `NotFoundError`."""
    row = present(session, BannerRow, banner_id, actor.commune_id, kind="banner", lock=True)
    row.photo_sha256, row.revision = photo, row.revision + 1
    row.updated_at, row.updated_by = clock.now(), actor.name
    session.flush()
    record_act(session, clock.now(), actor, "put_photo", subject="banner", subject_id=row.id, place=row.place)
    return _banner(row)


def remove_banner(session: Session, clock: Clock, actor: Actor, banner_id: UUID, *, tag: Tag) -> None:
    """Take back what was entered by mistake. tag: of the banner as it was seen. Raises `NotFoundError`, `StaleError`."""
    row = _held(session, actor, banner_id, tag)
    row.removed_at = row.updated_at = clock.now()
    row.updated_by = actor.name
    session.flush()
    record_act(session, clock.now(), actor, "remove_banner", subject="banner", subject_id=row.id, place=row.place)


def _held(session: Session, actor: Actor, banner_id: UUID, tag: Tag) -> BannerRow:
    row = present(session, BannerRow, banner_id, actor.commune_id, kind="banner", lock=True)
    refuse_stale(tag, tag_of(row.revision), kind="banner", key=str(banner_id))
    return row


def _write(session: Session, clock: Clock, actor: Actor, row: BannerRow, hanging: Hanging) -> Banner:
    place = tidy(hanging.place)
    if not place or len(place) > LONGEST_PLACE or not place.isprintable():
        raise BannerPlaceError(limit=LONGEST_PLACE)
    gone = hanging.taken_down_on
    if hanging.hung_on.year not in YEARS or (gone is not None and (gone < hanging.hung_on or gone.year not in YEARS)):
        raise BannerDatesError
    [within] = resolve(session, actor.commune_id, [hanging.zone])
    row.zone_id = within.id
    row.place, row.hung_on, row.taken_down_on = place, hanging.hung_on, gone
    row.revision, row.updated_at, row.updated_by = row.revision + 1, clock.now(), actor.name
    session.add(row)
    session.flush()
    facts = {"place": place, "format": row.format.value, "from": f"{row.hung_on}", "to": f"{gone or ''}"}
    record_act(session, clock.now(), actor, "put_banner", subject="banner", subject_id=row.id, **facts)
    return _banner(row)


def _live(commune_id: CommuneId) -> Select[BannerRow]:
    return of_commune(BannerRow, commune_id).where(BannerRow.removed_at.is_(None))


def _banner(row: BannerRow) -> Banner:
    return Banner(
        id=row.id,
        slogan=VersionId(row.version_id),
        format=row.format,
        zone_id=ZoneId(row.zone_id),
        place=row.place,
        hung_on=row.hung_on,
        taken_down_on=row.taken_down_on,
        photo=Sha256(row.photo_sha256) if row.photo_sha256 else None,
        updated_by=row.updated_by,
        tag=tag_of(row.revision),
    )
