"""A review of poor households: made whole or not at all, moved without touching what was heard, undone, and proven on paper."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import httpx
import pytest
from docx import Document
from sqlalchemy import text

from app.bulletins import VersionKey, latest, slogans
from app.campaigns import late_steps
from app.clock import ManualClock, local
from app.playout import OccurrenceState
from app.reports import certificate
from app.timetable import Occurrence, expand, slots
from app.units import BulletinId
from tests.support.office import Office

API = "/api/v1/campaigns"
EAST = {"zone": "thôn Đông", "at": "2025-11-27T19:30:00+07:00", "place": "nhà văn hóa thôn Đông"}
WEST = {"zone": "thôn Tây", "at": "2025-11-28T19:30:00+07:00", "place": "sân đình"}
REVIEW: dict[str, Any] = {
    "kind": "regular",
    "first_date": "2025-11-17",
    "officer": "chị Nguyễn Thu",
    "hotline": "0912 345 678",
    "place": "bộ phận một cửa của xã",
    "meetings": [EAST, WEST],
}
SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)


@pytest.fixture
def review(client: httpx.Client, office: Office) -> dict[str, Any]:
    """A regular review of two villages."""
    for name in ("thôn Đông", "thôn Tây"):
        office.zone(name)
    made = client.post(API, json=REVIEW)
    assert made.status_code == 201, made.text
    found: dict[str, Any] = made.json()
    return found


def _step(found: dict[str, Any], code: str) -> dict[str, Any]:
    return next(each for each in found["steps"] if each["code"] == code)


def _tag(client: httpx.Client, found: dict[str, Any]) -> dict[str, str]:
    return {"If-Match": client.get(f"{API}/{found['id']}").headers["etag"]}


def _move(client: httpx.Client, found: dict[str, Any], code: str, **form: object) -> httpx.Response:
    return client.post(f"{API}/{found['id']}/steps/{code}/move", json=form, headers=_tag(client, found))


def _approve(office: Office, bulletin_id: str) -> None:
    with office.sessions.read() as session:
        summary = latest(session, office.commune_id, BulletinId(UUID(bulletin_id))).summary
    key = VersionKey(summary.bulletin_id, summary.version_id, summary.number, summary.tag)
    office.submit(key)
    office.approve(key)


def _at(clock: ManualClock, day: date, hour: int) -> None:
    wanted = datetime(day.year, day.month, day.day, hour, tzinfo=local(clock.now()).tzinfo)
    clock.advance(wanted - clock.now())


def _heard(office: Office, clock: ManualClock, day: date) -> Occurrence:
    """The first airing of a day, planned, sounded and reported by a station."""
    with office.sessions.begin() as session:
        expand(session, clock, office.commune_id)
    office.prepare()
    [first, *_] = [each for each in office.occurrences() if local(each.starts_at).date() == day and each.version_ids]
    clock.advance(first.starts_at - clock.now())
    station = office.station()
    office.report(station, first, OccurrenceState.ON_AIR, started_at=clock.now())
    clock.advance(timedelta(seconds=90))
    office.report(station, first, OccurrenceState.AIRED, seconds=90.0, started_at=first.starts_at)
    return first


def test_a_review_is_days_words_slots_and_a_checklist(client: httpx.Client, office: Office, review: dict[str, Any]) -> None:
    spans = {each["code"]: (each["first_date"], each["last_date"]) for each in review["steps"]}
    assert spans["call"] == spans["standard"] == ("2025-11-17", "2025-11-21")
    assert spans["listing"] == ("2025-11-24", "2025-11-26")
    assert spans["meeting"] == ("2025-11-27", "2025-12-01")
    assert spans["posting"] == ("2025-12-02", "2025-12-04")
    [standard] = _step(review, "standard")["bulletins"]
    for said in ("1.500.000 đồng", "2.000.000 đồng", "Nghị định 07/2021/NĐ-CP", "0912 345 678"):
        assert said in standard["script"]
    east, west = _step(review, "meeting")["bulletins"]
    assert "19h30 thứ Năm, ngày 27/11/2025" in east["script"]
    assert "thôn Tây" not in east["script"]
    bulletin = client.get(f"/api/v1/bulletins/{east['bulletin_id']}").json()
    assert [zone["path"] for zone in bulletin["zones"]] == ["xã Liên An / thôn Đông"]
    assert (bulletin["state"], bulletin["theme"], bulletin["valid_to"]) == ("draft", "review", "2025-11-27T12:30:00Z")
    slot = client.get(f"/api/v1/slots/{west['slot_ids'][0]}").json()
    assert (slot["first_date"], slot["last_date"], slot["choice"]) == ("2025-11-27", "2025-11-28", "working_days")
    assert len(_step(review, "posting")["bulletins"][0]["slot_ids"]) == 3
    posting = _step(review, "posting")
    assert posting["days"] == 3
    assert posting["basis"]
    assert {task["due"] for task in posting["tasks"]} == {"2025-12-02", "2025-12-04"}
    assert office.first().state is OccurrenceState.PLANNED


@SQLITE
def test_a_campaign_of_a_new_period_rests_on_its_own_standard_and_none_is_said_across_a_change(
    client: httpx.Client, office: Office, clock: ManualClock
) -> None:
    """QĐ 24/2021 goes on; the thresholds are those of each step's own day."""
    office.zone("thôn Đông")
    for day in (date(2026, 8, 1), date(2026, 12, 15)):  # no token lasts for both
        token = client.post("/api/v1/tokens", json={"label": f"{day}", "scope": "full", "days": 300}).raise_for_status()
        client.headers["Authorization"] = f"Bearer {token.json()['token']}"
        _at(clock, day, 8)
    meet = EAST | {"at": "2027-01-29T19:30:00+07:00"}
    later = REVIEW | {"first_date": "2027-01-15", "meetings": [meet]}
    made = client.post(API, json=later).raise_for_status().json()
    assert made["legal_basis"] == ["Quyết định 24/2021/QĐ-TTg", "Nghị định 351/2025/NĐ-CP"]
    [standard] = _step(made, "standard")["bulletins"]
    assert ("2.200.000 đồng" in standard["script"], "07/2021" in standard["script"]) == (True, False)
    bulletin = client.get(f"/api/v1/bulletins/{standard['bulletin_id']}").json()
    assert bulletin["legal_basis"] == made["legal_basis"]
    across = REVIEW | {"first_date": "2026-12-29", "meetings": [EAST | {"at": "2027-01-12T19:30:00+07:00"}]}
    refused = client.post(API, json=across).json()
    assert (refused["code"], "01/01/2027" in refused["detail"]) == ("campaign_standard_changes", True)
    before = REVIEW | {"first_date": "2026-12-21", "meetings": [EAST | {"at": "2026-12-31T19:30:00+07:00"}]}
    made = client.post(API, json=before).raise_for_status().json()
    assert made["legal_basis"] == ["Quyết định 24/2021/QĐ-TTg", "Nghị định 07/2021/NĐ-CP"]
    for step in made["steps"]:
        for each in step["bulletins"]:
            basis = client.get(f"/api/v1/bulletins/{each['bulletin_id']}").json()["legal_basis"]
            assert basis[1] == ("Nghị định 351/2025/NĐ-CP" if step["first_date"] >= "2027" else "Nghị định 07/2021/NĐ-CP")
    moved = _move(client, made, "standard", first_date="2026-12-30").json()
    assert moved["code"] == "campaign_standard_changes"


