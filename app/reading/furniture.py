"""What a page of the web adds around a text: counters, buttons, the way to it, when it was put there, other news.

A line is left out only as a whole. What nobody says in a village is enough by itself ("Lượt xem: 123", "In bài viết"); words that
may be content ("Chia sẻ", a day with its hour, "Tin khác") go only where the page has shown itself to be one.
"""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from app.reading.bylines import is_name, is_office, may_be_author
from app.reading.letterheads import Line
from app.reading.other_news import ages, neighbours, other_news, teasers
from app.reading.page_words import (
    BETWEEN,
    BUTTONS_BEHIND,
    IS_COUNT,
    IS_DAY,
    IS_EXACT,
    IS_HOUR,
    IS_PICTURES,
    IS_POSTED,
    IS_ZONE,
    LIKELY,
    STAMPED,
    SURE,
    VISITORS,
)
from app.reading.pattern import Pattern
from app.reading.signatures import is_person
from app.reading.tables.classes import LOWER, UPPER

_WIDEST, _WIDEST_HEADLINE, _WIDEST_STAMP = 140, 200, 80
"""Characters of a line of a page, of the headline of other news, of a day and an hour with their zone."""
_TOP, _TITLED = 12, 5
"""Lines among which a page has its heading and the text has it again; its words at least."""
_MOST_NEWS = 60
"""Lines of other news at the end of a page at most."""
_MENU, _BUTTON = 3, 20
"""Cells of a menu at least, and their width at most."""
_OF_MENU = Pattern(r"Đăng nhập|Sitemap|Sơ đồ (?:trang|cổng|site)|Trang chủ|English", re.IGNORECASE)
_NAME_AND_HOUR = Pattern(
    r"(?P<name>[^\W\d][^\d|:–-]{1,40}?) ?[-–|,•]? ?\d\d?[:h]\d\d(?:[ ,|-]{0,3}\d{1,2}[/.-]\d{1,2}[/.-]\d{4})?"
)
_GATHERED = Pattern(r"(?P<name>[^\W\d][^\d|:–()-]{1,40}?) ?\((?:tổng hợp|t/h|sưu tầm|biên tập|biên soạn)\)", re.IGNORECASE)
_NEAR = 3
"""Lines between what is sure and a day or an address that belongs to it."""
_VISITS = Pattern(r"(?:Hôm nay|Hôm qua|Trong tuần|Tuần này|Trong tháng|Tháng này|Tất cả) ?:? ?\d[\d.,]{0,11}", re.IGNORECASE)
"""How many came to a page; away from how many are there now it may count the sick."""
_ARE_THERE = Pattern(VISITORS, re.IGNORECASE)
_IN_BOX = Pattern(
    r"(?:Họ (?:và )?tên|Tên(?: của bạn)?|Tiêu đề|Nội dung|Địa chỉ|(?:Số )?điện thoại|E-?mail(?: của bạn)?|Website|Trang web|"
    r"Bình luận|Hủy(?: bỏ)?|Huỷ|Gửi(?: đi| ý kiến| phản hồi)?|Trả lời|Làm lại|Nhập lại|Đánh giá|Sắp xếp theo|Mới nhất|Cũ nhất|"
    r"(?P<telling>(?:Nhập )?mã (?:kiểm tra|xác nhận|bảo mật|bảo vệ|captcha)|(?:Viết|Gửi) bình luận|"
    r"(?:Ý kiến|Bình luận) của bạn|Ý kiến bạn đọc))",
    re.IGNORECASE,
)
"""Labels of the box for comments of readers; those that tell are in no form of an office."""
_LABELS = 3
"""Of such a box at least, one of which tells; two where the page has shown itself."""
_BY = Pattern(r"(?:Bởi|Tác giả|Người (?:đăng|viết)|Đăng bởi|PV|CTV|Theo) ?:? ", re.IGNORECASE)
_PAGE_NUMBER = Pattern(r"(?:Trang )?[-–—]? ?(\d{1,3}) ?[-–—]?(?: ?/ ?\d{1,3})?", re.IGNORECASE)
_RUNNING, _WORDS, _APART = range(12, 91), 2, 400
"""Characters and blanks of a head that runs over pages, no cell of a table, and characters between one page's and the next."""


