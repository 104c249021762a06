"""The real application called by an ordinary client, in this process; threads, sessions and commits are the product's own."""

import asyncio
import threading
from collections.abc import AsyncIterator

import httpx
from starlette.types import ASGIApp

_PART = 100_000


class InProcess(httpx.BaseTransport):
    """Carries requests to an ASGI application on an event loop of its own; any number of threads may call."""

    def __init__(self, app: ASGIApp) -> None:
        self._inner = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="web", daemon=True)
        self._thread.start()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return asyncio.run_coroutine_threadsafe(self._answer(request), self._loop).result()

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._loop.shutdown_default_executor(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        body = request.read()
        content = _in_parts(body) if "transfer-encoding" in request.headers else body  # of an unknown length, as it was sent
        answer = await self._inner.handle_async_request(
            httpx.Request(request.method, request.url, headers=request.headers, content=content)
        )
        told = b"".join([chunk async for chunk in answer.aiter_raw()])
        return httpx.Response(answer.status_code, headers=answer.headers, content=told)


async def _in_parts(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), _PART):
        yield body[start : start + _PART]
