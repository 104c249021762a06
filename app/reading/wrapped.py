"""Lines as they are meant: those a mail or a PDF broke are joined, numbers inside a line begin lines, bars of tables are tabs.

It keeps to what is sure: a line is joined with the next where it has no end and the next goes on in small letters, or where the
break falls inside a number, a range, a bracket or a word. Paragraphs are looked at by themselves, and time is linear.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.reading.aligned import aligned, counted
from app.reading.bars import unbarred
from app.reading.cuts import LABEL, OPEN_WORD, is_before_name, is_cut, is_first_word
from app.reading.furniture import running_heads
from app.reading.headings import is_heading_run_over, is_verdict
from app.reading.inner_lists import parted
from app.reading.pattern import Pattern
from app.reading.run_over import is_run_over
from app.reading.stacked import rows_of_stacked
from app.reading.tables.classes import LOWER, UPPER
from app.reading.torn import whole_words

_FEW_LINES, _OVER = 4, 8
"""Lines up to which the widest tells how wide a page is; how much wider than that a line may be that a page broke."""
_SHORT, _FULL = 45, 60
"""Characters: a line of a list is shorter, a line that filled its page is longer."""
_ENDS = Pattern(r"[.!?:;…][)\]”’\"»]*$|[./]\.$|\.(?:vn|com|net|org|docx?|pdf|xlsx?|rar|zip)$")
_MORE = Pattern(r",(?:…|\.{2,4})$")
"""Dots behind a comma stand for more of a list, and end no sentence by themselves."""
_NUMBER_CUT = Pattern(
    r"(?:ngày|tháng|năm|thôn|xóm|tổ|lớp) \d{1,4}(?:,| và| đến| hoặc)$|(?:^|\s)(?:trong|hết|cuối|đầu|vào) (?:tháng|năm)$"
)
_TERM_LAST = Pattern(r"(?:giai đoạn|nhiệm kỳ|thời kỳ|niên (?:khóa|vụ)|năm học|từ năm) (?:19|20)\d\d$", re.IGNORECASE)
_TERM_GOES_ON = Pattern(r"[-–] ?(?:19|20)\d\d(?!\d)")
"""A span of years that a line's end parts: "2021\n- 2025" is no item."""
_NAMED_LAST = Pattern(rf"(?:đồng chí|đ/c|ông|bà) (?:[{UPPER}][{LOWER}]{{0,6}} ){{1,4}}[{UPPER}][{LOWER}]{{0,6}}$", re.IGNORECASE)
_OFFICE_FIRST = Pattern(
    r"[-–] ?(?:Phó |Nguyên |Quyền )?(?:Bí thư|Chủ tịch|Trưởng|Giám đốc|Chánh|Ủy viên|Uỷ viên|UV|Hiệu trưởng|"
    r"Thành ủy viên|PCT|CT)(?!\w)"
)
"""The office of a person, its dash at the beginning of a line: "đồng chí Lê Hoa\n- Phó Chủ tịch xã"."""
_NUMBER_FIRST = Pattern(r"\d{1,4}\. [^\W\d]")
"""A number that ends a sentence, not the number of an item: "trong tháng 10 và\n11. Các thôn"."""
_ATTACHED = Pattern(r"(?<!\S)[^\W_]\S{0,40}(?<=\w)[-/]$|(?<!\S)\d[-/]$")
_ONSET, _RHYME = (
    Pattern(r"CH|GH|KH|NGH?|NH|PH|QU|TH|TR"),
    Pattern(r"[ÁÀẢÃẠẮẰẲẴẶẤẦẨẪẬÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ]"),
)
"""A syllable in capitals that a page cut: "KH\nÓA III"."""
_GROUPED = Pattern(r"(?:\d{1,3}\.\d{3}\.|(?<!\d)0\d{2,3}\.)$")
_NOTE = Pattern(rf"\((?![Đđ]ã ký|[Kk]ý)(?:[^()\n]{{1,20}}|[{LOWER}][^()\n]{{1,44}})\)(?:[:;,.]|$| [{LOWER}])")
"""A short note in brackets that belongs to the line before it: "Tổ chức Y tế Thế giới\n(WHO):"."""
_SYLLABLE = Pattern(rf"[{UPPER}][{LOWER}]{{1,6}}")
_REST_OF_PLACE = Pattern(rf"[{UPPER}][{LOWER}]{{1,6}}, ngày [\d….]")
"""The place of a letterhead in a narrow column: "Hải\nĐông, ngày 5 tháng 3"."""
_NUMBERED = Pattern(r"S[ốỐ] ?:?")
_SIGNED_FOR = Pattern(r"(?:TM|KT|TL|TUQ)\.")
_NUMBER_OF_DOCUMENT = Pattern(rf"\d{{1,5}} ?[-/–] ?(?:\d{{4}} ?/ ?)?[{UPPER}]")
_AMOUNT_FIRST = Pattern(r"\d[\d.,]{0,12} ?(?:ha|m2|m²|m3|kg|tấn|tạ|hộ|người|con|triệu|tỷ|đồng|%)(?!\w)")
"""A page that begins with an amount goes on with the sentence of the one before."""
_OF_A_PAGE = Pattern(
    r"[-–—] ?\d{1,3} ?[-–—]|Trang \d{1,3}(?: ?/ ?\d{1,3})?|P\. ?\d{1,4}|Page \d{1,4}(?: ?[-–|] ?.{2,60})?|https?://\S+|\d{4}-\d\d-\d\dT[\d:+.]+|"
    r"[\w-]{1,60}\.(?:jpe?g|png|gif|webp|JPE?G|PNG)|(?:(?:image (?:advertisement|banner)|anh tin bai) ?){1,60}|"
    r"(?:Thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|Chủ nhật),? (?:[-–] )?(?:ngày )?\d{1,2}[/-]\d{1,2}[/-]\d{4}"
    r"(?:[ ,|-]{1,3}\d\d?:\d\d)?|"
    r"\d{1,2} (?:phút|giờ|ngày|tuần|tháng|năm) trước|"
    r"Lượt xem ?:? ?\d[\d.,]{0,9}|(?:Cập nhật|Ngày đăng|Đăng (?:lúc|ngày)) ?:? ?\d[\d/.: -]{5,20}(?:\(?GMT ?\+ ?7\)?)?",
    re.IGNORECASE,
)
"""A line that no writer put there: the number of a page, an address, the file of a picture, the moment it was put on the net."""
_END_OF_PAGE = 2
_BRACKETED_LINES = 6
"""Over how many lines a bracket may run on."""


