"""Tables for Excel: one piece writes them, and no cell is worked out."""

import ast
import csv
import io
from pathlib import Path

import pytest

from app.csv_files import FORMULA, csv_file

APP = Path(__file__).parents[1] / "app"


def test_every_table_is_written_by_what_guards_it() -> None:
    calls = [
        (path.relative_to(APP).as_posix(), ast.unparse(node.func), node)
        for path in sorted(APP.rglob("*.py"))
        for source in [path.read_text("utf-8")]
        if "Writer" in source or "writer" in source or "Workbook" in source  # to take all apart takes seconds
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
    ]
    writers = {path for path, name, _ in calls if name in {"csv.writer", "csv.DictWriter", "DictWriter"}}
    assert writers == {"csv_files.py"}
    books = [(path, ast.unparse(call)) for path, name, call in calls if name.endswith("Workbook")]
    assert len(books) == 2, "the log book, and the report of a plan"
    for path, said in books:
        for link_or_formula in ("'strings_to_formulas': False", "'strings_to_urls': False"):
            assert link_or_formula in said, path


@pytest.mark.parametrize("sign", FORMULA)
def test_no_cell_is_worked_out_and_a_number_stays_one(sign: str) -> None:
    rows = csv.reader(io.StringIO(csv_file([[f"{sign}1+1", -1, 2.5]]).decode("utf-8-sig"), newline=""))
    assert list(rows) == [[f"'{sign}1+1", "-1", "2.5"]]
