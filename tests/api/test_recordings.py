"""A human reading takes the place of the voices, under the approval; nothing is kept of a file that is refused."""

import asyncio
import os
import subprocess
import unicodedata
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import imageio_ffmpeg
import numpy as np
import pytest
from starlette.types import Message

from app.main import create_app
from app.programmes import render
from app.programmes.sources import source_of
from app.service.background import forget_recordings
from app.sound import Sound, from_wav, to_wav
from app.units import RenderingId
from app.wiring import Services
from tests.support.database import ON_BOTH


def _wav(seconds: float, level: float = 0.3, hertz: float = 300) -> bytes:
    time = np.arange(round(16_000 * seconds)) / 16_000
    wave = level * np.sin(2 * np.pi * hertz * time) * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * time))
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
    assert "đã có" in again.json()["detail"]


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


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        (unicodedata.normalize("NFD", "Quê hương"), "Quê hương"),
        ("Quê hương", unicodedata.normalize("NFD", "quê  HƯƠNG")),
        ("Hoà bình", "Hòa bình"),
        ("Khúc thuỷ", "khúc thủy"),
    ],
)
def test_a_name_is_one_name_however_it_was_typed(client: httpx.Client, bulletin: str, kept: str, asked: str) -> None:
    music = {"file": ("a.wav", _wav(2.0))}
    client.post("/api/v1/recordings/music", files=music, data={"name": kept}).raise_for_status()
    again = client.post("/api/v1/recordings/music", files=music, data={"name": asked})
    assert again.json()["code"] == "recording_name"
    _write(client, bulletin, f"Mời bà con. [nhạc: {asked}]")
    assert client.post(f"/api/v1/bulletins/{bulletin}/versions/1/submit").json()["state"] == "submitted"


def _write(client: httpx.Client, bulletin: str, script: str) -> None:
    draft = f"/api/v1/bulletins/{bulletin}"
    form = {"title": "Họp", "script": script, "valid_from": "2025-11-01", "valid_to": "2025-11-30"}
    client.put(draft, json=form, headers={"If-Match": client.get(draft).headers["etag"]}).raise_for_status()


def _approved(client: httpx.Client, bulletin: str, number: int) -> str:
    version = f"/api/v1/bulletins/{bulletin}/versions/{number}"
    client.post(f"{version}/submit").raise_for_status()
    digest: str = client.post(f"{version}/approve").raise_for_status().json()["content_hash"]
    return digest


def _tone(client: httpx.Client, services: Services, bulletin: str, number: int) -> float:
    """The frequency that stands out in the rendering of a version."""
    made = client.post(f"/api/v1/bulletins/{bulletin}/versions/{number}/renderings").raise_for_status().json()["id"]
    render(services.sessions, services.clock, services.studio, services.signers, RenderingId(UUID(made)))
    sound = from_wav(client.get(f"/api/v1/renderings/{made}/audio", params={"format": "wav"}).raise_for_status().content)
    return float(np.argmax(np.abs(np.fft.rfft(sound.samples.astype(float)))) * sound.rate / len(sound.samples))


def test_replaced_music_is_heard_only_under_a_new_approval(client: httpx.Client, services: Services, bulletin: str) -> None:
    made = client.post("/api/v1/recordings/music", files={"file": ("a.wav", _wav(20.0))}, data={"name": "Quê hương"}).json()
    _write(client, bulletin, "Mời bà con. [nhạc: Quê hương]")
    first = _approved(client, bulletin, 1)
    assert _tone(client, services, bulletin, 1) == pytest.approx(300, abs=5)

    address, other = f"/api/v1/recordings/music/{made['id']}", {"file": ("b.wav", _wav(20.0, hertz=700))}
    [call] = client.get(f"/api/v1/recordings/{made['id']}/uses").json()["items"]
    assert (call["bulletin_id"], call["number"], call["effect"]) == (bulletin, 1, "reopen")
    refused = client.put(address, files=other)
    assert (refused.status_code, refused.json()["code"]) == (409, "music_called")
    assert client.get(f"/api/v1/bulletins/{bulletin}").json()["state"] == "approved"

    replaced = client.put(address, files=other, params={"reopen": True}).raise_for_status().json()
    assert [(draft["bulletin_id"], draft["number"]) for draft in replaced["reopened"]] == [(bulletin, 2)]
    assert replaced["name"] == "Quê hương"
    assert client.get(f"/api/v1/bulletins/{bulletin}/versions/1").json()["state"] == "withdrawn"
    assert _approved(client, bulletin, 2) != first
    assert _tone(client, services, bulletin, 2) == pytest.approx(700, abs=5)
    assert _tone(client, services, bulletin, 1) == pytest.approx(300, abs=5)  # what was bound stays bound
    assert client.put(address, files=other).status_code == 404  # that one was replaced


