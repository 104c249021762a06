"""A letter before a name: the kind of a place, a province, a person of the highlands."""

from collections import Counter

from app.reading.model import Certainty, Kind
from app.reading.numbers import spell
from app.reading.pattern import Pattern, Words
from app.reading.rules.abbreviations import PERSON
from app.reading.rules.rule import Begin, Found, Rule, Said, once
from app.reading.tables.classes import BODIES, LOWER, PERSONS, PROVINCES, UPPER

_CAPITAL = (Begin.CAPITAL,)
_PLACES = {"P": "phường", "Q": "quận", "H": "huyện", "T": "tỉnh", "X": "xã", "Đ": "đường", "K": "khu"}
_DEPARTMENT = Pattern(
    r" ?(?:KT(?!\w)|NV(?!\w)|LĐ|Tài|Kinh|Văn hóa|VH|GD|Giáo dục|Nội vụ|Tư pháp|Y tế|TN|NN|Nông|Thanh tra|Dân tộc|Quản lý|TC)"
)
_ROOM = Pattern(r" ?\d{3}(?!\d)")
_DEPUTY = Words(r" ?(?:(?:CT|GĐ|BT|TP|HT)(?!\w)|chủ tịch|giám đốc|trưởng|bí thư|hiệu trưởng|chánh|viện trưởng|cục trưởng)")
_INITIAL = Pattern(rf"(?:^|[^.,:;(] ?)[{UPPER}][{LOWER}]+ $|(?<!\w)Ng\.? ?$")
_OFFICE = Words(rf"(?:{BODIES}|địa bàn|trên|tại|ở|toàn|trong|các) $")


_NAMED_BEFORE = Words(rf"(?:(?<!\w)(?:{PERSONS}|đồng chí|đ/c|gồm|là|và)|[:;,–-]) $")
_ONE_SYLLABLE = Pattern(rf" ?([{UPPER}][{LOWER}]+)(?! ?[{UPPER}]|[{LOWER}])")
_ENDS = Counter((name[0], name.split()[-1]) for name in PROVINCES)
_PROVINCES_BY_END = {
    (name[0], name.split()[-1]): name.split()[0]
    for name in PROVINCES
    if name[0] in _PLACES and _ENDS[name[0], name.split()[-1]] == 1
}
"""The first syllable of a province by its letter and the second: "Q.Nam", where no other ends so."""
_NAME_ALONE = Pattern(rf"[{UPPER}][{LOWER}]{{1,6}}[ .)]*$")
_SURNAME_ALONE = Pattern(rf" ?[{UPPER}]{{2,12}}[ .)]*$")


def _province(found: Found) -> Said | None:
    """A province by a letter and its second syllable: "Q.Nam" => "Quảng Nam"; asked about, for it may be a district."""
    behind = _ONE_SYLLABLE.match(found.after)
    words = _PROVINCES_BY_END.get((found["place"], behind[1])) if behind and not PERSON.search(found.before) else None
    if behind is None or words is None:
        return None
    place = _PLACES[found["place"]]
    return Said(words, Certainty.ASK, f"có thể là {words} {behind[1]}, có thể là {place} {behind[1]}")


def _place(found: Found) -> str | Said | None:
    """The kind of a place in short: "P. Lộc Vượng" => "phường Lộc Vượng", "Q.1"; an initial of a name is left."""
    letter, after = found["place"], found.after
    signed = not found.before.strip() and (_SURNAME_ALONE.match(after) or _NAME_ALONE.match(after))  # who wrote it, "T.LÝ"
    of_person = PERSON.search(found.before) and (letter not in "PQ" or _ONE_SYLLABLE.match(after))
    if signed or of_person:  # "chị T. Hương"
        return None
    if _SIGNPOST.search(found.before):
        return spell(letter)
    if letter == "P" and (_DEPARTMENT.match(after) or _ROOM.match(after)):
        return once("phòng", found.before)
    if letter in "PQ" and _DEPUTY.match(after):
        return "phó" if letter == "P" else "quyền"
    if _INITIAL.search(found.before) and not _OFFICE.search(found.before):
        return None
    return _place_or_person(found, letter)


def _place_or_person(found: Found, letter: str) -> str | Said:
    """The kind of a place; asked about where what follows may be the name of a person: "T.Lan"."""
    known = found.after.lstrip().startswith(PROVINCES) if letter == "T" else not _ONE_SYLLABLE.match(found.after)
    if known or _OFFICE.search(found.before):
        return _PLACES[letter]
    return Said(_PLACES[letter], Certainty.ASK, f"có thể là {_PLACES[letter]}, có thể là tên người viết tắt")


_SIGNPOST = Words(r"biển (?:báo |số |cấm )?$")


RULES = (
    Rule(
        "before a name of the highlands",
        Kind.WORD,
        _CAPITAL,
        Pattern(rf"H(?= [{UPPER}][{LOWER}])"),
        lambda found: "hờ" if _NAMED_BEFORE.search(found.before) else None,
        ("chị H Lan Niê", "chị hờ Lan Niê"),
        first="H",
    ),
    Rule(
        "province in short",
        Kind.ABBREVIATION,
        _CAPITAL,
        Pattern(rf"(?P<place>[PQHTXĐ])\. ?(?=[{UPPER}][{LOWER}])"),
        _province,
        ("đoàn Q.Ngãi", "đoàn Quảng Ngãi"),
        first="PQHTXĐ",
    ),
    Rule(
        "place in short",
        Kind.ABBREVIATION,
        _CAPITAL,
        Pattern(rf"(?P<place>[PQHTXĐ])\. ?(?=[{UPPER}][{LOWER}{UPPER}]|[ÝÔÁÀÂĂƯƠÊI] [{UPPER}][{LOWER}]|\d)"),
        _place,
        ("P. Lộc Vượng", "phường Lộc Vượng"),
        first="PQHTXĐ",
    ),
)
