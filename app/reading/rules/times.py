"""Hours, minutes and seconds."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import cardinal
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule, Said
from app.reading.tables.classes import DAY_PARTS, FROM_TO, LOWER, MAGNITUDES, MEASURES, PEOPLE, RATIOS, STREETS, UPPER

_FIGURE = (Begin.FIGURE,)
_HOURS, _MINUTES, _MONTHS = 24, 59, 12
_HALVES = {"AM": "sáng", "SA": "sáng", "PM": "chiều", "CH": "chiều", "am": "sáng", "pm": "chiều"}
_NO_TIME = Words(rf"(?:{RATIOS})\D{{0,12}}$")
_EACH = Pattern(r" ?/ ?[^\W\d]")
"""A stroke and a word behind: so many grams of something."""
_BARE_MINUTES = Words(rf"(?:{DAY_PARTS}) $")
_UNIT_AFTER = Pattern(rf" ?(?:%|{MEASURES}|{MAGNITUDES}|đồng|điểm)(?!\w)")
_DOSE = Words(r"(?:uống|pha|liều|bón|phun|trộn|hòa|thuốc|muối|đường|nặng|gói|lượng)[^.;\n]{0,30}$")
_AT = Words(r"(?:lúc|hồi) $")
_HOUR_AFTER = Pattern(
    rf" (?:{DAY_PARTS}|kém|ngày \d|hôm|tập trung|xuất phát|khai mạc|họp|có mặt|T[2-7]|CN)(?!\w)|,? \d{{1,2}}/\d"
)
_CLOCK = Words(
    rf"(?:lúc|{FROM_TO}|hồi|khoảng|{DAY_PARTS}|đúng|họp|bắt đầu|tập trung|khai mạc|xuất phát|mở cửa|(?:cắt|cúp|"
    r"mất) (?:điện|nước)|[-–]) ?$"
)
_COUNTED = (
    "người|hộ|đại biểu|đồng chí|đ/c|em|cháu|xe|con|suất|hội viên|đoàn viên|đảng viên|học sinh|cán bộ|chiến sĩ|gia đình|thôn|xóm"
)


_NUMBERED = Words(
    rf"(?<!\w)(?:quốc lộ|tỉnh lộ|đường tỉnh|đường huyện|hương lộ|QL|TL|đường|lộ|tuyến|số|nhà|lô|căn|phòng|tòa|lớp|khu|{STREETS}) "
    r"(?:\d{1,3}[A-Z]?(?:,| và|;) ){0,4}$"
)
"""Before the number of a road or a house: "quốc lộ 4H", "quốc lộ 4D, 4H", "nhà 12H"."""


POISON_BEFORE = Pattern(
    rf"(?:(?<!\w)(?:thuốc|hoạt chất|trừ sâu|trừ cỏ|trừ bệnh|trừ ốc|trừ rầy)(?!\w)[^.;\n]*|\d(?:[HG]|[EGSWO][CGPLRD])[,;]? \(?)"
    rf"(?-i:[{UPPER}][{LOWER}]+) $",
    re.IGNORECASE,
)
"""Behind the name of a poison stand its strength and make: "thuốc hạt Vibasu 10H"."""


def _time(found: Found) -> str | Said | None:
    """Time: "16h45" => "mười sáu giờ bốn mươi lăm phút"; "48h" alone is how long, "7h75" and "lúc 25h" are no time."""
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    is_bare = found["mark"] == "g" and not found["minute"]
    if is_bare and (hour > _HOURS or _EACH.match(found.after) or not _is_hour(found)):
        return None
    lettered = found["mark"] == "H" and not found["minute"]
    if lettered and (_NUMBERED.search(found.before) or POISON_BEFORE.search(found.before)):
        return None
    words = f"{found.cardinal('hour')} giờ"
    if minute or found["second"]:
        words += f" {found.cardinal('minute')} phút"
    if found["second"]:
        words += f" {found.cardinal('second')} giây"
    if minute > _MINUTES or (hour > _HOURS and (found["minute"] or _AT.search(found.before))):
        return Said(words, Certainty.ASK, f"không có {hour} giờ {minute} phút" if found["minute"] else f"không có {hour} giờ")
    if found["again"]:
        return Said(words, Certainty.ASK, "có chữ «giờ» thừa, không đọc")
    if lettered and not (_CLOCK.search(found.before) or _HOUR_AFTER.match(found.after)):
        return Said(words, Certainty.ASK, "có thể là giờ, có thể là tên có chữ H")
    slip = len(found["minute"]) == 1 and minute
    return Said(words, Certainty.ASK, "phút viết một chữ số") if slip else words


def _is_hour(found: Found) -> bool:
    """Whether "7g" is an hour, not a weight."""
    if _DOSE.search(found.before) and not _AT.search(found.before):
        return False
    return bool(_CLOCK.search(found.before) or re.search(r"\dg\d\d", found.before) or _HOUR_AFTER.match(found.after))


_CLOCK_BEFORE = Pattern(r"(?<![\d:] )(?<![\d:])(?P<hour>\d{1,2}):(?P<minute>\d\d) $")
_CLOCK_AFTER = Pattern(r" \d{1,2}:\d\d")
"""Two cells of a table, "05:00 10:00", are from and to; three or more are times of a list."""


def _clock(found: Found) -> str | Said | None:
    """Time with a colon: "07:30" => "bảy giờ ba mươi phút"; "25:30" is one only where a time is told, and then asked about.

    Right behind an earlier one it is the end of a span.
    """
    impossible = int(found["hour"]) > _HOURS or int(found["minute"]) > _MINUTES
    if _NO_TIME.search(found.before) or (impossible and not _CLOCK.search(found.before)):
        return None
    minute, second = int(found["minute"]), int(found["second"] or 0)
    words = f"{found.cardinal('hour')} giờ"
    if minute or second:
        words += f" {found.cardinal('minute')} phút"
    if second:
        words += f" {found.cardinal('second')} giây"
    if impossible:
        return Said(words, Certainty.ASK, f"không có {int(found['hour'])} giờ {minute} phút")
    if found["half"]:
        return f"{words} {_HALVES[found['half']]}"
    begun = None if _CLOCK_AFTER.match(found.after) else _CLOCK_BEFORE.search(found.before)
    is_span = begun is not None and (int(begun["hour"]), int(begun["minute"])) < (int(found["hour"]), minute)
    return f"đến {words}" if is_span else words


_FROM_HOUR = Words(r"\d ?(?:h|g|giờ)(?: ?\d\d)?(?: phút)? ?(?:[-–]|đến|tới) ?$|(?:lúc|hồi) $")


_PEOPLE_AFTER = Pattern(rf" (?:{PEOPLE}|{_COUNTED}|cây|phần|lượt|vé)(?!\w)")


def _run_together(found: Found) -> Said | None:
    """Hour and minute without a sign between them, "11h - 1200": asked about."""
    counted = _UNIT_AFTER.match(found.after) or _PEOPLE_AFTER.match(found.after)
    if counted or not _FROM_HOUR.search(found.before):
        return None
    words = f"{found.cardinal('hour')} giờ" + (f" {found.cardinal('minute')} phút" if int(found["minute"]) else "")
    return Said(words, Certainty.ASK, "giờ viết liền phút")


_PART_AFTER = Pattern(rf" (?:{DAY_PARTS})(?!\w)")
_QUARTERS = frozenset({"00", "15", "30", "45"})
_CLOCK_TO = Pattern(r" ?(?:[-–]|đến|tới) ?\d{1,2}\.(?:00|15|30|45)(?![\w/]|[.,]\d)")
_CLOCK_FROM = Pattern(r"(?<![\d.,])\d{1,2}\.(?:00|15|30|45) ?(?:[-–]|đến|tới) ?$")
"""Both ends of a span in quarters of an hour: "từ 7.30 - 11.00"."""


def _stopped(found: Found) -> str | Said | None:
    """Time with a full stop, or a colon among blanks: "lúc 7.30" => "lúc bảy giờ ba mươi phút"."""
    minute = found["minute"] or found["wide"]
    told = re.search(r"(?:lúc|hồi|vào lúc|từ lúc) $", found.before, re.IGNORECASE) or (
        found["minute"]
        and (found["mark"].strip() in {"h", "g"} or (_BARE_MINUTES.search(found.before) and int(minute) > _MONTHS))
    )
    if not told and found["minute"] and _PART_AFTER.match(found.after):
        told = int(minute) > _MONTHS or minute == "00"
    if not told and minute in _QUARTERS and (_CLOCK_TO.match(found.after) or _CLOCK_FROM.search(found.before)):
        words = f"{found.cardinal('hour')} giờ" + (f" {cardinal(minute, found.region)} phút" if int(minute) else "")
        is_hour = int(found["hour"]) < _HOURS and not _UNIT_AFTER.match(found.after)
        return Said(words, Certainty.ASK, "có thể là giờ, có thể là số lẻ") if is_hour else None
    if not told or int(found["hour"]) > _HOURS or _UNIT_AFTER.match(found.after):
        return None
    return f"{found.cardinal('hour')} giờ" + (f" {cardinal(minute, found.region)} phút" if int(minute) else "")


def _minutes(found: Found) -> str:
    """Minutes and seconds: "5'30''" => "năm phút ba mươi giây"."""
    seconds = f" {found.cardinal('second')} giây" if found["second"] else ""
    return f"{found.cardinal('minute')} phút{seconds}"


def _round_the_clock(found: Found) -> str:
    """Round the clock: "24/24h" => "hai mươi tư trên hai mươi tư giờ"."""
    day = cardinal("24", found.region)
    return f"{day}{' giờ' if found['first'] else ''} trên {day}{' giờ' if found['last'] else ''}"


_PARTS = {"S": "sáng", "C": "chiều", "T": "tối"}

RULES = (
    Rule(
        "part of a day",
        Kind.TIME,
        (Begin.CAPITAL,),
        Pattern(r"(?P<part>[SCT])(?=:? \d{1,2}(?:h|:|g\d))"),
        lambda found: _PARTS[found["part"]],
        ("S 7h, C 14h", "sáng bảy giờ chiều mười bốn giờ"),
        first="SCT",
    ),
    Rule(
        "round the clock",
        Kind.TIME,
        _FIGURE,
        Pattern(r"24 ?(?P<first>h|giờ|g)? ?/ ?24 ?(?P<last>h|giờ|g)?(?![\w/])"),
        _round_the_clock,
        ("Trực 24/24h", "Trực hai mươi tư trên hai mươi tư giờ"),
        Certainty.SURE,
        behind="hg/",
        first="2",
    ),
    Rule(
        "time",
        Kind.TIME,
        _FIGURE,
        Pattern(
            r"(?P<hour>\d{1,3}) ?(?P<mark>[hH]|g|giờ)"
            r"(?:[ .:]?(?P<minute>\d\d|(?<=[hHg])\d)(?!\d|[.,]\d(?!\d?[hHg:])|/(?!\d{1,2}[/hHg:])\d)"
            rf"(?! (?:{_COUNTED})(?!\w))(?:[ .]?(?:phút|ph|p|['’′])(?!\w)|[hg](?!\w)|(?P<again> giờ)(?!\w))?"
            r"(?: ?(?P<second>\d\d) ?(?:giây|s|''|\"|″)(?!\w))?)?(?!\w|[.,]\d(?!\d?[hHg:]))"
        ),
        _time,
        ("16h45", "mười sáu giờ bốn mươi lăm phút"),
        Certainty.SURE,
        behind="hHg",
    ),
    Rule(
        "time with a stop",
        Kind.TIME,
        _FIGURE,
        Pattern(
            r"(?P<hour>\d{1,2})(?:\.(?P<minute>[0-5]\d)| ?: ?(?P<wide>[0-5]\d))"
            r"(?P<mark> ?[hg](?!\w)| giờ(?!\w)| phút(?!\w))?(?![\w:/%]|[.,]\d)"
        ),
        _stopped,
        ("lúc 7.30", "lúc bảy giờ ba mươi phút"),
        behind=".:",
    ),
    Rule(
        "clock without a sign",
        Kind.TIME,
        _FIGURE,
        Pattern(r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?: ?[hg])?(?![\w:/%]|[.,]\d| ?(?:[-–]|đến) ?(?:19|20)\d\d)"),
        _run_together,
        ("Thi từ 8h – 1030", "Thi từ tám giờ đến mười giờ ba mươi phút"),
        Certainty.ASK,
        first="012",
    ),
    Rule(
        "clock",
        Kind.TIME,
        _FIGURE,
        Pattern(
            r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>[0-5]\d)(?:\.\d{1,6})?)?(?: ?(?P<half>AM|PM|SA|CH|am|"
            rf"pm)(?!\w))?(?: ?[hg](?!\w))?(?:(?![\w:/]|[.,]\d)|(?=[{UPPER}][{LOWER}]))"
        ),
        _clock,
        ("07:30", "bảy giờ ba mươi phút"),
        behind=":",
    ),
    Rule(
        "seconds",
        Kind.TIME,
        _FIGURE,
        Pattern(r"(?P<second>\d{1,2})(?:\"|″|'')(?P<tenth>\d{1,2})(?!\w)"),
        lambda found: f"{found.cardinal('second')} giây {found.cardinal('tenth')}",
        ('hết 12"5', "hết mười hai giây năm"),
    ),
    Rule(
        "minutes",
        Kind.TIME,
        _FIGURE,
        Pattern(r"(?P<minute>\d{1,3})['’′](?:(?P<second>\d{1,2})(?:['’′]{2}|[\"″”])|(?!['’′\w]))"),
        _minutes,
        ("15' đầu", "mười lăm phút đầu"),
        behind="'’′",
    ),
)