def running_heads(lines: Sequence[str]) -> set[int]:
    """The lines that each page of a document has beside its number, and those numbers, which count up."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    numbers = {at: int(match[1]) for at in filled if (match := _PAGE_NUMBER.fullmatch(lines[at].strip()))}
    latest: dict[str, tuple[int, int, int]] = {}
    found: set[int] = set()
    offset = 0
    for place, at in enumerate(filled if len(numbers) > 1 else ()):
        text = lines[at].strip()
        offset += len(text)
        beside = next((near for near in filled[max(0, place - 1) : place + 2] if near != at and near in numbers), None)
        if beside is None or len(text) not in _RUNNING or text[-1] in ".!?;:" or text.count(" ") < _WORDS:
            continue
        before = latest.get(text)
        if before and numbers[beside] == numbers[before[1]] + 1 and offset - before[2] >= _APART:
            found |= {at, beside, *before[:2]}
        latest[text] = at, beside, offset
    return found


def furniture(lines: Sequence[Line], gone: Container[int]) -> dict[int, bool]:
    """The lines of a page that are not its text; True where an officer is asked, since a day or headlines stand there.

    gone: lines that are left out already.
    """
    sure = {at for at, line in enumerate(lines) if _is_sure(line.text) or _is_menu(line)}
    found = {at: bool(IS_DAY.search(lines[at].text)) for at in sure}
    found |= dict.fromkeys(_counter(lines), False)
    if sure:
        found |= dict.fromkeys(_visits(lines, sure), False)
        found |= {at: False for at, line in enumerate(lines) if at not in sure and _is_button(line.text, at, sure)}
    stamps = [at for at, line in enumerate(lines) if at not in found and _is_stamp(line.text)]
    if len(stamps) == 1:  # more are a schedule
        [stamp] = stamps
        above_letterhead = stamp < _TITLED and stamp + 1 in gone
        by_machine = 0 < stamp < _TOP_DAYS and _ODD_MINUTE.search(lines[stamp].text) is not None
        if above_letterhead or by_machine or _is_of_page(lines[stamp].text, stamp, stamp - sum(at < stamp for at in found), sure):
            found[stamp] = True
    bylines = [at for at, line in enumerate(lines) if _is_byline(line.text)]
    if len(bylines) == 1 and 0 < bylines[0] < _TITLED:
        found[bylines[0]] = True
    found |= dict.fromkeys(_named_above(lines, stamps), True)
    found |= {at: True for at in range(1, min(_TOP, len(lines) - 1)) if at not in found and _is_beside(lines, at, sure)}
    found |= dict.fromkeys(_days_of_page(lines, found), True)
    found |= dict.fromkeys(neighbours(lines), True)
    found |= dict.fromkeys(_box(lines, found), False)
    found |= dict.fromkeys(_said_again(lines, gone), False)
    found |= dict.fromkeys(_doubled(lines, found, is_page=bool(sure)), False)
    found |= dict.fromkeys(ages(lines), False)
    found |= {at: first == 0 for first, at in enumerate(teasers(lines, found))}
    other_news(lines, found, is_page=bool(sure))
    return found


def is_stamp(text: str, *, first: bool) -> bool:
    """Whether a line is a day with its hour and nothing else, as a page has it below its heading; the first may lack the hour."""
    return (first or ":" in text or _WEEKDAY.match(text) is not None) and _is_stamp(text)


_WEEKDAY = Pattern(r"Thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)|Chủ nhật", re.IGNORECASE)


def _is_byline(text: str) -> bool:
    """Whether a line is a person's name with the hour or the day of posting, "Lê Hoa | 08:15", and nothing else."""
    if (match := _GATHERED.fullmatch(text)) or (match := _NAME_AND_HOUR.fullmatch(text)):
        return is_name(match["name"])
    if len(text) > _WIDEST_STAMP or not IS_DAY.search(text):
        return _BY.match(text) is not None and is_person(_BY.sub("", text, 1))
    who = _BY.sub("", STAMPED.sub("", text).strip(" .,:|•·–-"), 1)
    return is_person(who) or (IS_HOUR.search(text) is not None and (is_name(who) or may_be_author(who)))


