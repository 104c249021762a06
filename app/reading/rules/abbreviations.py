"""Abbreviations, alone and compound, and what is told of them by the words around."""

import re
from functools import cache

from app.reading.model import Certainty, Kind
from app.reading.numbers import roman, spell
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import NEAR, Begin, Found, Rule, Said, initials, once
from app.reading.tables.abbreviations import ABBREVIATIONS, is_known, usual
from app.reading.tables.ambiguous import AMBIGUOUS
from app.reading.tables.classes import LOWER, OPENERS, PERSONS, UPPER, any_of
from app.reading.tables.foreign import KEPT, NAMES, RESPELLED
from app.reading.tables.land import LAND
from app.reading.tables.offices import OFFICES, OFFICES_OF, TYPED
from app.reading.tables.shorthand import PHRASES
from app.reading.tables.technical import TECHNICAL
from app.reading.tables.widely_known import WIDELY_KNOWN

_LETTERS = (Begin.CAPITAL, Begin.SMALL)
_CAPITAL = (Begin.CAPITAL,)
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
PERSON = Pattern(rf"(?:bệnh nhân|{PERSONS}|đối tượng|nạn nhân|bị can|bị cáo|học sinh|trẻ|tài xế|họ tên:?) $", re.IGNORECASE)
_BESIDE = Pattern(rf" ([{UPPER}]{{2,}})(?!\w)")
_BODY = any_of({"Đảng ủy", "Đảng bộ"}.union(*(bodies for _, bodies in OFFICES_OF)))


def in_heading(found: Found) -> bool:
    """Whether a word in capitals stands beside another that is neither abbreviation nor Roman number, as in a heading."""
    beside = (_ASIDE.search(found.before), _BESIDE.match(found.after))
    words = [match[1] for match in beside if match and not is_known(match[1]) and not set(match[1]) <= set("IVX")]
    return any(_MARKED.search(word) or SYLLABLE.fullmatch(word) for word in words)


_WHOLE = r"(?:(?<![^\W\d_])|(?![^\W\d_]))"
"""Before words, so that they are not the ends of others: "ông" is not in "hành chính công"."""


@cache
def _patterns(short: str) -> tuple[tuple[Pattern | Words | None, Pattern | None], ...]:
    """The patterns of an abbreviation's senses."""
    return tuple(
        (
            _before(rf"{_WHOLE}(?:{sense.before})") if sense.before else None,
            Pattern(sense.after) if sense.after else None,
        )
        for sense in AMBIGUOUS[short]
    )


def _before(source: str) -> Pattern | Words:
    """What stands before a sense, in capitals or not but where it asks for them itself."""
    return Pattern(source, re.IGNORECASE) if "(?-i:" in source else Words(source)


def _ambiguous(found: Found) -> str | Said | None:
    """In context: "TT Cổ Lễ" => "thị trấn Cổ Lễ"."""
    return _sense(found, found["short"])


_AUTHORED = Words(r"(?:tác giả|tin|tin,? (?:và )?ảnh|tin,? bài|bài|bài viết|bài,? (?:và )?ảnh|ảnh|người viết|biên tập|bt) ?: ?$")
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


_DATELINE_BEFORE, _DATELINE_AFTER = Pattern(r"^\W*\($"), Pattern(r"\) ?[-–]")
_NEWSPAPER = 4
"""Letters of a paper or an agency before its news, "(HNM) - …"; longer ones are short forms that tables hold."""


_SENTENCE_AFTER = Pattern(rf" ?[-–] (?:(?:{OPENERS})(?!\w)|[{UPPER}][{LOWER}]* [{LOWER}])[^\n]{{30}}")
"""A whole sentence behind a dash: "BT - Theo kế hoạch của tỉnh, ..."."""


