"""What every answer forbids the browser that shows it: scripts, frames around it, guesses at its kind, saying where it came from.

No answer of REST is a page: the policy allows nothing. A page of the console brings its own, which allows what is the console's.
A page that is to be printed brings one for its own style (`app.api.shared.printed`).
Sources: OWASP ASVS 5.0, sections 3.4.3 (CSP), 3.4.4 (nosniff), 3.4.5 (referrer), 3.4.6 (frame-ancestors).
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FORBIDS = [
    (b"content-security-policy", b"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]
_TLS_ALONE = (b"strict-transport-security", b"max-age=31536000")
"""Said under TLS alone: over plain HTTP browsers pass it over (RFC 6797, 8.1), and a LAN without TLS must stay one."""


class Guarded:
    """Says it with every answer, whoever made it."""

    def __init__(self, app: ASGIApp) -> None:
        """app: what answers."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the class."""
        headers = [*_FORBIDS, _TLS_ALONE] if scope.get("scheme") == "https" else _FORBIDS

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message["headers"]}
                message = {**message, "headers": [*message["headers"], *(each for each in headers if each[0] not in given)]}
            await send(message)

        await self._app(scope, receive, guarded)
