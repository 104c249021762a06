"""`loalang training …`: training sessions, over REST."""

from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.client import HERE, Client, Server, Token
from app.cli.dates import day_shown, iso_day
from app.cli.help import Commands
from app.cli.output import AsJson, print_rows
from app.cli.values import choice

app = Commands(help="Lớp tập huấn: ghi lớp, mời dự, danh sách ký tên, số người dự theo thôn.", no_args_is_help=True)

_COLUMNS = {"held": "Ngày", "at": "Giờ", "topic": "Lớp", "place": "Nơi học", "people": "Người dự", "id": "Mã"}
Key = Annotated[str, typer.Argument(metavar="MÃ", help="Mã lớp.")]
Groups = Annotated[
    list[str], typer.Option("--village", metavar="THÔN=SỐ", help="Thôn và số người đã dự (0: chưa học); nêu được nhiều lần.")
]


@app.command("list")
def list_trainings(
    server: Server = HERE,
    token: Token = "",
    year: Annotated[int | None, typer.Option("--year", help="Học trong năm.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Liệt kê các lớp tập huấn."""
    with Client(server, token) as client:
        _show(client.every("/trainings", year=str(year or "")), as_json=as_json)


@app.command("add")
def add(
    topic: Annotated[str, typer.Argument(metavar="CHỦ_ĐỀ", help="Chủ đề lớp học.")],
    on: Annotated[str, typer.Option("--on", metavar="NGÀY", help="Ngày học.")],
    at: Annotated[str, typer.Option("--at", metavar="GIỜ", help="Giờ bắt đầu, như 08:00.")],
    place: Annotated[str, typer.Option("--place", metavar="NƠI", help="Nơi học.")],
    theme: Annotated[str, choice("theme", "--theme", said="Chủ đề của kế hoạch")] = "other",
    kind: Annotated[str, choice("session_kind", "--kind", said="Là gì")] = "training",
    trainer: Annotated[str, typer.Option("--trainer", metavar="TÊN", help="Giảng viên.")] = "",
    village: Groups = [],  # noqa: B006  # typer reads it, nobody writes it
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Ghi một lớp tập huấn."""
    form = {"topic": topic, "held_on": iso_day(on), "at": at, "place": place, "theme": theme, "trainer": trainer, "kind": kind}
    with Client(server, token) as client:
        _show([client.json("POST", "/trainings", json=form | {"groups": _groups(village)})], as_json=as_json)


@app.command("attended")
def attended(
    key: Key,
    village: Groups,
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Ghi số người đã dự; từ đó lớp được đếm vào kế hoạch."""
    with Client(server, token) as client:
        found = client.json("GET", f"/trainings/{key}")
        kept = {name: found[name] for name in ("topic", "theme", "kind", "held_on", "at", "place", "trainer", "attendees")}
        form = kept | {"groups": _groups(village)}
        made = client.json("PUT", f"/trainings/{key}", json=form, headers={"If-Match": found["etag"]})
    _show([made], as_json=as_json)


@app.command("invite")
def invite(key: Key, server: Server = HERE, token: Token = "") -> None:
    """Soạn bản tin mời dự, để sửa rồi trình duyệt."""
    with Client(server, token) as client:
        print(client.json("POST", f"/trainings/{key}/invitation")["bulletin_id"])


@app.command("sheet")
def sheet(
    key: Key,
    to: Annotated[Path, typer.Option("--output", "-o", metavar="TỆP", help="Tệp .html để in.")],
    server: Server = HERE,
    token: Token = "",
) -> None:
    """Lấy danh sách ký tên để in."""
    with Client(server, token) as client:
        to.write_bytes(client.call("GET", f"/trainings/{key}/sheet").content)
    print(f"Đã ghi {to}.")


@app.command("remove")
def remove(key: Key, server: Server = HERE, token: Token = "") -> None:
    """Bỏ một lớp ghi nhầm."""
    with Client(server, token) as client:
        tag = client.call("GET", f"/trainings/{key}").headers["etag"]
        client.call("DELETE", f"/trainings/{key}", headers={"If-Match": tag})
    print("Đã bỏ lớp ghi nhầm.")


def _groups(said: list[str]) -> list[dict[str, Any]]:
    found = []
    for each in said:
        zone, _, people = each.rpartition("=")
        if not zone or not people.isdecimal():
            raise typer.BadParameter("viết như «thôn Đông=25»", param_hint="--village")
        found.append({"zone": zone, "people": int(people)})
    return found


def _show(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    print_rows(
        rows,
        [row | {"held": day_shown(row["held_on"])} for row in rows],
        _COLUMNS,
        empty="Chưa có lớp tập huấn nào.",
        as_json=as_json,
    )
