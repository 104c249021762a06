"""The parts of a plan's text: which line heads what, which lines belong together, and where a row of a table names what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import IntEnum, StrEnum

from app.plans.model import Lines
from app.plans.signs import folded, is_office, subject_of
from app.values import frozen


class Section(StrEnum):
    """What a part of a plan is about."""

    HEAD = "head"
    GOALS = "goals"
    AUDIENCE = "audience"
    CONTENTS = "contents"
    TASKS = "tasks"
    CHANNELS = "channels"
    SCHEDULE = "schedule"
    MONEY = "money"
    ORGANISATION = "organisation"
    END = "end"


class Heading(IntEnum):
    """What a line is numbered by, the widest first."""

    SECTION = 1
    NUMBER = 2
    SUBNUMBER = 3
    LETTER = 4
    DASH = 5
    PLUS = 6
    NONE = 7


_MARKS = (
    (Heading.SECTION, re.compile(r"(?:[IVX]{1,6}|[A-H])\s*[./)\-–:]\s*")),
    (Heading.SECTION, re.compile(r"(?:phần|mục|điều)\s+(?:thứ\s+\w+|[IVX]+|\d+)\s*[.:\-–]?\s*", re.IGNORECASE)),
    (Heading.SUBNUMBER, re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[.)]?\s+")),
    (Heading.NUMBER, re.compile(r"(?:\d{1,2}\s*[.)/]\s+|\(\d{1,2}\)\s*|\d{1,2}[.)](?=[^\d\s/]))")),
    (Heading.LETTER, re.compile(r"[a-zđ]\s*[.)]\s+")),
    (Heading.DASH, re.compile(r"[-–—•●▪*]\s*")),
    (Heading.PLUS, re.compile(r"[+○o]\s+|\+")),
)
_SECTIONS = (
    (Section.END, r"^(?:noi nhan|tm\. |kt\. |tren day la|phu luc)"),
    (Section.ORGANISATION, r"^(?:to chuc thuc hien|phan cong|trach nhiem|to chuc va phan cong|che do bao cao|kiem tra)"),
    (Section.MONEY, r"^(?:kinh phi|nguon kinh phi|du toan)"),
    (Section.AUDIENCE, r"^(?:doi tuong|pham vi|dia ban)"),
    (Section.SCHEDULE, r"^(?:thoi gian|tien do|lich |lo trinh|ke hoach chi tiet|bieu )"),
    (Section.CHANNELS, r"^(?:hinh thuc|phuong thuc|kenh |cach thuc|bien phap|phuong tien)"),
    (
        Section.TASKS,
        r"^(?:nhiem vu|giai phap|cac nhiem vu|cac hoat dong|hoat dong|noi dung thuc hien|noi dung va nhiem vu|nhung viec)",
    ),
    (Section.TASKS, r"^noi dung (?:va |, )?(?:nhiem vu|hoat dong|cong viec|thuc hien)"),
    (Section.CONTENTS, r"^(?:noi dung|chu de|cac noi dung|trong tam tuyen truyen)"),
    (Section.GOALS, r"^(?:muc dich|muc tieu|yeu cau|su can thiet)"),
)
_CONTENTS = re.compile(r"^(?:cac |mot so )?(?:noi dung|chu de) (?:truyen thong|tuyen truyen|phat|trong tam|chinh)")
_STOP = re.compile(r"(?<=\w[.;])\s+(?=[A-ZÀ-ỸĐ])")
_BEFORE_LIST = re.compile(r"^[^:]{0,80}:\s*")
_UNFINISHED = (" số", " ngày")
"""After these a line that breaks off goes on with a digit."""
_LONG_HEADING = 140
_LEAST_CELLS = 2


@frozen
class Item:
    """A line with those that go on with it.

    text: without its number; pieces: the text of each line, and its number; cells: of a row of a table; is_section: it heads a
    part; contents_mark: of the item under which it says what is to be told.
    """

    section: Section
    heading: Heading
    pieces: tuple[tuple[str, int], ...]
    cells: tuple[str, ...] = ()
    is_section: bool = False
    contents_mark: Heading | None = None

    @property
    def is_contents(self) -> bool:
        """Whether it says what is to be told, within a part on something wider."""
        return self.contents_mark is not None

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(piece for piece, _ in self.pieces)

    @property
    def lines(self) -> Lines:
        """Where it stands."""
        return self.pieces[0][1], self.pieces[-1][1]

    def subject(self) -> str:
        """Whom it is about."""
        return next((each for each in self.cells if each), "") if self.cells else subject_of(self.text)

    def sentences(self) -> Iterator[tuple[str, Lines]]:
        """Its sentences, each with the lines it stands on; what names the list before its first one is left away."""
        text, at = self.text, 0
        begins = _BEFORE_LIST.match(text) if self.is_contents else None
        start = begins.end() if begins and begins.end() < len(text) else 0
        for match in [*_STOP.finditer(text, start), None]:
            at = match.start() if match else len(text)
            said = text[start:at].strip()
            if said:
                yield said, (self._line_at(start), self._line_at(max(start, at - 1)))
            start = match.end() if match else at

    def _line_at(self, offset: int) -> int:
        passed = 0
        for piece, line in self.pieces:
            passed += len(piece) + 1
            if offset < passed:
                return line
        return self.pieces[-1][1]


def outline(lines: Sequence[str]) -> list[Item]:
    """The items of a text, in their order."""
    found: list[Item] = []
    for number, raw in enumerate(lines, start=1):
        cells = _row(raw)
        mark, text = (Heading.DASH, _deed_in(cells)) if cells else _marked(raw)
        if not text:
            continue
        last = found[-1] if found else None
        goes_on = mark is Heading.NONE and last is not None and (text[0].islower() or last.text.endswith(_UNFINISHED))
        if last is not None and goes_on and not cells and not last.cells:
            found[-1] = replace(last, pieces=(*last.pieces, (text, number)))
        else:
            found.append(_item(last, mark, text, number, cells))
    return found


def _item(last: Item | None, mark: Heading, text: str, number: int, cells: tuple[str, ...]) -> Item:
    """The item that begins on a line, after `last`."""
    section = last.section if last else Section.HEAD
    new = None if cells else _section(mark, text)
    if new is not None:
        heading = Heading.SECTION if mark is Heading.NONE else mark
        return Item(new, heading, ((text, number),), cells, is_section=True)
    names_contents = section is not Section.HEAD and _CONTENTS.match(folded(text)) is not None
    under = last.contents_mark if last else None
    still = under if under is not None and mark > under else None
    return Item(section, mark, ((text, number),), cells, contents_mark=mark if names_contents else still)


def _marked(line: str) -> tuple[Heading, str]:
    line = " ".join(line.split())
    for heading, sign in _MARKS:
        match = sign.match(line)
        if match and match.end() < len(line):
            return heading, line[match.end() :].strip()
    return Heading.NONE, line


def _section(mark: Heading, text: str) -> Section | None:
    """Which part a line begins; only a heading does: numbered widely, in capitals, or short with a colon."""
    plain = folded(text)
    if re.match(_SECTIONS[0][1], plain):
        return Section.END
    is_heading = (
        mark is Heading.SECTION
        or (mark is Heading.NUMBER and len(text) <= _LONG_HEADING)
        or (mark is Heading.NONE and (text.isupper() or (len(text) <= _LONG_HEADING and text.endswith(":"))))
    )
    if not is_heading:
        return None
    found = next((section for section, words in _SECTIONS[1:] if re.match(words, plain)), None)
    if found is None and mark is Heading.SECTION:
        return Section.TASKS
    return found


def _deed_in(cells: Sequence[str]) -> str:
    """The cell that says what a row is about: the longest; an office that is not the first to be named is who does it."""
    said = [each for each in cells if any(sign.isalpha() for sign in each)]
    return max([each for at, each in enumerate(said) if at == 0 or not is_office(each)] or cells, key=len)


def _row(line: str) -> tuple[str, ...]:
    """The cells of a row of a table; none of any other line."""
    cells = tuple(part for each in re.split(r"[\t|]", line) if (part := " ".join(each.split())))
    return cells if len(cells) >= _LEAST_CELLS else ()
