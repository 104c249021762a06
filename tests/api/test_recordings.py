"""A human reading takes the place of the voices, under the approval; nothing is kept of a file that is refused."""

import asyncio
import subprocess
from pathlib import Path

import httpx
import imageio_ffmpeg
import numpy as np
import pytest
from starlette.types import Message

from app.main import create_app
from app.sound import Sound, from_wav, to_wav
from app.wiring import Services


def _wav(seconds: float, level: float = 0.3) -> bytes:
    time = np.arange(round(16_000 * seconds)) / 16_000
    wave = level * np.sin(2 * np.pi * 300 * time) * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * time))
    return to_wav(Sound((wave * 32767).astype(np.int16), 16_000))


@pytest.fixture
def m4a(tmp_path: Path) -> bytes:
    (tmp_path / "source.wav").write_bytes(_wav(3.0))
    target = tmp_path / "phone.m4a"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(tmp_path / "source.wav"), "-c:a", "aac", str(target)]
    subprocess.run(command, check=True)
    return target.read_bytes()


@pytest.fixture
def bulletin(client: httpx.Client) -> str:
    form = {"title": "Họp", "script": "Mời bà con đi họp.", "valid_from": "2025-11-01", "valid_to": "2025-11-30"}
    key: str = client.post("/api/v1/bulletins", json=form).raise_for_status().json()["id"]
    return key


def _stored(services: Services) -> int:
    return sum(path.is_file() for path in (services.settings.data / "files").rglob("*"))


def test_a_reading_from_a_phone_is_what_is_approved(client: httpx.Client, bulletin: str, m4a: bytes) -> None:
    put = client.put(f"/api/v1/recordings/readings/{bulletin}/1", files={"file": ("doc.m4a", m4a)})
    assert put.status_code == 200, put.text
    recording = put.json()
    assert recording["seconds"] == pytest.approx(3.0, abs=0.15)
    audio = client.get(f"/api/v1/recordings/{recording['id']}/audio", headers={"Range": "bytes=0-3"})
    assert (audio.status_code, audio.content) == (206, b"RIFF")
    whole = from_wav(client.get(f"/api/v1/recordings/{recording['id']}/audio").content)
    assert whole.seconds == pytest.approx(3.0, abs=0.15)

    submitted = client.post(f"/api/v1/bulletins/{bulletin}/versions/1/submit").json()
    other = client.post(
        "/api/v1/bulletins",
        json={
            "title": "Họp",
            "script": "Mời bà con đi họp.",
            "valid_from": "2025-11-01",
            "valid_to": "2025-11-30",
        },
    ).json()["id"]
    spoken = client.post(f"/api/v1/bulletins/{other}/versions/1/submit").json()
    assert submitted["content_hash"] != spoken["content_hash"]

    late = client.put(f"/api/v1/recordings/readings/{bulletin}/1", files={"file": ("doc.m4a", m4a)})
    assert (late.status_code, late.json()["code"]) == (409, "recording_needs_draft")
    dropped = client.delete(f"/api/v1/recordings/readings/{bulletin}/1")
    assert dropped.json()["code"] == "recording_needs_draft"


def test_a_second_reading_replaces_the_first_and_can_be_taken_away(client: httpx.Client, bulletin: str) -> None:
    for seconds in (2.0, 4.0):
        client.put(f"/api/v1/recordings/readings/{bulletin}/1", files={"file": ("a.wav", _wav(seconds))}).raise_for_status()
    [only] = client.get("/api/v1/recordings").json()["items"]
    assert only["seconds"] == pytest.approx(4.0, abs=0.1)
    assert client.delete(f"/api/v1/recordings/readings/{bulletin}/1").status_code == 204
    assert client.get("/api/v1/recordings").json()["items"] == []


def test_music_has_a_name_of_its_own(client: httpx.Client) -> None:
    made = client.post("/api/v1/recordings/music", files={"file": ("a.wav", _wav(2.0))}, data={"name": "Quê hương"})
    assert made.status_code == 201
    again = client.post("/api/v1/recordings/music", files={"file": ("a.wav", _wav(2.0))}, data={"name": "quê HƯƠNG"})
    assert again.json()["code"] == "recording_name"


def test_music_that_is_not_there_is_told_before_approval_and_not_at_its_hour(client: httpx.Client, bulletin: str) -> None:
    draft = f"/api/v1/bulletins/{bulletin}"
    form = {"title": "Họp", "script": "Mời bà con.\n [nhạc: Quê hương]", "valid_from": "2025-11-01", "valid_to": "2025-11-30"}
    client.put(draft, json=form, headers={"If-Match": client.get(draft).headers["etag"]}).raise_for_status()
    refused = client.post(f"{draft}/versions/1/submit")
    assert (refused.status_code, refused.json()["code"], refused.json()["field"]) == (422, "unknown_music", "script")
    assert (refused.json()["line"], refused.json()["column"], refused.json()["name"]) == (2, 2, "Quê hương")
    assert client.get(draft).json()["state"] == "draft"
    music = {"file": ("a.wav", _wav(2.0))}
    client.post("/api/v1/recordings/music", files=music, data={"name": "quê hương"}).raise_for_status()
    assert client.post(f"{draft}/versions/1/submit").json()["state"] == "submitted"


def test_odd_recordings_are_taken_with_a_word_about_it(client: httpx.Client, bulletin: str) -> None:
    put = client.put(f"/api/v1/recordings/readings/{bulletin}/1", files={"file": ("doc.mp3", _wav(2.0))}).raise_for_status()
    [warning] = put.json()["warnings"]
    assert warning == {"code": "mislabelled", "text": "Đuôi tệp khác với loại âm thanh bên trong"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "empty"), (b"hello, this is no sound at all" * 50, "not_audio"), (b"#EXTM3U\n/etc/passwd\n", "playlist")],
)
def test_nothing_is_kept_of_what_is_refused(
    client: httpx.Client, services: Services, bulletin: str, content: bytes, reason: str
) -> None:
    before = _stored(services)
    put = client.put(f"/api/v1/recordings/readings/{bulletin}/1", files={"file": ("doc.wav", content)})
    assert (put.status_code, put.json()["code"]) == (422, "bad_upload")
    assert put.json()["reason"] == reason
    assert "doc.wav" in put.json()["detail"]
    assert _stored(services) == before
    assert not list(services.studio.work.glob("*"))
    assert client.get("/api/v1/recordings").json()["items"] == []


def test_silence_is_refused(client: httpx.Client, bulletin: str) -> None:
    put = client.put(f"/api/v1/recordings/readings/{bulletin}/1", files={"file": ("doc.wav", _wav(3.0, level=0.0))})
    assert put.json()["reason"] == "silent"


def test_a_stranger_is_sent_away_before_anything_is_taken(services: Services) -> None:
    statuses: list[int] = []

    async def receive() -> Message:
        raise AssertionError("the body of a stranger was read")

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/v1/recordings/music",
        "query_string": b"",
        "headers": [(b"content-type", b"multipart/form-data; boundary=x"), (b"content-length", b"500000000")],
    }
    asyncio.run(create_app(services)(scope, receive, send))
    assert statuses == [401]


def test_a_form_without_a_file_says_so(client: httpx.Client) -> None:
    refused = client.post("/api/v1/recordings/music", files={"name": (None, "Quê hương")})
    assert (refused.status_code, refused.json()["field"]) == (422, "file")
