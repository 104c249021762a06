"""`loalang backup` and `loalang restore`."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.output import AsJson, print_json


def backup(
    to: Annotated[Path | None, typer.Option("--to", help="Tệp .zip hoặc thư mục để ghi vào.", show_default="backups/")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Sao lưu cơ sở dữ liệu và các tệp; làm được cả khi dịch vụ đang chạy."""
    from app.clock import SystemClock, local
    from app.settings import Settings
    from app.upkeep import back_up

    settings = Settings.load()
    clock = SystemClock()
    name = f"loalang-{local(clock.now()):%Y%m%d-%H%M%S}.zip"
    place = settings.data / "backups" if to is None else to
    target = place if place.suffix == ".zip" else place / name
    contents = back_up(settings.database, settings.data, target.absolute(), clock)
    if as_json:
        print_json({"path": contents.path, "members": contents.members, "bytes": contents.bytes, "revision": contents.revision})
    else:
        print(f"Đã sao lưu {contents.members} tệp ({contents.bytes / 1e6:.1f} MB) vào {contents.path}")


def restore(source: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp .zip do «loalang backup» ghi.")]) -> None:
    """Phục hồi từ bản sao lưu vào thư mục dữ liệu còn trống."""
    from app.settings import Settings
    from app.upkeep import restore as put_back

    settings = Settings.load()
    put_back(source, settings.database, settings.data)
    print(f"Đã phục hồi vào {settings.data}. Chạy «loalang doctor» để kiểm tra.")
