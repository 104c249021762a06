"""Abbreviations and other short forms of words."""

import re
from collections import Counter
from functools import cache

from app.reading.defined import long_form
from app.reading.model import Certainty, Kind
from app.reading.numbers import roman, spell
from app.reading.pattern import Pattern
from app.reading.rules.rule import NEAR, Begin, Found, Rule, Said, initials, once
from app.reading.tables.abbreviations import ABBREVIATIONS, is_known, usual
from app.reading.tables.ambiguous import AMBIGUOUS
from app.reading.tables.classes import BODIES, LOWER, PERSONS, PROVINCES, UNITS_OF_LAND, UPPER, any_of
from app.reading.tables.foreign import KEPT, NAMES, RESPELLED
from app.reading.tables.land import LAND
from app.reading.tables.offices import OFFICES, OFFICES_OF, TYPED
from app.reading.tables.shorthand import PAIRS, PHRASES
from app.reading.tables.technical import TECHNICAL
from app.reading.tables.widely_known import WIDELY_KNOWN

_LETTERS, _CAPITAL = (Begin.CAPITAL, Begin.SMALL), (Begin.CAPITAL,)
_NAME = rf" [{UPPER}][{LOWER}]"
SYLLABLE = Pattern(
    r"(?:NGH|CH|GH|GI|KH|NG|NH|PH|QU|TH|TR|[BCDĐGHKLMNPRSTVX])?"
    r"(?:A[IOUY]?|E[OU]?|I(?:A|EU?|U)?|O(?:A[IOY]?|EO?|I|O)?|U(?:A[IY]?|E|I|O[IU]?|U|Y[AEU]?)?|Y(?:EU?)?)"
    r"(?:CH|NG|NH|[CMNPT])?"
)
"""A syllable in capitals without marks: a heading may hold it."""
_CODE = Pattern(r"[A-Z]{2}|[A-Z]*(?:CH|[CPT])")
"""By itself no word of the language, though it has the shape of one: two letters, or a stop without its tone."""
_MARKED = Pattern(r"[^A-ZĐ]")
_ASIDE = Pattern(rf"(?:^|[ (“\"])([{UPPER}]{{2,}}) $")
_PERSON = Pattern(rf"(?:bệnh nhân|{PERSONS}|đối tượng|nạn nhân|bị can|bị cáo|học sinh|trẻ|tài xế|họ tên:?) $", re.IGNORECASE)
_BESIDE = Pattern(rf" ([{UPPER}]{{2,}})(?!\w)")
_BODY = any_of({"Đảng ủy", "Đảng bộ"}.union(*(bodies for _, bodies in OFFICES_OF)))
_OFFICE_OF = "|".join(rf"(?:{any_of(offices)})[.+] ?(?:{any_of(bodies)})" for offices, bodies in OFFICES_OF)
_PLACES = {"P": "phường", "Q": "quận", "H": "huyện", "T": "tỉnh", "X": "xã", "Đ": "đường", "K": "khu"}
_DEPARTMENT = Pattern(
    r" ?(?:KT(?!\w)|NV(?!\w)|LĐ|Tài|Kinh|Văn hóa|VH|GD|Giáo dục|Nội vụ|Tư pháp|Y tế|TN|NN|Nông|Thanh tra|Dân tộc|Quản lý|TC)"
)
_ROOM = Pattern(r" ?\d{3}(?!\d)")
_DEPUTY = Pattern(
    r" ?(?:(?:CT|GĐ|BT|TP|HT)(?!\w)|chủ tịch|giám đốc|trưởng|bí thư|hiệu trưởng|chánh|viện trưởng|cục trưởng)", re.IGNORECASE
)
_INITIAL = Pattern(rf"(?:^|[^.,:;(] ?)[{UPPER}][{LOWER}]+ $|(?<!\w)Ng\.? ?$")
_OFFICE = Pattern(rf"(?:{BODIES}|địa bàn|trên|tại|ở|toàn|trong|các) $", re.IGNORECASE)


