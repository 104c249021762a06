"""*Phát khẩn* in two steps and a PIN, what sounds of it, and *Dừng tất cả* with one button."""

from collections.abc import Collection, Mapping
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Form, Request, Response

from app.accounts import Right
from app.desk import emergencies as acts
from app.desk import stops
from app.dispatch import Reach, StationReach, reach_of
from app.edge import Parts, Silencing
from app.emergencies import (
    DRILL,
    ORDERED,
    Emergency,
    EmergencyState,
    EmergencyValuesError,
    Hazard,
    Sort,
    Words,
    emergency_rules,
    emergency_templates,
    has_pin,
    live,
)
from app.errors import AppError
from app.reports import Contact, Status, status
from app.silence import Silence
from app.turns import lane
from app.units import EmergencyId, ZoneId
from app.web.emergency.form import EVERY_MIN, AlarmFields, blank
from app.web.shared.asking import Page
from app.web.shared.faults import Fault
from app.web.shared.marks import LOOK, OF_CONTACT, SOUNDED, WAITING, Mark
from app.web.shared.pages import go
from app.web.shared.visit import Visit, Visiting
from app.words import heading, moment, second_said, where, word
from app.zones import zone_paths, zones

router = APIRouter(route_class=Page)

Pin = Annotated[str, Form(max_length=20)]


async def _fields(request: Request) -> AlarmFields:
    async with request.form() as given:
        return AlarmFields.of(given)


Fields = Annotated[AlarmFields, Depends(_fields)]


@router.get("/phat-khan")
def get_alarm(visit: Visiting, dien_tap: str = "") -> Response:
    """Step one: what, where. Nothing sounds yet."""
    visit.must(Right.ALARM)
    fields = AlarmFields.empty(visit.parts.clock.now(), (_places(visit)[0],), is_drill=dien_tap == "1")
    return _first(visit, fields)


@router.post("/phat-khan")
def post_alarm(visit: Visiting, fields: Fields) -> Response:
    """Back to step one, with all that was typed."""
    visit.must(Right.ALARM)
    return _first(visit, fields)


@router.post("/phat-khan/xac-nhan")
def post_rehearse(visit: Visiting, fields: Fields) -> Response:
    """Step two: exactly what will sound and where, and the PIN."""
    try:
        words = acts.rehearse(visit.parts, visit.actor, fields.alarm(visit.parts.clock.now()))
    except AppError as error:
        visit.must(Right.ALARM)
        return _first(visit, fields, fault=_fault(visit, fields, error))
    return _second(visit, fields, words, key=str(uuid4()))


@router.post("/phat-khan/phat")
def post_raise(
    visit: Visiting,
    fields: Fields,
    key: Annotated[str, Form(min_length=1, max_length=200)],
    pin: Pin = "",
) -> Response:
    """Sound it. The same page sent again sounds nothing a second time."""
    asked = fields.alarm(visit.parts.clock.now())
    try:
        acts.raise_alarm(visit.parts, visit.actor, asked, pin=pin, key=key)
    except AppError as error:
        visit.must(Right.ALARM)
        fault = visit.fault(error, "pin")
        try:
            words = acts.rehearse(visit.parts, visit.actor, asked)
        except AppError as worse:
            return _first(visit, fields, fault=visit.fault(worse))
        return _second(visit, fields, words, key=key, fault=fault)
    return go("/phat-khan/dang-phat")


@router.get("/phat-khan/dang-phat")
def get_sounding(visit: Visiting) -> Response:
    """What sounds, where it has come to, and how it is ended or taken back."""
    visit.must(Right.LOOK_ALARMS)
    return _sounding(visit)


@router.post("/phat-khan/{emergency_id}/ket-thuc")
@lane
def post_end(parts: Parts, actor: Silencing, emergency_id: UUID, is_drill: Annotated[str, Form(max_length=1)] = "") -> Response:
    """Let it sound no more. Silence needs no PIN. is_drill: what the page that asks knew; it chooses the words alone."""
    acts.end(parts, actor, EmergencyId(emergency_id), reason="")
    return go("/phat-khan/dang-phat", done="da-ket-thuc-tap" if is_drill else "da-ket-thuc")


