"""Days without their year, in figures: with a stroke, a full stop, a hyphen; what else they may be is asked about."""

import re

from app.reading.model import Certainty, Kind
from app.reading.pattern import Pattern, Words
from app.reading.rules.dates import HOURS, MONTHS, SECTIONED, YEAR, day_of_month, no_such_day
from app.reading.rules.fractions import DATE_BEFORE, HOLIDAYS, NAMED_FOR_A_DAY, is_share
from app.reading.rules.rule import Begin, Found, Rule, Said
from app.reading.tables.classes import (
    ARROW,
    DAY_PARTS,
    FROM_TO,
    MAGNITUDES,
    MEASURES,
    NUMBERED,
    OCCASIONS,
    PERIODS,
    PLACES,
    UPPER,
)

_FIGURE = (Begin.FIGURE,)
_DAY_BEFORE = Words(rf"(?:ngày|{OCCASIONS}|hôm|nhân|chào mừng|nghỉ|từ|đến|\d{{1,2}}/\d{{1,2}}(?:/\d{{4}})? và) $")
"""Before a day and a month with a stroke: "và" does not tell by itself."""
_NUMBERED_BEFORE = Words(rf"(?<!\w)(?:{PLACES}|{NUMBERED}|bản|xã|hộ|nhà|còn|cho|thu|chi|được|có) $")
"""Before a number of something, or of so many: "tổ 5/6" is a day only by chance."""
_DAY_WORD = Words(
    rf"(?<!\w)(?:(?:ngày|{OCCASIONS}|hôm|hạn|(?:hôm|ngày) (?:qua|nay|mai|kia),?|ngày \d{{1,2}}(?:\.\d{{1,2}})?(?:,| và| đến| -)|"
    rf"ngày \d{{1,2}}\.\d{{1,2}}) |(?:ngày|từ|nghỉ|lễ|tết) \d{{1,2}}\.\d{{1,2}} ?[-–] ?)$"
)
_PART_OF_DAY = Pattern(rf"(?<!\w)(?:nghỉ|(?-i:mai)|{DAY_PARTS}|(?:{DAY_PARTS}|hôm) (?:qua|nay|mai|kia),?) $", re.IGNORECASE)
_SPANNED = Words(rf"(?<!\w)(?:nghỉ|{OCCASIONS}|tết|ngày|trực)(?!\w)[^\n]{{0,40}}(?:từ|đến|và|nghỉ|,|&|[-–]) ?$")
_COUNTED = rf"(?!năm (?:nay|sau|trước|ngoái|20))(?:{PERIODS})|{MAGNITUDES}|đồng|đ|điểm|lần|mét|{MEASURES}|mẫu|°|tiết|công"
_SPANNED_OR_TIMED = Words(
    rf"(?:\d/\d{{1,2}}(?:,| và| đến| tới|;)|(?<!\w)(?:{DAY_PARTS}|thứ \w+|chủ nhật|CN|T[2-7]|tuần|lịch|ngày)[^.;\n]{{0,25}}|"
    rf"(?<!\w)(?:{FROM_TO}|chậm nhất|đợt(?: \w+)?:|đợt \d:|giai đoạn \d:)|\d ?(?:h|g|giờ)(?:\d\d)?|^\W*) ?\(?$"
)
"""Before a day: another day, a word of time near, an hour, or nothing in its line."""
_HEADS_AFTER = Pattern(r" (?:người(?! dân)|hộ(?! dân)|em|cháu|đồng chí|đại biểu|con)(?!\w)")
_VARIETIES_BEFORE = Words(r"(?<!\w)giống(?!\w)[^.;\n]{0,50}(?:gồm|như|là|:|,) ?$")
"""In a list of varieties some have two numbers: "giống dài ngày gồm 13/2"."""
_HOUR_OF = Pattern(rf"\d ?(?:h|giờ|g)(?:\d\d)?(?: (?:{DAY_PARTS}))?,? ngày $")
"""An hour is of one day: "8h ngày 10-12"."""


