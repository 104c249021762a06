"""An OpenDocument text (.odt, ISO/IEC 26300): what its reader sees, its numbers written out, what was struck out left out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element  # for its type alone

from app.documents.errors import UnreadableError
from app.documents.legacy import of_fonts
from app.documents.model import Document, LeftOut, Line, Part, lines_of, one_blank, row_of
from app.documents.numbering import written
from app.documents.package import Package

_SPACES = {
    "text": "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}",
    "table": "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}",
    "office": "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}",
    "style": "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}",
    "draw": "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}",
    "fo": "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}",
    "math": "{http://www.w3.org/1998/Math/MathML}",
}
_MANIFEST = "META-INF/manifest.xml"
_FORMS = {"1": "decimal", "a": "lower", "A": "upper", "i": "roman", "I": "ROMAN", "": "none"}
_WIDEST = 63
_TALLEST_LAYOUT = 3
_DEEPEST = 20


def _n(name: str) -> str:
    space, _, local = name.partition(":")
    return _SPACES[space] + local


_UNSEEN = {
    _n("text:tracked-changes"): "",
    _n("office:annotation"): "comments",
    _n("text:sequence-decls"): "",
    _n("office:forms"): "",
}


def read_opendocument(package: Package) -> Document:
    """Raises `UnreadableError`."""
    if b"encryption-data" in package.read(_MANIFEST):
        raise UnreadableError("protected")
    root = package.xml("content.xml")
    text = root.find(f"{_n('office:body')}/{_n('office:text')}") if root is not None else None
    if root is None or text is None:
        raise UnreadableError("broken")
    reader = _Reader([root, package.xml("styles.xml")])
    changes = text.find(_n("text:tracked-changes"))
    reader.left_out["deleted"] += len(list(changes.iter(_n("text:deletion")))) if changes is not None else 0
    lines = one_blank(reader.blocks(text))
    left_out = tuple(LeftOut(what, count) for what, count in sorted(reader.left_out.items()) if count)
    return Document("odt", lines, left_out, reader.letters)


@dataclass(slots=True)
class _Level:
    """How a level of a list is numbered. shown: of how many levels the numbers are written."""

    form: str
    before: str = ""
    behind: str = ""
    start: int = 1
    shown: int = 1
    bullet: str = ""


@dataclass(slots=True)
class _Open:
    """A list that is being read: its style, the level of its items, and the counter of each level so far."""

    style: str
    counters: list[int]


class _Reader:
    """left_out: counted while reading; letters: the old font met."""

    def __init__(self, roots: list[Element | None]) -> None:
        self.left_out: Counter[str] = Counter()
        self.letters = ""
        self._styles: dict[str, Element] = {}
        self._lists: dict[str, dict[int, _Level]] = {}
        self._ended: dict[str, list[int]] = {}
        self._faces: dict[str, str] = {}
        for root in roots:
            for each in root.iter() if root is not None else ():
                name = each.get(_n("style:name"), "")
                if each.tag == _n("style:style"):
                    self._styles.setdefault(name, each)
                elif each.tag == _n("text:list-style"):
                    self._lists.setdefault(name, _levels(each))

    def blocks(self, parent: Element, part: Part = Part.BODY, inside: _Open | None = None) -> Iterator[Line]:
        """The lines of paragraphs, lists and tables."""
        for each in parent:
            if each.tag in {_n("text:p"), _n("text:h")}:
                yield from self._paragraph(each, part, "")
            elif each.tag == _n("text:list"):
                yield from self._list(each, part, inside)
            elif each.tag == _n("table:table"):
                yield from self._table(each, part)
            elif each.tag in {_n("text:section"), _n("text:index-body"), _n("text:table-of-content"), _n("draw:text-box")}:
                yield from self.blocks(each, part, inside)
            elif each.tag == _n("draw:frame"):
                yield from self._frame(each)

    def _list(self, element: Element, part: Part, inside: _Open | None) -> Iterator[Line]:
        style = element.get(_n("text:style-name")) or (inside.style if inside else "")
        depth = len(inside.counters) if inside else 0
        levels = self._lists.get(style, {})
        level = levels.get(depth + 1, _Level("none"))
        goes_on = element.get(_n("text:continue-numbering")) == "true" or element.get(_n("text:continue-list")) is not None
        before = self._ended.get(style) if goes_on and not inside else None
        open_ = _Open(style, [*(inside.counters if inside else []), before[0] if before else level.start - 1])
        for item in element:
            if item.tag not in {_n("text:list-item"), _n("text:list-header")}:
                continue
            number = ""
            if item.tag == _n("text:list-item"):
                start = item.get(_n("text:start-value"), "")
                open_.counters[-1] = int(start) if start.isdecimal() else open_.counters[-1] + 1
                number = _number(levels, open_.counters)
            for at, each in enumerate(item):
                if each.tag in {_n("text:p"), _n("text:h")}:
                    yield from self._paragraph(each, part, number if at == 0 else "")
                elif each.tag == _n("text:list"):
                    yield from self._list(each, part, open_)
        if not inside:
            self._ended[style] = open_.counters

    def _paragraph(self, element: Element, part: Part, number: str) -> Iterator[Line]:
        runs: list[tuple[str, str]] = []
        behind: list[Line] = []
        self._gather(element, self._font(element.get(_n("text:style-name"), "")), runs, behind)
        text, letters = of_fonts(runs)
        self.letters = letters or self.letters
        outline = element.get(_n("text:outline-level"), "1") if element.tag == _n("text:h") else "0"
        level = min(int(outline), 9) if outline.isdecimal() else 1
        yield from lines_of(f"{number} {text.lstrip()}" if number and text.strip() else text, level=level, part=part)
        yield from behind

    def _gather(self, parent: Element, font: str, runs: list[tuple[str, str]], behind: list[Line]) -> None:
        """The text of a paragraph; blanks run together, as the standard says, and `text:s` is one that stays."""
        runs.append((_run_together(parent.text), font))
        for each in parent:
            if each.tag == _n("text:s"):
                runs.append((" ", font))
            elif each.tag == _n("text:tab"):
                runs.append(("\t", font))
            elif each.tag == _n("text:line-break"):
                runs.append(("\n", font))
            elif each.tag == _n("text:note"):
                body = each.find(_n("text:note-body"))
                behind += [line for line in self.blocks(body, Part.NOTE) if line.text] if body is not None else []
            elif each.tag == _n("draw:frame"):
                behind += self._frame(each)
            elif each.tag.startswith(_SPACES["draw"]):
                behind += [line for line in self.blocks(each, Part.BOX) if line.text]
            elif each.tag in _UNSEEN:
                self.left_out[_UNSEEN[each.tag]] += bool(_UNSEEN[each.tag])
            else:
                self._gather(each, self._font(each.get(_n("text:style-name"), "")) or font, runs, behind)
            runs.append((_run_together(each.tail), font))

    def _frame(self, frame: Element) -> Iterator[Line]:
        for each in frame:
            if each.tag == _n("draw:text-box"):
                yield from (line for line in self.blocks(each, Part.BOX) if line.text)
            elif each.tag == _n("draw:image"):
                self.left_out["pictures"] += 1
            elif each.tag == _n("draw:object"):
                self.left_out["objects"] += 1

    def _table(self, table: Element, part: Part) -> Iterator[Line]:
        rows = [
            [cell for cell in row if cell.tag in {_n("table:table-cell"), _n("table:covered-table-cell")}] for row in _rows(table)
        ]
        if len(rows) <= _TALLEST_LAYOUT and any(len(cell.findall(_n("text:p"))) > 1 for row in rows for cell in row):
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell, part)
            return
        for row in rows:
            cells: list[str] = []
            for cell in row:
                times = cell.get(_n("table:number-columns-repeated"), "1")
                text = "\n".join(line.text.replace("\t", " ") for line in self.blocks(cell))
                cells += [text] * (min(int(times), _WIDEST) if times.isdecimal() else 1)
            yield row_of(cells[:_WIDEST])

    def _font(self, style: str) -> str:
        for _ in range(_DEEPEST):
            found = self._styles.get(style)
            if found is None:
                return ""
            properties = found.find(_n("style:text-properties"))
            font = (
                (properties.get(_n("style:font-name")) or properties.get(_n("fo:font-family")))
                if properties is not None
                else None
            )
            if font:
                return font.strip("'\"")
            style = found.get(_n("style:parent-style-name"), "")
        return ""


def _levels(style: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for each in style:
        at = each.get(_n("text:level"), "")
        if not at.isdecimal():
            continue
        start, shown = each.get(_n("text:start-value"), "1"), each.get(_n("text:display-levels"), "1")
        bullet = each.get(_n("text:bullet-char"), "")
        found[int(at)] = _Level(
            form=_FORMS.get(each.get(_n("style:num-format"), ""), "decimal"),
            before=each.get(_n("style:num-prefix"), ""),
            behind=each.get(_n("style:num-suffix"), ""),
            start=int(start) if start.isdecimal() else 1,
            shown=int(shown) if shown.isdecimal() else 1,
            bullet=bullet if bullet in {"-", "+", "*", "–"} else "-" if bullet else "",
        )
    return found


def _number(levels: dict[int, _Level], counters: list[int]) -> str:
    level = levels.get(len(counters))
    if level is None or level.bullet:
        return level.bullet if level else ""
    if level.form == "none":
        return (level.before + level.behind).strip()
    first = max(0, len(counters) - level.shown)
    forms = [levels[at + 1].form if at + 1 in levels else "decimal" for at in range(first, len(counters))]
    numbers = [written(number, form) for number, form in zip(counters[first:], forms, strict=True)]
    return (level.before + ".".join(filter(None, numbers)) + level.behind).strip()


def _rows(table: Element) -> Iterator[Element]:
    for each in table:
        if each.tag == _n("table:table-row"):
            yield each
        elif each.tag in {_n("table:table-header-rows"), _n("table:table-rows"), _n("table:table-row-group")}:
            yield from _rows(each)


def _run_together(text: str | None) -> str:
    return " ".join(text.replace("\n", " ").split(" ")) if text else ""
