"""Documents that hold no more, as a commune entered them: before the library knows, and those that it will never know."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.clock import Clock
from app.db import of_commune, owned, readable
from app.policies.errors import DocumentEndedTwiceError, DocumentNumberError, SuccessorNumberError
from app.policies.library import documents, templates
from app.policies.model import Document, PolicyTemplate
from app.policies.numbers import number_in, number_key
from app.policies.tables import EndedDocumentRow
from app.units import CommuneId, new_id
from app.values import frozen
from app.zones import hold_commune

_A_DAY = timedelta(days=1)


@frozen
class WantedEnd:
    """What is entered, as it is typed. ended_on: the first day the document does not hold; successor: empty, there is none."""

    number: str
    ended_on: date
    successor: str = ""


@frozen
class EndedDocument:
    """What was entered, and by whom."""

    id: UUID
    number: str
    ended_on: date
    successor: str
    entered_by: str


def ended_documents(session: Session, commune_id: CommuneId) -> list[EndedDocument]:
    """What the commune entered, the last end first."""
    query = of_commune(EndedDocumentRow, commune_id).order_by(EndedDocumentRow.ended_on.desc(), EndedDocumentRow.number)
    return readable(session, query, _ended)


def known_documents(session: Session, commune_id: CommuneId) -> dict[str, Document]:
    """The library's and the commune's own by `number_key`; of two ends the earlier counts, for a flag too many does no harm."""
    known = {number_key(each.number): each for each in documents().values()}
    for each in ended_documents(session, commune_id):
        key, until = number_key(each.number), each.ended_on - _A_DAY
        found = known.get(key) or Document(each.number, title="", dated=None, since=date.min, until=None, successor=None)
        known[key] = replace(
            found,
            until=until if found.until is None else min(until, found.until),
            successor=each.successor or found.successor,
        )
    return known


def templates_of(session: Session, commune_id: CommuneId) -> list[PolicyTemplate]:
    """The library's templates, in its order, resting on documents as the commune knows them."""
    known = known_documents(session, commune_id)
    return [as_known(each, known) for each in templates()]


def as_known(found: PolicyTemplate, known: Mapping[str, Document]) -> PolicyTemplate:
    """A template whose documents are those of `known_documents`."""
    return replace(found, documents=tuple(known[number_key(each.number)] for each in found.documents))


def end_document(session: Session, clock: Clock, actor: Actor, wanted: WantedEnd) -> EndedDocument:
    """Enter that a document holds no more. Raises `DocumentNumberError`, `SuccessorNumberError`, `DocumentEndedTwiceError`."""
    number, successor = number_in(wanted.number), number_in(wanted.successor)
    if number is None:
        raise DocumentNumberError(typed=wanted.number.strip())
    if (successor is None and wanted.successor.strip()) or (successor and number_key(successor) == number_key(number)):
        raise SuccessorNumberError(typed=wanted.successor.strip())
    hold_commune(session, actor.commune_id)  # of two at once the second finds that of the first
    known = {number_key(each.number) for each in ended_documents(session, actor.commune_id)}
    if number_key(number) in known:
        raise DocumentEndedTwiceError(number=number)
    row = EndedDocumentRow(
        id=new_id(),
        commune_id=actor.commune_id,
        number=number,
        ended_on=wanted.ended_on,
        successor=successor or "",
        entered_at=clock.now(),
        entered_by=actor.name,
    )
    session.add(row)
    session.flush()
    _audit(session, clock, actor, row, "enter")
    return _ended(row)


def take_back_end(session: Session, clock: Clock, actor: Actor, ended_id: UUID) -> None:
    """Take back what was entered by mistake: the document stands as the library has it. Raises `NotFoundError`."""
    row = owned(session, EndedDocumentRow, ended_id, actor.commune_id, kind="ended_document", lock=True)
    session.delete(row)
    session.flush()
    _audit(session, clock, actor, row, "take_back")


def _audit(session: Session, clock: Clock, actor: Actor, row: EndedDocumentRow, act: str) -> None:
    facts = {"number": row.number, "ended_on": row.ended_on.isoformat(), "successor": row.successor}
    record_act(session, clock.now(), actor, act, subject="ended_document", subject_id=row.id, **facts)


def _ended(row: EndedDocumentRow) -> EndedDocument:
    return EndedDocument(row.id, row.number, row.ended_on, row.successor, row.entered_by)
