"""*Nhật ký hệ thống*, *Gói phát*, the register, and the buttons of *Hôm nay* that mend, as people meet them without a script."""

import html
import re
from datetime import datetime, time

import httpx
import pytest
from sqlalchemy import text

from app.clock import COMMUNE_ZONE, ManualClock, local
from app.db import Sessions
from app.playout import BlockedReason, OccurrenceState
from app.zones import Founding
from tests.support.office import Office
from tests.web.conftest import PIN, Person

SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
DRAFT = {"title": "Mời họp thôn", "valid_from": "1/1/2025", "valid_to": "16/12/2030", "script": "Mời bà con họp.", "act": "luu"}


@SQLITE
def test_the_log_is_read_verified_and_taken_out(person: Person) -> None:
    admin = person("Lê Thị Hai", "admin")
    place = "/cai-dat/nhat-ky-he-thong"
    shown = admin.get(place).text
    assert "Lê Thị Hai" in shown
    assert "Nhật ký còn nguyên như lúc ghi" in admin.post(f"{place}/kiem-tra").text
    for action in re.findall(r'action="(/api/v1/audit/exports[^"]+)"', shown):
        taken = admin.post(html.unescape(action))
        assert taken.headers["content-disposition"].startswith("attachment"), action
    assert 'href="#tu"' in admin.get(place, params={"tu": "hôm kia"}).text
    assert person("Phan Ba", "editor").post(f"{place}/kiem-tra").status_code == 403


@SQLITE
def test_a_draft_on_the_timetable_is_submitted_from_today_by_one_press(
    person: Person, sessions: Sessions, clock: ManualClock, founding: Founding
) -> None:
    editor = person("Lê Thị Hai", "editor")
    assert editor.post("/ban-tin/moi", data=DRAFT).status_code == 303
    found = editor.get("/api/v1/bulletins").json()["items"][0]
    slot = {"title": "Chương trình tối", "at": "19:00", "bulletins": [found["id"]]}
    assert editor.post("/api/v1/slots", json=slot).status_code == 201
    office = Office(sessions, clock, founding)
    office.plan()
    shown = editor.get("/hom-nay").text
    form = re.search(r'action="/hom-nay/trinh">(.*?)Trình duyệt ngay', shown, flags=re.DOTALL)
    assert form is not None, shown
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[1]))
    assert editor.post("/hom-nay/trinh", data=fields).headers["location"] == "/hom-nay?xong=da-trinh"
    approver = person("Phan Ba", "approver")
    assert f'href="/phe-duyet/{found["id"]}/1">Xem và duyệt' in approver.get("/hom-nay").text
    waits = editor.get("/hom-nay").text
    assert "«Mời họp thôn» chờ duyệt từ 8h00 04/11/2025." in waits
    assert "Trình duyệt và duyệt bản tin" not in waits, "it is submitted already"
    assert re.search(r'action="/phe-duyet/nhac"><button[^>]*>Nhắc duyệt', waits)
    assert editor.post("/phe-duyet/nhac").headers["location"] == "/phe-duyet?xong=da-nhac"
    waits = editor.get("/hom-nay").text
    assert "Lê Thị Hai đã nhắc lúc 8h00 04/11/2025." in waits
    assert "Nhắc duyệt" not in waits, "once a day"
    with sessions.begin() as session:
        session.execute(text("UPDATE version_moves SET after = 'hỏng'"))
    assert "Chương trình tối" in editor.get("/hom-nay").text, "one damaged row takes no page along"
    for page in ("/phe-duyet", "/ban-tin", "/lich-phat"):
        assert approver.get(page).status_code == 200, page
    assert "«Mời họp thôn» chờ duyệt mà không đọc được từ cơ sở dữ liệu" in approver.get("/phe-duyet").text
    with sessions.begin() as session:
        session.execute(text("DELETE FROM version_moves"))
    assert "«Mời họp thôn» chờ duyệt. Lê Thị Hai đã nhắc" in editor.get("/hom-nay").text
    assert f'href="/phe-duyet/{found["id"]}/1">Xem bản chờ duyệt' in waits

    pack = editor.get("/goi-phat").text
    assert "Chương trình tối" in pack
    assert "Không phát: " in pack
    assert editor.post("/goi-phat", data={"ngay": ""}).status_code == 303
    made = editor.get("/goi-phat").text
    [archive] = re.findall(r'href="(/api/[^"]+zip[^"]*)"', made)
    assert editor.get(html.unescape(archive)).content[:2] == b"PK"
    [sheet] = re.findall(r'href="(/api/[^"]+phieu[^"]*)"', made)
    assert "Chương trình tối" in editor.get(html.unescape(sheet)).text
    assert 'href="#ngay"' in editor.get("/goi-phat", params={"ngay": "mai"}).text
    [register] = re.findall(r'href="(/api/v1/approval-register[^"]+)"', editor.get("/nhat-ky").text)
    assert editor.get(html.unescape(register)).status_code == 200