def test_two_who_make_the_same_at_once_are_told_apart(client: httpx.Client, office: Office) -> None:
    """The first wins; the other is told what happened, and nothing sounds twice."""
    office.zone("thôn Đông")
    review = REVIEW | {"meetings": [EAST], "hotline": "0912 345 678, 0226 3850 123 (chị Thu)"}
    for path, form, code in (
        ("/api/v1/plans", {"year": 2026, "title": "Kế hoạch năm 2026"}, "plan_exists"),
        (API, review, "campaign_exists"),
    ):
        with ThreadPoolExecutor(2) as both:
            answers = list(both.map(lambda form, path=path: client.post(path, json=form), [form, form]))
        first, other = sorted(answers, key=lambda each: each.status_code)
        assert (first.status_code, other.status_code, other.json().get("code")) == (201, 409, code), other.text
        assert len(client.get(path).json()["items"]) == 1
    assert client.post(API, json=review).json()["code"] == "campaign_exists", "and who comes later"


@SQLITE
def test_a_plan_of_a_year_to_come_proposes_a_review_of_that_year(client: httpx.Client, office: Office) -> None:
    for name in ("thôn Đông", "thôn Tây"):
        office.zone(name)
    plan = {"year": 2027, "title": "Kế hoạch năm 2027", "number": "03/KH-UBND"}
    plan_id = client.post("/api/v1/plans", json=plan).json()["id"]
    proposed = client.post(f"{API}/proposals", json={"plan_id": plan_id}).json()
    assert (proposed["kind"], proposed["first_date"]) == ("periodic", "2027-09-01")
    assert {each["at"][:4] for each in proposed["meetings"]} == {"2027"}
    fields = {"officer": "chị Thu", "hotline": "0912 345 678", "place": "xã"}
    made = client.post(API, json=proposed | fields)
    assert made.status_code == 201, made.text
    assert "2.200.000 đồng" in _step(made.json(), "standard")["bulletins"][0]["script"]
    regular = client.post(f"{API}/proposals", json={"plan_id": plan_id, "kind": "regular"}).json()
    assert regular["first_date"] == "2027-01-15"


