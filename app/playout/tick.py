"""What becomes of what is due: a pure rule over a list, run by the station's loop at every look at the clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.playout.guard import Audio, Candidate, guard
from app.playout.model import BlockedReason, OccurrenceState
from app.playout.rules import Rules


@dataclass(frozen=True)
class Due:
    """One waiting occurrence on one output.

    grace: how late it may still begin, from its beginning. lead: how long before its time it has to be handed to the output.
    """

    occurrence_id: UUID
    output: str
    planned_at: datetime
    grace: timedelta
    item: Candidate
    lead: timedelta = timedelta(0)


@dataclass(frozen=True)
class Transition:
    """What `due` becomes: on_air, missed, or blocked with its reason."""

    due: Due
    to: OccurrenceState
    reason: BlockedReason | None = None


def tick(items: Iterable[Due], now: datetime, rules: Rules, *, busy: frozenset[str] | set[str]) -> list[Transition]:
    """Decide at the instant `now` on every waiting item whose time has come; the others stay as they are.

    An item is judged by the instant at which it would be heard, and taken its lead before that.

    busy: names of outputs that are playing. An output gets at most one item, the one planned first; what finds it busy, and
    what waits for its audio, waits within its grace and is missed or blocked after. While the clock is not trusted nothing
    is decided at all: neither sound nor a verdict that a corrected clock would regret.
    """
    if not rules.clock_trusted:
        return []
    taken = set(busy)
    transitions = []
    for due in sorted(items, key=lambda due: (due.planned_at, due.occurrence_id)):
        if due.planned_at - due.lead > now:
            continue
        move = _judge(due, max(now, due.planned_at), rules)
        if move is None or (move.to is OccurrenceState.ON_AIR and due.output in taken):
            continue
        if move.to is OccurrenceState.ON_AIR:
            taken.add(due.output)
        transitions.append(move)
    return transitions


def _judge(due: Due, now: datetime, rules: Rules) -> Transition | None:
    reason = guard(due.item, rules, now)
    if reason is None and due.item.audio is not Audio.VERIFIED:
        reason = BlockedReason.AUDIO_MISSING
    if now - due.planned_at > due.grace:
        if reason is not None and reason.may_pass:
            return Transition(due, OccurrenceState.BLOCKED, reason)
        return Transition(due, OccurrenceState.MISSED)
    if reason is None:
        return Transition(due, OccurrenceState.ON_AIR)
    return None if reason.may_pass else Transition(due, OccurrenceState.BLOCKED, reason)
