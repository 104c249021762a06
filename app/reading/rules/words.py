"""Abbreviations and other short forms of words."""

import re
from functools import cache, lru_cache

from app.reading.model import Certainty, Kind
from app.reading.numbers import spell
from app.reading.rules.rule import LOWER, UPPER, Begin, Found, Rule, Said, any_of
from app.reading.tables.abbreviations import ABBREVIATIONS
from app.reading.tables.ambiguous import AMBIGUOUS, ASKED
from app.reading.tables.foreign import NAMES
from app.reading.tables.shorthand import PAIRS, PHRASES

_LETTERS, _CAPITAL = (Begin.CAPITAL, Begin.SMALL), (Begin.CAPITAL,)
_NAME = rf" [{UPPER}][{LOWER}]"
SYLLABLE = re.compile(r"(?:NGH|CH|GH|GI|KH|NG|NH|PH|QU|TH|TR|[BCDĐGHKLMNPRSTVX])?[AEIOUY]{1,3}(?:CH|NG|NH|[CMNPT])?")
"""A syllable in capitals without marks: a heading may hold it."""
_ASIDE = re.compile(rf"(?:^|[ (“\"])([{UPPER}]{{2,}}) $")
_PERSON = re.compile(
    r"(?:bệnh nhân|ông|bà|em|cháu|anh|chị|đối tượng|nạn nhân|bị can|bị cáo|học sinh|trẻ|tài xế|họ tên:?) $", re.IGNORECASE
)
_BESIDE = re.compile(rf" ([{UPPER}]{{2,}})")
_PLACES = {"P": "phường", "Q": "quận", "H": "huyện", "T": "tỉnh", "X": "xã", "Đ": "đường", "K": "khu"}
_DEPARTMENT = re.compile(r" ?(?:LĐ|Tài|Kinh|Văn hóa|VH|GD|Giáo dục|Nội vụ|Tư pháp|Y tế|TN|NN|Nông|Thanh tra|Dân tộc|Quản lý|TC)")
_DEPUTY = re.compile(r" ?(?:CT|Chủ tịch|GĐ|Giám đốc|Trưởng|Bí thư|BT|TP|HT|Hiệu)")
_INITIAL = re.compile(rf"(?:^|[^.,:;(] ?)[{UPPER}][{LOWER}]+ $")
_OFFICE = re.compile(r"(?:UBND|HĐND|MTTQ|công an|địa bàn|huyện ủy|đảng ủy|trên|tại|ở|toàn|trong|các) $", re.IGNORECASE)
_ADDRESS = re.compile(r" ?(?::|liên hệ|nhà|thường trú|tạm trú|cơ quan|nhận|trụ sở|số|hiện|giao|email|gửi)", re.IGNORECASE)


def _comrade(found: Found) -> str:
    """Comrade: "đ/c Lan" => "đồng chí Lan"; "Đ/c: số 5" is an address."""
    word = "địa chỉ" if _ADDRESS.match(found.after) else "đồng chí"
    return word.capitalize() if found[0][0] == "Đ" else word


def in_heading(found: Found) -> bool:
    """Whether a word in capitals stands beside another that is neither abbreviation nor Roman number, as in a heading."""
    beside = (_ASIDE.search(found.before), _BESIDE.match(found.after))
    words = [match[1] for match in beside if match and match[1] not in ABBREVIATIONS and not set(match[1]) <= set("IVX")]
    return any(not word.isascii() or SYLLABLE.fullmatch(word) for word in words)


@cache
def _senses(short: str) -> tuple[tuple["re.Pattern[str] | None", "re.Pattern[str] | None", str], ...]:
    """The rows of an ambiguous abbreviation, made ready when it is first met: a program that starts should not wait for all."""
    return tuple(
        (
            re.compile(before, re.IGNORECASE) if before else None,
            re.compile(after.replace("«N»", rf"\.?{_NAME}")) if after else None,
            spoken,
        )
        for before, after, spoken in AMBIGUOUS[short]
    )


def _ambiguous(found: Found) -> str | Said | None:
    """In context: "TT Cổ Lễ" => "thị trấn Cổ Lễ"."""
    short = found["short"]
    rows = _senses(short)
    before, after = found.before, found.after
    for earlier, later, spoken in rows[:-1]:
        if (earlier is None or earlier.search(before)) and (later is None or later.match(after)):
            return spoken
    if SYLLABLE.fullmatch(short) and in_heading(found):
        return None
    spoken = rows[-1][2]
    return Said(spoken, Certainty.ASK, "chữ viết tắt có nhiều cách đọc") if short in ASKED else spoken


