"""Why a plan is refused.

InvalidError
  PlanYearError        its document is of a later year than the plan
  TargetPeriodError    a target outside of the plan's year, or that ends before it begins
  TargetUnitError      minutes of what is not heard
  PlanTextEmptyError   nothing to read: an empty file, or a scan
  PlanTextLongError    more lines than a plan has: a list
  PlanHeadingsError    no heading that says what is what
  DeadlineError        a day that no year has, or that is no deadline
ConflictError
  PlanExistsError      the year has one
  PlanHeardError       something was aired that counts for it
"""

from typing import ClassVar

from app.errors import ConflictError, InvalidError


class PlanYearError(InvalidError):
    """A plan whose document was signed after its year. dated: that day."""

    code: ClassVar[str] = "plan_year"
    field: ClassVar[str] = "dated"
    year: int
    dated: str


class TargetPeriodError(InvalidError):
    """A target that ends before it begins, or is of another year. task: its title."""

    code: ClassVar[str] = "target_period"
    field: ClassVar[str] = "tasks"
    task: str
    year: int


class TargetUnitError(InvalidError):
    """A target in minutes of a channel that has none: only loudspeakers sound. task: its title."""

    code: ClassVar[str] = "target_unit"
    field: ClassVar[str] = "tasks"
    task: str


class PlanExistsError(ConflictError):
    """The commune has a plan of this year."""

    code: ClassVar[str] = "plan_exists"
    field: ClassVar[str] = "year"
    year: int


class PlanHeardError(ConflictError):
    """A plan for which something was aired since it was entered: it may be written anew, not taken away. count: of airings."""

    code: ClassVar[str] = "plan_heard"
    year: int
    count: int


class PlanTextEmptyError(InvalidError):
    """A text without words."""

    code: ClassVar[str] = "plan_text_empty"
    field: ClassVar[str] = "text"


class PlanTextLongError(InvalidError):
    """A text of more lines than a plan has. lines: how many; most: how many are read."""

    code: ClassVar[str] = "plan_text_long"
    field: ClassVar[str] = "text"
    lines: int
    most: int


class PlanListError(InvalidError):
    """A list of households or of papers within the text. line: where it begins; found: its points; most: that a plan has."""

    code: ClassVar[str] = "plan_list"
    field: ClassVar[str] = "text"
    line: int
    found: int
    most: int


class PlanPartLongError(InvalidError):
    """More about goals or whom a plan is for than it has room for. line: where it begins; signs: its length."""

    code: ClassVar[str] = "plan_part_long"
    field: ClassVar[str] = "text"
    line: int
    signs: int
    most: int


class PlanHeadingsError(InvalidError):
    """A text without a heading that tells tasks, contents or who does what."""

    code: ClassVar[str] = "plan_headings"
    field: ClassVar[str] = "text"


class DeadlineError(InvalidError):
    """A deadline that no year has, or none of the commune's. day: as it was given."""

    code: ClassVar[str] = "deadline"
    field: ClassVar[str] = "deadlines"
    day: str
