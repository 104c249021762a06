"""Emergencies over HTTP: begun with a PIN, confirmed, ended, taken back; CAP 1.2 messages from outside."""

from collections.abc import Collection
from datetime import datetime, time
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field

from app.accounts import Actor, Right
from app.api.shared.conditional import RequiredTag, tell
from app.api.shared.forms import Answer, Form
from app.api.shared.silencing import WAITING, told
from app.clock import COMMUNE_ZONE
from app.desk import emergencies as acts
from app.dispatch import UNREACHED, Reach, StationReach, is_unreached, reach_of
from app.edge import AskedFirst, Parts, ReadSession, SignedIn, Silencing, may
from app.emergencies import (
    LONGEST_TEXT,
    Alarm,
    Emergency,
    EmergencyRules,
    EmergencyState,
    Hazard,
    MsgType,
    Resume,
    Sort,
    Status,
    emergencies,
    emergency,
    emergency_rules,
    emergency_templates,
)
from app.turns import lane
from app.units import EmergencyId
from app.wiring import Services
from app.words import sentence, word

router = APIRouter(prefix="/emergencies", tags=["emergencies"], route_class=AskedFirst)

Looking = Annotated[Actor, Depends(may(Right.LOOK_ALARMS))]
Pin = Annotated[str, Header(alias="X-Emergency-Pin", min_length=1, max_length=20, description="Mã PIN phát khẩn của người gọi.")]
MaybePin = Annotated[
    str, Header(alias="X-Emergency-Pin", max_length=20, description="Mã PIN phát khẩn, khi có lượt phát khẩn được phát tiếp.")
]
Key = Annotated[
    str,
    Header(alias="Idempotency-Key", min_length=1, max_length=200, description="Khóa do bên gọi đặt: gửi lại không phát hai lần."),
]


_CAP_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/cap+xml": {
                "schema": {"type": "string"},
                "example": '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">…</alert>',
            }
        },
    },
}


async def _body(request: Request) -> bytes:
    return await request.body()


class EmergencyForm(Form):
    """What to sound. Exactly one of text, template (with values) and recording_id says it."""

    title: str = Field(default="", max_length=200, description="Tên thông báo; bỏ trống thì lấy của mẫu hoặc câu đầu.")
    hazard: Hazard = Field(default=Hazard.OTHER, description="Loại việc khẩn; cũng là tên mẫu.")
    text: str | None = Field(default=None, max_length=LONGEST_TEXT, description="Lời phát, nếu không dùng mẫu.")
    values: dict[str, str] | None = Field(default=None, description="Những chỗ điền của mẫu theo `hazard`.")
    recording_id: UUID | None = Field(default=None, description="Bản ghi âm phát thay lời đọc.")
    zones: list[str] = Field(min_length=1, max_length=200, description="Khu vực phát, ít nhất một.")
    repeat_every_min: int = Field(default=5, ge=1, le=240, description="Nhắc lại sau bấy nhiêu phút.")
    ends_at: datetime = Field(description="Thời điểm kết thúc, bắt buộc.")
    status: Status = Field(default=Status.ACTUAL, description="`Actual` phát thật; `Exercise` là diễn tập; loại khác chỉ lưu.")

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "hazard": "dam_release",
                    "values": {"ho_chua": "Hồ Sông Sào", "luc": "14 giờ hôm nay", "luu_luong": "300 m3/s"},
                    "zones": ["xã Liên An"],
                    "repeat_every_min": 10,
                    "ends_at": "2025-11-04T18:00:00+07:00",
                },
            ],
        },
    )


class CancelEmergencyForm(Form):
    """Why it ends."""

    reason: str = Field(default="", max_length=500, description="Lý do.", examples=["Bão đã tan."])


class PinForm(Form):
    """A new PIN."""

    pin: str = Field(max_length=20, description="6 đến 12 chữ số.", examples=["481516"])
    old_pin: str | None = Field(default=None, max_length=20, description="Mã PIN đang dùng; chỉ bỏ trống khi chưa có mã nào.")


class ReachAnswer(Answer):
    """A station that is to sound it, and how far it has come there."""

    station_id: UUID
    name: str
    state: Reach
    state_word: str

    @classmethod
    def of(cls, found: StationReach) -> Self:
        """The answer."""
        return cls(station_id=found.station_id, name=found.name, state=found.state, state_word=word("reach", found.state.value))


