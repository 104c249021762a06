"""Numbers in words, the Northern way or the Southern."""

import re
from dataclasses import dataclass

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_MONTHS = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
LETTERS = {
    "A": "a", "B": "bê", "C": "xê", "D": "dê", "Đ": "đê", "E": "e", "G": "giê", "H": "hát", "I": "i", "K": "ca", "L": "lờ",
    "M": "mờ", "N": "nờ", "O": "o", "P": "pê", "Q": "quy", "R": "rờ", "S": "sờ", "T": "tê", "U": "u", "V": "vê", "X": "ích",
    "Y": "y", "F": "ép", "J": "gi", "W": "vê kép", "Z": "dét", "Ă": "á", "Â": "ớ", "Ê": "ê", "Ô": "ô", "Ơ": "ơ", "Ư": "ư",
    "Ø": "phi", "Φ": "phi", "Α": "an pha", "Β": "bê ta", "Γ": "gam ma", "Δ": "đen ta", "Ω": "ô mê ga", "Μ": "muy",
}  # fmt: skip
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
ROMAN = r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
"""A well-formed Roman number, for a pattern; `roman` reads it."""
_WELL_FORMED = re.compile(ROMAN)
COUNT_LIMIT = 18
"""Figures a count may have: a billion billions; nobody writes a longer one."""


@dataclass(frozen=True, slots=True)
class Region:
    """The words in which regions differ: 1 000, and the zero of tens."""

    thousand: str
    zero_tens: str


NORTH = Region("nghìn", "linh")
SOUTH = Region("ngàn", "lẻ")


def digits(text: str) -> str:
    """Digit by digit: "0912" => "không chín một hai"."""
    return " ".join(_DIGITS[int(figure)] for figure in text)


def spell(word: str) -> str:
    """Letter by letter, by Vietnamese names: "XYZ" => "ích y dét"."""
    return " ".join(LETTERS.get(letter.upper(), letter) for letter in word)


def month_name(month: int) -> str | None:
    """The word behind "tháng": 4 => "tư"; None for no month."""
    return _MONTHS[month - 1] if 1 <= month <= len(_MONTHS) else None


def ordinal(text: str, region: Region = NORTH) -> str:
    """The word behind "thứ": "1" => "nhất", "4" => "tư"."""
    return {1: "nhất", 4: "tư"}.get(int(text)) or cardinal(text, region)


def roman(letters: str) -> int | None:
    """The value of a Roman number in capitals or small letters: "XIV" => 14; None for what is none, "IIX"."""
    if not _WELL_FORMED.fullmatch(letters.upper()):
        return None
    values = [_ROMAN[letter] for letter in letters.upper()]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def number(text: str, region: Region = NORTH) -> str:
    """A number with grouped thousands or a decimal comma: "1.205" => "một nghìn hai trăm linh năm"."""
    whole, _, decimals = text.replace(".", "").replace(" ", "").partition(",")
    said = cardinal(whole, region)
    if not decimals:
        return said
    plain = decimals.startswith("0") or len(decimals) > 2  # noqa: PLR2004  # tenths and hundredths are said as a number
    return f"{said} phẩy {digits(decimals) if plain else cardinal(decimals, region)}"


def cardinal(text: str, region: Region = NORTH) -> str:
    """A whole number of any length: "2024" => "hai nghìn không trăm hai mươi tư". Over 18 digits: digit by digit."""
    text = text.lstrip("0") or "0"
    if len(text) > COUNT_LIMIT:
        return digits(text)
    if text == "0":
        return _DIGITS[0]
    words: list[str] = []
    if len(text) > 9:  # noqa: PLR2004  # a billion is 10 ** 9
        words = [cardinal(text[:-9], region), "tỷ"]
        text = text[-9:]
    padded = text.zfill(-(-len(text) // 3) * 3)
    groups = [padded[at : at + 3] for at in range(0, len(padded), 3)]
    names = ("triệu", region.thousand, "")[-len(groups) :]
    for group, name in zip(groups, names, strict=True):
        if group == "000":
            continue
        words.append(_three(group, region, full=bool(words)))
        if name:
            words.append(name)
    return " ".join(words)


def _three(group: str, region: Region, *, full: bool) -> str:
    """Three figures; `full`: something stands before them, so hundreds are said even when zero."""
    hundred, ten, one = (int(figure) for figure in group)
    words: list[str] = []
    if hundred or full:
        words += [_DIGITS[hundred], "trăm"]
    if ten == 0:
        if one:
            words += [region.zero_tens, _DIGITS[one]] if words else [_DIGITS[one]]
    elif ten == 1:
        words.append("mười")
        if one:
            words.append("lăm" if one == 5 else _DIGITS[one])  # noqa: PLR2004  # năm becomes lăm
    else:
        words += [_DIGITS[ten], "mươi"]
        if one:
            words.append({1: "mốt", 4: "tư", 5: "lăm"}.get(one, _DIGITS[one]))
    return " ".join(words)
