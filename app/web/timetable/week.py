"""*Lịch phát*: a week, drawn by the hours in which something sounds or as a list of days; what on it meets, and what mends it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import Field

from app.accounts import Right
from app.clock import local
from app.timetable import Clash, clashes, day_of, free_hours, regulation, slot
from app.units import SlotId, ZoneId
from app.values import frozen
from app.web.shared.asking import Page
from app.web.shared.fields import Fields
from app.web.shared.mends import UNHEARD, Mend, meets, mends_of_clash
from app.web.shared.visit import Visit, Visiting
from app.web.timetable.days import heads
from app.web.timetable.grid import hour, rows_of
from app.web.timetable.lines import Line, lines_of
from app.words import WEEKDAYS, WEEKDAYS_IN_SHORT, day_of_year, hour_said, weekday
from app.zones import zone_paths, zones

router = APIRouter(prefix="/lich-phat", route_class=Page)

_WEEK = timedelta(days=7)
_SHOWN = 3
"""So many clashes are told; more are counted."""
_UNDONE = {
    "doi": "Đã dời «{title}» sang {at}.",
    "gio": "Từ {day}, «{title}» phát lúc {hour}.",
    "bo": "Đã bỏ lượt «{title}» {was}.",
    "dai": "Từ lượt {at}, đã đổi thời lượng «{title}».",
}
_BACK = {"doi": ("doi", "moved_to"), "gio": ("gio", "at"), "bo": ("doi", "moved_to"), "dai": ("dai", "minutes")}
"""What takes each back: where it is sent, and in which field."""


class Shown(Fields):
    """Which week is asked for, of which zone, how, and what was just done. tuan: a day of it; khu: the zone."""

    tuan: str = Field(default="", max_length=40)
    khu: str = Field(default="", max_length=60)
    xem: str = Field(default="", max_length=20)
    viec: str = Field(default="", max_length=10)
    luot: str = Field(default="", max_length=80)
    truoc: str = Field(default="", max_length=40)


@frozen
class Mended:
    """A clash in words, how often the same two meet again in the week, and the buttons that mend it."""

    what: str
    again: int
    mends: tuple[Mend, ...]


@router.get("")
def get_week(visit: Visiting, shown: Annotated[Shown, Query()]) -> Response:
    """A week; this one where none is named, or none that is near."""
    visit.must(Right.LOOK)
    clock, session, commune_id = visit.parts.clock, visit.session, visit.commune_id
    today = local(clock.now()).date()
    monday = monday_of(shown.tuan, today)
    days = [monday + timedelta(days=number) for number in range(7)]
    begin, end = day_of(days[0])[0], day_of(days[-1])[1]
    met = clashes(session, clock, commune_id, begin, end)
    told = _by_slots(met)[:_SHOWN]
    free = free_hours(session, clock, commune_id, [each[0] for each in told])
    known = zones(session, commune_id)
    zone = next((each.id for each in known if str(each.id) == shown.khu), None)
    found = lines_of(
        session,
        clock,
        commune_id,
        (monday - timedelta(days=1), days[-1]),
        met=[key for each in met for key in each.keys],
        zone=zone,
    )
    rules = regulation(session, commune_id)
    own = [each for each in found if each.starts_at.date() >= monday]
    paths = zone_paths(session, commune_id)
    values = {
        "days": [
            (head, [each for each in own if each.starts_at.date() == head.day]) for head in heads(session, commune_id, days)
        ],
        "weekdays": WEEKDAYS,
        "in_short": WEEKDAYS_IN_SHORT,
        "rows": rows_of(monday, found, rules.quiet_hours),
        "hour": hour,
        "today": today,
        "rules": rules,
        "title": f"{day_of_year(monday)} – {day_of_year(days[-1])}",
        "number": monday.isocalendar().week,
        "monday": monday.isoformat(),
        "month": f"{today if today in days else days[3]:%Y-%m}",
        "before": (monday - _WEEK).isoformat(),
        "after": (monday + _WEEK).isoformat(),
        "is_far": monday > today + timedelta(days=visit.parts.manifest_days),
        "ahead": visit.parts.manifest_days,
        "clashes": [Mended(_what(each[0], paths), len(each) - 1, mends_of_clash(each[0], free)) for each in told],
        "unheard": UNHEARD,
        "more_clashes": len(met) - sum(map(len, told)),
        "zones": [(str(each.id), each.path) for each in known],
        "zone": str(zone or ""),
        "is_list": shown.xem == "danh-sach",
        "undo": _undo(visit, shown, found),
        "may_schedule": visit.actor.may(Right.SCHEDULE),
        "is_empty": not own,
        "is_past": days[-1] < today,
    }
    return visit.page("timetable/week.html", values)


def monday_of(text: str, today: date) -> date:
    """The Monday of the week that is named by one of its days; of today's for what names none within five years."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = today
    day = day if today.year - 5 < day.year < today.year + 5 else today
    return day - timedelta(days=day.weekday())


def week_after(line: Line, *, did: str, before: str, at: datetime | None = None) -> str:
    """The address of the week after an act that can be taken back. before: what takes it back."""
    day = local(at).date() if at is not None else line.starts_at.date()
    return f"/lich-phat?tuan={day}&viec={did}&luot={line.slot_id}/{line.day}&truoc={before}"


def _by_slots(met: Sequence[Clash]) -> list[list[Clash]]:
    """The clashes of the same two slots together, by the first of each."""
    pairs: dict[tuple[SlotId, SlotId], list[Clash]] = {}
    for each in met:
        pairs.setdefault((each.conflict.first.airing.slot.id, each.conflict.second.airing.slot.id), []).append(each)
    return list(pairs.values())


def _what(clash: Clash, paths: dict[ZoneId, str]) -> str:
    late = clash.conflict.second.airing
    begin = local(late.starts_at)
    name = weekday(begin)
    return f"{name[0].upper()}{name[1:]} {begin:%d/%m}, {hour_said(begin)}: «{late.slot.title}» {meets(clash, paths)}"


def _undo(visit: Visit, shown: Shown, found: list[Line]) -> dict[str, str] | None:
    """What was just done, and the form that takes it back; None where nothing was, or it is there no more."""
    name, _, day = shown.luot.partition("/")
    try:
        key = SlotId(UUID(name)), date.fromisoformat(day)
    except ValueError:
        return None
    line = next((each for each in found if (each.slot_id, each.day) == key), None)
    if line is None or not line.tag or shown.viec not in _UNDONE or not visit.actor.may(Right.SCHEDULE):
        return None
    own = slot(visit.session, visit.commune_id, line.slot_id).at
    text = _UNDONE[shown.viec].format(
        title=line.title, at=_when(line.starts_at), day=f"{line.day:%d/%m}", hour=hour_said(own), was=_was(shown.truoc)
    )
    if shown.viec == "gio" and line.starts_at.time() != own:
        text += f" Lượt đã dời sang {_when(line.starts_at)} vẫn giữ giờ ấy."
    act, field = _BACK[shown.viec]
    return {
        "text": text,
        "action": f"{line.address}/{act}",
        "name": field,
        "value": shown.truoc,
        "tag": line.tag,
    }


def _when(at: datetime) -> str:
    return f"{hour_said(at.time())} {weekday(at.date())} {at:%d/%m}"


def _was(typed: str) -> str:
    """When an airing was to sound before it was left out, as the form that takes it back says; empty for what is no instant."""
    try:
        return _when(datetime.fromisoformat(typed))
    except ValueError:
        return ""