def _press(editor: httpx.Client, shown: str, act: str, words: str) -> None:
    """The button of an airing on the board."""
    found = re.search(rf'action="(/lich-phat/[^"]+/{act})">((?:<input[^>]*>)+)<button[^>]*>{words}', shown)
    assert found is not None, shown
    assert editor.post(found[1], data=dict(re.findall(r'name="(\w+)" value="([^"]*)"', found[2]))).status_code == 303


@SQLITE
def test_an_airing_that_would_run_into_the_quiet_hours_is_moved_from_today_by_one_press(
    person: Person, sessions: Sessions, clock: ManualClock, founding: Founding
) -> None:
    editor, office = person("Lê Thị Hai", "editor"), Office(sessions, clock, founding)
    office.length_s = 120.0
    office.slot(office.approved(), at=time(20, 59))
    office.prepare()
    shown = editor.get("/hom-nay").text
    _press(editor, shown, "doi", "Dời sang 20h54")
    office.prepare()
    assert "Dời sang" not in editor.get("/hom-nay").text
    assert editor.get("/api/v1/occurrences").json()["items"][0]["starts_at"].endswith("13:54:00Z")


@SQLITE
def test_a_slot_without_room_for_all_its_bulletins_is_made_longer_from_today_by_one_press(
    person: Person, sessions: Sessions, clock: ManualClock, founding: Founding
) -> None:
    editor, office = person("Lê Thị Hai", "editor"), Office(sessions, clock, founding)
    office.missing_s = 200.0
    office.slot(office.approved(), office.approved(), at=time(15), duration_s=300)
    office.prepare()
    shown = editor.get("/hom-nay").text
    _press(editor, shown, "dai", "Nới khung giờ thành 9 phút")
    assert [each["duration_s"] for each in editor.get("/api/v1/slots").json()["items"] if not each["last_date"]] == [540]


@SQLITE
def test_what_will_be_heard_in_part_or_not_everywhere_is_told_on_the_board_with_what_mends_it(
    person: Person, sessions: Sessions, clock: ManualClock, founding: Founding
) -> None:
    approver, office = person("Phan Ba", "approver"), Office(sessions, clock, founding)
    office.station(office.zone("thôn Đông Trang").id)
    waiting = office.write()
    office.submit(waiting)
    office.slot(office.approved(), waiting, at=time(15))
    office.prepare()
    shown = approver.get("/hom-nay").text
    assert "có bản tin không được phát" in shown
    assert "chưa được duyệt." in shown
    assert f'href="/phe-duyet/{waiting.bulletin_id}/1">Xem và duyệt' in shown
    assert shown.count("Không có máy phát nào phục vụ xã") == 1, "once, however often it is on air"
    assert "Không có việc gì cần xử lý." not in shown
    office.approve(waiting)
    office.prepare()
    assert "có bản tin không được phát" not in approver.get("/hom-nay").text


