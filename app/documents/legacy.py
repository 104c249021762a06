"""Letters from before Unicode: TCVN 5712 (fonts `.Vn…`, "ABC"), VNI for Windows (fonts `VNI-…`), and which one a text is in.

TCVN3 has no capitals with a tone: a font whose name ends in H draws small letters as capitals.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

TCVN3 = "TCVN3"
VNI = "VNI"
_TCVN3_LETTERS = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_TO_TCVN3 = str.maketrans(_TCVN3_LETTERS)
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT, _ROOF, _BREVE = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323", "\u0302", "\u0306"
_TONES = (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)
_VNI_MARKS = dict(zip("ùøûõï", _TONES, strict=True))
_VNI_MARKS |= dict(zip("âáàåãä", (_ROOF, *(_ROOF + tone for tone in _TONES)), strict=True))
_VNI_MARKS |= dict(zip("êéèúüë", (_BREVE, *(_BREVE + tone for tone in _TONES)), strict=True))
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_LETTERS |= {old.upper(): new.upper() for old, new in _VNI_LETTERS.items()}
_VNI = re.compile(r"([aeouyôö][ùøûõï]|[aeo][âáàåãä]|a[êéèúüë])|[ôöñæóòî]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SHAPE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?(?P<vowels>[aăâeêioôơuưy]{1,3})(?:ng|nh|ch|[cmnpt])?"
)
_SIGNS = frozenset("“”‘’–—…•·«»°§©®²³½¼¾\xa0×÷")
_LIKELY = 0.8
_OFTEN_CAPITAL = 2


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """Of characters as Windows' Latin code page shows them; capitals: drawn by a font whose small letters are capitals."""
    found = unicodedata.normalize("NFC", text.translate(_TO_TCVN3))
    return found.upper() if capitals else "\n".join(map(_with_capitals, found.split("\n")))


def from_vni(text: str) -> str:
    """Of characters as Windows' Latin code page shows them."""
    return unicodedata.normalize("NFC", _VNI.sub(_vni_letter, text))


def of_font(name: str, text: str) -> tuple[str, str]:
    """The text in Unicode, and the old letters it was in by the name of its font ("" for none)."""
    folded = name.lower()
    if folded.startswith(".vn"):
        return from_tcvn3(_shown(text), capitals=folded.endswith("h")), TCVN3
    if folded.startswith("vni-"):
        return from_vni(_shown(text)), VNI
    return text, ""


def of_fonts(runs: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The text of runs (text, name of its font) as `of_font`, those in one font together: an old letter may lie across two."""
    texts, letters = [], ""
    for font, together in groupby(runs, key=itemgetter(1)):
        text, old = of_font(font, "".join(text for text, _ in together))
        texts.append(text)
        letters = old or letters
    return "".join(texts), letters


def decode(data: bytes) -> tuple[str, str]:
    """A text of bytes, and its code page: `UTF-8`, `UTF-16`, `TCVN3`, `VNI` or `cp1258`; raises UnicodeError for any other."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name), "UTF-8" if name == "utf-8-sig" else "UTF-16"
    half = max(1, len(data) // 2)
    for name, zeros in (("utf-16-le", data[1::2].count(0)), ("utf-16-be", data[::2].count(0))):
        if zeros > half * 0.2:
            return data.decode(name), "UTF-16"
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _old(data)


def _old(data: bytes) -> tuple[str, str]:
    latin = re.sub("[\udc80-\udcff]", lambda found: chr(ord(found[0]) - 0xDC00), data.decode("cp1252", errors="surrogateescape"))
    ways = [(from_tcvn3(latin), TCVN3), (from_vni(latin), VNI)]
    ways.append((unicodedata.normalize("NFC", data.decode("cp1258", errors="replace")), "cp1258"))
    best = max(ways, key=lambda way: likeness(way[0]))
    if likeness(best[0]) < _LIKELY:
        raise UnicodeError("no code page of Vietnamese")
    return best


def likeness(text: str) -> float:
    """How much of what is not plain in a text stands in words that could be Vietnamese: 0 to 1."""
    total = sum(not char.isascii() and char not in _SIGNS for char in text)
    good = sum(sum(not char.isascii() for char in word) for word in _WORD.findall(text) if _could_be(word))
    return good / total if total else 1.0


def _could_be(word: str) -> bool:
    if word != word.upper() and word[1:] != word[1:].lower():
        return False
    parts = unicodedata.normalize("NFD", word.lower())
    tones = sum(each in _TONES for each in parts)
    bare = unicodedata.normalize("NFC", "".join(each for each in parts if each not in _TONES))
    return tones <= 1 and _SHAPE.fullmatch(bare) is not None


def _shown(text: str) -> str:
    """Characters of a symbol font, F000 and up, are those of the code page."""
    return "".join(chr(ord(each) - 0xF000) if "\uf020" <= each <= "\uf0ff" else each for each in text)


def _vni_letter(found: re.Match[str]) -> str:
    base = _VNI_LETTERS.get(found[0][0], found[0][0])
    return base + _VNI_MARKS[found[0][1].lower()] if found[1] else base


def _with_capitals(line: str) -> str:
    """A line or a word in capitals, whose letters with a tone could be written small only."""
    plain = [char for char in line if char.isascii() and char.isalpha()]
    if len(plain) >= _OFTEN_CAPITAL and all(char.isupper() for char in plain):
        return line.upper()
    return _WORD.sub(_capital_word, line)


def _capital_word(found: re.Match[str]) -> str:
    plain = [char for char in found[0] if char.isascii()]
    return found[0].upper() if len(plain) >= _OFTEN_CAPITAL and all(char.isupper() for char in plain) else found[0]
