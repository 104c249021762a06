"""The lexicon: written forms that people want said their way, in layers over the built-in tables.

An entry's words are put into the text before the rules read it, so a rule sees "điểm" and not the "Đ." that stood there, and what
comes out is spoken as fully as any text. The longest written form at a place wins, then the higher layer, then the form that is
true to case. A longer form is also how an entry is kept to a context: "TT Cổ Lễ" says nothing about any other "TT".
An entry never takes a piece out of what is read as one: "UBND" leaves "10/KH-UBND" alone.
"""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.reading.blocks import Formality
from app.reading.clean import plain
from app.reading.model import Certainty, Kind, ReadingError, Token

LONGEST_WRITTEN, LONGEST_SPOKEN, LONGEST_CHAIN = 80, 200, 8

_PIECE = re.compile(r"\w+|[^\S\n\t]+|.", re.DOTALL)
_OLD_TONE = re.compile("o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]")
"""The tone on the second letter, as in "hoà" and "uỷ"; the other way to write "hòa" and "ủy"."""
_MARKED = {"a": "òóỏõọ", "e": "òóỏõọ", "y": "ùúủũụ"}
_TONES = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}
_VOWELS = frozenset("aeiouy")


class Layer(StrEnum):
    """Whose entry it is; a later layer goes before an earlier one, and all of them before the built-in tables."""

    PROVINCE = "province"
    COMMUNE = "commune"
    BULLETIN = "bulletin"


LAYER_NAMES = {Layer.PROVINCE: "từ điển của tỉnh", Layer.COMMUNE: "từ điển của xã", Layer.BULLETIN: "cách đọc riêng của bản tin"}
_RANK = {layer: rank for rank, layer in enumerate(Layer)}


class LexiconError(ReadingError):
    """An entry that cannot be used. written: its written form; more than one for a cycle, in the order in which they lead on."""

    def __init__(self, *written: str) -> None:
        super().__init__(" → ".join(written))
        self.written = written


class BadWrittenFormError(LexiconError):
    """A written form that is empty, longer than 80 characters, of several lines, or without any letter or figure."""


class NotSpeakableError(LexiconError):
    """Spoken words that are none: figures, signs, capitals, without a vowel; or none at all, or more than 200 characters.

    word: the first that is wrong.
    """

    def __init__(self, written: str, word: str) -> None:
        super().__init__(written)
        self.word = word


class DuplicateEntryError(LexiconError):
    """Two entries of one layer for the same written form."""


class CycleError(LexiconError):
    """Spoken words that hold a written form whose own words lead back, or on and on."""


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One entry. written: as texts have it; spoken: words in small letters (names may begin with a capital).

    any_case: whether capitals make no difference; without it "TT" is not "tt".
    """

    written: str
    spoken: str
    layer: Layer = Layer.COMMUNE
    any_case: bool = False

    @property
    def key(self) -> str:
        """What two entries of one layer may not share."""
        return _key(self.written) if self.any_case else _one_tone(self.written)


def checked(entry: LexiconEntry) -> LexiconEntry:
    """The entry with both forms in NFC and single spaces. Raises `BadWrittenFormError`, `NotSpeakableError`."""
    written, spoken = _tidy(entry.written), _tidy(entry.spoken)
    lines = len(entry.written.strip().splitlines())
    is_form = any(letter.isalnum() for letter in written) and written.isprintable()
    if lines != 1 or not is_form or len(written) > LONGEST_WRITTEN or "\t" in entry.written.strip():
        raise BadWrittenFormError(written[: LONGEST_WRITTEN + 1])
    wrong = next((word for word in spoken.split() if not _is_speakable(word)), None)
    if wrong is not None or not spoken or len(spoken) > LONGEST_SPOKEN:
        raise NotSpeakableError(written, wrong if wrong is not None else spoken[:20])
    return replace(entry, written=written, spoken=spoken)


def _tidy(text: str) -> str:
    return " ".join(plain(text)[0].split())


def _is_speakable(word: str) -> bool:
    """Whether it is one word of small letters with a vowel, or a name: "bê", "Liên"."""
    bare = unicodedata.normalize("NFD", word.lower())
    return word.isalpha() and (word.islower() or word.istitle()) and not _VOWELS.isdisjoint(bare)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry is put into a text: its span, and the words to put there."""

    start: int
    end: int
    entry: LexiconEntry
    words: str


