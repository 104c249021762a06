"""Who is served when many ask at once.

The lane: what makes silence, and what stations hear of it by, has threads of its own and stands in no line. Everybody else takes
turns, so that nobody's many requests keep the others waiting (docs/decisions/0067).
"""

import asyncio
import functools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import ClassVar, ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar
from starlette.types import Scope

from app.errors import RefusedError

P = ParamSpec("P")
T = TypeVar("T")
_THREADS = 16
_threads: RunVar[CapacityLimiter] = RunVar("threads of the lane")
_acts: set[object] = set()
_IN_LANE = "loalang.lane"


class TooBusyError(RefusedError):
    """One who asks has too much under way here. wait_s: after which it may be tried again."""

    code: ClassVar[str] = "too_many_requests"
    http_status: ClassVar[int] = 429
    wait_s: int = 2


def lane(endpoint: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """An endpoint of the lane: it runs in the lane's threads."""

    @functools.wraps(endpoint)
    async def run(*args: P.args, **kwargs: P.kwargs) -> T:
        return await to_thread.run_sync(functools.partial(endpoint, *args, **kwargs), limiter=_lane_threads())

    return lane_stream(run)


def lane_stream(endpoint: Callable[P, T]) -> Callable[P, T]:
    """An endpoint of the lane that needs no thread."""
    _acts.add(endpoint)
    return endpoint


def is_of_lane(endpoint: object) -> bool:
    """Whether an endpoint was made one of the lane."""
    return endpoint in _acts


def enter_lane(scope: Scope) -> None:
    """This request is one of the lane."""
    scope[_IN_LANE] = True


def is_in_lane(scope: Scope) -> bool:
    """Whether it is."""
    return bool(scope.get(_IN_LANE))


async def in_thread(scope: Scope, act: Callable[[], T]) -> T:
    """Run what blocks for a request: in the lane's threads, or in those of all others."""
    return await to_thread.run_sync(act, limiter=_lane_threads() if is_in_lane(scope) else None)


def _lane_threads() -> CapacityLimiter:
    try:
        return _threads.get()
    except LookupError:
        made = CapacityLimiter(_THREADS)
        _threads.set(made)
        return made


@dataclass
class _Line:
    places: asyncio.Semaphore
    inside: int = field(default=0)


class Turns:
    """So many at work at once for each key; others stand in line, first come, first served."""

    def __init__(self, at_work: int, *, waiting: int) -> None:
        """waiting: how many of one key may stand in line."""
        self._at_work = at_work
        self._most = at_work + waiting
        self._lines: dict[str, _Line] = {}

    @asynccontextmanager
    async def turn(self, key: str) -> AsyncIterator[None]:
        """A turn of `key`, waited for. Raises TooBusyError when the line is full."""
        line = self._lines.setdefault(key, _Line(asyncio.Semaphore(self._at_work)))
        if line.inside >= self._most:
            raise TooBusyError
        line.inside += 1
        try:
            async with line.places:
                yield
        finally:
            line.inside -= 1
            if not line.inside:
                self._lines.pop(key, None)
