"""Slots: the rules of the timetable, and the days that differ from them."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from app.accounts import Actor
from app.api.forms import LocalDate
from app.api.replanning import NEXT, expand_and_replan
from app.api.silencing import WAITING, told
from app.api.slot_forms import ChangedSlotAnswer, DayAnswer, DayForm, DaysAnswer, SlotAnswer, SlotForm, SlotsAnswer, TodayAnswer
from app.clock import local
from app.edge import Parts, ReadSession, RequiredTag, SignedIn, WriteSession
from app.errors import StaleError
from app.timetable import (
    Slot,
    add_slot,
    edit_day,
    edit_slot,
    edits_of,
    end_from,
    end_slot,
    occurrence_of_day,
    restore_day,
    slot,
    slots,
    split_slot,
    today_of,
)
from app.units import OccurrenceId, SlotId
from app.wiring import Services

router = APIRouter(prefix="/slots", tags=["timetable"])

Day = Annotated[LocalDate, Path(description="Ngày của khung giờ theo quy tắc, như 2025-11-04.")]


@router.post("", status_code=201)
def post_slot(parts: Parts, actor: SignedIn, session: WriteSession, form: SlotForm, response: Response) -> ChangedSlotAnswer:
    """Put a slot on the timetable. An hour in the quiet hours is refused with the regulation's number."""
    made = add_slot(session, parts.clock, actor, form.wanted(local(parts.clock.now()).date()))
    expand_and_replan(parts, actor, session)
    response.headers["Location"] = f"/api/v1/slots/{made.id}"
    return _changed(parts, session, made, response)


@router.get("")
def get_slots(actor: SignedIn, session: ReadSession) -> SlotsAnswer:
    """The slots of the timetable."""
    return SlotsAnswer(items=[SlotAnswer.of(found) for found in slots(session, actor.commune_id)])


@router.get("/{slot_id}")
def get_slot(actor: SignedIn, session: ReadSession, slot_id: UUID, response: Response) -> SlotAnswer:
    """One slot, also one that was taken away; its `ETag` is what an edit names."""
    return _answer(slot(session, actor.commune_id, SlotId(slot_id)), response)


@router.put("/{slot_id}")
def put_slot(
    parts: Parts, actor: SignedIn, session: WriteSession, slot_id: UUID, form: SlotForm, tag: RequiredTag, response: Response
) -> ChangedSlotAnswer:
    """Change a slot as a whole, from now on. Without a first date it keeps the one it has."""
    present = slot(session, actor.commune_id, SlotId(slot_id))
    wanted = form.wanted(present.recurrence.first_date)
    changed = edit_slot(session, parts.clock, actor, present.id, wanted, revision=_revision(tag, slot_id))
    expand_and_replan(parts, actor, session)
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
    if since is None:
        end_slot(session, parts.clock, actor, SlotId(slot_id))
    else:
        end_from(session, parts.clock, actor, SlotId(slot_id), since)
    expand_and_replan(parts, actor, session)
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
    made = split_slot(session, parts.clock, actor, SlotId(slot_id), day=day, wanted=wanted, revision=_revision(tag, slot_id))
    expand_and_replan(parts, actor, session)
    response.headers["Location"] = f"/api/v1/slots/{made.id}"
    return _changed(parts, session, made, response)


@router.get("/{slot_id}/days")
def get_days(actor: SignedIn, session: ReadSession, slot_id: UUID) -> DaysAnswer:
    """The days of a slot that differ from its rule."""
    found = slot(session, actor.commune_id, SlotId(slot_id))
    edits = edits_of(session, actor.commune_id, [found.id]).get(found.id, {})
    return DaysAnswer(items=[DayAnswer.of(edits[day]) for day in sorted(edits)])


@router.put("/{slot_id}/days/{day}", responses=WAITING, response_model=DayAnswer)
def put_day(
    parts: Parts, actor: SignedIn, session: WriteSession, slot_id: UUID, day: Day, form: DayForm, response: Response
) -> DayAnswer | JSONResponse:
    """Make one day of a slot different: move it, give it other bulletins, or cancel it; any day, however far away."""
    response.headers["Link"] = NEXT
    if form.cancelled and (planned := _planned(parts, actor, SlotId(slot_id), day)) is not None:
        waiting = told(parts, actor, parts.silencer.cancel(actor, planned, reason=form.reason))  # it may sound any moment
        if waiting is not None:
            return waiting
        return DayAnswer.of(edits_of(session, actor.commune_id, [SlotId(slot_id)])[SlotId(slot_id)][day])
    made = edit_day(session, parts.clock, actor, SlotId(slot_id), day=day, wanted=form.wanted())
    expand_and_replan(parts, actor, session)
    return DayAnswer.of(made)


@router.delete("/{slot_id}/days/{day}")
def delete_day(parts: Parts, actor: SignedIn, session: WriteSession, slot_id: UUID, day: Day, response: Response) -> TodayAnswer:
    """Put a day back as the slot's rule has it; answers what becomes of the slot's airing of today."""
    restore_day(session, parts.clock, actor, SlotId(slot_id), day)
    expand_and_replan(parts, actor, session)
    response.headers["Link"] = NEXT
    return TodayAnswer.of(today_of(session, parts.clock, slot(session, actor.commune_id, SlotId(slot_id))))


def _planned(parts: Services, actor: Actor, slot_id: SlotId, day: date) -> OccurrenceId | None:
    with parts.sessions.read() as session:
        return occurrence_of_day(session, actor.commune_id, slot_id, day)


def _answer(found: Slot, response: Response) -> SlotAnswer:
    response.headers["ETag"] = f'"{found.revision}"'
    response.headers["Link"] = NEXT
    return SlotAnswer.of(found)


def _changed(parts: Services, session: Session, found: Slot, response: Response) -> ChangedSlotAnswer:
    today = TodayAnswer.of(today_of(session, parts.clock, found))
    return ChangedSlotAnswer(**dict(_answer(found, response)), today=today)


def _revision(tag: str, slot_id: UUID) -> int:
    if not tag.isascii() or not tag.isdecimal():
        raise StaleError(kind="slot", key=str(slot_id))
    return int(tag[:9])
