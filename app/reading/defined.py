"""Short forms that a text defines itself: "Tổ tự quản bảo vệ đường (TQBV)" says what TQBV is for the rest of the text."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.reading.tables.classes import LOWER, UPPER

_BRACKETS = re.compile(
    rf"\((?:(?:sau đây )?(?:gọi|viết) (?:chung |tắt )(?:là)?:? ?)?[“\"']?(?P<short>[{UPPER}]{{2,10}}|"
    rf"[{UPPER}]{{1,6}}(?: ?[-–&] ?[{UPPER}]{{1,6}}){{1,3}})[”\"']?\)",
    re.IGNORECASE,
)
_LEGEND = re.compile(
    rf"(?<!\w)(?P<short>[{UPPER}]{{2,10}}) ?= ?(?P<words>[{UPPER}{LOWER}][{UPPER}{LOWER} ]{{3,80}})(?=[,;.)\n]|$)"
)
"""What stands below a table: "NSG = ngày sau gieo"."""
_LINE, _LONGEST = 160, 14
_WORD = re.compile(rf"[{UPPER}{LOWER}]+")
_CLAUSE = re.compile(r"[.;:!?()\n\t]")
_JOINTS = frozenset({"và", "của", "về", "các", "để", "cho"})
"""Words that give no letter: "Phòng cháy và chữa cháy (PCCC)"."""
_DASH = re.compile(r" ?[-–—&] ?")
"""In a name of two fields: "kinh tế - xã hội (KT-XH)"."""
_TRAILING = 2
"""Words behind those whose letters are taken: "Tổ tự quản bảo vệ đường (TQBV)"."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a text says a short form is. words: the long form as written; start, end: span of the brackets that define it."""

    words: str
    start: int
    end: int


Definitions = Mapping[str, Definition]
"""By the short form; the first definition in a text holds."""


def definitions(text: str) -> dict[str, Definition]:
    """The short forms that a text defines in brackets, and by a legend, which holds for what stands above it too."""
    found: dict[str, Definition] = {}
    for match in _LEGEND.finditer(text) if "=" in text else ():
        if long_form(match["words"], match["short"]) == match["words"].rstrip():
            found[match["short"]] = Definition(match["words"].lower(), 0, 0)
    for match in _BRACKETS.finditer(text):
        short = match["short"]
        letters = "".join(filter(str.isalpha, short))  # "(VH-TT&TT)"
        words = long_form(text[max(0, match.start() - _LINE) : match.start()], letters)
        if words and short.isupper():
            found.setdefault(short, Definition(words, match.start(), match.end()))
    return found


def long_form(before: str, short: str) -> str | None:
    """The words right before a short form whose first letters it is made of; None where there are none."""
    clause = _CLAUSE.split(before)[-1]
    words = _DASH.sub(" ", clause).split()[-_LONGEST:]
    for start in range(len(words) - 1, -1, -1):
        if _fits(words[start:], short):
            return " ".join(words[start:])
    return None


def _bare(letter: str) -> str:
    """A letter without its marks, in capitals: "ấ" => "A"."""
    return unicodedata.normalize("NFD", letter)[0].upper()


def _fits(words: Sequence[str], short: str) -> bool:
    """Whether the first letters of the words are the short form, but for joints between and a few words at the end."""
    plain = [word.rstrip(",") for word in words[:-1]] + list(words[-1:])
    if not all(_WORD.fullmatch(word) and (word[1:] == word[1:].lower() or word.isupper()) for word in plain):
        return False
    at = trailing = 0
    for word in words:
        if at == len(short):
            trailing += 1
        elif len(word) > 1 and word.isupper() and short.startswith(word, at):
            at += len(word)  # a short form among the words: "Nông nghiệp và PTNT"
        elif _bare(word[0]) == _bare(short[at]):
            at += 1
        elif at == 0 or word.lower() not in _JOINTS:
            return False
    return at == len(short) and trailing <= _TRAILING
