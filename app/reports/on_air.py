"""What sounds at this moment: how far it came, and what is being said, by the log of a station and the timings of the audio.

A station says that something begins, ends or is broken off, never how far it is: that follows from the clock.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.airing import OccurrenceState
from app.airlog import Sounding, soundings_by_thing
from app.playout import LateRule
from app.programmes import GREETING_LABEL, attachments
from app.reports.status import Contact, Status
from app.storage import Files
from app.studio import Role
from app.timetable import Occurrence
from app.units import CommuneId, OccurrenceId, StationId
from app.values import frozen

AHEAD_S = 60.0
"""Sentences that begin within so many seconds are told beforehand: a page that is asked for less often goes on by itself."""
_A_MOMENT_S = 2.0


@frozen
class Said:
    """A sentence. from_s: where in the audio it begins."""

    from_s: float
    text: str


@frozen
class OnAir:
    """What sounds, and at which stations. at_s: how far it came, of so many seconds; None: it is not known.

    number, count: which of its bulletins is heard, 0 before the first. item: the title of that one.
    said: the sentence that is being said, and those that come within `AHEAD_S`; empty where none is known.
    """

    title: str
    stations: tuple[str, ...]
    begins_at: datetime | None = None
    at_s: float | None = None
    length_s: float = 0.0
    number: int = 0
    count: int = 0
    item: str = ""
    said: tuple[Said, ...] = ()


@frozen
class _Piece:
    """A sentence, or a human reading (no text), of the audio."""

    start_s: float
    item: str
    text: str


def on_air_now(
    session: Session, files: Files, commune_id: CommuneId, found: Status, occurrences: Sequence[Occurrence]
) -> list[OnAir]:
    """What stations that are heard say they sound. occurrences: of these days, to be found by their ids."""
    where: dict[UUID, list[tuple[StationId, str]]] = {}
    for each in found.stations:
        for key in each.on_air if each.contact is Contact.ONLINE else ():
            where.setdefault(key, []).append((each.id, each.name))
    if not where:
        return []
    known: Mapping[UUID, Occurrence] = {each.id: each for each in occurrences}
    logged = soundings_by_thing(session, where)
    made = []
    for key, stations in where.items():
        names, occurrence = tuple(name for _, name in stations), known.get(key)
        if occurrence is None:
            made.append(OnAir(found.titles.get(key, "Chương trình"), names))
            continue
        here = [each for each in logged.get(OccurrenceId(key), ()) if each.station_id in {station for station, _ in stations}]
        at_s = _reached(occurrence, here, found.now) if occurrence.length_s else None
        pieces = _pieces(session, files, commune_id, occurrence) if at_s is not None else ()
        made.append(_on_air(occurrence, names, at_s, pieces))
    return made


def _on_air(occurrence: Occurrence, stations: tuple[str, ...], at_s: float | None, pieces: Sequence[_Piece]) -> OnAir:
    reached = 0.0 if at_s is None else at_s
    begun = [each for each in pieces if each.start_s <= reached]
    heard = _bulletins(begun)
    coming = [each for each in pieces if reached < each.start_s <= reached + AHEAD_S]
    return OnAir(
        title=occurrence.title,
        stations=stations,
        begins_at=occurrence.starts_at,
        at_s=at_s,
        length_s=occurrence.length_s,
        number=len(heard),
        count=len(_bulletins(pieces)),
        item=heard[-1] if heard else "",
        said=tuple(Said(each.start_s, each.text) for each in (*begun[-1:], *coming) if each.text),
    )


def _bulletins(pieces: Sequence[_Piece]) -> list[str]:
    """Their titles, in the order they are heard."""
    return [label for label, _ in groupby(each.item for each in pieces) if label != GREETING_LABEL]


def _reached(occurrence: Occurrence, logged: Sequence[Sounding], now: datetime) -> float | None:
    """Seconds of its audio; None where nothing says it, or where something else is said in between."""
    sounding = next((each for each in logged if each.state is OccurrenceState.ON_AIR), None)
    if sounding is None:
        return None if logged or occurrence.late is LateRule.FROM_START else _bounded(occurrence, now, occurrence.starts_at, 0.0)
    if sounding.reason is not None:
        return None
    if sounding.seconds is not None:  # it goes on after it was broken off
        return _bounded(occurrence, now, sounding.at, sounding.seconds)
    late_s = (sounding.at - occurrence.starts_at).total_seconds()
    joined = occurrence.late is LateRule.JOIN and late_s > _A_MOMENT_S
    begun = occurrence.starts_at if joined else max(sounding.at, occurrence.starts_at)
    return _bounded(occurrence, now, begun, 0.0)


def _bounded(occurrence: Occurrence, now: datetime, begun: datetime, from_s: float) -> float:
    return min(max(0.0, (now - begun).total_seconds() + from_s), occurrence.length_s)


def _pieces(session: Session, files: Files, commune_id: CommuneId, occurrence: Occurrence) -> tuple[_Piece, ...]:
    """What is said in its audio, in order; nothing where its timings are not here."""
    if occurrence.rendering_id is None:
        return ()
    sha256 = attachments(session, commune_id, occurrence.rendering_id).get("timings")
    path = files.path(sha256) if sha256 is not None else None
    return _read(path) if path is not None else ()


@lru_cache(maxsize=16)
def _read(path: Path) -> tuple[_Piece, ...]:
    """A stored file never changes: its name is its hash. One that was damaged tells nothing; what sounds is not asked of it."""
    try:
        rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_Piece(row["start_s"], row["item"], row["text"]) for row in rows if row["role"] == Role.SPEECH)
    except (OSError, ValueError, LookupError, TypeError):
        return ()
