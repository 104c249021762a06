"""Reads a text: tokens that tile the source, then sentences for the voice and the list to look at."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

from app.reading.blocks import formal_lines
from app.reading.model import Certainty, Concern, Kind, Reading, ReadingError, Remark, Token
from app.reading.numbers import NORTH, SOUTH, Region, cardinal
from app.reading.rules import RULES, Rule
from app.reading.sayings import number, spell
from app.reading.sentences import split

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)|(?P<space>\s+)"
    r"|(?P<sign>>=|<=|=>|\+/-)|(?P<word>[^\W\d_]+(?:[\u0300-\u036f][^\W\d_]*)*)|(?P<other>.)",
    re.DOTALL,
)
_QUIET = set(".,;:!?…\"'“”‘’()[]{}«»-–—")
_SYMBOLS = {
    ">=": "lớn hơn hoặc bằng",
    "<=": "nhỏ hơn hoặc bằng",
    "+/-": "cộng trừ",
    "=>": "suy ra",
    "±": "cộng trừ",
    "≈": "xấp xỉ",
    "~": "khoảng",
    "→": "đến",
    "−": "trừ",
    "$": "đô la",
    "€": "ơ rô",
    "‰": "phần nghìn",
    "#": "thăng",
    "÷": "chia",
    "½": "một phần hai",
    "¼": "một phần tư",
    "¾": "ba phần tư",
    "%": "phần trăm",
    "&": "và",
    "+": "cộng",
    "=": "bằng",
    "<": "nhỏ hơn",
    ">": "lớn hơn",
    "×": "nhân",
    "°": "độ",
    "@": "a còng",
    "≥": "lớn hơn hoặc bằng",
    "≤": "nhỏ hơn hoặc bằng",
    "/": "trên",
}
_UNSPEAKABLE = re.compile(r"[BCDĐFGHJKLMNPQRSTVWXZ]{1,12}")
"""Capitals without a vowel: nobody can say them as a word."""
_CAPITALS = re.compile(r"[A-ZĐ]{2,12}")
_SYLLABLE = re.compile(
    r"(?:NGH|CH|GH|GI|KH|NG|NH|PH|QU|TH|TR|[BCDĐGHKLMNPRSTVX])?[AEIOUY]{1,3}(?:CH|NG|NH|[CMNPT])?",
)
"""A syllable in capitals without marks: a heading may hold it."""
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
    """One pass: at each place the first rule that holds takes its stretch; what none takes is a word, a number or a sign."""
    starts = _rule_starts(text, start, end)
    while start < end:
        for rule in starts.get(start, ()):
            match = rule.pattern.match(text, start, end)
            said = rule.say(match, region) if match else None
            if match is not None and said is not None:
                yield Token(start, match.end(), rule.kind, said.strip(), Certainty.LIKELY, rule.name)
                start = match.end()
                break
        else:
            token = _single(text, start, end, region)
            yield token
            start = token.end


def _rule_starts(text: str, start: int, end: int) -> dict[int, list[Rule]]:
    """Where each rule could begin; each pattern walks the text once, so the whole stays linear."""
    found: dict[int, list[Rule]] = {}
    for rule in RULES:
        for match in rule.pattern.finditer(text, start, end):
            found.setdefault(match.start(), []).append(rule)
    return found


def _single(text: str, start: int, end: int, region: Region) -> Token:
    match = _TOKEN.match(text, start, end)
    if match is None:
        raise AssertionError  # the pattern takes any character
    found = match[0]
    if match["space"]:
        return Token(start, match.end(), Kind.SPACE, "", Certainty.SURE, "space")
    if match["number"]:
        return Token(start, match.end(), Kind.NUMBER, _number(found, region), Certainty.LIKELY, "number")
    if match["word"]:
        return _word(start, match.end(), unicodedata.normalize("NFC", found))
    if found in _QUIET:
        return Token(start, match.end(), Kind.PUNCTUATION, "", Certainty.SURE, "punctuation")
    return Token(start, match.end(), Kind.SYMBOL, _SYMBOLS.get(found, ""), Certainty.ASK, "symbol")


def _word(start: int, end: int, word: str) -> Token:
    if _UNSPEAKABLE.fullmatch(word) or (_CAPITALS.fullmatch(word) and not _SYLLABLE.fullmatch(word)):
        certainty = Certainty.ASK if len(word) > 1 else Certainty.LIKELY
        return Token(start, end, Kind.ABBREVIATION, spell(word), certainty, "spelled")
    if any(unicodedata.category(letter).startswith("N") for letter in word):
        return Token(start, end, Kind.UNKNOWN, _figures(word), Certainty.ASK, "figures")
    return Token(start, end, Kind.WORD, word, Certainty.SURE, "word")


def _figures(word: str) -> str:
    """Letters with raised figures or fractions among them: "m²" => "m hai"."""
    pieces = [f" {cardinal(str(int(unicodedata.numeric(letter))))} " if letter.isnumeric() else letter for letter in word]
    return " ".join("".join(pieces).split())


def _number(text: str, region: Region) -> str:
    plain = "".join(figure if figure in ".," else str(unicodedata.digit(figure, 0)) for figure in text)
    return number(plain, region)


def _remarks(text: str, tokens: Iterable[Token]) -> Iterator[Remark]:
    for token in tokens:
        if token.kind is Kind.SKIPPED:
            yield Remark(token.start, token.end, Concern.SKIPPED, "không đọc trên loa")
        elif token.certainty is Certainty.ASK and token.kind in _REMARKS:
            concern, message = _REMARKS[token.kind]
            yield Remark(token.start, token.end, concern, f"«{text[token.start : token.end]}»: {message}")
