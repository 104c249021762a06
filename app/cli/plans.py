"""`loalang plan …`: the commune's plans, over REST."""

from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.client import HERE, Client, Server, Token
from app.cli.dates import day_shown
from app.cli.help import Commands
from app.cli.output import AsJson, print_json, print_rows, print_table
from app.storage import write_durably
from app.words import target_unit, word

app = Commands(
    help="Kế hoạch truyền thông của năm: nhập từ văn bản, liệt kê, so với đã làm, báo cáo, bỏ, lấy lại.", no_args_is_help=True
)

_COLUMNS = {"year": "Năm", "number": "Số", "title": "Tên kế hoạch", "themes": "Chủ đề", "tasks": "Nhiệm vụ", "id": "Mã"}
_FOUND = {"what": "", "title": "Trong văn bản", "lines": "Dòng"}
_FORMS = ("html", "docx", "pdf", "xlsx", "csv", "json")
_COVERAGE = {"channel": "Kênh", "theme": "Chủ đề", "done": "Đã làm", "due": "Kế hoạch", "minutes": "Phút"}
_OF_PLAN = ("number", "title", "goals", "audience")


@app.command("list")
def list_plans(
    server: Server = HERE,
    token: Token = "",
    *,
    removed: Annotated[bool, typer.Option("--removed", help="Những kế hoạch đã bỏ.")] = False,
    as_json: AsJson = False,
) -> None:
    """Liệt kê các kế hoạch, năm mới nhất trước."""
    with Client(server, token) as client:
        found = client.json("GET", "/plans", params={"removed": removed})["items"]
    _show(found, as_json=as_json)


@app.command("import")
def import_plan(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Văn bản kế hoạch: .docx, .odt, .pdf, .txt.")],
    server: Server = HERE,
    token: Token = "",
    year: Annotated[int | None, typer.Option("--year", help="Năm của kế hoạch, khi văn bản không nói rõ.")] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem đọc được gì, chưa ghi.")] = False,
    as_json: AsJson = False,
) -> None:
    """Đọc kế hoạch theo các đề mục của văn bản rồi ghi lại để sửa; không thêm điều văn bản không có."""
    from app.documents import read_document

    text = read_document(file.read_bytes(), name=file.name).text
    with Client(server, token) as client:
        found = client.json("POST", "/plans/proposals", json={"text": text, "year": year})
        if dry_run:
            _show_found(found, as_json=as_json)
            return
        if found["year"] is None:
            raise typer.BadParameter("văn bản không nói rõ năm; xin thêm --year NĂM", param_hint="--year")
        made = client.json("POST", "/plans", json=_plan(found, found["year"]))
    _show([made | {"doubts": found["doubts"]}], as_json=as_json)
    if not as_json:
        _show_doubts(found)


