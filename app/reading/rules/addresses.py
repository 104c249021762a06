"""Addresses of the net and of mail, in syllables where they hold any."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import cardinal, digits, spell
from app.reading.pattern import Pattern
from app.reading.rules.rule import Begin, Found, Rule, Said
from app.reading.syllables import is_syllable, parted
from app.reading.tables.foreign import KEPT, LABELS, RESPELLED
from app.reading.tables.shorthand import PHRASES

_ADDRESS_SIGNS = {
    ".": "chấm", "@": "a còng", "/": "xuyệt", "-": "gạch ngang", "_": "gạch dưới", "?": "hỏi", "=": "bằng", "&": "và",
    ":": "hai chấm", "#": "thăng", "%": "phần trăm", "+": "cộng", "~": "ngã",
}  # fmt: skip
_VOWEL = Pattern(r"[aeiouy]")


_LONGEST_LETTERS = 5
_LETTER = 0.3
"""What a letter that is spelled costs, in syllables."""
_BODIES = frozenset({"ubnd", "hdnd", "ubmttq"})


def _parted(label: str) -> str | None:
    """The syllables of a part of an address, the letters of a short form before or behind them: "thcstanan", "laocaitv"."""
    whole = parted(label)
    if whole:
        return whole
    found: list[tuple[float, str]] = []
    for length in range(1, _LONGEST_LETTERS + 2):
        head, tail = label[:length], label[-length:]
        rest = parted(label[length:]) if head in _BODIES or (length > 1 and not _VOWEL.search(head)) else None
        if rest:
            found.append((rest.count(" ") + _LETTER * length, f"{spell(head)} {rest}"))
        rest = parted(label[:-length]) if not _VOWEL.search(tail) else None
        if rest:
            found.append((rest.count(" ") + _LETTER * length, f"{rest} {spell(tail)}"))
    return min(found)[1] if found else None


_CONSONANTS = Pattern(r"[^aeiouy]{4}")
_SPELLED = 4
"""Letters of a part that is no syllable and no known word, up to which it is spelled: "evn"."""


def _address(found: Found) -> str | Said:
    """Address: "dichvucong.gov.vn" => "dịch vụ công chấm gov chấm vê nờ"; a part that nothing knows is asked about."""
    said: list[str] = []
    known = True
    in_capitals = found[0].isupper()
    for piece in re.findall(r"\d+|[^\W\d_]+|.", re.sub(r"^https?://|/$", "", found[0])):
        if piece.isdecimal():
            said.append(digits(piece) if len(piece) > 2 else cardinal(piece, found.region))  # noqa: PLR2004  # short ones are counts
        elif piece in _ADDRESS_SIGNS:
            said.append(_ADDRESS_SIGNS[piece])
        elif (piece.isupper() and not in_capitals) or not _VOWEL.search(piece.lower()) or piece.lower() in PHRASES:
            said.append(LABELS.get(piece.lower()) or spell(piece))
        else:
            words = _label(piece.lower())
            known = known and words is not None
            said.append(words or _unknown(piece.lower()))
    words = " ".join(word for word in said if word)
    return words if known else Said(words, Certainty.ASK, "địa chỉ có phần chưa biết cách đọc")


def _label(small: str) -> str | None:
    """The words of a part of an address; None for one that nothing knows."""
    kept = small if small in KEPT or is_syllable(small) else None
    return LABELS.get(small) or RESPELLED.get(small) or kept or _parted(small)


def _unknown(small: str) -> str:
    """A part that nobody can say is spelled: a short one, and one with many consonants in a row."""
    return spell(small) if len(small) <= _SPELLED or _CONSONANTS.search(small) else small


RULES = (
    Rule(
        "address",
        Kind.ADDRESS,
        (Begin.SMALL, Begin.CAPITAL, Begin.FIGURE),
        Pattern(
            r"(?:https?://[A-Za-z0-9./_?=&%#:+~@-]{3,300}[A-Za-z0-9/]|"
            r"[A-Za-z0-9][A-Za-z0-9._+-]{0,60}@[A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{2,20}){1,4}"
            r"|(?:[A-Za-z0-9-]{1,60}\.){1,5}(?:vn|com|net|org|edu|gov|info|asia|io|me|ly|app|"
            r"tv|VN|COM|NET|ORG|EDU|GOV|INFO)(?!\w)(?:/[A-Za-z0-9._/?=&@-]{0,200}[A-Za-z0-9])?)"
        ),
        _address,
        ("dichvucong.gov.vn", "dịch vụ công chấm gov chấm vê nờ"),
        Certainty.SURE,
        behind="a.@-_+:0/",
    ),
)
