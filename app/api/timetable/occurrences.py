"""Occurrences: what is heard when, what would block it, and what really sounded."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field

from app.airlog import AsRun, as_run_of
from app.api.airlog.as_run import AsRunAnswer
from app.api.shared.airings import Airing, airing_facts
from app.api.shared.forms import Answer, Form, LocalDate
from app.api.shared.silencing import WAITING, told
from app.clock import local
from app.desk import occurrences as acts
from app.edge import AskedFirst, Looking, Parts, ReadSession, Silencing
from app.playout import BlockedReason, ItemKind
from app.timetable import Occurrence, occurrence, occurrences_on
from app.turns import lane
from app.units import OccurrenceId
from app.words import word

router = APIRouter(prefix="/occurrences", tags=["timetable"], route_class=AskedFirst)


class LeftOutAnswer(Answer):
    """A bulletin of the slot that is not carried, and why. seconds: of what is missing, where there was no room."""

    bulletin_id: UUID
    reason: BlockedReason
    reason_word: str
    seconds: float | None


class OccurrenceAnswer(Airing):
    """One dated airing.

    day: of its slot, also when it was moved. reason: why it was blocked, or while it waits what would block it as things stand.
    over_s: how many seconds longer it is than its slot.
    """

    id: UUID
    slot_id: UUID
    day: date
    kind: ItemKind
    left_out: list[LeftOutAnswer]
    version_ids: list[UUID]
    zone_ids: list[UUID]
    rendering_id: UUID | None
    content_hash: str | None
    seconds: float
    over_s: float
    as_run: list[AsRunAnswer]

    @classmethod
    def of(cls, found: Occurrence, log: Sequence[AsRun]) -> Self:
        """The answer for an occurrence with its lines of the log."""
        return cls.model_validate(
            airing_facts(found)
            | {
                "id": found.id,
                "slot_id": found.slot_id,
                "day": found.day,
                "kind": found.kind,
                "left_out": [
                    LeftOutAnswer(
                        bulletin_id=left.bulletin_id,
                        reason=left.reason,
                        reason_word=word("reason", left.reason.value),
                        seconds=left.seconds,
                    )
                    for left in found.left_out
                ],
                "version_ids": list(found.version_ids),
                "zone_ids": sorted(found.zone_ids),
                "rendering_id": found.rendering_id,
                "content_hash": found.content_hash,
                "seconds": found.length_s,
                "over_s": found.over_s,
                "as_run": [AsRunAnswer.with_words(line) for line in log if line.occurrence_id == found.id],
            }
        )


class OccurrencesAnswer(Answer):
    """The occurrences of a local day, in the order of time."""

    date: date
    items: list[OccurrenceAnswer]


class CancelForm(Form):
    """Why an occurrence is cancelled."""

    reason: str = Field(min_length=1, max_length=2000)

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "Xã họp đột xuất, dời sang chiều."}]})


@router.get("")
def get_occurrences(
    parts: Parts,
    actor: Looking,
    session: ReadSession,
    day: Annotated[LocalDate | None, Query(alias="date", description="Ngày địa phương; để trống là hôm nay.")] = None,
) -> OccurrencesAnswer:
    """What is heard on a day, also what was cancelled or blocked."""
    day = day or local(parts.clock.now()).date()
    found = occurrences_on(session, actor.commune_id, day)
    log = as_run_of(session, actor.commune_id, [each.id for each in found])
    return OccurrencesAnswer(date=day, items=[OccurrenceAnswer.of(each, log) for each in found])


@router.get("/{occurrence_id}")
def get_occurrence(actor: Looking, session: ReadSession, occurrence_id: UUID) -> OccurrenceAnswer:
    """One occurrence."""
    found = occurrence(session, actor.commune_id, OccurrenceId(occurrence_id))
    return OccurrenceAnswer.of(found, as_run_of(session, actor.commune_id, [found.id]))


@router.post("/{occurrence_id}/cancel", responses=WAITING, response_model=OccurrenceAnswer)
@lane
def post_cancel(
    parts: Parts, actor: Silencing, session: ReadSession, occurrence_id: UUID, form: CancelForm
) -> OccurrenceAnswer | JSONResponse:
    """Cancel one airing; the slot goes on."""
    waiting = told(acts.cancel(parts, actor, OccurrenceId(occurrence_id), reason=form.reason))
    return waiting or OccurrenceAnswer.of(occurrence(session, actor.commune_id, OccurrenceId(occurrence_id)), [])
