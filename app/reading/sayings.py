"""How each kind of thing is said: one function a rule, from what the rule found to spoken words."""

import re

from app.reading.abbreviations import COMMON, DOCUMENT_TYPES, PHRASES, UNITS
from app.reading.context import is_address, is_call, is_identifier, is_score, is_share, sense, share_word
from app.reading.numbers import Region, cardinal, digits

_LETTERS = {
    "A": "a", "B": "bê", "C": "xê", "D": "dê", "Đ": "đê", "E": "e", "G": "giê", "H": "hát", "I": "i", "K": "ca", "L": "lờ",
    "M": "mờ", "N": "nờ", "O": "o", "P": "pê", "Q": "quy", "R": "rờ", "S": "sờ", "T": "tê", "U": "u", "V": "vê", "X": "ích",
    "Y": "y", "F": "ép", "J": "gi", "W": "vê kép", "Z": "dét",
}  # fmt: skip
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_FORM = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_ADDRESS_SIGNS = {
    ".": "chấm",
    "@": "a còng",
    "/": "xuyệt",
    "-": "gạch ngang",
    "_": "gạch dưới",
    "?": "hỏi",
    "=": "bằng",
    "&": "và",
    ":": "hai chấm",
    "#": "thăng",
    "%": "phần trăm",
    "+": "cộng",
    "~": "ngã",
}
_MONTHS = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")


def spell(word: str) -> str:
    """Letter by letter, by Vietnamese names: "XYZ" => "ích y dét"."""
    return " ".join(_LETTERS.get(letter.upper(), letter) for letter in word)


def number(text: str, region: Region) -> str:
    """A number with grouped thousands or a decimal comma: "1.205" => "một nghìn hai trăm linh năm"."""
    whole, _, decimals = text.replace(".", "").partition(",")
    said = cardinal(whole, region)
    if not decimals:
        return said
    plain = decimals.startswith("0") or len(decimals) > 2  # noqa: PLR2004  # tenths and hundredths are said as a number
    return f"{said} phẩy {digits(decimals) if plain else cardinal(decimals, region)}"


def _day(day: str, month: str, region: Region) -> str | None:
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):  # noqa: PLR2004  # a calendar
        return None
    return f"{cardinal(day, region)} tháng {_MONTHS[int(month) - 1]}"


def date(match: "re.Match[str]", region: Region) -> str | None:
    """Date: "18/01/2022" => "mười tám tháng một năm hai nghìn không trăm hai mươi hai"."""
    day = _day(match["d"], match["m"], region)
    return f"{day} năm {cardinal(match['y'], region)}" if day else None


def short_date(match: "re.Match[str]", region: Region) -> str | None:
    """Short date: "30/4" => "ba mươi tháng tư"."""
    if is_share(match, int(match["d2"]), int(match["m2"])):
        return None
    return _day(match["d2"], match["m2"], region)


def month(match: "re.Match[str]", region: Region) -> str | None:
    """Month: "tháng 9/2024" => "tháng chín năm hai nghìn không trăm hai mươi tư"."""
    month = int(match["mm"])
    if not 1 <= month <= 12:  # noqa: PLR2004  # a calendar
        return None
    word = "tháng" if match["word"] == "T" else match["word"].strip()
    return f"{word} {_MONTHS[month - 1]} năm {cardinal(match['my'], region)}"


def month_alone(match: "re.Match[str]", _region: Region) -> str | None:
    """Month name: "tháng 4" => "tháng tư"."""
    month = int(match["ma"])
    return f"{match['mw']} {_MONTHS[month - 1]}" if 1 <= month <= 12 else None  # noqa: PLR2004  # a calendar


def quarter(match: "re.Match[str]", region: Region) -> str | None:
    """Quarter: "quý III/2024" => "quý ba năm hai nghìn không trăm hai mươi tư"."""
    quarter = match["q"] if match["q"].isdecimal() else _roman_value(match["q"])
    return f"{match['qw']} {cardinal(quarter, region)} năm {cardinal(match['qy'], region)}" if int(quarter) <= 4 else None  # noqa: PLR2004


def year(match: "re.Match[str]", region: Region) -> str:
    """Years: "2021- 2025" => "hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi lăm"."""
    return f"{cardinal(match['y1'], region)} đến {cardinal(match['y2'], region)}"


