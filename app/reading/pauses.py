"""Where a speaker pauses inside a sentence: at marks, at dashes that part, behind numbers of items, around brackets."""

import re
from collections.abc import Sequence

from app.reading.brackets import BREATHS, NUMBERS, listed_brackets, next_sign
from app.reading.model import Kind, Token
from app.reading.pattern import Pattern
from app.reading.rules.layout import NUMBERINGS
from app.reading.rules.rule import NEAR
from app.reading.spans import is_one_span
from app.reading.tables.classes import LOWER, UNITS_OF_LAND, UPPER, any_of
from app.reading.tables.fields import IN_ONE_BREATH

_NAME_REACH = 4
"""Tokens beside a dash among which those words are."""
_APART = {(Kind.DATE, Kind.TIME), (Kind.TIME, Kind.NUMBER), (Kind.DATE, Kind.NUMBER), (Kind.NUMBER, Kind.DATE)}
_APART |= {(Kind.PHONE, Kind.PHONE), (Kind.DATE, Kind.DATE), (Kind.IDENTIFIER, Kind.NUMBER), (Kind.IDENTIFIER, Kind.UNIT)}
"""Behind each other they would run into one number: "20/11/2020 07:30" is no year of 2027, "07:30 125 lượt" no half past."""
MARKS = ",;:"
"""Pauses inside a sentence that stay as they are written."""
_DASHES = set("-–—")
_NUMBER_AND_STOP = 3
"""Tokens at the beginning of a sentence among which the stop of "2 . Kinh phí" is."""
_LONGEST_NUMBERING = 6
"""Tokens of "( 2 ). " at the most."""
_LIST_REACH = 1500
"""How far behind an item the next one's number stands."""
_GLUED_ITEM = 3
"""Tokens of "…:1.": the colon, the number, the stop."""


_NEVER = {"word", "space"}
"""Most tokens, and nobody rests behind them."""


def pauses(text: str, tokens: Sequence[Token]) -> dict[int, str]:
    """The mark behind each token where a speaker pauses."""
    marks: dict[int, str] = {}
    listed = listed_brackets(text, tokens)
    opened = 0
    for at, token in enumerate(tokens):
        if token.rule in _NEVER:
            continue
        written = text[token.start : token.end]
        if at in listed:
            marks |= {at: listed[at]} if listed[at] else {}
        elif token.kind is Kind.PUNCTUATION and not token.spoken and token.rule != "pictograph":
            opened += (written == "(") - (written == ")")
            if (written in {")", "…"} and _is_mark(text, tokens, at + 1)) or _is_colon_of_number(text, tokens, at):
                pass  # the mark behind parts more; "Công văn số: 12/UBND" is said in one
            elif written in BREATHS and opened >= 0:
                marks[at] = written if written in MARKS else ","
            elif (
                written == "…"
                or (written == "." and _is_no_end(text, tokens, at))
                or (written in _DASHES and _is_parting(text, tokens, at))
            ):
                marks[at] = ","
            opened = max(opened, 0)
        elif _rests(text, tokens, at):
            marks[at] = ","
    return marks