@SQLITE
def test_the_review_that_a_plan_names_is_the_one_proposed(client: httpx.Client, office: Office) -> None:
    office.zone("thôn Đông")
    goals = {
        "Tuyên truyền rà soát hộ nghèo, hộ cận nghèo định kỳ hằng năm; báo cáo thường xuyên.": "periodic",
        "Phát thanh đợt rà soát thường xuyên hằng năm.": "regular",
        "Rà soát hộ nghèo định kỳ. Rà soát thường xuyên.": "regular",  # both: by the day
        "Báo cáo định kỳ hằng quý.": "regular",
    }
    for number, (said, kind) in enumerate(goals.items()):
        year = {"year": 2025 - number, "title": "Kế hoạch truyền thông", "goals": said}
        plan_id = client.post("/api/v1/plans", json=year).json()["id"]
        assert client.post(f"{API}/proposals", json={"plan_id": plan_id}).json()["kind"] == kind, said


@SQLITE
def test_what_is_wrong_is_named_and_nothing_is_made(client: httpx.Client, office: Office) -> None:
    for name in ("thôn Đông", "thôn Tây"):
        office.zone(name)
    office.zone("thôn Bắc")
    on_sunday = EAST | {"at": "2025-12-25T19:30:00+07:00"}
    wrong: list[tuple[dict[str, Any], str, str]] = [
        ({"first_date": "2025-11-14"}, "campaign_window", "15/11/2025"),
        ({"first_date": "2025-11-03"}, "campaign_dates", "04/11/2025"),
        ({"last_date": "2025-11-16"}, "campaign_dates", "16/11/2025"),
        ({"last_date": "2025-12-01"}, "campaign_step_overrun", "Niêm yết"),
        ({"first_date": "2031-01-15"}, "campaign_no_standard", "15/01/2031"),
        ({"kind": "periodic", "first_date": "2026-08-20"}, "campaign_window", "01/09/2026"),
        ({"kind": "periodic", "first_date": "2026-10-15"}, "campaign_step_overrun", "14/12/2026"),
        ({"meetings": []}, "campaign_no_meeting", "thôn"),
        ({"meetings": [EAST | {"zone": "thôn Trung"}]}, "unknown_zone", "thôn Trung"),
        ({"meetings": [EAST | {"zone": "xã Liên An"}]}, "campaign_not_a_village", "xã Liên An"),
        ({"meetings": [EAST, EAST]}, "campaign_village_twice", "thôn Đông"),
        ({"meetings": [on_sunday]}, "campaign_meeting_day", "25/12/2025"),
        ({"officer": " "}, "campaign_blank", "cán bộ phụ trách"),
        ({"place": "[nhạc]"}, "campaign_field", "nơi nhận"),
        ({"hotline": "gặp chị Thu"}, "campaign_telephone", "gặp chị Thu"),
        ({"hotline": "0912 345"}, "campaign_telephone", "cách nhau bằng dấu phẩy"),
        ({"steps": {"posting": {"first_date": "2025-11-20"}}}, "campaign_step_order", "Niêm yết"),
        ({"steps": {"call": {"times": ["03:15"]}}}, "quiet_hours", "03:15"),
        ({"steps": {"posting": {"names": ["Nguyễn Văn A"]}}}, "campaign_names", "lý do"),
        ({"steps": {"call": {"names": ["Nguyễn Văn A"], "names_reason": "x"}}}, "campaign_names", "Nhận giấy"),
        ({"steps": {"party": {}}}, "not_found", "party"),
    ]
    for form, code, said in wrong:
        for path in (f"{API}/preview", API):
            answer = client.post(path, json=REVIEW | form)
            assert (answer.json()["code"], said in answer.text) == (code, True), (form, answer.text)
    assert client.post(f"{API}/preview", json=REVIEW).status_code == 200
    assert client.get(API).json()["items"] == []
    assert client.get("/api/v1/bulletins").json()["items"] == []
    with office.sessions.read() as session:
        assert slots(session, office.commune_id) == []


