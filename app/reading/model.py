"""What a reading is: tokens over the source, sentences for the voice, and the list to look at.

Standard library only; nothing here changes without a record in `docs/decisions/`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple, Protocol, TypeVar


class ReadingError(ValueError):
    """A wrong argument of this package (never raised for any text that is read)."""


class Certainty(StrEnum):
    """How sure a token's spoken words are."""

    SURE = "sure"
    LIKELY = "likely"
    ASK = "ask"


Formal = Literal["read", "skip"]
"""What becomes of the formalities of a document (letterhead, addressees, recipients, signature): read as all else, or not."""


class Kind(StrEnum):
    """What a stretch of the source is."""

    WORD = "word"
    SPACE = "space"
    PUNCTUATION = "punctuation"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    MONEY = "money"
    UNIT = "unit"
    DOCUMENT = "document"
    PHONE = "phone"
    IDENTIFIER = "identifier"
    ABBREVIATION = "abbreviation"
    ROMAN = "roman"
    FOREIGN = "foreign"
    ADDRESS = "address"
    LEXICON = "lexicon"
    SYMBOL = "symbol"
    LAYOUT = "layout"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


class Token(NamedTuple):
    """One stretch of the source and what is said for it; a tuple, for a long text has tens of thousands.

    start, end: span in the source as given, `end` excluded; the tokens of a reading tile the source.
    spoken: words in NFC, empty for layout and skipped text. rule: the rule that made it. note: for the officer, Vietnamese.
    """

    start: int
    end: int
    kind: Kind
    spoken: str
    certainty: Certainty
    rule: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A breath: words spoken in one go and the pause that follows.

    text: spoken words, NFC, at most 25 words; pause_ms: the voice's rest after it, at the mark that the sentence has there (200
    at a comma, 300 at a semicolon or colon); 0 where the voice runs on, and at the end.
    """

    text: str
    pause_ms: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A spoken sentence.

    text: spoken words with light punctuation, at most 400 characters; start, end: span in the source;
    pause_ms: silence after it (450 between sentences, 900 between paragraphs).
    """

    text: str
    start: int
    end: int
    pause_ms: int
    phrases: tuple[Phrase, ...]


class Concern(StrEnum):
    """Why something is on the list to look at."""

    UNKNOWN_ABBREVIATION = "unknown_abbreviation"
    AMBIGUOUS = "ambiguous"
    SPELLING = "spelling"
    SKIPPED = "skipped"
    THRESHOLD = "threshold"
    PAST_DATE = "past_date"
    FOREIGN = "foreign"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing the officer should look at.

    message: Vietnamese. suggestion: a text to put in place of the span, never applied by itself.
    """

    start: int
    end: int
    concern: Concern
    message: str
    suggestion: str = ""


class _Concerned(Protocol):
    @property
    def concern(self) -> Concern: ...


_Any = TypeVar("_Any", bound=_Concerned)


def to_look_at(remarks: Iterable[_Any]) -> list[_Any]:
    """The places that are marked and counted: lines that are not said are told and counted as such."""
    return [each for each in remarks if each.concern is not Concern.SKIPPED]


@dataclass(frozen=True, slots=True)
class Threshold:
    """An amount that a rule of the State sets until a day, such as the income of the poverty standard.

    written: the amount as texts write it ("1.500.000"); what: its name, Vietnamese; until: the last day it holds.
    """

    written: str
    what: str
    until: date


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of the source that is not said.

    what: `letterhead`, `addressee`, `recipients`, `signature`, `source`, `speaker` or `page`; text: without blanks around.
    """

    start: int
    end: int
    what: str
    text: str


def lines_left_out(source: str, tokens: Iterable[Token]) -> tuple[LeftOut, ...]:
    """The lines that are not said, one by one."""
    found = []
    for token in tokens:
        if token.kind is Kind.SKIPPED:
            start = token.start
            for line in source[token.start : token.end].splitlines(keepends=True):
                if line.strip():
                    found.append(LeftOut(start, start + len(line), token.rule, line.strip()))
                start += len(line)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a place of a text is read as it is: the token that covers it, and the pair of its rule where it has one."""

    token: Token
    pair: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read: the spoken words, and how each came from the source."""

    source: str
    spoken: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    remarks: tuple[Remark, ...]

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The lines of the source that are not said."""
        return lines_left_out(self.source, self.tokens)