def school_days(match: "re.Match[str]", region: Region) -> str:
    """Weekdays: "T2-T6" => "thứ hai đến thứ sáu"."""
    said = [
        "chủ nhật" if day == "CN" else "thứ " + ("tư" if day[-1] == "4" else cardinal(day[-1], region))
        for day in (match["t1"], match["t2"])
    ]
    return " đến ".join(said)


def score(match: "re.Match[str]", region: Region) -> str | None:
    """Score: "thắng 2-0" => "thắng hai không"."""
    return f"{cardinal(match['g1'], region)} {cardinal(match['g2'], region)}" if is_score(match) else None


def minutes(match: "re.Match[str]", region: Region) -> str:
    """Minutes: "15' đầu" => "mười lăm phút đầu"."""
    return f"{cardinal(match['mi'], region)} phút"


def shorthand(match: "re.Match[str]", region: Region) -> str:
    """Shorthand: "2tr5" => "hai triệu năm trăm nghìn"."""
    name = {"k": "nghìn", "tr": "triệu", "tỷ": "tỷ", "tỉ": "tỷ"}[match["sh"].lower()]
    said = f"{number(match['am'], region)} {name}"
    if not match["rest"]:
        return said
    lower = {"k": "", "tr": "nghìn", "tỷ": "triệu", "tỉ": "triệu"}[match["sh"].lower()]
    return f"{said} {cardinal(match['rest'].ljust(3, '0'), region)} {lower}"


def negative(_match: "re.Match[str]", _region: Region) -> str:
    """Negative: "xuống -2°C" => "xuống âm hai độ xê"."""
    return "âm"


def times(match: "re.Match[str]", region: Region) -> str:
    """Dimensions: "3x4 m" => "ba nhân bốn mét"."""
    sides = " nhân ".join(number(side, region) for side in re.split(r" ?[x×] ?", match["dim"]))
    return f"{sides} {UNITS[match['du']]}" if match["du"] else sides


def dotted(match: "re.Match[str]", region: Region) -> str:
    """Dotted: "mục 2.1" => "mục hai chấm một"."""
    return " chấm ".join(cardinal(part, region) for part in match["dots"].split("."))


def spaced(match: "re.Match[str]", region: Region) -> str:
    """Spaced: "1 500 000 đồng" => "một triệu năm trăm nghìn đồng"."""
    return cardinal(match[0].replace(" ", ""), region)


def identifier(match: "re.Match[str]", _region: Region) -> str | None:
    """Identifier: "CCCD 036085001234" => "căn cước công dân không ba sáu không tám năm không không một hai ba bốn"."""
    figures = match["id"]
    sure = len(figures) >= 10 or (figures.startswith("0") and len(figures) >= 5)  # noqa: PLR2004  # longer than any count
    return digits(figures) if sure or is_identifier(match) else None


def plate(match: "re.Match[str]", region: Region) -> str:
    """Plate: "18A-123.45" => "mười tám a một hai ba bốn năm"."""
    series = " ".join(spell(sign) if sign.isalpha() else cardinal(sign, region) for sign in match["se"])
    return f"{cardinal(match['pv'], region)} {series} {digits(match['pn'].replace('.', ''))}"


def code(match: "re.Match[str]", region: Region) -> str:
    """Code: "bụi PM2.5" => "bụi pê mờ hai chấm năm"."""
    letters = match["cl"]
    figures = ", ".join(cardinal(part, region) for part in match["cf"].split("."))
    return f"{spell(letters)} {figures.replace(',', ' chấm')}"


def grade(match: "re.Match[str]", region: Region) -> str:
    """Grade: "lớp 5A" => "lớp năm a"."""
    return f"{cardinal(match['gn'], region)} {spell(match['gl'])}"


def address(match: "re.Match[str]", region: Region) -> str:
    """Address: "dichvucong.gov.vn" => "dichvucong chấm gov chấm vê nờ"."""
    said: list[str] = []
    bare = re.sub(r"^https?://", "", match[0])
    for piece in re.findall(r"\d+|[^\W\d_]+|.", bare):
        if piece.isdecimal():
            said.append(digits(piece) if len(piece) > 2 else cardinal(piece, region))  # noqa: PLR2004  # short ones are counts
        elif piece in _ADDRESS_SIGNS:
            said.append(_ADDRESS_SIGNS[piece])
        elif piece.isupper():
            said.append(spell(piece))
        else:
            said.append({"vn": "vê nờ", "www": "vê kép vê kép vê kép"}.get(piece, piece))
    return " ".join(word for word in said if word)


