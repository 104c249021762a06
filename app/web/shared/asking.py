"""Who asks for a page, and what is shown when it cannot be: the gate, or a page that says what happened and the way back."""

import json
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from starlette.exceptions import HTTPException as StarletteHTTPException

from app.accounts import (
    ForeignOriginError,
    NotSignedInError,
    ProofMissingError,
    SecondFactorMissingError,
    SecondFactorRequiredError,
)
from app.edge import AskedFirst, refuse_foreign_origin, told
from app.errors import AppError
from app.web.shared.faults import Fault
from app.web.shared.pages import page

SHOWN = (AppError, RequestValidationError, StarletteHTTPException, OperationalError, NoConnectionError, IntegrityError, OSError)
"""What is told as a page."""
ENROL = "/cai-dat/xac-thuc"
"""Where a second factor is set up: open also to who must have one before anything else is."""
ASKS_PROOF = (ProofMissingError, SecondFactorMissingError)
"""What a page is answered by that asks anew who is there, whatever else the page would have been."""
_LONGEST_TYPED = 300_000
_CARRIED = ("retry-after", "connection")


class Page(AskedFirst):
    """A route of the console: who is not signed in comes to the gate, and what goes wrong is a page."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """See `AskedFirst`."""
        handle = super().get_route_handler()

        async def shown(request: Request) -> Response:
            try:
                return await handle(request)
            except NotSignedInError:
                return await _gate(request)
            except SecondFactorRequiredError as error:
                told_so = refusal(request, error)  # which counts it, as every door does
                return told_so if request.url.path.startswith(ENROL) else RedirectResponse(ENROL, status_code=303)
            except ASKS_PROOF as error:
                return await _proof(request, error)
            except SHOWN as error:
                return refusal(request, at_its_address(error))

        return shown


def at_its_address(error: Exception) -> Exception:
    """What is wrong with an address of a page, as who opens it sees it: where an id should stand and none does, nothing is."""
    is_elsewhere = isinstance(error, RequestValidationError) and any(each["loc"][0] == "path" for each in error.errors())
    return StarletteHTTPException(404) if is_elsewhere else error


def refusal(request: Request, error: Exception) -> Response:
    """The page for an error, with the status that REST answers. Raises the error where nobody foresaw it."""
    return as_page(request, told(request, error))


def as_page(request: Request, answer: JSONResponse) -> Response:
    """What REST answers, as a page."""
    said = json.loads(bytes(answer.body))
    found = page(
        request,
        "shared/error.html",
        {"title": said["title"], "detail": said["detail"], "code": said["code"]},
        status=answer.status_code,
    )
    found.headers.update({name: answer.headers[name] for name in _CARRIED if name in answer.headers})
    return found


async def _proof(request: Request, error: AppError) -> Response:
    """Ask anew who is there, or for the second factor; what was to be done goes along, and is done after."""
    status = refusal(request, error).status_code
    is_act = request.method not in {"GET", "HEAD"}
    after = request.url.path + (f"?{request.url.query}" if request.url.query and not is_act else "")
    typed = await _typed(request) or [("tiep", "")] if is_act else []  # also a button alone is pressed anew
    second = isinstance(error, SecondFactorMissingError)
    said = Fault.of(error)
    return page(
        request,
        "gate/proof.html",
        {"after": after, "typed": typed, "second": second, "fault": said, "what": said.title},
        status=status,
    )


async def _gate(request: Request) -> Response:
    """To the gate. What was typed into a form goes along, so that nothing of it is lost with the sign-in.

    A form of another site is refused as from one who is signed in, whose cookie such a form does not bring: it would else be sent
    after the sign-in, by a page of ours.
    """
    if request.method in {"GET", "HEAD"}:
        after = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return Response(status_code=303, headers={"Location": f"/dang-nhap?tiep={quote(after)}", "Cache-Control": "no-store"})
    try:
        refuse_foreign_origin(request)
    except ForeignOriginError as error:
        return refusal(request, error)
    return page(
        request,
        "gate/gate.html",
        {"after": request.url.path, "typed": await _typed(request), "login": "", "fault": None},
        status=401,
    )


async def _typed(request: Request) -> list[tuple[str, str]]:
    if int(request.headers.get("content-length", _LONGEST_TYPED)) >= _LONGEST_TYPED:
        return []
    async with request.form() as given:
        return [(name, value) for name, value in given.multi_items() if isinstance(value, str)]


def within(address: str) -> str:
    """An address of this console, as it was given; *Hôm nay* for any other, so that nobody is led away by a link."""
    is_ours = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if is_ours else "/hom-nay"
