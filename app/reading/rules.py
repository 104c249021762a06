"""The rules: one idea each, tried in this order at every place; what a rule takes, no later one sees.

A rule shows one pair, written => spoken, and `tests/reading/test_rules.py` checks each pair.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.reading.abbreviations import COMMON, DOCUMENT_TYPES, PHRASES, UNITS
from app.reading.model import Kind
from app.reading.numbers import Region, cardinal, digits

_LETTERS = {
    "A": "a", "B": "bê", "C": "xê", "D": "dê", "Đ": "đê", "E": "e", "G": "giê", "H": "hát", "I": "i", "K": "ca", "L": "lờ",
    "M": "mờ", "N": "nờ", "O": "o", "P": "pê", "Q": "quy", "R": "rờ", "S": "sờ", "T": "tê", "U": "u", "V": "vê", "X": "ích",
    "Y": "y", "F": "ép", "J": "gi", "W": "vê kép", "Z": "dét",
}  # fmt: skip
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_MONTHS = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")

Say = Callable[["re.Match[str]", Region], str | None]
"""The spoken words of a match, or None when the rule does not hold after all."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, what it finds, and how that is said. pair: written => spoken."""

    name: str
    kind: Kind
    pattern: "re.Pattern[str]"
    say: Say
    pair: tuple[str, str]


def spell(word: str) -> str:
    """Letter by letter, by Vietnamese names: "XYZ" => "ích y dét"."""
    return " ".join(_LETTERS.get(letter.upper(), letter) for letter in word)


def number(text: str, region: Region) -> str:
    """A number with grouped thousands or a decimal comma: "1.205" => "một nghìn hai trăm linh năm"."""
    whole, _, decimals = text.replace(".", "").partition(",")
    said = cardinal(whole, region)
    if not decimals:
        return said
    plain = decimals.startswith("0") or len(decimals) > 2  # noqa: PLR2004  # tenths and hundredths are said as a number
    return f"{said} phẩy {digits(decimals) if plain else cardinal(decimals, region)}"


def _day(day: str, month: str, region: Region) -> str | None:
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):  # noqa: PLR2004  # a calendar
        return None
    return f"{cardinal(day, region)} tháng {_MONTHS[int(month) - 1]}"


def _date(match: "re.Match[str]", region: Region) -> str | None:
    day = _day(match["d"], match["m"], region)
    return f"{day} năm {cardinal(match['y'], region)}" if day else None


def _short_date(match: "re.Match[str]", region: Region) -> str | None:
    return _day(match["d2"], match["m2"], region)


def _month(match: "re.Match[str]", region: Region) -> str | None:
    month = int(match["mm"])
    return f"{match['word']} {_MONTHS[month - 1]} năm {cardinal(match['my'], region)}" if 1 <= month <= 12 else None  # noqa: PLR2004


def _time(match: "re.Match[str]", region: Region) -> str | None:
    hour, minute = int(match["h"]), int(match["min"] or 0)
    if hour > 24 or minute > 59:  # noqa: PLR2004  # a clock
        return None
    said = f"{cardinal(match['h'], region)} giờ"
    return f"{said} {cardinal(match['min'], region)} phút" if minute else said


def _document(match: "re.Match[str]", region: Region) -> str:
    year = f" năm {cardinal(match['dy'], region)}" if match["dy"] else ""
    return f"{cardinal(match['dn'], region)}{year} {_symbol(match['sym'])}"


def _symbol(symbol: str) -> str:
    parts = re.split(r"[-/]", symbol)
    head = DOCUMENT_TYPES.get(parts[0])
    rest = parts[1:] if head else parts
    return " ".join([*([head] if head else []), *(_composed(part) for part in rest)])


def _composed(part: str) -> str:
    return " và ".join(COMMON.get(piece) or spell(piece) for piece in part.split("&"))


def _percent(match: "re.Match[str]", region: Region) -> str:
    return f"{number(match['pc'], region)} phần trăm"


def _between(match: "re.Match[str]", region: Region) -> str:
    return f"{number(match['from'], region)} đến {number(match['to'], region)}"


def _unit(match: "re.Match[str]", region: Region) -> str:
    return f"{number(match['un'], region)} {UNITS[match['unit']]}"