def letter(match: "re.Match[str]", _region: Region) -> str:
    """Letter item: "b) Hộ bảo trợ" => "bê Hộ bảo trợ"."""
    return f"{match['lw'] or ''}{spell(match['ll'])}"


def pair(match: "re.Match[str]", _region: Region) -> str:
    """Polite pair: "các ông/bà" => "các ông bà"."""
    return f"{match['p1']} {match['p2']}"


def ambiguous(match: "re.Match[str]", _region: Region) -> str | None:
    """In context: "TT Cổ Lễ" => "thị trấn Cổ Lễ"."""
    return sense(match, match["am2"])


def comrade(match: "re.Match[str]", _region: Region) -> str:
    """Comrade: "đ/c Lan" => "đồng chí Lan"."""
    word = "địa chỉ" if is_address(match) else "đồng chí"
    return word.capitalize() if match[0][0] == "Đ" else word


def time(match: "re.Match[str]", region: Region) -> str | None:
    """Time: "16h45" => "mười sáu giờ bốn mươi lăm phút"."""
    hour, minute = int(match["h"]), int(match["min"] or 0)
    if hour > 24 or minute > 59:  # noqa: PLR2004  # a clock
        return None
    said = f"{cardinal(match['h'], region)} giờ"
    return f"{said} {cardinal(match['min'], region)} phút" if minute else said


def document(match: "re.Match[str]", region: Region) -> str:
    """Document: "07/2021/NĐ-CP" => "bảy năm hai nghìn không trăm hai mươi mốt nghị định chính phủ"."""
    year = f" năm {cardinal(match['dy'], region)}" if match["dy"] else ""
    return f"{cardinal(match['dn'], region)}{year} {_symbol(match['sym'])}"


def _symbol(symbol: str) -> str:
    parts = re.split(r"[-/]", symbol)
    head = DOCUMENT_TYPES.get(parts[0])
    rest = parts[1:] if head else parts
    return " ".join([*([head] if head else []), *(_composed(part) for part in rest)])


def _composed(part: str) -> str:
    return " và ".join(_issuer(piece) for piece in part.split("&"))


def _issuer(piece: str) -> str:
    """An issuer with its term: "QH13" => "quốc hội mười ba"."""
    letters = piece.rstrip("0123456789")
    said = COMMON.get(letters) or spell(letters)
    return f"{said} {cardinal(piece[len(letters) :])}" if len(letters) < len(piece) else said


def percent(match: "re.Match[str]", region: Region) -> str:
    """Percent: "1,14%" => "một phẩy mười bốn phần trăm"."""
    return f"{number(match['pc'], region)} phần trăm"


def between(match: "re.Match[str]", region: Region) -> str:
    """Between: "120-140" => "một trăm hai mươi đến một trăm bốn mươi"."""
    said = f"{number(match['from'], region)} đến {number(match['to'], region)}"
    return f"{said} {UNITS[match['bu']]}" if match["bu"] else said


def standard(match: "re.Match[str]", region: Region) -> str:
    """Standard: "QCVN 01-1:2024/BYT" => "quy chuẩn việt nam một gạch ngang một năm hai nghìn không trăm hai mươi tư bộ y tế"."""
    numbers = " gạch ngang ".join(cardinal(part, region) for part in match["qn"].split("-"))
    issuer = f" {_composed(match['qi'])}" if match["qi"] else ""
    return f"{COMMON[match['qc']]} {numbers} năm {cardinal(match['qyear'], region)}{issuer}"


def round_the_clock(_match: "re.Match[str]", _region: Region) -> str:
    """Round the clock: "24/24h" => "hai mươi tư trên hai mươi tư giờ"."""
    return "hai mươi tư trên hai mươi tư giờ"


def either(_match: "re.Match[str]", _region: Region) -> str:
    """Either: "nam/nữ" => "nam hoặc nữ"."""
    return "hoặc"


