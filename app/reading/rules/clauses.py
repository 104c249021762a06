"""Articles and clauses in short: "k.2 Đ.5"."""

import re

from app.reading.model import Kind
from app.reading.numbers import spell
from app.reading.pattern import Pattern
from app.reading.rules.rule import Begin, Found, Rule

_CLAUSE_BEFORE = Pattern(r"(?:theo|tại|của|điểm [a-zđ]|Đ\.? ?\d{1,3}|[Đđ]iều \d{1,3}),? ?$")
_CLAUSE_AFTER = Pattern(r",? ?(?:khoản|k\.? ?\d|[Đđ]iều|Đ\.? ?\d|của)")


def _clause(found: Found) -> str | None:
    """Clause in short: "Đ.5" => "điều năm", "k2" => "khoản hai"."""
    if found["no"].isalpha() and not _CLAUSE_AFTER.match(found.after):
        return None
    listed = re.search(r"(?:theo|tại|của|và|,|;|\d|[a-zđ]) ?$", found.before) or _CLAUSE_AFTER.match(found.after)
    if found["word"] in {"k", "đ"} and not found["dot"] and not listed:
        return None
    if found["word"] == "K" and not (_CLAUSE_BEFORE.search(found.before) or _CLAUSE_AFTER.match(found.after)):
        return None
    number = found.cardinal("no") if found["no"].isdecimal() else spell(found["no"])
    word = {"Đ": "điều", "đ": "điều" if found["no"].isdecimal() else "điểm", "k": "khoản", "K": "khoản"}[found["word"]]
    return f"{word} {number}"


RULES = (
    Rule(
        "clause",
        Kind.DOCUMENT,
        (Begin.CAPITAL, Begin.SMALL),
        Pattern(
            r"(?P<word>Đ|k|K|đ)(?P<dot>\.? ?)"
            r"(?P<no>\d{1,2}(?![\d+])|(?<=Đ\.)\d{3}(?![\d+])|(?<=đ\.)[a-zđ])(?:(?=Đ\.?\d)|(?![\w/]))"
        ),
        _clause,
        ("k.2 Đ.5", "khoản hai điều năm"),
        first="ĐkKđ",
    ),
)
