"""Lists inside a line: where their numbers, bullets and fields begin lines of their own, "như sau: 1. Thu rác; 2. Trồng cây"."""

import re

from app.reading.letterheads import ends_of_letterhead
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
"""The number of an item from which on no mark need stand before it: two have been found by then. Where that many are counted up
the second needs none either."""
_YEAR_BEFORE = Pattern(r"(?<!\d)(?:19|20)\d\d$")
"""Behind a year a number with its stop begins an item: "năm 2025 1. Về lúa"."""
_PART_OF_NAME = Pattern(
    rf"(?:{PLACES}|{NUMBERED}|{SECTIONS}|phố|bản|non|sở|cầu|tháng|ngày|năm|quý|vụ|phường|quận|mức|độ|bước|đoạn|kỳ|tập|bậc|mũi|"
    rf"lần|thứ|vòng|ca|tuyến|dãy|lô|thửa|tờ|trang|hình|bảng|biểu|mẫu|lục|mùa|học|\d)$",
    re.IGNORECASE,
)
_FIELD = (
    r"(?:Loại văn bản|Người ký|Ngày (?:có )?hiệu lực|Ngày (?:ban hành|ký)|Số công báo|Thời gian|Địa điểm|Thành phần|Nội dung|"
    r"Chủ trì|Điện thoại|Số điện thoại|Email|Fax|Địa chỉ|Chức vụ|Ghi chú|Họ (?:và )?tên|N(?:ăm|gày) sinh|Giới tính|Dân tộc|"
    r"Kinh phí|Lý do|Lượt xem|Tác giả|Quê quán|Nơi ở(?: hiện nay)?|Nghề nghiệp|Trình độ|Tôn giáo|Số tiền|Đơn vị|Số lượng|"
    r"Diện tích|Người nhận)"
)
_LABELS = Pattern(rf"(?<=[^\s:;,.–-]) (?={_FIELD} ?: )")
"""Before the name of a field in a row of fields without marks: "Nơi ban hành: xã Hải An Người ký: Lê An"."""
_BARE_LABELS = Pattern(rf"(?<=[^\s:;,.(–-]) (?={_FIELD}(?!\w))")
"""The same in a row that has no colons either: "Thời gian 8h Địa điểm sân đình"."""
_FIRST_LABEL = Pattern(rf"[-–+•* ]{{0,3}}{_FIELD}(?!\w)")
_OPEN = Pattern(
    r"(?:^|\s)(?:vào|hôm|các|những|của|và|về|với|theo|là|tại|trong|từ|đến|cho|mục|cột|ghi|phần|rõ|nêu|một|hai|ba)$", re.IGNORECASE
)
"""What wants the word behind it, so that it begins no field: "ghi rõ Họ tên"."""
_SPEECH = Pattern(
    rf"(?<=[{LOWER}]{{2}}) (?=(?:Sáng|Chiều|Tối|Trưa) (?:ngày|nay|qua|mai|mùng|thứ|\d)|Ngày \d{{1,2}}[/.-]\d|"
    r"(?:Tại|Trong|Sau) (?:hội nghị|buổi|cuộc|lễ|đó)(?!\w)|Theo đó(?!\w)|Vừa qua,|"
    r"Thực hiện (?:Kế hoạch|Quyết định|Chỉ thị|Công văn|Nghị quyết|chỉ đạo)|Phát biểu (?:tại|chỉ đạo|khai mạc)|"
    r"Căn cứ (?:Luật|Nghị|Quyết|Kế hoạch)|Nhằm (?:chủ động|nâng cao|đảm bảo|bảo đảm))"
)
"""Before the words that begin the first sentence of a piece of news, where a caption or a heading was glued to it."""
_FIRST_SECTION = Pattern(
    rf"(?<=như sau:)[ \t](?=A\.[ \t]+[{UPPER}][{LOWER}{UPPER}])|(?<=[ \t](?:19|20)\d\d)[ \t](?=I\.[ \t]+[{UPPER}][{LOWER}])"
)
"""Before the first section in a text that lost its lines: "năm 2026 I. Kết quả"."""
_SUB_ITEM = Pattern(r"(?<=[:;.)])[ \t](?=(?P<no>\d{1,2}\.[1-9])\.[ \t][^\W\d])")
"""Before an item of the second rank inside a line: "hai cách: 2.1. Nộp tại xã. 2.2. Nộp qua mạng"."""
_BULLET = Pattern(r"(?<=[:;])[ \t](?=[-–+•] [^\W\d])")


