"""Signs between words and numbers: arrows, times, plus, a stroke at the side."""

import re

from app.reading.model import Kind
from app.reading.pattern import Pattern, Words
from app.reading.rules.ranges import WEEKDAY_BEFORE
from app.reading.rules.rule import Begin, Found, Rule, nothing
from app.reading.tables.classes import ARROW, LOWER, PLACES, UPPER, any_of

_SIGN = (Begin.SIGN,)
_CHANGED = Words(r"(?<!\w)(?:tăng|giảm|thu|chi|lãi|lỗ|thừa|thiếu|vượt|hụt) ?$")
"""What a sign in brackets stands for in the cells below: "Tăng (+), giảm (-)"."""
_ORDERED = Words(r"(?:thứ|lần|từ|cấp|hạng|độ) \d{1,2}$")


_PLACE_AFTER = Pattern(rf" (?:{PLACES}|xã|phường|lớp|đội|nhóm)(?!\w)")
_MULTIPLIED = Words(r"(?:điểm|thưởng|nhân|hệ số|lương|phạt|công|tiền|giá|quà|suất|mức)(?: \w+)? $")


_PLACES_SUMMED = Words(
    rf"(?<!\w)(?:{PLACES}|quý|tháng|bản|TDP|KP|KDC|khu phố|tổ dân phố|khóm|đội|phường|ngõ|"
    r"lớp|khối) \d{1,3}(?: ?\+ ?\d{1,3}){0,8} ?$"
)
"""Places by their numbers, a plus between them: "tổ 13+16+17"."""


def _and(found: Found) -> str | None:
    """And: "T7 + CN" => "thứ bảy và chủ nhật"; between figures it is a sum, but for places: "khu 2 + khu 3"."""
    summed = found.before[-2].isdecimal() and not WEEKDAY_BEFORE.search(found.before)
    return None if summed and not _PLACE_AFTER.match(found.after) else "và"


_FARMING_BEFORE = Words(r"(?<!\w)(?:nông nghiệp|NN) ?$")


def _times(_found: Found) -> str:
    return "nhân"


_SCALE = "rất nhẹ|nhẹ|vừa|trung bình|khá|nặng|thấp|cao"
_STAGES = any_of(
    (
        *(
            "mạ",
            "cây con",
            "hồi xanh",
            "đẻ nhánh",
            "đứng cái",
            "phân hóa đòng",
            "làm đòng",
            "ôm đòng",
            "đòng già",
            "đòng non",
            "đòng",
            "trỗ",
            "trổ",
        ),
        *(
            "trỗ bông",
            "trổ bông",
            "ngậm sữa",
            "chín sữa",
            "chín sáp",
            "vào chắc",
            "chắc xanh",
            "chín",
            "thu hoạch",
            "xoáy nõn",
            "trỗ cờ",
        ),
        *("phun râu", "ra hoa", "ra nụ", "đậu quả", "quả non", "nuôi quả", "phát triển thân lá"),
    )
)
_FROM_TO_BEFORE, _FROM_TO_BEHIND = (
    Pattern(rf"(?<![-–] )(?<!\w)(?:(?P<scale>{_SCALE})|(?P<stage>{_STAGES})) ?$", re.IGNORECASE),
    Pattern(rf" ?(?>(?P<scale>{_SCALE})|(?P<stage>{_STAGES}))(?!\w| ?[-–])", re.IGNORECASE),
)
"""From one degree or stage of growth to the next: "mức nhẹ - trung bình", "đẻ nhánh - làm đòng"."""


def _to_next(found: Found) -> str | None:
    """From one degree or stage to the next: "mức nhẹ - trung bình" => "mức nhẹ đến trung bình"."""
    first, last = _FROM_TO_BEFORE.search(found.before), _FROM_TO_BEHIND.match(found.after)
    return "đến" if first and last and first.lastgroup == last.lastgroup else None


