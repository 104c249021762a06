r"""Cases of reading and what is accepted for them.

A file has the columns id, category, input, accepted, parted by tabs; `\n` in an input is a line break.
Readings are parted by ` || `; `{a|b}` is a choice of words.
Case, punctuation, the place of tones (hòa, hoà) and i or y in open syllables do not count.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_KEPT = "%&/+@*#~^_\\§"
_OPEN = re.compile(r"((?:qu|[hklmstv]))y([0-4]?)")


@dataclass(frozen=True)
class Case:
    """A written form and the readings accepted for it."""

    name: str
    category: str
    written: str
    accepted: tuple[str, ...]


def load(path: Path) -> list[Case]:
    """The cases of a file. Raises ValueError for a line without four columns."""
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith(("#", "id\t")):
            continue
        name, category, written, accepted = line.split("\t")
        cases.append(Case(name, category, written.replace("\\n", "\n"), tuple(accepted.split(" || "))))
    return cases


def accepts(accepted: tuple[str, ...], spoken: str) -> bool:
    """Whether the words spoken are those of one of the readings."""
    words = "".join(f"{word} " for word in words_of(spoken))
    return any(_pattern(reading).fullmatch(words) for reading in accepted)


def words_of(text: str) -> list[str]:
    """The words of a text in the form in which they are compared."""
    return [folded(word) for word in plain_words(text)]


def plain_words(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation."""
    lower = unicodedata.normalize("NFC", text).lower()
    return "".join(" " if unicodedata.category(sign)[0] == "P" and sign not in _KEPT else sign for sign in lower).split()


@cache
def folded(word: str) -> str:
    """A word with its tone at the end and `y` as `i` in an open syllable: hòa, hoà => hoa0."""
    signs = unicodedata.normalize("NFD", word)
    tone = next((str(_TONES.index(sign)) for sign in signs if sign in _TONES), "")
    plain = unicodedata.normalize("NFC", "".join(sign for sign in signs if sign not in _TONES)) + tone
    found = _OPEN.fullmatch(plain)
    return f"{found[1]}i{found[2]}" if found else plain


def _pattern(reading: str) -> "re.Pattern[str]":
    signs = {"{": "(?:", "|": "|", "}": ")"}
    parts = re.split(r"([{|}])", reading)
    return re.compile("".join(signs.get(part) or "".join(f"{re.escape(word)} " for word in words_of(part)) for part in parts))