def in_heading(found: Found) -> bool:
    """Whether a word in capitals stands beside another that is neither abbreviation nor Roman number, as in a heading."""
    beside = (_ASIDE.search(found.before), _BESIDE.match(found.after))
    words = [match[1] for match in beside if match and not is_known(match[1]) and not set(match[1]) <= set("IVX")]
    return any(_MARKED.search(word) or SYLLABLE.fullmatch(word) for word in words)


_WHOLE = r"(?:(?<![^\W\d_])|(?![^\W\d_]))"
"""Before words, so that they are not the ends of others: "ông" is not in "hành chính công"."""


@cache
def _patterns(short: str) -> tuple[tuple[Pattern | None, Pattern | None], ...]:
    """The patterns of an abbreviation's senses."""
    return tuple(
        (
            Pattern(rf"{_WHOLE}(?:{sense.before})", re.IGNORECASE) if sense.before else None,
            Pattern(sense.after) if sense.after else None,
        )
        for sense in AMBIGUOUS[short]
    )


def _ambiguous(found: Found) -> str | Said | None:
    """In context: "TT Cổ Lễ" => "thị trấn Cổ Lễ"."""
    return _sense(found, found["short"])


_AUTHORED = Pattern(
    r"(?:tác giả|tin|tin,? (?:và )?ảnh|tin,? bài|bài|bài viết|bài,? (?:và )?ảnh|ảnh|người viết|biên tập|bt) ?: ?$", re.IGNORECASE
)
_LONGEST_INITIALS = 3
_LINE_ENDS = Pattern(r"[ .)]*$")


def _is_author(found: Found) -> bool:
    """Whether the letters are the initials of who wrote or took something: "Tin, ảnh: BT"."""
    return bool(_LINE_ENDS.match(found.after) and _AUTHORED.search(found.before))


_SIGNED_BY = frozenset({"PV", "BBT", "BTV", "CTV", "TTXVN", "BCĐ", "UBND", "HĐND"})
_SIGNED_AS = frozenset({"CT", "PCT", "GĐ", "PGĐ", "HT", "PHT", "PBT", "CHT", "TP", "PTP"})
"""Who is named so at the end of a text, and by what title."""


def _is_last_line(found: Found) -> bool:
    """Whether the letters stand alone in the last of some lines, where the initials of the author do."""
    text, end = found.match.string, found.match.end()
    alone = not found.before.strip() and not text[end : end + NEAR].strip(" .\n") and end + NEAR >= len(text)
    start = text[: found.match.start()].rstrip(" \t")
    return alone and re.search(r"[^\n]\n\Z", start) is not None and found["short"] not in _SIGNED_BY | _SIGNED_AS


def _initials(found: Found) -> Said | None:
    """The initials of who wrote a text, letter by letter: behind "Tin, ảnh:", or alone in its last line."""
    if len(found["short"]) > _LONGEST_INITIALS:
        return None
    if _is_author(found):
        return Said(spell(found["short"]), Certainty.LIKELY)
    if _is_last_line(found):
        return Said(spell(found["short"]), Certainty.ASK, "có thể là tên viết tắt của người viết")
    return None


def _sense(found: Found, short: str) -> Said | None:
    """The first reading of an ambiguous abbreviation that what stands around allows; a syllable in a heading is none."""
    before, after = found.before, found.after
    initials = _initials(found)
    if initials is not None:
        return initials
    for row, (earlier, later) in enumerate(_patterns(short), start=1):
        if (earlier is None or earlier.search(before)) and (later is None or later.match(after)):
            sense = AMBIGUOUS[short][row - 1]
            if not (sense.before or sense.after) and SYLLABLE.fullmatch(short) and in_heading(found):
                return None
            certainty, note = (Certainty.ASK, "chữ viết tắt có nhiều cách đọc") if sense.asks else (Certainty.LIKELY, "")
            return Said(once(sense.spoken, before), certainty, note, row=f"{short} {row}")
    raise AssertionError  # the last sense holds anywhere


