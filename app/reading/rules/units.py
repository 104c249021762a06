"""Numbers with a unit, and units by themselves."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import digits, number
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule, Said, initials
from app.reading.tables.classes import LOWER, NUMBER, STREETS, UPPER, any_of
from app.reading.tables.units import PER, RATE_DENOMINATORS, RATES, UNITS

_FIGURE = (Begin.FIGURE,)
_UNIT = rf"(?:{any_of(UNITS)})(?![\w²³])"
DECIMAL = r"\d{1,4}\.\d{1,2}(?!\d)"
_GLUED = frozenset({"th", "V", "L", "Đ", "w", "MB", "CV", "HP"})
"""Units that stand right behind the number, else they are letters of something else."""
_TENSION = Words(r"(?:điện|lưới|ổ cắm|ắc quy|bình|nguồn)[^.\n]{0,30}$")
_OTHER_SIDE = Pattern(r" ?[xX×] ?\d")
_LONG = Words(r"(?:sâu|cao|dài|rộng|dày|ngập)(?: (?:khoảng|gần|hơn|trên|tới|đến))? $")
_WIDE = Pattern(r"rộng(?: (?:khoảng|gần|hơn|trên|tới|đến))? $", re.IGNORECASE)
_OF_AREA = Words(
    r"(?<!\w)(?:diện tích|đất|thửa|lô|nhà|phòng|sân|vườn|ao|khu|căn|hội trường|chuồng|trại|kho|ruộng|khuôn viên|mặt bằng)(?!\w)"
    r"[^.,;\n]{0,30}$"
)
_WITH_TWO_SIDES = Words(
    rf"(?<!\w)(?:đường|{STREETS}|lòng|mặt|kênh|mương|cầu|cống|đê|hè|lối|rãnh|sông|băng)(?!\w)[^.,;\n]{{0,20}}$"
)
"""What is measured from one side to the other: "đường rộng 5m2"."""
_FAR = 10
"""Metres: of so many nobody gives tenths without a comma."""


def amount(text: str, found: Found) -> str:
    """A number with a unit: a full stop before one or two figures parts decimals there ("2.5 kg")."""
    if re.fullmatch(DECIMAL, text):
        text = text.replace(".", ",")
    return number(text, found.region)


def _unit(found: Found) -> str | Said | None:
    """Unit: "37,5°C" => "ba mươi bảy phẩy năm độ xê"; "40 km/h" => "bốn mươi ki lô mét trên giờ"."""
    unit = found["unit"] or found["rate"]
    if found["gap"] and unit in _GLUED and not (unit == "V" and _TENSION.search(found.before)):
        return None
    said = f"{amount(found['amount'], found)} {UNITS[unit]}"
    if UNITS[unit] == "đồng" and re.fullmatch(DECIMAL, found["amount"]):
        return None  # "50.00 đ" is no half đồng
    if (
        unit == "g"
        and not found["rate"]
        and re.fullmatch(r"\d{1,2}", found["amount"])
        and not _WEIGHED.search(found.before)
        and int(found["amount"]) <= _HOURS
    ):
        return Said(said, Certainty.ASK, "có thể là gam, có thể là giờ")
    if found["rate"]:
        return f"{said} trên {RATE_DENOMINATORS[found['below']]}"
    doubt = _doubt_of_mark(found["amount"], unit)
    return Said(said, Certainty.ASK, doubt) if doubt else said


_THREE_DECIMALS, _SHORT_THOUSANDS = Pattern(r"[1-9]\d{0,2},\d{3}"), Pattern(r"[1-9]\d?\.(?!000)\d{3}")


def _doubt_of_mark(amount: str, unit: str) -> str:
    """What a comma before three figures, or a stop among kilometres, may be too: "12,345 ha", "1.250 km"."""
    if _THREE_DECIMALS.fullmatch(amount):
        return "dấu phẩy có thể là dấu ngăn hàng nghìn viết nhầm"
    return "dấu chấm có thể là dấu phẩy viết nhầm" if unit == "km" and _SHORT_THOUSANDS.fullmatch(amount) else ""


def _noughted(found: Found) -> str | Said | None:
    """Degrees whose raised ring became a nought in a page: "nhiệt độ trên 150C" is no oven's; "29,5 0C" is nothing else."""
    said = f"{found.number('degrees')} độ xê"
    if found["gap"] or "," in found["degrees"]:
        return said
    if not _WARM.search(found.before) or len(found["degrees"]) == 1:
        return None
    return Said(said, Certainty.ASK, "số 0 trước C được hiểu là dấu độ")


