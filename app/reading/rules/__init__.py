"""The rules: one idea each, tried in this order at every place; what a rule takes, no later one sees.

A rule shows one pair, written => spoken, and `tests/reading/test_rules.py` checks each pair.
"""

from functools import lru_cache

from app.reading.rules import (
    abbreviations,
    addresses,
    beside,
    clauses,
    codes,
    contact,
    date_letters,
    date_slips,
    dates,
    documents,
    formulas,
    fractions,
    identifiers,
    layout,
    money,
    names,
    numerals,
    periods,
    place_letters,
    ranges,
    rates,
    romans,
    short_dates,
    signs,
    strokes,
    thousands,
    times,
    units,
    varieties,
    wards,
    words,
)
from app.reading.rules.rule import Begin, Found, Rule, Said

__all__ = ["RULES", "RULES_AT", "Begin", "Found", "Rule", "Said", "rules_at", "rules_before"]

RULES: tuple[Rule, ...] = (
    *layout.RULES,
    *varieties.RULES,
    *documents.RULES,
    *clauses.RULES,
    *dates.RULES,
    *date_slips.RULES,
    *periods.RULES,
    *short_dates.RULES,
    *date_letters.RULES,
    *addresses.RULES,
    *contact.RULES,
    *identifiers.RULES,
    *times.RULES,
    *money.RULES,
    *units.RULES,
    *thousands.RULES,
    *rates.RULES,
    *formulas.RULES,
    *numerals.RULES,
    *romans.RULES,
    *fractions.RULES,
    *wards.RULES,
    *codes.RULES,
    *names.RULES,
    *beside.RULES,
    *words.RULES,
    *abbreviations.RULES,
    *place_letters.RULES,
    *ranges.RULES,
    *strokes.RULES,
    *signs.RULES,
)
RULES_AT = {begin: tuple(rule for rule in RULES if begin in rule.begin) for begin in Begin}
"""The rules tried at each kind of place."""


@lru_cache(maxsize=4096)
def rules_before(begin: Begin, first: str, behind: str) -> tuple[Rule, ...]:
    """The rules tried where a word or figures stand. first: its first sign; behind: the sign behind it and a blank, if any."""
    return tuple(rule for rule in rules_at(begin, first) if _may_follow(behind, rule))


@lru_cache(maxsize=2048)
def rules_at(begin: Begin, first: str) -> tuple[Rule, ...]:
    """The rules tried where a sign, a letter or a figure stands."""
    return tuple(rule for rule in RULES_AT[begin] if not rule.first or first in rule.first)


def _may_follow(behind: str, rule: Rule) -> bool:
    what = "a" if behind.isalpha() else "0" if behind.isdecimal() else behind
    return not rule.behind or (behind != "" and (what in rule.behind or behind in rule.behind))
