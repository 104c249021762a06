"""Everything that the command line says of itself is Vietnamese: the help of each command, and what was wrong with a call."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from app.cli import usage
from app.cli.entry import commands
from app.cli.values import choice

_ENGLISH = re.compile(
    r"\b(?:usage|options?|arguments?|commands?|args|show|this|message|exit|default|required|env var|range|str|int|float|path)\b",
    re.IGNORECASE,
)
_OWN_NAMES = re.compile(r"--[a-z-]+|-[a-z]\b|LOALANG_\w+|https?://\S+|«?loalang [a-z -]+»?|`[^`]+`|\b\w+\.toml\b|out/|FREQ=…")


def _walk(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:  # noqa: ANN401  # of no public type
    yield path
    for name, each in getattr(command, "commands", {}).items():
        yield from _walk(each, (*path, name))


_TREE = commands()
_ROOT = typer.main.get_command(_TREE)
_COMMANDS = list(_walk(_ROOT))


@pytest.mark.parametrize("path", _COMMANDS, ids=" ".join)
def test_the_help_of_every_command_is_vietnamese(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert _ROOT.main([*path, "--help"], prog_name="loalang", standalone_mode=False) == 0  # built once: it is ten times as dear
    shown = capsys.readouterr().out
    assert shown.startswith("Cách dùng: ")
    lines = [re.sub(r"^  [a-z][a-z0-9-]+(?=  )", "", line) for line in shown.splitlines()[1:]]
    text = _OWN_NAMES.sub("", " ".join(lines))
    assert not _ENGLISH.findall(text), text
    assert not re.search(r"<[^>]+>|_parsing", text), text


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("slot edit", "thiếu MÃ"),
        ("slot add --title x", "thiếu --at"),
        ("slot edit a b", "thừa b"),
        ("slot ad", "không có lệnh ad; có phải add?"),
        ("serve --prt 1", "không có tùy chọn --prt; có phải --port?"),
        ("serve --port abc", "giá trị của --port không phải số nguyên"),
        ("backup --to", "tùy chọn --to cần một giá trị"),
        ("slot list --json=3", "tùy chọn --json không nhận giá trị"),
        ("emergency start --pin 1 --zone x --every 999", "giá trị của --every quá lớn (nhiều nhất 240)"),
        ("emergency start --pin 1 --zone x --hours xx", "giá trị của --hours không phải số"),
        ("slot add --title x --at 5:30 --late muộn", "--late: không hiểu «muộn»; viết «từ đầu», «từ một câu», «bỏ qua»"),
    ],
)
def test_a_wrong_call_is_told_in_vietnamese(call: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.TyperException) as caught:
        _TREE(call.split(), standalone_mode=False)
    usage.tell(caught.value)
    assert capsys.readouterr().err.splitlines()[0] == f"Lệnh chưa đúng: {said}"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Từ đầu", "from_start"), ("từ một câu", "join"), ("bỏ", "skip"), ("skip", "skip"), ("TỪ  ĐẦU", "from_start")],
)
def test_a_value_is_taken_by_its_word(typed: str, code: str) -> None:
    assert choice("late", "--late", said="Khi trễ").parser(typed) == code


@pytest.mark.parametrize("typed", ["từ", "", "muộn"])
def test_a_value_that_may_be_several_or_none_is_refused(typed: str) -> None:
    with pytest.raises(typer.BadParameter):
        choice("late", "--late", said="Khi trễ").parser(typed)