def _abbreviation(found: Found) -> str | Said | None:
    """Abbreviation: "BHYT" => "bảo hiểm y tế"; unknown ones made of known ones are put together and asked about."""
    short = found["short"]
    if SYLLABLE.fullmatch(short) and in_heading(found):
        return None
    known = ABBREVIATIONS.get(short)
    if known or len(short) < 4 or SYLLABLE.fullmatch(short):  # noqa: PLR2004  # shorter ones are not made of others
        return known
    made = _made_of(short)
    return Said(made, Certainty.ASK, "chữ viết tắt được ghép từ các chữ đã biết") if made else None


@lru_cache(maxsize=1024)
def _made_of(short: str) -> str | None:
    """The fewest known abbreviations that make up `short`, one of three letters at least, the others of two."""
    best: list[tuple[str, ...] | None] = [()] + [None] * len(short)
    for end in range(2, len(short) + 1):
        for start in range(end - 1):
            so_far, piece = best[start], short[start:end]
            if so_far is not None and piece in ABBREVIATIONS and (best[end] is None or len(so_far) + 1 < len(best[end] or ())):
                best[end] = (*so_far, piece)
    pieces = best[-1]
    if not pieces or max(map(len, pieces)) < 3:  # noqa: PLR2004
        return None
    return " ".join(ABBREVIATIONS[piece] for piece in pieces)


def _compound(found: Found) -> str | Said | None:
    """Compound: "LĐ-TB&XH" => "lao động thương binh và xã hội"."""
    text = re.sub(r"[–—]", "-", found["compound"].replace(" ", ""))
    whole = ABBREVIATIONS.get(text) or ABBREVIATIONS.get(re.sub(r"[-&/]", "", text))
    if whole:
        return whole
    pieces, signs = re.split(r"[-&/,]", text), re.findall(r"[-&/,]", text)
    words = [ABBREVIATIONS.get(piece) or _sense_alone(piece) or _made_of(piece) for piece in pieces]
    if all(word is None for word in words):
        return None
    said = words[0] or spell(pieces[0])
    for sign, piece, word in zip(signs, pieces[1:], words[1:], strict=True):
        said += f"{' và' if sign == '&' else ''} {word or spell(piece)}"
    return said if None not in words else Said(said, Certainty.ASK, "chữ viết tắt có phần chưa biết, đang đọc từng chữ cái")


def _sense_alone(short: str) -> str | None:
    rows = AMBIGUOUS.get(short)
    return rows[-1][2] if rows else None


def _dotted(found: Found) -> str:
    """Letters with stops: "U.B.N.D" => "ủy ban nhân dân"; unknown ones letter by letter."""
    letters = found[0].replace(".", "")
    if _PERSON.search(found.before):
        return spell(letters)
    return ABBREVIATIONS.get(letters) or _sense_alone(letters) or spell(letters)


def _place(found: Found) -> str | None:
    """The kind of a place in short: "P. Lộc Vượng" => "phường Lộc Vượng", "Q.1"; an initial of a name is left."""
    letter, after = found["place"], found.after
    if letter == "P" and _DEPARTMENT.match(after):
        return "phòng"
    if letter in "PQ" and _DEPUTY.match(after):
        return "phó" if letter == "P" else "quyền"
    if _INITIAL.search(found.before) and not _OFFICE.search(found.before):
        return None
    return _PLACES[letter]


_CALLED = re.compile(r"(?<!iểm)(?<!\W)[^\W\d_] $")
_FORMS = {"a": "anh", "c": "chị", "ô": "ông"}


def _message(found: Found) -> str | None:
    """What is typed into a message, letter by letter: "soạn BH gửi 8079" => "soạn bê hát gửi …"."""
    return " ".join(spell(part) for part in found[0].split()) if _TYPED.search(found.before) else None


_TYPED = re.compile(r"(?:soạn|nhắn)(?: tin| tin nhắn| cú pháp|: )?:? ?[“\"]?$", re.IGNORECASE)

