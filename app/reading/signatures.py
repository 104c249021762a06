"""The end of a document: the list of recipients and the signature (NĐ 30/2020/NĐ-CP, articles 13 and 14).

Neither is known by a first word: recipients are a list of bodies that says what is filed or who "như trên" is, a signature is an
office and a name under it, with nothing but the marks of signing between. What follows them is read again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.reading.letterheads import PLACED, Line, is_title, letterhead
from app.reading.pattern import Pattern
from app.reading.tables.classes import FAMILIES

_LONGEST = 14
"""Lines of a signature, or of a list of recipients, at most."""
_WIDEST = 90
RECIPIENTS = Pattern(r"Nơi nhận ?:?(?P<rest>.*)", re.IGNORECASE)
_ITEM = Pattern(r"[-–+•*]\s*")
_FILED = Pattern(r"(?:Lưu\b|Như (?:trên|kính gửi|điều)\b)|\(b/?c\)|\b(?:để )?b/cáo\b", re.IGNORECASE)
_BODY = Pattern(
    r"(?:Như|Lưu|T\.?T\.?|Thường trực|Đảng|HĐND|Hội|UBND|Ủy ban|Uỷ ban|UB|MTTQ|Mặt trận|CT|PCT|Chủ tịch|Phó|Các|Ban|Sở|Bộ|Cục|"
    r"Chi|Phòng|Đoàn|Công an|CA|Trạm|Trường|Trưởng|Đài|Văn phòng|VP|Bí thư|Cổng|Trang|Trung tâm|Thành viên|Lãnh đạo|Tòa|Viện|"
    r"BCĐ|BCH)(?!\w)"
)
_FOR = Pattern(r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q)[./]? ?[A-ZĐÀ-Ỹ]{2}[^.!?:;,]{0,60}")
_OFFICE = Pattern(
    r"(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|BÍ THƯ|TRƯỞNG BAN|HIỆU TRƯỞNG|TRƯỞNG THÔN|TRƯỞNG XÓM|TRƯỞNG BẢN|TRƯỞNG ẤP|TRƯỞNG KHU|TỔ TRƯỞNG|"
    r"GIÁM ĐỐC|TRƯỞNG TRẠM|TRƯỞNG ĐÀI|TRƯỞNG CÔNG AN|CHỈ HUY TRƯỞNG|CHỈ HUY PHÓ|THỦ TRƯỞNG|TRƯỞNG PHÒNG|CHÁNH VĂN PHÒNG|"
    r"NGƯỜI VIẾT|NGƯỜI BIÊN SOẠN|NGƯỜI THỰC HIỆN|NGƯỜI LẬP|CHI HỘI TRƯỞNG|THƯ KÝ|CHỦ TỌA|BAN BIÊN TẬP|BAN LÃNH ĐẠO|BAN CHỈ HUY|"
    r"CÔNG CHỨC|P?HT(?=$)|P?CT(?=$)|P?GĐ(?=$)|P?BT(?=$))[^.!?:;,\d]{0,50}",
    re.IGNORECASE,
)
_SIGNED = Pattern(r"[(\[]?(?:Đã ký|Ký tên|Ký, ghi|Ký và|Chữ ký)\b[^.:;]{0,30}|[._…\s]{3,}", re.IGNORECASE)
_RANKS = (
    r"(?:PGS|GS|ThS|Ths|TS|BS|Bs|BSCKII?|YS|KS|CN|Đ/c|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Trung úy|Thiếu úy)"
    r"[.:]? ?"
)
_WORD = r"[A-ZĐÀ-Ỹ][a-zđà-ỹ']*"
_NAME = Pattern(rf"(?:{_RANKS}){{0,2}}{_WORD}(?: {_WORD}){{1,5}}")
_FULL_NAME = Pattern(rf"(?:{_RANKS}){{0,2}}(?:{FAMILIES})(?: {_WORD}){{1,5}}|(?:{FAMILIES.upper()})(?: [A-ZĐÀ-Ỹ]+){{1,4}}")


def is_person(line: str) -> bool:
    """Whether a line is nothing but the name of a person."""
    return bool(_FULL_NAME.fullmatch(line))


@dataclass(frozen=True, slots=True)
class Closing:
    """Lines of a document's end: which are recipients, which the signature."""

    recipients: tuple[int, ...] = ()
    signature: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[int, ...]:
        """All of them."""
        return self.recipients + self.signature


def closing(lines: Sequence[Line], first: int, *, in_letter: bool) -> Closing:
    """What ends a document at line `first`, empty where nothing does. in_letter: the document began with a letterhead."""
    if RECIPIENTS.match(lines[first].text):
        return _recipients(lines, first, in_letter=in_letter)
    return Closing(signature=tuple(_signature(lines, first)))