_WIDEST_OFFICE = 40
_ODD_MINUTE = Pattern(r"\d[:h]\d[1-46-9](?!\d)")
"""A minute that nobody gives for a meeting or a cut of power: a machine posted it."""


def _is_beside(lines: Sequence[Line], at: int, sure: Container[int]) -> bool:
    """Whether a short line at the top stands among those of a machine: the author above a moment, a station between addresses."""
    text = lines[at].text
    return at + 1 in sure and (may_be_author(text) or (at - 1 in sure and len(text) <= _WIDEST_OFFICE and is_office(text)))


def _named_above(lines: Sequence[Line], stamps: Sequence[int]) -> Iterator[int]:
    """A day with its hour below a heading and the name of who posted it, each in a line of its own, one beside the other."""
    if len(stamps) != 1 or not 0 < stamps[0] < _TITLED:
        return
    for beside in (stamps[0] - 1, stamps[0] + 1):
        if 0 < beside < len(lines) and is_person(_BY.sub("", lines[beside].text, 1)):
            yield from (beside, stamps[0])


_WRITTEN_DAY = Pattern(r"(\d{1,2})(?:[/.-]| tháng )(\d{1,2})(?:[/.-]| năm )(\d{4})", re.IGNORECASE)
_TOP_DAYS = 5


def _days_of_page(lines: Sequence[Line], found: Container[int]) -> Iterator[int]:
    """The day a page was looked at above its heading and the earlier one it was made below: a schedule counts its days up."""
    days = []
    for at, line in enumerate(lines[:_TOP]):
        day = _WRITTEN_DAY.search(line.text) if len(line.text) <= _WIDEST_STAMP and at not in found else None
        if day and _is_pieces(_WRITTEN_DAY.sub(" ", line.text).replace("ngày", "")):
            days.append((at, tuple(map(int, day.groups()[::-1]))))
    match days:
        case [(looked_at, late), (made_at, early)] if late > early and made_at < _TOP_DAYS:
            yield looked_at
            yield made_at
        case _:  # none, one alone, or a schedule of several
            return


def _box(lines: Sequence[Line], found: dict[int, bool]) -> Iterator[int]:
    """The labels of a box for comments at the end of a page; a form of an office has none that tells."""
    labels: list[int] = []
    telling = False
    for at in reversed(range(len(lines))):
        match = _IN_BOX.fullmatch(lines[at].text.strip(" .…:*"))
        if match is None and at not in found:
            break
        if match is not None:
            labels.append(at)
            telling = telling or bool(match["telling"])
    shown = any(at in found for at in range(labels[-1], len(lines))) if labels else False
    if (telling and len(labels) >= _LABELS) or (shown and len(labels) >= _LABELS - 1):
        yield from labels


def _is_menu(line: Line) -> bool:
    """Whether a line is the menu of a page: short cells, one of them to sign in or to look around."""
    cells = line.cells
    return len(cells) >= _MENU and all(len(cell) <= _BUTTON for cell in cells) and any(map(_OF_MENU.fullmatch, cells))


def _is_sure(text: str) -> bool:
    if len(text) > _WIDEST:
        return IS_PICTURES.fullmatch(text) is not None
    if SURE.fullmatch(text.strip(" .…:•")):
        return True
    counted = IS_COUNT.search(text)
    if counted and not BUTTONS_BEHIND.sub("", text[counted.end() :]).strip(BETWEEN) and not counted.start():
        return True
    if IS_ZONE.search(text) and IS_DAY.search(text) and len(text) <= _WIDEST_STAMP:
        return True
    dated = IS_DAY.search(text) and IS_POSTED.match(text.lstrip(BETWEEN))
    return bool(counted or dated) and _is_pieces(text)


def _is_stamp(text: str) -> bool:
    return len(text) <= _WIDEST_STAMP and bool(IS_DAY.search(text)) and _is_pieces(_TOPIC.sub("", text))


