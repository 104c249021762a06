"""The numbers of paragraphs in a Word document, which stand in no text: counted as Word counts them (ECMA-376 part 1, 17.9)."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # for its type alone

from app.documents.numbering import written
from app.documents.word_styles import Styles, child, value, w

_FORMS = {
    "decimal": "decimal", "decimalZero": "padded", "lowerLetter": "lower", "upperLetter": "upper", "lowerRoman": "roman",
    "upperRoman": "ROMAN", "none": "none",
}  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
_PLAIN_BULLETS = frozenset("-+*–—•")
_LEVELS = 9
_DEEPEST = 10


@dataclass(slots=True)
class _Level:
    """How a level of a list is numbered. restart: the level behind which it begins anew, 0: never, None: any above it."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    style: str = ""
    is_decimal: bool = False


@dataclass(slots=True)
class _List:
    """A list: its levels, and the counters which all lists of one kind share. starts: levels it begins anew when first used."""

    levels: list[_Level]
    counters: list[int | None]
    starts: dict[int, int] = field(default_factory=dict)


class Lists:
    """Counts paragraph after paragraph, in order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """root: of `numbering.xml`."""
        self._styles = styles
        self._kinds = (
            {each.get(w("abstractNumId"), ""): each for each in root.findall(w("abstractNum"))} if root is not None else {}
        )
        self._numbers = {each.get(w("numId"), ""): each for each in root.findall(w("num"))} if root is not None else {}
        self._counters: dict[str, list[int | None]] = {}
        self._lists: dict[str, _List | None] = {}

    def number(self, properties: Element | None, style: str) -> str:
        """What stands before a paragraph, without the blank; empty where it is of no list."""
        said, by_style = child(properties, "numPr"), self._styles.of_list(style)
        number = value(child(said, "numId")) or value(child(by_style, "numId"))
        found = self._list(number)
        if found is None:
            return ""
        level = value(child(said, "ilvl"))
        if not level:
            of_style = next((at for at, each in enumerate(found.levels) if each.style and each.style == style), None)
            level = str(of_style) if of_style is not None else value(child(by_style, "ilvl")) or "0"
        return _counted(found, int(level)) if level.isdecimal() and int(level) < _LEVELS else ""

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._made(number)
        return self._lists[number]

    def _made(self, number: str) -> _List | None:
        element = self._numbers.get(number)
        kind = self._kind(value(child(element, "abstractNumId")))
        if element is None or kind is None:
            return None
        levels = [_Level() for _ in range(_LEVELS)]
        _put_levels(levels, kind)
        made = _List(levels, self._counters.setdefault(kind.get(w("abstractNumId"), ""), [None] * _LEVELS))
        for over in element.findall(w("lvlOverride")):
            at = over.get(w("ilvl"), "")
            _put_levels(levels, over)
            start = value(child(over, "startOverride"))
            if start.isdecimal() and at.isdecimal() and int(at) < _LEVELS:
                made.starts[int(at)] = int(start)
        return made

    def _kind(self, key: str) -> Element | None:
        """What is said of a list: by itself, or by the list of a style it names."""
        for _ in range(_DEEPEST):
            kind = self._kinds.get(key)
            link = value(child(kind, "numStyleLink"))
            if not link:
                return kind
            key = value(child(self._numbers.get(value(child(self._styles.of_list(link), "numId"))), "abstractNumId"))
        return None


def _put_levels(levels: list[_Level], parent: Element) -> None:
    for each in parent.findall(w("lvl")):
        at, start, restart = each.get(w("ilvl"), ""), value(child(each, "start")), value(child(each, "lvlRestart"))
        if at.isdecimal() and int(at) < _LEVELS:
            form = value(child(each, "numFmt")) or "decimal"
            levels[int(at)] = _Level(
                form="bullet" if form == "bullet" else _FORMS.get(form, "decimal"),
                text=value(child(each, "lvlText")),
                start=int(start) if start.isdecimal() else 0,
                restart=int(restart) if restart.isdecimal() else None,
                style=value(child(each, "pStyle")),
                is_decimal=child(each, "isLgl") is not None,
            )


def _counted(found: _List, at: int) -> str:
    counters, level = found.counters, found.levels[at]
    if at in found.starts:
        counters[at] = found.starts.pop(at)
    else:
        before = counters[at]
        counters[at] = level.start if before is None else before + 1
    for above in range(at):
        if counters[above] is None:
            counters[above] = found.levels[above].start
    for below in range(at + 1, _LEVELS):
        restart = found.levels[below].restart
        if restart is None or at < restart:
            counters[below] = None
    if level.form == "bullet":
        return level.text if level.text in _PLAIN_BULLETS else "-"

    def place(match: re.Match[str]) -> str:
        named = int(match[1]) - 1
        form = "decimal" if level.is_decimal and found.levels[named].form != "none" else found.levels[named].form
        return written(counters[named] or 0, form)

    return _PLACE.sub(place, level.text).strip()
