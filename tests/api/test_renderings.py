"""Audio over HTTP: asked for, followed, fetched in ranges; and one sentence at once."""

import io
import json
import threading
import wave
from dataclasses import replace
from typing import Any
from uuid import UUID

import httpx
import pytest

from app.main import create_app
from app.programmes import render
from app.speech import VoiceChain
from app.units import RenderingId, new_id
from app.wiring import Services
from tests.api.test_bulletins import address, write
from tests.support.in_process import InProcess


def ask(client: httpx.Client, **other: object) -> tuple[httpx.Response, str]:
    """Ask for the audio of a new draft: the answer, and the rendering's address."""
    answer = client.post(f"{address(write(client, **other))}/versions/1/renderings")
    assert answer.status_code == 202, answer.text
    return answer, answer.headers["location"]


def make(services: Services, answer: httpx.Response) -> None:
    render(services.sessions, services.clock, services.studio, services.signers, RenderingId(UUID(answer.json()["id"])))


def events(text: str) -> list[dict[str, Any]]:
    blocks = [dict(line.split(": ", 1) for line in block.split("\n") if ": " in line) for block in text.strip().split("\n\n")]
    return [json.loads(block["data"]) for block in blocks if block.get("event") == "progress"]


def test_wanted_then_ready_with_everything_to_fetch(client: httpx.Client, services: Services) -> None:
    answer, where = ask(client)
    body = answer.json()
    assert (body["state"], body["state_word"], body["progress"], body["mp3"]) == ("wanted", "Chờ tạo bản thu", 0.0, None)
    early = client.get(f"{where}/audio")
    assert (early.status_code, early.json()["code"]) == (409, "rendering_not_ready")
    make(services, answer)
    ready = client.get(where).json()
    assert (ready["state"], ready["progress"], ready["failure"]) == ("ready", 1.0, None)

    mp3, wav = client.get(f"{where}/audio"), client.get(f"{where}/audio", params={"format": "wav"})
    assert (mp3.headers["content-type"], len(mp3.content)) == ("audio/mpeg", ready["mp3"]["size"])
    with wave.open(io.BytesIO(wav.content)) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(ready["seconds"], abs=0.1)
    part = client.get(f"{where}/audio", headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, mp3.content[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(mp3.content)}"
    beyond = client.get(f"{where}/audio", headers={"Range": f"bytes={len(mp3.content)}-"})
    assert (beyond.status_code, beyond.json()["code"]) == (416, "range_beyond_end")
    assert beyond.headers["content-range"] == f"bytes */{len(mp3.content)}"
    assert client.get(f"{where}/audio", headers={"Range": "bytes=-50"}).content == mp3.content[-50:]
    for no_range in ("bytes=5-2", "bytes=abc", "bytes=", "items=0-1", "bytes", "bytes=0-9,x"):
        whole = client.get(f"{where}/audio", headers={"Range": no_range})
        assert (whole.status_code, whole.content) == (200, mp3.content), no_range

    assert client.get(f"{where}/peaks").json()
    [spoken] = [row for row in client.get(f"{where}/timings").json() if row["role"] == "speech"]
    assert 0 <= spoken["start_s"] < spoken["end_s"] <= ready["seconds"]
    report = client.get(f"{where}/report").json()
    assert report["loudness"]["wav_lufs"] == pytest.approx(-16, abs=0.5)
    assert (report["synthesised"], report["cached"]) == (1, 0)


def test_the_same_words_are_made_once(client: httpx.Client, services: Services) -> None:
    first, where = ask(client)
    make(services, first)
    second, again = ask(client)
    assert (again, second.json()["state"]) == (where, "ready")


def test_progress_is_followed_to_its_end(client: httpx.Client, services: Services) -> None:
    answer, where = ask(client, script=" ".join(f"Đây là câu số {number} của bản tin." for number in range(40)))
    worker = threading.Thread(target=make, args=(services, answer))
    worker.start()
    stream = client.get(f"{where}/events")
    worker.join()
    assert stream.headers["content-type"].startswith("text/event-stream")
    seen = events(stream.text)
    assert seen[-1]["state"] == "ready"
    assert [each["progress"] for each in seen] == sorted(each["progress"] for each in seen)
    assert [each["state"] for each in events(client.get(f"{where}/events").text)] == ["ready"], "late comers are told at once"


def test_the_stream_ends_when_the_service_ends(client: httpx.Client, services: Services) -> None:
    _, where = ask(client)
    threading.Timer(0.2, services.queue.ending.set).start()
    assert [each["state"] for each in events(client.get(f"{where}/events").text)] == ["wanted"]


def test_the_stream_ends_when_its_token_is_revoked(client: httpx.Client) -> None:
    _, where = ask(client)
    made = client.post("/api/v1/tokens", json={"label": "Màn hình", "scope": "read"}).raise_for_status().json()
    threading.Timer(0.5, lambda: client.delete(f"/api/v1/tokens/{made['id']}").raise_for_status()).start()
    stream = client.get(f"{where}/events", headers={"Authorization": f"Bearer {made['token']}"})
    assert [each["state"] for each in events(stream.text)] == ["wanted"]


def test_a_failure_is_said_in_a_sentence_and_tried_again_when_asked(client: httpx.Client, services: Services) -> None:
    answer, where = ask(client, script="[nhạc: không có]\nMời bà con.")
    make(services, answer)
    failed = client.get(where).json()
    assert (failed["state"], failed["state_word"]) == ("failed", "Không tạo được bản thu")
    assert (failed["failure"]["code"], failed["mp3"]) == ("unknown_sound", None)
    assert "không có" in failed["failure"]["detail"]
    assert [each["state"] for each in events(client.get(f"{where}/events").text)] == ["failed"]
    again, _ = ask(client, script="[nhạc: không có]\nMời bà con.")
    assert (again.headers["location"], again.json()["state"]) == (where, "wanted")


def test_one_sentence_at_once_also_of_a_draft_that_is_not_valid(client: httpx.Client) -> None:
    written = write(client, valid_from="2020-01-01", valid_to="2020-01-02", script="Câu một. Câu hai.")
    for number in (1, 2):
        heard = client.get(f"{address(written)}/versions/1/preview/{number}")
        assert (heard.status_code, heard.headers["content-type"]) == (200, "audio/wav")
        with wave.open(io.BytesIO(heard.content)) as file:
            assert file.getnframes() / file.getframerate() > 0.2
    assert client.get(f"{address(written)}/versions/1/preview/3").status_code == 404
    assert client.get(f"{address(written)}/versions/1/preview/0").status_code == 422


def test_a_script_is_heard_before_it_is_kept_as_it_is_when_it_is(client: httpx.Client) -> None:
    own = [{"written": "TT", "spoken": "tổ trưởng"}]
    script = "Mời bà con họp. Gặp TT xóm lúc 19h."
    written = write(client, script=script, lexicon=own)
    kept = client.get(f"{address(written)}/versions/1/preview/2")
    form = {"script": script, "kind": "notice", "lexicon": own}
    assert client.post("/api/v1/reading/audio/2", json=form).content == kept.content
    assert client.post("/api/v1/reading/audio/2", json=form | {"lexicon": []}).content != kept.content
    assert client.post("/api/v1/reading/audio/3", json=form).status_code == 404
    assert client.post("/api/v1/reading/audio/1", json={"script": "x" * 60_001}).status_code == 422


def test_a_preview_is_heard_in_the_voice_that_was_submitted(client: httpx.Client, services: Services) -> None:
    """Settings may change between submission and approval; a draft follows them."""
    submitted, draft = write(client), write(client, script="Mời bà con họp thôn.")
    client.post(f"{address(submitted)}/versions/1/submit").raise_for_status()
    speaker = services.speaker.using(VoiceChain(presenter_1="vi+m3"))
    changed = replace(services, speaker=speaker, studio=replace(services.studio, speaker=speaker))
    with httpx.Client(transport=InProcess(create_app(changed)), base_url=client.base_url, headers=client.headers) as later:
        for written, is_same in ((submitted, True), (draft, False)):
            path = f"{address(written)}/versions/1/preview/1"
            assert (client.get(path).content == later.get(path).content) is is_same


def test_an_unknown_rendering_is_not_found_anywhere(client: httpx.Client) -> None:
    for tail in ("", "/events", "/audio", "/peaks", "/timings", "/report"):
        missing = client.get(f"/api/v1/renderings/{new_id()}{tail}")
        assert (missing.status_code, missing.json()["code"]) == (404, "not_found"), tail
