"""Routes that are worked out when they are first asked.

FastAPI takes an endpoint apart, with its dependencies and forms, when a route is made, and once more when its router is included:
a millisecond and a half each, for hundreds of routes, before a server may say that it lives. These are taken apart once, when
somebody asks; `below` says where they stand, in place of an inclusion (docs/decisions/0209).
"""

import warnings
from collections.abc import Callable, Iterable
from threading import RLock
from typing import TYPE_CHECKING, Any, Self

from fastapi import APIRouter
from fastapi.routing import APIRoute
from pydantic.warnings import UnsupportedFieldAttributeWarning
from starlette.routing import Match, compile_path
from starlette.types import Scope

_MATCHING = ("path_regex", "path_format", "param_convertors")
_working_out = RLock()
# FastAPI hushes this about its own fields while it makes a route; those of a form with `defer_build` are worked out after that
warnings.filterwarnings("ignore", category=UnsupportedFieldAttributeWarning)


class LateRoute(APIRoute):
    """A route of which only the address, the methods and the endpoint are known until it is first asked for more.

    It stands where `routes_of` puts it, and cannot be included.
    """

    methods: set[str]

    def __init__(self, path: str, endpoint: Callable[..., Any], *, methods: Iterable[str] | None = None, **given: object) -> None:
        """given: what `APIRoute` takes besides."""
        self._given: dict[str, Any] = given
        self._begins = path.partition("{")[0]
        self.path = path
        self.endpoint = endpoint
        self.methods = {method.upper() for method in methods or ("GET",)}

    def below(self, prefix: str, *, is_described: bool) -> Self:
        """The same route with `prefix` before its address. is_described: whether the description of the API has it."""
        given = self._given if is_described else self._given | {"include_in_schema": False}
        return type(self)(prefix + self.path, self.endpoint, methods=self.methods, **given)

    def is_at(self, path: str) -> bool:
        """Whether `path` is an address of this route, whatever the method."""
        return path.startswith(self._begins) and self.path_regex.match(path) is not None

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """See `APIRoute`."""
        if scope["type"] != "http" or not scope["path"].startswith(self._begins):
            return Match.NONE, {}
        return super().matches(scope)

    if not TYPE_CHECKING:  # which else would take any name for one of a route's

        def __getattr__(self, name: str) -> object:
            """What is not there yet."""
            if name in _MATCHING:
                for each, value in zip(_MATCHING, compile_path(self.path), strict=True):
                    setattr(self, each, value)
            else:
                with _working_out:
                    if "app" not in self.__dict__:  # which is made last
                        super().__init__(self.path, self.endpoint, methods=self.methods, **self._given)
            if name not in self.__dict__:  # also when another thread was first
                raise AttributeError(name)
            return self.__dict__[name]


def routes_of(routers: Iterable[APIRouter], prefix: str = "", *, are_described: bool = True) -> list[LateRoute]:
    """The routes of routers, below `prefix`; see `LateRoute.below`. Raises `TypeError` for a route of another kind."""
    found = []
    for router in routers:
        for route in router.routes:
            if not isinstance(route, LateRoute):
                raise TypeError(f"{route!r} stands in a router whose route class is no LateRoute")
            found.append(route.below(prefix, is_described=are_described))
    return found
