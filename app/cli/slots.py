"""`loalang slot …`: the slots of the timetable and the days that differ from them, over REST."""

from datetime import datetime
from typing import Annotated, Any

import typer

from app.cli.client import HERE, WAITING, Client, Server, Token
from app.cli.dates import day_shown, hour_shown, instant, iso_day, iso_hour
from app.cli.help import Commands
from app.cli.output import AsJson, print_json, print_table
from app.cli.parts import in_parts, zone_names
from app.cli.slot_words import days_in_words, lunar_of, rule_of
from app.cli.timetable import Force, print_next, refuse_conflicts
from app.cli.values import choice
from app.clock import local

app = Commands(help="Lịch phát: khung giờ và lượt phát.", no_args_is_help=True)

_SLOTS = {"id": "Mã", "at": "Giờ", "days": "Ngày", "kind_word": "Loại", "title": "Tên khung giờ", "template": "Mẫu"}
_OCCURRENCES = {
    "local_time": "Giờ",
    "title": "Khung giờ",
    "where": "Khu vực",
    "state_word": "Trạng thái",
    "reason_word": "Lý do",
    "id": "Mã",
}
_ANSWERED = {"etag", "id", "kind_word", "continues_id", "created_by", "created_at", "updated_at", "ended_at"}

Slot = Annotated[str, typer.Argument(metavar="MÃ", help="Mã khung giờ.")]
OfDay = Annotated[str, typer.Argument(metavar="NGÀY", help="Ngày của lượt phát theo khung giờ.")]
Reason = Annotated[str, typer.Option("--reason", help="Lý do.")]
Days = Annotated[
    str | None, typer.Option("--days", metavar="THỨ", help="«hằng ngày», các thứ 2,3,4,5,6,7,cn, hoặc quy tắc FREQ=….")
]
Lunar = Annotated[
    str | None, typer.Option("--lunar", metavar="NGÀY", help="Ngày âm lịch: 1,15 hoặc 10/3, cuối/12, «15/6 nhuận».")
]
First = Annotated[str | None, typer.Option("--from", metavar="NGÀY", help="Ngày đầu, ví dụ 4/11/2026.")]
Last = Annotated[str | None, typer.Option("--to", metavar="NGÀY", help="Ngày cuối, tính cả ngày ấy.")]
Choice = Annotated[str | None, choice("choice", "--choice", said="Ngày phát trong quy tắc")]
Dates = Annotated[list[str] | None, typer.Option("--except", metavar="NGÀY", help="Thêm ngày không phát; lặp lại được.")]
NotExcept = Annotated[list[str] | None, typer.Option("--drop-except", metavar="NGÀY", help="Bỏ khỏi những ngày không phát.")]
Extra = Annotated[list[str] | None, typer.Option("--extra", metavar="NGÀY", help="Thêm ngày phát; lặp lại được.")]
NotExtra = Annotated[list[str] | None, typer.Option("--drop-extra", metavar="NGÀY", help="Bỏ khỏi những ngày phát thêm.")]
Bulletins = Annotated[list[str] | None, typer.Option("--bulletin", metavar="MÃ", help="Thêm bản tin vào cuối; lặp lại được.")]
NotBulletins = Annotated[list[str] | None, typer.Option("--drop-bulletin", metavar="MÃ", help="Bỏ bản tin khỏi khung giờ.")]
Template = Annotated[str | None, typer.Option("--template", metavar="MẪU", help="Mẫu chương trình.")]
Zones = Annotated[
    list[str] | None,
    typer.Option("--zone", metavar="KHU_VỰC", help="Khu vực phát, thay những khu vực đang có; thêm mới mà bỏ trống là cả xã."),
]
Minutes = Annotated[int | None, typer.Option("--minutes", help="Thời lượng, phút; bỏ trống là theo chương trình.")]
Overrun = Annotated[int | None, typer.Option("--overrun", help="Được phát quá giờ bao nhiêu giây.")]
Late = Annotated[str | None, choice("late", "--late", said="Khi trễ thì phát")]
Grace = Annotated[int | None, typer.Option("--grace", metavar="PHÚT", help="Trễ quá bấy nhiêu phút thì không phát nữa.")]
Priority = Annotated[str | None, choice("priority", "--priority", said="Mức ưu tiên")]
Following = Annotated[str | None, typer.Option("--following", metavar="NGÀY", help="Chỉ sửa từ lượt của ngày này về sau.")]


