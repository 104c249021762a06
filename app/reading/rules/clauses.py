"""Articles and clauses in short: "k.2 Đ.5"."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import spell
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule, Said
from app.reading.tables.classes import SECTIONS

_CLAUSE_BEFORE = Pattern(r"(?:theo|tại|của|điểm [a-zđ]|Đ\.? ?\d{1,3}|[Đđ]iều \d{1,3}),? ?$")
_CLAUSE_AFTER = Pattern(r",? ?(?:khoản|k\.? ?\d|[Đđ]iều|Đ\.? ?\d|của)")
_OF_LAW = Words(rf"(?<!\w)(?:{SECTIONS}|luật|nghị định|thông tư|quyết định|quy định|theo|NĐ|TT|QĐ|[kđ]\.? ?\d)(?!\w)")
_OF_TEAM = Words(r"(?<!\w)(?:đội|nhà|hộ|HTX|hợp tác xã|ông|bà|thôn|xóm)(?!\w)")
"""Where there are teams "đ.6" is one of them."""


def _clause(found: Found) -> str | Said | None:
    """Clause in short: "Đ.5" => "điều năm", "k2" => "khoản hai"; "đ.6" where no law is named may be a team."""
    if found["no"].isalpha() and not _CLAUSE_AFTER.match(found.after):
        return None
    listed = re.search(r"(?:theo|tại|của|và|,|;|\d|[a-zđ]) ?$", found.before) or _CLAUSE_AFTER.match(found.after)
    if found["word"] in {"k", "đ"} and not found["dot"] and not listed:
        return None
    if found["word"] == "K" and not (_CLAUSE_BEFORE.search(found.before) or _CLAUSE_AFTER.match(found.after)):
        return None
    number = found.cardinal("no") if found["no"].isdecimal() else spell(found["no"])
    word = {"Đ": "điều", "đ": "điều" if found["no"].isdecimal() else "điểm", "k": "khoản", "K": "khoản"}[found["word"]]
    if (
        found["word"] in {"đ", "Đ"}
        and found["no"].isdecimal()
        and not (_OF_LAW.search(found.before) or _OF_LAW.search(found.after))
    ):
        team = found["word"] == "đ" and _OF_TEAM.search(found.before)
        return Said(f"{'đội' if team else word} {number}", Certainty.ASK, "có thể là điều, đội, đường")
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
