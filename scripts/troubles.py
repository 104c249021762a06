"""Why an environment could not be made, in one line: what is wrong and what to do about it."""

import errno
import os
import re
import shutil
import sys
import sysconfig
from pathlib import Path
from typing import NoReturn

from terminal import say, stop

_TAIL = 12
_ALMOST_NOTHING = 20 * 1024 * 1024
_FULL = ("No space left on device", "Errno 28", "not enough space on the disk", "Disk quota exceeded")
_CLOSED = ("Read-only file system", "Permission denied", "Errno 13", "Operation not permitted", "Access is denied")
_OFFLINE = (
    "NewConnectionError",
    "Max retries exceeded",
    "Failed to establish",
    "NameResolution",
    "ConnectTimeout",
    "ReadTimeout",
)
_NOT_FOUND = re.compile(r"No matching distribution found for ([A-Za-z0-9._-]+)")
_MISMATCH = re.compile(r"DO NOT MATCH THE HASHES.*?^\s+([A-Za-z0-9._-]+)[=\s]", re.DOTALL | re.MULTILINE)


def no_venv() -> NoReturn:
    """Say what brings the missing part of Python."""
    if os.name == "nt":
        stop(
            "Bản Python này thiếu venv hoặc ensurepip: hãy cài bản đầy đủ của python.org.",
            "this Python lacks venv or ensurepip: install the full one",
        )
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    stop(
        f"Bản Python này thiếu venv hoặc ensurepip: hãy cài gói {package} (sudo apt install {package}).",
        f"this Python lacks venv or ensurepip: install the package {package}",
    )


def explain_fault(fault: OSError, root: Path) -> NoReturn:
    """Stop with the sentence for a fault of the file system."""
    if fault.errno in {errno.ENOSPC, errno.EDQUOT}:
        _full(root)
    if fault.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        _closed(root)
    stop(f"Không làm được: {fault}", "the file system refused")


def explain_output(output: str, root: Path, *, wheelhouse: Path | None = None, machine: str = "") -> NoReturn:
    """Stop with the sentence for what a failed step printed; a step never seen to fail so shows its last lines.

    wheelhouse: the folder it installed from, if it was one. machine: what it fetched for, if not for this one.
    """
    machine = machine or f"Python {sys.version_info.major}.{sys.version_info.minor}, {sysconfig.get_platform()}"
    if any(sign in output for sign in _FULL) or shutil.disk_usage(root).free < _ALMOST_NOTHING:
        _full(root)
    if mismatch := _MISMATCH.search(output):
        stop(
            f"Gói {mismatch[1]} khác với gói đã kiểm tra nên không cài: hãy thử qua mạng khác hoặc chép lại wheelhouse.",
            f"the hash of {mismatch[1]} does not match the lock",
        )
    if any(sign in output for sign in _CLOSED):
        _closed(root)
    missing = _NOT_FOUND.search(output)
    if missing and wheelhouse:
        stop(
            f"Thư mục wheelhouse thiếu gói {missing[1]} cho {machine}: hãy làm lại bằng scripts/make_wheelhouse.py.",
            f"the wheelhouse lacks {missing[1]} for this machine",
        )
    if any(sign in output for sign in _OFFLINE) or (missing and os.environ.get("PIP_NO_INDEX")):  # noqa: TID251  # pip's own
        stop(
            "Không có mạng và cũng không có thư mục wheelhouse: hãy nối mạng, hoặc chép wheelhouse vào cạnh thư mục scripts.",
            "no network and no wheelhouse folder",
        )
    if missing:
        stop(f"Không có gói {missing[1]} cho {machine}.", f"there is no {missing[1]} for this Python and machine")
    for line in output.strip().splitlines()[-_TAIL:]:
        say(line)
    stop("Cài đặt không thành công, xem các dòng trên.", "the installation failed, see above")


def _full(root: Path) -> NoReturn:
    stop(f"Ổ đĩa của {root} (hoặc của thư mục tạm) đã đầy: hãy giải phóng ít nhất 1 GB rồi chạy lại.", "the disk is full")


def _closed(root: Path) -> NoReturn:
    hint = " Nếu Loa Làng đang chạy, hãy tắt trước." if os.name == "nt" else ""
    stop(f"Không ghi được vào thư mục {root}: hãy chép Loa Làng sang chỗ ghi được.{hint}", "this folder is read-only")
