"""The service as a process: who signed in stays so over a restart, who guessed still waits, and a program gets its token."""

import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.entry import commands
from tests.support.serving import ROOT, Served

PASSWORD = "mưa rào đêm qua"  # noqa: S105  # of this test


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings = {"DATA_DIR": str(tmp_path / "data"), "PORT": "0", "STATION__EMBEDDED": "false"}
    for name, value in settings.items():
        monkeypatch.setenv(f"LOALANG_{name}", value)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return tmp_path


@pytest.mark.slow
def test_a_restart_signs_nobody_out_and_forgives_nobody(place: Path) -> None:
    served = Served(place)
    with served.client(served.set_up()) as client:
        login = client.get("/me").raise_for_status().json()["login"]
        assert client.put("/me/password", json={"password": PASSWORD}).status_code == 204
    made = CliRunner().invoke(
        commands("token"),
        ["token", "add", "--label", "máy in", "--scope", "read", "--login", login, "--server", served.address],
        input=f"{PASSWORD}\n",
    )
    assert made.exit_code == 0, made.output
    token = made.output.split()[-1]
    with served.client() as browser:
        assert browser.post("/sign-ins", json={"login": login, "password": PASSWORD}).status_code == 201
        cookies = dict(browser.cookies)
    with served.client() as stranger:
        wrong = [{"login": login, "password": f"sai {number} lần rồi đấy"} for number in range(9)]
        codes = [stranger.post("/sign-ins", json=form).status_code for form in wrong]
    assert set(codes) == {401, 429}
    served.kill()
    with sqlite3.connect(place / "data" / "loalang.sqlite3", timeout=30) as database:
        database.execute("UPDATE attempts SET failures = 20")  # as an hour of guessing would: a restart outlasts the first waits
    database.close()
    served = Served(place)
    with served.client() as browser, served.client() as stranger, served.client(token) as program:
        assert stranger.post("/sign-ins", json={"login": login, "password": PASSWORD}).status_code == 429
        browser.cookies.update(cookies)
        assert browser.get("/me").json()["login"] == login
        assert [each["is_this"] for each in browser.get("/sign-ins").json()["items"]] == [True], "the program signed out again"
        assert browser.post("/sign-ins", json={"login": login, "password": PASSWORD}).status_code == 201
        assert program.get("/zones").status_code == 200
        assert program.post("/zones", json={"name": "thôn Đông", "level": "village"}).status_code == 403
    assert served.stop() == 0