def _phone(match: "re.Match[str]", _region: Region) -> str:
    return digits(re.sub(r"\D", "", match[0]))


def _per(match: "re.Match[str]", _region: Region) -> str:
    return f" một {match['per']}"


def _share(match: "re.Match[str]", region: Region) -> str:
    return f"{cardinal(match['s1'], region)} trên {cardinal(match['s2'], region)}"


def _roman(match: "re.Match[str]", region: Region) -> str | None:
    values = [_ROMAN[letter] for letter in match["roman"]]
    total = sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
    return f"{match['of']} {cardinal(str(total), region)}"


def _compound(match: "re.Match[str]", _region: Region) -> str | None:
    pieces = re.split(r"[-&]", match["comp"])
    if not all(piece in COMMON for piece in pieces):
        return None
    joined = [COMMON[pieces[0]]]
    for sign, piece in zip(re.findall(r"[-&]", match["comp"]), pieces[1:], strict=True):
        joined.append(f"và {COMMON[piece]}" if sign == "&" else COMMON[piece])
    return " ".join(joined)


def _abbreviation(match: "re.Match[str]", _region: Region) -> str | None:
    return COMMON.get(match["abbr"])


def _phrase(match: "re.Match[str]", _region: Region) -> str:
    return PHRASES[match["phrase"]]


def _nothing(_match: "re.Match[str]", _region: Region) -> str:
    return ""


def _to(_match: "re.Match[str]", _region: Region) -> str:
    return "đến"


def _hotline(match: "re.Match[str]", _region: Region) -> str:
    return digits(match[0])


def _weekday(match: "re.Match[str]", region: Region) -> str:
    return f"{match['wd']} {'tư' if match['wn'] == '4' else cardinal(match['wn'], region)}"


def _heading(match: "re.Match[str]", region: Region) -> str:
    values = [_ROMAN[letter] for letter in match["head"]]
    return cardinal(str(sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))), region)


def _clause(match: "re.Match[str]", region: Region) -> str:
    return f"điều {cardinal(match['art'], region)}"


def _any_of(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_N = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,15}(?:,\d{1,9})?"
_FREE, _END = r"(?<![\w./,-])", r"(?![\w/])"