@app.command("list")
def list_slots(server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Liệt kê các khung giờ."""
    with Client(server, token) as client:
        _show(client.json("GET", "/slots")["items"], as_json=as_json)


@app.command("add")
def add(
    title: Annotated[str, typer.Option("--title", help="Tên khung giờ.")],
    at: Annotated[str, typer.Option("--at", metavar="GIỜ", help="Giờ phát, ví dụ 5:30 hoặc 5h30.")],
    bulletin: Bulletins = None,
    days: Days = None,
    lunar: Lunar = None,
    first: First = None,
    last: Last = None,
    of_days: Choice = None,
    without: Dates = None,
    extra: Extra = None,
    template: Template = None,
    zone: Zones = None,
    minutes: Minutes = None,
    overrun: Overrun = None,
    late: Late = None,
    grace: Grace = None,
    priority: Priority = None,
    server: Server = HERE,
    token: Token = "",
    *,
    relay: Annotated[bool, typer.Option("--relay", help="Tiếp âm: để trống đường ra, không có bản tin.")] = False,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Thêm một khung giờ vào lịch phát; báo trùng giờ trước khi lưu."""
    form = {"title": title, "at": iso_hour(at), "kind": "relay" if relay else "programme"} | _given(
        bulletins=bulletin,
        rrule=rule_of(days) if days else None,
        lunar=lunar_of(lunar) if lunar else None,
        first_date=iso_day(first) if first else None,
        last_date=iso_day(last) if last else None,
        choice=of_days,
        except_dates=_days(without),
        extra_dates=_days(extra),
        template=template,
        zones=zone,
        duration_s=60 * minutes if minutes else None,
        overrun_s=overrun,
        late=late,
        late_grace_s=None if grace is None else 60 * grace,
        priority=priority,
    )
    with Client(server, token) as client:
        _refuse_conflicts(client, form, force=force)
        _show_changed(client, client.json("POST", "/slots", json=form), as_json=as_json)


@app.command("edit")
def edit(
    slot: Slot,
    following: Following = None,
    title: Annotated[str | None, typer.Option("--title", help="Tên khung giờ.")] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="GIỜ", help="Giờ phát.")] = None,
    bulletin: Bulletins = None,
    days: Days = None,
    lunar: Lunar = None,
    last: Last = None,
    of_days: Choice = None,
    without: Dates = None,
    not_without: NotExcept = None,
    extra: Extra = None,
    not_extra: NotExtra = None,
    not_bulletin: NotBulletins = None,
    template: Template = None,
    zone: Zones = None,
    minutes: Minutes = None,
    overrun: Overrun = None,
    late: Late = None,
    grace: Grace = None,
    priority: Priority = None,
    server: Server = HERE,
    token: Token = "",
    *,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Sửa một khung giờ; những gì không nêu giữ như cũ."""
    with Client(server, token) as client:
        present = client.call("GET", f"/slots/{slot}")
        form = _form_of(present.json())
        form |= _given(
            title=title,
            at=iso_hour(at) if at else None,
            bulletins=_changed(form["bulletins"], bulletin, not_bulletin, what="bản tin"),
            last_date=iso_day(last) if last else None,
            choice=of_days,
            except_dates=_changed(form["except_dates"], _days(without), _days(not_without), what="ngày không phát"),
            extra_dates=_changed(form["extra_dates"], _days(extra), _days(not_extra), what="ngày phát thêm"),
            template=template,
            zones=zone,
            duration_s=60 * minutes if minutes else None,
            overrun_s=overrun,
            late=late,
            late_grace_s=None if grace is None else 60 * grace,
            priority=priority,
        )
        if days or lunar:
            form |= {"rrule": rule_of(days) if days else "", "lunar": lunar_of(lunar) if lunar else []}
        if following:
            form.pop("first_date")
        _refuse_conflicts(client, form, force=force, instead_of=slot)
        how, path = ("POST", f"/slots/{slot}/following/{iso_day(following)}") if following else ("PUT", f"/slots/{slot}")
        changed = client.json(how, path, json=form, headers={"If-Match": present.headers["etag"]})
        _show_changed(client, changed, as_json=as_json)


@app.command("remove")
def remove(
    slot: Slot,
    first: Annotated[str | None, typer.Option("--from", metavar="NGÀY", help="Chỉ bỏ từ ngày này trở đi.")] = None,
    server: Server = HERE,
    token: Token = "",
) -> None:
    """Bỏ một khung giờ; các lượt phát sắp tới của nó bị hủy."""
    with Client(server, token) as client:
        client.call("DELETE", f"/slots/{slot}", params={"from": iso_day(first)} if first else {})
        print("Đã bỏ khung giờ.")
        print_next(client)


@app.command("move")
def move(
    slot: Slot,
    day: OfDay,
    to: Annotated[str, typer.Option("--to", metavar="LÚC", help="Ngày giờ mới, ví dụ «6:00 5/11/2026».")],
    reason: Reason,
    server: Server = HERE,
    token: Token = "",
    *,
    force: Force = False,
) -> None:
    """Dời một lượt phát; báo trùng giờ trước khi lưu."""
    moved_to = instant(to)
    with Client(server, token) as client:
        there = _form_of(client.json("GET", f"/slots/{slot}")) | _on_one_day(moved_to)
        _refuse_conflicts(client, there, force=force, instead_of=slot, of_day=iso_day(day))
    form = {"moved_to": moved_to.isoformat(), "reason": reason}
    _change_day(server, token, slot, day, form, said="Đã dời lượt phát.")


@app.command("cancel")
def cancel(
    slot: Slot,
    day: OfDay,
    reason: Reason,
    server: Server = HERE,
    token: Token = "",
) -> None:
    """Hủy một lượt phát; khung giờ vẫn còn."""
    _change_day(server, token, slot, day, {"cancelled": True, "reason": reason}, said="Đã hủy lượt phát.")


@app.command("replace")
def replace(
    slot: Slot,
    day: OfDay,
    bulletin: Annotated[list[str], typer.Option("--bulletin", metavar="MÃ", help="Mã bản tin; lặp lại để thêm bản tin.")],
    reason: Reason,
    server: Server = HERE,
    token: Token = "",
) -> None:
    """Thay các bản tin của một lượt phát."""
    _change_day(server, token, slot, day, {"bulletins": bulletin, "reason": reason}, said="Đã thay nội dung lượt phát.")


@app.command("restore")
def restore(
    slot: Slot,
    day: OfDay,
    server: Server = HERE,
    token: Token = "",
) -> None:
    """Cho một ngày đã sửa trở lại như khung giờ."""
    _change_day(server, token, slot, day, None, said="Ngày này trở lại như khung giờ.")


@app.command("day")
def day(
    on: Annotated[str | None, typer.Argument(metavar="[NGÀY]", help="Ngày, ví dụ 4/11/2026; bỏ trống là hôm nay.")] = None,
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Xem các lượt phát của một ngày."""
    asked = {"date": iso_day(on)} if on else {}
    with Client(server, token) as client:
        found = client.json("GET", "/occurrences", params=asked)["items"]
        names = zone_names(client)
    if as_json:
        print_json(found)
    else:
        print_table(
            in_parts(found, names),
            _OCCURRENCES,
            empty="Hôm nay không có lượt phát." if on is None else "Ngày này không có lượt phát.",
        )


