"""Personal data of one person (Law 91/2025/QH15): all that is kept, and all of it taken away that no law keeps."""

from typing import Any, Self
from uuid import UUID

from fastapi import APIRouter
from fastapi.encoders import jsonable_encoder
from pydantic import JsonValue

from app.api.accounts.people import PersonAnswer
from app.api.shared.forms import Answer
from app.desk import people as acts
from app.edge import AskedFirst, Parts, SignedIn, WriteSession
from app.units import PersonId
from app.upkeep import Mention
from app.words import word

router = APIRouter(prefix="/people", tags=["accounts"], route_class=AskedFirst)


class MentionAnswer(Answer):
    """A name that stands in so many rows. reason: why it stays when the person's data are erased; null: it goes."""

    table: str
    column: str
    count: int
    reason: str | None
    reason_word: str | None

    @classmethod
    def of(cls, found: Mention) -> Self:
        """The answer for a mention."""
        told = word("kept_name", found.reason) if found.reason is not None else None
        return cls(table=found.table, column=found.column, count=found.count, reason=found.reason, reason_word=told)


class PersonalDataAnswer(Answer):
    """All that is kept. rows: by table; what opens a door is `***`. lines: of the audit log, by the person or about."""

    person: PersonAnswer
    rows: dict[str, list[dict[str, JsonValue]]]
    mentions: list[MentionAnswer]
    lines: list[str]


class StaysAnswer(Answer):
    """What stays by law."""

    items: list[MentionAnswer]


@router.post("/{person_id}/exports")
def post_export(parts: Parts, actor: SignedIn, session: WriteSession, person_id: UUID) -> PersonalDataAnswer:
    """All that is kept of a person, to be handed over; that it was taken stands in the audit log."""
    from app.schema import METADATA  # noqa: PLC0415  # light start

    found = acts.export(parts, session, actor, PersonId(person_id), METADATA.tables.values())
    rows: dict[str, Any] = jsonable_encoder(found.rows)
    mentions = [MentionAnswer.of(each) for each in found.mentions]
    return PersonalDataAnswer(person=PersonAnswer.of(found.person), rows=rows, mentions=mentions, lines=list(found.lines))


@router.delete("/{person_id}/data")
def delete_data(parts: Parts, actor: SignedIn, session: WriteSession, person_id: UUID) -> StaysAnswer:
    """A person leaves, if not gone before, and takes along all that no law keeps. It cannot be taken back."""
    from app.schema import METADATA  # noqa: PLC0415  # light start

    stays = acts.erase(parts, session, actor, PersonId(person_id), METADATA.tables.values())
    return StaysAnswer(items=[MentionAnswer.of(each) for each in stays])
