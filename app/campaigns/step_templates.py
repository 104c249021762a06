"""The steps of each kind of campaign: TOML files in `templates/`, in words of our own, which a commune may edit (`own_steps.py`).

title = "…"  legal_basis = […]                            "{nguon}" among them: what the poverty standard of the day rests on
window = { first = "09-01", last = "12-14", basis = "…" }     the days of the year it lies in; or
window = { day = 15, basis = "…" }                            the day of the month from which it begins
[[step]] code, title, days, basis, times, script              unit = "calendar" where days are not working days
  with = "call"        begins together with that step, not after all before it
  by_village = true    a bulletin for each village that meets, heard from `lead_days` before its meeting
  beyond = true        may lie after the campaign's last day
  kind = "spot"        a slogan, which is printed; without times nothing of it is in the timetable
  may_read_names       households may be named in it, with a reason
  tasks = [{ who, what, before }]  before: so many days before the step begins; without: by its last day
"""

import string
from datetime import date, time, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.bulletins import Kind
from app.campaigns.days import Terms
from app.campaigns.model import DayUnit, StepChoice

FOLDER = Path(__file__).parent / "templates"
VARIABLES = frozenset(
    {"xa", "nam", "tu", "den", "so_ngay", "can_cu", "nong_thon", "thanh_thi", "nguon", "can_bo", "dien_thoai", "noi_nhan"}
    | {"thon", "gio_hop", "noi_hop"}
)
LONGEST_DAYS = 120
_LONGEST_LABEL = 300
_DAY_OF_YEAR = r"^[0-9]{2}-[0-9]{2}$"
_OWN_DAYS = "do xã đặt"


def _known(text: str) -> str:
    """Raises ValueError for a variable that nobody fills."""
    parts = [each for each in string.Formatter().parse(text) if each[1] is not None]
    if any(spec or conversion for _, _, spec, conversion in parts):
        raise ValueError("a variable is a name alone")
    names = {name for _, name, _, _ in parts if name is not None}
    if unknown := names - VARIABLES:
        raise ValueError(f"unknown variable {', '.join(sorted(unknown))}")
    return text


def _seen(text: str) -> str:
    """Raises ValueError for what ends a line, turns it around or is not seen in it."""
    if not text.isprintable():
        raise ValueError("a sign that is not seen")
    return text


Words = Annotated[str, AfterValidator(_known), Field(max_length=20_000)]
Line = Annotated[str, AfterValidator(_seen), Field(max_length=_LONGEST_LABEL)]
Label = Annotated[Line, Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class TaskTemplate(_Part):
    """A line of the checklist."""

    who: Label
    what: Label
    before: int | None = Field(default=None, ge=0, le=LONGEST_DAYS)


class StepTemplate(_Part):
    """A step as it is unless an officer sets it otherwise."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")
    title: Label
    days: int = Field(ge=1, le=LONGEST_DAYS)
    unit: DayUnit = DayUnit.WORKING
    kind: Kind = Kind.NOTICE
    basis: Line
    times: tuple[time, ...] = Field(max_length=8)
    script: Words
    together: str | None = Field(default=None, alias="with")
    by_village: bool = False
    lead_days: int = Field(default=0, ge=0, le=LONGEST_DAYS)
    beyond: bool = False
    may_read_names: bool = False
    tasks: tuple[TaskTemplate, ...] = Field(default=(), max_length=20)

    @property
    def own_days(self) -> bool:
        """Whether the commune sets the number of days by itself, so that its own plan may be the basis."""
        return _OWN_DAYS in self.basis


class Window(_Part):
    """When a campaign may be. first, last: `09-01`, month and day of the year; day: of the month, the earliest to begin on."""

    basis: Label
    first: str | None = Field(default=None, pattern=_DAY_OF_YEAR)
    last: str | None = Field(default=None, pattern=_DAY_OF_YEAR)
    day: int | None = Field(default=None, ge=1, le=28)


class CampaignTemplate(_Part):
    """A kind of campaign."""

    title: Annotated[Words, AfterValidator(_seen)]
    legal_basis: tuple[Annotated[Words, AfterValidator(_seen)], ...] = Field(max_length=20)
    window: Window
    steps: tuple[StepTemplate, ...] = Field(alias="step", min_length=1, max_length=40)

    def step(self, code: str) -> StepTemplate:
        """A step that is known to be there."""
        return next(each for each in self.steps if each.code == code)


def usual_first(window: Window, today: date) -> date:
    """The next day on which a campaign may begin."""
    if window.first is not None:
        this_year = date.fromisoformat(f"{today.year}-{window.first}")
        return this_year if this_year >= today else date.fromisoformat(f"{today.year + 1}-{window.first}")
    first = today.replace(day=window.day or 1)
    return first if first >= today else (first.replace(day=1) + timedelta(days=32)).replace(day=window.day or 1)


def terms_of(step: StepTemplate, choice: StepChoice | None = None) -> Terms:
    """What decides the days of a step that is to be made."""
    choice = choice or StepChoice()
    days = choice.days if choice.days is not None else step.days
    return Terms(step.code, step.title, days, step.unit, step.together, choice.first_date, step.beyond)
