"""The tree of zones."""

from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field

from app.api.forms import Answer, Form
from app.edge import Parts, ReadSession, SignedIn, WriteSession
from app.units import ZoneId
from app.zones import Level, add_zone, resolve, root_zone, zones

router = APIRouter(tags=["zones"])


class ZoneForm(Form):
    """A new zone. parent: the path of the zone it lies in; empty: the whole commune."""

    name: str = Field(min_length=1, max_length=120)
    level: Level
    parent: str | None = Field(default=None, description="Đường dẫn khu vực chứa nó; để trống là cả xã.")

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "thôn Đông Trang", "level": "village", "parent": "xã Liên An / Thái Sơn cũ"}]},
    )


class ZoneAnswer(Answer):
    """A zone."""

    id: ZoneId
    parent_id: UUID | None
    level: Level
    name: str
    path: str


class ZonesAnswer(Answer):
    """All zones of the commune, each before those that lie in it."""

    items: list[ZoneAnswer]


@router.get("/zones")
def list_zones(actor: SignedIn, session: ReadSession) -> ZonesAnswer:
    """All zones of the commune."""
    return ZonesAnswer(items=[ZoneAnswer.model_validate(zone) for zone in zones(session, actor.commune_id)])


@router.post("/zones", status_code=201)
def post_zone(parts: Parts, actor: SignedIn, session: WriteSession, form: ZoneForm, response: Response) -> ZoneAnswer:
    """Add a zone."""
    parent = resolve(session, actor.commune_id, [form.parent])[0] if form.parent else root_zone(session, actor.commune_id)
    made = add_zone(session, parts.clock, actor, parent_id=parent.id, level=form.level, name=form.name)
    response.headers["Location"] = "/api/v1/zones"
    return ZoneAnswer.model_validate(made)
