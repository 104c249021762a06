"""`loalang import`: the text of a document, as a script."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from app.cli.output import AsJson, print_json


def import_(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp .docx, .odt, .pdf, .html, .txt (cả bảng mã cũ TCVN3, VNI).")],
    *,
    as_json: AsJson = False,
) -> None:
    """Lấy chữ từ tệp Word, PDF… để soạn bản tin; không lưu gì."""
    from app.documents import as_script, read_document
    from app.words import word

    found = read_document(file.read_bytes(), name=file.name)
    if as_json:
        print_json({**asdict(found), "script": as_script(found)})
        return
    print(as_script(found))
    if found.letters:
        print(f"Đã chuyển từ {found.letters} sang Unicode.", file=sys.stderr)
    for each in found.left_out:
        print(f"Không lấy: {each.count} {word('left_out_part', each.what)}", file=sys.stderr)
