"""What is typed and not saved: kept at the server while one types, offered when the page is opened again, gone when saved."""

from fastapi import Response

from app.accounts import Right
from app.bulletins import latest
from app.desk import unsaved
from app.units import BulletinId
from app.web.bulletins.form import BulletinFields
from app.web.bulletins.overtaken import overtaken
from app.web.bulletins.writing import Stored, shown
from app.web.shared.pages import go
from app.web.shared.visit import Visit

DROP = "bo-giu"
"""What the button says that throws it away."""
_TYPED = ("title", "valid_to", "legal_basis", "own", "script")
"""Fields whose text would be missed; the others are filled in anew as they stand."""


def kept(visit: Visit, form: BulletinFields) -> str:
    """Keep it. Returns who was quicker and when, in words, where another saved that bulletin meanwhile: then nothing is kept."""
    now = latest(visit.session, visit.commune_id, BulletinId(form.bulletin)) if form.bulletin else None
    late = overtaken(visit, form, now) if now else None
    if late is not None:
        visit.must(Right.WRITE)
        return late.line
    key = now.summary.bulletin_id if now else None
    with visit.parts.sessions.begin() as session:
        if form.is_blank:
            unsaved.drop(visit.parts, session, visit.actor, key)
        else:
            unsaved.keep(visit.parts, session, visit.actor, key, form.typed)
    return ""


def opened(visit: Visit, form: BulletinFields, stored: Stored) -> Response:
    """The page as it is opened; with what was typed last time, where that says something else."""
    if not visit.actor.may(Right.WRITE):
        return shown(visit, form, stored)
    found = unsaved.look(visit.parts, visit.session, visit.actor, stored.bulletin_id)
    is_other = found is not None and any(found.fields.get(each) != form.typed[each] for each in _TYPED)
    return shown(visit, form, stored, unsaved=found if is_other else None)


def dropped(visit: Visit, stored: Stored) -> Response:
    """Throw it away, and open the page as it is kept."""
    with visit.parts.sessions.begin() as session:
        unsaved.drop(visit.parts, session, visit.actor, stored.bulletin_id)
    return go(stored.address)
