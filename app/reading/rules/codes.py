"""Letters and figures together: roads, classes, strains, models, grades."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import ROMAN, cardinal, digits, number, roman, spell
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule, Said, once
from app.reading.rules.times import POISON_BEFORE
from app.reading.rules.varieties import is_listed
from app.reading.tables.abbreviations import ABBREVIATIONS, is_known
from app.reading.tables.ambiguous import AMBIGUOUS
from app.reading.tables.classes import LOWER, NUMBERED, PERSONS, PLACES, SECTIONS, STREETS, UPPER
from app.reading.tables.technical import TECHNICAL

_FIGURE, _CAPITAL = (Begin.FIGURE,), (Begin.CAPITAL,)
_ROADS = {
    "QL": "quốc lộ",
    "TL": "tỉnh lộ",
    "ĐT": "đường tỉnh",
    "HL": "hương lộ",
    "ĐH": "đường huyện",
    "ĐX": "đường xã",
    "CT": "cao tốc",
}
NUMBERED_CODES = {
    "KP": "khu phố",
    "KV": "khu vực",
    "HK": "học kỳ",
    "QK": "quân khu",
    "BĐ": "báo động",
    "CK": "chuyên khoa",
    "NQ": "nghị quyết",
    "UV": "uốn ván",
    "Tổ": "tổ",
    "CMT": "cách mạng tháng",
    "TW": "trung ương",
    "TƯ": "trung ương",
    "HNTW": "hội nghị trung ương",
    "BN": "bệnh nhân",
    "NV": "nguyện vọng",
}
"""Letters that are words where a number stands right behind."""
_WIND = Words(r"(?:gió|giật|sức gió|bão mạnh|mạnh)[^.;\n]{0,30}$")
_PUPILS = Words(r"(?:học sinh|HS|lớp|khối)(?: khối)?(?: K\d ?[-–,])? ?$")
_AGED = Pattern(r"(?:thọ|tuổi|NCT|cụ|người)(?: (?:từ|trên|dưới|≥|>|đủ))? ?[≥>]? ?$")
_TET = Words(r"(?:tết|trực|khai hội|lễ hội|\(M\d+\))[^\n]{0,50}$")
_GOODS = (
    "gạo|thóc|lúa|ngô|khoai|hàng|rác|cá|tôm|muối|than|xi măng|cát|đá|sắt|thép|phân|giống|rau|quả|mía|lạc|đạm|lân|vôi|"
    "thuốc|thịt|lợn|gà|vịt|vật liệu|vật tư|nông sản|thức ăn"
)
_LOAD_BEFORE = Words(
    rf"(?:(?<!\w)(?:xe|cầu|tải|trọng tải|ô tô|container|tàu|thuyền|cẩu|trục|kích|bàn cân|sản lượng|năng suất|thu hoạch|chở|"
    rf"kho|bán|mua|đường|{_GOODS})(?!\w)[^.;\n]{{0,30}}|(?:nặng|khối lượng) )$"
)
_LOAD_AFTER = Words(rf" (?:{_GOODS})(?!\w)")
_CHILD = Words(r"(?:trẻ|bệnh nhân|cháu|bé|em|từ|dưới|trên|học sinh|lớp|,|\(|tuổi|[-–]) ?$")
_PERSON = Pattern(
    (
        rf"(?:(?<!\w)(?:{PERSONS}|bé|mẹ|bố|nam|nữ|bệnh nhân|họ tên)(?!\w)[^.;\n]{{0,40}}|"
        rf"(?-i:[{UPPER}][{LOWER}]+ [{UPPER}][{LOWER}]+ \(?))$"
    ),
    re.IGNORECASE,
)
_STRAIN = Words(r"(?:biến thể|biến chủng|chủng|dòng|omicron)[^\n]{0,40}$")
_COUNT = 3
"""Figures up to this many are said as a number, more of them, and those that begin with a nought, one by one."""


_ROAD_BEFORE = Words(
    r"(?<!\w)(?:đường|tuyến|trên|lộ|cầu|dọc|đoạn|ngã \w+|cao tốc|nút giao|giao|theo|qua|ra|từ|đến|và|với|nâng cấp|sửa chữa|mặt|"
    r"quốc lộ \d+[A-Z]?) ?(?:,|;)? ?$|[A-ZĐ]\w{0,3}[,;] $"
)
"""What roads stand behind."""


_CODE_BESIDE = Pattern(
    rf"(?: \([{UPPER}]{{1,4}}\d{{1,4}}\))?, (?!QL|TL|ĐT|HL|ĐH|ĐX|CT|KCN|KDC|KP)[{UPPER}]{{1,4}}\d{{1,4}}(?!\w)"
)
"""Another variety in a list whose heading stands in another cell: "ĐT100 (KH1), HT1"."""
_OF_ROADS = Words(r"(?<!\w)(?:đường|tuyến|lộ|cầu|cao tốc|giao|qua|giao thông|QL|TL)(?!\w)[^.\n]*$")


def _road(found: Found) -> str | Said | None:
    """Road: "QL21B" => "quốc lộ hai mươi mốt bê"; in a list of varieties none: "giống lúa ĐT100"."""
    if is_listed(found):
        return None
    beside = found["road"] not in {"QL", "CT"} and _CODE_BESIDE.match(found.after) and not _OF_ROADS.search(found.before)
    if beside and not found["letter"]:
        return Said(f"{spell(found['road'])} {found.cardinal('no')}", Certainty.ASK, "có thể là tên giống, có thể là tên đường")
    road = once(_ROADS[found["road"]], found.before)
    words = f"{road} {found.cardinal('no')} {spell(found['letter'])}".strip()
    apart = found["road"] not in {"QL", "CT"} and not found["letter"] and found[0][2] == " "
    doubtful = apart and len(found["no"]) < _COUNT and not _ROAD_BEFORE.search(found.before)
    return Said(words, Certainty.ASK, "có thể là tên đường, có thể là chữ viết tắt khác") if doubtful else words


def _post(found: Found) -> str:
    """Kilometre post: "Km12+500" => "ki lô mét mười hai cộng năm trăm"."""
    return f"ki lô mét {found.cardinal('km')}" + (f" cộng {found.cardinal('m')}" if found["m"] else "")


_POLICE = Pattern(r"P[ACKVX]\d\d")
_CODES_BESIDE = Words(
    rf"(?<!\w)(?:giống|lúa|ngô|tuyến|đường|lộ|xe|máy|ống|mã|ký hiệu|loại|hiệu|lô|dãy|nhà|phòng|khu)(?!\w)[^.;\n]{{0,50}}$|"
    rf"\t$|\d ?[,;] ?$|[{UPPER}]\w*\d+[^.;\n]{{0,20}}[,;(] ?$"
)
"""Beside a variety, a road, another code."""


def _is_short_form(found: Found) -> bool:
    """Whether the letters of a code are a short form too, "CT05", and nothing beside it tells that it is a code."""
    letters = re.match(r"[^\W\d]+(?=\d{1,3}$)", found["code"])
    if letters is None or not is_known(letters[0]) or letters[0] in TECHNICAL or _POLICE.fullmatch(found["code"]):
        return False
    return not _CODES_BESIDE.search(found.before) and not re.match(rf"[,;] ?[{UPPER}]\w*\d", found.after)


def _asked_code(found: Found) -> str | Said:
    """A code; asked about where its letters are a short form that is spelled."""
    words = _code(found)
    spelled = words.startswith(spell(re.findall(r"[^\W\d]+", found["code"])[0]))
    return (
        Said(words, Certainty.ASK, "có thể là mã, có thể là chữ viết tắt liền với số")
        if spelled and _is_short_form(found)
        else words
    )


def _code(found: Found) -> str:
    """Code: "H5N1" => "hát năm nờ một"; known letters keep their reading: "VTV1" => "vê tê vê một"."""
    said: list[str] = []
    for piece in re.findall(r"\d+|[^\W\d_]+|\.", found["code"]):
        if piece == ".":
            said.append("chấm")
        elif piece.isdecimal():
            said.append(digits(piece) if len(piece) > _COUNT or piece[0] == "0" else cardinal(piece, found.region))
        else:
            said.append(_letters(piece, pupils=bool(_PUPILS.search(found.before))))
    if said[0] in NUMBERED_CODES.values() and found.before.lower().endswith(f"{said[0]} "):
        said = said[1:]  # "bệnh nhân BN45": the word is written out already
    return " ".join(said)


def _letters(letters: str, *, pupils: bool = False) -> str:
    if letters == "K" and pupils:
        return "khối"
    known = len(letters) >= 3 and letters not in AMBIGUOUS  # noqa: PLR2004  # two letters before a figure are mostly a code
    return NUMBERED_CODES.get(letters) or (ABBREVIATIONS.get(letters) if known else None) or spell(letters)


def _formula(found: Found) -> str | None:
    """A chemical formula sign by sign: "NaCl", "CaCO3"; capitals alone are left to the abbreviations."""
    if not re.search(r"[a-z]", found[0]):
        return None
    return " ".join(cardinal(piece) if piece.isdecimal() else spell(piece) for piece in re.findall(r"\d+|[^\W\d]+", found[0]))


_AGE_BEHIND = Pattern(r" ?[-–] ?\d{1,2}T(?!\w)")
"""Both ends of a span of ages: "9T-18T"."""
_LOADS_BEFORE = Pattern(r"\dT(?:[,;]|[,;]? và) $")
"""Loads in a row: "xuồng 3T, 5T"."""


def _age(found: Found) -> str | Said | None:
    """Years of age, or tons: "Trẻ 5t" => "Trẻ năm tuổi", "xe 5t" => "xe năm tấn"; where nothing tells, the officer is asked."""
    before, amount = found.before, number(found["no"].replace(".", ","), found.region)
    if found[0][-1] == "T" and re.search(r"(?:lớp|khối) $", before, re.IGNORECASE):
        return None
    if _AGED.search(before):
        return f"{amount} tuổi"
    if found[0][-1] == "T" and _LOADS_BEFORE.search(before):
        return Said(f"{amount} tấn", Certainty.ASK, "có thể là tuổi, có thể là tấn")
    if not found["no"].isdecimal() or _LOAD_BEFORE.search(before) or _LOAD_AFTER.match(found.after):
        return f"{amount} tấn"
    if _CHILD.search(before) or _PERSON.search(before):
        return f"{amount} tuổi"
    aged = found[0][-1] == "t" or _AGE_BEHIND.match(found.after)
    return Said(f"{amount} {'tuổi' if aged else 'tấn'}", Certainty.ASK, "có thể là tuổi, có thể là tấn")


def _strain(found: Found) -> str:
    letters, *numbers = found["code"].split(".")
    return " chấm ".join([spell(letters), *(cardinal(number, found.region) for number in numbers)])


def _force(found: Found) -> str | None:
    """Force of wind: "gió c3-4" => "gió cấp ba đến bốn"."""
    if not _WIND.search(found.before):
        return None
    return f"cấp {found.cardinal('low')}" + (f" đến {found.cardinal('high')}" if found["high"] else "")


def _level(figure: str) -> str:
    return cardinal(figure if figure.isdecimal() else str(roman(figure)))


def _dialled(found: Found) -> str:
    """A code to dial: "*101#" => "sao một không một thăng"."""
    more = f" sao {digits(found['more'])}" if found["more"] else ""
    return f"sao {digits(found['no'])}{more} thăng"


_VIEWED = Words(r" ?(?:lượt|người|view|like|đồng|bạn)(?!\w)")


_HEADED = Words(
    rf"(?<!\w)(?:{NUMBERED}|{PLACES}|{STREETS}|{SECTIONS}|nhà|lô|căn|phòng|tòa|tầng|đường|lộ|tuyến|mạng|sóng|bảng|biểu|mẫu|"
    r"phụ lục|ghế|trạm|cột|cống|kênh|các|và|\d[A-Z]\d?[,;]) ?$"
)
"""Before a number that has a letter of its own."""
_MEASURE_LETTERS = frozenset("LMNST")
"""Letters that also mean litre, metre, day, south, ton."""


def _grade(found: Found) -> str | Said:
    """Class, house, network: "lớp 5A1" => "lớp năm a một", "4G" => "bốn giê", "02b" => "hai bê"; "1K lượt xem" counts."""
    if found["letter"] == "K" and not found["more"] and _VIEWED.match(found.after):
        return f"{found.cardinal('no')} {found.region.thousand}"
    words = f"{found.cardinal('no')} {spell(found['letter'])}"
    words = f"{words} {found.cardinal('more')}" if found["more"] else words
    doubtful = found["letter"] in _MEASURE_LETTERS and not found["more"] and not _HEADED.search(found.before)
    return Said(words, Certainty.ASK, "chữ cái sau số có thể là đơn vị") if doubtful else words


def _strength(found: Found) -> str | None:
    """Strength and make of a poison: "Regent 800WG"; grains, "Vibasu 10H", are no hours where a poison is named."""
    kind = (found["kind"] or found["apart"] or "H").strip()
    if kind == "H" and not POISON_BEFORE.search(found.before):
        return None
    return f"{number(found['no'].replace('.', ','), found.region)} {spell(kind)}"


_SUPPLIED = Words(
    r"(?:(?:mất|cắt|cúp|cấp|dùng) (?:điện|nước)|ảnh hưởng(?: đến| tới)?)(?: (?:cho|của|khoảng|hơn|gần|tổng số))? ?$"
)
"""Before customers of a company of power or water: "mất điện 12 KH"."""


RULES = (
    Rule(
        "road",
        Kind.IDENTIFIER,
        _CAPITAL,
        Pattern(
            r"(?P<road>QL|TL|ĐT|HL|ĐH|ĐX|(?<=cao tốc )CT|(?<=đường )CT)(?:[ .-]|"
            r"\. )?(?P<no>\d{1,3})(?P<letter>[A-HKĐ]?)(?!\w|[.,/]\d| ?\d)"
        ),
        _road,
        ("QL21B", "quốc lộ hai mươi mốt bê"),
        first="QTĐHC",
        behind=".-0",
    ),
    Rule(
        "kilometre post",
        Kind.IDENTIFIER,
        (Begin.CAPITAL, Begin.SMALL),
        Pattern(
            r"(?:K[mM] ?|(?<!\d)(?<!\d )km(?: ?(?=\d{1,4} ?\+ ?\d)|(?=\d)))(?P<km>\d{1,4})(?: ?\+ ?(?P<m>\d{1,4}))?(?!\w|[.,]\d)"
        ),
        _post,
        ("Km12+500", "ki lô mét mười hai cộng năm trăm"),
        first="Kk",
        behind="0",
    ),
    Rule(
        "name with an apostrophe",
        Kind.WORD,
        _CAPITAL,
        Pattern(rf"[A-ZĐ]['’ʼ‘][{UPPER}{LOWER}][{LOWER}]*(?!\w)"),
        lambda found: found[0],
        ("người H'Mông", "người H'Mông"),
        Certainty.SURE,
        behind="'’ʼ‘",
    ),
    Rule(
        "dialled code",
        Kind.PHONE,
        (Begin.SIGN,),
        Pattern(r"\*(?P<no>\d{1,6})(?:\*(?P<more>\d{1,16}))?#"),
        _dialled,
        ("Bấm *101#", "Bấm sao một không một thăng"),
        first="*",
    ),
    Rule(
        "years of age",
        Kind.UNIT,
        _FIGURE,
        Pattern(r"(?P<no>\d{1,3}(?:[.,]\d{1,2})?)(?: ?t|T)(?!\w|/|\.\w)"),
        _age,
        ("Trẻ 5t", "Trẻ năm tuổi"),
        behind=".,tT",
    ),
    Rule(
        "formula",
        Kind.FOREIGN,
        _CAPITAL,
        Pattern(r"(?:(?:Na|Ca|Cl|Mg|Al|Fe|Cu|Zn|Mn|Pb|Hg|[KHONCSPFI])\d{0,2}){2,6}(?![^\W\d])"),
        _formula,
        ("muối NaCl", "muối nờ a xê lờ"),
        first="NCMAFZPHKOSI",
    ),
    Rule(
        "force of wind",
        Kind.IDENTIFIER,
        (Begin.SMALL, Begin.CAPITAL),
        Pattern(r"[cC]\.?(?P<low>\d{1,2})(?: ?[-–] ?[cC]?(?P<high>\d{1,2}))?(?!\w)"),
        _force,
        ("gió đông bắc c3-4", "gió đông bắc cấp ba đến bốn"),
        first="cC",
    ),
    Rule(
        "days and nights",
        Kind.IDENTIFIER,
        _FIGURE,
        Pattern(r"(?P<days>\d{1,2})N(?P<nights>\d{1,2})Đ(?!\w)"),
        lambda found: f"{found.cardinal('days')} ngày {found.cardinal('nights')} đêm",
        ("chuyến 2N1Đ", "chuyến hai ngày một đêm"),
        behind="N",
    ),
    Rule(
        "day of Tết",
        Kind.DATE,
        _CAPITAL,
        Pattern(r"M(?P<day>[1-9]|10)(?![\w.,])"),
        lambda found: f"mùng {found.cardinal('day')}" if _TET.search(found.before) or " Tết" in found.after else None,
        ("trực Tết M2", "trực Tết mùng hai"),
        first="M",
    ),
    Rule(
        "levels of alarm",
        Kind.IDENTIFIER,
        _CAPITAL,
        Pattern(rf"BĐ ?(?P<low>\d|{ROMAN}) ?(?:[-–]|đến) ?(?:BĐ ?)?(?P<high>\d|{ROMAN})(?!\w)"),
        lambda found: f"báo động {_level(found['low'])} đến báo động {_level(found['high'])}",
        ("BĐ2-BĐ3", "báo động hai đến báo động ba"),
        first="B",
    ),
    Rule(
        "strain",
        Kind.IDENTIFIER,
        _CAPITAL,
        Pattern(r"(?P<code>[A-Z]{1,3}(?:\.\d{1,2}){1,3})(?![\w]|[/.,]\d)"),
        lambda found: _strain(found) if _STRAIN.search(found.before) else None,
        ("biến thể BA.5", "biến thể bê a chấm năm"),
        behind=".",
    ),
    Rule(
        "code",
        Kind.IDENTIFIER,
        _CAPITAL,
        Pattern(rf"(?P<code>[{UPPER}]{{1,5}}\d{{1,4}}(?:[{UPPER}]{{1,3}}\d{{0,3}}){{0,3}}(?:\.\d{{1,2}})?)(?![\w]|[,/.]\d)"),
        _asked_code,
        ("bụi PM2.5", "bụi pê mờ hai chấm năm"),
        behind="0",
    ),
    Rule(
        "strength of a poison",
        Kind.IDENTIFIER,
        _FIGURE,
        Pattern(
            r"(?P<no>\d{1,3}(?:[.,]\d{1,2})?)(?:(?P<kind>EC|WG|WP|WDG|SC|SL|SP|SG|GR|OD|ME|EW|DD|DP|FS)|"
            r"(?P<apart> (?:EC|WG|WP|WDG|SL|SC))|H)(?!\w)"
        ),
        _strength,
        ("thuốc 3.6EC", "thuốc ba phẩy sáu e xê"),
        behind=".,EWSGOMDFH",
    ),
    Rule(
        "customers",
        Kind.ABBREVIATION,
        _FIGURE,
        Pattern(r"(?P<no>\d{1,3}(?:\.\d{3})?) ?KH(?![\w/&-])"),
        lambda found: (
            Said(f"{found.cardinal('no')} khách hàng", Certainty.ASK, "chữ viết tắt có nhiều cách đọc")
            if _SUPPLIED.search(found.before)
            else None
        ),
        ("mất điện 12 KH", "mất điện mười hai khách hàng"),
        behind="aK.0",
    ),
    Rule(
        "grade",
        Kind.IDENTIFIER,
        _FIGURE,
        Pattern(r"(?P<no>\d{1,3})(?P<letter>[A-HKLMNSTĐ]{1,2}|[a-f])(?P<more>\d{0,2})(?![\w/]|[.,]\d)"),
        _grade,
        ("lớp 5A", "lớp năm a"),
        behind="a",
    ),
)
