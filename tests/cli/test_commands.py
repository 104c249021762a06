"""The commands as a person calls them: real processes, real files, real consoles."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from mutagen.id3 import ID3

from tests.support.loudness import judge

pytestmark = pytest.mark.slow(1)

ROOT = Path(__file__).resolve().parents[2]
BULLETIN = "title: Mời họp\n\n" + "\n".join(f"Câu thứ {n} của bản tin này." for n in range(1, 61)) + "\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Run":
    monkeypatch.setenv("LOALANG_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return Run(tmp_path)


class Run:
    """Calls `loalang` in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
        command = [sys.executable, "-m", "app", *arguments]
        return subprocess.run(command, cwd=self.folder, input=given, capture_output=True, timeout=120, check=False)

    def ok(self, *arguments: str, given: bytes = b"") -> str:
        done = self(*arguments, given=given)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()


def test_read_from_the_keyboard_and_from_a_file(run: Run) -> None:
    assert "hai mươi mốt hộ" in run.ok("read", given="Thôn có 21 hộ.".encode())
    (run.folder / "tin.txt").write_bytes("Thôn có 21 hộ.".encode())
    explained = json.loads(run.ok("read", "tin.txt", "--json"))
    assert "hai mươi mốt" in explained["spoken"]
    assert "hai mươi mốt" in run.ok("read", "tin.txt", "--explain")


def test_an_address_with_somebodys_password_goes_nowhere(run: Run) -> None:
    for command in (["public", "show"], ["station", "enrol", "--code", "x"], ["station"]):
        said = run(*command, "--server", "http://ai:matkhau@127.0.0.1:1")
        assert said.returncode == 2, said
        assert b"matkhau" not in said.stdout + said.stderr


@pytest.mark.parametrize(("settings", "port"), [("port = 9\n", 9), ("port = [\n", 8080), ("", 8080)])
def test_without_an_address_this_machines_service_is_called_where_its_settings_have_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, settings: str, port: int
) -> None:
    """Also where they are broken: who has to stop everything must not have to mend them first."""
    monkeypatch.delenv("LOALANG_SERVER", raising=False)
    monkeypatch.delenv("LOALANG_PORT", raising=False)
    (run.folder / "loalang.toml").write_text(settings, encoding="utf-8")
    said = run("status")
    assert f"http://127.0.0.1:{port}" in said.stderr.decode()


def test_nothing_to_read_is_said(run: Run) -> None:
    assert run("read", "-", given=b"\n").stderr.decode().startswith("Không có lời nào để đọc.")


def test_a_bulletin_file_is_read_without_its_header_and_labels(run: Run) -> None:
    (run.folder / "tin.txt").write_bytes("title: Họp thôn\n\nPTV1: Kính chào bà con.\nPTV2: Thôn có 21 hộ.\n".encode())
    assert run.ok("read", "tin.txt").split("\n")[:2] == ["Kính chào bà con.", "Thôn có hai mươi mốt hộ."]


LETTER = """UBND XÃ ĐẠI AN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 10/TB-UBND\tĐộc lập - Tự do - Hạnh phúc

Thôn có 21 hộ.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Nam
"""


@pytest.mark.parametrize("header", ["", "title: Số hộ\n\n", "title: Số hộ\npriority: thuong\n\n"])
def test_a_text_is_read_as_a_bulletin_of_it_is(run: Run, header: str) -> None:
    done = run("read", "-", given=(header + LETTER).encode())
    assert done.stdout.decode().strip() == "Thôn có hai mươi mốt hộ."
    told = done.stderr.decode().splitlines()
    assert (told[0], told[5]) == ("Không đọc 5 dòng:", "  Trần Văn Nam")
    assert all(line.startswith("Nên xem lại: ") for line in told[6:])
    assert len(run.ok("read", "-", "--all", given=(header + LETTER).encode()).splitlines()) == 6
    shown = json.loads(run.ok("read", "--json", given=(header + LETTER).encode()))
    assert [line["what"] for line in shown["left_out"]] == ["letterhead"] * 2 + ["signature"] * 3
    assert "Không đọc 5 dòng:" in run.ok("read", "--explain", given=(header + LETTER).encode())


def test_what_to_look_at_again_is_told_beside_the_words(run: Run) -> None:
    done = run("read", "-", given="Họp lúc 7h75.".encode())
    assert done.stdout.decode().strip() == "Họp lúc bảy giờ bảy mươi lăm phút."
    assert done.stderr.decode().startswith("Nên xem lại: «7h75»: không có 7 giờ 75 phút")


@pytest.mark.parametrize("header", ["priority: khan_cap\n\n", "kind: spot\n\n"])
def test_of_what_is_urgent_every_line_is_read(run: Run, header: str) -> None:
    done = run("read", "-", given=(header + LETTER).encode())
    assert len(done.stdout.decode().splitlines()) == 6
    assert "Không đọc" not in done.stderr.decode()


