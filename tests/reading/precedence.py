"""Where two rules hold at one place and would speak otherwise: `precedence.tsv`, accepted by hand.

`python -m tests.reading.precedence` writes the file anew: look at what has changed before you commit it.
"""

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from app.reading import read
from app.reading.numbers import NORTH
from app.reading.rules import RULES, RULES_AT, Begin, Found, Rule, Said
from app.reading.tables.ambiguous import AMBIGUOUS
from tests.reading.accepted import load
from tests.support.files import files

HERE = Path(__file__).parent
FILE = HERE / "precedence.tsv"
HEAD = ("decides", "would hold too", "written", "says", "would say")
_NAMED = {rule.name: rule for rule in RULES}
_ORDER = {rule.name: order for order, rule in enumerate(RULES)}


def texts() -> Iterator[str]:
    """All that is known to be read right: the cases, the whole texts, the pairs of rules and the examples of senses."""
    yield from (case.written for path in files(HERE / "cases", "*.tsv") for case in load(path))
    yield from (path.read_text(encoding="utf-8") for path in files(HERE / "whole", "*.written.txt"))
    yield from (path.read_text(encoding="utf-8") for path in files("tests/data/bulletins", "*.txt"))
    yield from (rule.pair[0] for rule in RULES)
    yield from (sense.example for sense in chain.from_iterable(AMBIGUOUS.values()))


def overlaps() -> dict[tuple[str, str], tuple[str, str, str]]:
    """For each pair of rules, by their names, the shortest stretch at which both hold, and what each says for it."""
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for text in texts():
        for decides, rival, *shown in _rivals(text):
            best = found.get((decides, rival))
            if best is None or len(shown[0]) < len(best[0]):
                found[decides, rival] = (shown[0], shown[1], shown[2])
    return found


def accepted() -> set[tuple[str, str]]:
    """The pairs of the file."""
    rows = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines()[1:]]
    return {(row[0], row[1]) for row in rows}


def _rivals(text: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Each place a rule decides, and each later rule that holds there and takes another stretch or says other words."""
    for token in read(text).tokens:
        rule = _NAMED.get(token.rule.partition(": ")[0])
        if rule is None:
            continue
        for rival in RULES_AT[_begin(rule, text[token.start])]:
            if _ORDER[rival.name] <= _ORDER[rule.name]:
                continue
            match = rival.pattern.match(text, token.start)
            said = rival.say(Found(match, NORTH)) if match and match[0] else None
            words = (said.words if isinstance(said, Said) else said or "").strip()
            if match and said is not None and (match.end(), words) != (token.end, token.spoken):
                yield rule.name, rival.name, text[token.start : max(token.end, match.end())], token.spoken, words


def _begin(rule: Rule, sign: str) -> Begin:
    """Where a rule was tried that decided at a sign."""
    kinds = {Begin.FIGURE: sign.isdecimal(), Begin.CAPITAL: sign.isupper(), Begin.SMALL: sign.islower()}
    kind = next((begin for begin, holds in kinds.items() if holds), Begin.SIGN)
    return kind if kind in rule.begin else Begin.LINE


def main() -> None:
    """Write the file."""
    rows = ["\t".join(HEAD)]
    for (decides, rival), shown in sorted(overlaps().items()):
        rows.append("\t".join((decides, rival, *(" ".join(piece.split()) for piece in shown))))
    FILE.write_text("\n".join(rows) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(rows) - 1} pairs of rules overlap\n")


if __name__ == "__main__":
    main()
