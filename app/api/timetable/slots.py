"""Slots: the rules of the timetable, and the days that differ from them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from app.api.shared.conditional import RequiredTag, SeenTag, tell
from app.api.shared.forms import NEXT, LocalDate
from app.api.shared.silencing import WAITING, told
from app.api.timetable.slot_forms import (
    ChangedSlotAnswer,
    DayAnswer,
    DayForm,
    DaysAnswer,
    SlotAnswer,
    SlotForm,
    SlotsAnswer,
    TodayAnswer,
)
from app.clock import local
from app.desk import slots as acts
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.timetable import (
    Slot,
    edits_of,
    slot,
    slots,
    today_of,
)
from app.units import SlotId
from app.wiring import Services

router = APIRouter(prefix="/slots", tags=["timetable"], route_class=AskedFirst)

Day = Annotated[LocalDate, Path(description="Ngày của khung giờ theo quy tắc, như 2025-11-04.")]


@router.post("", status_code=201)
def post_slot(parts: Parts, actor: SignedIn, session: WriteSession, form: SlotForm, response: Response) -> ChangedSlotAnswer:
    """Put a slot on the timetable. An hour in the quiet hours is refused with the regulation's number."""
    made = acts.add(parts, session, actor, form.wanted(local(parts.clock.now()).date()))
    response.headers["Location"] = f"/api/v1/slots/{made.id}"
    return _changed(parts, session, made, response)


@router.get("")
def get_slots(actor: Looking, session: ReadSession) -> SlotsAnswer:
    """The slots of the timetable."""
    return SlotsAnswer(items=[SlotAnswer.of(found) for found in slots(session, actor.commune_id)])


@router.get("/{slot_id}")
def get_slot(actor: Looking, session: ReadSession, slot_id: UUID, response: Response) -> SlotAnswer:
    """One slot, also one that was taken away; its `ETag` is what an edit names."""
    return _answer(slot(session, actor.commune_id, SlotId(slot_id)), response)


@router.put("/{slot_id}")
def put_slot(
    parts: Parts, actor: SignedIn, session: WriteSession, slot_id: UUID, form: SlotForm, tag: RequiredTag, response: Response
) -> ChangedSlotAnswer:
    """Change a slot as a whole, from now on. Without a first date it keeps the one it has."""
    changed = acts.edit(parts, session, actor, SlotId(slot_id), form.wanted, tag=tag)
    return _changed(parts, session, changed, response)


@router.delete("/{slot_id}", status_code=204)
def delete_slot(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    slot_id: UUID,
    response: Response,
    since: Annotated[LocalDate | None, Query(alias="from", description="Chỉ bỏ từ ngày này trở đi.")] = None,
) -> None:
    """Take a slot away, or only its airings from a day on; what of it is to come is cancelled."""
    acts.end(parts, session, actor, SlotId(slot_id), since=since)
    response.headers["Link"] = NEXT


@router.post("/{slot_id}/following/{day}", status_code=201)
def post_following(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    slot_id: UUID,
    day: Day,
    form: SlotForm,
    tag: RequiredTag,
    response: Response,
) -> ChangedSlotAnswer:
    """Change this airing and all that follow: the slot ends before `day`, and another begins on it.

    A rule that is sent as it was goes on with its intervals and what is left of its COUNT.
    """
    wanted = form.wanted(day)
    made = acts.split(parts, session, actor, SlotId(slot_id), day, wanted=wanted, tag=tag)
    response.headers["Location"] = f"/api/v1/slots/{made.id}"
    return _changed(parts, session, made, response)


@router.get("/{slot_id}/days")
def get_days(actor: Looking, session: ReadSession, slot_id: UUID) -> DaysAnswer:
    """The days of a slot that differ from its rule."""
    found = slot(session, actor.commune_id, SlotId(slot_id))
    edits = edits_of(session, actor.commune_id, [found.id]).get(found.id, {})
    return DaysAnswer(items=[DayAnswer.of(edits[day]) for day in sorted(edits)])


@router.put("/{slot_id}/days/{day}", responses=WAITING, response_model=DayAnswer)
def put_day(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    slot_id: UUID,
    day: Day,
    form: DayForm,
    tag: SeenTag,
    response: Response,
) -> DayAnswer | JSONResponse:
    """Make one day of a slot different: move it, give it other bulletins, or cancel it; any day, however far away.

    `If-Match` names the slot as it was seen; an airing is cancelled whatever it names.
    """
    response.headers["Link"] = NEXT
    receipt = acts.edit_day(parts, session, actor, SlotId(slot_id), day, wanted=form.wanted(), tag=tag)
    if receipt is not None and (waiting := told(receipt)) is not None:
        return waiting
    return DayAnswer.of(edits_of(session, actor.commune_id, [SlotId(slot_id)])[SlotId(slot_id)][day])


@router.delete("/{slot_id}/days/{day}")
def delete_day(parts: Parts, actor: SignedIn, session: WriteSession, slot_id: UUID, day: Day, response: Response) -> TodayAnswer:
    """Put a day back as the slot's rule has it; answers what becomes of the slot's airing of today."""
    acts.restore_day(parts, session, actor, SlotId(slot_id), day)
    response.headers["Link"] = NEXT
    return TodayAnswer.of(today_of(session, parts.clock, slot(session, actor.commune_id, SlotId(slot_id))))


def _answer(found: Slot, response: Response) -> SlotAnswer:
    tell(response, found.tag)
    response.headers["Link"] = NEXT
    return SlotAnswer.of(found)


def _changed(parts: Services, session: Session, found: Slot, response: Response) -> ChangedSlotAnswer:
    today = TodayAnswer.of(today_of(session, parts.clock, found))
    return ChangedSlotAnswer(**dict(_answer(found, response)), today=today)
