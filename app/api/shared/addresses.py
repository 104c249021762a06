"""Which methods an address has: any other is refused (405), and the answer names those it has (RFC 9110, section 15.5.6).

The router alone names the methods of the first route of an address, though each of its methods is a route; and where a fixed
address has no such method, it goes on to one that names a thing: `PUT /bulletins/approve` would edit a bulletin so called.
"""

import re
from collections.abc import Collection, Iterable

from starlette.types import ASGIApp, Receive, Scope, Send

from app.edge import problem


class Addresses:
    """Refuses a method that an address does not have."""

    def __init__(self, app: ASGIApp, *, prefix: str, routes: Iterable[tuple[str, re.Pattern[str], Collection[str]]]) -> None:
        """prefix: of all of them; routes: the address behind it as it is written, what it matches, its methods."""
        self._app = app
        self._prefix = prefix
        self._fixed: dict[str, frozenset[str]] = {}
        self._naming: dict[str, tuple[re.Pattern[str], frozenset[str]]] = {}
        for address, matching, routed in routes:
            methods = frozenset(routed) | ({"HEAD"} if "GET" in routed else set())
            if "{" in address:
                known = self._naming.get(address, (matching, frozenset()))[1]
                self._naming[address] = (matching, known | methods)
            else:
                self._fixed[address] = self._fixed.get(address, frozenset()) | methods

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the class."""
        if scope["type"] == "http":
            methods = self._methods(scope["path"])
            if methods and scope["method"] not in methods:
                allowed = {"Allow": ", ".join(sorted(methods))}
                await problem(405, "method_not_allowed", {}, headers=allowed)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _methods(self, path: str) -> frozenset[str]:
        """Nothing where there is no such address."""
        inner = path.removeprefix(self._prefix)
        if inner == path:
            return frozenset()
        fixed = self._fixed.get(inner)
        if fixed is not None:
            return fixed
        return frozenset().union(*(methods for matching, methods in self._naming.values() if matching.match(inner)))
