"""A true first start of the whole project, the same by the steps of the container, and a wheelhouse for Windows.

A second tool, uv, installs from that.

Windows itself does not run here: what is proven is that every package of the lock has a wheel there, with the locked bytes.
"""

import os
import re
import shutil
import subprocess
import sys
from email.parser import HeaderParser
from importlib.metadata import Distribution, distributions
from pathlib import Path

import locked
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from uv import find_uv_bin

from tests.scripts.test_container import STAGES
from tests.support.small_project import BARE_PYTHON, PROJECT, cpu_s_of

pytestmark = [pytest.mark.slow(50), pytest.mark.timeout(900)]

UNPACKED = ("app", "scripts", "alembic", "audio_templates", "pyproject.toml", "README.md", "LICENSE", "requirements.txt")


def _script(root: Path, name: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [BARE_PYTHON, str(root / "scripts" / name), *arguments]
    environment = os.environ | {"PIP_NO_COMPILE": "1"}  # noqa: TID251  # passed on; a tenth is imported, and compiled then
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, encoding="utf-8")
    if "no network and no wheelhouse" in done.stderr:
        pytest.skip("the package registry cannot be reached")
    return done


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as a user has it, started once."""
    root = tmp_path_factory.mktemp("Loa Làng")
    for name in UNPACKED:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root)
    done = _script(root, "run.py", "--help")
    assert done.returncode == 0, done.stderr
    assert "doctor" in done.stdout
    return root


@pytest.mark.skipif(os.name == "nt", reason="compares with the command of POSIX")
def test_second_start_of_the_whole_project_adds_less_than_half_a_second(unpacked: Path) -> None:
    ours = cpu_s_of([BARE_PYTHON, str(unpacked / "scripts" / "run.py"), "--help"])
    assert ours - cpu_s_of([str(unpacked / ".venv" / "bin" / "loalang"), "--help"]) < 0.5


@pytest.mark.skipif(os.name == "nt", reason="the container is a POSIX system")
def test_the_steps_of_the_container_work_in_a_clean_folder(unpacked: Path, tmp_path: Path) -> None:
    """Each COPY and RUN of the first stage, as the build would do them, but that what the lock names lies on the path already."""
    [packages] = (unpacked / ".venv" / "lib").glob("python*/site-packages")
    environment = os.environ | {"PYTHONPATH": str(packages)}  # noqa: TID251  # passed on
    for step, rest in re.findall(r"^(COPY|RUN) (.+)$", STAGES[0], re.MULTILINE):
        if step == "RUN":
            command = ["/bin/sh", "-c", rest.replace("python -m venv", f"{sys.executable} -m venv")]
            done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr[-2000:]
            continue
        for source in rest.split()[:-1]:
            if (PROJECT / source).is_dir():
                shutil.copytree(PROJECT / source, tmp_path / source, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(PROJECT / source, tmp_path / source)
    command = [tmp_path / ".venv" / "bin" / "loalang", "--help"]
    assert "serve" in subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_wheelhouse_for_windows_is_complete(unpacked: Path, tmp_path: Path) -> None:
    made = _script(unpacked, "make_wheelhouse.py", "win-amd64")
    assert made.returncode == 0, made.stderr
    target = locked.TARGETS["win-amd64"]
    for python in locked.PYTHONS:
        place = tmp_path / python
        command = [
            find_uv_bin(),
            "pip",
            "install",
            "--quiet",
            "--no-config",
            "--cache-dir",
            str(tmp_path / "cache"),
            "--offline",
            "--no-index",
            "--no-deps",
        ]
        command += ["--python-platform", "x86_64-pc-windows-msvc", "--python-version", python, "--require-hashes"]
        command += ["--only-binary", ":all:", "--find-links", str(unpacked / "wheelhouse"), "--target", str(place)]
        done = subprocess.run([*command, "-r", str(unpacked / "requirements.txt")], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        _assert_nothing_is_missing(list(distributions(path=[str(place)])), target.answers(python))
        shutil.rmtree(place)


def _assert_nothing_is_missing(installed: list[Distribution], answers: dict[str, str]) -> None:
    """Each package finds what it requires there, by its own words, in a version that it takes."""
    versions = {canonicalize_name(dist.metadata["Name"]): dist.version for dist in installed}
    assert "colorama" in versions
    for dist in installed:
        metadata = HeaderParser().parsestr(dist.read_text("METADATA") or "")
        for requirement in map(Requirement, metadata.get_all("Requires-Dist", [])):
            if requirement.marker is None or requirement.marker.evaluate(answers | {"extra": ""}):
                assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)], prereleases=True), (
                    requirement
                )
