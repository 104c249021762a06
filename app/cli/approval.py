"""`loalang approval`: who approves, and the register of what was decided, over REST."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.client import HERE, Client, Server, Token
from app.cli.dates import iso_day
from app.cli.help import Commands
from app.cli.output import AsJson, print_json
from app.storage import write_durably

app = Commands(help="Ai được duyệt bản tin; sổ duyệt.")


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