class EmergencyAnswer(Answer):
    """An emergency. state_word: on the screen. reach: of one that sounds, its stations. warning: when it reaches nobody."""

    id: UUID
    sort: Sort
    correction_of: UUID | None
    identifier: str
    sender: str
    sent: datetime
    status: Status
    msg_type: MsgType
    references: list[str]
    hazard: Hazard
    title: str
    text: str
    spoken: str
    zones: list[UUID]
    repeat_every_s: int
    ends_at: datetime
    state: EmergencyState
    state_word: str
    seconds: float | None
    content_hash: str
    started_by: str
    confirmed_by: str | None
    began_at: datetime | None
    ended_at: datetime | None
    ended_by: str | None
    end_reason: str | None
    reach: list[ReachAnswer]
    warning: str | None

    @classmethod
    def of(cls, found: Emergency, reach: Collection[StationReach] | None = None) -> Self:
        """The answer for an emergency. reach: of one that sounds; None where it was not asked for."""
        own = {"zones", "state_word", "seconds", "reach", "warning"}
        lost = reach is not None and is_unreached(reach)
        return cls(
            zones=list(found.zone_ids),
            state_word=word(found.called, found.state.value),
            seconds=found.audio.seconds if found.audio else None,
            reach=[ReachAnswer.of(each) for each in reach or ()],
            warning=sentence(UNREACHED).detail if lost else None,
            **{name: getattr(found, name) for name in cls.model_fields if name not in own},
        )


class CapAnswer(EmergencyAnswer):
    """What a message became. others: its further blocks, each for its own areas. unknown_areas: not of this commune.

    unended: references that name nothing of this sender that is known here; should such an alert come late, it will not sound.
    is_late: this one came after its own cancellation or update, and does not sound.
    """

    others: list[EmergencyAnswer]
    unknown_areas: list[str]
    unended: list[str]
    is_late: bool


class EmergenciesAnswer(Answer):
    """The newest hundred, the newest first."""

    items: list[EmergencyAnswer]


class TemplateAnswer(Answer):
    """A template. variables: the name of each blank, and what to write there."""

    hazard: Hazard
    title: str
    text: str
    variables: dict[str, str]


class TemplatesAnswer(Answer):
    """All templates."""

    items: list[TemplateAnswer]


class RulesForm(Form):
    """What the commune decides. No hours: it is repeated at any hour."""

    two_persons: bool = Field(default=False, description="Phải có người thứ hai xác nhận.")
    repeat_from: time | None = Field(default=None, description="Chỉ nhắc lại từ giờ này.")
    repeat_to: time | None = Field(default=None, description="Đến giờ này.")
    resume: Resume = Field(default=Resume.SENTENCE, description="Chương trình bị cắt: phát tiếp từ đầu câu, hoặc thôi.")

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"two_persons": True, "repeat_from": "07:00", "repeat_to": "20:00"}]}
    )


class RulesAnswer(Answer):
    """What holds."""

    two_persons: bool
    repeat_from: time | None
    repeat_to: time | None
    resume: Resume


@router.get("/templates")
def get_templates(_actor: Looking) -> TemplatesAnswer:
    """The templates and their blanks."""
    found = emergency_templates().values()
    return TemplatesAnswer(
        items=[TemplateAnswer(hazard=one.hazard, title=one.title, text=one.text, variables=dict(one.variables)) for one in found]
    )


@router.put("/pin", status_code=204)
def put_pin(parts: Parts, actor: SignedIn, form: PinForm) -> None:
    """Set the caller's own PIN; changing it takes the old one, which counts as an attempt when it is wrong."""
    acts.change_pin(parts, actor, form.pin, old=form.old_pin)


@router.get("/rules")
def get_rules(actor: Looking, session: ReadSession, response: Response) -> RulesAnswer:
    """What the commune decided; its `ETag` is what an edit names."""
    found = emergency_rules(session, actor.commune_id)
    tell(response, found.tag)
    return RulesAnswer.model_validate(found)


