"""Under what the airings of a bulletin are counted."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.bulletins.model import Kind, Language, Priority, Theme
from app.bulletins.tables import ApprovalRow, BulletinVersionRow
from app.db import readable
from app.units import CommuneId, VersionId

_COUNTED = BulletinVersionRow.theme, BulletinVersionRow.priority, BulletinVersionRow.kind, BulletinVersionRow.language


class Topic(NamedTuple):
    """Under what an airing of a version is counted."""

    theme: Theme
    priority: Priority
    kind: Kind
    language: Language


def version_topics(session: Session, commune_id: CommuneId) -> dict[VersionId, Topic]:
    """The topic of each version that was ever approved; what programmes say around bulletins has none."""
    query = (
        select(BulletinVersionRow.id, *_COUNTED)
        .join(ApprovalRow, ApprovalRow.version_id == BulletinVersionRow.id)
        .where(BulletinVersionRow.commune_id == commune_id, BulletinVersionRow.kind != Kind.GREETING)
        .order_by(BulletinVersionRow.id)
    )
    return dict(readable(session, query, lambda key, *topic: (VersionId(key), Topic(*topic))))
