"""`loalang banner …`: slogans for the print shop, and where each hangs, over REST."""

from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.client import HERE, Client, Server, Token
from app.cli.dates import day_shown, iso_day
from app.cli.help import Commands
from app.cli.output import AsJson, print_rows
from app.cli.values import choice

app = Commands(help="Băng-rôn, phướn, áp phích: in khẩu hiệu, ghi chỗ treo, ảnh, ngày tháo.", no_args_is_help=True)

_COLUMNS = {
    "slogan": "Khẩu hiệu",
    "format_word": "Khổ",
    "place": "Chỗ treo",
    "hung": "Treo",
    "gone": "Tháo",
    "photo": "Ảnh",
    "id": "Mã",
}
Slogan = Annotated[str, typer.Argument(metavar="MÃ", help="Mã khẩu hiệu.")]
Wanted = Annotated[str, choice("banner_format", "--format", said="Khổ")]
Version = Annotated[int | None, typer.Option("--version", help="Số phiên bản; mặc định là phiên bản mới nhất.")]


@app.command("draw")
def draw(
    slogan: Slogan,
    wanted: Wanted,
    to: Annotated[Path, typer.Option("--to", metavar="TỆP", help="Tệp .svg hoặc .pdf.")],
    year: Annotated[int | None, typer.Option("--year", help="Năm ghi dưới khẩu hiệu; mặc định là năm nay.")] = None,
    version: Version = None,
    server: Server = HERE,
    token: Token = "",
) -> None:
    """Vẽ khẩu hiệu đúng khổ thật, để đưa đi in."""
    kind = to.suffix.lower().removeprefix(".")
    if kind not in {"svg", "pdf"}:
        raise typer.BadParameter("tên tệp kết thúc bằng .svg hoặc .pdf", param_hint="--to")
    with Client(server, token) as client:
        number = version or client.json("GET", f"/bulletins/{slogan}")["number"]
        asked = {"format": wanted} | ({"year": str(year)} if year else {})
        drawn = client.call("GET", f"/banners/drawn/{slogan}/{number}/{kind}", params=asked)
    to.write_bytes(drawn.content)
    print(f"Đã ghi {to}.")


@app.command("list")
def list_banners(
    server: Server = HERE,
    token: Token = "",
    year: Annotated[int | None, typer.Option("--year", help="Treo trong năm.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Liệt kê băng-rôn, phướn, áp phích đã treo."""
    with Client(server, token) as client:
        _show(client.every("/banners", year=str(year or "")), as_json=as_json)


@app.command("hang")
def hang(
    slogan: Slogan,
    wanted: Wanted,
    zone: Annotated[str, typer.Option("--zone", metavar="KHU_VỰC", help="Khu vực treo.")],
    place: Annotated[str, typer.Option("--place", metavar="CHỖ", help="Chỗ treo, ví dụ «Cổng nhà văn hóa thôn».")],
    on: Annotated[str, typer.Option("--on", metavar="NGÀY", help="Ngày treo.")],
    photo: Annotated[Path | None, typer.Option("--photo", metavar="TỆP", help="Ảnh chụp tại chỗ.")] = None,
    version: Version = None,
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Ghi một khẩu hiệu đã duyệt được treo ở đâu, từ ngày nào."""
    with Client(server, token) as client:
        number = version or client.json("GET", f"/bulletins/{slogan}")["number"]
        form = {"bulletin": slogan, "version": number, "format": wanted, "zone": zone, "place": place, "hung_on": iso_day(on)}
        made = client.json("POST", "/banners", json=form)
        if photo is not None:
            with photo.open("rb") as file:
                made = client.json("PUT", f"/banners/{made['id']}/photo", files={"file": (photo.name, file)})
    _show([made], as_json=as_json)


@app.command("take-down")
def take_down(
    key: Annotated[str, typer.Argument(metavar="MÃ")],
    on: Annotated[str, typer.Option("--on", metavar="NGÀY", help="Ngày tháo.")],
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Ghi ngày tháo."""
    with Client(server, token) as client:
        found = client.json("GET", f"/banners/{key}")
        [zone] = [each["path"] for each in client.json("GET", "/zones")["items"] if each["id"] == found["zone_id"]]
        form = {"zone": zone, "place": found["place"], "hung_on": found["hung_on"], "taken_down_on": iso_day(on)}
        made = client.json("PUT", f"/banners/{key}", json=form, headers={"If-Match": found["etag"]})
    _show([made], as_json=as_json)


@app.command("remove")
def remove(key: Annotated[str, typer.Argument(metavar="MÃ")], server: Server = HERE, token: Token = "") -> None:
    """Bỏ một dòng ghi nhầm."""
    with Client(server, token) as client:
        tag = client.call("GET", f"/banners/{key}").headers["etag"]
        client.call("DELETE", f"/banners/{key}", headers={"If-Match": tag})
        print("Đã bỏ dòng ghi nhầm.")


def _show(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    shown = [
        {
            **row,
            "hung": day_shown(row["hung_on"]),
            "gone": day_shown(row["taken_down_on"]),
            "photo": "có" if row["has_photo"] else "",
        }
        for row in rows
    ]
    print_rows(rows, shown, _COLUMNS, empty="Chưa ghi chỗ treo nào.", as_json=as_json)
