"""The templates that offices wrote over the product's own: kept as they came, once it is known that they can be filled."""

from datetime import datetime

from sqlalchemy.orm import Session, defer

from app.accounts import Actor, record_act
from app.clock import Clock
from app.db import of_commune, readable
from app.errors import NotFoundError
from app.plans.tables import LetterTemplateRow
from app.units import CommuneId
from app.values import frozen

LONGEST_NAME = 200
_KIND = "letter_template"


@frozen
class LetterTemplate:
    """A template of the office. letter: code of what is written by it; name: of the file that was brought."""

    letter: str
    name: str
    brought_at: datetime
    brought_by: str


def letter_templates(session: Session, commune_id: CommuneId) -> dict[str, LetterTemplate]:
    """Those of a commune, by letter."""
    query = of_commune(LetterTemplateRow, commune_id).options(defer(LetterTemplateRow.data))
    found = readable(session, query.order_by(LetterTemplateRow.letter), _template)
    return {each.letter: each for each in found}


def template_file(session: Session, commune_id: CommuneId, letter: str) -> bytes | None:
    """The file of one; None: the product's own is used."""
    row = session.get(LetterTemplateRow, (commune_id, letter))
    return None if row is None else row.data


def put_template(session: Session, clock: Clock, actor: Actor, letter: str, *, name: str, data: bytes) -> None:
    """Let `data`, which was checked, be the template from now on."""
    row = session.get(LetterTemplateRow, (actor.commune_id, letter)) or LetterTemplateRow(
        commune_id=actor.commune_id, letter=letter
    )
    row.name, row.data = name[:LONGEST_NAME], data
    row.brought_at, row.brought_by = clock.now(), actor.name
    session.add(row)
    session.flush()
    record_act(session, row.brought_at, actor, "put", subject=_KIND, subject_id=letter, file=row.name)


def drop_template(session: Session, clock: Clock, actor: Actor, letter: str) -> None:
    """Go back to the product's own. Raises `NotFoundError` where it is used already."""
    row = session.get(LetterTemplateRow, (actor.commune_id, letter))
    if row is None:
        raise NotFoundError(kind=_KIND, key=letter)
    session.delete(row)
    session.flush()
    record_act(session, clock.now(), actor, "drop", subject=_KIND, subject_id=letter)


def _template(row: LetterTemplateRow) -> LetterTemplate:
    return LetterTemplate(row.letter, row.name, row.brought_at, row.brought_by)
