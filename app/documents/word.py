"""A Word document (.docx, ECMA-376): what its reader sees, its numbers written out, what was struck out left out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # for its type alone

from app.documents.errors import UnreadableError
from app.documents.legacy import of_fonts
from app.documents.model import Document, LeftOut, Line, Part, lines_of, one_blank, row_of
from app.documents.package import Package
from app.documents.word_lists import Lists
from app.documents.word_styles import Styles, child, value, w

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_THROUGH = {
    w(each) for each in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo")
}
_STRUCK = {w("del"), w("moveFrom")}
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_MARGINS = ("word/header", "word/footer")
_WIDEST = 63
_TALLEST_LAYOUT = 3
"""Rows of a table that only lays out: a letterhead, recipients beside a signature."""


def read_word(package: Package) -> Document:
    """Raises `UnreadableError`."""
    root = package.xml(_main(package))
    body = root.find(w("body")) if root is not None else None
    if body is None:
        raise UnreadableError("broken")
    reader = _Reader(package)
    lines = one_blank(reader.blocks(body))
    for name in package.names:
        if name.startswith(_MARGINS) and name.endswith(".xml") and _has_words(package.xml(name)):
            reader.left_out["margins"] += 1
        if name.startswith("word/") and name.endswith(".rels"):
            reader.left_out["references"] += _outside(package.xml(name))
    comments = package.xml("word/comments.xml")
    reader.left_out["comments"] += len(comments.findall(w("comment"))) if comments is not None else 0
    left_out = tuple(LeftOut(what, count) for what, count in sorted(reader.left_out.items()) if count)
    return Document("docx", lines, left_out, reader.letters)


@dataclass(slots=True)
class _Paragraph:
    """What a paragraph holds while it is read. runs: text with the font it is in; behind: what hangs on it."""

    style: str
    runs: list[tuple[str, str]] = field(default_factory=list)
    behind: list[Line] = field(default_factory=list)


class _Reader:
    """left_out: counted while reading; letters: the old font met."""

    def __init__(self, package: Package) -> None:
        """Raises `UnreadableError`."""
        self.left_out: Counter[str] = Counter()
        self.letters = ""
        self._styles = Styles(package.xml("word/styles.xml"))
        self._lists = Lists(package.xml("word/numbering.xml"), self._styles)
        self._notes = {
            (kind, note.get(w("id"), "")): note
            for kind in ("footnote", "endnote")
            for note in (package.xml(f"word/{kind}s.xml") or ())
        }

    def blocks(self, parent: Element, part: Part = Part.BODY) -> Iterator[Line]:
        """The lines of paragraphs and tables."""
        for each in parent:
            if each.tag == w("p"):
                yield from self._paragraph(each, part)
            elif each.tag == w("tbl"):
                yield from self._table(each, part)
            elif each.tag in _THROUGH:
                yield from self.blocks(each, part)
            elif each.tag == _ALTERNATE:
                yield from self.blocks(_chosen(each), part)
            elif each.tag in _STRUCK:
                self.left_out["deleted"] += 1

    def _paragraph(self, element: Element, part: Part) -> Iterator[Line]:
        properties = child(element, "pPr")
        style = value(child(properties, "pStyle")) or self._styles.usual
        found = _Paragraph(style)
        self._gather(element, found)
        number = self._lists.number(properties, style) if any(text.strip() for text, _ in found.runs) else ""
        text, letters = of_fonts(found.runs)
        self.letters = letters or self.letters
        yield from lines_of(
            f"{number} {text.lstrip()}" if number else text, level=self._styles.level(properties, style), part=part
        )
        yield from found.behind

    def _gather(self, parent: Element, found: _Paragraph) -> None:
        for each in parent:
            if each.tag == w("r"):
                self._run(each, found)
            elif each.tag in _THROUGH:
                self._gather(each, found)
            elif each.tag == _ALTERNATE:
                self._gather(_chosen(each), found)
            elif each.tag in _STRUCK:
                self.left_out["deleted"] += 1
            elif each.tag.startswith(_MATHS):
                self.left_out["formulas"] += 1

    def _run(self, run: Element, found: _Paragraph) -> None:
        properties = child(run, "rPr")
        if self._styles.is_hidden(properties):
            self.left_out["hidden"] += 1
            return
        font = self._styles.font(properties, found.style)
        for each in run:
            if each.tag == w("t"):
                found.runs.append((each.text or "", font))
            elif each.tag in _SIGNS:
                found.runs.append((_SIGNS[each.tag], font))
            elif each.tag in {w("footnoteReference"), w("endnoteReference")}:
                kind = "footnote" if each.tag == w("footnoteReference") else "endnote"
                note = self._notes.get((kind, each.get(w("id"), "")))
                found.behind += [line for line in self.blocks(note, Part.NOTE) if line.text] if note is not None else []
            elif each.tag == w("object"):
                self.left_out["objects"] += 1
            else:
                self._drawn(_chosen(each) if each.tag == _ALTERNATE else each, found)

    def _drawn(self, drawing: Element, found: _Paragraph) -> None:
        """The text of boxes within a drawing; pictures are counted."""
        for box in _outermost(drawing, w("txbxContent")):
            found.behind += [line for line in self.blocks(box, Part.BOX) if line.text]
        self.left_out["pictures"] += sum(each.tag in {_PICTURE, _OLD_PICTURE} for each in drawing.iter())

    def _table(self, table: Element, part: Part) -> Iterator[Line]:
        rows = [list(_inside(row, w("tc"))) for row in _inside(table, w("tr"))]
        if len(rows) <= _TALLEST_LAYOUT and any(len(cell.findall(w("p"))) > 1 for row in rows for cell in row):
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell, part)
            return
        for row in rows:
            cells: list[str] = []
            for cell in row:
                properties = child(cell, "tcPr")
                text = "\n".join(line.text.replace("\t", " ") for line in self.blocks(cell))
                cells += [text, *[""] * (min(_number(child(properties, "gridSpan")), _WIDEST) - 1)]
            yield row_of(cells)


def _main(package: Package) -> str:
    """The part that holds the text: nearly always this name."""
    for each in package.xml("_rels/.rels") or ():
        if each.get("Type", "").endswith("/officeDocument"):
            return each.get("Target", "").lstrip("/")
    return "word/document.xml"


def _outside(relations: Element | None) -> int:
    """How many things outside the file a part would have fetched: templates, frames, pictures; a link is only text."""
    found = relations.iter(_RELATIONS) if relations is not None else ()
    return sum(each.get("TargetMode") == "External" and not each.get("Type", "").endswith("/hyperlink") for each in found)


def _number(element: Element | None) -> int:
    text = value(element)
    return int(text) if text.isdecimal() and text.isascii() else 1


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """The rows or cells of a table, also those within controls, none of a table within; what was deleted is passed over."""
    for each in parent:
        if each.tag == tag:
            properties = child(each, "trPr")
            if properties is None or child(properties, "del") is None:
                yield each
        elif each.tag in _THROUGH:
            yield from _inside(each, tag)


def _outermost(root: Element, tag: str) -> Iterator[Element]:
    for each in root:
        if each.tag == tag:
            yield each
        elif each.tag == _ALTERNATE:
            yield from _outermost(_chosen(each), tag)
        else:
            yield from _outermost(each, tag)


def _chosen(alternate: Element) -> Element:
    """Of the ways in which a thing is written for newer and older programs, the first."""
    return alternate[0] if len(alternate) else alternate


def _has_words(root: Element | None) -> bool:
    return root is not None and any((each.text or "").strip() for each in root.iter(w("t")))
