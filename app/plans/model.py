"""What a plan is: what a commune will tell its people in a year, by which channels, how often, and who sees to it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.bulletins import Theme, ZoneRef
from app.tags import Tag

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


@dataclass(frozen=True, slots=True)
class PlanTheme:
    """A theme as the plan words it. theme: the one that its bulletins are written under."""

    title: str
    theme: Theme
    lines: Lines | None = None


@dataclass(frozen=True, slots=True)
class PlanChannel:
    """A channel as the plan words it."""

    title: str
    channel: Channel
    lines: Lines | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """How much of what is to be done from one day to another, both included.

    is_monthly: so much in each month that it touches; otherwise so much in all, due at its last day.
    """

    amount: int
    unit: Unit
    first: date
    last: date
    is_monthly: bool

    def due(self, month: date) -> int:
        """What of it falls to the month that begins on `month`."""
        begins, ends = self.first.replace(day=1), self.last.replace(day=1)
        return self.amount if begins <= month <= ends and (self.is_monthly or month == ends) else 0


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done. officer: by whom, as an office and no name; theme, channel, target: as far as they are said."""

    title: str
    theme: Theme | None = None
    channel: Channel | None = None
    officer: str = ""
    target: Target | None = None
    lines: Lines | None = None


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Plan:
    """A commune's plan of one year."""

    id: UUID
    content: PlanContent
    tag: Tag
