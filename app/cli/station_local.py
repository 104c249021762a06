"""`loalang station emergency|stop|lift|set-pin`: on the broadcast PC itself, with the server down."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from app.cli.output import AsJson, print_json
from app.settings import Settings

Pin = Annotated[
    str, typer.Option("--pin", envvar="LOALANG_PIN", prompt="Mã PIN của máy này", hide_input=True, help="Bỏ trống thì máy hỏi.")
]


def set_pin(
    pin: Annotated[
        str, typer.Option("--pin", prompt="Mã PIN mới", hide_input=True, confirmation_prompt="Nhập lại", help="6–12 chữ số.")
    ],
) -> None:
    """Đặt mã PIN phát khẩn của máy này, dùng khi không liên lạc được với máy chủ."""
    from app.emergencies import refuse_weak_pin
    from app.station import LocalOrders

    refuse_weak_pin(pin)
    LocalOrders(_orders()).set_pin(pin)
    print("Đã đặt mã PIN của máy này.")


def emergency(
    pin: Pin,
    text: Annotated[str, typer.Option("--text", help="Lời phát.")] = "",
    end: Annotated[UUID | None, typer.Option("--end", metavar="MÃ", help="Kết thúc lượt phát khẩn này.")] = None,
    hours: Annotated[float, typer.Option("--hours", min=0.01, max=72, help="Kết thúc sau bấy nhiêu giờ.")] = 2,
    every: Annotated[int, typer.Option("--every", min=1, max=240, help="Nhắc lại sau bấy nhiêu phút.")] = 5,
    *,
    drill: Annotated[bool, typer.Option("--drill", help="Diễn tập: lời phát tự nói rõ ở đầu và cuối.")] = False,
    as_json: AsJson = False,
) -> None:
    """Phát khẩn ngay từ máy này, không cần máy chủ; nhật ký gửi về máy chủ khi có mạng."""
    from app.clock import SystemClock
    from app.emergencies import local_emergency
    from app.station import LocalOrders
    from app.wiring import studio_of

    orders = LocalOrders(_orders())
    orders.check_pin(pin)
    if end is not None:
        orders.end(end)
        print("Đã kết thúc phát khẩn.")
        return
    settings, clock = Settings.load(), SystemClock()
    with studio_of(settings, clock, place() / "audio") as kit:
        made = local_emergency(kit, clock.now(), text, lasts=timedelta(hours=hours), repeat_every_s=every * 60, is_drill=drill)
    orders.put(made)
    if as_json:
        print_json({"id": made.id, "title": made.title, "seconds": made.seconds, "ends_at": made.ends_at})
    else:
        print(f"Đang phát khẩn «{made.title}». Kết thúc: loalang station emergency --end {made.id}")


def stop() -> None:
    """Dừng tất cả trên máy này, đến khi «loalang station lift»."""
    from app.station import LocalOrders

    LocalOrders(_orders()).stop()
    print("Đang dừng phát theo lệnh. Cho phát trở lại: loalang station lift")


def lift(
    pin: Pin,
    keep: Annotated[
        list[UUID] | None, typer.Option("--keep", metavar="MÃ", help="Lượt phát khẩn cho phát tiếp; lặp lại để thêm.")
    ] = None,
) -> None:
    """Cho máy này phát trở lại; lượt phát khẩn nào không cho phát tiếp thì không phát ở máy này nữa."""
    from app.cli.emergencies import chosen
    from app.station import LocalOrders
    from app.station.board import read_board

    orders = LocalOrders(_orders())
    orders.check_pin(pin)
    found = read_board(place())
    held = {str(each.id): each.title for each in found[0].emergencies} if found is not None else {}
    held |= {str(each.id): each.heading for each in orders.standing()}
    go_on = [UUID(key) for key in chosen(list(held.items()), None if keep is None else [str(key) for key in keep])]
    orders.lift(go_on)
    print("Đã cho phát trở lại.")
    for key, title in held.items():
        print(f"{'Phát tiếp' if UUID(key) in go_on else 'Không phát nữa'}: {title}")


def place() -> Path:
    """The data folder of the station of this PC: the one that was enrolled, else the one that `serve` runs."""
    data = Settings.load().data
    served = sorted(path for path in data.glob("stations/*") if path.is_dir())
    return served[0] if served and not (data / "station").is_dir() else data / "station"


def _orders() -> Path:
    return place() / "orders"