@SQLITE
def test_what_was_not_heard_is_put_on_the_timetable_once_more_with_what_it_should_have_said(
    person: Person, sessions: Sessions, clock: ManualClock, founding: Founding
) -> None:
    editor, office = person("Lê Thị Hai", "editor"), Office(sessions, clock, founding)
    today = local(clock.now()).date()
    office.slot(office.approved(), at=time(15))
    station = office.station()
    office.prepare()
    clock.jump(datetime.combine(today, time(15, 1), COMMUNE_ZONE))
    office.report(station, office.first(), OccurrenceState.MISSED, reason=BlockedReason.LATE)
    shown = editor.get("/hom-nay").text
    [place] = set(re.findall(r'href="(/lich-phat/[^"]+/lai)"[^>]*>Xếp lượt khác', shown))
    form = editor.get(place).text
    title = office.first().title
    fields = {"title": title, "first_date": f"{today:%d/%m/%Y}", "last_date": f"{today:%d/%m/%Y}", "template": "ban-tin"}
    for name in ("title", "first_date", "last_date"):
        assert re.search(rf'name="{name}"[^>]* value="{re.escape(fields[name])}"', form), name
    [at] = re.findall(r'name="at"[^>]* value="(\d+h\d+)"', form)
    [bulletin] = re.findall(r'name="bulletins" value="([^"]+)"[^>]*checked', form)
    done = editor.post("/lich-phat/moi", data=fields | {"at": at, "bulletins": bulletin, "act": "luu"})
    assert done.status_code == 303, done.text
    coming = [each for each in editor.get("/api/v1/occurrences").json()["items"] if each["state"] == "planned"]
    assert today.isoformat() in {each["starts_at"][:10] for each in coming}


@SQLITE
def test_a_drill_wears_another_colour_and_other_words_than_an_alarm(person: Person) -> None:
    admin = person("Lê Thị Hai", "admin", may_alarm=True)
    form = {"title": "Thử", "hazard": "other", "text": "Xin bà con chú ý.", "zones": ["xã Liên An"], "repeat_every_min": 5}
    form |= {"ends_at": "2025-11-04T12:00", "status": "Exercise"}
    raised = admin.post("/api/v1/emergencies", json=form, headers={"X-Emergency-Pin": PIN, "Idempotency-Key": "thu-mot-lan"})
    assert raised.status_code == 201, raised.text
    shown = admin.get("/hom-nay").text
    assert 'class="is-drill"' in shown
    assert "Đang diễn tập" in shown
    assert "air-alarm" not in shown
    assert "Kết thúc diễn tập" in admin.get("/phat-khan/dang-phat").text


@SQLITE
def test_drafts_are_submitted_together_or_not_at_all(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    for title in ("Một", "Hai"):
        assert editor.post("/ban-tin/moi", data=DRAFT | {"title": title}).status_code == 303
    chosen = re.findall(r'name="chon" value="([^"]+)"', editor.get("/ban-tin").text)
    stale = [chosen[0], chosen[1].rpartition("/")[0] + "/99"]
    refused = editor.post("/ban-tin/trinh", data={"chon": stale})
    assert (refused.status_code, "«Hai», phiên bản 1" in refused.text, "«Một»" in refused.text) == (409, False, True)
    assert editor.post("/ban-tin/trinh", data={"chon": ["lạ"]}).status_code == 404
    listed = {each["state"] for each in editor.get("/api/v1/bulletins").json()["items"]}
    assert listed == {"draft"}, "all or none"
    assert editor.post("/ban-tin/trinh", data={"chon": chosen}).headers["location"] == "/ban-tin?xong=da-trinh"
    assert editor.post("/ban-tin/moi", data=DRAFT | {"title": "Ba"}).status_code == 303
    one = editor.get("/api/v1/bulletins", params={"state": "draft"}).json()["items"][0]
    form = {"versions": [{"bulletin_id": one["id"], "number": one["number"], "etag": one["etag"]}]}
    assert editor.post("/api/v1/bulletins/submit", json=form).json()["items"][0]["state"] == "submitted"
