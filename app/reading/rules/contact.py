"""Ways to reach someone, and what names a person, a card, an account, a vehicle: phones, addresses, identifiers."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import cardinal, digits, spell
from app.reading.pattern import Pattern
from app.reading.rules.rule import Begin, Found, Rule
from app.reading.syllables import parted
from app.reading.tables.abbreviations import ABBREVIATIONS
from app.reading.tables.ambiguous import AMBIGUOUS
from app.reading.tables.classes import MAGNITUDES, MONEY, PEOPLE, PHONES, UPPER
from app.reading.tables.foreign import KEPT, LABELS, RESPELLED
from app.reading.tables.shorthand import PHRASES

_FIGURE, _SIGN, _CAPITAL = (Begin.FIGURE,), (Begin.SIGN,), (Begin.CAPITAL,)
_NOT_MONEY = rf"(?! ?(?:{MONEY}|{MAGNITUDES}|m2|m²|ha|kg|m3)(?!\w))"
_CALL = Pattern(
    (
        rf"(?:{PHONES}|cứu nạn|cứu hỏa|cứu hoả|cấp cứu|công an|đt|sđt|báo cháy|phím|báo tin|báo ngay|báo cho|báo về|"
        rf"nhắn tin|đầu số|máy trực|quay số|bấm|trực ban)[^\n]{{0,40}}$"
    ),
    re.IGNORECASE,
)
_LOCAL = Pattern(
    rf"(?:{PHONES}|máy|trực|LH|tel|đ/t|zalo)(?: số)? ?[:.]? ?$",
    re.IGNORECASE,
)
_FULL = r"0\d(?:[ .-]?\d){7,9}"
_BEFORE_OTHER = Pattern(rf"(?<!\d){_FULL} ?/ ?$")
_EXTENSION = Pattern(
    r"(?:máy lẻ|số lẻ|(?<!đẻ )(?<!chi )(?<!cành )nhánh|ext\.?|gửi|đầu số|phím|nhắn tin(?: (?:đến|tới|gửi))?|soạn tin gửi) ?:? ?$",
    re.IGNORECASE,
)
_AT_HAND = 30
"""Characters before a number in which the words are that make it one to dial; a search costs what it looks through."""
_NEXT_TO_PHONE = Pattern(
    rf"(?<!\d)(?:{_FULL}|(?:gọi|tổng đài|hotline|đường dây nóng|ĐT|điện thoại)(?: số)?:? (?:1\d\d ?[/,] ?){{0,5}}1\d\d) ?$",
    re.IGNORECASE,
)
_COUNTED = Pattern(
    rf" (?:{PEOPLE}|công dân|trường hợp|xã|thôn|đồng chí|cây|lần|vụ|ngày|{MAGNITUDES}|đồng|m|km|kg|ha|%|suất|"
    r"phần|hồ sơ|tổ|nhân khẩu|trẻ)(?!\w)"
)
_IDENTIFIER = Pattern(
    r"(?:CCCD|CMND|CMT|căn cước|tài khoản|STK|TK|mã số|MST|mã hộ|mã|sổ|thẻ|định danh|BHXH|BHYT|hộ chiếu|số seri|seri|sê ri|"
    r"hồ sơ|biên lai|GCN(?: ?QSDĐ)?|"
    r"giấy phép|số hiệu|ký hiệu|khách hàng|công tơ|số khung|số máy|phát hành|giấy chứng nhận|hóa đơn|vận đơn|bưu phẩm|"
    r"OTP|mật khẩu|PIN|pin)"
    r"(?: (?:công dân|cá nhân|số|hộ|thuế|BHXH|BHYT|gia đình|khách hàng|hồ sơ|đất|bảo hiểm|y tế|xã hội|của (?:ông|bà)|là|"
    r"QSDĐ|có|wifi|NVH|đăng nhập|VNeID|Zalo)){0,4} ?:? ?$",
    re.IGNORECASE,
)
_YEARS = Pattern(r" (?:19|20)\d\d(?:[ .-](?:19|20)\d\d)?$")
_YEAR = Pattern(r"(?:19|20)\d\d")
_DATE = Pattern(r"\d{1,2}([.-])\d{1,2}\1\d{4}")
_ADDRESS_SIGNS = {
    ".": "chấm", "@": "a còng", "/": "xuyệt", "-": "gạch ngang", "_": "gạch dưới", "?": "hỏi", "=": "bằng", "&": "và",
    ":": "hai chấm", "#": "thăng", "%": "phần trăm", "+": "cộng", "~": "ngã",
}  # fmt: skip
_SHORT = 3
_VOWEL = Pattern(r"[aeiouy]")


def _by_groups(written: str) -> str:
    """Figures one by one, a pause between the groups they are written in."""
    return ", ".join(digits(group) for group in re.findall(r"\d\D?\d+", re.sub(r"(?<!\d)(\d)\D(?=\d)", r"\1", written)))


def _phone(found: Found) -> str | None:
    """Phone: "0912.345.067" => "không chín một hai, ba bốn năm, không sáu bảy": group by group, as it is written."""
    return _by_groups(found[0])


def _phone_abroad(found: Found) -> str:
    """Phone with the country's code: "+84 912 345 678"."""
    return ("cộng " if "+" in found[0] else "") + digits(re.sub(r"\D", "", found[0]))


