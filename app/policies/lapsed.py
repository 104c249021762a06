"""Bulletins that rest on a document which no longer holds, or not yet: told before approval, and where they stand already."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.bulletins import approved_on_basis, slogans
from app.clock import local
from app.policies.ended import known_documents
from app.policies.model import Document, Standing
from app.policies.numbers import number_key, numbers_in
from app.timetable import DAYS, day_of, named_in_slots
from app.units import BulletinId, CommuneId
from app.values import frozen


@frozen
class Lapsed:
    """A document that does not hold in all the days a bulletin is valid."""

    document: Document
    standing: Standing


@frozen
class LapsedBulletin:
    """An approved bulletin in the timetable that rests on such a document on a day that is planned."""

    bulletin_id: BulletinId
    title: str
    lapsed: tuple[Lapsed, ...]


def lapsed_in(known: Mapping[str, Document], texts: Iterable[str], first: date, last: date) -> tuple[Lapsed, ...]:
    """The documents which texts name by number that do not hold from `first` to `last`; those that nobody knows are none.

    known: as `known_documents` answers.
    """
    named = dict.fromkeys(number_key(number) for text in texts for number in numbers_in(text))
    found = [(known[number], known[number].standing(first, last)) for number in named if number in known]
    return tuple(Lapsed(document, standing) for document, standing in found if standing is not Standing.IN_FORCE)


def lapsed_on_timetable(session: Session, commune_id: CommuneId, today: date) -> list[LapsedBulletin]:
    """Approved bulletins in a slot, and slogans, whose basis is over before the last day that is planned by now.

    Asks nothing more where no document is.
    """
    planned = today + timedelta(days=DAYS)
    known = known_documents(session, commune_id)
    over = [each.number for each in known.values() if each.standing(today, planned) is not Standing.IN_FORCE]
    marks = [number.rpartition("/")[0] for number in over]
    named = named_in_slots(session, commune_id) | {each.bulletin_id for each in slogans(session, commune_id)} if marks else set()
    found = []
    for each in approved_on_basis(session, commune_id, day_of(today)[0], marks, among=named):
        last = planned if each.valid_to is None else min(planned, local(each.valid_to - timedelta(microseconds=1)).date())
        lapsed = lapsed_in(known, each.legal_basis, today, last)
        if lapsed:
            found.append(LapsedBulletin(each.bulletin_id, each.title, lapsed))
    return found
