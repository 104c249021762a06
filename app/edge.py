"""Shared by both web doors: services, session per request, who is asking, and errors as problem details (RFC 9457).

FastAPI takes a dependency apart, and those below it, anew for each route: what stands here asks for little but the request.
A session commits once, after the endpoint and before the answer goes out: what was acknowledged is durable.
"""

import errno
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlsplit

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, FastAPI, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.types import Receive, Scope, Send

from app.accounts import (
    Actor,
    BadInvitationError,
    ForeignOriginError,
    NotSignedInError,
    ProofMissingError,
    Right,
    RightMissingError,
    SecondFactorMissingError,
    SecondFactorRequiredError,
    TokenNotEnoughError,
    TokenScopeError,
    TooManyAttemptsError,
    WrongFactorError,
    WrongPasswordError,
    WrongSetupCodeError,
    hash_secret,
    who_is,
    who_signed_in,
)
from app.audit import Refusal
from app.db import commit, is_disk_full
from app.emergencies import PinLockedError
from app.errors import AppError, UnavailableError
from app.refused import ASKING
from app.turns import TooBusyError, in_thread
from app.wiring import Services
from app.words import fault, field_in_words, sentence
from app.zones import EnrolmentCodeError, Station, station_of_token

PROBLEM = "application/problem+json"
_WRITERS = 8
"""Requests that may stand in line for the database with a thread each. The others wait without one: whoever is writing
needs threads to get done, so they must never all be taken by those who wait for it."""
_LONGEST_FIELD = 200
_PATIENCE_S = 0.3
"""So long the database is waited for to say who silences, when it has said so before."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_NOTED = (
    NotSignedInError,
    TokenScopeError,
    RightMissingError,
    WrongPasswordError,
    TooManyAttemptsError,
    WrongSetupCodeError,
    BadInvitationError,
    EnrolmentCodeError,
    PinLockedError,
    ForeignOriginError,
    ProofMissingError,
    TokenNotEnoughError,
    SecondFactorMissingError,
    SecondFactorRequiredError,
    WrongFactorError,
)
"""Refusals that the audit log counts; a wrong PIN is kept where it is proved."""
_LOG = logging.getLogger(__name__)

_HTTP_CODES = {
    404: "no_such_address",
    405: "method_not_allowed",
    408: "request_too_slow",
    413: "request_too_large",
    415: "media_type",
    428: "if_match_missing",
}


def _parts(request: Request) -> Services:
    found: Services = request.app.state.services
    return found


async def services(request: Request) -> Services:
    """The parts of this running product."""
    return _parts(request)


async def _reading(request: Request) -> AsyncIterator[Session]:
    session = _parts(request).sessions.read()
    try:
        yield session
    finally:
        await _aside(session.close)


async def _writing(request: Request) -> AsyncIterator[Session]:
    session = _parts(request).sessions()
    try:
        yield session
        await _aside(lambda: commit(session))
    finally:
        await _aside(session.close)


async def _aside(act: Callable[[], None]) -> None:
    """In a thread of its own: the web threads may all be waiting for the very connection that this gives back."""
    await to_thread.run_sync(act, limiter=CapacityLimiter(1))


_bearer = HTTPBearer(auto_error=False, description="Mã truy cập, nhận một lần khi cài đặt (`POST /api/v1/setup`).")


async def bearer(given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> str:
    """The bearer token as sent. Raises `NotSignedInError` when there is none."""
    if given is None:
        raise NotSignedInError
    return given.credentials


@dataclass(frozen=True, slots=True)
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
    return await in_thread(request.scope, lambda: actor_of(_parts(request), shown))


async def _known(request: Request, shown: Annotated[Credential, Depends(credential)]) -> Actor:
    if isinstance(asking := request.scope.get(ASKING), Actor):
        return asking
    parts = _parts(request)

    def known() -> Actor:
        return parts.people.ask(
            (shown.is_cookie, hash_secret(shown.secret)), lambda: actor_of(parts, shown), patience_s=_PATIENCE_S
        )

    return await in_thread(request.scope, known)


async def _station(request: Request, secret: Annotated[str, Depends(bearer)]) -> Station:
    if isinstance(known := request.scope.get(ASKING), Station):
        return known
    parts = _parts(request)

    def found() -> Station:
        with parts.sessions.read() as session:
            return station_of_token(session, secret)

    return await in_thread(request.scope, found)


class AskedFirst(APIRoute):
    """A route that looks at who is asking before anything of the request is read: its body, its form, and what it names.

    So whoever may nothing learns nothing, not even that a form is wrong, and sends no body that anybody reads.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """See `APIRoute`."""
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


Parts = Annotated[Services, Depends(services)]
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
ReadSession = Annotated[Session, Depends(_reading, scope="function")]
WriteSession = Annotated[Session, Depends(_writing, scope="function", max_concurrency=_WRITERS)]
"""Nothing is locked before the endpoint's first statement; the commit comes before the answer."""


