"""The days of a week or a month as pages head them: with what is celebrated, worked or mourned on them."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.calendar import lunar_words
from app.timetable import day_of, holidays, mourning_periods, working_days
from app.units import CommuneId
from app.values import frozen
from app.words import weekday


@frozen
class Head:
    """A day. notes: of what it is beside a weekday; is_off: nobody works on it; is_mourning: nothing cheerful may sound."""

    day: date
    name: str
    short: str
    lunar: str
    notes: tuple[str, ...]
    is_off: bool
    is_mourning: bool


def heads(session: Session, commune_id: CommuneId, days: Sequence[date]) -> list[Head]:
    """Each of `days`."""
    table, working = holidays(session, commune_id), working_days(session, commune_id)
    periods = mourning_periods(session, commune_id)
    found = []
    for day in days:
        begin, end = day_of(day)
        named = [
            each.name
            for each in table
            if not each.rule.is_worked and any(each.rule.begins(day - timedelta(days=back)) for back in range(each.rule.days))
        ]
        is_off, is_worked = working.is_holiday(day), working.is_working(day)
        if is_off and not named:
            named = ["Nghỉ bù"]
        if is_worked and day.weekday() >= 5:  # noqa: PLR2004  # Saturday
            named.append("Làm bù")
        mourned = [_mourned(each.name) for each in periods if each.starts_at < end and begin < each.ends_at]
        found.append(
            Head(
                day, weekday(day), f"{day:%d/%m}", lunar_words(day), (*named, *mourned), is_off=is_off, is_mourning=bool(mourned)
            )
        )
    return found


def _mourned(name: str) -> str:
    """A period that is called only what it is, is not called so twice."""
    return name if name.casefold().startswith("quốc tang") else f"Quốc tang: {name}"
