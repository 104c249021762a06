"""The log of what really sounded, as the stations wrote it."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query

from app.airlog import AsRun, AsRunFilter, as_run_page
from app.api.shared.forms import Answer, Beginning, Cursor, End
from app.edge import AskedFirst, Looking, ReadSession
from app.emergencies import drills
from app.playout import AsRunKind, OccurrenceState
from app.units import StationId
from app.words import kind_word, sentence, word

router = APIRouter(prefix="/as-run", tags=["timetable"], route_class=AskedFirst)


class AsRunAnswer(AsRun):
    """What one output of one station really did; a line of its log with the words for its codes."""

    kind_word: str
    state_word: str
    reason_word: str | None
    fault_word: str | None

    @classmethod
    def with_words(cls, line: AsRun, *, is_drill: bool = False) -> Self:
        """The answer for a line of the log."""
        return cls.model_construct(
            **dict(line),
            kind_word=kind_word(line.kind, is_drill=is_drill),
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
    tried = drills(session, actor.commune_id, [line.occurrence_id for line in page.items if line.kind is AsRunKind.EMERGENCY])
    items = [AsRunAnswer.with_words(line, is_drill=line.occurrence_id in tried) for line in page.items]
    return AsRunsAnswer(items=items, cursor=page.cursor)