def _given(**fields: object) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _form_of(slot: dict[str, Any]) -> dict[str, Any]:
    """A slot as it is sent to be written again."""
    form = {name: value for name, value in slot.items() if name not in _ANSWERED}
    form["zones"] = [zone["path"] for zone in slot["zones"]]
    form["variants"] = [{**each, "zones": [zone["path"] for zone in each["zones"]]} for each in slot["variants"]]
    return form


def _on_one_day(at: datetime) -> dict[str, Any]:
    """What of a slot makes it one that is heard at that instant alone."""
    day = f"{local(at):%Y-%m-%d}"
    never = {"rrule": "", "lunar": [], "except_dates": [], "choice": "every"}
    return never | {"at": f"{local(at):%H:%M:%S}", "extra_dates": [day], "first_date": day, "last_date": day}


def _days(typed: list[str] | None) -> list[str] | None:
    return None if typed is None else [iso_day(each) for each in typed]


def _changed(present: list[str], added: list[str] | None, dropped: list[str] | None, *, what: str) -> list[str]:
    """A list with some taken out and some put behind. Raises BadParameter for one that is not in it."""
    for each in dropped or []:
        if each not in present:
            shown = each if what == "bản tin" else day_shown(each)
            raise typer.BadParameter(f"khung giờ không có {what} «{shown}»")
    return [each for each in present if each not in (dropped or [])] + (added or [])


def _refuse_conflicts(
    client: Client, form: dict[str, Any], *, force: bool, instead_of: str | None = None, of_day: str | None = None
) -> None:
    asked = _given(instead_of=instead_of, of_day=of_day)
    seen = client.json("POST", "/timetable/preview", json=form, params=asked)
    for each in seen["lapses"]:
        typer.echo(each["detail"], err=True)
    refuse_conflicts(seen, force=force)


def _change_day(server: str, token: str, slot: str, day: str, form: dict[str, Any] | None, *, said: str) -> None:
    path = f"/slots/{slot}/days/{iso_day(day)}"
    with Client(server, token) as client:
        if form is None:
            said = f"{said} {client.json('DELETE', path)['detail']}"
        elif client.call("PUT", path, json=form).status_code == WAITING:
            return  # its warning is printed
        print(said)
        print_next(client)


def _show_changed(client: Client, slot: dict[str, Any], *, as_json: bool) -> None:
    _show([slot], as_json=as_json)
    if not as_json:
        print(slot["today"]["detail"])
        print_next(client)


def _show(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        print_json(rows)
    else:
        print_table(
            [{**row, "at": hour_shown(row["at"]), "days": days_in_words(row)} for row in rows],
            _SLOTS,
            empty="Chưa có khung giờ nào.",
        )
