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


class Words:
    """Whether words stand somewhere, in capitals or not: several times as fast as a `Pattern`, for the text is made small once.

    What matched is small, so it answers yes or no; what asks for a group takes a `Pattern` that minds no case.
    """

    __slots__ = ("_compiled", "source")

    def __init__(self, source: str) -> None:
        """source: as `re.compile` takes it; its capitals stand for small letters too."""
        self.source = source
        self._compiled: re.Pattern[str] | None = None

    def search(self, text: str) -> bool:
        """Whether they stand anywhere in a text."""
        return (self._compiled or self._made()).search(text.lower()) is not None

    def match(self, text: str) -> bool:
        """Whether a text begins with them."""
        return (self._compiled or self._made()).match(text.lower()) is not None

    def _made(self) -> "re.Pattern[str]":
        self._compiled = re.compile(_CAPITALS.sub(lambda each: each[0].lower() if each["letter"] else each[0], self.source))
        return self._compiled


_CAPITALS = re.compile(r"\\.|\(\?P.|(?P<letter>[^\W\d_])", re.DOTALL)
"""The letters of a pattern, and what in it means something else in small letters."""
