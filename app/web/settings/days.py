"""*Ngày nghỉ và quốc tang*: the table of holidays, by which some slots go, and periods in which no music is heard."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response
from pydantic import Field
from sqlalchemy.orm import Session

from app.accounts import Right
from app.calendar import CalendarKind, HolidayRule
from app.desk import holidays as holiday_acts
from app.desk import mourning as mourning_acts
from app.playout import Period
from app.tags import Tag
from app.timetable import Holiday, MourningPeriod, holidays, mourning_period, mourning_periods
from app.timetable import holiday as one_holiday
from app.web.shared.asking import Page
from app.web.shared.days import first_day, last_day
from app.web.shared.faults import Fault
from app.web.shared.fields import Fields
from app.web.shared.pages import go
from app.web.shared.typed import line_in, needed_moment_in, needed_number_in, number_in
from app.web.shared.visit import Visit, Visiting

router = APIRouter(prefix="/cai-dat", route_class=Page)

_PLACE = "/cai-dat/ngay-nghi"
_MOURNING = "/cai-dat/quoc-tang"
_CALENDARS = (("solar", "Dương lịch"), ("lunar", "Âm lịch"))
_SORTS = (("", "Nghỉ"), ("true", "Làm bù"))
_LAST_OF_MONTH, _LAST = -1, "cuối tháng"


class HolidayFields(Fields):
    """A row as it was typed. day: `cuối tháng` is the last of its month. year: empty, each year."""

    name: str = Field(default="", max_length=200)
    calendar: CalendarKind = CalendarKind.SOLAR
    day: str = Field(default="", max_length=20)
    month: str = Field(default="", max_length=20)
    days: str = Field(default="1", max_length=20)
    year: str = Field(default="", max_length=20)
    worked: str = Field(default="", max_length=10)
    source: str = Field(default="", max_length=500)
    tag: str = Field(default="", max_length=100)

    @classmethod
    def of(cls, found: Holiday) -> "HolidayFields":
        """A row as it stands."""
        rule = found.rule
        return cls(
            name=found.name,
            calendar=rule.calendar,
            day=_LAST if rule.day == _LAST_OF_MONTH else str(rule.day),
            month=str(rule.month),
            days=str(rule.days),
            year=str(rule.year or ""),
            worked="true" if rule.is_worked else "",
            source=found.source,
            tag=str(found.tag),
        )

    def rule(self) -> HolidayRule:
        """Its days. Raises `TypedNumberError`."""
        is_last = self.day.strip().casefold() == _LAST
        return HolidayRule(
            self.calendar,
            needed_number_in(self.month, "month", least=1, most=12),
            _LAST_OF_MONTH if is_last else needed_number_in(self.day, "day", least=1, most=31),
            needed_number_in(self.days, "days", least=1, most=31),
            number_in(self.year, "year", least=2000, most=2100),
            is_worked=bool(self.worked),
        )


class MourningFields(Fields):
    """A period as it was typed; of days both are included."""

    title: str = Field(default="", max_length=200)
    first: str = Field(default="", max_length=40)
    last: str = Field(default="", max_length=40)
    basis: str = Field(default="", max_length=500)
    tag: str = Field(default="", max_length=100)

    @classmethod
    def of(cls, found: MourningPeriod) -> "MourningFields":
        """A period as it stands."""
        return cls(
            title=found.name,
            first=first_day(found.starts_at),
            last=last_day(found.ends_at),
            basis=found.source,
            tag=str(found.tag),
        )

    def period(self) -> Period:
        """From when to when. Raises `TypedMomentError`."""
        starts_at = needed_moment_in(self.first, "first", is_end=False)
        return Period(starts_at, needed_moment_in(self.last, "last", is_end=True))


@router.get("/ngay-nghi")
def get_days(visit: Visiting) -> Response:
    """Both tables."""
    visit.must(Right.LOOK)
    return _days(visit)


@router.post("/ngay-nghi")
def post_holiday(visit: Visiting, form: Annotated[HolidayFields, Form()]) -> Response:
    """Enter days off, or days that are worked instead."""

    def act(session: Session) -> None:
        name, source = line_in(form.name, "name"), line_in(form.source, "source", may_be_empty=True)
        holiday_acts.add(visit.parts, session, visit.actor, name, form.rule(), source=source)

    if fault := visit.refused(act, "day"):
        visit.must(Right.LOOK)
        return _days(visit, form=form, fault=fault)
    return go(_PLACE, done="da-luu-cai-dat")


@router.post("/quoc-tang")
def post_mourning(visit: Visiting, form: Annotated[MourningFields, Form()]) -> Response:
    """Enter a period of mourning; what was prepared with music is prepared anew without it."""

    def act(session: Session) -> None:
        title, basis = line_in(form.title, "title"), line_in(form.basis, "basis", may_be_empty=True)
        mourning_acts.add(visit.parts, session, visit.actor, title, form.period(), source=basis)

    if fault := visit.refused(act, "first"):
        visit.must(Right.LOOK)
        return _days(visit, mourning=form, fault=fault)
    return go(_PLACE, done="da-luu-cai-dat")


@router.get("/quoc-tang/{period_id}")
def get_mourning(visit: Visiting, period_id: UUID) -> Response:
    """One period, to be mended or taken away."""
    visit.must(Right.COMMUNE)
    return _one_mourning(visit, period_id, MourningFields.of(mourning_period(visit.session, visit.commune_id, period_id)))


@router.post("/quoc-tang/{period_id}")
def post_mourning_change(visit: Visiting, period_id: UUID, form: Annotated[MourningFields, Form()]) -> Response:
    """Write it anew."""

    def act(session: Session) -> None:
        title, basis = line_in(form.title, "title"), line_in(form.basis, "basis", may_be_empty=True)
        period, tag = form.period(), Tag(form.tag)
        mourning_acts.change(visit.parts, session, visit.actor, period_id, title, period=period, source=basis, tag=tag)

    if fault := visit.refused(act, "first"):
        return _one_mourning(visit, period_id, form, fault=fault)
    return go(_PLACE, done="da-luu-cai-dat")


@router.post("/quoc-tang/{period_id}/bo")
def post_mourning_away(visit: Visiting, period_id: UUID, tag: Annotated[str, Form(max_length=100)] = "") -> Response:
    """Take it away, as one entered by mistake."""
    with visit.parts.sessions.begin() as session:
        mourning_acts.remove(visit.parts, session, visit.actor, period_id, tag=Tag(tag))
    return go(_PLACE, done="da-bo-dong")


@router.get("/ngay-nghi/{holiday_id}")
def get_holiday(visit: Visiting, holiday_id: UUID) -> Response:
    """One row, to be mended or taken away."""
    visit.must(Right.COMMUNE)
    return _one_holiday(visit, holiday_id, HolidayFields.of(one_holiday(visit.session, visit.commune_id, holiday_id)))


@router.post("/ngay-nghi/{holiday_id}")
def post_holiday_change(visit: Visiting, holiday_id: UUID, form: Annotated[HolidayFields, Form()]) -> Response:
    """Write it anew."""

    def act(session: Session) -> None:
        name, source = line_in(form.name, "name"), line_in(form.source, "source", may_be_empty=True)
        rule, tag = form.rule(), Tag(form.tag)
        holiday_acts.change(visit.parts, session, visit.actor, holiday_id, name, rule=rule, source=source, tag=tag)

    if fault := visit.refused(act, "day"):
        return _one_holiday(visit, holiday_id, form, fault=fault)
    return go(_PLACE, done="da-luu-cai-dat")


@router.post("/ngay-nghi/{holiday_id}/bo")
def post_holiday_away(visit: Visiting, holiday_id: UUID, tag: Annotated[str, Form(max_length=100)] = "") -> Response:
    """Take it away."""
    with visit.parts.sessions.begin() as session:
        holiday_acts.remove(visit.parts, session, visit.actor, holiday_id, tag=Tag(tag))
    return go(_PLACE, done="da-bo-dong")


def _days(
    visit: Visit,
    *,
    form: HolidayFields | None = None,
    mourning: MourningFields | None = None,
    fault: Fault | None = None,
) -> Response:
    session, commune_id = visit.session, visit.commune_id
    values = {
        "holidays": [(each, _when(each.rule)) for each in holidays(session, commune_id)],
        "periods": [(each, first_day(each.starts_at), last_day(each.ends_at)) for each in mourning_periods(session, commune_id)],
        "form": form or HolidayFields(),
        "mourning": mourning or MourningFields(),
        "calendars": _CALENDARS,
        "sorts": _SORTS,
        "fault": fault,
        "may_write": visit.actor.may(Right.COMMUNE),
    }
    return visit.page("settings/days.html", values)


def _one_holiday(visit: Visit, holiday_id: UUID, form: HolidayFields, *, fault: Fault | None = None) -> Response:
    values = {"form": form, "place": f"{_PLACE}/{holiday_id}", "calendars": _CALENDARS, "sorts": _SORTS, "fault": fault}
    return visit.page("settings/holiday.html", values)


def _one_mourning(visit: Visit, period_id: UUID, form: MourningFields, *, fault: Fault | None = None) -> Response:
    values = {"mourning": form, "place": f"{_MOURNING}/{period_id}", "fault": fault}
    return visit.page("settings/mourning.html", values)


def _when(rule: HolidayRule) -> str:
    """`30/4 mỗi năm`; `cuối tháng 12 âm lịch, 5 ngày liền`."""
    day = f"{_LAST} {rule.month}" if rule.day == _LAST_OF_MONTH else f"{rule.day}/{rule.month}"
    moon = " âm lịch" if rule.calendar is CalendarKind.LUNAR else ""
    year = f" năm {rule.year}" if rule.year else " mỗi năm"
    return day + moon + year + (f", {rule.days} ngày liền" if rule.days > 1 else "")
