"""A slot tried and put on the timetable, and made another from one of its days on: the same form."""

from dataclasses import replace
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query, Response

from app.accounts import Right
from app.calendar import DayChoice
from app.clock import local
from app.desk import slots as acts
from app.desk import timetable as trying
from app.desk.problems import conflicts_in_words, lapse_in_words
from app.errors import AppError
from app.playout import ItemKind
from app.programmes import template, template_names
from app.tags import Tag
from app.timetable import Preview, Slot, Wanted, edits_of, free_moment, slot
from app.units import SlotId
from app.values import frozen
from app.web.shared.asking import Page
from app.web.shared.pages import go
from app.web.shared.typed import AddressDay
from app.web.shared.visit import Visit, Visiting
from app.web.timetable.choosing import choices_of
from app.web.timetable.form import DAYS, MOON, SlotFields, days_of, empty
from app.words import day_of_year, hour_said, moment, weekday, word
from app.zones import zone_paths, zones

router = APIRouter(prefix="/lich-phat", route_class=Page)

_SHOWN = 5
_AT = {"duration_s": "minutes", "variants": "zones"}
"""What the form calls fields that REST has another name for."""


@frozen
class _Following:
    """What is changed: a slot, from one of its days on."""

    slot: Slot
    day: date


@router.get("/moi")
def get_new(
    visit: Visiting,
    ngay: Annotated[str, Query(max_length=40)] = "",
    luc: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """An empty form of a slot; ngay, luc: the day and the hour that were pointed at."""
    visit.must(Right.SCHEDULE)
    return _form(visit, empty(visit.parts.clock.now(), day=ngay, at=luc))


@router.get("/{slot_id}/{day}/lai")
def get_again(visit: Visiting, slot_id: UUID, day: AddressDay) -> Response:
    """The form of a slot that says once more what one airing should have said, at the next hour that is free."""
    visit.must(Right.SCHEDULE)
    session, clock, key = visit.session, visit.parts.clock, SlotId(slot_id)
    found = slot(session, visit.commune_id, key)
    edit = edits_of(session, visit.commune_id, [key]).get(key, {}).get(day)
    free = free_moment(session, clock, visit.commune_id, key, day) if day == local(clock.now()).date() else None
    form = SlotFields.once(found, edit, day=local(clock.now()).date(), at=hour_said(free[0]) if free else "")
    return _form(visit, form)


@router.post("/moi")
def post_new(visit: Visiting, form: Annotated[SlotFields, Form()]) -> Response:
    """Look what the slot would meet, or put it on the timetable."""
    visit.must(Right.SCHEDULE)
    if form.is_arranging:
        return _form(visit, form.arranged())
    try:
        wanted = form.wanted(visit.parts.clock.now())
        if form.act != "luu":
            return _form(visit, form, tried=_try(visit, wanted))
        with visit.parts.sessions.begin() as session:
            acts.add(visit.parts, session, visit.actor, wanted)
    except AppError as error:
        return _form(visit, form, error=error)
    return go(f"/lich-phat?tuan={wanted.recurrence.first_date}&xong=da-xep-lich")


@router.get("/{slot_id}/{day}/ve-sau")
def get_following(visit: Visiting, slot_id: UUID, day: AddressDay) -> Response:
    """The slot as it is, to be made another from this day on."""
    visit.must(Right.SCHEDULE)
    found = slot(visit.session, visit.commune_id, SlotId(slot_id))
    return _form(visit, SlotFields.of(found), of=_Following(found, day))


@router.post("/{slot_id}/{day}/ve-sau")
def post_following(visit: Visiting, slot_id: UUID, day: AddressDay, form: Annotated[SlotFields, Form()]) -> Response:
    """Look what the slot would meet from this day on, or let it be so."""
    visit.must(Right.SCHEDULE)
    of = _Following(slot(visit.session, visit.commune_id, SlotId(slot_id)), day)
    if form.is_arranging:
        return _form(visit, form.arranged(), of=of)
    try:
        wanted = form.changed(of.slot, day)
        if form.act != "luu":
            return _form(visit, form, tried=_try(visit, wanted, of), of=of)
        with visit.parts.sessions.begin() as session:
            acts.split(visit.parts, session, visit.actor, of.slot.id, day, wanted=wanted, tag=Tag(form.tag))
    except AppError as error:
        return _form(visit, form, error=error, of=of)
    return go(f"/lich-phat?tuan={day}&xong=da-doi-ve-sau")


def _try(visit: Visit, wanted: Wanted, of: _Following | None = None) -> Preview:
    return trying.try_slot(
        visit.parts, visit.session, visit.actor, wanted, instead_of=of.slot.id if of is not None else None, of_day=None
    )


def _form(
    visit: Visit,
    form: SlotFields,
    *,
    tried: Preview | None = None,
    error: AppError | None = None,
    of: _Following | None = None,
) -> Response:
    """of: None for a new one."""
    paths, fault = zone_paths(visit.session, visit.commune_id), visit.fault(error) if error else None
    values = {
        "form": form,
        "fault": replace(fault, field=_AT.get(fault.field, fault.field)) if fault else None,
        "days": DAYS,
        "moon": MOON,
        "kinds": [(each, word("item", each.value)) for each in ItemKind],
        "templates": [(name, template(name).name) for name in template_names()],
        "choices": [(each, word("choice", each.value)) for each in DayChoice],
        "offered": choices_of(visit.session, visit.commune_id, form),
        "places": [each.path for each in zones(visit.session, visit.commune_id)],
        "starts": [moment(each) for each in tried.starts[:_SHOWN]] if tried else [],
        "count": len(tried.starts) if tried else 0,
        "conflicts": conflicts_in_words(tried.conflicts, paths) if tried else [],
        "lapses": [lapse_in_words(each) for each in tried.lapses] if tried else [],
        "suggestion": hour_said(tried.suggestion) if tried and tried.suggestion else "",
        "is_tried": tried is not None,
        "action": f"/lich-phat/{of.slot.id}/{of.day}/ve-sau" if of else "/lich-phat/moi",
        "since": f"{weekday(of.day)} {day_of_year(of.day)}" if of else "",
        "is_relay": of is not None and of.slot.is_relay,
        "keeps_days": of is not None and days_of(of.slot) is None,
        "has_variants": of is not None and bool(of.slot.variants),
    }
    return visit.page("timetable/slot.html", values)
