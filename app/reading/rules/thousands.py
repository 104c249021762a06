"""Thousands parted by blanks, with a slip, without a stop; read once no unit has taken the number."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import cardinal, digits, number
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule, Said
from app.reading.tables.classes import MAGNITUDES, MONEY, PERIODS, PLACES, SECTIONS

_FIGURE = (Begin.FIGURE,)
_WHOLE_BEFORE = Words(r"(?:dân số|tổng số|tổng|có|gồm|đạt|thu|chi|được|trồng|trên|hơn|gần|khoảng|là|diện tích):? $")
_OWN_NUMBER = Words(rf"(?:số|{PLACES}|lớp|đội|{PERIODS}|{SECTIONS}|đợt|lần|thứ|tiêu chí|bão|kênh|hộ|[,;:]) $")


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


def _one_stop_too_many(found: Found) -> Said | None:
    """A full stop behind thousands where a comma belongs, "12.345.6": said as it is written, and asked about."""
    if _OWN_NUMBER.search(found.before):
        return None  # "mục 2.100.3"
    words = f"{number(found['whole'], found.region)} chấm {digits(found['rest'])}"
    return Said(words, Certainty.ASK, "dấu chấm có thể là dấu phẩy, hoặc thiếu chữ số")


def _english(found: Found) -> Said:
    """Thousands with commas and decimals with a stop, as English writes them: "1,234.56"."""
    words = number(found["whole"].replace(",", "") + "," + found["rest"], found.region)
    return Said(words, Certainty.ASK, "dấu phẩy được hiểu là ngăn hàng nghìn, dấu chấm là dấu phẩy")


def _three_decimals(found: Found) -> Said:
    """One comma before three figures of nothing named, "3,000": thousands where they are noughts, else decimals."""
    if _RANGE_BEFORE.search(found.before):
        return _between_thousands(found)
    whole, _, rest = found["amount"].partition(",")
    words = cardinal(whole + rest, found.region) if rest == "000" else found.number("amount")
    return Said(words, Certainty.ASK, "dấu phẩy có thể ngăn hàng nghìn, có thể ngăn số lẻ")


_PRICED_BEFORE = Words(r"(?<!\w)(?:giá|mức|bán|mua)(?!\w)[^.;\n]{0,40}$")
_RANGE_BEFORE = Pattern(r"(?<!\d)[1-9]\d{0,2},\d{3} ?[-–] ?$")
_MONEY_AFTER = Pattern(rf"[\d,–\- ]{{0,12}}(?:{MONEY})(?!\w)")


def _between_thousands(found: Found) -> Said:
    """An end of a range of three figures behind a comma: of a price both are thousands, "giá 5,550 - 5,600"."""
    priced = _PRICED_BEFORE.search(found.before) or _MONEY_AFTER.match(found.after)
    words = cardinal(found["amount"].replace(",", ""), found.region) if priced else found.number("amount")
    return Said(words, Certainty.ASK, "dấu phẩy có thể ngăn hàng nghìn, có thể ngăn số lẻ")


def _spaced_once(found: Found) -> str | Said | None:
    """Thousands with one blank: "dân số 12 345 người"; after what may end in a number of its own they are two."""
    words = _spaced(found)
    if _WHOLE_BEFORE.search(found.before):
        return words
    told = not _OWN_NUMBER.search(found.before)
    return Said(words, Certainty.ASK, "dấu cách được hiểu là ngăn hàng nghìn") if told else None


_ON_AVERAGE = Words(r"(?:bình quân|trung bình|khoảng|tương đương|mức|là|đạt) $")


_IN_PARTS_TOO = Pattern(r" (?:lá|ngày|buổi)")
"""What is counted in parts too: "3,5 ngày"."""


_END_OF_SPAN = Pattern(r"\d ?[-–] ?$")
"""The second of two numbers is one: "4-4,5 lá"."""


def _of_people(found: Found) -> Said | None:
    """So many people and a part of one: "Đi 5,6 người" may be five or six, and so may "5,6 lá" where one follows the other."""
    one, _, other = found["amount"].partition(",")
    if (
        _END_OF_SPAN.search(found.before)
        or _ON_AVERAGE.search(found.before)
        or (_IN_PARTS_TOO.match(found.after) and int(other) != int(one) + 1)
    ):
        return None
    return Said(found.number("amount"), Certainty.ASK, "dấu phẩy có thể ngăn hai số riêng")


RULES = (
    Rule(
        "decimals of people",
        Kind.NUMBER,
        _FIGURE,
        Pattern(r"(?P<amount>[1-9]\d?,[1-9]\d?)(?= (?:người|hộ|em|cháu|đồng chí|con|suất|cây|thôn|xóm|lá|ngày|buổi)(?![\w/]))"),
        _of_people,
        ("Đi 5,6 người", "Đi năm phẩy sáu người"),
        Certainty.ASK,
        behind=",",
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
        Pattern(
            r"(?P<spaced>[1-9]\d{0,2}(?:(?: \.\d{3}|\. 000|\.\d{3}(?: \. ?|\. )000){1,3}|(?:\.\d{3}){1,3}(?: 000){1,2}))"
            r"(?![\w]|[.,/]\d)"
        ),
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
        "one stop too many",
        Kind.NUMBER,
        _FIGURE,
        Pattern(r"(?P<whole>[1-9]\d{0,2}(?:\.\d{3})+)\.(?P<rest>\d{1,2})(?![\w/]|[.,]\d)"),
        _one_stop_too_many,
        ("thu 12.345.6", "thu mười hai nghìn ba trăm bốn mươi lăm chấm sáu"),
        Certainty.ASK,
        behind=".",
    ),
    Rule(
        "English decimals",
        Kind.NUMBER,
        _FIGURE,
        Pattern(r"(?P<whole>[1-9]\d{0,2}(?:,\d{3})+)\.(?P<rest>\d{1,2})(?![\w/]|[.,]\d)"),
        _english,
        ("rộng 1,234.56 mét", "rộng một nghìn hai trăm ba mươi tư phẩy năm mươi sáu mét"),
        Certainty.ASK,
        behind=",",
    ),
    Rule(
        "range of three decimals",
        Kind.NUMBER,
        _FIGURE,
        Pattern(r"(?P<amount>[1-9]\d{0,2},\d{3})(?= ?[-–] ?[1-9]\d{0,2},\d{3}(?!\d|[.,]\d))"),
        _between_thousands,
        ("giá 5,550-5,600", "giá năm nghìn năm trăm năm mươi đến năm nghìn sáu trăm"),
        Certainty.ASK,
        behind=",",
    ),
    Rule(
        "three decimals",
        Kind.NUMBER,
        _FIGURE,
        Pattern(rf"(?P<amount>[1-9]\d{{0,2}},\d{{3}})(?! ?(?:%|{MAGNITUDES})(?!\w)|[\w/]|[.,-]\d| ?[-–] ?\d)"),
        _three_decimals,
        ("còn 12,345", "còn mười hai phẩy ba bốn năm"),
        Certainty.ASK,
        behind=",",
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
)
