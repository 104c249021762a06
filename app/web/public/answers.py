"""How what is public is answered: no cookie, kept by whoever likes for a minute, and sent again only when it has changed."""

import hashlib
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from fastapi import Request, Response

from app.edge import LateRoute, told
from app.visits.seen import has_already, quoted
from app.web.shared.asking import SHOWN, at_its_address
from app.web.shared.faults import Fault
from app.web.shared.pages import environment, small

_POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; base-uri 'none';"
        " form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",  # under `no-referrer` a form says it comes from `null`, and is refused as foreign
}
KEPT = {"Cache-Control": "public, max-age=60"}
"""A minute: what is withdrawn is gone from every cache by then."""
_NOT_KEPT = {"Cache-Control": "no-store"}


class Public(LateRoute):
    """A route that asks nobody who they are; what goes wrong is a page with the way back to the commune's own."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """See `LateRoute`."""
        handle = super().get_route_handler()

        async def shown(request: Request) -> Response:
            try:
                return await handle(request)
            except SHOWN as error:
                answer = told(request, at_its_address(error))
                values = {"fault": Fault.of_answer(bytes(answer.body)), "home": _home(request)}
                found = private(request, "public/error.html", values, status=answer.status_code)
                if "retry-after" in answer.headers:
                    found.headers["Retry-After"] = answer.headers["retry-after"]
                return found

        return shown


def text_of(template: str, values: Mapping[str, object]) -> bytes:
    """A page as bytes."""
    return environment().get_template(template).render(values).encode()


def kept(request: Request, data: bytes, kind: str = "text/html; charset=utf-8", **more: str) -> Response:
    """Something public; 304 where the asker has it. kind: its media type; more: headers."""
    tag = quoted(hashlib.sha256(data).hexdigest()[:32])
    headers = _POLICY | KEPT | {"ETag": f"W/{tag}", "Vary": "Accept-Encoding"} | more
    if has_already(request, tag):
        return Response(status_code=304, headers=headers)
    body, how = small(request, data)
    return Response(body, media_type=kind, headers=headers | how)


def private(request: Request, template: str, values: Mapping[str, object], *, status: int = 200) -> Response:
    """A page for whoever asked alone: an error, a receipt."""
    body, how = small(request, text_of(template, values))
    return Response(body, status, _POLICY | _NOT_KEPT | how, "text/html; charset=utf-8")


def _home(request: Request) -> str:
    place = request.path_params.get("place")
    return f"/cong-khai/{place}" if place else "/cong-khai"