@app.command("coverage")
def coverage(
    key: Annotated[str, typer.Argument(metavar="MÃ")],
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Xem đã làm được bao nhiêu so với kế hoạch, theo kênh và chủ đề, và những gì đang chậm."""
    with Client(server, token) as client:
        found = client.json("GET", f"/plans/{key}/coverage")
        channels = client.json("GET", f"/plans/{key}/coverage/channels")["cells"]
    if as_json:
        print_json(found | {"channels": channels})
        return
    heard = [each | {"channel": "loudspeakers", "done": each["times"], "due": each["due_times"]} for each in found["cells"]]
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for each in (*heard, *channels):
        theme = word("theme", each["theme"]) if each["theme"] else ""
        row = rows.setdefault((each["channel"], theme), {"done": 0, "due": 0, "minutes": 0.0})
        row |= {"channel": word("channel", each["channel"]), "theme": theme}
        row |= {name: round(row[name] + each.get(name, 0), 1) for name in ("done", "due", "minutes")}
    print_table(list(rows.values()), _COVERAGE, empty="Kế hoạch chưa có chủ đề và chỉ tiêu.")
    for of, said in (("lagging", "Đang chậm"), ("due", "Sắp hết hạn")):
        for each in found[of]:
            name = word("theme", each["theme"]) if each["theme"] else word("channel", each["channel"])
            print(f"{said}: {name}, đến {day_shown(each['last'])} mới được {each['done']}/{each['due']}.")


@app.command("report")
def report(
    key: Annotated[str, typer.Argument(metavar="MÃ")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp .html (để in), .docx, .pdf, .xlsx, .csv hoặc .json.")],
    server: Server = HERE,
    token: Token = "",
    period: Annotated[
        str,
        typer.Option("--period", help="year (cả năm), first_half, second_half, first_quarter đến fourth_quarter."),
    ] = "year",
) -> None:
    """Lấy báo cáo kết quả truyền thông của một kế hoạch, đếm từ nhật ký của máy phát."""
    form = output.suffix.lower().removeprefix(".")
    if form not in _FORMS:
        raise typer.BadParameter("tên tệp phải có đuôi .html, .docx, .pdf, .xlsx, .csv hoặc .json", param_hint="-o")
    with Client(server, token) as client:
        found = client.call("GET", f"/plans/{key}/coverage/report", params={"format": form, "period": period})
        write_durably(output, found.content, shared=True)
    print(f"Đã ghi {output}")


@app.command("remove")
def remove(key: Annotated[str, typer.Argument(metavar="MÃ")], server: Server = HERE, token: Token = "") -> None:
    """Bỏ một kế hoạch; «loalang plan restore» lấy lại được."""
    with Client(server, token) as client:
        tag = client.call("GET", f"/plans/{key}").headers["etag"]
        client.call("DELETE", f"/plans/{key}", headers={"If-Match": tag})
    print("Đã bỏ kế hoạch.")


@app.command("restore")
def restore(key: Annotated[str, typer.Argument(metavar="MÃ")], server: Server = HERE, token: Token = "") -> None:
    """Lấy lại một kế hoạch đã bỏ («loalang plan list --removed»), khi năm ấy chưa có kế hoạch khác."""
    with Client(server, token) as client:
        made = client.json("POST", f"/plans/{key}/restore")
    print(f"Đã lấy lại kế hoạch năm {made['year']}.")


def _plan(found: dict[str, Any], year: int) -> dict[str, Any]:
    plan = {name: found[name] or "" for name in _OF_PLAN} | {"year": year, "dated": found["dated"]}
    plan["title"] = plan["title"] or f"Kế hoạch năm {year}"
    lists = {name: found[name] for name in ("themes", "channels", "tasks", "zones")}
    return plan | lists | {name: [each["title"] for each in found[name]] for name in ("legal_basis", "officers", "bodies")}


def _show(found: list[dict[str, Any]], *, as_json: bool) -> None:
    rows = [each | {name: len(each[name]) for name in ("themes", "tasks")} for each in found]
    print_rows(found, rows, _COLUMNS, empty="Chưa có kế hoạch nào.", as_json=as_json)


def _show_found(found: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    rows = [
        {"what": "Số", "title": found["number"] or "", "lines": ""},
        {"what": "Năm", "title": found["year"] or "", "lines": ""},
    ]
    for name, what in (
        ("themes", "Chủ đề"),
        ("channels", "Kênh"),
        ("tasks", "Nhiệm vụ"),
        ("officers", "Phụ trách"),
        ("bodies", "Phối hợp"),
    ):
        rows += [{"what": what, "title": _worded(each), "lines": "–".join(map(str, each["lines"]))} for each in found[name]]
    rows += [{"what": "Thôn", "title": path, "lines": ""} for path in found["zones"]]
    print_table(rows, _FOUND, empty="")
    _show_doubts(found)


def _worded(found: dict[str, Any]) -> str:
    """The words of the text, and of a task the amount that was read out of them."""
    target = found.get("target")
    if target is None:
        return str(found["title"])
    unit = target_unit(target["unit"], found["channel"])
    return f"{found['title']} [{target['amount']} {unit} {word('target_per', target['per'])}]"


def _show_doubts(found: dict[str, Any]) -> None:
    for code in found["doubts"]:
        print(word("plan_doubt", code))
