"""On which days a slot falls: a rule of whole days or lunar days, extra dates, exceptions; and its local time of day.

The days of the rule, or of the moon, lie between the first and the last date and are thinned by the choice of days; then come the
extra dates, and what is excepted is never there: RFC 5545's (RRULE + RDATE) - EXDATE. COUNT counts days of the rule alone.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from app.calendar.errors import BadRuleError, NoOccurrenceError
from app.calendar.lunar import LAST_OF_MONTH, LONGEST_MONTH, LunarDay, lunar_days
from app.calendar.rfc5545 import HORIZON, day_rule
from app.calendar.working_days import NO_HOLIDAYS, DayChoice, WorkingDays
from app.clock import COMMUNE_ZONE
from app.values import frozen

_MONTHS = 12
LOOK_AHEAD = timedelta(days=41 * 366)
"""What does not come within this time never does: between two 29 February of one weekday lie up to 40 years."""


@frozen
class Recurrence:
    """A recurrence that was checked.

    rule: `FREQ=WEEKLY;BYDAY=MO,WE`, or empty; then `lunar` says the days, or there are none but the extra ones. at: local time.
    first_date: of these days, and what intervals are counted from; last_date: the last of them, included, or open.
    extra: days of their own; except_: days that are not.
    """

    rule: str
    at: time
    first_date: date
    last_date: date | None = None
    except_: frozenset[date] = frozenset()
    extra: frozenset[date] = frozenset()
    lunar: tuple[LunarDay, ...] = ()
    choice: DayChoice = DayChoice.EVERY

    def days(self, since: date, until: date, working: WorkingDays = NO_HOLIDAYS) -> list[date]:
        """The days from `since` to `until`, both included; sorted, each once."""
        regular = working.chosen(self.regular_days(since, until), self.choice)
        extra = {day for day in self.extra if since <= day <= until}
        return sorted((extra | set(regular)) - self.except_)

    def regular_days(self, since: date, until: date) -> list[date]:
        """The days of the rule or of the moon, before the choice of days and the dates beside."""
        begin, end = max(since, self.first_date), min(until, self.last_date or until)
        if end < begin:
            return []
        return day_rule(self.rule).days(self.first_date, begin, end) if self.rule else lunar_days(self.lunar, begin, end)

    def between(self, since: datetime, until: datetime, working: WorkingDays = NO_HOLIDAYS) -> list[datetime]:
        """The instants (UTC) from `since` up to, not including, `until`; sorted, each once."""
        days = self.days(since.astimezone(COMMUNE_ZONE).date(), until.astimezone(COMMUNE_ZONE).date(), working)
        return [moment for moment in map(self.on, days) if since <= moment < until]

    def on(self, day: date) -> datetime:
        """The instant (UTC) of its hour on a day."""
        return datetime.combine(day, self.at, COMMUNE_ZONE).astimezone(UTC)

    def first_from(self, day: date, working: WorkingDays = NO_HOLIDAYS) -> date | None:
        """Its first day on or after `day`, looked for over 41 years; None when there is none."""
        begin = max(day, min(self.extra | {self.first_date}))
        last = max({begin + LOOK_AHEAD if self.last_date is None else self.last_date} | self.extra)
        step = timedelta(days=64)
        while begin <= last:
            if found := self.days(begin, min(begin + step, last), working):
                return found[0]
            begin, step = begin + step + timedelta(days=1), step * 2
        return None

    def until(self, day: date) -> "Recurrence":
        """The part of it before `day`: its days from `day` on are gone."""
        last = day - timedelta(days=1)
        return replace(
            self,
            last_date=last if self.last_date is None else min(last, self.last_date),
            extra=frozenset(each for each in self.extra if each < day),
            except_=frozenset(each for each in self.except_ if each < day),
        )

    def since(self, day: date) -> "Recurrence":
        """The part of it from `day` on, with its intervals and its COUNT as they were."""
        later = replace(
            self,
            extra=frozenset(each for each in self.extra if each >= day),
            except_=frozenset(each for each in self.except_ if each >= day),
        )
        if not self.rule or day <= self.first_date:
            return replace(later, first_date=max(day, self.first_date))
        rule, following = day_rule(self.rule), day_rule(self.rule).days(self.first_date, day, self.last_date or HORIZON)
        if not following:
            return replace(later, rule="", first_date=day)
        text = self.rule
        if rule.count is not None:
            text = ";".join(f"COUNT={len(following)}" if part.startswith("COUNT=") else part for part in text.split(";"))
        return replace(later, rule=text, first_date=following[0])


def recurrence(
    rule: str,
    at: time,
    first_date: date,
    last_date: date | None = None,
    *,
    except_: frozenset[date] = frozenset(),
    extra: frozenset[date] = frozenset(),
    lunar: tuple[LunarDay, ...] = (),
    choice: DayChoice = DayChoice.EVERY,
) -> Recurrence:
    """Check a recurrence.

    rule: with or without the leading `RRULE:`; empty: lunar days, or extra dates alone. at: naive local time, whole seconds.
    Raises `BadRuleError`, or `NoOccurrenceError` when it gives no day at all.
    """
    text = rule.strip().upper().removeprefix("RRULE:")
    if text:
        day_rule(text)
    if bool(text) is bool(lunar) and (text or not extra):
        raise BadRuleError(part=text[:40])
    for each in lunar:
        if not (each.day == LAST_OF_MONTH or 1 <= each.day <= LONGEST_MONTH) or not 1 <= (each.month or 1) <= _MONTHS:
            raise BadRuleError(part=f"{each.day}/{each.month}")
    made = Recurrence(
        text, at.replace(microsecond=0, tzinfo=None), first_date, last_date, except_, extra, tuple(dict.fromkeys(lunar)), choice
    )
    if made.first_from(min(extra | {first_date})) is None:
        raise NoOccurrenceError
    return made
