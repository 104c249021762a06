"""The commune's operating regulation: quiet hours and minutes, with the document they come from."""

from datetime import date, time
from typing import Self

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field

from app.api.shared.conditional import RequiredTag, tell
from app.api.shared.forms import NEXT, Answer, Form
from app.desk import regulation as acts
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.playout import QuietHours
from app.timetable import Regulation, regulation

router = APIRouter(prefix="/regulation", tags=["timetable"], route_class=AskedFirst)


class RegulationForm(Form):
    """What the regulation says. quiet_from, quiet_to: local time; no minutes: no limit."""

    number: str = Field(min_length=1, max_length=120, description="Số hiệu quy chế.")
    dated: date = Field(description="Ngày ban hành.")
    quiet_from: time = Field(default=time(21), description="Bắt đầu giờ yên tĩnh.")
    quiet_to: time = Field(default=time(5), description="Hết giờ yên tĩnh.")
    daily_minutes: int | None = Field(default=None, ge=0, le=1440, description="Thời lượng tối đa trong ngày, phút.")
    slot_minutes: int | None = Field(default=None, ge=0, le=1440, description="Thời lượng tối đa của một khung giờ, phút.")

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "number": "01/QC-UBND",
                    "dated": "2025-07-15",
                    "quiet_from": "21:00",
                    "quiet_to": "05:00",
                    "daily_minutes": 90,
                    "slot_minutes": 30,
                },
            ],
        },
    )


class RegulationAnswer(Answer):
    """The regulation in force; number and date are empty while the commune has not entered one."""

    number: str
    dated: date | None
    quiet_from: time
    quiet_to: time
    daily_minutes: int | None
    slot_minutes: int | None

    @classmethod
    def of(cls, found: Regulation) -> Self:
        """The answer for a regulation."""
        return cls(
            number=found.number,
            dated=found.dated,
            quiet_from=found.quiet_hours.start,
            quiet_to=found.quiet_hours.end,
            daily_minutes=found.daily_minutes,
            slot_minutes=found.slot_minutes,
        )


@router.get("")
def get_regulation(actor: Looking, session: ReadSession, response: Response) -> RegulationAnswer:
    """What holds now; its `ETag` is what an edit names."""
    found = regulation(session, actor.commune_id)
    tell(response, found.tag)
    return RegulationAnswer.of(found)


@router.put("")
def put_regulation(
    parts: Parts, actor: SignedIn, session: WriteSession, form: RegulationForm, tag: RequiredTag, response: Response
) -> RegulationAnswer:
    """Write the regulation; what waits is looked at anew."""
    wanted = Regulation(
        number=form.number,
        quiet_hours=QuietHours(form.quiet_from.replace(tzinfo=None), form.quiet_to.replace(tzinfo=None)),
        daily_minutes=form.daily_minutes,
        slot_minutes=form.slot_minutes,
    )
    written = acts.write(parts, session, actor, wanted, dated=form.dated, tag=tag)
    tell(response, written.tag)
    response.headers["Link"] = NEXT
    return RegulationAnswer.of(written)
