"""`loalang fault …`: what is wrong, and that a person has seen it."""

from typing import Annotated, Any

import typer

from app.cli.client import HERE, Client, Server, Token
from app.cli.dates import moment
from app.cli.help import Commands
from app.cli.output import AsJson, print_rows

app = Commands(help="Sự cố của máy phát và đường ra.", no_args_is_help=True)

_COLUMNS = {"since": "Từ", "until": "Đến", "place": "Nơi", "title": "Sự cố", "accepted_by": "Đã xác nhận", "id": "Mã"}


@app.command("list")
def list_faults(
    *,
    everything: Annotated[bool, typer.Option("--all", help="Cả những sự cố đã hết và đã xác nhận (200 cái gần nhất).")] = False,
    server: Server = HERE,
    token: Token = "",
    as_json: AsJson = False,
) -> None:
    """Liệt kê sự cố đang có, và sự cố đã hết mà chưa ai xác nhận."""
    with Client(server, token) as client:
        asked = {"all": "true", "limit": "200"} if everything else {}
        found = client.json("GET", "/faults", params=asked)["items"]
    print_rows(found, [_row(each) for each in found], _COLUMNS, empty="Không có sự cố nào.", as_json=as_json)


@app.command("accept")
def accept(
    fault: Annotated[list[str] | None, typer.Argument(metavar="[MÃ]…", help="Mã sự cố; bỏ trống cùng --all.")] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Xác nhận mọi sự cố đang hiện.")] = False,
    server: Server = HERE,
    token: Token = "",
) -> None:
    """Xác nhận đã biết sự cố; sự cố đã hết thì không hiện nữa."""
    if not fault and not everything:
        raise typer.BadParameter("cần mã sự cố hoặc --all")
    with Client(server, token) as client:
        shown = [each["id"] for each in client.json("GET", "/faults")["items"]] if everything else []
        for key in dict.fromkeys([*(fault or []), *shown]):
            client.call("POST", f"/faults/{key}/accept")
    print("Đã xác nhận.")


def _row(found: dict[str, Any]) -> dict[str, object]:
    until = "đang có" if found["ended_at"] is None else moment(found["ended_at"])
    place = ", ".join(part for part in (found["station"] or "máy chủ", found["output"]) if part)
    return {**found, "since": moment(found["since"]), "until": until, "place": place}