@ON_BOTH
def test_retired_music_is_gone_and_its_bytes_go_when_nothing_names_them(
    client: httpx.Client, services: Services, bulletin: str
) -> None:
    music = {"file": ("a.wav", _wav(2.0))}
    made = client.post("/api/v1/recordings/music", files=music, data={"name": "Quê hương"}).json()
    _write(client, bulletin, "Mời bà con. [nhạc: Quê hương]")
    _approved(client, bulletin, 1)
    address = f"/api/v1/recordings/music/{made['id']}"
    assert client.delete(address).json()["code"] == "music_called"
    retired = client.delete(address, params={"reopen": True}).raise_for_status().json()
    assert len(retired["reopened"]) == 1
    assert client.get("/api/v1/recordings").json()["items"] == []
    assert client.get(f"/api/v1/recordings/{made['id']}/audio").status_code == 404
    assert client.post(f"/api/v1/bulletins/{bulletin}/versions/2/submit").json()["code"] == "unknown_music"

    stored = services.files.path(made["sha256"])
    assert stored is not None
    os.utime(stored, (0, 0))
    forget_recordings(services)
    assert not stored.exists()


def test_bytes_stay_while_an_approval_or_another_name_needs_them(client: httpx.Client, services: Services) -> None:
    music = {"file": ("a.wav", _wav(2.0))}
    one = client.post("/api/v1/recordings/music", files=music, data={"name": "Một"}).json()
    two = client.post("/api/v1/recordings/music", files=music, data={"name": "Hai"}).json()
    assert one["sha256"] == two["sha256"]
    client.delete(f"/api/v1/recordings/music/{one['id']}").raise_for_status()
    stored = services.files.path(one["sha256"])
    assert stored is not None
    os.utime(stored, (0, 0))
    forget_recordings(services)
    assert stored.exists()


def test_a_reading_is_not_replaced_like_music(client: httpx.Client, bulletin: str) -> None:
    address = f"/api/v1/recordings/readings/{bulletin}/1"
    made = client.put(address, files={"file": ("a.wav", _wav(2.0))}).raise_for_status().json()
    for refused in (
        client.delete(f"/api/v1/recordings/music/{made['id']}"),
        client.put(f"/api/v1/recordings/music/{made['id']}", files={"file": ("a.wav", _wav(2.0))}),
    ):
        assert (refused.status_code, refused.json()["code"]) == (409, "not_music")


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
        "headers": [
            (b"host", b"loalang"),
            (b"content-type", b"multipart/form-data; boundary=x"),
            (b"content-length", b"500000000"),
        ],
    }
    asyncio.run(create_app(services)(scope, receive, send))
    assert statuses == [401]


def test_a_form_without_a_file_says_so(client: httpx.Client) -> None:
    refused = client.post("/api/v1/recordings/music", files={"name": (None, "Quê hương")})
    assert (refused.status_code, refused.json()["field"]) == (422, "file")


@pytest.mark.parametrize("act", ["replaced", "retired"])
def test_music_that_changes_while_a_rendering_with_it_is_made_is_heard_as_it_was_approved_or_not_at_all(
    client: httpx.Client, services: Services, bulletin: str, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    made = client.post("/api/v1/recordings/music", files={"file": ("a.wav", _wav(20.0))}, data={"name": "Quê hương"}).json()
    _write(client, bulletin, "Mời bà con. [nhạc: Quê hương]")
    _approved(client, bulletin, 1)
    address, reopen = f"/api/v1/recordings/music/{made['id']}", {"reopen": True}

    def read_then_changed(*arguments: Any, **more: Any) -> Any:  # noqa: ANN401  # handed on
        found = source_of(*arguments, **more)
        if act == "replaced":
            other = {"file": ("b.wav", _wav(20.0, hertz=700))}
            client.put(address, files=other, params=reopen).raise_for_status()
        else:
            client.delete(address, params=reopen).raise_for_status()
        stored = services.files.path(made["sha256"])
        assert stored is not None
        os.utime(stored, (0, 0))
        forget_recordings(services)
        return found

    monkeypatch.setattr("app.programmes.worker.source_of", read_then_changed)
    rendering = client.post(f"/api/v1/bulletins/{bulletin}/versions/1/renderings").raise_for_status().json()["id"]
    render(services.sessions, services.clock, services.studio, services.signers, RenderingId(UUID(rendering)))
    if (
        client.get(f"/api/v1/renderings/{rendering}").json()["state"] != "failed"
    ):  # its bytes went, as nothing named them any more
        monkeypatch.undo()
        assert _tone(client, services, bulletin, 1) == pytest.approx(300, abs=5), "what was approved"
    assert client.get(f"/api/v1/bulletins/{bulletin}/versions/1").json()["state"] == "withdrawn", "and it is aired no more"