def parted(line: str) -> str:
    """A line with a line's end before each of its inner numbers: "như sau: 1. Thu rác; 2. Trồng cây"."""
    places = set(ends_of_letterhead(line)) if "húc" in line else set()
    places |= {match.start() for match in _BULLET.finditer(line)}
    if " I." in line or " A." in line:
        places |= {match.start() for match in _FIRST_SECTION.finditer(line)}
    places |= {
        match.start() for match in _SPEECH.finditer(line) if not _OPEN.search(line[max(0, match.start() - 12) : match.start()])
    }
    for second, form in _LISTS:
        if second in line:
            places |= _numbered(line, form)
    if ".1." in line:
        places |= _sub_items(line)
    if line.count(":") > 1:
        places |= {match.start() for match in _LABELS.finditer(line, line.index(":"))}
    if "\t" not in line and _FIRST_LABEL.match(line):
        places |= _bare_labels(line)
    for place in places:
        line = f"{line[:place]}\n{line[place + 1 :]}"
    return line


def _bare_labels(line: str) -> set[int]:
    """Where the blanks before the fields of a row are that has no marks; words that want a field behind them begin none."""
    ends = [match.start() for match in _BARE_LABELS.finditer(line)]
    first = line.lstrip("-–+•* ")
    ends = [end for end in ends if not first.startswith(" ".join(line[end + 1 :].split()[:2]))]  # "Đơn vị 3 …, Ban của Đơn vị 3"
    return {end for end in ends if not _OPEN.search(line[max(0, end - 12) : end]) and any(map(str.isalpha, line[:end]))}


def _sub_items(line: str) -> set[int]:
    """Where the blanks before items "2.1." and "2.2." are: the first of a head and the second at least."""
    places = {match["no"]: match.start() for match in _SUB_ITEM.finditer(line)}
    return {
        place
        for number, place in places.items()
        if f"{number[:-1]}1" in places and (f"{number[:-1]}2" in places or f" {number[:-2]}. " in line[:place])
    }


def _order(number: str) -> int:
    """Which item has this number or letter, 0 for none."""
    if number.isdecimal():
        return int(number)
    return (roman(number) or 0) if number.isupper() else _LETTERS.index(number) + 1


def _numbered(line: str, form: Pattern) -> set[int]:
    """Where the blanks before the items of a list inside a line are: numbers that count up from the first, two at least."""
    found: set[int] = set()
    count = first = 0
    matches = list(form.finditer(line))
    unmarked_from = _UNMARKED - 1 if {1, 2, 3} <= {_order(match["no"]) for match in matches} else _UNMARKED
    for match in matches:
        start, number = match.start(), match["no"]
        before = line[max(0, start - 3) : start].rstrip()
        order = _order(number)
        counted_up = (order >= unmarked_from or number == "1" or number.isupper()) and line[match.end() :].lstrip()[:1].isupper()
        tail = line[max(0, start - 12) : start].rstrip()
        behind_figure = number.isupper() and tail[-1:].isdecimal()  # "nhiệm kỳ 2025-2030 I. Về kinh tế"
        unmarked = counted_up and (behind_figure or bool(_YEAR_BEFORE.search(tail)) or not _PART_OF_NAME.search(tail))
        if before and before[-1] not in ":;.,…”»" and line[start] != "(" and not unmarked:
            continue
        if order == 1:
            count, first = 1, start
        elif order == count + 1:
            found |= {first - 1, start - 1}
            count = order
    return {place for place in found if place >= 0 and line[:place].strip()}
