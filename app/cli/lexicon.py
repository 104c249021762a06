"""`loalang lexicon …`: the commune's lexicon, over REST."""

from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.client import HERE, Client, Server, Token
from app.cli.help import Commands
from app.cli.output import AsJson, print_json, print_rows

app = Commands(help="Từ điển đọc: liệt kê, thêm, đọc thử, bỏ, nhập, xuất, xem bản tin bị ảnh hưởng.", no_args_is_help=True)

Written = Annotated[str, typer.Argument(metavar="CÁCH_VIẾT", help="Đúng như trong văn bản.")]
Spoken = Annotated[str, typer.Argument(metavar="CÁCH_ĐỌC", help="Đủ từng tiếng, chữ thường.")]
Province = Annotated[bool, typer.Option("--province", help="Vào từ điển của tỉnh; mặc định là của xã.")]
AnyCase = Annotated[bool, typer.Option("--any-case", help="Không phân biệt chữ hoa, chữ thường.")]
Reopen = Annotated[bool, typer.Option("--reopen", help="Đồng ý cho duyệt lại những bản tin bị đổi lời đọc.")]
_COLUMNS = {"id": "Mã", "written": "Cách viết", "spoken": "Cách đọc", "layer_word": "Phạm vi", "case_word": "Chữ hoa"}
_TOUCHED = {"title": "Tên bản tin", "number": "Bản", "effect_word": "Sẽ thế nào", "before": "Đang đọc", "after": "Sẽ đọc"}
_CSV = {"Content-Type": "text/csv; charset=utf-8"}


@app.command("list")
def list_entries(
    server: Server = HERE,
    token: Token = "",
    q: Annotated[str, typer.Option("--q", "-q", help="Từ cần tìm, không kể dấu và chữ hoa.")] = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Liệt kê các mục, mới nhất trước."""
    with Client(server, token) as client:
        _show(client.every("/lexicon", q=q), as_json=as_json)


@app.command("add")
def add(
    written: Written,
    spoken: Spoken,
    server: Server = HERE,
    token: Token = "",
    *,
    province: Province = False,
    any_case: AnyCase = False,
    reopen: Reopen = False,
    as_json: AsJson = False,
) -> None:
    """Thêm một mục."""
    entry = _entry(written, spoken, province=province, any_case=any_case)
    with Client(server, token) as client:
        made = client.json("POST", "/lexicon", json=entry, params=_agreed(reopen=reopen))
    _show([made], as_json=as_json)
    if not as_json:
        _say_reopened(made)


@app.command("try")
def try_entry(
    text: Annotated[str, typer.Argument(metavar="CÂU", help="Câu để đọc thử.")],
    written: Annotated[str, typer.Argument(metavar="[CÁCH_VIẾT]", help="Mục định thêm; bỏ trống thì thử từ điển đang có.")] = "",
    spoken: Annotated[str, typer.Argument(metavar="[CÁCH_ĐỌC]")] = "",
    server: Server = HERE,
    token: Token = "",
    *,
    any_case: AnyCase = False,
    as_json: AsJson = False,
) -> None:
    """Đọc thử một câu, trước và sau khi có mục mới; chưa ghi gì."""
    asked: dict[str, Any] = {"text": text}
    if written:
        asked["entry"] = _entry(written, spoken, province=False, any_case=any_case)
    with Client(server, token) as client:
        tried = client.json("POST", "/lexicon/try", json=asked)
    if as_json:
        print_json(tried)
        return
    print(f"Đang đọc: {tried['before']}")
    if written:
        print(f"Sẽ đọc:   {tried['after']}")


@app.command("remove")
def remove(
    entry: Annotated[str, typer.Argument(metavar="MÃ", help="Mã của mục.")],
    server: Server = HERE,
    token: Token = "",
    *,
    reopen: Reopen = False,
    as_json: AsJson = False,
) -> None:
    """Bỏ một mục."""
    with Client(server, token) as client:
        tag = client.call("GET", f"/lexicon/{entry}").headers["etag"]
        done = client.json("DELETE", f"/lexicon/{entry}", headers={"If-Match": tag}, params=_agreed(reopen=reopen))
    if as_json:
        print_json(done)
    else:
        print("Đã bỏ.")
        _say_reopened(done)


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp CSV (UTF-8).")],
    server: Server = HERE,
    token: Token = "",
    *,
    reopen: Reopen = False,
    as_json: AsJson = False,
) -> None:
    """Nhập tệp CSV: thêm và sửa, không bỏ mục nào; sai một dòng thì không nhận dòng nào."""
    with Client(server, token) as client:
        done = client.json("POST", "/lexicon/csv", content=file.read_bytes(), headers=_CSV, params=_agreed(reopen=reopen))
    if as_json:
        print_json(done)
    else:
        print(f"Thêm {done['added']}, sửa {done['changed']}, giữ nguyên {done['unchanged']}.")
        _say_reopened(done)


@app.command("export")
def export(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp CSV sẽ ghi, mở được bằng Excel.")],
    server: Server = HERE,
    token: Token = "",
) -> None:
    """Xuất cả từ điển ra tệp CSV."""
    from app.storage import write_durably

    with Client(server, token) as client:
        write_durably(file.absolute(), client.call("GET", "/lexicon/csv").content, shared=True)
    print(file)


@app.command("touched")
def touched(
    written: Written,
    spoken: Spoken,
    server: Server = HERE,
    token: Token = "",
    *,
    province: Province = False,
    any_case: AnyCase = False,
    as_json: AsJson = False,
) -> None:
    """Xem trước những bản tin mà một mục mới làm đổi lời đọc; chưa ghi gì."""
    entry = _entry(written, spoken, province=province, any_case=any_case)
    with Client(server, token) as client:
        known = next((each for each in client.every("/lexicon") if _is_same(each, entry)), None)
        asked = {"entry": entry} | ({"id": known["id"]} if known is not None else {})
        found = client.json("POST", "/lexicon/touched", json=asked)
    rows = [each | {"title": each["bulletin"]["title"], "number": each["bulletin"]["number"]} for each in found["items"]]
    print_rows(found["items"], rows, _TOUCHED, empty="Không bản tin nào đổi lời đọc.", as_json=as_json)


def _entry(written: str, spoken: str, *, province: bool, any_case: bool) -> dict[str, Any]:
    return {"written": written, "spoken": spoken, "layer": "province" if province else "commune", "any_case": any_case}


def _is_same(row: dict[str, Any], entry: dict[str, Any]) -> bool:
    return all(row[key] == entry[key] for key in ("written", "layer"))


def _agreed(*, reopen: bool) -> dict[str, str]:
    return {"reopen": "true"} if reopen else {}


def _say_reopened(done: dict[str, Any]) -> None:
    for draft in done["reopened"]:
        print(f"Phải trình duyệt lại: bản tin {draft['bulletin_id']}, bản {draft['number']}")


def _show(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    shown = [row | {"case_word": "không phân biệt" if row["any_case"] else "phân biệt"} for row in rows]
    print_rows(rows, shown, _COLUMNS, empty="Từ điển đọc chưa có mục nào.", as_json=as_json)
