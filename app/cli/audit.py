"""`loalang audit …`: who did what, read at the machine itself, with the service running or not."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.asking import agrees
from app.cli.dates import iso_day, moment
from app.cli.help import Commands
from app.cli.installation import AtMachine, installation
from app.cli.output import AsJson, print_json, print_rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.audit import AuditFilter, Verdict
    from app.zones import Commune

app = Commands(help="Nhật ký hệ thống: ai làm gì, lúc nào; kiểm tra còn nguyên vẹn; xuất ra tệp.", no_args_is_help=True)

_COLUMNS = {"number": "Số", "line": "Ai làm gì"}
CommuneName = Annotated[str, typer.Option("--commune", metavar="XÃ", help="Tên xã, khi máy chủ có nhiều xã.")]
First = Annotated[str, typer.Option("--from", metavar="NGÀY", help="Ngày đầu, ví dụ 1/11/2026.")]
Last = Annotated[str, typer.Option("--to", metavar="NGÀY", help="Ngày cuối, tính cả ngày ấy.")]


@app.command("list")
def list_events(
    commune: CommuneName = "",
    first: First = "",
    last: Last = "",
    act: Annotated[str, typer.Option("--act", metavar="VIỆC", help="Chỉ một việc, ví dụ approve.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=100_000, help="Nhiều nhất bao nhiêu dòng, mới trước.")] = 50,
    *,
    as_json: AsJson = False,
) -> None:
    """Liệt kê ai làm gì, mới nhất trước."""
    from app.accounts import person_names
    from app.audit import audit_page, line_of

    with opened(commune) as (session, [found, *_]):
        page = audit_page(session, found.id, _wanted(first, last, act), limit=limit)
        names = person_names(session, found.id)
        lines = [{"number": each.number, "line": line_of(each, names), "hash": each.hash} for each in page.items]
    print_rows(lines, lines, _COLUMNS, empty="Chưa có dòng nào.", as_json=as_json)


@app.command("verify")
def verify_log(commune: CommuneName = "", *, as_json: AsJson = False) -> None:
    """Kiểm tra nhật ký có còn nguyên như lúc ghi, so với mọi dấu đã ký tìm thấy; hỏng thì mã thoát là 1."""
    from app.audit import Witnesses, verify
    from app.settings import Settings
    from app.zones import public_key

    witnesses = Witnesses.of(Settings.load().witness_folders)
    told = []
    with opened(commune) as (session, communes):
        for each in communes:
            own_key = public_key(session, each.id)
            verdict = verify(session, each.id, witnesses.heads(each.id), own_key)
            told.append((each, own_key.hex(), verdict))
    if as_json:
        print_json([_facts(found, key, verdict) for found, key, verdict in told])
    else:
        for found, key, verdict in told:
            _tell(found, key, verdict)
    if any(verdict.broken is not None for _, _, verdict in told):
        raise typer.Exit(1)


@app.command("export")
def export(
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp để ghi: .csv để xem, .jsonl để tự kiểm tra.")],
    commune: CommuneName = "",
    first: First = "",
    last: Last = "",
) -> None:
    """Xuất nhật ký; việc xuất cũng là một dòng của nhật ký."""
    from app.accounts import system_actor
    from app.desk import audit
    from app.storage import durable

    forms: dict[str, audit.Form] = {".csv": "csv", ".jsonl": "jsonl"}
    form = forms.get(output.suffix.lower())
    if form is None:
        raise typer.BadParameter("tên tệp phải có đuôi .csv hoặc .jsonl")
    with opened(commune, writing=True) as (session, [found, *_]):
        lines = audit.export(AtMachine(), session, system_actor(found.id), _wanted(first, last, ""), form)
        with durable(output) as file:
            for line in lines:
                file.write(line)
    print(f"Đã ghi {output}")


@app.command("erase-name")
def erase_name(
    person: Annotated[str, typer.Argument(metavar="NGƯỜI", help="Tên (hoặc mã) của người không còn làm ở đài.")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại.")] = False,
) -> None:
    """Xóa tên một người khỏi nhật ký và danh sách người dùng; mã truy cập của người ấy hết hiệu lực. Không lấy lại được."""
    from app.accounts import person_called, system_actor
    from app.desk import people
    from app.schema import METADATA

    if not (yes or agrees(f"Xóa tên «{person}»? Không lấy lại được.")):
        raise typer.Abort
    with opened("", writing=True) as (session, _):
        found = person_called(session, person)
        people.erase(AtMachine(), session, system_actor(found.commune_id), found.own_id, METADATA.tables.values())
    print("Đã xóa tên; nhật ký vẫn kiểm tra được.")


@contextmanager
def opened(commune: str, *, writing: bool = False) -> Iterator[tuple["Session", list["Commune"]]]:
    """The database itself, and the communes that are meant. Raises `NotFoundError` for a name that none has."""
    from app.errors import NotFoundError
    from app.names import name_key
    from app.zones import communes

    with installation() as sessions, sessions.begin() if writing else sessions.read() as session:
        found = [each for each in communes(session) if not commune or name_key(each.name) == name_key(commune)]
        if not found:
            raise NotFoundError(kind="commune", key=commune)
        yield session, found


def _wanted(first: str, last: str, act: str) -> "AuditFilter":
    from datetime import date

    from app.audit import AuditFilter
    from app.timetable import day_of

    return AuditFilter(
        since=day_of(date.fromisoformat(iso_day(first)))[0] if first else None,
        before=day_of(date.fromisoformat(iso_day(last)))[1] if last else None,
        act=act or None,
    )


def _facts(commune: "Commune", key: str, verdict: "Verdict") -> dict[str, object]:
    broken = verdict.broken
    return {
        "commune": commune.name,
        "holds": broken is None,
        "number": broken.number if broken is not None else None,
        "reason": broken.reason if broken is not None else None,
        "first": verdict.first,
        "last": verdict.last,
        "heads": verdict.heads,
        "bad_heads": [str(path) for path in verdict.bad_heads],
        "undone": [{"at": each.at, "first": each.first, "last": each.last} for each in verdict.undone],
        "public_key": key,
    }


def _tell(commune: "Commune", key: str, verdict: "Verdict") -> None:
    from app.words import word

    said = "còn nguyên vẹn"
    if verdict.broken is not None:
        said = f"KHÔNG CÒN NGUYÊN VẸN từ dòng {verdict.broken.number}: {word('audit_break', verdict.broken.reason)}"
    print(f"{commune.name}: dòng {verdict.first}–{verdict.last}, {verdict.heads} dấu đã ký: {said}.")
    for path in verdict.bad_heads:
        print(f"  Dấu không phải do xã ký, hoặc đã hỏng: {path}")
    for each in verdict.undone:
        print(f"  Phục hồi lúc {moment(each.at.isoformat())}: các dòng {each.first}–{each.last} ghi sau bản sao lưu đã mất.")
    print(f"  Khóa công khai của xã: {key}")
