"""Airings of today and tomorrow that meet, so that some place hears one of them only."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from app.accounts import Right
from app.clock import local
from app.timetable import Clash, clashes, day_of, free_hours
from app.units import ZoneId
from app.web.shared.mends import UNHEARD, Mend, meets, mends_of_clash
from app.web.shared.visit import Visit
from app.web.today.lines import when_said


def met_soon(visit: Visit) -> list[Clash]:
    """What of today and tomorrow meets, and is to come."""
    now = visit.parts.clock.now()
    until = day_of(local(now).date() + timedelta(days=1))[1]
    return clashes(visit.session, visit.parts.clock, visit.commune_id, now, until)


def met_in_words(visit: Visit, met: Sequence[Clash], paths: Mapping[ZoneId, str]) -> list[tuple[str, str, str, tuple[Mend, ...]]]:
    """Of what meets: when, which, what it meets, and what mends it as far as this person may."""
    clock = visit.parts.clock
    now, free = clock.now(), free_hours(visit.session, clock, visit.commune_id, met)
    told = []
    for each in met:
        late, said = each.conflict.second.airing, f"{meets(each, paths)} {UNHEARD}"
        usual = (Mend("Mở lượt phát", f"/lich-phat/{late.slot.id}/{late.day}"),)
        mends = mends_of_clash(each, free) if visit.actor.may(Right.SCHEDULE) else usual
        told.append((when_said(late.starts_at, now), late.slot.title, said[0].upper() + said[1:], mends))
    return told
