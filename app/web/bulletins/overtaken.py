"""Two officers at one bulletin: who was quicker, and what of the script differs; nobody writes over another's edit unseen."""

from collections.abc import Sequence

from app.bulletins import Hunk, Version, difference
from app.reports import history
from app.values import frozen
from app.web.bulletins.form import BulletinFields
from app.web.shared.visit import Visit


@frozen
class Overtaken:
    """line: who did what, and when; tag: of what is kept now; hunks: what turns that script into the one that was typed."""

    line: str
    tag: str
    hunks: Sequence[Hunk]


def overtaken(visit: Visit, form: BulletinFields, now: Version) -> Overtaken | None:
    """What happened since the form was opened; None: nothing did."""
    if form.tag == str(now.summary.tag):
        return None
    lines = history(visit.session, visit.commune_id, now.summary.bulletin_id).lines
    return Overtaken(
        line=lines[-1].line if lines else "",
        tag=str(now.summary.tag),
        hunks=difference(f"{now.script}\n", "\n".join(form.script.splitlines()) + "\n"),
    )
