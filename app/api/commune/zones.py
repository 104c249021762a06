"""The tree of zones: listed, added to, and changed; what names a zone is shown before it is merged or taken away."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import ConfigDict, Field

from app.api.reading.lexicon_forms import DraftAnswer
from app.api.shared.conditional import RequiredTag, tell
from app.api.shared.forms import Answer, Form
from app.api.shared.silencing import WAITING, told
from app.bulletins import BulletinNaming, State
from app.desk import zones as acts
from app.dispatch import zone_uses
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, Silencing, WriteSession
from app.emergencies import EmergencyState
from app.turns import lane
from app.units import ZoneId
from app.visits.seen import quoted
from app.zones import Level, Zone, zone, zones

router = APIRouter(tags=["zones"], route_class=AskedFirst)

Reopen = Annotated[bool, Query(description="Đồng ý cho duyệt lại những bản tin của khu vực được gộp.")]
_PARENT = "Đường dẫn khu vực chứa nó; để trống là cả xã."


class ZoneForm(Form):
    """A new zone. parent: the path of the zone it lies in; empty: the whole commune."""

    name: str = Field(min_length=1, max_length=120)
    level: Level
    parent: str | None = Field(default=None, description=_PARENT)

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "thôn Đông Trang", "level": "village", "parent": "xã Liên An / Thái Sơn cũ"}]},
    )


class ZoneEditForm(Form):
    """A zone as it is to be called and where it is to lie; both are said, so that a renaming moves nothing by accident."""

    name: str = Field(min_length=1, max_length=120)
    parent: str | None = Field(description=_PARENT)

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "thôn Đông Trang", "parent": "xã Liên An"}]})


class MergeForm(Form):
    """Where a zone goes to. into: the path of the zone that takes it in."""

    into: str = Field(min_length=1, max_length=1000, description="Đường dẫn khu vực nhận.")

    model_config = ConfigDict(json_schema_extra={"examples": [{"into": "xã Liên An / thôn Đông Trang"}]})


class ZoneAnswer(Answer):
    """A zone."""

    id: ZoneId
    parent_id: UUID | None
    level: Level
    name: str
    path: str
    etag: str

    @classmethod
    def of(cls, found: Zone) -> Self:
        """The answer for a zone."""
        named = {name: getattr(found, name) for name in ("id", "parent_id", "level", "name", "path")}
        return cls(**named, etag=quoted(found.tag))


class ZonesAnswer(Answer):
    """All zones of the commune, each before those that lie in it."""

    items: list[ZoneAnswer]


class MergedAnswer(ZoneAnswer):
    """The zone that took the other in. reopened: drafts made of bulletins that were taken back."""

    reopened: list[DraftAnswer]


class StationUseAnswer(Answer):
    """A station that serves the zone, or one in it."""

    id: UUID
    name: str


class SlotUseAnswer(Answer):
    """A slot of the timetable. is_only: it is for nothing else, and ends when the zone is taken away."""

    id: UUID
    title: str
    is_only: bool


class BulletinUseAnswer(Answer):
    """A draft, or what is submitted or approved and may yet be heard. is_only: it is for nothing else."""

    bulletin_id: UUID
    number: int
    title: str
    state: State
    is_only: bool

    @classmethod
    def of(cls, found: BulletinNaming) -> "BulletinUseAnswer":
        """The answer for a version."""
        summary = found.summary
        return cls(
            bulletin_id=summary.bulletin_id,
            number=summary.number,
            title=summary.title,
            state=summary.state,
            is_only=found.is_only,
        )


class EmergencyUseAnswer(Answer):
    """An emergency that is not over."""

    id: UUID
    title: str
    state: EmergencyState


class ZoneUsesAnswer(Answer):
    """What names a zone, or one that lies in it. zones: those that lie in it."""

    zones: list[ZoneAnswer]
    stations: list[StationUseAnswer]
    slots: list[SlotUseAnswer]
    bulletins: list[BulletinUseAnswer]
    emergencies: list[EmergencyUseAnswer]


@router.get("/zones")
def list_zones(actor: Looking, session: ReadSession) -> ZonesAnswer:
    """All zones of the commune."""
    return ZonesAnswer(items=[ZoneAnswer.of(found) for found in zones(session, actor.commune_id)])


@router.post("/zones", status_code=201)
def post_zone(parts: Parts, actor: SignedIn, session: WriteSession, form: ZoneForm, response: Response) -> ZoneAnswer:
    """Add a zone."""
    made = acts.add(parts, session, actor, form.name, form.level, parent=form.parent)
    response.headers["Location"] = f"/api/v1/zones/{made.id}"
    return _answer(made, response)


@router.get("/zones/{zone_id}")
def get_zone(actor: Looking, session: ReadSession, zone_id: UUID, response: Response) -> ZoneAnswer:
    """One zone; its `ETag` is what an edit names."""
    return _answer(zone(session, actor.commune_id, ZoneId(zone_id)), response)


@router.get("/zones/{zone_id}/uses")
def get_uses(parts: Parts, actor: Looking, session: ReadSession, zone_id: UUID) -> ZoneUsesAnswer:
    """What names a zone, before it is merged or taken away; nothing is written."""
    found = zone_uses(session, parts.clock, actor.commune_id, ZoneId(zone_id))
    return ZoneUsesAnswer(
        zones=[ZoneAnswer.of(each) for each in found.inside],
        stations=[StationUseAnswer(id=each.id, name=each.name) for each in found.stations],
        slots=[SlotUseAnswer.model_validate(each) for each in found.slots],
        bulletins=[BulletinUseAnswer.of(each) for each in found.bulletins],
        emergencies=[EmergencyUseAnswer(id=each.id, title=each.title, state=each.state) for each in found.emergencies],
    )


@router.put("/zones/{zone_id}")
def put_zone(
    parts: Parts, actor: SignedIn, session: WriteSession, zone_id: UUID, form: ZoneEditForm, tag: RequiredTag, response: Response
) -> ZoneAnswer:
    """Rename a zone, or let it lie in another; what lies in it goes with it, and all that names it follows."""
    return _answer(acts.change(parts, session, actor, ZoneId(zone_id), form.name, parent=form.parent, tag=tag), response)


@router.post("/zones/{zone_id}/merge")
def post_merge(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    zone_id: UUID,
    form: MergeForm,
    response: Response,
    *,
    reopen: Reopen = False,
) -> MergedAnswer:
    """Merge a zone into another, which all that named it names now; its bulletins are approved anew, `reopen` agrees to that."""
    found, drafts = acts.merge(parts, session, actor, ZoneId(zone_id), into=form.into, may_reopen=reopen)
    reopened = [DraftAnswer.model_validate(each) for each in drafts]
    return MergedAnswer(**dict(_answer(found, response)), reopened=reopened)


@router.delete("/zones/{zone_id}", status_code=204, responses=WAITING)
@lane
def delete_zone(parts: Parts, actor: Silencing, zone_id: UUID) -> Response:
    """Take a zone away with all that lies in it: what was for nothing else is silent at once, and never sounds again."""
    return told(acts.remove(parts, actor, ZoneId(zone_id))) or Response(status_code=204)


def _answer(found: Zone, response: Response) -> ZoneAnswer:
    tell(response, found.tag)
    return ZoneAnswer.of(found)
