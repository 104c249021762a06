"""What *Hôm nay* cannot know: what a station said last is not told as if it were so now, once it is not heard any more."""

from collections.abc import Collection
from datetime import datetime, timedelta

from app.airing import OccurrenceState
from app.clock import local
from app.reports import Contact, StationStatus, Status
from app.timetable import Occurrence
from app.words import day_of_year, hour_said

_TOLD_BY = timedelta(minutes=2)
"""So long after its end a station that is there has said how an airing ended."""


def lost_in_words(stations: Collection[StationStatus], now: datetime) -> str:
    """Since when none of these is heard, in words; empty while one is, or where none ever was."""
    last = [each.last_heard for each in stations if each.last_heard is not None]
    if not last or any(each.contact is Contact.ONLINE for each in stations):
        return ""
    return f"Mất liên lạc với mọi máy phát từ {_since(max(last), now)}"


def doubt_of(each: Occurrence, found: Status) -> str:
    """Why nobody can say whether an airing sounds, or will, at each station that is to sound it; empty where one can."""
    own = [station for station in found.stations if station.zones & each.zone_ids]
    silent = [station for station in own if station.contact is not Contact.ONLINE and station.last_heard is not None]
    lost = _silence(silent, found)
    is_heard = any(station.contact is Contact.ONLINE for station in own)
    if each.state is OccurrenceState.ON_AIR:
        is_over = each.starts_at + timedelta(seconds=each.length_s) + _TOLD_BY < found.now
        sounding = any(each.id in station.on_air for station in own if station.contact is Contact.ONLINE)
        if not sounding and ((lost and not is_heard) or is_over):
            told = "Không rõ đã phát xong chưa" if is_over else "Không rõ có đang phát không"
            return f"{told}. {lost or 'Máy phát chưa báo'}"
    elif lost and each.state is OccurrenceState.PREPARED and each.reason is None:
        return f"Sẵn sàng phát, trừ nơi không rõ: {lost}" if is_heard else f"Không rõ có phát được không. {lost}"
    return ""


def _silence(silent: Collection[StationStatus], found: Status) -> str:
    """Which stations are not heard, and since when."""
    if not silent:
        return ""
    everywhere = lost_in_words(found.stations, found.now)
    return everywhere or "; ".join(
        f"{each.name} mất kết nối từ {_since(each.last_heard, found.now)}" for each in silent if each.last_heard is not None
    )


def _since(instant: datetime, now: datetime) -> str:
    day = "" if local(instant).date() == local(now).date() else f" ngày {day_of_year(local(instant).date())}"
    return f"{hour_said(instant)}{day}"
