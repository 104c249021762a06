"""Numbers in words, the Northern way or the Southern."""

from dataclasses import dataclass

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


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


def cardinal(text: str, region: Region = NORTH) -> str:
    """A whole number of any length: "2024" => "hai nghìn không trăm hai mươi tư". Over 18 digits: digit by digit."""
    text = text.lstrip("0") or "0"
    if len(text) > 18:  # noqa: PLR2004  # a billion billions: nobody writes a count like that
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
