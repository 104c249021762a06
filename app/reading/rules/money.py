"""Money in its short forms, and numbers with a unit."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import cardinal, digits, number
from app.reading.pattern import Pattern
from app.reading.rules.rule import Begin, Found, Rule, Said, initials
from app.reading.tables.classes import (
    DAY_PARTS,
    LOWER,
    MAGNITUDES,
    MONEY,
    NUMBER,
    PEOPLE,
    PERIODS,
    PLACES,
    SECTIONS,
    UPPER,
    any_of,
)
from app.reading.tables.units import PER, PER_NAMES, RATE_DENOMINATORS, RATES, UNITS

_FIGURE, _SIGN, _CAPITAL = (Begin.FIGURE,), (Begin.SIGN,), (Begin.CAPITAL,)
_UNIT = rf"(?:{any_of(UNITS)})(?![\w²³])"
_DECIMAL = r"\d{1,4}\.\d{1,2}(?!\d)"
_NAMES = {"k": "nghìn", "tr": "triệu", "tỷ": "tỷ", "tỉ": "tỷ", "tỏi": "tỷ"}
_LOWER = {"k": "", "tr": "nghìn", "tỷ": "triệu", "tỉ": "triệu", "tỏi": "triệu"}
_GLUED = frozenset({"th", "V", "L", "Đ", "w", "MB", "CV", "HP"})
"""Units that stand right behind the number, else they are letters of something else."""
_COUNTABLE = Pattern(
    rf"(?:(?:đồng|đ|{MAGNITUDES}|%|phần trăm|lần|lượt|buổi|suất|USD|VNĐ|VND|{any_of(UNITS)}|tấn|tạ|yến|lít|tiết|"
    rf"giờ|phút|ca|công|bao|chuyến)|\d(?:tr|k|K|tỷ|tỉ)\d{{0,3}}|\d[\d.,]*[^\W\d]{{0,3}}(?: [^\W\d]+){{0,3}}|"
    rf"\d[^\s/]{{0,4}}/[^\W\d]{{1,5}})\)? ?$"
)
_CHAINED = Pattern(rf"/ ?(?:{any_of(PER)}) ?$")
_WHOLE_BEFORE = Pattern(
    r"(?:dân số|tổng số|tổng|có|gồm|đạt|thu|chi|được|trồng|trên|hơn|gần|khoảng|là|diện tích):? $", re.IGNORECASE
)
_OWN_NUMBER = Pattern(
    rf"(?:số|{PLACES}|lớp|đội|{PERIODS}|{SECTIONS}|đợt|lần|thứ|tiêu chí|bão|kênh|hộ|[,;:]) $",
    re.IGNORECASE,
)
_TENSION = Pattern(r"(?:điện|lưới|ổ cắm|ắc quy|bình|nguồn)[^.\n]{0,30}$", re.IGNORECASE)
_OTHER_SIDE = Pattern(r" ?[xX×] ?\d")
_LONG = Pattern(r"(?:sâu|cao|dài|rộng|dày|ngập) $", re.IGNORECASE)
_LETTER_K = Pattern(r"(?:sóng|mạng|công nghệ|chuẩn|thông điệp|phim|tivi|màn hình|quy tắc|nguyên tắc) $", re.IGNORECASE)


def _shorthand(found: Found) -> str | None:
    """Money in short: "2tr5" => "hai triệu năm trăm nghìn"."""
    sign = found["sign"].lower()
    if found["sign"] == "K" and (len(found["amount"]) == 1 or _LETTER_K.search(found.before)):
        return None
    said = (
        f"{_amount(found['amount'], found)} {_NAMES[sign]}"
        if sign != "k"
        else f"{_amount(found['amount'], found)} {found.region.thousand}"
    )
    if not found["rest"]:
        return said
    lower = found.region.thousand if _LOWER[sign] == "nghìn" else _LOWER[sign]
    return f"{said} {cardinal(found['rest'].ljust(3, '0'), found.region)} {lower}".rstrip()


def _amount(text: str, found: Found) -> str:
    """A number with a unit: a full stop before one or two figures parts decimals there ("2.5 kg")."""
    if re.fullmatch(_DECIMAL, text):
        text = text.replace(".", ",")
    return number(text, found.region)


def _unit(found: Found) -> str | Said | None:
    """Unit: "37,5°C" => "ba mươi bảy phẩy năm độ xê"; "40 km/h" => "bốn mươi ki lô mét trên giờ"."""
    unit = found["unit"] or found["rate"]
    if found["gap"] and unit in _GLUED and not (unit == "V" and _TENSION.search(found.before)):
        return None
    said = f"{_amount(found['amount'], found)} {UNITS[unit]}"
    if UNITS[unit] == "đồng" and re.fullmatch(_DECIMAL, found["amount"]):
        return None  # "50.00 đ" is no half đồng
    if (
        unit == "g"
        and re.fullmatch(r"\d{1,2}", found["amount"])
        and not _WEIGHED.search(found.before)
        and int(found["amount"]) <= _HOURS
    ):
        return Said(said, Certainty.ASK, "có thể là gam, có thể là giờ")
    return f"{said} trên {RATE_DENOMINATORS[found['below']]}" if found["rate"] else said


def _noughted(found: Found) -> Said | None:
    """Degrees whose raised ring became a nought in a page: "nhiệt độ trên 150C" is no oven's."""
    if not _WARM.search(found.before):
        return None
    return Said(f"{found.cardinal('degrees')} độ xê", Certainty.ASK, "số 0 trước C được hiểu là dấu độ")


