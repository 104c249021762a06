"""Word files with places to be filled: the product's own, and those that an office wrote over them.

A template is somebody's file, and Jinja is a language: what a template may say is therefore a short list (a name, `for`, `if`),
held where Jinja parses, so that whatever is filled was held to it. A loop inside a loop goes over something of the outer one's
own: what comes out is as long as the figures, whoever wrote the template.
"""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.documents.errors import BadDocumentError, TemplatePlaceError, UnreadableError
from app.documents.package import Package

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

LARGEST_TEMPLATE = 2 << 20
"""Bytes: letters with a coat of arms are far smaller."""
_LARGEST_PARTS = 16 << 20
"""Bytes of all its XML, unpacked."""
_MACROS = ("vbaproject", "activex", "embeddings", "macrosheets", "customui")
_BODY = "word/document.xml"
_PLACE = 80


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that takes the place of a name. png: the file; width_mm: as wide as it is to stand on the paper."""

    png: bytes
    width_mm: float


Value = str | bool | Picture | Sequence[Mapping[str, Any]]
"""A text, whether something is so, a picture, or rows of such."""
Values = Mapping[str, Value]


def fill(template: bytes, values: Values, *, known: Values) -> bytes:
    """The Word file with its places filled. known: values with a row in each list, which say what names there are.

    Raises `TemplatePlaceError` for a place that is not known.
    """
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
    try:
        _check_package(Package(data))
    except UnreadableError as exc:
        raise BadDocumentError(name, exc.reason) from exc
    fill(data, known, known=known)


def _check_package(package: Package) -> None:
    """Nothing that runs, nothing that is fetched from elsewhere, no bomb. Raises `UnreadableError`."""
    if _BODY not in package.names:
        raise UnreadableError("unknown_kind")
    if any(mark in name.lower() for name in package.names for mark in _MACROS):
        raise UnreadableError("macros")
    size = 0
    for name in sorted(package.names):
        if posixpath.splitext(name)[1] not in {".xml", ".rels"}:
            continue
        size += len(package.read(name))
        if size > _LARGEST_PARTS:
            raise UnreadableError("too_heavy")
        root = package.xml(name)
        for each in root.iter() if root is not None else ():
            if each.get("TargetMode") == "External" and not each.get("Type", "").endswith("/hyperlink"):
                raise UnreadableError("fetches")
            if "macroEnabled" in each.get("ContentType", ""):
                raise UnreadableError("macros")


def _language(known: Values) -> "ImmutableSandboxedEnvironment":
    from jinja2 import StrictUndefined, nodes  # noqa: PLC0415  # light start
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415  # light start

    class Letters(ImmutableSandboxedEnvironment):
        """Jinja of which a template may use names, `for` and `if`."""

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
