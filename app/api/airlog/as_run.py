"""The log of what really sounded, as the stations wrote it."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query

from app.airlog import AsRun, AsRunFilter, as_run_page
from app.api.shared.forms import Answer, Beginning, Cursor, End
from app.edge import AskedFirst, Looking, ReadSession
from app.playout import AsRunKind, OccurrenceState
from app.units import StationId
from app.words import sentence, word

router = APIRouter(prefix="/as-run", tags=["timetable"], route_class=AskedFirst)


class AsRunAnswer(AsRun):
    """What one output of one station really did; a line of its log with the words for its codes."""

    kind_word: str
    state_word: str
    reason_word: str | None
    fault_word: str | None

    @classmethod
    def with_words(cls, line: AsRun) -> Self:
        """The answer for a line of the log."""
        return cls.model_construct(
            **dict(line),
            kind_word=word("as_run_kind", line.kind.value),
            state_word=word("occurrence", line.state.value),
            reason_word=word("reason", line.reason.value) if line.reason else None,
            fault_word=sentence(line.fault, {"output": line.output}).title if line.fault else None,
        )


class AsRunsAnswer(Answer):
    """A page of the log, the oldest first."""

    items: list[AsRunAnswer]
    cursor: str | None


@router.get("")
def get_as_run(
    actor: Looking,
    session: ReadSession,
    since: Annotated[Beginning | None, Query(alias="from", description="Từ ngày hoặc giờ này.")] = None,
    until: Annotated[End | None, Query(alias="to", description="Đến hết ngày hoặc đến giờ này.")] = None,
    kind: AsRunKind | None = None,
    state: OccurrenceState | None = None,
    station_id: UUID | None = None,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> AsRunsAnswer:
    """Every start, end, stop, block and miss, by when it happened."""
    wanted = AsRunFilter(
        since=since, until=until, kind=kind, state=state, station_id=StationId(station_id) if station_id is not None else None
    )
    page = as_run_page(session, actor.commune_id, wanted, cursor=cursor, limit=limit)
    return AsRunsAnswer(items=[AsRunAnswer.with_words(line) for line in page.items], cursor=page.cursor)
