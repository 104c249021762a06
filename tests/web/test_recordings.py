"""*Bản ghi âm* as people meet it without a script: brought, heard, found without accents, replaced, retired."""

import re

import pytest

from app.sound import Sound, to_wav
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
