"""What a person at the broadcast PC sees, with the server out of reach."""

import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from app.cli.station_status import drawn
from app.clock import SystemClock
from app.playout import OutputLostError
from app.station import read_board
from tests.station.conftest import Village
from tests.support.station_server import at

ROOT = Path(__file__).resolve().parents[2]


def seen(village: Village) -> str:
    """The board that is in the station's folder now, as it is drawn."""
    village.station.sync.guarded(village.station.sync.board)
    found = read_board(village.data)
    assert found is not None
    console = Console(file=io.StringIO(), width=160)
    console.print(drawn(found[0], village.clock.now(), last_written=None))
    written: str = console.file.getvalue()  # type: ignore[attr-defined]  # the text file above
    return written


def test_cut_off_it_says_what_comes_and_that_the_server_is_not_heard(village: Village) -> None:
    village.server.add(at("04T05:30"), "Bản tin [sáng]#")
    village.sync()
    village.sync()
    whole = seen(village)
    for text in ("5h30 04/11/2025", "Bản tin [sáng]", "sẵn sàng", "nghe lần cuối lúc 5h00", "Đồng hồ: đúng", "không có sự cố"):
        assert text in whole
    village.server.down = True
    village.live(timedelta(minutes=2))
    alone = seen(village)
    assert "Không gọi được máy chủ" in alone
    assert "nghe lần cuối lúc 5h00" in alone
    assert "Bản tin [sáng]" in alone
    village.live(timedelta(minutes=31))
    assert "Nhật ký chưa gửi: 2 dòng" in seen(village)


def test_begun_again_without_a_server_it_still_knows_its_plan(village: Village) -> None:
    village.server.add(at("04T05:30"), "Một#")
    village.sync()
    village.server.down = True
    village.restart()
    assert "Lịch phát: lập lúc 5h00 04/11/2025" in seen(village)
    assert "chưa liên lạc được từ khi chạy" in seen(village)


def test_a_clock_of_1970_is_told_and_hides_nothing(village: Village) -> None:
    village.server.add(at("04T05:30"), "Một#")
    village.sync()
    village.server.down = True
    village.clock.jump(datetime(1970, 1, 1, tzinfo=UTC))
    found = seen(village)
    assert "CHƯA ĐÚNG, tạm giữ mọi lượt phát" in found
    assert "Một" in found


def test_a_lost_output_and_an_order_to_stop_are_told(village: Village) -> None:
    village.sync()
    village.output.fault = OutputLostError.code
    village.station.player.stop_all()
    found = seen(village)
    assert "Mất đường ra" in found
    assert "ĐANG DỪNG PHÁT THEO LỆNH" in found


def call(*arguments: str) -> str:
    command = [sys.executable, "-m", "app", "station", "status", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=True).stdout.decode()


def test_the_command_reads_the_folder_alone_and_knows_a_station_that_does_not_run(
    village: Village, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOALANG_DATA_DIR", str(tmp_path))
    assert "chưa từng chạy máy phát" in call("--data", str(tmp_path / "nothing"))
    village.server.add(at("04T05:30"), "Một#")
    village.sync()
    village.station.sync.board()
    assert "KHÔNG CHẠY" not in call(), "the folder of this PC's station, found by the settings"
    assert json.loads(call("--json"))["is_running"] is True
    an_hour_ago = SystemClock().now().timestamp() - 3600
    os.utime(village.data / "board.json", (an_hour_ago, an_hour_ago))
    assert "MÁY PHÁT KHÔNG CHẠY" in call()


@pytest.mark.parametrize("damage", [b"", b"{", b'{"state": 1}'])
def test_a_damaged_board_is_none(village: Village, damage: bytes) -> None:
    village.station.sync.board()
    (village.data / "board.json").write_bytes(damage)
    assert read_board(village.data) is None


def test_a_disk_that_takes_nothing_stops_no_station(village: Village) -> None:
    village.station.sync.board()
    before = read_board(village.data)
    (village.data / "board.json.new").mkdir()  # cannot be written to
    village.clock.advance(timedelta(minutes=1))
    village.station.sync.board()
    assert read_board(village.data) == before
