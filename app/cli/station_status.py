"""`loalang station status`: how the station of this PC is, asked of the PC alone; the server may be out of reach."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.output import AsJson, print_json
from app.cli.station_local import place
from app.cli.status import output_line, show, table
from app.clock import Clock, SystemClock, local
from app.words import moment as moment_in_words
from app.words import sentence

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from app.station import Board

_OLD_S = 20.0
"""Four boards were not written."""


def status(
    data: Annotated[Path | None, typer.Option("--data", help="Thư mục dữ liệu của máy phát; bỏ trống: theo thiết lập.")] = None,
    *,
    watch: Annotated[bool, typer.Option("--watch", help="Xem liên tục, Ctrl-C để thôi.")] = False,
    as_json: AsJson = False,
) -> None:
    """Xem máy phát của chính máy này, không cần máy chủ: đường ra, giờ, lịch đã nhận, sắp phát gì, sự cố."""
    from app.station import read_board

    folder, clock = place() if data is None else data, SystemClock()
    if as_json:
        found = read_board(folder)
        print_json(None if found is None else found[0].model_dump(mode="json") | {"is_running": _runs(found[1], clock)})
        return
    show(_present(folder, clock), (lambda: _present(folder, clock)) if watch else None)


def _present(folder: Path, clock: Clock) -> "RenderableType":
    from rich.text import Text

    from app.station import read_board

    found = read_board(folder)
    if found is None:
        return Text("Máy này chưa từng chạy máy phát. Ghép với máy chủ: «loalang station enrol».", style="bold red")
    written, at = found
    return drawn(written, clock.now(), last_written=None if _runs(at, clock) else datetime.fromtimestamp(at, UTC))


def _runs(written_at: float, clock: Clock) -> bool:
    """Whether the board is fresh; one that lies ahead was written before the clock was set back."""
    return abs(clock.now().timestamp() - written_at) <= _OLD_S


def drawn(found: "Board", now: datetime, *, last_written: datetime | None) -> "RenderableType":
    """The board as something to print. last_written: of a station that does not run; None: it does."""
    from rich.console import Group
    from rich.text import Text

    alarm, bold = "bold white on red", "bold red"
    parts: list[Any] = [Text(f"Máy phát của máy này · {local(now):%H:%M:%S} ngày {local(now):%d/%m/%Y}", style="bold")]
    if last_written is not None:
        parts.append(Text(f"MÁY PHÁT KHÔNG CHẠY (lần cuối lúc {_when(last_written)}); dưới đây là lúc ấy", style=alarm))
    if any(fault.code == "station_dismissed" for fault in found.state.faults):
        parts.append(Text("MÁY NÀY THÔI LÀM MÁY PHÁT: ghép lại bằng «loalang station enrol»", style=alarm))
    elif found.stopped:
        parts.append(Text("ĐANG DỪNG PHÁT THEO LỆNH", style=alarm))
    heard = found.heard_at
    is_cut_off = any(fault.code in {"server_unreachable", "bad_answer"} for fault in found.state.faults)
    contact = "Máy chủ: " + ("chưa liên lạc được từ khi chạy" if heard is None else f"nghe lần cuối lúc {_when(heard)}")
    parts.append(Text(contact, style=bold if heard is None or is_cut_off else ""))
    parts += [_plan(found, now), _clock_line(found)]
    if found.state.unsent:
        parts.append(Text(f"Nhật ký chưa gửi: {found.state.unsent} dòng"))
    parts.append(Text("Đang phát: " + (", ".join(found.on_air) or "không")))
    parts += [Text("  ").append(output_line(_output_of(each.model_dump()))) for each in found.state.outputs]
    parts += [_upcoming(found), _faults(found)]
    return Group(*parts)


def _plan(found: "Board", now: datetime) -> "Text":
    from rich.text import Text

    if found.issued_at is None or found.expires_at is None:
        return Text("Lịch phát: chưa nhận được lịch nào", style="bold red")
    said = f"Lịch phát: lập lúc {_when(found.issued_at)}, dùng đến {_when(found.expires_at)}"
    return Text(said, style="bold red" if now >= found.expires_at else "")


def _clock_line(found: "Board") -> "Text":
    from rich.text import Text

    offset = found.state.clock_offset_s
    against = "" if offset is None else f", lệch máy chủ {round(offset, 1) + 0.0:+.1f} s".replace(".", ",")
    if found.clock_trusted or found.issued_at is None:
        return Text(f"Đồng hồ: đúng{against}" if found.clock_trusted else f"Đồng hồ: chưa đối chiếu được{against}")
    return Text(f"Đồng hồ: CHƯA ĐÚNG, tạm giữ mọi lượt phát{against}", style="bold red")


def _output_of(found: Mapping[str, Any]) -> dict[str, Any]:
    said = sentence(found["fault"], {"output": found["name"]}).title if found["fault"] else None
    return {**found, "fault_word": said}


def _upcoming(found: "Board") -> "Table":
    from rich.text import Text

    made = table("Sắp phát", "Lúc", "Chương trình", "Đường ra", "Âm thanh")
    for each in found.upcoming:
        ready = Text("sẵn sàng" if each.is_here else "chưa có", style="" if each.is_here else "bold red")
        made.add_row(_when(each.at), Text(each.title), Text(", ".join(each.outputs)), ready)
    if not found.upcoming:
        made.add_row("", "Trong một ngày tới không có lượt phát.", "", "")
    return made


def _faults(found: "Board") -> "RenderableType":
    from rich.text import Text

    if not found.state.faults:
        return Text("Máy phát không có sự cố chung.", style="green")
    made = table("Sự cố", "Từ", "Sự cố", "Việc cần làm")
    for each in found.state.faults:
        said = sentence(each.code)
        made.add_row(_when(each.since), Text(said.title, style="bold red"), Text(said.detail))
    return made


def _when(instant: datetime) -> str:
    return moment_in_words(instant)
