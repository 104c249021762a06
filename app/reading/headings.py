"""Lines in capitals: which are parts of one heading that a page cut, and which begin something of their own."""

from app.reading.letterheads import begins_anew
from app.reading.pattern import Pattern
from app.reading.signatures import is_person
from app.reading.tables.classes import UPPER

_WIDE = 40
"""Characters: a heading of fewer had room for more on its line."""
_SHORTHAND = r"TT|STT|TIN|BÀI|LỊCH|THƯ|HỎI|ĐÁP|SÁNG|TRƯA|CHIỀU|TỐI|ĐÊM"
_LONE = Pattern(rf"(?!(?:{_SHORTHAND})$)[{UPPER}]{{2,7}}")
_ITEMS = Pattern(r"(?:CHƯƠNG|MỤC|PHẦN|ĐIỀU|THÔNG BÁO|KẾ HOẠCH|QUYẾT ĐỊNH|BÁO CÁO)(?: \S+)?$")
"""A heading that is whole: "QUY CHẾ LÀM\\nVIỆC" is none."""
_VERDICT = Pattern(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|THÔNG BÁO|KẾT LUẬN) ?:?")
"""What stands behind "theo đề nghị của …," in a line of its own."""
_OPEN = Pattern(
    r" (?:VÀ|CỦA|CÁC|VỚI|TẠI|TỪ|ĐẾN|Ở|VỀ|THEO|DO|ĐỂ|CHO|TRÊN|TRONG|ĐỊA|GIAI|PHÒNG,|TĂNG|TRIỂN|ĐỊA BÀN (?:TỈNH|HUYỆN|XÃ|PHƯỜNG))$"
)
"""A word that ends no heading: "TRÊN\\nĐỊA BÀN"."""
_ACTS = Pattern(r"(?:BAN HÀNH|PHÊ DUYỆT|CÔNG NHẬN|KIỆN TOÀN|THÀNH LẬP|V/V|VỀ) .*[A-ZĐÀ-Ỹ]$")
"""What a decision does, at any width: a line of its subject ends where the body that decides begins."""


def is_verdict(line: str) -> bool:
    """Whether a line is the word a decision is given with, not what goes on behind a comma."""
    return bool(_VERDICT.fullmatch(line))


_GOES_ON = Pattern(
    r"(?:TRÊN ĐỊA BÀN|CỦA|VÀ|TẠI|NĂM (?:19|20)\d\d|GIAI ĐOẠN|NHIỆM KỲ|CHO|ĐỐI VỚI|VỚI|TRONG|THUỘC|THEO|NHẰM|ĐỢT \d|LẦN THỨ|"
    r"KH(?:ÓA|OÁ) [IVXL\d]|CHỮA CHÁY)(?!\w)"
)


def is_heading_run_over(before: str, after: str) -> bool:
    """Whether two lines in capitals, a blank line between, are one heading: the second begins with a word that begins none."""
    if not (before.isupper() and after.isupper() and " " in before and before[-1].isalpha()):
        return False
    return bool(_OPEN.search(before) or _GOES_ON.match(after)) and not begins_anew(after)


def is_one_heading(before: str, after: str) -> bool:
    """Whether two lines in capitals are one heading, the line's end inside it; neither is the number of an item."""
    if not (before.isupper() and after.isupper()):
        return False
    if _LONE.fullmatch(before):
        return not begins_anew(after)
    if " " not in before or _LONE.fullmatch(after):
        return " " in before and not _ITEMS.match(before)
    if _OPEN.search(before):
        return True
    if _GOES_ON.match(after) and not _VERDICT.fullmatch(before):
        return before[-1].isalnum() and not begins_anew(after)
    return (
        (len(before) >= _WIDE or bool(_ACTS.match(before)))
        and before[-1].isalpha()
        and ":" not in after[:-1]
        and not (begins_anew(after) or is_person(after))
    )
