"""`loalang serve` and `loalang setup`."""

import contextlib
import gc
import sys
from typing import Annotated

import typer

from app.cli.installation import installation
from app.cli.output import AsJson, print_json

_TURN_S = 0.0005
"""So long a thread may keep the interpreter while another waits, in place of 5 ms: a page gives it up at each of its thirty
questions to the database, and beside a planner or a mastering that works it waited so long each time."""


def leave_aside() -> None:
    """Before anything is loaded: what takes a start longer and is for nobody."""
    gc.disable()  # what is loaded now stays: to go through it again and again while it grows was a sixth of the start
    for unused in ("rich", "pydantic.v1"):  # for terminals, and for models of another age: not to be had
        sys.modules[unused] = None  # type: ignore[assignment]  # how Python is told that there is none
    from pydantic import BaseModel

    BaseModel.model_config["defer_build"] = True  # FastAPI's models of a description, which are worked out when one is asked for


def serve(
    host: Annotated[str | None, typer.Option(help="Địa chỉ lắng nghe; mặc định chỉ máy này.")] = None,
    port: Annotated[int | None, typer.Option(help="Cổng; mặc định 8080.")] = None,
) -> None:
    """Chạy dịch vụ: REST, chuẩn bị âm thanh và máy phát của máy này."""
    leave_aside()
    from app.accounts import is_set_up, make_setup_code
    from app.clock import SystemClock
    from app.logs import configure_logs
    from app.privacy import begin_tightening
    from app.service import Service, bring_up_to_date
    from app.settings import Settings
    from app.storage import owned
    from app.upkeep import finish_restore
    from app.wiring import build

    sys.setswitchinterval(_TURN_S)
    gc.freeze()  # nor later: a full collection over all modules stops every thread for 100 ms
    gc.enable()
    given = {"host": host, "port": port}
    settings = Settings.load(**{key: value for key, value in given.items() if value is not None})
    configure_logs(settings.log_level)
    if sys.stderr.isatty():
        print("Đang khởi động. Dòng nào trong dấu { } là nhật ký kỹ thuật, để gửi kèm khi cần trợ giúp.", flush=True)
    clock = SystemClock()
    with contextlib.ExitStack() as held:
        held.enter_context(owned(settings.data))
        finish_restore(settings.database, settings.data)
        services = held.enter_context(contextlib.closing(build(settings, clock)))
        begin_tightening(settings.data, shared=settings.shared_folders)
        bring_up_to_date(services)

        def ready() -> bool:
            with services.sessions.read() as session:
                return is_set_up(session)

        codes = []
        if not ready():
            with services.sessions.begin() as session:
                codes = [make_setup_code(session, services.clock)]

        def announce(url: str) -> None:
            print(f"Loa Làng đang chạy tại {url}", flush=True)
            if codes:  # beside the address that it really has: the system may have chosen the port
                _print_code(codes.pop(), url)

        Service(services, is_set_up=ready, announce=announce).run()


def _print_code(code: str, url: str) -> None:
    print(
        f"Chưa có quản trị viên. Mã cài đặt: {code}\n"
        f"Mở trình duyệt trên máy này, vào {url}/lan-dau và nhập mã ấy; hoặc mở cửa sổ lệnh khác và chạy:\n"
        f'  loalang setup --code {code} --commune "xã …" --name "Họ và tên" --approver "Người duyệt"\n'
        "Mã chỉ dùng được một lần; khi chưa cài đặt xong, dịch vụ chỉ nghe trên máy này.",
        flush=True,
    )


def setup(
    code: Annotated[str, typer.Option("--code", help="Mã cài đặt mà «loalang serve» in ra.")],
    commune: Annotated[str, typer.Option("--commune", help="Tên xã, phường, viết đủ: «xã Liên An».")],
    name: Annotated[str, typer.Option("--name", help="Tên quản trị viên đầu tiên.")] = "Quản trị viên",
    approver: Annotated[str | None, typer.Option("--approver", help="Tên người duyệt: duyệt những gì người khác soạn.")] = None,
    *,
    one_officer: Annotated[
        bool, typer.Option("--one-officer", help="Thay cho --approver: xã chỉ có một cán bộ, vừa soạn vừa duyệt.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Dùng mã cài đặt một lần để lập xã, quản trị viên, người duyệt và mã truy cập của họ."""
    from app.clock import SystemClock
    from app.zones import ApproverMissingError, FirstPeople, found_by_code

    with installation() as sessions:
        people = FirstPeople(name, approver, one_officer=one_officer)
        try:
            founding = found_by_code(sessions, SystemClock(), code=code, name=commune, people=people)
        except ApproverMissingError:
            said = "ghi tên người duyệt, hoặc --one-officer; chỉ một trong hai"
            raise typer.BadParameter(said, param_hint="--approver") from None
    if as_json:
        tokens = {"token": founding.token, "approver_token": founding.approver_token or None}
        print_json({"commune_id": founding.commune_id, "commune": founding.root.name, **tokens})
        return
    print(f"Đã lập {founding.root.name}. Mã truy cập (chỉ hiện một lần, hãy cất kỹ):", file=sys.stderr)
    print(founding.token)
    if approver is not None:
        print(f"Mã truy cập của người duyệt, {approver} (trao tận tay, chỉ hiện một lần):", file=sys.stderr)
        print(founding.approver_token)
    print("Mọi lệnh sau cần mã ấy: «export LOALANG_TOKEN=loa_…» (Windows: «set LOALANG_TOKEN=loa_…»).", file=sys.stderr)
