"""The service as a process: set-up, what it listens on, and that it is killed at any moment without losing work."""

import random
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from app.clock import SystemClock
from tests.support.namespaces import NAMESPACE, needs_mount
from tests.support.serving import ROOT, Served
from tests.support.waiting import until

pytestmark = pytest.mark.slow

SCRIPT = "\n".join(f"Câu thứ {n} của bản tin dài này nói về việc rà soát hộ nghèo trong toàn xã." for n in range(1, 120))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in (("LOALANG_DATA_DIR", str(tmp_path / "data")), ("LOALANG_PORT", "0"), ("PYTHONPATH", str(ROOT))):
        monkeypatch.setenv(name, value)
    return tmp_path


@pytest.mark.slow(30)
def test_a_rendering_survives_kills_at_any_moment(place: Path) -> None:
    served = Served(place)
    token = served.set_up()
    with served.client(token) as client:
        key = client.post("/bulletins", json={"title": "Dài", "script": SCRIPT}).raise_for_status().json()["id"]
        rendering = client.post(f"/bulletins/{key}/versions/1/renderings").raise_for_status().json()["id"]
    chance = random.Random(20251104)  # noqa: S311  # which moment is killed need not be secret
    clock = SystemClock()
    for _ in range(5):
        end = clock.monotonic() + chance.uniform(0.05, 1.5)
        until(lambda end=end: clock.monotonic() >= end, 5)  # type: ignore[misc]  # a moment, nothing to wait for
        served.kill()
        served = Served(place)
    # The lease of the killed worker has to lapse: put its end into the past, as two minutes of waiting would.
    with sqlite3.connect(place / "data" / "loalang.sqlite3", timeout=30) as database:
        database.execute("UPDATE renderings SET lease_until = '2025-01-01 00:00:00.000000' WHERE state = 'rendering'")
    database.close()
    with served.client(token) as client:
        assert until(lambda: client.get(f"/renderings/{rendering}").json()["state"] == "ready", 60), served.log
        audio = client.get(f"/renderings/{rendering}/audio").raise_for_status().content
        part = client.get(f"/renderings/{rendering}/audio", headers={"Range": "bytes=100-199"})
        assert (part.status_code, part.content) == (206, audio[100:200])
    assert not list((place / "data" / "work").glob("*"))
    assert served.stop() == 0


def test_set_up_by_the_command_line_opens_the_door_where_the_settings_say(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOALANG_STATION__EMBEDDED", "false")
    served = Served(place, "--host", "0.0.0.0")  # noqa: S104  # the very thing to see
    port = int(served.address.rpartition(":")[2])
    assert served.address == f"http://127.0.0.1:{port}"
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    with served.client() as client:
        assert client.get("/bulletins").status_code == 401
        wrong = client.post("/setup", json={"code": "AAAAA-AAAAA-AAAAA-AAAAA", "commune": "xã A", "one_officer": True})
        assert wrong.json()["code"] == "wrong_setup_code"
    for other in others:
        with pytest.raises(OSError), socket.create_connection((str(other), port), timeout=1):  # noqa: PT011  # refused, in any way
            pass
    served.set_up()
    assert until(lambda: "0.0.0.0" in served.log, 15)  # noqa: S104  # the very thing to see
    for other in {"127.0.0.1", *others}:
        assert until(lambda other=other: _answers(str(other), port), 10)  # type: ignore[misc]  # bound now
    assert served.stop() == 0


def test_a_second_start_leaves_the_first_alone(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not its set-up code, not its work, not its station."""
    first = Served(place)
    (place / "data" / "work" / "being-made").mkdir(parents=True)
    second = _serve(place)
    assert second.returncode == 1
    assert second.stderr.startswith("Thư mục dữ liệu đang được dùng: ")
    assert (place / "data" / "work" / "being-made").is_dir()
    assert first.set_up()
    monkeypatch.setenv("LOALANG_DATA_DIR", str(place / "other"))
    taken = _serve(place, "--port", first.address.rpartition(":")[2])
    assert taken.returncode == 1
    assert taken.stderr.splitlines()[-1].startswith("Không mở được cổng mạng: ")
    assert "Traceback" not in taken.stderr
    assert first.stop() == 0


def test_a_database_that_cannot_be_used_is_told_in_one_sentence(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "data").mkdir()
    (place / "data" / "loalang.sqlite3").write_bytes(b"not a database " * 100)
    assert _serve(place).stderr.startswith("Không mở được cơ sở dữ liệu: ")
    monkeypatch.setenv("LOALANG_DATABASE_URL", "postgresql://nobody:x@127.0.0.1:1/none")
    assert _serve(place).stderr.startswith("Không mở được cơ sở dữ liệu: ")
    monkeypatch.setenv("LOALANG_DATABASE_URL", f"sqlite:///{place / 'newer.sqlite3'}")
    with sqlite3.connect(place / "newer.sqlite3") as newer:
        newer.execute("CREATE TABLE alembic_version (version_num TEXT)")
        newer.execute("INSERT INTO alembic_version VALUES ('9999_from_the_future')")
    newer.close()
    assert "9999_from_the_future" in _serve(place).stderr


def test_an_empty_database_beside_stored_files_is_no_first_start(place: Path) -> None:
    stored = place / "data" / "files" / "ab" / "abc"
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"RIFF")
    (place / "data" / "loalang.sqlite3").touch()
    said = _serve(place)
    assert said.returncode == 1
    assert "cơ sở dữ liệu trống hoặc đã mất" in said.stderr
    assert "loalang restore" in said.stderr
    assert stored.read_bytes() == b"RIFF"


@needs_mount
def test_a_disk_that_is_full_at_the_first_start_is_told_in_one_sentence(place: Path) -> None:
    (place / "data").mkdir()
    full = f'mount -t tmpfs -o size=400k none "{place}/data"; exec "$@"'
    command = [*NAMESPACE, full, "sh", sys.executable, "-m", "app", "serve"]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 1
    assert "không còn chỗ trống" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def _serve(place: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "app", "serve", *arguments]
    return subprocess.run(command, cwd=place, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


def test_the_first_start_needs_no_backup_and_the_second_changes_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOALANG_STATION__EMBEDDED", "false")
    served = Served(place)
    token = served.set_up()
    assert served.stop() == 0
    again = Served(place)
    with again.client(token) as client:
        assert client.get("/bulletins").status_code == 200
    assert "--code" not in again.log
    assert not (place / "data" / "backups").exists()
    assert again.stop() == 0


def test_answers_on_a_kept_connection_do_not_wait_for_each_other(place: Path) -> None:
    """With Nagle's algorithm each waits 40 ms for the client's delayed acknowledgement: fifty take two seconds at least."""
    served, clock = Served(place), SystemClock()

    def fifty_take_s() -> float:
        begun = clock.monotonic()
        for _ in range(50):
            client.get(f"{served.address}/health").raise_for_status()
        return clock.monotonic() - begun

    with served.client() as client:
        assert until(lambda: fifty_take_s() < 1.2, 30)
    assert served.stop() == 0
