"""A withdrawal is followed to the last station: who knows of it, who does not yet, and what was carried away before."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from app.accounts import Actor
from app.bulletins import VersionKey, reopen
from app.dispatch import manifest_for, take_heartbeat
from app.packs import issue_pack
from app.packs.versions import note_delivery
from app.reports import Withdrawal, open_withdrawals, withdrawal
from app.wire.protocol import Heartbeat
from app.zones import NewStation
from app.zones.signing import DatabaseSigners
from tests.dispatch.test_silencing import Desk
from tests.support.database import NOW
from tests.support.office import Office
from tests.support.waiting import until


@pytest.fixture
def desk(office: Office, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(office, tmp_path / "silence" / "journal", office.station())
    yield made
    made.close()


def aired_daily(office: Office) -> VersionKey:
    key = office.approved()
    office.slot(key)
    office.prepare()
    return key


def beats(office: Office, station: NewStation, version: int | None) -> None:
    """A heartbeat of a station that goes by this manifest."""
    said = Heartbeat.model_validate(
        {
            "at": office.clock.now(),
            "software": "loalang",
            "manifest_version": version,
            "clock_offset_s": 0.0,
            "disk_free_bytes": 10**9,
            "next_at": None,
            "on_air": [],
            "prepared": [],
            "unsent": 0,
            "outputs": [],
            "run": uuid4(),
        }
    )
    with office.sessions.begin() as session:
        take_heartbeat(session, office.clock, station.station, said)


def manifest(office: Office, station: NewStation) -> int:
    return manifest_for(office.sessions, office.clock, DatabaseSigners(), station.station).version


def reached(office: Office, key: VersionKey) -> Withdrawal:
    with office.sessions.read() as session:
        return withdrawal(session, office.clock.now(), office.commune_id, key.bulletin_id, key.number)


def still_open(office: Office) -> int:
    with office.sessions.read() as session:
        return len(open_withdrawals(session, office.clock.now(), office.commune_id))


def known(office: Office, key: VersionKey) -> list[bool]:
    return [each.confirmed_at is not None for each in reached(office, key).stations]


def test_each_station_is_shown_until_it_says_it_knows(desk: Desk) -> None:
    office = desk.office
    other = office.station(office.zone("thôn Đông").id, office.zone("thôn Tây").id)
    key = aired_daily(office)
    for station in (desk.made, other):
        beats(office, station, manifest(office, station))
    before = desk.orders()
    office.clock.advance(timedelta(minutes=1))
    desk.silencer.withdraw(office.actor, key.bulletin_id, key.number, reason="Sai số liệu.")
    assert known(office, key) == [False, False]

    said = desk.orders(obeyed=before.version)
    assert key.version_id in said.silenced
    assert known(office, key) == [False, False], "it was told, and has not said that it obeys"
    desk.orders(obeyed=said.version)
    assert until(lambda: known(office, key) == [True, False], 10), "the one that obeys the orders"
    assert reached(office, key).stations[0].confirmed_at == office.clock.now()

    beats(office, other, 1)
    office.clock.advance(timedelta(seconds=20))
    newer = manifest(office, other)
    assert known(office, key) == [True, False], "it goes by an old manifest"
    assert still_open(office) == 1
    beats(office, other, newer)
    assert known(office, key) == [True, True]
    assert (reached(office, key).is_over, still_open(office)) == (True, 0)


def test_what_was_taken_back_for_a_new_approval_is_followed_too(desk: Desk) -> None:
    office = desk.office
    key = aired_daily(office)
    old = manifest(office, desk.made)
    beats(office, desk.made, old)
    with office.sessions.begin() as session:
        reopen(session, office.clock, office.actor, key.bulletin_id, key.number, reason="Từ điển đổi.")
    beats(office, desk.made, old)
    assert known(office, key) == [False], "this manifest lets it sound"
    beats(office, desk.made, manifest(office, desk.made))
    assert known(office, key) == [True]


def test_a_station_of_other_places_and_what_is_over_by_itself_need_no_word(desk: Desk) -> None:
    office = desk.office
    east, west, north = (office.zone(f"thôn {name}") for name in ("Đông", "Tây", "Bắc"))
    office.station(west.id, north.id)
    key = office.approved(zones=[east.path], valid_to=office.clock.now() + timedelta(days=2))
    desk.silencer.withdraw(office.actor, key.bulletin_id, key.number, reason="Sai số liệu.")
    assert [each.name for each in reached(office, key).stations] == [desk.made.station.name]
    office.clock.advance(timedelta(days=3))
    assert (reached(office, key).is_over, still_open(office)) == (True, 0)


def test_packs_that_were_carried_away_are_named_with_who_took_them(desk: Desk) -> None:
    office = desk.office
    key, today = aired_daily(office), NOW.date()
    with office.sessions.begin() as session:
        note_delivery(session, office.clock, office.commune_id, issue_pack(session, office.clock, office.actor, today))
        issue_pack(session, office.clock, Actor(office.commune_id, office.actor.person_id, "Văn Sáu"), today)
    office.clock.advance(timedelta(minutes=1))
    desk.silencer.withdraw(office.actor, key.bulletin_id, key.number, reason="Sai số liệu.")
    with office.sessions.begin() as session:
        assert issue_pack(session, office.clock, office.actor, today).version == 2, "made after it"
    [out] = reached(office, key).packs
    assert (out.day, out.version, [by for by, _ in out.pulls]) == (today, 1, ["Nguyễn Văn Quản", "Văn Sáu"])
    assert out.delivered_at is not None
    office.clock.advance(timedelta(days=1))
    assert reached(office, key).packs == (), "nobody plays the pack of yesterday"


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_it_is_shown_over_rest_in_lines_that_people_read(client: httpx.Client, office: Office) -> None:
    office.station()
    key = aired_daily(office)
    client.post("/api/v1/days/2025-11-04/packs").raise_for_status()
    path = f"/api/v1/bulletins/{key.bulletin_id}/versions/1"
    assert client.get(f"{path}/withdrawal").status_code == 404
    client.post(f"{path}/withdraw", json={"reason": "Sai số liệu."}).raise_for_status()
    found = client.get(f"{path}/withdrawal").raise_for_status().json()
    assert (found["is_over"], found["by"], found["reason"]) == (False, "Nguyễn Văn Quản", "Sai số liệu.")
    assert found["lines"] == [
        "«Kính mời bà con họp.», phiên bản 1: Nguyễn Văn Quản thu hồi lúc 8h00 04/11/2025 (lý do: Sai số liệu.)",
        "Máy phát 1: CHƯA nhận lệnh, chưa kết nối lần nào",
        "Gói phát ngày 04/11/2025, bản 1: không gọi lại được; Nguyễn Văn Quản lấy lúc 8h00 04/11/2025",
    ]
    assert client.get("/api/v1/status").json()["withdrawals"] == [found]
