"""What stands in short before the name of a person, a school, a town."""

from app.reading.model import Kind
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule, initials
from app.reading.tables.classes import LOWER, PLACES, SECTIONS, UPPER, any_of
from app.reading.tables.senses.around import FULL_NAME
from app.reading.tables.shorthand import TOWNS

_LETTERS, _CAPITAL = (Begin.CAPITAL, Begin.SMALL), (Begin.CAPITAL,)
_NAME = rf" [{UPPER}][{LOWER}]"
_NAMES = rf"[{UPPER}][{LOWER}]{{0,6}}(?: [{UPPER}][{LOWER}]{{0,6}}){{1,4}}"
_ADDRESS = Words(r" ?(?::|liên hệ|nhà|thường trú|tạm trú|cơ quan|nhận|trụ sở|số|hiện|giao|email|gửi)")
_SEVERAL = Words(r"(?:các|những|gồm|gồm có|\d) $")
_PERSON_AFTER = Pattern(
    rf" ?:{FULL_NAME}|(?i: ?: ?(?!{PLACES}|xã|phường|huyện|số)){_NAMES} ?[-–,] ?"
    r"(?i:(?:nguyên )?(?:phó|trưởng|chủ tịch|bí thư|giám đốc|hiệu|cán bộ|can bộ|ủy viên|uỷ viên|PCT|CT|UV|TUV|HUV))"
)
"""A name behind a colon: of a family that is known, or with the office of its person."""
_CALLED = Words(r"(?:(?<!\W)[^\W\d_] |\(|(?:đăng ký|liên hệ|hỏi|gọi|gặp|báo|nộp|gửi): )$")
_LISTED = Words(
    rf"(?:{SECTIONS}|loại|lớp|nhóm|tổ|đội|khu|lô|phương án|gan|vitamin|bảng|hạng|câu|ý|hoặc|mẫu|phiếu|hình|a và|"
    r"a,) $"
)
_FORMS = {"a": "anh", "b": "bà", "c": "chị", "ô": "ông"}
_BESIDE_A_MAN = Words(
    r"(?<!\w)ô\. ?\w[^;\n]*(?:,|và) $|(?<!\w)(?:gọi|liên hệ|lh|gặp|sđt|đt):? (?:[abc]\. ?\w[^;\n]*(?:,|và|hoặc|-) )?$"
)
_ROUTE = Words(r"(?:tuyến|chặng|xe|xe khách|tuyến xe|tàu|bay) $")


def _address(found: Found) -> str | None:
    """Form of address before a name: "gặp a.Tú" => "gặp anh Tú"; "a." to "c." may also count items, "ô." never does."""
    word, before = found["word"].lower(), found.before
    glued = found[0] == f"{word}." and bool(before.strip())
    called = (
        word == "ô"
        or (glued and not _LISTED.search(before))
        or _BESIDE_A_MAN.search(before)
        or (_CALLED.search(before) and not _LISTED.search(before))
    )
    return _FORMS[word] if called else None


def _comrade(found: Found) -> str:
    """Comrade: "đ/c Lan" => "đồng chí Lan"; "Đ/c: số 5" is an address."""
    is_place = _ADDRESS.match(found.after) and not (_SEVERAL.search(found.before) or _PERSON_AFTER.match(found.after))
    word = "địa chỉ" if is_place else "đồng chí"
    return word.capitalize() if found[0][0] == "Đ" else word


RULES = (
    Rule(
        "form of address",
        Kind.ABBREVIATION,
        _LETTERS,
        Pattern(rf"(?P<word>a|b|c|ô|A|B|C|Ô)\. ?(?=[{UPPER}][{LOWER}])"),
        _address,
        ("gặp a.Tú", "gặp anh Tú"),
        first="abcôABCÔ",
    ),
    Rule(
        "family name",
        Kind.ABBREVIATION,
        _CAPITAL,
        Pattern(rf"Ng\.? ?(?=[{UPPER}])"),
        lambda _found: "Nguyễn",
        ("Ng. Văn Bảy", "Nguyễn Văn Bảy"),
        first="N",
    ),
    Rule(
        "comrade",
        Kind.ABBREVIATION,
        _LETTERS,
        Pattern(rf"[Đđ]/[Cc](?!\w)|đc(?= [{UPPER}][{LOWER}])"),
        _comrade,
        ("đ/c Lan", "đồng chí Lan"),
        first="Đđ",
    ),
    Rule(
        "school",
        Kind.ABBREVIATION,
        _CAPITAL,
        Pattern(r"(?:Tr|Trg|TR)\. ?(?=(?:TH|MN|MG|Tiểu|Mầm|Mẫu|Trung|Phổ)(?!\w)|THCS|THPT|PTDT)"),
        lambda _found: "trường",
        ("Tr.THCS Yên Bình", "trường trung học cơ sở Yên Bình"),
        first="T",
    ),
    Rule(
        "route",
        Kind.ABBREVIATION,
        _CAPITAL,
        Pattern(rf"(?P<from>{any_of(TOWNS)}) ?[-–] ?(?P<to>{any_of(TOWNS)})(?!\w)"),
        lambda found: f"{TOWNS[found['from']]} {TOWNS[found['to']]}" if _ROUTE.search(found.before) else None,
        ("tuyến xe HN-HP", "tuyến xe hà nội hải phòng"),
        first=initials(TOWNS),
    ),
    Rule(
        "lawyer",
        Kind.ABBREVIATION,
        _CAPITAL,
        Pattern(rf"LS\.(?={_NAME}\w* [{UPPER}])"),
        lambda _found: "luật sư",
        ("LS. Nguyễn Văn An", "luật sư Nguyễn Văn An"),
        first="L",
    ),
)
