"""Slots over HTTP in all their kinds, the days that differ from them, holidays and mourning."""

from typing import Any

import httpx
import pytest

from app.bulletins import VersionKey
from tests.support.database import ON_BOTH
from tests.support.office import Office

SLOTS, HOLIDAYS, MOURNING = "/api/v1/slots", "/api/v1/holidays", "/api/v1/mourning"
TODAY = "2025-11-04"


def slot(client: httpx.Client, *keys: VersionKey, **other: object) -> httpx.Response:
    form = {"title": "Bản tin chiều", "at": "16:30", "bulletins": [str(key.bulletin_id) for key in keys]}
    return client.post(SLOTS, json=form | other)


def hours(client: httpx.Client, day: str) -> list[tuple[str, str]]:
    items: list[dict[str, Any]] = client.get("/api/v1/occurrences", params={"date": day}).json()["items"]
    return [(each["local_time"], each["state"]) for each in items]


def test_every_field_comes_back(client: httpx.Client, office: Office) -> None:
    east = office.zone("thôn Đông")
    key, other = office.approved(), office.approved()
    form = {
        "rrule": "FREQ=WEEKLY;BYDAY=TU,TH",
        "except_dates": ["2025-11-06"],
        "extra_dates": ["2025-11-08"],
        "choice": "working_days",
        "variants": [{"zones": [east.path], "bulletins": [str(other.bulletin_id)]}],
        "duration_s": 900,
        "overrun_s": 60,
        "late": "join",
        "priority": "priority",
    }
    made = slot(client, key, **form)
    assert made.status_code == 201, made.text
    body = made.json()
    assert {name: body[name] for name in form if name != "variants"} == {
        name: value for name, value in form.items() if name != "variants"
    }
    assert [zone["path"] for zone in body["variants"][0]["zones"]] == [east.path]
    assert (made.headers["etag"], body["kind_word"], body["continues_id"]) == ('"1"', "Chương trình", None)
    assert body.pop("today")["kind"] == "coming"
    assert client.get(made.headers["location"]).json() == body
    assert 'title="next-24-hours"' in made.headers["link"]


def test_a_slot_by_the_moon_and_one_of_single_days(client: httpx.Client, office: Office) -> None:
    moon = slot(client, office.approved(), lunar=[{"day": 15, "leap": "also"}], first_date="2025-11-01", last_date="2025-12-31")
    assert (moon.json()["rrule"], moon.json()["lunar"]) == ("", [{"day": 15, "month": None, "leap": "also"}])
    assert hours(client, TODAY) == [("16:30", "planned")], "the 15th of the ninth month"
    assert slot(client, office.approved(), extra_dates=[TODAY], at="09:00").status_code == 201
    assert hours(client, TODAY) == [("09:00", "planned"), ("16:30", "planned")]
    both = slot(client, office.approved(), lunar=[{"day": 1}], rrule="FREQ=DAILY")
    assert (both.status_code, both.json()["code"]) == (422, "bad_rule")


def test_a_relay(client: httpx.Client) -> None:
    refused = slot(client, kind="relay")
    assert (refused.status_code, refused.json()["code"], refused.json()["field"]) == (422, "slot_length", "duration_s")
    made = slot(client, kind="relay", duration_s=1800)
    assert (made.status_code, made.json()["kind_word"]) == (201, "Tiếp âm")


@ON_BOTH
def test_a_slot_is_changed_over_what_was_seen_only(client: httpx.Client, office: Office) -> None:
    key = office.approved()
    made = slot(client, key, last_date=TODAY)
    address, form = (
        made.headers["location"],
        {"title": "Sáng", "at": "09:00", "bulletins": [str(key.bulletin_id)], "last_date": TODAY},
    )
    assert client.put(address, json=form).status_code == 428
    for tag in ('"7"', '"x"', '"٣"'):
        assert client.put(address, json=form, headers={b"If-Match": tag.encode()}).status_code == 412
    changed = client.put(address, json=form, headers={"If-Match": made.headers["etag"]})
    assert (changed.status_code, changed.headers["etag"], changed.json()["first_date"]) == (200, '"2"', TODAY)
    assert hours(client, TODAY) == [("09:00", "planned")]
    assert client.delete(address).status_code == 204
    assert client.put(address, json=form, headers={"If-Match": '"3"'}).status_code == 404


