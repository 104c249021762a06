"""What becomes of what is due: a pure rule over a list, run by the station's loop at every look at the clock."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from app.airing import BlockedReason, ItemKind, LateRule, OccurrenceState
from app.playout.guard import Audio, Candidate, guard
from app.playout.rules import Rules
from app.units import ZoneId
from app.values import frozen

ON_TIME = timedelta(seconds=2)
"""What begins within this of its second is not late."""


@frozen
class Due:
    """One waiting occurrence on one output.

    grace: how late it may still begin; within `ON_TIME` it is never too late. lead: how long before its time it has to be handed
    to the output. late: what becomes of it when it is late. sentences_s: where it could be joined. priority: the higher has the
    output first. is_heard: whether the output makes a sound in the item's zones; a folder makes none.
    """

    occurrence_id: UUID
    output: str
    planned_at: datetime
    grace: timedelta
    item: Candidate
    lead: timedelta = timedelta(0)
    kind: ItemKind = ItemKind.PROGRAMME
    late: LateRule = LateRule.FROM_START
    sentences_s: tuple[float, ...] = ()
    priority: int = 0
    is_heard: bool = True


@frozen
class Transition:
    """What `due` becomes: on_air from a second of its audio on, missed, or blocked with its reason."""

    due: Due
    to: OccurrenceState
    reason: BlockedReason | None = None
    from_s: float = 0.0


def tick(
    items: Iterable[Due],
    now: datetime,
    rules: Rules,
    *,
    busy: frozenset[str] | set[str],
    sounding: Mapping[UUID, frozenset[ZoneId]] | None = None,
) -> list[Transition]:
    """Decide at the instant `now` on every waiting item whose time has come; the others stay as they are.

    An item is judged by the instant at which it would be heard, and taken its lead before that.

    busy: names of outputs that are playing. sounding: what is heard already, and where; in no zone are two things heard at once,
    be it through two outputs. An output gets at most one item, of those that are due the one of the highest priority, then the
    one planned first; what finds it busy, and what waits for its audio, waits within its grace and is missed or blocked after.
    While the clock is not trusted nothing is decided at all: neither sound nor a verdict that a corrected clock would regret.
    """
    if not rules.clock_trusted:
        return []
    taken, heard = set(busy), dict(sounding or {})
    transitions = []
    for due in sorted(items, key=lambda due: (-due.priority, due.planned_at, due.occurrence_id)):
        if due.planned_at - due.lead > now:
            continue
        move = _judge(due, max(now, due.planned_at), rules)
        if move is None:
            continue
        if move.to is OccurrenceState.ON_AIR:
            if due.output in taken or _is_occupied(due, heard):
                continue
            taken.add(due.output)
            if due.is_heard:
                heard[due.occurrence_id] = heard.get(due.occurrence_id, frozenset()) | due.item.zones
        transitions.append(move)
    return transitions


def _is_occupied(due: Due, heard: Mapping[UUID, frozenset[ZoneId]]) -> bool:
    """Whether something else is heard where `due` would be."""
    return due.is_heard and any(key != due.occurrence_id and not zones.isdisjoint(due.item.zones) for key, zones in heard.items())


def _judge(due: Due, now: datetime, rules: Rules) -> Transition | None:
    late_by = now - due.planned_at
    from_s = _joined_at(due, late_by)
    item = due.item
    if from_s:
        item = replace(item, length=max(timedelta(0), item.length - timedelta(seconds=from_s)))
    reason = guard(item, rules, now)
    if reason is None and due.item.audio is not Audio.VERIFIED:
        reason = BlockedReason.AUDIO_MISSING
    if late_by > max(due.grace, ON_TIME):
        if reason is not None and reason.may_pass:
            return Transition(due, OccurrenceState.BLOCKED, reason)
        return Transition(due, OccurrenceState.MISSED)
    if reason is not None:
        return None if reason.may_pass else Transition(due, OccurrenceState.BLOCKED, reason)
    if from_s is None:
        return Transition(due, OccurrenceState.MISSED, BlockedReason.LATE)
    return Transition(due, OccurrenceState.ON_AIR, from_s=from_s)


def _joined_at(due: Due, late_by: timedelta) -> float | None:
    """The second of its audio at which it begins; None: it is not heard any more.

    What would be heard by now is passed over up to the next sentence. Without sentences it begins at its beginning, since
    speech is never cut in the middle. A relay is what the mixer has at that time, so it ends when it was planned to.
    """
    if late_by <= ON_TIME:
        return 0.0
    late_s = late_by.total_seconds()
    if due.late is LateRule.SKIP:
        return None
    if due.kind is ItemKind.RELAY:
        return late_s if timedelta(seconds=late_s) < due.item.length else None
    if due.late is LateRule.FROM_START or not due.sentences_s:
        return 0.0
    following = bisect_left(due.sentences_s, late_s)
    return due.sentences_s[following] if following < len(due.sentences_s) else None
