"""`loalang user …`: the people of the installation, at the machine itself: the way back in when nobody can let anybody in."""

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.dates import moment
from app.cli.help import Commands
from app.cli.installation import AtMachine, installation
from app.cli.output import AsJson, print_json, print_rows
from app.cli.values import choice
from app.words import word

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.accounts import Actor, Invitation
    from app.units import PersonId

app = Commands(help="Người dùng: mời, cấp lại mã mời, cho nghỉ. Chỉ chạy được trên chính máy chủ.", no_args_is_help=True)

_COLUMNS = {"name": "Tên", "roles": "Vai trò", "alarm": "Phát khẩn", "left": "Đã nghỉ từ", "id": "Mã"}
Person = Annotated[str, typer.Argument(metavar="NGƯỜI", help="Tên (hoặc mã) của người ấy.")]


@app.command("list")
def list_users(*, as_json: AsJson = False) -> None:
    """Liệt kê người dùng, kể cả người đã nghỉ."""
    from app.accounts import Role, everybody
    from app.zones import communes

    with installation() as sessions, sessions.read() as session:
        found = [each for commune in communes(session) for each in everybody(session, commune.id)]
    rows = [
        {
            "id": str(each.id),
            "name": each.name,
            "roles": [role.value for role in Role if role in each.roles],
            "may_alarm": each.may_alarm,
            "left_at": each.left_at.isoformat() if each.left_at else None,
        }
        for each in found
    ]
    shown = [
        {
            "name": each.name,
            "roles": ", ".join(word("role", role.value) for role in Role if role in each.roles),
            "alarm": "có" if each.may_alarm else "",
            "left": moment(each.left_at.isoformat()) if each.left_at else "",
            "id": str(each.id),
        }
        for each in found
    ]
    print_rows(rows, shown, _COLUMNS, empty="Chưa có người dùng nào.", as_json=as_json)


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Họ và tên.")],
    role: Annotated[list[str], choice("role", "--role", said="Vai trò")],
    commune: Annotated[str, typer.Option("--commune", help="Tên xã, khi máy chủ có nhiều xã.")] = "",
    *,
    alarm: Annotated[bool, typer.Option("--alarm", help="Được phát khẩn.")] = False,
    as_json: AsJson = False,
) -> None:
    """Mời một người; lệnh in mã mời dùng một lần."""
    from app.accounts import Role, system_actor
    from app.desk import people
    from app.zones import commune_called

    wanted = people.Wanted(name, {Role(each) for each in role}, may_alarm=alarm)
    with installation() as sessions, sessions.begin() as session:
        made = people.add(AtMachine(), session, system_actor(commune_called(session, commune).id), wanted)
    _show(made, as_json=as_json)


@app.command("reset")
def reset(person: Person, *, as_json: AsJson = False) -> None:
    """Cấp mã mời mới cho người không vào được nữa."""
    from app.desk import people

    with installation() as sessions, sessions.begin() as session:
        actor, person_id = _called(session, person)
        made = people.let_in_again(AtMachine(), session, actor, person_id)
    _show(made, as_json=as_json)


@app.command("forget-factors")
def forget_second_factors(person: Person) -> None:
    """Bỏ xác thực hai bước của người làm mất điện thoại; mật khẩu giữ nguyên, mọi lần đăng nhập kết thúc."""
    from app.desk import people

    with installation() as sessions, sessions.begin() as session:
        actor, person_id = _called(session, person)
        people.forget_second_factors(AtMachine(), session, actor, person_id)
    print("Đã bỏ xác thực hai bước; người này đăng nhập bằng mật khẩu.")


@app.command("leave")
def leave(person: Person) -> None:
    """Cho một người nghỉ: mã truy cập, lịch trên điện thoại, mã PIN của người ấy hết hiệu lực ngay."""
    from app.desk import people

    with installation() as sessions, sessions.begin() as session:
        actor, person_id = _called(session, person)
        people.leave(AtMachine(), session, actor, person_id)
    print("Người này đã nghỉ; mọi mã của người ấy hết hiệu lực.")


def _called(session: "Session", person: str) -> "tuple[Actor, PersonId]":
    """Who acts on a person of this machine, and that person's id. Raises `NotFoundError`, `PersonUnclearError`."""
    from app.accounts import person_called, system_actor
    from app.errors import NotFoundError

    found = person_called(session, person)
    if found.person_id is None:
        raise NotFoundError(kind="person", key=person)
    return system_actor(found.commune_id), found.person_id


def _show(made: "Invitation", *, as_json: bool) -> None:
    if as_json:
        print_json({"id": str(made.person_id), "code": made.code, "expires_at": made.expires_at.isoformat()})
        return
    print(f"Mã mời: {made.code}")
    print(f"Dùng một lần, đến {moment(made.expires_at.isoformat())}. Trao tận tay hoặc đọc qua điện thoại cho người ấy.")
