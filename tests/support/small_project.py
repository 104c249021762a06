"""A project as small as can be, with the real scripts: what they do on a machine is seen in seconds and without a network."""

import base64
import csv
import hashlib
import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
BARE_PYTHON: str = getattr(sys, "_base_executable", sys.executable)
_SCRIPTS = ("terminal.py", "troubles.py", "venvs.py", "run.py")
_PYPROJECT = """
[build-system]
requires = ["flit-core>=3.12,<5"]
build-backend = "flit_core.buildapi"
[project]
name = "loalang"
version = "1"
description = "small"
[project.scripts]
loalang = "app:main"
[tool.flit.module]
name = "app"
"""
_APP = """
import json, sys
def main():
    import little
    print(json.dumps({"arguments": sys.argv[1:], "little": little.VERSION}))
    sys.exit(len(sys.argv) - 1)
"""


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class SmallProject:
    """A copy of the scripts over a program that prints its arguments and leaves with their number."""

    root: Path

    @property
    def wheelhouse(self) -> Path:
        """The folder of its packages."""
        return self.root / "wheelhouse"

    @property
    def program(self) -> Path:
        """The command that an install leaves."""
        return self.root / ".venv" / "bin" / "loalang"

    def command(self, *arguments: str) -> list[str]:
        """How a person starts it."""
        return [BARE_PYTHON, str(self.root / "scripts" / "run.py"), *arguments]

    def run(self, *arguments: str, before: Sequence[str] = (), extra: Mapping[str, str] | None = None) -> Ran:
        """Start it and wait; `before` is put before the command, `extra` into its environment."""
        done = subprocess.run(
            [*before, *self.command(*arguments)], env=environment(extra), capture_output=True, check=False, timeout=120
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace"))

    def put_wheel(self, version: str) -> Path:
        """Put a version of its one package into the wheelhouse and the lock."""
        wheel = _wheel(self.wheelhouse, "little", version, {"little.py": f"VERSION = {version!r}\n"})
        self.lock(wheel)
        return wheel

    def lock(self, wheel: Path) -> None:
        """Lock flit-core and `wheel` by their hashes."""
        lines = []
        for file in (_flit_core(self.wheelhouse), wheel):
            name, version = file.name.split("-")[:2]
            lines.append(f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n")
        (self.root / "requirements.txt").write_text("".join(lines), encoding="utf-8")


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """An environment without what this machine sets for pip and Python."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}  # noqa: TID251  # passed on
    return bare | {"PIP_CONFIG_FILE": os.devnull} | dict(extra or {})


def make_small_project(root: Path) -> SmallProject:
    """A new one at `root`, never installed."""
    (root / "scripts").mkdir(parents=True)
    for name in _SCRIPTS:
        shutil.copy(PROJECT / "scripts" / name, root / "scripts")
    (root / "app").mkdir()
    (root / "app" / "__init__.py").write_text(_APP, encoding="utf-8")
    (root / "pyproject.toml").write_text(_PYPROJECT, encoding="utf-8")
    (root / "wheelhouse").mkdir()
    project = SmallProject(root)
    project.put_wheel("1.0")
    return project


def _flit_core(folder: Path) -> Path:
    """The installed flit-core, packed as the wheel it came from."""
    dist = distribution("flit-core")
    path = folder / f"flit_core-{dist.version}-py3-none-any.whl"
    if not path.exists():
        with zipfile.ZipFile(path, "w") as wheel:
            for file in dist.files or []:
                if (
                    ".." not in file.parts
                    and file.suffix != ".pyc"
                    and file.name not in {"INSTALLER", "REQUESTED", "direct_url.json"}
                ):
                    wheel.writestr(file.as_posix(), file.read_binary())
    return path


def _wheel(folder: Path, name: str, version: str, files: dict[str, str]) -> Path:
    """A pure wheel as the standard has it."""
    info = f"{name}-{version}.dist-info"
    contents = files | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = io.StringIO()
    rows = csv.writer(record, lineterminator="\n")
    for path, text in contents.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        rows.writerow([path, f"sha256={digest}", len(text.encode())])
    rows.writerow([f"{info}/RECORD", "", ""])
    target = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(target, "w") as wheel:
        for path, text in contents.items():
            wheel.writestr(path, text)
        wheel.writestr(f"{info}/RECORD", record.getvalue())
    return target


def cpu_s_of(command: Sequence[str], env: Mapping[str, str] | None = None) -> float:
    """Seconds of processor a command takes, the least of three times: what others do on the machine costs it none."""
    import resource  # noqa: PLC0415  # not on Windows

    taken = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, env=env, capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(taken)
