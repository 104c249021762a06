"""A series cut in two: "this and following". What was before stays as it was; from the day on there is another slot, or none."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.airing import HEARD
from app.calendar.recurrence import Recurrence
from app.calendar.working_days import WorkingDays
from app.clock import Clock, local
from app.errors import NotFoundError
from app.tags import Tag, refuse_stale
from app.timetable.edits import carry_over, edits_of
from app.timetable.errors import DayGoneError, OccurrenceDoneError
from app.timetable.holidays import working_days
from app.timetable.model import Slot
from app.timetable.slots import Wanted, add_slot, edit_slot, end_slot, live_row, slot_of, write_recurrence
from app.timetable.tables import OccurrenceRow, SlotRow
from app.units import SlotId


def split_slot(session: Session, clock: Clock, actor: Actor, slot_id: SlotId, *, day: date, wanted: Wanted, tag: Tag) -> Slot:
    """Let the slot be another one from `day` on; returns that one. Days of it that were edited stay edited where it has them.

    A rule that is left as it was goes on with its intervals and what is left of its COUNT; another one begins on `day`. With
    no day before it, the slot itself is changed. What was heard on `day` already stays with the slot, and the change begins with
    the day after. tag: of the slot as it was seen. Raises `NotFoundError` when the slot has no such day,
    `DayGoneError`, `OccurrenceDoneError` when what was heard was its last day, `StaleError`, and what `add_slot` raises.
    """
    row = live_row(session, actor.commune_id, slot_id)
    present = slot_of(row)
    working = working_days(session, actor.commune_id)
    refuse_stale(tag, present.tag, kind="slot", key=str(slot_id))
    if not present.recurrence.days(day, day, working):
        raise NotFoundError(kind="occurrence", key=day.isoformat())
    day = _not_heard(session, present, day, working)
    wanted = replace(wanted, recurrence=_following(present.recurrence, wanted.recurrence, day))
    if present.recurrence.first_from(date.min, working) == day:
        return edit_slot(session, clock, actor, slot_id, wanted, tag=tag)
    _refuse_gone(clock, day)
    made = add_slot(session, clock, actor, wanted, continues=slot_id)
    _cut(session, clock, row, present, day)
    edited = [each for each in edits_of(session, actor.commune_id, [slot_id]).get(slot_id, {}) if each >= day]
    carry_over(session, slot_id, made.id, {each: bool(made.recurrence.days(each, each, working)) for each in edited})
    facts = {"title": row.title, "day": day.isoformat(), "into": str(made.id)}
    record_act(session, clock.now(), actor, "split_slot", subject="slot", subject_id=slot_id, **facts)
    return made


def end_from(session: Session, clock: Clock, actor: Actor, slot_id: SlotId, day: date) -> None:
    """Let the slot end before `day`: this airing and all that follow are gone. Raises `NotFoundError`, `DayGoneError`."""
    row = live_row(session, actor.commune_id, slot_id)
    present = slot_of(row)
    _refuse_gone(clock, day)
    before = present.recurrence.first_from(date.min, working_days(session, actor.commune_id))
    if before is None or before >= day:
        end_slot(session, clock, actor, slot_id)
        return
    _cut(session, clock, row, present, day)
    gone = [each for each in edits_of(session, actor.commune_id, [slot_id]).get(slot_id, {}) if each >= day]
    carry_over(session, slot_id, slot_id, dict.fromkeys(gone, False))
    facts = {"title": row.title, "day": day.isoformat()}
    record_act(session, clock.now(), actor, "end_slot_from", subject="slot", subject_id=slot_id, **facts)


def _not_heard(session: Session, slot: Slot, day: date, working: WorkingDays) -> date:
    """`day`, or the slot's next one where something of `day` sounds or was heard: in another slot it would be heard again."""
    heard = select(OccurrenceRow.state).where(
        OccurrenceRow.slot_id == slot.id,
        OccurrenceRow.day == day,
        OccurrenceRow.state.in_(HEARD),
    )
    state = session.scalars(heard.limit(1)).first()
    if state is None:
        return day
    following = slot.recurrence.first_from(day + timedelta(days=1), working)
    if following is None:
        raise OccurrenceDoneError(state=state.value)
    return following


def _following(present: Recurrence, wanted: Recurrence, day: date) -> Recurrence:
    """The later part as it is wanted."""
    if (wanted.rule, wanted.lunar) != (present.rule, present.lunar):
        later = replace(wanted, first_date=max(day, wanted.first_date))
    else:
        rest = present.since(day)
        later = replace(rest, at=wanted.at, last_date=wanted.last_date, choice=wanted.choice)
    return replace(
        later,
        extra=frozenset(each for each in wanted.extra if each >= day),
        except_=frozenset(each for each in wanted.except_ if each >= day),
    )


def _cut(session: Session, clock: Clock, row: SlotRow, present: Slot, day: date) -> None:
    write_recurrence(row, present.recurrence.until(day))
    row.revision, row.updated_at = row.revision + 1, clock.now()
    session.flush()


def _refuse_gone(clock: Clock, day: date) -> None:
    if day < local(clock.now()).date():
        raise DayGoneError(day=f"{day:%d/%m/%Y}")


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())