@ON_BOTH
def test_a_day_is_moved_cancelled_and_put_back(client: httpx.Client, office: Office) -> None:
    address = slot(client, office.approved(), last_date="2025-11-05").headers["location"]
    moved = {"moved_to": "2025-11-04T18:00:00+07:00", "reason": "Nhường giờ cho họp."}
    assert client.put(f"{address}/days/{TODAY}", json=moved).json()["moved_to"] == "2025-11-04T11:00:00Z"
    assert hours(client, TODAY) == [("18:00", "planned")]
    assert client.put(f"{address}/days/{TODAY}", json={"cancelled": True, "reason": "Mất điện."}).status_code == 200
    assert hours(client, TODAY) == [("18:00", "cancelled")]
    [edited] = client.get(f"{address}/days").json()["items"]
    assert (edited["day"], edited["cancelled"], edited["reason"], edited["made_by"]) == (
        TODAY,
        True,
        "Mất điện.",
        "Nguyễn Văn Quản",
    )
    back = client.delete(f"{address}/days/{TODAY}")
    assert (back.status_code, back.json()["kind"], back.json()["detail"]) == (200, "coming", "Hôm nay phát lúc 16h30.")
    assert sorted(hours(client, TODAY)) == [("16:30", "planned"), ("18:00", "cancelled")]
    assert client.get(f"{address}/days").json() == {"items": []}


@ON_BOTH
@pytest.mark.parametrize(
    ("day", "form", "status", "code"),
    [
        (TODAY, {"moved_to": "2025-11-04T03:15:00+07:00", "reason": "x"}, 422, "moved_back"),
        (TODAY, {"moved_to": "2025-11-05T03:15:00+07:00", "reason": "x"}, 403, "quiet_hours"),
        (TODAY, {"moved_to": "2025-11-05T09:00:00", "reason": "x"}, 422, "request_invalid"),
        (TODAY, {"cancelled": True}, 422, "request_invalid"),
        (TODAY, {"bulletins": [], "reason": "x"}, 422, "slot_empty"),
        ("2025-11-03", {"cancelled": True, "reason": "x"}, 404, "not_found"),
        ("2025-02-30", {"cancelled": True, "reason": "x"}, 422, "request_invalid"),
    ],
)
def test_what_is_no_edit_of_a_day_is_refused(
    client: httpx.Client, office: Office, day: str, form: dict[str, object], status: int, code: str
) -> None:
    address = slot(client, office.approved()).headers["location"]
    refused = client.put(f"{address}/days/{day}", json=form)
    assert (refused.status_code, refused.json()["code"]) == (status, code), refused.text


@ON_BOTH
def test_the_table_of_holidays_is_edited(client: httpx.Client, office: Office) -> None:
    usual = client.get(HOLIDAYS).json()["items"]
    assert len(usual) == 6
    slot(client, office.approved(), choice="not_holidays", last_date=TODAY)
    added = client.post(HOLIDAYS, json={"name": "Hội làng", "month": 11, "day": 4, "year": 2025})
    assert added.status_code == 201, added.text
    assert hours(client, TODAY) == [("16:30", "cancelled")], "slots follow at once"
    address = added.headers["location"]
    assert client.get(address).json() == added.json()
    later = {"name": "Hội làng", "month": 11, "day": 5, "year": 2025}
    assert client.put(address, json=later, headers={"If-Match": '"9"'}).status_code == 412
    assert client.put(address, json=later, headers={"If-Match": added.headers["etag"]}).json()["day"] == 5
    assert ("16:30", "planned") in hours(client, TODAY)
    assert client.delete(address, headers={"If-Match": '"2"'}).status_code == 204
    first = f"{HOLIDAYS}/{usual[0]['id']}"
    assert client.delete(first, headers={"If-Match": usual[0]["etag"]}).status_code == 204
    assert len(client.get(HOLIDAYS).json()["items"]) == 5
    assert client.get(first).status_code == 404
    assert client.post(HOLIDAYS, json={"name": "x", "month": 13, "day": 1}).status_code == 422
    assert client.post(HOLIDAYS, json={"name": "x", "month": 1, "day": 0}).json()["code"] == "bad_holiday"
    assert client.post(HOLIDAYS, json={"name": "x", "calendar": "lunar", "month": 1, "day": 31}).json()["code"] == "bad_holiday"


@ON_BOTH
def test_periods_of_mourning_are_edited(client: httpx.Client) -> None:
    form = {"name": "Quốc tang", "first": "2025-11-05", "last": "2025-11-06", "source": "Thông cáo"}
    made = client.post(MOURNING, json=form)
    assert (made.json()["starts_at"], made.json()["ends_at"]) == ("2025-11-04T17:00:00Z", "2025-11-06T17:00:00Z")
    address = made.headers["location"]
    assert client.put(address, json=form | {"last": "2025-11-07"}, headers={"If-Match": '"1"'}).headers["etag"] == '"2"'
    assert client.put(address, json=form, headers={"If-Match": '"1"'}).status_code == 412
    bad = client.post(MOURNING, json=form | {"last": "2025-11-01"})
    assert (bad.status_code, bad.json()["code"], bad.json()["field"]) == (422, "bad_mourning", "last")
    assert client.delete(address, headers={"If-Match": '"2"'}).status_code == 204
    assert client.get(MOURNING).json() == {"items": []}
    assert client.delete(address, headers={"If-Match": '"2"'}).status_code == 404


