"""Lists inside a line: where their numbers, bullets and fields begin lines of their own, "như sau: 1. Thu rác; 2. Trồng cây"."""

import re

from app.reading.numbers import roman
from app.reading.pattern import Pattern
from app.reading.tables.classes import LOWER, NUMBERED, PLACES, SECTIONS, UPPER

_LISTS = (
    ("2.", Pattern(r"(?<!\S)(?P<no>\d{1,2})\.(?=[ \t]+[^\W\d])")),
    ("2/", Pattern(r"(?<!\S)(?P<no>\d{1,2})/(?=[ \t]+[^\W\d])")),
    ("2)", Pattern(r"(?<!\S)\(?(?P<no>\d{1,2})\)(?=[ \t]+[^\W\d])")),
    ("b)", Pattern(r"(?<!\S)\(?(?P<no>[a-hđ])\)(?=[ \t]+\w)")),
    (" II. ", Pattern(rf"(?<!\S)(?P<no>[IVX]{{1,4}})\.(?=[ \t]+[{UPPER}][{LOWER}])")),
)
"""The sign of a second item, and the form of all. One without brackets on both sides stands behind a mark: "điểm a) và b)" lists
nothing."""
_LETTERS = "abcdđefgh"
_UNMARKED = 3
"""The number of an item from which on no mark need stand before it: two have been found by then."""
_PART_OF_NAME = Pattern(
    rf"(?:{PLACES}|{NUMBERED}|{SECTIONS}|phố|bản|non|sở|cầu|tháng|ngày|năm|quý|vụ|phường|quận|mức|độ|bước|đoạn|kỳ|tập|bậc|mũi|"
    rf"lần|thứ|vòng|ca|tuyến|dãy|lô|thửa|tờ|trang|hình|bảng|biểu|mẫu|lục|mùa|học|\d)$",
    re.IGNORECASE,
)
_LABELS = Pattern(
    r"(?<=[^\s:;,.–-]) (?=(?:Loại văn bản|Người ký|Ngày (?:có )?hiệu lực|Số công báo|Thời gian|Địa điểm|Thành phần|Nội dung|"
    r"Chủ trì|Điện thoại|Email|Fax|Địa chỉ|Chức vụ|Ghi chú|Họ (?:và )?tên|Ngày sinh|Giới tính|Dân tộc|Kinh phí|Lý do|"
    r"Lượt xem|Tác giả) ?: )"
)
"""Before the name of a field in a row of fields without marks: "Nơi ban hành: xã Hải An Người ký: Lê An"."""
_SUB_ITEM = Pattern(r"(?<=[:;.])[ \t](?=(?P<no>\d{1,2}\.[1-9])\.[ \t][^\W\d])")
"""Before an item of the second rank inside a line: "hai cách: 2.1. Nộp tại xã. 2.2. Nộp qua mạng"."""
_BULLET = Pattern(r"(?<=[:;])[ \t](?=[-–+•] [^\W\d])")


def parted(line: str) -> str:
    """A line with a line's end before each of its inner numbers: "như sau: 1. Thu rác; 2. Trồng cây"."""
    places = {match.start() for match in _BULLET.finditer(line)}
    for second, form in _LISTS:
        if second in line:
            places |= _numbered(line, form)
    if ".1." in line:
        places |= _sub_items(line)
    if line.count(":") > 1:
        places |= {match.start() for match in _LABELS.finditer(line, line.index(":"))}
    for place in places:
        line = f"{line[:place]}\n{line[place + 1 :]}"
    return line


def _sub_items(line: str) -> set[int]:
    """Where the blanks before items "2.1." and "2.2." are: the first of a head and the second at least."""
    places = {match["no"]: match.start() for match in _SUB_ITEM.finditer(line)}
    return {place for number, place in places.items() if {f"{number[:-1]}1", f"{number[:-1]}2"} <= places.keys()}


def _order(number: str) -> int:
    """Which item has this number or letter, 0 for none."""
    if number.isdecimal():
        return int(number)
    return (roman(number) or 0) if number.isupper() else _LETTERS.index(number) + 1


def _numbered(line: str, form: Pattern) -> set[int]:
    """Where the blanks before the items of a list inside a line are: numbers that count up from the first, two at least."""
    found: set[int] = set()
    count = first = 0
    for match in form.finditer(line):
        start, number = match.start(), match["no"]
        before = line[max(0, start - 3) : start].rstrip()
        order = _order(number)
        counted_up = (order >= _UNMARKED or number == "1" or number.isupper()) and line[match.end() :].lstrip()[:1].isupper()
        tail = line[max(0, start - 12) : start].rstrip()
        behind_figure = number.isupper() and tail[-1:].isdecimal()  # "nhiệm kỳ 2025-2030 I. Về kinh tế"
        unmarked = counted_up and (behind_figure or not _PART_OF_NAME.search(tail))
        if before and before[-1] not in ":;.,…”»" and line[start] != "(" and not unmarked:
            continue
        if order == 1:
            count, first = 1, start
        elif order == count + 1:
            found |= {first - 1, start - 1}
            count = order
    return {place for place in found if place >= 0 and line[:place].strip()}
