"""Sentences that run on over a blank line, as a page of a PDF may have one between any two of its lines.

Only what cannot end is joined with what follows it, and what cannot begin with what stands before it.
"""

import re

from app.reading.pattern import Pattern
from app.reading.tables.classes import DAY_PARTS, LOWER

_SHORT, _FULL = 12, 60
"""Characters before a blank line: of fewer a cell may consist, of more a line that filled its page."""
_ANEW = Pattern(r"[-–—+•●○▪■□➢►✓❖★*]|\(?\w{1,3}(?:\.\d{1,2}){0,3}[.)/](?!\d)|Kính|Thưa|KÍNH|THƯA")
"""What begins anew whatever stands before it: an item, an address."""
_WANTS = Pattern(
    r"(?<!\w)(?:và|của|các|những|với|tại|từ|đến|ở|về|theo|do|vì|hoặc|nhưng|bằng|mỗi|từng|thuộc|giữa|nhằm|đối với|liên quan đến|"
    r"phòng,? chống|ứng phó|hưởng ứng|kỷ niệm|chào mừng|nhân dịp)$"
)
"""Words that end no sentence: "công tác phòng, chống" above "Bão số 2"."""
_WANTS_FIGURE = Pattern(
    r"(?<!\w)(?:ngày|tháng|năm|lúc|khoảng|gần|hơn|trước|sau|quý|đợt|đạt|trên|dưới|còn|có|hết|trong|cho|mức|thôn|xóm|tổ)$"
)
_GOES_ON = Pattern(
    r"(?:trên địa bàn|của|và|với|cho|theo|tại|từ|để|nhằm|trong|đối với|thuộc|do|bằng|đến|vào|về|ở|giai đoạn|nhiệm kỳ|lần thứ|"
    r"ngày \d{1,2}|tháng \d{1,2}|năm \d{4}|đợt \d{1,2})(?!\w)"
)
"""Words that begin none: "trên địa bàn xã" under a heading."""
_ENDS_OPEN = Pattern(r"[^\W_]$|\)$")
_ON_DAY = Pattern(
    rf"(?<!\w)(?:(?:{DAY_PARTS}|hôm|ngày) (?:nay|mai|qua)|(?:{DAY_PARTS})|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)$",
    re.IGNORECASE,
)
_NOTE = Pattern(rf"\((?P<note>[^()]{{1,60}})\)(?:[,.;:]| [{LOWER}])")
_DATE = Pattern(r"(?:ngày |mùng )?\d{1,2}[/.-]\d")


def is_run_over(before: str, after: str) -> bool:
    """Whether the line before a blank one goes on in the line behind it."""
    if len(before) < _SHORT or before.count(" ") < 2 or _ANEW.match(after) or (before.isupper() and after.isupper()):  # noqa: PLR2004  # two words may be a cell
        return False
    if note := _NOTE.match(after):
        dated = _ON_DAY.search(before) is not None and _DATE.match(note["note"]) is not None
        return dated or (len(before) >= _FULL and before[-1].isalnum())
    if _WANTS.search(before) or (after[:1].isdecimal() and _WANTS_FIGURE.search(before)):
        return True
    if _GOES_ON.match(after) and _ENDS_OPEN.search(before):
        return after.partition(" ")[0] != before.partition(" ")[0]  # items that begin alike
    return len(before) >= _FULL and before.endswith(",") and not _ANEW.match(before)
