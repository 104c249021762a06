"""Days written with a slip: with blanks around their hyphen, without a stroke before the year, with a 1 or two strokes for one.

What the day must be is said, and asked about: as a number it would mislead.
"""

from app.reading.model import Certainty, Kind
from app.reading.pattern import Pattern, Words
from app.reading.rules.dates import MONTHS, YEAR, day_of_month
from app.reading.rules.rule import Begin, Found, Rule, Said
from app.reading.tables.classes import DAY_PARTS, FROM_TO, MAGNITUDES, MEASURES, PEOPLE, UPPER

_FIGURE = (Begin.FIGURE,)
_DAY_BEFORE = Words(
    rf"(?<!\w)(?:ngày|{DAY_PARTS}|(?:{DAY_PARTS}|hôm|ngày) (?:qua|nay|mai|kia),?|"
    r"thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7]),?|chủ nhật,?) $"
)
_DAYS_BEFORE = Words(rf"(?<!\w)(?:các|những|từ|trong|mấy|vào|hai|ba|\d) ngày $|(?<!\w)(?:{FROM_TO}) $")
"""Before days in order, "các ngày 5 - 7", as before one day."""
_ALONE_BEHIND = Pattern(
    r" ?(?:$|[.,:)]|(?:vừa qua|tới đây|năm nay|tại|ở|xã|phường|thôn|đoàn|trường|ủy ban|hội|toàn|các|bà con|sẽ|đã)(?!\w)|"
    rf"[{UPPER}])"
)
_CLOCKED = Words(rf"[^.\n]{{0,20}}(?<!\w)(?:{DAY_PARTS}) \d{{1,2}} ?[-–]")
_CLOCKED_BEFORE = Words(rf"(?<!\w)(?:{DAY_PARTS}) \d{{1,2}} ?[-–] ?\d{{1,2}}[,;]? (?:{DAY_PARTS}) $")
"""Beside hours without their word: "sáng 7 - 11, chiều 2 - 5"."""
_OF_DAYS = Pattern(r",? (?:(?:hằng|hàng|mỗi|các|trong|của|cuối|đầu) )?tháng(?!\w)|[,;] ?\d")
_COUNTED = rf"{PEOPLE}|{MEASURES}|{MAGNITUDES}|em|cháu|giờ|ngày|h|điểm|tuổi|%|đồng|buổi|lượt"
_DATED_BEFORE = Words(rf"(?<!\w)(?:ngày|{FROM_TO}|{DAY_PARTS}|hôm|họp|sinh|ký|cấp|lập|và|thứ \w+,?|chủ nhật,?|CN,?)[ :(]*$")
_NUMBER_BEFORE = Words(r"(?<!\w)(?:số|mã|thửa|lô|có|được|đạt|còn|khoảng) $")
_NO_STROKE, _TWO_SIGNS = "thiếu dấu gạch trong ngày tháng năm", "ngày tháng năm có dấu viết nhầm"


def _spaced(found: Found) -> str | Said | None:
    """A day and month whose hyphen has blanks beside it: "sáng 14- 8"; two days in order, "các ngày 5 - 7", are a span."""
    day, month = int(found["day"]), int(found["month"])
    if month > MONTHS or not _DAY_BEFORE.search(found.before) or _OF_DAYS.match(found.after):
        return None
    words = day_of_month(found["day"], found["month"], found)
    if words is None or _CLOCKED.match(found.after) or _CLOCKED_BEFORE.search(found.before):
        return None
    if day >= month:
        return words
    if _DAYS_BEFORE.search(found.before) or not _ALONE_BEHIND.match(found.after):
        return None
    return Said(words, Certainty.ASK, "có thể là ngày tháng, có thể là khoảng số")


def _glued_year(found: Found) -> Said | None:
    """A date without the stroke before its year, or with a 1 for it: "15/1012026" => "mười lăm tháng mười năm …"."""
    if _NUMBER_BEFORE.search(found.before):
        return None
    whole = day_of_month(found["day"], found["month"] + found["one"], found)
    words = whole or day_of_month(found["day"], found["month"], found)
    if words is None:
        return None
    doubt = whole and found["one"]
    note = f"{_NO_STROKE}, có thể là tháng {int(found['month'])}" if doubt else _NO_STROKE
    return Said(f"{words} năm {found.cardinal('year')}", Certainty.ASK, note)


def _slipped(found: Found) -> Said | None:
    """A date of which one sign is another, twice there, or missing before the month: "ngày 1512/2026", "15//10/2026"."""
    words = day_of_month(found["day"], found["month"], found) if _DATED_BEFORE.search(found.before) else None
    if words is None:
        return None
    return Said(f"{words} năm {found.cardinal('year')}", Certainty.ASK, _TWO_SIGNS if found["sign"] else _NO_STROKE)


RULES = (
    Rule(
        "date with blanks",
        Kind.DATE,
        _FIGURE,
        Pattern(
            r"(?<![\d/.,-])(?<!\d [-–] )(?P<day>\d{1,2})(?: [-–] ?|[-–] |–)(?P<month>\d{1,2})"
            rf"(?![\w/%]|[.,]\d| ?[-–] ?\d| ?(?:{_COUNTED})(?!\w))"
        ),
        _spaced,
        ("sáng 14- 8", "sáng mười bốn tháng tám"),
        behind="-–",
    ),
    Rule(
        "date with a glued year",
        Kind.DATE,
        _FIGURE,
        Pattern(
            rf"(?<![\d/.,-])(?P<day>\d{{1,2}})[/.-](?P<month>0?[1-9]|1[0-2]?)(?P<one>1?)(?P<year>(?:19|20)\d\d)"
            rf"(?![\w/]|[.,]\d| (?:{_COUNTED})(?!\w))"
        ),
        _glued_year,
        ("ngày 1/92025", "ngày một tháng chín năm hai nghìn không trăm hai mươi lăm"),
        behind="/.-",
    ),
    Rule(
        "date with a slip",
        Kind.DATE,
        _FIGURE,
        Pattern(
            rf"(?<![\d/.,-])(?P<day>\d\d?)(?P<sign>(?://|[/.])(?=\d))?(?P<month>(?(sign)\d\d?|(?:0[1-9]|1[0-2])))"
            rf"(?:[/.-]|//)(?P<year>{YEAR})(?![\w/]|[.,]\d)"
        ),
        _slipped,
        ("ngày 15/10.2026", "ngày mười lăm tháng mười năm hai nghìn không trăm hai mươi sáu"),
        behind="/.-",
    ),
)
