"""The only gate: format, lint, types, import rules, then the suite. Other arguments go to pytest.

The suite runs on all cores (`-n 0`: in one process, for a debugger), with its files in memory where there is room for them.
`--fast` leaves out the slow and PostgreSQL tests; `--fix` lets the tools repair what they can first.
`--explore [SECONDS]` is no gate: it takes fresh seeds, of the properties, of the machine at all doors and of the model,
and prints what fails so that it can be tried again;
`--explore --seed SEED` tries one walk of the model again, and shortens it.
`--calls` is none either: it calls everything that the API describes, as everybody, with fresh seeds and also over HTTP.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import terminal

terminal.require_python()

import venvs

CALLED = ["tests/abuse/test_calls.py", "tests/abuse/over_http.py", "--hypothesis-profile=explore", "-q"]
EXPLORED = ["-m", "hypothesis and not postgres", "--hypothesis-profile=explore", "-q"]
ALL_CORES = ["-n", "auto", "--dist", "worksteal"]
TWO_MORE = ["-n", str((os.cpu_count() or 1) + 2), "--dist", "worksteal"]
"""One of them waits for clocks all along, and what is slow waits for kills and sounds a quarter of its time: others compute."""
FAST = ["-m", "not slow and not postgres"]
MEMORY = Path("/dev/shm")  # noqa: S108  # each test makes a folder of its own below
ROOM = 6_000_000_000
"""Bytes: the environments that tests of the installation make, and all else at once."""


def main() -> None:
    """Run every check, stop at the first that fails."""
    arguments = sys.argv[1:]
    fast, fix, explore = ("--fast" in arguments, "--fix" in arguments, "--explore" in arguments)
    rest = [argument for argument in arguments if argument not in {"--fast", "--fix", "--explore"}]
    folder = venvs.ensure(venvs.TEST)
    os.chdir(venvs.ROOT)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # noqa: TID251  # hundreds of processes would compile the product anew
    if _has_room(MEMORY):
        os.environ.setdefault("TMPDIR", str(MEMORY))  # noqa: TID251  # for all that is started from here

    def run(name: str, *given: str) -> None:
        terminal.say("· " + " ".join((name, *given)))
        code = venvs.run_to_the_end([str(venvs.program(folder, name)), *given])
        if code:
            sys.exit(code)

    if explore:
        run("python", "-m", "tests.model.explore", *rest)
        if "--seed" not in rest:
            run("python", "-m", "tests.flows.test_no_door")
            run("python", "-m", "pytest", *EXPLORED, f"--session-timeout={rest[0] if rest else 600}")
        return
    if "--calls" in rest:
        run("python", "-m", "pytest", *CALLED)
        return
    if fix:
        run("ruff", "check", "--fix", "--quiet", ".")
        run("ruff", "format", "--quiet", ".")
    run("ruff", "format", "--check", "--quiet", ".")
    run("ruff", "check", "--quiet", ".")
    with _loaded_once(venvs.program(folder, "python")):
        run("mypy", "--num-workers", "auto")
    run("lint-imports", "--no-cache")
    run("python", "-m", "pytest", *([*ALL_CORES, *FAST] if fast else TWO_MORE), *rest)


@contextlib.contextmanager
def _loaded_once(python: Path) -> Iterator[None]:
    """In a fresh checkout, let one process compile what all are about to load, beside what is done meanwhile."""
    if (venvs.ROOT / "tests" / "__pycache__").exists():
        yield
        return
    command = [str(python), "-m", "pytest", "--collect-only", "-qq"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        yield


def _has_room(folder: Path) -> bool:
    """Whether a folder is a file system in memory that runs programs and takes what the tests make.

    Each test waits for its disk some ten times, and a killed process leaves the same behind in either. No test cuts the power.
    """
    if sys.platform != "linux" or not folder.is_mount():
        return False
    return not os.statvfs(folder).f_flag & os.ST_NOEXEC and shutil.disk_usage(folder).free >= ROOM


if __name__ == "__main__":
    main()
