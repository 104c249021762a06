"""*Cài đặt*: what there is to set, who works here, and one's own password, PIN and sign-ins."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response
from pydantic import Field
from sqlalchemy.orm import Session

from app.accounts import LONGEST_PASSWORD, Invitation, Right, Role, everybody, list_sign_ins, person
from app.desk import emergencies, factors, people, sign_ins
from app.emergencies import has_pin
from app.errors import AppError
from app.tags import Tag
from app.units import PersonId
from app.visits.sign_in_turns import SignInTurn
from app.web.shared.asking import Page
from app.web.shared.browsers import browser_name
from app.web.shared.faults import Fault
from app.web.shared.fields import Fields
from app.web.shared.pages import go
from app.web.shared.visit import Visit, Visiting
from app.words import moment, word

router = APIRouter(prefix="/cai-dat", route_class=Page)

Pin = Annotated[str, Form(max_length=20)]


class PersonFields(Fields):
    """What a person is to be. tag: of the person that was seen, empty for a new one."""

    name: str = Field(default="", max_length=200)
    roles: list[Role] = Field(default=[], max_length=10)
    may_alarm: bool = False
    tag: str = Field(default="", max_length=100)

    def wanted(self) -> people.Wanted:
        """The same for the act."""
        return people.Wanted(self.name, frozenset(self.roles), self.may_alarm)


@router.get("")
def get_settings(visit: Visiting) -> Response:
    """What there is to set."""
    visit.must(Right.OWN)
    values = {"may_people": visit.actor.may(Right.PEOPLE), "may_look": visit.actor.may(Right.LOOK)}
    return visit.page("settings/index.html", values)


@router.get("/nguoi-dung")
def get_people(visit: Visiting) -> Response:
    """Everybody, those who left last."""
    visit.must(Right.PEOPLE)
    return _people(visit)


@router.post("/nguoi-dung")
def post_person(visit: Visiting, form: Annotated[PersonFields, Form()]) -> Response:
    """Invite somebody; the code is shown once."""
    try:
        with visit.parts.sessions.begin() as session:
            made = people.add(visit.parts, session, visit.actor, form.wanted())
    except AppError as error:
        visit.must(Right.PEOPLE)
        return _people(visit, form=form, fault=visit.fault(error))
    return _people(visit, invitation=made)


@router.get("/nguoi-dung/{person_id}")
def get_person(visit: Visiting, person_id: UUID) -> Response:
    """One person: what they may, a new code, leaving."""
    visit.must(Right.PEOPLE)
    return _person(visit, PersonId(person_id))


@router.post("/nguoi-dung/{person_id}")
def post_change(visit: Visiting, person_id: UUID, form: Annotated[PersonFields, Form()]) -> Response:
    """Write anew what a person is."""
    key = PersonId(person_id)

    def act(session: Session) -> None:
        people.change(visit.parts, session, visit.actor, key, form.wanted(), tag=Tag(form.tag))

    if fault := visit.refused(act):
        visit.must(Right.PEOPLE)
        return _person(visit, key, fault=fault)
    return go("/cai-dat/nguoi-dung", done="da-luu-nguoi")


@router.post("/nguoi-dung/{person_id}/ma-moi")
def post_again(visit: Visiting, person_id: UUID) -> Response:
    """A new code for who lost the way in."""
    key = PersonId(person_id)
    try:
        with visit.parts.sessions.begin() as session:
            made = people.let_in_again(visit.parts, session, visit.actor, key)
    except AppError as error:
        visit.must(Right.PEOPLE)
        return _person(visit, key, fault=visit.fault(error))
    return _people(visit, invitation=made)


@router.post("/nguoi-dung/{person_id}/mat-dien-thoai")
def post_telephone_lost(visit: Visiting, person_id: UUID) -> Response:
    """Take the second factors away of who lost them."""
    key = PersonId(person_id)
    if fault := visit.refused(lambda session: people.forget_second_factors(visit.parts, session, visit.actor, key)):
        visit.must(Right.PEOPLE)
        return _person(visit, key, fault=fault)
    return go("/cai-dat/nguoi-dung", done="da-bo-xac-thuc-nguoi")


@router.post("/nguoi-dung/{person_id}/nghi")
def post_leave(visit: Visiting, person_id: UUID) -> Response:
    """A person leaves; all ways in end at once."""
    key = PersonId(person_id)
    if fault := visit.refused(lambda session: people.leave(visit.parts, session, visit.actor, key)):
        visit.must(Right.PEOPLE)
        return _person(visit, key, fault=fault)
    return go("/cai-dat/nguoi-dung", done="da-cho-nghi")


@router.get("/cua-toi")
def get_own(visit: Visiting) -> Response:
    """One's own password, PIN and sign-ins."""
    visit.must(Right.OWN)
    return _own(visit)


