"""`loalang status`: the board of stations, what sounds and what is wrong, once or live."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.client import HERE, Client, Server, ServerUnreachableError, Token
from app.cli.output import AsJson, print_json
from app.clock import SystemClock, local
from app.words import sentence

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

_EVERY = timedelta(seconds=2)


def status(
    server: Server = HERE,
    token: Token = "",
    *,
    watch: Annotated[bool, typer.Option("--watch", help="Xem liên tục, Ctrl-C để thôi.")] = False,
    as_json: AsJson = False,
) -> None:
    """Xem máy phát, đường ra, đang phát gì, sắp phát gì, sự cố."""
    with Client(server, token) as client:
        first = client.json("GET", "/status")  # an address that is wrong from the beginning is an error, and no board
        if as_json:
            print_json(first)
        else:
            show(board(first), (lambda: _present(client)) if watch else None)


def show(drawn: "RenderableType", again: "Callable[[], RenderableType] | None") -> None:
    """Print what is drawn; with `again`, draw it anew every two seconds until the person ends it."""
    from rich.console import Console
    from rich.live import Live

    console = Console()
    if again is None:
        console.print(drawn)
        return
    clock, never = SystemClock(), threading.Event()
    with Live(drawn, console=console, auto_refresh=False, screen=console.is_terminal) as live:
        while True:
            clock.wait(clock.now() + _EVERY, never)
            live.update(again(), refresh=True)


def _present(client: Client) -> "RenderableType":
    """The board, or why there is none just now."""
    from rich.text import Text

    try:
        return board(client.json("GET", "/status"))
    except ServerUnreachableError as error:
        said = sentence(error.code, error.facts)
        return Text(f"{said.title}. {said.detail}", style="bold red")


def board(found: dict[str, Any]) -> "RenderableType":
    """The answer of `GET /status` as something to print; no text of it is taken for markup."""
    from rich.console import Group
    from rich.text import Text

    now = local(datetime.fromisoformat(found["now"]))
    head = Text(f"{found['commune']} · {now:%H:%M:%S} ngày {now:%d/%m/%Y}", style="bold")
    parts: list[Any] = [head]
    if found["stopped"]:
        parts.append(Text("ĐANG DỪNG PHÁT THEO LỆNH", style="bold white on red"))
    said = "Phát khẩn bị dừng" if found["stopped"] else "ĐANG PHÁT KHẨN"
    parts += [Text(f"{said}: {title}", style="bold white on red") for title in found["emergencies"]]
    parts.append(_stations(found["stations"]))
    parts.append(_airings("Sắp phát", found["upcoming"], empty="Từ nay đến hết ngày mai không có lượt phát."))
    if found["problems"]:
        parts.append(_airings("Cần xem lại (hôm nay và ngày mai)", found["problems"], empty=""))
    for each in found["withdrawals"]:
        parts.append(Text("\n  ".join(["Thu hồi chưa tới đủ nơi:", *each["lines"]]), style="bold red"))
    parts.append(_faults(found["faults"]))
    return Group(*parts)


def table(title: str, *headings: str) -> "Table":
    """An empty table of a board."""
    from rich.box import SIMPLE
    from rich.table import Table

    return Table(*headings, title=title, title_justify="left", title_style="bold", box=SIMPLE, pad_edge=False)


def _stations(found: list[dict[str, Any]]) -> "Table":
    from rich.text import Text

    drawn = table("Máy phát", "Tên", "Kết nối", "Lệch giờ", "Đang phát", "Đường ra", "Chưa gửi")
    for each in found:
        is_heard = each["contact"] == "online"  # what was said before it fell silent is not how it is now
        contact = Text(each["contact_word"], style="green" if is_heard else "bold red")
        offset = "" if each["clock_offset_s"] is None else f"{round(each['clock_offset_s'], 1) + 0.0:+.1f} s".replace(".", ",")
        on_air = "\n".join(one["title"] or "…" for one in each["on_air"]) if is_heard else ""
        outputs = Text("\n").join(output_line(one) for one in each["outputs"]) if is_heard else Text("không rõ", style="dim")
        drawn.add_row(Text(each["name"]), contact, offset, Text(on_air), outputs, str(each["unsent"] or ""))
    if not found:
        drawn.add_row("Chưa có máy phát nào.")
    return drawn


def output_line(found: dict[str, Any]) -> "Text":
    """How an output is, in one line."""
    from rich.text import Text

    if found["fault_word"]:
        return Text(f"{found['name']}: {found['fault_word']}", style="bold red")
    level = "" if found["rms_dbfs"] is None else f" {found['rms_dbfs']:.0f} dB"
    return Text(f"{found['name']}:{level or ' tốt'}")


def _airings(title: str, found: list[dict[str, Any]], *, empty: str) -> "Table":
    from rich.text import Text

    drawn = table(title, "Ngày", "Giờ", "Chương trình", "Trạng thái")
    told = [(each["starts_at"], each["title"], each["state_word"], each["reason_word"]) for each in found]
    for number, each in enumerate(found):
        if told[number] in told[:number]:
            continue  # another part of an airing whose zones hear contents apart, and that stands as the first does
        day = local(datetime.fromisoformat(each["starts_at"]))
        said = each["state_word"] + (f" ({each['reason_word']})" if each["reason_word"] else "")
        style = "bold red" if each["reason_word"] else ""
        drawn.add_row(f"{day:%d/%m}", each["local_time"], Text(each["title"]), Text(said, style=style))
    if not found:
        drawn.add_row("", "", empty)
    return drawn


def _faults(found: list[dict[str, Any]]) -> "RenderableType":
    from rich.text import Text

    if not found:
        return Text("Không có sự cố nào chưa xác nhận.", style="green")
    drawn = table("Sự cố (xác nhận bằng «loalang fault accept»)", "Từ", "Nơi", "Sự cố", "Tình trạng")
    for each in found:
        place = ", ".join(part for part in (each["station"] or "máy chủ", each["output"]) if part)
        state = "đang có" if each["ended_at"] is None else "đã hết"
        state += f", {each['accepted_by']} đã biết" if each["accepted_by"] else ""
        since = f"{local(datetime.fromisoformat(each['since'])):%H:%M %d/%m}"
        drawn.add_row(since, Text(place), Text(each["title"], style="bold red" if each["ended_at"] is None else ""), Text(state))
    return drawn