@router.post("/phat-khan/{emergency_id}/dinh-chinh")
def post_correct(visit: Visiting, emergency_id: UUID, pin: Pin = "") -> Response:
    """Take a false alarm back: its prepared correction sounds at once."""
    try:
        acts.correct(visit.parts, visit.actor, EmergencyId(emergency_id), pin=pin)
    except AppError as error:
        return _sounding(visit, fault=visit.fault(error))
    return go("/phat-khan/dang-phat", done="da-dinh-chinh")


@router.post("/phat-khan/{emergency_id}/dong-y")
def post_confirm(visit: Visiting, emergency_id: UUID, pin: Pin = "") -> Response:
    """The second person's word: now it sounds."""
    try:
        acts.confirm(visit.parts, visit.actor, EmergencyId(emergency_id), pin=pin)
    except AppError as error:
        return _sounding(visit, fault=visit.fault(error))
    return go("/phat-khan/dang-phat")


@router.post("/dung-tat-ca")
@lane
def post_stop(parts: Parts, actor: Silencing) -> Response:
    """Stop everything, now. It asks nothing, waits for no database, and holds until a person lifts it."""
    stops.stop(parts, actor, reason="")
    return go("/dang-dung")


@router.get("/dang-dung")
def get_stopped(visit: Visiting) -> Response:
    """Which stations have fallen silent, as they say themselves."""
    visit.must(Right.LOOK_ALARMS)
    stop = visit.parts.stops.stop_of(visit.commune_id)
    found = status(visit.session, visit.parts.clock.now(), visit.commune_id)
    values = {"stop": stop, "stations": _silent(found, stop)}
    return visit.page("emergency/stopped.html", values)


@router.get("/phat-lai")
def get_lift(visit: Visiting) -> Response:
    """What will sound again, and what will not."""
    visit.must(Right.ALARM)
    return _lift_page(visit)


@router.post("/phat-lai")
def post_lift(
    visit: Visiting,
    said: Annotated[int, Form()],
    go_on: Annotated[list[UUID] | None, Form()] = None,
    pin: Pin = "",
) -> Response:
    """Let things sound again: what comes from now on, and of the emergencies those that are ticked."""
    ids = [EmergencyId(each) for each in go_on or ()]
    try:
        with visit.parts.sessions.begin() as writing:
            stops.lift(visit.parts, writing, visit.actor, said=said, go_on=ids, pin=pin)
    except AppError as error:
        return _lift_page(visit, fault=visit.fault(error, "pin"))
    return go("/hom-nay", done="da-phat-lai")


def _fault(visit: Visit, fields: AlarmFields, error: AppError) -> Fault:
    """What is wrong, a blank of a template told at its field by its label."""
    template = emergency_templates().get(fields.hazard)
    if not isinstance(error, EmergencyValuesError) or template is None or error.name not in template.variables:
        return visit.fault(error)
    return visit.fault(type(error)(template.variables[error.name]), blank(fields.hazard, error.name))


def _places(visit: Visit) -> list[str]:
    return [each.path for each in zones(visit.session, visit.commune_id)]


def _first(
    visit: Visit,
    fields: AlarmFields,
    *,
    fault: Fault | None = None,
) -> Response:
    templates = [
        (
            each.hazard,
            word("hazard", each.hazard.value),
            [(blank(each.hazard, name), label) for name, label in each.variables.items()],
        )
        for each in emergency_templates().values()
    ]
    values = {
        "fields": fields,
        "templates": templates,
        "other": Hazard.OTHER,
        "places": _places(visit),
        "every": [(each, f"{each} phút") for each in EVERY_MIN],
        "has_pin": has_pin(visit.session, visit.actor.person_id),
        "sounding": [heading(each.title, is_drill=each.is_drill) for each in _live(visit)],
        "fault": fault,
    }
    return visit.page("emergency/first.html", values)


def _second(
    visit: Visit,
    fields: AlarmFields,
    words: Words,
    *,
    key: str,
    fault: Fault | None = None,
) -> Response:
    now = visit.parts.clock.now()
    found = status(visit.session, now, visit.commune_id)
    values = {
        "fields": fields,
        "sentences": [each.text for each in words.spoken.sentences] if words.spoken else [],
        "drill": DRILL,
        "title": heading(words.title, is_drill=words.is_drill),
        "ends_at": moment(fields.alarm(now).ends_at),
        "unheard": [(each.name, each.telephone) for each in found.stations if each.contact is not Contact.ONLINE],
        "reaches_nobody": found.reaches_nobody,
        "two_persons": emergency_rules(visit.session, visit.commune_id).two_persons,
        "key": key,
        "fault": fault,
    }
    return visit.page("emergency/second.html", values)