@dataclass(slots=True)
class _Node:
    """A step in the tree of written forms, piece by piece; a walk through it is as long as the form, however many there are."""

    following: "dict[str, _Node]" = field(default_factory=dict)
    entries: list[LexiconEntry] = field(default_factory=list)


class Lexicon:
    """Entries ready to be looked up; never changes, so any number of threads may read with it."""

    def __init__(self, entries: Iterable[LexiconEntry] = ()) -> None:
        """entries: of all layers, in any order. Raises `LexiconError`: nothing half good is taken."""
        self.entries = tuple(checked(entry) for entry in entries)
        self._root = _Node()
        self._words: dict[LexiconEntry, str] = {}
        valid: dict[tuple[str, bool], LexiconEntry] = {}
        seen: set[tuple[Layer, str]] = set()
        for entry in sorted(self.entries, key=lambda each: _RANK[each.layer]):
            if (entry.layer, entry.key) in seen:
                raise DuplicateEntryError(entry.written)
            seen.add((entry.layer, entry.key))
            valid[entry.key, entry.any_case] = entry
        for entry in valid.values():
            self._plant(entry)
        for entry in valid.values():
            self._words[entry] = self._said(entry, ())

    def __bool__(self) -> bool:
        """Whether there is any entry."""
        return bool(self.entries)

    def places(self, text: str, tokens: Sequence[Token]) -> list[Place]:
        """Where entries go into a plain text whose built-in reading is `tokens`: only in place of whole tokens that are read."""
        read = [token for token in tokens if token.kind is not Kind.SKIPPED]
        starts, ends = {token.start for token in read}, {token.end for token in read}
        ends |= {token.end - 1 for token in read if token.kind is Kind.ABBREVIATION and text[token.end - 1] == "."}
        found = self._find(text, starts, ends)
        return [Place(start, end, entry, self._words[entry]) for start, end, entry in found]

    def words(self) -> dict[tuple[str, bool], str]:
        """What is said for each form that holds, the words of other entries put in; by the entry's key and `any_case`."""
        return {(entry.key, entry.any_case): said for entry, said in self._words.items()}

    def differing(self, other: "Lexicon") -> frozenset[str]:
        """The written forms, folded, that have words in one of the two only, or others; a text without them is read the same."""
        mine, its = self.words(), other.words()
        return frozenset(
            _key(key) for key, any_case in mine.keys() | its.keys() if mine.get((key, any_case)) != its.get((key, any_case))
        )

    @staticmethod
    def may_hold(text: str, forms: Iterable[str]) -> bool:
        """Whether any of these folded forms stands somewhere in the text, be it inside a word."""
        folded = _key(_tidy(text))
        return any(form in folded for form in forms)

    def _plant(self, entry: LexiconEntry) -> None:
        node = self._root
        for piece in _PIECE.findall(entry.written):
            node = node.following.setdefault(_key(piece), _Node())
        node.entries.append(entry)
        node.entries.sort(key=lambda each: (-_RANK[each.layer], each.any_case))

    def _find(
        self, text: str, starts: Container[int] | None = None, ends: Container[int] | None = None
    ) -> Iterator[tuple[int, int, LexiconEntry]]:
        """Spans and entries from left to right. starts, ends: the only places where one may begin and end."""
        pieces = [(match.start(), match.end(), _key(match[0])) for match in _PIECE.finditer(text)]
        at = 0
        while at < len(pieces):
            start = pieces[at][0]
            longest = None
            if pieces[at][2] in self._root.following and (starts is None or start in starts):
                longest = self._longest(text, pieces, at, ends)
            if longest is None:
                at += 1
                continue
            after, entry = longest
            yield start, pieces[after - 1][1], entry
            at = after

    def _longest(
        self, text: str, pieces: Sequence[tuple[int, int, str]], at: int, ends: Container[int] | None
    ) -> tuple[int, LexiconEntry] | None:
        """The longest form that begins with piece `at`: the piece after it, and its entry."""
        start, found = pieces[at][0], None
        node: _Node | None = self._root
        for after in range(at, len(pieces)):
            node = node.following.get(pieces[after][2]) if node is not None else None
            if node is None:
                break
            end = pieces[after][1]
            if node.entries and (ends is None or end in ends):
                written = _one_tone(" ".join(text[start:end].split()))
                entry = next((each for each in node.entries if each.any_case or each.key == written), None)
                found = (after + 1, entry) if entry is not None else found
        return found

    def _said(self, entry: LexiconEntry, path: tuple[LexiconEntry, ...]) -> str:
        """The words of an entry, those of other entries put into them. path: the entries that led here."""
        if entry in self._words:
            return self._words[entry]
        if entry in path or len(path) >= LONGEST_CHAIN:
            raise CycleError(*(each.written for each in path), entry.written)
        said, position = "", 0
        for start, end, inner in self._find(entry.spoken):
            said += entry.spoken[position:start] + self._said(inner, (*path, entry))
            position = end
        said += entry.spoken[position:]
        if len(said) > 2 * LONGEST_SPOKEN:
            raise NotSpeakableError(entry.written, said[:20])
        self._words[entry] = said
        return said