_NAMED_A_DAY = Words(r"(?<!\w)ngày $")
_SPAN_BEFORE, _SPAN_AFTER = Pattern(rf"\d ?(?:[-–]|{ARROW}) ?$"), Pattern(r" ?[-–] ?\d{1,2}/\d")
_BY_THE_MOON = Pattern(r" ?(?:\(?âm|[ÂA]L|âl)")


def _short_date(found: Found) -> str | Said | None:
    """Short date: "30/4" => "ba mươi tháng tư"; a share of a whole is left to the next rule."""
    above, below = int(found["day"]), int(found["month"])
    shared = is_share(found, above, below)
    if not shared or _NAMED_A_DAY.search(found.before):
        wrong = no_such_day(found["day"], found["month"], found)
        if wrong is not None:
            return wrong
    if shared:
        return None
    words = day_of_month(found["day"], found["month"], found)
    if words is None:
        return None
    told = (
        "0" in {found["day"][0], found["month"][0]}
        or _DAY_BEFORE.search(found.before)
        or _SPANNED_OR_TIMED.search(found.before)
        or DATE_BEFORE.search(found.before)
        or _SPAN_BEFORE.search(found.before)
        or _SPAN_AFTER.match(found.after)
        or (f"{above}/{below}" in HOLIDAYS and not _NUMBERED_BEFORE.search(found.before))
        or _BY_THE_MOON.match(found.after)
        or " tết" in found.before.lower()
    )
    if told and _HEADS_AFTER.match(found.after) and "0" not in {found["day"][0], found["month"][0]}:
        return Said(words, Certainty.ASK, "có thể là ngày tháng, có thể là phần của tổng")
    if _VARIETIES_BEFORE.search(found.before) and not DATE_BEFORE.search(found.before):
        return Said(words, Certainty.ASK, "có thể là ngày tháng, có thể là tên giống")
    return words if told else Said(words, Certainty.ASK, "có thể là ngày tháng, có thể là phân số, số nhà")


_FROM_DAY, _TO_DAY = Words(r"(?:từ|kể từ) ngày $"), Pattern(r" đến (?:hết )?ngày \d{1,2}[-/.]\d{1,2}(?!\d)")


def _dashed_date(found: Found) -> str | Said | None:
    """A day and month with a hyphen: "ngày 30-4"; the days of a range are in order, so "30-4" and "05-4" are none.

    "ngày 4-8" may be either: said as a day, and asked about, but for days of every month: "ngày 4-8 hằng tháng".
    """
    day, month = int(found["day"]), int(found["month"])
    spanned = _DASHED_TO.match(found.after) or _DASHED_FROM.search(found.before)
    named = _DAY_NAMED.search(found.before) or (f"{day}/{month}" in HOLIDAYS and _KEPT.search(found.before))
    bracketed = found.before.endswith("(") and found.after.startswith(")") and named
    by_order = day > month and _SINCE.search(found.before) and _CLAUSE_BEHIND.match(found.after)
    badge = f"{day}/{month}" in _BADGE_DAYS and _BADGE_BEFORE.search(found.before)
    other = _LATER_IN_MONTH.match(found.after)
    same_month = other is not None and int(other["month"]) == month < int(other["day"]) > day
    told = same_month or _DASHED_DAY.search(found.before) or (spanned and day > month) or bracketed or by_order or badge
    if month > MONTHS or not told or _OF_A_MONTH.match(found.after):
        return None
    words = day_of_month(found["day"], found["month"], found)
    if by_order and words and not spanned and not _DASHED_DAY.search(found.before):
        return Said(words, Certainty.ASK, "có thể là ngày tháng, có thể là hai số")
    if _FROM_DAY.search(found.before) and _TO_DAY.match(found.after):
        return words
    by_part = _PART_OF_DAY.search(found.before) and not found.before.lower().endswith("nghỉ ")
    out_of_order = day > month or same_month or (day == month and found["day"][0] == "0")
    if words is None or out_of_order or by_part or bracketed or badge:
        return words
    holiday = f"{day}/{month}" in HOLIDAYS
    if _LATEST.search(found.before) or _HOUR_OF.search(found.before) or _TO_WHOLE_DATE.match(found.after):
        return words
    alone = _ONE_DAY.search(found.before)
    return Said(words, Certainty.ASK, "có thể là ngày tháng, có thể là khoảng số") if holiday or alone else None


