"""*Báo cáo*: before which days reports go to the level above, and the Word templates that letters are written by."""

from typing import Annotated

from fastapi import APIRouter, Form, Response, UploadFile
from pydantic import Field
from sqlalchemy.orm import Session

from app.accounts import Right
from app.desk import reporting as acts
from app.documents import LARGEST_TEMPLATE
from app.plans import MOST_DEADLINES, Deadline, Period, Reporting, letter_templates, reporting
from app.reports import Letter
from app.tags import Tag
from app.web.shared.asking import Page
from app.web.shared.faults import Fault
from app.web.shared.fields import Fields
from app.web.shared.pages import go
from app.web.shared.typed import BLANK, TypedDayError, day_in, number_in
from app.web.shared.visit import Visit, Visiting
from app.words import word

router = APIRouter(prefix="/cai-dat/bao-cao", route_class=Page)

_MOST_DAYS = 90


class ReportingFields(Fields):
    """What the form holds, as it was typed: a day and a month in each line that is used, and what its report is about."""

    day: list[Annotated[str, Field(max_length=20)]] = Field(default=[], max_length=MOST_DEADLINES)
    period: list[Period] = Field(default=[], max_length=MOST_DEADLINES)
    remind_days: str = Field(default="", max_length=20)
    tag: str = Field(default="", max_length=100)

    @classmethod
    def of(cls, found: Reporting) -> "ReportingFields":
        """What holds now."""
        return cls(
            day=[f"{each.day:02d}/{each.month}" for each in found.deadlines],
            period=[each.period for each in found.deadlines],
            remind_days=str(found.remind_days),
            tag=str(found.tag),
        )

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The lines of the form: one more than are used."""
        used = [(day, period.value) for day, period in zip(self.day, self.period, strict=False) if day.strip()]
        return [*used, ("", Period.YEAR.value)][:MOST_DEADLINES]

    def wanted(self) -> tuple[list[Deadline], int]:
        """What it asks for. Raises a `TypedError`."""
        deadlines = []
        for typed, period in zip(self.day, self.period, strict=False):
            if not typed.strip():
                continue
            at = day_in(f"{typed.strip()}/2025", "day")  # a deadline is a day of every year
            if at is None:
                raise TypedDayError(typed=BLANK, name="day")
            deadlines.append(Deadline(at.month, at.day, period))
        days = number_in(self.remind_days, "remind_days", least=1, most=_MOST_DAYS)
        return deadlines, Reporting().remind_days if days is None else days


@router.get("")
def get_reporting(visit: Visiting) -> Response:
    """What holds."""
    visit.must(Right.LOOK)
    return _page(visit, ReportingFields.of(reporting(visit.session, visit.commune_id)))


@router.post("")
def post_reporting(visit: Visiting, form: Annotated[ReportingFields, Form()]) -> Response:
    """Set it."""

    def act(session: Session) -> None:
        deadlines, days = form.wanted()
        acts.set_deadlines(visit.parts, session, visit.actor, deadlines, remind_days=days, tag=Tag(form.tag))

    if fault := visit.refused(act, "day"):
        visit.must(Right.LOOK)
        return _page(visit, form, fault=fault)
    return _saved()


@router.post("/mau/{letter}")
def post_template(visit: Visiting, letter: Letter, file: UploadFile | None = None) -> Response:
    """Bring a template of the office."""
    visit.must(Right.COMMUNE)
    name, data = ("", b"") if file is None else (file.filename or "", file.file.read(LARGEST_TEMPLATE + 1))

    def act(session: Session) -> None:
        acts.put_template(visit.parts, session, visit.actor, letter, name=name, data=data)

    if fault := visit.refused(act, f"file_{letter.value}"):
        return _page(visit, ReportingFields.of(reporting(visit.session, visit.commune_id)), fault=fault)
    return _saved()


@router.post("/mau/{letter}/bo")
def post_drop(visit: Visiting, letter: Letter) -> Response:
    """Go back to the product's own."""
    with visit.parts.sessions.begin() as session:
        acts.drop_template(visit.parts, session, visit.actor, letter)
    return _saved()


def _saved() -> Response:
    return go("/cai-dat/bao-cao", done="da-luu-cai-dat")


def _page(visit: Visit, form: ReportingFields, *, fault: Fault | None = None) -> Response:
    own = letter_templates(visit.session, visit.commune_id)
    values = {
        "form": form,
        "fault": fault,
        "periods": [(each.value, word("report_period", each.value)) for each in Period],
        "letters": [(each.value, word("letter", each.value), own.get(each.value)) for each in Letter],
        "may_write": visit.actor.may(Right.COMMUNE),
    }
    return visit.page("settings/reporting.html", values)
