"""Names of varieties, letters and a number apart: in a list of them they are no document, road or district."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import cardinal, digits, spell
from app.reading.pattern import Pattern
from app.reading.rules.rule import Begin, Found, Rule, Said
from app.reading.tables.classes import LOWER, UPPER

_CROPS = (
    r"lúa|ngô|bắp|đậu tương|đậu nành|đậu xanh|lạc|đậu phộng|mía|sắn|mì|khoai tây|cà chua|dưa hấu|dưa chuột|cao su|"
    r"chè|cam|bưởi|quýt|nhãn|vải|xoài|mít|bơ|sầu riêng|cà phê|hồ tiêu|điều|keo|thanh long"
)
_SORTS = (
    "giống|lai|thuần|nếp|tẻ|thơm|ngọt|chất lượng|năng suất|cao|ngắn ngày|dài ngày|trung ngày|sinh khối|lấy hạt|biến đổi gen|"
    "chủ lực|mới|các|cao sản|như|gồm|là"
)
_ITEM = rf"(?=[{UPPER}\d(]|nếp|tẻ)[^,;:.\n]{{1,40}}"
_IN_A_LIST = Pattern(
    rf"(?<!\w)(?i:(?:{_CROPS}|giống)(?:,? (?:{_SORTS}|{_CROPS}))*|"
    rf"giống(?: [{LOWER}\d–-]{{1,9}}){{1,14}}(?::| như:?| gồm:?| là:?)):? ?"
    rf"(?:{_ITEM}[,;…] ?(?:và )?){{0,20}}(?:{_ITEM} (?:và|hoặc) )?$",
)
_BRED_BY = frozenset({"IR", "OM", "OMCS", "MTL"})
"""Letters of institutes that name rices and nothing else: "OM 5451"."""
_REACH = 240
"""How far before a name its list may begin."""
_COUNT = 3
"""Figures up to this many are said as a number."""


def is_listed(found: Found) -> bool:
    """Whether the place is in a list of varieties."""
    start = found.match.start()
    return bool(_IN_A_LIST.search(found.match.string[max(0, start - _REACH) : start].rpartition("\n")[2]))


def _numbered(found: Found) -> Said | None:
    """A variety of two numbers, "giống lúa 13/2, BC 15": it looks like a day, so the officer is asked."""
    words = f"{found.cardinal('one')} trên {found.cardinal('other')}"
    return Said(words, Certainty.ASK, "có thể là tên giống, có thể là ngày tháng") if is_listed(found) else None


def _variety(found: Found) -> str | None:
    """Variety: "giống lúa HT 1" => "giống lúa hát tê một"; elsewhere such letters are what the tables hold."""
    if found["letters"] not in _BRED_BY and not is_listed(found):
        return None
    return f"{spell(found['letters'])} {_number(found['no'], found)} {found.cardinal('more') if found['more'] else ''}".rstrip()


def _of_parts(found: Found) -> str | None:
    """A variety of parts, the hyphen among blanks: "TH3 - 3, B - TE1" is said in one."""
    if not is_listed(found):
        return None
    pieces = re.findall(r"\d+|[^\W\d]+", found[0])
    return " ".join(_number(piece, found) if piece.isdecimal() else spell(piece) for piece in pieces)


def _number(figures: str, found: Found) -> str:
    """Of a name: figure by figure where there are many, or a nought comes first."""
    return digits(figures) if len(figures) > _COUNT or figures[0] == "0" else cardinal(figures, found.region)


RULES = (
    Rule(
        "variety of parts",
        Kind.IDENTIFIER,
        (Begin.CAPITAL,),
        Pattern(
            rf"(?:[{UPPER}]{{1,4}}\d{{0,3}} [-–] (?=[{UPPER}]{{0,3}}\d)|[{UPPER}]{{1,4}}\d{{1,3}} ?[-–] ?(?=0\d))"
            rf"[{UPPER}]{{0,3}}\d{{1,3}}(?![\w%]|[.,/-]\d)"
        ),
        _of_parts,
        ("giống lúa TH3 - 3, HT 1", "giống lúa tê hát ba ba hát tê một"),
    ),
    Rule(
        "variety",
        Kind.IDENTIFIER,
        (Begin.CAPITAL,),
        Pattern(rf"(?P<letters>[{UPPER}]{{1,4}}) (?P<no>\d{{1,4}})(?:-(?P<more>\d{{1,2}}))?(?![\w%]|[.,/-]\d)"),
        _variety,
        ("giống lúa HT 1", "giống lúa hát tê một"),
        behind="0",
    ),
    Rule(
        "variety like a road",
        Kind.IDENTIFIER,
        (Begin.CAPITAL,),
        Pattern(r"(?P<letters>KM|QL|TL|DT|HL)(?P<no>\d{1,4})(?P<more>)(?![\w%]|[.,/+-]\d)"),
        _variety,
        ("giống lúa KM18, HT1", "giống lúa ca mờ mười tám hát tê một"),
        first="KQTDH",
        behind="0",
    ),
    Rule(
        "variety of two numbers",
        Kind.IDENTIFIER,
        (Begin.FIGURE,),
        Pattern(r"(?P<one>\d{1,2})/(?P<other>\d)(?=[,;] |…|\.\.|\.(?:\s|$)|[ \t]*(?:\n|$))"),
        _numbered,
        ("giống lúa 13/2, HT 1", "giống lúa mười ba trên hai hát tê một"),
        behind="/",
    ),
)
