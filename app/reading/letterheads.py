"""The letterhead of a document (NĐ 30/2020/NĐ-CP, and HD 36-HD/VPTW for the Party): bodies, motto, number, place and date.

It is known by its shape alone: at the top, in capitals, each cell exactly a motto, a number with its letters, a place with its
date or the name of a body, and a motto or a number among them. Pasted columns may be parted by tabs or blanks and lines wrapped.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.reading.pattern import Pattern
from app.reading.tables.classes import LOWER, UPPER

_UNFILLED = Pattern(r"^S(?:ố|Ố) ?:?\s+(?=/)")
"""A number that was not given yet: its blank parts no columns."""
_LONGEST = 14
"""Lines of a letterhead at most, wrapped ones counted."""
_SLIPPED = ("[ĐD][ộôọo]c l[ậâạ]p", "t[ựưụu] do", "h[ạa]nh ph[úu]c")
"""The words of the motto, also with a mark forgotten."""
_MOTTO = (
    r"CỘNG H(?:ÒA|OÀ) X(?:Ã |Ã|à)HỘI(?: CHỦ NGHĨA(?: VIỆT ?NAM)?)?|ĐẢNG CỘNG SẢN VIỆT NAM|"
    r"ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH|"
    rf"(?i:{_SLIPPED[0]}) {{0,2}}[-–—]? {{0,2}}(?i:{_SLIPPED[1]})(?: {{0,2}}[-–—]? {{0,2}}(?i:{_SLIPPED[2]})| ?[-–—])?"
)
_WRAPPED_MOTTO = Pattern(rf"(?:(?:XÃ HỘI )?CHỦ NGHĨA )?VIỆT NAM|[-–—]? ?(?:{_SLIPPED[1]} ?[-–—] ?)?{_SLIPPED[2]}", re.IGNORECASE)
_SYMBOL = (
    r" ?:?[ .…_]{0,40}\d{0,5}[a-zđ]? ?[-/–] ?(?:\d{4} ?/ ?)?"
    r"(?:TTr|CTr|[A-ZĐ]{1,12})(?: ?[-–/&.] ?[A-ZĐ][A-ZĐa-zđ]{0,11}){0,5}"
)
_NUMBER = rf"S(?:ố|Ố){_SYMBOL}"
_NUMBERED_KIND = Pattern(
    r"(?:Nghị quyết|Quyết định|Kế hoạch|Thông báo|Báo cáo|Tờ trình|Công văn|Hướng dẫn|Chỉ thị|Giấy mời|Công điện|Quy định|"
    rf"Chương trình) số{_SYMBOL}"
)
"""The number of a document with its kind: a letterhead's only with a body or a motto beside it."""
_PIECE = (
    rf"S(?:ố|Ố) ?:?|/ ?[A-ZĐ]{{2,6}} ?- ?[A-ZĐ]{{2,12}}|(?:[{UPPER}][{LOWER}]* ?){{1,4}}, ngày|(?:ngày|tháng|năm)(?: \d{{1,4}})?"
)
_PIECES = Pattern(rf"(?:{_PIECE})(?:\s+(?:{_PIECE})){{0,5}}")
"""What a column gave of a number, a place and a date that were not filled in: "/KH-UBND tháng năm 202"."""
_UNFILLED_END = Pattern(r"(?:[.…_] ?){2,80}$")
_PLACED = (
    r"(?!(?:Sáng|Trưa|Chiều|Tối|Đêm|Hôm|Ngày|Từ|Đến|Vào)\b)(?:[A-ZĐÀ-Ỹ][^\d\t.;:,()]{1,40}|[.…_ ]{2,60}), {0,3}(?i:ngày) ?"
    r"(?:[\d.…_ ]*(?i:tháng)[\d.…_ ]*(?i:năm)[\d.…_ ]*|\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4})"
)
_SURE = Pattern(rf"(?:{_MOTTO}|{_NUMBER})\*?|(?:{_MOTTO}) +(?:{_MOTTO})[ -]*")
_BODIES = (
    "UBND|ỦY BAN|UỶ BAN|HỘI|HĐND|XÃ|PHƯỜNG|THỊ TRẤN|THỊ XÃ|HUYỆN|TỈNH|THÀNH PHỐ|TP|QUẬN|ĐẢNG|CHI BỘ|ĐOÀN|MẶT TRẬN|MTTQ|UBMTTQ|"
    "BAN|BCH|BCĐ|CÔNG AN|TRƯỜNG|TRẠM|ĐÀI|SỞ|PHÒNG|TRUNG TÂM|BỘ|THÔN|XÓM|TỔ|TDP|CÔNG TY|HTX|HỢP TÁC XÃ|CHI CỤC|BẢO HIỂM|BHXH|"
    "NGÂN HÀNG|BƯU ĐIỆN|TÒA ÁN|VIỆN|VĂN PHÒNG|LIÊN ĐOÀN|CÔNG ĐOÀN|ĐẶC KHU|BẢN|BUÔN|ẤP|KHU"
)
_NATION = r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT ?NAM"
_FREEDOM = rf"(?i:{' {0,2}[-–—] {0,2}'.join(_SLIPPED)})"
_RULED = r"[-–—_*=o ]{1,60}"
_IN_CELLS = Pattern(
    rf"(?:{_BODIES})(?!\w)[{UPPER} ,–-]{{0,80}}?[ ](?=[-–—_*=]{{2}}){_RULED}{_NUMBER}|{_NATION} {_FREEDOM} ?{_RULED} ?{_PLACED}"
)
"""A column of a letterhead that a page gave as one line: body, rule and number; motto, rule, place and date."""
MOTTO = Pattern(_MOTTO)
_NUMBERED = Pattern(rf"{_NUMBER} +{_PLACED}")
PLACED = Pattern(rf"\(?{_PLACED}\)?")
"""A cell that says where and when a document was made."""
_NUMBER_WITHIN, _PLACE_WITHIN = Pattern(_NUMBER), Pattern(_PLACED)
NUMBERED = Pattern(rf"(?:{_NUMBER})(?: +{_PLACED})?")
"""A cell that is the number of a document."""
_BODY = Pattern(rf"(?:{_BODIES})(?!\w)")
_PLACE_WORD = Pattern(r"^(?:Xã|Phường|Huyện|Tỉnh|Thị trấn|Thị xã|Thành phố|Thôn|Xóm|Ấp|Bản) (?=[^\W\d_])")
_JOINED = Pattern(rf"(?:{_BODIES})(?!\w)[^.!?:;]{{0,60}}? (?:{_MOTTO})")
"""Two columns that came out of a PDF as one line."""
_WHOLE = (
    rf"(?:(?:{_BODIES})(?!\w)[^.!?:;{LOWER}]{{0,80}}? )?{_NATION} (?:[{UPPER} ]{{1,60}}? )?{_FREEDOM}[-–—_ ]*?"
    rf"(?: {_NUMBER}(?!\w))?(?: {_PLACED}(?<=\d))?"
)
_IS_WHOLE = Pattern(_WHOLE)
"""A letterhead of which a page kept no line's end."""
_IS_NATION, _IS_FREEDOM = Pattern(_NATION), Pattern(_FREEDOM)
_BEGINS_LINE = Pattern(rf"^[ \t]*{_WHOLE}(?=[ \t]+\S)")
_ENDS_TITLE = Pattern(
    rf"(?<=[{UPPER}\d])[ \t](?=(?:Về việc|V/v|Căn cứ|Thực hiện|Nhằm|Theo|Xét|Kính gửi|Để)(?!\w)|[{UPPER}][{LOWER}]+,? [{LOWER}])"
)
"""Behind the title in capitals: what it is about, or what is said."""
_TITLE = Pattern(
    r"(?:NGHỊ ĐỊNH|THÔNG TƯ|LUẬT|PHÁP LỆNH|KẾT LUẬN|QUY ĐỊNH|NỘI QUY|PHƯƠNG ÁN|ĐỀ ÁN|THỂ LỆ|ĐIỀU LỆ|CÔNG VĂN|"
    r"THÔNG BÁO|THÔNG TIN|KẾ HOẠCH|QUYẾT ĐỊNH|NGHỊ QUYẾT|BÁO CÁO|GIẤY MỜI|CÔNG ĐIỆN|HƯỚNG DẪN|TỜ TRÌNH|CHỈ THỊ|LỊCH|BẢN TIN|"
    r"BÀI|TIN|LỜI KÊU GỌI|THƯ|CHƯƠNG TRÌNH|QUY CHẾ|QUY ƯỚC|BIÊN BẢN|DANH SÁCH|PHỤ LỤC|HỎI)(?!\w)"
)
_OFFICE = Pattern(
    r"(?:CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|HIỆU TRƯỞNG|TRƯỞNG|PHÓ(?= (?:CHỦ|GIÁM|BÍ|TRƯỞNG|HIỆU|CHÁNH)|$)|QUYẾT|CĂN CỨ|KÍNH|KHÓA|KỲ HỌP|"
    r"(?:TM|KT|TL|TUQ)[./])(?!\w)"
)
_SPEAKS = Pattern(
    r"(?:THÔNG BÁO|YÊU CẦU|KÍNH|MỜI|ĐỀ NGHỊ|CẢNH BÁO|TỔ CHỨC|PHÁT ĐỘNG|TUYÊN TRUYỀN|RA QUÂN|"
    r"LẤY Ý KIẾN|NIÊM YẾT|TĂNG CƯỜNG|HƯỞNG ỨNG|KHAI MẠC|TIẾP TỤC|PHỐI HỢP|CÔNG KHAI|CÔNG BỐ|CHÚC MỪNG|CHÀO MỪNG|RA MẮT|TRAO|"
    r"ĐẨY MẠNH|TIÊM|DIỄN TẬP|BÀN GIAO|KHÁNH THÀNH|BAN HÀNH|SƠ TÁN)(?!\w)|[.!?:;,]$"
)
_STAMP = Pattern(r"\(?(?:HỎA TỐC|HOẢ TỐC|KHẨN|THƯỢNG KHẨN|MẬT|DỰ THẢO|BẢN SAO|BẢN SỐ HÓA)\)?|[-–—_*=. oO0]+")
SUBJECT = Pattern(r"\b(?:V/v|V/V|v/v|Về việc)\b")
"""What a document is about, beside or below its number: read."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text that holds words. text: without blanks around; cells: its columns, where blanks or tabs part them."""

    start: int
    end: int
    text: str
    cells: tuple[str, ...]
    follows_blank: bool

    @classmethod
    def of(cls, text: str, start: int, end: int, *, follows_blank: bool) -> "Line":
        """The line at a span."""
        whole = _UNFILLED.sub("Số: ", text[start:end].strip())
        plain = " ".join(whole.split())
        parts = (plain,) if PLACED.fullmatch(plain) else re.split(r"\t+|\s{3,}", whole)
        cells = tuple(" ".join(cell.split()) for cell in parts if cell.strip())
        return cls(start, end, plain, cells, follows_blank)