_WARM = Words(r"(?:nhiệt độ|trời|rét|lạnh|nóng|nắng|độ|cao nhất|thấp nhất|trung bình)\b[^.;\n]{0,40}$")
_FALLS = Words(r"(?:xuống|hạ|giảm|dưới|còn|lên|trên|tới|đến)(?: (?:còn|dưới|tới|đến|mức|gần|khoảng))? $")
_TURNED = Words(r"(?:cồn|rượu|góc|xoay|quay|nghiêng|dốc|lệch)[^.;\n]{0,20}$")


def _lettered_degrees(found: Found) -> str | Said | None:
    """Degrees by a small o: of the weather, of spirits and angles, or behind "xuống" with nothing that is counted."""
    said = f"{found.number('degrees')} độ"
    if _WARM.search(found.before) or _TURNED.search(found.before):
        return said
    counted = re.match(r" ?[^\W\d]", found.after)
    return None if counted or not _FALLS.search(found.before) else Said(said, Certainty.ASK, "chữ o sau số được hiểu là dấu độ")


def _lettered_noughts(found: Found) -> Said:
    """Noughts that were typed as letters, with what they count: "1oo kg" => "một trăm ki lô gam"."""
    written = found["written"].lower().replace("o", "0")
    unit = f" {(UNITS | _MONEY)[found['unit']]}" if found["unit"] else ""
    return Said(f"{number(written, found.region)}{unit}", Certainty.ASK, "chữ o trong số được hiểu là số 0")


_MONEY = {"đ": "đồng"}
_HOURS = 24
_WEIGHED = Words(
    r"(?:uống|pha|liều|bón|phun|trộn|hòa|hoà|thuốc|muối|đường|nặng|gói|lượng|lọ|túi|chai|dùng|cân|kg|\dg)[^.;\n]{0,30}$"
)
"""What is weighed in grams."""


_CURRENT = Words(
    r"(?:(?:aptomat|áp tô mát|cầu dao|cầu chì|MCB|MCCB|RCBO|ổ cắm|dòng điện|cường độ|công tơ|ắc quy)(?!\w)[^.,;\n]{0,25}|"
    r"\d ?k?V ?[-–/,x] ?)(?<!lớp )(?<!nhà )(?<!phòng )(?<!số )$"
)
"""What has its strength of current told: "220V-10A"."""


def _height(found: Found) -> str | Said | None:
    """Metres and centimetres: "1m65" => "một mét sáu mươi lăm"; what is wide may be so in square metres, "nhà rộng 90m2"."""
    squared = found["rest"] in {"2", "3"} and not _OTHER_SIDE.match(found.after)
    wide = squared and _WIDE.search(found.before) is not None
    far = int(found["whole"]) >= _FAR
    if squared and (not _LONG.search(found.before) or (wide and (far or _OF_AREA.search(found.before)))):
        return None
    rest = "rưỡi" if found["unit"] == "km" and found["rest"] == "5" else found.cardinal("rest")
    said = f"{found.cardinal('whole')} {UNITS[found['unit']]} {rest}"
    asked = squared and (far or (wide and not _WITH_TWO_SIDES.search(found.before)))
    return Said(said, Certainty.ASK, "có thể là mét và phần lẻ, có thể là mét vuông hay mét khối") if asked else said


def _half_degree(found: Found) -> str:
    """Degrees and tenths: "38°5" => "ba mươi tám độ năm"."""
    return f"{found.cardinal('whole')} độ {digits(found['rest'])}"


_SIZED_BEFORE = Words(
    r"(?<!\w)(?:ảnh|kích thước|diện tích|khổ|cỡ|loại|rộng|dài|cao|sâu|cống|hố|ao|bể|tấm|biển|phù hiệu|mặt cắt|tiết diện|sân|nền|"
    r"=|:)(?: \S+)? ?\(?$"
)
"""Before what has sides: "ảnh 3x4"."""


def _dimensions(found: Found) -> str | Said:
    """Dimensions: "3x4 m" => "ba nhân bốn mét"."""
    said = []
    for side in re.split(r" ?[xX×*] ?", found["sides"]):
        match = re.match(rf"({DECIMAL}|{NUMBER})(.*)", side)
        if match:
            unit = UNITS.get(match[2].strip(), match[2].strip())
            said.append(f"{amount(match[1], found)} {unit}".strip())
    words = " nhân ".join(said)
    told = re.search(r"[^\W\dxX]", found["sides"]) or _SIZED_BEFORE.search(found.before) or re.match(r" ?=", found.after)
    return words if told else Said(words, Certainty.ASK, "hai số với dấu «x», chưa rõ là kích thước hay phép nhân")


