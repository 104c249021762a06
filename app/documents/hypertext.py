"""A page, or what was copied from one or from Word: its text, without scripts, styles and what a reader never sees."""

import re
from html.parser import HTMLParser

from app.documents.errors import UnreadableError
from app.documents.legacy import decode
from app.documents.model import Document, LeftOut, Line, lines_of, one_blank, row_of
from app.documents.numbering import written

_UNSEEN = frozenset(
    {"script", "style", "head", "template", "noscript", "svg", "math", "iframe", "object", "title", "select", "textarea"}
)
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "blockquote", "pre", "address", "figure"}
) | {"ul", "ol", "dl", "dt", "dd", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "hr", "form", "fieldset", "caption"}
_FORMS = {"a": "lower", "A": "upper", "i": "roman", "I": "ROMAN"}
_HEADING = re.compile(r"h([1-6])")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)


def read_hypertext(data: bytes) -> Document:
    """Raises `UnreadableError`."""
    try:
        text, page = _text(data)
    except UnicodeError as exc:
        raise UnreadableError("unknown_letters") from exc
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_line()
    left_out = (LeftOut("pictures", reader.pictures),) if reader.pictures else ()
    return Document("html", one_blank(reader.lines), left_out, "" if page == "UTF-8" else page)


def _text(data: bytes) -> tuple[str, str]:
    said = _CHARSET.search(data[:4096])
    name = said[1].decode().lower() if said else ""
    return (data.decode(name), name) if name in {"windows-1258", "cp1258"} else decode(data)


class _Reader(HTMLParser):
    """Gathers lines; a broken page is read as far as it goes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.pictures = 0
        self._words: list[str] = []
        self._unseen: list[str] = []
        self._lists: list[tuple[str, int]] = []
        self._cells: list[str] | None = None
        self._in_cell = False
        self._level = 0
        self._prefix = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See `HTMLParser`."""
        if self._unseen or tag in _UNSEEN:
            self._unseen += [tag] if tag in _UNSEEN else []
            return
        given = dict(attrs)
        if tag == "br":
            self._words.append("\n")
        elif tag == "img":
            self.pictures += 1
        elif tag in {"td", "th"} and self._cells is not None:
            self._end_cell()
            self._in_cell = True
        elif tag in _BLOCKS:
            self.end_line()
            self._begin(tag, given)

    def handle_endtag(self, tag: str) -> None:
        """See `HTMLParser`."""
        if self._unseen:
            if tag == self._unseen[-1]:
                self._unseen.pop()
        elif tag in {"td", "th"} and self._cells is not None:
            self._end_cell()
        elif tag == "tr" and self._cells is not None:
            self._end_cell()
            self.lines.append(row_of(self._cells))
            self._cells = None
        elif tag in _BLOCKS:
            self.end_line()
            if tag in {"ul", "ol"} and self._lists:
                self._lists.pop()
            self._level = 0
            if tag in {"p", "table", "ul", "ol"} and self._cells is None:
                self.lines.append(Line(""))

    def handle_data(self, data: str) -> None:
        """See `HTMLParser`."""
        if not self._unseen:
            self._words.append(
                " ".join(data.split()).join((" " * data[:1].isspace(), " " * data[-1:].isspace())) if data.strip() else " "
            )

    def end_line(self) -> None:
        """What was gathered is a line, or several parted by breaks; within a cell it goes on."""
        if self._cells is not None:
            self._words.append(" ")
            return
        text = "".join(self._words).strip()
        self._words.clear()
        if text:
            self.lines += lines_of(self._prefix + text, level=self._level)
            self._prefix = ""

    def _end_cell(self) -> None:
        """A cell that nothing ends, ends where the next begins."""
        if self._cells is not None and self._in_cell:
            self._cells.append("".join(self._words))
        self._in_cell = False
        self._words.clear()

    def _begin(self, tag: str, given: dict[str, str | None]) -> None:
        heading = _HEADING.fullmatch(tag)
        self._level = int(heading[1]) if heading else self._level
        if tag == "tr":
            self._cells = []
        elif tag in {"ul", "ol"}:
            start = given.get("start") or "1"
            self._lists.append(
                ("-" if tag == "ul" else _FORMS.get(given.get("type") or "", "decimal"), int(start) if start.isdecimal() else 1)
            )
        elif tag == "li" and self._lists:
            form, number = self._lists[-1]
            self._lists[-1] = (form, number + 1)
            self._prefix = "- " if form == "-" else f"{written(number, form)}. "