@router.post("/cua-toi/mat-khau")
def post_password(
    _turn: SignInTurn,
    visit: Visiting,
    old: Annotated[str, Form(max_length=LONGEST_PASSWORD)] = "",
    password: Annotated[str, Form(max_length=LONGEST_PASSWORD)] = "",
) -> Response:
    """Choose another password; one's other sign-ins end."""
    try:
        sign_ins.choose_password(visit.parts, visit.actor, password, old=old)
    except AppError as error:
        return _own(visit, fault=visit.fault(error, "old"))
    return go("/cai-dat/cua-toi", done="da-doi-mat-khau")


@router.post("/cua-toi/pin")
def post_pin(
    visit: Visiting, old_pin: Annotated[str, Form(max_length=20)] = "", pin: Annotated[str, Form(max_length=20)] = ""
) -> Response:
    """Choose the PIN that emergencies are confirmed with."""
    try:
        emergencies.change_pin(visit.parts, visit.actor, pin, old=old_pin or None)
    except AppError as error:
        return _own(visit, fault=visit.fault(error, "pin"))
    return go("/cai-dat/cua-toi", done="da-doi-pin")


@router.post("/cua-toi/{sign_in_id}/ket-thuc")
def post_end(visit: Visiting, sign_in_id: UUID) -> Response:
    """End one of one's own sign-ins, as of a telephone that was lost."""
    sign_ins.end(visit.parts, visit.actor, sign_in_id)
    return go("/cai-dat/cua-toi", done="da-ket-thuc-phien")


def _people(
    visit: Visit,
    *,
    form: PersonFields | None = None,
    invitation: Invitation | None = None,
    fault: Fault | None = None,
) -> Response:
    with visit.parts.sessions.read() as session:  # after what was just written
        found = everybody(session, visit.commune_id)
    names = {each.id: each.name for each in found}
    values = {
        "people": [
            (each, ", ".join(word("role", role.value) for role in Role if role in each.roles))
            for each in sorted(found, key=lambda each: each.left_at is not None)
        ],
        "roles": [(role, word("role", role.value)) for role in Role],
        "form": form or PersonFields(),
        "code": invitation.code if invitation else "",
        "whose": names.get(invitation.person_id, "") if invitation else "",
        "until": moment(invitation.expires_at) if invitation else "",
        "fault": fault,
    }
    return visit.page("settings/people.html", values)


def _person(visit: Visit, key: PersonId, *, fault: Fault | None = None) -> Response:
    found = person(visit.session, visit.commune_id, key)
    values = {"person": found, "roles": [(role, word("role", role.value)) for role in Role], "fault": fault}
    return visit.page("settings/person.html", values)


def _own(visit: Visit, *, fault: Fault | None = None) -> Response:
    now, parts = visit.parts.clock.now(), visit.parts
    values = {
        "sign_ins": list_sign_ins(visit.session, now, visit.actor.own_id, limits=parts.sign_in_limits, uses=parts.uses),
        "this": visit.actor.sign_in_id,
        "browser": browser_name,
        "has_pin": has_pin(visit.session, visit.actor.person_id),
        "has_second": factors.look(visit.session, visit.actor).totp_since is not None,
        "fault": fault,
    }
    return visit.page("settings/own.html", values)
