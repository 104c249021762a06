"""The connections of the web server: how many there may be, how long they may be silent, and which goes first.

A connection that has not said what it wants holds a socket and nothing else, so it is the first to go: a program that opens a
thousand and sends half a header each cannot shut out the one that says stop (docs/decisions/0067).
"""

import asyncio
import sys
from collections import Counter
from enum import IntEnum
from functools import lru_cache
from typing import Any, ClassVar

import h11
import structlog
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol

from app.edge import problem

_log = structlog.get_logger(__name__)

_HEAD_S = 10.0
"""From the first byte, or from the connection, to the end of the headers."""
_UNREAD_S = 60.0
"""How long an answer may lie unread."""
_MOST = 4096
_OPEN_FILES = 65_536
_OTHER_FILES = 384
"""Files and sockets of everything else: the database, audio, calls to others."""
_LANE = 64
"""Connections beyond the limit, for what cannot wait; whatever else comes by them is told to come again."""


class Stage(IntEnum):
    """How far a connection is; a lower one is dropped before a higher one."""

    UNHEARD = 0
    """Its headers are not here yet."""
    IDLE = 1
    """Kept open after an answer."""
    SENDING = 2
    """Its body is not here yet."""
    AT_WORK = 3


class Doorkeeper:
    """Counts connections and drops those that least deserve their place."""

    def __init__(self, most: int) -> None:
        """most: so many at once, half of them from one address."""
        self._most = most
        self._share = most // 2
        self._by_stage: dict[Stage, dict[Connection, None]] = {stage: {} for stage in Stage}
        self._by_address: Counter[str] = Counter()

    def protocol(self) -> type[asyncio.Protocol]:
        """What uvicorn makes of each connection."""

        class Kept(Connection):
            keeper = self

        return Kept

    def is_over(self, connection: "Connection") -> bool:
        """Whether it is there only because it may turn out to be of the lane."""
        return self._count() > self._most or self._by_address[connection.address] > self._share

    def enter(self, connection: "Connection") -> None:
        """A new connection; another one may have to go for it, or itself."""
        self._by_stage[Stage.UNHEARD][connection] = None
        self._by_address[connection.address] += 1
        if self._by_address[connection.address] > self._share:
            self._drop(connection, of=connection.address)
        elif self._count() > self._most:
            self._drop(connection)

    def move(self, connection: "Connection", before: Stage, after: Stage) -> None:
        """It is further, or idle again."""
        if connection in self._by_stage[before]:
            del self._by_stage[before][connection]
            self._by_stage[after][connection] = None

    def leave(self, connection: "Connection") -> None:
        """It is closed, or is about to be."""
        if self._by_stage[connection.stage].pop(connection, connection) is not connection:
            self._by_address[connection.address] -= 1
            if not self._by_address[connection.address]:
                del self._by_address[connection.address]

    def _count(self) -> int:
        return sum(map(len, self._by_stage.values()))

    def _drop(self, new: "Connection", *, of: str | None = None) -> None:
        for stage in (Stage.UNHEARD, Stage.IDLE):
            for each in self._by_stage[stage]:
                if each is not new and of in {None, each.address}:
                    each.turn_away(503, "server_busy")
                    return
        beyond = self._by_address[of] - self._share if of is not None else self._count() - self._most
        if beyond > _LANE:
            sending = [each for each in self._by_stage[Stage.SENDING] if of in {None, each.address}]
            min(sending, key=lambda each: each.received, default=new).turn_away(503, "server_busy")