RULES = (
    Rule(
        "form of address",
        Kind.ABBREVIATION,
        _LETTERS,
        re.compile(rf"(?P<word>a|c|ô|A|C|Ô)\. ?(?=[{UPPER}][{LOWER}])"),
        lambda found: _FORMS[found["word"].lower()] if _CALLED.search(found.before) else None,
        ("gặp a.Tú", "gặp anh Tú"),
    ),
    Rule(
        "family name",
        Kind.ABBREVIATION,
        _CAPITAL,
        re.compile(rf"Ng\.? ?(?=[{UPPER}])"),
        lambda _found: "Nguyễn",
        ("Ng. Văn Bảy", "Nguyễn Văn Bảy"),
    ),
    Rule(
        "typed message",
        Kind.IDENTIFIER,
        _CAPITAL,
        re.compile(rf"[{UPPER}]{{1,8}}(?: [{UPPER}]{{1,8}}){{0,4}}(?!\w)"),
        _message,
        ("soạn BH gửi 8079", "soạn bê hát gửi tám không bảy chín"),
    ),
    Rule("comrade", Kind.ABBREVIATION, _LETTERS, re.compile(r"[Đđ]/[Cc](?!\w)"), _comrade, ("đ/c Lan", "đồng chí Lan")),
    Rule(
        "name",
        Kind.FOREIGN,
        _LETTERS,
        re.compile(rf"(?:{any_of(NAMES)})(?!\w)"),
        lambda found: NAMES[found[0]],
        ("COVID-19", "covid mười chín"),
        Certainty.SURE,
    ),
    Rule(
        "phrase",
        Kind.ABBREVIATION,
        _LETTERS,
        re.compile(rf"(?P<phrase>{any_of(PHRASES)})(?!\w)"),
        lambda found: None if found["phrase"] in {"KT.", "TL.", "TM."} and found.before.strip() else PHRASES[found["phrase"]],
        ("V/v", "về việc"),
    ),
    Rule(
        "pair",
        Kind.WORD,
        _LETTERS,
        re.compile(rf"(?:{any_of(PAIRS)})(?!\w)", re.IGNORECASE),
        lambda found: PAIRS[found[0].lower()],
        ("các ông/bà", "các ông bà"),
    ),
    Rule(
        "letters with stops",
        Kind.ABBREVIATION,
        _CAPITAL,
        re.compile(rf"(?:[{UPPER}]\.){{2,9}}[{UPPER}]?(?!\w)"),
        _dotted,
        ("U.B.N.D", "ủy ban nhân dân"),
    ),
    Rule(
        "compound",
        Kind.ABBREVIATION,
        _CAPITAL,
        re.compile(
            rf"(?P<compound>[{UPPER}]{{2,10}}(?:(?:[-&]| ?[-–] ?(?=[{UPPER}]{{2,10}}&)| & )[{UPPER}]{{1,12}}){{1,5}})(?![\w])"
        ),
        _compound,
        ("LĐ-TB&XH", "lao động thương binh và xã hội"),
    ),
    Rule(
        "compound of three",
        Kind.ABBREVIATION,
        _CAPITAL,
        re.compile(rf"[{UPPER}]{{2,4}}, ?[{UPPER}]{{2,4}} ?& ?[{UPPER}]{{2,4}}(?!\w)"),
        lambda found: ABBREVIATIONS.get(re.sub(r"[^\w]", "", found[0])),
        ("VH,TT&DL", "văn hóa thể thao và du lịch"),
    ),
    Rule(
        "in context",
        Kind.ABBREVIATION,
        _CAPITAL,
        re.compile(rf"(?P<short>{any_of(AMBIGUOUS)})(?!\w)(?:(?<=TT)\.(?= ?[{UPPER}]))?"),
        _ambiguous,
        ("TT Cổ Lễ", "thị trấn Cổ Lễ"),
    ),
    Rule(
        "abbreviation",
        Kind.ABBREVIATION,
        _CAPITAL,
        re.compile(rf"(?P<short>[{UPPER}][{UPPER}Tgtr]{{1,18}})(?![\w])"),
        _abbreviation,
        ("BHYT", "bảo hiểm y tế"),
        Certainty.SURE,
    ),
    Rule(
        "place in short",
        Kind.ABBREVIATION,
        _CAPITAL,
        re.compile(rf"(?P<place>[PQHTXĐ])\. ?(?=[{UPPER}][{LOWER}{UPPER}]|\d)"),
        _place,
        ("P. Lộc Vượng", "phường Lộc Vượng"),
    ),
)
