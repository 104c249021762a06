"""Dates: days, months, quarters, years, weekdays, centuries, the moon's days, in figures."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import cardinal, month_name, ordinal
from app.reading.pattern import Pattern
from app.reading.rules.documents import NAMED
from app.reading.rules.fractions import DATE_BEFORE, HOLIDAYS, is_share
from app.reading.rules.rule import Begin, Found, Rule, Said
from app.reading.tables.classes import (
    DAY_PARTS,
    FROM_TO,
    LINKS,
    MAGNITUDES,
    MEASURES,
    NUMBERED,
    OCCASIONS,
    PERIODS,
    PLACES,
    SECTIONS,
    STREETS,
    UPPER,
)

_FIGURE, _CAPITAL, _SIGN = (Begin.FIGURE,), (Begin.CAPITAL,), (Begin.SIGN,)
YEAR = r"(?:1[5-9]|20|21)\d\d"
_ADDRESS = Pattern(rf"(?:số|nhà|{STREETS}|thửa|tổ)(?: số)? $", re.IGNORECASE)
_YEARS_OF_MOON = "(?:Giáp|Ất|Bính|Đinh|Mậu|Kỷ|Canh|Tân|Nhâm|Quý) (?:Tý|Sửu|Dần|Mão|Mẹo|Thìn|Tỵ|Tị|Ngọ|Mùi|Thân|Dậu|Tuất|Hợi)"
_LISTED = rf"(?: ?\d{{1,2}}(?:/\d{{4}})? ?(?:,|;|&|{LINKS}|[-–])?)*"
_MONTH = Pattern(rf"tháng{_LISTED} ?$", re.IGNORECASE)
_WEEKDAY = Pattern(rf"(?<!\w)(?:thứ|T[2-7](?:,|;| và|&)(?= ?\d?))(?: ?\d ?(?:,|;|&|{LINKS}|[-–])?)* ?$", re.IGNORECASE)
_QUARTER = Pattern(r"(?:qu[ýí]|q[uú]y|qúy)(?: ?\d ?(?:,|;|&|và|đến|[-–])?)* ?$", re.IGNORECASE)
_DAY = Pattern(rf"(?:ngày|{OCCASIONS}|hôm|nhân|chào mừng|nghỉ|từ|đến|và) $", re.IGNORECASE)
_DAY_BEFORE = Pattern(
    rf"(?:ngày|{OCCASIONS}|hôm|nhân|chào mừng|nghỉ|từ|đến|\d{{1,2}}/\d{{1,2}}(?:/\d{{4}})? và) $", re.IGNORECASE
)
"""Before a day and a month with a stroke: "và" does not tell by itself."""
_NUMBERED_BEFORE = Pattern(rf"(?<!\w)(?:{PLACES}|{NUMBERED}|bản|xã|hộ|nhà|còn|cho|thu|chi|được|có) $", re.IGNORECASE)
"""Before a number of something, or of so many: "tổ 5/6" is a day only by chance."""
_DATED = Pattern(
    rf"(?<!\w)(?:ngày|{FROM_TO}|{DAY_PARTS}|hôm|họp|sinh|ký|cấp|lập|thứ \w+|CN|T[2-7])[ :,(]*$",
    re.IGNORECASE,
)
_SECTIONED = Pattern(
    rf"(?<!\w)(?<!cao )(?<!địa )(?<!thời )(?<!trọng )(?:{SECTIONS}|tiểu mục|bảng|hình|tiêu chí)(?!\w)[^\n]{{0,20}}$",
    re.IGNORECASE,
)
_DAY_WORD = Pattern(rf"(?<!\w)(?:ngày|{OCCASIONS}|hôm|hạn|ngày \d{{1,2}}\.\d{{1,2}}(?:,| và| đến| -)?) $", re.IGNORECASE)
_PART_OF_DAY = Pattern(rf"(?<!\w)(?:nghỉ|{DAY_PARTS}|(?:{DAY_PARTS}|hôm) (?:qua|nay|mai|kia),?) $", re.IGNORECASE)
_SPANNED = Pattern(rf"(?<!\w)(?:nghỉ|{OCCASIONS}|tết|ngày|trực)(?!\w)[^\n]{{0,40}}(?:từ|đến|và|nghỉ|,|&|[-–]) ?$", re.IGNORECASE)
_COUNTED = rf"(?!năm (?:nay|sau|trước|ngoái|20))(?:{PERIODS})|{MAGNITUDES}|đồng|đ|điểm|lần|mét|{MEASURES}|mẫu|°|tiết|công"
_MEETING_OF = Pattern(rf"(?:họp|kỳ|phiên|đầu|cuối|trong|số liệu|báo cáo|{FROM_TO}) $", re.IGNORECASE)
_ORDERED = Pattern(r"(?<!\w)(?:đợt|học kỳ|HK|khóa|khoá|vòng|lần|lần thứ|giai đoạn|tập|vụ|số|bản tin)(?: số)? $", re.IGNORECASE)
"""What is counted within a year: "đợt 1/2024"."""
_BY_MOON = Pattern(r" ?\(?(?:âm|[ÂA]L|âl)(?!\w)")
_FEBRUARY, _LONGEST_OF_MOON = 2, 30
_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Of each month of a leap year."""
_SPANNED_OR_TIMED = Pattern(
    rf"(?:\d/\d{{1,2}}(?:,| và| đến| tới|;)|(?<!\w)(?:{DAY_PARTS}|thứ \w+|chủ nhật|CN|T[2-7]|tuần|lịch|ngày)[^.;\n]{{0,25}}|"
    rf"(?<!\w)(?:{FROM_TO}|chậm nhất|đợt(?: \w+)?:|đợt \d:|giai đoạn \d:)|\d ?(?:h|g|giờ)(?:\d\d)?|^\W*) ?\(?$",
    re.IGNORECASE,
)
"""Before a day: another day, a word of time near, an hour, or nothing in its line."""
_HOUR_OF = Pattern(rf"\d ?(?:h|giờ|g)(?:\d\d)?(?: (?:{DAY_PARTS}))?,? ngày $")
"""An hour is of one day: "8h ngày 10-12"."""
_ONE_TOO_MANY = Pattern(r"(?<![\d/.-])\d{1,2}(?P<sep>[/.-])$")
"""Before a date: "29-4-2-2022" has a number too many."""
_MIXED_SIGNS = Pattern(r"\d{1,2}/\d{1,2} ?[-–] ?\d{4}")
"""A date with another sign before its year: "25/12-2016"."""
_CLOCK_BEFORE = Pattern(r"\d ?(?::\d\d|h(?:\d\d)?|giờ(?: \d\d)?) $")
_LONGEST_MONTH, _MONTHS, _HOURS, _CENTURY_TURN = 31, 12, 24, 50


