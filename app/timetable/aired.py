"""What was heard already."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.playout import OccurrenceState
from app.timetable.tables import OccurrenceRow
from app.units import CommuneId, VersionId

_HEARD = [state for state in OccurrenceState if state.was_heard]


def aired_versions(session: Session, commune_id: CommuneId, version_ids: Iterable[VersionId]) -> frozenset[VersionId]:
    """Those of `version_ids` that sounded somewhere, be it in part."""
    asked = frozenset(version_ids)
    if not asked:
        return asked
    query = select(OccurrenceRow.version_ids).where(OccurrenceRow.commune_id == commune_id, OccurrenceRow.state.in_(_HEARD))
    return asked & {VersionId(UUID(key)) for keys in session.scalars(query) for key in keys}
