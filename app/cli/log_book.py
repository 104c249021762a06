"""`loalang log-book`: the broadcast log book into a file."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.client import HERE, Client, Server, Token
from app.cli.dates import iso_day
from app.storage import write_durably

_FORMS = {".html": "html", ".csv": "csv", ".xlsx": "xlsx"}


def log_book(
    first: Annotated[str, typer.Option("--from", metavar="NGÀY", help="Ngày đầu, ví dụ 1/11/2026.")],
    last: Annotated[str, typer.Option("--to", metavar="NGÀY", help="Ngày cuối, tính cả ngày ấy.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp để ghi: .html (để in), .csv hoặc .xlsx.")],
    server: Server = HERE,
    token: Token = "",
) -> None:
    """Xuất sổ nhật ký phát thanh: những gì đã thực sự phát."""
    form = _FORMS.get(output.suffix.lower())
    if form is None:
        raise typer.BadParameter("tên tệp phải có đuôi .html, .csv hoặc .xlsx")
    asked = {"from": iso_day(first), "to": iso_day(last), "format": form}
    with Client(server, token) as client:
        write_durably(output, client.call("GET", "/log-book", params=asked).content, shared=True)
    print(f"Đã ghi {output}")
