"""The orders of a station: what is to sound at once, and whether everything was stopped; signed with the commune's key.

They are made without writing to the database, which may be locked when everything has to stop. A version rises when they say
something else; it is kept in a file a station, so that it rises over restarts too.
"""

import hashlib
import json
import threading
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.clock import Clock
from app.emergencies import Emergency, EmergencyState, Resume, Sort, Stops, live
from app.playout import AudioFormat
from app.programmes import StoredAudio
from app.station.orders import EmergencyOrder, Orders, sign_orders
from app.station.protocol import AudioFile
from app.storage import write_durably
from app.units import StationId, ZoneId
from app.zones import Station, signing_key, zone_tree


class OrderDesk:
    """Gives each station its orders."""

    def __init__(self, folder: Path, clock: Clock, stops: Stops) -> None:
        """Keep the versions in `folder`, which is made when needed."""
        self._folder = folder
        self._clock = clock
        self._stops = stops
        self._lock = threading.Lock()

    def signed(self, session: Session, station: Station) -> bytes:
        """What holds now. The same bytes while nothing changes."""
        known = live(session, station.commune_id, self._clock.now())
        heard = {each.id: _heard(session, station, each) for each in known}
        emergencies = tuple(
            _order(each, heard[each.id]) for each in known if each.state is EmergencyState.ACTIVE and heard[each.id]
        )
        ahead = {file.sha256: file for each in known if heard[each.id] for file in _files(each)}
        stopped = self._stops.of(station.commune_id) is not None
        version, issued_at = self._version(station.id, stopped, emergencies, tuple(ahead))
        orders = Orders(
            station_id=station.id,
            version=version,
            issued_at=issued_at,
            stopped=stopped,
            emergencies=emergencies,
            ahead=tuple(ahead.values()),
        )
        return sign_orders(orders, signing_key(session, station.commune_id))

    def _version(self, station_id: StationId, *said: object) -> tuple[int, datetime]:
        """The version of what is said, and when it was said first."""
        digest = hashlib.sha256(repr(said).encode()).hexdigest()
        path = self._folder / f"{station_id}.json"
        with self._lock:
            last = _last(path)
            if last is not None and last["digest"] == digest:
                return last["version"], datetime.fromisoformat(last["issued_at"])
            now = self._clock.now()
            version = max(int(now.timestamp() * 1000), last["version"] + 1 if last is not None else 1)
            said_now = {"version": version, "digest": digest, "issued_at": now.isoformat()}
            write_durably(path, json.dumps(said_now).encode())
            return version, now


def _last(path: Path) -> dict[str, Any] | None:
    try:
        last: dict[str, Any] = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    return last


def _heard(session: Session, station: Station, known: Emergency) -> tuple[ZoneId, ...]:
    """Where this station makes it heard."""
    return tuple(sorted(zone_tree(session, station.commune_id).warned(station.zones, known.zone_ids)))


def _files(known: Emergency) -> tuple[AudioFile, ...]:
    if known.audio is None:
        return ()
    forms: tuple[tuple[AudioFormat, StoredAudio], ...] = (("mp3", known.audio.mp3), ("wav", known.audio.wav))
    return tuple(AudioFile(format=form, sha256=stored.sha256, size=stored.size) for form, stored in forms)


def _order(known: Emergency, zones: tuple[ZoneId, ...]) -> EmergencyOrder:
    if known.audio is None or known.began_at is None:
        raise AssertionError  # nothing is active without
    return EmergencyOrder(
        id=known.id,
        sort="correction" if known.sort is Sort.CORRECTION else "alert",
        is_drill=known.is_drill,
        title=known.title,
        started_by=known.started_by,
        zones=zones,
        began_at=known.began_at,
        ends_at=known.ends_at,
        repeat_every_s=known.repeat_every_s,
        times=known.times,
        repeat_from=known.repeat_from,
        repeat_to=known.repeat_to,
        resume="sentence" if known.resume is Resume.SENTENCE else "none",
        seconds=known.audio.seconds,
        audio=_files(known),
        content_hash=known.content_hash,
    )
