"""A plan from the command line: read from its file, looked at, reported and taken away, over a real service."""

import json

import pytest

from tests.cli.test_commands import Run, run
from tests.cli.test_timetable import served
from tests.plans.forms import FORMS

__all__ = ["run", "served"]


@pytest.mark.slow
@pytest.mark.usefixtures("served")
def test_a_plan_is_read_kept_counted_reported_and_taken_away(run: Run) -> None:
    text = FORMS["roman and dashes"].text + "Các thôn Đông, Tây chuẩn bị hội trường.\n"
    for name in ("thôn Đông", "thôn Tây"):
        run.ok("zone", "add", name, "--level", "village")
    (run.folder / "ke-hoach.txt").write_text(text, encoding="utf-8")
    (run.folder / "mau-thuan.txt").write_text(text.replace("15 tháng 01 năm 2025", "15 tháng 01 năm 2026"), encoding="utf-8")
    assert json.loads(run.ok("plan", "import", "mau-thuan.txt", "--dry-run", "--json"))["doubts"] == ["dates"]
    seen = run.ok("plan", "import", "mau-thuan.txt", "--dry-run")
    assert ("thôn Đông" in seen, "thôn Tây" in seen) == (True, True)
    assert "Chưa có kế hoạch nào" in run.ok("plan", "list")
    [made] = json.loads(run.ok("plan", "import", "mau-thuan.txt", "--json"))
    assert (made["year"], made["dated"], made["doubts"]) == (2025, None, ["dates"]), "what is doubted is told to programs too"
    assert {path.rpartition(" / ")[2] for path in made["zones"]} == {"thôn Đông", "thôn Tây"}
    assert "năm 2025" in run("plan", "import", "ke-hoach.txt").stderr.decode()
    whole = json.loads(run.ok("plan", "coverage", made["id"], "--json"))
    assert {"cells", "channels", "lagging", "due", "villages"} <= set(whole)
    assert "Loa truyền thanh" in run.ok("plan", "coverage", made["id"])
    for form, begins in (("docx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("json", b"{"), ("html", b"<!")):
        assert "Đã ghi" in run.ok("plan", "report", made["id"], "-o", f"bao-cao.{form}", "--period", "first_half")
        assert (run.folder / f"bao-cao.{form}").read_bytes().startswith(begins)
    assert run("plan", "report", made["id"], "-o", "bao-cao.doc").returncode == 2
    assert "Đã bỏ kế hoạch" in run.ok("plan", "remove", made["id"])
    assert json.loads(run.ok("plan", "list", "--json")) == []
    assert [each["id"] for each in json.loads(run.ok("plan", "list", "--removed", "--json"))] == [made["id"]]
    assert "Đã lấy lại kế hoạch năm 2025" in run.ok("plan", "restore", made["id"])
    assert [each["id"] for each in json.loads(run.ok("plan", "list", "--json"))] == [made["id"]]
