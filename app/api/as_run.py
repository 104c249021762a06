"""The log of what really sounded, as the stations wrote it."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query

from app.api.forms import Answer, Beginning, End
from app.edge import ReadSession, SignedIn
from app.playout import AsRunKind, BlockedReason, OccurrenceState
from app.sentences import sentence, word
from app.timetable import AsRun, AsRunFilter, as_run_page
from app.units import StationId

router = APIRouter(prefix="/as-run", tags=["timetable"])


class AsRunAnswer(Answer):
    """What one output of one station really did."""

    id: UUID
    kind: AsRunKind
    kind_word: str
    occurrence_id: UUID
    title: str
    approved_by: str
    station_id: UUID
    output: str
    state: OccurrenceState
    state_word: str
    at: datetime
    planned_at: datetime
    reason: BlockedReason | None
    reason_word: str | None
    started_at: datetime | None
    start_error_ms: int | None
    seconds: float | None
    fault: str | None
    fault_word: str | None
    peak_dbfs: float | None
    audio_sha256: str | None
    content_hash: str

    @classmethod
    def of(cls, line: AsRun) -> Self:
        """The answer for a line of the log."""
        words = {
            "kind_word": word("as_run_kind", line.kind.value),
            "state_word": word("occurrence", line.state.value),
            "reason_word": word("reason", line.reason.value) if line.reason else None,
            "fault_word": sentence(line.fault, {"output": line.output}).title if line.fault else None,
        }
        return cls.model_validate({name: getattr(line, name) for name in cls.model_fields if name not in words} | words)


class AsRunsAnswer(Answer):
    """A page of the log, the oldest first."""

    items: list[AsRunAnswer]
    cursor: str | None


@router.get("")
def get_as_run(
    actor: SignedIn,
    session: ReadSession,
    since: Annotated[Beginning | None, Query(alias="from", description="Từ ngày hoặc giờ này.")] = None,
    until: Annotated[End | None, Query(alias="to", description="Đến hết ngày hoặc đến giờ này.")] = None,
    kind: AsRunKind | None = None,
    state: OccurrenceState | None = None,
    station_id: UUID | None = None,
    cursor: Annotated[str | None, Query(max_length=100)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> AsRunsAnswer:
    """Every start, end, stop, block and miss, by when it happened."""
    wanted = AsRunFilter(
        since=since, until=until, kind=kind, state=state, station_id=StationId(station_id) if station_id is not None else None
    )
    page = as_run_page(session, actor.commune_id, wanted, cursor=cursor, limit=limit)
    return AsRunsAnswer(items=[AsRunAnswer.of(line) for line in page.items], cursor=page.cursor)
