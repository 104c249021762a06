"""Months, weekdays and quarters by their letter: "T9", "T2-T6", "Q1", "9T/2025"."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import ROMAN, cardinal, month_name, ordinal, roman
from app.reading.pattern import Pattern, Words
from app.reading.rules.dates import YEAR, day_of_month
from app.reading.rules.rule import Begin, Found, Rule, Said
from app.reading.tables.classes import ARROW, DAY_PARTS

_FIGURE, _CAPITAL = (Begin.FIGURE,), (Begin.CAPITAL,)
_MONTH_SIDE = Words(
    r"(?:hết|đầu|cuối|giữa|trong|từ|đến|tính đến|lũy kế|kỳ|báo cáo|thu|lương|của|rằm|mùng \d{1,2}|mồng \d{1,2}|ngày \d{1,2}) $"
)
_WEEKDAY_TO = Pattern(rf"T\.?[2-7] ?(?:[-–]|{ARROW}|đến|tới) ?$")
_TO_WEEKDAY = Pattern(rf" ?(?:[-–]|{ARROW}|đến|tới) ?(?:T\.?[2-7](?!\w|[./-]\d)|CN)")
"""Both ends of a span are days of the week: "nghỉ từ T2 - T4"."""
_MONTH_NEXT = Pattern(r"(?<!\w)T(?:1[0-2]|\d)(?: và|,|[-–]| -| –| đến) ?$")
_TO_MONTH_OF_YEAR = Pattern(rf" ?(?:[-–]|{ARROW}|đến|tới) ?T\.?(?:1[0-2]|0?[1-9])[/-]{YEAR}")
_OF_YEAR = Pattern(r"năm (?:nay|sau|trước|20)|/20\d\d")
_DAY_PART = Pattern(rf"(?:\d ?h|\dh\d\d|giờ|phút|{DAY_PARTS}|ngày) $|(?<!\w)[Tt][2-7] ?(?:,|và|-|–|đến) ?$")
_WEEKLY = Pattern(r"tuần|giờ|\d ?[hg]|chủ nhật|CN|T7|buổi|sáng|chiều")
_QUARTER_SIDE = Words(
    r"(?:thu|phí|nộp|hết|đầu|cuối|trong|kỳ|báo cáo|BC|số liệu|kế hoạch|KH|tiền|thuế|kết quả|sơ kết|tổng kết|giao ban|"
    r"(?<!\w)Q[1-4](?: và|,|[-–]| -| –| đến)) ?$"
)
_QUARTER_NEXT = Pattern(r"(?: và|,| ?[-–]| đến) ?Q[1-4](?!\w)")
_DISTRICT = Words(r"(?:(?:UBND|HĐND|địa bàn|quận|ở|tại|công an|CA)|(?:P\.|TP\.?|HCM|phường|đường|quận)[^,\n]{0,30},?) ?$")


_QUARTERS = 4


def _day_letter(found: Found) -> str | None:
    """Day and month: "ngày 5/T12" => "ngày năm tháng mười hai"."""
    day = day_of_month(found["day"], found["month"], found)
    return f"{day} năm {found.cardinal('year')}" if day and found["year"] else day


_NAMED_WITH_T = Words(
    r"(?<!\w)(?:(?:sâu|rầy|bọ|nhộng)(?: non)?(?: tuổi)?|tuổi|TBA|trạm|trạm biến áp|máy biến áp|nhánh|cột|tuyến|kênh|tòa|toà|"
    r"block|đường|cống) $"
)
"""Before what is named with a T and a number, and the ages of a larva."""


def _month_letter(found: Found) -> str | Said | None:
    """Month in short: "T9/2024" => "tháng chín năm …"; "T9", "hết T4"."""
    name = month_name(int(found["month"]))
    if name is None or _NAMED_WITH_T.search(found.before):
        return None
    if found["year"]:
        return f"tháng {name} năm {found.cardinal('year')}"
    if re.match(r",? (?:ngày )?\d{1,2}/\d", found.after):  # a day of the week before its date
        return None
    weekday = 2 <= int(found["month"]) <= 7  # noqa: PLR2004  # Monday to Saturday
    in_week = _WEEKDAY_TO.search(found.before) or _TO_WEEKDAY.match(found.after)
    is_month = _OF_YEAR.search(found.after) if in_week else _MONTH_SIDE.search(found.before)
    is_month = is_month or _TO_MONTH_OF_YEAR.match(found.after)
    if weekday and not is_month:
        return None
    told = is_month or _OF_YEAR.search(found.after) or _MONTH_NEXT.search(found.before)
    return f"tháng {name}" if told else Said(f"tháng {name}", Certainty.ASK, "có thể là tháng, có thể là tên có chữ T")


_WEEKDAY_SIDE = Words(
    rf"(?:(?<!\w)(?:{DAY_PARTS}|ngày|tuần|giờ|phút)|\dh(?:\d\d)?|(?<!\w)(?:T[2-7]|CN) ?(?:,|;|và|[-–+]|đến|tới)),? ?\(?$"
)
_WEEKDAY_NEXT = Pattern(
    rf" ?(?:[-–,;+]|đến|tới|và|{ARROW}) ?(?:T[2-7](?![\w/])|CN(?!\w))|,? \(?(?:ngày )?\d{{1,2}}[/-]\d|"
    rf" (?:hằng|hàng|mỗi|cuối|đầu) tuần|:? ?(?:{DAY_PARTS})(?!\w)|,? \d{{1,2}} ?(?:h|giờ)",
)
"""What tells a day of the week: a part of a day, its date, another one beside it."""


def _weekday_letter(found: Found) -> str | Said | None:
    """Weekday in short: "T2" => "thứ hai"; a station or a line is named so too, "trạm T2"."""
    if _NAMED_WITH_T.search(found.before):
        return None
    words = f"thứ {ordinal(found['day'], found.region)}"
    if re.search(r"từ $", found.before, re.IGNORECASE) and not _WEEKLY.search(found.after):
        return Said(words, Certainty.ASK, "có thể là thứ trong tuần, có thể là tháng")
    sure = _WEEKDAY_SIDE.search(found.before) or _WEEKDAY_NEXT.match(found.after)
    return words if sure else Said(words, Certainty.ASK, "có thể là thứ trong tuần, có thể là tháng")


def _weekdays_in_a_row(found: Found) -> str | None:
    """Weekdays in a row: "T2-4-6" => "thứ hai, thứ tư, thứ sáu"."""
    days = re.findall(r"\d", found["days"])
    if _NAMED_WITH_T.search(found.before) or days != sorted(set(days)):
        return None
    return ", ".join(f"thứ {ordinal(day, found.region)}" for day in days)


def _quarter_letter(found: Found) -> str | Said | None:
    """Quarter in short: "phí Q1 và Q2" => "phí quý một và quý hai"; a district in short is left."""
    if _DISTRICT.search(found.before):
        return None
    quarter = roman(found["roman"]) if found["roman"] else int(found["quarter"])
    if quarter is None or quarter > _QUARTERS:
        return None
    told = found["roman"] or found["year"] or _QUARTER_SIDE.search(found.before) or _QUARTER_NEXT.match(found.after)
    words = f"quý {cardinal(str(quarter), found.region)}" + (f" năm {found.cardinal('year')}" if found["year"] else "")
    return words if told else Said(words, Certainty.ASK, "có thể là quý, có thể là quận")


RULES = (
    Rule(
        "quarter in short",
        Kind.DATE,
        _CAPITAL,
        Pattern(rf"Q(?:\.? ?(?P<roman>{ROMAN})|\.?(?P<quarter>[1-4]))(?:[/.-](?P<year>{YEAR}))?(?!\w|[.,/]\d)"),
        _quarter_letter,
        ("thu Q3/2025", "thu quý ba năm hai nghìn không trăm hai mươi lăm"),
        first="Q",
    ),
    Rule(
        "day and month in short",
        Kind.DATE,
        _FIGURE,
        Pattern(rf"(?P<day>\d{{1,2}}) ?/ ?T(?P<month>1[0-2]|0?[1-9])(?:/(?P<year>{YEAR}))?(?!\w|[.,/]\d)"),
        _day_letter,
        ("ngày 5/T12", "ngày năm tháng mười hai"),
        behind="/",
    ),
    Rule(
        "month in short",
        Kind.DATE,
        _CAPITAL,
        Pattern(rf"T\.?(?P<month>1[0-2]|0?[1-9])(?:[/-](?P<year>{YEAR}))?(?![\w/]|[.,]\d)"),
        _month_letter,
        ("T9/2024", "tháng chín năm hai nghìn không trăm hai mươi tư"),
        first="T",
    ),
    Rule(
        "weekdays in a row",
        Kind.DATE,
        _CAPITAL,
        Pattern(r"T(?P<days>[2-7](?:[-–][2-7]){2,4})(?![\w/]|[.,-]\d)"),
        _weekdays_in_a_row,
        ("học T2-4-6", "học thứ hai thứ tư thứ sáu"),
        first="T",
        behind="0",
    ),
    Rule(
        "weekday in short",
        Kind.DATE,
        _CAPITAL,
        Pattern(r"T[h.]?(?P<day>[2-7])(?!\w|/(?!CN|T[2-7])|\.\d)"),
        _weekday_letter,
        ("T2-T6", "thứ hai đến thứ sáu"),
        first="T",
    ),
    Rule(
        "weekday in small letters",
        Kind.DATE,
        (Begin.SMALL,),
        Pattern(r"t(?P<day>[2-7])(?!\w|\.\d)"),
        lambda found: f"thứ {ordinal(found['day'], found.region)}" if _DAY_PART.search(found.before) else None,
        ("8h sáng t4", "tám giờ sáng thứ tư"),
        first="t",
    ),
    Rule(
        "months so far",
        Kind.DATE,
        _FIGURE,
        Pattern(rf"(?P<no>\d{{1,2}})T(?:/?(?P<year>{YEAR})(?![\w/])|(?= (?:đầu|cuối)))"),
        lambda found: f"{found.cardinal('no')} tháng" + (f" năm {found.cardinal('year')}" if found["year"] else ""),
        ("9T/2025", "chín tháng năm hai nghìn không trăm hai mươi lăm"),
        behind="T",
    ),
)