_OF_LAND = Pattern(
    rf"(?<!\w)(?:đất|thửa|lô|m2|m²|ha|sào|công|mẫu|bản đồ|sổ đỏ|quy hoạch|mục đích|(?-i:{any_of(LAND)}))(?!\w)|\dm[2²]",
    re.IGNORECASE,
)
"""Where land is spoken of, another of its marks among them."""


_FOURTH = Pattern(
    r"(?:thứ|đầu|vật|thông|riêng|vô|suy|công|ưu|trầm|tâm) \||"
    r" ?\| (?:pháp|vấn|thương|nhân|duy|tưởng|cách|lệnh|liệu|thất|lợi)(?!\w)",
    re.IGNORECASE,
)
"""Where "TƯ" in capitals is a syllable: "KỲ HỌP THỨ TƯ", "THÔNG TƯ LIÊN TỊCH", "BỘ TƯ PHÁP"."""


def _is_cell(found: Found) -> bool:
    """Whether it fills a cell of a table by itself: what is marked is said above."""
    return found.before.endswith("\t") and found.after[:1] in {"", "\t"}


_RARE = "chữ viết tắt ít gặp, có thể có nghĩa khác"
_SHORT_FORM = 4
"""Longer short forms hardly ever have two readings."""


_STOPPED, _CAPITAL_MARKED = Pattern(r"[A-Z]*(?:CH|[CPT])"), Pattern(r"[^\W\da-zA-Z]")


def _is_syllable(short: str, found: Found) -> bool:
    """Whether a heading may hold it as a word: where its words have their marks, "DAP" with none is no word."""
    unmarked = _STOPPED.fullmatch(short) and _CAPITAL_MARKED.search(f"{found.before}{found.after}".upper())
    return bool(SYLLABLE.fullmatch(short)) and not unmarked


def _abbreviation(found: Found) -> str | Said | None:
    """Abbreviation: "BHYT" => "bảo hiểm y tế"; an office and its body typed as one run are parted and asked about."""
    short = found["short"]
    if (_is_syllable(short, found) and in_heading(found)) or (short == "TƯ" and _FOURTH.search(f"{found.before}|{found.after}")):
        return None
    initials = _initials(found)
    if initials is not None:
        return initials
    if short in LAND and not _OF_LAND.search(f"{found.before} {found.after}") and not _is_cell(found):
        return Said(spell(short), Certainty.ASK, "có thể là ký hiệu loại đất")
    known = ABBREVIATIONS.get(short)
    made = OFFICES.get(short)
    if made and short not in TYPED:
        return Said(made, Certainty.ASK, "chữ viết tắt được ghép từ chức danh và cơ quan")
    spoken = once(known or made or "", found.before)
    rare = len(short) <= _SHORT_FORM and short not in WIDELY_KNOWN and short not in TECHNICAL and short not in LAND
    if known and rare and known != spell(short):
        return Said(spoken, Certainty.ASK, _RARE)
    return spoken if known or made else None


def _letters_alone(found: Found) -> str | Said | None:
    """A code by itself, "chứng chỉ EC": what no table holds and no heading explains is spelled, not left for a voice to guess."""
    word = found["word"]
    listed = is_known(word) or word.lower() in KEPT or word.lower() in RESPELLED or word in NAMES or word in PHRASES
    if listed or roman(word) or not _CODE.fullmatch(word) or in_heading(found):
        return None
    return Said(spell(word), Certainty.ASK)


