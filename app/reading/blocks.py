"""Which lines of a bulletin are formalities of a document, left out on the loudspeaker and shown to the officer.

No line is left out for its first word: only where the shape of a document says what it is (letterhead above, signature below,
its place in between). What merely looks like a formality is read, and put on the list to look at.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from app.reading.bylines import CREDIT_BEHIND, end_of_giver, may_have_signed, start_of_author, start_of_credit, who_wrote
from app.reading.furniture import furniture, is_stamp, running_heads
from app.reading.letterheads import MOTTO, NUMBERED, PLACED, SUBJECT, Line, is_paired, is_title, is_whole, letterhead
from app.reading.pattern import Pattern
from app.reading.signatures import closing
from app.reading.speakers import labels

_ADDRESSEE = Pattern(r"Kính (?:gửi|trình|chuyển) ?(?P<colon>:?) ?(?P<rest>.*)", re.IGNORECASE)
_ITEM = Pattern(r"[-–+•*] ?(?=\S)")
_SENTENCE = Pattern(r"(?<![A-ZĐ])[.!?…] +\S")
"""A stop behind a capital is an abbreviation's: "VP. Ban Dân tộc"."""
_ADDRESSEES, _ADDRESSED_WITHIN, _WIDEST = 12, 8, 120
_HEADED_BY, _FURNISHED_BY = 3, 30
"""Lines that may stand above a letterhead on a page of the web; more, as counters, only where all of its shape is there."""
_PAGE = Pattern(
    r"[-–—] ?\d{1,3} ?[-–—]|Trang \d{1,3}(?: ?/ ?\d{1,3})?|Page \d{1,4}(?: ?[-–|] ?.{2,60})?|"
    r"(?:\d{1,3} )?CÔNG BÁO ?/ ?Số [\d+ ]{1,20} ?/ ?Ngày [\d-]{8,10}(?: \d{1,3})?",
    re.IGNORECASE,
)
_BARE = Pattern(r"\d{1,3}")
_FULL = 60
"""Characters: a line that filled its page is longer."""
_LOOKS_FORMAL = Pattern(
    r"Kính (?:gửi|trình|chuyển) ?:|Nơi nhận ?:?$|Nơi nhận ?: ?[-–]|(?:TM|T/M|KT|TL|TUQ)\. ?[A-ZĐÀ-Ỹ]{2}[A-ZĐÀ-Ỹ ]*$|\(?Nguồn ?:|"
    r"(?:Ảnh|ẢNH)(?: \d)? ?:|Tác giả(?: bài viết)? ?: ?[^.!?]{2,60}$",
)
_POSTED_BEHIND = Pattern(r"[^\W\d] \d{1,2}[/.-]\d{1,2}[/.-]\d{4},? \d{1,2}:\d\d$")
"""Behind a heading, in its line: when a page was made, or the day it speaks of."""
_PLAIN_FIGURES = Pattern(r"(?:Như|Theo) Điều \d+|Lưu\b.*|ngày .*năm [\d.…_ ]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Formality:
    """A line left out.

    what: `letterhead`, `addressee`, `recipients`, `signature`, `source` (who wrote or gave it), `speaker` (the label of who reads
    a part) or `page` (its number, and what one of the web adds). asks: a listener may miss it.
    """

    start: int
    end: int
    what: str
    asks: bool


def formalities(text: str) -> list[Formality]:
    """The lines of a text to leave out, in order."""
    lines = _lines(text)
    found = _found(lines)
    around = furniture(lines, found)
    found |= dict.fromkeys(around.keys() - found.keys(), "page")
    around |= (wrote := who_wrote(lines, found))
    found |= dict.fromkeys(wrote, "source")
    left_out = [_formality(text, lines[at], what, asks=around.get(at, False)) for at, what in found.items()]
    left_out += _parts_of_lines(text, [line for at, line in enumerate(lines) if at not in found])
    return sorted(left_out, key=lambda each: each.start)


def _parts_of_lines(text: str, lines: Sequence[Line]) -> Iterator[Formality]:
    """What is left out of lines that are read: who gave the news before them, who reads each, who wrote it behind the last."""
    for line in lines:
        if end := end_of_giver(text, line.start, line.end):
            yield Formality(line.start, end, "source", asks=False)
        if credit := start_of_credit(text, line.start, line.end):
            yield Formality(credit, line.end, "source", asks=False)
    for at, (start, end) in enumerate(labels(text, lines)):
        yield Formality(start, end, "speaker", asks=at == 0)
    last = lines[-1] if lines else None
    if last and (author := start_of_author(text, last.start, last.end)) and not start_of_credit(text, last.start, last.end):
        yield Formality(author, last.end, "source", asks=True)


def look_formal(text: str, left_out: Sequence[Formality]) -> Iterator[tuple[int, int]]:
    """Spans of lines that look like formalities and are read."""
    known = {each.start for each in left_out}
    ends = {each.end for each in left_out}
    before = ""
    lines = _lines(text)
    last = max((at for at, line in enumerate(lines) if line.start not in known), default=0)
    for at, line in enumerate(lines):
        alone = line.follows_blank or at == last
        bare = ((len(before) >= _FULL and alone) or at == 0 < last) and _BARE.fullmatch(line.text)
        stamped = at < _HEADED_BY and is_stamp(line.text, first=at == 0 < last)
        before = line.text
        credited = line.end not in ends and CREDIT_BEHIND.search(line.text)
        formal = _LOOKS_FORMAL.match(line.text) or NUMBERED.fullmatch(line.text) or credited
        posted = (at < _HEADED_BY and _POSTED_BEHIND.search(line.text)) or (at == 0 and PLACED.fullmatch(line.text))
        signed = at == last and may_have_signed(lines, at)
        if line.start not in known and (bare or stamped or formal or signed or posted):
            yield line.start, line.start + len(text[line.start : line.end].rstrip())


@lru_cache(maxsize=1)
def _lines(text: str) -> Sequence[Line]:
    """The lines of a text that hold words; asked for twice in a row."""
    lines, start, follows_blank = [], 0, True
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        if line.strip():
            lines.append(Line.of(text, start, end, follows_blank=follows_blank))
        follows_blank = not line.strip()
        start = end
    return lines


def _found(lines: Sequence[Line]) -> dict[int, str]:
    """What each line is that is left out: a document, and those that follow behind its signature."""
    found: dict[int, str] = {}
    begin = at = 0
    head = _first_letterhead(lines)
    found |= dict.fromkeys(head, "letterhead")
    signed = False
    while at < len(lines):
        ended = closing(lines, at, in_letter=bool(head)) if at not in found else None
        if ended is None or not ended.lines:
            at += 1
            continue
        found |= dict.fromkeys(ended.recipients, "recipients") | dict.fromkeys(ended.signature, "signature")
        at, signed = max(ended.lines) + 1, True
        found |= dict.fromkeys(_addressees(lines, begin, head, is_letter=True), "addressee")
        head, begin = letterhead(lines, at), at
        found |= dict.fromkeys(head, "letterhead")
    is_letter = bool(head) or (begin == 0 and bool(lines) and (is_title(lines[0]) or _lists_addressees(lines)))
    if begin < len(lines) and not (signed and not head):
        found |= dict.fromkeys(_addressees(lines, begin, head, is_letter=is_letter), "addressee")
    found |= dict.fromkeys(_mottos(lines, found), "letterhead")
    running = running_heads([line.text for line in lines])
    found |= {at: "page" for at in range(len(lines)) if at not in found and (at in running or _is_page(lines, at))}
    return found


def _first_letterhead(lines: Sequence[Line]) -> list[int]:
    """The letterhead at the top; a page of the web has its own heading above it, and then there must be a motto."""
    head = letterhead(lines, 0)
    last = max((at for at, line in enumerate(lines[: _FURNISHED_BY + 1]) if MOTTO.search(line.text)), default=0)
    for first in range(1, last + 1):
        if head:
            break
        head = letterhead(lines, first)
        written = [lines[at].text for at in head]
        paired = is_paired([cell for at in head for cell in lines[at].cells])
        if not (any(map(MOTTO.search, written)) and (first <= _HEADED_BY or is_whole(written) or paired)):
            head = []
    return head


def _mottos(lines: Sequence[Line], found: dict[int, str]) -> Iterator[int]:
    """The two lines of the country's motto above a form or another document inside a text."""
    for at, (one, two) in enumerate(pairwise(lines)):
        if at not in found and at + 1 not in found and is_paired([one.text, two.text]):
            yield from (at, at + 1)


def _is_page(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the number of a page; one that is bare stands inside a sentence."""
    if _PAGE.fullmatch(lines[at].text):
        return True
    if not _BARE.fullmatch(lines[at].text) or not 0 < at < len(lines) - 1:
        return False
    before, after = lines[at - 1].text, lines[at + 1].text
    return len(before) >= _FULL and before[-1].isalpha() and after[:1].islower()


def _addressees(lines: Sequence[Line], begin: int, head: Sequence[int], *, is_letter: bool) -> list[int]:
    """The line "Kính gửi:" and the bodies below it, at the top of a document: before anything is said."""
    first = max(head, default=begin - 1) + 1
    for at in range(first, min(first + _ADDRESSED_WITHIN, len(lines)) if is_letter else first):
        match = _ADDRESSEE.fullmatch(lines[at].text)
        if match is None:
            if lines[at].text.endswith((".", "!", "./.")):
                return []
            continue
        rest = match["rest"]
        if not match["colon"] or len(lines[at].text) > _WIDEST or _SENTENCE.search(rest) or rest[:1].islower():
            return []
        return [at, *_named(lines, at)]
    return []


def _lists_addressees(lines: Sequence[Line]) -> bool:
    """Whether a text begins with "Kính gửi:" alone and a list of some below it, the last with a full stop."""
    named = list(_named(lines, 0)) if lines[0].text.rstrip(" :") == "Kính gửi" else []
    return len(named) > 1 and lines[named[-1]].text.endswith(".")


def _named(lines: Sequence[Line], head: int) -> Iterator[int]:
    """The addressees in a list of their own: short lines, up to the one that ends with a full stop or without any mark."""
    if lines[head].text.endswith((".", "!")):
        return
    for at in range(head + 1, min(head + 1 + _ADDRESSEES, len(lines))):
        line = lines[at]
        if not _ITEM.match(line.text) or len(line.text) > _WIDEST or _SENTENCE.search(line.text):
            return
        yield at
        if not line.text.endswith((";", ",")):
            return


def _formality(text: str, line: Line, what: str, *, asks: bool) -> Formality:
    start = line.start
    tab = text.find("\t", line.start, line.end)
    if what == "letterhead" and tab > 0 and SUBJECT.match(line.cells[0]):
        start = tab
    written = _PLAIN_FIGURES.sub("", text[start : line.end])
    figures = what not in {"letterhead", "page"} and any(sign.isdigit() for sign in written)
    return Formality(start, line.end, what, figures or asks)
