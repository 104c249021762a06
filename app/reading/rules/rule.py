"""What a rule is, and what it may look at: its match, and the line around it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.reading.model import Certainty, Kind
from app.reading.numbers import Region, cardinal, number
from app.reading.pattern import Pattern

NEAR = 60
"""How many characters before and behind a place a rule may look at: never a whole text, so time stays linear."""


class Begin(StrEnum):
    """Where a rule is tried: only at places that begin so."""

    LINE = "line"
    FIGURE = "figure"
    CAPITAL = "capital"
    SMALL = "small"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Said:
    """Spoken words that are more, or less, certain than the rule commonly is.

    note: for the officer, Vietnamese. row: which row of a table decided, where rows have examples of their own.
    """

    words: str
    certainty: Certainty
    note: str = ""
    row: str = ""


class Found:
    """What a rule found, and the line around it; the rules tried at one place share it, each with its own match."""

    __slots__ = ("_before", "match", "region")

    def __init__(self, match: "re.Match[str]", region: Region) -> None:
        self.match = match
        self.region = region
        self._before: str | None = None

    def __getitem__(self, group: str | int) -> str:
        """The text of a group, empty when it took no part."""
        return self.match[group] or ""

    @property
    def before(self) -> str:
        """What stands before in the same line, at most NEAR characters."""
        if self._before is None:
            start = self.match.start()
            self._before = self.match.string[max(0, start - NEAR) : start].rpartition("\n")[2]
        return self._before

    @property
    def after(self) -> str:
        """What stands behind in the same line, at most NEAR characters."""
        end = self.match.end()
        return self.match.string[end : end + NEAR].partition("\n")[0]

    def cardinal(self, group: str | int) -> str:
        """The whole number of a group in words."""
        return cardinal(self[group], self.region)

    def number(self, group: str | int) -> str:
        """The number of a group in words, thousands and decimals as written."""
        return number(self[group], self.region)


Say = Callable[[Found], str | Said | None]
"""The spoken words, or None when the rule does not hold after all."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, where it is tried, what it finds, and how that is said.

    pair: written => spoken, checked by a test. certainty: of its words unless `say` says otherwise.
    first: the signs or letters it may begin with, so that it is not tried at others; empty for any.
    behind: for a rule tried at figures or a word, the signs that may stand behind the first figures or letters and a blank
    ("a": any letter, "0": a figure, else the sign or letter itself); empty for any.
    """

    name: str
    kind: Kind
    begin: tuple[Begin, ...]
    pattern: Pattern
    say: Say
    pair: tuple[str, str]
    certainty: Certainty = Certainty.LIKELY
    first: str = ""
    behind: str = ""


def once(spoken: str, before: str) -> str:
    """The words of a short form without those that stand before it already: "đất ONT" => "đất ở tại nông thôn"."""
    words, written = spoken.split(), before.lower().split()
    if not before.endswith(" "):
        return spoken
    same = next(
        (count for count in (3, 2, 1) if len(words) >= count and written[-count:] == [word.lower() for word in words[:count]]), 0
    )
    if same == 1 and " ".join(written[-2:]) in _BOUND:
        return spoken  # "Văn hóa Xã hội HĐND": the last word before belongs to another
    return " ".join(words[same:])


_BOUND = frozenset({"xã hội", "đại hội", "quốc hội", "chi hội", "lễ hội", "cơ hội", "dự án", "đồ án", "cơ quan", "hải quan"})
"""Words whose second syllable begins other words too."""


def initials(*tables: Iterable[str]) -> str:
    """The letters with which the words of tables begin, large and small, for `Rule.first`."""
    letters = {word[0] for table in tables for word in table}
    return "".join(sorted(letters | {letter.upper() for letter in letters} | {letter.lower() for letter in letters}))


def nothing(_found: Found) -> str:
    """What has no sound of its own."""
    return ""
