"""Silence has a lane of its own: neither many long readings nor a thousand half-sent headers keep a stop waiting."""

import http.client
import json
import socket
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.support.attacks import half_headers, place_of, readings
from tests.support.serving import ROOT, Served
from tests.support.waiting import until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of open files are not of Windows")
PATIENCE_S = 5.0
"""What waits behind an attack waits for a minute or more."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings = {"DATA_DIR": str(tmp_path / "data"), "PORT": "0", "STATION__EMBEDDED": "false"}
    for name, value in settings.items():
        monkeypatch.setenv(f"LOALANG_{name}", value)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return tmp_path


class Caller:
    """Somebody with a token, who waits so long and no longer."""

    def __init__(self, served: Served, token: str) -> None:
        self._place, self._token = place_of(served.address), token

    def ask(self, method: str, path: str, form: object = None, *, timeout: float = PATIENCE_S) -> tuple[int, Any]:
        line = http.client.HTTPConnection(*self._place, timeout=timeout)
        try:
            headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
            line.request(method, f"/api/v1{path}", None if form is None else json.dumps(form), headers)
            answer = line.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            line.close()

    def is_served(self) -> bool:
        try:
            return self.ask("GET", "/zones")[0] == 200
        except OSError:
            return False

    def stop(self) -> None:
        status, said = self.ask("POST", "/stop-all", {"reason": "Thử."})
        assert (status, said["stopped"]) == (200, True)


@pytest.mark.slow
def test_many_long_readings_keep_nobody_waiting(place: Path) -> None:
    served = Served(place)
    token = served.set_up()
    caller = Caller(served, token)
    other = Caller(served, caller.ask("POST", "/tokens", {"label": "khác"})[1]["token"])
    with readings(served.address, token) as answered:
        assert until(lambda: answered[429] >= 40, 30), answered  # told to come again, at once
        for _ in range(3):
            caller.stop()
            assert caller.ask("GET", "/stop-all")[1]["stopped"]
            assert other.is_served()
        assert other.ask("POST", "/reading", {"text": "Họp lúc 19h30."}, timeout=60)[0] == 200
    assert until(caller.is_served, PATIENCE_S)
    assert served.stop() == 0


@pytest.mark.slow
def test_half_sent_headers_do_not_shut_the_server(place: Path) -> None:
    served = Served(place, open_files=1024)
    caller = Caller(served, served.set_up())
    with half_headers(served.address):
        for _ in range(3):
            caller.stop()
            assert caller.is_served()
    assert until(caller.is_served, PATIENCE_S)
    assert "Too many open files" not in served.log
    assert served.stop() == 0


@pytest.mark.slow
def test_what_is_sent_too_slowly_is_told_so_and_closed(place: Path) -> None:
    """Headers have ten seconds, a body twenty and more only while it comes."""
    served = Served(place)
    heads = {
        "headers": b"GET /health HTTP/1.1\r\nHost: loalang\r\nX-Half: ",
        "body": b"POST /api/v1/setup HTTP/1.1\r\nHost: loalang\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{",
        "too large a body": b"POST /api/v1/setup HTTP/1.1\r\nHost: loalang\r\nContent-Length: 50000000\r\n\r\n",
    }
    said: dict[str, bytes] = {}

    def send(name: str) -> None:
        with socket.create_connection(place_of(served.address), timeout=60) as line:
            line.sendall(heads[name])
            said[name] = b"".join(iter(lambda: line.recv(65536), b""))

    threads = [threading.Thread(target=send, args=(name,)) for name in heads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name, answer in said.items():
        head, _, body = answer.partition(b"\r\n\r\n")
        status = 413 if name.startswith("too large") else 408
        assert head.startswith(b"HTTP/1.1 %d " % status), answer
        assert json.loads(body)["title"]
        assert b"application/problem+json" in head
        assert b"connection: close" in head.lower()
    assert served.stop() == 0


def test_what_is_no_http_is_told_so_in_words(place: Path) -> None:
    served = Served(place)
    with socket.create_connection(place_of(served.address), timeout=30) as line:
        line.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n")
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["code"] == "not_http"
    assert served.stop() == 0