_WARM = Pattern(r"(?:nhiệt độ|trời|rét|lạnh|nóng|nắng|độ)\b[^.;\n]{0,40}$", re.IGNORECASE)
_HOURS = 24
_WEIGHED = Pattern(
    r"(?:uống|pha|liều|bón|phun|trộn|hòa|hoà|thuốc|muối|đường|nặng|gói|lượng|lọ|túi|chai|dùng|cân|kg|\dg)[^.;\n]{0,30}$",
    re.IGNORECASE,
)
"""What is weighed in grams."""


def _grouped_by_comma(found: Found) -> str:
    """Thousands with commas, as English writes them: "1,500,000 đồng"."""
    return f"{cardinal(found['grouped'].replace(',', ''), found.region)}{' đồng' if found['money'] else ''}"


def _thousands_of_money(found: Found) -> Said:
    """One comma before three figures of đồng: nobody counts thousandths of a đồng."""
    words = f"{cardinal(found['whole'] + found['rest'], found.region)}{' đồng' if found['money'] else ''}"
    return Said(words, Certainty.ASK, "dấu phẩy ở đây được hiểu là ngăn hàng nghìn")


def _spaced(found: Found) -> str:
    """Thousands with blanks: "1 500 000 đồng" => "một triệu năm trăm nghìn đồng"."""
    return cardinal(re.sub(r"\D", "", found["spaced"]), found.region)


def _without_a_stop(found: Found) -> Said:
    """Thousands of which a stop is missing: "2.045316.000đ"."""
    words = f"{cardinal(found['glued'].replace('.', ''), found.region)}{' đồng' if found['money'] else ''}"
    return Said(words, Certainty.ASK, "thiếu dấu chấm ngăn hàng nghìn")


def _odd_lengths(found: Found) -> Said | None:
    """Stops that part no thousands, "45.12.000 đồng": said as written, for nobody knows which figure is missing."""
    first, *groups = found["odd"].split(".")
    if all(len(group) == 3 for group in groups):  # noqa: PLR2004  # thousands
        return None
    said = [
        cardinal(first, found.region),
        *(cardinal(g, found.region) if re.fullmatch(r"[1-9]\d?", g) else digits(g) for g in groups),
    ]
    return Said(f"{' chấm '.join(said)} đồng", Certainty.ASK, "số tiền viết sai dấu chấm ngăn hàng nghìn")


