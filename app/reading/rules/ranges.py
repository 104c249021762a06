"""A dash between words or numbers: what means "to", and what is a minus."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import ROMAN
from app.reading.pattern import Pattern, Words
from app.reading.rules.codes import NUMBERED_CODES
from app.reading.rules.rule import Begin, Found, Rule, Said
from app.reading.tables.classes import ARROW, DAY_PARTS, FROM_TO, LOWER, MAGNITUDES, PERIODS, PLACES, UPPER, any_of
from app.reading.tables.units import UNITS

_SIGN = (Begin.SIGN,)
_DASHES = frozenset("-–—−")
_MEASURE = rf"(?:{any_of(UNITS)}|%|‰|giờ|phút|h|g|tr|k|{MAGNITUDES}|đồng|tấn|tạ|độ|lít|tháng|năm|tuổi|t)"
_NUMBER_BEFORE = Words(
    rf"(?:\d['’′o]?|\d ?(?:0C|{_MEASURE})|\d(?:h|g|tr|tỷ|k)\d{{1,3}}|\d{{1,2}} giờ \d\d|[mk]m?[23²³]|\d(?: ?giờ|h|"
    rf"g)?(?:\d\d)? (?:{DAY_PARTS}|tết|chạp|giêng)(?: (?:nay|mai|qua))?) ?$"
)
_NUMBER_AFTER = Pattern(r" ?(?:[<>≤≥~] ?|dưới |trên |hơn |mùng |mồng |khoảng |M)?\d")
_PHONE = Pattern(r"0\d(?:[ .-]?\d){7,9} ?$")
_PHONE_AFTER = Pattern(r" ?(?:0\d(?:[ .-]?\d){7,9}|\(0\d{2,3}\)|\+84)(?!\d)")
_CHAIN = Pattern(r"\d[-–]\d{1,3} ?$|(?<![\d.,/])\d{1,3} [-–] \d{1,3} ?$")
"""More than two numbers in a row are a formula or a list: "NPK 16-16-8", "các cụ 70 - 75 - 80 tuổi"."""
_CHAIN_AFTER = Pattern(r" ?\d+[-–]\d| \d{1,3} [-–] \d{1,3}(?![\d.,/])")
_GLUED_BEFORE = Pattern(rf"(?<!\w)(?P<letters>[{UPPER}]{{1,5}})\d{{1,3}} ?$")
"""A name of letters and figures has its parts behind a dash: "TH3-5"; a numbered place is the end of a range: "KP2 - 5"."""
_CALLED = Words(r"(?:gọi|tổng đài|hotline|đường dây nóng|điện thoại|số)[^.\n]{0,25} 1\d\d ?$")
_CALLED_AFTER = Pattern(r" ?1\d\d(?![\d%]|[.,]\d| \w)")
_DATED = Pattern(r"\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})? ?$|\d{1,2}\.\d{1,2}\.\d{4} ?$")
_UNTIL_NOW = Words(r" ?(?:nay|hiện nay|hiện tại|hết|cuối)(?!\w)")
_YEAR_BEFORE = Pattern(r"(?<!\d)(?:19|20)\d\d ?$")
_TIMED = Pattern(r"\d ?(?:h|g|giờ)(?!\w)|\d[hg:]\d\d")
_HOUR_BEFORE = Pattern(r"(?:\d ?(?:h|g|giờ)(?: ?\d\d)?(?: phút)?|\d:\d\d) ?$")
_TIME_OF_DAY = Pattern(r" ?\d{1,2} ?(?:h|g|giờ|:\d\d)(?![^\W\d])")
"""A date and the hour of that day are no range: "05/6/2024 - 19:30"."""
_DAY_BEFORE = Words(r"thứ [2-7] ?$")
"""A day of the week and its date are no range: "thứ 3 - 2/12"."""
_POWER = "(?P<unit>k?V|k?Wh?|m?Ah?|Hz|HP|kVA|VA)"
_POWER_BEFORE = Pattern(rf"\d ?{_POWER} ?$")
_POWER_AFTER = Pattern(rf" ?\d[\d.,]* ?{_POWER}(?!\w)")
"""Two figures of an electric device are no range: "220V-50Hz"."""
_MATCH_AFTER = Pattern(r"[^:\n]{1,20}: ?\d{1,2} ?[-–] ?\d{1,2}(?= ?(?:$|[.,;)(]))")
"""Two sides and their score, no range: "Xóm 1 - Xóm 3: 2-0"."""
_NOTED_BEFORE = Pattern(r"\d/\d{1,4} \([^()\n]{1,25}\) ?$")
_DATE_AFTER = Pattern(r" ?(?:ngày )?\d{1,2}[/.-]\d{1,2}(?!\d)")
"""Two dates, the first with a note: "14/2 (27 Tết) - 22/2"."""
_STRETCH_BEFORE = Pattern(
    rf"(?<!\w)[Đđ]oạn (?:từ )?(?:(?:đường|phố|cầu|ngã \w+|chợ|cống|trường) )?"
    rf"(?:[{UPPER}][{LOWER}]*|\d+)(?: [{UPPER}][{LOWER}]*){{0,6}} ?$"
)
_STRETCH_AFTER = Pattern(rf" ?(?:(?:đường|phố|cầu|ngã|chợ|cống|trường|đầu|cuối|giáp|hết) )?[{UPPER}\w][{LOWER}]")
"""A stretch of a road by its two ends: "đoạn Lê Lợi - Trần Phú"."""
_SHARED_BEFORE = Pattern(r"(?:tỷ lệ|tỉ lệ) (?P<left>\d{1,3}) ?$", re.IGNORECASE)
_SUM_AFTER = Pattern(r" ?\d[\d.,]* ?=")
_FIGURE_BEFORE = Pattern(r"\d ?$")
_HEADS = rf"km|báo động|thứ|{PERIODS}|tuổi|lớp|tổ|xóm|khoản|điều|cấp|tiết|đợt|mùng|mồng|khóa|số"
_HEAD_BEFORE = Pattern(rf"(?P<head>{_HEADS}|chủ) (?P<item>[^\s,.;:()]{{1,10}}) ?$", re.IGNORECASE)
_COUNTS = Pattern(rf"\d.*|{ROMAN}")
WEEKDAY_BEFORE = Pattern(r"(?<!\w)(?:T[2-7]|CN|T1[0-2]|T[1-9]) ?$")
_WEEKDAY_AFTER = Pattern(r" ?(?:T[2-7]|CN|T1[0-2]|T[1-9])(?!\w)")
_WEEKDAY_CHAIN = Pattern(r"(?<!\w)(?:T[2-7]|CN) ?[-–] ?(?:T[2-7]|CN) ?$")
_WEEKDAY_CHAIN_AFTER = Pattern(r" ?(?:T[2-7]|CN) ?[-–] ?(?:T[2-7]|CN)(?!\w)")
"""More than two weekdays in a row are a list: "T2 - T4 - T6"."""
_ROMAN_BEFORE = Pattern(rf"(?<!\w){ROMAN} ?$")
_ROMAN_AFTER = Pattern(rf" ?{ROMAN}(?!\w)")
_CODE_BEFORE = Pattern(rf"(?<![\w.])(?:[{UPPER}]{{1,3}}\d{{1,4}}|\d{{1,2}}[{UPPER}]) ?$")
_CODE_AFTER = Pattern(rf" ?(?:[{UPPER}]{{1,3}}\d{{1,4}}|\d{{1,2}}[{UPPER}])(?!\w)")
_POST_BEFORE = Pattern(r"(?:[Kk][mM] ?\d{1,4}(?: ?\+ ?\d{1,4})?|(?<!\w)K\d{1,4} ?\+ ?\d{1,4}) ?$")
_POST_AFTER = Pattern(r" ?(?:[Kk][mM] ?|K)\d")
_SIGNED = Pattern(r"(?:^|[(:;,<>=≤≥]|[^\W\d] |[(:;,<>=≤≥] )$")
_LISTING = Words(rf"(?:{PLACES}|hộ|lớp|số|đội|điều|mục) \d{{1,3}} $")
_COUNTED = Pattern(rf" \d[\d.]* (?!{_MEASURE})(?:hộ|người|nhân khẩu|em|cháu|học sinh|đảng viên|hội viên|con|khẩu)")

_GLOBE_SIDES = tuple(
    (Pattern(rf"\d[.,]\d{{1,2}}°? ?{side} ?$"), Pattern(rf" ?\d{{1,3}}[.,]\d{{1,2}}°? ?{side}(?!\w)")) for side in "NE"
)
"""The ends of a stretch of the globe, "12,0N- 14,0N"; two letters are one place, "23,2N-111,4E"."""
_SIDES = (
    (WEEKDAY_BEFORE, _WEEKDAY_AFTER),
    (_ROMAN_BEFORE, _ROMAN_AFTER),
    (_CODE_BEFORE, _CODE_AFTER),
    (_POST_BEFORE, _POST_AFTER),
    (_NOTED_BEFORE, _DATE_AFTER),
    (_STRETCH_BEFORE, _STRETCH_AFTER),
    *_GLOBE_SIDES,
)
"""What may stand on both sides of a dash that means "to"."""


_LETTERED_BEFORE, _LETTERED_AFTER = Pattern(r"(?<!\w)\d{1,3}([A-Z])$"), Pattern(r"\d{1,3}([A-Z])(?!\w)")
"""Numbers with letters that differ are one name: "khu 10F-12A"."""


_LEFT, _RIGHT = Pattern(r"(?<!giờ )(?<![\w.,:/-])(\d{1,4}) ?$"), Pattern(r" ?(\d{1,4})(?![\w:/-]|[.,]\d)")


_DAY_LEFT = Pattern(
    rf"(?<!\w)(?:{FROM_TO}|mai|nay|qua|kia|kết quả|họp|lịch|và|đợt|tiêm|phát|nộp|bắt đầu|kết thúc|tổ chức|nhận|lễ|dịp|nghỉ)"
    r" (?P<day>[12]?\d|3[01])$",
    re.IGNORECASE,
)
_MONTH_RIGHT = Pattern(
    rf"(?P<month>0?[1-9]|1[0-2])(?:[ .]*$|[,;)]|\. | (?:tại|ở|cho|đối với|các|toàn|xã|thôn|bà con|trên|sẽ|đã|[{UPPER}])(?!\w))"
)
"""Two numbers with a hyphen that may be a day and its month, nothing counted behind: "nộp trước 5-9 tại xã"."""


def _is_falling(before: str, after: str) -> str:
    """Two plain numbers of which the second is not greater, as they stand: "30 - 15" is seldom a range."""
    left, right = _LEFT.search(before), _RIGHT.match(after)
    if left is None or right is None or int(right[1]) > int(left[1]):
        return ""
    return f"{left[1]} - {right[1]}"


_WHOLE_DATE_BEFORE = Pattern(r"(?<![\d/.-])\d{1,2}-\d{1,2}-(?:19|20)\d\d ?$")
_WHOLE_DATE_AFTER = Pattern(r" ?\d{1,2}-\d{1,2}-(?:19|20)\d\d(?!\d)")
"""Two days with hyphens: "27-7-1947 - 27-7-2027"."""


_SAME_BEFORE = Pattern(rf"(?:(?P<from>{FROM_TO}) )?\d[\d.,]* ?(?P<unit>[^\W\d]+|%) ?$", re.IGNORECASE)
_SAME_AFTER = Pattern(r" ?\d[\d.,]* ?(?P<unit>[^\W\d]+|%)(?:,| và|, và) \d[\d.,]* ?(?P<again>[^\W\d]+|%)(?! ?[-–—]|\w)")
"""Three measures of one unit, the last behind "và" or a comma: "Huy hiệu 30 năm - 40 năm và 50 năm" names each."""
_HOURS = frozenset({"giờ", "h", "g", "phút"})
"""From one to the other, whatever comes behind: "8 giờ - 10 giờ và 14 giờ"."""


def _are_listed(before: str, after: str) -> bool:
    """Whether the measures beside a dash are members of a list that goes on behind them."""
    left, right = _SAME_BEFORE.search(before), _SAME_AFTER.match(after)
    if left is None or right is None or left["from"] or left["unit"] in _HOURS:
        return False
    return left["unit"] == right["unit"] == right["again"]


def _to(found: Found) -> str | Said | None:
    """To: "5h - 6h" => "năm giờ đến sáu giờ"; between phones, and before what is counted, it is only a pause."""
    before, after = found.before, found.after
    if _SUM_AFTER.match(after) and _FIGURE_BEFORE.search(before):
        return "trừ" if found[0] in _DASHES else None
    if _are_listed(before, after):
        return Said("", Certainty.ASK, "có thể là các số riêng, có thể là khoảng số")
    if _NUMBER_AFTER.match(after) and _NUMBER_BEFORE.search(before):
        return _between_numbers(before, after) if _is_range(before, after) else None
    if _UNTIL_NOW.match(after) and _YEAR_BEFORE.search(before):
        return "đến"
    road = _between_roads(found)
    if road is not None or _CROSSING_BEFORE.search(before):
        return road
    return "đến" if _is_named_range(before, after) else None


def _between_roads(found: Found) -> str | Said | None:
    """To, between the ends of a road in brackets; "giao" where two roads meet; None where it is a pause or something else."""
    before, after = found.before, found.after
    if _ENDS_OF_ROAD_AFTER.match(after) and _ROAD_BEFORE.search(before):
        return "đến"
    if _STRETCH_OF_CROSSINGS.search(before) and _TO_ANOTHER.match(after):
        return Said("giao", Certainty.ASK, "có thể là chỗ hai đường gặp nhau, có thể là từ nơi này đến nơi kia")
    if not _CROSSING_BEFORE.search(before):
        return None
    if found[0] in _DASHES and not before.endswith(" ") and _NAME_AFTER.match(after):
        return "giao"
    note = "có thể là từ nơi này đến nơi kia, có thể là chỗ hai đường gặp nhau"
    onward = _ONWARD_AFTER.search(after) or not _STRETCH_BEFORE.search(before)
    return None if onward or not _STRETCH_AFTER.match(after) else Said("đến", Certainty.ASK, note)


def _between_numbers(before: str, after: str) -> str | Said:
    """To, where numbers stand on both sides; asked about where they fall, or may be a day and its month."""
    falling = _is_falling(before, after)
    if falling:
        return Said("đến", Certainty.ASK, f"có thể là khoảng số, có thể là hai số riêng ({falling})")
    day, month = _DAY_LEFT.search(before), _MONTH_RIGHT.match(after)
    if day and month:
        return Said("đến", Certainty.ASK, f"có thể là khoảng số, có thể là ngày tháng ({day['day']}-{month['month']})")
    return "đến"


_NAME = (
    rf"(?:(?:đường|phố|cầu|ngã \w+|chợ|cống|trường|đầu|cuối|nhà|thôn|xóm|QL|ĐT) ?)?[{UPPER}\d][\w.]*(?: [{UPPER}\d][\w.]*){{0,5}}"
)
_ENDS_OF_ROAD_AFTER, _NAME_AFTER = Pattern(rf" ?{_NAME} ?[);,]"), Pattern(rf"[{UPPER}][{LOWER}]")
_ROAD_BEFORE = Words(
    rf"(?:(?<!\w)(?:đường|phố|tuyến|đoạn|quốc lộ|tỉnh lộ|QL|ĐT)(?!\w)[^()\n]{{1,30}}(?:\([^()\n]{{1,15}}\) ?)?|"
    rf"\((?:bên |dãy |phía )?(?:số )?(?:chẵn|lẻ)\) ?)\((?:từ |đoạn )?{_NAME} ?$"
)
"""In brackets behind a road: its two ends, "đường Hùng Vương (số chẵn) (Lê Lợi – Trần Phú)"."""
_STRETCH_OF_CROSSINGS = Pattern(rf"(?<!\w)[Đđ]oạn (?:đường )?từ (?:đường )?[{UPPER}][{LOWER}]*(?: [{UPPER}][{LOWER}]*){{1,3}} ?$")
_TO_ANOTHER = Pattern(rf" ?[{UPPER}][{LOWER}]*(?: [{UPPER}][{LOWER}]*){{1,3}} (?:đến|tới)(?!\w)")
"""An end of a stretch that has its other end behind it is where two roads meet: "đoạn từ Lê Lợi-Trần Phú đến ngã tư"."""
_CROSSING_BEFORE = Words(rf"(?:ngã (?:ba|tư|năm|sáu|bảy)|nút giao|giao lộ|vòng xoay)(?: [{UPPER}][{LOWER}]*){{1,4}} ?$")
_ONWARD_AFTER = Pattern(rf"^ ?(?:đường )?[{UPPER}][{LOWER}]*(?: [{UPPER}][{LOWER}]*){{0,4}},? (?:về|đến|tới|đi|ra|vào)(?!\w)")
"""A crossing by its two roads, "từ ngã ba Lê Lợi - Trần Phú đến cầu", is one end of a stretch."""


def _is_named_range(before: str, after: str) -> bool:
    """Whether both sides are ends of a range by their names: weekdays, Roman numbers, codes, "cấp 8 - cấp 9", noted dates."""
    if _WEEKDAY_CHAIN.search(before) or (WEEKDAY_BEFORE.search(before) and _WEEKDAY_CHAIN_AFTER.match(after)):
        return False
    if any(left.search(before) and right.match(after) for left, right in _SIDES):
        lettered, other = _LETTERED_BEFORE.search(before), _LETTERED_AFTER.match(after)
        return not (lettered and other) or lettered[1] == other[1]
    head = _HEAD_BEFORE.search(before)
    if head is None or _MATCH_AFTER.match(after):
        return False
    if _DATE_AFTER.match(after) and head["head"].lower() in {"thứ", "chủ"}:
        return False
    again = re.match(rf" ?(?:{head['head']}(?P<item> [^\s,.;:()]+)?|chủ nhật|CN)(?!\w)", after, re.IGNORECASE)
    if again and again["item"] and _COUNTS.fullmatch(head["item"]) and not _COUNTS.fullmatch(again["item"].strip()):
        return False  # "cấp V – cấp cực kỳ nguy hiểm" says the same again
    return bool(again or (head["head"].lower() == "thứ" and _NUMBER_AFTER.match(after)))


def _is_range(before: str, after: str) -> bool:
    """Whether the numbers on both sides are the ends of a range."""
    if _WHOLE_DATE_BEFORE.search(before) and _WHOLE_DATE_AFTER.match(after):
        return True
    dialled = _PHONE.search(before) or _PHONE_AFTER.match(after) or (_CALLED.search(before) and _CALLED_AFTER.match(after))
    hour_of_day = _DATED.search(before) and _TIME_OF_DAY.match(after) and not _TIMED.search(before)
    day_of_hour = _HOUR_BEFORE.search(before) and _DATE_AFTER.match(after)
    if _CHAIN.search(before) or _CHAIN_AFTER.match(after) or dialled or hour_of_day or day_of_hour:
        return False
    shared, rest = _SHARED_BEFORE.search(before), re.match(r" ?(\d{1,3})(?![\d%])", after)
    if shared and rest and int(shared["left"]) >= int(rest[1]):
        return False
    if _DAY_BEFORE.search(before) and _DATE_AFTER.match(after):
        return False
    power, other = _POWER_BEFORE.search(before), _POWER_AFTER.match(after)
    left, right = power["unit"] if power else "", other["unit"] if other else ""
    code = _GLUED_BEFORE.search(before)
    if (code and code["letters"] not in NUMBERED_CODES) or (left != right and ((left and right) or "kVA" in {left, right})):
        return False
    return not (_COUNTED.match(after) and (_LISTING.search(before) or not _FIGURE_BEFORE.search(before)))


_COLD_BEFORE = Words(r"(?:(?:nhiệt độ|xuống|lạnh|rét) ?[^.;\n]{0,20}|(?:âm|độ|từ|[<>=≤≥]) ?)$")
_COLD_AFTER = Pattern(r"\d{1,3}(?:,\d{1,2})? ?(?:°|độ|º|%|m(?!\w)|oC)")
_CELL_BEFORE, _CELL_AFTER = Pattern(r"\t *$"), Pattern(r"\d[\d.,]*(?: ?%)? *(?:\t|$)")
_GLOBE_AFTER = Pattern(r"\d{1,3}(?:,\d{1,2})? ?(?:độ )?(?:[Kk]inh|[Vv]ĩ)(?!\w)|\d{1,3}(?:[.,]\d{1,2})?°? ?[NBEĐ](?!\w)")
"""A place on the globe: "19,7 Vĩ Bắc -115,3 độ Kinh Đông"."""


_BELOW_NOUGHT = Words(r"(?<!\w)(?:từ|đến|tới|là|dưới|trên|xuống|khoảng|ở|nhiệt độ|âm sâu|[<>=≤≥]) $")
_CELSIUS_AFTER = Pattern(r"\d{1,3}(?:,\d{1,2})? ?(?:°C|ºC|độ C|oC|⁰C|℃)(?!\w)")
"""A cold with a blank behind its sign: "từ - 80 độ C đến - 60 độ C"."""


def _negative(found: Found) -> str | Said | None:
    """Negative: "xuống -2°C" => "xuống âm hai độ xê"; where nothing is measured, "tổ -3", the dash may be no sign.

    In a cell of its own it is one: beside "+300" for a rise, "-100" is a fall.
    """
    if not found[0].endswith(" ") and _CELL_BEFORE.search(found.before) and _CELL_AFTER.match(found.after):
        return "trừ"
    if found[0].endswith(" "):
        return "âm" if _BELOW_NOUGHT.search(found.before) and _CELSIUS_AFTER.match(found.after) else None
    if not _SIGNED.search(found.before) or _NUMBER_BEFORE.search(found.before) or _GLOBE_AFTER.match(found.after):
        return None
    if _COLD_BEFORE.search(found.before) or _COLD_AFTER.match(found.after):
        return "âm"
    return Said("âm", Certainty.ASK, "có thể là số âm, có thể là gạch ngang")


RULES = (
    Rule(
        "negative",
        Kind.NUMBER,
        _SIGN,
        Pattern(r"[-−–] ?(?=\d{1,3}(?:[.,]\d{1,3}){0,3}(?:\D|$))"),
        _negative,
        ("xuống -2°C", "xuống âm hai độ xê"),
        first="-−–",
    ),
    Rule(
        "to", Kind.PUNCTUATION, _SIGN, Pattern(rf"{ARROW}|[-–—−~÷]"), _to, ("5h - 6h", "năm giờ đến sáu giờ"), first="-–—−~÷=→⇒➔➜"
    ),
)
