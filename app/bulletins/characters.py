"""Characters a script may not have, and text that was written for an old font."""

import re
import unicodedata

from app.bulletins.errors import BidiCharacterError, ControlCharacterError, LegacyFontError

_CONTROL = re.compile(r"[\x00-\x08\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# What Vietnamese in Unicode cannot do without, and what it never has inside a word.
_VIETNAMESE = re.compile(r"[\u1ea0-\u1ef9đĐăĂơƠưƯ]")
_TCVN3 = re.compile(r"[A-Za-z][¸µ¶·¹¨©ª«¬\xad»¼½¾]|[®§¸µ¶·¹©ª«][A-Za-z]|[®§][^\W\d_]")
_VNI = re.compile(r"[aeouyöôAEOUYÖÔ][ùøûïåäëüÙØÛÏÅÄËÜ]|[aeoAEO][âÂ]|[aA][êÊ]|ñ[aeouyöô]|Ñ[AEOUYÖÔ]")
_ENOUGH = 3


def place(text: str, offset: int, *, first_line: int = 1) -> tuple[int, int]:
    """Line and column of `offset`, both counted from 1 (the line from `first_line`)."""
    before = text[:offset]
    return first_line + before.count("\n"), offset - before.rfind("\n")


def refuse_bad_characters(text: str, *, first_line: int = 1) -> None:
    """Stop at the first bad place; tab, line feed and Word's vertical tab are layout.

    Raises `ControlCharacterError`, `BidiCharacterError`, `LegacyFontError`.
    """
    if found := _CONTROL.search(text):
        line, column = place(text, found.start(), first_line=first_line)
        raise ControlCharacterError(line=line, column=column, character=f"U+{ord(found[0]):04X}")
    if found := _BIDI.search(text):
        line, column = place(text, found.start(), first_line=first_line)
        raise BidiCharacterError(line=line, column=column, character=f"U+{ord(found[0]):04X}")
    if legacy := legacy_font(text):
        font, offset = legacy
        line, column = place(text, offset, first_line=first_line)
        raise LegacyFontError(line=line, column=column, font=font)


def legacy_font(text: str) -> tuple[str, int] | None:
    """The old font `text` seems written for, and where that first shows; None for proper text.

    `TCVN3`: `ñy ban nh©n d©n x·` => Ủy ban nhân dân xã; `VNI`: `UÛy ban nhaân daân xaõ`. Three such places, and more of them than
    Vietnamese letters, make the difference to a proper text that quotes one.
    """
    composed = unicodedata.normalize("NFC", text)
    proper = len(_VIETNAMESE.findall(composed))
    for font, pattern in (("TCVN3", _TCVN3), ("VNI", _VNI)):
        places = [found.start() for found in pattern.finditer(text)]
        if len(places) >= _ENOUGH and len(places) > proper:
            return font, places[0]
    return None
