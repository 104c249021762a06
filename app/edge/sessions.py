"""The parts of the running product and a session per request.

A session commits once, after the endpoint and before the answer goes out: what was acknowledged is durable.
"""

from collections.abc import AsyncIterator, Callable
from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request
from sqlalchemy.orm import Session

from app.db import commit
from app.wiring import Services

_WRITERS = 8
"""Requests that may stand in line for the database with a thread each. The others wait without one: whoever is writing
needs threads to get done, so they must never all be taken by those who wait for it."""


def parts_of(request: Request) -> Services:
    """The parts of this running product, for whoever holds the request."""
    found: Services = request.app.state.services
    return found


async def services(request: Request) -> Services:
    """The same, as a dependency."""
    return parts_of(request)


async def _reading(request: Request) -> AsyncIterator[Session]:
    session = parts_of(request).sessions.read()
    try:
        yield session
    finally:
        await _aside(session.close)


async def _writing(request: Request) -> AsyncIterator[Session]:
    session = parts_of(request).sessions()
    try:
        yield session
        await _aside(lambda: commit(session))
    finally:
        await _aside(session.close)


async def _aside(act: Callable[[], None]) -> None:
    """In a thread of its own: the web threads may all be waiting for the very connection that this gives back."""
    await to_thread.run_sync(act, limiter=CapacityLimiter(1))


Parts = Annotated[Services, Depends(services)]
ReadSession = Annotated[Session, Depends(_reading, scope="function")]
WriteSession = Annotated[Session, Depends(_writing, scope="function", max_concurrency=_WRITERS)]
"""Nothing is locked before the endpoint's first statement; the commit comes before the answer."""
