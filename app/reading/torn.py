"""Words that a page tore or glued: "đượ c th ực hiện" is "được thực hiện", "côngtác" is "công tác".

Two pieces are one word only where they cannot be two: one of them is no syllable, or none that a word consists of, and both
together are one.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from app.reading.pattern import Pattern
from app.reading.tables.classes import LOWER, NUMBERED, PLACES, SECTIONS, UPPER
from app.reading.tables.rhymes import BARE_WORDS, BEHIND_GI, BEHIND_QU, CODAS, RHYMES, WHOLE_WORDS

_ONSETS = "ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnrstvx]"
_SHAPE = Pattern(rf"(?P<onset>{_ONSETS}|)(?P<rhyme>[aăâeêioôơuưy]{{1,3}}(?:ch|ng|nh|[cmnpt])?)")
_STOPPED = frozenset("cpt")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = Pattern(f"[{_TONES}]")
_STOPS_HAVE = frozenset("\u0301\u0323")
_LETTERED = Pattern(
    rf"(?:^|\s)(?:{SECTIONS}|{NUMBERED}|{PLACES}|ý|câu|độ|chữ|vitamin|gan|hệ|bảng|hình|mẫu|biểu|phiếu|cột|hàng|"
    r"dãy|tầng|lô|số|\d+) $",
    re.IGNORECASE,
)
"""Before a letter that is a name: "điểm c khoản 2"."""
_ALONE = r"(?:[bcdđghklmnpqrstvx]|[cgknpt]h|tr|ng|nh|qu|gi|ngh)"
_MARKED = "ạảắằẳẵặậẫễệểếềỉịĩọộốồổờớợởỡụứừữựửỳỷỵươôêâă"
_SUSPECT = Pattern(
    rf"(?<![\w.&/-])(?i:{_ALONE})(?= [{LOWER}{UPPER}])|(?<=[{LOWER}{UPPER}] )(?:c|ch|m|n|ng|nh|p|t|i|u|y|o)(?![\w)/&-]|\.\w)|"
    rf"(?<= )(?i:[{_MARKED}][a-z{_MARKED}]{{1,4}})(?!\w)"
)
"""What may be a piece: letters no word consists of, or a beginning with a marked vowel."""
_UNITS = (" o C", "m 2", "m 3")
_UNIT = Pattern(r"(?<=\d )o (?=C(?!\w))|(?<=\dm|[kcd]m) (?=[23](?:[ \t]*[.,;)\n]|$))")
"""The blank inside a measure whose raised sign a page set apart: "37 o C", "120m 2."."""
_PIECE = Pattern(rf"[{LOWER}{UPPER}]+")

Piece = tuple[int, int, int]
"""Start, the place of the blank inside, and end."""
_LONGEST, _NEAR = 7, 12
_TIES = frozenset("-/.&")


def whole_words(text: str, starts: Sequence[int] | None) -> tuple[str, Sequence[int] | None]:
    """A plain text with its torn words whole, and where in the source each of its characters begins (None: same places)."""
    gaps = {gap for _, gap, _ in torn(text)}
    if not gaps:
        return text, starts
    kept = range(len(text) + 1) if starts is None else starts
    whole = "".join(sign for at, sign in enumerate(text) if at not in gaps)
    return whole, [start for at, start in enumerate(kept) if at not in gaps]


def torn(text: str, *, likely: bool = False) -> Iterator[Piece]:
    """Start, the place of the blank inside, and end of each torn word.

    likely: what may be two words as well, "thự c", counts too; else only where its paragraph holds one that is surely torn.
    """
    last = -1
    for piece, sure, beside_sure in _torn(text):
        if (sure or beside_sure or likely) and piece[0] >= last:
            yield piece
            last = piece[2]


@lru_cache(maxsize=2)
def _torn(text: str) -> tuple[tuple[Piece, bool, bool], ...]:
    """What may be torn, whether it surely is, and whether its paragraph holds what surely is; asked twice for each text."""
    found: list[tuple[Piece, bool, bool]] = []
    if any(sign in text for sign in _UNITS):
        found += [((end - 2, end - 1, end + 1), True, True) for end in (match.end() for match in _UNIT.finditer(text))]
    start = 0
    for block in text.split("\n\n"):
        judged = [each for pair in _pairs(block) if (each := _judged(block, *pair)) is not None]
        is_torn = any(sure for _, sure in judged)
        found += [((start + first, start + gap, start + end), sure, is_torn) for (first, gap, end), sure in judged]
        start += len(block) + len("\n\n")
    return tuple(sorted(found))


def _pairs(block: str) -> Iterator[Piece]:
    """Start, gap and end of each two words with one blank between, one of which may be a piece."""
    gaps = {gap for suspect in _SUSPECT.finditer(block) for gap in (suspect.start() - 1, suspect.end())}
    for gap in sorted(gaps):
        if block[gap : gap + 1] != " ":
            continue
        first = gap
        while first and block[first - 1].isalpha():
            first -= 1
        behind = _PIECE.match(block, gap + 1)
        if behind is not None and first < gap and not block[behind.end() : behind.end() + 1].isdecimal():
            yield first, gap, behind.end()


def _judged(block: str, first: int, gap: int, end: int) -> tuple[Piece, bool] | None:
    """The place where two pieces are one word, and whether that is sure; None where they are two."""
    one, other = block[first:gap], block[gap + 1 : end]
    small, rest = one.lower(), other.lower()
    if end - first > _LONGEST + 1 or not (other.islower() or (one.isupper() and other.isupper())):
        return None
    if (
        not is_syllable(small + rest)
        or block[first - 1 : first] in _TIES
        or _LETTERED.search(block[max(0, first - _NEAR) : first])
    ):
        return None
    bare = rest in BARE_WORDS
    if not is_syllable(small):
        whole = any(map(_is_vowel, small)) or (len(small) > 1 and one.islower())
        if all(map(_is_vowel, small)) or not (rest in CODAS or _is_vowel(rest[0])):
            return None  # "Â y" are letters
        return (first, gap, end), not bare or whole
    if rest in CODAS:
        return None if _LETTERED.search(f"{block[max(0, first - _NEAR) : gap]} ") else ((first, gap, end), False)
    return ((first, gap, end), True) if _is_vowel(rest[0]) and not bare else None


def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter)[0] in "aeiouy"


@lru_cache(maxsize=2048)
def is_syllable(small: str) -> bool:
    """Whether small letters are a syllable of the language, its tone included: a stop has a rising or a heavy one."""
    signs = unicodedata.normalize("NFD", small)
    tones = _TONE.sub("", signs)
    shape = _SHAPE.fullmatch(unicodedata.normalize("NFC", tones))
    if shape is None or len(signs) - len(tones) > 1:
        return False
    rhyme = shape["rhyme"]
    known = rhyme in {"qu": BEHIND_QU, "gi": BEHIND_GI}.get(shape["onset"], RHYMES) or f"{shape['onset']}{rhyme}" == "gi"
    stopped = rhyme[-1] in _STOPPED or rhyme.endswith("ch")
    return known and (not stopped or any(sign in _STOPS_HAVE for sign in signs))


@lru_cache(maxsize=2048)
def unglued(small: str) -> str | None:
    """The two syllables of which a page lost the blank between, "côngtác" => "công tác"; None where they are not known surely."""
    parts = [
        f"{small[:at]} {small[at:]}" for at in range(2, len(small) - 1) if is_syllable(small[:at]) and is_syllable(small[at:])
    ]
    known = [part for part in parts if part in WHOLE_WORDS] or parts
    return known[0] if len(known) == 1 else None
