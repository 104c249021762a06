"""The rules: one idea each, tried in this order at every place; what a rule takes, no later one sees.

A rule shows one pair, written => spoken, and `tests/reading/test_rules.py` checks each pair.
"""

from functools import lru_cache

from app.reading.rules import (
    codes,
    contact,
    date_letters,
    dates,
    documents,
    fractions,
    layout,
    money,
    names,
    numerals,
    signs,
    times,
    varieties,
    words,
)
from app.reading.rules.rule import Begin, Found, Rule, Said

__all__ = ["RULES", "RULES_AT", "Begin", "Found", "Rule", "Said", "rules_at", "rules_at_figure"]

RULES: tuple[Rule, ...] = (
    *layout.RULES,
    *varieties.RULES,
    *documents.RULES,
    *dates.RULES,
    *date_letters.RULES,
    *contact.RULES,
    *times.RULES,
    *money.RULES,
    *numerals.RULES,
    *fractions.RULES,
    *codes.RULES,
    *names.RULES,
    *words.RULES,
    *signs.RULES,
)
RULES_AT = {begin: tuple(rule for rule in RULES if begin in rule.begin) for begin in Begin}
"""The rules tried at each kind of place."""


@lru_cache(maxsize=256)
def rules_at_figure(behind: str) -> tuple[Rule, ...]:
    """The rules tried where figures stand. behind: the sign behind them and a blank, empty at the end of the text."""
    what = "a" if behind.isalpha() else "0" if behind.isdecimal() else behind
    return tuple(rule for rule in RULES_AT[Begin.FIGURE] if not rule.behind or (what and what in rule.behind))


@lru_cache(maxsize=2048)
def rules_at(begin: Begin, first: str) -> tuple[Rule, ...]:
    """The rules tried where a sign or a letter stands."""
    return tuple(rule for rule in RULES_AT[begin] if not rule.first or first in rule.first)
