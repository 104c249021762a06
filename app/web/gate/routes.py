"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from pydantic import Field

from app.accounts import LONGEST_PASSWORD, Assertion, Given, is_set_up, passkey_options, person
from app.desk import founding
from app.desk import sign_ins as acts
from app.edge import Parts, ReadSession, SignedIn, refuse_foreign_origin
from app.errors import AppError
from app.visits.cookies import drop_cookie, keep_cookies, keep_sign_in, visitor_of
from app.visits.passkeys import door_of, passkey_in
from app.visits.sign_in_turns import SignInTurn
from app.web.shared.asking import Page, refusal, within
from app.web.shared.faults import Fault
from app.web.shared.fields import Fields
from app.web.shared.pages import go, page
from app.zones import FirstPeople

router = APIRouter(route_class=Page)
_TYPED = "typed-"


async def _typed(request: Request) -> list[tuple[str, str]]:
    """What was typed before the sign-in ended, and is carried through the gate."""
    async with request.form() as given:
        found = given.multi_items()
    return [(name.removeprefix(_TYPED), value) for name, value in found if name.startswith(_TYPED) and isinstance(value, str)]


@router.get("/dang-nhap")
def get_gate(request: Request, session: ReadSession, tiep: str = "/hom-nay") -> Response:
    """The gate; before there is anybody who could come in, the page that makes somebody. tiep: where it leads."""
    if not is_set_up(session):
        return go("/lan-dau")
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
        values = {"after": after, "typed": typed, "login": login, "fault": Fault.of(error, "password")}
        return page(request, "gate/gate.html", values, status=status)
    if made.second:
        values = {"after": after, "typed": typed, "second": True, "fault": None, "what": ""}
        answer: Response = page(request, "gate/proof.html", values)
    else:
        answer = _on(request, after, typed)
    keep_cookies(request, answer, made, parts.sign_in_limits)
    return answer


@router.post("/dang-nhap/khoa")
def post_gate_passkey(
    _turn: SignInTurn,
    parts: Parts,
    request: Request,
    typed: Annotated[list[tuple[str, str]], Depends(_typed)],
    credential: Annotated[str, Form(max_length=20_000)] = "",
    after: Annotated[str, Form(max_length=2000)] = "/hom-nay",
) -> Response:
    """Sign in by a passkey alone, and go on to where one was, with what one had typed."""
    refuse_foreign_origin(request)
    after, door = within(after), door_of(parts, request)
    try:
        if not credential:  # the browser got nothing to ask by: say why
            with parts.sessions.read() as session:
                passkey_options(session, parts.clock.now(), door, None)
        made = acts.with_passkey(parts, Assertion(passkey_in(credential), door), visitor_of(request))
    except AppError as error:
        values = {"after": after, "typed": typed, "login": "", "fault": Fault.of(error)}
        return page(request, "gate/gate.html", values, status=refusal(request, error).status_code)
    answer = _on(request, after, typed)
    keep_cookies(request, answer, made, parts.sign_in_limits)
    return answer


@router.post("/xac-nhan")
def post_proof(
    _turn: SignInTurn,
    parts: Parts,
    actor: SignedIn,
    request: Request,
    typed: Annotated[list[tuple[str, str]], Depends(_typed)],
    *,
    proof: Annotated[str, Form(max_length=LONGEST_PASSWORD)] = "",
    credential: Annotated[str, Form(max_length=20_000)] = "",
    second: Annotated[bool, Form()] = False,
    after: Annotated[str, Form(max_length=2000)] = "/hom-nay",
) -> Response:
    """Prove anew who is there, by a code, the password or a passkey, and go on with what one was about to do."""
    after = within(after)
    try:
        passkey = Assertion(passkey_in(credential), door_of(parts, request)) if credential else None
        secret = acts.prove_again(parts, actor, Given(passkey=passkey) if passkey else Given(password=proof, code=proof))
    except AppError as error:
        status = refusal(request, error).status_code
        fault = Fault.of(error, "proof")
        values = {"after": after, "typed": typed, "second": second, "fault": fault, "what": "Chưa xác nhận được"}
        return page(request, "gate/proof.html", values, status=status)
    answer = _on(request, after, typed)
    keep_sign_in(request, answer, secret, parts.sign_in_limits)
    return answer


def _on(request: Request, after: str, typed: list[tuple[str, str]]) -> Response:
    return page(request, "gate/again.html", {"after": after, "typed": typed}) if typed else go(after)


@router.get("/vao-lan-dau")
def get_invited(request: Request) -> Response:
    """For who has been given a code."""
    return page(request, "gate/invited.html", {"came": None, "code": "", "fault": None})


@router.post("/vao-lan-dau")
def post_invited(
    _turn: SignInTurn,
    parts: Parts,
    request: Request,
    code: Annotated[str, Form(max_length=64)] = "",
    password: Annotated[str, Form(max_length=LONGEST_PASSWORD)] = "",
) -> Response:
    """Use the code up and choose the password."""
    refuse_foreign_origin(request)
    try:
        came = acts.come_in(parts, code, password)
    except AppError as error:
        values = {"came": None, "code": code, "fault": Fault.of(error, "code")}
        return page(request, "gate/invited.html", values, status=refusal(request, error).status_code)
    with parts.sessions.read() as session:
        found = person(session, came.actor.commune_id, came.person_id)
    return page(request, "gate/invited.html", {"came": found, "code": "", "fault": None})


class FirstFields(Fields):
    """What the form of the first hour holds."""

    code: str = Field(default="", max_length=64)
    commune: str = Field(default="", max_length=120)
    name: str = Field(default="", max_length=120)
    approver: str = Field(default="", max_length=120)
    one_officer: bool = False
    password: str = Field(default="", max_length=LONGEST_PASSWORD)


@router.get("/lan-dau")
def get_first(request: Request, session: ReadSession) -> Response:
    """For who has just installed it; afterwards one signs in."""
    if is_set_up(session):
        return go("/dang-nhap?tiep=/lan-dau/cum-loa")
    return page(request, "gate/first.html", {"form": FirstFields(), "fault": None})


@router.post("/lan-dau")
def post_first(_turn: SignInTurn, parts: Parts, request: Request, form: Annotated[FirstFields, Form()]) -> Response:
    """Found the commune with the code that the server printed."""
    refuse_foreign_origin(request)
    people = FirstPeople(form.name, form.approver.strip() or None, one_officer=form.one_officer)
    try:
        founded = founding.found(parts, code=form.code, commune=form.commune, people=people, password=form.password)
    except AppError as error:
        values = {"form": form, "fault": Fault.of(error)}
        return page(request, "gate/first.html", values, status=refusal(request, error).status_code)
    return page(request, "gate/founded.html", {"founded": founded})


@router.post("/dang-xuat")
def post_out(parts: Parts, actor: SignedIn, request: Request) -> Response:
    """Sign out."""
    own = actor.practises_for or actor
    if own.sign_in_id is not None:
        acts.end(parts, own, own.sign_in_id)
    answer = go("/dang-nhap")
    drop_cookie(request, answer)
    return answer
