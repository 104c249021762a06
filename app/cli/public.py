"""`loalang public …`: the public page as files for another host, and whether it is open."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.client import HERE, Client, Server, Token, web_address
from app.cli.help import Commands
from app.cli.installation import AtMachine, installation
from app.cli.output import AsJson, print_json

app = Commands(help="Trang công khai: xuất ra thư mục để đặt ở nơi khác, mở hay đóng.", no_args_is_help=True)


@app.command("export")
def export(
    to: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Thư mục để ghi: mới, trống, hoặc của lần xuất trước.")],
    address: Annotated[
        str,
        typer.Option(
            "--address",
            metavar="ĐỊA_CHỈ",
            help="Nơi sẽ đặt thư mục, ví dụ https://xa.gov.vn/truyen-thanh.",
            callback=web_address,
        ),
    ],
    commune: Annotated[str, typer.Option("--commune", metavar="XÃ", help="Tên xã, khi máy có nhiều xã.")] = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Xuất trang công khai thành tệp. Chạy trên máy chủ, chạy lại bao nhiêu lần cũng được: chỉ ghi những gì đã đổi.

    Việc xuất là một dòng của nhật ký hệ thống.
    """
    from app.accounts import system_actor
    from app.desk import publicity
    from app.publicity import page_of
    from app.settings import Settings
    from app.web.public.export import export as write
    from app.web.public.links import Written
    from app.web.public.views import Look
    from app.wiring import files_of
    from app.zones import commune_called

    machine = AtMachine()
    with installation() as sessions:
        with sessions.read() as session:
            page = page_of(session, commune_called(session, commune).id)
            look = Look(session, machine.clock.now(), page, Written(""))
            done = write(look, to, address, files_of(Settings.load()).path)
        with sessions.begin() as session:
            publicity.take_out(machine, session, system_actor(page.commune_id), files=done.files, address=address)
    if as_json:
        print_json({"path": str(to), "files": done.files, "written": done.written, "removed": done.removed})
        return
    print(f"Trang công khai của {page.name}: {done.files} tệp ở {to}, ghi mới {done.written}, bỏ {done.removed}.")


@app.command("show")
def show(server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Xem trang công khai mở hay đóng, ở địa chỉ nào."""
    with Client(server, token) as client:
        found = client.json("GET", "/public-page")
    if as_json:
        print_json(found)
        return
    print(f"Trang công khai {'đang mở' if found['is_open'] else 'đang đóng'}: {found['address']}")


@app.command("open")
def open_page(server: Server = HERE, token: Token = "") -> None:
    """Mở trang công khai."""
    _set(server, token, is_open=True)
    print("Đã mở trang công khai.")


@app.command("close")
def close(server: Server = HERE, token: Token = "") -> None:
    """Đóng trang công khai; không mất gì, mở lại lúc nào cũng được."""
    _set(server, token, is_open=False)
    print("Đã đóng trang công khai.")


def _set(server: str, token: str, *, is_open: bool) -> None:
    with Client(server, token) as client:
        answer = client.call("GET", "/public-page")
        found = answer.json()
        wanted = {"is_open": is_open, "contact": found["contact"], "reply_days": found["reply_days"]}
        client.call("PUT", "/public-page", json=wanted, headers={"If-Match": answer.headers["etag"]})