def _small(found: Found) -> str | Said | None:
    """Typed without capitals: "kq bình xét" => "kết quả bình xét"; a word of the language has a vowel.

    One capital belongs to the beginning of a sentence, elsewhere it is a sign of something else: "mũi Td".
    """
    short = found["short"].upper()
    if found["short"][0].isupper() and not _BEGINNING.search(found.before):
        return None
    if short in AMBIGUOUS:
        return _sense(found, short)
    known = ABBREVIATIONS.get(short)
    rare = known and short not in WIDELY_KNOWN and short not in TECHNICAL
    return Said(known, Certainty.ASK, _RARE) if known and rare else known


_NUMBERED = Pattern(r"(?:điểm|khoản|mục|loại|nhóm|vitamin|chữ|bảng|phương án|hạng|\d|,|\() ?$", re.IGNORECASE)
_BEGINNING = Pattern(r"(?:^|[.!?:;•*+-])\s*$")


_BODIES_SIDE_BY_SIDE = frozenset({"HĐND", "UBND", "MTTQ", "UBMTTQ", "UBMTTQVN", "ĐU", "HU", "TU"})
"""Bodies with hyphens between them are several: "HĐND-UBND"."""


def _compound(found: Found) -> str | Said | None:
    """Compound: "LĐ-TB&XH" => "lao động thương binh và xã hội"."""
    text = re.sub(r"[–—]", "-", found["compound"].replace(" ", ""))
    whole = ABBREVIATIONS.get(text) or ABBREVIATIONS.get(re.sub(r"[-&/]", "", text))
    if whole:
        return whole
    pieces, signs = re.split(r"[-&/,]", text), re.findall(r"[-&/,]", text)
    words = [usual(piece) for piece in pieces]
    if all(word is None for word in words):
        return None
    doubtful = any(piece in AMBIGUOUS and AMBIGUOUS[piece][-1].asks for piece in pieces)
    if _BODIES_SIDE_BY_SIDE.issuperset(pieces) and "&" not in signs:
        return ", ".join(word or spell(piece) for word, piece in zip(words, pieces, strict=True))
    said = words[0] or spell(pieces[0])
    for sign, piece, word in zip(signs, pieces[1:], words[1:], strict=True):
        said += f"{' và' if sign == '&' else ''} {word or spell(piece)}"
    if None in words:
        return Said(said, Certainty.ASK, "chữ viết tắt có phần chưa biết, đang đọc từng chữ cái")
    return Said(said, Certainty.ASK, "chữ viết tắt ghép, có phần nhiều cách đọc") if doubtful else said


def _dotted(found: Found) -> str:
    """Letters with stops: "U.B.N.D" => "ủy ban nhân dân"; unknown ones letter by letter."""
    letters = found[0].replace(".", "")
    if _PERSON.search(found.before):
        return spell(letters)
    return usual(letters) or spell(letters)


_NAMED_BEFORE = Pattern(rf"(?:(?<!\w)(?:{PERSONS}|đồng chí|đ/c|gồm|là|và)|[:;,–-]) $", re.IGNORECASE)
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
    words = _PROVINCES_BY_END.get((found["place"], behind[1])) if behind and not _PERSON.search(found.before) else None
    if behind is None or words is None:
        return None
    place = _PLACES[found["place"]]
    return Said(words, Certainty.ASK, f"có thể là {words} {behind[1]}, có thể là {place} {behind[1]}")


def _place(found: Found) -> str | Said | None:
    """The kind of a place in short: "P. Lộc Vượng" => "phường Lộc Vượng", "Q.1"; an initial of a name is left."""
    letter, after = found["place"], found.after
    signed = not found.before.strip() and (_SURNAME_ALONE.match(after) or _NAME_ALONE.match(after))  # who wrote it, "T.LÝ"
    if signed or (letter not in "PQ" and _PERSON.search(found.before)):  # "chị T. Hương"
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


def _message(found: Found) -> str | None:
    """What is typed into a message, letter by letter: "soạn BH gửi 8079" => "soạn bê hát gửi …"."""
    return " ".join(spell(part) for part in found[0].split()) if _TYPED.search(found.before) else None


