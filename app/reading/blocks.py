"""Which lines of a document are formalities that a bulletin leaves out.

Letterhead, number and date line, "Kính gửi", the "Nơi nhận" list, the signature block and the source line, as NĐ 30/2020/NĐ-CP
and the Party's HD 36-HD/VPTW lay a document out: the letterhead stands at the top, recipients and signature at the end.
"""

import re
from collections.abc import Iterator, Sequence

from app.reading.rules.rule import LOWER, UPPER

Span = tuple[int, int, str]
"""Where a line to leave out begins and ends, and what it is."""

_ANCHOR = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|ĐỘC LẬP\s*[-–]\s*TỰ DO|ĐẢNG CỘNG SẢN VIỆT NAM\s*$|ĐOÀN (?:TNCS|"
    r"THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH\s*$|"
    r"^\s*SỐ\s*:?[\s.…_]*\d*[a-z]?\s*[-/][^\s,.;]*|(?:^|\t|"
    r"\s{3})[^\d\t.;:]{2,40},\s*NGÀY\s*(?:[\d.…_]*\s*THÁNG\s*[\d.…_]*\s*NĂM\s*[\d.…_]*|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\s*$",
    re.IGNORECASE,
)
"""Lines only a letterhead has; those around them belong to it."""
_BODY = re.compile(
    r"^\s*(?:UBND|ỦY BAN|UỶ BAN|HỘI|HĐND|XÃ|PHƯỜNG|THỊ TRẤN|THỊ XÃ|HUYỆN|TỈNH|THÀNH PHỐ|TP|QUẬN|ĐẢNG|CHI BỘ|ĐOÀN|MẶT TRẬN|"
    r"MTTQ|UBMTTQ|BAN|"
    r"BCH|BCĐ|CÔNG AN|TRƯỜNG|TRẠM|ĐÀI|SỞ|PHÒNG|TRUNG TÂM|BỘ|THÔN|XÓM|TỔ DÂN PHỐ|TDP|CÔNG TY|HTX|HỢP TÁC XÃ|CHI CỤC|BẢO HIỂM|BHXH|"
    r"NGÂN HÀNG|BƯU ĐIỆN|TÒA ÁN|VIỆN|VĂN PHÒNG|LIÊN ĐOÀN|CÔNG ĐOÀN|ĐẶC KHU)(?!\w)"
)
_STAMP = re.compile(r"^\s*(?:HỎA TỐC|KHẨN|THƯỢNG KHẨN|MẬT|DỰ THẢO|BẢN SAO|BẢN SỐ HÓA|[-–—_*=.\s]+)\s*$")
_SUBJECT = re.compile(r"^\s*(?:V/v|Về việc)", re.IGNORECASE)
_ADDRESSEE = re.compile(r"^\s*Kính (?:gửi|trình|chuyển)\b", re.IGNORECASE)
_RECIPIENTS = re.compile(r"^\s*Nơi nhận\b", re.IGNORECASE)
_ITEM = re.compile(r"^\s*[-–+•*]")
_SIGNATURE = re.compile(r"^\s*(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q)[./]?\s*[" + UPPER + "]{2}")
_TITLE = re.compile(
    r"^\s*(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|BÍ THƯ|TRƯỞNG BAN|HIỆU TRƯỞNG|TRƯỞNG THÔN|TRƯỞNG XÓM|TỔ TRƯỞNG|GIÁM ĐỐC|TRƯỞNG TRẠM|"
    r"TRƯỞNG ĐÀI|"
    r"TRƯỞNG CÔNG AN|CHỈ HUY TRƯỞNG|THỦ TRƯỞNG|TRƯỞNG PHÒNG|CHÁNH VĂN PHÒNG|NGƯỜI VIẾT|NGƯỜI BIÊN SOẠN|NGƯỜI THỰC HIỆN|"
    r"CHI HỘI TRƯỞNG|THƯ KÝ|P?HT(?=\s*$)|P?CT(?=\s*$)|P?GĐ(?=\s*$)|P?BT(?=\s*$)|"
    r"CHỦ TỌA|BAN BIÊN TẬP|BAN LÃNH ĐẠO|BAN CHỈ HUY|CÔNG CHỨC)[^.!?:;,]{0,50}$",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"^\s*[(\[]?(?:Đã ký|Ký tên|Ký, ghi|Ký và|Chữ ký)", re.IGNORECASE)
