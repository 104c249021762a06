"""Word files with places to be filled: the product's own, and those that an office wrote over them.

A template is somebody's file, and Jinja is a language: what a template may say is therefore a short list (a name, `for`, `if`),
held where Jinja parses, so that whatever is filled was held to it. A loop inside a loop goes over something of the outer one's
own, and what comes out has an end: it is as long as the figures, whoever wrote the template.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, tostring  # parsing is defusedxml's
from zipfile import BadZipFile

from app.documents.errors import BadDocumentError, TemplatePlaceError, UnreadableError
from app.documents.package import Package
from app.values import frozen

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

LARGEST_TEMPLATE = 2 << 20
"""Bytes: letters with a coat of arms are far smaller."""
_LARGEST_PARTS = 8 << 20
"""Bytes of all its XML, unpacked."""
_LONGEST = 8 << 20
"""Characters of a part that is filled: a row of a list takes two thousand."""
_TRIED_ROWS = 200
"""Of each list, when a template is tried: what it repeats shows before a report has as many."""
_MACROS = ("vbaproject", "activex", "embeddings", "macrosheets", "customui")
_XML = (".xml", ".rels")
_BODY = "word/document.xml"
_PLACE = 80
_BROUGHT_IN = frozenset({"altChunk", "mailMerge", "subDoc"})
"""Elements by which Word takes in another file, or asks a database."""
_HARMLESS_FIELDS = frozenset(
    {"PAGE", "NUMPAGES", "SECTIONPAGES", "DATE", "TIME", "HYPERLINK", "REF", "PAGEREF", "NOTEREF", "TOC", "SEQ", "STYLEREF"}
)
"""Of Word's fields those that fetch nothing and start nothing, as INCLUDEPICTURE and DDEAUTO do."""
_TORN = re.compile(r"(?<=\{)(?:<[^>]*>)+(?=[{%#])|(?<=[%}#])(?:<[^>]*>)+(?=\})")
"""What Word puts between the two characters of a mark."""
_MARK = re.compile(r"\{[{%#]|[}%#]\}")
_MOST_MARKS = 4_000
"""Opened and closed, in a part: of the product's own templates there are not a tenth as many."""
_CLOSED_BY = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OF_A_BROKEN_FILE = (
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
    BadZipFile,
)
"""What the libraries raise of a Word file that lacks a part of itself, or nests without end."""


@frozen
class Picture:
    """A picture that takes the place of a name. png: the file; width_mm: as wide as it is to stand on the paper."""

    png: bytes
    width_mm: float


Value = str | bool | Picture | Sequence[Mapping[str, Any]]
"""A text, whether something is so, a picture, or rows of such."""
Values = Mapping[str, Value]


def fill(template: bytes, values: Values, *, known: Values) -> bytes:
    """The Word file with its places filled. known: values with a row in each list, which say what names there are.

    Raises `TemplatePlaceError` for a place that is not known, `BadDocumentError` for a template that is damaged, or of which
    more would come than is written.
    """
    with _told("mẫu"):
        return _filled(template, values, known=known)


def _filled(template: bytes, values: Values, *, known: Values) -> bytes:
    """As `fill`, but raises `UnreadableError`."""
    from docx.shared import Mm  # noqa: PLC0415  # light start
    from docxtpl import DocxTemplate, InlineImage  # noqa: PLC0415  # light start
    from jinja2 import TemplateError  # noqa: PLC0415  # light start

    letter = DocxTemplate(BytesIO(template))
    letter.init_docx()
    pictures = {
        name: InlineImage(letter, BytesIO(each.png), width=Mm(each.width_mm))
        for name, each in values.items()
        if isinstance(each, Picture)
    }
    try:
        letter.render({**values, **pictures}, _language(known), autoescape=True)
    except TemplateError as exc:
        where = " ".join(" ".join(getattr(exc, "docx_context", ())).split())
        raise TemplatePlaceError(said=exc.message or "", place=where[:_PLACE]) from exc
    into = BytesIO()
    letter.save(into)
    return into.getvalue()


