"""Before anything is installed: an old Python reads the scripts far enough, and they need nothing but its own library."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path("scripts")
STARTERS = ("run.py", "test.py", "lock.py", "make_wheelhouse.py")


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize("name", ["run.py", "test.py", "venvs.py", "terminal.py", "troubles.py"])
def test_standard_library_only(name: str) -> None:
    ours = {path.stem for path in SCRIPTS.glob("*.py")}
    assert _imports(SCRIPTS / name) <= sys.stdlib_module_names | ours


@pytest.mark.parametrize("name", [*STARTERS, "terminal.py"])
def test_an_old_python_reads_far_enough_to_be_told(name: str) -> None:
    ast.parse((SCRIPTS / name).read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("name", STARTERS)
def test_an_old_python_is_told_in_one_line(name: str) -> None:
    pretend = "import runpy, sys; sys.version_info = (3, 8, 10); runpy.run_path(sys.argv[1], run_name='__main__')"
    place = os.environ | {"PYTHONPATH": str(SCRIPTS), "PYTHONIOENCODING": "utf-8"}  # noqa: TID251  # passed on
    done = subprocess.run([sys.executable, "-c", pretend, str(SCRIPTS / name)], env=place, capture_output=True, check=False)
    (line,) = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (3, b"")
    assert line.startswith("Loa Làng cần Python 3.11 trở lên, ở đây là Python 3.8.10")


def test_a_real_old_python_is_told() -> None:
    found = [python for minor in range(6, 11) if (python := shutil.which(f"python3.{minor}")) is not None]
    done = [subprocess.run([python, "scripts/run.py"], capture_output=True, check=False) for python in found]
    told = [(run.returncode, len(run.stderr.splitlines())) for run in done if b"pyenv" not in run.stderr]  # switched off there
    if not told:
        pytest.skip("no Python older than 3.11 on this machine")
    assert set(told) == {(3, 1)}


def test_the_starter_of_windows_has_its_line_ends_and_passes_all_on() -> None:
    starter = Path("loalang.cmd").read_bytes()
    assert starter.count(b"\r\n") == starter.count(b"\n")
    assert starter.isascii()
    assert b'"%~dp0scripts\\run.py" %*' in starter
