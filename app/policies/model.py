"""What the policy library holds: bulletins to begin from, and the documents of the State that they rest on."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from app.bulletins import Kind, Theme
from app.values import frozen


class Topic(StrEnum):
    """What a template is about."""

    HEALTH = "health"
    CREDIT = "credit"
    ELECTRICITY = "electricity"
    TUITION = "tuition"
    HOUSING = "housing"
    WATER = "water"
    LEGAL_AID = "legal_aid"
    TRAINING = "training"
    WORK = "work"
    REVIEW = "review"
    PROGRAMME = "programme"
    GUIDELINE = "guideline"


class FieldKind(StrEnum):
    """What is typed into a field."""

    TEXT = "text"
    DAY = "day"
    TELEPHONE = "telephone"
    MONEY = "money"
    NUMBER = "number"


class Standing(StrEnum):
    """How a document, or a template that rests on it, stands on a day."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    OVER = "over"
    TO_REVIEW = "to_review"
    """In force as far as is known, but it was to be looked at again by now; of templates alone."""


@frozen
class Document:
    """A document by its number. since, until: the days it holds, both included; successor: the number of what replaced it."""

    number: str
    title: str
    dated: date | None
    since: date
    until: date | None
    successor: str | None

    def standing(self, first: date, last: date) -> Standing:
        """How it stands in these days, all of them."""
        if self.until is not None and self.until < last:
            return Standing.OVER
        return Standing.NOT_YET if self.since > first else Standing.IN_FORCE


@frozen
class Field:
    """What an officer fills in. hint: an example, may be empty."""

    name: str
    label: str
    kind: FieldKind
    hint: str


@frozen
class PolicyTemplate:
    """A bulletin to begin from. script: with its fields and `{xa}`, the commune, in braces; review_by: to be looked at again."""

    code: str
    title: str
    topic: Topic
    theme: Theme
    kind: Kind
    documents: tuple[Document, ...]
    review_by: date
    fields: tuple[Field, ...]
    script: str

    @property
    def since(self) -> date:
        """The first day on which all that it rests on holds."""
        return max(each.since for each in self.documents)

    @property
    def until(self) -> date | None:
        """The last such day, None: not known."""
        return min((each.until for each in self.documents if each.until is not None), default=None)

    def standing(self, today: date) -> Standing:
        """How it stands on a day."""
        if self.until is not None and self.until < today:
            return Standing.OVER
        if self.since > today:
            return Standing.NOT_YET
        return Standing.TO_REVIEW if self.review_by < today else Standing.IN_FORCE


@frozen
class WantedDraft:
    """What is made of a template. values: by the names of its fields; what is missing or empty stays open in the draft.

    first, last: the days it is valid, both included; None: the usual ones.
    """

    code: str
    values: Mapping[str, str]
    first: date | None = None
    last: date | None = None
