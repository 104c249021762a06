"""`loalang approval`: who approves, also on another's behalf, and the register of what was decided, over REST."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.client import HERE, Client, Server, Token
from app.cli.dates import iso_day, moment
from app.cli.help import Commands
from app.cli.output import AsJson, print_json, print_rows
from app.storage import write_durably

app = Commands(help="Ai được duyệt bản tin, ai duyệt thay; sổ duyệt.")

_COLUMNS = {
    "id": "Mã",
    "giver": "Người giao",
    "deputy": "Duyệt thay",
    "time": "Thời gian",
    "state": "Hiện nay",
    "reason": "Lý do",
}


@app.callback(invoke_without_command=True)
def approval(
    context: typer.Context,
    server: Server = HERE,
    token: Token = "",
    *,
    one_officer: Annotated[
        bool | None,
        typer.Option("--one-officer/--four-eyes", help="Xã chỉ có một cán bộ, vừa soạn vừa duyệt; hay người khác phải duyệt."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Xem ai được duyệt bản tin (người khác với người soạn, hay xã chỉ có một cán bộ), hoặc đổi."""
    if context.invoked_subcommand is not None:
        return
    with Client(server, token) as client:
        if one_officer is None:
            found = client.json("GET", "/approval")
        else:
            found = client.json("PUT", "/approval", json={"one_officer": one_officer})
    if as_json:
        print_json(found)
    elif found["one_officer"]:
        print("Xã có một cán bộ: người soạn được tự duyệt; phiếu và sổ ghi rõ «vừa soạn vừa duyệt».")
    else:
        print("Người soạn hoặc sửa một bản tin không được duyệt chính bản ấy: người khác phải duyệt.")


@app.command("register")
def register(
    first: Annotated[str, typer.Option("--from", metavar="NGÀY", help="Ngày đầu, ví dụ 1/11/2026.")],
    last: Annotated[str, typer.Option("--to", metavar="NGÀY", help="Ngày cuối, tính cả ngày ấy.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp .html để ghi, rồi mở ra in.")],
    server: Server = HERE,
    token: Token = "",
) -> None:
    """Xuất sổ duyệt để in: bản tin nào được duyệt, trả lại, thu hồi, lúc nào, ai soạn, ai quyết định."""
    asked = {"from": iso_day(first), "to": iso_day(last)}
    with Client(server, token) as client:
        write_durably(output, client.call("GET", "/approval-register", params=asked).content, shared=True)
    print(f"Đã ghi {output}")


@app.command("delegate")
def delegate(
    deputy: Annotated[str, typer.Argument(metavar="TÊN", help="Họ tên hoặc mã của người duyệt thay.")],
    until: Annotated[str, typer.Option("--to", metavar="NGÀY", help="Đến hết ngày này, hoặc đến ngày giờ này.")],
    reason: Annotated[str, typer.Option("--reason", help="Lý do giao.")],
    since: Annotated[str, typer.Option("--from", metavar="NGÀY", help="Từ ngày này; mặc định là ngay bây giờ.")] = "",
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Giao một người duyệt thay mặt mình trong một thời gian; tự hết hạn, không giao tiếp được."""
    body = {"deputy": deputy, "starts_at": since or None, "ends_at": until, "reason": reason}
    with Client(server, token) as client:
        made = client.json("POST", "/approval/delegations", json=body)
    _show([made], as_json=as_json)


@app.command("delegations")
def list_delegations(server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Liệt kê ai duyệt thay ai, mới nhất trước."""
    with Client(server, token) as client:
        found = client.json("GET", "/approval/delegations")["items"]
    _show(found, as_json=as_json)


@app.command("end")
def end(
    delegation: Annotated[str, typer.Argument(metavar="MÃ", help="Mã của lần giao.")], server: Server = HERE, token: Token = ""
) -> None:
    """Thôi giao trước hạn; bản đã duyệt vẫn là đã duyệt."""
    with Client(server, token) as client:
        client.call("DELETE", f"/approval/delegations/{delegation}")
    print("Đã thôi giao duyệt thay.")


def _show(rows: list[dict[str, str]], *, as_json: bool) -> None:
    times = [{"time": f"{moment(row['starts_at'])} – {moment(row['ends_at'])}", "state": _state(row)} for row in rows]
    print_rows(
        rows,
        [row | time for row, time in zip(rows, times, strict=True)],
        _COLUMNS,
        empty="Chưa giao ai duyệt thay.",
        as_json=as_json,
    )


def _state(row: dict[str, str]) -> str:
    if row["holds"]:
        return "đang duyệt thay"
    return "đã thôi giao" if row["ended_at"] else "ngoài thời gian giao"
