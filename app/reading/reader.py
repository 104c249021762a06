"""Reads a text: tokens that tile the source, then sentences for the voice and the list to look at."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from app.reading.blocks import formal_lines
from app.reading.clean import plain
from app.reading.lexicon import Lexicon, marked, moved, put_in
from app.reading.model import Certainty, Explanation, Kind, Reading, ReadingError, Threshold, Token
from app.reading.numbers import NORTH, SOUTH, Region, cardinal
from app.reading.remarks import remarks
from app.reading.rules import RULES, Rule
from app.reading.sayings import number, spell
from app.reading.sentences import split

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)|(?P<space>\s*\n|[^\S\n]+)"
    r"|(?P<sign>>=|<=|=>|\+/-)|(?P<word>[^\W\d_]+)|(?P<other>.)",
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


def to_spoken(text: str, *, lexicon: Lexicon | None = None) -> str:
    """Spoken words of all of `text`, NFC."""
    return read(text, lexicon=lexicon).spoken


def read(
    text: str,
    *,
    formal: str = "read",
    today: date | None = None,
    thresholds: Sequence[Threshold] = (),
    region: str = "north",
    lexicon: Lexicon | None = None,
) -> Reading:
    """Read `text`. formal: `read` reads everything, `skip` leaves out the formalities of a document.

    today: dates before it, and thresholds that ended before it, are put on the list to look at.
    lexicon: entries that go before the built-in tables.
    Raises ReadingError for a wrong `formal` or `region`.
    """
    if formal not in {"read", "skip"}:
        raise ReadingError(f"formal must be 'read' or 'skip', not {formal!r}")
    if region not in {"north", "south"}:
        raise ReadingError(f"region must be 'north' or 'south', not {region!r}")
    clean, starts = plain(text)
    skipped = list(formal_lines(clean)) if formal == "skip" else []
    tokens = _read(clean, starts, skipped, NORTH if region == "north" else SOUTH, lexicon)
    if text and not tokens:
        tokens = (Token(0, len(text), Kind.SPACE, "", Certainty.SURE, "space"),)
    sentences = split(text, tokens)
    spoken = unicodedata.normalize("NFC", "\n".join(sentence.text for sentence in sentences))
    return Reading(text, spoken, tokens, sentences, remarks(text, tokens, today, thresholds))


def explain(text: str, position: int, *, lexicon: Lexicon | None = None) -> Explanation:
    """Which token covers `position` of `text`, and the pair of the rule that made it. Raises ReadingError outside the text."""
    for token in read(text, lexicon=lexicon).tokens:
        if token.start <= position < token.end:
            return Explanation(token, pair_of(token))
    raise ReadingError(f"position must lie in the text (0 to {len(text) - 1}), not {position}")


def pair_of(token: Token) -> tuple[str, str] | None:
    """The pair, written => spoken, of the rule that made a token; None for what no rule made."""
    return next((rule.pair for rule in RULES if rule.name == token.rule), None)


def _read(
    text: str, starts: Sequence[int] | None, skipped: Sequence[tuple[int, int, str]], region: Region, lexicon: Lexicon | None
) -> tuple[Token, ...]:
    """The tokens of a plain text at their places in the source, the words of the lexicon put in first."""
    found = list(_tokens(text, skipped, region))
    places = lexicon.places(text, found) if lexicon else []
    if not places:
        return tuple(found if starts is None else _at_source(found, starts))
    changed, begun = put_in(text, starts, places)
    again = _tokens(changed, list(moved(skipped, places)), region)
    return tuple(marked(_at_source(again, begun), starts, places))


def _at_source(tokens: Iterable[Token], starts: Sequence[int]) -> Iterator[Token]:
    """The tokens of the plain text at their places in the source; one that holds no character of its own gives its words on."""
    waiting = ""
    for token in tokens:
        start, end = starts[token.start], starts[token.end]
        said = f"{waiting} {token.spoken}".strip()
        if start == end:
            waiting = said
            continue
        waiting = ""
        yield replace(token, start=start, end=end, spoken=said)


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
        glued = text[start - 1 : start].isnumeric() or text[match.end() : match.end() + 1].isnumeric()
        return _word(start, match.end(), unicodedata.normalize("NFC", found), glued=glued)
    if found in _QUIET:
        return Token(start, match.end(), Kind.PUNCTUATION, "", Certainty.SURE, "punctuation")
    return Token(
        start,
        match.end(),
        Kind.SYMBOL,
        _SYMBOLS.get(found, ""),
        Certainty.LIKELY if found in _SYMBOLS else Certainty.ASK,
        "symbol",
    )


def _no_word(word: str) -> bool:
    return bool(_UNSPEAKABLE.fullmatch(word) or (_CAPITALS.fullmatch(word) and not _SYLLABLE.fullmatch(word)))


def _word(start: int, end: int, word: str, *, glued: bool) -> Token:
    """One word. glued: a digit stands right beside it, so its capitals are signs of an identifier."""
    if _no_word(word):
        certainty = Certainty.ASK if len(word) > 1 else Certainty.LIKELY
        return Token(start, end, Kind.ABBREVIATION, spell(word), certainty, "spelled")
    if any(unicodedata.category(letter).startswith("N") for letter in word):
        return Token(start, end, Kind.UNKNOWN, _figures(word), Certainty.ASK, "figures")
    if glued and word.isupper():
        return Token(start, end, Kind.IDENTIFIER, spell(word), Certainty.ASK, "glued letters")
    return Token(start, end, Kind.WORD, word, Certainty.SURE, "word")


def _figures(word: str) -> str:
    """Letters with raised figures or fractions among them: "m²" => "m hai"."""
    pieces = [f" {_value(letter)} " if letter.isnumeric() else letter for letter in word]
    return " ".join(spell(piece) if piece.isupper() else piece for piece in "".join(pieces).split())


def _value(sign: str) -> str:
    """A sign that is a number by itself: "²" => "hai", "⅓" => "một phần ba"."""
    value = Fraction(unicodedata.numeric(sign)).limit_denominator(1000)
    whole = cardinal(str(value.numerator))
    return whole if value.denominator == 1 else f"{whole} phần {cardinal(str(value.denominator))}"


def _number(text: str, region: Region) -> str:
    plain = "".join(figure if figure in ".," else str(unicodedata.digit(figure, 0)) for figure in text)
    return number(plain, region)