def put_in(text: str, starts: Sequence[int] | None, places: Iterable[Place]) -> tuple[str, list[int]]:
    """The text with the words of `places` in it, and where in the source each of its characters begins, then the source's length.

    starts: the same for `text` itself (None: same places).
    """
    sources = starts if starts is not None else range(len(text) + 1)
    pieces: list[str] = []
    begun: list[int] = []
    position = 0
    for place in places:
        pieces += [text[position : place.start], place.words]
        begun += sources[position : place.start]
        begun += [sources[place.start]] * len(place.words)
        position = place.end
    pieces.append(text[position:])
    begun += sources[position:]
    return "".join(pieces), begun


def moved(spans: Iterable[Formality], places: Sequence[Place]) -> Iterator[Formality]:
    """Spans of a text, in order and clear of `places`, where they lie once the words of `places` are in it."""
    at = shift = 0
    for span in spans:
        while at < len(places) and places[at].end <= span.start:
            shift += len(places[at].words) - (places[at].end - places[at].start)
            at += 1
        yield replace(span, start=span.start + shift, end=span.end + shift)


def marked(tokens: Iterable[Token], starts: Sequence[int] | None, places: Iterable[Place]) -> Iterator[Token]:
    """The tokens at their places in the source; those that an entry made say so."""
    by_start = {
        (starts[place.start] if starts is not None else place.start): (
            starts[place.end] if starts is not None else place.end,
            place.entry,
        )
        for place in places
    }
    for token in tokens:
        end, entry = by_start.get(token.start, (0, None))
        if entry is None:
            yield token
            continue
        note = f"{LAYER_NAMES[entry.layer]}: «{entry.written}» đọc là «{entry.spoken}»"
        if token.end == end:
            yield token._replace(kind=Kind.LEXICON, certainty=Certainty.SURE, rule=f"lexicon {entry.layer}", note=note)
        else:
            yield token._replace(note=note)


def _one_tone(text: str) -> str:
    """The tone where the present spelling has it: "hoà" => "hòa"."""
    return _OLD_TONE.sub(lambda match: _moved(match[0]), text)


def _moved(pair: str) -> str:
    bare = next(letter for letter, tones in _TONES.items() if pair[1] in tones)
    return _MARKED[bare][_TONES[bare].index(pair[1])] + bare


def _key(text: str) -> str:
    return " " if text.isspace() else _one_tone(text.casefold())
