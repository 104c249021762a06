"""What names a person, a card, an account, a vehicle: said sign by sign."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import cardinal, digits, spell
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule, Said
from app.reading.tables.abbreviations import ABBREVIATIONS
from app.reading.tables.ambiguous import AMBIGUOUS
from app.reading.tables.classes import UPPER

_FIGURE, _CAPITAL = (Begin.FIGURE,), (Begin.CAPITAL,)
_IDENTIFIER = Words(
    r"(?:CCCD|CMND|CMT|căn cước|tài khoản|STK|TK|mã số|MST|mã hộ|mã|sổ|thẻ|định danh|BHXH|BHYT|hộ chiếu|số seri|seri|sê ri|"
    r"hồ sơ|biên lai|GCN(?: ?QSDĐ)?|"
    r"giấy phép|số hiệu|ký hiệu|khách hàng|công tơ|số khung|số máy|phát hành|giấy chứng nhận|hóa đơn|vận đơn|bưu phẩm|"
    r"OTP|mật khẩu|PIN|pin|SBD|số báo danh)"
    r"(?: (?:công dân|cá nhân|số|hộ|thuế|BHXH|BHYT|gia đình|khách hàng|hồ sơ|đất|bảo hiểm|y tế|xã hội|của (?:ông|bà)|là|"
    r"QSDĐ|QHNS|quan hệ ngân sách|có|wifi|NVH|đăng nhập|VNeID|Zalo)){0,4} ?:? ?$"
)
_YEARS = Pattern(r" (?:19|20)\d\d(?:[ .-](?:19|20)\d\d)?$")
_YEAR = Pattern(r"(?:19|20)\d\d")
_DATE = Pattern(r"\d{1,2}([.-])\d{1,2}\1\d{4}")
_SHORT = 3
_COUNTED = 4
"""Figures that a count may have behind letters."""
_LETTERS = 2
"""Of a series, as on plates and papers; more are words in short."""


def _identifier(found: Found) -> str | None:
    """Identifier: "CCCD 036085001234" => digit by digit."""
    figures = re.sub(r"\D", "", found[0])
    if _DATE.fullmatch(found[0]):
        return None
    if not _YEAR.fullmatch(found[0]) and _IDENTIFIER.search(found.before):
        return _signs(found[0]) if len(figures) > _SHORT else None
    groups = found[0].split()
    if len(figures) >= 10 and len(groups) > 2 and any(len(group) > 3 for group in groups):  # noqa: PLR2004  # no thousands
        return digits(figures)
    whole = found[0] == figures
    sure = whole and (len(figures) >= 10 or (figures.startswith("0") and len(figures) >= 4))  # noqa: PLR2004  # longer than any count
    return digits(figures) if sure else None


def _signs(code: str) -> str:
    """Sign by sign, blanks and stops left out."""
    pieces = re.findall(r"\d+|[^\W\d_]+|[/-]", code)
    said = [digits(p) if p.isdecimal() else {"-": "gạch ngang", "/": "xuyệt"}.get(p) or spell(p) for p in pieces]
    return " ".join(said)


def _lettered(found: Found) -> str | Said | None:
    """An identifier with letters: "GD 4 36 3620412345" => "giê dê bốn ba sáu …"."""
    figures = re.sub(r"\D", "", found[0])
    letters = re.match(r"[^\W\d]*", found[0])
    announced = bool(_IDENTIFIER.search(found.before)) or found.before.endswith("ố ")
    short = letters[0] if letters else ""
    is_word = short in ABBREVIATIONS or (short in AMBIGUOUS and not announced)
    is_apart = len(short) < len(found[0]) and found[0][len(short)] == " "
    if is_word and (len(short) > _LETTERS or is_apart):
        return None  # a word of its own
    if re.fullmatch(r"[A-ZĐ]+ \d{1,3}(?:\.\d{3})+", found[0]) and not announced:
        return None  # a number with its thousands
    if _YEARS.search(found[0]):
        return None
    if len(figures) <= _COUNTED and not (announced and len(figures) > _SHORT):
        return None
    unknown = len(short) > _LETTERS and is_apart  # "SBD 120345": it may be words in short
    said = _signs(found[0])
    return Said(said, Certainty.ASK, "chữ viết tắt chưa biết trước một dãy số") if unknown else said


def _plate(found: Found) -> str:
    """Plate: "18A-123.45" => "mười tám a một hai ba bốn năm"."""
    series = " ".join(spell(sign) if sign.isalpha() else cardinal(sign, found.region) for sign in found["series"])
    return f"{found.cardinal('province')} {series} {digits(found['number'].replace('.', ''))}"


RULES = (
    Rule(
        "plate",
        Kind.IDENTIFIER,
        _FIGURE,
        Pattern(
            rf"(?P<province>\d\d)(?:-?(?P<series>[{UPPER}]{{1,2}}\d?) ?[-– ] ?(?P<number>\d{{3}}\.?\d{{2}}|\d{{4}}))(?![\w])"
        ),
        _plate,
        ("18A-123.45", "mười tám a một hai ba bốn năm"),
        behind="-a",
    ),
    Rule(
        "identifier",
        Kind.IDENTIFIER,
        _FIGURE,
        Pattern(r"\d{2,20}(?:[ .-]\d{1,8}){1,6}(?![\w/]|[.,]\d)|\d{4,20}(?![\w/]|[.,]\d)"),
        _identifier,
        ("CCCD 036085001234", "căn cước công dân không ba sáu không tám năm không không một hai ba bốn"),
    ),
    Rule(
        "identifier with letters",
        Kind.IDENTIFIER,
        (Begin.CAPITAL, Begin.FIGURE),
        Pattern(
            r"[A-ZĐ]{1,4}[- ]?\d{1,12}(?:[ .-]\d{1,12}){0,5}(?![\w]|[.,]\d)"
            r"|[A-ZĐ](?:-[A-ZĐ]{1,5})?-\d{4,8}(?:-[A-ZĐ]{1,4})?(?!\w)|(?:\d{3}\.\d\d\.\d\d\.)?[A-Z]\d\d(?:\.\d{1,3}){0,2}-\d{6}-\d{4}"
        ),
        _lettered,
        ("thẻ GD 4 36 3620412345", "thẻ giê dê bốn ba sáu ba sáu hai không bốn một hai ba bốn năm"),
        behind="-0.",
    ),
)