def _sounding(visit: Visit, *, fault: Fault | None = None) -> Response:
    now = visit.parts.clock.now()
    standing = live(visit.session, visit.commune_id, now)
    found = [each for each in standing if each.state is not EmergencyState.PREPARED]
    reach = reach_of(visit.session, now, visit.commune_id, found)
    paths = zone_paths(visit.session, visit.commune_id)
    corrections = {
        each.correction_of: {"spoken": _spoken(each), "places": _where(each, paths)}
        for each in standing
        if each.state is EmergencyState.PREPARED
    }
    values = {
        "cards": [
            _card(each, paths) | {"reach": _reach(reach.get(each.id, ())), "correction": corrections.get(each.id)}
            for each in found
        ],
        "reaches_nobody": status(visit.session, now, visit.commune_id).reaches_nobody,
        "fault": fault,
    }
    return visit.page("emergency/sounding.html", values)


def _live(visit: Visit) -> list[Emergency]:
    now = visit.parts.clock.now()
    return [each for each in live(visit.session, visit.commune_id, now) if each.state is not EmergencyState.PREPARED]


def _card(found: Emergency, paths: Mapping[ZoneId, str]) -> dict[str, object]:
    return {
        "id": found.id,
        "title": heading(found.title, is_drill=found.is_drill),
        "is_drill": found.is_drill,
        "is_alarm": found.called == "emergency",
        "state": word(found.called, found.state.value),
        "spoken": _spoken(found),
        "places": _where(found, paths),
        "began": moment(found.began_at) if found.began_at else "",
        "ends": moment(found.ends_at),
        "by": found.started_by,
        "is_waiting": found.state is EmergencyState.WAITING,
        "can_correct": found.sort is Sort.ALERT and found.state is EmergencyState.ACTIVE,
    }


def _spoken(found: Emergency) -> list[str]:
    """Exactly what sounds, a line a paragraph."""
    return [DRILL, *found.spoken.splitlines(), DRILL] if found.is_drill else found.spoken.splitlines()


def _where(found: Emergency, paths: Mapping[ZoneId, str]) -> str:
    return where([paths[key] for key in found.zone_ids if key in paths])


def _reach(found: Collection[StationReach]) -> list[tuple[str, Mark, str]]:
    return [(each.name, SOUNDED if each.state is Reach.SOUNDED else LOOK, word("reach", each.state.value)) for each in found]


def _silent(found: Status, stop: Silence | None) -> list[tuple[str, Mark, str, str]]:
    """A station has stopped when it said so itself, after the stop. Last the number of who can stop it by hand, or nothing."""
    if stop is None:
        return []
    said = []
    for each in found.stations:
        if each.last_heard is not None and each.last_heard > stop.at and not each.on_air:
            said.append((each.name, SOUNDED, f"Đã dừng, báo lúc {second_said(each.last_heard)}", ""))
        elif each.contact is Contact.ONLINE:
            said.append((each.name, WAITING, "Đang dừng, chờ máy xác nhận", ""))
        else:
            lost = "Chưa xác nhận, máy mất kết nối. Xin gọi người trực dừng tại máy."
            said.append((each.name, OF_CONTACT[each.contact], lost, each.telephone))
    return said


def _lift_page(visit: Visit, *, fault: Fault | None = None) -> Response:
    said = visit.parts.stops.stops_said(visit.commune_id)
    ended = visit.parts.stops.hush_of(visit.commune_id).ids
    held = [
        each
        for each in live(visit.session, visit.commune_id, visit.parts.clock.now())
        if each.state in ORDERED and each.id not in ended
    ]
    values = {
        "said": said,
        "has_pin": has_pin(visit.session, visit.actor.person_id),
        "held": [(each.id, heading(each.title, is_drill=each.is_drill)) for each in held],
        "fault": fault,
    }
    return visit.page("emergency/lift.html", values)