RULES = (
    Rule(
        "and rural development",
        Kind.SYMBOL,
        _SIGN,
        Pattern(r"[-–] ?(?=(?:PTNT|(?i:phát triển nông thôn))(?!\w))"),
        lambda found: "và" if _FARMING_BEFORE.search(found.before) else None,
        ("Sở Nông nghiệp- PTNT", "Sở Nông nghiệp và phát triển nông thôn"),
        first="-–",
    ),
    Rule(
        "letter of a measure",
        Kind.ABBREVIATION,
        (Begin.CAPITAL,),
        Pattern(r"(?P<side>[LBH]) ?= ?(?=\d[\d.,]{0,8} ?(?:k?m|cm)(?!\w))"),
        lambda found: {"L": "dài", "B": "rộng", "H": "cao"}[found["side"]],
        ("sạt lở L=300m", "sạt lở dài ba trăm mét"),
        first="LBH",
        behind="=",
    ),
    Rule(
        "to the next degree",
        Kind.SYMBOL,
        _SIGN,
        Pattern(r"[-–](?= ?[^\W\d])"),
        _to_next,
        ("mức nhẹ - trung bình", "mức nhẹ đến trung bình"),
        first="-–",
    ),
    Rule(
        "younger than",
        Kind.SYMBOL,
        _SIGN,
        Pattern(r"<(?= ?\d{1,3} (?:ngày |tháng |tuần )?tuổi(?!\w))"),
        lambda _found: "dưới",
        ("trẻ < 5 tuổi", "trẻ dưới năm tuổi"),
        first="<",
    ),
    Rule(
        "arrow",
        Kind.LAYOUT,
        _SIGN,
        Pattern(ARROW),
        nothing,
        ("Xong → nộp", "Xong nộp"),
        first="-–—=→⇒➔➜",
    ),
    Rule(
        "pointer",
        Kind.LAYOUT,
        _SIGN,
        Pattern(rf">{{2,6}}|<{{2,6}}|(?:(?<=[{LOWER})])|(?<=[{LOWER})] ))>(?= ?[{LOWER}{UPPER}]|[ \t]*(?:\n|$))"),
        nothing,
        (">>> Xem thêm", "Xem thêm"),
        first="><",
    ),
    Rule(
        "sign of a change",
        Kind.LAYOUT,
        _SIGN,
        Pattern(r"\([+\-−–]\)"),
        lambda found: "" if _CHANGED.search(found.before) else None,
        ("Tăng (+), giảm (-)", "Tăng giảm"),
        first="(",
    ),
    Rule(
        "so many times",
        Kind.NUMBER,
        (Begin.SMALL,),
        Pattern(r"x ?(?=\d{1,3}(?:,\d)?(?![\w/]))"),
        lambda found: "nhân " if _MULTIPLIED.search(found.before) else None,
        ("điểm thưởng x2", "điểm thưởng nhân hai"),
        first="x",
    ),
    Rule(
        "times",
        Kind.NUMBER,
        (Begin.SMALL,),
        Pattern(r"(?<=\S )x(?= \S)"),
        _times,
        ("3 m x 4 m", "ba mét nhân bốn mét"),
        first="x",
    ),
    Rule(
        "plus of an item",
        Kind.LAYOUT,
        _SIGN,
        Pattern(r"(?<=[:;] )\+(?= \d{1,2}(?:h|g|giờ|:)| [^\W\d])"),
        nothing,
        ("Sáng: + 8h họp", "Sáng tám giờ họp"),
        first="+",
    ),
    Rule(
        "and more",
        Kind.SYMBOL,
        _SIGN,
        Pattern(r"(?:(?<=\d)|(?<=\dt))\+(?![\w+])"),
        lambda found: "trở lên" if _ORDERED.search(found.before) or found.before.endswith("t") else None,
        ("con thứ 3+", "con thứ ba trở lên"),
        first="+",
    ),
    Rule(
        "and another place",
        Kind.SYMBOL,
        _SIGN,
        Pattern(r"(?:(?<=\d)|(?<=\d ))\+(?= ?\d{1,3}(?![\d=]|[.,]\d| ?=))"),
        lambda found: "và" if _PLACES_SUMMED.search(found.before) and not re.match(r"[\d+ ]*=", found.after) else None,
        ("tổ 3+4 họp", "tổ ba và bốn họp"),
        first="+",
    ),
    Rule(
        "and",
        Kind.SYMBOL,
        _SIGN,
        Pattern(rf"(?<=[{LOWER}{UPPER})\d] )\+(?= [{UPPER}]{{2}}| [{LOWER}]{{2}}| [{UPPER}](?: [{UPPER}]?)?[{LOWER}])"),
        _and,
        ("T7 + CN", "thứ bảy và chủ nhật"),
        first="+",
    ),
    Rule(
        "stroke at the side",
        Kind.LAYOUT,
        _SIGN,
        Pattern(r"(?<![\w%])/|/(?!\w)"),
        nothing,
        ("ngày …/…", "ngày"),
        first="/",
    ),
)