_NAME = re.compile(
    rf"^\s*(?:(?:PGS|GS|ThS|Ths|TS|BS|Bs|BSCKII?|YS|KS|CN|Đ/c|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|"
    rf"Thượng úy|Trung úy|Thiếu úy)[.:]?\s*){{0,2}}[{UPPER}][{LOWER}]*(?:\s+[{UPPER}][{LOWER}]*){{1,5}}\s*$"
)
_DATED = re.compile(r"^[^\d.;:]{2,40},\s*ngày\s*[\d.…]+\s*tháng\s*[\d.…]+\s*năm\s*[\d.…]+\s*$", re.IGNORECASE)
_SOURCE = re.compile(
    r"^\s*[(\[]?(?:Nguồn|Nguồn tin|Biên soạn|Biên tập|Theo|Tác giả|Tin|Ảnh|Tin, ảnh|Bài, ảnh|Tin và ảnh|Sưu tầm|BBT|"
    r"Ban Biên tập)\s*[:.]?"
    r"(?:(?<=:)|\s*$)|^\s*\((?:Biên soạn|Nguồn|Theo)\b",
    re.IGNORECASE,
)
_APPENDIX = re.compile(r"^\s*(?:PHỤ LỤC|DANH SÁCH|BIỂU|MẪU|PHỤ BIỂU)\b", re.IGNORECASE)
_PAGE = re.compile(r"^\s*(?:[-–—]\s*\d{1,3}\s*[-–—]|Trang\s+\d{1,3}(?:\s*/\s*\d{1,3})?)\s*$", re.IGNORECASE)
_HEAD_LINES, _SIGNATURE_LINES, _SIGNATURE_WIDTH, _SOURCE_LINES = 12, 12, 70, 3


def formal_lines(text: str) -> Iterator[Span]:
    """Spans of the lines to leave out, and what each is.

    One of `letterhead`, `addressee`, `recipients`, `signature`, `source` and `page`.
    """
    lines = [(start, end) for start, end in _lines(text) if text[start:end].strip()]
    head = _head(text, lines)
    ending, resumed = _ending(text, lines)
    addressed = False
    for order, (start, end) in enumerate(lines):
        line = text[start:end]
        if order < head:
            yield _letterhead(line, start, end)
            continue
        if ending <= order < resumed:
            yield start, end, "recipients" if _RECIPIENTS.match(line) or _ITEM.match(line) else "signature"
            continue
        addressed = bool(_ADDRESSEE.match(line) or (addressed and _ITEM.match(line)))
        if addressed:
            yield start, end, "addressee"
        elif _PAGE.match(line):
            yield start, end, "page"
        elif _SOURCE.match(line) and order >= ending - _SOURCE_LINES:
            yield start, end, "source"


def _lines(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        spans.append((start, start + len(line)))
        start += len(line)
    return spans


def _head(text: str, lines: Sequence[tuple[int, int]]) -> int:
    """How many lines at the top are the letterhead: up to its last sure line, and the names of bodies right behind."""
    head = 0
    for order, (start, end) in enumerate(lines[:_HEAD_LINES]):
        line = text[start:end]
        names_body = _BODY.match(line) and line == line.upper()
        if _ANCHOR.search(line) or (head and (names_body or _STAMP.match(line))):
            head = order + 1
        elif not (names_body or _STAMP.match(line) or _is_columns(line)):
            break
    return head


def _is_columns(line: str) -> bool:
    """Whether a line has two columns that both name a body: the left goes on where the right is the motto."""
    cells = [cell for cell in re.split(r"\t+|\s{3,}", line.strip()) if cell]
    return len(cells) > 1 and all(cell == cell.upper() for cell in cells)


def _letterhead(line: str, start: int, end: int) -> Span:
    """A line of the letterhead; what the document is about ("V/v …"), when it stands beside the date, is read."""
    tab = line.find("\t")
    return (start + tab, end, "letterhead") if tab > 0 and _SUBJECT.match(line) else (start, end, "letterhead")


def _ending(text: str, lines: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The first line of the closing block (recipients or signature) and the first that is read again behind it."""
    first = next((order for order in range(len(lines)) if _begins_ending(text, lines, order)), len(lines))
    resumed = next((order for order in range(first, len(lines)) if _APPENDIX.match(text[slice(*lines[order])])), len(lines))
    return first, resumed


def _begins_ending(text: str, lines: Sequence[tuple[int, int]], order: int) -> bool:
    line = text[slice(*lines[order])]
    if _RECIPIENTS.match(line):
        return True
    rest = [text[start:end].rstrip() for start, end in lines[order + 1 : order + 1 + _SIGNATURE_LINES]]
    until = next((at for at, behind in enumerate(rest) if _APPENDIX.match(behind) or _SOURCE.match(behind)), len(rest))
    rest = rest[:until]
    if any(len(behind) > _SIGNATURE_WIDTH or _RECIPIENTS.match(behind) for behind in rest):
        return False
    if len(lines) - order - 1 > _SIGNATURE_LINES:
        return False
    if _SIGNATURE.match(line):
        return True
    signed = [behind for behind in rest if _SIGNED.match(behind) or _NAME.match(behind)]
    if _TITLE.match(line):
        return bool(signed) and all(_SIGNED.match(behind) or _NAME.match(behind) or _TITLE.match(behind) for behind in rest)
    return bool(_DATED.match(line) and rest and (_SIGNATURE.match(rest[0]) or _TITLE.match(rest[0])))