def unit(match: "re.Match[str]", region: Region) -> str:
    """Unit: "37,5°C" => "ba mươi bảy phẩy năm độ xê"."""
    return f"{number(match['un'], region)} {UNITS[match['unit']]}"


def area(match: "re.Match[str]", _region: Region) -> str | None:
    """Area or volume: "giá một m2" => "giá một mét vuông"."""
    return UNITS.get(match["av"])


def phone(match: "re.Match[str]", _region: Region) -> str:
    """Phone: "0912.345.067" => "không chín một hai ba bốn năm không sáu bảy"."""
    return digits(re.sub(r"\D", "", match[0]))


def phone_abroad(match: "re.Match[str]", region: Region) -> str:
    """Phone abroad: "+84 912 345 678" => "cộng tám bốn chín một hai ba bốn năm sáu bảy tám"."""
    return f"cộng {phone(match, region)}"


def per(match: "re.Match[str]", _region: Region) -> str:
    """Per: "đồng/người/tháng" => "đồng một người một tháng"."""
    return f" một {UNITS.get(match['per']) or COMMON.get(match['per']) or match['per']}"


def share(match: "re.Match[str]", region: Region) -> str:
    """Share: "21/21" => "hai mươi mốt trên hai mươi mốt"."""
    above, below = match["s1"], match["s2"]
    if len(above) == 4 and len(below) == 4:  # noqa: PLR2004  # a school year
        return f"{cardinal(above, region)} đến {cardinal(below, region)}"
    return f"{cardinal(above, region)} {share_word(match, int(above), int(below))} {cardinal(below, region)}"


def roman(match: "re.Match[str]", region: Region) -> str | None:
    """Roman: "Chương II" => "Chương hai"."""
    return f"{match['of']} {cardinal(_roman_value(match['roman']), region)}"


def roman_alone(match: "re.Match[str]", region: Region) -> str | None:
    """Roman alone: "Đảng lần XIII" => "Đảng lần mười ba"."""
    value = _roman_value(match["ra"])
    return cardinal(value, region) if _ROMAN_FORM.fullmatch(match["ra"]) else None


def _roman_value(letters: str) -> str:
    values = [_ROMAN[letter] for letter in letters]
    return str(sum(-value if value < max(values[at:]) else value for at, value in enumerate(values)))


def compound(match: "re.Match[str]", _region: Region) -> str | None:
    """Compound: "LĐ-TB&XH" => "lao động thương binh và xã hội"."""
    pieces = re.split(r"[-&]", match["comp"])
    if not all(piece in COMMON for piece in pieces):
        return None
    joined = [COMMON[pieces[0]]]
    for sign, piece in zip(re.findall(r"[-&]", match["comp"]), pieces[1:], strict=True):
        joined.append(f"và {COMMON[piece]}" if sign == "&" else COMMON[piece])
    return " ".join(joined)


def abbreviation(match: "re.Match[str]", _region: Region) -> str | None:
    """Abbreviation: "BHYT" => "bảo hiểm y tế"."""
    return COMMON.get(match["abbr"])


def phrase(match: "re.Match[str]", _region: Region) -> str:
    """Phrase: "V/v" => "về việc"."""
    return PHRASES[match["phrase"]]


def nothing(_match: "re.Match[str]", _region: Region) -> str:
    """End mark: "hết./." => "hết"."""
    return ""


def to(_match: "re.Match[str]", _region: Region) -> str:
    """To: "5h - 6h" => "năm giờ đến sáu giờ"."""
    return "đến"


def hotline(match: "re.Match[str]", _region: Region) -> str | None:
    """Hotline: "gọi 114" => "gọi một một bốn"."""
    return digits(re.sub(r"\D", "", match[0])) if is_call(match) else None


def weekday(match: "re.Match[str]", region: Region) -> str:
    """Weekday: "Thứ 4" => "Thứ tư"."""
    return f"{match['wd']} {'tư' if match['wn'] == '4' else cardinal(match['wn'], region)}"


def heading(match: "re.Match[str]", region: Region) -> str:
    """Heading: "II. ĐỐI TƯỢNG" => "hai ĐỐI TƯỢNG"."""
    return cardinal(_roman_value(match["head"]), region)


def clause(match: "re.Match[str]", region: Region) -> str:
    """Clause: "Đ.5" => "điều năm"."""
    return f"điều {cardinal(match['art'], region)}"