def _local(found: Found) -> str | None:
    return _by_groups(found[0]) if _LOCAL.search(found.before) else None


def _hotline(found: Found) -> str | None:
    """Hotline: "gọi 114" => "gọi một một bốn"; so many people are counted."""
    if _COUNTED.match(found.after) or not _CALL.search(found.before):
        return None
    return digits(found[0])


def _extension(found: Found) -> str | None:
    """An extension, or a number to send a message to: "máy lẻ 102"; "gửi 12 công văn" counts."""
    counted = found.before.lower().endswith("gửi ") and len(found[0]) < _SHORT
    return digits(found[0]) if _EXTENSION.search(found.before[-_AT_HAND:]) and not counted else None


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


def _lettered(found: Found) -> str | None:
    """An identifier with letters: "GD 4 36 3620412345" => "giê dê bốn ba sáu …"."""
    figures = re.sub(r"\D", "", found[0])
    letters = re.match(r"[^\W\d]*", found[0])
    announced = bool(_IDENTIFIER.search(found.before)) or found.before.endswith("ố ")
    short = letters[0] if letters else ""
    is_word = short in ABBREVIATIONS or (short in AMBIGUOUS and not announced)
    if is_word and (len(short) > 2 or found[0][len(short)] == " "):  # noqa: PLR2004
        return None  # a word of its own
    if re.fullmatch(r"[A-ZĐ]+ \d{1,3}(?:\.\d{3})+", found[0]) and not announced:
        return None  # a number with its thousands
    if _YEARS.search(found[0]):
        return None
    if len(figures) < 5 and not (announced and len(figures) > _SHORT):  # noqa: PLR2004
        return None
    return _signs(found[0])


def _plate(found: Found) -> str:
    """Plate: "18A-123.45" => "mười tám a một hai ba bốn năm"."""
    series = " ".join(spell(sign) if sign.isalpha() else cardinal(sign, found.region) for sign in found["series"])
    return f"{found.cardinal('province')} {series} {digits(found['number'].replace('.', ''))}"


_LONGEST_LETTERS = 5
_LETTER = 0.3
"""What a letter that is spelled costs, in syllables."""
_BODIES = frozenset({"ubnd", "hdnd", "ubmttq"})


def _parted(label: str) -> str | None:
    """The syllables of a part of an address, the letters of a short form before or behind them: "thcstanan", "laocaitv"."""
    whole = parted(label)
    if whole:
        return whole
    found: list[tuple[float, str]] = []
    for length in range(1, _LONGEST_LETTERS + 2):
        head, tail = label[:length], label[-length:]
        rest = parted(label[length:]) if head in _BODIES or (length > 1 and not _VOWEL.search(head)) else None
        if rest:
            found.append((rest.count(" ") + _LETTER * length, f"{spell(head)} {rest}"))
        rest = parted(label[:-length]) if not _VOWEL.search(tail) else None
        if rest:
            found.append((rest.count(" ") + _LETTER * length, f"{rest} {spell(tail)}"))
    return min(found)[1] if found else None


def _address(found: Found) -> str:
    """Address: "dichvucong.gov.vn" => "dịch vụ công chấm gov chấm vê nờ"."""
    said: list[str] = []
    for piece in re.findall(r"\d+|[^\W\d_]+|.", re.sub(r"^https?://", "", found[0])):
        if piece.isdecimal():
            said.append(digits(piece) if len(piece) > 2 else cardinal(piece, found.region))  # noqa: PLR2004  # short ones are counts
        elif piece in _ADDRESS_SIGNS:
            said.append(_ADDRESS_SIGNS[piece])
        elif piece.lower() in LABELS:
            said.append(LABELS[piece.lower()])
        elif piece.isupper() or not _VOWEL.search(piece.lower()) or piece.lower() in PHRASES:
            said.append(spell(piece))
        else:
            small = piece.lower()
            said.append(RESPELLED.get(small) or (_parted(small) if small not in KEPT else None) or small)
    return " ".join(word for word in said if word)


