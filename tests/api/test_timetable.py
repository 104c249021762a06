"""The timetable over HTTP: slots, what is heard on a day, the operator's files, the regulation."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import httpx
import pytest

from app.bulletins import VersionKey
from app.clock import ManualClock
from app.db import Sessions
from app.main import create_app
from app.playout import OccurrenceState
from app.wiring import Services
from app.zones import found_commune
from tests.support.database import ON_BOTH
from tests.support.in_process import InProcess
from tests.support.office import Office

SLOTS, OCCURRENCES, REGULATION = "/api/v1/slots", "/api/v1/occurrences", "/api/v1/regulation"
TODAY = "2025-11-04"
RULES = {"number": "01/QC-UBND", "dated": "2025-07-15", "quiet_from": "12:00", "quiet_to": "13:30", "daily_minutes": 90}


@pytest.fixture
def stranger(services: Services, sessions: Sessions, clock: ManualClock) -> Iterator[httpx.Client]:
    with sessions.begin() as session:
        other = found_commune(session, clock, name="xã Khác", admin="Ai")
    headers = {"Authorization": f"Bearer {other.token}"}
    with httpx.Client(transport=InProcess(create_app(services)), base_url="http://loalang.test", headers=headers) as found:
        yield found


def slot(client: httpx.Client, *keys: VersionKey, **other: object) -> httpx.Response:
    form = {"title": "Bản tin chiều", "at": "16:30", "bulletins": [str(key.bulletin_id) for key in keys]}
    return client.post(SLOTS, json=form | other)


def today(client: httpx.Client) -> list[dict[str, Any]]:
    answer = client.get(OCCURRENCES, params={"date": TODAY})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def test_a_slot_comes_back_as_it_was_made(client: httpx.Client, office: Office) -> None:
    key = office.approved()
    made = slot(client, key, rrule="FREQ=WEEKLY;BYDAY=TU,FR", last_date="2025-11-30", late_grace_s=60)
    assert made.status_code == 201, made.text
    body = made.json()
    assert (body["at"], body["rrule"], body["first_date"], body["last_date"]) == (
        "16:30:00",
        "FREQ=WEEKLY;BYDAY=TU,FR",
        TODAY,
        "2025-11-30",
    )
    assert (body["bulletins"], body["template"], body["priority"], body["late_grace_s"]) == (
        [str(key.bulletin_id)],
        "ban-tin",
        "normal",
        60,
    )
    assert [zone["path"] for zone in body["zones"]] == ["xã Liên An"]
    assert body.pop("today")["detail"] == "Hôm nay phát lúc 16h30."
    assert client.get(made.headers["location"]).json() == body
    assert client.get(SLOTS).json() == {"items": [body]}


def test_its_occurrences_are_there_at_once(client: httpx.Client, office: Office) -> None:
    slot(client, office.write())
    [found] = today(client)
    assert (found["local_time"], found["starts_at"], found["title"]) == ("16:30", "2025-11-04T09:30:00Z", "Bản tin chiều")
    assert (found["state"], found["state_word"], found["reason"]) == ("planned", "Đã lên lịch", None)
    office.plan()
    [found] = today(client)
    assert (found["reason"], found["reason_word"]) == ("not_approved", "Chưa được duyệt")
    assert found["left_out"][0]["reason_word"] == "Chưa được duyệt"
    assert client.get(f"{OCCURRENCES}/{found['id']}").json() == found
    assert len(client.get(OCCURRENCES).json()["items"]) == 1, "without a date: today"


def test_a_slot_taken_away_cancels_its_occurrences(client: httpx.Client, office: Office) -> None:
    made = slot(client, office.approved())
    assert client.delete(made.headers["location"]).status_code == 204
    assert client.get(SLOTS).json() == {"items": []}
    assert [each["state_word"] for each in today(client)] == ["Đã hủy"]
    assert client.get(made.headers["location"]).json()["ended_at"] is not None


@ON_BOTH
def test_one_occurrence_is_cancelled_with_a_reason(client: httpx.Client, office: Office) -> None:
    slot(client, office.approved())
    address = f"{OCCURRENCES}/{today(client)[0]['id']}/cancel"
    assert client.post(address, json={"reason": ""}).status_code == 422
    assert client.post(address, json={"reason": "Xã họp."}).json()["state"] == "cancelled"


def test_what_a_station_said_is_shown(client: httpx.Client, office: Office) -> None:
    slot(client, office.approved(), last_date=TODAY)
    office.prepare()
    station = office.station()
    office.report(station, office.first(), OccurrenceState.ON_AIR, start_error_ms=4)
    office.report(station, office.first(), OccurrenceState.AIRED, seconds=90.5)
    [found] = today(client)
    assert found["state_word"] == "Đã phát"
    assert [(line["state_word"], line["start_error_ms"], line["seconds"]) for line in found["as_run"]] == [
        ("Đang phát", 4, None),
        ("Đã phát", None, 90.5),
    ]


@pytest.mark.parametrize(
    ("other", "status", "code", "field"),
    [
        ({"at": "03:15"}, 403, "quiet_hours", "at"),
        ({"rrule": "FREQ=HOURLY"}, 422, "bad_rule", "rrule"),
        ({"rrule": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"}, 422, "rule_without_days", "rrule"),
        ({"title": "  "}, 422, "slot_title", "title"),
        ({"bulletins": []}, 422, "slot_empty", "bulletins"),
        ({"bulletins": [str(UUID(int=1))]}, 422, "unknown_bulletin", "bulletins"),
        ({"zones": ["thôn Không Có"]}, 422, "unknown_zone", "zones"),
        ({"template": "khong-co"}, 404, "not_found", None),
        ({"at": "16:30+07:00"}, 422, "request_invalid", "at"),
        ({"late_grace_s": 9999}, 422, "request_invalid", "late_grace_s"),
        ({"at": "25:00"}, 422, "request_invalid", "at"),
        ({"lunar": True}, 422, "request_invalid", "lunar"),
    ],
)
def test_what_is_no_slot_is_refused_with_its_place(
    client: httpx.Client, office: Office, other: dict[str, object], status: int, code: str, field: str | None
) -> None:
    refused = slot(client, office.approved(), **other)
    assert (refused.status_code, refused.json()["code"], refused.json().get("field")) == (status, code, field), refused.text
    assert client.get(SLOTS).json() == {"items": []}


def test_the_regulation_is_written_over_what_was_seen_only(client: httpx.Client, office: Office) -> None:
    usual = client.get(REGULATION)
    assert (usual.headers["etag"], usual.json()["quiet_from"], usual.json()["number"]) == ('"0"', "21:00:00", "")
    assert client.put(REGULATION, json=RULES).status_code == 428
    for tag in ('"7"', '"x"', '"٣"'):
        stale = client.put(REGULATION, json=RULES, headers={b"If-Match": tag.encode()})
        assert stale.status_code == 412, tag
    written = client.put(REGULATION, json=RULES, headers={"If-Match": '"0"'})
    assert (written.status_code, written.headers["etag"]) == (200, '"1"')
    assert client.get(REGULATION).json() == written.json()
    refused = slot(client, office.approved(), at="13:00").json()
    assert refused["code"] == "quiet_hours"
    assert "01/QC-UBND" in refused["detail"]


def test_the_operators_files_by_name_and_hash(client: httpx.Client, office: Office, services: Services) -> None:
    slot(client, office.approved(), last_date=TODAY)
    slot(client, office.write(), last_date=TODAY, at="17:00", title="Chưa duyệt")
    office.prepare()
    rendering = office.first().rendering_id
    sha256 = services.files.put(f"mp3 {rendering}".encode())
    ready, waiting = client.get(f"/api/v1/days/{TODAY}/files").json()["items"]
    mp3, wav = ready["files"]
    assert (mp3["name"], wav["name"], mp3["sha256"]) == ("1630-01-ban-tin-chieu.mp3", "1630-01-ban-tin-chieu.wav", sha256)
    assert (ready["local_time"], ready["seconds"], ready["state_word"], ready["zones"]) == (
        "16:30",
        office.length_s,
        "Sẵn sàng phát",
        ["xã Liên An"],
    )
    assert (waiting["files"], waiting["reason_word"]) == ([], "Chưa được duyệt")
    fetched = client.get(mp3["href"], headers={"Range": "bytes=0-2"})
    assert (fetched.status_code, fetched.content, fetched.headers["etag"]) == (206, b"mp3", f'"{sha256}"')
    assert "1630-01-ban-tin-chieu.mp3" in fetched.headers["content-disposition"]
    for name in ("1700-01-chua-duyet.mp3", "..%2f..%2floalang.sqlite3", "khong-co.mp3"):
        assert client.get(f"/api/v1/days/{TODAY}/files/{name}").status_code in {404, 422}
    assert client.get("/api/v1/days/2025-02-30/files").status_code == 422


@ON_BOTH
def test_another_commune_sees_and_moves_nothing(client: httpx.Client, stranger: httpx.Client, office: Office) -> None:
    made = slot(client, office.approved())
    occurrence = today(client)[0]["id"]
    assert today(stranger) == []
    assert stranger.get(SLOTS).json() == {"items": []}
    for answer in (
        stranger.get(made.headers["location"]),
        stranger.delete(made.headers["location"]),
        stranger.get(f"{OCCURRENCES}/{occurrence}"),
        stranger.post(f"{OCCURRENCES}/{occurrence}/cancel", json={"reason": "x"}),
    ):
        assert answer.status_code == 404
    assert slot(stranger, office.approved()).json()["code"] == "unknown_bulletin"


@pytest.mark.parametrize("path", [SLOTS, OCCURRENCES, REGULATION, f"/api/v1/days/{TODAY}/files"])
def test_nothing_without_a_token(anonymous: httpx.Client, path: str) -> None:
    assert anonymous.get(path).status_code == 401