def _spaced_once(found: Found) -> str | Said | None:
    """Thousands with one blank: "dân số 12 345 người"; after what may end in a number of its own they are two."""
    words = _spaced(found)
    if _WHOLE_BEFORE.search(found.before):
        return words
    told = not _OWN_NUMBER.search(found.before)
    return Said(words, Certainty.ASK, "dấu cách được hiểu là ngăn hàng nghìn") if told else None


def _before_amount(found: Found) -> str:
    """The sign of a money before the amount: "$100" => "một trăm đô la"."""
    return f"{_amount(found['amount'], found)} {UNITS[found['sign']]}"


def _height(found: Found) -> str | None:
    """Metres and centimetres: "1m65" => "một mét sáu mươi lăm"."""
    if found["rest"] in {"2", "3"} and not (_LONG.search(found.before) or _OTHER_SIDE.match(found.after)):
        return None
    rest = "rưỡi" if found["unit"] == "km" and found["rest"] == "5" else found.cardinal("rest")
    return f"{found.cardinal('whole')} {UNITS[found['unit']]} {rest}"


def _half_degree(found: Found) -> str:
    """Degrees and tenths: "38°5" => "ba mươi tám độ năm"."""
    return f"{found.cardinal('whole')} độ {digits(found['rest'])}"


_SIZED_BEFORE = Pattern(
    r"(?<!\w)(?:ảnh|kích thước|diện tích|khổ|cỡ|loại|rộng|dài|cao|sâu|cống|hố|ao|bể|tấm|biển|phù hiệu|mặt cắt|tiết diện|sân|nền|"
    r"=|:)(?: \S+)? ?\(?$",
    re.IGNORECASE,
)
"""Before what has sides: "ảnh 3x4"."""


def _dimensions(found: Found) -> str | Said:
    """Dimensions: "3x4 m" => "ba nhân bốn mét"."""
    said = []
    for side in re.split(r" ?[xX×*] ?", found["sides"]):
        match = re.match(rf"({_DECIMAL}|{NUMBER})(.*)", side)
        if match:
            unit = UNITS.get(match[2].strip(), match[2].strip())
            said.append(f"{_amount(match[1], found)} {unit}".strip())
    words = " nhân ".join(said)
    told = re.search(r"[^\W\dxX]", found["sides"]) or _SIZED_BEFORE.search(found.before) or re.match(r" ?=", found.after)
    return words if told else Said(words, Certainty.ASK, "hai số với dấu «x», chưa rõ là kích thước hay phép nhân")


def _area(found: Found) -> str | None:
    """Area or volume without a number: "giá một m2" => "giá một mét vuông"."""
    return UNITS.get(found["area"])