def _recipients(lines: Sequence[Line], first: int, *, in_letter: bool) -> Closing:
    """A list of recipients with the signature beside or behind it."""
    heads = lines[first].cells
    beside = len(heads) > 1 or bool(re.match(r"Nơi nhận ?:? (?:TM|KT|TL|TUQ)[./]", lines[first].text, re.IGNORECASE))
    rest = RECIPIENTS.match(heads[0])
    given = "" if rest is None or (beside and len(heads) == 1) else rest["rest"].strip(" :")
    if given and not (_ITEM.match(given) or _FILED.match(given)):
        return Closing()
    items, at = [given] if given else [], first + 1
    rows = [first]
    while at < min(first + _LONGEST, len(lines)) and (item := _item(lines[at], beside=beside)) is not None:
        items += [item] if item else []
        rows.append(at)
        at += 1
        if beside and _FULL_NAME.fullmatch(lines[at - 1].cells[-1]):
            break
    if not items and in_letter and at == len(lines) and not given:
        return Closing((first,))
    if not items and in_letter and at < len(lines) and _FOR.fullmatch(lines[at].text):
        return Closing((first,), (at,))  # an extract that left out all of both
    signature = [] if beside else _signature(lines, at) if at < len(lines) else []
    names = beside or bool(signature)
    is_list = items and all(_BODY.match(item) for item in items)
    if not items or not (any(map(_FILED.search, items)) or (is_list and names and in_letter)):
        return Closing()
    return Closing(tuple(rows), tuple(signature))


def _item(line: Line, *, beside: bool) -> str | None:
    """The recipient on a line, "" where only the signature stands on it, None where the list is over."""
    cell = line.cells[0]
    marked = _ITEM.match(cell)
    if len(line.text) > _WIDEST:
        return None
    if marked:
        return cell[marked.end() :]
    if _FILED.match(cell):
        return cell
    return "" if beside and _signs(cell) else None


def _signs(cell: str) -> bool:
    return any(form.fullmatch(cell) for form in (_FOR, _OFFICE, _SIGNED, _NAME, _FULL_NAME))


def _signature(lines: Sequence[Line], first: int) -> list[int]:
    """A signature that begins at `first`: for whom, office, marks of signing, and the name; empty where it is none."""
    at = first + bool(PLACED.fullmatch(lines[first].text))
    if at >= len(lines) or not (_FOR.fullmatch(lines[at].text) or _OFFICE.fullmatch(lines[at].text)):
        return []
    stands_for = bool(_FOR.fullmatch(lines[at].text))
    shouted = lines[at].text.isupper()
    while at < len(lines) and at < first + _LONGEST and _is_office(lines[at]):
        at += 1
    name = at
    while at < len(lines) and at < first + _LONGEST and _SIGNED.fullmatch(lines[at].text):
        at += 1
    signed = at > name
    is_named = at < len(lines) and _is_name(lines[at], sure=stands_for or (shouted and signed))
    if not (is_named or signed):
        return []
    at += is_named
    is_whole = shouted and signed and is_named
    ends = is_whole or at >= len(lines) or _begins_anew(lines[at]) or bool(letterhead(lines, at))
    return list(range(first, at)) if stands_for or (ends and _is_over(lines, first, shouted=shouted)) else []


def _is_over(lines: Sequence[Line], first: int, *, shouted: bool) -> bool:
    """Whether what stands before a signature is said to its end, so that it is no member of a list."""
    before = lines[first - 1].text if first else ""
    if shouted:
        return not before.endswith((":", ";", ","))
    return before.endswith((".", "!", "…", ")", "”", '"')) or before.isupper()


def _is_office(line: Line) -> bool:
    return bool(_FOR.fullmatch(line.text) or _OFFICE.fullmatch(line.text)) and not _FULL_NAME.fullmatch(line.text)


def _is_name(line: Line, *, sure: bool) -> bool:
    """Whether a line is a person's name; where the lines before are no sure signature, one of a family of the country."""
    return bool(_FULL_NAME.fullmatch(line.text) or (sure and _NAME.fullmatch(line.text) and not is_title(line)))


def _begins_anew(line: Line) -> bool:
    """Whether what follows a name is of its own: another document or its appendix, the recipients, the source."""
    return (
        is_title(line)
        or line.text[:1] in "(["
        or bool(re.match(r"Nơi nhận|Nguồn|Phụ lục|Danh sách|Biểu|Mẫu", line.text, re.IGNORECASE))
    )
