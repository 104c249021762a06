"""A file of settings that cannot be read is refused, with the file, the place and what to do."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.serving import ROOT


@pytest.mark.parametrize("damage", [b"garbage [[", b"\xff\xfe", b'port = "abc"', b"x = 1", b"[[station]]"])
def test_settings_name_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (tmp_path / "loalang.toml").write_bytes(damage)
    command = [sys.executable, "-m", "app", "status"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr, done.stderr
