"""What a document is: its lines in order, and what of it was not taken."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from app.values import frozen

_BLANKS = re.compile(r"[^\S\t\n]+")
_NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


class Part(StrEnum):
    """What a line is part of."""

    BODY = "body"
    ROW = "row"
    BOX = "box"
    NOTE = "note"


@frozen
class Line:
    """A line of a document, its numbering written out ("Điều 2. ", "a) ").

    text: NFC, one line, cells parted by tabs, empty for a blank line; level: of a heading, 1 the highest, 0 none; cells: of the
    row of a table; part: where it stands: in the text, a table, a text box, or a note at the foot (it follows its paragraph).
    """

    text: str
    level: int = 0
    cells: tuple[str, ...] = ()
    part: Part = Part.BODY


@frozen
class LeftOut:
    """What of a document is not in its lines.

    what: `deleted`, `hidden`, `comments`, `margins`, `pictures`, `objects`, `formulas`, `references` (to outside the file).
    """

    what: str
    count: int


@frozen
class Document:
    """A document that was read.

    kind: `docx`, `odt`, `pdf`, `html` or `text`; letters: of a text, the code page it was written in, and of any, the old font
    ("TCVN3", "VNI") whose letters were turned into Unicode; empty for Unicode all along.
    """

    kind: str
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...] = ()
    letters: str = ""

    @property
    def text(self) -> str:
        """All lines; the line n of it (from 1) is `lines[n - 1]`."""
        return "\n".join(line.text for line in self.lines)


def as_script(document: Document) -> str:
    """The text as a script: square brackets would be cues, so they become round."""
    return document.text.replace("[", "(").replace("]", ")")


def tidy(text: str) -> str:
    """NFC, one kind of blank and of line end, nothing without width."""
    text = _NO_WIDTH.sub("", _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)))
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n"))


def lines_of(text: str, *, level: int = 0, part: Part = Part.BODY) -> Iterator[Line]:
    """The lines of a paragraph or a whole text, tidied; tabs within a line part cells."""
    for line in tidy(text).split("\n"):
        cells = tuple(cell.strip() for cell in line.split("\t")) if "\t" in line else ()
        yield Line("\t".join(cells) or line, level, cells, part)


def row_of(cells: Sequence[str]) -> Line:
    """A row of a table; what stands on several lines in a cell comes to stand on one."""
    flat = tuple(" ".join(tidy(cell).split()) for cell in cells)
    return Line("\t".join(flat).rstrip("\t"), cells=flat, part=Part.ROW)


def one_blank(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The same with at most one blank line between others, and none at the ends."""
    kept: list[Line] = []
    for line in lines:
        if line.text.strip() or (kept and kept[-1].text):
            kept.append(line if line.text.strip() else Line(""))
    while kept and not kept[-1].text:
        kept.pop()
    return tuple(kept)