def relaid(text: str, starts: Sequence[int] | None) -> tuple[str, Sequence[int] | None]:
    """A plain text with its lines as they are meant, and where in the source each of its characters begins.

    starts: the same of the text given, None where they are equal; what is taken out is a line's end inside a word.
    """
    text, starts = whole_words(text, starts)
    if "\n" not in text and "|" not in text:
        return parted(text), starts
    text = rows_of_stacked(text)
    heads = running_heads(text.split("\n"))
    pieces: list[str] = []
    cuts: list[int] = []
    at = line = 0
    for block in re.split(r"(\n[^\S\n]*\n\s*)", text):
        if block.isspace():
            pieces.append(block)
            beside = {line, line + block.count("\n")}
            if pieces[1:] and not beside & heads and _runs_over(text, at, at + len(block)):
                pieces[-1] = " " * len(block)
        else:
            laid, glued = _block(block, {head - line for head in heads if line <= head <= line + block.count("\n")})
            pieces.append(laid)
            cuts += [at + place for place in glued]
        at += len(block)
        line += block.count("\n")
    whole = "".join(pieces)
    if not cuts:
        return whole, starts
    kept = list(range(len(text) + 1)) if starts is None else list(starts)
    gone = set(cuts)
    return whole, [start for place, start in enumerate(kept) if place not in gone]


def _runs_over(text: str, start: int, end: int) -> bool:
    """Whether a sentence runs on over the one blank line at a span, as at the end of a page: a full line, no end, small letters.

    Where more lines are blank a cue or a presenter's label stood, which no sentence crosses.
    """
    if text.count("\n", start, end) > _END_OF_PAGE:
        return False
    before = text[text.rfind("\n", 0, start) + 1 : start].strip()
    after = text[end : end + _SHORT].partition("\n")[0].strip()
    if is_heading_run_over(before, after):
        return True
    if _HEAD_OF_TIME.fullmatch(before) and _HEAD_BEGINS.match(after):
        return False
    if "\t" in before or "|" in before:
        return False
    goes_on = _goes_on(before, after) or (OPEN_WORD.search(before[-20:]) is not None and not LABEL.match(after))
    goes_on = goes_on or (before[-1:].islower() and _AMOUNT_FIRST.match(after) is not None)
    return is_run_over(before, after) or (len(before) >= _FULL and goes_on)


def _block(block: str, apart: set[int]) -> tuple[str, list[int]]:
    """The lines of a paragraph laid anew, of the same length but for the places where a line's end was taken out.

    apart: the lines that are heads and numbers of pages, joined with none.
    """
    lines = block.split("\n")
    closed: list[bool] = []
    if any("|" in line for line in lines):
        closed = [line.rstrip(" \r").endswith("|") for line in lines]
        lines = list(unbarred(lines))
    rows: set[int] = set()
    if len(lines) > 1:
        lines, rows = aligned(lines), counted(lines)
    joints = list(_joints(lines, closed, apart, rows))
    pieces, cuts, at = [parted(lines[0])], [], len(lines[0])
    for joint, line in zip(joints, lines[1:], strict=True):
        if not joint:
            cuts.append(at)
        pieces += [joint, parted(line)]
        at += 1 + len(line)
    return "".join(pieces), cuts


