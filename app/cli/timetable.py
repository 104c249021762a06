"""`loalang timetable …`: any month, the next hours, what to mend, a week copied, the calendar file; over REST."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.client import HERE, Client, Server, Token
from app.cli.dates import day_shown, hour_shown, iso_day, iso_month
from app.cli.help import Commands
from app.cli.output import AsJson, print_json, print_rows, print_table
from app.cli.parts import in_parts, zone_names
from app.clock import local

app = Commands(help="Cả lịch phát: tháng, 24 giờ tới, việc cần sửa, tệp lịch.", no_args_is_help=True)

Force = Annotated[bool, typer.Option("--force", help="Lưu cả khi trùng giờ.")]

_DAY = {"local_date": "Ngày", "local_time": "Giờ", "title": "Khung giờ"}
_MONTH = _DAY | {"where": "Khu vực"} | {"lunar": "Âm lịch", "shown": "Trạng thái", "note": "Ghi chú"}
_NEXT = {
    "local_date": "Ngày",
    "local_time": "Giờ",
    "title": "Khung giờ",
    "shown": "Sẽ phát",
    "minutes": "Thời lượng",
    "where": "Khu vực",
}
_PROBLEMS = _DAY | {"kind_word": "Việc", "detail": "Lý do", "remedy": "Cần làm"}
_COPIED = {"day": "Ngày", "title": "Khung giờ", "outcome_word": "Kết quả"}


@app.command("month")
def month(
    which: Annotated[str | None, typer.Argument(metavar="[THÁNG]", help="Tháng, ví dụ 2/2026; bỏ trống là tháng này.")] = None,
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Xem lịch phát của một tháng bất kỳ."""
    with Client(server, token) as client:
        asked = iso_month(which) if which else client.json("GET", "/occurrences")["date"][:7]
        found = client.json("GET", f"/timetable/months/{asked}")["items"]
        names = zone_names(client)
    rows = [
        {
            **each,
            "local_date": day_shown(each["local_date"]),
            "shown": "Đã hủy" if each["cancelled"] else each["state_word"] or "Dự kiến",
            "note": each["note"] or each["reason_word"],
        }
        for each in found
    ]
    print_rows(found, in_parts(rows, names), _MONTH, empty="Tháng này không có lượt phát.", as_json=as_json)


@app.command("next")
def coming(
    hours: Annotated[int, typer.Option("--hours", help="Bao nhiêu giờ tới.")] = 24,
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Xem những gì sẽ phát trong 24 giờ tới."""
    with Client(server, token) as client:
        if as_json:
            print_json(client.json("GET", "/timetable/next", params={"hours": hours})["items"])
        else:
            print_next(client, hours)


@app.command("problems")
def problems(
    days: Annotated[int, typer.Option("--days", help="Mấy ngày, tính cả hôm nay.")] = 2,
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Xem những việc cần sửa của hôm nay và ngày mai."""
    with Client(server, token) as client:
        found = client.json("GET", "/timetable/problems", params={"days": days})["items"]
    if as_json:
        print_json(found)
    else:
        rows = [{key: each[key] for key in _PROBLEMS} | {"local_date": day_shown(each["local_date"])} for each in found]
        told = [row for number, row in enumerate(rows) if row not in rows[:number]]  # of an airing in parts, each once
        print_table(told, _PROBLEMS, empty="Không có việc gì cần sửa.")


@app.command("copy-week")
def copy_week(
    from_week: Annotated[str, typer.Argument(metavar="NGÀY", help="Một ngày của tuần được chép.")],
    to_week: Annotated[str, typer.Argument(metavar="NGÀY", help="Một ngày của tuần chép đến.")],
    server: Server = HERE,
    token: Token = "",
    *,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Cho một tuần phát giống tuần khác; không bỏ gì đang có."""
    form = {"from_week": iso_day(from_week), "to_week": iso_day(to_week)}
    with Client(server, token) as client:
        refuse_conflicts(client.json("POST", "/timetable/copy-week/preview", json=form), force=force)
        found = client.json("POST", "/timetable/copy-week", json=form)["items"]
        if as_json:
            print_json(found)
            return
        print_table([{**each, "day": day_shown(each["day"])} for each in found], _COPIED, empty="Tuần ấy không có lượt phát.")
        print_next(client)


@app.command("ics")
def ics(
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="TỆP", help="Ghi vào tệp; bỏ trống thì in ra.")] = None,
    server: Server = HERE,
    token: Token = "",
) -> None:
    """Lấy lịch phát dưới dạng tệp iCalendar (.ics)."""
    from app.storage import write_durably

    with Client(server, token) as client:
        found = client.call("GET", "/timetable/calendar.ics").content
    if output is None:
        typer.echo(found, nl=False)
        return
    write_durably(output.absolute(), found, shared=True)
    print(f"Đã ghi {output}.")


def refuse_conflicts(seen: dict[str, Any], *, force: bool) -> None:
    """End with what a change would meet, as a preview of it says, before it is saved; unless it is wanted all the same."""
    if not seen["conflicts"] or force:
        return
    for each in seen["conflicts"][:5]:
        typer.echo(each["detail"], err=True)
    suggestion = seen.get("suggestion")
    free = f"Giờ trống gần nhất: {hour_shown(suggestion)}. " if suggestion else ""
    typer.echo(f"Chưa lưu: {len(seen['conflicts'])} lượt trùng giờ. {free}Thêm --force nếu vẫn muốn lưu.", err=True)
    raise typer.Exit(1)


def print_next(client: Client, hours: int = 24) -> None:
    """What will sound in the next hours; shown after every change."""
    found: list[dict[str, Any]] = client.json("GET", "/timetable/next", params={"hours": hours})["items"]
    rows = [
        {
            **each,
            "local_date": f"{local(datetime.fromisoformat(each['starts_at'])):%d/%m}",
            "shown": "Có" if each["will_sound"] else f"Không: {each['reason_word']}",
            "minutes": f"{each['seconds'] / 60:.0f} phút" if each["seconds"] else "",
        }
        for each in found
    ]
    print(f"{hours} giờ tới:")
    print_table(in_parts(rows), _NEXT, empty="Không có gì phát.")