def test_other_days_move_what_follows_and_keep_what_somebody_wrote(
    client: httpx.Client, office: Office, review: dict[str, Any]
) -> None:
    recognition = _step(review, "recognition")["bulletins"][0]["bulletin_id"]
    before = client.get(f"/api/v1/bulletins/{recognition}")
    words = {"title": "Công nhận", "script": "Lời của riêng xã.", "theme": "review", "legal_basis": ["QĐ 24"]}
    client.put(f"/api/v1/bulletins/{recognition}", json=words, headers={"If-Match": before.headers["etag"]}).raise_for_status()
    answer = _move(client, review, "posting", days=5, basis="Kế hoạch 63/KH-UBND").json()
    assert [each["step"] for each in answer["moved"]][:2] == ["Niêm yết công khai", "Nhận khiếu nại và rà soát lại"]
    assert answer["own_words"] == [recognition]
    posting, complaints = _step(answer["campaign"], "posting"), _step(answer["campaign"], "complaints")
    assert (posting["last_date"], posting["basis"]) == ("2025-12-08", "Kế hoạch 63/KH-UBND")
    assert complaints["first_date"] == "2025-12-09"
    [piece] = posting["bulletins"]
    assert "đến hết ngày 08/12/2025, tức là 5 ngày làm việc" in piece["script"]
    assert client.get(f"/api/v1/bulletins/{piece['bulletin_id']}").json()["valid_to"] == "2025-12-08T17:00:00Z"
    assert client.get(f"/api/v1/slots/{piece['slot_ids'][0]}").json()["last_date"] == "2025-12-08"
    kept = client.get(f"/api/v1/bulletins/{recognition}").json()
    assert kept["script"] == "Lời của riêng xã."
    assert kept["valid_from"] != before.json()["valid_from"]
    meeting = _move(client, review, "listing", days=4).json()["campaign"]
    assert [each["at"] for each in _step(meeting, "meeting")["bulletins"]] == ["2025-11-28T12:30:00Z", "2025-11-29T12:30:00Z"]
    stale = client.post(f"{API}/{review['id']}/steps/call/move", json={"days": 6}, headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    assert _move(client, review, "posting", first_date="2025-11-20").json()["code"] == "campaign_step_order"
    assert office.first().day == date(2025, 11, 17)


@SQLITE
@pytest.mark.parametrize("column", ["due", "done_at"])
def test_a_line_of_the_checklist_that_cannot_be_read_hides_no_other(
    client: httpx.Client, office: Office, review: dict[str, Any], column: str
) -> None:
    lines = sum(len(step["tasks"]) for step in review["steps"])
    with office.sessions.begin() as session:
        session.execute(text(f"UPDATE campaign_tasks SET {column} = '!' WHERE rowid = (SELECT max(rowid) FROM campaign_tasks)"))  # noqa: S608  # names of the test
    found = client.get(f"/api/v1/campaigns/{review['id']}").raise_for_status().json()
    assert sum(len(step["tasks"]) for step in found["steps"]) == lines - 1
    for path in ("campaigns", "status"):
        client.get(f"/api/v1/{path}").raise_for_status()
    with office.sessions.read() as session:
        late_steps(session, office.commune_id, date(2030, 1, 1))


def test_a_slot_that_moves_keeps_what_somebody_made_of_it(client: httpx.Client, review: dict[str, Any]) -> None:
    [piece] = _step(review, "posting")["bulletins"]
    key = f"/api/v1/slots/{piece['slot_ids'][0]}"
    slot, tag = client.get(key).json(), client.get(key).headers["etag"]
    other = [{"zones": ["xã Liên An / thôn Đông"], "bulletins": [_step(review, "call")["bulletins"][0]["bulletin_id"]]}]
    form = {name: slot[name] for name in ("at", "choice", "first_date", "last_date", "duration_s", "late_grace_s")}
    form |= {"title": "Niêm yết", "bulletins": [piece["bulletin_id"]], "zones": ["xã Liên An"], "variants": other}
    client.put(key, json=form, headers={"If-Match": tag}).raise_for_status()
    _move(client, review, "posting", days=5).raise_for_status()
    moved = client.get(key).json()
    assert (moved["title"], moved["last_date"]) == ("Niêm yết", "2025-12-08")
    assert [[zone["path"] for zone in each["zones"]] for each in moved["variants"]] == [["xã Liên An / thôn Đông"]]


def test_what_was_heard_stays_and_is_certified(
    client: httpx.Client, office: Office, clock: ManualClock, review: dict[str, Any]
) -> None:
    key = _step(review, "call")["bulletins"][0]["bulletin_id"]
    _approve(office, key)
    _at(clock, date(2025, 11, 16), 20)
    office.kinds = {"thu-muc": "folder"}
    aired = _heard(office, clock, date(2025, 11, 17))
    with office.sessions.read() as session:
        found = certificate(session, clock.now(), office.commune_id, UUID(review["id"]), "call")
    [line] = found.lines
    assert (line.at, line.seconds, line.is_whole, line.content_hash) == (aired.starts_at, 90.0, True, aired.content_hash)
    assert line.places == "cả xã Liên An"
    page = client.get(f"{API}/{review['id']}/steps/call/certificate").text
    written = "1 lượt chỉ ghi thành tệp, không ra loa"
    assert f"đã phát 1 lượt, trong đó {written}, tổng thời lượng 1,5 phút" in page
    word = client.get(f"{API}/{review['id']}/steps/call/certificate", params={"format": "docx"})
    assert f"1 lượt phát trọn, {written}, tổng" in "".join(each.text for each in Document(BytesIO(word.content)).paragraphs)
    assert found.sha256 in page
    assert str(aired.content_hash)[:16] in page
    assert "chưa có lượt phát nào" in client.get(f"{API}/{review['id']}/steps/posting/certificate").text
    refused = _move(client, review, "call", first_date="2025-11-18")
    assert (refused.status_code, refused.json()["code"]) == (409, "campaign_step_heard")
    assert "1 lượt" in refused.json()["detail"]
    longer = _move(client, review, "call", days=6).json()
    assert [(each["step"], each["count"], each["written"]) for each in longer["heard"]] == [("Nhận giấy đề nghị rà soát", 1, 1)]
    [line] = client.get(f"/api/v1/bulletins/{key}/history").json()["aired"]
    assert line["line"].startswith(f"Phiên bản 1 đã phát 1 lượt ({written}): ")
    assert client.get(f"/api/v1/bulletins/{key}/versions/1").json()["state"] == "approved"
    assert client.get(f"/api/v1/bulletins/{key}").json()["number"] == 2
    undone = client.delete(f"{API}/{review['id']}", headers=_tag(client, review))
    assert (undone.status_code, undone.json()["code"]) == (409, "campaign_heard")


def test_a_slogan_that_waits_is_a_draft_again_when_its_review_is_undone(client: httpx.Client, review: dict[str, Any]) -> None:
    pieces = [each["bulletin_id"] for step in review["steps"] for each in step["bulletins"]]
    [slogan] = [key for key in pieces if client.get(f"/api/v1/bulletins/{key}").json()["kind"] == "spot"]
    client.post(f"/api/v1/bulletins/{slogan}/versions/1/submit").raise_for_status()
    client.delete(f"{API}/{review['id']}", headers=_tag(client, review)).raise_for_status()
    assert client.get(f"/api/v1/bulletins/{slogan}").json()["state"] == "draft"


def test_a_review_of_which_nothing_was_heard_is_undone(client: httpx.Client, office: Office, review: dict[str, Any]) -> None:
    pieces = [each for step in review["steps"] for each in step["bulletins"]]
    kinds = {key: client.get(f"/api/v1/bulletins/{key}").json()["kind"] for key in (each["bulletin_id"] for each in pieces)}
    [slogan] = [key for key, kind in kinds.items() if kind == "spot"]
    _approve(office, slogan)
    left = client.delete(f"{API}/{review['id']}", headers=_tag(client, review)).json()["bulletins"]
    with office.sessions.read() as session:
        assert slogans(session, office.commune_id) == (), "between other bulletins it would go on"
    assert client.get(f"/api/v1/bulletins/{slogan}").json()["state"] == "draft"
    assert len(left) == sum(len(step["bulletins"]) for step in review["steps"])
    assert client.get(API).json()["items"] == []
    assert client.get(f"{API}/{review['id']}").json()["removed_at"]
    with office.sessions.read() as session:
        assert slots(session, office.commune_id) == []
    assert {each.state for each in office.occurrences()} <= {OccurrenceState.CANCELLED}
    assert client.delete(f"{API}/{review['id']}", headers={"If-Match": '"2"'}).status_code == 404
    task = review["steps"][0]["tasks"][0]["id"]
    assert client.post(f"{API}/{review['id']}/tasks/{task}", json={"done": True}).status_code == 404, "as its page offers none"


@SQLITE
def test_a_late_step_is_a_problem_of_today_until_it_is_done(client: httpx.Client, office: Office, review: dict[str, Any]) -> None:
    def late(day: date) -> list[tuple[str, str, int]]:
        with office.sessions.read() as session:
            found = late_steps(session, office.commune_id, day)
        return sorted((each.kind.value, each.step, each.count) for each in found)

    assert late(date(2025, 11, 15)) == []
    begun = late(date(2025, 11, 17))
    assert ("unapproved", "Nhận giấy đề nghị rà soát", 1) in begun
    assert ("undone", "Nhận giấy đề nghị rà soát", 1) in begun
    call = _step(review, "call")
    _approve(office, call["bulletins"][0]["bulletin_id"])
    for task in call["tasks"]:
        client.post(f"{API}/{review['id']}/tasks/{task['id']}", json={"done": True}).raise_for_status()
    assert [each for each in late(date(2025, 11, 17)) if each[1] == "Nhận giấy đề nghị rà soát"] == []
    assert client.get("/api/v1/status").json()["late"] == []
    done = _step(client.get(f"{API}/{review['id']}").json(), "call")["tasks"]
    assert {task["done_by"] for task in done} == {office.actor.name}


@SQLITE
def test_households_are_named_only_with_a_reason_that_the_approver_sees(client: httpx.Client, office: Office) -> None:
    for name in ("thôn Đông", "thôn Tây"):
        office.zone(name)
    steps = {"posting": {"names": ["Nguyễn Văn An, thôn Đông"], "names_reason": "Niêm yết theo kế hoạch 63"}}
    made = client.post(API, json=REVIEW | {"steps": steps}).json()
    [posting] = _step(made, "posting")["bulletins"]
    assert posting["script"].endswith("Sau đây là tên các hộ.\nNguyễn Văn An, thôn Đông.")
    others = [each["script"] for step in made["steps"] if step["code"] != "posting" for each in step["bulletins"]]
    assert [each for each in others if re.search("Nguyễn Văn An", each)] == []
    assert _step(made, "posting")["names_reason"] == "Niêm yết theo kế hoạch 63"
    call = _step(made, "call")["bulletins"][0]["bulletin_id"]
    for key in (posting["bulletin_id"], call):
        client.post(f"/api/v1/bulletins/{key}/versions/1/submit").raise_for_status()
    assert "Lý do: Niêm yết theo kế hoạch 63" in client.get(f"/phe-duyet/{posting['bulletin_id']}/1").text
    assert "tên hộ gia đình" not in client.get(f"/phe-duyet/{call}/1").text
    assert client.get("/phe-duyet").text.count("Đọc tên hộ gia đình. Lý do: Niêm yết theo kế hoạch 63") == 1


@SQLITE
def test_a_commune_edits_the_steps_in_a_file_and_goes_back(client: httpx.Client, office: Office) -> None:
    """Words, days with what they rest on, hours and checklist; what it cannot have is told with its place."""
    office.zone("thôn Đông")
    path = f"{API}/templates/regular"
    file = client.get(path)
    assert "cac-buoc-regular.toml" in file.headers["content-disposition"]
    own = file.text.replace('title = "Niêm yết công khai"\ndays = 3', 'title = "Niêm yết tại nhà văn hóa"\ndays = 4')
    assert own != file.text

    def put(text: str) -> httpx.Response:
        return client.put(path, files={"file": ("cac-buoc.toml", text.encode())})

    twice = own.replace('code = "posting"', 'code = "call"')
    for wrong, said in (
        (own.replace("days = 4", "days = "), "dòng "),
        (own.replace("days = 4", "days = 0"), "step."),
        (own.replace("{noi_nhan}", "{noi_nao}"), "script"),
        (own.replace("{nam}", "{nam:>999999999}"), "script"),
        (own.replace('code = "posting"', 'code = "posting"\nwith = "sau"'), "Niêm yết tại nhà văn hóa"),
        (twice, "«call» đã dùng"),
        (re.sub('basis = "[^"]*"\ntimes = \\["05:30", "11:00"', 'basis = " "\ntimes = ["05:30", "11:00"', own), "căn cứ"),
        (own.replace("window = { day = 15", 'window = { first = "13-40", last = "12-14"'), "window"),
        (own.replace('title = "Niêm', 'title = "\\u202eNiêm'), "step."),
        (own.replace('\ntitle = "', '\ntitle = "\\u0000', 1), "title"),
        ("", "tệp"),
        ("a = " + "[" * 50_000, "ngoặc"),
    ):
        refused = put(wrong)
        told = refused.json()
        assert (refused.status_code, told["code"], said in told["detail"]) == (422, "campaign_steps_file", True), told
    assert client.get(path).text == file.text, "nothing half taken"
    assert put(own).status_code == 204
    assert client.get(path).text == own
    made = client.post(API, json=REVIEW | {"meetings": [EAST]}).raise_for_status().json()
    posting = _step(made, "posting")
    assert (posting["title"], posting["days"]) == ("Niêm yết tại nhà văn hóa", 4)
    page = client.get("/dot-ra-soat").text
    assert ("mẫu riêng của xã" in page, "Về mẫu có sẵn" in page) == (True, True)
    refused = client.post("/dot-ra-soat/mau/regular", files={"tep": ("x.toml", b"title =")})
    assert (refused.status_code, "Mẫu các bước chưa dùng được" in refused.text) == (422, True)
    assert client.post("/dot-ra-soat/mau/regular/bo").status_code in {200, 303}
    assert client.get(path).text == file.text
    assert client.delete(path).status_code == 404


@SQLITE
def test_no_edit_brings_more_of_a_household_than_its_name_and_village(client: httpx.Client, office: Office) -> None:
    """Held at each edit, at submission and at approval, whatever the theme."""
    for name in ("thôn Đông", "thôn Tây"):
        office.zone(name)
    steps = {"posting": {"names": ["Nguyễn Văn An, thôn Đông"], "names_reason": "Niêm yết theo kế hoạch 63"}}
    made = client.post(API, json=REVIEW | {"steps": steps}).json()
    [posting] = _step(made, "posting")["bulletins"]

    def edited(bulletin_id: str, script: str, **other: str) -> httpx.Response:
        path = f"/api/v1/bulletins/{bulletin_id}"
        found = client.get(path)
        form = {name: found.json()[name] for name in ("title", "theme", "valid_from", "valid_to")} | {"script": script} | other
        return client.put(path, json=form, headers={"If-Match": found.headers["etag"]})

    script = posting["script"]
    for wrong, code in (
        (f"{script}\nLê Thị Bé, sinh năm 1950, thôn Tây.", "campaign_household"),
        (f"{script}\nLê Thị Bé, thôn Lạ.", "campaign_household"),
        (f"Hộ ông Trần Văn Cả thu nhập 900.000 đồng.\n{script}", "household_named"),
    ):
        assert edited(posting["bulletin_id"], wrong).json()["code"] == code
    assert edited(posting["bulletin_id"], f"{script}\nLê Thị Bé, thôn Tây.").is_success
    call = _step(made, "call")["bulletins"][0]["bulletin_id"]
    listed = "Danh sách hộ nghèo:\nNguyễn Văn An, thôn Đông\nLê Thị Bé, thôn Tây"
    assert edited(call, listed).json()["code"] == "household_named"
    assert edited(call, listed, theme="other").json()["code"] == "household_named", "whatever its theme"
    assert edited(call, "Khen thưởng:\nNguyễn Văn An\nLê Thị Bé", theme="other").is_success, "names that are no poor household's"
