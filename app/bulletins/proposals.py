"""What a script itself says of its bulletin: the last day it speaks of, and its theme; proposed to the officer, never decided."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from app.bulletins.model import Theme
from app.values import frozen

_WHOLE_DAY = re.compile(r"(?<![\d/.,-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_DAY = re.compile(r"(?:ngày|đến|hết|trước|[-–]) ?(\d{1,2})/(\d{1,2})()(?![\d/]|[.,]\d)", re.IGNORECASE)
_IN_WORDS = re.compile(r"ngày (?:mồng )?(\d{1,2}) tháng (\d{1,2})(?: năm (\d{4}))?", re.IGNORECASE)
_FURTHEST = timedelta(days=400)
_OF_THEME = (
    (Theme.REVIEW, re.compile(r"rà soát|phúc tra|bình xét|niêm yết|giấy chứng nhận hộ", re.IGNORECASE)),
    (Theme.POLICY, re.compile(r"vay vốn|bảo hiểm y tế|BHYT|trợ giúp|hỗ trợ|miễn(?:,)? giảm|chính sách", re.IGNORECASE)),
    (Theme.PROGRAMME, re.compile(r"mục tiêu quốc gia|MTQG", re.IGNORECASE)),
    (Theme.GUIDELINE, re.compile(r"chủ trương|chỉ thị|nghị quyết", re.IGNORECASE)),
)
_ABOUT_POVERTY = re.compile(r"hộ (?:cận |thoát |mới thoát )?nghèo|giảm nghèo|hộ CN\b", re.IGNORECASE)


@frozen
class ScriptProposal:
    """valid_to: the last day, itself included, None: the script names none to come; theme: None where nothing shows one."""

    valid_to: date | None
    theme: Theme | None


def propose_from(script: str, today: date) -> ScriptProposal:
    """What the script shows. A day without a year is the next one that comes, and needs a word before it that says so."""
    days = [day for day in _days(script, today) if today <= day <= today + _FURTHEST]
    counts = [(len(pattern.findall(script)), theme) for theme, pattern in _OF_THEME]
    most = max(counts, key=lambda each: each[0])
    is_shown = most[0] > 0 and (_ABOUT_POVERTY.search(script) is not None or most[1] is Theme.PROGRAMME)
    return ScriptProposal(max(days, default=None), most[1] if is_shown else None)


def _days(script: str, today: date) -> Iterator[date]:
    for found in (*_WHOLE_DAY.finditer(script), *_DAY.finditer(script), *_IN_WORDS.finditer(script)):
        day, month, year = int(found[1]), int(found[2]), found[3]
        for each in [int(year)] if year else [today.year, today.year + 1]:
            try:
                at = date(each, month, day)
            except ValueError:
                continue
            if year or at >= today:
                yield at
                break
