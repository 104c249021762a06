"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from app.accounts import LONGEST_PASSWORD
from app.desk import sign_ins as acts
from app.edge import Parts, SignedIn, WriteSession, refuse_foreign_origin
from app.errors import AppError
from app.visits.cookies import drop_cookie, keep_cookies, visitor_of
from app.visits.sign_in_turns import SignInTurn
from app.web.shared.asking import Page, refusal, within
from app.web.shared.faults import Fault
from app.web.shared.pages import go, page

router = APIRouter(route_class=Page)
_TYPED = "typed-"


async def _typed(request: Request) -> list[tuple[str, str]]:
    """What was typed before the sign-in ended, and is carried through the gate."""
    found = (await request.form()).multi_items()
    return [(name.removeprefix(_TYPED), value) for name, value in found if name.startswith(_TYPED) and isinstance(value, str)]


@router.get("/dang-nhap")
def get_gate(request: Request, tiep: str = "/hom-nay") -> Response:
    """The gate. tiep: where it leads."""
    return page(request, "gate/gate.html", {"after": within(tiep), "typed": [], "login": "", "fault": None})


@router.post("/dang-nhap")
def post_gate(
    _turn: SignInTurn,
    parts: Parts,
    request: Request,
    typed: Annotated[list[tuple[str, str]], Depends(_typed)],
    login: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=LONGEST_PASSWORD)] = "",
    after: Annotated[str, Form(max_length=2000)] = "/hom-nay",
) -> Response:
    """Sign in, and go on to where one was, with what one had typed."""
    refuse_foreign_origin(request)
    after = within(after)
    try:
        made = acts.sign_in(parts, login, password, visitor_of(request))
    except AppError as error:
        status = refusal(request, error).status_code  # which counts it, as every door does
        values = {"after": after, "typed": typed, "login": login, "fault": Fault.of(error, field="password")}
        return page(request, "gate/gate.html", values, status=status)
    answer = page(request, "gate/again.html", {"after": after, "typed": typed}) if typed else go(after)
    keep_cookies(request, answer, made, parts.sign_in_limits)
    return answer


@router.post("/dang-xuat")
def post_out(parts: Parts, actor: SignedIn, session: WriteSession, request: Request) -> Response:
    """Sign out."""
    if actor.sign_in_id is not None:
        acts.end(parts, session, actor, actor.sign_in_id)
    answer = go("/dang-nhap")
    drop_cookie(request, answer)
    return answer
