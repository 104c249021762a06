"""Names, offices, phrases and pairs that are not said as they are written."""

import re

from app.reading.model import Certainty, Kind
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule, Said, initials
from app.reading.tables.classes import CITIES, LOWER, OPENERS, PROVINCES, UNITS_OF_LAND, any_of
from app.reading.tables.foreign import NAMES
from app.reading.tables.offices import OFFICES, OFFICES_OF
from app.reading.tables.shorthand import PAIRS, PHRASES

_LETTERS = (Begin.CAPITAL, Begin.SMALL)
_CAPITAL = (Begin.CAPITAL,)
_OFFICE_OF = "|".join(rf"(?:{any_of(offices)})[.+] ?(?:{any_of(bodies)})" for offices, bodies in OFFICES_OF)


_NUMBERED = Words(r"(?:điểm|khoản|mục|loại|nhóm|vitamin|chữ|bảng|phương án|hạng|\d|,|\() ?$")


def _pair(found: Found) -> str:
    """Two that are both meant: "các ông/bà"; units of the land are members of a list: "các huyện/thị xã"."""
    parts = found[0].lower().split("/")
    return ", ".join(parts) if UNITS_OF_LAND.issuperset(parts) else PAIRS[found[0].lower()]


_COUNT_BEFORE = Pattern(r"(?:^|[^\d/.,])\d{1,4} $")


def _phrase(found: Found) -> str | None:
    """A short form of several signs; "đ/v" behind a count are members of the Party."""
    phrase = found["phrase"]
    if phrase in {"KT.", "TL.", "TM."} and found.before.strip():
        return None
    return "đảng viên" if phrase == "đ/v" and _COUNT_BEFORE.search(found.before) else PHRASES[phrase]


RULES = (
    Rule(
        "name",
        Kind.FOREIGN,
        _LETTERS,
        Pattern(rf"(?:{any_of(NAMES)})(?![^\W\d])"),
        lambda found: NAMES[found[0]],
        ("COVID-19", "covid mười chín"),
        Certainty.SURE,
        first=initials(NAMES),
    ),
    Rule(
        "office of a body",
        Kind.ABBREVIATION,
        _CAPITAL,
        Pattern(rf"(?:{_OFFICE_OF})(?!\w)"),
        lambda found: OFFICES[re.sub(r"[.+ ]", "", found[0])],
        ("PCT.UBND xã", "phó chủ tịch ủy ban nhân dân xã"),
        behind=".+",
    ),
    Rule(
        "place before a new sentence",
        Kind.ABBREVIATION,
        _LETTERS,
        Pattern(rf"(?P<place>TP|TX|Tp|Tx|tp|tx)(?=\. (?!{any_of(CITIES + PROVINCES)})(?:{OPENERS})(?!\w))"),
        lambda found: {"P": "thành phố", "X": "thị xã"}[found["place"][1].upper()],
        ("ở TP. Các xã", "ở thành phố.\nCác xã"),
        first="Tt",
        behind=".",
    ),
    Rule(
        "phrase",
        Kind.ABBREVIATION,
        _LETTERS,
        Pattern(rf"(?P<phrase>{any_of(PHRASES)})(?:(?<!\.)(?!\w)|(?<=\.)(?= ?[^\s\w]| \w))"),
        _phrase,
        ("V/v", "về việc"),
        first=initials(PHRASES),
    ),
    Rule(
        "pair",
        Kind.WORD,
        _LETTERS,
        Pattern(rf"(?:{any_of(PAIRS)})(?!\w)", re.IGNORECASE),
        _pair,
        ("các ông/bà", "các ông bà"),
        first=initials(PAIRS),
    ),
    Rule(
        "part of the day",
        Kind.ABBREVIATION,
        _CAPITAL,
        Pattern(r"(?P<part>[SCT]): ?(?=\d{1,2}(?:h|g|:\d\d))"),
        lambda found: {"S": "sáng", "C": "chiều", "T": "tối"}[found["part"]],
        ("S: 5h; C: 17h", "sáng năm giờ chiều mười bảy giờ"),
        first="SCT",
    ),
    Rule(
        "k for không",
        Kind.ABBREVIATION,
        (Begin.SMALL,),
        Pattern(rf"k(?= [{LOWER}]{{2}})"),
        lambda found: None if _NUMBERED.search(found.before) else Said("không", Certainty.ASK, "chữ «k» được hiểu là không"),
        ("Bà con k vứt rác", "Bà con không vứt rác"),
        first="k",
    ),
)
