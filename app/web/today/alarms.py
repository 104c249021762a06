"""Emergencies on *Hôm nay*: what becomes of what is due while they sound, and which of them sounded today."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from app.airing import OccurrenceState
from app.airlog import Alarmed, alarms_heard, only_written
from app.emergencies import Emergency, EmergencyState, live
from app.timetable import Occurrence
from app.web.shared.marks import of_occurrence
from app.web.shared.visit import Visit
from app.web.today.lines import Line, when_said
from app.words import word
from app.zones import ZoneTree

_BETWEEN = "Sẵn sàng phát, xen giữa các lần nhắc lại"
"""What is due while an emergency sounds is heard while that is silent, as far as its grace allows."""


def standing(visit: Visit) -> list[Emergency]:
    """Emergencies, drills and corrections that sound now, again and again."""
    found = live(visit.session, visit.commune_id, visit.parts.clock.now())
    return [each for each in found if each.state is EmergencyState.ACTIVE]


def between(each: Occurrence, line: Line, alarms: Collection[Emergency], tree: ZoneTree) -> Line:
    """The line of what is ready, as it is heard while one of `alarms` sounds at one of its places."""
    if each.state is not OccurrenceState.PREPARED or line.mark != of_occurrence(each.state, has_reason=False):
        return line
    zones = tree.within(each.zone_ids)
    held = any(each.starts_at < alarm.ends_at and tree.within(alarm.zone_ids) & zones for alarm in alarms)
    return replace(line, state=_BETWEEN) if held else line


def heard_today(visit: Visit, today: datetime, alarms: Collection[Emergency]) -> list[tuple[datetime, Line]]:
    """What of them was heard since `today` began, and when first: they stand in no timetable."""
    now, sounding = visit.parts.clock.now(), {each.id for each in alarms}
    heard = alarms_heard(visit.session, visit.commune_id, today)
    written = only_written(visit.session, visit.commune_id, [each.id for each in heard])

    def line(each: Alarmed) -> Line:
        state = OccurrenceState.ON_AIR if each.id in sounding else OccurrenceState.AIRED
        mark, said = of_occurrence(state, has_reason=False), word("alarm_heard", state.value)
        return Line(
            when=when_said(each.since, now),
            title=each.title,
            places="",
            left="",
            mark=mark,
            state=said,
            reason="",
            airing="",
            is_written=each.id in written,
        )

    return [(each.since, line(each)) for each in heard]
