"""The timetable from the command line: words of days, and a real service over real commands."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import typer

from app.airing import BlockedReason, ItemKind, OccurrenceState
from app.cli.dates import hour_shown, iso_day
from app.cli.parts import in_parts
from app.cli.slot_words import days_in_words, lunar_of, rule_of
from app.clock import SystemClock, local
from app.words import state_word
from tests.cli.test_commands import ROOT, Run
from tests.support.serving import Served

SLOT: dict[str, Any] = {"rrule": "", "lunar": [], "extra_dates": [], "except_dates": [], "choice": "every"}


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("hằng ngày", "FREQ=DAILY"),
        ("2,4, 6", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        ("cn", "FREQ=WEEKLY;BYDAY=SU"),
        ("thứ ba, T5, Thứ 7, Chủ nhật", "FREQ=WEEKLY;BYDAY=TU,TH,SA,SU"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ],
)
def test_days_as_they_are_typed(typed: str, rule: str) -> None:
    assert rule_of(typed) == rule


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("1,15", [{"day": 1, "month": None, "leap": "also"}, {"day": 15, "month": None, "leap": "also"}]),
        ("10/3", [{"day": 10, "month": 3, "leap": "skip"}]),
        ("cuối/12", [{"day": -1, "month": 12, "leap": "skip"}]),
        ("15/6 nhuận", [{"day": 15, "month": 6, "leap": "only"}]),
        ("15/6 cả nhuận", [{"day": 15, "month": 6, "leap": "also"}]),
    ],
)
def test_days_by_the_moon_as_they_are_typed(typed: str, days: list[dict[str, Any]]) -> None:
    assert lunar_of(typed) == days


def test_what_is_not_understood_is_named() -> None:
    for wrong in (lambda: rule_of("8"), lambda: lunar_of("rằm")):
        with pytest.raises(typer.BadParameter):
            wrong()


DATES = {"extra_dates": ["x"], "except_dates": ["x", "y"]}
MOON = [{"day": 1, "month": None, "leap": "also"}, {"day": -1, "month": 12, "leap": "skip"}]


@pytest.mark.parametrize(
    ("slot", "words"),
    [
        ({"rrule": "FREQ=DAILY"}, "Hằng ngày"),
        ({"rrule": "FREQ=WEEKLY;BYDAY=MO,SU", "choice": "not_holidays"}, "Thứ 2, CN, trừ ngày lễ"),
        ({"rrule": "FREQ=MONTHLY;BYMONTHDAY=1"} | DATES, "Theo quy tắc riêng, thêm 1 ngày, bớt 2 ngày"),
        ({"lunar": MOON}, "Âm lịch 1, ngày cuối/12"),
        ({"extra_dates": ["x"]}, "Những ngày đã chọn"),
    ],
)
def test_days_are_shown_in_words(slot: dict[str, Any], words: str) -> None:
    assert days_in_words(SLOT | slot) == words


@pytest.mark.parametrize(("kept", "shown"), [("05:30:00", "05:30"), ("05:30:15", "05:30:15"), ("00:00:00", "00:00")])
def test_an_hour_is_shown_in_one_form(kept: str, shown: str) -> None:
    assert hour_shown(kept) == shown


@pytest.mark.parametrize(
    ("typed", "said"), [("31/11/2026", "không có ngày «31/11/2026»"), ("hôm nọ", "không hiểu ngày «hôm nọ»")]
)
def test_a_day_that_there_is_not_is_told_from_what_is_no_day(typed: str, said: str) -> None:
    with pytest.raises(typer.BadParameter, match=said):
        iso_day(typed)


def test_an_airing_in_parts_is_shown_as_one_slot() -> None:
    names = {"1": "xã Liên An", "2": "xã Liên An / thôn Đông", "3": "xã Liên An / thôn Đoài"}
    row = {
        "slot_id": "s",
        "starts_at": "2026-11-30T05:30:00+07:00",
        "local_time": "05:30",
        "title": "Bản tin",
        "state": "planned",
    }
    whole = row | {"slot_id": "t", "zone_ids": ["1", "2", "3"]}
    before = row | {"starts_at": "2026-11-30T05:10:00+07:00", "state": "cancelled", "zone_ids": ["2"]}
    rows = in_parts([before, row | {"zone_ids": ["2"]}, whole, row | {"zone_ids": ["1", "3"]}], names)
    assert [(each["local_time"], each["title"], each["where"]) for each in rows] == [
        ("05:30", "Bản tin (mỗi nơi một nội dung)", "thôn Đông"),
        ("", "", "những nơi còn lại"),
        ("05:30", "Bản tin", "cả xã Liên An"),
    ]


def test_an_airing_that_was_cancelled_at_its_hour_before_is_no_part_of_it() -> None:
    row = {
        "slot_id": "s",
        "day": "2026-11-30",
        "starts_at": "2026-11-30T05:30:00+07:00",
        "local_time": "05:30",
        "title": "Bản tin",
    }
    whole = row | {"zone_ids": ["1", "2"]}
    names = {"1": "xã Liên An", "2": "xã Liên An / thôn Đông"}
    gone, live = whole | {"state": "cancelled"}, whole | {"state": "planned"}
    for rows in ([gone, gone, live], [gone, gone]):
        assert [(each["title"], each["where"]) for each in in_parts(rows, names)] == [("Bản tin", "cả xã Liên An")]


@pytest.mark.parametrize(
    ("state", "reason", "said"),
    [
        (OccurrenceState.PLANNED, BlockedReason.WITHDRAWN, "Sẽ không phát"),
        (OccurrenceState.PREPARED, BlockedReason.EXPIRED, "Sẽ không phát"),
        (OccurrenceState.PLANNED, BlockedReason.AUDIO_MISSING, "Chưa phát được"),
        (OccurrenceState.PLANNED, None, "Đã lên lịch"),
        (OccurrenceState.MISSED, BlockedReason.EMERGENCY, "Lỡ giờ phát"),
        (OccurrenceState.MISSED, BlockedReason.NOT_REPORTED, "Không rõ đã phát chưa"),
        (OccurrenceState.BLOCKED, BlockedReason.RESTORED, "Không rõ đã phát chưa"),
    ],
)
def test_a_state_says_what_is_known_with_its_reason(state: OccurrenceState, reason: BlockedReason | None, said: str) -> None:
    assert state_word(ItemKind.PROGRAMME, state, reason) == said


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LOALANG_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("LOALANG_STATION__EMBEDDED", "false")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return Run(tmp_path)


@pytest.fixture
def served(run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setenv("LOALANG_PORT", "0")
    found = Served(run.folder)
    monkeypatch.setenv("LOALANG_SERVER", found.address)
    monkeypatch.setenv("LOALANG_TOKEN", found.set_up())
    yield found
    found.stop()


def _outlasts_its_bulletin(run: Run, first: date, last: date) -> None:
    """A slot that goes on after its bulletin is told, and saved."""
    (run.folder / "tin.txt").write_text(f"title: Mời họp\nvalid_to: {last}\n\nMời bà con họp.", encoding="utf-8")
    [made] = json.loads(run.ok("bulletin", "add", "tin.txt", "--json"))
    longer = run("slot", "add", "--title", "Mời họp", "--at", "11:00", "--from", f"{first}", "--bulletin", made["id"])
    assert "không phát bản tin này nữa" in longer.stderr.decode()
    assert f"từ lượt 11h00 ngày {last + timedelta(days=1):%d/%m/%Y}" in longer.stderr.decode()
    assert longer.returncode == 0


@pytest.mark.slow
@pytest.mark.usefixtures("served")
def test_a_slot_from_beginning_to_end(run: Run) -> None:
    first = local(SystemClock().now() + timedelta(days=1)).date()
    last = first + timedelta(days=3)
    relay = ("--relay", "--at", "06:00", "--minutes", "30", "--from", f"{first}", "--to", f"{last}")
    said = run.ok("slot", "add", "--title", "Tiếp âm Đài tỉnh", *relay)
    assert "Tiếp âm" in said
    assert "24 giờ tới:" in said, "what will sound is shown after every change"
    [slot] = json.loads(run.ok("slot", "list", "--json"))
    met = run("slot", "add", "--title", "Trùng", *relay)
    assert met.returncode == 1
    assert "Giờ trống gần nhất: 06:30" in met.stderr.decode()
    assert len(json.loads(run.ok("slot", "list", "--json"))) == 1
    assert "07:00" in run.ok("slot", "edit", slot["id"], "--at", "7h")
    for day in (first, last):  # adding adds
        run.ok("slot", "edit", slot["id"], "--except", f"{day:%d/%m/%Y}")
    [slot] = json.loads(run.ok("slot", "list", "--json"))
    assert slot["except_dates"] == [f"{first}", f"{last}"]
    assert "không có ngày không phát" in run("slot", "edit", slot["id"], "--drop-except", "1/1/2020").stderr.decode()
    run.ok("slot", "edit", slot["id"], "--drop-except", f"{first:%d/%m/%Y}", "--drop-except", f"{last:%d-%m-%Y}")
    assert json.loads(run.ok("slot", "list", "--json"))[0]["except_dates"] == []
    key, second = slot["id"], first + timedelta(days=1)
    run.ok("slot", "cancel", key, f"{first}", "--reason", "Mất điện")
    run.ok("slot", "move", key, f"{second}", "--to", f"9h15 {second:%d/%m/%Y}", "--reason", "Họp")
    lines = json.loads(run.ok("timetable", "month", f"{second:%m/%Y}", "--json"))
    assert {(line["local_time"], line["cancelled"]) for line in lines if line["local_date"] == f"{second}"} == {("09:15", False)}
    run.ok(
        "slot", "add", "--title", "Khác", "--relay", "--at", "10:00", "--minutes", "30", "--from", f"{first}", "--to", f"{last}"
    )
    onto = ("slot", "move", key, f"{last}", "--to", f"{last}T10:15", "--reason", "Họp")
    refused = run(*onto)
    assert refused.returncode == 1
    assert "trùng với «Khác» (10h00)" in refused.stderr.decode()
    assert "Giờ trống gần nhất: 10:30" in refused.stderr.decode()
    assert "Đã dời" in run.ok(*onto, "--force")
    run.ok("slot", "restore", key, f"{last}")
    [other] = [each for each in json.loads(run.ok("slot", "list", "--json")) if each["title"] == "Khác"]
    run.ok("slot", "remove", other["id"])
    run.ok("slot", "restore", key, f"{second}")
    run.ok("slot", "edit", key, "--following", f"{last}", "--title", "Về sau")
    assert len(json.loads(run.ok("slot", "list", "--json"))) == 2
    assert "Có khu vực không có máy phát" in run.ok("timetable", "problems", "--days", "5")
    later = second + timedelta(days=21)
    run.ok(
        "slot", "add", "--title", "Khác", "--relay", "--at", "07:10", "--minutes", "30", "--from", f"{later}", "--to", f"{later}"
    )
    copy = ("timetable", "copy-week", f"{second}", f"{later}")
    assert "trùng với" in run(*copy).stderr.decode()
    assert "Đã thêm" in run.ok(*copy, "--force")
    run.ok("timetable", "ics", "-o", "lich.ics")
    assert b"BEGIN:VEVENT" in (run.folder / "lich.ics").read_bytes()
    _outlasts_its_bulletin(run, first, second)
    assert "Đã bỏ khung giờ." in run.ok("slot", "remove", key, "--from", f"{first}")


@pytest.mark.slow
@pytest.mark.usefixtures("served")
def test_holidays_and_mourning(run: Run) -> None:
    assert "cuối tháng/12 âm lịch" in run.ok("holiday", "list")
    [made] = json.loads(run.ok("holiday", "add", "Hội làng", "15/2", "--lunar", "--json"))
    assert (made["calendar"], made["day"], made["month"]) == ("lunar", 15, 2)
    run.ok("holiday", "remove", made["id"])
    assert "Hội làng" not in run.ok("holiday", "list")
    period = json.loads(run.ok("mourning", "add", "Quốc tang", "--from", "1/1/2030", "--to", "02/01/2030", "--json"))
    assert "00:00 01/01/2030  00:00 03/01/2030" in run.ok("mourning", "list")
    run.ok("mourning", "remove", period["id"])
    assert "Chưa có" in run.ok("mourning", "list")


@pytest.mark.slow
@pytest.mark.usefixtures("served")
def test_zones_are_renamed_moved_merged_and_taken_away(run: Run) -> None:
    for name in ("thôn Đông", "thôn Đoài", "thôn Bắc"):
        run.ok("zone", "add", name, "--level", "village")
    commune = json.loads(run.ok("zone", "list", "--json"))[0]["path"]
    run.ok("zone", "add", "xóm Chùa", "--level", "hamlet", "--in", f"{commune}/thôn Đông")
    assert "Không có gì nêu tên khu vực này." in run.ok("zone", "uses", "thôn Bắc")
    assert "thôn Đông Hòa" in run.ok("zone", "rename", "thôn Đông", "thôn Đông Hòa", "--yes")
    assert "thôn Đoài / xóm Chùa" in run.ok("zone", "move", "xóm chùa", "--in", "thôn Đoài", "--yes")
    refused = run("zone", "merge", "thôn Đông Hoà", "--into", "thôn Đoài", given=b"n\n")
    assert refused.returncode != 0
    assert "thôn Đông Hòa" in run.ok("zone", "list"), "nothing is done without a yes"
    assert "Đã gộp" in run.ok("zone", "merge", "thôn Đông Hoà", "--into", "thôn Đoài", given=b"y\n")
    shown = run.ok("zone", "remove", "thôn Đoài", "--yes")
    assert "Khu vực bên trong" in shown
    assert "Đã bỏ" in shown
    left = [each["name"] for each in json.loads(run.ok("zone", "list", "--json"))]
    assert left[1:] == ["thôn Bắc"]
    unknown = run("zone", "remove", "thôn Đoài", "--yes")
    assert "không có khu vực" in unknown.stderr.decode()


@pytest.mark.slow
@pytest.mark.usefixtures("served")
def test_zones_and_the_regulation(run: Run) -> None:
    run.ok("zone", "add", "Thái Sơn cũ", "--level", "former_commune")
    [commune] = [each for each in json.loads(run.ok("zone", "list", "--json")) if each["level"] == "commune"]
    assert "Thôn" in run.ok("zone", "add", "thôn Đông Trang", "--level", "village", "--in", f"{commune['path']} / Thái Sơn cũ")
    assert f"{commune['path']} / Thái Sơn cũ / thôn Đông Trang" in run.ok("zone", "list")
    assert "không cần" in run.ok("emergency", "rules")
    run.ok("emergency", "set-pin", "--pin", "246801")
    pin = ("--pin", "246801")
    said = run.ok("emergency", "rules", "--two-persons", "--repeat-from", "7h", "--repeat-to", "20:00", *pin)
    assert "phải có" in said
    assert "từ 07:00 đến 20:00" in said
    assert "ở mọi giờ" in run.ok("emergency", "rules", "--any-hour", *pin)
    assert "chưa nhập" in run.ok("regulation")
    first = run.ok("regulation", "--number", "01/QC-UBND", "--dated", "15/7/2025", "--quiet-from", "20h")
    assert "Giờ yên tĩnh: 20:00–05:00" in first
    assert "24 giờ tới:" in first, "what will sound is shown after every change"
    run.ok("regulation", "--daily-minutes", "90")
    kept = json.loads(run.ok("regulation", "--json"))
    assert (kept["number"], kept["quiet_from"], kept["daily_minutes"]) == ("01/QC-UBND", "20:00:00", 90)
    assert "Giọng miền: Miền Bắc" in run.ok("choices"), "as the settings say"
    assert "Giọng miền: Miền Nam" in run.ok("choices", "--accent", "miền nam", "--pack-hour", "20")
    chosen = json.loads(run.ok("choices", "--profile", "trong nhà", "--json"))
    assert (chosen["accent"], chosen["profile"], chosen["pack_hour"]) == ("south", "indoor", 20)
    assert "đang có: espeak" in run("choices", "--engine", "piper").stderr.decode()
    late = ("--relay", "--at", "19:59", "--minutes", "1", "--grace", "3", "--title", "Tiếp âm", "--days", "hằng ngày")
    run.ok("slot", "add", *late)
    [slot] = json.loads(run.ok("slot", "list", "--json"))
    assert slot["late_grace_s"] == 180
    assert "giờ yên tĩnh" in run("slot", "edit", slot["id"], "--at", "20:30").stderr.decode()
