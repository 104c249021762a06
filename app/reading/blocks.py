"""Which lines of a document are formalities that a bulletin leaves out.

Letterhead, number and date line, "Kính gửi", the "Nơi nhận" list, the signature block and the source line, as NĐ 30/2020/NĐ-CP
lays a document out: the letterhead stands at the top, recipients and signature at the end.
"""

import re
from collections.abc import Iterator

_HEAD = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|Độc lập\s*[-–]\s*Tự do|^\s*(?:ỦY|UỶ) BAN NHÂN DÂN\b|^\s*Số\s*:\s*\S*/|"
    r"^[\w ]{2,40},\s*ngày\s+[\d.…]+\s+tháng\s+[\d.…]+\s+năm\s+[\d.…]+\s*$"
)
_UNIT_NAME = re.compile(r"^(?:XÃ|PHƯỜNG|THỊ TRẤN|HUYỆN|TỈNH|THÀNH PHỐ|ĐẢNG ỦY|MẶT TRẬN|ĐÀI|TRẠM|PHÒNG|SỞ)\b[^.!?]*$")
_ADDRESSEE = re.compile(r"^\s*Kính gửi\b", re.IGNORECASE)
_RECIPIENTS = re.compile(r"^\s*Nơi nhận\s*:", re.IGNORECASE)
_ITEM = re.compile(r"^\s*[-–+•*]")
_SIGNATURE = re.compile(r"^\s*(?:TM|KT|TL|TUQ|Q)\.\s*[A-ZĐÀ-Ỹ]")
_SIGNED = re.compile(r"^\s*\((?:Đã ký|Ký tên|Ký, ghi)", re.IGNORECASE)
_SOURCE = re.compile(r"^\s*\(?(?:Nguồn|Biên soạn|Theo)\s*:|^\s*\((?:Biên soạn|Nguồn)\b", re.IGNORECASE)
_HEAD_LINES = 8
_SIGNATURE_LINES = 12


def formal_lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Spans of the lines to leave out, and what each is (`letterhead`, `addressee`, `recipients`, `signature`, `source`)."""
    lines = _lines(text)
    filled = [(start, end) for start, end in lines if text[start:end].strip()]
    ending = _ending(text, filled)
    inside_head = True
    for order, (start, end) in enumerate(filled):
        line = text[start:end]
        if order >= ending[0]:
            yield start, end, ending[1] if not _RECIPIENTS.match(line) else "recipients"
            continue
        if inside_head and order < _HEAD_LINES and (_HEAD.search(line) or (order and _UNIT_NAME.match(line))):
            yield start, end, "letterhead"
            continue
        inside_head = False
        if _ADDRESSEE.match(line):
            yield start, end, "addressee"
        elif _SOURCE.match(line) and order >= len(filled) - 2:
            yield start, end, "source"


def _lines(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        spans.append((start, start + len(line)))
        start += len(line)
    return spans


def _ending(text: str, filled: list[tuple[int, int]]) -> tuple[int, str]:
    """The first line of the closing block (recipients or signature), or one behind the last."""
    for order, (start, end) in enumerate(filled):
        line = text[start:end]
        if _RECIPIENTS.match(line):
            return order, "recipients"
        if _SIGNATURE.match(line) and len(filled) - order <= _SIGNATURE_LINES:
            return order, "signature"
    return len(filled), "signature"