def day_of_month(day: str, month: str, found: Found) -> str | None:
    """A day of the year: "30", "4" => "ba mươi tháng tư"; None when there is no such day."""
    name = month_name(int(month))
    return f"{cardinal(day, found.region)} tháng {name}" if name and 1 <= int(day) <= _LONGEST_MONTH else None


def _no_such_day(day: str, month: str, found: Found, year: str = "") -> Said | None:
    """A day that no calendar has, "31/02", said as it is written, and asked about; None for one that there is.

    A month of the moon has up to thirty days.
    """
    leap = not year or (int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0))
    last = _DAYS[int(month)] - (int(month) == _FEBRUARY and not leap) if int(month) <= _MONTHS else 0
    by_moon = int(day) <= _LONGEST_OF_MOON and _BY_MOON.search(found.after)
    if 1 <= int(day) <= last or (last and by_moon):
        return None
    words = f"{cardinal(day, found.region)} tháng {month_name(int(month)) or cardinal(month, found.region)}"
    words += f" năm {cardinal(year, found.region)}" if year else ""
    return Said(words, Certainty.ASK, f"không có ngày {int(day)} tháng {int(month)}")


def _date(found: Found) -> str | Said | None:
    """Date: "18/01/2022" => "mười tám tháng một năm hai nghìn không trăm hai mươi hai"."""
    if _ADDRESS.search(found.before) and len(found["year"]) == 2:  # noqa: PLR2004  # "số nhà 12/5/24"
        return None
    wrong = _no_such_day(found["day"], found["month"], found, found["year"] if len(found["year"]) > 2 else "")  # noqa: PLR2004
    if wrong is not None and (len(found["year"]) > 2 or _DAY.search(found.before)):  # noqa: PLR2004  # a year is written
        return wrong
    day = day_of_month(found["day"], found["month"], found)
    if day is None:
        return None
    if len(found["year"]) == 2:  # noqa: PLR2004  # the century is not written
        century = "20" if int(found["year"]) < _CENTURY_TURN else "19"
        words = f"{day} năm {cardinal(century + found['year'], found.region)}"
        return Said(words, Certainty.LIKELY, "năm viết hai chữ số")
    return f"{day} năm {found.cardinal('year')}"


