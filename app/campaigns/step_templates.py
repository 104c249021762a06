"""The steps of each kind of campaign: TOML files in `templates/`, in words of our own, which an office may edit.

title = "…"  legal_basis = […]
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
import tomllib
from datetime import time
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.bulletins import Kind
from app.campaigns.model import CampaignKind, DayUnit

FOLDER = Path(__file__).parent / "templates"
VARIABLES = frozenset(
    {"xa", "nam", "tu", "den", "so_ngay", "can_cu", "nong_thon", "thanh_thi", "nguon", "can_bo", "dien_thoai", "noi_nhan"}
    | {"thon", "gio_hop", "noi_hop"}
)
LONGEST_DAYS = 120
_OWN_DAYS = "do xã đặt"


def _known(text: str) -> str:
    """Raises ValueError for a variable that nobody fills."""
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    if unknown := names - VARIABLES:
        raise ValueError(f"unknown variable {', '.join(sorted(unknown))}")
    return text


Words = Annotated[str, AfterValidator(_known)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class TaskTemplate(_Part):
    """A line of the checklist."""

    who: str
    what: str
    before: int | None = None


class StepTemplate(_Part):
    """A step as it is unless an officer sets it otherwise."""

    code: str
    title: str
    days: int = Field(ge=1, le=LONGEST_DAYS)
    unit: DayUnit = DayUnit.WORKING
    kind: Kind = Kind.NOTICE
    basis: str
    times: tuple[time, ...]
    script: Words
    together: str | None = Field(default=None, alias="with")
    by_village: bool = False
    lead_days: int = 0
    beyond: bool = False
    may_read_names: bool = False
    tasks: tuple[TaskTemplate, ...] = ()

    @property
    def own_days(self) -> bool:
        """Whether the commune sets the number of days by itself, so that its own plan may be the basis."""
        return _OWN_DAYS in self.basis


class Window(_Part):
    """When a campaign may be. first, last: `09-01`, month and day of the year; day: of the month, the earliest to begin on."""

    basis: str
    first: str | None = None
    last: str | None = None
    day: int | None = None


class CampaignTemplate(_Part):
    """A kind of campaign."""

    title: Words
    legal_basis: tuple[str, ...]
    window: Window
    steps: tuple[StepTemplate, ...] = Field(alias="step", min_length=1)

    def step(self, code: str) -> StepTemplate:
        """A step that is known to be there."""
        return next(each for each in self.steps if each.code == code)


@cache
def template_of(kind: CampaignKind) -> CampaignTemplate:
    """The template of a kind. Raises `ValidationError` for a file that was edited wrongly, which names the place."""
    return CampaignTemplate.model_validate(tomllib.loads((FOLDER / f"{kind.value}.toml").read_text(encoding="utf-8")))