def _area(found: Found) -> str | None:
    """Area or volume without a number: "giá một m2" => "giá một mét vuông"."""
    return UNITS.get(found["area"])


_COLUMN_BEFORE = {
    "m": Pattern(r"(?:dài|rộng|cao|sâu|mực nước|cự ly|khoảng cách|đường kính|khẩu độ|bán kính)[^\n()]{0,30}\($", re.IGNORECASE),
    "ha": Pattern(
        r"(?:diện tích|quy mô|gieo|cấy|trồng|rừng|đất|kế hoạch|thực hiện|chỉ tiêu|thu hoạch|lúa|ngô)[^\n()]{0,30}\($",
        re.IGNORECASE,
    ),
    "g": Pattern(r"(?:khối lượng|trọng lượng|cân nặng|định lượng|liều)[^\n()]{0,30}\($", re.IGNORECASE),
    "l": Pattern(r"(?:dung tích|thể tích|xăng|dầu|lượng nước)[^\n()]{0,30}\($", re.IGNORECASE),
    "h": Pattern(r"(?:thời gian|số giờ)[^\n()]{0,30}\($", re.IGNORECASE),
    "đ": Pattern(r"(?:tiền|giá|phí|lệ phí|mức thu|mức chi|mức hỗ trợ|số thu|số chi)[^\n()]{0,30}\($", re.IGNORECASE),
}
"""What a letter in brackets at the head of a column measures: "Mực nước (m)", "Số tiền (đ)"."""


def _of_a_column(found: Found) -> str | None:
    """Unit of what is measured: "Mực nước (m)" => "mực nước mét"."""
    unit = found["column"]
    return UNITS.get(unit, "giờ") if _COLUMN_BEFORE[unit].search(found.before) else None


_COUNTED_IN_WORDS = Words(
    r"(?:(?<=\d)|(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|ngàn|vạn|mỗi|từng|vài|mấy|"
    r"trên|theo|bình quân)) $"
)
_GLUED_ON = tuple("0123456789/")
"""A hectare stands right behind these whatever follows: "2tr/ha.0"."""
_ALONE = [
    unit
    for unit, words in UNITS.items()
    if unit in {"km", "kg", "Kg", "cm", "mm", "mg", "ml", "kWh", "kW", "kV", "kVA", "mmHg", "km2", "km²", "dB", "ppm"}
    or (words.endswith(" đồng") and " " not in unit)
]
"""Units that are no word of the language, so they may stand without a number."""


_CREATURES = Words(
    r"(?<!\w)(?:trâu|bò|lợn|heo|gà|vịt|ngan|ngỗng|dê|chó|mèo|trâu bò|gia cầm|gia súc|đàn)(?: (?:nái|thịt|cái|đực|con))?:? $"
)


