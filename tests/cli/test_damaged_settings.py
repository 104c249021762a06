"""A file of settings that cannot be read is refused, with the file, the place and what to do."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.settings import Settings
from tests.support.serving import ROOT

pytestmark = pytest.mark.slow(2)


@pytest.mark.parametrize("damage", [b"garbage [[", b"\xff\xfe", b'port = "abc"', b"x = 1", b"[[station]]"])
def test_settings_name_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (tmp_path / "loalang.toml").write_bytes(damage)
    command = [sys.executable, "-m", "app", "doctor"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Cài đặt chưa đúng:"), done.stderr


def test_a_variable_that_is_none_is_named_with_the_nearest_that_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOALANG_DATA", "/x")
    monkeypatch.setenv("LOALANG_VOICE_ACCENT", "south")
    monkeypatch.setenv("LOALANG_TLS__PORTS", "1")
    monkeypatch.setenv("LOALANG_QXZ", "1")
    command = [sys.executable, "-m", "app", "doctor"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    said = dict(line.strip().split(": ", 1) for line in done.stderr.splitlines()[1:])
    assert done.returncode == 1
    assert "LOALANG_DATA_DIR?" in said["LOALANG_DATA"]
    assert "LOALANG_VOICE__ACCENT?" in said["LOALANG_VOICE_ACCENT"]
    assert "không có biến này" in said["LOALANG_QXZ"]
    assert "tls.ports" in said


def test_what_commands_and_compose_ask_the_environment_for_is_no_misspelt_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    named = re.compile('envvar="(LOALANG_[A-Z_]+)"')
    asked = {name for file in (ROOT / "app" / "cli").glob("*.py") for name in named.findall(file.read_text("utf-8"))}
    asked |= set(re.findall(r"LOALANG_[A-Z_]+", (ROOT / "compose.yaml").read_text("utf-8")))
    assert {"LOALANG_TOKEN", "LOALANG_DB_PASSWORD"} <= asked
    for name in asked - {"LOALANG_DATABASE_URL"}:
        monkeypatch.setenv(name, "x")
    assert Settings.load().port
