"""Lines that a page cut inside what is one: a word, a name, a number and what it counts, a verb and its object."""

import re

from app.reading.headings import is_one_heading
from app.reading.pattern import Pattern
from app.reading.tables.classes import FAMILIES, LOWER, PROVINCES, UPPER, any_of

_SHORT = 45
"""Characters: a line of fewer had room for more."""
LABEL = Pattern(
    rf"[-–—+•●○▪■□➢►✓❖★*][ \t]|\+[{UPPER}]|-[{UPPER}]|"
    rf"\(?\d{{1,3}}(?:\.\d{{1,2}}){{0,4}}(?:[.)](?:\s|[{UPPER}])|/(?:\s|[{UPPER}][{LOWER}]))|"
    rf"\(?[{LOWER}{UPPER}][.)/]\s|[a-hđ]\)[{UPPER}]|(?:[a-hđ]\.?\d{{1,2}}|\d{{1,2}}\.?[a-dđ])[.)]\s|"
    rf"[IVX]{{1,6}}[./)](?!V)|\(?(?:i{{1,3}}|iv|vi{{0,3}})\)|Điều \d|PTV"
)
OPEN_WORD = Pattern(
    r"(?:^|\s)(?:và|của|các|những|là|với|tại|từ|đến|ở|về|theo|do|để|vì|hoặc|hay|nhưng|vào|bằng|gồm|cùng|mỗi|từng|thuộc|giữa|nhằm)$"
)
_BEFORE_FIGURE = Pattern(
    r"(?:^|\s)(?:ngày|tháng|năm|lúc|số|khoảng|thôn|xóm|khu|tổ|quý|điều|khoản|điểm|lớp|có|được|gần|hơn|trên|dưới|trước|sau|đạt|"
    r"hết|còn|tăng|giảm|mức|giờ|vụ(?: (?:đông xuân|hè thu|thu đông|xuân|mùa|chiêm|đông))?|"
    r"năm học|kỳ|đợt|trong|cho|giai đoạn|niên vụ|khóa|nhiệm kỳ|đủ|tròn|quá|chưa|ít nhất|tối đa|tối thiểu)$",
    re.IGNORECASE,
)
_WITHOUT_OBJECT = Pattern(
    r"(?:^|\s)(?:xây dựng|thực hiện|thành lập|công tác|tham gia|đối với|phòng,? chống|chương trình|chính sách|chế độ|"
    r"chuẩn|tiêu chí|đóng|hưởng|cấp|thẻ|phí|tiền|quỹ|bảo đảm|đảm bảo|giải quyết|quản lý|sử dụng|phát triển|tiêm|lớp|nghề|khám|"
    r"điều trị)$",
    re.IGNORECASE,
)
_SHORT_FORM = Pattern(rf"(?!UBND|HĐND|MTTQ|UBMT|BCĐ|BCH|BTV|HTX|CLB|TDP|BQL|CA|ĐU)[{UPPER}]{{2,8}}(?:[,;.)]| [{LOWER}]|$)")
"""Behind what wants an object: "chương trình xây dựng\nNTM của xã"."""
_UNIT_ENDS = Pattern(r"(?:Thành phố|Tỉnh|Huyện|Quận|Thị xã|Xã|Phường|Trung ương) ?[;,.)]")
"""A line that begins so ends what the line before says: "các đoàn thể\nThành phố;"."""
_OFFICE_LAST = Pattern(r"(?:đốc|của|gửi|thuộc|Thanh tra) Sở$|(?:trưởng|của|thuộc) Bộ$")
"""An office without its field, which begins the next line: "Giám đốc Sở\nVăn hóa"."""
_ACRONYM_LAST = Pattern(rf"[{LOWER}] [{UPPER}]{{2,8}}$")
_SUBJECT_ALONE = Pattern(r"V/v ?:?", re.IGNORECASE)
_LAW_LAST = Pattern(r"(?:^|\s)(?:Căn cứ|theo|của|định) (?:Luật|Bộ luật|Pháp lệnh)$", re.IGNORECASE)
_BEFORE_NAME = Pattern(
    r"(?:^|\s)(?:thôn|xóm|ấp|bản|xã|phường|thị trấn|thị xã|quận|huyện|thành phố|tỉnh|ông|bà|anh|chị|đồng chí|đ/c|trường|sông|"
    r"đường|chợ|cầu)$"
)
_NO_NAME = Pattern(
    r"(?:Văn phòng|Ủy ban|Uỷ ban|UBND|HĐND|Thực hiện|Căn cứ|Kính|Theo|Ngày|Để|Sáng|Chiều|Tối|Trong|Trên|Hội|Ban|Phòng|Sở|"
    r"Trung tâm|Thông báo|Nhằm|Tại|Từ|Với|Các|Những|"
    r"Xã|Phường|Thị trấn|Huyện|Tỉnh|Thành phố|Thôn|Xóm|Đồng chí|Ông|Bà|Đảng)(?!\w)"
)
"""A line that begins so does not go on with the name of a place."""
_HALF_NAME = Pattern(
    rf"(?<!\w)(?:(?:thôn|xóm|ấp|bản|xã|phường|huyện|tỉnh) [{UPPER}][{LOWER}]*|"
    rf"(?:ông|bà|anh|chị|đồng chí|đ/c) (?:[{UPPER}][{LOWER}]+ )?[{UPPER}][{LOWER}]*)$|"
    rf"[,;:] (?:{FAMILIES})(?: [{UPPER}][{LOWER}]+)?$"
)
_FAMILY_ALONE = Pattern(
    r"(?<!\w)(?i:ông|bà|anh|chị|đồng chí|đ/c) (?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Đinh|Trịnh)$"
)
_REST_OF_PERSON = Pattern(
    rf"(?!Phó|Trưởng|Chủ|Bí|Giám|Hiệu|Ủy|Thành|Cán|Tổ|Đội)[{UPPER}][{LOWER}]* [{UPPER}][{LOWER}]*(?![{LOWER}])"
)
"""A family's name names nobody: "ông Lê\nVăn An"."""
_NAMED_FOR = Pattern(rf"(?<!\w)(?:[Tt]rường|học|cơ sở|phổ thông|non|đường|phố|chợ|cầu|quỹ|cố) (?:{FAMILIES})$")
"""What is named for a person: "Trường Tiểu học Lê\nLợi"."""
_OTHER_HALF = Pattern(rf"[{UPPER}][{LOWER}]+(?:[,.;:)]| [{LOWER}(])")
"""A name of which the line's end parts the last syllable: "xã Trà\nTân, huyện …"."""
_WORDS = Pattern(
    r"trưởng\n(?:ban|phòng|công an|trạm|đoàn|khoa|thôn)(?!\w)|"
    r"về\nviệc|(?:ủy|uỷ)\nban|ban\nnhân dân|nhân\ndân|mặt\ntrận|trận\ntổ quốc|tổ\nquốc|hiệp\nphụ nữ|phụ\nnữ|nông\ndân|"
    r"chiến\nbinh|cháy\nchữa cháy|"
    r"cựu\nchiến|thanh\nniên|việt\nnam|hồ\nchí minh|"
    r"chí\nminh|hà\nnội|tướng\nchính phủ|trung\nương|chính\nphủ|thủ\ntướng|quốc\nhội|đảng\n(?:ủy|uỷ)|"
    r"chủ\ntịch|bí\nthư|công\nan|quân\nsự|giáo\ndục|y\ntế|"
    rf"{any_of(place.lower().replace(' ', chr(10)) for place in PROVINCES)}",
    re.IGNORECASE,
)
_PHONE = Pattern(r"(?<![\d.,])(?:0|\+84)\d[\d. ]{1,9}$")
_FIRST_WORD = Pattern(r"[-–+•*]? ?(?:Ban|Ủy|Uỷ|Bộ|Sở|Hội|Đoàn|Đảng|Phòng|Trường|Trạm|Chi|Ông|Bà|UBND|HĐND|UBMTTQ|MTTQ|BCH|BCĐ)")


