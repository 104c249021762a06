"""Founding the installation with its one-time code."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import ConfigDict, Field

from app.api.shared.forms import Answer, Form
from app.edge import Parts
from app.zones import found_by_code

router = APIRouter(tags=["setup"])


class SetupForm(Form):
    """The code that `serve` printed, the commune's name, and the first administrator's."""

    code: str = Field(max_length=64)
    commune: str = Field(min_length=1, max_length=120)
    name: str = Field(default="Quản trị viên", min_length=1, max_length=120, description="Tên quản trị viên đầu tiên.")

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"code": "ABCDE-FGHJK-LMNPQ-RSTUV", "commune": "xã Liên An", "name": "Nguyễn Văn Quản"}],
        },
    )


class SetupAnswer(Answer):
    """What was founded; `token` is shown this once."""

    commune_id: UUID
    commune: str
    zone_id: UUID
    person_id: UUID
    name: str
    token: str


@router.post("/setup", status_code=201)
def set_up(parts: Parts, form: SetupForm) -> SetupAnswer:
    """Make the commune, its first administrator and that person's token."""
    founding = found_by_code(parts.sessions, parts.clock, code=form.code, name=form.commune, admin=form.name)
    return SetupAnswer(
        commune_id=founding.commune_id,
        commune=founding.root.name,
        zone_id=founding.root.id,
        person_id=founding.admin_id,
        name=founding.admin.name,
        token=founding.token,
    )
