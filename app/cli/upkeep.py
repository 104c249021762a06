"""`loalang backup` and `loalang restore`."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from app.cli.output import AsJson, print_json

PassphraseFile = Annotated[
    Path | None, typer.Option("--passphrase-file", metavar="TỆP", help="Tệp có cụm mật khẩu của bản sao lưu ở dòng đầu.")
]


def _passphrase(file: Path | None, question: str, *, twice: bool = False) -> str | None:
    """The first line of a file, or what a person types, which nobody sees; None where there is neither."""
    if file is None:
        is_person = sys.stdin.isatty()
        typed: str = (
            typer.prompt(question, hide_input=True, confirmation_prompt="Gõ lại" if twice else False) if is_person else ""
        )
        return typed or None
    from app.upkeep import passphrase_in

    return passphrase_in(file)


def backup(
    to: Annotated[Path | None, typer.Option("--to", help="Tệp .zip hoặc thư mục để ghi vào.", show_default="backups/")] = None,
    passphrase_file: PassphraseFile = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Sao lưu cơ sở dữ liệu và các tệp; làm được cả khi dịch vụ đang chạy. Đem ra ngoài thì niêm lại."""
    from app.clock import SystemClock, local
    from app.settings import Settings
    from app.storage import owned
    from app.upkeep import PassphraseNeededError, back_up, finish_restore, is_pending

    settings = Settings.load()
    clock = SystemClock()
    if is_pending(settings.data):
        with owned(settings.data):
            finish_restore(settings.database, settings.data)
    name = f"loalang-{local(clock.now()):%Y%m%d-%H%M%S}.zip"
    place = settings.data / "backups" if to is None else to
    target = place if place.suffix == ".zip" else place / name
    target = target.absolute()
    stays = target.resolve().is_relative_to(settings.data)
    asked = None if stays and passphrase_file is None else _passphrase(passphrase_file, "Cụm mật khẩu để niêm", twice=True)
    if asked is None and not stays:
        raise PassphraseNeededError(path=str(target))
    contents = back_up(settings.database, settings.data, target, clock, passphrase=asked)
    if as_json:
        print_json({"path": contents.path, "members": contents.members, "bytes": contents.bytes, "revision": contents.revision})
    else:
        print(f"Đã sao lưu {contents.members} tệp ({contents.bytes / 1e6:.1f} MB) vào {contents.path}")
        if asked is None:
            print("Bản này có khóa của xã và không niêm: đừng chép ra ngoài. Để đem cất nơi khác: «loalang backup --to NƠI».")
        else:
            print("Mất cụm mật khẩu là không phục hồi được: xin ghi lại và cất riêng.")


def restore(
    source: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp .zip do «loalang backup» ghi.")],
    *,
    replacing: Annotated[
        bool, typer.Option("--replace", help="Thay dữ liệu đang có; dữ liệu cũ được cất trong thư mục before-….")
    ] = False,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Phục hồi từ bản sao lưu. Mọi lượt phát đều dừng, đến khi có người xem lại và cho phát trở lại."""
    from app.clock import SystemClock, local
    from app.settings import Settings
    from app.upkeep import is_sealed
    from app.upkeep import restore as put_back
    from app.words import word

    settings = Settings.load()
    asks = source.is_file() and is_sealed(source)
    asked = _passphrase(passphrase_file, "Cụm mật khẩu của bản sao lưu") if asks else None
    found = put_back(source, settings.database, settings.data, SystemClock(), replacing=replacing, passphrase=asked)
    settled = found.settled
    if as_json:
        print_json(
            {
                "taken_at": found.taken_at,
                "restored_at": found.restored_at,
                "before": found.before,
                "stopped": settled.communes,
                "ended_emergencies": settled.ended,
                "closed_occurrences": settled.closed,
                "compared": settled.compared,
                "look_at": [asdict(each) for each in settled.look_at],
            }
        )
        return
    print(f"Đã phục hồi vào {settings.data}, theo bản sao lưu lúc {local(found.taken_at):%H:%M ngày %d/%m/%Y}.")
    if found.before is not None:
        print(f"Dữ liệu trước khi phục hồi được cất ở {found.before}.")
    for commune in settled.communes:
        print(f"{commune}: đang dừng tất cả. Xem lại rồi cho phát trở lại: «loalang stop-all --lift».")
    print(f"Đã kết thúc {settled.ended} lượt phát khẩn; đã đóng {settled.closed} lượt phát đến giờ trước lúc phục hồi.")
    if not settled.compared and settled.communes:
        print("Không rõ những gì đã đổi từ lúc sao lưu (mã, mã PIN, bản tin thu hồi, lượt hủy). Xin xem từng thứ:")
    elif settled.look_at:
        print("Những thứ đã đổi từ lúc sao lưu, xin xem lại:")
    for each in settled.look_at:
        print(f"  - {word('restored', each.kind)} «{each.name}»: {word('restored', each.what)}")
