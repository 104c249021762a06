"""Ways to call someone: phones with and without area, hotlines, extensions."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import digits, spell
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule
from app.reading.tables.classes import MAGNITUDES, MONEY, PEOPLE, PHONES

_FIGURE, _SIGN = (Begin.FIGURE,), (Begin.SIGN,)
_NOT_MONEY = rf"(?! ?(?:{MONEY}|{MAGNITUDES}|m2|m²|ha|kg|m3)(?!\w))"
_CALL = Words(
    rf"(?:{PHONES}|cứu nạn|cứu hỏa|cứu hoả|cấp cứu|công an|đt|sđt|báo cháy|phím|báo tin|báo ngay|báo cho|báo về|"
    rf"nhắn tin|đầu số|máy trực|quay số|bấm|trực ban)[^\n]{{0,40}}$"
)
_FULL = r"0\d(?:[ .-]?\d){7,9}"
_SHORTER = r"\d(?:[ .]?\d){5,7}"
_LOCAL = Words(rf"(?:{PHONES}|máy|trực|LH|tel|đ/t|zalo)(?: số)? ?[:.]? ?(?:{_SHORTER}[,;] ?){{0,3}}$")
_BEFORE_OTHER = Pattern(rf"(?<!\d){_FULL} ?/ ?$")
_EXTENSION = Words(
    r"(?:máy lẻ|số lẻ|(?<!đẻ )(?<!chi )(?<!cành )nhánh|ext\.?|gửi|đầu số|phím|nhắn tin(?: (?:đến|tới|gửi))?|soạn tin gửi) ?:? ?$"
)
_AT_HAND = 30
"""Characters before a number in which the words are that make it one to dial; a search costs what it looks through."""
_NEXT_TO_PHONE = Words(
    rf"(?<!\d)(?:{_FULL}|(?:gọi|tổng đài|hotline|đường dây nóng|ĐT|điện thoại)(?: số)?:? (?:1\d\d ?[/,] ?){{0,5}}1\d\d) ?$"
)
_COUNTED = Pattern(
    rf" (?:{PEOPLE}|công dân|trường hợp|xã|thôn|đồng chí|cây|lần|vụ|ngày|{MAGNITUDES}|đồng|m|km|kg|ha|%|suất|"
    r"phần|hồ sơ|tổ|nhân khẩu|trẻ)(?!\w)"
)
_SHORT = 3


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


RULES = (
    Rule(
        "phone",
        Kind.PHONE,
        _FIGURE,
        Pattern(rf"{_FULL}(?!\d|[ .-]?\d{{3}}(?!\d)|\.\d|,(?!{_FULL}(?!\d))\d|/(?!0\d|\d{{1,4}}(?![\w/]))\d){_NOT_MONEY}"),
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
        lambda found: digits(found[0]) if "/" in found.before[-2:] and _BEFORE_OTHER.search(found.before) else None,
        ("0234 3 855 114/115", "không hai ba bốn ba tám năm năm một một bốn hoặc một một năm"),
    ),
    Rule(
        "local phone",
        Kind.PHONE,
        _FIGURE,
        Pattern(rf"{_SHORTER}(?![\w/]|\.\d|,(?!{_SHORTER}(?!\d))\d){_NOT_MONEY}"),
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
        Pattern(r"(?:11[1-9]|10\d\d|1[2-9]\d|1800|1900|[3-9]\d{3})(?![\w%]|\.\d|,(?!11[1-9](?!\d))\d|/(?!11\d))"),
        _hotline,
        ("gọi 114", "gọi một một bốn"),
        first="13456789",
    ),
)
