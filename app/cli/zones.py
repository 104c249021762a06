"""`loalang zone …` and `loalang regulation`: where the commune is heard, and when it must be quiet."""

from typing import Annotated, Any

import typer

from app.cli.asking import agrees
from app.cli.client import HERE, Client, Server, Token
from app.cli.dates import day_shown, hour_shown, iso_day, iso_hour
from app.cli.help import Commands
from app.cli.output import AsJson, print_json, print_rows, print_table
from app.cli.timetable import print_next
from app.cli.values import choice
from app.names import called
from app.words import word

app = Commands(help="Khu vực: xã, xã cũ, thôn xóm, cụm loa.", no_args_is_help=True)

Zone = Annotated[str, typer.Argument(metavar="KHU_VỰC", help="Tên, hoặc cả đường dẫn khi nhiều khu vực cùng tên; hoặc mã.")]
Yes = Annotated[bool, typer.Option("--yes", help="Đồng ý sẵn, không hỏi lại.")]
_ZONES = {"path": "Khu vực", "level_word": "Cấp", "id": "Mã"}
_USES = {"sort": "Loại", "title": "Tên", "state_word": "Trạng thái", "only_word": "Chỉ cho khu vực này"}


@app.command("list")
def list_zones(server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Liệt kê các khu vực, khu vực lớn trước."""
    with Client(server, token) as client:
        _show(client.json("GET", "/zones")["items"], as_json=as_json)


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Tên viết đủ, ví dụ «thôn Đông Trang».")],
    level: Annotated[str, choice("level", "--level", said="Cấp", hidden={"commune"})],
    parent: Annotated[str | None, typer.Option("--in", metavar="KHU_VỰC", help="Khu vực chứa nó; bỏ trống là cả xã.")] = None,
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Thêm một khu vực."""
    with Client(server, token) as client:
        _show([client.json("POST", "/zones", json={"name": name, "level": level, "parent": parent})], as_json=as_json)


@app.command("uses")
def uses(zone: Zone, server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Xem những gì đang nêu tên một khu vực."""
    with Client(server, token) as client:
        found = client.json("GET", f"/zones/{_found(client, zone)['id']}/uses")
    if as_json:
        print_json(found)
    else:
        _show_uses(found)


@app.command("rename")
def rename(
    zone: Zone,
    name: Annotated[str, typer.Argument(metavar="TÊN_MỚI", help="Tên viết đủ, ví dụ «thôn Đông Trang».")],
    server: Server = HERE,
    token: Token = "",
    *,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Đổi tên một khu vực; lịch phát, bản thảo, máy phát theo tên mới, bản tin đã duyệt không phải duyệt lại."""
    with Client(server, token) as client:
        found = _found(client, zone)
        parent = next((each["path"] for each in _zones(client) if each["id"] == found["parent_id"]), None)
        _ask(client, found, f"Đổi tên thành «{name}»?", yes=yes, as_json=as_json)
        _change(client, found, {"name": name, "parent": parent}, as_json=as_json)


@app.command("move")
def move(
    zone: Zone,
    parent: Annotated[str, typer.Option("--in", metavar="KHU_VỰC", help="Khu vực sẽ chứa nó.")],
    server: Server = HERE,
    token: Token = "",
    *,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Chuyển một khu vực, cùng những gì nằm trong nó, sang khu vực khác."""
    with Client(server, token) as client:
        found, into = _found(client, zone), _found(client, parent)
        _ask(client, found, f"Chuyển sang «{into['path']}»?", yes=yes, as_json=as_json)
        _change(client, found, {"name": found["name"], "parent": into["path"]}, as_json=as_json)


@app.command("merge")
def merge(
    zone: Zone,
    into: Annotated[str, typer.Option("--into", metavar="KHU_VỰC", help="Khu vực nhận.")],
    server: Server = HERE,
    token: Token = "",
    *,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Gộp một khu vực vào khu vực khác; bản tin đã trình, đã duyệt cho riêng nó phải duyệt lại."""
    with Client(server, token) as client:
        found, target = _found(client, zone), _found(client, into)
        question = f"Gộp vào «{target['path']}», cho duyệt lại các bản tin đã trình, đã duyệt cho khu vực này?"
        _ask(client, found, question, yes=yes, as_json=as_json)
        form, agreed = {"into": target["path"]}, {"reopen": "true"}
        done = client.json("POST", f"/zones/{found['id']}/merge", json=form, params=agreed)
        if as_json:
            print_json(done)
            return
        print(f"Đã gộp «{found['path']}» vào «{done['path']}».")
        for draft in done["reopened"]:
            print(f"Phải trình duyệt lại: bản tin {draft['bulletin_id']}, bản {draft['number']}")
        print_next(client)


@app.command("remove")
def remove(zone: Zone, server: Server = HERE, token: Token = "", *, yes: Yes = False) -> None:
    """Bỏ một khu vực cùng những gì nằm trong nó; những gì chỉ phát ở đó im ngay."""
    with Client(server, token) as client:
        found = _found(client, zone)
        _ask(client, found, "Bỏ khu vực này và mọi khu vực nằm trong nó?", yes=yes, as_json=False)
        client.call("DELETE", f"/zones/{found['id']}")
        print(f"Đã bỏ «{found['path']}».")
        print_next(client)


def regulation(
    number: Annotated[str | None, typer.Option("--number", help="Số hiệu quy chế.")] = None,
    dated: Annotated[str | None, typer.Option("--dated", metavar="NGÀY", help="Ngày ban hành, ví dụ 15/7/2025.")] = None,
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
        if missing := [f"--{name}" for name in ("number", "dated") if given and not (found | given)[name]]:
            raise typer.BadParameter(f"xã chưa nhập quy chế nào: lần đầu phải nêu cả {' và '.join(missing)}")
        if given:
            tag = {"If-Match": answer.headers["etag"]}
            found = client.json("PUT", "/regulation", json=found | given, headers=tag)
        if as_json:
            print_json(found)
            return
        print(f"Quy chế: {found['number'] or 'chưa nhập'}" + (f", ngày {day_shown(found['dated'])}" if found["dated"] else ""))
        print(f"Giờ yên tĩnh: {hour_shown(found['quiet_from'])}–{hour_shown(found['quiet_to'])}")
        print(f"Trong ngày: {_minutes(found['daily_minutes'])}; một khung giờ: {_minutes(found['slot_minutes'])}")
        if given:
            print_next(client)


def _zones(client: Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.json("GET", "/zones")["items"]
    return found


def _found(client: Client, said: str) -> dict[str, Any]:
    """The zone that a person names by its id, its path or, where no other has it, the end of that."""
    known = {each["path"]: each for each in _zones(client)}
    found = [path for path, each in known.items() if each["id"] == said] or called(said, known)
    if len(found) == 1:
        return known[found[0]]
    if found:
        choices = "; ".join(f"«{path}»" for path in found)
        raise typer.BadParameter(f"nhiều khu vực cùng tên «{said}»: {choices}; viết đủ một trong những tên ấy")
    raise typer.BadParameter(f"không có khu vực «{said}»; xem «loalang zone list»")


def _ask(client: Client, zone: dict[str, Any], question: str, *, yes: bool, as_json: bool) -> None:
    """Show what names the zone, then go on only with a yes."""
    if not as_json:
        print(f"{zone['path']} ({word('level', zone['level'])})")
        _show_uses(client.json("GET", f"/zones/{zone['id']}/uses"))
    if not (yes or agrees(question)):
        raise typer.Abort


def _change(client: Client, zone: dict[str, Any], form: dict[str, Any], *, as_json: bool) -> None:
    changed = client.json("PUT", f"/zones/{zone['id']}", json=form, headers={"If-Match": zone["etag"]})
    _show([changed], as_json=as_json)
    if not as_json:
        print_next(client)


def _show_uses(found: dict[str, Any]) -> None:
    only = {True: "phải", False: "không"}
    rows = [{"sort": "Khu vực bên trong", "title": each["path"]} for each in found["zones"]]
    rows += [{"sort": "Máy phát", "title": each["name"]} for each in found["stations"]]
    rows += [{"sort": "Khung giờ", "title": each["title"], "only_word": only[each["is_only"]]} for each in found["slots"]]
    rows += [
        {
            "sort": "Bản tin",
            "title": f"{each['title']} (bản {each['number']})",
            "state_word": word("version", each["state"]),
            "only_word": only[each["is_only"]],
        }
        for each in found["bulletins"]
    ]
    rows += [
        {"sort": "Phát khẩn", "title": each["title"], "state_word": word("emergency", each["state"])}
        for each in found["emergencies"]
    ]
    print_table(rows, _USES, empty="Không có gì nêu tên khu vực này.")


def _minutes(most: int | None) -> str:
    return "không giới hạn" if most is None else f"tối đa {most} phút"


def _show(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    print_rows(
        rows,
        [{**row, "level_word": word("level", row["level"])} for row in rows],
        _ZONES,
        empty="Chưa có khu vực nào.",
        as_json=as_json,
    )
