"""Open pages: told when something changed, and what the server's clock says; they ask for themselves anew."""

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import suppress

from fastapi import APIRouter
from fastapi.sse import EventSourceResponse, ServerSentEvent

from app.clock import local
from app.desk.following import pages_of
from app.edge import Looking, Parts
from app.web.shared.asking import Page

router = APIRouter(route_class=Page)

_TICK_S = 1.0
_ANYWAY = 15
"""After so many ticks a page asks anew though no bell rang: a station that falls silent rings none."""
_LONGEST = 300
"""So many ticks a stream lasts; the browser begins another, and is asked who it is."""


@router.get("/song", response_class=EventSourceResponse)
async def get_live(parts: Parts, actor: Looking) -> AsyncIterator[ServerSentEvent]:
    """`doi`: something may have changed; `gio`: the server's clock, each second."""
    rung, ended = asyncio.Event(), asyncio.Event()

    async def listen(key: Hashable) -> None:
        async for _ in parts.bells.listen(key):
            rung.set()
        ended.set()

    listening = [asyncio.create_task(listen(key)) for key in (actor.commune_id, pages_of(actor.commune_id))]
    try:
        for tick in range(_LONGEST):
            with suppress(TimeoutError):
                await asyncio.wait_for(rung.wait(), _TICK_S)
            if ended.is_set():
                return
            if rung.is_set() or tick % _ANYWAY == _ANYWAY - 1:
                rung.clear()
                yield ServerSentEvent(event="doi", raw_data="1")  # browsers pass on no event that is empty
            yield ServerSentEvent(event="gio", raw_data=f"{local(parts.clock.now()):%H:%M:%S}")
    finally:
        for each in listening:
            each.cancel()
