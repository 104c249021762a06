"""The page of the lexicon: what a change does to bulletins is seen before it is saved."""

import html
import re

import httpx

from tests.web.conftest import Person
from tests.web.test_pages import DRAFT, SQLITE

FORM = {"written": "TT", "spoken": "thị trấn nhỏ", "layer": "commune"}


def _hidden_text(page: httpx.Response) -> str:
    found = re.search(r'<textarea name="text"[^>]*>\n(.*?)</textarea>', page.text, re.DOTALL)
    assert found is not None
    return html.unescape(found[1])


@SQLITE
def test_an_entry_is_added_changed_and_removed_after_its_effect_was_seen(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    assert "Từ điển còn trống" in editor.get("/tu-dien").text
    assert editor.post("/ban-tin/moi", data=DRAFT | {"act": "trinh", "script": "Họp ở TT Cổ Lễ."}).status_code == 303
    seen = editor.post("/tu-dien/moi", data=FORM | {"act": "xem"})
    assert "Đổi lời đọc của 1 bản tin" in seen.text
    assert "Đồng ý cho duyệt lại" in seen.text
    refused = editor.post("/tu-dien/moi", data=FORM | {"act": "ghi"})
    assert refused.status_code == 409
    assert 'value="thị trấn nhỏ"' in refused.text
    assert editor.post("/tu-dien/moi", data=FORM | {"act": "ghi", "agreed": "true"}).headers["location"].startswith("/tu-dien?")
    [found] = editor.get("/api/v1/lexicon").json()["items"]
    assert found["spoken"] in editor.get("/tu-dien?q=thi tran").text
    assert "Không thấy «không có»" in editor.get("/tu-dien?q=không có").text

    opened = editor.get(f"/tu-dien/{found['id']}")
    tag = html.unescape(re.findall(r'name="tag" value="([^"]*)"', opened.text)[0])
    changed = FORM | {"spoken": "tổ trưởng", "tag": tag}
    assert "«TT» sẽ đọc là «tổ trưởng»" in editor.post(f"/tu-dien/{found['id']}", data=changed | {"act": "xem"}).text
    assert editor.post(f"/tu-dien/{found['id']}", data=changed | {"act": "ghi"}).status_code == 303
    assert editor.post(f"/tu-dien/{found['id']}", data=changed | {"act": "bo"}).status_code == 412
    tag = html.unescape(re.findall(r'name="tag" value="([^"]*)"', editor.get(f"/tu-dien/{found['id']}").text)[0])
    assert "Bỏ «TT»" in editor.post(f"/tu-dien/{found['id']}", data=changed | {"act": "xem-bo"}).text
    assert editor.post(f"/tu-dien/{found['id']}", data=changed | {"act": "bo", "tag": tag}).status_code == 303
    assert editor.get("/api/v1/lexicon").json()["items"] == []


@SQLITE
def test_a_file_is_looked_at_before_it_is_taken_in(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    table = "Cách viết,Cách đọc,Phạm vi,Không phân biệt chữ hoa\r\nTT Cổ Lễ,thị trấn Cổ Lễ,xã,không\r\n".encode("utf-8-sig")
    seen = editor.post("/tu-dien/tep", files={"file": ("a.csv", table)})
    assert "Thêm hoặc đổi 1 cách đọc" in seen.text
    assert editor.get("/api/v1/lexicon").json()["items"] == []
    assert editor.post("/tu-dien/tep", files={"text": (None, _hidden_text(seen))}).status_code == 303
    assert editor.get("/api/v1/lexicon").json()["items"][0]["spoken"] == "thị trấn Cổ Lễ"
    wrong = editor.post("/tu-dien/tep", files={"file": ("a.csv", b"x,y\n")})
    assert wrong.status_code == 422
    assert 'role="alert"' in wrong.text
    assert person("Phan Ba", "viewer").post("/tu-dien/moi", data=FORM | {"act": "ghi"}).status_code == 403
