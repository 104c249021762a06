"""Every row of every table: what it says is nothing but words, its example shows it, and it stands in one table only."""

import itertools
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

import pytest

from app.reading import explain, read, to_spoken
from app.reading.numbers import LETTERS
from app.reading.rules import RULES, RULES_AT, Begin, Rule, rules_before
from app.reading.tables import classes
from app.reading.tables.abbreviations import FIELDS
from app.reading.tables.ambiguous import AMBIGUOUS, SENSES
from app.reading.tables.classes import LOWER
from app.reading.tables.documents import DOCUMENT_TYPES, ISSUERS, TYPE_WORDS
from app.reading.tables.foreign import KEPT, LABELS, NAMES, RESPELLED
from app.reading.tables.offices import OFFICES
from app.reading.tables.shorthand import PAIRS, PHRASES, TOWNS
from app.reading.tables.slips import SLIPS
from app.reading.tables.symbols import QUIET, SYMBOLS
from app.reading.tables.units import PER, PER_NAMES, RATE_DENOMINATORS, UNITS
from tests.reading.guarantees import left
from tests.reading.precedence import texts
from tests.support.files import files

SHORT_FORMS: tuple[Mapping[str, object], ...] = (*FIELDS, *SENSES, OFFICES, PHRASES, PAIRS, NAMES)
"""Where a short form is looked up wherever it stands; the other tables belong to one place: a symbol, a unit, an address."""
SPOKEN: dict[str, Mapping[str, str]] = {
    **{f"field {number}": field for number, field in enumerate(FIELDS)},
    "senses": {f"{short} {row}": sense.spoken for short, senses in AMBIGUOUS.items() for row, sense in enumerate(senses)},
    "offices": OFFICES,
    "phrases": PHRASES,
    "pairs": PAIRS,
    "names": NAMES,
    "respelled": RESPELLED,
    "labels": LABELS,
    "towns": TOWNS,
    "document types": DOCUMENT_TYPES,
    "issuers": ISSUERS,
    "words of types": {word: word for word in TYPE_WORDS},
    "units": UNITS,
    "rates": RATE_DENOMINATORS,
    "per": PER_NAMES,
    "letters": LETTERS,
    "symbols": {sign: words for sign, words in SYMBOLS.items() if words},
}
KEYS = sorted({key for table in (*SPOKEN.values(), *SHORT_FORMS, SLIPS) for key in table} | KEPT | PER | QUIET)
CARRIERS = (
    *(
        "{}",
        "Mời {0} dự 5{0}.",
        "x{0}, {0} 5",
        "{0}x ({0}/{0})",
        "{} Yên Bình",
        "HỘI {0} XÃ 12/{0}",
        "12/2020/{}-UBND",
        "đ/c {}: 3 t.",
    ),
)
_WORDS = re.compile(rf"[{LOWER}]+(?: [{LOWER}]+)*")
_PLAIN = re.compile(r"[^\W\d_][\w ]*(?:\|[^\W\d_][\w ]*)+")
"""Alternatives that are plain words."""


def test_what_a_table_says_is_nothing_but_words_in_small_letters() -> None:
    rows = [(name, key, words) for name, table in SPOKEN.items() for key, words in table.items()]
    assert [row for row in rows if not _WORDS.fullmatch(row[2])] == []
    assert [row for row in rows if row[0] != "labels" and to_spoken(row[2]) != f"{row[2]}."] == []


def test_no_short_form_stands_in_two_tables() -> None:
    held = Counter(itertools.chain.from_iterable(SHORT_FORMS))
    assert [form for form, times in held.items() if times > 1] == []


def test_every_rule_has_a_name_of_its_own() -> None:
    names = Counter(rule.name for rule in RULES)
    assert [name for name, times in names.items() if times > 1] == []