def is_title(line: Line) -> bool:
    """Whether a line names what kind of document begins: "THÔNG BÁO", "KẾ HOẠCH"."""
    return bool(_TITLE.match(line.text)) and SUBJECT.sub("", line.text).isupper()


def begins_anew(line: str) -> bool:
    """Whether a line in capitals begins with a motto, a body, an office or a kind of document, so that it ends none before it."""
    return bool(MOTTO.match(line) or _BODY.match(line) or _TITLE.match(line) or _OFFICE.match(line))


def is_whole(written: Sequence[str]) -> bool:
    """Whether lines of a letterhead hold a number and a place with its date, as nothing else does."""
    return any(map(_NUMBER_WITHIN.search, written)) and any(map(_PLACE_WITHIN.search, written))


def is_paired(written: Sequence[str]) -> bool:
    """Whether cells of a letterhead hold both lines of the country's motto, each alone in its own or all in one line."""
    return any(map(_IS_WHOLE.fullmatch, written)) or (
        any(map(_IS_NATION.fullmatch, written)) and any(map(_IS_FREEDOM.fullmatch, written))
    )


def ends_of_letterhead(line: str) -> list[int]:
    """Where the blanks are behind a letterhead that stands with its text in one line, and behind the title that follows."""
    head = _BEGINS_LINE.match(line)
    if head is None:
        return []
    title = _ENDS_TITLE.search(line, head.end() + 1, head.end() + 200)
    return [head.end(), *([title.start()] if title else [])]


