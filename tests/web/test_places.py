"""*Khu vực phát* without a script: the tree added to, renamed, moved, merged and taken away, with what names it told before."""

import html
import re

import httpx
import pytest

from tests.web.conftest import Person
from tests.web.test_settings import hidden

SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
"""What must hold in both databases is tried at the acts."""
PLACE = "/cai-dat/khu-vuc"
XA = "xã Liên An"


def add(admin: httpx.Client, name: str, level: str = "village", parent: str = XA) -> str:
    """A zone of the tree; the address of its page."""
    made = admin.post(PLACE, data={"name": name, "level": level, "parent": parent})
    assert made.headers["location"] == f"{PLACE}?xong=da-them-khu", made.text
    return address_of(admin, name)


def address_of(admin: httpx.Client, name: str) -> str:
    """Where a zone of the tree is mended."""
    [found] = re.findall(rf'href="({PLACE}/[0-9a-f-]+)">Sửa<span class="vh"> {name}<', admin.get(PLACE).text)
    return str(found)


def read(page: httpx.Response) -> str:
    """What people read of a page, a space between its words."""
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", page.text)).split())


def paths(admin: httpx.Client) -> list[str]:
    """The tree as REST has it."""
    return [each["path"] for each in admin.get("/api/v1/zones").json()["items"]]


@SQLITE
def test_the_tree_is_added_to_renamed_and_moved(person: Person) -> None:
    admin, viewer = person("Lê Thị Hai", "admin"), person("Phan Ba", "viewer")
    add(admin, "Thái Sơn cũ", "former_commune")
    dong = add(admin, "thôn Đông", parent=f"{XA} / Thái Sơn cũ")
    add(admin, "cụm loa Đình", "cluster", parent=f"{XA} / Thái Sơn cũ / thôn Đông")
    for field, typed in (("name", {"name": "thôn / Đông"}), ("level", {"name": "xóm Bãi", "level": "former_commune"})):
        refused = admin.post(PLACE, data={"level": "hamlet", "parent": f"{XA} / Thái Sơn cũ"} | typed)
        assert (refused.status_code, f'href="#{field}"' in refused.text) == (422, True), field
        assert f'value="{typed["name"]}"' in refused.text, "what was typed stays"
    admin.post("/api/v1/stations", json={"name": "Máy Đông", "zones": [f"{XA} / Thái Sơn cũ / thôn Đông"]}).raise_for_status()
    shown = read(viewer.get(PLACE))
    assert "Thái Sơn cũ Xã cũ" in shown
    assert "thôn Đông Thôn Máy Đông" in shown
    assert "cụm loa Đình Cụm loa Máy Đông" in shown, "it lies in what the station serves"
    assert f"{XA} Xã (phường) Máy Đông (một phần)" in shown
    assert "Thêm khu vực" not in shown, "who only looks changes nothing"
    assert viewer.get(dong).status_code == 403

    page = admin.get(dong)
    form = {"name": "thôn Đông Trang", "parent": XA, "tag": hidden(page.text, "tag")}
    assert f"{XA} / Thái Sơn cũ / thôn Đông / cụm loa Đình" not in re.findall(r'<option value="([^"]*)"', page.text), "no circle"
    assert viewer.post(dong, data=form).status_code == 403
    assert admin.post(dong, data=form | {"name": ""}).status_code == 422
    assert admin.post(dong, data=form).headers["location"] == f"{PLACE}?xong=da-luu-khu"
    assert paths(admin)[-2:] == [f"{XA} / thôn Đông Trang", f"{XA} / thôn Đông Trang / cụm loa Đình"]
    assert admin.post(dong, data=form).status_code == 412, "somebody was quicker"
    root = address_of(admin, XA)
    shown_root = admin.get(root)
    assert ("/gop" in shown_root.text, 'name="parent"' in shown_root.text) == (False, False)
    assert admin.post(root, data={"name": "phường Liên An", "tag": hidden(shown_root.text, "tag")}).status_code == 303
    assert "phường Liên An / thôn Đông Trang" in paths(admin)


@SQLITE
def test_what_names_a_zone_is_told_before_it_is_merged_or_taken_away(person: Person) -> None:
    admin, editor = person("Lê Thị Hai", "admin"), person("Phan Ba", "editor")
    approver = person("Lê Văn Ban", "approver")
    dong, doai = add(admin, "thôn Đông"), add(admin, "thôn Đoài")
    add(admin, "xóm Bãi", "hamlet", parent=f"{XA} / thôn Đông")
    draft = {"title": "Mời họp", "valid_from": "4/11/2025", "valid_to": "16/12/2025", "zones": [f"{XA} / thôn Đông"]}
    draft |= {"script": "Kính mời bà con họp lúc 19h30 ngày 16/12/2025.", "act": "trinh"}
    assert editor.post("/ban-tin/moi", data=draft).status_code == 303
    bulletin = editor.get("/api/v1/bulletins").json()["items"][0]
    seen = approver.get("/phe-duyet").text
    [key, *_] = re.findall(r'name="seen" value="([^"]+)"', seen)
    approver.post("/phe-duyet", data={"seen": key})
    slot = {"title": "Tin thôn Đông", "at": "05:30", "bulletins": [bulletin["id"]], "zones": [f"{XA} / thôn Đông"]}
    editor.post("/api/v1/slots", json=slot).raise_for_status()

    used = read(admin.get(f"{dong}/gop"))
    for words in ("Nằm trong nó xóm Bãi", "Khung giờ «Tin thôn Đông»", "Bản tin «Mời họp» (Đã duyệt)", "Đồng ý cho duyệt lại"):
        assert words in used, words
    assert editor.get(f"{dong}/gop").status_code == 403
    refused = admin.post(f"{dong}/gop", data={"into": f"{XA} / thôn Đoài"})
    assert (refused.status_code, "Có bản tin phải duyệt lại" in refused.text) == (409, True)
    assert f'<option value="{XA} / thôn Đoài" selected>' in refused.text
    assert 'href="#into"' in admin.post(f"{dong}/gop").text
    assert 'href="#into"' in admin.post(f"{dong}/gop", data={"into": "thôn Bắc"}).text
    merged = admin.post(f"{dong}/gop", data={"into": f"{XA} / thôn Đoài", "reopen": "true"})
    assert merged.headers["location"] == f"{PLACE}?xong=da-gop-khu-duyet-lai"
    assert paths(admin) == [XA, f"{XA} / thôn Đoài", f"{XA} / thôn Đoài / xóm Bãi"]
    assert [each["state"] for each in editor.get("/api/v1/bulletins").json()["items"]] == ["draft"]

    assert read(admin.get(f"{PLACE}?xong=da-gop-khu-duyet-lai")).count("Bản tin phải duyệt lại đã thành bản nháp") == 1
    away = read(admin.get(f"{doai}/bo"))
    assert "«Tin thôn Đông»: khung giờ này dừng hẳn" in away
    assert "xóm Bãi" in away
    assert editor.post(f"{doai}/bo").status_code == 403
    assert admin.post(f"{doai}/bo").headers["location"] == f"{PLACE}?xong=da-bo-khu"
    assert paths(admin) == [XA]
    assert editor.get("/api/v1/slots").json()["items"] == []
    assert admin.get(f"{doai}/bo").status_code == 404
    assert admin.post(f"{address_of(admin, XA)}/bo").status_code == 409
    unused = read(admin.get(f"{add(admin, 'thôn Mới')}/bo"))
    assert "Chưa có bản tin, khung giờ hay máy phát nào chọn riêng khu vực này." in unused