def _certain_day(found: Found) -> str | None:
    """A day with a hyphen that nothing else can be: a road's name, "đường 3-2", and a day by the moon, "mùng 10-3 âm lịch"."""
    named = f"{int(found['day'])}/{int(found['month'])}" in HOLIDAYS and NAMED_FOR_A_DAY.search(found.before)
    told = named or _BY_THE_MOON.match(found.after)
    return day_of_month(found["day"], found["month"], found) if told else None


_TO_MEASURE = r" ?(?:[-–]|đến|tới) ?\d{1,4}(?:[.,]\d{1,2})? ?(?:kg|ha|k?m[23²³]?|[cm]m|tấn|tạ|lít|ml|triệu|tỷ|%|mét|ki lô)(?!\w)"
"""Behind the lower end of a measure: "từ 1.5 - 4 kg" is no day."""


def _dotted_date(found: Found) -> str | Said | None:
    """A day and month with a full stop: "nghỉ lễ 2.9" => "nghỉ lễ hai tháng chín"; elsewhere it is a section or a decimal."""
    words = day_of_month(found["day"], found["month"], found)
    doubt = _doubt_of_dotted(found) if words else None
    if words is None or doubt is None:
        return None
    return Said(words, Certainty.ASK, f"có thể là ngày tháng, có thể là {doubt}") if doubt else words


def _doubt_of_dotted(found: Found) -> str | None:
    """What else a number with a full stop may be than a day; "" where it is a day, None where nothing tells that it is one."""
    before = found.before
    with_year = _SPAN_WITH_YEAR.match(found.after)
    if SECTIONED.search(before) and not with_year:
        return None
    holiday = f"{int(found['day'])}/{int(found['month'])}" in HOLIDAYS
    spanned = holiday and _SPANNED.search(before)
    ends = _END_OF_SPAN.search(before) and not _MEASURED_TO.match(found.after) and not _GROWN.search(before)
    told = spanned or ends or _PART_OF_DAY.search(before)
    no_minutes = len(found["month"]) == 1  # "sáng 20.5": minutes have two figures
    no_hour = (int(found["day"]) > HOURS or no_minutes) and _SINGLE_PART.search(before)
    named = with_year or _DAY_WORD.search(before) or _DAY_NAMED.search(before)
    if not named and not holiday and not no_hour and len(found["month"]) > 1 and _SINGLE_PART.search(before):
        return "giờ"  # "họp sáng 9.10"
    if named or (told and (holiday or no_hour or _SEASON.search(before))):
        return ""
    if _fills_line(found):
        return "số lẻ"
    return "giờ, số lẻ" if told and not before.lower().endswith("nghỉ ") else None


def _fills_line(found: Found) -> bool:
    """Whether it is an end of a span that fills its line or cell: "6 – 20.2", "6.5 – 15.5"."""
    first = _NOTHING.search(found.before) and _SPAN_TO_END.match(found.after)
    last = _SPAN_FROM_START.search(found.before) and _NOTHING_BEHIND.match(found.after)
    return bool(first or last)