RULES = (
    Rule("end mark", Kind.LAYOUT, re.compile(r"\./\.(?=\s|$)"), _nothing, ("hết./.", "hết")),
    Rule("bullet", Kind.LAYOUT, re.compile(r"(?m)^[ \t]{0,8}[-+•*–](?=[ \t])"), _nothing, ("+ Thu gom rác", "Thu gom rác")),
    Rule("heading", Kind.ROMAN,
         re.compile(r"(?m)^(?P<head>[IVX]{1,5})\.(?=[ \t])"), _heading, ("II. ĐỐI TƯỢNG", "hai ĐỐI TƯỢNG")),
    Rule("to", Kind.PUNCTUATION, re.compile(r"(?<=[\dh]) ?[-–] ?(?=\d{1,2}[/hg:])"), _to, ("5h - 6h", "năm giờ đến sáu giờ")),
    Rule("hotline", Kind.PHONE,
         re.compile(r"(?:(?<=số )|(?<=gọi )|(?<=: ))11[1-5](?![\w/]|[.,]\d)"), _hotline, ("gọi 114", "gọi một một bốn")),
    Rule("weekday", Kind.DATE, re.compile(r"(?<!\w)(?P<wd>[Tt]hứ) (?P<wn>[2-7])(?![\w/]|[.,]\d)"), _weekday, ("Thứ 4", "Thứ tư")),
    Rule("document", Kind.DOCUMENT, re.compile(
        _FREE + r"(?P<dn>\d{1,5})(?:/(?P<dy>\d{4}))?[/-](?P<sym>[A-ZĐ][A-ZĐTrg]{0,9}(?:[-/&][A-ZĐ][A-ZĐTg]{0,11}){0,5})" + _END
    ), _document, ("07/2021/NĐ-CP", "bảy năm hai nghìn không trăm hai mươi mốt nghị định chính phủ")),
    Rule("date", Kind.DATE,
         re.compile(_FREE + r"(?P<d>\d{1,2})(?P<sep>[/-])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4})(?![\w/]|[.,]\d)"), _date,
         ("18/01/2022", "mười tám tháng một năm hai nghìn không trăm hai mươi hai")),
    Rule("month", Kind.DATE, re.compile(r"(?<!\w)(?P<word>[Tt]háng) (?P<mm>\d{1,2})/(?P<my>\d{4})" + _END), _month,
         ("tháng 9/2024", "tháng chín năm hai nghìn không trăm hai mươi tư")),
    Rule("time", Kind.TIME, re.compile(r"(?<![\w.,/])(?P<h>\d{1,2})(?:h|g|:(?=\d\d))(?P<min>\d\d)?(?![\w/]|[.,:]\d)"), _time,
         ("16h45", "mười sáu giờ bốn mươi lăm phút")),
    Rule("phone", Kind.PHONE, re.compile(r"(?<![\w.,/-])0\d{2,3}(?:(?:[. ]?\d{3,4}){2}|(?:[. ]\d{1,4}){2,3})(?![\w/]|[.,]\d)"),
         _phone,
         ("0912.345.067", "không chín một hai ba bốn năm không sáu bảy")),
    Rule("percent", Kind.NUMBER,
         re.compile(r"(?<![\w.,])(?P<pc>" + _N + r") ?%"), _percent, ("1,14%", "một phẩy mười bốn phần trăm")),
    Rule("roman", Kind.ROMAN,
         re.compile(
             r"(?<!\w)(?P<of>[Cc]hương|[Mm]ục|[Pp]hần|[Pp]hụ lục|[Qq]uý|[Tt]hế kỷ|[Kk]hóa|[Kk]ỳ) (?P<roman>[IVXLC]{1,7})(?!\w)"
         ),
         _roman, ("Chương II", "Chương hai")),
    Rule("clause", Kind.DOCUMENT, re.compile(r"(?<!\w)Đ\.(?P<art>\d{1,3})(?!\w)"), _clause, ("Đ.5", "điều năm")),
    Rule("unit", Kind.UNIT, re.compile(r"(?<![\w.,])(?P<un>" + _N + r") ?(?P<unit>" + _any_of(UNITS) + r")(?![\w²³])"), _unit,
         ("37,5°C", "ba mươi bảy phẩy năm độ xê")),
    Rule("per", Kind.UNIT,
         re.compile(r"(?<=[^\s\d/])/(?P<per>người|hộ|tháng|năm|ngày|tuần|sào|xã|thôn|học sinh|công trình|kg|km)(?!\w)"), _per,
         ("đồng/người/tháng", "đồng một người một tháng")),
    Rule("between", Kind.NUMBER,
         re.compile(r"(?<![\w.,/-])(?P<from>" + _N + r") ?[-–] ?(?P<to>" + _N + r")(?![\w/]|[-–]\d)"), _between,
         ("120-140", "một trăm hai mươi đến một trăm bốn mươi")),
    Rule("short date", Kind.DATE, re.compile(
        r"(?<![\w.,/-])(?P<d2>\d{1,2})/(?P<m2>\d{1,2})(?![\w/]|[.,]\d)(?! ?(?:thôn|hộ|số|tổng|diện tích|trẻ|xã|chỉ|điểm|con))"
    ), _short_date, ("30/4", "ba mươi tháng tư")),
    Rule("share", Kind.NUMBER,
         re.compile(r"(?<![\w.,/-])(?P<s1>\d{1,6})/(?P<s2>\d{1,6})(?![\w/]|[.,]\d)"), _share,
         ("21/21", "hai mươi mốt trên hai mươi mốt")),
    Rule("phrase", Kind.ABBREVIATION,
         re.compile(r"(?<![\w/])(?P<phrase>" + _any_of(PHRASES) + r")(?!\w)"), _phrase, ("V/v", "về việc")),
    Rule("compound", Kind.ABBREVIATION, re.compile(r"(?<!\w)(?P<comp>[A-ZĐ]{2,8}(?:[-&][A-ZĐ]{2,8}){1,4})(?!\w)"), _compound,
         ("LĐ-TB&XH", "lao động thương binh và xã hội")),
    Rule("abbreviation", Kind.ABBREVIATION, re.compile(r"(?<!\w)(?P<abbr>[A-ZĐ][A-ZĐTg]{1,8})(?!\w)"), _abbreviation,
         ("BHYT", "bảo hiểm y tế")),
)  # fmt: skip
