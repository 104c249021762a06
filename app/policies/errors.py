"""Why nothing is made of a template, and why an end of a document is not taken.

InvalidError
  PolicyFieldError, UnknownFieldError, PolicyPeriodError, DocumentNumberError
    SuccessorNumberError
NotFoundError
  NoTemplateError
ConflictError
  DocumentEndedTwiceError
"""

from dataclasses import dataclass, field
from typing import ClassVar

from app.errors import ConflictError, InvalidError, NotFoundError


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


@dataclass(eq=False)
class DocumentNumberError(InvalidError):
    """What is typed is not the number of one document."""

    code: ClassVar[str] = "document_number"
    field: ClassVar[str] = "number"
    typed: str


@dataclass(eq=False)
class SuccessorNumberError(DocumentNumberError):
    """The same of what replaced it, or that is the document itself."""

    code: ClassVar[str] = "document_successor"
    field: ClassVar[str] = "successor"


@dataclass(eq=False)
class DocumentEndedTwiceError(ConflictError):
    """The commune entered the document already."""

    code: ClassVar[str] = "document_ended_twice"
    field: ClassVar[str] = "number"
    number: str
