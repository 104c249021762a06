"""*Lần đầu* after the commune was founded: places, voice, quiet hours, and a sentence that is heard."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Response

from app.accounts import Right
from app.choices import Choices
from app.desk import choices, zones
from app.desk import regulation as regulation_acts
from app.errors import AppError
from app.speech import VoiceChain
from app.tags import Tag
from app.timetable import regulation
from app.web.settings.regulation import RegulationFields
from app.web.shared.asking import Page
from app.web.shared.faults import Fault
from app.web.shared.pages import go
from app.web.shared.typed import line_in
from app.web.shared.visit import Visit, Visiting
from app.zones import Level, zone_paths
from app.zones import zones as known_zones

router = APIRouter(prefix="/lan-dau", route_class=Page)

_STEPS = ("Tên xã", "Cụm loa", "Giọng đọc", "Giờ phát", "Thử loa")
_MOST_PLACES = 100


@router.get("/cum-loa")
def get_places(visit: Visiting) -> Response:
    """The villages that are heard apart."""
    visit.must(Right.COMMUNE)
    return _places(visit)


@router.post("/cum-loa")
def post_places(visit: Visiting, names: Annotated[str, Form(max_length=10_000)] = "") -> Response:
    """Add those that are not there, all or none."""
    try:
        typed = [line_in(line, "names") for line in names.splitlines()[:_MOST_PLACES] if line.strip()]
        with visit.parts.sessions.begin() as session:
            there = {each.name.casefold() for each in known_zones(session, visit.commune_id)}  # sent again, it adds nothing
            wanted = {name.casefold(): name for name in typed if name.casefold() not in there}.values()
            for name in wanted:
                zones.add(visit.parts, session, visit.actor, name, Level.VILLAGE, parent=None)
    except AppError as error:
        visit.must(Right.COMMUNE)
        return _places(visit, names=names, fault=visit.fault(error, "names"))
    return go("/lan-dau/giong-doc")


@router.get("/giong-doc")
def get_voice(visit: Visiting) -> Response:
    """Every voice, to be heard and chosen."""
    visit.must(Right.COMMUNE)
    return _voice(visit)


@router.post("/giong-doc")
def post_voice(visit: Visiting, voice: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Choose the one that speaks; where the commune chose nothing else meanwhile."""
    try:
        with visit.parts.sessions.begin() as session:
            held = choices.look(visit.parts, session, visit.actor)
            of = {each.id: each.engine for each in reversed(choices.voices(visit.parts, visit.actor))}
            engines = tuple(dict.fromkeys([of[voice], *held.voices.engines])) if voice in of else held.voices.engines
            chain = VoiceChain(engines, held.voices.accent, voice if voice in of else "", held.voices.presenter_2)
            choices.choose(visit.parts, session, visit.actor, Choices(chain, held.profile, held.day_pack), tag=held.tag)
    except AppError as error:
        visit.must(Right.COMMUNE)
        return _voice(visit, fault=visit.fault(error))
    return go("/lan-dau/gio-phat")


@router.get("/gio-phat")
def get_hours(visit: Visiting) -> Response:
    """The hours in which nothing is heard."""
    visit.must(Right.COMMUNE)
    return _hours(visit, RegulationFields.of(regulation(visit.session, visit.commune_id)))


@router.post("/gio-phat")
def post_hours(visit: Visiting, form: Annotated[RegulationFields, Form()]) -> Response:
    """Write them down with the document they come from; what is not asked stays; unchanged hours need no document."""
    visit.must(Right.COMMUNE)
    held = RegulationFields.of(regulation(visit.session, visit.commune_id))
    form = form.model_copy(update={"daily_minutes": held.daily_minutes, "slot_minutes": held.slot_minutes})
    if form == held:
        return go("/lan-dau/thu-loa")
    try:
        wanted, dated = form.wanted()
        with visit.parts.sessions.begin() as session:
            regulation_acts.write(visit.parts, session, visit.actor, wanted, dated=dated, tag=Tag(form.tag))
    except AppError as error:
        visit.must(Right.COMMUNE)
        return _hours(visit, form, fault=visit.fault(error, "quiet_from"))
    return go("/lan-dau/thu-loa")


@router.get("/thu-loa")
def get_sound(visit: Visiting) -> Response:
    """The sentence to hear."""
    visit.must(Right.COMMUNE)
    held = choices.look(visit.parts, visit.session, visit.actor)
    first = choices.voices(visit.parts, visit.actor)[0].id
    voice = held.voices.presenter_1 or first
    return visit.page("settings/first_sound.html", _step(5) | {"sound": f"/api/v1/choices/voices/sample?voice={quote(voice)}"})


def _step(number: int) -> dict[str, object]:
    return {"steps": _STEPS, "step": number}


def _places(visit: Visit, *, names: str = "", fault: Fault | None = None) -> Response:
    found = list(zone_paths(visit.session, visit.commune_id).values())
    values = _step(2) | {"places": found, "names": names, "fault": fault}
    return visit.page("settings/first_places.html", values)


def _voice(visit: Visit, *, fault: Fault | None = None) -> Response:
    held = choices.look(visit.parts, visit.session, visit.actor)
    found = [
        (each.id, each.label, f"/api/v1/choices/voices/sample?voice={quote(each.id)}")
        for each in choices.voices(visit.parts, visit.actor)
    ]
    values = _step(3) | {"voices": found, "chosen": held.voices.presenter_1, "fault": fault}
    return visit.page("settings/first_voice.html", values)


def _hours(visit: Visit, form: RegulationFields, *, fault: Fault | None = None) -> Response:
    return visit.page("settings/first_hours.html", _step(4) | {"form": form, "fault": fault})
