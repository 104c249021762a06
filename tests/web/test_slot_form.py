"""The form of a slot without a script: template, days of the moon, bulletins found and put in order, others for some zones."""

import re
from typing import Any

import httpx
import pytest

from tests.web.conftest import Person
from tests.web.test_timetable import hidden, put_on

SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
"""What must hold in both databases is tried at the acts."""
NEW = "/lich-phat/moi"


def written(editor: httpx.Client, title: str) -> str:
    """The id of a draft."""
    form = {"title": title, "script": "Kính mời bà con họp lúc 19h30 ngày 16/12/2025."}
    return str(editor.post("/api/v1/bulletins", json=form).raise_for_status().json()["id"])


def newest(editor: httpx.Client) -> dict[str, Any]:
    """The slot that was made last."""
    return dict(editor.get("/api/v1/slots").json()["items"][0])


def chosen(page: httpx.Response) -> list[str]:
    """The bulletins that are chosen, in their order."""
    return re.findall(r'name="bulletins" value="([^"]+)" checked', page.text)


@SQLITE
def test_bulletins_are_put_in_order_and_an_old_one_is_found_by_its_name(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    old = written(editor, "Ngày hội sữa")
    first, second = written(editor, "Mời họp"), written(editor, "Tiêm phòng")
    for number in range(31):
        written(editor, f"Tin số {number}")
    page = editor.get(NEW)
    assert ("Còn bản tin khác nữa" in page.text, old in page.text) == (True, False)
    typed = {"title": "Bản tin sáng", "at": "5h30", "bulletins": [first, second]}
    for act in ({"act": "tim"}, {}):
        found = editor.post(NEW, data=typed | {"tim": "hoi sua"} | act)
        assert (found.status_code, old in found.text, chosen(found)) == (200, True, [first, second]), "Enter searches too"
        assert 'value="Bản tin sáng"' in found.text
    assert "«không có»" in editor.post(NEW, data=typed | {"tim": "không có", "act": "tim"}).text
    typed["bulletins"] = [first, second, old]
    up = editor.post(NEW, data=typed | {"act": f"len:{old}"})
    assert chosen(up) == [first, old, second]
    down = editor.post(NEW, data=typed | {"bulletins": chosen(up), "act": f"xuong:{first}"})
    assert chosen(down) == [old, first, second]
    assert editor.get("/api/v1/slots").json()["items"] == [], "nothing is kept before it is said so"
    assert editor.post(NEW, data=typed | {"bulletins": chosen(down), "act": "luu"}).status_code == 303
    slot = newest(editor)
    assert slot["bulletins"] == [old, first, second]
    later = f"/lich-phat/{slot['id']}/2025-11-10/ve-sau"
    again = editor.post(later, data=typed | hidden(editor.get(later), later) | {"bulletins": [second, old], "act": "luu"})
    assert again.status_code == 303, again.text
    assert newest(editor)["bulletins"] == [second, old], "in another order from that day on"


@SQLITE
def test_a_template_a_relay_and_the_days_of_the_moon(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    bulletin = written(editor, "Mời họp")
    page = editor.get(NEW).text
    assert '<option value="ban-tin" selected>Bản tin hằng ngày</option>' in page
    typed = {"title": "Tin rằm", "at": "17h", "bulletins": [bulletin], "moon": ["1", "15"], "template": "khong-nhac"}
    both = editor.post(NEW, data=typed | {"days": ["MO"], "act": "luu"})
    assert (both.status_code, 'href="#days"' in both.text, "lập hai khung giờ" in both.text) == (422, True, True)
    tried = editor.post(NEW, data=typed | {"act": "xem"})
    assert "17h00 04/11/2025; 17h00 20/11/2025; 17h00 04/12/2025" in tried.text, "the full moon, the first, the full moon"
    assert editor.post(NEW, data=typed | {"act": "luu"}).status_code == 303
    slot = newest(editor)
    assert slot["template"] == "khong-nhac"
    assert [(each["day"], each["month"], each["leap"]) for each in slot["lunar"]] == [(1, None, "also"), (15, None, "also")]
    later = f"/lich-phat/{slot['id']}/2025-11-20/ve-sau"
    shown = editor.get(later)
    assert re.findall(r'name="moon" value="(\d+)" checked', shown.text) == ["1", "15"]
    daily = typed | hidden(shown, later) | {"moon": [], "template": "ban-tin", "act": "luu"}
    assert editor.post(later, data=daily).status_code == 303
    assert (newest(editor)["rrule"], newest(editor)["lunar"], newest(editor)["template"]) == ("FREQ=DAILY", [], "ban-tin")

    relay = {"title": "Tiếp âm Đài tỉnh", "at": "6h", "kind": "relay", "bulletins": [bulletin], "act": "luu"}
    endless = editor.post(NEW, data=relay)
    assert (endless.status_code, 'href="#minutes"' in endless.text) == (422, True)
    assert editor.post(NEW, data=relay | {"minutes": "30"}).status_code == 303
    slot = newest(editor)
    assert (slot["kind"], slot["duration_s"], slot["bulletins"]) == ("relay", 1800, [])
    assert "không có nội dung riêng" in editor.get(f"/lich-phat/{slot['id']}/2025-11-10/rieng").text


@SQLITE
def test_some_zones_hear_other_bulletins_from_a_day_on(person: Person) -> None:
    editor, admin, viewer = person("Lê Thị Hai", "editor"), person("Lê Văn Ban", "admin"), person("Phan Ba", "viewer")
    for name in ("thôn Đông", "thôn Đoài"):
        admin.post("/api/v1/zones", json={"name": name, "level": "village"}).raise_for_status()
    slot, own = put_on(editor), written(editor, "Tin riêng")
    place = f"/lich-phat/{slot['id']}/2025-11-10/rieng"
    assert f'href="{place}"' in editor.get(f"/lich-phat/{slot['id']}/2025-11-10").text
    assert viewer.get(place).status_code == 403
    page = editor.get(place)
    assert "Mọi nơi của khung giờ nghe như nhau." in page.text
    form = hidden(page, place) | {"act": "luu"}
    assert 'href="#zones"' in editor.post(place, data=form | {"bulletins": own}).text
    assert 'href="#bulletins"' in editor.post(place, data=form | {"zones": "xã Liên An / thôn Đông"}).text
    whole = editor.post(place, data=form | {"zones": "xã Liên An", "bulletins": own})
    assert (whole.status_code, 'href="#zones"' in whole.text) == (422, True), "somebody must hear what is common"
    wanted = form | {"zones": "xã Liên An / thôn Đông", "bulletins": own}
    looked = editor.post(place, data=wanted | {"act": "", "tim": "rieng"})
    assert (chosen(looked), 'value="xã Liên An / thôn Đông" checked' in looked.text) == ([own], True)
    assert viewer.post(place, data=wanted).status_code == 403
    made = editor.post(place, data=wanted).headers["location"]
    assert re.sub(r"\s+", " ", re.sub("<[^>]*>", "", editor.get(made).text)).count("thôn Đông: Tin riêng") == 1
    (apart,) = newest(editor)["variants"]
    assert ([each["path"] for each in apart["zones"]], apart["bulletins"]) == (["xã Liên An / thôn Đông"], [own])
    assert editor.get(f"/api/v1/slots/{slot['id']}").json()["variants"] == [], "until then nothing is apart"
    assert editor.post(place, data=wanted).status_code in {404, 412}, "it was cut meanwhile"
    there = made.partition("?")[0]
    assert editor.post(there, data=hidden(editor.get(there), there) | {"act": "bo:0"}).status_code == 303
    assert newest(editor)["variants"] == []