def _joints(lines: Sequence[str], closed: Sequence[bool], apart: set[int], rows: set[int]) -> Iterator[str]:
    """What stands between each line and the next: a line's end, a blank, or nothing; a bar closes the line before it."""
    widths = sorted(map(len, lines))
    width = widths[-2] if len(lines) > _FEW_LINES else widths[-1]  # one alone may be a caption that was never broken
    flowing = sum(1 for one, two in pairwise(lines) if _goes_on(one.strip(), two.strip())) > 1
    in_list = False
    bracketed = _bracketed(lines)
    for at, (one, two) in enumerate(pairwise(lines)):
        before, after = one.strip(), two.strip()
        in_list = after[:1].islower() and len(after) < _SHORT and (in_list or before.endswith(":"))
        if after and ((closed and closed[at]) or at in apart or at + 1 in apart or at + 1 in rows):
            yield "\n"
            continue
        cut = flowing and (_is_full(before, after, width) or is_before_name(before, after) or is_first_word(before, after))
        yield _joint(before, after, in_list=in_list, filled=at in bracketed or cut)


def _bracketed(lines: Sequence[str]) -> set[int]:
    """The lines whose end stands inside a bracket that is closed a few lines further."""
    found: set[int] = set()
    opened: int | None = None
    for at, line in enumerate(lines):
        if opened is not None and ")" in line and "(" not in line.partition(")")[0]:
            found.update(range(opened, at) if at - opened <= _BRACKETED_LINES else ())
            opened = None
        if line.rfind("(") > line.rfind(")"):
            opened = at
    return found


def _joint(before: str, after: str, *, in_list: bool, filled: bool) -> str:
    if not before or not after or "\t" in before or "\t" in after:
        return "\n" if after else " "  # the rule below the heads of a table
    spans = _TERM_LAST.search(before) is not None and _TERM_GOES_ON.match(after) is not None
    holds = _NAMED_LAST.search(before) is not None and _OFFICE_FIRST.match(after) is not None and not LABEL.match(before)
    numbered = None if spans or holds else LABEL.match(after)
    if numbered and not (_NUMBER_CUT.search(before[-20:]) and _NUMBER_FIRST.match(after)):
        return "\n"
    if not numbered and (
        (_GROUPED.search(before) and after[:3].isdecimal())
        or (_ONSET.fullmatch(before) and _RHYME.match(after))
        or (_ATTACHED.search(before) and after[:1].isalnum())
    ):
        return ""
    if _is_half_formality(before, after):
        return " "
    if (
        (_ENDS.search(before) and not (_MORE.search(before) and after[:1].islower()))
        or is_verdict(after)
        or (_HEAD_OF_TIME.fullmatch(before) and _HEAD_BEGINS.match(after))
        or any(map(_OF_A_PAGE.fullmatch, (before, after)))
    ):
        return "\n"
    joined = (
        numbered is not None
        or spans
        or holds
        or (_goes_on(before, after) and not in_list)
        or filled
        or before.endswith((",", " -", " –", "("))
        or (_NOTE.match(after) is not None and before[-1:].isalnum() and (not before.isupper() or after.islower()))
        or (before.count("(") > before.count(")") and ")" in after)
        or is_cut(before, after)
    )
    return " " if joined else "\n"


def _is_half_formality(before: str, after: str) -> bool:
    """Whether a narrow column parted the number of a document, or for whom it is signed: "TM." above "BAN TỔ CHỨC"."""
    numbered = _NUMBERED.fullmatch(before) and _NUMBER_OF_DOCUMENT.match(after)
    placed = _SYLLABLE.fullmatch(before) and _REST_OF_PLACE.match(after)
    return bool(numbered or placed) or (bool(_SIGNED_FOR.fullmatch(before)) and after.isupper())


def _goes_on(before: str, after: str) -> bool:
    ends = _ENDS.search(before) and not _MORE.search(before)
    return bool(before) and after[:1].islower() and not ends and not LABEL.match(after)


def _is_full(before: str, after: str, width: int) -> bool:
    """Whether the next word had no room in a line, in a paragraph that runs on over its lines."""
    fits = len(before) + 1 + len(after.partition(" ")[0]) <= width
    return _FULL <= len(before) <= width + _OVER and not fits


_HEAD_BEGINS = Pattern(r"(?:Thời gian|Ngày|Giờ|Khu vực|Địa điểm|Nơi|Lý do|Nội dung|Phạm vi|Đến|Ghi chú)(?!\w)")
_HEAD_OF_TIME = Pattern(r"(?:Thời gian|Ngày|Giờ)(?: [^\W\d]+){0,4} (?:từ|đến)", re.IGNORECASE)
"""The head of a column, "Thời gian từ", below which the next head begins."""