def _is_newspaper(found: Found) -> bool:
    """Whether the letters stand at the head of a line, a dash behind: in brackets, or before a whole sentence."""
    if len(found["short"]) > _NEWSPAPER or found["short"] in WIDELY_KNOWN:
        return False
    bare = not found.before.strip() and _SENTENCE_AFTER.match(found.after)
    return bool(bare or (_DATELINE_AFTER.match(found.after) and _DATELINE_BEFORE.search(found.before)))


def _initials(found: Found) -> Said | None:
    """The initials of who wrote a text, letter by letter: behind "Tin, ảnh:", or alone in its last line."""
    if _is_newspaper(found):
        return Said(spell(found["short"]), Certainty.ASK, "có thể là tên báo đăng tin, không cần đọc")
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
            certainty, note = (Certainty.ASK, "chữ viết tắt có nhiều cách đọc") if sense.is_weak else (Certainty.LIKELY, "")
            return Said(once(sense.spoken, before), certainty, note, row=f"{short} {row}")
    raise AssertionError  # the last sense holds anywhere


_OF_LAND = Pattern(
    rf"(?<!\w)(?:đất|thửa|lô|m2|m²|ha|sào|công|mẫu|bản đồ|sổ đỏ|quy hoạch|mục đích|(?-i:{any_of(LAND)}))(?!\w)|\dm[2²]",
    re.IGNORECASE,
)
"""Where land is spoken of, another of its marks among them."""