def check_template(data: bytes, name: str, *, known: Values) -> None:
    """Refuse a template that could not be filled with such values as `known`, or that does more than be filled.

    Raises `BadDocumentError` and `TemplatePlaceError`.
    """
    if not data or len(data) > LARGEST_TEMPLATE:
        raise BadDocumentError(name, "too_large" if data else "empty", LARGEST_TEMPLATE if data else None)
    with _told(name):
        _check_package(Package(data))
        _filled(data, {name: each * _TRIED_ROWS if isinstance(each, list) else each for name, each in known.items()}, known=known)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Raises `BadDocumentError` for what is wrong with a file."""
    from docx.opc.exceptions import OpcError  # noqa: PLC0415  # light start

    try:
        yield
    except UnreadableError as exc:
        raise BadDocumentError(name, exc.reason) from exc
    except (*_OF_A_BROKEN_FILE, OpcError) as exc:
        raise BadDocumentError(name, "broken") from exc


def _check_package(package: Package) -> None:
    """Nothing that runs, nothing that is fetched from elsewhere, no bomb. Raises `UnreadableError`."""
    if _BODY not in package.names:
        raise UnreadableError("unknown_kind")
    if any(mark in name.lower() for name in package.names for mark in _MACROS):
        raise UnreadableError("macros")
    size = 0
    for name in sorted(package.names):
        if not name.lower().endswith(_XML):
            continue
        size += len(package.read(name))
        if size > _LARGEST_PARTS:
            raise UnreadableError("too_heavy")
        root = package.xml(name)
        if root is not None:
            _check_part(root)


def _check_part(root: Element) -> None:
    """Refuse what of a part runs, or fetches. Raises `UnreadableError`; `TemplatePlaceError` for a mark that is not closed."""
    for each in root.iter():
        if each.get("TargetMode") == "External" and not each.get("Type", "").endswith("/hyperlink"):
            raise UnreadableError("fetches")
        kind, part = each.get("ContentType", "").lower(), each.get("PartName") or f".{each.get('Extension')}"
        if "macroenabled" in kind:
            raise UnreadableError("macros")
        if kind.endswith("xml") and not part.lower().endswith(_XML):
            raise UnreadableError("unknown_kind")  # it would be filled, and is not looked at here
        if _local(each.tag) in _BROUGHT_IN:
            raise UnreadableError("fetches")
    if any(field.split()[0].upper() not in _HARMLESS_FIELDS for field in _fields(root) if field.strip()):
        raise UnreadableError("fetches")
    _refuse_open_marks(tostring(root, encoding="unicode"))


def _fields(root: Element) -> list[str]:
    """What Word is told to work out: the instruction of each field, however many pieces it was written in."""
    found: list[str] = []
    begun: list[int] = []
    for each in root.iter():
        attributes = {_local(name): value for name, value in each.items()}
        match _local(each.tag), attributes.get("fldCharType"):
            case "fldSimple", _:
                found.append(attributes.get("instr", ""))
            case "fldChar", "begin":
                begun.append(len(found))
                found.append("")
            case "fldChar", "end" if begun:
                begun.pop()
            case "instrText", _ if begun:
                found[begun[-1]] += each.text or ""
            case "instrText", _:
                found.append(each.text or "")
    return found


def _refuse_open_marks(xml: str) -> None:
    """Each mark is closed before the next is opened, and there are not too many.

    Of one that is not closed, what fills them looks for the end again and again. Raises `TemplatePlaceError`, `UnreadableError`.
    """
    opened: re.Match[str] | None = None
    joined = _TORN.sub("", xml)
    for number, mark in enumerate(_MARK.finditer(joined)):
        if number > _MOST_MARKS:
            raise UnreadableError("too_heavy")
        closes = mark[0][1] == "}"
        if closes != (opened is not None) or (opened is not None and _CLOSED_BY[opened[0]] != mark[0]):
            at = (opened or mark).start()
            place = re.sub(r"<[^>]*>?", " ", joined[max(0, at - _PLACE) : at + _PLACE])
            raise TemplatePlaceError(said=(opened or mark)[0], place=" ".join(place.split())[:_PLACE])
        opened = None if closes else mark


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _language(known: Values) -> "ImmutableSandboxedEnvironment":
    from jinja2 import StrictUndefined, nodes  # noqa: PLC0415  # light start
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415  # light start

    class Letters(ImmutableSandboxedEnvironment):
        """Jinja of which a template may use names, `for` and `if`; what it writes has an end."""

        @staticmethod
        def concat(pieces: Iterable[str]) -> str:
            written, left = [], _LONGEST
            for each in pieces:
                left -= len(each)
                if left < 0:
                    raise UnreadableError("repeats")
                written.append(each)
            return "".join(written)

        def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
            tree = super()._parse(source, name, filename)
            _hold(tree, known, frozenset())
            return tree

    return Letters(undefined=StrictUndefined, autoescape=True)


def _hold(node: Any, known: Mapping[str, Any], own: frozenset[str]) -> None:  # noqa: ANN401  # of Jinja's tree
    """Refuse what is none of the few things a template may say. own: the names of the loops around."""
    from jinja2 import nodes  # noqa: PLC0415  # light start

    if isinstance(node, nodes.For):
        items = _found(node.iter, known)
        is_own = isinstance(node.iter, nodes.Getattr) and isinstance(node.iter.node, nodes.Name) and node.iter.node.name in own
        plain = isinstance(node.target, nodes.Name) and node.test is None and not node.recursive and not node.else_
        if isinstance(items, str | bool | Picture | Mapping) or not plain or (own and not is_own):
            raise _refused(node, "for")
        name = str(getattr(node.target, "name", ""))
        row = items[0] if items else {}
        for each in node.body:
            _hold(each, {**known, name: row}, own | {name})
        return
    if isinstance(node, nodes.Name | nodes.Getattr):
        _found(node, known)
        return
    allowed = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.Not, nodes.And, nodes.Or)
    if not isinstance(node, allowed):
        raise _refused(node, type(node).__name__.lower())
    for each in node.iter_child_nodes():
        _hold(each, known, own)


def _found(node: Any, known: Mapping[str, Any]) -> Any:  # noqa: ANN401  # of Jinja's tree
    """The value that a name stands for."""
    from jinja2 import nodes  # noqa: PLC0415  # light start

    if isinstance(node, nodes.Name) and node.name in known:
        return known[node.name]
    if isinstance(node, nodes.Getattr):
        within = _found(node.node, known)
        if isinstance(within, Mapping) and node.attr in within:
            return within[node.attr]
        raise _refused(node, node.attr)
    raise _refused(node, node.name if isinstance(node, nodes.Name) else type(node).__name__.lower())


def _refused(node: Any, said: str) -> Exception:  # noqa: ANN401  # of Jinja's tree
    from jinja2 import TemplateSyntaxError  # noqa: PLC0415  # light start

    return TemplateSyntaxError(said, node.lineno)
