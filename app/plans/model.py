"""What a plan is: what a commune will tell its people in a year, by which channels, how often, and who sees to it."""

from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from app.bulletins import Theme, ZoneRef
from app.tags import Tag
from app.values import frozen

MOST_TARGET = 100_000
"""Of anything, in a year: a number above is a slip of the pen, or no target."""
MOST_TASKS, MOST_LISTED = 500, 100
"""Rows of tasks; documents, officers or bodies: more is a list of something else."""
MOST_TEXT = 20_000
"""Signs of the goals, and of whom a plan is for."""
_DAY, _WEEK = timedelta(days=1), 7
Lines = tuple[int, int]
"""Where in the text of the plan something stands: first and last line, from 1, both included."""


class Channel(StrEnum):
    """A way to the people."""

    LOUDSPEAKERS = "loudspeakers"
    WEB_PAGE = "web_page"
    BANNERS = "banners"
    TRAINING = "training"
    MEETINGS = "meetings"


class Unit(StrEnum):
    """What a target counts."""

    TIMES = "times"
    MINUTES = "minutes"


class Per(StrEnum):
    """How often a target is to be done anew."""

    WHOLE = "whole"
    """Once, in all its days."""
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


@frozen
class PlanTheme:
    """A theme as the plan words it. theme: the one that its bulletins are written under."""

    title: str
    theme: Theme
    lines: Lines | None = None


@frozen
class PlanChannel:
    """A channel as the plan words it."""

    title: str
    channel: Channel
    lines: Lines | None = None


@frozen
class Round:
    """From one day to another, both included, `amount` of something is to be done."""

    first: date
    last: date
    amount: int


@frozen
class Target:
    """How much of what is to be done from one day to another, both included, anew each `per`."""

    amount: int
    unit: Unit
    first: date
    last: date
    per: Per

    def due(self, month: date) -> int:
        """What of it falls to the month that begins on `month`: each round in the month of its last day."""
        return sum(each.amount for each in self.rounds() if each.last.replace(day=1) == month)

    def rounds(self) -> tuple[Round, ...]:
        """Its rounds, one after the other.

        Of so much a day a week is a round, cut where a month ends; of so much a week what is left at the end is none.
        """
        return _rounds(self)


@lru_cache(maxsize=2048)
def _rounds(target: Target) -> tuple[Round, ...]:
    found: list[Round] = []
    first = target.first
    for end in _ends(target):
        last = min(end, target.last)
        days = (last - first).days + 1
        if target.per is not Per.WEEK or days == _WEEK:
            found.append(Round(first, last, target.amount * (days if target.per is Per.DAY else 1)))
        first = last + _DAY
        if first > target.last:
            break
    return tuple(found)


def _ends(target: Target) -> list[date]:
    """The last days of its rounds, ascending, up to one that is not before its own last day."""
    first, last = target.first, target.last
    months = [(date(first.year, month, 1) + timedelta(days=31)).replace(day=1) - _DAY for month in range(first.month, 13)]
    weeks = [first + timedelta(days=days + _WEEK - 1) for days in range(0, (last - first).days + 1, _WEEK)]
    match target.per:
        case Per.WHOLE:
            return [last]
        case Per.QUARTER:
            return [each for each in months if each.month % 3 == 0]
        case Per.MONTH:
            return months
        case Per.WEEK:
            return weeks
        case Per.DAY:
            return sorted({*weeks, *months})


@frozen
class Task:
    """Something to be done. officer: by whom, as an office and no name; theme, channel, target: as far as they are said."""

    title: str
    theme: Theme | None = None
    channel: Channel | None = None
    officer: str = ""
    target: Target | None = None
    lines: Lines | None = None


@frozen
class PlanContent:
    """What a plan says.

    number, dated: of the document. officers, bodies: who sees to it, who works with them, as offices and no names.
    zones: the villages it is for; none is the whole commune.
    """

    year: int
    title: str
    number: str = ""
    dated: date | None = None
    legal_basis: tuple[str, ...] = ()
    goals: str = ""
    audience: str = ""
    themes: tuple[PlanTheme, ...] = ()
    channels: tuple[PlanChannel, ...] = ()
    tasks: tuple[Task, ...] = ()
    officers: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    zones: tuple[ZoneRef, ...] = ()


@frozen
class Plan:
    """A commune's plan of one year. stands_since: the day it was entered; what was due before is not held against anybody."""

    id: UUID
    content: PlanContent
    tag: Tag
    stands_since: date
