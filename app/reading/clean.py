"""Pasted text made plain for the rules, with the way back: NFC, no soft hyphens or stray marks, one kind of space and hyphen.

Two blanks between words are a slip and count as one; three or more may part columns, and stay.
"""

import re
import unicodedata
from collections.abc import Iterator

_MARKS = "\u0300-\u036f"
_HIDDEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_SAME = {"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "–"}
_SAME |= {"Ð": "Đ", "ð": "đ"}  # old pages hold the letter of Iceland
_UNDER = "(?<=[^\\W\\d_])_(?= [^\\W_])|(?<=[A-ZĐ])_(?=[A-ZĐ])"
"""An underscore in place of a hyphen: "KT_XH", "văn hóa_ xã hội"."""
_OTHERS = rf"(?P<under>{_UNDER})|(?P<same>[{''.join(_SAME)}])|(?P<blanks>  )(?<=\S  )(?=\S)|[^\D0-9]"
_UNPLAIN = re.compile(f"(?P<hidden>[{_HIDDEN}])[{_MARKS}]*|[^{_MARKS}]?[{_MARKS}]+|{_OTHERS}")
_UNPLAIN_BUT_MARKS = re.compile(f"(?P<hidden>[{_HIDDEN}])|{_OTHERS}")
"""The same for a text without marks, as most are: four times as fast."""
_MARK = re.compile(f"[{_MARKS}]")


def plain(text: str) -> tuple[str, list[int] | None]:
    """The plain text, and where in `text` each of its characters begins, then the length of `text` (None: same places)."""
    unplain = _UNPLAIN if _MARK.search(text) else _UNPLAIN_BUT_MARKS
    if unicodedata.is_normalized("NFC", text) and not unplain.search(text):
        return text, None
    pieces: list[str] = []
    starts: list[int] = []
    position = 0
    for match in unplain.finditer(text):
        for start, run in _composed(text, position, match.start()):
            pieces.append(run)
            starts.extend(range(start, start + len(run)))
        piece = _made_plain(match)
        pieces.append(piece)
        starts.extend([match.start()] * len(piece))
        position = match.end()
    for start, run in _composed(text, position, len(text)):
        pieces.append(run)
        starts.extend(range(start, start + len(run)))
    if starts:
        starts[0] = 0
    return "".join(pieces), [*starts, len(text)]


def _composed(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Runs without marks: whole where they are NFC, else letter by letter (few letters have another form of the same length)."""
    run = text[start:end]
    if unicodedata.is_normalized("NFC", run):
        yield start, run
        return
    for at, letter in enumerate(run, start):
        yield at, unicodedata.normalize("NFC", letter)[0]


def _made_plain(match: "re.Match[str]") -> str:
    """A letter with its marks, a hidden sign, another kind of blank, hyphen or figure, as the rules expect it."""
    written = match[0]
    if match["hidden"] or _MARK.match(written):
        return ""
    if match["blanks"]:
        return " "
    if match["under"]:
        return "-"
    if match["same"]:
        return _SAME[written]
    if written[0].isdecimal():
        return str(unicodedata.decimal(written[0]))
    base = _SAME.get(written[0], written[0])
    return _MARK.sub("", unicodedata.normalize("NFC", written)) if base.isalpha() else base
