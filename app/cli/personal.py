"""`loalang person …`: personal data of one person, told and erased, at the machine itself."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.asking import agrees
from app.cli.help import Commands
from app.cli.installation import AtMachine, installation
from app.cli.output import AsJson, print_json
from app.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from app.accounts import Actor
    from app.units import PersonId
    from app.upkeep import Kept, Mention

app = Commands(help="Dữ liệu cá nhân của một người: xuất ra, xóa đi. Chỉ chạy được trên chính máy chủ.", no_args_is_help=True)

Person = Annotated[str, typer.Argument(metavar="NGƯỜI", help="Tên (hoặc mã) của người ấy, kể cả người đã nghỉ.")]


@app.command("export")
def export(
    person: Person,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Tệp JSON để ghi và trao cho người ấy.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Xuất tất cả những gì hệ thống giữ về một người; việc xuất cũng là một dòng của nhật ký."""
    from app.desk import people
    from app.schema import METADATA
    from app.storage import durable

    with installation() as sessions, sessions.begin() as session:
        actor, person_id = _called(session, person)
        found = people.export(AtMachine(), session, actor, person_id, METADATA.tables.values())
    if output is not None:
        with durable(output) as file:
            file.write(_json(found))
        print(f"Đã ghi {output}")
    elif as_json:
        print(_json(found).decode())
    else:
        _tell(found)


@app.command("erase")
def erase(
    person: Person,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại.")] = False,
    as_json: AsJson = False,
) -> None:
    """Xóa dữ liệu của một người: tài khoản, mã, lịch, PIN, lần đăng nhập, tên. Điều luật buộc giữ được nêu ra."""
    from app.desk import people
    from app.schema import METADATA

    if not (yes or agrees(f"Xóa dữ liệu của «{person}»? Không lấy lại được.")):
        raise typer.Abort
    with installation() as sessions, sessions.begin() as session:
        actor, person_id = _called(session, person)
        stays = people.erase(AtMachine(), session, actor, person_id, METADATA.tables.values())
    if as_json:
        print_json({"stays": [{"table": each.table, "count": each.count, "reason": each.reason} for each in stays]})
        return
    print("Đã xóa; nhật ký vẫn kiểm tra được.")
    for said in _stays(stays):
        print(f"Còn giữ tên trong {said}.")


def _called(session: "Session", called: str) -> "tuple[Actor, PersonId]":
    """Who acts at this machine, and the person that is meant, also one who left. Raises `NotFoundError`, `PersonUnclearError`."""
    from app.accounts import PersonUnclearError, everybody, system_actor
    from app.errors import NotFoundError
    from app.zones import communes

    found = [
        (system_actor(commune.id), each.id)
        for commune in communes(session)
        for each in everybody(session, commune.id)
        if called in {each.name, str(each.id)}
    ]
    if not found:
        raise NotFoundError(kind="person", key=called)
    if len(found) > 1:
        raise PersonUnclearError(called, ", ".join(str(person_id) for _, person_id in found))
    return found[0]


def _json(found: "Kept") -> bytes:
    from pydantic import TypeAdapter

    return TypeAdapter(type(found)).dump_json(found, indent=2)


def _tell(found: "Kept") -> None:
    person = found.person
    print(f"{person.name} (đăng nhập bằng: {person.login}; mã {person.id})")
    for table, rows in found.rows.items():
        print(f"\n{table}:")
        for row in rows:
            print("  " + ", ".join(f"{name}: {value}" for name, value in row.items() if value is not None))
    print("\nTên còn đứng ở:")
    for each in found.mentions:
        reason = f" – giữ: {word('kept_name', each.reason)}" if each.reason else ""
        print(f"  {each.table}.{each.column}: {each.count} dòng{reason}")
    print("\nNhật ký hệ thống:", *found.lines, sep="\n  ")


def _stays(found: "Sequence[Mention]") -> list[str]:
    counts: dict[str, int] = {}
    for each in found:
        counts[each.reason or ""] = counts.get(each.reason or "", 0) + each.count
    return [f"{count} dòng: {word('kept_name', reason)}" for reason, count in counts.items()]
