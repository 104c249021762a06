"""Reads a text: tokens that tile the source, then sentences for the voice and the list to look at."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

from app.reading.blocks import formal_lines
from app.reading.model import Certainty, Concern, Kind, Reading, ReadingError, Remark, Token
from app.reading.numbers import NORTH, SOUTH, Region, cardinal, digits
from app.reading.sentences import split

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)|(?P<space>\s+)"
    r"|(?P<word>[^\W\d_]+(?:[\u0300-\u036f][^\W\d_]*)*)|(?P<other>.)",
    re.DOTALL,
)
_LETTERS = dict(
    zip(
        "ABCDĐEGHIKLMNOPQRSTUVXYFJWZ",
        "a bê xê đê đê e giê hát i ca lờ mờ nờ o pê quy rờ sờ tê u vê xê_x i_dài ép_phờ gi vê_kép dét".replace(
            "xê_x", "ích"
        ).split(),
        strict=True,
    )
)
_QUIET = set(".,;:!?…\"'“”‘’()[]{}«»-–—")
_SYMBOLS = {
    "%": "phần trăm",
    "&": "và",
    "+": "cộng",
    "=": "bằng",
    "≥": "lớn hơn hoặc bằng",
    "≤": "nhỏ hơn hoặc bằng",
    "/": "trên",
}
_REMARKS = {
    Kind.ABBREVIATION: (Concern.UNKNOWN_ABBREVIATION, "chữ viết tắt chưa biết, đang đọc từng chữ cái"),
    Kind.SYMBOL: (Concern.UNREAD, "ký hiệu chưa chắc cách đọc"),
}


def to_spoken(text: str) -> str:
    """Spoken words of all of `text`, NFC."""
    return read(text).spoken


def read(
    text: str,
    *,
    formal: str = "read",
    today: date | None = None,
    region: str = "north",
) -> Reading:
    """Read `text`. formal: `read` reads everything, `skip` leaves out the formalities of a document.

    today: dates before it are put on the list to look at. Raises ReadingError for a wrong `formal` or `region`.
    """
    if formal not in {"read", "skip"}:
        raise ReadingError(f"formal must be 'read' or 'skip', not {formal!r}")
    if region not in {"north", "south"}:
        raise ReadingError(f"region must be 'north' or 'south', not {region!r}")
    del today
    skipped = list(formal_lines(text)) if formal == "skip" else []
    tokens = tuple(_tokens(text, skipped, NORTH if region == "north" else SOUTH))
    sentences = split(text, tokens)
    remarks = tuple(_remarks(text, tokens))
    return Reading(text, "\n".join(sentence.text for sentence in sentences), tokens, sentences, remarks)


def _tokens(text: str, skipped: Iterable[tuple[int, int, str]], region: Region) -> Iterator[Token]:
    position = 0
    for start, end, what in skipped:
        yield from _plain(text, position, start, region)
        yield Token(start, end, Kind.SKIPPED, "", Certainty.SURE, what)
        position = end
    yield from _plain(text, position, len(text), region)


def _plain(text: str, start: int, end: int, region: Region) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        found = match[0]
        if match["space"]:
            yield Token(match.start(), match.end(), Kind.SPACE, "", Certainty.SURE, "space")
        elif match["number"]:
            yield Token(match.start(), match.end(), Kind.NUMBER, _number(found, region), Certainty.ASK, "number")
        elif match["word"]:
            yield _word(match.start(), match.end(), unicodedata.normalize("NFC", found))
        elif found in _QUIET:
            yield Token(match.start(), match.end(), Kind.PUNCTUATION, "", Certainty.SURE, "punctuation")
        else:
            spoken = _SYMBOLS.get(found, "")
            yield Token(match.start(), match.end(), Kind.SYMBOL, spoken, Certainty.ASK, "symbol")


def _word(start: int, end: int, word: str) -> Token:
    if (
        len(word) > 1
        and word.isupper()
        and not any(vowel in word for vowel in "AEIOUY")
        and all(letter in _LETTERS for letter in word)
    ):
        spelled = " ".join(_LETTERS[letter].replace("_", " ") for letter in word)
        return Token(start, end, Kind.ABBREVIATION, spelled, Certainty.ASK, "spelled")
    return Token(start, end, Kind.WORD, word, Certainty.SURE, "word")


def _number(text: str, region: Region) -> str:
    whole, _, decimals = text.replace(".", "").partition(",")
    whole = "".join(str(unicodedata.digit(figure, 0)) for figure in whole)
    decimals = "".join(str(unicodedata.digit(figure, 0)) for figure in decimals)
    said = digits(whole) if len(whole) > 1 and whole.startswith("0") and len(whole) > 2 else cardinal(whole, region)  # noqa: PLR2004
    if decimals:
        said += " phẩy " + (digits(decimals) if decimals.startswith("0") or len(decimals) > 2 else cardinal(decimals, region))  # noqa: PLR2004
    return said


def _remarks(text: str, tokens: Iterable[Token]) -> Iterator[Remark]:
    for token in tokens:
        if token.kind is Kind.SKIPPED:
            yield Remark(token.start, token.end, Concern.SKIPPED, "không đọc trên loa")
        elif token.kind in _REMARKS:
            concern, message = _REMARKS[token.kind]
            yield Remark(token.start, token.end, concern, f"«{text[token.start : token.end]}»: {message}")
