"""Every refusal is one line of the log: what was asked, what was answered, and who asked, as far as it is known.

What the audit log counts (docs/decisions/0122) is of people and for years; this is of requests, and for those who look after the
machine. A line names the route and never what was sent, so no secret and no personal data come into it. Whoever is refused
without end fills no disk: beyond so many lines a minute the rest are counted.
"""

import threading
import time
from typing import Any
from urllib.parse import quote

import structlog
from starlette.types import Scope

_log = structlog.get_logger(__name__)
ASKING = "loalang.asking"
"""Where a request's scope keeps who is asking, once that is known."""
REFUSED = "loalang.refused"
"""Where it keeps the error that was answered, also where a page says it."""
_LONGEST_PATH = 200
_MOST = 600
_WINDOW_S = 60.0


class RefusedLines:
    """Writes them, of one process."""

    def __init__(self, most: int = _MOST) -> None:
        """most: lines a minute."""
        self._most = most
        self._since = time.monotonic()
        self._written = self._beyond = 0
        self._lock = threading.Lock()

    def write(self, scope: Scope, status: int, code: str) -> None:
        """One refusal."""
        beyond = self._turn()
        if beyond:
            _log.warning("request.refused_beyond", count=beyond)
        if self._written <= self._most:
            _log.info("request.refused", method=scope["method"], path=_place(scope), status=status, code=code, **_who(scope))

    def _turn(self) -> int:
        """Count one more; returns how many of the minute before had no line."""
        with self._lock:
            beyond = 0
            if time.monotonic() - self._since >= _WINDOW_S:
                beyond, self._since, self._written, self._beyond = self._beyond, time.monotonic(), 0, 0
            self._written += 1
            self._beyond += self._written > self._most
            return beyond


def _place(scope: Scope) -> str:
    """The route as it is described; else the beginning of what was asked, in signs that no terminal obeys."""
    route = getattr(scope.get("route"), "path", None)
    return route if isinstance(route, str) else quote(str(scope["path"])[:_LONGEST_PATH], errors="replace")


def _who(scope: Scope) -> dict[str, Any]:
    actor = scope.get(ASKING)
    if actor is None:
        return {"by": "unknown"}
    return {
        "by": str(getattr(actor, "kind", "station")),
        "id": str(getattr(actor, "person_id", None) or getattr(actor, "id", "")),
    }
