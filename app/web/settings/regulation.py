"""*Quy chế*: the hours and minutes of the commune's regulation, and what it decides about emergencies."""

from datetime import date
from typing import Annotated, ClassVar

from fastapi import APIRouter, Form, Response
from pydantic import Field
from sqlalchemy.orm import Session

from app.accounts import Right
from app.desk import emergencies
from app.desk import regulation as acts
from app.emergencies import EmergencyRules, Resume, emergency_rules
from app.errors import AppError
from app.playout import QuietHours
from app.tags import Tag
from app.timetable import Regulation, regulation
from app.web.shared.asking import Page
from app.web.shared.faults import Fault
from app.web.shared.fields import Fields
from app.web.shared.pages import go
from app.web.shared.typed import BLANK, TypedError, TypedHourError, hour_in, line_in, needed_day_in, needed_hour_in, number_in
from app.web.shared.visit import Visit, Visiting
from app.words import day_of_year, hour_said, word

router = APIRouter(prefix="/cai-dat", route_class=Page)

_A_DAY_MIN = 1440


class NoDocumentError(TypedError):
    """Hours are to change, and the document that says so is not named. lacking: which of its parts, Vietnamese."""

    code: ClassVar[str] = "no_document"
    lacking: str


class RegulationFields(Fields):
    """What the form holds, as it was typed. No minutes: no limit."""

    number: str = Field(default="", max_length=120)
    dated: str = Field(default="", max_length=40)
    quiet_from: str = Field(default="", max_length=20)
    quiet_to: str = Field(default="", max_length=20)
    daily_minutes: str = Field(default="", max_length=20)
    slot_minutes: str = Field(default="", max_length=20)
    tag: str = Field(default="", max_length=100)

    @classmethod
    def of(cls, found: Regulation) -> "RegulationFields":
        """What holds now."""
        return cls(
            number=found.number,
            dated=day_of_year(found.dated) if found.dated else "",
            quiet_from=hour_said(found.quiet_hours.start),
            quiet_to=hour_said(found.quiet_hours.end),
            daily_minutes="" if found.daily_minutes is None else str(found.daily_minutes),
            slot_minutes="" if found.slot_minutes is None else str(found.slot_minutes),
            tag=str(found.tag),
        )

    def wanted(self) -> tuple[Regulation, date]:
        """What it asks for, and the document's day. Raises a `TypedError`."""
        parts = {"number": ("số", self.number), "dated": ("ngày ban hành", self.dated)}
        lacking = {name: words for name, (words, typed) in parts.items() if not typed.strip()}
        if lacking:
            raise NoDocumentError(typed=BLANK, name=next(iter(lacking)), lacking=" và ".join(lacking.values()))
        start, end = needed_hour_in(self.quiet_from, "quiet_from"), needed_hour_in(self.quiet_to, "quiet_to")
        dated = needed_day_in(self.dated, "dated")
        wanted = Regulation(
            number=line_in(self.number, "number"),
            quiet_hours=QuietHours(start, end),
            daily_minutes=number_in(self.daily_minutes, "daily_minutes", least=0, most=_A_DAY_MIN),
            slot_minutes=number_in(self.slot_minutes, "slot_minutes", least=0, most=_A_DAY_MIN),
        )
        return wanted, dated


class AlarmFields(Fields):
    """What the commune decides about emergencies, as it was typed. No hours: repeated at any hour."""

    two_persons: bool = False
    repeat_from: str = Field(default="", max_length=20)
    repeat_to: str = Field(default="", max_length=20)
    resume: Resume = Resume.SENTENCE
    pin: str = Field(default="", max_length=20)
    tag: str = Field(default="", max_length=100)

    @classmethod
    def of(cls, found: EmergencyRules) -> "AlarmFields":
        """What holds now."""
        return cls(
            two_persons=found.two_persons,
            repeat_from=hour_said(found.repeat_from) if found.repeat_from else "",
            repeat_to=hour_said(found.repeat_to) if found.repeat_to else "",
            resume=found.resume,
            tag=str(found.tag),
        )

    def wanted(self) -> EmergencyRules:
        """What it asks for. Raises `TypedHourError`."""
        since, until = hour_in(self.repeat_from, "repeat_from"), hour_in(self.repeat_to, "repeat_to")
        if (since is None) != (until is None):
            raise TypedHourError(typed=BLANK, name="repeat_from" if since is None else "repeat_to")
        return EmergencyRules(self.two_persons, since, until, self.resume)


@router.get("/quy-che")
def get_regulation(visit: Visiting) -> Response:
    """What holds."""
    visit.must(Right.LOOK)
    return _regulation(visit, RegulationFields.of(regulation(visit.session, visit.commune_id)))


@router.post("/quy-che")
def post_regulation(visit: Visiting, form: Annotated[RegulationFields, Form()]) -> Response:
    """Write it; what waits is looked at anew."""

    def act(session: Session) -> None:
        wanted, dated = form.wanted()
        acts.write(visit.parts, session, visit.actor, wanted, dated=dated, tag=Tag(form.tag))

    if fault := visit.refused(act, "quiet_from"):
        visit.must(Right.LOOK)
        return _regulation(visit, form, fault=fault)
    return go("/cai-dat/quy-che", done="da-luu-cai-dat")


@router.get("/quy-tac-khan")
def get_alarm_rules(visit: Visiting) -> Response:
    """What holds."""
    visit.must(Right.LOOK_ALARMS)
    return _alarm_rules(visit, AlarmFields.of(emergency_rules(visit.session, visit.commune_id)))


@router.post("/quy-tac-khan")
def post_alarm_rules(visit: Visiting, form: Annotated[AlarmFields, Form()]) -> Response:
    """Decide anew, with one's PIN; what sounds keeps what held before."""
    try:
        emergencies.set_rules(visit.parts, visit.actor, form.wanted(), tag=Tag(form.tag), pin=form.pin)
    except AppError as error:
        visit.must(Right.LOOK_ALARMS)
        return _alarm_rules(visit, form, fault=visit.fault(error, "pin"))
    return go("/cai-dat/quy-tac-khan", done="da-luu-cai-dat")


def _regulation(visit: Visit, form: RegulationFields, *, fault: Fault | None = None) -> Response:
    values = {"form": form, "fault": fault, "may_write": visit.actor.may(Right.COMMUNE)}
    return visit.page("settings/regulation.html", values)


def _alarm_rules(visit: Visit, form: AlarmFields, *, fault: Fault | None = None) -> Response:
    values = {
        "form": form,
        "resumes": [(each.value, word("resume", each.value)) for each in Resume],
        "fault": fault,
        "may_write": visit.actor.may(Right.COMMUNE),
    }
    return visit.page("settings/alarm_rules.html", values)
