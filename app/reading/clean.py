"""Pasted text made plain for the rules, with the way back: NFC, no soft hyphens, one kind of space and hyphen."""

import re
import unicodedata

_HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SAME = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "–"}
)
_UNPLAIN = re.compile(f"[{_HIDDEN}\u00a0\u202f\u2007\u2009\u2010\u2011\u2012\u2015]")
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")


def plain(text: str) -> tuple[str, list[int] | None]:
    """The plain text, and where in `text` each of its characters begins, then the length of `text` (None: same places)."""
    if unicodedata.is_normalized("NFC", text) and not _UNPLAIN.search(text):
        return text, None
    pieces: list[str] = []
    starts: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        if cluster[0][0] in _HIDDEN:
            continue
        piece = unicodedata.normalize("NFC", cluster[0]).translate(_SAME)
        pieces.append(piece)
        starts += [cluster.start()] * len(piece)
    if starts:
        starts[0] = 0
    return "".join(pieces), [*starts, len(text)]
