"""Patterns made ready when they are first used: a program that starts should not wait for four hundred of them."""

import re
from collections.abc import Callable, Iterator

Matched = re.Match[str] | None


class Pattern:
    """What `re.compile` gives, but compiled at the first call; from then on a call costs what it costs there."""

    __slots__ = ("finditer", "fullmatch", "match", "search", "source", "sub")

    search: Callable[..., Matched]
    match: Callable[..., Matched]
    fullmatch: Callable[..., Matched]
    finditer: Callable[..., Iterator[re.Match[str]]]
    sub: Callable[..., str]

    def __init__(self, source: str, flags: int = 0) -> None:
        """source, flags: as `re.compile` takes them. A wrong pattern raises at its first use; every one is used in a test."""
        self.source = source

        def made() -> "re.Pattern[str]":
            compiled = re.compile(source, flags)
            self.search, self.match = compiled.search, compiled.match
            self.fullmatch, self.finditer, self.sub = compiled.fullmatch, compiled.finditer, compiled.sub
            return compiled

        self.search = lambda *place: made().search(*place)
        self.match = lambda *place: made().match(*place)
        self.fullmatch = lambda *place: made().fullmatch(*place)
        self.finditer = lambda *place: made().finditer(*place)
        self.sub = lambda *given: made().sub(*given)
