"""*Cài đặt* as people meet it without a script: what is wrong is told at its field and stays typed, what is right holds."""

import html
import re

import httpx
import pytest

from tests.web.conftest import PIN, Person

SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)


def hidden(text: str, name: str) -> str:
    """The value of a hidden field, of the first form that has it."""
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found is not None, text
    return html.unescape(found[1])


@SQLITE
def test_the_regulation_is_written_and_read_by_all(person: Person) -> None:
    admin, viewer = person("Lê Thị Hai", "admin"), person("Phan Ba", "viewer")
    place = "/cai-dat/quy-che"
    good = {"number": "05/QC-UBND", "dated": "12/8/2025", "quiet_from": "21h", "quiet_to": "5h", "daily_minutes": "90"}
    good |= {"slot_minutes": "", "tag": hidden(admin.get(place).text, "tag")}
    for field, typed in (("dated", ""), ("quiet_from", "tối"), ("daily_minutes", "-1"), ("number", " ")):
        refused = admin.post(place, data=good | {field: typed})
        assert (refused.status_code, f'href="#{field}"' in refused.text) == (422, True), field
        assert 'value="05/QC-UBND"' in refused.text or field == "number"
    assert "Giờ yên tĩnh chưa rõ" in admin.post(place, data=good | {"quiet_from": "5:00"}).text
    assert admin.post(place, data=good).headers["location"] == f"{place}?xong=da-luu-cai-dat"
    assert "21h00 đến 5h00" in viewer.get(place).text
    assert [("loalang backup" in each.get("/cai-dat").text) for each in (admin, viewer)] == [True, False]
    assert admin.post(place, data=good).status_code == 412, "somebody wrote meanwhile"
    assert viewer.post(place, data=good).status_code == 403


@SQLITE
def test_rules_of_emergencies_take_the_pin(person: Person) -> None:
    admin = person("Lê Thị Hai", "admin", may_alarm=True)
    place = "/cai-dat/quy-tac-khan"
    form = {"two_persons": "true", "repeat_from": "7h", "repeat_to": "", "resume": "sentence", "pin": PIN}
    form["tag"] = hidden(admin.get(place).text, "tag")
    assert 'href="#repeat_to"' in admin.post(place, data=form).text
    form["repeat_to"] = "20h"
    assert admin.post(place, data=form | {"pin": "000000"}).status_code == 403
    assert admin.post(place, data=form).status_code == 303
    assert admin.get("/api/v1/emergencies/rules").json()["repeat_to"] == "20:00:00"


@SQLITE
def test_days_off_and_mourning_are_entered_mended_and_taken_away(person: Person) -> None:
    admin = person("Lê Thị Hai", "admin")
    place = "/cai-dat/ngay-nghi"
    day = {"name": "Hội làng", "calendar": "lunar", "day": "cuối tháng", "month": "2", "days": "2"}
    assert 'href="#month"' in admin.post(place, data=day | {"month": "13"}).text
    assert admin.post(place, data=day).status_code == 303
    shown = admin.get(place).text
    assert "cuối tháng 2 âm lịch mỗi năm, 2 ngày liền" in shown
    [one] = re.findall(rf'href="({place}/[0-9a-f-]+)">Sửa<span class="vh"> Hội làng', shown)
    changed = day | {"day": "15", "tag": hidden(admin.get(one).text, "tag")}
    assert admin.post(one, data=changed).status_code == 303
    assert "15/2 âm lịch" in admin.get(place).text
    assert admin.post(f"{one}/bo", data={"tag": hidden(admin.get(one).text, "tag")}).status_code == 303
    assert "Hội làng" not in admin.get(place).text

    period = {"title": "Quốc tang", "first": "24/5/2026", "last": "ngày kia"}
    assert 'href="#last"' in admin.post("/cai-dat/quoc-tang", data=period).text
    assert admin.post("/cai-dat/quoc-tang", data=period | {"last": "25/5/2026"}).status_code == 303
    shown = admin.get(place).text
    assert "từ 24/05/2026 đến hết 25/05/2026" in shown
    [one] = re.findall(r'href="(/cai-dat/quoc-tang/[0-9a-f-]+)"', shown)
    assert admin.post(f"{one}/bo", data={"tag": hidden(admin.get(one).text, "tag")}).status_code == 303


