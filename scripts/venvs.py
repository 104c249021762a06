"""The project's virtual environments: made whole from a hashed lock, or not at all.

Standard library only: this runs before anything is installed. A stamp, written last, names the lock, the Python and the place
an environment was made for; an environment without the right stamp is made anew.
"""

import contextlib
import hashlib
import os
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO, NoReturn

from terminal import say
from troubles import explain_fault, explain_output, no_venv

ROOT = Path(__file__).resolve().parents[1]
WHEELHOUSE = ROOT / "wheelhouse"
_STAMP = "loalang.stamp"
# Where packages come from is the user's (index, links, proxy, certificates); what is installed and where to is ours.
_OURS = """
    TARGET USER PREFIX ROOT PYTHON REQUIREMENT CONSTRAINT EDITABLE DRY_RUN NO_BINARY ONLY_BINARY REPORT SRC LOG
""".split()  # noqa: SIM905  # one word a name reads better


@dataclass(frozen=True)
class Environment:
    """One environment: its folder and its lock, by name below the project.

    compiled: whether all of it is compiled as it is installed, so that no start waits for that. A tenth of it is ever loaded.
    """

    folder: str
    lock: str
    compiled: bool


RUNTIME = Environment(".venv", "requirements.txt", compiled=True)
TEST = Environment(".venv-test", "requirements-test.txt", compiled=False)


def ensure(environment: Environment) -> Path:
    """The folder of a ready environment; made anew when its lock, Python or place changed, or when it is not whole."""
    folder = ROOT / environment.folder
    try:
        wanted = _stamp(ROOT / environment.lock)
        if _is_ready(folder, wanted):
            return folder
        with _alone(ROOT / f"{environment.folder}.lock"):
            if not _is_ready(folder, wanted):
                _make(folder, ROOT / environment.lock, compiled=environment.compiled)
                _write_stamp(folder, wanted)
    except OSError as fault:
        explain_fault(fault, ROOT)
    except KeyboardInterrupt:
        say("Đã dừng theo yêu cầu; lần chạy sau sẽ chuẩn bị lại. / Stopped.")
        sys.exit(130)
    return folder


def program(folder: Path, name: str) -> Path:
    """A program of an environment."""
    return folder / "Scripts" / f"{name}.exe" if os.name == "nt" else folder / "bin" / name


def hand_over(command: Path, arguments: Sequence[str]) -> NoReturn:
    """Become `command`, or where a process cannot (Windows) run it and leave with its exit code."""
    if os.name != "nt":
        os.execv(command, [str(command), *arguments])  # noqa: S606  # no shell is the point
    sys.exit(run_to_the_end([str(command), *arguments]))


def run_to_the_end(command: Sequence[str]) -> int:
    """Run a command and wait; Ctrl+C reaches it as well, and it is the one to decide what that means."""
    with subprocess.Popen(command) as child:
        while True:
            with contextlib.suppress(KeyboardInterrupt):
                return child.wait()


def _stamp(lock: Path) -> bytes:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    made_for = f"{digest} {version} {sys.implementation.cache_tag} {sysconfig.get_platform()}\n"
    return made_for.encode() + os.fsencode(ROOT)


def _is_ready(folder: Path, wanted: bytes) -> bool:
    try:
        present = (folder / _STAMP).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return present == wanted and program(folder, "python").exists() and program(folder, "loalang").exists()


def _write_stamp(folder: Path, text: bytes) -> None:
    """Say that the environment is whole, after everything else has reached the disk."""
    if hasattr(os, "sync"):
        os.sync()
    with (folder / _STAMP).open("wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one start at a time make the environment; the lock ends with the process, however it ends."""
    with path.open("a+b") as file:
        if not _try_lock(file):
            say("Một lần chạy khác đang chuẩn bị, xin chờ… / Another start is preparing, waiting…")
            while not _try_lock(file, wait=True):
                pass
        yield


def _try_lock(file: BinaryIO, *, wait: bool = False) -> bool:
    """Take the lock. Waiting may give up after a while on Windows, whose system knows no longer wait."""
    if os.name == "nt":
        import msvcrt  # noqa: PLC0415  # there is none elsewhere

        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # Windows only
        except OSError:
            return False
        return True
    import fcntl  # noqa: PLC0415  # there is none on Windows

    try:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _make(folder: Path, lock: Path, *, compiled: bool) -> None:
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        no_venv()
    say(f"Đang chuẩn bị {folder.name}, lần đầu mất vài phút… / Preparing {folder.name}, the first time takes minutes…")
    base = getattr(sys, "_base_executable", sys.executable)  # from inside an environment: the Python it was made by
    _call([base, "-m", "venv", "--clear", str(folder)])
    pip = [str(program(folder, "python")), "-I", "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    pip += [] if compiled else ["--no-compile"]
    source = ["--no-index", "--find-links", str(WHEELHOUSE)] if WHEELHOUSE.is_dir() else []
    _call([*pip, "--no-deps", "--require-hashes", "--only-binary", ":all:", *source, "--requirement", str(lock)])
    _call([*pip, "--no-deps", "--no-index", "--no-build-isolation", "--editable", str(ROOT)])


def _call(command: list[str]) -> None:
    """Run one step; what it prints is shown only when it fails."""
    ours = {f"PIP_{name}" for name in _OURS}
    environment = {name: value for name, value in os.environ.items() if name.upper() not in ours}  # noqa: TID251  # passed on
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        explain_output(done.stdout + done.stderr, ROOT, wheelhouse=WHEELHOUSE if WHEELHOUSE.is_dir() else None)
