"""Spoken words as a page shows them: sentence by sentence, with what figures and short forms became, and what to look at."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from app.bulletins import SpokenScript
from app.reading import Kind, Remark, Token, to_look_at
from app.values import frozen
from app.web.shared.inside import Stretch, is_turned, stretches
from app.words import reading_summary, word

_Spanned = TypeVar("_Spanned", Token, Remark)
_WORD_S = 0.305
"""Of a spoken word, by the embedded voice: two bulletins of 500 words, measured."""


@frozen
class Look:
    """A place to look at. written: what stands in the script; why: in words; instead: a text to put in its place, or empty.

    start, end: its span in the script.
    """

    written: str
    why: str
    instead: str
    start: int
    end: int


@frozen
class Turned:
    """What became other words."""

    written: str
    spoken: str


@frozen
class Said:
    """A sentence. looks: what of it is to be looked at; tokens: what begins in it, of `script`."""

    number: int
    text: str
    looks: tuple[Look, ...]
    tokens: tuple[Token, ...]
    script: str

    @property
    def turned(self) -> list[Turned]:
        """What of it became other words; worked out when asked for: a list of what waits shows none of it."""
        return [Turned(self.script[each.start : each.end], each.spoken) for each in self.tokens if is_turned(each, self.script)]

    @property
    def stretches(self) -> list[Stretch]:
        """Its words with the marks inside it."""
        return stretches(self.text, self.script, self.tokens, [(each.start, each.end) for each in self.looks])

    @property
    def unplaced(self) -> list[Look]:
        """What of it is to be looked at and is not among its words, as a sign that is not said."""
        marked = {each.written for each in self.stretches if each.is_look}
        return [each for each in self.looks if each.written not in marked]


def said_of(spoken: SpokenScript, more: Iterable[Remark] = (), *, right: Collection[str] = ()) -> list[Said]:
    """The sentences of a script with their marks. more: to look at, beside what the reader itself remarks.

    right: written forms that somebody looked at and found right; they are marked no more.
    """
    remarks = [each for each in to_look_at((*spoken.remarks, *more)) if spoken.script[each.start : each.end] not in right]
    sentences = spoken.sentences
    starts = [each.start for each in sentences]
    tokens = _by_sentence(starts, spoken.tokens)
    looks = _by_sentence(starts, remarks)
    return [
        Said(
            number=at + 1,
            text=sentence.text,
            looks=tuple(
                Look(spoken.script[each.start : each.end], each.message, each.suggestion, each.start, each.end)
                for each in looks[at]
            ),
            tokens=tuple(tokens[at]),
            script=spoken.script,
        )
        for at, sentence in enumerate(sentences)
    ]


def summary_of(said: Sequence[Said], spoken: SpokenScript) -> str:
    """One line about a script: what it counts are the marks that stand in `said`."""
    return reading_summary(sentences=len(said), left_out=len(spoken.left_out), remarks=sum(len(each.looks) for each in said))


@lru_cache(maxsize=2048)
def _example(rule: str) -> str:
    """The pair of a rule, which reads it first."""
    from app.reading import Certainty, pair_of  # noqa: PLC0415  # light start

    pair = pair_of(Token(0, 0, Kind.WORD, "", Certainty.SURE, rule))
    return f", như «{pair[0]}» đọc là «{pair[1]}»" if pair else ""


def why_of(token: Token) -> str:
    """Why a token is read so, in words."""
    kind = word("token", token.kind)
    return f"{kind}: {token.note}" if token.note else kind + _example(token.rule)


def about_s(spoken: SpokenScript) -> int:
    """About how long a script sounds, in seconds."""
    words = sum(len(each.text.split()) for each in spoken.sentences)
    pauses = sum(each.pause_ms + sum(phrase.pause_ms for phrase in each.phrases) for each in spoken.sentences)
    return round(words * _WORD_S + pauses / 1000)


def _by_sentence(starts: Sequence[int], found: Iterable[_Spanned]) -> list[list[_Spanned]]:
    """Each to the sentence in which it begins; what stands before the first belongs to it."""
    mine: list[list[_Spanned]] = [[] for _ in starts]
    for each in found if starts else ():
        mine[max(0, bisect_right(starts, each.start) - 1)].append(each)
    return mine