def letterhead(lines: Sequence[Line], first: int) -> list[int]:
    """The lines of a letterhead that begins at `first`; empty where none does."""
    found: list[int] = []
    pending: list[int] = []
    is_sure = False
    for at in range(first, min(first + _LONGEST, len(lines))):
        line = lines[at]
        begun = bool(pending or found)
        if (
            _is_sure(line)
            or (found and found[-1] == at - 1 and _WRAPPED_MOTTO.fullmatch(line.text))
            or (begun and _NUMBERED_KIND.fullmatch(line.text))
        ):
            is_sure = True
        elif is_sure and _PIECES.fullmatch(line.text):
            pass
        elif not begun or not _is_placed(line):
            if _may_belong(line, goes_on=begun):
                pending.append(at)
                continue
            if SUBJECT.match(line.text) and found:
                continue
            break
        found += [*pending, at]
        pending = []
    if not is_sure:
        return []
    if not any(MOTTO.search(lines[at].text) for at in found):
        found = [at for at in found if not _is_loose(lines[at], is_first=at == first)]
    return found + _own_name(lines, found, pending)


def _is_loose(line: Line, *, is_first: bool) -> bool:
    """Whether a line belongs to a letterhead only where all of its shape is there: capitals that name no body."""
    numbered = not is_first and _NUMBERED_KIND.fullmatch(line.text)
    return not (_is_sure(line) or numbered or _is_placed(line) or _BODY.match(line.text) or _STAMP.fullmatch(line.text))


