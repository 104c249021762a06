"""How long a bulletin sounds, beside the room of the slots that are to carry it."""

from app.bulletins import SpokenScript, Version
from app.programmes import seconds_of
from app.timetable import regulation, slots
from app.values import frozen
from app.web.shared.spoken import about_s
from app.web.shared.visit import Visit

_MINUTE_S = 60


@frozen
class Length:
    """said: how long, in words; rooms: of the slots that name it; over: what it is too long for, in words, or empty."""

    said: str
    rooms: tuple[str, ...]
    over: str


def length_of(visit: Visit, spoken: SpokenScript, stored: Version | None) -> Length:
    """Of a script as it is typed: guessed from its words, or measured where just these words were made already."""
    heard = None
    if stored is not None and stored.content_hash is not None and stored.script == spoken.script:
        heard = seconds_of(visit.session, visit.commune_id, stored.content_hash)
    seconds = round(heard) if heard else about_s(spoken)
    rooms = _rooms(visit, stored)
    over = next((f"Dài hơn {name} ({_duration(room)})" for name, room in rooms if seconds > room), "")
    return Length(
        said=f"dài {_duration(seconds)}" if heard else f"dài khoảng {_duration(seconds)}",
        rooms=tuple(f"{name}: {_duration(room)}" for name, room in rooms),
        over=over,
    )


def _rooms(visit: Visit, stored: Version | None) -> list[tuple[str, int]]:
    """The slots that name it, each with its seconds; where none does, the most that the regulation lets any have."""
    if stored is not None:
        key = stored.summary.bulletin_id
        found = [
            (f"khung giờ «{each.title}»", each.duration_s)
            for each in slots(visit.session, visit.commune_id)
            if each.duration_s is not None and any(key in part.bulletins for part in each.parts())
        ]
        if found:
            return found
    most = regulation(visit.session, visit.commune_id).slot_minutes
    return [("một khung giờ theo quy chế", most * _MINUTE_S)] if most else []


def _duration(seconds: int) -> str:
    minutes, rest = divmod(seconds, _MINUTE_S)
    return " ".join(
        part for part in (f"{minutes} phút" if minutes else "", f"{rest} giây" if rest or not minutes else "") if part
    )