@SQLITE
def test_a_voice_is_heard_before_it_is_chosen(person: Person) -> None:
    admin = person("Lê Thị Hai", "admin")
    place = "/cai-dat/giong-doc"
    shown = admin.get(place).text
    sound = html.unescape(re.findall(r'src="(/api/[^"]+)"', shown)[0])
    assert admin.get(sound).content[:4] == b"RIFF"
    voice = admin.get("/api/v1/choices/voices").json()["items"][-1]["id"]
    form = {"accent": "south", "presenter_1": voice, "profile": "indoor", "pack_hour": "19", "pack_format": "mp3"}
    form["tag"] = hidden(shown, "tag")
    assert 'href="#pack_hour"' in admin.post(place, data=form | {"pack_hour": "3"}).text
    assert admin.post(place, data=form).status_code == 303
    found = admin.get("/api/v1/choices").json()
    assert (found["accent"], found["presenter_1"], found["pack_hour"]) == ("south", voice, 19)


@SQLITE
def test_a_station_is_given_its_code_and_taken_away(person: Person) -> None:
    admin = person("Lê Thị Hai", "admin")
    made = admin.post("/cai-dat/may-phat", data={"name": "Trạm Đông"})
    assert "loalang station enrol --code " in made.text
    assert "<svg" in made.text
    shown = admin.get("/cai-dat/may-phat").text
    assert "Phục vụ</dt><dd>cả xã" in shown
    [away] = re.findall(r'href="(/cai-dat/may-phat/[0-9a-f-]+/bo)"', shown)
    assert "Bỏ máy phát «Trạm Đông»?" in admin.get(away).text
    assert admin.post(away).headers["location"] == "/cai-dat/may-phat?xong=da-bo-may"
    assert "Trạm Đông" not in admin.get("/cai-dat/may-phat").text
    assert _is_a_page(admin.get(away), 404)


@SQLITE
def test_the_first_hour_ends_with_a_sentence_that_is_heard(person: Person) -> None:
    admin = person("Lê Thị Hai", "admin")
    wrong = admin.post("/lan-dau/cum-loa", data={"names": "thôn Đông\nthôn / Đông"})
    assert (wrong.status_code, "thôn Đông\nthôn / Đông" in wrong.text) == (422, True)
    assert "Đã có" not in admin.get("/lan-dau/cum-loa").text, "all or none"
    assert admin.post("/lan-dau/cum-loa", data={"names": "thôn Đông\n\nthôn Tây"}).headers["location"] == "/lan-dau/giong-doc"
    again = admin.post("/lan-dau/cum-loa", data={"names": "Thôn Đông\nthôn Nam\nthôn Nam"})
    assert again.headers["location"] == "/lan-dau/giong-doc", "what is there already is no fault"
    voice = admin.get("/api/v1/choices/voices").json()["items"][1]["id"]
    assert admin.post("/lan-dau/giong-doc", data={"voice": voice}).headers["location"] == "/lan-dau/gio-phat"
    hours = {"quiet_from": "21h", "quiet_to": "5h", "number": "05/QC", "dated": "12/8/2025"}
    hours["tag"] = hidden(admin.get("/lan-dau/gio-phat").text, "tag")
    untouched = hours | {"quiet_from": "21h00", "quiet_to": "5h00", "number": "", "dated": ""}
    assert admin.post("/lan-dau/gio-phat", data=untouched).headers["location"] == "/lan-dau/thu-loa", "no regulation yet"
    assert 'href="#dated"' in admin.post("/lan-dau/gio-phat", data=hours | {"dated": ""}).text
    bare = html.unescape(admin.post("/lan-dau/gio-phat", data=hours | {"number": "", "dated": ""}).text)
    assert ("xin ghi số và ngày ban hành của quy chế" in bare, "19h30 5/11" in bare) == (True, False)
    odd = html.unescape(admin.post("/lan-dau/gio-phat", data=hours | {"dated": "hôm kia"}).text)
    assert ("Không hiểu «hôm kia»" in odd, "19h30 5/11" in odd) == (True, False), "no hour is asked for a day"
    assert admin.post("/lan-dau/gio-phat", data=hours).headers["location"] == "/lan-dau/thu-loa"
    sound = html.unescape(re.findall(r'src="(/api/[^"]+)"', admin.get("/lan-dau/thu-loa").text)[0])
    assert admin.get(sound).content[:4] == b"RIFF"


def _is_a_page(answer: httpx.Response, status: int) -> bool:
    return answer.status_code == status and answer.headers["content-type"].startswith("text/html")
