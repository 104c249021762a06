"""Airings that will be heard, but not whole, not everywhere, or longer than their slot: what *Hôm nay* says of them."""

from collections.abc import Iterable
from dataclasses import replace

from app.bulletins import deciding_versions
from app.desk.problems import problem_in_words
from app.playout import BlockedReason
from app.timetable import Occurrence, Problem, ProblemKind, problems_of_heard
from app.units import BulletinId, ZoneId
from app.web.shared.visit import Visit
from app.web.today.lines import Line, Lines
from app.web.today.mending import mend_of_problem
from app.words import word


def partly_heard(visit: Visit, lines: Lines, coming: Iterable[Occurrence]) -> list[Line]:
    """A line for each, with its button.

    Cheer that is left out in mourning is as it should be; a place without a station is named once, and not where there is none.
    """
    found = problems_of_heard(visit.session, lines.found.now, visit.commune_id, coming)
    left = [each.bulletin_id for each in found if each.bulletin_id is not None]
    titles = {key: each.title for key, each in deciding_versions(visit.session, visit.commune_id, left).items()}
    unserved, shown = set[frozenset[ZoneId]](), []
    for each in found:
        if each.occurrence is None or each.reason is BlockedReason.MOURNING:
            continue
        if each.kind is ProblemKind.NO_STATION:
            if not lines.found.stations or each.zones in unserved:
                continue
            unserved.add(each.zones)
        shown.append(_line(visit, lines, each, each.occurrence, titles))
    return shown


def _line(visit: Visit, lines: Lines, found: Problem, known: Occurrence, titles: dict[BulletinId, str]) -> Line:
    said = problem_in_words(found, lines.paths)
    title = titles.get(found.bulletin_id) if found.bulletin_id is not None else None
    reason = f"«{title}»: {said[:1].lower()}{said[1:]}" if title else said
    mend = mend_of_problem(visit, found, known)
    return replace(lines.plain(known), state=word("problem", found.kind.value), reason=reason, mend=mend)
