"""`loalang user`: at the machine itself, over its own database, somebody is let in, let in again, and gone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.accounts import LastAdminError, everybody, invited
from app.bulletins import keep_unsaved, unsaved_text
from app.cli.entry import commands
from app.clock import SystemClock
from app.db import Sessions, make_engine
from app.db.migrations import migrate
from app.errors import NotFoundError
from app.zones import Founding, found_commune


@pytest.fixture
def founded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Founding:
    monkeypatch.setenv("LOALANG_DATA_DIR", str(tmp_path))
    engine = make_engine(f"sqlite:///{tmp_path / 'loalang.sqlite3'}")
    migrate(engine)
    sessions = Sessions(engine)
    with sessions.begin() as session:
        founding = found_commune(session, SystemClock(), name="xã Liên An", admin="Nguyễn Thu")
    sessions.close()
    return founding


def _said(capsys: pytest.CaptureFixture[str], *call: str) -> str:
    commands("user")(["user", *call], standalone_mode=False)
    return capsys.readouterr().out


def test_somebody_is_let_in_again_and_gone(founded: Founding, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = json.loads(_said(capsys, "add", "Lê Thị Hai", "--role", "người soạn", "--role", "quản trị viên", "--alarm", "--json"))
    assert "Mã mời: " in _said(capsys, "reset", "Lê Thị Hai")
    again = json.loads(_said(capsys, "reset", made["id"], "--json"))
    shown = _said(capsys, "list")
    assert "Người soạn, Quản trị viên" in " ".join(shown.split())
    sessions = Sessions(make_engine(f"sqlite:///{tmp_path / 'loalang.sqlite3'}"))
    with sessions.begin() as session:
        actor = invited(session, SystemClock(), again["code"]).actor
        assert actor.may_alarm
        keep_unsaved(session, SystemClock(), actor, None, {"script": ["Kính mời"]})
    _said(capsys, "leave", "Lê Thị Hai")
    with sessions.read() as session:
        _, hai = everybody(session, founded.commune_id)
        assert hai.left_at is not None
        assert unsaved_text(session, actor, None) is None
    sessions.close()
    listed = {each["name"]: each for each in json.loads(_said(capsys, "list", "--json"))}
    assert listed["Lê Thị Hai"]["roles"] == ["editor", "admin"]
    assert listed["Lê Thị Hai"]["left_at"] is not None


def test_a_process_that_does_nothing_else_lets_somebody_in_again(founded: Founding) -> None:
    call = [sys.executable, "-m", "app", "user", "reset", str(founded.admin_id), "--json"]
    said = subprocess.run(call, capture_output=True, check=False, encoding="utf-8", timeout=120)
    assert said.returncode == 0, said.stderr
    assert json.loads(said.stdout)["code"]


def test_the_last_administrator_stays_at_the_machine_too(founded: Founding, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(LastAdminError):
        _said(capsys, "leave", str(founded.admin_id))
    with pytest.raises(NotFoundError):
        _said(capsys, "reset", "Ai Đó")
    with pytest.raises(NotFoundError):
        _said(capsys, "add", "Ai Đó", "--role", "người xem", "--commune", "xã Khác")
