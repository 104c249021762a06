"""`loalang campaign …`: reviews of poor households in steps, over REST."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.client import HERE, Client, Server, Token
from app.cli.dates import day_shown, hour_shown, iso_day, moment
from app.cli.help import Commands
from app.cli.output import AsJson, print_json, print_rows, print_table
from app.storage import write_durably
from app.words import word

app = Commands(help="Đợt rà soát hộ nghèo: các bước, bản tin, khung giờ, danh sách việc, giấy xác nhận.", no_args_is_help=True)

_LISTED = {"title": "Đợt", "kind_word": "Loại", "first": "Từ", "last": "Đến", "id": "Mã"}
_STEPS = {"code": "Bước", "title": "Tên", "first": "Từ", "last": "Đến", "days": "Số ngày", "times": "Giờ phát", "basis": "Căn cứ"}
_TASKS = {"due": "Hạn", "who": "Ai", "what": "Việc", "done": "Xong", "id": "Mã"}
Key = Annotated[str, typer.Argument(metavar="MÃ_ĐỢT")]
Code = Annotated[str, typer.Argument(metavar="BƯỚC", help="Mã của bước, ví dụ posting.")]
File = Annotated[
    Path, typer.Argument(metavar="TỆP", help="Tệp JSON của đợt; mẫu có ở docs/phat-song.md.", exists=True, dir_okay=False)
]


@app.command("templates")
def templates(server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Xem các loại đợt: bước, số ngày và căn cứ, giờ phát theo mẫu."""
    with Client(server, token) as client:
        found = client.json("GET", "/campaigns/templates")["items"]
    if as_json:
        print_json(found)
        return
    for each in found:
        print(f"{each['kind_word']} ({each['kind']}), sớm nhất từ {day_shown(each['first_date'])}: {each['window_basis']}")
        print_table([_step(step) for step in each["steps"]], _without(_STEPS, "first", "last"), empty="")


