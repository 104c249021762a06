"""`loalang bulletin …`: the officer's and the approver's acts, over REST."""

from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.client import HERE, Client, Server, ServerSaidError, Token
from app.cli.help import Commands
from app.cli.output import AsJson, ProgressBar, print_json, print_left_out, print_table
from app.cli.values import choice

app = Commands(
    help="Bản tin: liệt kê, thêm, sửa, xem lời đọc, trình duyệt, duyệt, trả lại, thu hồi, xem lịch sử, tạo bản thu.",
    no_args_is_help=True,
)

Bulletin = Annotated[str, typer.Argument(metavar="MÃ", help="Mã bản tin.")]
Version = Annotated[int | None, typer.Option("--version", help="Số phiên bản; mặc định là phiên bản mới nhất.")]
BulletinFile = Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp bản tin (.txt).")]
_IS_FILE = {"Content-Type": "text/plain; charset=utf-8"}
_COLUMNS = {"id": "Mã", "number": "Bản", "state_word": "Trạng thái", "title": "Tên bản tin"}


@app.command("list")
def list_bulletins(
    server: Server = HERE,
    token: Token = "",
    q: Annotated[str, typer.Option("--q", "-q", help="Từ cần tìm, không kể dấu và chữ hoa.")] = "",
    state: Annotated[str | None, choice("version", "--state", said="Trạng thái")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Liệt kê bản tin, mới nhất trước."""
    with Client(server, token) as client:
        _show(client.every("/bulletins", q=q, state=state or ""), as_json=as_json)


@app.command("add")
def add(
    file: BulletinFile,
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Thêm bản tin từ tệp, thành bản nháp."""
    with Client(server, token) as client:
        made = client.json("POST", "/bulletins", content=file.read_bytes(), headers=_IS_FILE)
    _show([made], as_json=as_json)


@app.command("edit")
def edit(bulletin: Bulletin, file: BulletinFile, server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Sửa bản tin theo tệp: bản nháp sửa tại chỗ, bản đã trình hay đã duyệt thành bản nháp mới."""
    with Client(server, token) as client:
        tag = client.call("GET", f"/bulletins/{bulletin}").headers["etag"]
        headers = _IS_FILE | {"If-Match": tag}
        made = client.json("PUT", f"/bulletins/{bulletin}", content=file.read_bytes(), headers=headers)
    _show([made], as_json=as_json)


@app.command("show")
def show(
    bulletin: Bulletin, server: Server = HERE, token: Token = "", version: Version = None, *, as_json: AsJson = False
) -> None:
    """Xem lời đọc của một bản tin; bản đã thu hồi thì nơi nào đã nhận lệnh."""
    with Client(server, token) as client:
        path = _path(client, bulletin, version)
        spoken = client.json("GET", f"{path}/spoken")
        found = client.json("GET", path)
        withdrawal = client.json("GET", f"{path}/withdrawal") if found["state"] == "withdrawn" else None
    if as_json:
        print_json(spoken | {"issuer": found["issuer"], "withdrawal": withdrawal})
        return
    if found["issuer"]:
        print(f"Bản tin của cấp trên: {found['issuer']['said']}")
    for line in withdrawal["lines"] if withdrawal else ():
        print(line)
    print(spoken["spoken"])
    print_left_out([line["text"] for line in spoken["left_out"]])
    for remark in spoken["remarks"]:
        print(f"Nên xem lại: {remark['message']}")


@app.command("submit")
def submit(
    bulletin: Bulletin, server: Server = HERE, token: Token = "", version: Version = None, *, as_json: AsJson = False
) -> None:
    """Trình duyệt: từ đây lời văn không đổi nữa."""
    _act(Client(server, token), bulletin, version, "submit", as_json=as_json)


@app.command("approve")
def approve(
    bulletins: Annotated[list[str], typer.Argument(metavar="MÃ…", help="Mã bản tin; nhiều mã: duyệt tất cả hoặc không bản nào.")],
    server: Server = HERE,
    token: Token = "",
    version: Version = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Duyệt đúng nội dung đã trình."""
    if len(bulletins) == 1:
        _act(Client(server, token), bulletins[0], version, "approve", as_json=as_json)
        return
    if version is not None:
        raise typer.BadParameter("chỉ nêu số phiên bản khi duyệt một bản tin", param_hint="--version")
    with Client(server, token) as client:
        seen = []
        for each in bulletins:
            found = client.json("GET", f"/bulletins/{each}")
            if found["content_hash"] is None:
                raise typer.BadParameter(f"«{found['title']}» chưa trình duyệt", param_hint="MÃ")
            seen.append({"bulletin_id": found["id"], "number": found["number"], "content_hash": found["content_hash"]})
        approved = client.json("POST", "/bulletins/approve", json={"versions": seen})
    _show(approved["items"], as_json=as_json)


@app.command("changes")
def changes(
    bulletin: Bulletin, server: Server = HERE, token: Token = "", version: Version = None, *, as_json: AsJson = False
) -> None:
    """Lời đọc khác bản duyệt gần nhất ở những câu nào."""
    with Client(server, token) as client:
        found = client.json("GET", f"{_path(client, bulletin, version)}/spoken-changes")
    if as_json:
        print_json(found)
    elif found["since"] is None:
        print("Bản tin chưa duyệt lần nào: cả bài là mới.")
    elif not found["changes"]:
        print(f"Lời đọc không khác phiên bản {found['since']} đã duyệt.")
    for change in [] if as_json else found["changes"]:
        print("\n".join([*(f"- {each}" for each in change["before"]), *(f"+ {each}" for each in change["after"])]))


@app.command("history")
def history(bulletin: Bulletin, server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Ai đã làm gì với bản tin, lúc nào, và bản tin đã phát mấy lượt."""
    with Client(server, token) as client:
        found = client.json("GET", f"/bulletins/{bulletin}/history")
    if as_json:
        print_json(found)
        return
    if not found["is_whole"]:
        print("Nhật ký hệ thống không còn giữ những dòng đầu.")
    for line in [*found["items"], *found["aired"]]:
        print(line["line"])


@app.command("sheet")
def sheet(
    bulletin: Bulletin,
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp .html để ghi, rồi mở ra in.")],
    server: Server = HERE,
    token: Token = "",
    version: Version = None,
) -> None:
    """Phiếu duyệt bản tin để in, ký, đóng dấu; không nêu phiên bản thì là bản trình sau cùng."""
    from app.storage import write_durably

    asked = {"version": version} if version is not None else {}
    with Client(server, token) as client:
        write_durably(output, client.call("GET", f"/bulletins/{bulletin}/approval-sheet", params=asked).content, shared=True)
    print(f"Đã ghi {output}")


@app.command("return")
def return_(
    bulletin: Bulletin,
    reason: Annotated[str, typer.Option("--reason", help="Lý do trả lại.")],
    notes: Annotated[
        list[str] | None, typer.Option("--note", metavar="CÂU:GHI_CHÚ", help="Ghi chú ở một câu: «3: họp lúc 19 giờ 30».")
    ] = None,
    server: Server = HERE,
    token: Token = "",
    version: Version = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Trả lại bản tin, kèm lý do."""
    body = {"reason": reason, "notes": [_note(each) for each in notes or []]}
    with Client(server, token) as client:
        _show([client.json("POST", f"{_path(client, bulletin, version)}/return", json=body)], as_json=as_json)


def _note(typed: str) -> dict[str, str | int]:
    number, _, text = typed.partition(":")
    if not number.strip().isdecimal() or not text.strip():
        raise typer.BadParameter("viết số câu, dấu hai chấm, rồi ghi chú", param_hint="--note")
    return {"sentence": int(number), "text": text.strip()}


@app.command("withdraw")
def withdraw(
    bulletins: Annotated[list[str], typer.Argument(metavar="MÃ…", help="Mã bản tin; nhiều mã: thu hồi cả hoặc không bản nào.")],
    reason: Annotated[str, typer.Option("--reason", help="Lý do thu hồi.")],
    server: Server = HERE,
    token: Token = "",
    version: Version = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Thu hồi bản tin đã duyệt: không phát nữa."""
    if len(bulletins) == 1:
        _act(Client(server, token), bulletins[0], version, "withdraw", reason=reason, as_json=as_json)
        return
    if version is not None:
        raise typer.BadParameter("chỉ nêu số phiên bản khi thu hồi một bản tin", param_hint="--version")
    with Client(server, token) as client:
        found = [client.json("GET", f"/bulletins/{each}") for each in bulletins]
        places = [{"bulletin_id": each["id"], "number": each["number"]} for each in found]
        done = client.json("POST", "/bulletins/withdraw", json={"versions": places, "reason": reason})
    _show(done.get("items", []), as_json=as_json)


@app.command("render")
def render(
    bulletin: Bulletin,
    output: Annotated[Path, typer.Option("--out", "-o", metavar="RA", help="Tệp .mp3 hoặc .wav.")],
    server: Server = HERE,
    token: Token = "",
    version: Version = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Tạo bản thu của một bản tin trên máy chủ và lấy về; không xét hiệu lực vì chưa phát."""
    from app.storage import durable

    form = output.suffix.lower().removeprefix(".")
    if form not in {"mp3", "wav"}:
        raise typer.BadParameter("tệp ra phải là .mp3 hoặc .wav", param_hint="--out")
    with Client(server, token) as client:
        made = client.json("POST", f"{_path(client, bulletin, version)}/renderings")
        bar = ProgressBar("Đang tạo bản thu")
        for event in client.events(f"/renderings/{made['id']}/events"):
            made = event
            bar(made["progress"])
        if made["failure"] is not None:
            raise ServerSaidError(made["failure"]["title"], made["failure"]["detail"])
        with durable(output.absolute(), shared=True) as file:
            for chunk in client.stream("GET", f"/renderings/{made['id']}/audio?format={form}"):
                file.write(chunk)
    if as_json:
        print_json({"path": str(output.absolute()), **made})
    else:
        print(f"{output}: {made['seconds']:.1f} giây")


def _act(calls: Client, bulletin: str, version: int | None, act: str, *, as_json: bool, reason: str | None = None) -> None:
    with calls as client:
        body = {"reason": reason} if reason is not None else None
        _show([client.json("POST", f"{_path(client, bulletin, version)}/{act}", json=body)], as_json=as_json)


def _path(client: Client, bulletin: str, version: int | None) -> str:
    number = version if version is not None else client.json("GET", f"/bulletins/{bulletin}")["number"]
    return f"/bulletins/{bulletin}/versions/{number}"


def _show(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    from app.words import word

    if as_json:
        print_json(rows)
        return
    shown = [{**row, "state_word": word("version", row["state"])} for row in rows]
    print_table(shown, _COLUMNS, empty="Chưa có bản tin nào.")
    for row in rows:
        if "summary" in row:
            print(f"Lời đọc: {row['summary']}")
            print_left_out([line["text"] for line in row["left_out"]])
