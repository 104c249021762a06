"""Layout: bullets, numbering, blanks to fill in, page numbers. What is no word is left out, what counts is said."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import ROMAN, cardinal, roman, spell
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule, Said, nothing
from app.reading.tables.classes import (
    LOWER,
    MAGNITUDES,
    MEASURES,
    MONEY,
    NUMBERED,
    PEOPLE,
    PERIODS,
    PLACES,
    SECTIONS,
    STREETS,
    UPPER,
)
from app.reading.torn import is_syllable

_LINE, _SIGN = (Begin.LINE,), (Begin.SIGN,)
_LIST_REACH = 2000
"""How far a list may run on for its next item to say what kind of list it is."""


def _numbering(found: Found) -> str:
    """Numbering: "2.1. Mục đích" => "hai chấm một Mục đích"."""
    return " chấm ".join(cardinal(part, found.region) for part in found["no"].split("."))


def _roman_heading(found: Found) -> str | None:
    value = roman(found["head"])
    if value is None or found["head"] in {"C", "L"}:
        return None  # the third part of a text, not its hundredth
    return " chấm ".join(
        [
            cardinal(str(value), found.region),
            *(cardinal(part, found.region) for part in found["sub"].split(".") if part),
        ]
    )


def _letter_item(found: Found) -> str | None:
    """An item "b)"; "i)" is one of "i), ii), iii)" when such an item follows."""
    letter = found["letter"]
    if letter == "i" and "ii)" in found.match.string[found.match.end() : found.match.end() + _LIST_REACH]:
        return "một"
    return spell(letter)


def _numbering_with_letter(found: Found) -> str:
    """A number with a letter at either end: "1.2.a Nhiệm vụ", "a.1) Chi phí"."""
    number = " chấm ".join(cardinal(part, found.region) for part in (found["no"] or found["behind"]).split("."))
    return f"{number} {spell(found['letter'] or found['bare'])}" if found["no"] else f"{spell(found['before'])} {number}"


def _roman_item(found: Found) -> str | None:
    if found["small"] == "i" and "ii)" not in found.match.string[found.match.end() : found.match.end() + _LIST_REACH]:
        return None
    value = roman(found["small"])
    return None if value is None else cardinal(str(value), found.region)


_ITEMIZED = Pattern(r"(?:^|[;:.])\s*$")


def _reference(found: Found) -> Said | None:
    """The number of a source, "theo tài liệu [12]"; behind a mark it is that of an item."""
    if _ITEMIZED.search(found.before):
        return None
    return Said("", Certainty.ASK, "số trong ngoặc vuông được hiểu là chú thích, không đọc")


_LETTER_OF = Words(
    rf"(?:{SECTIONS}|{NUMBERED}|{STREETS}|tổ|khu|lô|phương án|gan|vitamin|bảng|câu|ý|mẫu|phiếu|hình|nhà|dãy|tầng|chữ|và|hoặc) $"
)
_OPEN = Pattern(r"(?:về|ủy|của|các|những|tại|với|trên) $")
_OPEN_IN_SENTENCE = Pattern(r"(?:tổ chức|cho|do|theo|cùng|ông|bà|đồng chí|cơ quan) $|[,(] ?$")
_BEGUN = Pattern(rf"[.!?…”] [{UPPER}][{LOWER}]{{1,6}} $")
_RUNNING = Pattern(rf"[{LOWER}]{{2,7}},? [{LOWER}{UPPER}]{{2,7}} $")


def _cut_word(found: Found) -> Said | None:
    """The beginning of a word where an excerpt ends: "báo cáo về xã tr"; a letter that names a part is whole."""
    is_last = found.match.end() == len(found.match.string.rstrip())
    named = len(found[0].rstrip(".…")) == 1 and _LETTER_OF.search(found.before)
    whole = found[0].rstrip(".…") in _CLUSTERS and len(found.before) >= _LONG
    opened = _OPEN.search(found.before) or (len(found.before) >= _LONG and _OPEN_IN_SENTENCE.search(found.before))
    begun = _RUNNING.search(found.before) or _BEGUN.search(found.before) or opened
    if not is_last or named or not (whole or begun):
        return None
    if found[0][0].isupper() and not opened:
        return None
    return Said("", Certainty.ASK, _CUT)


_CUT = "chữ cuối bài có thể bị cắt mất, không đọc"
_LONG = 40
"""Characters before a last word that a running sentence has at least."""


def _cut_syllable(found: Found) -> Said | None:
    """A last word that no syllable is, "gọi công an tiế": the end of an excerpt."""
    word = found[0].rstrip(".…")
    if found.match.end() != len(found.match.string.rstrip()):
        return None
    running = len(found.before) >= _LONG and _RUNNING.search(found.before)
    return None if not running or is_syllable(word) or not _VOWELED.search(word) else Said("", Certainty.ASK, _CUT)


_CLUSTERS = frozenset({"ngh", "ng", "nh", "th", "tr", "ch", "kh", "gh", "ph"})
_VOWELED = Pattern("[ăâêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]")
"""Letters that no foreign word has."""
NUMBERINGS = frozenset(
    {
        "numbering",
        "numbering with a letter",
        "number of an item",
        "roman heading",
        "letter heading",
        "letter item",
        "small roman item",
    }
)
"""Rules that read the number or letter of an item: a short pause keeps it from counting what follows ("hai, Địa điểm")."""
_COUNTED = f"{MAGNITUDES}|{MEASURES}|{MONEY}|{PEOPLE}|{PERIODS}|{PLACES}|tấn|phần|cây|lần|bao|gói|phút"
"""What a number glued to it counts: "10Tấn thóc" is no item."""


_STOPPED = Pattern(r"(?:^|[.!?”)]\s*)$")
_STROKES = Pattern(r"[-–—*_=~]")
_SIGNED_FOR = {"TM": "thay mặt", "KT": "ký thay", "TL": "thừa lệnh", "TUQ": "thừa ủy quyền", "Q": "quyền"}
"""NĐ 30/2020/NĐ-CP, article 13."""
_SIGNING = "ỦY BAN|UỶ BAN|UBND|HĐND|HỘI ĐỒNG|BAN|CHỦ TỊCH|TRƯỞNG|GIÁM ĐỐC|BÍ THƯ|HIỆU TRƯỞNG|CHÁNH"
"""Who signs, and for whom."""


def _counted_up(found: Found) -> str | None:
    """The number of an item that no mark follows, one of a list: "- 1 Luật Đất đai", "- 2 Luật Nhà ở"."""
    number, text = int(found["no"]), found.match.string
    behind = text[found.match.end() : found.match.end() + _LIST_REACH]
    before = text[max(0, found.match.start() - _LIST_REACH) : found.match.start()]
    goes_on = re.search(rf"\n[-–•+*] {number + 1} [{UPPER}]", behind)
    went = number > 1 and re.search(rf"(?:^|\n)[-–•+*] {number - 1} [{UPPER}]", before)
    return cardinal(found["no"], found.region) if goes_on or went else None


RULES = (
    Rule(
        "hashtag",
        Kind.ADDRESS,
        (Begin.SIGN,),
        Pattern(r"#(?=[^\W\d])\w+"),
        lambda _found: Said("", Certainty.ASK, "thẻ # không đọc trên loa"),
        ("Hỏi đáp #xahaixuan", "Hỏi đáp"),
        first="#",
    ),
    Rule(
        "caption",
        Kind.LAYOUT,
        (Begin.SIGN,),
        Pattern(r"\((?:[Tt]rong )?(?:[Ảả]nh|ẢNH)(?: minh h(?:ọ|o)(?:a|ạ)| trên| dưới| bên| tư liệu)?(?: ?:[^()\n]{1,300})?\)"),
        lambda _found: Said("", Certainty.ASK, "chú thích ảnh không đọc trên loa"),
        ("trao quà (ảnh)", "trao quà"),
        first="(",
    ),
    Rule(
        "name of a picture",
        Kind.LAYOUT,
        (Begin.LINE, Begin.CAPITAL),
        Pattern(r"Ảnh (?:chụp màn hình|minh h(?:ọ|o)(?:a|ạ)|tư liệu|internet|sưu tầm|st)\.?(?=[ \t]*(?:\n|\Z))", re.IGNORECASE),
        lambda found: Said("", Certainty.ASK, "chú thích ảnh không đọc trên loa") if _STOPPED.search(found.before) else None,
        ("Xã họp. Ảnh minh họa", "Xã họp"),
        first="Ả",
    ),
    Rule(
        "credit of a picture",
        Kind.WORD,
        (Begin.CAPITAL,),
        Pattern(rf"Ảnh(?= [{UPPER}]{{2,4}}[.)]? *(?:\n|\Z))"),
        lambda found: Said(found[0], Certainty.ASK, "có thể là tên người chụp ảnh"),
        ("Bà con trồng cây Ảnh XQ", "Bà con trồng cây Ảnh ích quy"),
        first="Ả",
    ),
    Rule(
        "cut word",
        Kind.LAYOUT,
        (Begin.SMALL, Begin.CAPITAL),
        Pattern(r"(?:ngh|ch|gh|kh|ng|nh|ph|th|tr|[bcdđghklmnpqrstvx]|[BCDĐGHKLMNPQRSTUVX])(?:\.{3}|…)?(?=\s*\Z)"),
        _cut_word,
        ("Các thôn báo cáo về xã tr", "Các thôn báo cáo về xã"),
        first="bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTUVX",
    ),
    Rule(
        "cut syllable",
        Kind.LAYOUT,
        (Begin.SMALL,),
        Pattern(rf"[{LOWER}]{{2,6}}(?:\.{{3}}|…)?(?=\s*\Z)"),
        _cut_syllable,
        (
            "Bà con thấy người lạ vào ngõ xóm thì báo ngay cho công an tiế",
            "Bà con thấy người lạ vào ngõ xóm thì báo ngay cho công an",
        ),
    ),
    Rule(
        "reference",
        Kind.LAYOUT,
        _SIGN,
        Pattern(r"\[\d{1,3}(?:[,;–-] ?\d{1,3}){0,5}\]"),
        _reference,
        ("theo tài liệu [12], cây", "theo tài liệu cây"),
        first="[",
    ),
    Rule(
        "end mark",
        Kind.LAYOUT,
        _SIGN,
        Pattern(r"\./\.?(?=\s|$)"),
        nothing,
        ("hết./.", "hết"),
        first=".",
    ),
    Rule(
        "ornament",
        Kind.LAYOUT,
        _LINE,
        Pattern(r"(?:[-–—=*~_.]{1,20} ?[oO0]{1,7} ?[-–—=*~_.]{1,20}|o[O0]o)(?=[ \t]*(?:\n|$))"),
        nothing,
        ("---oOo---", ""),
    ),
    Rule(
        "page number",
        Kind.LAYOUT,
        _LINE,
        Pattern(r"[-–—] ?\d{1,3} ?[-–—](?=[ \t]*(?:\n|$))"),
        nothing,
        ("- 2 -", ""),
    ),
    Rule(
        "thousands to fill in",
        Kind.MONEY,
        _SIGN,
        Pattern(rf"[.…_]{{2,60}} ?\.?000 ?(?:{MONEY})(?!\w)"),
        lambda found: Said(f"{found.region.thousand} đồng", Certainty.ASK, "số tiền chưa điền"),
        ("đóng ....000 đ", "đóng nghìn đồng"),
        first=".…_",
    ),
    Rule(
        "blank to fill in",
        Kind.LAYOUT,
        _SIGN,
        Pattern(r"([-–—_=*~.…•·#+])(?:\1| ?\1){2,400}"),
        nothing,
        ("Họ tên: ........", "Họ tên"),
        first="-–—_=*~.…•·#+",
    ),
    Rule(
        "bullet",
        Kind.LAYOUT,
        _LINE,
        Pattern(rf"[-–—+•●○◦▪■□▫➢➤►✓✔❖◆◇★☆·*→⇒](?=[ \t])|[-–—•●○▪➢✓❖*](?=[{UPPER}{LOWER}“\"(])|\+\)? ?(?=[{UPPER}{LOWER}])"),
        nothing,
        ("+ Thu gom rác", "Thu gom rác"),
    ),
    Rule(
        "signed for",
        Kind.ABBREVIATION,
        _LINE,
        Pattern(rf"(?P<for>TM|KT|TL|TUQ|Q)[./] ?(?=[{UPPER}]{{2}})(?!I{{2,3}}\b|IV\b)"),
        lambda found: _SIGNED_FOR[found["for"]],
        ("KT. CHỦ TỊCH", "ký thay CHỦ TỊCH"),
        Certainty.SURE,
    ),
    Rule(
        "signed for inside a line",
        Kind.ABBREVIATION,
        (Begin.CAPITAL,),
        Pattern(rf"(?P<for>TM|TUQ)\. ?(?=(?:{_SIGNING})(?!\w))"),
        lambda found: _SIGNED_FOR[found["for"]],
        ("- Lưu; TM. ỦY BAN NHÂN DÂN", "Lưu thay mặt ỦY BAN NHÂN DÂN"),
        first="T",
    ),
    Rule(
        "ornament of letters",
        Kind.LAYOUT,
        (Begin.LINE, Begin.SIGN, Begin.CAPITAL, Begin.SMALL),
        Pattern(r"[-–—*_=~. ]{0,10}(?:[oO]{2,4}|o0o|O0O|0[oO]0)[-–—*_=~. ]{0,10}(?=\n|$)"),
        lambda found: None if not _STROKES.search(found[0]) or found.before.strip("-–—*_=~. ") else "",
        ("---oOo---", ""),
        first="-–—*_=~.oO",
    ),
    Rule(
        "numbering with a letter",
        Kind.LAYOUT,
        _LINE,
        Pattern(
            rf"(?P<no>\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})(?:\.?(?P<letter>[a-dđ])[.)](?=\s)|"
            rf"\.(?P<bare>[a-hđ])(?=[ \t]+[{UPPER}][{LOWER}]))|"
            r"(?P<before>[a-hđ])\.?(?P<behind>\d{1,2})[.)](?=\s)"
        ),
        _numbering_with_letter,
        ("a.1) Chi phí", "a một Chi phí"),
    ),
    Rule(
        "numbering",
        Kind.LAYOUT,
        _LINE,
        Pattern(
            r"(?P<no>\d{1,3}(?:\.\d{1,2}){0,4})[°º]?(?:/[-–.]|\.[-–/]?(?=\s|[^\W\d])|[)/](?=\s|[^\W\d])|"
            rf"-(?=[{UPPER}][{LOWER}])|"
            rf"(?=[{UPPER}][{LOWER}]{{2,6}} )(?!(?i:{_COUNTED})(?!\w))|(?<=\d\.\d)(?=[ \t]+[{UPPER}][{LOWER}]))"
        ),
        _numbering,
        ("2.1. Mục đích", "hai chấm một Mục đích"),
    ),
    Rule(
        "number of an item",
        Kind.LAYOUT,
        _LINE,
        Pattern(rf"(?<=[-–•+*] )(?P<no>\d{{1,2}})(?=[ \t]+[{UPPER}][{LOWER}])"),
        _counted_up,
        ("- 1 Luật Đất đai\n- 2 Luật Nhà ở", "một Luật Đất đai.\nhai Luật Nhà ở"),
    ),
    Rule(
        "roman heading",
        Kind.ROMAN,
        _LINE,
        Pattern(
            rf"(?![Vv]/[Vv])(?P<head>{ROMAN})(?P<sub>(?:\.\d{{1,2}}){{0,3}})(?:/[-–.]|[.)/](?=[ \t]|[{UPPER}])| ?[-–:](?=\s)|"
            rf",(?=[ \t][{UPPER}]{{2,}}(?:,? [{UPPER}]{{2,}}))"
            rf"|(?<=[IVX])(?=[ \t](?!QUANG)[{UPPER}]{{2,8}} [{UPPER}]{{2,8}}(?![{LOWER}])))"
        ),
        _roman_heading,
        ("II. ĐỐI TƯỢNG", "hai ĐỐI TƯỢNG"),
    ),
    Rule(
        "letter heading",
        Kind.LAYOUT,
        _LINE,
        Pattern(r"(?P<letter>[A-HKĐ])(?: ?[.)/](?=[ \t](?![\s\d]))| ?[-–](?=[ \t]\S))"),
        lambda found: spell(found["letter"]),
        ("B. NỘI DUNG", "bê NỘI DUNG"),
    ),
    Rule(
        "letter item",
        Kind.LAYOUT,
        _LINE,
        Pattern(rf"(?P<letter>[a-zđ])(?:[)/](?=[\s{UPPER}])|\.(?=\s))"),
        _letter_item,
        ("b) Hộ bảo trợ", "bê Hộ bảo trợ"),
    ),
    Rule(
        "small roman item",
        Kind.ROMAN,
        (Begin.LINE, Begin.SMALL),
        Pattern(r"(?P<small>[ivx]{1,5})\)"),
        _roman_item,
        ("ii) Hộ nghèo", "hai Hộ nghèo"),
        first="ivx",
    ),
)
