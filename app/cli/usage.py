"""A command called in a wrong way is told so in Vietnamese; Typer's own sentences are English and cannot be translated."""

import sys
from typing import Any

import typer

from app.words import fault


def tell(error: typer.TyperException) -> None:
    """Say on stderr what was wrong with the call, and where the right way stands."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":  # not an error to the person: the help, in our words
        print(error.format_message(), file=sys.stderr)
        return
    print(f"Lệnh chưa đúng: {_what(error)}", file=sys.stderr)
    if context is not None:
        print(f"Xem cách dùng: {context.command_path} --help", file=sys.stderr)


def _what(error: typer.TyperException) -> str:
    """Known by the names of Typer's errors: the classes themselves are private to it."""
    of: Any = error
    match type(error).__name__:
        case "MissingParameter":
            return f"thiếu {_name(of)}"
        case "NoSuchOption":
            near = f"; có phải {' hoặc '.join(sorted(of.possibilities))}?" if of.possibilities else ""
            return f"không có tùy chọn {of.option_name}{near}"
        case "BadOptionUsage":
            needs = "cần một giá trị" if "requires" in error.message else "không nhận giá trị"
            return f"tùy chọn {of.option_name} {needs}"
        case "BadParameter" if of.param is not None and not of.param_hint:
            return f"giá trị của {_name(of)} {_fault(of)}"
        case "BadParameter":
            return f"{of.param_hint}: {error.message}" if of.param_hint else error.message
        case _:
            return _usage(error.message)


def _name(error: Any) -> str:  # noqa: ANN401  # an error of the click that typer carries within, of no public type
    hint = error.param_hint or (error.param.get_error_hint() if error.param is not None else "một giá trị")
    return (hint if isinstance(hint, str) else " / ".join(hint)).replace("'", "")


def _fault(error: Any) -> str:  # noqa: ANN401  # as above
    """What Typer's checks found: those of a value are Pydantic's, told by their code; those of a path have none."""
    from pydantic import ValidationError  # after such a fault it is loaded; most commands need none of it

    cause = error.__cause__
    if isinstance(cause, ValidationError):
        found = cause.errors()[0]
        return fault(found["type"], found.get("ctx"))
    return "không dùng được"


def _usage(message: str) -> str:
    known = {"Missing command.": "thiếu tên lệnh", "No such command ": "không có lệnh ", "Got unexpected extra": "thừa "}
    message, _, near = message.partition(" Did you mean ")
    for begin, said in known.items():
        if message.startswith(begin):
            rest = message.removeprefix(begin).removesuffix(".").replace("'", "")
            named = rest.partition("(")[2].partition("(")[2].rstrip(")") if "extra" in begin else rest
            return said + named + (f"; có phải {near.rstrip('?').replace(chr(39), '').replace(', ', ' hoặc ')}?" if near else "")
    return message
