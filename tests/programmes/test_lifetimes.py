"""A recording is heard until its end: what is bound to it is not aired after that, which people are told of before."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from app.airing import BlockedReason
from app.programmes import RecordingState, endings
from app.sound import Sound, to_wav
from app.timetable import Occurrence
from tests.support.office import Office
from tests.support.sounds import RATE, tone

MUSIC = to_wav(Sound(tone(2.0), RATE))
SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)


def _text(title: str, script: str) -> dict[str, Any]:
    return {"title": title, "script": script, "valid_from": "2025-11-01", "valid_to": "2025-12-31"}


def _end(client: httpx.Client, key: str, day: str | None) -> dict[str, Any]:
    found: dict[str, Any] = client.put(f"/api/v1/recordings/{key}/end", json={"ends_at": day}).raise_for_status().json()
    return found


def _planned(office: Office) -> list[Occurrence]:
    office.plan()
    return office.occurrences()


@SQLITE
def test_what_is_bound_to_a_recording_is_aired_until_its_end_and_again_when_that_is_put_off(
    client: httpx.Client, office: Office
) -> None:
    music = client.post("/api/v1/recordings/music", files={"file": ("a.wav", MUSIC)}, data={"name": "Xuân"}).json()
    assert (music["ends_at"], music["state"]) == (None, "in_use")
    called, other = (
        client.post("/api/v1/bulletins", json=_text(*each)).json()["id"]
        for each in (("Vui xuân", "[nhạc: Xuân] Chúc mừng năm mới."), ("Mời họp", "Mời bà con họp."))
    )
    for key in (called, other):
        for step in ("submit", "approve"):
            client.post(f"/api/v1/bulletins/{key}/versions/1/{step}").raise_for_status()
    slot = {"title": "Bản tin chiều", "at": "16:45", "bulletins": [called, other]}
    client.post("/api/v1/slots", json=slot).raise_for_status()
    first, second = _planned(office)[:2]
    assert (len(first.version_ids), len(second.version_ids)) == (2, 2)
    assert _end(client, music["id"], f"{first.day}")["state"] == "ending"
    first, second = _planned(office)[:2]
    assert (len(first.version_ids), len(second.version_ids)) == (2, 1)
    assert [(str(out.bulletin_id), out.reason) for out in second.left_out] == [(called, BlockedReason.RECORDING_ENDED)]
    [lapse] = (
        client.post("/api/v1/timetable/preview", json=slot | {"at": "17:45", "last_date": "2025-11-30"})
        .raise_for_status()
        .json()["lapses"]
    )
    assert (lapse["bulletin_id"], lapse["reason"], lapse["at"][:10]) == (called, "recording_ended", f"{second.day}")
    assert lapse["detail"].startswith("Bản ghi âm trong «Vui xuân» hết hạn dùng trước khung giờ")
    with office.sessions.read() as session:
        [told] = endings(session, office.clock.now(), office.commune_id)
        assert (told.name, told.state) == ("Xuân", RecordingState.ENDING)
        assert [each.title for each in told.bulletins] == ["Vui xuân"]
        assert endings(session, office.clock.now() + timedelta(days=90), office.commune_id) == [], "nothing is bound to it then"
    _end(client, music["id"], "2025-11-01")
    assert [each["state"] for each in client.get("/api/v1/recordings").json()["items"]] == ["ended"]
    assert len(_planned(office)[0].version_ids) == 1
    draft = client.post("/api/v1/bulletins", json=_text("Lại xuân", "[nhạc: Xuân] Mừng xuân.")).json()["id"]
    refused = client.post(f"/api/v1/bulletins/{draft}/versions/1/submit")
    assert (refused.status_code, refused.json()["code"]) == (409, "recording_ended")
    assert "«Xuân»" in refused.json()["detail"]
    again = client.post("/api/v1/recordings/music", files={"file": ("b.wav", MUSIC)}, data={"name": "Xuân nữa"}).json()
    assert len(_planned(office)[0].version_ids) == 2, "the same sound is in use under another name"
    client.delete(f"/api/v1/recordings/music/{again['id']}").raise_for_status()
    assert len(_planned(office)[0].version_ids) == 1
    _end(client, music["id"], None)
    assert len(_planned(office)[1].version_ids) == 2
    client.delete(f"/api/v1/recordings/music/{music['id']}", params={"reopen": True}).raise_for_status()
    assert client.get("/api/v1/recordings").json()["items"] == []
    everything = client.get("/api/v1/recordings", params={"retired": True}).json()["items"]
    assert [each["state"] for each in everything] == ["retired"] * 2