RULES = (
    Rule(
        "dimensions",
        Kind.NUMBER,
        _FIGURE,
        Pattern(
            rf"(?P<sides>(?:{DECIMAL}|{NUMBER})(?: ?c?m)?(?: ?[xX×*] ?(?:{DECIMAL}|{NUMBER})(?: ?{_UNIT})?){{1,3}})(?!\w|\.\d)"
        ),
        _dimensions,
        ("3x4 m", "ba nhân bốn mét"),
        behind=".,cmxX×*",
    ),
    Rule(
        "metres and centimetres",
        Kind.UNIT,
        _FIGURE,
        Pattern(r"(?P<whole>\d{1,2})(?P<unit>k?m)(?P<rest>\d\d|\d)(?![\w]|[.,]\d)"),
        _height,
        ("1m65", "một mét sáu mươi lăm"),
        behind="km",
    ),
    Rule(
        "degrees and tenths",
        Kind.UNIT,
        _FIGURE,
        Pattern(r"(?P<whole>\d{1,2})[°º](?P<rest>\d)(?![\w]|[.,]\d)"),
        _half_degree,
        ("38°5", "ba mươi tám độ năm"),
        behind="°º",
    ),
    Rule(
        "letter for a degree",
        Kind.UNIT,
        _FIGURE,
        Pattern(r"(?P<degrees>\d{1,2}(?:,\d)?)o(?![\w°]| ?[CF](?!\w))"),
        _lettered_degrees,
        ("trời rét dưới 13o", "trời rét dưới mười ba độ"),
        behind="o,",
    ),
    Rule(
        "letter for a nought",
        Kind.NUMBER,
        _FIGURE,
        Pattern(
            r"(?P<written>[1-9]\d{0,2}[oO]{1,2}(?:\.[0oO]{3}){0,3})"
            rf"(?: ?(?P<unit>đ|{any_of(UNITS)})(?![\w²³])|(?= [{LOWER}]{{2}}|%))"
        ),
        _lettered_noughts,
        ("góp 5o kg gạo", "góp năm mươi ki lô gam gạo"),
        behind="oO",
    ),
    Rule(
        "nought for a degree",
        Kind.UNIT,
        _FIGURE,
        Pattern(r"(?P<degrees>\d{1,2}(?:,\d)?)(?P<gap> ?)0C(?!\w)"),
        _noughted,
        ("cao nhất 36,5 0C", "cao nhất ba mươi sáu phẩy năm độ xê"),
        behind="a,0",
    ),
    Rule(
        "unit",
        Kind.UNIT,
        _FIGURE,
        Pattern(
            rf"(?P<amount>{DECIMAL}|{NUMBER})(?P<gap> ?)(?:(?P<rate>{any_of(RATES)})/(?P<below>{any_of(RATE_DENOMINATORS)})"
            rf"(?![\w²³])|(?P<unit>{any_of(UNITS)})(?![\w²³]|/[cCvV](?!\w))(?:(?<=đ) đồng(?!\w))?)"
        ),
        _unit,
        ("37,5°C", "ba mươi bảy phẩy năm độ xê"),
        behind=".,a°⁰℃$€₫",
    ),
    Rule(
        "ampere",
        Kind.UNIT,
        _FIGURE,
        Pattern(rf"(?P<amount>{DECIMAL}|{NUMBER}) ?A(?!\w)"),
        lambda found: f"{amount(found['amount'], found)} am pe" if _CURRENT.search(found.before) else None,
        ("aptomat 63A", "áp tô mát sáu mươi ba am pe"),
        behind=".,A",
    ),
    Rule(
        "heat in short",
        Kind.UNIT,
        (Begin.SMALL,),
        Pattern(r"t[°º](?= ?[<>=≤≥:]| ?\d)"),
        lambda _found: "nhiệt độ",
        ("khi t° < 15°C", "khi nhiệt độ nhỏ hơn mười lăm độ xê"),
        first="t",
        behind="°º",
    ),
    Rule(
        "unit alone",
        Kind.UNIT,
        (Begin.SMALL, Begin.CAPITAL),
        Pattern(
            rf"(?P<unit>{any_of(_ALONE)})(?![^\W\d]|[²³]|(?<=km)(?:\d| ?\d{{1,4}} ?\+ ?\d)|"
            rf"/(?!(?:{any_of(PER)})(?!\w))|\.(?![{UPPER}][{LOWER}])\w)"
        ),
        lambda found: UNITS[found["unit"]],
        ("tính theo kg", "tính theo ki lô gam"),
        first=initials(_ALONE),
    ),
    Rule(
        "creatures counted in short",
        Kind.UNIT,
        _FIGURE,
        Pattern(rf"(?P<amount>{NUMBER})c(?![\w/²³])"),
        lambda found: f"{found.number('amount')} con" if _CREATURES.search(found.before) else None,
        ("đàn trâu 120c", "đàn trâu một trăm hai mươi con"),
        behind=".,c",
    ),
    Rule(
        "creatures in short",
        Kind.UNIT,
        (Begin.SMALL,),
        Pattern(r"c(?=/m[2²])"),
        lambda _found: "con",
        ("Mật độ 20 c/m2", "Mật độ hai mươi con một mét vuông"),
        first="c",
    ),
    Rule(
        "hectare",
        Kind.UNIT,
        (Begin.SMALL,),
        Pattern(rf"ha(?:(?![^\W\d])|(?<=\dha)(?=[{UPPER}][{LOWER}]))"),
        lambda found: UNITS["ha"] if _COUNTED_IN_WORDS.search(found.before) or found.before.endswith(_GLUED_ON) else None,
        ("trên một ha lúa", "trên một héc ta lúa"),
        first="h",
    ),
    Rule(
        "unit of a column",
        Kind.UNIT,
        (Begin.SMALL,),
        Pattern(r"(?<=\()(?P<column>ha|[mglhđ])(?=\))"),
        _of_a_column,
        ("Mực nước (m)", "Mực nước mét"),
        first="hmglđ",
    ),
    Rule(
        "area or volume",
        Kind.UNIT,
        (Begin.SMALL,),
        Pattern(r"(?P<area>[dck]?m[23²³])(?!\w)"),
        _area,
        ("giá một m2", "giá một mét vuông"),
        first="dckm",
    ),
)