def is_first_word(before: str, after: str) -> bool:
    """Whether a page left the first word of a paragraph or an item alone in its line: "- Ban", then "Chỉ huy"."""
    return _FIRST_WORD.fullmatch(before) is not None and after[:1].isupper() and not after.isupper()


def is_before_name(before: str, after: str) -> bool:
    """Whether a line ends with the word before a place or a person, whose name begins the next: "xã" above "Hữu Văn"."""
    return after[:1].isupper() and _BEFORE_NAME.search(before[-20:]) is not None and not _NO_NAME.match(after)


def _wants_more(before: str, after: str) -> bool:
    """Whether a verb stands before its object in short, a list before the unit it is of, or "V/V" alone."""
    verb = _WITHOUT_OBJECT.search(before[-20:]) and _SHORT_FORM.match(after) and not before.isupper()
    listed = before[-1:].islower() or (_ACRONYM_LAST.search(before) and not before.isupper())
    return bool(verb or (listed and _UNIT_ENDS.match(after)) or _SUBJECT_ALONE.fullmatch(before))


def is_cut(before: str, after: str) -> bool:
    """Whether the break falls inside what is one: a word, a name, a number and what it counts."""
    tail = before[-20:]
    if after[:1].isdecimal():
        return bool(_BEFORE_FIGURE.search(tail) or OPEN_WORD.search(tail) or _PHONE.search(tail))
    seam = f"{tail.rpartition(' ')[2]}\n{after[:12]}"
    if (
        _wants_more(before, after)
        or OPEN_WORD.search(tail)
        or _LAW_LAST.search(tail)
        or (_OFFICE_LAST.search(tail) and after[:1].isupper() and not _NO_NAME.match(after))
        or (_WORDS.match(seam) and before.isupper() == after.isupper())
    ):
        return True
    if is_one_heading(before, after):
        return not LABEL.match(before)
    if _FAMILY_ALONE.search(tail) and _REST_OF_PERSON.match(after) and not _NO_NAME.match(after):
        return True
    if len(before) < _SHORT or _NO_NAME.match(after):
        return False
    cut = (_HALF_NAME.search(before[-40:]) or _NAMED_FOR.search(tail)) and _OTHER_HALF.match(after)
    return bool(cut) or (bool(_BEFORE_NAME.search(tail)) and after[:1].isupper())
