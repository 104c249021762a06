"""The locks: hashed, without addresses, and complete for each machine and Python we name, by the markers of the target."""

import re
import tomllib
from pathlib import Path

import locked
import pytest
import venvs
from packaging.requirements import Requirement

LOCKS = [venvs.RUNTIME.lock, venvs.TEST.lock]
EVERY_TARGET = [
    pytest.param(target, python, id=f"{name}-{python}") for name, target in locked.TARGETS.items() for python in locked.PYTHONS
]


def _pins(lock: str, target: locked.Target, python: str) -> dict[str, str]:
    pins = {}
    for line in locked.lock_for(Path(lock), target, python).splitlines():
        name, _, version = line.partition(" ")[0].partition("==")
        assert name not in pins, f"{name} twice"
        pins[name] = version
    return pins


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_and_hashed_and_no_address_is_named(lock: str) -> None:
    text = Path(lock).read_text(encoding="utf-8")
    assert not re.search(r"://|^\s*-(?!-hash)", text, re.MULTILINE)
    for entry in text.replace("\\\n", " ").splitlines():
        assert entry.startswith(("#", "    #")) or re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize(("target", "python"), EVERY_TARGET)
def test_what_the_project_asks_for_is_locked_for_every_machine(lock: str, target: locked.Target, python: str) -> None:
    pins = _pins(lock, target, python)
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["dependencies"] + (project["dependency-groups"]["test"] if lock == venvs.TEST.lock else [])
    for requirement in map(Requirement, asked):
        if requirement.marker is None or requirement.marker.evaluate(target.answers(python)):
            assert requirement.specifier.contains(pins[requirement.name]), requirement
        else:
            assert requirement.name not in pins, requirement
    assert "tzdata" in pins


def test_the_markers_are_those_of_the_target() -> None:
    lock = venvs.RUNTIME.lock
    windows, linux, arm = (_pins(lock, locked.TARGETS[name], "3.13") for name in ("win-amd64", "linux-x86_64", "linux-aarch64"))
    assert windows.keys() - linux.keys() == {"colorama"}
    assert linux.keys() - arm.keys() == {"miniaudio"}
    assert "audioop-lts" in linux
    assert "audioop-lts" not in _pins(lock, locked.TARGETS["linux-x86_64"], "3.12")


def test_the_test_lock_runs_what_the_runtime_lock_runs() -> None:
    target = locked.TARGETS["linux-x86_64"]
    assert _pins(venvs.RUNTIME.lock, target, "3.11").items() <= _pins(venvs.TEST.lock, target, "3.11").items()