def _full_date(found: Found) -> str | Said | None:
    """A date with its year, set behind a clock with its word: "9:00 9/5/2023"; a figure too many at either end is asked about."""
    mixed = found["sep"] != found["again"] and {found["sep"], found["again"]} != {"-", "–"}
    if mixed and not _MIXED_SIGNS.fullmatch(found[0]):
        return None
    said = _date(found)
    if not isinstance(said, str):
        return said
    if found["stray"]:
        return Said(said, Certainty.ASK, "có chữ số thừa sau ngày tháng, không đọc")
    more = _ONE_TOO_MANY.search(found.before)
    if more and more["sep"] == found["sep"]:
        return Said(said, Certainty.ASK, "có một số thừa trước ngày tháng")
    return f"ngày {said}" if _CLOCK_BEFORE.search(found.before) else said


def _short_date(found: Found) -> str | Said | None:
    """Short date: "30/4" => "ba mươi tháng tư"; a share of a whole is left to the next rule."""
    above, below = int(found["day"]), int(found["month"])
    if re.search(r"(?<!\w)ngày $", found.before, re.IGNORECASE) or not is_share(found, above, below):
        wrong = _no_such_day(found["day"], found["month"], found)
        if wrong is not None:
            return wrong
    if is_share(found, above, below):
        return None
    words = day_of_month(found["day"], found["month"], found)
    if words is None:
        return None
    told = (
        "0" in {found["day"][0], found["month"][0]}
        or _DAY_BEFORE.search(found.before)
        or _SPANNED_OR_TIMED.search(found.before)
        or DATE_BEFORE.search(found.before)
        or re.search(r"\d ?[-–] ?$", found.before)
        or re.match(r" ?[-–] ?\d{1,2}/\d", found.after)
        or (f"{above}/{below}" in HOLIDAYS and not _NUMBERED_BEFORE.search(found.before))
        or re.match(r" ?(?:\(?âm|[ÂA]L|âl)", found.after)
        or " tết" in found.before.lower()
    )
    return words if told else Said(words, Certainty.ASK, "có thể là ngày tháng, có thể là phân số, số nhà")


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
    told = _DASHED_DAY.search(found.before) or (spanned and day > month) or bracketed or by_order or badge
    if month > _MONTHS or not told or _OF_A_MONTH.match(found.after):
        return None
    words = day_of_month(found["day"], found["month"], found)
    if by_order and words and not _DASHED_DAY.search(found.before):
        return Said(words, Certainty.ASK, "có thể là ngày tháng, có thể là hai số")
    by_part = _PART_OF_DAY.search(found.before) and not found.before.lower().endswith("nghỉ ")
    out_of_order = day > month or (day == month and found["day"][0] == "0")
    if words is None or out_of_order or by_part or bracketed or badge:
        return words
    holiday = f"{day}/{month}" in HOLIDAYS or _HOUR_OF.search(found.before)
    if _LATEST.search(found.before):
        return words
    alone = _ONE_DAY.search(found.before)
    return Said(words, Certainty.ASK, "có thể là ngày tháng, có thể là khoảng số") if holiday or alone else None


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
    if _SECTIONED.search(before) and not with_year:
        return None
    holiday = f"{int(found['day'])}/{int(found['month'])}" in HOLIDAYS
    spanned = holiday and _SPANNED.search(before)
    ends = _END_OF_SPAN.search(before) and not _MEASURED_TO.match(found.after) and not _GROWN.search(before)
    told = spanned or ends or _PART_OF_DAY.search(before)
    no_hour = int(found["day"]) > _HOURS and _SINGLE_PART.search(before)  # "sáng 26.5"
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
_END_OF_SPAN = Pattern(rf"(?<!\w)(?:{FROM_TO})(?: ngày)? (?:\d{{1,2}} ?[-–] ?)?$|\d{{1,2}}\.\d{{1,2}} ?[-–] ?$", re.IGNORECASE)
"""Days by the words before them: "trước 28.2", "từ 5 - 12.1"."""
_SINGLE_PART = Pattern(rf"(?<!\w)(?:{DAY_PARTS})(?: (?:qua|nay|mai|kia),?)? $", re.IGNORECASE)
_SEASON = Pattern(
    r"(?<!\w)(?:nghỉ(?! $)|tết|lễ|hội|ngày|đợt|gieo|sạ|cấy|trồng|thu hoạch|thả|bón|phun|lịch|vụ|họp|tiêm|thi|khám)(?!\w)"
    r"(?:[^.;\n]|\.\d){0,50}$",
    re.IGNORECASE,
)
"""What is done on days."""
_MEASURED_TO = Pattern(rf" ?(?:đến|tới|[-–]) ?\d{{1,3}}[.,]\d{{1,2}} ?(?:%|{MAGNITUDES}|đồng|{MEASURES}|mẫu|điểm|lần|phần)(?!\w)")
_GROWN = Pattern(
    r"(?<!\w)(?:tăng|giảm|điểm|giá|lãi|nhiệt độ|dài|rộng|cao|sâu|nặng|mức|đạt|tỷ lệ|tỉ lệ|pH)(?!\w)[^.;\n]{0,30}$", re.IGNORECASE
)
"""What is measured, not dated: "tăng từ 2.5 đến 3.1"."""


