"""`loalang lexicon` and a lexicon's file on the command line, against a real service."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.test_commands import ROOT, Run
from tests.support.serving import Served

TABLE = "Cách viết,Cách đọc\nTT,thị trấn\nKCN 2,khu công nghiệp hai\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LOALANG_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (tmp_path / "tu-dien.csv").write_text(TABLE, encoding="utf-8-sig")
    return Run(tmp_path)


@pytest.fixture
def served(run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setenv("LOALANG_PORT", "0")
    found = Served(run.folder)
    monkeypatch.setenv("LOALANG_SERVER", found.address)
    monkeypatch.setenv("LOALANG_TOKEN", found.set_up())
    yield found
    assert found.stop() == 0


@pytest.mark.slow
def test_a_text_is_read_with_a_file(run: Run) -> None:
    given = "Về TT và KCN 2, ngày 5/9/2025.".encode()
    assert run.ok("read", "--lexicon", "tu-dien.csv", given=given).startswith(
        "Về thị trấn và khu công nghiệp hai, ngày năm tháng"
    )
    table = run.ok("read", "--lexicon", "tu-dien.csv", "--explain", given=given).splitlines()
    assert [heading in table[0] for heading in ("Cách viết", "Cách đọc", "Loại", "Quy tắc", "Thí dụ", "Độ chắc")] == [True] * 6
    assert "từ điển của xã: «TT» đọc là «thị trấn»" in table[1]
    assert ("18/01/2022 =>" in table[3], table[3].endswith("chắc")) == (True, True)


def test_a_wrong_file_is_refused_with_its_line(run: Run) -> None:
    (run.folder / "sai.csv").write_text(TABLE + "A5,bê 5\n", encoding="utf-8")
    done = run("read", "--lexicon", "sai.csv", given=b"a")
    assert done.returncode == 1
    assert "Dòng 4: " in done.stderr.decode()


@pytest.mark.slow
def test_the_lexicon_is_kept_over_the_service(run: Run, served: Served) -> None:
    assert served.address
    assert "chưa có mục nào" in run.ok("lexicon", "list")
    assert run.ok("lexicon", "try", "Về TT họp.", "TT", "thị trấn").splitlines() == [
        "Đang đọc: Về thông tin họp.",
        "Sẽ đọc:   Về thị trấn họp.",
    ]
    (made,) = json.loads(run.ok("lexicon", "add", "TT", "trung tâm", "--json"))
    assert "Thêm 1, sửa 1, giữ nguyên 0." in run.ok("lexicon", "import", "tu-dien.csv")
    listed = json.loads(run.ok("lexicon", "list", "--json"))
    assert [(each["written"], each["spoken"]) for each in listed] == [("KCN 2", "khu công nghiệp hai"), ("TT", "thị trấn")]
    run.ok("lexicon", "export", "ra.csv")
    assert "TT,thị trấn,xã,không" in (run.folder / "ra.csv").read_text(encoding="utf-8-sig")
    assert "Đã bỏ." in run.ok("lexicon", "remove", made["id"])
    assert "thị trấn" not in run.ok("lexicon", "list", "-q", "TT")
    assert "Về thông tin" in run.ok("lexicon", "try", "Về TT họp.")


@pytest.mark.slow
def test_bulletins_that_a_change_touches_are_shown_before(run: Run, served: Served) -> None:
    assert served.address
    days = f"valid_from: {date(2026, 1, 1)}\nvalid_to: {date(2026, 1, 1) + timedelta(days=9_000)}\n"
    (run.folder / "tin.txt").write_text(f"title: Mời họp\n{days}\nMời bà con về TT họp.\n", encoding="utf-8")
    (bulletin,) = json.loads(run.ok("bulletin", "add", "tin.txt", "--json"))
    run.ok("bulletin", "submit", bulletin["id"])
    shown = run.ok("lexicon", "touched", "TT", "thị trấn")
    assert "Mời họp" in shown
    assert "Phải trình và duyệt lại" in shown
    refused = run("lexicon", "add", "TT", "thị trấn")
    assert "phải duyệt lại" in refused.stderr.decode()
    done = run.ok("lexicon", "add", "TT", "thị trấn", "--reopen")
    assert f"Phải trình duyệt lại: bản tin {bulletin['id']}, bản 2" in done
