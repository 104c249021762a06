"""Pasted text made plain for the rules, with the way back: NFC, no soft hyphens or stray marks, one kind of space and hyphen."""

import re
import unicodedata

_HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SAME = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "–"}
)
_UNPLAIN = re.compile(f"(?![0-9])\\d|[{_HIDDEN}\u00a0\u202f\u2007\u2009\u2010\u2011\u2012\u2015\u0300-\u036f]")
_MARK = re.compile("[\u0300-\u036f]")
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")


def plain(text: str) -> tuple[str, list[int] | None]:
    """The plain text, and where in `text` each of its characters begins, then the length of `text` (None: same places)."""
    if unicodedata.is_normalized("NFC", text) and not _UNPLAIN.search(text):
        return text, None
    pieces: list[str] = []
    starts: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        base = cluster[0][0]
        if base in _HIDDEN or "\u0300" <= base <= "\u036f":
            continue
        written = cluster[0] if base.isalpha() else base
        if base.isdecimal():
            written = str(unicodedata.decimal(base))
        piece = _MARK.sub("", unicodedata.normalize("NFC", written)).translate(_SAME)
        pieces.append(piece)
        starts += [cluster.start()] * len(piece)
    if starts:
        starts[0] = 0
    return "".join(pieces), [*starts, len(text)]
