"""*Khu vực phát*: the tree of zones; added to, renamed, moved, and, after what names them is read, merged or taken away."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response
from pydantic import Field
from sqlalchemy.orm import Session

from app.accounts import Right
from app.bulletins import State
from app.desk import zones as acts
from app.dispatch import ZoneUses, zone_uses
from app.errors import AppError
from app.names import PATH_SEPARATOR
from app.tags import Tag
from app.turns import lane
from app.units import ZoneId
from app.values import frozen
from app.web.shared.asking import Page
from app.web.shared.faults import Fault
from app.web.shared.fields import Fields
from app.web.shared.pages import go
from app.web.shared.typed import line_in
from app.web.shared.visit import Visit, Visiting
from app.words import word
from app.zones import Level, UnknownZoneError, Zone, stations, zone, zone_tree, zones

router = APIRouter(prefix="/cai-dat/khu-vuc", route_class=Page)

_PLACE = "/cai-dat/khu-vuc"
_LEVELS = [(level.value, word("level", level.value)) for level in Level if level is not Level.COMMUNE]


class NewFields(Fields):
    """A zone that is to be added. parent: the path of the one it lies in, empty: the whole commune."""

    name: str = Field(default="", max_length=200)
    level: Level = Level.VILLAGE
    parent: str = Field(default="", max_length=1000)


class PlaceFields(Fields):
    """A zone as it is to be called, and where it is to lie. tag: of the zone as it was seen."""

    name: str = Field(default="", max_length=200)
    parent: str = Field(default="", max_length=1000)
    tag: str = Field(default="", max_length=100)

    @classmethod
    def of(cls, found: Zone) -> "PlaceFields":
        """A zone as it stands."""
        return cls(name=found.name, parent=PATH_SEPARATOR.join(found.path.split(PATH_SEPARATOR)[:-1]), tag=found.tag)


@frozen
class Line:
    """A zone in the tree. depth: how many it lies in. served, partly: stations that sound all of it, a part."""

    id: ZoneId
    name: str
    kind: str
    depth: int
    served: str
    partly: str


@router.get("")
def get_places(visit: Visiting) -> Response:
    """The tree, with who serves what."""
    visit.must(Right.LOOK)
    return _places(visit)


@router.post("")
def post_place(visit: Visiting, form: Annotated[NewFields, Form()]) -> Response:
    """Add a zone."""

    def act(session: Session) -> None:
        acts.add(visit.parts, session, visit.actor, form.name, form.level, parent=form.parent or None)

    if fault := visit.refused(act, "name"):
        visit.must(Right.LOOK)
        return _places(visit, form=form, fault=_of_place(fault, "parent"))
    return go(_PLACE, done="da-them-khu")


@router.get("/{zone_id}")
def get_place(visit: Visiting, zone_id: UUID) -> Response:
    """One zone: its name, and where it lies."""
    visit.must(Right.COMMUNE)
    return _place(visit, ZoneId(zone_id))


@router.post("/{zone_id}")
def post_change(visit: Visiting, zone_id: UUID, form: Annotated[PlaceFields, Form()]) -> Response:
    """Rename it, or let it lie in another."""
    key = ZoneId(zone_id)

    def act(session: Session) -> None:
        acts.change(visit.parts, session, visit.actor, key, form.name, parent=form.parent or None, tag=Tag(form.tag))

    if fault := visit.refused(act, "name"):
        visit.must(Right.COMMUNE)
        return _place(visit, key, form=form, fault=_of_place(fault, "parent"))
    return go(_PLACE, done="da-luu-khu")


@router.get("/{zone_id}/gop")
def get_merge(visit: Visiting, zone_id: UUID) -> Response:
    """What a merge would touch, before it is done."""
    visit.must(Right.COMMUNE)
    return _merge(visit, ZoneId(zone_id))


@router.post("/{zone_id}/gop")
def post_merge(
    visit: Visiting,
    zone_id: UUID,
    into: Annotated[str, Form(max_length=1000)] = "",
    *,
    reopen: Annotated[bool, Form()] = False,
) -> Response:
    """Merge it into another."""
    key = ZoneId(zone_id)
    try:
        chosen = line_in(into, "into")
        with visit.parts.sessions.begin() as session:
            _, drafts = acts.merge(visit.parts, session, visit.actor, key, into=chosen, may_reopen=reopen)
    except AppError as error:
        visit.must(Right.COMMUNE)
        return _merge(visit, key, into=into, fault=_of_place(visit.fault(error, "into"), "into"))
    return go(_PLACE, done="da-gop-khu-duyet-lai" if drafts else "da-gop-khu")


@router.get("/{zone_id}/bo")
def get_remove(visit: Visiting, zone_id: UUID) -> Response:
    """What taking it away would do, before it is done."""
    visit.must(Right.COMMUNE)
    return _remove(visit, ZoneId(zone_id))


@router.post("/{zone_id}/bo")
@lane
def post_remove(visit: Visiting, zone_id: UUID) -> Response:
    """Take it away with all that lies in it: what was for nothing else is silent at once."""
    try:
        receipt = acts.remove(visit.parts, visit.actor, ZoneId(zone_id))
    except AppError as error:
        visit.must(Right.COMMUNE)
        return _remove(visit, ZoneId(zone_id), fault=visit.fault(error))
    return go(_PLACE, done="da-bo-khu" if receipt.is_kept else "da-bo-khu-cho-ghi")


def _places(visit: Visit, *, form: NewFields | None = None, fault: Fault | None = None) -> Response:
    known = zones(visit.session, visit.commune_id)
    tree = zone_tree(visit.session, visit.commune_id)
    serving = [(each.name, tree.within(each.zones), each.zones) for each in stations(visit.session, visit.commune_id)]

    def line(found: Zone) -> Line:
        inside = tree.within([found.id])
        whole = [name for name, within, _ in serving if found.id in within]
        part = [name for name, within, named in serving if found.id not in within and not inside.isdisjoint(named)]
        depth = found.path.count(PATH_SEPARATOR)
        return Line(found.id, found.name, word("level", found.level.value), depth, ", ".join(whole), ", ".join(part))

    values = {
        "lines": [line(each) for each in known],
        "form": form or NewFields(),
        "levels": _LEVELS,
        "parents": _paths(known),
        "fault": fault,
        "may_write": visit.actor.may(Right.COMMUNE),
    }
    return visit.page("settings/places.html", values)


def _place(visit: Visit, key: ZoneId, *, form: PlaceFields | None = None, fault: Fault | None = None) -> Response:
    found = zone(visit.session, visit.commune_id, key)
    inside = zone_tree(visit.session, visit.commune_id).within([key])
    values = {
        "found": found,
        "form": form or PlaceFields.of(found),
        "parents": _paths([each for each in zones(visit.session, visit.commune_id) if each.id not in inside]),
        "is_root": found.parent_id is None,
        "fault": fault,
    }
    return visit.page("settings/place.html", values)


def _merge(visit: Visit, key: ZoneId, *, into: str = "", fault: Fault | None = None) -> Response:
    found = zone(visit.session, visit.commune_id, key)
    used = _uses(visit, found)
    inside = zone_tree(visit.session, visit.commune_id).within([key])
    values = {
        "found": found,
        "targets": [
            ("", "Chọn khu vực"),
            *_paths([each for each in zones(visit.session, visit.commune_id) if each.id not in inside]),
        ],
        "into": into,
        "uses": used,
        "asks_reopen": any(each.summary.state is not State.DRAFT for each in used.bulletins),
        "fault": fault,
    }
    return visit.page("settings/place_merged.html", values)


def _remove(visit: Visit, key: ZoneId, *, fault: Fault | None = None) -> Response:
    found = zone(visit.session, visit.commune_id, key)
    values = {"found": found, "is_root": found.parent_id is None, "uses": _uses(visit, found), "fault": fault}
    return visit.page("settings/place_away.html", values)


def _of_place(fault: Fault, name: str) -> Fault:
    """What is wrong with a zone that was named, told at the field that named it."""
    return replace(fault, field=name) if fault.field == UnknownZoneError.field else fault


def _uses(visit: Visit, found: Zone) -> ZoneUses:
    return zone_uses(visit.session, visit.parts.clock, visit.commune_id, found.id)


def _paths(known: list[Zone]) -> list[tuple[str, str]]:
    return [(each.path, each.path) for each in known]
