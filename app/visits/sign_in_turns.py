"""Turns of those who give a password: each look at one takes a tenth of a second of a core and 32 MiB, on purpose."""

import random
from collections.abc import AsyncIterator
from typing import Annotated

import anyio
from fastapi import Depends, Request

from app.accounts import TooManyAttemptsError, network_of
from app.refused import REFUSED
from app.turns import TooBusyError, Turns

_REFUSED_S = (0.5, 1.5)
"""Who is refused unheard hears it after a while, for which only a connection is held: else one who guesses asks again at once,
and a thousand quick refusals a second slow everybody else. After between so and so long, each otherwise: those who were refused
together would come again together, and whoever asks just then stands behind all of them."""


class SignInTurns:
    """One password is looked at at a time; three of an address may wait, forty of all, and the next is told to come again."""

    def __init__(self) -> None:
        """Nobody signs in."""
        self.of_address = Turns(1, waiting=3)
        self.of_all = Turns(1, waiting=40)


async def _turn(request: Request) -> AsyncIterator[None]:
    turns: SignInTurns = request.app.state.sign_ins
    address = network_of(request.client.host if request.client else "")
    try:
        async with turns.of_address.turn(address), turns.of_all.turn(""):
            yield
    except (TooBusyError, TooManyAttemptsError):
        await _wait()
        raise
    if isinstance(request.scope.get(REFUSED), TooManyAttemptsError):  # a page says it
        await _wait()


async def _wait() -> None:
    await anyio.sleep(random.uniform(*_REFUSED_S))  # noqa: S311  # no secret


SignInTurn = Annotated[None, Depends(_turn, scope="function")]
"""Of an endpoint that looks at a password; first of its parameters: no thread waits. Raises TooBusyError."""
