"""Money in its short forms, and thousands with commas."""

from app.reading.model import Certainty, Kind
from app.reading.numbers import cardinal
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule, Said
from app.reading.rules.units import DECIMAL, amount
from app.reading.tables.classes import MONEY, NUMBER, PEOPLE
from app.reading.tables.units import UNITS

_FIGURE = (Begin.FIGURE,)
_NAMES = {"k": "nghìn", "tr": "triệu", "tỷ": "tỷ", "tỉ": "tỷ", "tỏi": "tỷ"}
_LOWER = {"k": "", "tr": "nghìn", "tỷ": "triệu", "tỉ": "triệu", "tỏi": "triệu"}
_LETTER_K = Words(r"(?:sóng|mạng|công nghệ|chuẩn|thông điệp|phim|tivi|màn hình|quy tắc|nguyên tắc) $")
_FIVE_K = Words(
    r"(?:thông điệp|quy tắc|nguyên tắc|biện pháp|quy định|khẩu hiệu|yêu cầu|chấp hành|tuân thủ|thực hiện)"
    r"(?: tốt| đúng| đủ| nghiêm| nghiêm túc| đầy đủ)? $"
)
"""Before the five rules of an epidemic, in small letters too."""


def _mixed(found: Found) -> Said:
    """Thousands that a comma parts here and a stop there: "13,200.000đ"."""
    money = found["money"]
    unit = f" {UNITS.get(money, money)}" if money else ""
    words = cardinal(found["mixed"].replace(",", "").replace(".", ""), found.region)
    return Said(f"{words}{unit}", Certainty.ASK, "dấu phẩy và dấu chấm trong số tiền không giống nhau")


def _shorthand(found: Found) -> str | None:
    """Money in short: "2tr5" => "hai triệu năm trăm nghìn"."""
    sign = found["sign"].lower()
    if found["sign"] == "K" and (len(found["amount"]) == 1 or _LETTER_K.search(found.before)):
        return None
    if found["amount"] == "5" and sign == "k" and _FIVE_K.search(found.before):
        return None
    said = (
        f"{amount(found['amount'], found)} {_NAMES[sign]}"
        if sign != "k"
        else f"{amount(found['amount'], found)} {found.region.thousand}"
    )
    if not found["rest"]:
        return said
    lower = found.region.thousand if _LOWER[sign] == "nghìn" else _LOWER[sign]
    return f"{said} {cardinal(found['rest'].ljust(3, '0'), found.region)} {lower}".rstrip()


def _grouped_by_comma(found: Found) -> str:
    """Thousands with commas, as English writes them: "1,500,000 đồng"."""
    return f"{cardinal(found['grouped'].replace(',', ''), found.region)}{' đồng' if found['money'] else ''}"


def _thousands_of_money(found: Found) -> Said:
    """One comma before three figures of đồng: nobody counts thousandths of a đồng."""
    words = f"{cardinal(found['whole'] + found['rest'], found.region)}{' đồng' if found['money'] else ''}"
    return Said(words, Certainty.ASK, "dấu phẩy ở đây được hiểu là ngăn hàng nghìn")


def _before_amount(found: Found) -> str:
    """The sign of a money before the amount: "$100" => "một trăm đô la"."""
    return f"{amount(found['amount'], found)} {UNITS[found['sign']]}"


_COMPETED = r"(?:đội|thi|điểm|đạt|bài|môn|vòng|giám khảo|chấm)[^.;\n]{0,30}$"
_JUDGED = Words(_COMPETED)
_MARKED = Words(rf"{_COMPETED}|\d(?:đ|điểm)[,;][^.;\n]{{1,20}}$")
_PRICED = Words(r"(?:giá|tiền|phí|thu|mức|phạt|nộp|đóng|bán|mua|trả|hỗ trợ|ủng hộ|quỹ|\d ?[-–])[^.;\n]{0,30}$")


def _marks(found: Found) -> str | Said | None:
    """Marks: "Đội 1 được 9,5đ" => "Đội một được chín phẩy năm điểm"; less than a hundred đồng buys nothing."""
    words = f"{found.number('marks')} điểm"
    if found["marks"] == "0" and not _JUDGED.search(found.before):
        return None  # what is free: "học phí: 0đ"
    if _MARKED.search(found.before) or ("," in found["marks"] and not _PRICED.search(found.before)):
        return words
    return None if _PRICED.search(found.before) else Said(words, Certainty.ASK, "có thể là điểm, có thể là đồng")