_NOTHING, _NOTHING_BEHIND = Pattern(r"(?:^|\t)[-+•* ]*$"), Pattern(r"[ .]*(?:$|\t)")
_SPAN_FROM_START = Pattern(r"(?:^|\t)[-+•* ]*\d{1,2}(?:\.\d{1,2})? ?[-–] ?$")
_SPAN_TO_END = Pattern(r" ?[-–] ?\d{1,2}\.\d{1,2}[ .]*(?:$|\t)")
_SPAN_WITH_YEAR = Pattern(rf" ?(?:[-–]|đến|tới) ?\d{{1,2}}\.\d{{1,2}}\.{YEAR}(?!\d)")
"""Behind the first day of a span that ends with its year: "17.10 - 18.11.2026"."""
_END_OF_SPAN = Words(rf"(?<!\w)(?:{FROM_TO})(?: ngày)? (?:\d{{1,2}} ?[-–] ?)?$|\d{{1,2}}\.\d{{1,2}} ?[-–] ?$")
"""Days by the words before them: "trước 28.2", "từ 5 - 12.1"."""
_SINGLE_PART = Words(rf"(?<!\w)(?:{DAY_PARTS})(?: (?:qua|nay|mai|kia),?)? $")
_SEASON = Words(
    r"(?<!\w)(?:nghỉ(?! $)|tết|lễ|hội|ngày|đợt|gieo|sạ|cấy|trồng|thu hoạch|thả|bón|phun|lịch|vụ|họp|tiêm|thi|khám)(?!\w)"
    r"(?:[^.;\n]|\.\d){0,50}$"
)
"""What is done on days."""
_MEASURED_TO = Pattern(rf" ?(?:đến|tới|[-–]) ?\d{{1,3}}[.,]\d{{1,2}} ?(?:%|{MAGNITUDES}|đồng|{MEASURES}|mẫu|điểm|lần|phần)(?!\w)")
_GROWN = Words(r"(?<!\w)(?:tăng|giảm|điểm|giá|lãi|nhiệt độ|dài|rộng|cao|sâu|nặng|mức|đạt|tỷ lệ|tỉ lệ|pH)(?!\w)[^.;\n]{0,30}$")
"""What is measured, not dated: "tăng từ 2.5 đến 3.1"."""


_DASHED_DAY = Pattern(
    rf"(?<!\w)(?:ngày|{OCCASIONS}|và|nghỉ|trước|hết|hạn|hôm|hạn nộp|hạn cuối|hạn chót|{DAY_PARTS}|thứ \w+,|chủ nhật,):? $|"
    rf"(?<!\w)(?:(?:{DAY_PARTS}|hôm|ngày) (?:qua|nay|mai|kia),?|(?-i:mai)) $|"
    r"(?<!\w)(?:lễ hội|ngày hội|hội làng|giỗ)(?: \w+){0,3} $|"
    rf"(?<!\w)ngày \d{{1,2}} (?:đến|tới|và)(?: hết)?(?: ngày)? $",
    re.IGNORECASE,
)
_LATER_IN_MONTH = Pattern(r" (?:đến|tới)(?: hết)?(?: ngày)? (?P<day>\d{1,2})-(?P<month>\d{1,2})(?![\w/-])")
"""The last day of a span that tells what its first is: "từ 10-11 đến 20-11"."""
_SINCE = Words(rf"(?<!\w)(?:{FROM_TO}|khoảng) $")
_CLAUSE_BEHIND = Pattern(
    rf" ?(?:$|[.,;)]|(?:đối với|cho|các|những|toàn|tại|trên|ở|xã|thôn|bà con|mọi|tất cả|sẽ|trở|nếu|mà|thì)(?!\w)|[{UPPER}])"
)
"""A day by the order of its numbers and nothing counted behind: "sau 20-9 các hộ nộp"."""
_BADGE_DAYS = frozenset({"3/2", "19/5", "2/9", "7/11"})
_BADGE_BEFORE = Words(r"(?<!\w)huy hiệu đảng(?!\w)[^.;\n]{0,30}đợt (?:ngày )?$")
"""The four days on which badges of the Party are given: "Huy hiệu Đảng đợt 7-11"."""
_LATEST = Words(r"(?<!\w)(?:chậm nhất|muộn nhất|hạn cuối|trước|hết)(?: là)?(?: vào)? ngày $")
"""One day alone can be the last."""
_TO_WHOLE_DATE = Pattern(rf" (?:đến|tới)(?: hết)?(?: ngày)? \d{{1,2}}-\d{{1,2}}-{YEAR}(?!\d)")
"""The last day of a span with its year: "từ 2-2 đến hết ngày 8-2-2027"."""
_ONE_DAY = Words(rf"(?<!các )(?<!những )(?<!từ )(?<!\d )(?<!trong )(?<!mấy )(?<!vào )(?:{DAY_PARTS}|hôm|vào)? ?ngày $")
"""Before one day, not before a span of days: "sáng ngày 4-8"."""
_KEPT = Words(rf"(?<!\w)(?:ngày|{OCCASIONS}|giải phóng|thành lập|quốc tế|truyền thống)(?!\w)[^.;\n]*\($")
_DAY_NAMED = Words(rf"(?:ngày|mai|nay|qua|kia|{DAY_PARTS}|thứ \w+|chủ nhật|lễ|tết|rằm) \($")
"""A day by its name, its date in brackets behind: "ngày mai (15-9)"."""
_OF_A_MONTH = Pattern(r",? (?:(?:hằng|hàng|mỗi|các|trong|của|cuối|đầu) )?tháng|[,;] ?\d{1,2}[-–]\d{1,2}/| và \d{1,2}[-–]\d{1,2}/")
"""Days of a month that is named behind."""
_DASHED_TO = Pattern(rf" (?:đến|tới) (?:hết )?(?:(?:ngày )?\d{{1,2}}-\d{{1,2}}(?!\d)|(?:tháng )?\d{{1,2}}-{YEAR}(?!\d))")
_DASHED_FROM = Pattern(r"(?:(?<!\d)\d{1,2}-|(?<!\w)[Tt]ừ )\d{1,2} (?:đến|tới) (?:hết )?$")
"""Both ends of a span of days, or its first day and its last month: "từ 19-8 đến 25-8", "từ 19 đến 25-8", "hết tháng 12-2025"."""


