"""`loalang token …`: tokens for programs and other devices, over REST."""

from typing import Annotated

import typer

from app.cli.client import HERE, Client, Server, Token, signed_in
from app.cli.dates import moment
from app.cli.help import Commands
from app.cli.output import AsJson, print_json, print_table
from app.cli.values import choice

app = Commands(help="Mã truy cập cho chương trình và thiết bị khác.", no_args_is_help=True)

_COLUMNS = {
    "id": "Mã",
    "scope_word": "Dùng để",
    "label": "Tên gọi",
    "person": "Của",
    "created_at": "Lập lúc",
    "expires_at": "Đến",
    "used_at": "Dùng lần cuối",
}


_MOMENTS = ("created_at", "expires_at", "used_at")


@app.command("list")
def list_tokens(server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Liệt kê các mã đang dùng được."""
    with Client(server, token) as client:
        found = client.json("GET", "/tokens")["items"]
    if as_json:
        print_json(found)
    else:
        print_table(
            [{**each, **{name: moment(each[name]) if each[name] else "" for name in _MOMENTS}} for each in found],
            _COLUMNS,
            empty="Chưa có mã truy cập nào.",
        )


@app.command("add")
def add(
    label: Annotated[str, typer.Option("--label", help="Tên gọi để nhận ra: máy nào, việc gì.")],
    scope: Annotated[str, choice("scope", "--scope", said="Dùng để")] = "full",
    days: Annotated[int, typer.Option("--days", min=1, max=1096, help="Dùng được bao nhiêu ngày.")] = 365,
    login: Annotated[
        str, typer.Option("--login", metavar="TÊN", help="Tên đăng nhập, khi chưa có mã truy cập; máy hỏi mật khẩu.")
    ] = "",
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Lập một mã truy cập; mã chỉ hiện một lần."""
    form = {"label": label, "scope": scope, "days": days}
    if login:
        with signed_in(server, login) as client:
            made = client.json("POST", "/tokens", json=form)
    else:
        with Client(server, token) as client:
            made = client.json("POST", "/tokens", json=form)
    if as_json:
        print_json(made)
    else:
        print(made["token"])


@app.command("revoke")
def revoke(
    key: Annotated[str, typer.Argument(metavar="MÃ", help="Mã trong danh sách.")], server: Server = HERE, token: Token = ""
) -> None:
    """Thu hồi một mã truy cập."""
    with Client(server, token) as client:
        client.call("DELETE", f"/tokens/{key}")
    print("Đã thu hồi mã truy cập.")
