"""Addresses of the net and of mail, in syllables where they hold any."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import cardinal, digits, spell
from app.reading.pattern import Pattern
from app.reading.rules.rule import Begin, Found, Rule
from app.reading.syllables import parted
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


def _address(found: Found) -> str:
    """Address: "dichvucong.gov.vn" => "dịch vụ công chấm gov chấm vê nờ"."""
    said: list[str] = []
    for piece in re.findall(r"\d+|[^\W\d_]+|.", re.sub(r"^https?://", "", found[0])):
        if piece.isdecimal():
            said.append(digits(piece) if len(piece) > 2 else cardinal(piece, found.region))  # noqa: PLR2004  # short ones are counts
        elif piece in _ADDRESS_SIGNS:
            said.append(_ADDRESS_SIGNS[piece])
        elif piece.lower() in LABELS:
            said.append(LABELS[piece.lower()])
        elif piece.isupper() or not _VOWEL.search(piece.lower()) or piece.lower() in PHRASES:
            said.append(spell(piece))
        else:
            small = piece.lower()
            said.append(RESPELLED.get(small) or (_parted(small) if small not in KEPT else None) or small)
    return " ".join(word for word in said if word)


RULES = (
    Rule(
        "address",
        Kind.ADDRESS,
        (Begin.SMALL, Begin.CAPITAL, Begin.FIGURE),
        Pattern(
            r"(?:https?://[A-Za-z0-9./_?=&%#:+~@-]{3,300}[A-Za-z0-9/]|"
            r"[A-Za-z0-9][A-Za-z0-9._+-]{0,60}@[A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{2,20}){1,4}"
            r"|(?:[A-Za-z0-9-]{1,60}\.){1,5}(?:vn|com|net|org|edu|gov|info|asia|io|me|ly|app|"
            r"tv)(?!\w)(?:/[A-Za-z0-9._/?=&@-]{0,200}[A-Za-z0-9])?)"
        ),
        _address,
        ("dichvucong.gov.vn", "dịch vụ công chấm gov chấm vê nờ"),
        Certainty.SURE,
        behind="a.@-_+:0/",
    ),
)
