"""`loalang slot …`: the timetable, over REST."""

from datetime import date
from typing import Annotated, Any

import typer

from app.cli.client import HERE, Client, Server, Token
from app.cli.output import AsJson, print_json, print_table

app = typer.Typer(help="Lịch phát: khung giờ và lượt phát.", no_args_is_help=True)

_DAYS = {"2": "MO", "3": "TU", "4": "WE", "5": "TH", "6": "FR", "7": "SA", "cn": "SU"}
_SLOTS = {"id": "Mã", "at": "Giờ", "days": "Ngày", "title": "Tên khung giờ", "template": "Mẫu"}
_OCCURRENCES = {"local_time": "Giờ", "state_word": "Trạng thái", "title": "Khung giờ", "reason_word": "Lý do", "id": "Mã"}


@app.command("list")
def list_slots(server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Liệt kê các khung giờ."""
    with Client(server, token) as client:
        _show(client.json("GET", "/slots")["items"], as_json=as_json)


@app.command("add")
def add(
    title: Annotated[str, typer.Option("--title", help="Tên khung giờ.")],
    at: Annotated[str, typer.Option("--at", metavar="GIỜ", help="Giờ phát, ví dụ 05:30.")],
    bulletin: Annotated[list[str], typer.Option("--bulletin", metavar="MÃ", help="Mã bản tin; lặp lại để thêm bản tin.")],
    days: Annotated[str, typer.Option("--days", help="«hằng ngày», hoặc các thứ: 2,3,4,5,6,7,cn.")] = "hằng ngày",
    first: Annotated[str | None, typer.Option("--from", help="Ngày đầu, ví dụ 2025-11-04.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Ngày cuối, tính cả ngày ấy.")] = None,
    template: Annotated[str, typer.Option("--template", help="Mẫu chương trình.")] = "ban-tin",
    zone: Annotated[list[str] | None, typer.Option("--zone", help="Khu vực phát; bỏ trống là cả xã.")] = None,
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Thêm một khung giờ vào lịch phát."""
    form: dict[str, object] = {
        "title": title,
        "at": at,
        "rrule": _rule(days),
        "bulletins": bulletin,
        "template": template,
        "zones": zone or [],
    }
    form |= {key: value for key, value in (("first_date", first), ("last_date", last)) if value is not None}
    with Client(server, token) as client:
        _show([client.json("POST", "/slots", json=form)], as_json=as_json)


@app.command("remove")
def remove(
    slot: Annotated[str, typer.Argument(metavar="MÃ", help="Mã khung giờ.")], server: Server = HERE, token: Token = ""
) -> None:
    """Bỏ một khung giờ; các lượt phát sắp tới của nó bị hủy."""
    with Client(server, token) as client:
        client.call("DELETE", f"/slots/{slot}")
    print("Đã bỏ khung giờ.")


@app.command("day")
def day(
    on: Annotated[str | None, typer.Argument(metavar="[NGÀY]", help="Ngày, ví dụ 2025-11-04; bỏ trống là hôm nay.")] = None,
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Xem các lượt phát của một ngày."""
    asked = {"date": date.fromisoformat(on).isoformat()} if on else {}
    with Client(server, token) as client:
        found = client.json("GET", "/occurrences", params=asked)["items"]
    if as_json:
        print_json(found)
    else:
        print_table(found, _OCCURRENCES, empty="Hôm nay không có lượt phát." if on is None else "Ngày này không có lượt phát.")


def _rule(days: str) -> str:
    if days.casefold() in {"hằng ngày", "hang ngay"}:
        return "FREQ=DAILY"
    try:
        return "FREQ=WEEKLY;BYDAY=" + ",".join(_DAYS[part.strip().casefold()] for part in days.split(","))
    except KeyError as exc:
        raise typer.BadParameter(f"không hiểu «{exc.args[0]}»; viết như 2,4,6 hoặc «hằng ngày»", param_hint="--days") from exc


def _days(rule: str) -> str:
    """The rule in words: RFC text is never shown."""
    names = {code: "CN" if key == "cn" else f"Thứ {key}" for key, code in _DAYS.items()}
    if rule == "FREQ=DAILY":
        return "Hằng ngày"
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    if set(parts) == {"FREQ", "BYDAY"} and parts["FREQ"] == "WEEKLY":
        return ", ".join(names.get(code, code) for code in parts["BYDAY"].split(","))
    return "Theo quy tắc riêng"


def _show(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        print_json(rows)
    else:
        print_table([{**row, "days": _days(row["rrule"])} for row in rows], _SLOTS, empty="Chưa có khung giờ nào.")
