"""What is so much for each: a stroke between an amount and what it is for."""

from app.reading.model import Certainty, Kind
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule, Said
from app.reading.tables.classes import DAY_PARTS, LOWER, MAGNITUDES, MONEY, PERIODS, UPPER, any_of
from app.reading.tables.units import PER, PER_NAMES, UNITS

_SIGN = (Begin.SIGN,)
_COUNTABLE = Pattern(
    rf"(?:(?<![^\W\d])(?:[đĐ]ồng|ĐỒNG|đ|{MAGNITUDES}|%|phần trăm|lần|lượt|buổi|suất|USD|VNĐ|VND|{any_of(UNITS)}|tấn|tạ|yến|lít|"
    rf"tiết|giờ|phút|ca|công|bao|chuyến)|\d(?:tr|k|K|tỷ|tỉ)\d{{0,3}}|\d[\d.,]*[^\W\d]{{0,3}}(?: [^\W\d]+){{0,3}}|"
    rf"\d[^\s/]{{0,4}}/[^\W\d]{{1,5}})\)? ?$"
)
_CHAIN = Pattern(rf"(?: ?/ ?(?:{any_of(PER)}))+ ?$")


_DAY_AFTER = Pattern(r" (?:\d{1,2}[/-]\d|mùng|mồng)")
_HOUR_BEFORE = Pattern(rf"\d ?(?:giờ|h|g)(?: ?\d\d)?(?: phút)? ?$|:\d\d ?$|(?:{DAY_PARTS}) ?$")


def _before_chain(before: str) -> str:
    """What a chain of measures begins with: "5kg" of "5kg/người"; "thôn/bản" is none."""
    chain = _CHAIN.search(before)
    return before[: chain.start()] if chain else before


def _in_so_many(found: Found) -> str | None:
    """For so long: "kg/người/3 tháng" => "một người trong ba tháng", "1 lần/2 tuần" => "một lần trong hai tuần"."""
    return " trong " if _COUNTABLE.search(_before_chain(found.before)) else None


_SAME_NUMBERED = Pattern(r"(?<!\w)(?P<name>[^\W\d]+) ?\d{1,3} ?$")
_NUMBER_AFTER = Pattern(r" ?\d")


def _per(found: Found) -> str | Said | None:
    """Per: "đồng/người/tháng" => "đồng một người một tháng"; two of a kind are none for each other: "mũi 2/mũi 3"."""
    before = found.before
    same = _SAME_NUMBERED.search(before) if _NUMBER_AFTER.match(found.after) else None
    name = found["per"]
    said = PER_NAMES.get(name) or UNITS.get(name, name)
    if same and same["name"].lower() == name.lower():
        return Said(f" hoặc {said}", Certainty.ASK, "dấu gạch chéo có thể là «hoặc», «và», «trên một»")
    if _DAY_AFTER.match(found.after) and _HOUR_BEFORE.search(before):
        return found["per"]  # "7 giờ 30 / ngày 12/4"
    if not _COUNTABLE.search(_before_chain(before)):
        return None
    return f" một {said}"


_MONEY_BEFORE = Pattern(rf"\d ?(?:(?:{MAGNITUDES}) )?(?:{MONEY}) ?$|\d ?(?:{MAGNITUDES}|tr) ?$")


def _for_so_many(found: Found) -> Said | None:
    """Money and those who get it: "3,2 tỷ đồng/410 hộ" => "ba phẩy hai tỷ đồng cho bốn trăm mười hộ"."""
    if not _MONEY_BEFORE.search(found.before):
        return None
    return Said(" cho ", Certainty.ASK, "dấu gạch chéo giữa số tiền và số người, số việc")


_AMOUNT_BEFORE = Pattern(rf"\d ?(?:{MONEY}|k|tr|triệu|triệu đồng|nghìn|nghìn đồng|ngàn đồng|{any_of(UNITS)}|lít|tấn|tạ|sào) ?$")


_PLANT = "bông|bắp|hàng|khóm|cây|cành|buồng|chùm|dảnh|hạt|quả|lá|gié|ổ|lứa|nái"
_NUMBER_OF = Words(r"(?<!\w)số (?:hàng )?[^\W\d]+ ?$")
"""What is counted on a part of a plant, or for a sow: "số hạt/bông", "số hàng hạt/bắp"."""


RULES = (
    Rule(
        "number on each",
        Kind.UNIT,
        _SIGN,
        Pattern(rf"/ ?(?P<on>{_PLANT})(?!\w)"),
        lambda found: f" trên một {found['on']}" if _NUMBER_OF.search(found.before) else None,
        ("số hạt/bông", "số hạt trên một bông"),
        first="/",
    ),
    Rule(
        "per",
        Kind.UNIT,
        _SIGN,
        Pattern(rf" ?/ ?(?P<per>{any_of(PER)})(?![\w²³]|\.(?![{UPPER}][{LOWER}])\w)"),
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
        "money for so many",
        Kind.UNIT,
        _SIGN,
        Pattern(rf" ?/ ?(?=(?!1 )\d[\d.]{{0,9}} (?!(?:{MAGNITUDES}|{MONEY}|{PERIODS})(?!\w))[{LOWER}]{{2}})"),
        _for_so_many,
        ("vay 3,2 tỷ đồng/410 hộ", "vay ba phẩy hai tỷ đồng cho bốn trăm mười hộ"),
        Certainty.ASK,
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
