"""`loalang station …`: be the player of a broadcast PC, make a PC one, and manage them on the server."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.client import HERE, Client, Server, Token, web_address
from app.cli.help import Commands
from app.cli.output import AsJson, print_json, print_table
from app.cli.parts import zone_names
from app.clock import local
from app.words import where

app = Commands(help="Máy phát: chạy, ghép với máy chủ, quản lý.", invoke_without_command=True)

_STATIONS = {"id": "Mã", "name": "Tên máy phát", "where": "Khu vực"}


@app.callback()
def station(
    context: typer.Context,
    server: Annotated[
        str, typer.Option("--server", envvar="LOALANG_SERVER", metavar="ĐỊA_CHỈ", help="Địa chỉ máy chủ.", callback=web_address)
    ] = "",
    token: Annotated[str, typer.Option("--token", envvar="LOALANG_STATION_TOKEN", metavar="MÃ", help="Chuỗi đăng ký.")] = "",
    folder: Annotated[
        Path | None, typer.Option("--folder", help="Thư mục nhận tệp âm thanh; bỏ trống: out/ của dữ liệu.")
    ] = None,
    data: Annotated[Path | None, typer.Option("--data", help="Thư mục dữ liệu; bỏ trống: theo thiết lập.")] = None,
) -> None:
    """Chạy máy phát: nhận lịch đã ký, giữ sẵn âm thanh, phát đúng giờ kể cả khi mất mạng."""
    if context.invoked_subcommand is not None:
        return
    from app.settings import Settings
    from app.station import StationConfig
    from app.station.configuring import outputs_of
    from app.station.launch import Told, give_way_to_player
    from app.wire.enrolment import kept

    settings = Settings.load(**({} if data is None else {"data_dir": data}))
    place = settings.data / "station"
    if not server or not token:
        enrolled = kept(place)
        if enrolled is None:
            raise typer.BadParameter("máy này chưa ghép với máy chủ; chạy «loalang station enrol» hoặc cho --server và --token")
        server, token = enrolled.server, enrolled.enrolment
    outputs = outputs_of(settings.station, folder.expanduser().resolve() if folder is not None else place / "out")
    patience = timedelta(seconds=settings.station.ask_first_s)
    give_way_to_player(Told(StationConfig(server, token, place, outputs, patience=patience), settings.log_level))


@app.command("enrol")
def enrol(
    code: Annotated[str, typer.Option("--code", metavar="MÃ", help="Mã ghép một lần do máy chủ lập.")],
    server: Server = HERE,
    *,
    as_json: AsJson = False,
) -> None:
    """Ghép máy này với máy chủ bằng mã một lần; từ đó «loalang station» tự biết máy chủ và khóa của xã."""
    from app.settings import Settings
    from app.wire.enrolment import CodeProof, Enrolled, keep, proven
    from app.wire.protocol import EnrolmentReply

    with Client(server) as client:
        reply = client.json("POST", "/station/enrol", json={"lookup": CodeProof.of(code).lookup})
    enrolment = proven(code, EnrolmentReply.model_validate(reply))
    keep(Settings.load().data / "station", Enrolled(server, enrolment.encode()))
    if as_json:
        print_json({"station_id": enrolment.station_id, "public_key": enrolment.public_key.hex(), "token": enrolment.token})
    else:
        print("Đã ghép máy này với máy chủ. Chạy «loalang station», hoặc «loalang station install» để tự chạy khi bật máy.")


@app.command("list")
def list_stations(server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Liệt kê các máy phát của xã."""
    with Client(server, token) as client:
        found = client.json("GET", "/stations")["items"]
        names = zone_names(client)
    if as_json:
        print_json(found)
    else:
        rows = [{**each, "where": where([names[key] for key in each["zones"] if key in names], most=2)} for each in found]
        print_table(rows, _STATIONS, empty="Chưa có máy phát nào.")


@app.command("add")
def add(
    name: Annotated[str, typer.Option("--name", help="Tên máy phát, ví dụ «Máy ở trụ sở».")],
    zone: Annotated[list[str] | None, typer.Option("--zone", help="Khu vực máy này phục vụ; bỏ trống là cả xã.")] = None,
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Thêm một máy phát và lập mã ghép một lần cho nó."""
    with Client(server, token) as client:
        made = client.json("POST", "/stations", json={"name": name, "zones": zone or []})
        _print_code(made | client.json("POST", f"/stations/{made['id']}/enrolment-codes"), as_json=as_json)


@app.command("code")
def code(
    station: Annotated[str, typer.Argument(metavar="MÃ", help="Mã máy phát.")],
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Lập mã ghép một lần cho máy phát; máy tính cũ thôi là máy phát khi mã được dùng."""
    with Client(server, token) as client:
        _print_code(client.json("POST", f"/stations/{station}/enrolment-codes"), as_json=as_json)


@app.command("remove")
def remove(
    station: Annotated[str, typer.Argument(metavar="MÃ", help="Mã máy phát.")], server: Server = HERE, token: Token = ""
) -> None:
    """Bỏ một máy phát: máy ấy không còn nhận được gì từ máy chủ."""
    with Client(server, token) as client:
        client.call("DELETE", f"/stations/{station}")
    print("Đã bỏ máy phát.")


@app.command("devices")
def devices() -> None:
    """Liệt kê các thiết bị âm thanh của máy này, tên dùng cho `station.outputs` trong loalang.toml."""
    from app.playout.mixing import device_names

    found = [{"name": name, "way": "phát"} for name in device_names()]
    found += [{"name": name, "way": "thu"} for name in device_names(capture=True)]
    print_table(found, {"way": "Để", "name": "Thiết bị"}, empty="Máy này không có thiết bị âm thanh.")


@app.command("calibrate")
def calibrate(
    output: Annotated[str, typer.Argument(metavar="ĐƯỜNG_RA", help="Tên đường ra trong loalang.toml.")],
    input_: Annotated[str, typer.Option("--input", metavar="TÊN", help="Thiết bị thu để nghe lại; bỏ trống: thường dùng.")] = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Đo độ trễ của một đường ra bằng tiếng thử: nối dây từ đầu ra về đầu vào của máy, hoặc đặt micro gần loa."""
    from app.clock import SystemClock
    from app.errors import NotFoundError
    from app.playout.mixing import Card, Microphone
    from app.playout.mixing import calibrate as measure
    from app.settings import Settings

    named = [each for each in Settings.load().station.outputs if each.name == output and each.kind == "soundcard"]
    if not named:
        raise NotFoundError("output", output)
    clock = SystemClock()
    card = Card(clock, named[0].device)
    stream = card.stream(named[0].side, named[0].level_db)
    card.open()
    try:
        ear = Microphone(clock, input_)
        try:
            found = measure(clock, stream, ear)
        finally:
            ear.close()
    finally:
        stream.close()
    latency_ms, spread_ms = (round(each.total_seconds() * 1000) for each in (found.latency, found.spread))
    if as_json:
        print_json({"latency_ms": latency_ms, "spread_ms": spread_ms, "heard": found.heard})
    else:
        print(f"Nghe được {found.heard} tiếng thử, chênh nhau {spread_ms} ms. Ghi vào loalang.toml, mục «{output}»:")
        print(f"  latency_ms = {latency_ms}")


def _print_code(made: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(made)
        return
    until = local(datetime.fromisoformat(made["expires_at"]))
    print(f"Trên máy phát, trước {until:%H:%M}, chạy một lần:\n  loalang station enrol --server … --code {made['code']}")
