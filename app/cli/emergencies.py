"""`loalang emergency …`, `loalang stop-all`: warnings at once, and silence at once, over REST; a PIN is reset at the machine."""

import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import typer

from app.cli.asking import agrees
from app.cli.client import HERE, WAITING, Client, Server, Token
from app.cli.dates import hour_shown, iso_hour, moment
from app.cli.help import Commands
from app.cli.installation import AtMachine, installation
from app.cli.output import AsJson, print_json, print_table
from app.cli.values import choice
from app.clock import SystemClock
from app.words import word

app = Commands(help="Phát khẩn: phát ngay, nhắc lại, kết thúc, đính chính.", no_args_is_help=True)

_COLUMNS = {
    "since": "Từ",
    "until": "Đến",
    "state_word": "Trạng thái",
    "title": "Thông báo",
    "started_by": "Người phát",
    "id": "Mã",
}
Pin = Annotated[
    str,
    typer.Option("--pin", envvar="LOALANG_PIN", prompt="Mã PIN phát khẩn", hide_input=True, help="Mã PIN; bỏ trống thì máy hỏi."),
]
Emergency = Annotated[str, typer.Argument(metavar="MÃ", help="Mã lượt phát khẩn.")]


@app.command("set-pin")
def set_pin(
    pin: Annotated[
        str, typer.Option("--pin", prompt="Mã PIN mới", hide_input=True, confirmation_prompt="Nhập lại", help="6–12 số.")
    ],
    old: Annotated[
        str | None, typer.Option("--old", envvar="LOALANG_PIN", help="Mã PIN đang dùng; chưa có mã nào thì bỏ trống.")
    ] = None,
    server: Server = HERE,
    token: Token = "",
) -> None:
    """Đặt mã PIN phát khẩn của mình; đổi mã thì phải nêu mã cũ."""
    with Client(server, token) as client:
        client.call("PUT", "/emergencies/pin", json={"pin": pin, "old_pin": old})
    print("Đã đặt mã PIN.")


@app.command("reset-pin")
def reset_pin(
    person: Annotated[str, typer.Argument(metavar="NGƯỜI", help="Tên (hoặc mã) của người quên PIN.")],
    pin: Annotated[
        str, typer.Option("--pin", prompt="Mã PIN mới", hide_input=True, confirmation_prompt="Nhập lại", help="6–12 số.")
    ],
) -> None:
    """Đặt lại PIN của một người, chỉ làm được trên chính máy chủ: lệnh này ghi thẳng vào thư mục dữ liệu."""
    from app.accounts import person_called, system_actor
    from app.desk.people import give_pin

    with installation() as sessions, sessions.begin() as session:
        found = person_called(session, person)
        give_pin(AtMachine(), session, system_actor(found.commune_id), found, pin)
    print(f"Đã đặt lại mã PIN của {found.name}.")


@app.command("rules")
def rules(
    two_persons: Annotated[
        bool | None, typer.Option("--two-persons/--one-person", help="Phải có người thứ hai xác nhận, hay không.")
    ] = None,
    repeat_from: Annotated[str | None, typer.Option("--repeat-from", metavar="GIỜ", help="Chỉ nhắc lại từ giờ này.")] = None,
    repeat_to: Annotated[str | None, typer.Option("--repeat-to", metavar="GIỜ", help="Đến giờ này.")] = None,
    resume: Annotated[str | None, choice("resume", "--resume", said="Chương trình bị cắt")] = None,
    pin: Annotated[
        str, typer.Option("--pin", envvar="LOALANG_PIN", help="Mã PIN phát khẩn, khi sửa; bỏ trống thì máy hỏi.")
    ] = "",
    server: Server = HERE,
    token: Token = "",
    *,
    any_hour: Annotated[bool, typer.Option("--any-hour", help="Nhắc lại ở mọi giờ.")] = False,
    as_json: AsJson = False,
) -> None:
    """Xem cách phát khẩn của xã, hoặc sửa: những gì không nêu giữ như cũ."""
    options = {
        "two_persons": two_persons,
        "repeat_from": iso_hour(repeat_from) if repeat_from else None,
        "repeat_to": iso_hour(repeat_to) if repeat_to else None,
        "resume": resume,
    }
    given: dict[str, object] = {name: value for name, value in options.items() if value is not None}
    if any_hour:
        given |= dict.fromkeys(("repeat_from", "repeat_to"))
    with Client(server, token) as client:
        answer = client.call("GET", "/emergencies/rules")
        found: dict[str, Any] = answer.json()
        if given:
            headers = {
                "If-Match": answer.headers["etag"],
                "X-Emergency-Pin": pin or typer.prompt("Mã PIN phát khẩn", hide_input=True),
            }
            found = client.json("PUT", "/emergencies/rules", json=found | given, headers=headers)
    if as_json:
        print_json(found)
        return
    hours = f"từ {hour_shown(found['repeat_from'])} đến {hour_shown(found['repeat_to'])}" if found["repeat_from"] else "ở mọi giờ"
    print("Người thứ hai xác nhận: " + ("phải có" if found["two_persons"] else "không cần"))
    print(f"Nhắc lại: {hours}")
    print("Chương trình bị cắt: " + word("resume", found["resume"]).lower())