_DASHED_DAY = Pattern(
    rf"(?<!\w)(?:ngày|{OCCASIONS}|và|nghỉ|trước|hết|hạn|hôm|hạn nộp|hạn cuối|hạn chót|{DAY_PARTS}|thứ \w+,|chủ nhật,):? $|"
    rf"(?<!\w)(?:{DAY_PARTS}|hôm) (?:qua|nay|mai|kia),? $|(?<!\w)(?:lễ hội|ngày hội|hội làng|giỗ)(?: \w+){{0,3}} $|"
    rf"(?<!\w)ngày \d{{1,2}} (?:đến|tới|và)(?: hết)?(?: ngày)? $",
    re.IGNORECASE,
)
_SINCE = Pattern(rf"(?<!\w)(?:{FROM_TO}|khoảng) $", re.IGNORECASE)
_CLAUSE_BEHIND = Pattern(
    rf" ?(?:$|[.,;)]|(?:đối với|cho|các|những|toàn|tại|trên|ở|xã|thôn|bà con|mọi|tất cả|sẽ|trở|nếu|mà|thì)(?!\w)|[{UPPER}])"
)
"""A day by the order of its numbers and nothing counted behind: "sau 20-9 các hộ nộp"."""
_BADGE_DAYS = frozenset({"3/2", "19/5", "2/9", "7/11"})
_BADGE_BEFORE = Pattern(r"(?<!\w)huy hiệu đảng(?!\w)[^.;\n]{0,30}đợt (?:ngày )?$", re.IGNORECASE)
"""The four days on which badges of the Party are given: "Huy hiệu Đảng đợt 7-11"."""
_LATEST = Pattern(r"(?<!\w)(?:chậm nhất|muộn nhất|hạn cuối|trước|hết)(?: là)?(?: vào)? ngày $", re.IGNORECASE)
"""One day alone can be the last."""
_ONE_DAY = Pattern(
    rf"(?<!các )(?<!những )(?<!từ )(?<!\d )(?<!trong )(?<!mấy )(?<!vào )(?:{DAY_PARTS}|hôm|vào)? ?ngày $", re.IGNORECASE
)
"""Before one day, not before a span of days: "sáng ngày 4-8"."""
_KEPT = Pattern(rf"(?<!\w)(?:ngày|{OCCASIONS}|giải phóng|thành lập|quốc tế|truyền thống)(?!\w)[^.;\n]*\($", re.IGNORECASE)
_DAY_NAMED = Pattern(rf"(?:ngày|mai|nay|qua|kia|{DAY_PARTS}|thứ \w+|chủ nhật|lễ|tết|rằm) \($", re.IGNORECASE)
"""A day by its name, its date in brackets behind: "ngày mai (15-9)"."""
_OF_A_MONTH = Pattern(r",? (?:(?:hằng|hàng|mỗi|các|trong|của|cuối|đầu) )?tháng|[,;] ?\d{1,2}[-–]\d{1,2}/| và \d{1,2}[-–]\d{1,2}/")
"""Days of a month that is named behind."""
_DASHED_TO = Pattern(rf" (?:đến|tới) (?:hết )?(?:(?:ngày )?\d{{1,2}}-\d{{1,2}}(?!\d)|(?:tháng )?\d{{1,2}}-{YEAR}(?!\d))")
_DASHED_FROM = Pattern(r"(?<!\d)\d{1,2}-\d{1,2} (?:đến|tới) (?:hết )?$")
"""Both ends of a span of days, or its first day and its last month: "từ 19-8 đến 25-8", "từ 19-8 đến hết tháng 12-2025"."""