class Problem(JSONResponse):
    """Problem details (RFC 9457). Each that goes out is a line of the log."""

    media_type = PROBLEM

    def __init__(self, code: str, body: Mapping[str, object], *, status_code: int, headers: Mapping[str, str]) -> None:
        """code: stable, for programs."""
        super().__init__(body, status_code=status_code, headers=headers)
        self._code = code

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See `JSONResponse`."""
        scope["app"].state.refused.write(scope, self.status_code, self._code)
        await super().__call__(scope, receive, send)


def problem(
    status: int,
    code: str,
    facts: Mapping[str, str | int | float | None],
    *,
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> Problem:
    """An answer that says what is wrong: a stable code for programs, Vietnamese for people, the facts beside."""
    said = sentence(code, facts)
    body: dict[str, Any] = {"type": "about:blank", "status": status, "code": code, "title": said.title, "detail": said.detail}
    body |= {name: fact for name, fact in facts.items() if fact is not None and name not in body}
    body |= more
    return Problem(code, body, status_code=status, headers=dict(headers or {}))


def install(app: FastAPI) -> None:
    """Let `app` answer every error as problem details."""
    for kind, answer in _ANSWERS.items():
        app.add_exception_handler(kind, answer)


def told(request: Request, error: Exception) -> JSONResponse:
    """The problem that an error is answered with, whoever shows it. Raises the error where nobody foresaw it."""
    for kind, answer in _ANSWERS.items():
        if isinstance(error, kind):
            return answer(request, error)
    raise error


def _app_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, AppError)  # noqa: S101  # registered for nothing else
    if isinstance(error, _NOTED):
        _note(request, error)
    facts = dict(error.facts)
    headers = {}
    if isinstance(error, NotSignedInError):
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, TooManyAttemptsError | TooBusyError):
        headers["Retry-After"] = str(error.wait_s)
    if isinstance(error, UnavailableError):
        _LOG.warning("unavailable: %s", error)
    more = {"field": error.field} if error.field else {}
    return problem(error.http_status, error.code, facts, headers=headers, **more)


def _note(request: Request, error: AppError) -> None:
    """Count a refusal for the audit log."""
    parts: Services = request.app.state.services
    actor = request.scope.get(ASKING)
    what = str(error.facts.get("right") or error.facts.get("scope") or error.facts.get("act") or "")
    refusal = (
        Refusal(None, "unknown", None, "", error.code)
        if not isinstance(actor, Actor)
        else Refusal(actor.commune_id, actor.kind.value, actor.person_id, actor.name, error.code, what)
    )
    parts.refusals.note(refusal, parts.clock.now())


def _validation_error(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101  # registered for nothing else
    faults = [
        {
            "field": _printable(each["loc"][1:]),
            "code": each["type"],
            "message": fault(each["type"], each.get("ctx")),
        }
        for each in error.errors()
    ]
    words = "; ".join(
        f"{field_in_words(each['field'])} {each['message']}" if each["field"] else each["message"] for each in faults
    )
    return problem(422, "request_invalid", {"faults": words}, field=faults[0]["field"] if faults else "", faults=faults)


def _printable(place: Sequence[object]) -> str:
    """The name of a field, which may be one that was sent and is no text at all."""
    return ".".join(str(part) for part in place)[:_LONGEST_FIELD].encode(errors="replace").decode()


def _http_error(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, StarletteHTTPException)  # noqa: S101  # registered for nothing else
    code = _HTTP_CODES.get(error.status_code, "http")
    return problem(error.status_code, code, {"status": error.status_code}, headers=error.headers)


def _database_error(_request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, OperationalError) and is_disk_full(error):
        return _disk_full(error)
    _LOG.error("the database did not answer", exc_info=error)
    return problem(503, "database_unavailable", {}, headers={"Retry-After": "5"})


def _file_error(_request: Request, error: Exception) -> JSONResponse:
    """A full disk is told to people; any other trouble with a file is one that nobody foresaw."""
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _disk_full(error)
    raise error


def _disk_full(error: Exception) -> JSONResponse:
    _LOG.error("the disk is full", exc_info=error)
    return problem(507, "disk_full", {})


def _race_lost(_request: Request, error: Exception) -> JSONResponse:
    """Two made the same thing at once: both looked, neither saw it, and the database let one through."""
    _LOG.warning("a constraint refused a row", exc_info=error)
    return problem(409, "conflict", {})


_ANSWERS: Mapping[type[Exception], Callable[[Request, Exception], JSONResponse]] = {
    AppError: _app_error,
    RequestValidationError: _validation_error,
    StarletteHTTPException: _http_error,
    OperationalError: _database_error,
    NoConnectionError: _database_error,
    OSError: _file_error,
    IntegrityError: _race_lost,
}
