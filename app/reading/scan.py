"""One pass over the text: at each place the first rule that holds takes its stretch, what none takes is read by itself.

Time stays linear whatever the text: a rule is tried only where a word, a figure or a sign begins, matches a bounded
stretch, and looks around no farther than `NEAR` characters.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache, partial
from typing import NamedTuple

from app.reading.defined import Definitions
from app.reading.model import Certainty, Kind, Token
from app.reading.numbers import Region, cardinal, number, roman, spell
from app.reading.rules import RULES_AT, Begin, Found, Rule, Said, rules_at, rules_before
from app.reading.rules.abbreviations import SYLLABLE
from app.reading.rules.rule import NEAR, once
from app.reading.tables.abbreviations import is_known
from app.reading.tables.classes import LOWER, UPPER
from app.reading.tables.foreign import KEPT, NAMES, RESPELLED
from app.reading.tables.shorthand import PAIRS, PHRASES
from app.reading.tables.symbols import QUIET, SYMBOLS
from app.reading.torn import unglued

_TOKEN = re.compile(r"(?P<word>[^\W\d_]+)|(?P<space>\s+)|(?P<figure>\d)|(?P<sign>.)", re.DOTALL)
_PLAIN = re.compile(r"([^\W\d_]+)( (?=\S))?")
"""A word and the blank behind it, as most of a text is."""
_BLANK = (Kind.SPACE, "", Certainty.SURE, "space", "")
_token = partial(tuple.__new__, Token)
"""A token of all its fields, made without the call that names them: most of a text are words and blanks."""
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d+(?:,\d+)?")
_FIGURES = re.compile(r"\d+ ?(.?)", re.DOTALL)
_SIGN = re.compile(r">=|<=|\+/-|.", re.DOTALL)
_CAPITALS = re.compile(r"[A-ZĐ]{2,}")
_NO_VOWEL = re.compile(r"[BCDĐFGHJKLMNPQRSTVWXZ]+", re.IGNORECASE)
_ROMAN = re.compile(r"(?!VI$|XI$)[IVX]{2,}")
"""By itself; two letters that are a syllable too are not."""
_VIETNAMESE = re.compile(
    r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnprstvx])?[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[cmnpt])?",
)
_FIRST_WORDS = frozenset(
    match[0]
    for key in (*PHRASES, *PAIRS, *NAMES, "ha", "Đ/c", "đ/c", "ii", "iii", "iv", "vi", "vii", "viii", "ix", "Ảnh")
    for match in [re.match(r"[^\W\d_]+", key)]
    if match is not None
)
"""Words that may begin a short form of several signs."""
_MIXED = re.compile(r"[a-z][A-Z]|[A-Z]{3}[a-z]")
_GLUED = re.compile(rf"(?<=[{LOWER}])(?=[{UPPER}][{LOWER}])")
"""Where a page has lost the blank between a sentence and the next, or two words: "caoTổng"."""
_PARTS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")
"""A name run together, "SmartBanking": said part by part."""
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_PARTS_UNKNOWN = re.compile(r"[^\W\d]/\d[\d.,]*(?![\d]| ?(?:ml|l|lít|kg|g|h|giờ|phút|ha|sào|m2|m²)(?!\w))")
_STROKE = "dấu gạch chéo chưa rõ là «trên», «một» hay phân hai số"
"""Between a count and another number with its noun, "96 em/3 lớp"."""
_PICTOGRAPHS = "\u2600"
"""From here on signs are drawings; they say nothing and part what they stand between."""
_CALM = frozenset(("", *" \n,;:)!?…”"))
"""Behind a plain word these, or the end, begin nothing of its own."""


def scan(text: str, start: int, end: int, region: Region, defined: Definitions) -> Iterator[Token]:
    """The tokens of `text` from `start` to `end`; they tile it. defined: the short forms that the whole text defines."""
    fresh_line = start == 0 or text[start - 1] == "\n"
    while start < end:
        if not fresh_line and (plain := _PLAIN.match(text, start, end)) is not None:
            word, blank = plain.groups()
            known = _known(word)
            if known.plain and (blank or _is_calm(text, plain.end())):
                stop = plain.end(1)
                yield _token((start, stop, *known.said))
                start = plain.end()
                if blank:
                    yield _token((stop, start, *_BLANK))
                continue
        match = _TOKEN.match(text, start, end)
        if match is None:
            raise AssertionError  # the pattern takes any character
        if match.lastgroup == "space":
            rule = "line" if "\n" in match[0] else "cell" if "\t" in match[0] else "space"
            yield Token(start, match.end(), Kind.SPACE, "", Certainty.SURE, rule)
            fresh_line = fresh_line or "\n" in match[0]
            start = match.end()
            continue
        token = _by_rules(RULES_AT[Begin.LINE], text, start, end, region) if fresh_line else None
        if token is None:
            token = _READERS[match.lastgroup or ""](text, start, end, region, match[0])
        yield _as_defined(token, text, defined) if defined else token
        start = token.end
        fresh_line = token.rule == "bullet"  # "- 1. Thu rác": what is behind it begins a line too


def _as_defined(token: Token, text: str, defined: Definitions) -> Token:
    """The token of a short form that the text defines before it, said as defined, unless what stands around says otherwise."""
    definition = defined.get(text[token.start : token.end])
    known_by_place = token.rule.startswith("in context") and token.certainty is not Certainty.ASK
    if definition is None or token.end <= definition.start or known_by_place:
        return token
    if token.start < definition.end:
        return token._replace(certainty=Certainty.SURE, note="")  # where it is defined nobody need be asked
    words = once(definition.words, text[max(0, token.start - NEAR) : token.start])
    return Token(token.start, token.end, Kind.ABBREVIATION, words, Certainty.SURE, "defined in the text")


def _by_rules(rules: Iterable[Rule], text: str, start: int, end: int, region: Region) -> Token | None:
    found: Found | None = None
    for rule in rules:
        match = rule.pattern.match(text, start, end)
        if match is None or match.end() == start:
            continue
        if found is None:
            found = Found(match, region)
        found.match = match
        said = rule.say(found)
        if isinstance(said, Said):
            name = f"{rule.name}: {said.row}" if said.row else rule.name
            return Token(start, match.end(), rule.kind, said.words.strip(), said.certainty, name, said.note)
        if said is not None:
            return Token(start, match.end(), rule.kind, said.strip(), rule.certainty, rule.name)
    return None


def _at_word(text: str, start: int, end: int, region: Region, word: str) -> Token:
    stop = start + len(word)
    known = _known(word)
    if not (known.plain and _is_calm(text, stop)):
        following = text[stop : stop + 1]
        behind = following if following != " " else text[stop + 1 : stop + 2]
        begin = Begin.CAPITAL if word[0].isupper() else Begin.SMALL
        token = _by_rules(rules_before(begin, word[0], behind), text, start, end, region)
        if token is not None:
            return token
        glued = text[start - 1 : start].isnumeric() or following.isnumeric()
        if glued and (word.isupper() or is_known(word)) and known.kind not in {Kind.UNKNOWN, Kind.FOREIGN}:
            return Token(start, stop, Kind.IDENTIFIER, spell(word), Certainty.ASK, "glued letters")
    return _token((start, stop, *known.said))


def _is_calm(text: str, stop: int) -> bool:
    """Whether nothing stands behind a plain word that could make more of it; the last of a text may be cut."""
    if stop + 1 >= len(text) and text[stop:].isspace() == bool(text[stop:]):
        return False
    following = text[stop : stop + 1]
    return following in _CALM or (following == "." and not text[stop + 1 : stop + 2].isalnum())


class _Known(NamedTuple):
    """What a word is by itself. plain: no rule needs to look at it; said: the fields of its token."""

    plain: bool
    said: tuple[Kind, str, Certainty, str, str]

    @classmethod
    def of(cls, kind: Kind, spoken: str, certainty: Certainty, rule: str, *, plain: bool) -> "_Known":
        """A word; rule: the name of what decided."""
        return cls(plain, (kind, spoken, certainty, rule, ""))

    @property
    def kind(self) -> Kind:
        """What kind of word it is."""
        return self.said[0]

    @property
    def spoken(self) -> str:
        """Its words."""
        return self.said[1]


@lru_cache(maxsize=8192)
def _known(word: str) -> _Known:
    small = word.lower()
    plain = word not in _FIRST_WORDS and len(word) > 1 and word[1:] == small[1:]
    if any(unicodedata.category(letter).startswith("N") for letter in word):
        alone = len(word) == 1  # "½ liều"
        kind, certainty = (Kind.NUMBER, Certainty.LIKELY) if alone else (Kind.UNKNOWN, Certainty.ASK)
        return _Known.of(kind, _figures(word), certainty, "figures", plain=False)
    listed = NAMES.get(word) or PHRASES.get(word)
    if listed:
        return _Known.of(Kind.ABBREVIATION, listed, Certainty.LIKELY, "phrase", plain=False)
    if small in RESPELLED or small in KEPT:
        said = RESPELLED.get(small, small if word.isupper() else word)
        return _Known.of(Kind.FOREIGN, said, Certainty.SURE, "foreign word", plain=plain)
    if _NO_VOWEL.fullmatch(word) or (_CAPITALS.fullmatch(word) and not SYLLABLE.fullmatch(word)):
        return _Known.of(
            Kind.ABBREVIATION, spell(word), Certainty.LIKELY if len(word) == 1 else Certainty.ASK, "spelled", plain=False
        )
    value = roman(word) if _ROMAN.fullmatch(word) else None
    if value is not None:
        return _Known.of(Kind.ROMAN, cardinal(str(value)), Certainty.LIKELY, "roman", plain=False)
    return _unlisted(word, small, plain=plain)


def _unlisted(word: str, small: str, *, plain: bool) -> _Known:
    """A word that no table holds: one run together is said part by part, one of no Vietnamese shape is asked about."""
    glued = _GLUED.split(word)
    if not word.isascii() and len(glued) == 2 and all(map(_is_word, glued)):  # noqa: PLR2004  # three are more likely a name
        said = " ".join(RESPELLED.get(part.lower(), part) for part in glued)
        return _Known.of(Kind.FOREIGN, said, Certainty.ASK, "glued words", plain=False)
    one_case = word.isupper() or word[1:] == small[1:]
    apart = unglued(small) if one_case and not word.isascii() and not _is_vietnamese(small) else None
    if apart is not None:
        said = apart if word.isupper() else f"{word[0]}{apart[1:]}"
        return _Known.of(Kind.FOREIGN, said, Certainty.ASK, "glued words", plain=False)
    if word.isascii() and _MIXED.search(word):
        parts = [spell(part) if part.isupper() else _known(part.lower()).spoken for part in _PARTS.findall(word)]
        return _Known.of(Kind.FOREIGN, " ".join(parts), Certainty.ASK, "name of parts", plain=False)
    known = not plain or _is_vietnamese(small)
    # What stays as it is must read as itself beside any words: capitals that a table holds, or a Roman number, would not.
    said = small if word.isupper() and (is_known(word) or word in NAMES or roman(word)) else word
    return _Known.of(Kind.WORD if known else Kind.FOREIGN, said, Certainty.SURE if known else Certainty.ASK, "word", plain=plain)


def _is_word(part: str) -> bool:
    """Whether a piece of what was glued is a word: a syllable, or a foreign one that is known."""
    return _is_vietnamese(part.lower()) or part.lower() in RESPELLED or part.lower() in KEPT


def _is_vietnamese(small: str) -> bool:
    """Whether small letters have the shape of a syllable of the language."""
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", small).translate(_TONES))
    return bool(_VIETNAMESE.fullmatch(bare))


def _figures(word: str) -> str:
    """Letters with raised figures or fractions among them: "m²" => "m hai"."""
    pieces = [f" {_value(letter)} " if letter.isnumeric() else letter for letter in word]
    return " ".join(spell(piece) if piece.isupper() else _known(piece).spoken for piece in "".join(pieces).split())


def _value(sign: str) -> str:
    """A sign that is a number by itself: "²" => "hai", "⅓" => "một phần ba"."""
    value = Fraction(unicodedata.numeric(sign)).limit_denominator(1000)
    whole = cardinal(str(abs(value.numerator)))
    return whole if value.denominator == 1 else f"{whole} phần {cardinal(str(value.denominator))}"


def _at_figure(text: str, start: int, end: int, region: Region, first: str) -> Token:
    figures = _FIGURES.match(text, start, end)
    token = _by_rules(rules_before(Begin.FIGURE, first, figures[1] if figures else ""), text, start, end, region)
    if token is not None:
        return token
    match = _NUMBER.match(text, start, end)
    if match is None:
        raise AssertionError  # a figure begins a number
    return Token(start, match.end(), Kind.NUMBER, number(match[0], region), Certainty.SURE, "number")


def _at_sign(text: str, start: int, end: int, region: Region, first: str) -> Token:
    token = _by_rules(rules_at(Begin.SIGN, first), text, start, end, region)
    if token is not None:
        return token
    match = _SIGN.match(text, start, end)
    if match is None:
        raise AssertionError  # the pattern takes any character
    sign = match[0]
    if sign in QUIET:
        return Token(start, match.end(), Kind.PUNCTUATION, "", Certainty.SURE, "punctuation")
    if sign in SYMBOLS:
        asked = sign == "/" and start > 0 and _PARTS_UNKNOWN.match(text, start - 1) is not None
        certainty, note = (Certainty.ASK, _STROKE) if asked else (Certainty.LIKELY, "")
        return Token(start, match.end(), Kind.SYMBOL, SYMBOLS[sign], certainty, "symbol", note)
    if sign.isnumeric():
        return Token(start, match.end(), Kind.NUMBER, _value(sign), Certainty.LIKELY, "figure sign")
    if sign >= _PICTOGRAPHS and unicodedata.category(sign) in {"So", "Sk", "Mn", "Me"}:
        return Token(start, match.end(), Kind.PUNCTUATION, "", Certainty.SURE, "pictograph")
    return Token(start, match.end(), Kind.SYMBOL, "", Certainty.ASK, "symbol")


_READERS = {"word": _at_word, "figure": _at_figure, "sign": _at_sign}
"""What reads a place, by what begins there."""
