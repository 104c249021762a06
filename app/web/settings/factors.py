"""One's second factor: a telephone that shows codes, and recovery codes for when it is lost."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response

from app.accounts import must_have_second
from app.desk import factors as acts
from app.errors import AppError
from app.visits.passkeys import door_of, passkey_in
from app.visits.sign_in_turns import SignInTurn
from app.web.shared.asking import ENROL, Page
from app.web.shared.faults import Fault
from app.web.shared.pages import go
from app.web.shared.qr import qr_code
from app.web.shared.typed import line_in
from app.web.shared.visit import Visit, Visiting

router = APIRouter(prefix=ENROL, route_class=Page)

_Echo = Annotated[str, Form(max_length=500)]


@router.get("")
def get_factors(visit: Visiting) -> Response:
    """What one has; open also to who must have one before anything else opens."""
    return _own(visit)


@router.post("")
def post_begin(visit: Visiting) -> Response:
    """Make a secret for the telephone, shown this once."""
    try:
        with visit.parts.sessions.begin() as session:
            made = acts.begin_telephone(visit.parts, session, visit.actor)
    except AppError as error:
        return _own(visit, fault=visit.fault(error))
    return _telephone(visit, made.secret, made.uri)


@router.post("/ma")
def post_code(_turn: SignInTurn, visit: Visiting, secret: _Echo = "", uri: _Echo = "", code: _Echo = "") -> Response:
    """Its first code: from now on it counts. secret, uri: what the page showed, to show it again after a wrong code."""
    try:
        codes = acts.confirm_telephone(visit.parts, visit.actor, code.strip())
    except AppError as error:
        return _telephone(visit, secret, uri, fault=visit.fault(error, "code"))
    return visit.page("settings/codes.html", {"codes": codes})


@router.post("/du-phong")
def post_codes(visit: Visiting) -> Response:
    """Ten new recovery codes; older ones end."""
    try:
        with visit.parts.sessions.begin() as session:
            codes = acts.renew_recovery(visit.parts, session, visit.actor)
    except AppError as error:
        return _own(visit, fault=visit.fault(error))
    return visit.page("settings/codes.html", {"codes": codes})


@router.post("/khoa")
def post_passkey(
    visit: Visiting,
    label: Annotated[str, Form(max_length=120)] = "",
    credential: Annotated[str, Form(max_length=20_000)] = "",
) -> Response:
    """Keep a passkey that the browser made. Without one the page says why the browser got nothing to make it of."""
    door = door_of(visit.parts, visit.request)
    try:
        if not credential:
            acts.passkey_to_add(visit.parts, visit.session, visit.actor, door)
            return _own(visit, label=label)
        name, made = line_in(label, "label"), passkey_in(credential)
        with visit.parts.sessions.begin() as session:
            codes = acts.add_passkey(visit.parts, session, visit.actor, made, door, label=name)
    except AppError as error:
        return _own(visit, label=label, fault=visit.fault(error, "label"))
    return visit.page("settings/codes.html", {"codes": codes}) if codes else go(ENROL, done="da-luu-cai-dat")


@router.post("/khoa/{passkey_id}/bo")
def post_passkey_away(visit: Visiting, passkey_id: UUID) -> Response:
    """Take a passkey away."""
    if fault := visit.refused(lambda session: acts.remove_passkey(visit.parts, session, visit.actor, passkey_id)):
        return _own(visit, fault=fault)
    return go(ENROL, done="da-bo-dong")


@router.post("/bo")
def post_remove(visit: Visiting) -> Response:
    """Take the telephone away."""
    if fault := visit.refused(lambda session: acts.remove_telephone(visit.parts, session, visit.actor)):
        return _own(visit, fault=fault)
    return go(ENROL, done="da-bo-xac-thuc")


def _own(visit: Visit, *, label: str = "", fault: Fault | None = None) -> Response:
    actor, limits = visit.actor, visit.parts.sign_in_limits
    values = {
        "found": acts.look(visit.session, actor),
        "must_have": must_have_second(actor.roles, limits.second_for, may_alarm=actor.may_alarm),
        "label": label,
        "fault": fault,
    }
    return visit.page("settings/factors.html", values)


def _telephone(visit: Visit, secret: str, uri: str, *, fault: Fault | None = None) -> Response:
    values = {"secret": secret, "uri": uri, "picture": qr_code(uri), "fault": fault}
    return visit.page("settings/telephone.html", values)