def test_a_rule_of_signs_names_every_sign_it_begins_with() -> None:
    rules = RULES_AT[Begin.SIGN]
    signs = {sign for sign in map(chr, range(0x20, 0x2800)) if not sign.isalnum() and not sign.isspace()}
    known = "\n".join(texts())
    shown = "".join(f" {sign} a{sign} 12{sign}5 {sign}A {sign}{sign}{sign}\n" for sign in signs) + known
    wrong = [
        (rule.name, match[0])
        for rule in rules
        for match in rule.pattern.finditer(shown)
        if match[0].strip() and match[0][0] not in rule.first and not (match[0][0].isalnum() or match[0][0].isspace())
    ]
    assert all(rule.first for rule in rules)
    assert wrong == []


@cache
def untried(begin: Begin, first: str, behind: str) -> tuple[Rule, ...]:
    """The rules that are not tried at a word or at figures, by what they begin with and the sign behind them."""
    tried = {rule.name for rule in rules_before(begin, first, behind)}
    return tuple(rule for rule in RULES_AT[begin] if rule.name not in tried)


def test_a_rule_of_letters_names_every_letter_it_begins_with_and_sign_behind_them() -> None:
    for text in (*texts(), *(carrier.format(key) for key in KEYS for carrier in ("{}", "a {} 5"))):
        for place in re.finditer(r"(?<![^\W\d_])[^\W\d_]+ ?(.?)", text):
            begin = Begin.CAPITAL if place[0][0].isupper() else Begin.SMALL
            for rule in untried(begin, place[0][0], place[1]):
                match = rule.pattern.match(text, place.start())
                assert match is None, (rule.name, text[place.start() : place.end() + 10])


def test_a_rule_of_figures_names_every_figure_it_begins_with_and_sign_behind_them() -> None:
    signs = [*".,:;/-–—−'\"″’′°º⁰℃$€₫%‰×*★+@_&#()[]=~<>!?…|→", *"aAđxkmhTQ"]
    figures = ("1", "05", "12", "24", "113", "2024", "20251", "090", "0912345678", "1900")
    tails = ("", " ", "5", "12", "000", "500 đồng", "12/2024", "đ", " giờ", "A", "1.000", ":30", " 000 000", "25")
    shown = [f"ngày {number}{gap}{sign}{tail}" for number in figures for gap in ("", " ") for sign in signs for tail in tails]
    for text in (*texts(), *shown):
        for place in re.finditer(r"(?<!\d)\d+ ?(.?)", text):
            for rule in untried(Begin.FIGURE, place[0][0], place[1]):
                match = rule.pattern.match(text, place.start())
                assert match is None, (rule.name, text[place.start() : place.end() + 10])


@pytest.mark.parametrize("short", AMBIGUOUS)
def test_each_sense_decides_in_its_example(short: str) -> None:
    for row, sense in enumerate(AMBIGUOUS[short], start=1):
        token = next(token for token in read(sense.example).tokens if token.rule == f"in context: {short} {row}")
        assert sense.spoken.endswith(token.spoken)  # "đường ĐB": the first word stands there already
        assert explain(sense.example, token.start).pair == (sense.example, to_spoken(sense.example))


@pytest.mark.parametrize("short", AMBIGUOUS)
def test_the_last_sense_holds_anywhere_and_no_other_does(short: str) -> None:
    *others, last = AMBIGUOUS[short]
    assert (last.before, last.after) == ("", "")
    assert all(sense.before or sense.after for sense in others)


@pytest.mark.parametrize("carrier", CARRIERS)
def test_every_key_in_every_carrier_keeps_the_promises(carrier: str) -> None:
    wrong = [spoken for key in KEYS if left(spoken := to_spoken(carrier.format(key))) or to_spoken(spoken) != spoken]
    assert wrong == []


def test_no_pattern_writes_a_named_class_of_words_anew() -> None:
    named = {
        name: set(words.split("|")) for name, words in vars(classes).items() if name.isupper() and _PLAIN.fullmatch(str(words))
    }
    sources = [*files("app/reading/rules", "*.py"), *files("app/reading/tables/senses", "*.py")]
    written = [
        (file.name, name, run)
        for file in sources
        for run in _PLAIN.findall(file.read_text(encoding="utf-8"))
        for name, words in named.items()
        if len(words.intersection(run.split("|"))) >= max(3, 0.55 * len(words))
    ]
    assert len(named) > 15
    assert written == []