def test_a_console_that_is_not_utf8_crashes_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    assert "hộ" in run.ok("read", given="Thôn có 21 hộ.".encode())


def test_one_sentence_of_sixty_edited_is_one_sentence_spoken(run: Run) -> None:
    (run.folder / "tin.txt").write_text(BULLETIN, encoding="utf-8")
    first = json.loads(run.ok("render", "tin.txt", "-o", "tin.mp3", "--json"))
    assert (first["synthesised"], first["cached"]) == (60, 0)
    (run.folder / "tin.txt").write_text(BULLETIN.replace("Câu thứ 7 của", "Câu số 7 của"), encoding="utf-8")
    second = json.loads(run.ok("render", "tin.txt", "-o", "tin.mp3", "--json"))
    assert (second["synthesised"], second["cached"]) == (1, 59)
    before = (run.folder / "tin.mp3").read_bytes()
    for entry in (run.folder / "data").rglob("*.pcm"):
        entry.write_bytes(entry.read_bytes()[:-2] + b"\x7f\x7f")
    third = json.loads(run.ok("render", "tin.txt", "-o", "tin.mp3", "--json"))
    assert (third["synthesised"], third["cached"]) == (60, 0), "broken entries are made again, and counted as such"
    assert (run.folder / "tin.mp3").read_bytes() == before
    loudness, peak = judge(run.folder / "tin.mp3")
    assert loudness == pytest.approx(-16.0, abs=0.5)
    assert peak <= -1.0
    assert sorted(path.name for path in run.folder.iterdir()) == ["data", "tin.mp3", "tin.txt"]


def test_a_voice_that_fell_back_is_told_beside_the_json_and_not_in_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOALANG_VOICE__CHAIN", '["piper", "espeak"]')
    (run.folder / "tin.txt").write_text("Kính chào bà con.", encoding="utf-8")
    done = run("render", "tin.txt", "-o", "tin.mp3", "--json")
    assert json.loads(done.stdout)["fell_back_from"] == ["piper"]
    logged = json.loads(done.stderr.decode().splitlines()[0])
    assert (logged["event"], logged["engine"]) == ("voice.fell_back", "piper")
    assert "bà con" not in done.stderr.decode(), "no word of a script is in a log"
    assert "piper" in run.ok("render", "tin.txt", "-o", "tin.mp3")


def test_a_rendered_file_says_what_it_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (run.folder / "tin.txt").write_bytes("title: Mời họp\nvalid_from: 2025-11-04\n\nKính chào bà con.\n".encode())
    hashes = []
    for voice in ("north", "south"):
        monkeypatch.setenv("LOALANG_VOICE__ACCENT", voice)
        run.ok("render", "tin.txt", "-o", "tin.mp3")
        tags = ID3(run.folder / "tin.mp3")
        assert (tags["TIT2"].text, str(tags["TDRC"].text[0])) == (["Mời họp"], "2025-11-04")
        hashes.append(tags["TXXX:content_hash"].text[0])
    assert len({*hashes}) == 2, "another voice is another content"


def test_render_loads_neither_database_nor_web(run: Run) -> None:
    """An hour of audio has to fit beside them in an old PC, and they would take a third of it."""
    (run.folder / "tin.txt").write_bytes("Kính chào bà con.\n".encode())
    command = [sys.executable, "-X", "importtime", "-m", "app", "render", "tin.txt", "-o", "tin.mp3"]
    done = subprocess.run(command, cwd=run.folder, capture_output=True, timeout=120, check=True)
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.decode().splitlines()}
    assert "lameenc" in loaded
    assert not loaded & {"sqlalchemy", "alembic", "fastapi", "httpx", "cryptography", "jinja2"}


def test_render_refuses_a_bad_script_with_the_place_and_leaves_nothing(run: Run) -> None:
    (run.folder / "tin.txt").write_bytes("Kính chào bà con.\n[nghi 3s]\n".encode())
    done = run("render", "tin.txt", "-o", "tin.mp3")
    assert done.returncode == 1
    assert "dòng 2, cột 1" in done.stderr.decode()
    assert not (run.folder / "tin.mp3").exists()


def test_the_voices_are_listed_and_one_is_tried(run: Run) -> None:
    listed = json.loads(run.ok("voices", "--json"))
    assert {"engine": "espeak", "voice": "vi"}.items() <= listed[0].items()
    run.ok("voices", "--try", "Kính chào bà con.", "-o", "thu.wav")
    assert (run.folder / "thu.wav").read_bytes()[:4] == b"RIFF"
    assert "Không" in run("voices", "--try", "a", "--voice", "none").stderr.decode()


def test_the_doctor_says_what_it_found(run: Run) -> None:
    found = {each["check"]: each["code"] for each in json.loads(run.ok("doctor", "--json"))}
    assert found["voice"] == found["ffmpeg"] == found["time_zone"] == "ok"
    assert "Giọng đọc" in run.ok("doctor")


