"""Only who calls the service by a name of its own is answered, before anything else is looked at.

A page anywhere may have its own name point to an address of this LAN once it is open (DNS rebinding): for the browser the service
is then a part of that page. What tells them apart is the name in `Host`. An address is nobody's name, and names without a dot,
or below `.localhost`, no stranger can have: those are answered always, so that an office needs no setting.
"""

import re
from collections.abc import Collection
from ipaddress import ip_address

from starlette.types import ASGIApp, Receive, Scope, Send

from app.edge import problem

_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9_.-]{1,253})(?::[0-9]{1,5})?", re.IGNORECASE)


class KnownHost:
    """Answers 421 (RFC 9110, 15.5.20) to whoever calls it by another name."""

    def __init__(self, app: ASGIApp, *, names: Collection[str]) -> None:
        """names: with a dot, that are this service's, in small letters."""
        self._app = app
        self._names = frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the class."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) == 1 and self._is_own(hosts[0].decode("latin-1")):
            await self._app(scope, receive, send)
            return
        await problem(421, "foreign_host", {}, headers={"Connection": "close"})(scope, receive, send)

    def _is_own(self, host: str) -> bool:
        found = _HOST.fullmatch(host)
        if found is None:
            return False
        name = found["name"].lower().removesuffix(".")
        if "." not in name and ":" not in name:
            return bool(name)
        return name in self._names or name.endswith(".localhost") or _is_address(name.strip("[]"))


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
