"""The register of approvals ("Sổ duyệt"): what was decided about bulletins in some days, a line for each decision."""

from datetime import date

from sqlalchemy.orm import Session

from app.accounts import person_names
from app.bulletins import Decision, authors_of, decisions_between
from app.timetable import day_of
from app.units import CommuneId
from app.values import frozen
from app.zones import commune


@frozen
class RegisterLine:
    """A decision, and who wrote what it was about."""

    decision: Decision
    authors: tuple[str, ...]


@frozen
class ApprovalRegister:
    """The lines of some days, by time."""

    commune: str
    first: date
    last: date
    lines: tuple[RegisterLine, ...]


def approval_register(session: Session, commune_id: CommuneId, first: date, last: date) -> ApprovalRegister:
    """The register from one local day to another, both included."""
    found = decisions_between(session, commune_id, day_of(first)[0], day_of(last)[1])
    names = person_names(session, commune_id)
    authors = authors_of(session, commune_id, {each.version_id for each in found})
    return ApprovalRegister(
        commune=commune(session, commune_id).name,
        first=first,
        last=last,
        lines=tuple(
            RegisterLine(each, tuple(names[key] for key in authors.get(each.version_id, ()) if key in names)) for each in found
        ),
    )