def _month(found: Found) -> str | Said | None:
    """Month and year: "tháng 9/2024", "kỳ 9/2024"; the word "tháng" is said once for a list."""
    name = month_name(int(found["month"]))
    listed = _MONTH.search(found.before)
    told = listed or found["sep"] == "/" or _MEETING_OF.search(found.before)
    if name is None or NAMED.search(found.before) or _ORDERED.search(found.before) or not told:
        return None
    words = f"{name} năm {found.cardinal('year')}"
    if _ORDERED_TO.search(found.before):
        return Said(f"tháng {words}", Certainty.ASK, "có thể là tháng, có thể là đợt, số của một năm")
    return words if listed and not found.before.rstrip().endswith(("-", "–", "đến")) else f"tháng {words}"


_ORDERED_TO = Pattern(
    r"(?<!\w)(?:đợt|học kỳ|khóa|khoá|vòng|lần|giai đoạn|tập|vụ|số|kỳ) \d{1,2} ?(?:[-–,&]|và|đến) ?$", re.IGNORECASE
)
"""Of which the second has the year: "đợt 2-3/2024"."""
_WAGE = Pattern(r"(?:lương|thưởng)(?: \w+)? tháng (?:thứ )?$", re.IGNORECASE)


def _month_name(found: Found) -> str | Said | None:
    """Month: "tháng 4" => "tháng tư"; there is no thirteenth, but for a thirteenth wage."""
    if not _MONTH.search(found.before):
        return None
    if int(found[0]) > _MONTHS and not _WAGE.search(found.before):
        return Said(found.cardinal(0), Certainty.ASK, f"không có tháng {int(found[0])}")
    return month_name(int(found[0]))


def _weekday(found: Found) -> str | None:
    """Weekday and order: "Thứ 4" => "Thứ tư", "lần thứ 1" => "lần thứ nhất"."""
    return ordinal(found[0], found.region) if _WEEKDAY.search(found.before) else None


def _weekdays(found: Found) -> str | None:
    """Weekdays run together: "thứ 2,4,6" => "thứ hai, tư, sáu"."""
    if not _WEEKDAY.search(found.before):
        return None
    return ", ".join(ordinal(day, found.region) for day in found[0].split(","))


def _quarter(found: Found) -> str | None:
    """Quarter: "quý 3/2024" => "quý ba năm hai nghìn không trăm hai mươi tư"."""
    if not _QUARTER.search(found.before):
        return None
    year = found["year"] if len(found["year"]) > 2 else f"20{found['year']}"  # noqa: PLR2004  # the century is not written
    return f"{found.cardinal('quarter')} năm {cardinal(year, found.region)}"


def _ordered_of_year(found: Found) -> str | None:
    """The first, the second of a year: "đợt 1/2024" => "đợt một năm hai nghìn không trăm hai mươi tư"."""
    return f"{found.cardinal('order')} năm {found.cardinal('year')}" if _ORDERED.search(found.before) else None


def _day_of_moon(found: Found) -> str | None:
    """A day of a year by its name: "10/3/Giáp Thìn" => "mười tháng ba năm Giáp Thìn"."""
    day = day_of_month(found["day"], found["month"], found)
    return f"{day} năm {found['year']}" if day and int(found["day"]) <= _LONGEST_OF_MOON else None


def _day_of_named_month(found: Found) -> str | None:
    """A day of the moon's first or last month: "22/Giêng/Nhâm Ngọ" => "hai mươi hai tháng Giêng năm Nhâm Ngọ"."""
    if not 1 <= int(found["day"]) <= _LONGEST_OF_MOON:
        return None
    return f"{found.cardinal('day')} tháng {found['month']}{' năm ' + found['year'] if found['year'] else ''}"