RULES = (
    Rule(
        "thousands of two signs",
        Kind.MONEY,
        _FIGURE,
        Pattern(
            r"(?P<mixed>[1-9]\d{0,2}(?:(?:,\d{3}){1,3}(?:\.\d{3}){1,3}|"
            rf"(?:\.\d{{3}}){{1,3}},000(?= ?(?:{MONEY})(?!\w))))"
            rf"(?: ?(?P<money>{MONEY})(?!\w))?(?![\w/]|[.,]\d)"
        ),
        _mixed,
        ("thu 13,200.000đ", "thu mười ba triệu hai trăm nghìn đồng"),
        Certainty.ASK,
        behind=".,",
    ),
    Rule(
        "mark before the money",
        Kind.MONEY,
        _FIGURE,
        Pattern(r"(?P<amount>\d{1,3}(?:\.\d{3})+)[.,]đ(?![\w/])"),
        lambda found: f"{found.number('amount')} đồng",
        ("nộp 500.000.đ", "nộp năm trăm nghìn đồng"),
        behind=".",
    ),
    Rule(
        "thousands by a letter",
        Kind.MONEY,
        _FIGURE,
        Pattern(r"(?P<amount>\d{2,3})n(?!\w|[./])"),
        lambda found: Said(f"{found.cardinal('amount')} {found.region.thousand}", Certainty.ASK, "chữ «n» được hiểu là nghìn"),
        ("mỗi hộ 500n", "mỗi hộ năm trăm nghìn"),
        Certainty.ASK,
        behind="n",
    ),
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
            rf"(?P<whole>[1-9]\d{{0,2}}),(?P<rest>000|\d00|\d{{3}}(?= ?(?:{MONEY})/)|"
            rf"\d{{3}}(?= (?:{PEOPLE}|con|cây|suất|gia đình)(?!\w)))"
            rf"(?:(?P<money> ?(?:{MONEY}|vnđ)(?!\w))|(?= (?:{PEOPLE}|con|cây|ha|suất|gia đình)(?!\w)))"
        ),
        _thousands_of_money,
        ("500,000 đồng", "năm trăm nghìn đồng"),
        behind=",",
    ),
    Rule(
        "thousandths",
        Kind.NUMBER,
        _FIGURE,
        Pattern(r"(?P<amount>[1-9]\d{0,2},\d{3})(?= (?:triệu|tấn|tạ|sào|lít|mét|héc ta)(?!\w))"),
        lambda found: Said(found.number("amount"), Certainty.ASK, "dấu phẩy có thể là dấu ngăn hàng nghìn viết nhầm"),
        ("14,560 triệu đồng", "mười bốn phẩy năm sáu không triệu đồng"),
        behind=",",
    ),
    Rule(
        "thousands of milliards",
        Kind.NUMBER,
        _FIGURE,
        Pattern(r"(?P<amount>[1-9]\d?\.(?!000)\d{3})(?= ?(?:tỷ|tỉ|ki lô mét)(?!\w))"),
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
            rf"(?P<amount>{DECIMAL}|{NUMBER})(?:(?P<sign>[kK]|tr(?!\.đ)|Tr(?!\.đ)|TR|tỷ|tỉ)(?P<rest>\d{{1,3}})?|"
            rf" (?P<sign2>tr)(?!\.đ))(?!\w)"
        ),
        lambda found: f"{amount(found['amount'], found)} triệu" if found["sign2"] else _shorthand(found),
        ("2tr5", "hai triệu năm trăm nghìn"),
        behind=".,kKtT",
    ),
    Rule(
        "sign before the amount",
        Kind.MONEY,
        (Begin.SIGN, Begin.CAPITAL),
        Pattern(rf"(?P<sign>US\$|\$|€|USD|EUR) ?(?P<amount>{DECIMAL}|{NUMBER})(?!\w|[.,]\d)"),
        _before_amount,
        ("$100", "một trăm đô la"),
        first="$€UE",
    ),
)
