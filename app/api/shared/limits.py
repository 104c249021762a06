"""The outermost layer of the web server: nothing too large, too slow or too much comes in, no stack of Python goes out."""

import asyncio
import hashlib
import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from uuid import uuid4

from fastapi import HTTPException
from fastapi.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.edge import problem
from app.turns import TooBusyError, Turns, enter_lane

USUAL_LIMIT = 1 << 20
_HEARD_OUT = 8
"""How many times the limit is taken in and dropped: closing on a client that still sends loses the answer on its way."""
_BODY_S = 20.0
_SLOWEST = 10_000
"""A body has so many seconds, and one more for so many bytes that have come."""
_SMALL = 16 << 10
"""A body of no more bytes, as of a sign-in, is taken in before its turn: one that comes slowly keeps nobody waiting."""
_OF_A_TOKEN = 16
_OF_AN_ADDRESS = 32
"""Requests at work at once; all threads together are forty."""
_WAITING = 64
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
_LOG = logging.getLogger(__name__)


class RequestFigures:
    """How many requests were answered how, and how long they took; for `/metrics`."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.answered: Counter[tuple[str, int]] = Counter()
        self.seconds = 0.0


class Outermost:
    """Limits bodies in size and time and the work of one who asks, counts answers, and turns what nobody foresaw into a problem.

    The lane of silence (`app.turns`) waits for nobody's turn, and is served on connections beyond the limit too.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        figures: RequestFigures,
        limits: Mapping[str, int],
        is_lane: Callable[[Scope], bool],
        shown: Callable[[Scope, JSONResponse], ASGIApp],
    ) -> None:
        """limits: bytes by path prefix, for addresses that take more than the usual.

        is_lane: of a request. shown: what is wrong, as whoever asks can read it.
        """
        self._app = app
        self._figures = figures
        self._limits = limits
        self._is_lane = is_lane
        self._shown = shown
        self._of_token = Turns(_OF_A_TOKEN, waiting=_WAITING)
        self._of_address = Turns(_OF_AN_ADDRESS, waiting=4 * _WAITING)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the class."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        turn = AsyncExitStack()
        answer = _Answer(send, turn)
        timed = _Body(receive, begun)
        try:
            await self._in_turn(scope, timed, answer.send, turn)
        except Exception:  # the request edge: the one place for what nobody foresaw
            incident = uuid4().hex[:12]
            _LOG.exception("incident %s: %s %s", incident, scope["method"], scope["path"])
            if answer.status is not None:
                raise
            await self._shown(scope, problem(500, "error", {"incident": incident}))(scope, receive, answer.send)
        finally:
            await turn.aclose()
            method = scope["method"] if scope["method"] in _METHODS else "other"  # anybody may invent one
            self._figures.answered[method, answer.status or 0] += 1
            self._figures.seconds += time.perf_counter() - begun

    async def _in_turn(self, scope: Scope, body: "_Body", send: Send, turn: AsyncExitStack) -> None:
        """Let it through when its turn has come; the turn is over when its answer begins, and what streams holds up nobody."""
        if self._is_lane(scope):
            enter_lane(scope)
        else:
            connection = scope.get("state", {}).get("connection")
            if connection is not None and connection.is_over:
                headers = {"Retry-After": "2", "Connection": "close"}
                await self._shown(scope, problem(503, "server_busy", {}, headers=headers))(scope, body.receive, send)
                return
            try:
                if self._is_small(scope):
                    await body.gather()
                for turns, key in self._keys(scope):
                    await turn.enter_async_context(turns.turn(key))
            except TooBusyError as error:
                headers = {"Retry-After": str(error.wait_s)}
                await self._shown(scope, problem(429, error.code, error.facts, headers=headers))(scope, body.receive, send)
                return
            except HTTPException as error:
                told = problem(error.status_code, "http", {"status": error.status_code}, headers=error.headers or {})
                await self._shown(scope, told)(scope, body.receive, send)
                return
            body.begin()
        await self._within_limit(scope, body, send)

    def _is_small(self, scope: Scope) -> bool:
        headers = dict(scope["headers"])
        declared = headers.get(b"content-length", b"")
        # of a length that is declared the server takes no more
        return declared.isdigit() and int(declared) <= _SMALL and b"transfer-encoding" not in headers

    def _keys(self, scope: Scope) -> list[tuple[Turns, str]]:
        token = next((value for name, value in scope["headers"] if name == b"authorization"), None)
        address = (self._of_address, (scope.get("client") or ("",))[0])
        return [address] if token is None else [(self._of_token, hashlib.sha256(token).hexdigest()), address]

    async def _within_limit(self, scope: Scope, body: "_Body", send: Send) -> None:
        limit = next((most for prefix, most in self._limits.items() if scope["path"].startswith(prefix)), USUAL_LIMIT)
        if {b"content-length", b"transfer-encoding"} <= {name for name, _ in scope["headers"]}:
            # two lengths: a proxy in front may have believed the other (RFC 9112, 6.1)
            told = problem(400, "http", {"status": 400}, headers={"Connection": "close"})
            await self._shown(scope, told)(scope, body.receive, send)
            return
        declared = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if declared.isdigit() and int(declared) > limit:
            if not any(name == b"expect" for name, _ in scope["headers"]):  # else it asks before it sends
                await body.drop(_HEARD_OUT * limit)
            told = problem(413, "request_too_large", {"limit": limit}, headers={"Connection": "close"})
            await self._shown(scope, told)(scope, body.receive, send)
            return

        async def counted() -> Message:
            message = await body.receive()
            if body.taken > limit:
                if message.get("more_body"):
                    await body.drop(_HEARD_OUT * limit)
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)


class _Body:
    """A request's body as it comes, for which nobody waits for ever. taken: bytes of it so far."""

    def __init__(self, receive: Receive, begun: float) -> None:
        self._receive = receive
        self._begun = begun
        self._is_whole = False
        self._gathered: list[Message] = []
        self.taken = 0

    def begin(self) -> None:
        """Its time begins now: it had to wait for its turn."""
        self._begun = time.perf_counter()

    async def gather(self) -> None:
        """Take it in whole, for whoever reads it later. Raises HTTPException (408) when it is too slow."""
        parts = []
        while not self._is_whole:
            parts.append(await self.receive())
        self._gathered = parts

    async def receive(self) -> Message:
        """The next part. Raises HTTPException (408) when it is too slow."""
        if self._gathered:
            return self._gathered.pop(0)
        if self._is_whole:
            return await self._receive()
        left_s = self._begun + _BODY_S + self.taken / _SLOWEST - time.perf_counter()
        try:
            async with asyncio.timeout(max(0.0, left_s)):
                message = await self._receive()
        except TimeoutError:
            raise HTTPException(408, headers={"Connection": "close", "Retry-After": "2"}) from None
        self.taken += len(message.get("body", b""))
        self._is_whole = not message.get("more_body", False)
        return message

    async def drop(self, most: int) -> None:
        """Take in what is still sent, up to `most` bytes more, as long as it comes."""
        end = self.taken + most
        try:
            while not self._is_whole and self.taken < end:
                await self.receive()
        except HTTPException:
            return


class _Answer:
    """Passes an answer on, remembers its status, and ends the turn it was made in."""

    def __init__(self, send: Send, turn: AsyncExitStack) -> None:
        self._send = send
        self._turn = turn
        self.status: int | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            await self._turn.aclose()
        await self._send(message)
