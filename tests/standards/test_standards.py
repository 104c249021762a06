"""The poverty standards: whose days are over, how texts write them, and what looks at them."""

from datetime import date, timedelta

import httpx
import pytest

from app.accounts import issue_token
from app.clock import ManualClock
from app.db import Sessions
from app.reading import Concern, read
from app.standards import NATIONAL, Area, PovertyStandard, thresholds
from app.zones import Founding

API = "/api/v1/poverty-standards"
RAISED = {
    "area": "rural",
    "amount_vnd": 2_400_000,
    "valid_from": "2027-01-01",
    "valid_to": "2030-12-31",
    "source": "Nghị quyết 15/2026/NQ-HĐND",
}


def ended(text: str, today: date, *more: PovertyStandard) -> list[str]:
    reading = read(text, today=today, thresholds=thresholds([*NATIONAL, *more], today))
    return [text[each.start : each.end] for each in reading.remarks if each.concern is Concern.THRESHOLD]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("từ 1.500.000 đồng trở xuống", "1.500.000"),
        ("từ 1 500 000 đồng", "1 500 000"),
        ("từ 1500000đ", "1500000"),
        ("từ 1,5 triệu đồng/người/tháng", "1,5 triệu"),
        ("từ 2 triệu đồng/người/tháng", "2 triệu đồng/người"),
        ("phạt 2 triệu đồng", None),
        ("từ 11.500.000 đồng, 1.500.000.000 đồng, 21,5 triệu", None),
        ("từ 2.200.000 đồng", None),
    ],
)
def test_an_amount_whose_days_are_over_is_shown(written: str, named: str | None) -> None:
    assert ended(written, date(2026, 12, 31)) == []
    assert ended(written, date(2027, 1, 1)) == ([named] if named else [])


def test_an_amount_that_the_province_keeps_is_not_shown() -> None:
    kept = PovertyStandard(Area.URBAN, 1_500_000, date(2027, 1, 1), date(2027, 6, 30), "Nghị quyết 15")
    assert ended("1.500.000 đồng", date(2027, 6, 30), kept) == []
    assert ended("1.500.000 đồng", date(2027, 7, 1), kept) != []


def test_every_day_from_2022_to_2030_has_one_standard_for_each_area() -> None:
    for days in range((date(2031, 1, 1) - date(2022, 1, 1)).days):
        today = date(2022, 1, 1) + timedelta(days=days)
        assert sorted(each.area for each in NATIONAL if each.valid_from <= today <= each.valid_to) == ["rural", "urban"]


def test_a_province_sets_its_own(client: httpx.Client) -> None:
    assert [item["amount_vnd"] for item in client.get(API).json()["items"]] == [1_500_000, 2_000_000, 2_200_000, 2_800_000]
    made = client.post(API, json=RAISED)
    address = made.headers["location"]
    assert (made.status_code, client.get(address).json()) == (201, made.json())
    assert client.get(API).json()["items"][-1]["source"] == RAISED["source"]
    tag = {"If-Match": made.headers["etag"]}
    assert client.put(address, json=RAISED | {"amount_vnd": 2_500_000}, headers=tag).json()["amount_vnd"] == 2_500_000
    assert client.put(address, json=RAISED, headers=tag).status_code == 412
    wrong = client.post(API, json=RAISED | {"valid_to": "2026-12-31"})
    assert (wrong.status_code, wrong.json()["code"], wrong.json()["field"]) == (422, "standard_period", "valid_to")
    assert client.delete(address, headers=tag).status_code == 412
    assert client.delete(address, headers={"If-Match": '"2"'}).status_code == 204
    assert client.get(address).status_code == 404


def test_the_list_to_look_at_says_so(client: httpx.Client, clock: ManualClock, sessions: Sessions, founding: Founding) -> None:
    clock.advance(timedelta(days=800))
    with sessions.begin() as session:  # the first token is over by then
        token = issue_token(session, clock, founding.admin, person_id=founding.admin_id, label="mới")
    client.headers["Authorization"] = f"Bearer {token.secret}"
    client.post(API, json=RAISED | {"valid_from": "2025-01-01", "valid_to": "2027-12-31"})
    script = "Chuẩn nghèo là 1.500.000 đồng, của tỉnh là 2.400.000 đồng."
    version = f"/api/v1/bulletins/{client.post('/api/v1/bulletins', json={'script': script}).json()['id']}/versions/1"
    asked = [client.post("/api/v1/reading", json={"text": script}), client.get(f"{version}/spoken")]
    asked.append(client.post("/api/v1/reading", json={"text": script, "script": True}))
    for answer in asked:
        found = [each["message"] for each in answer.json()["remarks"] if each["concern"] == "threshold"]
        assert found == [
            "«1.500.000»: chuẩn nghèo nông thôn theo Nghị định 07/2021/NĐ-CP chỉ áp dụng đến 31/12/2026",
            "«2.400.000»: chuẩn nghèo nông thôn theo Nghị quyết 15/2026/NQ-HĐND chỉ áp dụng đến 31/12/2027",
        ]