RULES = (
    Rule(
        "dotted date",
        Kind.DATE,
        _FIGURE,
        Pattern(
            r"(?:(?<![\d/.,-])|(?<=\.\d-)|(?<=\.\d\d-))(?P<day>\d{1,2})\.(?P<month>\d{1,2})"
            rf"(?![\w/%]|[.,]\d| ?(?:{_COUNTED})(?!\w)|{_TO_MEASURE})"
        ),
        _dotted_date,
        ("nghỉ lễ 2.9", "nghỉ lễ hai tháng chín"),
        behind=".",
    ),
    Rule(
        "short date",
        Kind.DATE,
        _FIGURE,
        Pattern(
            r"(?:(?<![\d/])|(?<=[hg]/)|(?<=[hg]\d\d/))(?P<day>\d{1,2}) ?/ ?(?P<month>\d{1,2})(?:/?(?=[ÂA]L(?!\w))|"
            r"(?![\w/]|[.,]\d|%))"
        ),
        _short_date,
        ("30/4", "ba mươi tháng tư"),
        behind="/",
    ),
    Rule(
        "certain day with a hyphen",
        Kind.DATE,
        _FIGURE,
        Pattern(r"(?<![\d/.-])(?P<day>\d{1,2})-(?P<month>\d{1,2})(?![\w/%-]|[.,]\d)"),
        _certain_day,
        ("đường 3-2", "đường ba tháng hai"),
        behind="-",
    ),
    Rule(
        "dashed date",
        Kind.DATE,
        _FIGURE,
        Pattern(r"(?<![\d/.-])(?P<day>\d{1,2})-(?P<month>\d{1,2})(?![\w/%-]|[.,]\d| ?(?:người|hộ|giờ|ngày|h|điểm)(?!\w))"),
        _dashed_date,
        ("ngày 30-4", "ngày ba mươi tháng tư"),
        behind="-",
    ),
)
