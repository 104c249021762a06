"""Errors as problem details (RFC 9457), those of the audit log counted."""

import errno
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.types import Receive, Scope, Send

from app.accounts import (
    Actor,
    BadInvitationError,
    DelegationOverError,
    ForeignOriginError,
    NotSignedInError,
    ProofMissingError,
    RightMissingError,
    SecondFactorMissingError,
    SecondFactorRequiredError,
    TokenNotEnoughError,
    TokenScopeError,
    TooManyAttemptsError,
    WrongFactorError,
    WrongPasswordError,
    WrongSetupCodeError,
)
from app.audit import Refusal
from app.bulletins import ContentChangedError, OwnWordsError
from app.db import is_disk_full
from app.edge.sessions import parts_of
from app.emergencies import OldPinMissingError, PinLockedError, SamePersonError
from app.errors import AppError, UnavailableError
from app.refused import ASKING, REFUSED
from app.turns import TooBusyError
from app.words import fault, field_in_words, sentence
from app.zones import EnrolmentCodeError

PROBLEM = "application/problem+json"
_LONGEST_FIELD = 200
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
    OwnWordsError,
    ContentChangedError,
    DelegationOverError,
    SamePersonError,
    OldPinMissingError,
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
    request.scope[REFUSED] = error
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
    parts = parts_of(request)
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
