"""A person's tokens: made with a scope, shown once, listed without their secret, revoked."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field

from app.accounts import Scope, tokens
from app.api.shared.forms import Answer, Form
from app.desk import tokens as acts
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.words import word

router = APIRouter(prefix="/tokens", tags=["accounts"], route_class=AskedFirst)


class TokenForm(Form):
    """What a new token is for."""

    label: str = Field(min_length=1, max_length=120, description="Để nhận ra: máy nào, việc gì.")
    scope: Scope = Scope.FULL
    days: int = Field(default=365, ge=1, le=1096, description="Dùng được bao nhiêu ngày.")

    model_config = ConfigDict(json_schema_extra={"examples": [{"label": "Lịch trên điện thoại", "scope": "feed"}]})


class NewTokenAnswer(Answer):
    """A token just made; it is shown this once."""

    id: UUID
    token: str


class ApiTokenAnswer(Answer):
    """A token that works. expires_at: none for those of before tokens had an end; used_at: last, to the minute."""

    id: UUID
    person: str
    label: str
    scope: Scope
    scope_word: str
    created_at: datetime
    expires_at: datetime | None
    used_at: datetime | None


class TokensAnswer(Answer):
    """The commune's tokens, the oldest first."""

    items: list[ApiTokenAnswer]


@router.get("")
def get_tokens(parts: Parts, actor: Looking, session: ReadSession) -> TokensAnswer:
    """Every token of the commune that works."""
    found = tokens(session, parts.clock.now(), actor.commune_id, uses=parts.uses)
    return TokensAnswer(
        items=[
            ApiTokenAnswer(
                id=each.id,
                person=each.person,
                label=each.label,
                scope=each.scope,
                scope_word=word("scope", each.scope.value),
                created_at=each.created_at,
                expires_at=each.expires_at,
                used_at=each.used_at,
            )
            for each in found
        ]
    )


@router.post("", status_code=201)
def post_token(parts: Parts, actor: SignedIn, session: WriteSession, form: TokenForm) -> NewTokenAnswer:
    """Make a token for oneself."""
    made = acts.make(parts, session, actor, form.label, scope=form.scope, days=form.days)
    return NewTokenAnswer(id=made.id, token=made.secret)


@router.delete("/{token_id}", status_code=204)
def delete_token(parts: Parts, actor: SignedIn, session: WriteSession, token_id: UUID) -> Response:
    """End a token; it works no more from the next request on."""
    acts.end(parts, session, actor, token_id)
    return Response(status_code=204)
