"""What a command asks is asked and answered in Vietnamese."""

import io

import pytest
import typer

from app.cli.asking import agrees


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("có\n", True), ("CO\n", True), ("c\n", True), ("y\n", True), ("không\n", False), ("\n", False), ("được\nKhông\n", False)],
)
def test_a_question_is_answered_in_vietnamese(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, *, meant: bool
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert agrees("Bỏ khu vực?") is meant
    said = capsys.readouterr().out
    assert "Bỏ khu vực? [có/không]" in said
    assert ("Không hiểu «được»" in said) is ("được" in typed)


def test_nothing_more_to_read_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(typer.Abort):
        agrees("Bỏ khu vực?")
