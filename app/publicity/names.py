"""Whether a text names a person, a household, or lists names and nothing beside them. Pure.

What people are called is told from what places are called by the words before it: `thôn Lê Lợi` is a place.
"""

import re

_UPPER = "A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ"
_NAME = rf"(?:[{_UPPER}]\w*\s+){{1,5}}[{_UPPER}]\w*"
_PERSON = r"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ụ|[Ee]m|[Cc]háu|[Cc]ô|[Cc]hú|[Bb]ác)"
_HOUSEHOLD = re.compile(rf"\b(?:[Hh]ộ|[Gg]ia đình|[Cc]hủ hộ)\s+(?:{_PERSON}\s+)?(?:là\s+)?(?!Nghèo\b){_NAME}")
_CALLED = re.compile(rf"\b{_PERSON}\s+(?!con\b){_NAME}")
_NUMBER = re.compile(r"(?<![\d./-])(?:\d{12}|\d{9})(?![\d/-]|[.]\d)")
_TELEPHONE = re.compile(r"(?<![\d+])(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)")
_SELF = re.compile(rf"\b(?:[Tt]ôi|[Tt]ên|[Ee]m|[Cc]háu|[Cc]on) (?:tên )?(?:tôi )?(?:là )?(?:{_PERSON} )?{_NAME}")
_PERSONAL = (_TELEPHONE, _NUMBER, _SELF, _HOUSEHOLD, _CALLED)
_SEVERAL = 2
"""So many persons in one text are a list, one may be who signs or speaks."""
_SHORT = 3
"""Who calls himself by so few letters would be found in half of all words."""
_MOST_HAVE = r"(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Dương|Đinh|Đoàn|Trịnh|Trương)"
_OTHERS_HAVE = (
    r"(?:Hồ|Lý|Lâm|Phùng|Mai|Tô|Hà|Cao|Tạ|Đào|Lương|Lưu|Tống|Thái|Chu|Châu|Kiều|Vương|Quách|Lò|Lường|Quàng|Cà|Tòng|Giàng|Vàng"
    r"|Sùng|Thào|Hạng|Mùa|Vừ|Lầu|Ma|Nông|Hứa|Triệu|Bàn|Đàm|La|Sầm|Kim|Thạch|Sơn|Danh)"
)
_WORD = rf"[{_UPPER}][^\W\d_]*"
_LISTED = re.compile(
    rf"(?:^|[\n,;:\t|]|\bvà\b|\d[.)])[ \t*+–-]*"
    rf"((?:{_MOST_HAVE}(?: {_WORD}){{1,4}}|{_OTHERS_HAVE}(?: {_WORD}){{2,4}}|{_WORD} (?:Văn|Thị|VĂN|THỊ)(?: {_WORD}){{1,3}}))"
    r"(?=\s*(?:[,;.\n(|\t–-]|và\b|(?:ở )?(?:thôn|xóm|ấp|bản|tổ|khu)\b|$))"
)
_PLACES = re.compile(
    rf"\b(?:[Tt]hôn|[Xx]óm|[ẤấAa]p|[Bb]ản|[Xx]ã|[Pp]hường|[Đđ]ường|[Pp]hố|[Kk]hu|[Tt]ổ dân phố|[Tt]rường|[Hh]uyện|[Tt]ỉnh)"
    rf"\s+{_WORD}(?: {_WORD})*(?:(?:, | và ){_WORD}(?: {_WORD})*)*"
)
_OFFICES = re.compile(
    r"\b(?:[Tt]rưởng|[Pp]hó|[Cc]án bộ|[Cc]ông chức|[Cc]hủ tịch|[Bb]í thư|[Ll]iên hệ|[Gg]ặp|[Gg]ọi|CHỦ TỊCH|PHÓ|TRƯỞNG)\b[^,;.]*"
)
"""Who signs, or is to be asked."""


def may_name(text: str) -> bool:
    """Whether a text may name a household, lists persons, or has the number of an identity card (9 or 12 digits).

    `hộ ông Nguyễn Văn A thôn Đông` => True; `Ông Trần Văn Bình, Chủ tịch xã, phát biểu` => False
    """
    return names_household(text) or len(set(_CALLED.findall(text))) >= _SEVERAL


def without_personal(text: str, sender: str = "", telephone: str = "") -> str:
    """A text with `…` for what tells who somebody is: telephones, identity numbers, names of persons and households, who sent it.

    `Tôi là Nguyễn Văn An, 0912 345 678: loa ngõ 3 rè` => `…, …: loa ngõ 3 rè`
    """
    patterns = [*(re.compile(re.escape(each), re.IGNORECASE) for each in (sender, telephone) if len(each) > _SHORT), *_PERSONAL]
    for pattern in patterns:
        text = pattern.sub("…", text)
    return text


def tells_who(text: str, sender: str = "", telephone: str = "") -> bool:
    """Whether a text tells who somebody is: it has what `without_personal` takes out, or lists names."""
    return without_personal(text, sender, telephone) != text or lists_names(text)


def names_household(text: str) -> bool:
    """Whether a text names a household, lists names bare, or has the number of an identity card.

    `hộ ông Nguyễn Văn A thôn Đông`, `Nguyễn Văn An, thôn Đông; Lê Thị Bé` => True; `gặp chị Nguyễn Thu, anh Lê Văn Bình`,
    `các thôn Lê Lợi, Trần Phú` => False
    """
    return bool(_HOUSEHOLD.search(text) or _NUMBER.search(text)) or lists_names(text)


def lists_names(text: str) -> bool:
    """Whether several names stand in a text one after the other, without a word for who they are."""
    beside = _OFFICES.sub(" ", text)
    named = {match[1] for match in _LISTED.finditer(beside)} - {
        place for match in _PLACES.finditer(beside) for place in _names_in(match[0])
    }
    return len(named) >= _SEVERAL


def _names_in(places: str) -> list[str]:
    return re.findall(rf"{_WORD}(?: {_WORD})*", places)
