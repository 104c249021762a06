"""The policy library: a draft made of one of its templates, or of that which a lagging theme wants."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app import policies
from app.accounts import Actor, Right
from app.bulletins import Theme, Version, VersionKey
from app.clock import local
from app.desk.bulletins import refuse_named
from app.desk.office import Office
from app.policies import (
    Document,
    EndedDocument,
    Lapsed,
    Standing,
    WantedDraft,
    WantedEnd,
    end_document,
    lapsed_in,
    take_back_end,
)
from app.words import day_of_year, word

_AN_INSTANT = timedelta(microseconds=1)


def draft(office: Office, session: Session, actor: Actor, wanted: WantedDraft) -> VersionKey:
    """Make a draft of a template; what is not filled in stays open in it.

    Raises what `app.policies.draft` and `refuse_named` raise.
    """
    actor.must(Right.WRITE)
    return refuse_named(session, actor.commune_id, policies.draft(session, office.clock, actor, wanted))


def draft_for(office: Office, session: Session, actor: Actor, theme: Theme) -> VersionKey:
    """Make one for a theme, of the template used least of late. Raises what `app.policies.draft_for` raises."""
    actor.must(Right.WRITE)
    return policies.draft_for(session, office.clock, actor, theme)


def enter_end(office: Office, session: Session, actor: Actor, wanted: WantedEnd) -> EndedDocument:
    """Enter that a document holds no more. Raises what `end_document` raises."""
    actor.must(Right.COMMUNE)
    return end_document(session, office.clock, actor, wanted)


def take_back(office: Office, session: Session, actor: Actor, ended_id: UUID) -> None:
    """Take back what was entered by mistake. Raises what `take_back_end` raises."""
    actor.must(Right.COMMUNE)
    take_back_end(session, office.clock, actor, ended_id)


def lapsed_in_words(found: Lapsed) -> str:
    """Why a document does not carry a bulletin, in one sentence."""
    return _said(found.document, found.standing.value)


def lapsed_of(known: Mapping[str, Document], found: Version, today: date) -> list[str]:
    """What does not carry a version in all the days it is valid, in words: of what it names as its basis, or in its text.

    known: as `known_documents` answers.
    """
    summary = found.summary
    first = local(summary.valid_from).date() if summary.valid_from is not None else today
    last = local(summary.valid_to - _AN_INSTANT).date() if summary.valid_to is not None else first
    return lapsed_texts(known, [*found.legal_basis, found.script], first, last)


def lapsed_texts(known: Mapping[str, Document], texts: Sequence[str], first: date, last: date) -> list[str]:
    """The same of texts as they are typed."""
    return [lapsed_in_words(each) for each in lapsed_in(known, texts, first, max(first, last))]


def document_in_words(found: Document, today: date) -> str:
    """How a document stands on a day, in a sentence; empty while it holds and no end is known."""
    standing = found.standing(today, today)
    return "" if standing is Standing.IN_FORCE and found.until is None else _said(found, standing.value)


def _said(document: Document, standing: str) -> str:
    facts = {
        "number": document.number,
        "title": document.title,
        "since": day_of_year(document.since),
        "until": day_of_year(document.until) if document.until is not None else "",
    }
    said = word("document_standing", standing).format(**facts)
    return said if document.successor is None else f"{said} {word('document_standing', 'replaced').format(by=document.successor)}"
