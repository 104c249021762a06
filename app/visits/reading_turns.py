"""Turns of those who have a text read: work for the processor alone, of up to some seconds, and all threads share one lock."""

from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Annotated

from fastapi import Depends, Request

from app.edge import Shown
from app.turns import TooBusyError, Turns


class ReadingTurns:
    """Two texts are read at once, one for each token; seven more of a token may wait, and the next is told to come again."""

    def __init__(self) -> None:
        """Nobody reads."""
        self.of_token = Turns(1, waiting=7)
        self.of_all = Turns(2, waiting=200)


async def _turn(request: Request, shown: Shown) -> AsyncIterator[None]:
    turns: ReadingTurns = request.app.state.readings
    async with turns.of_token.turn(shown.secret), turns.of_all.turn(""):
        with suppress(RuntimeError):  # of a form all has been taken in already
            await request.body()  # kept, or the next question would eat what has come of it
        if await request.is_disconnected():
            raise TooBusyError  # which nobody hears: who asked has gone
        yield


ReadingTurn = Annotated[None, Depends(_turn, scope="function")]
"""Of an endpoint that reads a text; first of its parameters, so that nothing else is held while it waits. Raises TooBusyError."""
