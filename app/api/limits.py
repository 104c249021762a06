"""The outermost layer of the web server: nothing too large comes in, nothing unforeseen goes out as a stack of Python."""

import logging
import time
from collections import Counter
from collections.abc import Mapping
from uuid import uuid4

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.edge import problem

USUAL_LIMIT = 1 << 20
_HEARD_OUT = 8
"""How many times the limit is taken in and dropped: closing on a client that still sends loses the answer on its way."""
_LOG = logging.getLogger(__name__)


class RequestFigures:
    """How many requests were answered how, and how long they took; for `/metrics`."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.answered: Counter[tuple[str, int]] = Counter()
        self.seconds = 0.0


class Outermost:
    """Limits the size of bodies, counts answers, and turns what nobody foresaw into a problem whose id is in the log."""

    def __init__(self, app: ASGIApp, *, figures: RequestFigures, limits: Mapping[str, int]) -> None:
        """limits: bytes by path prefix, for addresses that take more than the usual."""
        self._app = app
        self._figures = figures
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the class."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send)
        begun = time.perf_counter()
        try:
            await self._within_limit(scope, receive, answer.send)
        except Exception:  # the request edge: the one place for what nobody foresaw
            incident = uuid4().hex[:12]
            _LOG.exception("incident %s: %s %s", incident, scope["method"], scope["path"])
            if answer.status is not None:
                raise
            await problem(500, "error", {"incident": incident})(scope, receive, answer.send)
        finally:
            self._figures.answered[scope["method"], answer.status or 0] += 1
            self._figures.seconds += time.perf_counter() - begun

    async def _within_limit(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = next((most for prefix, most in self._limits.items() if scope["path"].startswith(prefix)), USUAL_LIMIT)
        declared = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if declared.isdigit() and int(declared) > limit:
            if not any(name == b"expect" for name, _ in scope["headers"]):  # else it asks before it sends
                await _drop_the_rest(receive, _HEARD_OUT * limit)
            await problem(413, "request_too_large", {"limit": limit}, headers={"Connection": "close"})(scope, receive, send)
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                if message.get("more_body"):
                    await _drop_the_rest(receive, _HEARD_OUT * limit)
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)


async def _drop_the_rest(receive: Receive, most: int) -> None:
    """Take in what is still sent, up to `most` bytes."""
    dropped, more = 0, True
    while more and dropped < most:
        message = await receive()
        dropped += len(message.get("body", b""))
        more = message.get("more_body", False)


class _Answer:
    """Passes an answer on and remembers its status."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status: int | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        await self._send(message)
