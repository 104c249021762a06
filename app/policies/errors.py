"""Why nothing is made of a template, and why an end of a document is not taken.

InvalidError
  PolicyFieldError, UnknownFieldError, PolicyPeriodError, DocumentNumberError
    SuccessorNumberError
NotFoundError
  NoTemplateError
ConflictError
  DocumentEndedTwiceError
"""

from dataclasses import field
from typing import ClassVar

from app.errors import ConflictError, InvalidError, NotFoundError


class PolicyFieldError(InvalidError):
    """What was typed is not of the field's kind, or cannot be read. label: of the field; kind: a word of `policy_field_kind`."""

    code: ClassVar[str] = "policy_field"
    name: str
    label: str
    kind: str
    typed: str


class UnknownFieldError(InvalidError):
    """The template has no such field. known: those that it has."""

    code: ClassVar[str] = "policy_unknown_field"
    field: ClassVar[str] = "values"
    name: str
    known: str


class PolicyPeriodError(InvalidError):
    """The draft would be heard on days on which a document that it rests on does not hold. since, until: as they are read."""

    code: ClassVar[str] = "policy_period"
    field: ClassVar[str] = "last"
    title: str
    since: str
    until: str


class NoTemplateError(NotFoundError):
    """The library has nothing for a theme that holds today."""

    code: ClassVar[str] = "no_policy_template"
    theme: str
    kind: str = field(default="policy_template", init=False)
    key: str = field(default="", init=False)


class DocumentNumberError(InvalidError):
    """What is typed is not the number of one document."""

    code: ClassVar[str] = "document_number"
    field: ClassVar[str] = "number"
    typed: str


class SuccessorNumberError(DocumentNumberError):
    """The same of what replaced it, or that is the document itself."""

    code: ClassVar[str] = "document_successor"
    field: ClassVar[str] = "successor"


class DocumentEndedTwiceError(ConflictError):
    """The commune entered the document already."""

    code: ClassVar[str] = "document_ended_twice"
    field: ClassVar[str] = "number"
    number: str
