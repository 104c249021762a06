"""Roman numbers, and the words before them that make letters a number."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import ROMAN, cardinal, ordinal, roman
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule, Said, initials
from app.reading.tables.abbreviations import is_known
from app.reading.tables.classes import LOWER, NUMBERED, SECTIONS, UPPER

_CAPITAL = (Begin.CAPITAL,)
_ROMAN_HEAD = Words(
    rf"(?:{SECTIONS}|phụ lục|quý|thế kỷ|tk|{NUMBERED}|khoá|kỳ|vùng|khu vực|lần|lần thứ|đại hội|học kỳ|tập|"
    r"bậc|độ|quyển|tiểu mục|giai đoạn|mức|báo động|bđ|chuyên khoa|khoa|khoa \w+|trung ương|trường|đảng|quân khu|"
    r"quốc hội|kiểu|típ|type|thứ|hk|bđ|gđ|kv|ck)\s?$"
)

_PRIZE = Words(r"(?:giải|huy chương hạng) $")
_ORDINAL = Words(r"(?<!\w)thứ $")
_PRIZES = {"I": "nhất", "II": "nhì", "III": "ba"}
_CHAPTER = Words(r"(?:chương|phụ lục|mục|phần|thế kỷ|lần thứ|khóa) $")
_ROMAN_LIST = Pattern(r"(?<!\w)[IVX]{1,5} ?(?:,|và|đến|[-–]) ?$")


_LETTERED = Pattern(rf"(?<!\w)(?![IVXLCDM])[{UPPER}], (?:[{UPPER}], ){{0,8}}$")
"""A list of single letters of which one is no number: "các lô H, I, V"."""


_HUNDREDS = "CLDM"
"""One of these alone is the letter of a part, "mục C", not its hundredth."""


def _roman(found: Found) -> str | Said | None:
    """Roman: "Chương II" => "Chương hai", "Đảng lần XIII" => "Đảng lần mười ba"."""
    letters = found["roman"]
    value = cardinal(str(roman(letters)), found.region)
    year = f" năm {found.cardinal('year')}" if found["year"] else ""
    section = "".join(f" chấm {cardinal(part, found.region)}" for part in found["sub"].split(".") if part)
    initial = letters == "X" and re.match(rf"\. ?[{UPPER}][{LOWER}]", found.after)
    lettered = len(letters) == 1 and _LETTERED.search(found.before)
    hundred = len(letters) == 1 and letters in _HUNDREDS and not (year or section)
    if initial or lettered or hundred or (not set(letters) <= set("IVX") and not _CHAPTER.search(found.before)):
        return None
    if _ORDINAL.search(found.before) and not section:
        return f"{ordinal(str(roman(letters)), found.region)}{year}"
    if _PRIZE.search(found.before) and letters in _PRIZES and not (year or section):
        return _PRIZES[letters]
    if _ROMAN_HEAD.search(found.before) or _ROMAN_LIST.search(found.before) or year or section:
        return f"{value}{year}{section}"
    following = re.match(rf" ([{UPPER}]{{2,}})", found.after)
    heading = following is not None and not is_known(following[1])
    heading = heading or _SHOUTED.search(found.before) is not None  # "PHẠM VI"
    if len(letters) == 1 or (heading and letters in {"VI", "XI", "DI", "MI", "CI", "LI"}):
        return None
    return Said(value, Certainty.ASK, "có thể là số La Mã, có thể là chữ viết tắt") if len(letters) == 2 else value  # noqa: PLR2004


_SHOUTED = Pattern(rf"(?<!\w)[{UPPER}]{{2,7}} $")


def _roman_letter(found: Found) -> str | None:
    """A Roman number with a letter: "cấp IIa", "hạng IIIB"."""
    value = roman(found["roman"])
    if value is None or not _ROMAN_HEAD.search(found.before):
        return None
    return f"{cardinal(str(value), found.region)} {found['letter']}"


def _glued_roman(found: Found) -> str | None:
    """A Roman number typed right behind its word: "khóaXV" => "khóa mười lăm"."""
    letters, value = found["roman"], roman(found["roman"])
    if not letters.isupper() or value is None or found["word"].isupper():
        return None
    number = ordinal(str(value), found.region) if found["word"].lower() == "thứ" else cardinal(str(value), found.region)
    return f"{found['word']} {number}"


RULES = (
    Rule(
        "roman",
        Kind.ROMAN,
        _CAPITAL,
        Pattern(
            rf"(?P<roman>{ROMAN})(?:[/-](?P<year>(?:19|20)\d\d)(?!\d)|(?P<sub>(?:\.\d{{1,2}}){{1,3}}))?(?!(?!\d{{1,2}}/\d{{1,2}}/\d{{4}})\w|['’]\w|"
            rf"&(?!{ROMAN}(?!\w))[{UPPER}]|-(?!{ROMAN}(?!\w))[{UPPER}]{{2}})"
        ),
        _roman,
        ("Chương II", "Chương hai"),
        first="IVXLC",
    ),
    Rule(
        "roman glued to its word",
        Kind.ROMAN,
        (Begin.SMALL, Begin.CAPITAL),
        Pattern(
            rf"(?P<word>(?:{NUMBERED}|khoá|kỳ|chương|phần|mục|quý|vùng|khu vực|thứ|lần))(?P<roman>{ROMAN})(?![^\W\d])",
            re.IGNORECASE,
        ),
        _glued_roman,
        ("đại biểu khóaXV", "đại biểu khóa mười lăm"),
        first=initials(NUMBERED.split("|"), ("khoá", "kỳ", "chương", "phần", "mục", "quý", "vùng", "thứ", "lần")),
    ),
    Rule(
        "roman with a letter",
        Kind.ROMAN,
        _CAPITAL,
        Pattern(r"(?P<roman>[IVX]{1,5})(?P<letter>[abc])(?!\w)"),
        _roman_letter,
        ("loại IIa", "loại hai a"),
        first="IVX",
    ),
)
