"""Why a rule of days is refused."""

from typing import ClassVar

from app.errors import InvalidError


class BadRuleError(InvalidError):
    """A recurrence rule that is none, or has a part a slot does not take. part: the one at fault."""

    code: ClassVar[str] = "bad_rule"
    field: ClassVar[str] = "rrule"
    part: str


class NoOccurrenceError(InvalidError):
    """The rule never gives a day between the first and the last date."""

    code: ClassVar[str] = "rule_without_days"
    field: ClassVar[str] = "rrule"
