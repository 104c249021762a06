"""The timetable over HTTP: a month, the next hours, what to mend, a look before saving, a series cut, a week copied."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from app.bulletins import VersionKey
from app.zones.tables import CommuneRow
from tests.support.office import Office

SLOTS, WHOLE = "/api/v1/slots", "/api/v1/timetable"
TODAY = "2025-11-04"


def form(*keys: VersionKey, **other: object) -> dict[str, object]:
    return {"title": "Bản tin chiều", "at": "16:30", "bulletins": [str(key.bulletin_id) for key in keys]} | other


def items(client: httpx.Client, path: str, **params: object) -> list[dict[str, Any]]:
    answer = client.get(f"{WHOLE}/{path}", params=params)  # type: ignore[arg-type]  # strings and numbers
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_a_month_far_away(client: httpx.Client, office: Office) -> None:
    made = client.post(SLOTS, json=form(office.approved(), rrule="FREQ=MONTHLY;BYMONTHDAY=17"))
    client.put(f"{made.headers['location']}/days/2026-02-17", json={"cancelled": True, "reason": "Mùng một Tết."})
    [found] = items(client, "months/2026-02")
    assert (found["local_date"], found["local_time"], found["lunar"]) == ("2026-02-17", "16:30", "1/1")
    assert (found["cancelled"], found["note"], found["occurrence_id"]) == (True, "Mùng một Tết.", None)
    [near] = items(client, "months/2025-11")
    assert near["state_word"] == "Đã lên lịch"
    assert client.get(f"{WHOLE}/months/2026-13").status_code == 422
    assert client.get(f"{WHOLE}/months/99999-01").status_code == 422


def test_the_next_hours_say_what_will_sound_and_what_not(client: httpx.Client, office: Office) -> None:
    made = client.post(SLOTS, json=form(office.approved()))
    client.post(SLOTS, json=form(office.write(), at="17:00", title="Chưa duyệt"))
    client.post(SLOTS, json={"title": "Tiếp âm", "kind": "relay", "at": "18:00", "duration_s": 600})
    link = made.headers["link"].split(";")[0].strip("<>")
    answer = client.get(link)
    assert answer.status_code == 200
    found = answer.json()["items"]
    assert [(each["local_time"], each["will_sound"], each["reason_word"]) for each in found] == [
        ("16:30", True, None),
        ("17:00", False, "Chưa được duyệt"),
        ("18:00", True, None),
    ]
    office.plan()
    assert items(client, "next")[2]["state_word"] == "Sẵn sàng tiếp âm"
    assert len(items(client, "next", hours=48)) == 6


def test_problems_come_with_what_to_do(client: httpx.Client, office: Office) -> None:
    office.station()
    client.post(SLOTS, json=form(office.write(), last_date=TODAY, duration_s=600))
    client.post(SLOTS, json=form(office.approved(), at="16:35", last_date=TODAY, title="Sau"))
    first, second = items(client, "problems")
    assert (first["kind_word"], first["detail"], first["remedy"]) == (
        "Sẽ không được phát",
        "Chưa được duyệt.",
        "Trình duyệt và duyệt bản tin trước giờ phát.",
    )
    assert (second["kind_word"], second["title"], second["detail"]) == (
        "Trùng giờ",
        "Sau",
        "Trùng với «Bản tin chiều» lúc 16h30.",
    )


def test_a_look_before_saving(client: httpx.Client, office: Office) -> None:
    key = office.approved()
    client.post(SLOTS, json=form(key, duration_s=900))
    seen = client.post(f"{WHOLE}/preview", json=form(key, at="16:40", duration_s=600, last_date="2025-11-05", title="Mới"))
    assert seen.status_code == 200, seen.text
    body = seen.json()
    assert (len(body["starts"]), len(body["conflicts"]), body["suggestion"]) == (2, 2, "16:45:00")
    assert body["conflicts"][0]["detail"] == "16h40 ngày 04/11/2025: trùng với «Bản tin chiều» (16h30) ở cả xã Liên An."
    for hour in ("16:30", "16:20"):  # at the same second, and begun before it
        met = client.post(f"{WHOLE}/preview", json=form(key, at=hour, duration_s=900, last_date="2025-11-05", title="Mới")).json()
        for each in met["conflicts"]:
            assert (each["title"], each["other_title"], each["other_starts_at"][11:16]) == ("Mới", "Bản tin chiều", "09:30")
        assert len(met["conflicts"]) == 2
    assert len(client.get(SLOTS).json()["items"]) == 1, "nothing was saved"
    quiet = client.post(f"{WHOLE}/preview", json=form(key, at="03:15"))
    assert (quiet.status_code, quiet.json()["code"]) == (403, "quiet_hours")


def test_a_slot_that_outlasts_its_bulletins_is_told_before_it_is_saved(client: httpx.Client, office: Office) -> None:
    now = office.clock.now()
    ending = office.approved(valid_to=datetime(2025, 11, 7, 9, 30, tzinfo=UTC))
    late = office.write(valid_from=now + timedelta(days=2), valid_to=now + timedelta(days=400))
    asked = form(ending, late, last_date="2025-12-31")
    seen = client.post(f"{WHOLE}/preview", json=asked).raise_for_status().json()["lapses"]
    assert [(each["bulletin_id"], each["reason"], each["at"]) for each in seen] == [
        (str(ending.bulletin_id), "expired", "2025-11-07T09:30:00Z"),
        (str(late.bulletin_id), "not_yet_valid", "2025-11-04T09:30:00Z"),
    ]
    assert "hết hiệu lực trước khung giờ: từ lượt 16h30 ngày 07/11/2025 không phát bản tin này nữa" in seen[0]["detail"]
    for shorter in ({"last_date": "2025-11-06"}, {"rrule": "FREQ=WEEKLY;BYDAY=WE,TH", "last_date": "2025-11-09"}):
        kept = client.post(f"{WHOLE}/preview", json=form(ending) | shorter).raise_for_status().json()["lapses"]
        assert kept == [], shorter
    years = client.post(f"{WHOLE}/preview", json=form(late, first_date="2025-11-07")).raise_for_status().json()["lapses"]
    assert [each["reason"] for each in years] == ["expired"], "also of what is more than two months away"


def test_this_and_following(client: httpx.Client, office: Office) -> None:
    key = office.approved()
    made = client.post(SLOTS, json=form(key, last_date="2025-11-06"))
    address = f"{made.headers['location']}/following/2025-11-05"
    changed = form(key, at="09:00", last_date="2025-11-06")
    assert client.post(address, json=changed).status_code == 428
    later = client.post(address, json=changed, headers={"If-Match": made.headers["etag"]})
    assert (later.status_code, later.json()["continues_id"], later.json()["first_date"]) == (201, made.json()["id"], "2025-11-05")
    hours = [each["local_time"] for each in items(client, "months/2025-11") if not each["cancelled"]]
    assert hours == ["16:30", "09:00", "09:00"]
    assert client.delete(later.headers["location"], params={"from": "2025-11-06"}).status_code == 204
    assert len([each for each in items(client, "months/2025-11") if not each["cancelled"]]) == 2
    gone = client.post(f"{later.headers['location']}/following/2025-11-06", json=changed, headers={"If-Match": '"2"'})
    assert gone.status_code == 404


def test_a_week_is_copied(client: httpx.Client, office: Office) -> None:
    client.post(SLOTS, json=form(office.approved(), last_date=TODAY))
    answer = client.post(f"{WHOLE}/copy-week", json={"from_week": TODAY, "to_week": "2025-11-11"})
    [copied] = answer.json()["items"]
    assert (copied["day"], copied["outcome_word"]) == ("2025-11-11", "Đã thêm")
    assert len(items(client, "months/2025-11")) == 2


def test_a_week_is_looked_at_before_it_is_copied(client: httpx.Client, office: Office) -> None:
    client.post(SLOTS, json=form(office.approved(), at="16:30", last_date=TODAY))
    client.post(SLOTS, json=form(office.approved(), at="16:32", title="Khác", first_date="2025-11-11", last_date="2025-11-11"))
    seen = client.post(f"{WHOLE}/copy-week/preview", json={"from_week": TODAY, "to_week": "2025-11-11"}).json()
    assert [(each["day"], each["outcome_word"]) for each in seen["items"]] == [("2025-11-11", "Đã thêm")]
    [met] = seen["conflicts"]
    assert (met["other_title"], met["starts_at"][:10]) == ("Khác", "2025-11-11")
    assert len(items(client, "months/2025-11")) == 2  # nothing was kept


def test_a_week_to_copy_is_looked_at_beside_a_writer(client: httpx.Client, office: Office) -> None:
    made = client.post(SLOTS, json=form(office.approved(), at="16:30", last_date=TODAY)).headers["location"]
    client.put(f"{made}/days/{TODAY}", json={"moved_to": f"{TODAY}T18:00:00+07:00", "reason": "Nhường."}).raise_for_status()
    client.post(SLOTS, json=form(office.approved(), at="18:02", title="Khác", first_date="2025-11-11", last_date="2025-11-11"))
    with office.sessions.begin() as other:  # on SQLite it holds the lock of all writers
        other.execute(update(CommuneRow).values(name="xã Liên An"))
        seen = client.post(f"{WHOLE}/copy-week/preview", json={"from_week": TODAY, "to_week": "2025-11-11"}).json()
    assert [each["other_title"] for each in seen["conflicts"]] == ["Khác"], "at the hour that the copied day was moved to"


@pytest.mark.parametrize("path", ["months/2025-11", "next", "problems"])
def test_nothing_without_a_token(anonymous: httpx.Client, path: str) -> None:
    assert anonymous.get(f"{WHOLE}/{path}").status_code == 401


def test_the_calendar_file_and_its_feed(client: httpx.Client, anonymous: httpx.Client, office: Office) -> None:
    client.post(SLOTS, json=form(office.approved(), title="Bản tin sáng"))
    file = client.get(f"{WHOLE}/calendar.ics")
    assert (file.status_code, file.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert "SUMMARY:Bản tin sáng" in file.text
    made = client.post("/api/v1/tokens", json={"label": "Điện thoại", "scope": "feed"}).json()
    secret = made["token"]
    feed = anonymous.get(f"{WHOLE}/feed.ics", params={"token": secret})
    assert (feed.status_code, feed.text, feed.headers["etag"]) == (200, file.text, file.headers["etag"])
    for wrong in ("x", client.headers["authorization"].removeprefix("Bearer ")):
        assert anonymous.get(f"{WHOLE}/feed.ics", params={"token": wrong}).status_code in {401, 403}
    assert anonymous.get(f"{WHOLE}/next", headers={"Authorization": f"Bearer {secret}"}).status_code == 403
    assert anonymous.get(f"{WHOLE}/calendar.ics", headers={"Authorization": "Bearer x"}).status_code == 401


def test_what_a_calendar_has_already_is_not_sent_again(client: httpx.Client, office: Office) -> None:
    client.post(SLOTS, json=form(office.approved(), title="Bản tin sáng"))
    tag = client.get(f"{WHOLE}/calendar.ics").headers["etag"]
    again = client.get(f"{WHOLE}/calendar.ics", headers={"If-None-Match": f'"x", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    client.post(SLOTS, json=form(office.approved(), title="Bản tin chiều"))
    assert client.get(f"{WHOLE}/calendar.ics", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("path", ["/health", f"{WHOLE}/calendar.ics", f"{WHOLE}/next", "/api/v1/bulletins"])
def test_the_head_of_an_answer_is_that_answer_without_its_body(client: httpx.Client, path: str) -> None:
    head, whole = client.head(path), client.get(path)
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(whole.content)))
    assert head.headers["content-type"] == whole.headers["content-type"]


def test_there_is_no_head_where_nothing_is_got(client: httpx.Client) -> None:
    assert client.head("/api/v1/stop-all/lift").status_code in {404, 405}
