"""The real application called by an ordinary client, in this process; threads, sessions and commits are the product's own."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp

from app.clock import ManualClock
from app.db import Sessions
from app.emergencies import Stops
from app.main import create_app
from app.programmes import StudioKit
from app.rundown import OrderDesk
from app.settings import Settings
from app.speech import VoiceChain, build_speaker
from app.storage import DiskFiles
from app.studio import Profile
from app.tasks import EmbeddedQueue
from app.wiring import Services
from app.zones import Founding


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
        answer = await self._inner.handle_async_request(
            httpx.Request(request.method, request.url, headers=request.headers, content=request.read())
        )
        body = b"".join([chunk async for chunk in answer.aiter_raw()])
        return httpx.Response(answer.status_code, headers=answer.headers, content=body)


@pytest.fixture
def services(sessions: Sessions, clock: ManualClock, tmp_path: Path) -> Iterator[Services]:
    data = tmp_path / "data"
    speaker = build_speaker(VoiceChain(), data_folder=data, clock=clock, cache_mb=16)
    files = DiskFiles(data / "files")
    queue, stops = EmbeddedQueue(clock), Stops(data / "stops")
    yield Services(
        settings=Settings(data_dir=data),
        clock=clock,
        sessions=sessions,
        files=files,
        speaker=speaker,
        studio=StudioKit(speaker, files, Profile.HORN, data / "work"),
        queue=queue,
        stops=stops,
        orders=OrderDesk(data / "orders", clock, stops),
    )
    queue.close()
    speaker.close()


@pytest.fixture
def anonymous(services: Services) -> Iterator[httpx.Client]:
    """A client that has no token."""
    with httpx.Client(transport=InProcess(create_app(services)), base_url="http://loalang.test") as client:
        yield client


@pytest.fixture
def client(anonymous: httpx.Client, founding: Founding) -> httpx.Client:
    """A client signed in as the administrator of `xã Liên An`."""
    anonymous.headers["Authorization"] = f"Bearer {founding.token}"
    return anonymous
