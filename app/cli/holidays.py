"""`loalang holiday …` and `loalang mourning …`: the commune's holidays and periods of mourning, over REST."""

from typing import Annotated, Any

import typer

from app.cli.client import HERE, Client, Server, Token
from app.cli.dates import moment
from app.cli.help import Commands
from app.cli.output import AsJson, print_json, print_rows, print_table
from app.cli.timetable import print_next

app = Commands(help="Bảng ngày nghỉ lễ của xã.", no_args_is_help=True)
mourning = Commands(help="Thời gian quốc tang: không nhạc, không bản tin vui.", no_args_is_help=True)

_HOLIDAYS = {"when": "Ngày", "days": "Số ngày", "name": "Tên", "shown": "", "source": "Căn cứ", "id": "Mã"}
_MOURNING = {"name": "Tên", "starts_at": "Từ", "ends_at": "Đến", "source": "Căn cứ", "id": "Mã"}
Source = Annotated[str, typer.Option("--source", help="Văn bản căn cứ.")]


@app.command("list")
def list_holidays(server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Liệt kê ngày nghỉ lễ, cả âm lịch, và ngày làm bù."""
    with Client(server, token) as client:
        _show(client.json("GET", "/holidays")["items"], as_json=as_json)


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Tên ngày nghỉ.")],
    on: Annotated[str, typer.Argument(metavar="NGÀY/THÁNG", help="Ví dụ 2/9; ngày cuối tháng viết -1/12.")],
    days: Annotated[int, typer.Option("--days", help="Nghỉ mấy ngày liền.")] = 1,
    year: Annotated[int | None, typer.Option("--year", help="Chỉ năm ấy; bỏ trống là mỗi năm.")] = None,
    source: Source = "",
    server: Server = HERE,
    token: Token = "",
    *,
    lunar: Annotated[bool, typer.Option("--lunar", help="Theo âm lịch.")] = False,
    worked: Annotated[bool, typer.Option("--worked", help="Ngày làm bù.")] = False,
    as_json: AsJson = False,
) -> None:
    """Thêm ngày nghỉ hoặc ngày làm bù; khung giờ trừ ngày lễ theo ngay."""
    day, _, month = on.partition("/")
    try:
        form: dict[str, Any] = {"name": name, "day": int(day), "month": int(month), "days": days, "year": year, "source": source}
    except ValueError as exc:
        raise typer.BadParameter("viết như 2/9", param_hint="NGÀY/THÁNG") from exc
    form |= {"calendar": "lunar" if lunar else "solar", "is_worked": worked}
    with Client(server, token) as client:
        _show([client.json("POST", "/holidays", json=form)], as_json=as_json)
        if not as_json:
            print_next(client)


@app.command("remove")
def remove(key: Annotated[str, typer.Argument(metavar="MÃ")], server: Server = HERE, token: Token = "") -> None:
    """Bỏ một ngày nghỉ."""
    with Client(server, token) as client:
        tag = client.call("GET", f"/holidays/{key}").headers["etag"]
        client.call("DELETE", f"/holidays/{key}", headers={"If-Match": tag})
        print("Đã bỏ ngày nghỉ.")
        print_next(client)


@mourning.command("list")
def list_mourning(server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Liệt kê các thời gian quốc tang."""
    with Client(server, token) as client:
        found = client.json("GET", "/mourning")["items"]
    print_rows(found, [_period(each) for each in found], _MOURNING, empty="Chưa có thời gian quốc tang nào.", as_json=as_json)


@mourning.command("add")
def add_mourning(
    name: Annotated[str, typer.Argument(metavar="TÊN")],
    first: Annotated[str, typer.Option("--from", help="Ngày đầu, hoặc ngày giờ.")],
    last: Annotated[str, typer.Option("--to", help="Ngày cuối (hết ngày ấy), hoặc ngày giờ.")],
    source: Source = "",
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Thêm một thời gian quốc tang; chương trình trong thời gian ấy được tạo lại không có nhạc."""
    with Client(server, token) as client:
        made = client.json("POST", "/mourning", json={"name": name, "first": first, "last": last, "source": source})
        if as_json:
            print_json(made)
            return
        print_table([_period(made)], _MOURNING, empty="")
        print_next(client)


@mourning.command("remove")
def remove_mourning(key: Annotated[str, typer.Argument(metavar="MÃ")], server: Server = HERE, token: Token = "") -> None:
    """Bỏ một thời gian quốc tang nhập nhầm."""
    with Client(server, token) as client:
        tag = client.call("GET", f"/mourning/{key}").headers["etag"]
        client.call("DELETE", f"/mourning/{key}", headers={"If-Match": tag})
        print("Đã bỏ thời gian quốc tang.")
        print_next(client)


def _period(found: dict[str, Any]) -> dict[str, Any]:
    return {**found, "starts_at": moment(found["starts_at"]), "ends_at": moment(found["ends_at"])}


def _show(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    shown = [
        {
            **row,
            "when": f"{'cuối tháng' if row['day'] == -1 else row['day']}/{row['month']}"
            + (f"/{row['year']}" if row["year"] else "")
            + (" âm lịch" if row["calendar"] == "lunar" else ""),
            "shown": "làm bù" if row["is_worked"] else "",
        }
        for row in rows
    ]
    print_rows(rows, shown, _HOLIDAYS, empty="Xã chưa có ngày nghỉ nào.", as_json=as_json)