RULES = (
    Rule(
        "address",
        Kind.ADDRESS,
        (Begin.SMALL, Begin.CAPITAL, Begin.FIGURE),
        Pattern(
            r"(?:https?://[A-Za-z0-9./_?=&%#:+~@-]{3,300}[A-Za-z0-9/]|"
            r"[A-Za-z0-9][A-Za-z0-9._+-]{0,60}@[A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{2,20}){1,4}"
            r"|(?:[A-Za-z0-9-]{1,60}\.){1,5}(?:vn|com|net|org|edu|gov|info|asia|io|me|ly|app|"
            r"tv)(?!\w)(?:/[A-Za-z0-9._/?=&@-]{0,200}[A-Za-z0-9])?)"
        ),
        _address,
        ("dichvucong.gov.vn", "dịch vụ công chấm gov chấm vê nờ"),
        Certainty.SURE,
        behind="a.@-_+:0/",
    ),
    Rule(
        "phone",
        Kind.PHONE,
        _FIGURE,
        Pattern(rf"{_FULL}(?!\d|[ .-]?\d{{3}}(?!\d)|[.,]\d|/(?!0\d|\d{{1,4}}(?![\w/]))\d){_NOT_MONEY}"),
        _phone,
        ("0912.345.067", "không chín một hai ba bốn năm không sáu bảy"),
        Certainty.SURE,
        first="0",
    ),
    Rule(
        "masked phone",
        Kind.PHONE,
        _FIGURE,
        Pattern(r"0\d{1,5}(?:[ .]\d{3}){0,2}[ .]?[xX]{2,4}(?:[ .]?\d{2,4})?(?!\w)"),
        lambda found: " ".join(digits(sign) if sign.isdecimal() else spell("X") for sign in found[0] if sign.isalnum()),
        ("0912xxx678", "không chín một hai ích ích ích sáu bảy tám"),
        behind="a.0",
        first="0",
    ),
    Rule(
        "phone of a company",
        Kind.PHONE,
        _FIGURE,
        Pattern(rf"1[89]00(?:[ .-]?\d{{2,4}}(?:[ .-]?\d{{2,3}})?)(?![\w/]|[.,]\d){_NOT_MONEY}"),
        _phone,
        ("1900 1234", "một chín không không một hai ba bốn"),
        first="1",
    ),
    Rule(
        "phone abroad",
        Kind.PHONE,
        _SIGN,
        Pattern(r"(?:(?:\+|\(\+)84\)?(?:[ .-]?\d){8,10}|\(84\)(?:[ .-]?\d){8,10}|\(\+?84[ .-]\d{2,3}\)(?:[ .-]?\d){6,8})(?!\w)"),
        _phone_abroad,
        ("+84 912 345 678", "cộng tám bốn chín một hai ba bốn năm sáu bảy tám"),
        Certainty.SURE,
        first="+(",
    ),
    Rule(
        "phone of a province",
        Kind.PHONE,
        _SIGN,
        Pattern(r"\(0\d{1,3}\)[ .-]?\d(?:[ .-]?\d){5,8}(?!\w)"),
        _phone,
        ("(0228) 3820 123", "không hai hai tám ba tám hai không một hai ba"),
        Certainty.SURE,
        first="(",
    ),
    Rule(
        "or another phone",
        Kind.PHONE,
        _SIGN,
        Pattern(r"/ ?(?=\d)"),
        lambda found: "hoặc" if _NEXT_TO_PHONE.search(found.before) else None,
        ("0912345678/0987654321", "không chín một hai ba bốn năm sáu bảy tám hoặc không chín tám bảy sáu năm bốn ba hai một"),
        first="/",
    ),
    Rule(
        "other last figures",
        Kind.PHONE,
        _FIGURE,
        Pattern(r"\d{1,4}(?![\w/]|[.,]\d)"),
        lambda found: digits(found[0]) if _BEFORE_OTHER.search(found.before) else None,
        ("0234 3 855 114/115", "không hai ba bốn ba tám năm năm một một bốn hoặc một một năm"),
    ),
    Rule(
        "local phone",
        Kind.PHONE,
        _FIGURE,
        Pattern(rf"\d(?:[ .]?\d){{5,7}}(?![\w/]|[.,]\d){_NOT_MONEY}"),
        _local,
        ("ĐT: 3.820.123", "điện thoại ba tám hai không một hai ba"),
    ),
    Rule(
        "extension",
        Kind.PHONE,
        _FIGURE,
        Pattern(r"\d{1,4}(?![\w/]|[.,]\d)"),
        _extension,
        ("máy lẻ 102", "máy lẻ một không hai"),
    ),
    Rule(
        "hotline",
        Kind.PHONE,
        _FIGURE,
        Pattern(r"(?:11[1-9]|10\d\d|1[2-9]\d|1800|1900|[3-9]\d{3})(?![\w%]|[.,]\d|/(?!11\d))"),
        _hotline,
        ("gọi 114", "gọi một một bốn"),
        first="13456789",
    ),
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
            r"|(?:\d{3}\.\d\d\.\d\d\.)?[A-Z]\d\d(?:\.\d{1,3}){0,2}-\d{6}-\d{4}"
        ),
        _lettered,
        ("thẻ GD 4 36 3620412345", "thẻ giê dê bốn ba sáu ba sáu hai không bốn một hai ba bốn năm"),
        behind="-0.",
    ),
)
