"""When the report on a plan is due, which a commune sets, and whether it was sent: what *Hôm nay* reminds of."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.clock import Clock, local
from app.db import of_commune, readable
from app.plans.errors import DeadlineError
from app.plans.stored import plans
from app.plans.tables import PlanReportingRow
from app.tags import Tag, refuse_stale, tag_of
from app.units import CommuneId
from app.values import frozen

MOST_DEADLINES = 6
_OVERDUE = timedelta(days=60)
"""So long after its day a report that nobody said was sent is still reminded of."""
_A_MONTH = timedelta(days=31)
_KIND = "plan_reporting"
_UNTOUCHED = tag_of(0)


class Period(StrEnum):
    """What part of a year a report is about."""

    YEAR = "year"
    FIRST_HALF = "first_half"
    SECOND_HALF = "second_half"
    FIRST_QUARTER = "first_quarter"
    SECOND_QUARTER = "second_quarter"
    THIRD_QUARTER = "third_quarter"
    FOURTH_QUARTER = "fourth_quarter"

    def months(self, year: int) -> list[date]:
        """The first days of its months."""
        first, many = _PARTS[self]
        return [date(year, month, 1) for month in range(first, first + many)]

    def year_reported(self, due: date) -> int:
        """Of which year a report before this day tells: of the one whose part ends nearest to it. 10 January: of the last."""
        ends = {year: self.months(year)[-1] + _A_MONTH for year in (due.year - 1, due.year)}
        return min(ends, key=lambda year: abs(ends[year] - due))


_PARTS = {
    Period.YEAR: (1, 12),
    Period.FIRST_HALF: (1, 6),
    Period.SECOND_HALF: (7, 6),
    Period.FIRST_QUARTER: (1, 3),
    Period.SECOND_QUARTER: (4, 3),
    Period.THIRD_QUARTER: (7, 3),
    Period.FOURTH_QUARTER: (10, 3),
}
"""The first month, and how many."""


@frozen
class Deadline:
    """Before this day of each year the report on a part of it goes to the level above."""

    month: int
    day: int
    period: Period

    def of(self, year: int) -> date:
        """The day in a year. Raises `ValueError` for one that no year has, such as 30 February."""
        return date(year, self.month, self.day)


USUAL = (Deadline(6, 1, Period.FIRST_HALF), Deadline(12, 1, Period.YEAR))
"""TT 10/2022/TT-BLĐTBXH, article 4; that programme ended in 2025, so a commune sets its own."""


@frozen
class Reporting:
    """What a commune set. remind_days: so long before a deadline it is reminded of. sent: deadlines whose report was sent."""

    deadlines: tuple[Deadline, ...] = USUAL
    remind_days: int = 14
    sent: tuple[date, ...] = ()
    tag: Tag = _UNTOUCHED


@frozen
class Reminder:
    """A report that is due before `due` and was not sent. days: until then; below 0 it is late."""

    plan_id: UUID
    due: date
    period: Period
    days: int


def reporting(session: Session, commune_id: CommuneId) -> Reporting:
    """What holds; without a row that can be read, as it ships."""
    query = of_commune(PlanReportingRow, commune_id).where(PlanReportingRow.revision > 0).order_by(PlanReportingRow.commune_id)
    found = readable(session, query, _reporting)
    return found[0] if found else Reporting()


def set_reporting(
    session: Session, clock: Clock, actor: Actor, *, deadlines: Iterable[Deadline], remind_days: int, tag: Tag
) -> Reporting:
    """Set when reports are due. tag: of what was seen. Raises `DeadlineError`, `StaleError`."""
    wanted = tuple(deadlines)
    for each in wanted:
        try:
            each.of(2025)  # a deadline is a day of every year
        except ValueError as exc:
            raise DeadlineError(day=f"{each.day}/{each.month}") from exc
    row = _held(session, actor.commune_id)
    refuse_stale(tag, tag_of(row.revision), kind=_KIND, key=str(actor.commune_id))
    row.deadlines = [{"month": each.month, "day": each.day, "period": each.period.value} for each in wanted]
    row.remind_days = remind_days
    return _write(session, clock, actor, row, act="set", deadlines=len(wanted))


def mark_sent(session: Session, clock: Clock, actor: Actor, due: date) -> Reporting:
    """Say that the report that is due before `due` was sent. Raises `DeadlineError` for a day that is no deadline near now."""
    row = _held(session, actor.commune_id)
    if due not in _days(_reporting(row), local(clock.now()).date()):
        raise DeadlineError(day=f"{due:%d/%m/%Y}")
    row.sent = sorted({*row.sent, due.isoformat()})
    return _write(session, clock, actor, row, act="send", due=due.isoformat())


def reminders(session: Session, commune_id: CommuneId, today: date) -> list[Reminder]:
    """The reports on this year's plan, and the last one's, that are due soon or late, by day; never of days before it stood."""
    found = reporting(session, commune_id)
    soon = timedelta(days=found.remind_days)
    days = _days(found, today)
    asked = [
        (due, period, period.year_reported(due))
        for due, periods in days.items()
        for period in periods
        if due - soon <= today <= due + _OVERDUE and due not in found.sent
    ]
    known = {each.content.year: each for each in plans(session, commune_id)}
    return [
        Reminder(known[year].id, due, period, (due - today).days)
        for due, period, year in sorted(asked)
        if year in known and known[year].stands_since < due
    ]


def _days(found: Reporting, today: date) -> dict[date, list[Period]]:
    """The deadlines of this year and of those beside it: one in January is near while it is still December."""
    days: dict[date, list[Period]] = {}
    for year in (today.year - 1, today.year, today.year + 1):
        for each in found.deadlines:
            days.setdefault(each.of(year), []).append(each.period)
    return days


def _held(session: Session, commune_id: CommuneId) -> PlanReportingRow:
    row = session.get(PlanReportingRow, commune_id, with_for_update=True, populate_existing=True)
    if row is None:
        usual = [{"month": each.month, "day": each.day, "period": each.period.value} for each in USUAL]
        row = PlanReportingRow(commune_id=commune_id, deadlines=usual, remind_days=Reporting().remind_days, sent=[], revision=0)
        session.add(row)
    return row


def _write(session: Session, clock: Clock, actor: Actor, row: PlanReportingRow, *, act: str, **facts: str | int) -> Reporting:
    row.revision, row.updated_at, row.updated_by = row.revision + 1, clock.now(), actor.name
    session.flush()
    record_act(session, row.updated_at, actor, act, subject=_KIND, subject_id=actor.commune_id, **facts)
    return _reporting(row)


def _reporting(row: PlanReportingRow) -> Reporting:
    return Reporting(
        tuple(Deadline(each["month"], each["day"], Period(each["period"])) for each in row.deadlines),
        row.remind_days,
        tuple(date.fromisoformat(each) for each in row.sent),
        tag_of(row.revision),
    )
