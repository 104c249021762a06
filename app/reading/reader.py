"""Reads a text: tokens that tile the source, then sentences for the voice and the list to look at."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.reading.blocks import Formality, formalities, look_formal
from app.reading.clean import plain
from app.reading.columns import with_heads
from app.reading.defined import Definitions, definitions
from app.reading.lexicon import Lexicon, marked, moved, put_in
from app.reading.model import Certainty, Explanation, Formal, Kind, Reading, ReadingError, Sentence, Threshold, Token
from app.reading.numbers import NORTH, SOUTH, Region
from app.reading.remarks import remarks
from app.reading.rules import RULES
from app.reading.scan import scan
from app.reading.sentences import split
from app.reading.tables.ambiguous import AMBIGUOUS
from app.reading.wrapped import relaid


def to_spoken(text: str, *, lexicon: Lexicon | None = None) -> str:
    """Spoken words of all of `text`, NFC."""
    return _spoken(split(text, _all_tokens(text, "read", NORTH, lexicon)[0]))


def read(
    text: str,
    *,
    formal: Formal = "read",
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
    tokens, doubtful = _all_tokens(text, formal, NORTH if region == "north" else SOUTH, lexicon)
    sentences = split(text, tokens)
    return Reading(text, _spoken(sentences), tokens, sentences, remarks(text, tokens, doubtful, today, thresholds))


def said_lines(text: str) -> list[str]:
    """The lines that hold words, without the formalities of a document: what it is known by begins with the first."""
    for each in reversed(formalities(text)):
        text = text[: each.start] + text[each.end :]
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def explain(text: str, position: int, *, lexicon: Lexicon | None = None) -> Explanation:
    """Which token covers `position` of `text`, and the pair of the rule that made it. Raises ReadingError outside the text."""
    for token in read(text, lexicon=lexicon).tokens:
        if token.start <= position < token.end:
            return Explanation(token, pair_of(token))
    raise ReadingError(f"position must lie in the text (0 to {len(text) - 1}), not {position}")


def pair_of(token: Token) -> tuple[str, str] | None:
    """The pair, written => spoken, of the rule that made a token, or of the row of its table; None for what no rule made."""
    name, _, row = token.rule.partition(": ")
    if row:
        short, number = row.split(" ")
        example = AMBIGUOUS[short][int(number) - 1].example
        return example, to_spoken(example)
    return next((rule.pair for rule in RULES if rule.name == name), None)


def _spoken(sentences: Iterable[Sentence]) -> str:
    return unicodedata.normalize("NFC", "\n".join(sentence.text for sentence in sentences))


def _all_tokens(
    text: str, formal: Formal, region: Region, lexicon: Lexicon | None
) -> tuple[tuple[Token, ...], list[tuple[int, int]]]:
    """The tokens of a text, and the spans of lines that look like formalities and are read."""
    clean, starts = relaid(*plain(text))
    skipped = formalities(clean) if formal == "skip" else []
    doubtful = list(look_formal(clean, skipped)) if formal == "skip" else []
    if starts is not None:
        doubtful = [(starts[start], starts[end]) for start, end in doubtful]
    tokens = _read(clean, starts, skipped if formal == "skip" else None, region, lexicon)
    if text and not tokens:
        return (Token(0, len(text), Kind.SPACE, "", Certainty.SURE, "space"),), doubtful
    return tokens, doubtful


def _read(
    text: str, starts: Sequence[int] | None, skipped: Sequence[Formality] | None, region: Region, lexicon: Lexicon | None
) -> tuple[Token, ...]:
    """The tokens of a plain text at their places in the source, the words of the lexicon put in first.

    skipped: what is left out; None: nothing may be, what stands in the caption of a picture neither.
    """
    found = with_heads(text, list(_tokens(text, skipped, region)))
    places = lexicon.places(text, found) if lexicon else []
    if not places:
        return tuple(found if starts is None else _at_source(found, starts))
    changed, begun = put_in(text, starts, places)
    again = with_heads(changed, list(_tokens(changed, None if skipped is None else list(moved(skipped, places)), region)))
    return tuple(marked(_at_source(again, begun), starts, places))


def _at_source(tokens: Iterable[Token], starts: Sequence[int]) -> Iterator[Token]:
    """The tokens of the plain text at their places in the source; one that holds no character of its own gives its words on."""
    waiting = ""
    for token in tokens:
        start, end = starts[token.start], starts[token.end]
        if not waiting and (start, end) == (token.start, token.end):
            yield token
            continue
        said = f"{waiting} {token.spoken}".strip() if waiting else token.spoken
        if start == end:
            waiting = said
            continue
        waiting = ""
        yield Token(start, end, token.kind, said, token.certainty, token.rule, token.note)


def _tokens(text: str, skipped: Sequence[Formality] | None, region: Region) -> Iterator[Token]:
    defined = definitions(text)
    if skipped is None:
        for token in scan(text, 0, len(text), region, defined):
            if token.rule == "caption" and ":" in text[token.start : token.end]:
                yield from _opened(text, token, region, defined)
            else:
                yield token
        return
    position = 0
    for each in skipped:
        yield from scan(text, position, each.start, region, defined)
        certainty = Certainty.ASK if each.asks else Certainty.SURE
        yield Token(each.start, each.end, Kind.SKIPPED, "", certainty, each.what)
        position = each.end
    yield from scan(text, position, len(text), region, defined)


def _opened(text: str, caption: Token, region: Region, defined: Definitions) -> Iterator[Token]:
    """The caption of a picture read as what stands in brackets: of an emergency it may be what matters."""
    inside = caption.start + 1
    yield Token(caption.start, inside, Kind.PUNCTUATION, "", Certainty.SURE, "punctuation")
    yield from scan(text, inside, caption.end, region, defined)
