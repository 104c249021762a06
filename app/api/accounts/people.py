"""The commune's people: what each may, invitations by a one-time code, and those who left."""

from datetime import datetime
from typing import Self
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field

from app.accounts import Invitation, Person, Role, everybody, person
from app.api.shared.conditional import RequiredTag
from app.api.shared.forms import Answer, Form
from app.desk import people as acts
from app.edge import AskedFirst, LookingAtPeople, Parts, ReadSession, SignedIn, WriteSession
from app.units import PersonId
from app.visits.seen import quoted
from app.words import word

router = APIRouter(prefix="/people", tags=["accounts"], route_class=AskedFirst)


class PersonForm(Form):
    """What a person is to be."""

    name: str = Field(min_length=1, max_length=120)
    roles: list[Role] = Field(min_length=1, max_length=len(Role), description="Một người có thể giữ nhiều vai trò.")
    may_alarm: bool = Field(default=False, description="Được phát khẩn: quyền riêng, không theo vai trò.")

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Trần Minh Khôi", "roles": ["approver"], "may_alarm": True}]}
    )

    def wanted(self) -> acts.Wanted:
        """The same for the act."""
        return acts.Wanted(self.name, frozenset(self.roles), self.may_alarm)


class PersonAnswer(Answer):
    """A person of the commune. login: what to sign in with; left_at: since when the person is no more there."""

    id: UUID
    name: str
    login: str
    roles: list[Role]
    role_words: list[str]
    may_alarm: bool
    created_at: datetime
    left_at: datetime | None
    etag: str

    @classmethod
    def of(cls, found: Person) -> Self:
        """The answer for a person."""
        roles = [role for role in Role if role in found.roles]
        return cls(
            id=found.id,
            name=found.name,
            login=found.login,
            roles=roles,
            role_words=[word("role", role.value) for role in roles],
            may_alarm=found.may_alarm,
            created_at=found.created_at,
            left_at=found.left_at,
            etag=quoted(found.tag),
        )


class PeopleAnswer(Answer):
    """Everybody, in the order they came."""

    items: list[PersonAnswer]


class InvitationAnswer(Answer):
    """The way in for a person: a code, shown this once, to be handed over in person or by telephone."""

    id: UUID
    code: str
    expires_at: datetime

    @classmethod
    def of(cls, made: Invitation) -> Self:
        """The answer for an invitation. id: of the person."""
        return cls(id=made.person_id, code=made.code, expires_at=made.expires_at)


@router.get("")
def get_people(actor: LookingAtPeople, session: ReadSession) -> PeopleAnswer:
    """Everybody of the commune, those who left too."""
    return PeopleAnswer(items=[PersonAnswer.of(each) for each in everybody(session, actor.commune_id)])


@router.post("", status_code=201)
def post_person(parts: Parts, actor: SignedIn, session: WriteSession, form: PersonForm, response: Response) -> InvitationAnswer:
    """Invite a person: the code works once, for three days."""
    made = acts.add(parts, session, actor, form.wanted())
    response.headers["Location"] = f"/api/v1/people/{made.person_id}"
    return InvitationAnswer.of(made)


@router.get("/{person_id}")
def get_person(actor: LookingAtPeople, session: ReadSession, person_id: UUID, response: Response) -> PersonAnswer:
    """One person; the `ETag` is what an edit names."""
    found = PersonAnswer.of(person(session, actor.commune_id, PersonId(person_id)))
    response.headers["ETag"] = found.etag
    return found


@router.put("/{person_id}")
def put_person(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    person_id: UUID,
    form: PersonForm,
    tag: RequiredTag,
    response: Response,
) -> PersonAnswer:
    """Change name, roles and the right to raise emergencies; it holds from that person's next request on."""
    found = PersonAnswer.of(acts.change(parts, session, actor, PersonId(person_id), form.wanted(), tag=tag))
    response.headers["ETag"] = found.etag
    return found


@router.post("/{person_id}/invitations", status_code=201)
def post_invitation(parts: Parts, actor: SignedIn, session: WriteSession, person_id: UUID) -> InvitationAnswer:
    """A new code for a person who lost the way in; an older one, the password and all sign-ins end at once."""
    return InvitationAnswer.of(acts.let_in_again(parts, session, actor, PersonId(person_id)))


@router.delete("/{person_id}/factors", status_code=204)
def delete_factors(parts: Parts, actor: SignedIn, session: WriteSession, person_id: UUID) -> Response:
    """Take the second factors of a person away who lost them; the password stays, sign-ins end at once."""
    acts.forget_second_factors(parts, session, actor, PersonId(person_id))
    return Response(status_code=204)


@router.post("/{person_id}/leave", status_code=204)
def post_leave(parts: Parts, actor: SignedIn, session: WriteSession, person_id: UUID) -> Response:
    """A person leaves: all ways in, calendar feeds and the PIN end at once; what the person did stays under the name."""
    acts.leave(parts, session, actor, PersonId(person_id))
    return Response(status_code=204)
