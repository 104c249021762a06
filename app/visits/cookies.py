"""The cookie of a sign-in, and the one by which a browser is known again."""

from fastapi import Request, Response

from app.accounts import Limits, NewSignIn, Visitor
from app.edge import cookie_name

_DEVICE = "loalang-device"
_DEVICE_S = 365 * 24 * 3600


def visitor_of(request: Request) -> Visitor:
    """Who comes to sign in, as far as a request tells."""
    return Visitor(
        address=request.client.host if request.client else "",
        device=request.cookies.get(_DEVICE, ""),
        label=request.headers.get("user-agent", ""),
    )


def keep_cookies(request: Request, response: Response, made: NewSignIn, limits: Limits) -> None:
    """Give the browser the cookie of a sign-in, which scripts cannot read, and what it is known again by the next time."""
    keep_sign_in(request, response, made.secret, limits)
    _keep(request, response, _DEVICE, made.device, seconds=_DEVICE_S)


def keep_sign_in(request: Request, response: Response, secret: str, limits: Limits) -> None:
    """Give the browser the cookie of a sign-in that is known already, and has a new secret."""
    _keep(request, response, cookie_name(request), secret, seconds=int(limits.longest.total_seconds()))
    response.headers["Cache-Control"] = "no-store"


def drop_cookie(request: Request, response: Response) -> None:
    """Let the browser forget the sign-in."""
    _keep(request, response, cookie_name(request), "", seconds=0)


def _keep(request: Request, response: Response, name: str, value: str, *, seconds: int) -> None:
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=seconds, path="/", secure=secure, httponly=True, samesite="strict")