_COLUMN_BEFORE = {
    "m": Pattern(r"(?:dài|rộng|cao|sâu|mực nước|cự ly|khoảng cách|đường kính|khẩu độ|bán kính)[^\n()]{0,30}\($", re.IGNORECASE),
    "ha": Pattern(r"(?:diện tích|quy mô|gieo|cấy|trồng|rừng|đất)[^\n()]{0,30}\($", re.IGNORECASE),
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


_DAY_AFTER = Pattern(r" (?:\d{1,2}[/-]\d|mùng|mồng)")
_HOUR_BEFORE = Pattern(rf"\d ?(?:giờ|h|g)(?: ?\d\d)?(?: phút)? ?$|:\d\d ?$|(?:{DAY_PARTS}) ?$")


def _in_so_many(found: Found) -> str | None:
    """For so long: "kg/người/3 tháng" => "một người trong ba tháng", "1 lần/2 tuần" => "một lần trong hai tuần"."""
    return " trong " if _COUNTABLE.search(found.before) or _CHAINED.search(found.before) else None


def _per(found: Found) -> str | None:
    """Per: "đồng/người/tháng" => "đồng một người một tháng"."""
    before = found.before
    if _DAY_AFTER.match(found.after) and _HOUR_BEFORE.search(before):
        return found["per"]  # "7 giờ 30 / ngày 12/4"
    if not (_COUNTABLE.search(before) or _CHAINED.search(before)):
        return None
    name = found["per"]
    return f" một {PER_NAMES.get(name) or UNITS.get(name, name)}"


_AMOUNT_BEFORE = Pattern(rf"\d ?(?:{MONEY}|k|tr|triệu|triệu đồng|nghìn|nghìn đồng|ngàn đồng|{any_of(UNITS)}|lít|tấn|tạ|sào) ?$")
_COUNTED_IN_WORDS = Pattern(
    r"(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|ngàn|vạn|mỗi|từng|vài|mấy|trên|theo|bình quân) $",
    re.IGNORECASE,
)
_ALONE = [
    unit
    for unit, words in UNITS.items()
    if unit in {"km", "kg", "cm", "mm", "mg", "ml", "kWh", "kW", "kV", "kVA", "mmHg", "km2", "km²", "dB", "ppm"}
    or (words.endswith(" đồng") and " " not in unit)
]
"""Units that are no word of the language, so they may stand without a number."""

_MARKED = Pattern(r"(?:đội|thi|điểm|đạt|bài|môn|vòng|giám khảo|chấm)[^.;\n]{0,30}$|\d(?:đ|điểm)[,;][^.;\n]{1,20}$", re.IGNORECASE)
_PRICED = Pattern(r"(?:giá|tiền|phí|thu|mức|phạt|nộp|đóng|bán|mua|trả|hỗ trợ|ủng hộ|quỹ|\d ?[-–])[^.;\n]{0,30}$", re.IGNORECASE)


def _marks(found: Found) -> str | Said | None:
    """Marks: "Đội 1 được 9,5đ" => "Đội một được chín phẩy năm điểm"; less than a hundred đồng buys nothing."""
    words = f"{found.number('marks')} điểm"
    if _MARKED.search(found.before) or ("," in found["marks"] and not _PRICED.search(found.before)):
        return words
    return None if _PRICED.search(found.before) else Said(words, Certainty.ASK, "có thể là điểm, có thể là đồng")


RULES = (
    Rule(
        "people in short",
        Kind.NUMBER,
        _FIGURE,
        Pattern(r"(?P<people>\d{1,4}) ?ng(?= (?:dự|đi|họp|tham|trực|làm|ra|bị|mắc|có|không|ko|lao)(?!\w))"),
        lambda found: f"{found.cardinal('people')} người",
        ("mỗi hộ 1 ng dự", "mỗi hộ một người dự"),
        behind="n",
    ),
    Rule(
        "thousands with commas",
        Kind.NUMBER,
        _FIGURE,
        Pattern(rf"(?P<grouped>\d{{1,3}}(?:,\d{{3}}){{2,4}})(?![.,]?\d)(?P<money> ?(?:{MONEY}|vnđ)(?!\w))?(?!\w)"),
        _grouped_by_comma,
        ("1,500,000 đồng", "một triệu năm trăm nghìn đồng"),
        behind=",",
    ),
    Rule(
        "thousands of money",
        Kind.MONEY,
        _FIGURE,
        Pattern(
            rf"(?P<whole>[1-9]\d{{0,2}}),(?P<rest>000|\d00|\d{{3}}(?= (?:{PEOPLE}|con|cây|suất|gia đình)(?!\w)))"
            rf"(?:(?P<money> ?(?:{MONEY}|vnđ)(?!\w))|(?= (?:{PEOPLE}|con|cây|ha|suất|gia đình)(?!\w)))"
        ),
        _thousands_of_money,
        ("500,000 đồng", "năm trăm nghìn đồng"),
        behind=",",
    ),
    Rule(
        "thousandths of a million",
        Kind.NUMBER,
        _FIGURE,
        Pattern(r"(?P<amount>\d{1,3},\d{3})(?= triệu)"),
        lambda found: Said(found.number("amount"), Certainty.ASK, "dấu phẩy có thể là dấu ngăn hàng nghìn viết nhầm"),
        ("14,560 triệu đồng", "mười bốn phẩy năm sáu không triệu đồng"),
        behind=",",
    ),
    Rule(
        "thousands of milliards",
        Kind.NUMBER,
        _FIGURE,
        Pattern(r"(?P<amount>[1-9]\d?\.(?!000)\d{3})(?= ?(?:tỷ|tỉ)(?!\w))"),
        lambda found: Said(found.number("amount"), Certainty.ASK, "dấu chấm có thể là dấu phẩy viết nhầm"),
        ("đạt 9.751 tỷ", "đạt chín nghìn bảy trăm năm mươi mốt tỷ"),
        behind=".",
    ),
    Rule(
        "marks",
        Kind.NUMBER,
        _FIGURE,
        Pattern(r"(?P<marks>\d{1,2}(?:,\d{1,2})?)đ(?![\w/])"),
        _marks,
        ("Đội 1 được 9,5đ", "Đội một được chín phẩy năm điểm"),
        behind="đ,",
    ),
    Rule(
        "money in short",
        Kind.MONEY,
        _FIGURE,
        Pattern(
            rf"(?P<amount>{_DECIMAL}|{NUMBER})(?:(?P<sign>[kK]|tr(?!\.đ)|Tr(?!\.đ)|TR|tỷ|tỉ)(?P<rest>\d{{1,3}})?|"
            rf" (?P<sign2>tr)(?!\.đ))(?!\w)"
        ),
        lambda found: f"{_amount(found['amount'], found)} triệu" if found["sign2"] else _shorthand(found),
        ("2tr5", "hai triệu năm trăm nghìn"),
        behind=".,kKtT",
    ),
    Rule(
        "dimensions",
        Kind.NUMBER,
        _FIGURE,
        Pattern(
            rf"(?P<sides>(?:{_DECIMAL}|{NUMBER})(?: ?c?m)?(?: ?[xX×*] ?(?:{_DECIMAL}|{NUMBER})(?: ?{_UNIT})?){{1,3}})(?!\w|\.\d)"
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
        "nought for a degree",
        Kind.UNIT,
        _FIGURE,
        Pattern(r"(?P<degrees>[1-4]\d)0C(?!\w)"),
        _noughted,
        ("nhiệt độ trên 150C", "nhiệt độ trên mười lăm độ xê"),
        Certainty.ASK,
        behind="a",
    ),
    Rule(
        "unit",
        Kind.UNIT,
        _FIGURE,
        Pattern(
            rf"(?P<amount>{_DECIMAL}|{NUMBER})(?P<gap> ?)(?:(?P<rate>{any_of(RATES)})/(?P<below>{any_of(RATE_DENOMINATORS)})"
            rf"(?![\w²³])|(?P<unit>{any_of(UNITS)})(?![\w²³]|/[cC](?!\w))(?:(?<=đ) đồng(?!\w))?)"
        ),
        _unit,
        ("37,5°C", "ba mươi bảy phẩy năm độ xê"),
        behind=".,a°⁰℃$€₫",
    ),
    Rule(
        "thousands with blanks",
        Kind.NUMBER,
        _FIGURE,
        Pattern(r"(?P<spaced>[1-9]\d{0,2}(?: \d{3}){2,4}|[1-9]\d{0,2} [05]00)(?! ?\d|\w|[.,/]\d)"),
        _spaced,
        ("1 500 000 đồng", "một triệu năm trăm nghìn đồng"),
        behind="0",
    ),
    Rule(
        "thousands with one blank",
        Kind.NUMBER,
        _FIGURE,
        Pattern(
            r"(?P<spaced>[1-9]\d{0,2} \d{3})(?= (?:người|hộ|nhân khẩu|khẩu|đồng|đ|con|cây|lượt|m2|m²|ha|héc ta|kg|tấn)(?!\w))"
        ),
        _spaced_once,
        ("dân số 12 345 người", "dân số mười hai nghìn ba trăm bốn mươi lăm người"),
        behind="0",
    ),
    Rule(
        "thousands with a slip",
        Kind.NUMBER,
        _FIGURE,
        Pattern(r"(?P<spaced>[1-9]\d{0,2}(?: \.\d{3}|\. 000|\.\d{3}(?: \. ?|\. )000){1,3})(?![\w]|[.,/]\d)"),
        lambda found: Said(_spaced(found), Certainty.ASK, "có dấu cách thừa trong số"),
        ("5 .000 cây", "năm nghìn cây"),
        behind=".",
    ),
    Rule(
        "thousands without a stop",
        Kind.NUMBER,
        _FIGURE,
        Pattern(
            r"(?P<glued>[1-9]\d{0,2}(?:\.\d{3}){0,2}\.\d{6}(?:\.\d{3}){0,2}|[1-9]\d{3,5}(?:\.\d{3}){1,3}"
            rf"(?= ?(?:{MONEY})(?!\w)))(?P<money> ?(?:{MONEY})(?!\w))?(?!\w|[.,/]\d)"
        ),
        _without_a_stop,
        ("thu 2.045316.000đ", "thu hai tỷ không trăm bốn mươi lăm triệu ba trăm mười sáu nghìn đồng"),
        behind=".",
    ),
    Rule(
        "thousands of odd lengths",
        Kind.MONEY,
        _FIGURE,
        Pattern(rf"(?P<odd>\d{{1,4}}(?:\.\d{{1,5}}){{1,4}})(?P<money> ?(?:{MONEY})(?!\w))"),
        _odd_lengths,
        ("nộp 45.12.000 đồng", "nộp bốn mươi lăm chấm mười hai chấm không không không đồng"),
        behind=".",
    ),
    Rule(
        "sign before the amount",
        Kind.MONEY,
        (Begin.SIGN, Begin.CAPITAL),
        Pattern(rf"(?P<sign>US\$|\$|€|USD|EUR) ?(?P<amount>{_DECIMAL}|{NUMBER})(?!\w|[.,]\d)"),
        _before_amount,
        ("$100", "một trăm đô la"),
        first="$€UE",
    ),
    Rule(
        "unit alone",
        Kind.UNIT,
        (Begin.SMALL, Begin.CAPITAL),
        Pattern(
            rf"(?P<unit>{any_of(_ALONE)})(?![^\W\d]|[²³]|(?<=km)(?:\d| ?\d{{1,4}} ?\+ ?\d)|/(?!(?:{any_of(PER)})(?!\w))|\.\w)"
        ),
        lambda found: UNITS[found["unit"]],
        ("tính theo kg", "tính theo ki lô gam"),
        first=initials(_ALONE),
    ),
    Rule(
        "hectare",
        Kind.UNIT,
        (Begin.SMALL,),
        Pattern(r"ha(?!\w)"),
        lambda found: UNITS["ha"] if _COUNTED_IN_WORDS.search(found.before) else None,
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
    Rule(
        "per",
        Kind.UNIT,
        _SIGN,
        Pattern(rf" ?/ ?(?P<per>{any_of(PER)})(?![\w²³]|\.\w)"),
        _per,
        ("đồng/người/tháng", "đồng một người một tháng"),
        first="/",
    ),
    Rule(
        "in so many",
        Kind.UNIT,
        _SIGN,
        Pattern(rf" ?/ ?(?=\d{{1,2}} (?:{PERIODS}|đêm|vụ|phút)(?!\w))"),
        _in_so_many,
        ("1 lần/2 tuần", "một lần trong hai tuần"),
        first="/",
    ),
    Rule(
        "amount for each",
        Kind.UNIT,
        _SIGN,
        Pattern(rf" ?/ ?(?=[{LOWER}]|[{UPPER}]{{1,6}}(?!\w))"),
        lambda found: " một " if _AMOUNT_BEFORE.search(found.before) else None,
        ("20.000 đồng/vòng hoa", "hai mươi nghìn đồng một vòng hoa"),
        first="/",
    ),
    Rule(
        "money of a column",
        Kind.MONEY,
        (Begin.SMALL,),
        Pattern(
            rf"đ(?=/(?:{any_of(PER)})(?!\w))|"
            r"(?:(?<=\dtr )|(?<=\d tr )|(?<=tỷ )|(?<=tỉ )|(?<=triệu )|(?<=nghìn ))đ(?!\w)"
        ),
        lambda _found: "đồng",
        ("(đ/kg)", "đồng một ki lô gam"),
        first="đ",
    ),
)
