"""What an attacker, or a program gone wrong, does to the server, at little cost: many long readings, half-sent headers."""

import contextlib
import http.client
import json
import resource
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

SENTENCE = "Căn cứ Quyết định số 12/2025/QĐ-TTg ngày 16/10/2025, UBND xã mời bà con họp lúc 19h30 tại nhà văn hóa thôn. "
LONG_TEXT = (SENTENCE * 600)[:59_000]


def place_of(address: str) -> tuple[str, int]:
    """Host and port of a base URL."""
    parts = urlsplit(address)
    return parts.hostname or "", parts.port or 80


@contextlib.contextmanager
def readings(address: str, token: str, *, count: int = 50) -> Iterator["Counter[int]"]:
    """So many long texts to be read at once, all with one token; yields what was answered so far, by status."""
    answered: Counter[int] = Counter()
    lines = [http.client.HTTPConnection(*place_of(address), timeout=120) for _ in range(count)]
    body = json.dumps({"text": LONG_TEXT})
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    ended = threading.Event()

    def post(line: http.client.HTTPConnection) -> None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            line.request("POST", "/api/v1/reading", body, headers)
            answer = line.getresponse()
            answered[answer.status] += 1
            answer.read()
            ended.wait()

    threads = [threading.Thread(target=post, args=(line,)) for line in lines]
    for thread in threads:
        thread.start()
    try:
        yield answered
    finally:
        ended.set()
        for line in lines:
            if line.sock is not None:
                with contextlib.suppress(OSError):
                    line.sock.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join()
        for line in lines:
            line.close()


@contextlib.contextmanager
def half_headers(address: str, *, count: int = 1150) -> Iterator[list[socket.socket]]:
    """So many connections, without a token, each with half a header; those that are cut off are not made again."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(count + 500, hard)), hard))
    opened: list[socket.socket] = []
    try:
        for _ in range(count):
            line = socket.create_connection(place_of(address), timeout=30)
            opened.append(line)
            line.sendall(b"GET /api/v1/zones HTTP/1.1\r\nHost: loalang\r\nX-Half: ")
        yield opened
    finally:
        for line in opened:
            line.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
