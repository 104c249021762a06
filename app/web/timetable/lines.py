"""A span of the timetable as its pages show it: each airing once, with its hours, its places, and how it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlalchemy.orm import Session

from app.clock import Clock, local
from app.playout import BlockedReason, OccurrenceState
from app.timetable import USUAL_LENGTH, Dated, Listed, Placed, Slot, brief_listing, known_lengths, placed_listing, slots
from app.units import CommuneId, SlotId, ZoneId
from app.values import frozen
from app.web.shared.marks import LOOK, Mark, of_occurrence
from app.words import hour_said, state_word, where, word
from app.zones import ZoneTree, zone_paths, zone_tree

Key = tuple[SlotId, date]
"""An airing: the slot, and the day of its rule."""
_Row = TypeVar("_Row", bound=Dated)


@frozen
class Line:
    """An airing. day: of its slot's rule; starts_at, ends_at: local; tag: of its slot, empty where that is no more.

    is_over: its hour is gone by, or it has begun; css: what its box looks like beside its mark.
    """

    slot_id: SlotId
    day: date
    title: str
    starts_at: datetime
    ends_at: datetime
    places: str
    zones: frozenset[ZoneId]
    mark: Mark
    state: str
    reason: str
    css: str
    tag: str
    is_over: bool
    is_cancelled: bool

    @property
    def address(self) -> str:
        """The page of the airing."""
        return _address(self.slot_id, self.day)

    @property
    def at(self) -> str:
        """When it begins: `5h30`."""
        return hour_said(self.starts_at)

    @property
    def until(self) -> str:
        """When it ends: `5h45`."""
        return hour_said(self.ends_at)

    @property
    def minutes(self) -> int:
        """How long it takes, a begun minute counted."""
        return -int((self.starts_at - self.ends_at).total_seconds() // 60)


@frozen
class Named:
    """An airing where there is room for its hour and its title alone."""

    address: str
    at: str
    title: str
    mark: Mark
    state: str


@frozen
class _Facts:
    """What all lines of a span are told by."""

    slots: Mapping[SlotId, Slot]
    paths: Mapping[ZoneId, str]
    tree: ZoneTree
    lengths: Mapping[SlotId, timedelta]
    now: datetime
    met: frozenset[Key]
    said: dict[frozenset[ZoneId], str] = field(default_factory=dict)
    """Places in words: most airings of a week are heard at the same ones."""

    def where(self, zones: frozenset[ZoneId]) -> str:
        """Zones in words."""
        if zones not in self.said:
            self.said[zones] = where([self.paths[key] for key in zones if key in self.paths])
        return self.said[zones]


def lines_of(
    session: Session,
    clock: Clock,
    commune_id: CommuneId,
    days: tuple[date, date],
    *,
    met: Iterable[Key] = (),
    zone: ZoneId | None = None,
) -> list[Line]:
    """The airings that begin from the first to the last of two local days, both included; by start.

    met: those that clash with another; zone: only what is heard there, or in a part of it. The number of statements is the same
    however many there are.
    """
    facts = _facts(session, clock, commune_id, met)
    chosen = facts.tree.within([zone]) if zone is not None else None
    made = (_line(parts, facts) for parts in _airings(placed_listing(session, clock, commune_id, *days)))
    return [each for each in made if chosen is None or each.zones & chosen]


def first_lines(
    session: Session, clock: Clock, commune_id: CommuneId, days: tuple[date, date], *, most: int
) -> dict[date, tuple[list[Named], int]]:
    """Of each local day on which something is heard, the first `most` airings that are not cancelled, and how many more."""
    heard: dict[date, list[Listed[Dated]]] = {}
    for parts in _airings(brief_listing(session, clock, commune_id, *days)):
        if not (shown := _shown(parts)).is_cancelled:
            heard.setdefault(local(shown.starts_at).date(), []).append(shown)
    return {day: ([_named(each) for each in found[:most]], max(0, len(found) - most)) for day, found in heard.items()}


def _named(shown: Listed[Dated]) -> Named:
    state, reason = _standing(shown)
    mark = of_occurrence(state, has_reason=reason is not None)
    at = hour_said(shown.starts_at)
    return Named(_address(shown.slot_id, shown.day), at, shown.title, mark, state_word(shown.kind, state, reason))


def _facts(session: Session, clock: Clock, commune_id: CommuneId, met: Iterable[Key]) -> _Facts:
    return _Facts(
        slots={each.id: each for each in slots(session, commune_id)},
        paths=zone_paths(session, commune_id),
        tree=zone_tree(session, commune_id),
        lengths=known_lengths(session, commune_id),
        now=clock.now(),
        met=frozenset(met),
    )


def _airings(found: Iterable[Listed[_Row]]) -> Iterable[list[Listed[_Row]]]:
    """What is heard apart by zones, together; by start."""
    airings: dict[tuple[SlotId, date, datetime], list[Listed[_Row]]] = {}
    for each in found:
        airings.setdefault((each.slot_id, each.day, each.starts_at), []).append(each)
    return airings.values()


def _line(parts: list[Listed[Placed]], facts: _Facts) -> Line:
    shown = _shown(parts)
    slot = facts.slots.get(shown.slot_id)
    state, reason = _standing(shown)
    is_met = state.is_waiting and (shown.slot_id, shown.day) in facts.met
    mark = LOOK if is_met else of_occurrence(state, has_reason=reason is not None)
    zones = _zones(parts, slot, facts.tree)
    return Line(
        slot_id=shown.slot_id,
        day=shown.day,
        title=shown.title,
        starts_at=local(shown.starts_at),
        ends_at=local(shown.starts_at + _length(shown, slot, facts.lengths)),
        places=facts.where(zones),
        zones=zones,
        mark=mark,
        state="Trùng giờ" if is_met else state_word(shown.kind, state, reason),
        reason=word("reason", reason.value) if reason is not None else "",
        css=_box(state, mark),
        tag=slot.tag if slot is not None else "",
        is_over=shown.starts_at <= facts.now or not (state.is_waiting or shown.is_cancelled),
        is_cancelled=shown.is_cancelled,
    )


def _address(slot_id: SlotId, day: date) -> str:
    return f"/lich-phat/{slot_id}/{day}"


def _standing(shown: Listed[Dated]) -> tuple[OccurrenceState, BlockedReason | None]:
    """How it stands and why; what no row is of is planned."""
    known = shown.occurrence
    if shown.is_cancelled or known is None:
        return OccurrenceState.CANCELLED if shown.is_cancelled else OccurrenceState.PLANNED, None
    return known.state, known.reason


def _zones(parts: list[Listed[Placed]], slot: Slot | None, tree: ZoneTree) -> frozenset[ZoneId]:
    planned = frozenset[ZoneId]().union(*(each.occurrence.zone_ids for each in parts if each.occurrence is not None))
    return planned or (tree.within(zone.id for zone in slot.zones) if slot is not None else planned)


def _length(shown: Listed[Placed], slot: Slot | None, lengths: Mapping[SlotId, timedelta]) -> timedelta:
    """Its slot's, or that of its programme, or that of another of the same slot."""
    known = shown.occurrence
    if known is not None and known.length_s and not known.state.is_waiting:
        return timedelta(seconds=known.length_s)
    if slot is not None and slot.duration_s is not None:
        return timedelta(seconds=slot.duration_s)
    if known is not None and known.length_s:
        return timedelta(seconds=known.length_s)
    return lengths.get(shown.slot_id, USUAL_LENGTH)


def _shown(parts: list[Listed[_Row]]) -> Listed[_Row]:
    """Of what the zones of an airing hear apart, what needs a person."""
    if len(parts) == 1:
        return parts[0]
    return max(
        parts, key=lambda each: (each.occurrence is not None and each.occurrence.reason is not None, not each.is_cancelled)
    )


def _box(state: OccurrenceState, mark: Mark) -> str:
    if mark is LOOK:
        return "ev-look"
    if state is OccurrenceState.PLANNED:
        return "ev-plan"
    if state is OccurrenceState.PREPARED:
        return ""
    return "ev-air" if state is OccurrenceState.ON_AIR else "ev-past"
