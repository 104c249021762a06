"""A version as lists show it: without its script."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import load_only

from app.bulletins.model import Kind, Language, Priority, State, Theme, ZoneRef
from app.bulletins.revision import version_tag
from app.bulletins.tables import BulletinVersionRow
from app.tags import Tag
from app.units import BulletinId, VersionId, ZoneId
from app.values import frozen


@frozen
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
    language: Language
    created_by: str
    updated_at: datetime


LISTED = load_only(
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
    BulletinVersionRow.language,
    BulletinVersionRow.issuer,
    BulletinVersionRow.created_by,
    BulletinVersionRow.updated_at,
)


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
        zones=zones_of(row),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        cheerful=row.cheerful,
        language=row.language,
        created_by=row.created_by,
        updated_at=row.updated_at,
    )


def zones_of(row: BulletinVersionRow) -> tuple[ZoneRef, ...]:
    """The zones a version is for."""
    return tuple(ZoneRef(ZoneId(UUID(zone["id"])), zone["path"]) for zone in row.zones)