def _of_year(_found: Found) -> str:
    return " năm "


def _two_years(found: Found) -> str | None:
    """Two years: "2024/2025", "niên vụ 2024/25"; two figures are a year only when it is the next."""
    last = found["to"] if len(found["to"]) > 2 else found["from"][:2] + found["to"]  # noqa: PLR2004  # the century is not written
    short = len(found["to"]) == 2  # noqa: PLR2004
    if short and int(last) != int(found["from"]) + 1:
        return None
    return f"{found.cardinal('from')} đến {cardinal(last, found.region)}"


def _day_behind_month(found: Found) -> str | None:
    """A date as a foreign page writes it: "Tháng 8 5, 2023" => "Tháng tám ngày năm năm …"."""
    name = month_name(int(found["month"]))
    if name is None or not _MONTH_WORD.search(found.before):
        return None
    return f"{name} ngày {found.cardinal('day')} năm {found.cardinal('year')}"


_MONTH_WORD = Pattern(r"(?<!\w)tháng $", re.IGNORECASE)
_TERM_BEFORE = Pattern(r"(?:nhiệm kỳ|giai đoạn|năm học|niên khóa|NK)[ :(]*$", re.IGNORECASE)


def _years_without_a_dash(found: Found) -> Said | None:
    """The years of a term, the dash between them lost: "nhiệm kỳ 2021 2026"."""
    if not _TERM_BEFORE.search(found.before) or int(found["to"]) <= int(found["from"]):
        return None
    return Said(f"{found.cardinal('from')} đến {found.cardinal('to')}", Certainty.ASK, "thiếu gạch nối giữa hai năm")


def _month_of_year(found: Found) -> Said:
    """Year and month as a page writes them: "2027-07"; the years "2026-27" are another rule's."""
    words = f"tháng {month_name(int(found['month']))} năm {found.cardinal('year')}"
    return Said(words, Certainty.ASK, "có thể là tháng và năm, có thể là hai số")


def _years_with_a_slip(found: Found) -> Said | None:
    """Two years, the second with a stop inside: "2021-202.6"."""
    last = found["to"].replace(".", "")
    if int(last) <= int(found["from"]):
        return None
    return Said(f"{found.cardinal('from')} đến {cardinal(last, found.region)}", Certainty.ASK, "có dấu chấm thừa trong năm")


_SINGLE_DAY = Pattern(rf"(?<!\w)(?:{FROM_TO}|{DAY_PARTS}|họp|nhận|tiếp|trong) ngày $", re.IGNORECASE)
_EVERY_MONTH = Pattern(r",? (?:(?:hằng|hàng|mỗi) )?tháng(?!\w)|[.;,)]|$")


def _day_too_large(found: Found) -> Said | None:
    """A day that no month has, "vào ngày 1525 hằng tháng", said as it is written and asked about; so many things are counted."""
    named = found.before.endswith("gày ") and int(found[0]) > _LONGEST_MONTH
    large = named and _SINGLE_DAY.search(found.before) and _EVERY_MONTH.match(found.after)
    return Said(found.cardinal(0), Certainty.ASK, f"không có ngày {int(found[0])}") if large else None


def _no_month(found: Found) -> Said | None:
    """Days and a year, "ngày 27,28/2023", said as they are written and asked about: no month has such a number."""
    if int(found["last"]) <= _MONTHS or not re.search(r"(?<!\w)ngày $", found.before, re.IGNORECASE):
        return None
    days = [part for part in (found["first"], found["last"]) if part]
    words = f"{', '.join(cardinal(day, found.region) for day in days)} năm {found.cardinal('year')}"
    return Said(words, Certainty.ASK, "thiếu tháng")


