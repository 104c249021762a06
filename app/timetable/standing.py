"""How the occurrences of a span of time stand at this very moment: asked for a manifest, which must not repeat an old answer.

Between two passes of the planner a bulletin may have been withdrawn. So the present facts are asked once more, and only what is
prepared and still carries exactly what it was prepared with may sound.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.airlog import Sounding, soundings_by_thing
from app.bulletins import State, version_facts
from app.db import readable
from app.playout import BlockedReason, OccurrenceState
from app.programmes import RenderingFacts, RenderingState
from app.tasks import alone
from app.timetable.assessment import Content, Day
from app.timetable.carried import heard_of
from app.timetable.facts import assess_row, facts_for
from app.timetable.model import Occurrence
from app.timetable.occurrences import occurrence_of
from app.timetable.tables import OccurrenceRow, SlotRow
from app.units import CommuneId, VersionId
from app.values import frozen


@frozen
class Standing:
    """An occurrence as it stands now.

    content: what it would carry. reason: what blocks it, by its content, its hour and the minutes of its day. audio: what may
    sound, or is sounding or was heard. is_withdrawn, is_cancelled: a person withdrew some of what it was prepared with, or
    cancelled it, be it while it sounds. approvers: of what it was prepared with, each once. soundings: how far it got where.
    """

    occurrence: Occurrence
    content: Content
    reason: BlockedReason | None
    audio: RenderingFacts | None
    is_withdrawn: bool
    is_cancelled: bool = False
    approvers: tuple[str, ...] = ()
    soundings: tuple[Sounding, ...] = ()


def standing(session: Session, commune_id: CommuneId, since: datetime, until: datetime) -> list[Standing]:
    """Every occurrence that begins from `since` up to, not including, `until`, by start.

    One that cannot be judged has no standing: it is logged and left out, and the planner's pass shows the fault.
    """
    query = (
        select(OccurrenceRow, SlotRow)
        .join(SlotRow, SlotRow.id == OccurrenceRow.slot_id)
        .where(OccurrenceRow.commune_id == commune_id, OccurrenceRow.starts_at >= since, OccurrenceRow.starts_at < until)
        .order_by(OccurrenceRow.starts_at, OccurrenceRow.id)
    )
    pairs = readable(session, query, lambda row, slot: (row, slot))
    rows = [row for row, _ in pairs]
    facts = facts_for(session, commune_id, rows)
    carried = version_facts(session, commune_id, {VersionId(UUID(key)) for row in rows for key in row.version_ids})
    told = soundings_by_thing(session, [row.id for row in rows])
    day, found = Day(), []

    def judge(pair: tuple[OccurrenceRow, SlotRow]) -> None:
        row, slot = pair
        known = occurrence_of(row, slot)
        content = facts.content(row)
        made = facts.audio.get(known.rendering_id) if known.rendering_id is not None else None
        withdrawn = any(carried[key].state is State.WITHDRAWN for key in known.version_ids if key in carried)
        reason = known.reason
        if known.state.was_heard:
            day.add(known.starts_at, known.zone_ids, timedelta(seconds=known.length_s))
        elif known.state.is_waiting or known.id in told:
            reason = assess_row(row, content, facts, day)
        is_of_it = made is not None and facts.is_made_of(made, content)
        may_sound = reason is None and is_of_it and _may_sound(known, content, row.left_out, made, is_told=known.id in told)
        audio = made if known.state.was_heard or may_sound else None
        approvers = tuple(dict.fromkeys(name for key in known.version_ids if key in carried and (name := carried[key].approver)))
        edit = facts.edits.get(known.slot_id, {}).get(known.day)
        cancelled = known.state is OccurrenceState.CANCELLED or (edit is not None and edit.is_cancelled)
        found.append(Standing(known, content, reason, audio, withdrawn, cancelled, approvers, soundings=told.get(known.id, ())))

    alone(pairs, judge, job="standing")
    return found


def _may_sound(
    known: Occurrence, content: Content, left_out: list[dict[str, Any]], made: RenderingFacts | None, *, is_told: bool
) -> bool:
    """is_told: it was ready, and an output missed or refused it, which is no word about another output."""
    is_ready = known.state is OccurrenceState.PREPARED and known.reason is None
    return (
        (is_ready or (is_told and known.state in {OccurrenceState.MISSED, OccurrenceState.BLOCKED}))
        and tuple(heard_of(content, left_out)) == known.version_ids
        and content.zone_ids == known.zone_ids
        and made is not None
        and made.state is RenderingState.READY
        and made.content_hash == known.content_hash
        and not (content.is_solemn and known.cheerful)
    )
