"""*Bản tin* as people meet it without a script: narrowed and counted, ordered, several withdrawn together or none."""

import html
import re

import httpx
import pytest

from app.zones import Founding
from tests.web.conftest import Person

SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
DRAFT = {"valid_from": "1/1/2025", "valid_to": "16/12/2030", "script": "Mời bà con họp.", "act": "luu"}


def _picks(browser: httpx.Client, **asked: str) -> list[str]:
    return re.findall(r'name="chon" value="([^"]+)"', browser.get("/ban-tin", params=asked).text)


@SQLITE
def test_several_are_withdrawn_together_or_not_at_all(person: Person, founding: Founding) -> None:
    editor, admin = person("Lê Thị Hai", "editor"), {"Authorization": f"Bearer {founding.token}"}
    assert "Chưa có bản tin nào" in editor.get("/ban-tin").text
    for title in ("Một", "Hai", "Ba"):
        editor.post("/ban-tin/moi", data=DRAFT | {"title": title})
    api = editor.get("/api/v1/bulletins").json()["items"]
    slot = {"title": "Bản tin chiều", "at": "16:45", "bulletins": [api[0]["id"]]}
    editor.post("/api/v1/slots", json=slot).raise_for_status()
    for each in api[:2]:
        for step in ("submit", "approve"):
            editor.post(f"/api/v1/bulletins/{each['id']}/versions/1/{step}", headers=admin).raise_for_status()
    listed = html.unescape(editor.get("/ban-tin", params={"q": "hop", "xep": "title"}).text)
    assert "3 trong 3 bản tin" in listed
    assert re.search(r'<option value="approved">Đã duyệt \(2\)</option>.*Thông báo \(3\)', listed, flags=re.DOTALL)
    assert re.findall(r'<a href="/ban-tin/[^"]+">(\w+)</a>', listed) == ["Ba", "Hai", "Một"]
    assert ("Có khung giờ" in listed, listed.count("Chưa có lịch")) == (True, 2)
    assert "Không thấy «khong co»" in editor.get("/ban-tin", params={"q": "khong co"}).text
    [draft], approved = _picks(editor, trang_thai="draft"), _picks(editor, trang_thai="approved")
    asked = editor.get("/ban-tin/thu-hoi", params={"chon": approved}).text
    assert ("Thu hồi 2 bản tin" in asked, 'name="reason"' in asked) == (True, True)
    mixed = editor.post("/ban-tin/thu-hoi", data={"chon": [*approved, draft], "reason": "Đã xong."})
    assert (mixed.status_code, "«Một», phiên bản 1" in mixed.text, "«Hai», phiên bản" in mixed.text) == (409, True, False)
    assert editor.post("/ban-tin/thu-hoi", data={"chon": approved}).status_code == 422, "a reason is asked for"
    assert len(_picks(editor, trang_thai="approved")) == 2
    done = editor.post("/ban-tin/thu-hoi", data={"chon": approved, "reason": "Đã xong."})
    assert done.headers["location"] == "/ban-tin?xong=da-thu-hoi"
    assert editor.get("/api/v1/bulletins/counts").json()["states"] == {"withdrawn": 2, "draft": 1}
    again = {"reason": "Lại.", "versions": [{"bulletin_id": api[0]["id"], "number": 1}]}
    refused = editor.post("/api/v1/bulletins/withdraw", json=again)
    assert (refused.status_code, refused.json()["code"]) == (409, "none_withdrawn")
    assert "Chưa chọn bản nào" in editor.get("/ban-tin/thu-hoi").text
    assert person("Phan Ba", "viewer").get("/ban-tin/thu-hoi").status_code == 403


@SQLITE
def test_a_list_is_turned_on_and_back_page_by_page(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.web.bulletins.library._A_PAGE", 2)
    editor = person("Lê Thị Hai", "editor")
    for title in ("A", "B", "C", "D", "E"):
        editor.post("/ban-tin/moi", data=DRAFT | {"title": title})

    def seen(address: str) -> tuple[str, dict[str, str]]:
        page = html.unescape(editor.get(address).text)
        ways = {words: way for way, words in re.findall(r'<a (?:rel="\w+" )?href="(/ban-tin[^"]*)">([^<]*)</a>', page)}
        return "".join(re.findall(r'<a href="/ban-tin/[^"]+">(\w)</a>', page)), ways

    first, ways = seen("/ban-tin?xep=title")
    assert (first, "Trang trước" in ways) == ("AB", False)
    second, ways = seen(ways["Trang sau"])
    third, last = seen(ways["Trang sau"])
    assert (second, third, "Trang sau" in last) == ("CD", "E", False)
    back, ways = seen(last["Trang trước"])
    assert back == "CD"
    assert seen(ways["Trang trước"])[0] == seen(last["Về đầu danh sách"])[0] == "AB"
