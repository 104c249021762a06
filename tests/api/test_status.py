"""The board: what people see of stations, of the next hours and of what is wrong; and how it is drawn."""

import io
from datetime import timedelta
from typing import Any

import httpx
import pytest
from rich.console import Console

from app.cli.status import board
from app.clock import ManualClock
from app.db import Sessions
from app.dispatch import manifest_for
from app.playout import OccurrenceState
from app.wire.protocol import FaultReport, Heartbeat, OutputHealth
from app.zones import Founding
from app.zones.signing import DatabaseSigners
from tests.support.database import ON_BOTH
from tests.support.office import Office

MINUTE = timedelta(minutes=1)


class Desk:
    """An office, its one station, and the board."""

    def __init__(self, client: httpx.Client, office: Office) -> None:
        self.client, self.office = client, office
        self.made = office.station()

    def beat(self, **said: object) -> None:
        office = self.office
        version = manifest_for(office.sessions, office.clock, DatabaseSigners(), self.made.station).version
        usual: dict[str, object] = {
            "at": office.clock.now(),
            "software": "0.1.0",
            "manifest_version": version,
            "clock_offset_s": 0.25,
            "disk_free_bytes": 1,
            "next_at": None,
            "on_air": (),
            "prepared": (),
            "unsent": 0,
            "outputs": (OutputHealth(name="loa", kind="null", peak_dbfs=-3.0, rms_dbfs=-18.4),),
        }
        heartbeat = Heartbeat.model_validate(usual | said)
        headers = {"Authorization": f"Bearer {self.made.secret}", "Content-Type": "application/json"}
        self.client.post("/api/v1/station/heartbeat", content=heartbeat.canonical(), headers=headers).raise_for_status()

    def see(self) -> dict[str, Any]:
        answer = self.client.get("/api/v1/status")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def drawn(self) -> str:
        console = Console(file=io.StringIO(), width=160)
        console.print(board(self.see()))
        written: str = console.file.getvalue()  # type: ignore[attr-defined]  # the text file above
        return written


@pytest.fixture
def desk(client: httpx.Client, sessions: Sessions, clock: ManualClock, founding: Founding) -> Desk:
    return Desk(client, Office(sessions, clock, founding))


def test_contact_is_told_in_words(desk: Desk) -> None:
    [station] = desk.see()["stations"]
    assert (station["contact"], station["contact_word"]) == ("never", "Chưa kết nối lần nào")
    desk.beat()
    [station] = desk.see()["stations"]
    assert (station["contact_word"], station["is_current"], station["clock_offset_s"]) == ("Đang kết nối", True, 0.25)
    desk.office.clock.advance(2 * MINUTE)
    [station] = desk.see()["stations"]
    assert station["contact_word"] == "Mất kết nối từ 8h00. Có thể đang chạy độc lập (mất mạng)"
    desk.office.clock.advance(timedelta(days=15))
    [station] = desk.see()["stations"]
    assert (station["contact"], station["contact_word"]) == ("offline", "Mất kết nối từ 8h00 ngày 04/11")


@ON_BOTH
def test_what_sounds_comes_and_will_not_sound(desk: Desk) -> None:
    office = desk.office
    office.slot(office.approved(), title="Bản tin duyệt rồi", last=office.clock.now().date())
    office.slot(office.write(), title="Bản tin chưa duyệt", last=office.clock.now().date())
    office.prepare()
    found = desk.see()
    assert {each["title"] for each in found["upcoming"]} == {"Bản tin duyệt rồi", "Bản tin chưa duyệt"}
    [problem] = found["problems"]
    assert (problem["title"], problem["reason_word"]) == ("Bản tin chưa duyệt", "Chưa được duyệt")
    first = next(each for each in office.occurrences() if each.title == "Bản tin duyệt rồi")
    office.clock.jump(first.starts_at)
    office.report(desk.made, first, OccurrenceState.ON_AIR)
    desk.beat(on_air=(first.id,))
    [station] = desk.see()["stations"]
    assert [each["title"] for each in station["on_air"]] == ["Bản tin duyệt rồi"]
    office.report(desk.made, first, OccurrenceState.INTERRUPTED, fault="station_restarted")
    assert "Bản tin duyệt rồi" in {each["title"] for each in desk.see()["problems"]}


def test_the_board_is_drawn_with_what_matters_and_takes_no_name_for_markup(desk: Desk) -> None:
    assert "Không có sự cố" in desk.drawn()
    desk.office.slot(desk.office.approved(), title="[bold]Tin[/bold] [/]", last=desk.office.clock.now().date())
    desk.beat(
        faults=(FaultReport(code="clock_untrusted", since=desk.office.clock.now()),),
        outputs=(
            OutputHealth(name="loa [1]", kind="null", fault="output_lost", since=desk.office.clock.now()),
            OutputHealth(name="loa 2", kind="null", peak_dbfs=-3.0, rms_dbfs=-18.4),
        ),
        unsent=7,
    )
    drawn = desk.drawn()
    for text in ("xã Liên An", "Đang kết nối", "+0,2 s", "loa [1]: Mất đường ra", "loa 2: -18 dB", "[bold]Tin[/bold] [/]"):
        assert text in drawn
    assert "Đồng hồ máy phát chưa đúng" in drawn
    assert "đang có" in drawn
    desk.office.clock.advance(2 * MINUTE)
    drawn = desk.drawn()
    assert "không rõ" in drawn
    assert "-18 dB" not in drawn, "that was before it fell silent"
    desk.client.post("/api/v1/stop-all", json={}).raise_for_status()
    assert "ĐANG DỪNG PHÁT THEO LỆNH" in desk.drawn()
