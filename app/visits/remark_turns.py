"""Turns of those who send in a remark, or ask after one: anybody may, so few of an address and of all together.

Addresses are counted in memory for as long as they count, and written nowhere.
"""

from collections import deque
from typing import Annotated

from fastapi import Depends, Request

from app.accounts import network_of
from app.clock import Clock
from app.edge import Parts
from app.turns import TooBusyError

_SPAN_S = 600.0
_OF_ADDRESS = 10
"""A village behind one address of a mobile network sends few remarks in ten minutes; a machine sends many."""
_OF_ALL = 200
_KEPT = 10_000


class Pace:
    """So many times of each key within ten minutes."""

    def __init__(self, most: int) -> None:
        """Nobody came."""
        self._most = most
        self._came: dict[str, deque[float]] = {}

    def come(self, clock: Clock, key: str) -> None:
        """Once more of `key`. Raises `TooBusyError`."""
        now = clock.monotonic()
        times = self._came.setdefault(key, deque())
        while times and times[0] <= now - _SPAN_S:
            times.popleft()
        if len(times) >= self._most:
            raise TooBusyError(wait_s=int(times[0] + _SPAN_S - now) + 1)
        times.append(now)
        if len(self._came) > _KEPT:
            self._came = {other: of for other, of in self._came.items() if of and of[-1] > now - _SPAN_S}


class RemarkTurns:
    """What came of late."""

    def __init__(self) -> None:
        """Nothing."""
        self.of_address = Pace(_OF_ADDRESS)
        self.of_all = Pace(_OF_ALL)


async def _turn(request: Request, parts: Parts) -> None:
    turns: RemarkTurns = request.app.state.remarks
    turns.of_address.come(parts.clock, network_of(request.client.host if request.client else ""))
    turns.of_all.come(parts.clock, "")


RemarkTurn = Annotated[None, Depends(_turn)]
"""Of an endpoint by which anybody writes, or guesses. Raises `TooBusyError`."""