def _own_name(lines: Sequence[Line], found: Sequence[int], behind: Sequence[int]) -> list[int]:
    """The names of bodies right behind a motto that stands first: there the letterhead has not named its body yet."""
    if any(_BODY.match(cell) for at in found for cell in lines[at].cells):
        return [at for at in behind[:1] if _STAMP.fullmatch(lines[at].text)]
    own = []
    for at in behind:
        if _SPEAKS.search(lines[at].text) or not (_BODY.match(lines[at].text) or _STAMP.fullmatch(lines[at].text)):
            break
        own.append(at)
    return own


def _is_sure(line: Line) -> bool:
    """Whether each cell is of a letterhead, and one of them can be nothing else."""
    if _JOINED.fullmatch(line.text) or _NUMBERED.fullmatch(line.text) or _IS_WHOLE.fullmatch(line.text):
        return True
    return any(_SURE.fullmatch(cell) or _IN_CELLS.fullmatch(cell) for cell in line.cells) and all(
        _SURE.fullmatch(cell) or _IN_CELLS.fullmatch(cell) or PLACED.fullmatch(cell) or SUBJECT.match(cell) or _is_name(cell)
        for cell in line.cells
    )


def _is_placed(line: Line) -> bool:
    """Whether a line is the place and date, or has them beside a body's name or what it is about."""
    return any(map(PLACED.fullmatch, line.cells)) and all(
        PLACED.fullmatch(cell) or SUBJECT.match(cell) or _is_name(cell) for cell in line.cells
    )


def _is_shouted(cell: str) -> bool:
    """Whether a cell is in capitals, but for the word that says what place it names: "Xã HẢI ĐÔNG"."""
    return _PLACE_WORD.sub("", cell, 1).isupper()


def _is_name(cell: str) -> bool:
    return _is_shouted(cell) and (bool(_BODY.match(cell)) or len(cell) < 60)  # noqa: PLR2004  # what a column of a page holds


def _may_belong(line: Line, *, goes_on: bool) -> bool:
    """Whether a line may stand in a letterhead if a sure one follows: a body's name in capitals, one wrapped, a stamp, a rule."""
    if _STAMP.fullmatch(line.text):
        return True
    if _NUMBERED_KIND.fullmatch(line.text) or (goes_on and _PIECES.fullmatch(line.text)):
        return True
    text = _UNFILLED_END.sub("", line.text).rstrip()
    if not _is_shouted(text) or _TITLE.match(text) or _SPEAKS.search(text):
        return False
    return bool(_BODY.match(text)) or (goes_on and not any(sign.isdigit() for sign in text))
