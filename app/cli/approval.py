"""`loalang approval`: who approves, over REST."""

from typing import Annotated

import typer

from app.cli.client import HERE, Client, Server, Token
from app.cli.output import AsJson, print_json


def approval(
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