def _words_before(found: Found) -> str | None:
    """In brackets, the first letters of the words right before it: "mũi nhắc (MN)", "Tài nguyên và Môi trường (TN&MT)"."""
    short = "".join(filter(str.isalpha, found["letters"]))
    before, spoken = found.before.rstrip(), usual(short)
    return "" if long_form(before, short) or (spoken and before.lower().endswith(spoken)) else None


def _words_behind(found: Found) -> str | None:
    """A short form whose words follow in brackets: "BHYT (bảo hiểm y tế)" is said once."""
    short, inside = found["short"], _INSIDE.match(found.after)
    spoken = usual(short)
    same = inside is not None and (inside[1].lower() == spoken or long_form(inside[1], short) == inside[1])
    return "" if same else None


_INSIDE = Pattern(r" ?\(([^()]{3,80})\)")
_SIGNPOST = Pattern(r"biển (?:báo |số |cấm )?$", re.IGNORECASE)
_TYPED = Pattern(r"(?:[Ss]oạn|[Nn]hắn)(?: tin| tin nhắn| cú pháp)?[ :,/“\"'(-]*$")


def _pair(found: Found) -> str:
    """Two that are both meant: "các ông/bà"; units of the land are members of a list: "các huyện/thị xã"."""
    parts = found[0].lower().split("/")
    return ", ".join(parts) if UNITS_OF_LAND.issuperset(parts) else PAIRS[found[0].lower()]


