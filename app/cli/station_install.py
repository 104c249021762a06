"""`loalang station install` and `uninstall`: run by itself from the moment the machine is on."""

import getpass
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from app.privacy import share

_UNITS = Path("/etc/systemd/system")
_TASK = "LoaLang\\Station"


def install(
    user: Annotated[str | None, typer.Option("--user", help="Tài khoản chạy máy phát; bỏ trống: chủ thư mục dữ liệu.")] = None,
    to: Annotated[Path | None, typer.Option("--to", metavar="TỆP", help="Chỉ ghi tệp cài đặt ra đây, không cài.")] = None,
    *,
    windows: Annotated[bool, typer.Option("--windows/--linux", help="Loại tệp khi dùng --to.")] = os.name == "nt",
) -> None:
    """Cài để máy phát tự chạy khi bật máy, không cần đăng nhập, và tự chạy lại khi dừng."""
    from app.settings import Settings
    from app.station import NAME, systemd_unit, windows_task
    from app.wire.enrolment import kept

    data = Settings.load().data.absolute()
    if kept(data / "station") is None:
        raise typer.BadParameter("máy này chưa ghép với máy chủ; chạy «loalang station enrol» trước")
    owner = user or (getpass.getuser() if os.name == "nt" else data.owner())
    command = [sys.executable, "-m", "app", "station", "--data", str(data)]
    if windows:
        content = windows_task(command, folder=Path.cwd(), user=owner).encode("utf-16")
    else:
        content = systemd_unit(command, folder=Path.cwd(), user=owner).encode()
    if to is not None:
        to.write_bytes(content)
        share(to)
        print(f"Đã ghi {to}")
        return
    file = data / "station" / "task.xml" if windows else _UNITS / f"{NAME}.service"
    _write(file, content)
    if windows:
        _run("schtasks", "/Create", "/F", "/TN", _TASK, "/XML", str(file))
        _run("schtasks", "/Run", "/TN", _TASK)
    else:
        _run("systemctl", "daemon-reload")
        _run("systemctl", "enable", "--now", f"{NAME}.service")
    print("Đã cài. Từ nay máy phát tự chạy khi bật máy.")


def uninstall() -> None:
    """Thôi tự chạy máy phát; dữ liệu của máy phát còn nguyên."""
    from app.station import NAME

    if os.name == "nt":
        _run("schtasks", "/End", "/TN", _TASK)
        _run("schtasks", "/Delete", "/F", "/TN", _TASK)
    else:
        _run("systemctl", "disable", "--now", f"{NAME}.service")
        try:
            (_UNITS / f"{NAME}.service").unlink(missing_ok=True)
        except PermissionError as exc:
            raise typer.BadParameter("cần quyền quản trị (chạy bằng sudo)") from exc
        _run("systemctl", "daemon-reload")
    print("Đã gỡ. Máy phát không còn tự chạy.")


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
        if os.name != "nt":
            share(file)  # a unit holds no secret, and systemd warns of one it alone may read
    except PermissionError as exc:
        raise typer.BadParameter("cần quyền quản trị (chạy bằng sudo)") from exc
    except FileNotFoundError as exc:
        raise typer.BadParameter("máy này không có systemd; dùng --to để ghi tệp cài đặt ra nơi khác") from exc


def _run(program: str, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        print(f"Không có lệnh {program} trên máy này; xin tự chạy: {program} {' '.join(arguments)}", file=sys.stderr)
        return
    done = subprocess.run([found, *arguments], capture_output=True, text=True, check=False)  # noqa: S603  # the system's own tool
    if done.returncode:
        print(f"{program}: {(done.stderr or done.stdout).strip()}", file=sys.stderr)
        raise typer.Exit(1)
