"""The silences in force: in memory first, which no disk can refuse, then in a file whose room was taken beforehand.

A stop stays until a person lifts it. Everything else stays as long as a station may go by a manifest of before: so long it is
told what that manifest does not say. A journal that cannot be read is a stop of every commune, each until it is lifted: silence
is the safe side.

Its room is bounded. When what holds is more, the file leaves out the oldest of what the database has, never what it has not.
"""

import logging
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from pydantic import ConfigDict, TypeAdapter, ValidationError
from sqlalchemy.orm import Session

from app.silence.common import said_since
from app.silence.errors import StopSaidAgainError
from app.silence.model import TOLD_FOR, Act, Hush, Silence, unknown_stop
from app.silence.reserve import LONGEST, Reserve, ReserveDamagedError
from app.units import CommuneId, new_id
from app.values import frozen

_log = logging.getLogger(__name__)
_DIFFER = timedelta(seconds=5)
"""The clocks of two servers differ by less."""
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_KEPT = 5_000
"""Of what the database has so many are remembered at most."""
_AT_LEAST = timedelta(hours=1)
"""Of what the database has had for less, every station is told: a manifest is not made in an instant, and clocks differ."""


@frozen
class _State:
    """What the file holds. lifted: after damage, the communes that were let sound again; None: it was never damaged."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    entries: tuple[Silence, ...] = ()
    lifted: frozenset[CommuneId] | None = field(default=None)


_STATES = TypeAdapter(_State)


class Journal:
    """What is silent, of every commune of one installation; any thread may ask and tell."""

    def __init__(self, path: Path) -> None:
        """Take up what `path` holds. It is made when there is room for it; until then everything is kept in memory alone."""
        self._reserve = Reserve(path)
        self._lock = threading.Lock()
        self._stops_said: Counter[CommuneId] = Counter()
        self._heard: set[UUID] = set()
        self._lifted: set[UUID] = set()
        self._heard_at: datetime | None = None
        self._pressed: dict[UUID, datetime] = {}
        self._lifts = 0
        self._state, self._has_file, self._is_saved, self._is_closed = _State(), True, True, False
        try:
            data = self._reserve.read()
            if data is None:
                self._has_file = False
            else:
                self._state = _STATES.validate_json(data)
        except (OSError, ReserveDamagedError, ValidationError):
            _log.exception("the journal of silences cannot be read: every commune is stopped until a person lifts it")
            self._state, self._has_file = _State(lifted=frozenset()), False
        if not self._has_file:
            self._save()

    # --- what holds

    def stop_of(self, commune_id: CommuneId) -> Silence | None:
        """The stop of everything that is in force in a commune."""
        state = self._state
        found = next((each for each in state.entries if each.act is Act.STOP and each.commune_id == commune_id), None)
        if found is None and state.lifted is not None and commune_id not in state.lifted:
            return unknown_stop(commune_id)
        return found

    def stops_of(self, commune_id: CommuneId) -> tuple[Silence, ...]:
        """See `Stops.stops_of`."""
        return tuple(each for each in self._state.entries if each.act is Act.STOP and each.commune_id == commune_id)

    def hush_of(self, commune_id: CommuneId) -> Hush:
        """All that is silent in a commune by acts of these days."""
        mine = [each for each in self._state.entries if each.commune_id == commune_id and each.act is not Act.STOP]
        ids = frozenset(key for each in mine for key in (each.subject, *each.also))
        return Hush(self.stop_of(commune_id) is not None, ids)

    def untold(self, commune_id: CommuneId, planned_at: datetime | None, now: datetime) -> frozenset[UUID]:
        """Of `hush_of` what a manifest made at `planned_at` may not say; None: there is no manifest."""
        mine = [each for each in self._state.entries if each.commune_id == commune_id and each.act is not Act.STOP]
        told = [each for each in mine if planned_at is None or not _is_said(each, planned_at, now)]
        return frozenset(key for each in told for key in (each.subject, *each.also))

    def stops_said(self, commune_id: CommuneId) -> int:
        """How often a stop of a commune was said since the start, also while one was in force: a lift lifts those it knew of."""
        return self._stops_said[commune_id]

    @property
    def lifts(self) -> int:
        """See `Stops.lifts`."""
        return self._lifts

    @property
    def entries(self) -> tuple[Silence, ...]:
        """Everything that is said to be silent, for a journal that takes it over."""
        return self._state.entries

    def open(self) -> list[Silence]:
        """See `Stops.open`."""
        return [each for each in self._state.entries if each.kept_at is None]

    def is_durable(self) -> bool:
        """Whether a power cut at this moment would lose nothing."""
        return self._is_saved

    # --- what changes it

    def enter(self, silence: Silence) -> Silence:
        """Let it hold, from before this returns; what was silenced here in the same way already stays as it was.

        What another server said does not take its place: whoever lifts that need not know of this one.
        """
        with self._lock:
            if silence.act is Act.STOP:
                self._stops_said[silence.commune_id] += 1
            for known in self._state.entries:
                is_same = (known.commune_id, known.act, known.subject) == (silence.commune_id, silence.act, silence.subject)
                if silence.act is Act.WITHDRAW:  # several by one act are more than the first of them
                    is_same = is_same and set(silence.also) <= set(known.also)
                if is_same and known.id not in self._heard and (known.kept_at is None or known.act is Act.STOP):
                    self._pressed[known.id] = silence.at
                    return known
            self._change((*self._state.entries, silence))
            return silence

    def keep(self, silence_id: UUID, now: datetime) -> None:
        """The database has it."""
        with self._lock:
            self._change(replace(each, kept_at=now) if each.id == silence_id else each for each in self._state.entries)

    def drop(self, silence_id: UUID) -> None:
        """It was refused, and nothing of it holds."""
        with self._lock:
            self._change(each for each in self._state.entries if each.id != silence_id)

    def lift(self, commune_id: CommuneId, said: int) -> None:
        """See `Stops.lift`. What the file cannot take of it is in the database, which is heard at the next start."""
        with self._lock:
            if self._stops_said[commune_id] != said:
                self._say_anew(self.stops_of(commune_id))
                raise StopSaidAgainError
            before = self._state
            lifted = None if before.lifted is None else before.lifted | {commune_id}
            stopped = {each.id for each in self.stops_of(commune_id)}
            self._lifted |= stopped
            self._lifts += 1
            self._state = _State(tuple(each for each in before.entries if each.id not in stopped), lifted)
            self._save()

    def hear(self, session: Session, now: datetime, commune_id: CommuneId | None = None) -> frozenset[CommuneId]:
        """See `Stops.hear`."""
        since = now - TOLD_FOR if self._heard_at is None else self._heard_at - _AT_LEAST
        known = [each.id for each in self._state.entries if each.act is Act.STOP]
        said, lifted = said_since(session, since, known, commune_id)
        with self._lock:
            entries = {each.id: each for each in self._state.entries}
            new = [each for each in said if each.id not in entries and each.id not in self._lifted]
            again = [each for each, at in lifted.items() if each in entries and self._pressed.get(each, _LONG_AGO) > at - _DIFFER]
            self._say_anew(entries[each] for each in again)
            over = [entries[each] for each in lifted if each in entries and each not in again]
            self._heard.update(each.id for each in new)
            self._lifted.update(each.id for each in over)
            self._lifts += len(over)
            self._stops_said.update(each.commune_id for each in new if each.act is Act.STOP)
            if new or over:
                self._change((*(each for each in self._state.entries if each.id not in lifted), *new))
            if commune_id is None:
                self._heard_at = now
        return frozenset(each.commune_id for each in (*new, *over))

    def tidy(self, now: datetime) -> None:
        """Forget what stations need not be told any more, and write again what could not be written."""
        with self._lock:
            known = self._state.entries
            over = sum(each.kept_at is not None for each in known) - _MOST_KEPT
            old = [each.id for each in known if each.kept_at is not None and now - each.kept_at > _AT_LEAST][: max(0, over)]
            entries = tuple(each for each in known if not _is_over(each, now) and each.id not in old)
            if entries != self._state.entries:
                self._change(entries)
            elif not (self._is_saved and self._has_file):
                self._save()

    def close(self) -> None:
        """Let go of the file; what is entered later is in memory alone."""
        with self._lock:
            self._is_closed = True
            self._reserve.close()

    def _say_anew(self, stops: Iterable[Silence]) -> None:
        """Let the stops outlive a lift that the database has of them: somebody said them again, not knowing of it."""
        anew = {each.id: replace(each, id=new_id(), kept_at=None) for each in stops}
        if anew:
            self._change(anew.get(each.id, each) for each in self._state.entries)

    def _change(self, entries: Iterable[Silence]) -> None:
        self._state = replace(self._state, entries=tuple(entries))
        self._save()

    def _save(self) -> None:
        """On the disk if it can be: what is in memory holds either way."""
        if self._is_closed:
            return
        try:
            self._is_saved = self._write(self._state)
        except OSError:
            is_lost = self._has_file or self._state != _State()  # where there is nothing to keep, only its room is not taken yet
            if is_lost and self._is_saved:
                _log.exception("the journal of silences could not be written; it is kept in memory and tried again")
            self._is_saved = not is_lost

    def _write(self, state: _State) -> bool:
        """Whether all was written that the database has not got. Raises OSError."""
        data, is_whole = _fitted(state)
        if self._has_file:
            try:
                self._reserve.write(data)
            except FileNotFoundError:
                self._has_file = False
        if not self._has_file:
            self._reserve.begin(data)
            self._has_file = True
        return is_whole


def _is_over(silence: Silence, now: datetime) -> bool:
    return silence.act is not Act.STOP and silence.kept_at is not None and now - silence.kept_at > TOLD_FOR


def _is_said(silence: Silence, planned_at: datetime, now: datetime) -> bool:
    """Whether a manifest of that time says it: the database had it, and long enough for nobody to differ about when."""
    return silence.kept_at is not None and silence.kept_at < planned_at and now - silence.kept_at > _AT_LEAST


def _fitted(state: _State) -> tuple[bytes, bool]:
    """What goes into the file's room, and whether that is all there is nowhere else.

    Stops alone always go in: there is one for each commune.
    """
    entries = state.entries
    while True:
        data = _STATES.dump_json(replace(state, entries=entries))
        if len(data) <= LONGEST:
            return data, True
        kept = [each.id for each in entries if each.act is not Act.STOP and each.kept_at is not None]
        if not kept:
            break
        older = set(kept[: len(kept) // 2 + 1])
        entries = tuple(each for each in entries if each.id not in older)
    stops = tuple(each for each in entries if each.act is Act.STOP)
    return _STATES.dump_json(replace(state, entries=stops)), False
