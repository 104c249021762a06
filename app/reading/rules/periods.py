"""Parts of a year in figures: months, quarters, years, weekdays, what is counted within a year."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import cardinal, month_name, ordinal
from app.reading.pattern import Pattern, Words
from app.reading.rules.dates import MONTHS, YEAR
from app.reading.rules.documents import NAMED
from app.reading.rules.rule import Begin, Found, Rule, Said
from app.reading.tables.classes import FROM_TO, LINKS

_FIGURE = (Begin.FIGURE,)
_SIGN = (Begin.SIGN,)
_LISTED = rf"(?: ?\d{{1,2}}(?:/\d{{4}})? ?(?:,|;|&|{LINKS}|[-–])?)*"
_MONTH = Words(rf"tháng{_LISTED} ?$")
_WEEKDAY = Words(rf"(?<!\w)(?:thứ|T[2-7](?:,|;| và|&)(?= ?\d?))(?: ?\d ?(?:,|;|&|{LINKS}|[-–])?)* ?$")
_QUARTER = Words(r"(?:qu[ýí]|q[uú]y|qúy)(?: ?\d ?(?:,|;|&|và|đến|[-–])?)* ?$")
_MEETING_OF = Words(rf"(?:họp|kỳ|phiên|đầu|cuối|trong|số liệu|báo cáo|{FROM_TO}) $")
_ORDERED = Words(
    r"(?<!\w)(?:đợt|học kỳ|HK|khóa|khoá|vòng|lần|lần thứ|giai đoạn|tập|vụ|số|bản tin|tuần|tuần lễ|tuần thứ)(?: số)? $"
)
"""What is counted within a year: "đợt 1/2024"."""


def _month(found: Found) -> str | Said | None:
    """Month and year: "tháng 9/2024", "kỳ 9/2024"; the word "tháng" is said once for a list."""
    name = month_name(int(found["month"]))
    listed = _MONTH.search(found.before)
    told = listed or found["sep"] == "/" or _MEETING_OF.search(found.before)
    if name is None or NAMED.search(found.before) or _ORDERED.search(found.before) or not told:
        return None
    words = f"{name} năm {found.cardinal('year')}"
    if not listed and found["sep"] == "/" and not _TIME_BEFORE.search(found.before):
        return Said(f"tháng {words}", Certainty.ASK, "có thể là tháng và năm, có thể là số của một năm")
    if _ORDERED_TO.search(found.before):
        return Said(f"tháng {words}", Certainty.ASK, "có thể là tháng, có thể là đợt, số của một năm")
    return words if listed and not found.before.rstrip().endswith(("-", "–", "đến")) else f"tháng {words}"


_TIME_BEFORE = Words(
    rf"(?:(?<!\w)(?:{FROM_TO}|họp|kỳ|phiên|đầu|cuối|giữa|trong|số liệu|ngày|thời (?:điểm|gian|hạn)|tại|khoảng|sáng|chiều)"
    r"(?: \w+)?|^\W*|\d{1,2}(?:/\d{4})? ?(?:[-–,]|và|đến)) ?$"
)
"""Before a month by its number; elsewhere "mẫu 12/2026" may be a number of that year."""
_ORDERED_TO = Words(r"(?<!\w)(?:đợt|học kỳ|khóa|khoá|vòng|lần|giai đoạn|tập|vụ|số|kỳ) \d{1,2} ?(?:[-–,&]|và|đến) ?$")
"""Of which the second has the year: "đợt 2-3/2024"."""
_WAGE = Words(r"(?:lương|thưởng)(?: \w+)? tháng (?:thứ )?$")


_LASTED, _DAYS_TOO = Words(r"(?<!\w)\d{1,3} tháng (?:và )?$"), Pattern(r" ngày(?!\w)")
"""How long it was: "5 năm 15 tháng 20 ngày"."""


def _month_name(found: Found) -> str | Said | None:
    """Month: "tháng 4" => "tháng tư"; there is no thirteenth, but for a thirteenth wage."""
    if not _MONTH.search(found.before):
        return None
    if int(found[0]) > MONTHS and _LASTED.search(found.before) and _DAYS_TOO.match(found.after):
        return None
    if int(found[0]) > MONTHS and not _WAGE.search(found.before):
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


def _of_year(_found: Found) -> str:
    return " năm "


def _two_years(found: Found) -> str | None:
    """Two years: "2024/2025", "niên vụ 2024/25"; two figures are a year only when it is the next."""
    last = found["to"] if len(found["to"]) > 2 else found["from"][:2] + found["to"]  # noqa: PLR2004  # the century is not written
    short = len(found["to"]) == 2  # noqa: PLR2004  # the figures of a year
    if short and int(last) != int(found["from"]) + 1 and not (_TERM_OF.search(found.before) and int(last) > int(found["from"])):
        return None
    return f"{found.cardinal('from')} đến {cardinal(last, found.region)}"


def _two_short_years(found: Found) -> str | None:
    """Two years of two figures each, "năm học 25/26"; of a term they may lie further apart: "NK 20-25"."""
    first, last = int(found["from"]), int(found["to"])
    of_crops = last == first + 1 and _SCHOOL_YEAR.search(found.before)
    if not of_crops and not (last > first and _TERM_OF.search(found.before)):
        return None
    return f"{found.cardinal('from')} đến {found.cardinal('to')}"


_SCHOOL_YEAR = Words(r"(?<!\w)(?:năm học|niên vụ|niên khóa|vụ(?: \w+){0,2}|NH) $")
_TERM_OF = Words(r"(?<!\w)(?:giai đoạn|GĐ|nhiệm kỳ|NK|khóa|khoá)(?: \w+)? ?:? ?\(?$")
_TERM_BEFORE = Words(r"(?:nhiệm kỳ|giai đoạn|năm học|niên khóa|NK)[ :(]*$")


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


_MONTH_BEFORE, _TO_MONTHS = (
    Words(r"(?<!\w)tháng $"),
    Pattern(r" (?:đến|tới)(?: hết)? tháng \d{1,2} ?[-–] ?\d", re.IGNORECASE),
)
_FROM_MONTHS = Words(r"(?<!\w)tháng \d{1,2} ?[-–] ?\d{1,2} (?:đến|tới)(?: hết)? tháng $")


def _pair_of_months(found: Found) -> str | None:
    """Two months, one or the other, at either end of a season: "tháng 4-5 đến tháng 10-11"."""
    before = found.before
    ends = (_MONTH_BEFORE.search(before) and _TO_MONTHS.match(found.after)) or _FROM_MONTHS.search(before)
    one, other = month_name(int(found["one"])), month_name(int(found["other"]))
    return f"{one}, tháng {other}" if ends and one and other else None


RULES = (
    Rule(
        "years without a dash",
        Kind.DATE,
        _FIGURE,
        Pattern(rf"(?P<from>{YEAR}) ?(?P<to>20\d\d)(?![\w/-]|[.,]\d)"),
        _years_without_a_dash,
        ("nhiệm kỳ 2021 2026", "nhiệm kỳ hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi sáu"),
        first="12",
    ),
    Rule(
        "quarter",
        Kind.DATE,
        _FIGURE,
        Pattern(r"(?P<quarter>[1-4])[/.-](?P<year>\d{4}|2\d)(?![\w/]|[.,]\d)"),
        _quarter,
        ("quý 3/2024", "quý ba năm hai nghìn không trăm hai mươi tư"),
        Certainty.SURE,
        behind="/.-",
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
    Rule(
        "pair of months",
        Kind.DATE,
        _FIGURE,
        Pattern(r"(?P<one>\d{1,2}) ?[-–] ?(?P<other>\d{1,2})(?![\w/%-]|[.,]\d)"),
        _pair_of_months,
        ("từ tháng 4-5 đến tháng 10-11", "từ tháng tư tháng năm đến tháng mười tháng mười một"),
        behind="-–",
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
        "two short years",
        Kind.DATE,
        _FIGURE,
        Pattern(r"(?<![\d/.,-])(?P<from>[1-4]\d)[/-](?P<to>[1-4]\d)(?![\w/%-]|[.,]\d)"),
        _two_short_years,
        ("năm học 25/26", "năm học hai mươi lăm đến hai mươi sáu"),
        behind="/-",
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
