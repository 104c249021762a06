"""The officer's and the approver's commands, against a real service: from a file to audio that was approved."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from tests.cli.test_commands import ROOT, Run
from tests.support.serving import Served

FILE = "title: Mời họp\nlanguage: vi\nvalid_from: 2026-01-01\nvalid_to: 2099-12-31\n\nKính mời bà con dự họp lúc 19 giờ.\n"

pytestmark = pytest.mark.slow


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    for name, value in (("DATA_DIR", str(tmp_path / "data")), ("PORT", "0"), ("STATION__EMBEDDED", "false")):
        monkeypatch.setenv(f"LOALANG_{name}", value)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    served = Served(tmp_path)
    monkeypatch.setenv("LOALANG_SERVER", served.address)
    yield served
    assert served.stop() == 0


@pytest.fixture
def run(served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LOALANG_TOKEN", served.set_up())
    return Run(tmp_path)


def test_a_founding_hands_out_two_tokens_and_who_wrote_it_does_not_approve_it(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, code = Run(tmp_path), served.printed(r"--code (\S+)")
    unclear = run("setup", "--code", code, "--commune", "xã Liên An")
    assert (unclear.returncode, "--approver" in unclear.stderr.decode()) == (2, True)
    token, approver = run.ok("setup", "--code", code, "--commune", "xã Liên An", "--approver", "Khôi").split()
    (tmp_path / "tin.txt").write_text(FILE, encoding="utf-8")
    monkeypatch.setenv("LOALANG_TOKEN", token)
    [made] = json.loads(run.ok("bulletin", "add", "tin.txt", "--json"))
    run.ok("bulletin", "submit", made["id"])
    own = run("bulletin", "approve", made["id"])
    assert (own.returncode, "người khác phải duyệt" in own.stderr.decode()) == (1, True)
    monkeypatch.setenv("LOALANG_TOKEN", approver)
    assert "Đã duyệt" in run.ok("bulletin", "approve", made["id"])
    monkeypatch.setenv("LOALANG_TOKEN", token)
    more = [json.loads(run.ok("bulletin", "add", "tin.txt", "--json"))[0]["id"] for _ in range(2)]
    run.ok("bulletin", "submit", more[0])
    monkeypatch.setenv("LOALANG_TOKEN", approver)
    early = run("bulletin", "approve", *more)
    assert (early.returncode, "chưa trình duyệt" in early.stderr.decode()) == (2, True)
    monkeypatch.setenv("LOALANG_TOKEN", token)
    run.ok("bulletin", "submit", more[1])
    assert "chưa duyệt lần nào" in run.ok("bulletin", "changes", more[1])
    assert run("bulletin", "return", more[1], "--reason", "Sai.", "--note", "hai").returncode == 2
    monkeypatch.setenv("LOALANG_TOKEN", approver)
    assert run.ok("bulletin", "approve", *more).count("Đã duyệt") == 2
    assert run.ok("bulletin", "withdraw", *more, "--reason", "Đã xong.").count("Đã thu hồi") == 2
    assert "người khác phải duyệt" in run.ok("approval")
    assert run("approval", "--one-officer").returncode == 1, "an approver decides no rules"
    monkeypatch.setenv("LOALANG_TOKEN", token)
    assert "Xã có một cán bộ" in run.ok("approval", "--one-officer")


@pytest.mark.usefixtures("served")
def test_who_shows_no_token_is_told_how_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOALANG_TOKEN", raising=False)
    run = Run(tmp_path)
    assert "export LOALANG_TOKEN=loa_…" in run("zone", "list").stderr.decode()
    assert run("zone", "list", "--token", "loa_x").stderr.decode().startswith("Chưa đăng nhập: Mã truy cập")


def test_from_a_file_to_approved_audio(run: Run) -> None:
    (run.folder / "tin.txt").write_text(FILE, encoding="utf-8")
    [made] = json.loads(run.ok("bulletin", "add", "tin.txt", "--json"))
    assert run.ok("bulletin", "show", made["id"]).startswith("Kính mời bà con dự họp lúc mười chín giờ.")
    assert "Bị trả lại" not in run.ok("bulletin", "submit", made["id"])
    assert "Đã duyệt" in run.ok("bulletin", "approve", made["id"])
    rendered = json.loads(run.ok("bulletin", "render", made["id"], "-o", "tin.mp3", "--json"))
    assert rendered["state"] == "ready"
    assert (run.folder / "tin.mp3").stat().st_size == rendered["mp3"]["size"]
    assert "giây" in run.ok("bulletin", "render", made["id"], "--version", "1", "-o", "tin.wav")
    assert (run.folder / "tin.wav").read_bytes()[:4] == b"RIFF"
    assert run.ok("bulletin", "list", "-q", "moi hop", "--state", "approved").count("Mời họp") == 1
    assert run("bulletin", "withdraw", made["id"]).returncode == 2, "no word why"
    assert "Đã thu hồi" in run.ok("bulletin", "withdraw", made["id"], "--reason", "Sai giờ họp.")
    assert "Sai giờ họp." in run.ok("bulletin", "show", made["id"])
    assert run("bulletin", "withdraw", made["id"], "--reason", "Lần nữa.").returncode == 1
    letter = FILE + "\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Nam\n"
    (run.folder / "thu.txt").write_text(letter, encoding="utf-8")
    [made] = json.loads(run.ok("bulletin", "add", "thu.txt", "--json"))
    left = "Không đọc 3 dòng:\n  TM. ỦY BAN NHÂN DÂN\n  CHỦ TỊCH\n  Trần Văn Nam\n"
    assert left in run.ok("bulletin", "show", made["id"])
    for act in ("submit", "approve"):
        told = run.ok("bulletin", act, made["id"])
        assert "không đọc 3 dòng" in told
        assert left in told
    (run.folder / "sua.txt").write_text(FILE.replace("19 giờ", "20 giờ"), encoding="utf-8")
    [edited] = json.loads(run.ok("bulletin", "edit", made["id"], "sua.txt", "--json"))
    assert (edited["id"], edited["number"], edited["state"]) == (made["id"], 2, "draft")
    assert "hai mươi giờ" in run.ok("bulletin", "show", made["id"])
    missing = run("bulletin", "render", "01a21109-b2c9-74b3-a00d-83ce749f64d4", "-o", "khong.mp3")
    assert (missing.returncode, (run.folder / "khong.mp3").exists()) == (1, False)


def test_a_review_is_made_and_certified(run: Run) -> None:
    run.ok("zone", "add", "thôn Đông", "--level", "thôn")
    run.ok("campaign", "propose", "--kind", "regular", "-o", "dot.json")
    form = json.loads((run.folder / "dot.json").read_text(encoding="utf-8"))
    form |= {"officer": "chị Thu", "hotline": "0912 345 678", "place": "bộ phận một cửa"}
    (run.folder / "dot.json").write_text(json.dumps(form), encoding="utf-8")
    made = json.loads(run.ok("campaign", "make", "dot.json", "--json"))
    step = made["steps"][0]["code"]
    for name in ("giay.docx", "giay.html"):
        assert name in run.ok("campaign", "certificate", made["id"], step, "-o", name)
    assert "GIẤY XÁC NHẬN PHÁT THANH" in (run.folder / "giay.html").read_text(encoding="utf-8")
    assert "GIẤY XÁC NHẬN PHÁT THANH" in "".join(each.text for each in Document(str(run.folder / "giay.docx")).paragraphs)
    wrong = run("campaign", "certificate", made["id"], step, "-o", "giay.pdf")
    assert (wrong.returncode, ".docx" in wrong.stderr.decode()) == (2, True)
    unknown = run("campaign", "certificate", made["id"], "khong-co", "-o", "khong.html")
    assert (unknown.returncode, (run.folder / "khong.html").exists()) == (1, False)


def test_a_document_that_ended_is_entered_listed_and_taken_back(run: Run) -> None:
    assert "từ ngày 01/11/2026" in run.ok("policy", "end", "14/2025/QĐ-TTg", "--from", "1/11/2026", "--by", "20/2026/QĐ-TTg")
    [ended] = json.loads(run.ok("policy", "ended", "--json"))
    assert (ended["number"], ended["ended_on"], ended["successor"]) == ("14/2025/QĐ-TTg", "2026-11-01", "20/2026/QĐ-TTg")
    [row] = [line for line in run.ok("policy", "list").splitlines() if line.startswith("electricity ")]
    assert "Hết hiệu lực" in row
    wrong = run("policy", "end", "abc", "--from", "1/11/2026")
    assert (wrong.returncode, "«abc»" in wrong.stderr.decode()) == (1, True)
    assert "Đã bỏ." in run.ok("policy", "unend", ended["id"])
    assert "Chưa ghi văn bản nào." in run.ok("policy", "ended")
    assert run("policy", "unend", ended["id"]).returncode == 1


def test_the_public_page_is_written_as_files_and_that_is_on_record(run: Run) -> None:
    page = ("public", "export", "trang", "--address", "https://xa.gov.vn/truyen-thanh")
    assert "Trang công khai của" in run.ok(*page)
    assert (run.folder / "trang" / "index.html").exists()
    run.ok("audit", "export", "-o", "nhat-ky.csv")
    assert "xuất trang công khai thành" in (run.folder / "nhat-ky.csv").read_text(encoding="utf-8-sig")
