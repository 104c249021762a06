"""What a dash holds together in the fields: a season of two names, rice and what lives in it."""

import re

from app.reading.pattern import Pattern

_SEASONS = ("đông xuân", "hè thu", "thu đông", "xuân hè", "chiêm xuân", "thu mùa", "xuân thu")
_SEASON_BEFORE, _SEASON_BEHIND = (
    Pattern(r"(?<!\w)(Đông|Hè|Thu|Xuân|Chiêm) ?$", re.IGNORECASE),
    Pattern(r" ?(Đông|Hè|Thu|Xuân|Mùa)(?!\w)", re.IGNORECASE),
)
"""A season of the fields named by two of the year: "vụ Đông - Xuân" is one crop."""
_RICE_BEFORE, _BRED_BEHIND = (
    Pattern(r"(?<!\w)lúa ?$", re.IGNORECASE),
    Pattern(r" ?(?:cá|tôm|vịt|màu)(?!\w| ?[-–])", re.IGNORECASE),
)
"""What a field bears in turn: "mô hình lúa - cá"."""


def is_one_span(before: str, behind: str) -> bool:
    """Whether a dash stands inside a season or a field of two fruits."""
    one, other = _SEASON_BEFORE.search(before), _SEASON_BEHIND.match(behind)
    if one and other:
        return f"{one[1]} {other[1]}".lower() in _SEASONS
    return bool(_RICE_BEFORE.search(before) and _BRED_BEHIND.match(behind))
