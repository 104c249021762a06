"""The project's virtual environments: made whole from a hashed lock, or not at all.

Standard library only: this runs before anything is installed. A stamp, written last, names the lock, the Python and the place
an environment was made for; an environment without the right stamp is made anew. Messages go to stderr, Vietnamese first.
"""

import contextlib
import errno
import hashlib
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
WHEELHOUSE = ROOT / "wheelhouse"
_STAMP = "loalang.stamp"
_TAIL = 12


@dataclass(frozen=True)
class Environment:
    """One environment: its folder and its lock, by name below the project."""

    folder: str
    lock: str


RUNTIME = Environment(".venv", "requirements.txt")
TEST = Environment(".venv-test", "requirements-test.txt")


def say(message: str) -> None:
    """One line on stderr, also on a console that cannot show Vietnamese."""
    encoding = sys.stderr.encoding or "ascii"
    print(message.encode(encoding, "replace").decode(encoding), file=sys.stderr, flush=True)


def stop(vietnamese: str, english: str) -> NoReturn:
    """Give up with one line, Vietnamese first."""
    say(f"{vietnamese} / {english}")
    sys.exit(3)


def ensure(environment: Environment) -> Path:
    """The folder of a ready environment; made or made anew when its lock, Python or place changed."""
    folder = ROOT / environment.folder
    wanted = _stamp(ROOT / environment.lock)
    if _present(folder) == wanted:
        return folder
    try:
        with _alone(ROOT / f"{environment.folder}.lock"):
            if _present(folder) != wanted:
                _make(folder, ROOT / environment.lock)
                _write_stamp(folder, wanted)
    except OSError as exc:
        _explain(str(exc), exc.errno)
    return folder


def program(folder: Path, name: str) -> Path:
    """A program of an environment."""
    return folder / "Scripts" / f"{name}.exe" if os.name == "nt" else folder / "bin" / name


def hand_over(command: Path, arguments: Sequence[str]) -> NoReturn:
    """Become `command` (Windows: run it and pass on its exit code)."""
    if os.name != "nt":
        os.execv(command, [str(command), *arguments])  # noqa: S606  # no shell is the point
    try:
        sys.exit(subprocess.call([str(command), *arguments]))
    except KeyboardInterrupt:
        sys.exit(130)


def _stamp(lock: Path) -> str:
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    return f"{digest} {sys.version_info.major}.{sys.version_info.minor} {sysconfig.get_platform()} {ROOT}"


def _present(folder: Path) -> str | None:
    try:
        return (folder / _STAMP).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _write_stamp(folder: Path, text: str) -> None:
    with (folder / _STAMP).open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one start at a time make the environment; the lock ends with the process, however it ends."""
    with path.open("a+b") as file:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415  # there is none elsewhere

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]  # Windows only
        else:
            import fcntl  # noqa: PLC0415  # there is none on Windows

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _make(folder: Path, lock: Path) -> None:
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        stop(f"Thiếu mô-đun venv của Python: hãy cài gói {package} (apt install {package}).", f"install {package}")
    say("Đang chuẩn bị Loa Làng, lần đầu mất vài phút… / Preparing, the first time takes a few minutes…")
    _call([sys.executable, "-m", "venv", "--clear", str(folder)])
    python = program(folder, "python")
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet", "--no-deps"]
    source = ["--no-index", "--find-links", str(WHEELHOUSE)] if WHEELHOUSE.is_dir() else []
    _call([*pip, "--require-hashes", "--only-binary", ":all:", *source, "-r", str(lock)])
    _call([*pip, "--no-index", "--no-build-isolation", "--editable", str(ROOT)])


def _call(command: list[str]) -> None:
    """Run one step; what it prints is shown only when it fails."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        _explain(done.stdout + done.stderr, None)


def _explain(output: str, number: int | None) -> NoReturn:
    """Turn a failure into one line: what is wrong and what to do."""
    if number == errno.ENOSPC or "No space left" in output or "Errno 28" in output:
        stop("Ổ đĩa đã đầy: hãy giải phóng ít nhất 1 GB rồi chạy lại.", "the disk is full")
    if number in {errno.EROFS, errno.EACCES, errno.EPERM} or "Read-only file system" in output or "Permission denied" in output:
        stop(f"Không ghi được vào thư mục {ROOT}: hãy chép Loa Làng sang chỗ ghi được.", "this folder is read-only")
    if "DO NOT MATCH THE HASHES" in output:
        stop("Gói tải về khác với gói đã kiểm tra, không cài: hãy thử lại qua mạng khác.", "a package's hash does not match")
    if any(
        sign in output for sign in ("No matching distribution", "NewConnectionError", "Max retries", "Could not find a version")
    ):
        if WHEELHOUSE.is_dir():
            stop(
                "Thư mục wheelhouse thiếu gói cho máy này: hãy làm lại bằng make_wheelhouse.py.", "the wheelhouse lacks a package"
            )
        stop("Không có mạng và không có thư mục wheelhouse để cài.", "no network and no wheelhouse folder")
    for line in output.strip().splitlines()[-_TAIL:]:
        say(line)
    stop("Cài đặt không thành công, xem các dòng trên.", "the installation failed, see above")
