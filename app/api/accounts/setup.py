"""Founding the installation with its one-time code."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import ConfigDict, Field, JsonValue

from app.api.shared.answers import also
from app.api.shared.forms import Answer, Form
from app.edge import LateRoute, Parts
from app.zones import FirstPeople, found_by_code

router = APIRouter(tags=["setup"], route_class=LateRoute)


_EXAMPLE: dict[str, JsonValue] = {
    "code": "ABCDE-FGHJK-LMNPQ-RSTUV",
    "commune": "xã Liên An",
    "name": "Nguyễn Thu",
    "approver": "Trần Minh Khôi",
}


class SetupForm(Form):
    """The code that `serve` printed, the commune's name, and those of its first people.

    approver: who approves what others write. A commune that has one officer says so instead.
    """

    code: str = Field(max_length=64)
    commune: str = Field(min_length=1, max_length=120)
    name: str = Field(default="Quản trị viên", min_length=1, max_length=120, description="Tên quản trị viên đầu tiên.")

    approver: Annotated[str, Field(min_length=1, max_length=120)] | None = Field(
        default=None, description="Tên người duyệt; bỏ trống khi xã chỉ có một cán bộ."
    )
    one_officer: bool = Field(default=False, description="Xã chỉ có một cán bộ, vừa soạn vừa duyệt.")

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})


class SetupAnswer(Answer):
    """What was founded; `token` and `approver_token` are shown this once; the latter is null where there is one officer."""

    commune_id: UUID
    commune: str
    zone_id: UUID
    person_id: UUID
    name: str
    token: str
    approver_token: str | None


@router.post("/setup", status_code=201, responses=also(403))
def set_up(parts: Parts, form: SetupForm) -> SetupAnswer:
    """Make the commune, its first administrator and its approver, with a token for each."""
    people = FirstPeople(form.name, form.approver, one_officer=form.one_officer)
    founding = found_by_code(parts.sessions, parts.clock, code=form.code, name=form.commune, people=people)
    return SetupAnswer(
        commune_id=founding.commune_id,
        commune=founding.root.name,
        zone_id=founding.root.id,
        person_id=founding.admin_id,
        name=founding.admin.name,
        token=founding.token,
        approver_token=founding.approver_token or None,
    )
