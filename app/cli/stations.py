"""`loalang station`: be the player of a broadcast PC."""

import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Annotated

import typer


def station(
    server: Annotated[str, typer.Option("--server", envvar="LOALANG_SERVER", metavar="ĐỊA_CHỈ", help="Địa chỉ máy chủ.")] = "",
    token: Annotated[str, typer.Option("--token", envvar="LOALANG_STATION_TOKEN", metavar="MÃ", help="Mã ghép máy phát.")] = "",
    folder: Annotated[
        Path | None, typer.Option("--folder", help="Thư mục nhận tệp âm thanh; bỏ trống: out/ của dữ liệu.")
    ] = None,
    *,
    embedded: Annotated[bool, typer.Option("--embedded", hidden=True)] = False,
) -> None:
    """Chạy máy phát: nhận lịch đã ký, giữ sẵn âm thanh, phát đúng giờ kể cả khi mất mạng."""
    from app.logs import configure_logs
    from app.settings import Settings
    from app.station import OutputConfig, StationConfig, run

    settings = Settings.load()
    configure_logs(settings.log_level)
    if embedded:
        told = json.loads(sys.stdin.readline())
        threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
        out = OutputConfig("out", told["output"], folder=Path(told["folder"]), formats=("mp3", "wav"))
        run(StationConfig(told["server"], told["enrolment"], Path(told["data"]), (out,)))
        return
    if not server or not token:
        raise typer.BadParameter("cần --server và --token (mã ghép do máy chủ in ra)")
    data = settings.data / "station"
    out = OutputConfig("out", settings.station.output, folder=folder or data / "out", formats=("mp3", "wav"))
    run(StationConfig(server, token, data, (out,)))


def _end_with_parent() -> None:
    """The service that started this process holds the other end of standard input; when it is gone, so are we."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)
