"""Who sends too much hears why: a server that closes on a client which still sends loses its answer on the way."""

import asyncio
import json

import httpx
import pytest
from starlette.types import Message

from app.api.shared.limits import USUAL_LIMIT
from app.main import create_app
from app.wiring import Services

PIECES = 6
SLOW = 300


def _post(services: Services, headers: list[tuple[bytes, bytes]], pieces: int) -> tuple[int, dict[str, object], int]:
    """Status and body of the answer to a post of so many pieces of one limit each, and how many were taken before it."""
    said: list[Message] = []
    left, taken_before = pieces, 0

    async def receive() -> Message:
        nonlocal left
        left -= 1
        return {"type": "http.request", "body": b"x" * USUAL_LIMIT, "more_body": left > 0}

    async def send(message: Message) -> None:
        nonlocal taken_before
        if message["type"] == "http.response.start":
            taken_before = pieces - left
        said.append(message)

    headers = [(b"host", b"loalang"), *headers]
    scope = {"type": "http", "method": "POST", "path": "/api/v1/setup", "headers": headers, "query_string": b""}
    asyncio.run(create_app(services)(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in said[1:])
    return said[0]["status"], json.loads(body), taken_before


@pytest.mark.parametrize("declared", [True, False])
def test_all_is_taken_in_before_the_answer(services: Services, declared: bool) -> None:  # noqa: FBT001  # a parameter
    headers = [(b"content-type", b"application/json")]
    headers += [(b"content-length", b"%d" % (PIECES * USUAL_LIMIT))] if declared else []
    status, answer, taken = _post(services, headers, PIECES)
    assert (status, answer["code"], taken) == (413, "request_too_large", PIECES)


def test_a_client_that_asks_first_sends_nothing(services: Services) -> None:
    headers = [(b"content-length", b"%d" % (PIECES * USUAL_LIMIT)), (b"expect", b"100-continue")]
    assert _post(services, headers, PIECES)[::2] == (413, 0)


def test_an_endless_body_is_cut(services: Services) -> None:
    status, _, taken = _post(services, [(b"content-type", b"application/json")], 1000)
    assert (status, taken < 20) == (413, True)


def test_a_body_of_two_lengths_is_refused_unread(services: Services) -> None:
    headers = [(b"content-length", b"4"), (b"transfer-encoding", b"chunked")]
    assert _post(services, headers, 1)[::2] == (400, 0)


def test_small_bodies_that_come_slowly_keep_nobody_of_their_address_waiting(services: Services) -> None:
    """As many sign-ins as the address has turns and places in line, none of which ends; and somebody behind the same address."""
    app = create_app(services)

    def scope(method: str, path: str, *headers: tuple[bytes, bytes]) -> dict[str, object]:
        named = [(b"host", b"loalang"), *headers]
        return {"type": "http", "method": method, "path": path, "headers": named, "query_string": b"", "client": ("10.0.0.9", 1)}

    async def run() -> int:
        begun, said = asyncio.Semaphore(0), list[Message]()

        async def never() -> Message:
            begun.release()
            await asyncio.Event().wait()
            raise AssertionError

        async def drop(_message: Message) -> None:
            pass

        async def empty() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def keep(message: Message) -> None:
            said.append(message)

        slow = scope("POST", "/api/v1/sign-ins", (b"content-type", b"application/json"), (b"content-length", b"64"))
        async with asyncio.timeout(60):
            held = [asyncio.create_task(app(dict(slow), never, drop)) for _ in range(SLOW)]
            for _ in held:
                await begun.acquire()
            await app(scope("GET", "/api/v1/bulletins"), empty, keep)
            for each in held:
                each.cancel()
            await asyncio.gather(*held, return_exceptions=True)
        return int(said[0]["status"])

    assert asyncio.run(run()) == 401


def test_a_browser_is_shown_a_page(anonymous: httpx.Client) -> None:
    page, answer = (
        anonymous.post("/dang-nhap", content=b"x" * (USUAL_LIMIT + 1), headers={"Accept": accept})
        for accept in ("text/html,*/*", "application/json")
    )
    assert [each.status_code for each in (page, answer)] == [413, 413]
    assert page.headers["content-type"].startswith("text/html")
    assert f"<h1>{answer.json()['title']}</h1>" in page.text
    assert "Về Hôm nay" in page.text
