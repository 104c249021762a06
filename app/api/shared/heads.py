"""HEAD, answered wherever GET is: calendars and watchdogs ask it before they fetch (RFC 9110, section 9.3.2)."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_STREAMS = "/events"
"""What has no end has no head of its own either."""


class Heads:
    """Has a HEAD answered as the GET it stands for, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        """app: what answers GET."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the class."""
        if scope["type"] != "http" or scope["method"] != "HEAD" or scope["path"].endswith(_STREAMS):
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._app({**scope, "method": "GET"}, receive, without_body)
