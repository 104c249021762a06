"""`loalang policy …`: the policy library, over REST."""

from typing import Annotated, Any

import typer

from app.cli.client import HERE, Client, Server, Token
from app.cli.dates import day_shown, iso_day
from app.cli.help import Commands
from app.cli.output import AsJson, print_json, print_rows, print_table

app = Commands(help="Thư viện chính sách: bản tin mẫu có căn cứ pháp lý, soạn bản nháp từ mẫu.", no_args_is_help=True)

_LISTED = {
    "code": "Mã",
    "title": "Bản tin mẫu",
    "theme_word": "Chủ đề",
    "standing_word": "Căn cứ",
    "review": "Đối chiếu lại trước",
}
_FIELDS = {"name": "Ô", "label": "Điền gì", "kind": "Kiểu", "hint": ""}
_ENDED = {
    "id": "Mã",
    "number": "Văn bản",
    "day": "Hết hiệu lực từ ngày",
    "successor": "Văn bản thay thế",
    "entered_by": "Người ghi",
}
Code = Annotated[str, typer.Argument(metavar="MÃ", help="Mã của mẫu, ví dụ health-insurance.")]


@app.command("list")
def list_templates(server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Liệt kê bản tin mẫu, căn cứ còn hiệu lực hay không."""
    with Client(server, token) as client:
        found = client.json("GET", "/policy-templates")["items"]
    print_rows(
        found,
        [each | {"review": day_shown(each["review_by"])} for each in found],
        _LISTED,
        empty="Thư viện trống.",
        as_json=as_json,
    )


@app.command("show")
def show(code: Code, server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Xem một mẫu: lời, các ô phải điền, căn cứ."""
    with Client(server, token) as client:
        found = client.json("GET", f"/policy-templates/{code}")
    if as_json:
        print_json(found)
        return
    print(f"{found['title']} ({found['standing_word'].lower()})\n\n{found['script']}\n")
    print_table(found["fields"], _FIELDS, empty="")
    for each in found["documents"]:
        print(f"Căn cứ: {each['title']}, số {each['number']}, từ {day_shown(each['since'])} {_until(each)}")


@app.command("draft")
def draft(
    code: Code,
    values: Annotated[list[str] | None, typer.Option("--set", metavar="Ô=GIÁ_TRỊ", help="Điền một ô; dùng nhiều lần.")] = None,
    first: Annotated[str, typer.Option("--from", metavar="NGÀY", help="Hiệu lực từ ngày.")] = "",
    last: Annotated[str, typer.Option("--to", metavar="NGÀY", help="Hiệu lực đến hết ngày.")] = "",
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Soạn bản nháp từ một mẫu; ô chưa điền để trống trong bản nháp, điền xong mới trình được."""
    pairs = [each.partition("=") for each in values or ()]
    if wrong := [name for name, sign, _ in pairs if not sign]:
        raise typer.BadParameter(f"thiếu dấu «=»: {wrong[0]}", param_hint="--set")
    form = {
        "values": {name.strip(): value for name, _, value in pairs},
        "first": iso_day(first) if first else None,
        "last": iso_day(last) if last else None,
    }
    with Client(server, token) as client:
        _made(client.json("POST", f"/policy-templates/{code}/drafts", json=form), as_json=as_json)


@app.command("missing")
def missing(
    theme: Annotated[str, typer.Argument(metavar="CHỦ_ĐỀ", help="review, policy, programme hoặc guideline.")],
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Soạn bản nháp cho một chủ đề đang thiếu, từ mẫu lâu chưa dùng nhất của chủ đề ấy."""
    with Client(server, token) as client:
        _made(client.json("POST", "/policy-templates/drafts", json={"theme": theme}), as_json=as_json)


@app.command("ended")
def list_ended(server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Liệt kê văn bản hết hiệu lực do xã ghi."""
    with Client(server, token) as client:
        found = client.json("GET", "/ended-documents")["items"]
    print_rows(
        found,
        [each | {"day": day_shown(each["ended_on"])} for each in found],
        _ENDED,
        empty="Chưa ghi văn bản nào.",
        as_json=as_json,
    )


@app.command("end")
def end(
    number: Annotated[str, typer.Argument(metavar="SỐ", help="Số văn bản, ví dụ 81/2021/NĐ-CP.")],
    ended_on: Annotated[str, typer.Option("--from", metavar="NGÀY", help="Hết hiệu lực từ ngày.")],
    successor: Annotated[str, typer.Option("--by", metavar="SỐ", help="Văn bản thay thế.")] = "",
    server: Server = HERE,
    token: Token = "",
) -> None:
    """Ghi một văn bản đã hết hiệu lực hoặc đã bị thay thế; bản tin dẫn văn bản ấy được nhắc ở mọi nơi."""
    form = {"number": number, "ended_on": iso_day(ended_on), "successor": successor}
    with Client(server, token) as client:
        made = client.json("POST", "/ended-documents", json=form)
    print(f"Đã ghi: {made['number']} hết hiệu lực từ ngày {day_shown(made['ended_on'])}.")


@app.command("unend")
def unend(
    ended_id: Annotated[str, typer.Argument(metavar="MÃ", help="Mã của dòng, xem bằng «loalang policy ended».")],
    server: Server = HERE,
    token: Token = "",
) -> None:
    """Bỏ một văn bản ghi nhầm là hết hiệu lực."""
    with Client(server, token) as client:
        client.call("DELETE", f"/ended-documents/{ended_id}")
    print("Đã bỏ.")


def _made(found: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    print(f"Đã soạn bản nháp «{found['title']}», mã {found['id']}.")
    for each in found["gaps"]:
        print(f"Còn phải điền: {each['what']} (dòng {each['line']}).")


def _until(found: dict[str, Any]) -> str:
    return f"đến {day_shown(found['until'])}" if found["until"] else "đến khi có văn bản thay"
