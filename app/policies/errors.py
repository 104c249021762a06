"""Why nothing is made of a template.

InvalidError
  PolicyFieldError, UnknownFieldError, PolicyPeriodError
NotFoundError
  NoTemplateError
"""

from dataclasses import dataclass, field
from typing import ClassVar

from app.errors import InvalidError, NotFoundError


@dataclass(eq=False)
class PolicyFieldError(InvalidError):
    """What was typed is not of the field's kind, or cannot be read. label: of the field; kind: a word of `policy_field_kind`."""

    code: ClassVar[str] = "policy_field"
    name: str
    label: str
    kind: str
    typed: str


@dataclass(eq=False)
class UnknownFieldError(InvalidError):
    """The template has no such field. known: those that it has."""

    code: ClassVar[str] = "policy_unknown_field"
    field: ClassVar[str] = "values"
    name: str
    known: str


@dataclass(eq=False)
class PolicyPeriodError(InvalidError):
    """The draft would be heard on days on which a document that it rests on does not hold. since, until: as they are read."""

    code: ClassVar[str] = "policy_period"
    field: ClassVar[str] = "last"
    title: str
    since: str
    until: str


@dataclass(eq=False)
class NoTemplateError(NotFoundError):
    """The library has nothing for a theme that holds today."""

    code: ClassVar[str] = "no_policy_template"
    theme: str
    kind: str = field(default="policy_template", init=False)
    key: str = field(default="", init=False)
