"""Slots: the rules of the timetable."""

from datetime import date, datetime, time
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from app.api.bulletin_forms import ZoneRefAnswer
from app.api.forms import Answer, Form
from app.api.replanning import commit_and_replan
from app.bulletins import Priority
from app.clock import local
from app.edge import Parts, ReadSession, SignedIn, WriteSession
from app.timetable import LATE_GRACE_S, Slot, Wanted, add_slot, end_slot, expand, recurrence, slot, slots
from app.units import BulletinId, SlotId

router = APIRouter(prefix="/slots", tags=["timetable"])

USUAL_TEMPLATE = "ban-tin"


def _local(value: time) -> time:
    if value.tzinfo is not None:
        raise PydanticCustomError("time_parsing", "a local time has no offset")
    return value


class SlotForm(Form):
    """A slot: at this local time, on the days of the rule, these bulletins in a programme."""

    title: str = Field(max_length=1000)
    at: Annotated[time, AfterValidator(_local)] = Field(description="Giờ địa phương, như 05:30.")
    rrule: str = Field(
        default="FREQ=DAILY", max_length=1000, description="Quy tắc RFC 5545 theo ngày, như FREQ=WEEKLY;BYDAY=MO,WE."
    )
    first_date: date | None = Field(default=None, description="Ngày đầu; để trống là hôm nay.")
    last_date: date | None = Field(default=None, description="Ngày cuối, tính cả ngày ấy; để trống là không thời hạn.")
    bulletins: list[UUID] = Field(max_length=50, description="Mã bản tin, theo thứ tự phát.")
    template: str = Field(default=USUAL_TEMPLATE, max_length=100, description="Mẫu chương trình.")
    zones: list[str] = Field(default=[], max_length=500, description="Đường dẫn khu vực phát; để trống là cả xã.")
    priority: Priority = Priority.NORMAL
    late_grace_s: int = Field(default=LATE_GRACE_S, ge=0, le=3600, description="Được phát trễ tối đa bao nhiêu giây.")

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "title": "Bản tin sáng",
                    "at": "05:30",
                    "rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
                    "first_date": "2025-11-04",
                    "last_date": "2025-11-30",
                    "bulletins": ["019a4c00-0000-7000-8000-000000000001"],
                    "zones": ["xã Liên An"],
                },
            ],
        },
    )


class SlotAnswer(Answer):
    """A slot. at: local time; last_date: included."""

    id: UUID
    title: str
    at: time
    rrule: str
    first_date: date
    last_date: date | None
    bulletins: list[UUID]
    template: str
    zones: list[ZoneRefAnswer]
    priority: Priority
    late_grace_s: int
    created_by: str
    created_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, found: Slot) -> Self:
        """The answer for a slot."""
        return cls(
            id=found.id,
            title=found.title,
            at=found.at,
            rrule=found.recurrence.rule,
            first_date=found.recurrence.first_date,
            last_date=found.recurrence.last_date,
            bulletins=list(found.bulletins),
            template=found.template,
            zones=[ZoneRefAnswer.model_validate(zone) for zone in found.zones],
            priority=found.priority,
            late_grace_s=found.late_grace_s,
            created_by=found.created_by,
            created_at=found.created_at,
            ended_at=found.ended_at,
        )


class SlotsAnswer(Answer):
    """The slots that are in force, the newest first."""

    items: list[SlotAnswer]


@router.post("", status_code=201)
def post_slot(parts: Parts, actor: SignedIn, session: WriteSession, form: SlotForm, response: Response) -> SlotAnswer:
    """Put a slot on the timetable. An hour in the quiet hours is refused with the regulation's number."""
    first = form.first_date or local(parts.clock.now()).date()
    wanted = Wanted(
        title=form.title,
        recurrence=recurrence(form.rrule, form.at, first, form.last_date),
        bulletins=[BulletinId(key) for key in form.bulletins],
        template=form.template,
        zones=form.zones,
        priority=form.priority,
        late_grace_s=form.late_grace_s,
    )
    made = add_slot(session, parts.clock, actor, wanted)
    expand(session, parts.clock, actor.commune_id, days=parts.settings.timetable.manifest_days)
    commit_and_replan(parts, actor, session)
    response.headers["Location"] = f"/api/v1/slots/{made.id}"
    return SlotAnswer.of(made)


@router.get("")
def get_slots(actor: SignedIn, session: ReadSession) -> SlotsAnswer:
    """The slots of the timetable."""
    return SlotsAnswer(items=[SlotAnswer.of(found) for found in slots(session, actor.commune_id)])


@router.get("/{slot_id}")
def get_slot(actor: SignedIn, session: ReadSession, slot_id: UUID) -> SlotAnswer:
    """One slot, also one that was taken away."""
    return SlotAnswer.of(slot(session, actor.commune_id, SlotId(slot_id)))


@router.delete("/{slot_id}", status_code=204)
def delete_slot(parts: Parts, actor: SignedIn, session: WriteSession, slot_id: UUID) -> None:
    """Take a slot away; its coming occurrences are cancelled."""
    end_slot(session, parts.clock, actor, SlotId(slot_id))
    commit_and_replan(parts, actor, session)
