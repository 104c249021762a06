"""Turns of those who give a password: each look at one takes a tenth of a second of a core and 32 MiB, on purpose."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request

from app.turns import Turns


class SignInTurns:
    """One password is looked at at a time; three of an address may wait, forty of all, and the next is told to come again."""

    def __init__(self) -> None:
        """Nobody signs in."""
        self.of_address = Turns(1, waiting=3)
        self.of_all = Turns(1, waiting=40)


async def _turn(request: Request) -> AsyncIterator[None]:
    turns: SignInTurns = request.app.state.sign_ins
    address = request.client.host if request.client else ""
    async with turns.of_address.turn(address), turns.of_all.turn(""):
        yield


SignInTurn = Annotated[None, Depends(_turn, scope="function")]
"""Of an endpoint that looks at a password; first of its parameters: no thread waits. Raises TooBusyError."""