@app.command("templates")
def templates(server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Xem các mẫu và những chỗ phải điền."""
    with Client(server, token) as client:
        found = client.json("GET", "/emergencies/templates")["items"]
    if as_json:
        print_json(found)
        return
    for item in found:
        print(f"--template «{word('hazard', item['hazard']).lower()}»   {item['title']}")
        for name, label in item["variables"].items():
            print(f"  --value {name}=…   {label}")


@app.command("start")
def start(
    pin: Pin,
    zone: Annotated[list[str], typer.Option("--zone", help="Khu vực phát, ví dụ «xã Liên An»; lặp lại để thêm.")],
    text: Annotated[str | None, typer.Option("--text", help="Lời phát.")] = None,
    template: Annotated[str | None, choice("hazard", "--template", said="Mẫu", hidden={"other"})] = None,
    value: Annotated[list[str] | None, typer.Option("--value", metavar="TÊN=CHỮ", help="Điền một chỗ của mẫu.")] = None,
    recording: Annotated[str | None, typer.Option("--recording", metavar="MÃ", help="Bản ghi âm phát thay lời đọc.")] = None,
    title: Annotated[str, typer.Option("--title", help="Tên thông báo.")] = "",
    hours: Annotated[float, typer.Option("--hours", min=0.01, max=72, help="Kết thúc sau bấy nhiêu giờ.")] = 2,
    every: Annotated[int, typer.Option("--every", min=1, max=240, help="Nhắc lại sau bấy nhiêu phút.")] = 5,
    key: Annotated[str, typer.Option("--key", help="Khóa chống phát trùng; bỏ trống thì tự đặt.")] = "",
    server: Server = HERE,
    token: Token = "",
    *,
    drill: Annotated[bool, typer.Option("--drill", help="Diễn tập: lời phát tự nói rõ ở đầu và cuối.")] = False,
    as_json: AsJson = False,
) -> None:
    """Phát khẩn ngay."""
    form: dict[str, object] = {
        "title": title,
        "zones": zone,
        "ends_at": (SystemClock().now() + timedelta(hours=hours)).isoformat(),
        "repeat_every_min": every,
        "status": "Exercise" if drill else "Actual",
    }
    given = {"text": text, "hazard": template, "recording_id": recording, "values": _values(value or []) if template else None}
    form |= {name: said for name, said in given.items() if said is not None}
    with Client(server, token) as client:
        headers = {"X-Emergency-Pin": pin, "Idempotency-Key": key or str(uuid4())}
        _show([client.json("POST", "/emergencies", json=form, headers=headers)], as_json=as_json)


@app.command("import")
def import_cap(
    pin: Pin,
    file: Annotated[Path, typer.Argument(metavar="TỆP", exists=True, dir_okay=False, help="Thông điệp CAP 1.2 (XML).")],
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Nhận một thông điệp CAP 1.2; chỉ loại Actual được phát."""
    headers = {"X-Emergency-Pin": pin, "Content-Type": "application/cap+xml"}
    with Client(server, token) as client:
        taken = client.json("POST", "/emergencies/cap", content=file.read_bytes(), headers=headers)
    _show([taken, *taken["others"]], as_json=as_json)
    if taken["is_late"]:
        print("Thông điệp này đã bị hủy hoặc thay thế trước khi đến, nên không phát.", file=sys.stderr)
    for said, found in (("Không thuộc xã này", taken["unknown_areas"]), ("Chưa nhận thông điệp", taken["unended"])):
        for each in found:
            print(f"{said}: {each}", file=sys.stderr)


@app.command("list")
def list_emergencies(
    state: Annotated[str | None, choice("emergency", "--state", said="Trạng thái")] = None,
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Liệt kê các lượt phát khẩn."""
    with Client(server, token) as client:
        _show(client.json("GET", "/emergencies", params={"state": state} if state else {})["items"], as_json=as_json)


@app.command("confirm")
def confirm(pin: Pin, emergency: Emergency, server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Người thứ hai xác nhận: từ lúc này mới phát."""
    _act(Client(server, token), emergency, "confirm", pin, as_json=as_json)


@app.command("correct")
def correct(pin: Pin, emergency: Emergency, server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Đính chính: kết thúc và phát ngay bản đính chính đã soạn sẵn."""
    _act(Client(server, token), emergency, "correct", pin, as_json=as_json)


@app.command("cancel")
def cancel(
    emergency: Emergency,
    reason: Annotated[str, typer.Option("--reason", help="Lý do.")] = "",
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Kết thúc phát khẩn."""
    with Client(server, token) as client:
        answer = client.call("POST", f"/emergencies/{emergency}/cancel", json={"reason": reason})
        if as_json or answer.status_code != WAITING:
            _show([answer.json()], as_json=as_json)


def stop_all(
    reason: Annotated[str, typer.Option("--reason", help="Lý do.")] = "",
    server: Server = HERE,
    token: Token = "",
    *,
    lift: Annotated[
        bool, typer.Option("--lift", help="Cho phát trở lại; phát khẩn không được cho phát tiếp thì kết thúc.")
    ] = False,
    keep: Annotated[
        list[str] | None, typer.Option("--keep", metavar="MÃ", help="Với --lift: lượt phát khẩn cho phát tiếp; lặp lại để thêm.")
    ] = None,
    pin: Annotated[str, typer.Option("--pin", envvar="LOALANG_PIN", help="Mã PIN, khi có lượt phát tiếp.")] = "",
    as_json: AsJson = False,
) -> None:
    """Dừng tất cả ngay, và giữ im lặng cho đến khi cho phát trở lại."""
    with Client(server, token) as client:
        if not lift:
            said = client.json("POST", "/stop-all", json={"reason": reason})
        else:
            held = client.json("GET", "/stop-all")["would_sound"]
            go_on = chosen([(each["id"], each["title"]) for each in held], keep)
            headers = {"X-Emergency-Pin": pin or typer.prompt("Mã PIN phát khẩn", hide_input=True)} if go_on else {}
            said = client.json("POST", "/stop-all/lift", json={"let_go_on": go_on}, headers=headers)
    if as_json:
        print_json(said)
        return
    if said["stopped"]:
        print("Đang dừng phát theo lệnh. Cho phát trở lại: loalang stop-all --lift")
        return
    print("Đã cho phát trở lại.")
    for each in said["ended"]:
        print(f"Đã kết thúc: {each['title']}")


def chosen(held: Sequence[tuple[str, str]], keep: Sequence[str] | None) -> list[str]:
    """Which of these emergencies (id, title) go on after a stop: those named, else those a person at the screen says yes to."""
    if keep is not None or not sys.stdin.isatty():
        return list(keep or [])
    return [key for key, title in held if agrees(f"Cho phát tiếp «{title}»?")]


def _act(calls: Client, emergency: str, act: str, pin: str, *, as_json: bool) -> None:
    with calls as client:
        headers = {"X-Emergency-Pin": pin}
        _show([client.json("POST", f"/emergencies/{emergency}/{act}", headers=headers)], as_json=as_json)


def _values(given: list[str]) -> dict[str, str]:
    pairs = [each.partition("=") for each in given]
    for name, equals, _ in pairs:
        if not equals or not name:
            raise typer.BadParameter(f"không hiểu «{name}»; viết như dia_diem=chợ xã", param_hint="--value")
    return {name: said for name, _, said in pairs}


def _show(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        print_json(rows)
        return
    shown = [
        {
            **row,
            "title": ("Diễn tập: " if row["status"] == "Exercise" else "") + row["title"],
            "since": moment(row["began_at"]),
            "until": moment(row["ended_at"] or row["ends_at"]),
        }
        for row in rows
    ]
    print_table(shown, _COLUMNS, empty="Chưa có lượt phát khẩn nào.")
    for row in rows:
        for each in row["reach"]:
            print(f"  {row['title']} – {each['name']}: {each['state_word']}")
        if row["warning"]:
            print(f"CHÚ Ý: {row['title']}: {row['warning']}", file=sys.stderr)
