"""The training commune: founded, entered, emptied, left, closed; and who has come how far in its exercise."""

from datetime import datetime
from typing import Self
from uuid import UUID

from fastapi import APIRouter, Request
from sqlalchemy.orm import Session

from app.accounts import hash_secret, person_names
from app.api.shared.answers import also
from app.api.shared.forms import Answer
from app.demo import Progress, Step, progress_in, training_commune
from app.desk import practice as acts
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession, cookie_name, refuse_foreign_origin
from app.zones import Commune, founded_at

router = APIRouter(prefix="/practice", tags=["practice"], route_class=AskedFirst)


class ProgressAnswer(Answer):
    """How far somebody has come. name: of the person, empty once it was erased; done: steps, counted from the work itself."""

    name: str
    done: list[Step]
    is_finished: bool
    aired_at: datetime | None

    @classmethod
    def of(cls, found: Progress, name: str) -> Self:
        """The answer for one."""
        done = [step for step in Step if step in found.done]
        return cls(name=name, done=done, is_finished=found.is_finished, aired_at=found.aired_at)


class TrainingCommuneAnswer(Answer):
    """The training commune."""

    id: UUID
    name: str
    founded_at: datetime

    @classmethod
    def of(cls, session: Session, found: Commune) -> Self:
        """The answer for it."""
        return cls(id=found.id, name=found.name, founded_at=founded_at(session, found.id))


class PracticeAnswer(TrainingCommuneAnswer):
    """The training commune, and who practised there."""

    people: list[ProgressAnswer]


@router.get("", responses=also(409))
def get_practice(parts: Parts, actor: Looking, session: ReadSession) -> PracticeAnswer:
    """The training commune of this commune, and how far each has come in the exercise."""
    found = training_commune(session, actor.commune_id)
    names = person_names(session, actor.commune_id)
    since = founded_at(session, found.id)
    known = progress_in(session, parts.clock.now(), found.id, since)
    people = [ProgressAnswer.of(each, names.get(each.person_id, "")) for each in known]
    return PracticeAnswer(id=found.id, name=found.name, founded_at=since, people=people)


@router.post("", status_code=201)
def post_practice(parts: Parts, actor: SignedIn, session: WriteSession) -> TrainingCommuneAnswer:
    """Found it: a sandbox of which nothing ever sounds."""
    return TrainingCommuneAnswer.of(session, acts.found(parts, session, actor))


@router.delete("", status_code=204)
def delete_practice(parts: Parts, actor: SignedIn, session: WriteSession) -> None:
    """Close it; who practises there has to leave."""
    acts.close(parts, session, actor)


@router.post("/enter", status_code=204)
def post_enter(parts: Parts, actor: SignedIn, session: WriteSession, request: Request) -> None:
    """Let this sign-in practise from the next request on; a token cannot."""
    acts.enter(parts, session, actor)
    _forget(parts, request)


@router.post("/again", status_code=204)
def post_again(parts: Parts, actor: SignedIn, session: WriteSession, request: Request) -> None:
    """Empty it, and practise in a fresh one; a token cannot."""
    acts.again(parts, session, actor)
    _forget(parts, request)


@router.post("/leave", status_code=204, responses=also(403))
def post_leave(parts: Parts, session: WriteSession, request: Request) -> None:
    """Act in one's own commune again: it asks only for the cookie of the sign-in, and does nothing without one."""
    secret = request.cookies.get(cookie_name(request))
    if secret:
        refuse_foreign_origin(request)
        acts.leave(session, secret)
        _forget(parts, request)


def _forget(parts: Parts, request: Request) -> None:
    parts.people.forget((True, hash_secret(request.cookies.get(cookie_name(request), ""))))