@router.put("/rules")
def put_rules(parts: Parts, actor: SignedIn, pin: Pin, tag: RequiredTag, form: RulesForm, response: Response) -> RulesAnswer:
    """Decide anew, with the PIN: who may wake the village alone is no matter of a token. What sounds keeps what held before."""
    wanted = EmergencyRules(form.two_persons, form.repeat_from, form.repeat_to, form.resume)
    written = acts.set_rules(parts, actor, wanted, tag=tag, pin=pin)
    tell(response, written.tag)
    return RulesAnswer.model_validate(written)


@router.post("", status_code=201)
def post_emergency(parts: Parts, actor: SignedIn, form: EmergencyForm, pin: Pin, key: Key) -> EmergencyAnswer:
    """Sound an emergency now. The same key again answers with the same emergency, and nothing sounds a second time."""
    ends_at = form.ends_at if form.ends_at.tzinfo else form.ends_at.replace(tzinfo=COMMUNE_ZONE)
    asked = Alarm(
        title=form.title,
        hazard=form.hazard,
        text=form.text,
        values=form.values,
        recording_id=form.recording_id,
        zones=tuple(form.zones),
        repeat_every_s=form.repeat_every_min * 60,
        ends_at=ends_at,
        status=form.status,
    )
    return _answer(parts, actor, acts.raise_alarm(parts, actor, asked, pin=pin, key=key))


@router.post("/cap", status_code=201, openapi_extra=_CAP_BODY)
def post_cap(parts: Parts, actor: SignedIn, body: Annotated[bytes, Depends(_body)], pin: Pin) -> CapAnswer:
    """Take a CAP 1.2 message. Only `Actual` for the public sounds; `Update` and `Cancel` end what they refer to."""
    taken = acts.take_cap(parts, actor, body, pin=pin)
    first, *others = (_answer(parts, actor, each) for each in taken.emergencies)
    return CapAnswer(
        **first.model_dump(),
        others=others,
        unknown_areas=list(taken.unknown_areas),
        unended=list(taken.unended),
        is_late=taken.is_late,
    )


@router.get("")
def get_emergencies(parts: Parts, actor: Looking, session: ReadSession, state: EmergencyState | None = None) -> EmergenciesAnswer:
    """The newest hundred, corrections among them."""
    found = emergencies(session, actor.commune_id, state)
    reach = reach_of(session, parts.clock.now(), actor.commune_id, found)
    return EmergenciesAnswer(items=[EmergencyAnswer.of(each, reach.get(each.id)) for each in found])


@router.get("/{emergency_id}")
def get_emergency(parts: Parts, actor: Looking, session: ReadSession, emergency_id: UUID) -> EmergencyAnswer:
    """One emergency."""
    found = emergency(session, actor.commune_id, EmergencyId(emergency_id))
    return EmergencyAnswer.of(found, reach_of(session, parts.clock.now(), actor.commune_id, [found]).get(found.id))


@router.post("/{emergency_id}/confirm")
def post_confirm(parts: Parts, actor: SignedIn, emergency_id: UUID, pin: Pin) -> EmergencyAnswer:
    """The second person's word, with a PIN of their own: now it sounds."""
    return _answer(parts, actor, acts.confirm(parts, actor, EmergencyId(emergency_id), pin=pin))


@router.post("/{emergency_id}/cancel", responses=WAITING, response_model=EmergencyAnswer)
@lane
def post_cancel(
    parts: Parts, actor: Silencing, session: ReadSession, emergency_id: UUID, form: CancelEmergencyForm
) -> EmergencyAnswer | JSONResponse:
    """Let it sound no more. Silence needs no PIN."""
    receipt = acts.end(parts, actor, EmergencyId(emergency_id), reason=form.reason)
    if (waiting := told(receipt)) is not None:
        return waiting
    return _answer(parts, actor, emergency(session, actor.commune_id, EmergencyId(emergency_id)))


@router.post("/{emergency_id}/correct")
def post_correct(parts: Parts, actor: SignedIn, emergency_id: UUID, pin: Pin) -> EmergencyAnswer:
    """Take a false alarm back: it ends, and its prepared correction sounds at once."""
    return _answer(parts, actor, acts.correct(parts, actor, EmergencyId(emergency_id), pin=pin))


def _answer(parts: Services, actor: Actor, found: Emergency) -> EmergencyAnswer:
    with parts.sessions.read() as session:
        reach = reach_of(session, parts.clock.now(), actor.commune_id, [found])
    return EmergencyAnswer.of(found, reach.get(found.id))
