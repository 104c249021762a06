"""*Cụm loa và máy phát*: the stations, how they are, the code that makes a PC one, and taking one away."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response

from app.accounts import Right
from app.desk import stations as acts
from app.errors import AppError, NotFoundError
from app.reports import StationStatus, status
from app.units import StationId
from app.values import frozen
from app.web.shared.asking import Page
from app.web.shared.faults import Fault
from app.web.shared.marks import OF_CONTACT, Mark
from app.web.shared.pages import go
from app.web.shared.qr import qr_code
from app.web.shared.visit import Visit, Visiting
from app.wire.protocol import OutputHealth
from app.words import hour_said, moment, sentence, where, word
from app.zones import EnrolmentCode, station_names, stations, zone_paths, zones

router = APIRouter(prefix="/cai-dat/may-phat", route_class=Page)

_GIGABYTE = 1_000_000_000
_OFF_S = 2.0
"""From which a clock is worth a word."""


@frozen
class Out:
    """An output in words. level: what its meter read, empty: it has none. fault: what is wrong and what to do, empty: nothing."""

    name: str
    kind: str
    level: str
    fault: str

    @classmethod
    def of(cls, found: OutputHealth) -> "Out":
        """What the station said of it."""
        level = "" if found.peak_dbfs is None else f"mức đỉnh {found.peak_dbfs:.0f} dBFS"
        said = sentence(found.fault, {"output": found.name}) if found.fault else None
        return cls(found.name, word("output", found.kind), level, f"{said.title}. {said.detail}" if said else "")


@frozen
class Line:
    """A station in words. places: that it serves; telephone: of who is on duty; health: what else is known."""

    id: StationId
    name: str
    mark: Mark
    contact: str
    places: str
    telephone: str
    outs: tuple[Out, ...]
    health: tuple[str, ...]


@router.get("")
def get_stations(visit: Visiting) -> Response:
    """The stations, their outputs and levels."""
    visit.must(Right.LOOK)
    return _stations(visit)


@router.post("")
def post_station(
    visit: Visiting,
    name: Annotated[str, Form(max_length=200)] = "",
    zones_served: Annotated[list[str] | None, Form(alias="zones", max_length=500)] = None,
) -> Response:
    """Add a station; its code comes next."""
    try:
        with visit.parts.sessions.begin() as session:
            made = acts.add(visit.parts, session, visit.actor, name, paths=zones_served or [])
        with visit.parts.sessions.begin() as session:
            code = acts.make_code(visit.parts, session, visit.actor, made.id)
    except AppError as error:
        visit.must(Right.LOOK)
        return _stations(visit, name=name, fault=visit.fault(error))
    return _code(visit, code, made.name)


@router.post("/{station_id}/dien-thoai")
def post_telephone(visit: Visiting, station_id: UUID, telephone: Annotated[str, Form(max_length=50)] = "") -> Response:
    """Write down whom to ring there."""
    key = StationId(station_id)
    if fault := visit.refused(lambda session: acts.set_telephone(visit.parts, session, visit.actor, key, telephone)):
        visit.must(Right.LOOK)
        return _stations(visit, fault=replace(fault, field=""))
    return go("/cai-dat/may-phat", done="da-luu-cai-dat")


@router.post("/{station_id}/ma")
def post_code(visit: Visiting, station_id: UUID) -> Response:
    """A new one-time code: the PC that was this station before stops being it once the code is used."""
    try:
        with visit.parts.sessions.begin() as session:
            code = acts.make_code(visit.parts, session, visit.actor, StationId(station_id))
    except AppError as error:
        visit.must(Right.LOOK)
        return _stations(visit, fault=visit.fault(error))
    return _code(visit, code, station_names(visit.session, visit.commune_id)[StationId(station_id)])


@router.get("/{station_id}/bo")
def get_remove(visit: Visiting, station_id: UUID) -> Response:
    """What taking it away would do, before it is done."""
    visit.must(Right.COMMUNE)
    names = {each.id: each.name for each in stations(visit.session, visit.commune_id)}
    if StationId(station_id) not in names:
        raise NotFoundError(kind="station", key=str(station_id))
    return visit.page("settings/station_away.html", {"id": station_id, "name": names[StationId(station_id)]})


@router.post("/{station_id}/bo")
def post_remove(visit: Visiting, station_id: UUID) -> Response:
    """Take it away: it is silent at once."""
    acts.remove(visit.parts, visit.actor, StationId(station_id))
    return go("/cai-dat/may-phat", done="da-bo-may")


def _stations(visit: Visit, *, name: str = "", fault: Fault | None = None) -> Response:
    now = visit.parts.clock.now()
    found = status(visit.session, now, visit.commune_id)
    paths = zone_paths(visit.session, visit.commune_id)
    served = {
        each.id: where([paths[key] for key in each.zones if key in paths]) for each in stations(visit.session, visit.commune_id)
    }
    values = {
        "stations": [
            Line(
                id=each.id,
                name=each.name,
                mark=OF_CONTACT[each.contact],
                contact=acts.contact_in_words(each, now),
                places=served.get(each.id, ""),
                telephone=each.telephone,
                outs=tuple(Out.of(output) for output in each.outputs),
                health=_health(each),
            )
            for each in found.stations
        ],
        "reaches_nobody": found.reaches_nobody,
        "places": [each.path for each in zones(visit.session, visit.commune_id)],
        "name": name,
        "fault": fault,
    }
    return visit.page("settings/stations.html", values)


def _health(found: StationStatus) -> tuple[str, ...]:
    """What an officer may want to know beside the outputs, as the station said it last."""
    if found.last_heard is None:
        return ()
    told = [f"Phần mềm {found.software}", "đã có lịch mới nhất" if found.is_current else "chưa có lịch mới nhất"]
    if found.next_at is not None:
        told.append(f"lượt tới {hour_said(found.next_at)}")
    if found.disk_free_bytes is not None:
        told.append(f"đĩa còn trống {found.disk_free_bytes / _GIGABYTE:.0f} GB")
    if found.clock_offset_s is not None and abs(found.clock_offset_s) >= _OFF_S:
        told.append(f"đồng hồ lệch {abs(found.clock_offset_s):.0f} giây")
    if found.unsent:
        told.append(f"{found.unsent} dòng nhật ký chưa gửi")
    return tuple(told)


def _code(visit: Visit, made: EnrolmentCode, of: str) -> Response:
    server = str(visit.request.base_url).rstrip("/")
    command = f"loalang station enrol --code {made.code} --server {server}"
    values = {"of": of, "code": made.code, "command": command, "picture": qr_code(command), "until": moment(made.expires_at)}
    return visit.page("settings/enrolment.html", values)
