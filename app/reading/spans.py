"""What a dash holds together in the fields: a season of two names, a span of degrees or stages, rice and what lives in it."""

import re

from app.reading.pattern import Pattern
from app.reading.tables.classes import any_of

_SEASONS = ("đông xuân", "hè thu", "thu đông", "xuân hè", "chiêm xuân", "thu mùa", "xuân thu")
_SEASON_BEFORE, _SEASON_BEHIND = (
    Pattern(r"(?<!\w)(Đông|Hè|Thu|Xuân|Chiêm) ?$", re.IGNORECASE),
    Pattern(r" ?(Đông|Hè|Thu|Xuân|Mùa)(?!\w)", re.IGNORECASE),
)
"""A season of the fields named by two of the year: "vụ Đông - Xuân" is one crop."""
_SCALE = "rất nhẹ|nhẹ|vừa|trung bình|khá|nặng|thấp|cao"
_STAGES = any_of(
    (
        *("mạ", "cây con", "hồi xanh", "đẻ nhánh", "đứng cái", "phân hóa đòng", "làm đòng", "ôm đòng", "đòng", "trỗ", "trổ"),
        *("trỗ bông", "trổ bông", "ngậm sữa", "chín sữa", "chín sáp", "chắc xanh", "chín", "thu hoạch", "xoáy nõn", "trỗ cờ"),
        *("phun râu", "ra hoa", "ra nụ", "đậu quả", "quả non", "nuôi quả", "phát triển thân lá"),
    )
)
_FROM_TO_BEFORE, _FROM_TO_BEHIND = (
    Pattern(rf"(?<![-–,;] )(?<![\w])(?:(?P<scale>{_SCALE})|(?P<stage>{_STAGES})) ?$", re.IGNORECASE),
    Pattern(rf" ?(?>(?P<scale>{_SCALE})|(?P<stage>{_STAGES}))(?!\w| ?[-–])", re.IGNORECASE),
)
"""From one degree or stage of growth to the next: "mức nhẹ - trung bình", "đẻ nhánh - làm đòng"."""
_RICE_BEFORE, _BRED_BEHIND = (
    Pattern(r"(?<!\w)lúa ?$", re.IGNORECASE),
    Pattern(r" ?(?:cá|tôm|vịt|màu)(?!\w| ?[-–])", re.IGNORECASE),
)
"""What a field bears in turn: "mô hình lúa - cá"."""


def is_one_span(before: str, behind: str) -> bool:
    """Whether a dash stands inside a season, a span of degrees or stages, or a field of two fruits."""
    one, other = _SEASON_BEFORE.search(before), _SEASON_BEHIND.match(behind)
    if one and other:
        return f"{one[1]} {other[1]}".lower() in _SEASONS
    if _RICE_BEFORE.search(before) and _BRED_BEHIND.match(behind):
        return True
    first, last = _FROM_TO_BEFORE.search(before), _FROM_TO_BEHIND.match(behind)
    return first is not None and last is not None and first.lastgroup == last.lastgroup