def _rests(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a speaker rests behind what is no mark: a cell, a drawing, the number of an item, one number before another."""
    token = tokens[at]
    return (
        token.rule in {"cell", "pictograph", "arrow", "counts with their nouns"}
        or (token.rule == "pointer" and token.end - token.start == 1)
        or (token.rule == "list" and text[token.end - 1] == ",")
        or (token.rule == "formula of a fertilizer" and _AMOUNT_AFTER.match(text, token.end) is not None)
        or (token.rule == "counted side by side" and _is_other_count(text, token))
        or (token.rule == "between names" and _is_between_words(text, token))
        or (token.rule == "either" and not token.spoken.strip() and bool(_UNIT.match(text, token.end)))
        or (token.rule in NUMBERINGS and bool(token.spoken))
        or _is_before_year(text, token)
        or (token.kind is Kind.TIME and _GLUED_WORD.match(text, token.end) is not None)
        or (not token.spoken and text[token.start : token.end] == "*" and _stands_apart(tokens, at))
        or (not token.spoken and text.startswith("..", token.start))
        or _runs_on(text, tokens, at)
        or _is_article(text, token)
    )


_AMOUNT_AFTER = Pattern(r" \d")
"""Behind a formula, how much of it: "NPK 20-20-15 4-5 kg/sào"."""
_GLUED_WORD = Pattern(rf"[{UPPER}][{LOWER}]")
"""Behind an hour, a heading that a page lost the blank before: "14:05Xã họp"."""
_YEAR_AFTER = Pattern(r" năm (?:19|20)\d\d(?!\d)", re.IGNORECASE)
_COUNT = Pattern(r"\d{1,3}|[IVXL]{1,5}")
_MONTH_BEFORE = Pattern(r"tháng\s$", re.IGNORECASE)


def _is_before_year(text: str, token: Token) -> bool:
    """Whether a number that is said "năm" stands before a year: "lần thứ V năm 2025" would be heard as two fives."""
    if not (
        token.spoken.endswith("năm") and _COUNT.fullmatch(text, token.start, token.end) and _YEAR_AFTER.match(text, token.end)
    ):
        return False
    return not _MONTH_BEFORE.search(text[max(0, token.start - NEAR) : token.start])


def _is_between_words(text: str, token: Token) -> bool:
    """Whether a stroke stands behind a small letter, or between two words in capitals: "DENGUE/SỐT XUẤT HUYẾT"."""
    behind = text[token.end : token.end + 2]
    return text[token.start - 1].islower() or (
        text[max(0, token.start - 2) : token.start].isalpha() and behind.isalpha() and len(behind) > 1
    )


def _is_other_count(text: str, token: Token) -> bool:
    """Whether a count of other things follows, or a large one."""
    before = text[max(0, token.start - NEAR) : token.start]
    return _LARGE.match(text, token.end) is not None or _PROJECTS.search(before) is not None


_LARGE = Pattern(r" ?\d{1,3}\.\d{3}")
_PROJECTS = Pattern(r"(?:dự án|công trình|mô hình) ?$")
"""Beside those who have a share in them: "2 dự án/350 hộ"."""
_ARTICLE_BEFORE = Pattern(r"(?:^|\n)[ \t]*(?:Điều|ĐIỀU) $")
_HEADED_AFTER = Pattern(
    rf" (?!(?:Luật|Bộ luật|Nghị|Thông tư|Quyết|Pháp lệnh|Hiến pháp|Quy chế|Quy định|Điều lệ|Chỉ thị|Hướng dẫn|Kế hoạch)(?!\w))"
    rf"[{UPPER}][{LOWER}{UPPER}]"
)


def _is_article(text: str, token: Token) -> bool:
    """Whether a number is that of an article, its heading behind it: "Điều 1 Tên gọi", not "Điều 5 Luật Đất đai"."""
    if token.kind is not Kind.NUMBER or not _HEADED_AFTER.match(text, token.end):
        return False
    return bool(_ARTICLE_BEFORE.search(text[max(0, token.start - NEAR) : token.start]))


_UNIT = Pattern(rf"(?:{any_of(UNITS_OF_LAND)})(?!\w)")
"""Side by side with a stroke, "các huyện/thành phố", they are members of a list."""
_NUMBER_OF = Pattern(r"\w số ?$")
_NUMBERED_BY = {"document", "document in small letters"}
_DOCUMENT_NUMBER_OF = Pattern(
    r"(?:văn bản|công văn|quyết định|nghị quyết|nghị định|thông tư|kế hoạch|thông báo|tờ trình|hướng dẫn|chỉ thị|báo cáo) số ?$",
    re.IGNORECASE,
)


def _is_colon_of_number(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a colon stands between "số" and the number of a document."""
    token, behind = tokens[at], next_sign(tokens, at)
    if text[token.start : token.end] != ":" or behind >= len(tokens):
        return False
    before = text[max(0, token.start - NEAR) : token.start]
    if tokens[behind].kind is Kind.NUMBER:
        return bool(_DOCUMENT_NUMBER_OF.search(before))
    return tokens[behind].rule in _NUMBERED_BY and bool(_NUMBER_OF.search(before))


def _is_no_end(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a stop inside a sentence is heard: behind the number of an item, or before a small letter."""
    numbered = at <= _NUMBER_AND_STOP and is_numbering(tokens[:at])
    behind_colon = is_numbered_behind_colon(text, tokens[max(0, at + 1 - _GLUED_ITEM) : at + 1])
    return numbered or behind_colon or _is_small_after(text, tokens, at)


def _is_parting(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a dash parts: clauses, the parts of a formula, a name and the title behind it."""
    if _is_between_numbers(tokens, at) or tokens[at].rule == "to" or _UNIT_GLUED.match(text, tokens[at].end):
        return True
    behind_word = at > 0 and tokens[at - 1].kind is Kind.WORD
    if behind_word and _NAME_GLUED.match(text, tokens[at].end) and text[tokens[at - 1].start : tokens[at - 1].end].islower():
        return not _is_one_name(text, tokens, at)
    titled = behind_word and (_TITLE_AFTER.match(text, tokens[at].end) or _BODY_AFTER.match(text, tokens[at].end))
    return bool(titled) or (_stands_apart(tokens, at) and not _is_one_name(text, tokens, at))


def _is_between_numbers(tokens: Sequence[Token], at: int) -> bool:
    """Whether a hyphen that means nothing stands between numbers: "NPK 16-16-8", "21,3N-113,1E"."""
    if not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    return (
        before.kind is after.kind and before.kind in {Kind.NUMBER, Kind.PHONE}
    ) or before.rule == after.rule == "degrees of the globe"


def _is_small_after(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a stop behind a word or an amount is followed by a small letter: "cấm đổ rác. ai vi phạm", a capital forgotten."""
    if not 0 < at < len(tokens) - 2 or tokens[at + 1].kind is not Kind.SPACE:
        return False
    before, after = tokens[at - 1], tokens[at + 2]
    whole = before.kind is Kind.WORD and before.end - before.start > 1 and text[before.start : before.end].islower()
    plain = at > _NUMBER_AND_STOP and text[before.start : before.end].isdecimal()
    counted = before.kind in NUMBERS and (plain or not text[before.end - 1].isdecimal())
    return (whole or counted) and after.kind is Kind.WORD and text[after.start].islower()


def _is_mark(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma, a semicolon or a colon stands at `at`."""
    return at < len(tokens) and tokens[at].kind is Kind.PUNCTUATION and text[tokens[at].start : tokens[at].end] in MARKS


_TITLED_AFTER = Pattern(rf" [{UPPER}][{LOWER}]")
"""Behind a date: who, or what, on that day: "7 giờ 30 ngày 4/2/2021 Chủ tịch"."""
_PART_OF_DAY_AFTER = Pattern(r" (?:Sáng|Trưa|Chiều|Tối|Đêm)(?!\w)")
"""Behind a day: what is in its morning begins, "Ngày 11/2 Sáng, họp"."""
_LABELLED_AFTER = Pattern(rf" [{UPPER}][{LOWER}]*(?: [{LOWER}]+){{0,4}} ?:[ \t]*\S")
_LABEL_BEFORE = Pattern(r":[ \t]*$")
"""A count behind its name, then the next one's: "Bản chính: 1 Bản sao: 2", not "Bưởi 5 Roi: …"."""


def _runs_on(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a token and the next, a blank between them or nothing, would be heard as one number, or a date as a title."""
    if tokens[at].kind is Kind.ROMAN and at + 1 < len(tokens) and tokens[at + 1].kind is Kind.DATE:
        return True
    if at + 2 >= len(tokens) or tokens[at + 1].rule != "space":
        return False
    if (tokens[at].rule == "date" or tokens[at].kind is Kind.TIME) and _TITLED_AFTER.match(text, tokens[at].end):
        return True
    if tokens[at].kind is Kind.DATE and _PART_OF_DAY_AFTER.match(text, tokens[at].end):
        return True
    if tokens[at].kind is Kind.NUMBER and _LABELLED_AFTER.match(text, tokens[at].end):
        return _LABEL_BEFORE.search(text[max(0, tokens[at].start - NEAR) : tokens[at].start]) is not None
    return (tokens[at].kind, tokens[at + 2].kind) in _APART


def _stands_apart(tokens: Sequence[Token], at: int) -> bool:
    """Whether there is a blank on a side: such a dash parts clauses."""
    return 0 < at < len(tokens) - 1 and any(tokens[beside].kind is Kind.SPACE for beside in (at - 1, at + 1))


_TITLE_AFTER = Pattern(
    r"(?:Phó|Trưởng|Chủ tịch|Bí thư|Giám đốc|Hiệu trưởng|Ủy viên|Uỷ viên|Chánh|Cán bộ|Bác sĩ|Đội trưởng|"
    r"(?:Tỉnh|Huyện|Thành|Thị|Đảng) (?:ủy|uỷ) viên|Thường trực)(?!\w)"
)
"""Behind a name and a hyphen: "ông Lê An-Phó Giám đốc"."""
_UNIT_GLUED = Pattern(rf"(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh) [{UPPER}][{LOWER}]")
"""Behind a hyphen the unit that a place lies in: "ấp 3-xã Tân Lập"."""
_NAME_GLUED = Pattern(rf"[{UPPER}][{LOWER}]+")
"""Behind a small word and a hyphen the next of a list begins: "Bạch hầu-Ho gà"."""
_BODY_AFTER = Pattern(rf"(?:HĐND|UBND|UBMTTQ|MTTQ|Văn phòng|Ủy ban|Uỷ ban)(?!\w)|(?:TP|TX)(?:\. ?| )[{UPPER}][{LOWER}]")
"""Behind a body and a hyphen, "Đảng ủy-HĐND", or a place and its town, "Nam Sơn-TP Vinh"."""
_ROAD_BEFORE = Pattern(rf"(?<!\w)(?<![Tt]uyến )(?:[Đđ]ường|[Cc]ao tốc)(?: [{UPPER}][{LOWER}]*){{1,4}} ?$")
_COUNTRIES = "Cuba|Lào|Campuchia|Trung|Trung Quốc|Nga|Xô|Liên Xô|Nhật|Nhật Bản|Hàn|Hàn Quốc|Đức|Pháp|Thụy Điển|Ba Lan|Mỹ|Úc|Ấn Độ"
_COUNTRY_BEFORE = Pattern(rf"(?<!\w)(?:Việt|Việt Nam|{_COUNTRIES}) ?$")
_COUNTRY_AFTER = Pattern(rf" ?(?:Việt|Việt Nam|{_COUNTRIES})(?!\w)")
"""Two countries: "Bệnh viện Hữu nghị Việt Nam - Cuba"."""
_BODY_BEFORE = Pattern(r"(?<!\w)(?:[Kk]hối|[Qq]uân|[Dd]ân|[Cc]hính|[Đđ]ảng) ?$")
_BODY_BEHIND = Pattern(r" ?(?:[Qq]uân|[Dd]ân|[Cc]hính|[Đđ]ảng)(?! (?:ủy|uỷ|bộ|viên|quyền|sách|trị|tộc|phố|quân|số|vận))(?!\w)")
"""A body by those it is made of: "khối Dân - Chính - Đảng"."""
_CHAIN_BEFORE = Pattern(r"(?<![-–] )(?<![-–])\b(\w+ \w+) ?[-–] ?(\w+ \w+) ?$")
"""A dash further before, that parts: "văn hóa - chính trị - xã hội" are three."""
_NAME_AFTER = Pattern(rf" ?[{UPPER}][{LOWER}]")
"""A road by its two ends: "đường Mỹ Lộc - Tân An nối dài"."""


def _is_one_name(text: str, tokens: Sequence[Token], dash: int) -> bool:
    """Whether what stands on both sides is said in one breath, dash or not: "kinh tế - xã hội", a road by its two ends."""
    start, end = tokens[dash].start, tokens[dash].end
    if _NAME_AFTER.match(text, end) and _ROAD_BEFORE.search(text[max(0, start - NEAR) : start]):
        return True
    if _COUNTRY_AFTER.match(text, end) and _COUNTRY_BEFORE.search(text[max(0, start - NEAR) : start]):
        return True
    if _BODY_BEHIND.match(text, end) and _BODY_BEFORE.search(text[max(0, start - NEAR) : start]):
        return True
    if is_one_span(text[max(0, start - NEAR) : start], text[end : end + NEAR]):
        return True
    chain = _CHAIN_BEFORE.search(text[max(0, start - NEAR) : start])
    if chain and f"{chain[1]} {chain[2]}".lower() not in IN_ONE_BREATH:
        return False
    before = [word for token in tokens[max(0, dash - _NAME_REACH) : dash] for word in token.spoken.split()]
    after = [word for token in tokens[dash + 1 : dash + 1 + _NAME_REACH] for word in token.spoken.split()]
    left, right = " ".join(before[-2:]).lower(), [word.lower() for word in after[:2]]
    return f"{left} {' '.join(right)}" in IN_ONE_BREATH or f"{left} {' '.join(right[:1])}" in IN_ONE_BREATH


def is_numbered_behind_colon(text: str, tokens: Sequence[Token]) -> bool:
    """Whether these end with a colon, the number of an item and its stop: "như sau:1."; a blank between only before a list."""
    if len(tokens) < _GLUED_ITEM:
        return False
    colon, number, stop = tokens[-_GLUED_ITEM:]
    if number.kind is not Kind.NUMBER or text[stop.start : stop.end] != ".":
        return False
    if colon.rule != "space":
        return text[colon.start : colon.end] == ":"
    following = f"\n{int(text[number.start : number.end]) + 1}. " if text[number.start : number.end].isdecimal() else ""
    return text[colon.start - 1] == ":" and bool(following) and text.find(following, stop.end, stop.end + _LIST_REACH) >= 0


def is_numbering(tokens: Sequence[Token]) -> bool:
    """Whether these are a number and its stop, as before a heading or an item: said with what follows."""
    if len(tokens) > _LONGEST_NUMBERING:
        return False
    said = [token for token in tokens if token.spoken]
    return len(said) == 1 and said[0].kind in {Kind.NUMBER, Kind.ROMAN}
