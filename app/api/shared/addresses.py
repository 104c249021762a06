"""Which methods an address has: any other is refused (405), and the answer names those it has (RFC 9110, section 15.5.6).

The router alone names the methods of the first route of an address, though each of its methods is a route; and where a fixed
address has no such method, it goes on to one that names a thing: `PUT /bulletins/approve` would edit a bulletin so called.
"""

from collections.abc import Iterable

from starlette.types import ASGIApp, Receive, Scope, Send

from app.edge import LateRoute, problem


class Addresses:
    """Refuses a method that an address does not have."""

    def __init__(self, app: ASGIApp, *, routes: Iterable[LateRoute]) -> None:
        """routes: all that are looked after."""
        self._app = app
        self._fixed: dict[str, frozenset[str]] = {}
        self._naming: dict[str, tuple[LateRoute, frozenset[str]]] = {}
        for route in routes:
            methods = frozenset(route.methods) | ({"HEAD"} if "GET" in route.methods else set())
            if "{" in route.path:
                known = self._naming.get(route.path, (route, frozenset()))[1]
                self._naming[route.path] = (route, known | methods)
            else:
                self._fixed[route.path] = self._fixed.get(route.path, frozenset()) | methods

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
        fixed = self._fixed.get(path)
        if fixed is not None:
            return fixed
        return frozenset().union(*(methods for route, methods in self._naming.values() if route.is_at(path)))
