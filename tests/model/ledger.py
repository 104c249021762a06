"""What people did and when, kept by the walk itself, and the judgement of what was heard by it alone.

It knows nothing of the product's states. Times are true ones; a permission counts from when a person asked for it, an act of
silence from when its answer came, so that what was cut off half-way is held against nobody.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID

from app.clock import local
from tests.model.machines import Pc
from tests.model.sounding import Stretch
from tests.model.tiny import SENTENCE_S, marks

REACH = timedelta(seconds=20)
"""How soon a connected station has heard of anything: its manifest's ten seconds, what it fetches, and an answer that is late."""
SKEW = timedelta(seconds=150)
"""How wrong a clock may be that is believed (two minutes), and half a minute for the look at it."""
QUIET = (time(21), time(5))
_RUSH = 4
_RUSH_WITHIN = timedelta(seconds=10)


class BrokenError(AssertionError):
    """The product broke its promise."""


@dataclass
class Bulletin:
    """One version of a bulletin, known by its mark. approved_at: from when a person let it sound."""

    mark: int
    id: UUID
    number: int
    valid_to: datetime
    is_cheerful: bool
    etag: str = ""
    approved_at: datetime | None = None
    withdrawn_at: datetime | None = None


@dataclass
class Alarm:
    """An emergency, known by its mark. zones: indices, what lies in them included."""

    mark: int
    zones: frozenset[int]
    ends_at: datetime
    id: UUID | None = None
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    corrected_at: datetime | None = None
    is_unsure: bool = False
    identifier: str = ""
    sent: str = ""
    is_seen: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it sounds, as far as people know."""
        return self.id is not None and self.begun_at is not None and self.ended_at is None and self.corrected_at is None


@dataclass
class Span:
    """From `since` on; `until` is None while it holds."""

    since: datetime
    until: datetime | None = None


@dataclass
class Ledger:
    """All that was done. cancelled: by occurrence. ended_slots: by slot; slot_of: of every occurrence that was ever seen."""

    bulletins: dict[int, Bulletin] = field(default_factory=dict)
    alarms: dict[int, Alarm] = field(default_factory=dict)
    cancelled: dict[UUID, datetime] = field(default_factory=dict)
    ended_slots: dict[UUID, datetime] = field(default_factory=dict)
    slot_of: dict[UUID, UUID] = field(default_factory=dict)
    planned_at: dict[UUID, datetime] = field(default_factory=dict)
    stops: list[Span] = field(default_factory=list)
    mourning: list[Span] = field(default_factory=list)
    restored_at: datetime | None = None

    @property
    def is_stopped(self) -> bool:
        return bool(self.stops) and self.stops[-1].until is None

    def copy(self) -> "Ledger":
        return deepcopy(self)

    def back_to(self, before: "Ledger", now: datetime) -> None:
        """The server was restored over its own data: permissions since are gone, silences since hold, all is stopped."""
        for mark, known in self.bulletins.items():
            had = before.bulletins.get(mark)
            known.approved_at = had.approved_at if had is not None else None
        for alarm in self.alarms.values():
            alarm.ended_at = alarm.ended_at or now
        self.ended_slots = dict(before.ended_slots)
        self.mourning = deepcopy(before.mourning)
        self.restored_at = now
        if not self.is_stopped:
            self.stops.append(Span(now))


@dataclass
class Judge:
    """Looks at every stretch until it is over."""

    ledger: Ledger
    zone_of: dict[str, frozenset[int]]
    pcs: Callable[[], Iterable[Pc]]
    is_clock_right: Callable[[Pc], bool]
    seen: int = 0
    open: list[Stretch] = field(default_factory=list)
    heard: dict[tuple[UUID, str], list[Stretch]] = field(default_factory=dict)

    def look(self, stretches: list[Stretch], now: datetime) -> None:
        """Raise BrokenError for what may not be heard."""
        new, self.seen = stretches[self.seen :], len(stretches)
        for stretch in new:
            self._begins(stretch)
        self.open += new
        for stretch in self.open:
            self._sounds(stretch, stretch.end or now)
        for stretch in [each for each in self.open if each.end is not None]:
            self.open.remove(stretch)
            self._is_over(stretch)

    def _fail(self, what: str, stretch: Stretch) -> None:
        raise BrokenError(f"{what}: {stretch}")

    def _pc(self, stretch: Stretch) -> Pc:
        return next(each for each in self.pcs() if each.name == stretch.pc)

    def _begins(self, stretch: Stretch) -> None:
        known = self.heard.setdefault((stretch.key, stretch.output), [])
        known.append(stretch)
        if stretch.is_alarm:
            rush = [each for each in known if stretch.begin - each.begin <= _RUSH_WITHIN and each.pc == stretch.pc]
            if len(rush) >= _RUSH:
                self._fail("it begins again and again", stretch)
        if not marks(stretch.words):
            self._fail("nobody wrote this", stretch)

    def _sounds(self, stretch: Stretch, until: datetime) -> None:
        pc = self._pc(stretch)
        for stop in self.ledger.stops:
            self._silent_after(stop.since, "it was stopped", stretch, until, pc, to=stop.until)
        if pc.replaced_at is not None:
            self._silent_after(pc.replaced_at, "this PC is no longer a station", stretch, until, pc)
        if stretch.is_alarm:
            self._alarm(stretch, until, pc)
        else:
            self._programme(stretch, until, pc)

    def _silent_after(
        self, at: datetime, why: str, stretch: Stretch, until: datetime, pc: Pc, *, to: datetime | None = None
    ) -> None:
        due = pc.reached(at, REACH)
        if due is None:
            return
        is_file = stretch.begin == stretch.end
        over = until if to is None else min(until, to)
        if max(due, stretch.begin) < over or (is_file and due <= stretch.begin and (to is None or stretch.begin < to)):
            self._fail(f"{why} at {at}, which was known by {due}", stretch)

    def _alarm(self, stretch: Stretch, until: datetime, pc: Pc) -> None:
        found = [self.ledger.alarms[mark] for mark in marks(stretch.words) if mark in self.ledger.alarms]
        if len(found) != 1:
            self._fail("an emergency of nobody", stretch)
        known = found[0]
        if not known.zones & self.zone_of[stretch.output]:
            self._fail("an emergency where it was not for", stretch)
        if "đính chính" in stretch.words:
            if known.corrected_at is None or stretch.begin < known.corrected_at:
                self._fail("a correction nobody asked for", stretch)
            return
        if known.begun_at is None or stretch.begin < known.begun_at:
            self._fail("an emergency nobody let sound", stretch)
        if known.ended_at is not None:
            self._silent_after(known.ended_at, "it was ended", stretch, until, pc)
        if self.is_clock_right(pc) and stretch.begin > known.ends_at + SKEW:
            self._fail("its time was over", stretch)

    def _programme(self, stretch: Stretch, until: datetime, pc: Pc) -> None:
        for mark in marks(stretch.words):
            known = self.ledger.bulletins.get(mark)
            if known is None or known.approved_at is None or stretch.begin < known.approved_at:
                self._fail("not approved", stretch)
                return
            if known.withdrawn_at is not None:
                self._silent_after(known.withdrawn_at, "it was withdrawn", stretch, until, pc)
            if self.is_clock_right(pc) and stretch.begin > known.valid_to + SKEW:
                self._fail(f"it had expired at {known.valid_to}", stretch)
            if known.is_cheerful:
                self._solemn(stretch, pc)
        cancelled_at = self.ledger.cancelled.get(stretch.key)
        if cancelled_at is not None:
            self._silent_after(cancelled_at, "it was cancelled", stretch, until, pc)
        slot_id = self.ledger.slot_of.get(stretch.key)
        ended_at = self.ledger.ended_slots.get(slot_id) if slot_id is not None else None
        due = pc.reached(ended_at, REACH) if ended_at is not None else None
        if due is not None and stretch.begin > due:
            self._fail(f"its slot was ended at {ended_at}", stretch)
        restored_at, planned_at = self.ledger.restored_at, self.ledger.planned_at.get(stretch.key)
        if restored_at is not None and planned_at is not None and planned_at < restored_at < stretch.begin:
            due = pc.reached(restored_at, REACH)
            if due is not None and stretch.begin > due:
                self._fail(f"it was planned before the restore at {restored_at}", stretch)
        self._hours(stretch, until)

    def _solemn(self, stretch: Stretch, pc: Pc) -> None:
        for span in self.ledger.mourning:
            due = pc.reached(span.since, REACH)
            if due is not None and due < stretch.begin and (span.until is None or stretch.begin < span.until):
                self._fail(f"cheerful in mourning since {span.since}", stretch)

    def _hours(self, stretch: Stretch, until: datetime) -> None:
        first = local(stretch.shown)
        last = local(stretch.shown + (until - stretch.begin))
        if first.time() < QUIET[1] or first.time() >= QUIET[0] or last.time() > QUIET[0] or last.date() != first.date():
            self._fail("outside the hours", stretch)

    def _is_over(self, stretch: Stretch) -> None:
        """No second of it was heard twice, but for the sentence to which it returned after an emergency.

        What a process that was killed could not write down may be heard again: its late rule decides.
        """
        if stretch.is_alarm:
            return
        known = [each for each in self.heard[stretch.key, stretch.output] if each.end is not None and not each.is_cut]
        if all(each.seconds == 0 for each in known):  # files: each is the whole
            if len(known) > 1:
                self._fail("a second file of it", stretch)
            return
        times = Counter(second for each in known for second in range(int(each.from_s) + 1, int(each.from_s + each.seconds)))
        again = sum(count - 1 for count in times.values())
        if again > SENTENCE_S * (len(known) - 1) or (len(known) > 1 and again > 2 * SENTENCE_S):
            self._fail(f"{again} seconds of it were heard again", stretch)