RULES = (
    Rule(
        "days without a month",
        Kind.DATE,
        _FIGURE,
        Pattern(rf"(?:(?P<first>\d{{1,2}}) ?, ?)?(?P<last>\d{{1,2}})/(?P<year>{YEAR})(?!\w|[/.]\d)"),
        _no_month,
        ("ngày 27,28/2023", "ngày hai mươi bảy hai mươi tám năm hai nghìn không trăm hai mươi ba"),
        behind=",/",
    ),
    Rule(
        "day too large",
        Kind.NUMBER,
        _FIGURE,
        Pattern(r"\d{2,4}(?![\w/-]|[.,]\d)"),
        _day_too_large,
        ("vào ngày 45 hằng tháng", "vào ngày bốn mươi lăm hằng tháng"),
    ),
    Rule(
        "date",
        Kind.DATE,
        _FIGURE,
        Pattern(
            rf"(?P<day>\d{{1,2}}) ?(?P<sep>[/.–-]) ?(?P<month>\d{{1,2}}) ?(?P<again>[/.–-]) ?(?P<year>{YEAR})"
            rf"(?:(?P<stray>\.\d{{1,2}})(?=\.?[ \t]*(?:\n|$))|(?=\.\d{{1,2}}\. )|(?!\d|[/.]\d))"
        ),
        _full_date,
        ("18/01/2022", "mười tám tháng một năm hai nghìn không trăm hai mươi hai"),
        Certainty.SURE,
        behind="/.–-",
    ),
    Rule(
        "date from its year",
        Kind.DATE,
        _FIGURE,
        Pattern(rf"(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-]|[.,]\d)"),
        lambda found: (
            f"{day} năm {found.cardinal('year')}" if (day := day_of_month(found["day"], found["month"], found)) else None
        ),
        ("2025-09-05", "năm tháng chín năm hai nghìn không trăm hai mươi lăm"),
        behind="-",
        first="12",
    ),
    Rule(
        "date behind its month",
        Kind.DATE,
        _FIGURE,
        Pattern(rf"(?P<month>\d{{1,2}}) (?P<day>\d{{1,2}}), ?(?P<year>{YEAR})(?![\w/-]|[.,]\d)"),
        _day_behind_month,
        ("Tháng 8 5, 2023", "Tháng tám ngày năm năm hai nghìn không trăm hai mươi ba"),
        behind="0",
    ),
    Rule(
        "years without a dash",
        Kind.DATE,
        _FIGURE,
        Pattern(rf"(?P<from>{YEAR}) (?P<to>20\d\d)(?![\w/-]|[.,]\d)"),
        _years_without_a_dash,
        ("nhiệm kỳ 2021 2026", "nhiệm kỳ hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi sáu"),
        behind="0",
        first="12",
    ),
    Rule(
        "day of a year of the moon",
        Kind.DATE,
        _FIGURE,
        Pattern(rf"(?P<day>\d{{1,2}})[/-](?P<month>\d{{1,2}})(?: ?[/-] ?| năm | )(?P<year>{_YEARS_OF_MOON})(?!\w)"),
        _day_of_moon,
        ("Giỗ Tổ 10/3/Giáp Thìn", "Giỗ Tổ mười tháng ba năm Giáp Thìn"),
        Certainty.SURE,
        behind="/-",
    ),
    Rule(
        "day of a named month of the moon",
        Kind.DATE,
        _FIGURE,
        Pattern(
            rf"(?<![\d/.,-])(?P<day>\d{{1,2}}) ?[/-] ?(?P<month>[Gg]iêng|[Cc]hạp)"
            rf"(?:(?: ?[/-] ?| năm | )(?P<year>{_YEARS_OF_MOON}))?(?!\w)"
        ),
        _day_of_named_month,
        ("ngày 22/Giêng/Nhâm Ngọ", "ngày hai mươi hai tháng Giêng năm Nhâm Ngọ"),
        Certainty.SURE,
        behind="/-",
    ),
    Rule(
        "date of two figures",
        Kind.DATE,
        _FIGURE,
        Pattern(r"(?<![\d/.,-])(?P<day>\d{1,2})(?P<sep>[/])(?P<month>\d{1,2})/['’]?(?P<year>\d{2})(?![\w/]|[.,]\d)"),
        _date,
        ("ngày 18/01/22", "ngày mười tám tháng một năm hai nghìn không trăm hai mươi hai"),
        behind="/",
    ),
    Rule(
        "date of two figures, parted otherwise",
        Kind.DATE,
        _FIGURE,
        Pattern(r"(?<![\d/.,-])(?P<day>\d{1,2})(?P<sep>[.-])(?P<month>\d{1,2})(?P=sep)(?P<year>[0-4]\d)(?![\w/%-]|[.,]\d)"),
        lambda found: _date(found) if _DATED.search(found.before) and not _SECTIONED.search(found.before) else None,
        ("ngày 3.12.25", "ngày ba tháng mười hai năm hai nghìn không trăm hai mươi lăm"),
        behind=".-",
    ),
    Rule(
        "dotted date",
        Kind.DATE,
        _FIGURE,
        Pattern(rf"(?<![\d/.,-])(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})(?![\w/%]|[.,]\d| ?(?:{_COUNTED})(?!\w))"),
        _dotted_date,
        ("nghỉ lễ 2.9", "nghỉ lễ hai tháng chín"),
        behind=".",
    ),
    Rule(
        "quarter",
        Kind.DATE,
        _FIGURE,
        Pattern(r"(?P<quarter>[1-4])[/-](?P<year>\d{4}|2\d)(?![\w/])"),
        _quarter,
        ("quý 3/2024", "quý ba năm hai nghìn không trăm hai mươi tư"),
        Certainty.SURE,
        behind="/-",
    ),
    Rule(
        "ordered within a year",
        Kind.DATE,
        _FIGURE,
        Pattern(rf"(?P<order>\d{{1,3}}) ?[/-] ?(?P<year>{YEAR})(?!\w|[/.]\d)"),
        _ordered_of_year,
        ("đợt 1/2024", "đợt một năm hai nghìn không trăm hai mươi tư"),
        behind="/-",
    ),
    Rule(
        "month",
        Kind.DATE,
        _FIGURE,
        Pattern(rf"(?P<month>\d{{1,2}}) ?(?P<sep>[/.-]) ?(?P<year>{YEAR})(?!\w|[/.]\d)"),
        _month,
        ("tháng 9/2024", "tháng chín năm hai nghìn không trăm hai mươi tư"),
        Certainty.SURE,
        behind="/.-",
    ),
    Rule(
        "weekdays run together",
        Kind.DATE,
        _FIGURE,
        Pattern(r"[2-7](?:,[2-7]){1,5}(?![\w/]|[.,]\d)"),
        _weekdays,
        ("thứ 2,4,6", "thứ hai tư sáu"),
        behind=",",
    ),
    Rule("weekday", Kind.DATE, _FIGURE, Pattern(r"\d{1,3}(?![\w/]|[.,]\d)"), _weekday, ("Thứ 4", "Thứ tư"), Certainty.SURE),
    Rule(
        "month name",
        Kind.DATE,
        _FIGURE,
        Pattern(r"\d{1,2}(?![\w/]|[.,]\d)"),
        _month_name,
        ("tháng 4", "tháng tư"),
        Certainty.SURE,
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
        "dashed date",
        Kind.DATE,
        _FIGURE,
        Pattern(r"(?<![\d/.-])(?P<day>\d{1,2})-(?P<month>\d{1,2})(?![\w/%-]|[.,]\d| ?(?:người|hộ|giờ|ngày|h|điểm)(?!\w))"),
        _dashed_date,
        ("ngày 30-4", "ngày ba mươi tháng tư"),
        behind="-",
    ),
    Rule(
        "two years",
        Kind.DATE,
        _FIGURE,
        Pattern(rf"(?P<from>{YEAR})[/-](?P<to>{YEAR}|\d\d)(?![\w/-]|[.,]\d)"),
        _two_years,
        ("vụ 2024/2025", "vụ hai nghìn không trăm hai mươi tư đến hai nghìn không trăm hai mươi lăm"),
        behind="/-",
        first="12",
    ),
    Rule(
        "month of a year",
        Kind.DATE,
        _FIGURE,
        Pattern(rf"(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])(?![\w/-]|[.,]\d)"),
        _month_of_year,
        ("Đăng 2027-07", "Đăng tháng bảy năm hai nghìn không trăm hai mươi bảy"),
        behind="-",
        first="12",
    ),
    Rule(
        "years with a slip",
        Kind.DATE,
        _FIGURE,
        Pattern(rf"(?P<from>{YEAR}) ?[-–] ?(?P<to>20\d\.\d|20\.\d\d)(?!\w|[.,]\d)"),
        _years_with_a_slip,
        ("nhiệm kỳ 2021-202.6", "nhiệm kỳ hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi sáu"),
        behind="-–",
    ),
    Rule(
        "of a year",
        Kind.DATE,
        _SIGN,
        Pattern(rf"(?<=tháng)/(?={YEAR}(?![\w/]))"),
        _of_year,
        ("9 tháng/2024", "chín tháng năm hai nghìn không trăm hai mươi tư"),
        first="/",
    ),
)