def test_commands_that_need_the_service_say_how_to_start_it(run: Run) -> None:
    done = run("bulletin", "list", "--server", "http://127.0.0.1:1")
    assert done.returncode == 1
    assert "loalang serve" in done.stderr.decode()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("read", "khong-co.txt"), "khong-co.txt không có"),
        (("read", "thu-muc"), "thu-muc là thư mục"),
        (("render", "khong-co.txt", "-o", "a.mp3"), "khong-co.txt không có"),
        (("render", "tin.txt", "-o", "khong/a.mp3"), "--out: không có thư mục khong"),
        (("bulletin", "add", "khong-co.txt"), "khong-co.txt không có"),
        (("read", "utf16.txt", "--json"), "UTF-16"),
        (("read", "sai.txt"), "dòng 1, cột 4"),
        (("backup",), "loalang serve"),
        (("setup", "--code", "A", "--commune", "xã A"), "loalang serve"),
        (("slot", "day", "31/02"), "viết như 4/11/2026"),
        (("log-book", "--from", "hôm qua", "--to", "2025-11-04", "-o", "a.csv"), "viết như 4/11/2026"),
        (("render", "tin.txt"), "thiếu --out / -o"),
        (("render",), "thiếu TỆP"),
        (("render", "tin.txt", "-o", "a.ogg"), "--out: tệp ra phải là .mp3"),
        (("render", "tin.txt", "-o", "a.mp3", "--profile", "x"), "--profile: không hiểu «x»"),
        (("read", "--alll"), "không có tùy chọn --alll; có phải"),
        (("read", "a", "b"), "thừa b"),
        (("xem",), "không có lệnh xem"),
    ],
)
def test_a_wrong_call_is_told_in_one_sentence(run: Run, call: tuple[str, ...], said: str) -> None:
    (run.folder / "tin.txt").write_text("Kính chào bà con.", encoding="utf-8")
    (run.folder / "thu-muc").mkdir()
    (run.folder / "utf16.txt").write_bytes("Thông báo".encode("utf-16"))
    (run.folder / "sai.txt").write_bytes(b"abc\xff")
    done = run(*call)
    told = done.stderr.decode()
    assert done.returncode in {1, 2}
    assert said in told
    assert len(told.splitlines()) <= 2, told
    assert "Error" not in told
    assert not list(run.folder.glob("a.*"))


def test_finished_audio_may_be_read_by_others(run: Run) -> None:
    (run.folder / "tin.txt").write_text("Kính chào bà con.", encoding="utf-8")
    run.ok("render", "tin.txt", "-o", "tin.mp3")
    assert (run.folder / "tin.mp3").stat().st_mode & 0o777 == (run.folder / "tin.txt").stat().st_mode & 0o777


def test_wrong_settings_are_all_listed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOALANG_PORT", "99999")
    monkeypatch.setenv("LOALANG_VOICE__ACCENT", "west")
    said = run("doctor").stderr.decode()
    assert "port: quá lớn" in said
    assert "voice.accent: không nằm trong các giá trị được nhận" in said


def test_completion_is_offered(run: Run) -> None:
    assert "--install-completion" in run.ok("--help")


def test_a_backup_is_taken_and_put_back_elsewhere(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sandbox, backup, restore elsewhere: the same rows again."""
    data = Path(json.loads(run.ok("demo", "--json"))["data"])
    monkeypatch.setenv("LOALANG_DATA_DIR", str(data))
    refused = run("backup", "--to", str(run.folder / "b.zip"))
    assert refused.returncode == 1
    assert "--passphrase-file" in refused.stderr.decode(), "it holds the commune's keys"
    (run.folder / "cum-mat-khau").write_text("mưa rào đêm qua to lắm\n", encoding="utf-8")
    (run.folder / "khac").write_text("một cụm mật khẩu khác\n", encoding="utf-8")
    opened = ("--passphrase-file", str(run.folder / "cum-mat-khau"))
    saved = json.loads(run.ok("backup", "--to", str(run.folder / "b.zip"), "--json", *opened))
    assert saved["members"] >= 1
    assert b"SQLite format" not in (run.folder / "b.zip").read_bytes()
    monkeypatch.setenv("LOALANG_DATA_DIR", str(run.folder / "other"))
    for other in ((), ("--passphrase-file", str(run.folder / "khac"))):
        assert run("restore", str(run.folder / "b.zip"), *other).returncode == 1
    run.ok("restore", str(run.folder / "b.zip"), *opened)
    assert {each["check"]: each["code"] for each in json.loads(run.ok("doctor", "--json"))}["privacy"] == "ok"
    assert run("restore", str(run.folder / "b.zip"), *opened).returncode == 1


def test_a_question_that_nobody_answers_ends_in_one_sentence(run: "Run") -> None:
    done = run("emergency", "start", "--zone", "xã Liên An", "--text", "Cháy")
    said = done.stderr.decode()
    assert (done.returncode, said.splitlines()[-1].strip()) == (1, "Đã thôi, chưa làm gì.")
    assert "Traceback" not in said