_TOPIC = Pattern(rf"(?<=\d) ?\| ?[{UPPER}][{LOWER}]+(?: [{LOWER}{UPPER}]+){{0,3}}$")
"""The heading of its news behind a moment: "08:15 05/03/2026 | Xã hội"."""


def _is_pieces(text: str) -> bool:
    return not STAMPED.sub("", text).strip(BETWEEN)


def _is_button(text: str, at: int, sure: set[int]) -> bool:
    """Whether a line is a button of a page that has shown itself; an address goes only beside what is sure."""
    if len(text) > _WIDEST or not LIKELY.fullmatch(text.rstrip(" .…:*")):
        return False
    return not text.startswith("http") or not sure.isdisjoint(range(at - _NEAR, at + _NEAR + 1))


def _visits(lines: Sequence[Line], sure: set[int]) -> Iterator[int]:
    """The counts of a day and a week around how many are at a page now."""
    there = [at for at in sure if _ARE_THERE.fullmatch(lines[at].text)]
    for at, line in enumerate(lines):
        if _VISITS.fullmatch(line.text) and any(abs(at - now) <= _NEAR for now in there):
            yield at


_COUNTER = Pattern(r"(?:Thống kê )?(?:lượt )?truy cập ?:?", re.IGNORECASE)
_PERIOD = Pattern(
    r"(?:Hôm nay|Hôm qua|Trong tuần|Tuần này|Tuần trước|Trong tháng|Tháng này|Tháng trước|Tất cả|Tổng cộng|Đang online) ?:?",
    re.IGNORECASE,
)
_POLL = Pattern(r"Ý kiến thăm dò|Thăm dò ý kiến", re.IGNORECASE)
_AMOUNT = Pattern(r"\d[\d.,]{0,11}")
_PERIODS = 3


def _counter(lines: Sequence[Line]) -> Iterator[int]:
    """The counter of a page, each of its words and counts in a line of its own: "Truy cập", "Hôm nay:", "61"."""
    for head, line in enumerate(lines):
        if _COUNTER.fullmatch(line.text):
            at = head + 1
            while at + 1 < len(lines) and _PERIOD.fullmatch(lines[at].text) and _AMOUNT.fullmatch(lines[at + 1].text):
                at += 2
            if at - head > 2 * _PERIODS:
                yield from range(head - (head > 0 and _POLL.fullmatch(lines[head - 1].text) is not None), at)


_SAID = 60
"""Characters of a line that says something: a heading behind it stands at the foot of a page."""


def _said_again(lines: Sequence[Line], gone: Container[int]) -> Iterator[int]:
    """A heading of a page that stands once more, word for word, at the top of the text: one of the two is heard."""
    top = ["" if at in gone else line.text for at, line in enumerate(lines[:_TOP])]
    for at, text in enumerate(top[:_NEAR]):
        if text.count(" ") >= _TITLED and text[-1:] not in ".!?:;," and text in top[at + 1 :]:
            again = top.index(text, at + 1)
            yield again if any(len(line) >= _SAID and line[-1] in ".!" for line in top[at:again]) else at
            yield from (later for later in range(again + 1, len(lines)) if lines[later].text == text)


def _doubled(lines: Sequence[Line], found: Container[int], *, is_page: bool) -> Iterator[int]:
    """A line that stands twice in a row, as a picture's words do; a slogan that is said twice ends with its mark."""
    read = [at for at in range(len(lines)) if at not in found]
    for one, two in pairwise(read):
        text = lines[one].text
        unmarked = text[-1:] not in ".!?:;," or (is_page and text[-1:] == ".")
        if text == lines[two].text and ((text.count(" ") >= _TITLED and unmarked) or len(text) > _SAID):
            yield two


def _is_of_page(text: str, at: int, order: int, sure: set[int]) -> bool:
    """Whether a day and an hour are those of posting: beside what is sure, or at the top and exact to the second.

    order: how many lines that are no furniture stand before it.
    """
    beside = not sure.isdisjoint(range(at - _NEAR, at + _NEAR + 1))
    return beside or (order < _TOP and IS_EXACT.search(text) is not None)
