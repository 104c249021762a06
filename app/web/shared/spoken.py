"""Spoken words as a page shows them: sentence by sentence, with what figures and short forms became, and what to look at."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.bulletins import SpokenScript
from app.reading import Concern, Kind, Remark, Token

_Spanned = TypeVar("_Spanned", Token, Remark)
_PLAIN = frozenset({Kind.WORD, Kind.SPACE, Kind.PUNCTUATION, Kind.LAYOUT, Kind.SKIPPED})


@dataclass(frozen=True, slots=True)
class Look:
    """A place to look at. written: what stands in the script; why: in words; instead: a text to put in its place, or empty."""

    written: str
    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence. turned: `written → spoken`, what of it became other words; looks: what of it is to be looked at."""

    number: int
    text: str
    turned: tuple[tuple[str, str], ...]
    looks: tuple[Look, ...]


def said_of(spoken: SpokenScript, more: Iterable[Remark] = ()) -> list[Said]:
    """The sentences of a script with their marks. more: to look at, beside what the reader itself remarks."""
    remarks = [each for each in (*spoken.remarks, *more) if each.concern is not Concern.SKIPPED]
    sentences = spoken.sentences
    starts = [each.start for each in sentences]
    tokens = _by_sentence(starts, spoken.tokens)
    looks = _by_sentence(starts, remarks)
    return [
        Said(
            number=at + 1,
            text=sentence.text,
            turned=tuple(
                (spoken.script[token.start : token.end], token.spoken)
                for token in tokens[at]
                if token.kind not in _PLAIN and token.spoken and token.spoken != spoken.script[token.start : token.end]
            ),
            looks=tuple(Look(spoken.script[each.start : each.end], each.message, each.suggestion) for each in looks[at]),
        )
        for at, sentence in enumerate(sentences)
    ]


def _by_sentence(starts: Sequence[int], found: Iterable[_Spanned]) -> list[list[_Spanned]]:
    """Each to the sentence in which it begins; what stands before the first belongs to it."""
    mine: list[list[_Spanned]] = [[] for _ in starts]
    for each in found if starts else ():
        mine[max(0, bisect_right(starts, each.start) - 1)].append(each)
    return mine
