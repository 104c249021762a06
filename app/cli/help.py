"""The help of every command in Vietnamese: Typer writes its frame in English and offers no language, so it is reworded here.

`Commands` stands for `typer.Typer` throughout the command line.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

_HEADINGS = {"Arguments": "Tham số", "Options": "Tùy chọn", "Commands": "Lệnh"}
_USAGE = {"[OPTIONS]": "[TÙY CHỌN]", "COMMAND [ARGS]...": "LỆNH …"}
_VALUES = {"str": "CHỮ", "int": "SỐ", "float": "SỐ", "path": "ĐƯỜNG_DẪN", "file": "TỆP", "directory": "THƯ_MỤC"}
_VALUE = re.compile(r"<(?:list\[)?(str|int|float|path|file|directory)\]?(?: range)?>")
_FRAME = {
    "Show this message and exit.": "Xem cách dùng.",
    "Install completion for the current shell.": "Cài gợi ý phím Tab cho cửa sổ lệnh này.",
    "Show completion for the current shell, to copy it or customize the installation.": "In ra gợi ý phím Tab, để tự cài.",
}
_EXTRA = re.compile(r"(?:  |^)\[([^\[\]]*)\]$")
_DEFAULT = re.compile(r"default: \(?([^()]*)\)?")
_RANGE = re.compile(r"([\d.]+)<=x<=([\d.]+)")
_ONE_LINE = 1000
"""A list of commands tells each whole."""


class _Formatter(typer.Context.formatter_class):  # type: ignore[misc, valid-type]  # the class itself has no public name
    """Writes what Typer gives it, in Vietnamese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for english, said in _USAGE.items():
            args = args.replace(english, said)
        super().write_usage(prog, re.sub(r"\{(\w+)\}", r"\1", args), prefix or "Cách dùng: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS[heading])

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(_named(name), _said(text)) for name, text in rows], col_max, col_spacing)


class _Context(typer.Context):
    formatter_class = _Formatter


class _Command(TyperCommand):
    context_class = _Context

    def get_short_help_str(self, limit: int = 0) -> str:
        return super().get_short_help_str(max(limit, _ONE_LINE))


class _Group(TyperGroup):
    context_class = _Context

    def get_short_help_str(self, limit: int = 0) -> str:
        return super().get_short_help_str(max(limit, _ONE_LINE))


class Commands(typer.Typer):
    """A `typer.Typer` whose help is Vietnamese."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401  # Typer's own
        """given: what `typer.Typer` takes."""
        super().__init__(cls=_Group, rich_markup_mode=None, **given)

    def command(self, name: str | None = None, **given: Any) -> Callable[[Any], Any]:  # noqa: ANN401  # Typer's own
        """See `typer.Typer.command`."""
        return super().command(name, cls=_Command, **given)


def _named(name: str) -> str:
    """An option with its value, an argument by its name alone."""
    return _VALUE.sub(lambda found: _VALUES[found[1]] if name.startswith("-") else "", name).rstrip()


def _said(text: str) -> str:
    """The explanation of an option, and what Typer adds to it in brackets."""
    text = _FRAME.get(text, text)
    extra = _EXTRA.search(text)
    if extra is None:
        return text
    said = "; ".join(_extra(each) for each in extra[1].split("; "))
    return f"{text[: extra.start()]}  [{said}]".lstrip()


def _extra(each: str) -> str:
    each = _DEFAULT.sub(r"mặc định: \1", each.replace("env var: ", "biến môi trường "))
    between = _RANGE.fullmatch(each)
    if between is not None:
        return f"từ {between[1]} đến {between[2]}".replace(".", ",")
    return "bắt buộc" if each == "required" else each
