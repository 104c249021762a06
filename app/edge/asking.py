"""Who is asking: a person by token or cookie, or a station, known before anything else of a request is read.

FastAPI takes a dependency apart, and those below it, anew for each route: what stands here asks for little but the request.
"""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.accounts import Actor, ForeignOriginError, NotSignedInError, Right, hash_secret, who_is, who_signed_in
from app.edge.routes import LateRoute
from app.edge.sessions import parts_of
from app.refused import ASKING
from app.turns import in_thread
from app.values import frozen
from app.wiring import Services
from app.zones import Station, station_of_token

_PATIENCE_S = 0.3
"""So long the database is waited for to say who silences, when it has said so before."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


_bearer = HTTPBearer(auto_error=False, description="Mã truy cập, nhận một lần khi cài đặt (`POST /api/v1/setup`).")


async def bearer(given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> str:
    """The bearer token as sent. Raises `NotSignedInError` when there is none."""
    if given is None:
        raise NotSignedInError
    return given.credentials


@frozen
class Credential:
    """What somebody shows to say who is asking: a token, or the cookie of a sign-in. One is never taken for the other."""

    secret: str
    is_cookie: bool = False


async def credential(request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> Credential:
    """What was shown; a token goes before a cookie. Raises `NotSignedInError`; `ForeignOriginError` for an act with a cookie."""
    if given is not None:
        return Credential(given.credentials)
    cookie = request.cookies.get(cookie_name(request))
    if not cookie:
        raise NotSignedInError
    if request.method not in _SAFE:
        refuse_foreign_origin(request)
    return Credential(cookie, is_cookie=True)


def cookie_name(request: Request) -> str:
    """Of a sign-in. Under TLS the name itself forbids a page of another host, or of plain HTTP, to set it."""
    return "__Host-loalang" if request.url.scheme == "https" else "loalang"


def refuse_foreign_origin(request: Request) -> None:
    """An act with a cookie comes from a page of this very host, as the browser says; what does not say is no browser's page.

    Host and port are compared, not the scheme: a proxy may have taken TLS away. It needs no secure context, so it holds on a LAN.
    Raises `ForeignOriginError`.
    """
    origin = urlsplit(request.headers.get("origin", ""))
    ports = {"http": 80, "https": 443}
    if origin.scheme not in ports:
        raise ForeignOriginError
    here = urlsplit(f"//{request.headers.get('host', '')}")
    try:
        theirs = (origin.hostname, origin.port or ports[origin.scheme])
        ours = (here.hostname, here.port or ports[origin.scheme])
    except ValueError:
        raise ForeignOriginError from None
    if origin.hostname is None or theirs != ours:
        raise ForeignOriginError


def actor_of(parts: Services, shown: Credential) -> Actor:
    """Who shows it. Raises `NotSignedInError`."""
    now = parts.clock.now()
    with parts.sessions.read() as session:
        if shown.is_cookie:
            return who_signed_in(session, now, shown.secret, limits=parts.sign_in_limits, uses=parts.uses)
        return who_is(session, now, shown.secret, uses=parts.uses)


async def _actor(request: Request, shown: Annotated[Credential, Depends(credential)]) -> Actor:
    if isinstance(known := request.scope.get(ASKING), Actor):
        return known
    return await in_thread(request.scope, lambda: actor_of(parts_of(request), shown))


async def _known(request: Request, shown: Annotated[Credential, Depends(credential)]) -> Actor:
    if isinstance(asking := request.scope.get(ASKING), Actor):
        return asking
    parts = parts_of(request)

    def known() -> Actor:
        return parts.people.ask(
            (shown.is_cookie, hash_secret(shown.secret)), lambda: actor_of(parts, shown), patience_s=_PATIENCE_S
        )

    return await in_thread(request.scope, known)


async def _station(request: Request, secret: Annotated[str, Depends(bearer)]) -> Station:
    if isinstance(known := request.scope.get(ASKING), Station):
        return known
    parts = parts_of(request)

    def found() -> Station:
        with parts.sessions.read() as session:
            return station_of_token(session, secret)

    return await in_thread(request.scope, found)


class AskedFirst(LateRoute):
    """A route that looks at who is asking before anything of the request is read: its body, its form, and what it names.

    So whoever may nothing learns nothing, not even that a form is wrong, and sends no body that anybody reads.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """See `LateRoute`."""
        handle, who = super().get_route_handler(), _asker(self.dependant)
        if who is None:
            return _told_when_known(handle) if _depends_on(self.dependant, bearer) else handle

        async def asked(request: Request) -> Response:
            request.scope[ASKING] = await who(request, await _bearer(request))
            return await handle(request)

        return asked


async def _person(request: Request, given: HTTPAuthorizationCredentials | None) -> Actor:
    return await _actor(request, await credential(request, given))


async def _silencing(request: Request, given: HTTPAuthorizationCredentials | None) -> Actor:
    return await _known(request, await credential(request, given))


async def _machine(request: Request, given: HTTPAuthorizationCredentials | None) -> Station:
    return await _station(request, await bearer(given))


_Asker = Callable[[Request, HTTPAuthorizationCredentials | None], Awaitable[Actor | Station]]
_ASKERS: dict[Callable[..., Any], _Asker] = {_actor: _person, _known: _silencing, _station: _machine}


def _asker(dependant: Dependant) -> _Asker | None:
    return next((asker for call, asker in _ASKERS.items() if _depends_on(dependant, call)), None)


def _depends_on(dependant: Dependant, call: Callable[..., Any]) -> bool:
    return any(each.call is call or _depends_on(each, call) for each in dependant.dependencies)


def _told_when_known(
    handle: Callable[[Request], Coroutine[Any, Any, Response]],
) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    """Where the endpoint itself finds out who asks: what is wrong with a form is told after that."""

    async def told(request: Request) -> Response:
        try:
            return await handle(request)
        except RequestValidationError:
            await _machine(request, await _bearer(request))
            raise

    return told


def may(right: Right) -> Callable[[Actor], Awaitable[Actor]]:
    """A dependency for what is only looked at: there is no act that could ask for the right."""

    async def actor(found: Annotated[Actor, Depends(_actor)]) -> Actor:
        found.must(right)
        return found

    return actor


BearerToken = Annotated[str, Depends(bearer)]
"""Of a station, not looked at yet."""
AskingStation = Annotated[Station, Depends(_station)]
"""Which station is asking."""
Shown = Annotated[Credential, Depends(credential)]
SignedIn = Annotated[Actor, Depends(_actor)]
"""Who is asking, with whatever token: what they may do is asked in the act."""
Silencing = Annotated[Actor, Depends(_known)]
"""The same for acts of silence: who the database knew a while ago may still silence while it does not answer."""
Looking = Annotated[Actor, Depends(may(Right.LOOK))]
"""Who may see what the commune has."""
LookingAtOwn = Annotated[Actor, Depends(may(Right.OWN))]
"""Who may see what is one's own."""
LookingAtPeople = Annotated[Actor, Depends(may(Right.PEOPLE))]
"""Who may see who is who."""