_FOURTH = Words(
    r"(?:thứ|đầu|vật|thông|riêng|vô|suy|công|ưu|trầm|tâm) \||"
    r" ?\| (?:pháp|vấn|thương|nhân|duy|tưởng|cách|lệnh|liệu|thất|lợi)(?!\w)"
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
    known, made = ABBREVIATIONS.get(short), OFFICES.get(short)
    listed = known or made or short in LAND
    return _listed(found, short, known, made) if listed or len(short) <= _NEWSPAPER else None


def _listed(found: Found, short: str, known: str | None, made: str | None) -> str | Said | None:
    """A short form that a table holds, or letters so few that they may be whose news it is."""
    if (_is_syllable(short, found) and in_heading(found)) or (short == "TƯ" and _FOURTH.search(f"{found.before}|{found.after}")):
        return None
    initials = _initials(found)
    if initials is not None:
        return initials
    if short in LAND and not _OF_LAND.search(f"{found.before} {found.after}") and not _is_cell(found):
        return Said(spell(short), Certainty.ASK, "có thể là ký hiệu loại đất")
    if made and short not in TYPED:
        return Said(made, Certainty.ASK, "chữ viết tắt được ghép từ chức danh và cơ quan")
    spoken = once(known or made or "", found.before)
    rare = len(short) <= _SHORT_FORM and short not in WIDELY_KNOWN and short not in TECHNICAL and short not in LAND
    if known and rare and known != spell(short):
        return Said(spoken, Certainty.ASK, _RARE)
    return spoken if known or made else None


_SMALL_BEFORE, _SMALL_AFTER = Pattern(rf"(?<!\w)[{UPPER}]?[{LOWER}]+ $"), Pattern(rf"(?: [{LOWER}]|[.,;:)]|$)")
"""Around a word in capitals without marks that no heading explains: "phần mềm TAN trên máy"."""


def _letters_alone(found: Found) -> str | Said | None:
    """A code by itself, "chứng chỉ EC": what no table holds and no heading explains is spelled, not left for a voice to guess."""
    word = found["word"]
    listed = is_known(word) or word.lower() in KEPT or word.lower() in RESPELLED or word in NAMES or word in PHRASES
    if listed or roman(word) or in_heading(found):
        return None
    if not _CODE.fullmatch(word):
        alone = SYLLABLE.fullmatch(word) and _SMALL_BEFORE.search(found.before) and _SMALL_AFTER.match(found.after)
        return Said(word, Certainty.ASK, "chữ in hoa có thể là chữ viết tắt") if alone else None
    return Said(spell(word), Certainty.ASK)


_STORM_BEFORE = Pattern(
    r"(?<!\w)(?:[Bb]ão|[Áá]p thấp nhiệt đới|ATNĐ)(?: số \d{1,2})?(?:,? (?:có|mang) tên(?: quốc tế)?(?: là)?)? [(“\"]?$"
)


def _storm(found: Found) -> Said | None:
    """The name of a storm in capitals, "bão NARI", is said as a name, not letter by letter."""
    word = found["name"]
    known = is_known(word) or word in NAMES or roman(word) or not _STORM_BEFORE.search(found.before) or in_heading(found)
    return None if known else Said(word.capitalize(), Certainty.ASK, "tên bão, nên nghe thử")


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


_BEGINNING = Pattern(r"(?:^|[.!?:;•*+-])\s*$")


_OF_TWO_FIELDS = r"(?:(?<=KT)|(?<=QP)|(?<=VH)|(?<=CT)|(?<=AN)) ?[-–] ?(?=(?:XH|AN|QP)(?!\w))"
"""The dash of two fields that are said as one, a blank on a side or both: "KT - XH", "QP- AN"."""
_BODIES_SIDE_BY_SIDE = frozenset({"HĐND", "UBND", "MTTQ", "UBMTTQ", "UBMTTQVN", "ĐU", "HU", "TU"})
"""Bodies with hyphens between them are several: "HĐND-UBND"."""


def _compound(found: Found) -> str | Said | None:
    """Compound: "LĐ-TB&XH" => "lao động thương binh và xã hội"."""
    text = re.sub(r"[–—]", "-", found["compound"].replace(" ", ""))
    pieces, signs = re.split(r"[-&/,]", text), re.findall(r"[-&/,]", text)
    whole = ABBREVIATIONS.get(text) or ABBREVIATIONS.get("".join(pieces))
    if whole and ("&" not in signs or " và " in whole):
        return whole
    if whole and len(whole.split()) == len("".join(pieces)):
        return Said(_joined(whole, text), Certainty.ASK, "chữ viết tắt ghép, có phần nhiều cách đọc")
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


def _compound_of_three(found: Found) -> str | Said | None:
    """Three fields of one office; "TT" twice has two readings."""
    words = ABBREVIATIONS.get(re.sub(r"[^\w]", "", found[0]))
    if words is None or found[0].count("TT") == 1:
        return words
    return Said(words, Certainty.ASK, "chữ viết tắt ghép, có phần nhiều cách đọc")


def _joined(whole: str, text: str) -> str:
    """The words of a compound, one a letter, with "và" where its "&" stands."""
    words = iter(whole.split())
    return " ".join("và" if sign == "&" else next(words) for sign in text if sign == "&" or sign.isalpha())


def _dotted(found: Found) -> str:
    """Letters with stops: "U.B.N.D" => "ủy ban nhân dân"; unknown ones letter by letter."""
    letters = found[0].replace(".", "")
    if PERSON.search(found.before):
        return spell(letters)
    return usual(letters) or spell(letters)


RULES = (
    Rule(
        "name of a storm",
        Kind.FOREIGN,
        _CAPITAL,
        Pattern(r"(?=[A-Z]{0,11}[AEIOUY])(?P<name>[A-Z]{3,12})(?![\w-])"),
        _storm,
        ("bão NARI mạnh lên", "bão Nari mạnh lên"),
        Certainty.ASK,
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
        "compound",
        Kind.ABBREVIATION,
        _CAPITAL,
        Pattern(
            rf"(?P<compound>[{UPPER}]{{2,10}}(?:(?:[-&]| ?[-–] ?(?=[{UPPER}]{{2,10}}&)|{_OF_TWO_FIELDS}| & )"
            rf"[{UPPER}]{{1,12}}){{1,5}})(?![\w])"
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
        _compound_of_three,
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
        "abbreviation in small letters",
        Kind.ABBREVIATION,
        _LETTERS,
        Pattern(r"(?P<short>[bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX][bcdđghklmnpqrstvx]{1,5})(?!\w)"),
        _small,
        ("kq bình xét", "kết quả bình xét"),
    ),
)