def test_a_bulletin_may_be_heard_twice_in_one_programme(client: httpx.Client, office: Office) -> None:
    one, other = str(office.approved().bulletin_id), str(office.approved().bulletin_id)
    made = client.post(SLOTS, json={"title": "Nhắc hai lần", "at": "16:30", "bulletins": [one, other, one]}).raise_for_status()
    assert made.json()["bulletins"] == [one, other, one]
    office.prepare()
    assert len(office.first().version_ids) == 3
    assert office.first().version_ids[0] == office.first().version_ids[2]


def test_a_long_slot_that_reaches_the_quiet_hours_is_told_so(client: httpx.Client, office: Office) -> None:
    regulation = {"number": "01/QC-UBND", "dated": "2025-07-15", "quiet_from": "02:00", "quiet_to": "03:00"}
    tag = client.get("/api/v1/regulation").headers["etag"]
    client.put("/api/v1/regulation", json=regulation, headers={"If-Match": tag}).raise_for_status()
    refused = slot(client, office.approved(), at="23:59", duration_s=9000)
    assert (refused.status_code, refused.json()["code"], refused.json()["field"]) == (403, "quiet_hours_reached", "at")
    assert "Phát từ 23h59 đến 2h29 thì chạm giờ yên tĩnh 2h00–3h00 (quy chế: 01/QC-UBND)." in refused.json()["detail"]
    inside = slot(client, office.approved(), at="02:10", duration_s=9000).json()
    assert (inside["code"], inside["detail"][:37]) == ("quiet_hours", "Lúc 2h10 nằm trong giờ yên tĩnh 2h00–")


def test_quiet_hours_without_a_length_are_refused_with_words(client: httpx.Client) -> None:
    regulation = {"number": "01/QC-UBND", "dated": "2025-07-15", "quiet_from": "00:00", "quiet_to": "00:00"}
    refused = client.put("/api/v1/regulation", json=regulation, headers={"If-Match": '"0"'})
    assert (refused.status_code, refused.json()["code"], refused.json()["field"]) == (422, "equal_quiet_hours", "quiet_to")
    assert "cùng lúc 0h00" in refused.json()["detail"]


def test_a_day_that_moves_is_looked_at_beside_the_other_days_of_its_slot(client: httpx.Client, office: Office) -> None:
    """Moved onto the slot's own next day it would be heard twice at one minute."""
    made = slot(client, office.approved()).json()
    there = {"title": "Bản tin", "at": made["at"], "rrule": "", "extra_dates": ["2025-11-05"], "bulletins": made["bulletins"]}
    there |= {"first_date": "2025-11-05", "last_date": "2025-11-05"}
    asked = {"instead_of": made["id"], "of_day": TODAY}
    seen = client.post("/api/v1/timetable/preview", json=there, params=asked).raise_for_status().json()
    assert [each["other_slot_id"] for each in seen["conflicts"]] == [made["id"]]
    same_day = {**there, "extra_dates": [TODAY], "first_date": TODAY, "last_date": TODAY, "at": "17:00"}
    assert client.post("/api/v1/timetable/preview", json=same_day, params=asked).json()["conflicts"] == []


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_is_refused_by_name(client: httpx.Client, office: Office, day: str) -> None:
    key = office.approved()
    made = slot(client, key).json()
    asked = [
        client.get("/api/v1/occurrences", params={"date": day}),
        client.get(f"/api/v1/days/{day}/files"),
        client.get("/api/v1/log-book", params={"from": day, "to": day}),
        slot(client, key, first_date=day),
        client.put(f"{SLOTS}/{made['id']}/days/{TODAY}", json={"moved_to": f"{day}T12:00:00+07:00", "reason": "Nhầm."}),
        client.put(f"{SLOTS}/{made['id']}/days/{day}", json={"cancelled": True, "reason": "Nhầm."}),
    ]
    assert [each.status_code for each in asked] == [422] * len(asked)
    assert [fault["code"] for each in asked for fault in each.json()["faults"]] == [
        *["far_date"] * 2,
        *["far_date"] * 2,
        *["far_date"] * 3,
    ]
