"""Shared by both web doors: services, session per request, who is asking, and errors as problem details (RFC 9457).

A session commits once, after the endpoint and before the answer goes out: what was acknowledged is durable.
"""

import errno
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import Annotated, Any

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException as StarletteHTTPException

from app.accounts import Actor, NotSignedInError, Right, TooManyAttemptsError, hash_secret, who_is
from app.db import commit, is_disk_full
from app.errors import AppError, UnavailableError
from app.turns import TooBusyError, in_thread
from app.wiring import Services
from app.words import fault, sentence

PROBLEM = "application/problem+json"
_WRITERS = 8
"""Requests that may stand in line for the database with a thread each. The others wait without one: whoever is writing
needs threads to get done, so they must never all be taken by those who wait for it."""
_LONGEST_FIELD = 200
_PATIENCE_S = 0.3
"""So long the database is waited for to say who silences, when it has said so before."""
_LOG = logging.getLogger(__name__)

_HTTP_CODES = {
    404: "no_such_address",
    405: "method_not_allowed",
    408: "request_too_slow",
    413: "request_too_large",
    415: "media_type",
    428: "if_match_missing",
}


async def services(request: Request) -> Services:
    """The parts of this running product."""
    found: Services = request.app.state.services
    return found


async def _reading(parts: Annotated[Services, Depends(services)]) -> AsyncIterator[Session]:
    session = parts.sessions.read()
    try:
        yield session
    finally:
        await _aside(session.close)


async def _writing(parts: Annotated[Services, Depends(services)]) -> AsyncIterator[Session]:
    session = parts.sessions()
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


def actor_of(parts: Services, secret: str) -> Actor:
    """Who a token belongs to. Raises `NotSignedInError`."""
    with parts.sessions.read() as session:
        return who_is(session, secret)


async def _actor(
    request: Request, parts: Annotated[Services, Depends(services)], secret: Annotated[str, Depends(bearer)]
) -> Actor:
    return await in_thread(request.scope, lambda: actor_of(parts, secret))


async def _known(
    request: Request, parts: Annotated[Services, Depends(services)], secret: Annotated[str, Depends(bearer)]
) -> Actor:
    def known() -> Actor:
        return parts.people.ask(hash_secret(secret), lambda: actor_of(parts, secret), patience_s=_PATIENCE_S)

    return await in_thread(request.scope, known)


def may(right: Right) -> Callable[[Actor], Awaitable[Actor]]:
    """A dependency for what is only looked at: there is no act that could ask for the right."""

    async def actor(found: Annotated[Actor, Depends(_actor)]) -> Actor:
        found.must(right)
        return found

    return actor


Parts = Annotated[Services, Depends(services)]
BearerToken = Annotated[str, Depends(bearer)]
SignedIn = Annotated[Actor, Depends(_actor)]
"""Who is asking, with whatever token: what they may do is asked in the act."""
Silencing = Annotated[Actor, Depends(_known)]
"""The same for acts of silence: who the database knew a while ago may still silence while it does not answer."""
Looking = Annotated[Actor, Depends(may(Right.LOOK))]
"""Who may see what the commune has."""
ReadSession = Annotated[Session, Depends(_reading, scope="function")]
WriteSession = Annotated[Session, Depends(_writing, scope="function", max_concurrency=_WRITERS)]
"""Nothing is locked before the endpoint's first statement; the commit comes before the answer."""


def problem(
    status: int,
    code: str,
    facts: Mapping[str, str | int | float | None],
    *,
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> JSONResponse:
    """An answer that says what is wrong: a stable code for programs, Vietnamese for people, the facts beside."""
    said = sentence(code, facts)
    body: dict[str, Any] = {"type": "about:blank", "status": status, "code": code, "title": said.title, "detail": said.detail}
    body |= {name: fact for name, fact in facts.items() if fact is not None and name not in body}
    body |= more
    return JSONResponse(body, status_code=status, media_type=PROBLEM, headers=dict(headers or {}))


def install(app: FastAPI) -> None:
    """Let `app` answer every error as problem details."""
    app.add_exception_handler(AppError, _app_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(StarletteHTTPException, _http_error)
    app.add_exception_handler(OperationalError, _database_error)
    app.add_exception_handler(NoConnectionError, _database_error)
    app.add_exception_handler(OSError, _file_error)
    app.add_exception_handler(IntegrityError, _race_lost)


def _app_error(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, AppError)  # noqa: S101  # registered for nothing else
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


def _validation_error(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101  # registered for nothing else
    faults = [
        {
            "field": _printable(each["loc"][1:]),
            "code": each["type"],
            "message": fault(each["type"], each.get("ctx", {}).get("expected", "")),
        }
        for each in error.errors()
    ]
    words = "; ".join(f"«{each['field']}» {each['message']}" if each["field"] else each["message"] for each in faults)
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
