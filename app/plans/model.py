"""What a plan is: what a commune will tell its people in a year, by which channels, how often, and who sees to it."""

from datetime import date, timedelta
from enum import StrEnum
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
class Target:
    """How much of what is to be done from one day to another, both included, anew each `per`."""

    amount: int
    unit: Unit
    first: date
    last: date
    per: Per

    def due(self, month: date) -> int:
        """What of it falls to the month that begins on `month`."""
        first = max(month, self.first)
        last = min((month + timedelta(days=31)).replace(day=1) - timedelta(days=1), self.last)
        return self.amount * self._falling(first, last) if first <= last else 0

    def _falling(self, first: date, last: date) -> int:
        """How often it falls due from `first` to `last`, which lie in one month: at the end of what it counts by."""
        ends = last == self.last
        match self.per:
            case Per.WHOLE:
                return int(ends)
            case Per.QUARTER:
                return int(ends or last.month % 3 == 0)
            case Per.MONTH:
                return 1
            case Per.WEEK:  # from its first day on; what is left at the end is none
                return ((last - self.first).days + 1) // 7 - (first - self.first).days // 7
            case Per.DAY:
                return (last - first).days + 1


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
