"""Whole dates, days that no calendar has, and days of the moon, in figures."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import cardinal, month_name
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule, Said
from app.reading.tables.classes import DAY_PARTS, FROM_TO, OCCASIONS, SECTIONS, STREETS

_FIGURE = (Begin.FIGURE,)
YEAR = r"(?:1[5-9]|20|21)\d\d"
_ADDRESS = Words(rf"(?:số|nhà|{STREETS}|thửa|tổ)(?: số)? $")
_YEARS_OF_MOON = "(?:Giáp|Ất|Bính|Đinh|Mậu|Kỷ|Canh|Tân|Nhâm|Quý) (?:Tý|Sửu|Dần|Mão|Mẹo|Thìn|Tỵ|Tị|Ngọ|Mùi|Thân|Dậu|Tuất|Hợi)"
_DAY = Words(rf"(?:ngày|{OCCASIONS}|hôm|nhân|chào mừng|nghỉ|từ|đến|và) $")
_DATED = Words(rf"(?<!\w)(?:ngày|{FROM_TO}|{DAY_PARTS}|hôm|họp|sinh|ký|cấp|lập|thứ \w+|CN|T[2-7])[ :,(]*$")
SECTIONED = Words(
    rf"(?<!\w)(?<!cao )(?<!địa )(?<!thời )(?<!trọng )(?:{SECTIONS}|tiểu mục|bảng|hình|tiêu chí)(?!\w)[^\n]{{0,20}}$"
)
_BY_MOON = Pattern(r" ?\(?(?:âm|[ÂA]L|âl)(?!\w)")
_FEBRUARY, _LONGEST_OF_MOON = 2, 30
_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Of each month of a leap year."""
_ONE_TOO_MANY = Pattern(r"(?<![\d/.-])\d{1,2}(?P<sep>[/.-])$")
"""Before a date: "29-4-2-2022" has a number too many."""
_MIXED_SIGNS = Pattern(r"\d{1,2}/\d{1,2} ?[-–] ?\d{4}")
"""A date with another sign before its year: "25/12-2016"."""
_CLOCK_BEFORE = Pattern(r"\d ?(?::\d\d|h(?:\d\d)?|giờ(?: \d\d)?) $")
_LONGEST_MONTH, MONTHS, HOURS, _CENTURY_TURN = 31, 12, 24, 50


def day_of_month(day: str, month: str, found: Found) -> str | None:
    """A day of the year: "30", "4" => "ba mươi tháng tư"; None when there is no such day."""
    name = month_name(int(month))
    return f"{cardinal(day, found.region)} tháng {name}" if name and 1 <= int(day) <= _LONGEST_MONTH else None


def no_such_day(day: str, month: str, found: Found, year: str = "") -> Said | None:
    """A day that no calendar has, "31/02", said as it is written, and asked about; None for one that there is.

    A month of the moon has up to thirty days.
    """
    leap = not year or (int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0))
    last = _DAYS[int(month)] - (int(month) == _FEBRUARY and not leap) if int(month) <= MONTHS else 0
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
    wrong = no_such_day(found["day"], found["month"], found, found["year"] if len(found["year"]) > 2 else "")  # noqa: PLR2004
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


def _parted_otherwise(found: Found) -> str | Said | None:
    """A date of two figures with hyphens or stops; by a nought alone, "sinh 05-12-85", it is asked about."""
    if SECTIONED.search(found.before):
        return None
    if _DATED.search(found.before):
        return _date(found)
    noughts = found["sep"] == "-" and "0" in {found["day"][0], found["month"][0]}
    said = _date(found) if noughts and not _FERTILIZER.search(found.before) else None
    return Said(said.words, Certainty.ASK, "có thể là ngày tháng năm, có thể là ba số") if isinstance(said, Said) else said


_FERTILIZER = Words(r"NPK|phân|(?<!\w)số $")


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


def _day_of_moon(found: Found) -> str | None:
    """A day of a year by its name: "10/3/Giáp Thìn" => "mười tháng ba năm Giáp Thìn"."""
    day = day_of_month(found["day"], found["month"], found)
    return f"{day} năm {found['year']}" if day and int(found["day"]) <= _LONGEST_OF_MOON else None


def _day_of_named_month(found: Found) -> str | None:
    """A day of the moon's first or last month: "22/Giêng/Nhâm Ngọ" => "hai mươi hai tháng Giêng năm Nhâm Ngọ"."""
    if not 1 <= int(found["day"]) <= _LONGEST_OF_MOON:
        return None
    return f"{found.cardinal('day')} tháng {found['month']}{' năm ' + found['year'] if found['year'] else ''}"


def _day_behind_month(found: Found) -> str | None:
    """A date as a foreign page writes it: "Tháng 8 5, 2023" => "Tháng tám ngày năm năm …"."""
    name = month_name(int(found["month"]))
    if name is None or not _MONTH_WORD.search(found.before):
        return None
    return f"{name} ngày {found.cardinal('day')} năm {found.cardinal('year')}"


_MONTH_WORD = Words(r"(?<!\w)tháng $")


_SINGLE_DAY = Words(rf"(?<!\w)(?:{FROM_TO}|{DAY_PARTS}|họp|nhận|tiếp|trong) ngày $")
_EVERY_MONTH = Pattern(r",? (?:(?:hằng|hàng|mỗi) )?tháng(?!\w)|[.;,)]|$")


def _day_too_large(found: Found) -> Said | None:
    """A day that no month has, "vào ngày 1525 hằng tháng", said as it is written and asked about; so many things are counted."""
    named = found.before.endswith("gày ") and int(found[0]) > _LONGEST_MONTH
    large = named and _SINGLE_DAY.search(found.before) and _EVERY_MONTH.match(found.after)
    return Said(found.cardinal(0), Certainty.ASK, f"không có ngày {int(found[0])}") if large else None


def _no_month(found: Found) -> Said | None:
    """Days and a year, "ngày 27,28/2023", said as they are written and asked about: no month has such a number."""
    if int(found["last"]) <= MONTHS or not re.search(r"(?<!\w)ngày $", found.before, re.IGNORECASE):
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
        Pattern(
            r"(?:(?<![\d/.,-])|(?<=\d/\d\d-))(?P<day>\d{1,2})(?P<sep>[/]| / )(?P<month>\d{1,2})(?P=sep)['’]?(?P<year>\d{2})"
            r"(?![\w/]|[.,]\d)"
        ),
        _date,
        ("ngày 18/01/22", "ngày mười tám tháng một năm hai nghìn không trăm hai mươi hai"),
        behind="/",
    ),
    Rule(
        "date of two figures, parted otherwise",
        Kind.DATE,
        _FIGURE,
        Pattern(r"(?<![\d/.,-])(?P<day>\d{1,2})(?P<sep>[.-])(?P<month>\d{1,2})(?P=sep)(?P<year>\d\d)(?![\w/%-]|[.,]\d)"),
        _parted_otherwise,
        ("ngày 3.12.25", "ngày ba tháng mười hai năm hai nghìn không trăm hai mươi lăm"),
        behind=".-",
    ),
)
