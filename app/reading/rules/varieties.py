"""Names of varieties, letters and a number apart: in a list of them they are no document, road or district."""

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
    rf"giống(?: [{LOWER}]{{1,9}}){{1,10}}(?::| như:?| gồm:?| là:?)):? ?"
    rf"(?:{_ITEM}[,;…] ?(?:và )?){{0,20}}(?:{_ITEM} (?:và|hoặc) )?$",
)
_REACH = 240
"""How far before a name its list may begin."""
_COUNT = 3
"""Figures up to this many are said as a number."""


def _is_listed(found: Found) -> bool:
    """Whether the place is in a list of varieties."""
    start = found.match.start()
    return bool(_IN_A_LIST.search(found.match.string[max(0, start - _REACH) : start].rpartition("\n")[2]))


def _numbered(found: Found) -> Said | None:
    """A variety of two numbers, "giống lúa 13/2, BC 15": it looks like a day, so the officer is asked."""
    words = f"{found.cardinal('one')} trên {found.cardinal('other')}"
    return Said(words, Certainty.ASK, "có thể là tên giống, có thể là ngày tháng") if _is_listed(found) else None


def _variety(found: Found) -> str | None:
    """Variety: "giống lúa HT 1" => "giống lúa hát tê một"; elsewhere such letters are what the tables hold."""
    if not _is_listed(found):
        return None
    number = found["no"]
    said = digits(number) if len(number) > _COUNT or number[0] == "0" else cardinal(number, found.region)
    return f"{spell(found['letters'])} {said} {found.cardinal('more') if found['more'] else ''}".rstrip()


RULES = (
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
        "variety of two numbers",
        Kind.IDENTIFIER,
        (Begin.FIGURE,),
        Pattern(r"(?P<one>\d{1,2})/(?P<other>\d)(?=[,;] |\.(?:\s|$)|[ \t]*(?:\n|$))"),
        _numbered,
        ("giống lúa 13/2, HT 1", "giống lúa mười ba trên hai hát tê một"),
        behind="/",
    ),
)