class Connection(H11Protocol):
    """One connection. stage: how far it is; received: bytes of this request's body; address: of the other side."""

    keeper: ClassVar[Doorkeeper]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # uvicorn's
        """As uvicorn makes it."""
        super().__init__(*args, **kwargs)
        self.app_state = {**self.app_state, "connection": self}
        self.stage = Stage.UNHEARD
        self.received = 0
        self.address = ""
        self._patience: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None

    @property
    def is_over(self) -> bool:
        """Whether only the lane is served on it."""
        return self.keeper.is_over(self)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        """See `asyncio.Protocol`."""
        super().connection_made(transport)
        self.address = self.client[0] if self.client else ""
        self._patience = self.loop.call_later(_HEAD_S, self._lose_patience)
        self.keeper.enter(self)

    def data_received(self, data: bytes) -> None:
        """See `asyncio.Protocol`."""
        if self.transport.is_closing():
            return
        super().data_received(data)
        self.received += len(data)
        self._settle()

    def on_response_complete(self) -> None:
        """See uvicorn."""
        super().on_response_complete()
        self._settle()

    def connection_lost(self, exc: Exception | None) -> None:
        """See `asyncio.Protocol`."""
        super().connection_lost(exc)
        self.keeper.leave(self)
        self._forget_timers()

    def pause_writing(self) -> None:
        """See `asyncio.Protocol`: nobody reads what is answered."""
        super().pause_writing()
        self._unread = self.loop.call_later(_UNREAD_S, self.transport.abort)

    def resume_writing(self) -> None:
        """See `asyncio.Protocol`."""
        super().resume_writing()
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  # in English
        """What came is no HTTP."""
        self.turn_away(400, "not_http")

    def turn_away(self, status: int, code: str) -> None:
        """Say why, and close; it is out of the keeper's sight at once."""
        self.keeper.leave(self)
        self._forget_timers()
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            self.transport.write(_last_words(status, code))
        self.transport.close()

    def _settle(self) -> None:
        """See how far it is now, and have patience for headers alone: a body's is the application's."""
        stage = self._present_stage()
        if stage is not self.stage:
            self.keeper.move(self, self.stage, stage)
            self.stage = stage
            if self._patience is not None:
                self._patience.cancel()
                self._patience = None
            if stage is Stage.UNHEARD and not self.transport.is_closing():
                self._patience = self.loop.call_later(_HEAD_S, self._lose_patience)
            if stage is not Stage.SENDING:
                self.received = 0

    def _present_stage(self) -> Stage:
        if self.conn.their_state is h11.SEND_BODY:
            return Stage.SENDING
        if self.conn.their_state is not h11.IDLE:
            return Stage.AT_WORK
        has_answered = self.cycle is not None and self.cycle.response_complete  # type: ignore[redundant-expr]  # None at first
        return Stage.IDLE if has_answered and not self.conn.trailing_data[0] else Stage.UNHEARD

    def _lose_patience(self) -> None:
        self.turn_away(408, "request_too_slow")

    def _forget_timers(self) -> None:
        for timer in (self._patience, self._unread):
            if timer is not None:
                timer.cancel()


@lru_cache
def _last_words(status: int, code: str) -> bytes:
    """A whole answer, after which the connection is closed: made once, for it is said a thousand times when it is said at all."""
    answer = problem(status, code, {}, headers={"Retry-After": "2", "Connection": "close"})
    conn = h11.Connection(h11.SERVER)
    head = h11.Response(status_code=status, headers=answer.raw_headers, reason=STATUS_PHRASES[status])
    return b"".join(conn.send(event) or b"" for event in (head, h11.Data(data=bytes(answer.body)), h11.EndOfMessage()))


def connection_budget() -> int:
    """How many connections this process has room for, after asking the system for all the open files it may have."""
    if sys.platform == "win32":
        return _MOST
    import resource  # noqa: PLC0415  # not on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    unlimited = resource.RLIM_INFINITY
    wanted = _OPEN_FILES if hard == unlimited else min(hard, _OPEN_FILES)
    if soft != unlimited and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    room = _MOST if soft == unlimited else soft - _OTHER_FILES - _LANE
    budget = max(_LANE, min(room, _MOST))
    _log.info("connections.budget", connections=budget, open_files=soft)
    return budget
