"""`loalang zone …` and `loalang regulation`: where the commune is heard, and when it must be quiet."""

from typing import Annotated, Any

import typer

from app.cli.client import HERE, Client, Server, Token
from app.cli.dates import day_shown, iso_day, iso_hour
from app.cli.output import AsJson, print_json, print_table
from app.cli.timetable import print_next
from app.sentences import word

app = typer.Typer(help="Khu vực: xã, xã cũ, thôn xóm, cụm loa.", no_args_is_help=True)

_ZONES = {"path": "Khu vực", "level_word": "Cấp", "id": "Mã"}


@app.command("list")
def list_zones(server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Liệt kê các khu vực, khu vực lớn trước."""
    with Client(server, token) as client:
        _show(client.json("GET", "/zones")["items"], as_json=as_json)


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Tên viết đủ, ví dụ «thôn Đông Trang».")],
    level: Annotated[
        str, typer.Option("--level", help="former_commune (xã cũ), village (thôn), hamlet (xóm), cluster (cụm loa).")
    ],
    parent: Annotated[str | None, typer.Option("--in", help="Khu vực chứa nó; bỏ trống là cả xã.")] = None,
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Thêm một khu vực."""
    with Client(server, token) as client:
        _show([client.json("POST", "/zones", json={"name": name, "level": level, "parent": parent})], as_json=as_json)


def regulation(
    number: Annotated[str | None, typer.Option("--number", help="Số hiệu quy chế.")] = None,
    dated: Annotated[str | None, typer.Option("--dated", help="Ngày ban hành, ví dụ 15/7/2025.")] = None,
    quiet_from: Annotated[str | None, typer.Option("--quiet-from", metavar="GIỜ", help="Bắt đầu giờ yên tĩnh.")] = None,
    quiet_to: Annotated[str | None, typer.Option("--quiet-to", metavar="GIỜ", help="Hết giờ yên tĩnh.")] = None,
    daily: Annotated[int | None, typer.Option("--daily-minutes", help="Thời lượng tối đa trong ngày, phút.")] = None,
    slot: Annotated[int | None, typer.Option("--slot-minutes", help="Thời lượng tối đa của một khung giờ, phút.")] = None,
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Xem quy chế hoạt động đài truyền thanh của xã, hoặc sửa: những gì không nêu giữ như cũ."""
    options = {
        "number": number,
        "dated": iso_day(dated) if dated else None,
        "quiet_from": iso_hour(quiet_from) if quiet_from else None,
        "quiet_to": iso_hour(quiet_to) if quiet_to else None,
        "daily_minutes": daily,
        "slot_minutes": slot,
    }
    given = {key: value for key, value in options.items() if value is not None}
    with Client(server, token) as client:
        answer = client.call("GET", "/regulation")
        found: dict[str, Any] = answer.json()
        if given:
            tag = {"If-Match": answer.headers["etag"]}
            found = client.json("PUT", "/regulation", json=found | given, headers=tag)
        if as_json:
            print_json(found)
            return
        print(f"Quy chế: {found['number'] or 'chưa nhập'}" + (f", ngày {day_shown(found['dated'])}" if found["dated"] else ""))
        print(f"Giờ yên tĩnh: {found['quiet_from'][:5]}–{found['quiet_to'][:5]}")
        print(f"Trong ngày: {_minutes(found['daily_minutes'])}; một khung giờ: {_minutes(found['slot_minutes'])}")
        if given:
            print_next(client)


def _minutes(most: int | None) -> str:
    return "không giới hạn" if most is None else f"tối đa {most} phút"


def _show(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        print_json(rows)
    else:
        print_table([{**row, "level_word": word("level", row["level"])} for row in rows], _ZONES, empty="Chưa có khu vực nào.")
