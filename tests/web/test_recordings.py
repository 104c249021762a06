"""*Bản ghi âm* as people meet it without a script: brought, heard, found without accents, replaced, retired."""

import re
from datetime import timedelta

import pytest

from app.clock import ManualClock, local
from app.sound import Sound, to_wav
from app.zones import Founding
from tests.support.sounds import RATE, tone
from tests.web.conftest import Person

SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)


@SQLITE
def test_music_is_brought_found_replaced_and_retired(person: Person) -> None:
    editor, viewer = person("Lê Thị Hai", "editor"), person("Phan Ba", "viewer")
    sound = {"file": ("que-huong.wav", to_wav(Sound(tone(2.0), RATE)), "audio/wav")}
    assert editor.post("/ban-ghi-am", data={"name": " "}, files=sound).status_code == 422
    assert "Chưa nhận được tệp" in editor.post("/ban-ghi-am", data={"name": "Nhạc"}, files={"file": ("a.wav", b"")}).text
    assert viewer.post("/ban-ghi-am", data={"name": "Quê hương"}, files=sound).status_code == 403
    place = editor.post("/ban-ghi-am", data={"name": "Quê hương"}, files=sound).headers["location"].partition("?")[0]
    assert "Quê hương" in editor.get("/ban-ghi-am", params={"q": "que huong"}).text
    assert "Không thấy «bien»" in editor.get("/ban-ghi-am", params={"q": "bien"}).text
    shown = editor.get(place).text
    [audio] = re.findall(r'src="(/api/v1/recordings/[^"]+)"', shown)
    assert editor.get(audio).content[:4] == b"RIFF"
    assert "Chưa nơi nào dùng" in shown
    other = {"file": ("khac.wav", to_wav(Sound(tone(3.0), RATE)), "audio/wav")}
    again = editor.post(f"{place}/thay", files=other).headers["location"].partition("?")[0]
    assert "0 phút 03 giây" in editor.get(again).text
    assert editor.post(f"{again}/bo").headers["location"] == "/ban-ghi-am?xong=da-bo-dong"
    assert "Quê hương" not in editor.get("/ban-ghi-am").text


@SQLITE
def test_a_draft_is_given_a_human_reading(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    draft = {"title": "Mời họp thôn", "valid_from": "1/1/2025", "valid_to": "16/12/2030", "script": "Mời bà con họp."}
    assert editor.post("/ban-tin/moi", data=draft | {"act": "luu"}).status_code == 303
    [place] = re.findall(r'action="(/ban-ghi-am/ban-doc/[^"]+)"', editor.get("/ban-ghi-am").text)
    kept = editor.post(place, files={"file": ("doc.wav", to_wav(Sound(tone(2.0), RATE)), "audio/wav")})
    assert kept.status_code == 303
    assert "Bản đọc của bản tin" in editor.get(kept.headers["location"]).text


@SQLITE
def test_a_recording_has_an_end_which_today_tells_of(person: Person, founding: Founding, clock: ManualClock) -> None:
    editor, admin = person("Lê Thị Hai", "editor"), {"Authorization": f"Bearer {founding.token}"}
    sound = {"file": ("xuan.wav", to_wav(Sound(tone(2.0), RATE)), "audio/wav")}
    place = editor.post("/ban-ghi-am", data={"name": "Xuân"}, files=sound).headers["location"].partition("?")[0]
    draft = {"title": "Vui xuân", "valid_from": "1/1/2025", "valid_to": "16/12/2030", "script": "[nhạc: Xuân] Mừng xuân."}
    editor.post("/ban-tin/moi", data=draft | {"act": "luu"})
    key = editor.get("/api/v1/bulletins").json()["items"][0]["id"]
    for step in ("submit", "approve"):
        editor.post(f"/api/v1/bulletins/{key}/versions/1/{step}", headers=admin).raise_for_status()
    assert "Xuân" not in editor.get("/hom-nay").text
    wrong = editor.post(f"{place}/han", data={"ends": "31/11/2025"})
    assert (wrong.status_code, 'value="31/11/2025"' in wrong.text, 'href="#ends"' in wrong.text) == (422, True, True)
    last = f"{local(clock.now()).date() + timedelta(days=3):%d/%m/%Y}"
    assert editor.post(f"{place}/han", data={"ends": last}).headers["location"] == f"{place}?xong=da-luu-han"
    assert "Sắp hết hạn" in editor.get(place).text
    today = editor.get("/hom-nay").text
    assert ("Bản ghi âm «Xuân» chỉ dùng đến hết" in today, f'href="{place}">Gia hạn hoặc thay' in today) == (True, True)
    assert "Sau đó không phát: «Vui xuân»." in today
    editor.post(f"{place}/han", data={"ends": "1/1/2025"})
    listed = editor.get("/ban-ghi-am", params={"trang_thai": "ended"}).text
    assert ("Hết hạn (1)" in listed, "01/01/2025" in listed, place in listed) == (True, True, True)
    assert "đã hết hạn.</strong>" in editor.get("/hom-nay").text
    editor.post(f"{place}/bo", data={"duyet_lai": "true"})
    assert place not in (gone := editor.get("/ban-ghi-am", params={"trang_thai": "retired"}).text)
    assert "Ngừng dùng (1)" in gone
