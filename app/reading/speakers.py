"""The labels of who reads each part of a script, "MC:", "MN:", "Nữ:": nobody says them.

A list of bodies, of contacts or of the day's parts has labels too, so a script is known by all of it: labels that recur and take
turns, sentences behind them, and somebody who is addressed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.reading.letterheads import Line
from app.reading.pattern import Pattern
from app.reading.tables.classes import LOWER, UPPER

_KNOWN = r"(?:PTV|MC|BTV|Phát thanh viên|Giọng|Người dẫn(?: chương trình)?)(?: ?\d| nam| nữ)?|(?:Nam|Nữ)(?: \d)?"
_LABEL = Pattern(
    rf"[ \t]*(?:(?P<known>{_KNOWN})|(?P<initials>[A-ZĐ]{{2,3}}\d?)) ?:[ \t]*(?=[“\"(]?[{UPPER}][{LOWER}]*[,!]? [^\n]{{6}})"
)
_NO_SPEAKERS = frozenset({"ĐC", "ĐT", "TT", "SĐT", "NV", "VD", "CT"})
"""Labels of an address, a telephone, an information."""
_ADDRESSES = Pattern(r"(?<!\w)(?:thưa|chào|các bạn|bà con|quý vị|mời)(?!\w)", re.IGNORECASE)
_CUE = Pattern(r"[(\[*]? ?(?:Nhạc|NHẠC)(?: (?:hiệu|cắt|nền|dạo|chuyển|lên|xuống|nhẹ|HIỆU|CẮT|NỀN)){0,3} ?[)\]*]?\.?")
"""What the one at the desk does between two parts."""
_TURNS = 2
"""How often one label stands at least, or how many that are known for labels."""
_REACH = 80
"""Characters behind a label in which somebody is addressed."""


def labels(text: str, lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The spans of the labels of a script, and of its cues for music."""
    matches = (_LABEL.match(text, line.start, line.end) for line in lines)
    found = [match for match in matches if match and match["initials"] not in _NO_SPEAKERS]
    turns = Counter(map(_who, found))
    changed = any(_who(one) != _who(other) for one, other in pairwise(found))
    recur = [who for who, times in turns.items() if times >= _TURNS]
    known = {_who(match) for match in found if match["known"]}
    if (
        not changed
        or not (recur or len(known) >= _TURNS)
        or not any(_ADDRESSES.search(text, match.end(), match.end() + _REACH) for match in found)
    ):
        return
    yield from (match.span() for match in found)
    yield from ((line.start, line.end) for line in lines if _CUE.fullmatch(line.text))


def _who(label: "re.Match[str]") -> str:
    return label["known"] or label["initials"]
