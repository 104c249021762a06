"""*Chương trình* as people meet it without a script: how each goes, heard step by step, and in whose way it greets."""

import re

import pytest

from app.zones import Founding
from tests.web.conftest import Person

SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)


@SQLITE
def test_each_programme_is_seen_heard_and_greets_in_the_communes_way(person: Person, founding: Founding) -> None:
    editor, admin = person("Lê Thị Hai", "editor"), {"Authorization": f"Bearer {founding.token}"}
    listed = editor.get("/chuong-trinh").text
    assert "Chưa có lời chào nào được duyệt" in listed
    assert re.findall(r"<strong>([^<]+)</strong>, \d+ giây", listed) == [
        *("Chuông đóng", "Chuông mở", "Hiệu lệnh", "Nhạc hiệu", "Nhạc kết", "Nhạc nền")
    ]
    assert "tên để gõ: [nhạc: nhac-hieu]" in listed
    assert not re.findall(r"«(?:chuong|nhac|hieu)-", listed)
    [heard] = re.findall(r'src="(/api/v1/programmes/sounds/nhac-hieu/audio)"', listed)
    assert (editor.get(heard).content[:4], editor.get(heard.replace("hieu", "gi")).status_code) == (b"RIFF", 404)
    writing = editor.get("/ban-tin/moi?loai=greeting").text
    assert "[nhạc: nhac-hieu]" in writing
    form = {name: _field(writing, name) for name in ("title", "valid_from")}
    form |= {"kind": "greeting", "script": "[nhạc: nhac-hieu]\nĐây là Đài truyền thanh xã Liên An.", "valid_to": "31/12/2030"}
    kept = editor.post("/ban-tin/moi", data=form | {"act": "luu"}).headers["location"].partition("?")[0]
    key = kept.rpartition("/")[2]
    for step in ("submit", "approve"):
        editor.post(f"/api/v1/bulletins/{key}/versions/1/{step}", headers=admin).raise_for_status()
    assert f'Đang dùng: <a href="{kept}">Lời chào của xã Liên An</a>' in editor.get("/chuong-trinh").text
    made = editor.post("/api/v1/bulletins", json={"title": "Mời họp", "script": "Mời bà con họp."}).json()["id"]
    editor.post("/api/v1/slots", json={"title": "Bản tin chiều", "at": "16:45", "bulletins": [made]}).raise_for_status()
    found = editor.get("/api/v1/programmes").json()
    assert found["greeting"]["bulletin_id"] == key
    [code] = [each["code"] for each in found["items"] if each["slots"]]
    one = editor.get(f"/chuong-trinh/{code}").text
    assert ("Khung giờ «Bản tin chiều»" in one, "Các bản tin của khung giờ" in one) == (True, True)
    [first, *_] = re.findall(r'src="(/chuong-trinh/[^"]+\.wav)"', one)
    assert editor.get(first).content[:4] == b"RIFF"
    assert editor.get("/chuong-trinh/khong-co").status_code == 404
    assert editor.get(f"/chuong-trinh/{code}/99/1.wav").status_code == 404


def _field(page: str, name: str) -> str:
    found: list[str] = re.findall(rf'name="{name}" value="([^"]*)"', page)
    return found[0]