@app.command("list")
def list_campaigns(server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Liệt kê các đợt."""
    with Client(server, token) as client:
        found = client.json("GET", "/campaigns")["items"]
    rows = [each | {"first": day_shown(each["first_date"]), "last": day_shown(each["last_date"])} for each in found]
    print_rows(found, rows, _LISTED, empty="Chưa có đợt rà soát nào.", as_json=as_json)


@app.command("propose")
def propose(
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp JSON để ghi, sửa rồi dùng với preview và make.")],
    plan: Annotated[str, typer.Option("--plan", metavar="MÃ", help="Kế hoạch để lấy căn cứ, người phụ trách, thôn.")] = "",
    kind: Annotated[str, typer.Option("--kind", help="periodic hoặc regular; để trống là đợt sắp tới.")] = "",
    server: Server = HERE,
    token: Token = "",
) -> None:
    """Đề xuất một đợt: ngày thường lệ, mỗi thôn một tối họp, căn cứ theo kế hoạch; chưa lập gì."""
    with Client(server, token) as client:
        found = client.json("POST", "/campaigns/proposals", json={"kind": kind or None, "plan_id": plan or None})
    write_durably(output, json.dumps(found, ensure_ascii=False, indent=1).encode(), shared=True)
    print(f"Đã ghi {output}. Xin điền các mục còn trống.")


@app.command("preview")
def preview(file: File, server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Xem trước ngày và lời của mọi bước; không lưu gì."""
    with Client(server, token) as client:
        _show(client.json("POST", "/campaigns/preview", json=_form(file)), as_json=as_json, with_words=True)


@app.command("make")
def make(file: File, server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Lập đợt: bản nháp và khung giờ của mọi bước, danh sách việc; được tất cả hoặc không gì cả."""
    with Client(server, token) as client:
        _show(client.json("POST", "/campaigns", json=_form(file)), as_json=as_json)


@app.command("show")
def show(key: Key, server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Xem một đợt: các bước và danh sách việc."""
    with Client(server, token) as client:
        _show(client.json("GET", f"/campaigns/{key}"), as_json=as_json)


@app.command("move")
def move(
    key: Key,
    code: Code,
    first: Annotated[str, typer.Option("--first", metavar="NGÀY", help="Ngày bắt đầu mới.")] = "",
    days: Annotated[int | None, typer.Option("--days", help="Số ngày mới.")] = None,
    basis: Annotated[str | None, typer.Option("--basis", help="Căn cứ của số ngày ấy.")] = None,
    server: Server = HERE,
    token: Token = "",
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem bước nào đổi theo, chưa đổi.")] = False,
    as_json: AsJson = False,
) -> None:
    """Đổi ngày một bước; các bước sau đổi theo, những gì đã phát giữ nguyên."""
    form = {"first_date": iso_day(first) if first else None, "days": days, "basis": basis}
    with Client(server, token) as client:
        tag = client.call("GET", f"/campaigns/{key}").headers["etag"]
        path = f"/campaigns/{key}/steps/{code}/move{'/preview' if dry_run else ''}"
        found = client.json("POST", path, json=form, headers={"If-Match": tag})
    if as_json:
        print_json(found)
        return
    for each in found["moved"]:
        before, after = _days(each["first_before"], each["last_before"]), _days(each["first_date"], each["last_date"])
        print(f"«{each['step']}»: {before} → {after}")
    if not found["moved"]:
        print("Không bước nào đổi ngày.")
    for each in found["heard"]:
        print(f"Đã phát, giữ nguyên: «{each['step']}», {each['count']} lượt, lượt cuối {moment(each['last_at'])}.")
    if found["own_words"]:
        print(f"Lời đã sửa tay, xin xem lại ngày trong lời: {', '.join(found['own_words'])}")


@app.command("done")
def done(
    key: Key,
    task: Annotated[str, typer.Argument(metavar="MÃ_VIỆC")],
    server: Server = HERE,
    token: Token = "",
    *,
    undone: Annotated[bool, typer.Option("--undone", help="Bỏ dấu đã xong.")] = False,
) -> None:
    """Đánh dấu một việc đã xong."""
    with Client(server, token) as client:
        client.json("POST", f"/campaigns/{key}/tasks/{task}", json={"done": not undone})
    print("Đã bỏ dấu." if undone else "Đã đánh dấu xong.")


@app.command("undo")
def undo(key: Key, server: Server = HERE, token: Token = "") -> None:
    """Hoàn tác một đợt chưa phát gì: bỏ các khung giờ; bản tin còn trong thư viện."""
    with Client(server, token) as client:
        tag = client.call("GET", f"/campaigns/{key}").headers["etag"]
        left = client.json("DELETE", f"/campaigns/{key}", headers={"If-Match": tag})["bulletins"]
    print(f"Đã hoàn tác. {len(left)} bản tin còn trong thư viện, không ở khung giờ nào của đợt.")


@app.command("certificate")
def certificate(
    key: Key,
    code: Code,
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp .html hoặc .docx để ghi, rồi in và ký.")],
    server: Server = HERE,
    token: Token = "",
) -> None:
    """Lấy giấy xác nhận phát thanh của một bước, đếm từ nhật ký của máy phát."""
    form = output.suffix.lower().removeprefix(".")
    if form not in {"html", "docx"}:
        raise typer.BadParameter("tên tệp phải có đuôi .html hoặc .docx", param_hint="-o")
    with Client(server, token) as client:
        found = client.call("GET", f"/campaigns/{key}/steps/{code}/certificate", params={"format": form})
        write_durably(output, found.content, shared=True)
    print(f"Đã ghi {output}")


def _form(file: Path) -> Any:  # noqa: ANN401  # the service says what is wrong with it
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as exc:
        raise typer.BadParameter("tệp không phải JSON đúng, UTF-8", param_hint="TỆP") from exc


def _show(found: dict[str, Any], *, as_json: bool, with_words: bool = False) -> None:
    if as_json:
        print_json(found)
        return
    print(f"{found['title']}: {_days(found['first_date'], found['last_date'])}")
    print_table([_step(each) for each in found["steps"]], _STEPS, empty="")
    for step in found["steps"] if with_words else ():
        for each in step["bulletins"]:
            print(f"\n--- {step['title']}{': ' + each['zone'] if each['zone'] else ''}\n{each['script']}")
    if not with_words:
        tasks = [task for step in found["steps"] for task in step["tasks"]]
        rows = [each | {"due": day_shown(each["due"]), "done": moment(each["done_at"])} for each in tasks]
        print_table(rows, _TASKS, empty="")


def _step(found: dict[str, Any]) -> dict[str, object]:
    return found | {
        "first": day_shown(found.get("first_date")),
        "last": day_shown(found.get("last_date")),
        "days": f"{found['days']} {word('day_unit', found['unit'])}",
        "times": ", ".join(hour_shown(each) for each in found["times"]),
    }


def _days(first: str, last: str | None) -> str:
    return f"{day_shown(first)} – {day_shown(last)}" if last else f"từ {day_shown(first)}"


def _without(columns: dict[str, str], *names: str) -> dict[str, str]:
    return {key: heading for key, heading in columns.items() if key not in names}
