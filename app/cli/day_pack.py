"""`loalang day-pack NGÀY --to THƯ_MỤC`: the day's files and run sheet onto a stick, over REST."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from app.cli.client import HERE, Client, Server, Token
from app.cli.dates import iso_day
from app.cli.output import AsJson, ProgressBar, print_json

Formats = Literal["mp3", "wav", "mp3,wav"]


def day_pack(
    day: Annotated[str, typer.Argument(metavar="NGÀY", help="Ngày phát, ví dụ 4/11/2026.")],
    to: Annotated[Path, typer.Option("--to", metavar="THƯ_MỤC", help="Ổ USB hoặc thư mục có sẵn để chép gói vào.")],
    formats: Annotated[
        Formats, typer.Option("--formats", metavar="DẠNG", help="Dạng âm thanh: mp3, wav, hoặc cả hai.")
    ] = "mp3,wav",
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Chép gói phát trong ngày: tệp âm thanh đánh số, danh sách phát, phiếu phát thanh, mã kiểm tra."""
    from app.packs.folder import Entry, write_pack
    from app.units import Sha256

    with Client(server, token) as client:
        pack = client.json("POST", f"/days/{iso_day(day)}/packs", params={"formats": formats})
        total, bar = sum(file["size"] for file in pack["files"]) or 1, ProgressBar("Đang chép")
        done = 0

        def fetch(file: dict[str, Any]) -> Iterator[bytes]:
            nonlocal done
            for chunk in client.stream("GET", file["href"].removeprefix("/api/v1")):
                done += len(chunk)
                bar(done / total)
                yield chunk

        entries = [
            Entry(file["name"], Sha256(file["sha256"]), file["size"], lambda file=file: fetch(file))  # type: ignore[misc]  # bound now
            for file in pack["files"]
        ]
        place = write_pack(entries, to, pack["name"])
    if as_json:
        print_json({"folder": str(place.resolve()), **pack})
        return
    print(f"Đã chép gói phiên bản {pack['version']} vào {place}.")
    for line in pack["lines"]:
        said = f"  {line['local_time']}  {line['title']} · {line['where']}"
        print(f"{said}  (không phát: {line['silent_because']})" if line["silent_because"] else said)