RULES = (
    Rule(
        "typed message",
        Kind.IDENTIFIER,
        _CAPITAL,
        Pattern(r"[A-ZĐ]{1,8}(?: [A-ZĐ]{1,8}){0,4}(?!\w)"),
        _message,
        ("soạn BH gửi 8079", "soạn bê hát gửi tám không bảy chín"),
    ),
    Rule(
        "words before",
        Kind.LAYOUT,
        (Begin.SIGN,),
        Pattern(rf"\([“\"']?(?P<letters>[{UPPER}]{{2,10}}(?: ?[-&,] ?[{UPPER}]{{1,10}}){{0,4}})[”\"']?\)"),
        _words_before,
        ("mũi nhắc (MN) cho trẻ", "mũi nhắc cho trẻ"),
        Certainty.SURE,
        first="(",
    ),
    Rule(
        "words behind",
        Kind.LAYOUT,
        _CAPITAL,
        Pattern(rf"(?P<short>[{UPPER}]{{2,10}})(?= ?\()"),
        _words_behind,
        ("thẻ BHYT (bảo hiểm y tế)", "thẻ bảo hiểm y tế"),
        Certainty.SURE,
        behind="(",
    ),
    Rule(
        "name",
        Kind.FOREIGN,
        _LETTERS,
        Pattern(rf"(?:{any_of(NAMES)})(?![^\W\d])"),
        lambda found: NAMES[found[0]],
        ("COVID-19", "covid mười chín"),
        Certainty.SURE,
        first=initials(NAMES),
    ),
    Rule(
        "office of a body",
        Kind.ABBREVIATION,
        _CAPITAL,
        Pattern(rf"(?:{_OFFICE_OF})(?!\w)"),
        lambda found: OFFICES[re.sub(r"[.+ ]", "", found[0])],
        ("PCT.UBND xã", "phó chủ tịch ủy ban nhân dân xã"),
        behind=".+",
    ),
    Rule(
        "phrase",
        Kind.ABBREVIATION,
        _LETTERS,
        Pattern(rf"(?P<phrase>{any_of(PHRASES)})(?:(?<!\.)(?!\w)|(?<=\.)(?= ?[^\s\w]| \w))"),
        lambda found: None if found["phrase"] in {"KT.", "TL.", "TM."} and found.before.strip() else PHRASES[found["phrase"]],
        ("V/v", "về việc"),
        first=initials(PHRASES),
    ),
    Rule(
        "pair",
        Kind.WORD,
        _LETTERS,
        Pattern(rf"(?:{any_of(PAIRS)})(?!\w)", re.IGNORECASE),
        _pair,
        ("các ông/bà", "các ông bà"),
        first=initials(PAIRS),
    ),
    Rule(
        "letters with stops",
        Kind.ABBREVIATION,
        _CAPITAL,
        Pattern(rf"(?:[{UPPER}]\.){{2,9}}[{UPPER}]?(?!\w)"),
        _dotted,
        ("U.B.N.D", "ủy ban nhân dân"),
        behind=".",
    ),
    Rule(
        "part of the day",
        Kind.ABBREVIATION,
        _CAPITAL,
        Pattern(r"(?P<part>[SCT]): ?(?=\d{1,2}(?:h|g|:\d\d))"),
        lambda found: {"S": "sáng", "C": "chiều", "T": "tối"}[found["part"]],
        ("S: 5h; C: 17h", "sáng năm giờ chiều mười bảy giờ"),
        first="SCT",
    ),
    Rule(
        "compound",
        Kind.ABBREVIATION,
        _CAPITAL,
        Pattern(
            rf"(?P<compound>[{UPPER}]{{2,10}}(?:(?:[-&]| ?[-–] ?(?=[{UPPER}]{{2,10}}&)| & )[{UPPER}]{{1,12}}){{1,5}})(?![\w])"
        ),
        _compound,
        ("LĐ-TB&XH", "lao động thương binh và xã hội"),
        behind="-–&",
    ),
    Rule(
        "compound of three",
        Kind.ABBREVIATION,
        _CAPITAL,
        Pattern(rf"[{UPPER}]{{2,4}}, ?[{UPPER}]{{2,4}} ?& ?[{UPPER}]{{2,4}}(?!\w)"),
        lambda found: ABBREVIATIONS.get(re.sub(r"[^\w]", "", found[0])),
        ("VH,TT&DL", "văn hóa thể thao và du lịch"),
        behind=",",
    ),
    Rule(
        "in context",
        Kind.ABBREVIATION,
        _CAPITAL,
        Pattern(rf"(?P<short>{any_of(AMBIGUOUS)})(?!\w)(?:(?<=TT)\.(?= ?[{UPPER}])|\.(?= ?(?:{_BODY})(?!\w)))?"),
        _ambiguous,
        ("TT Cổ Lễ", "thị trấn Cổ Lễ"),
        first=initials(AMBIGUOUS),
    ),
    Rule(
        "abbreviation",
        Kind.ABBREVIATION,
        _CAPITAL,
        Pattern(rf"(?P<short>[{UPPER}][{UPPER}Tgtr]{{1,18}})(?![\w])"),
        _abbreviation,
        ("BHYT", "bảo hiểm y tế"),
        Certainty.SURE,
    ),
    Rule(
        "letters alone",
        Kind.ABBREVIATION,
        _CAPITAL,
        Pattern(r"(?P<word>[A-Z]{2,6})(?!\w)"),
        _letters_alone,
        ("chứng chỉ EC", "chứng chỉ e xê"),
    ),
    Rule(
        "k for không",
        Kind.ABBREVIATION,
        (Begin.SMALL,),
        Pattern(rf"k(?= [{LOWER}]{{2}})"),
        lambda found: None if _NUMBERED.search(found.before) else Said("không", Certainty.ASK, "chữ «k» được hiểu là không"),
        ("Bà con k vứt rác", "Bà con không vứt rác"),
        first="k",
    ),
    Rule(
        "abbreviation in small letters",
        Kind.ABBREVIATION,
        _LETTERS,
        Pattern(r"(?P<short>[bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX][bcdđghklmnpqrstvx]{1,5})(?!\w)"),
        _small,
        ("kq bình xét", "kết quả bình xét"),
    ),
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
