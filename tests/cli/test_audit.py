"""`loalang audit erase-name`: asked in Vietnamese, done only when it is agreed to, and the chain holds."""

import io
from pathlib import Path

import pytest
import typer

from app.accounts import LastAdminError
from app.cli.entry import commands
from app.clock import SystemClock
from app.db import Sessions, make_engine
from app.db.migrations import migrate
from app.zones import found_commune


@pytest.fixture
def _founded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOALANG_DATA_DIR", str(tmp_path))
    engine = make_engine(f"sqlite:///{tmp_path / 'loalang.sqlite3'}")
    migrate(engine)
    sessions = Sessions(engine)
    with sessions.begin() as session:
        found_commune(session, SystemClock(), name="xã Liên An", admin="Nguyễn Thu", approver="Trần Minh Khôi")
    sessions.close()


def _said(capsys: pytest.CaptureFixture[str], *call: str) -> str:
    commands("audit")(["audit", *call], standalone_mode=False)
    return capsys.readouterr().out


@pytest.mark.usefixtures("_founded")
def test_a_name_is_erased_only_when_it_is_agreed_to(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("không\n"))
    with pytest.raises(typer.Abort):
        _said(capsys, "erase-name", "Trần Minh Khôi")
    assert "[có/không]" in capsys.readouterr().out
    assert "Trần Minh Khôi" in _said(capsys, "list")
    monkeypatch.setattr("sys.stdin", io.StringIO("có\n"))
    assert "Đã xóa tên" in _said(capsys, "erase-name", "Trần Minh Khôi")
    assert "Trần Minh Khôi" not in _said(capsys, "list")
    assert "còn nguyên vẹn" in _said(capsys, "verify")


@pytest.mark.usefixtures("_founded")
def test_the_name_of_the_last_administrator_stays(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(LastAdminError):
        _said(capsys, "erase-name", "Nguyễn Thu", "--yes")
    assert "Nguyễn Thu" in _said(capsys, "list")
