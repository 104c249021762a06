"""Slots: put on the timetable, changed, ended, and made different for a day. Their occurrences follow in the same transaction."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy.orm import Session

from app import timetable
from app.accounts import Actor, Right
from app.desk import occurrences
from app.desk.following import expand_and_replan
from app.desk.office import Office
from app.dispatch import Receipt
from app.tags import Tag, refuse_stale
from app.timetable import Slot, Wanted, WantedEdit, occurrence_of_day
from app.units import SlotId

From = Callable[[date], Wanted]
"""What a slot is to be, given the first date it has where none is said."""


def add(office: Office, session: Session, actor: Actor, wanted: Wanted) -> Slot:
    """Put a slot on the timetable. Raises what `app.timetable.add_slot` raises."""
    actor.must(Right.SCHEDULE)
    made = timetable.add_slot(session, office.clock, actor, wanted)
    expand_and_replan(office, session, actor.commune_id, made.id)
    return made


def edit(office: Office, session: Session, actor: Actor, slot_id: SlotId, wanted: From, *, tag: Tag) -> Slot:
    """Change a slot as a whole, from now on; where no first date is said it keeps its own. Raises as `edit_slot`."""
    actor.must(Right.SCHEDULE)
    first = timetable.slot(session, actor.commune_id, slot_id).recurrence.first_date
    changed = timetable.edit_slot(session, office.clock, actor, slot_id, wanted(first), tag=tag)
    expand_and_replan(office, session, actor.commune_id, slot_id)
    return changed


def end(office: Office, session: Session, actor: Actor, slot_id: SlotId, *, since: date | None) -> None:
    """Take a slot away, or only its airings from a day on. Raises what `end_slot` and `end_from` of the timetable raise."""
    actor.must(Right.SCHEDULE)
    if since is None:
        timetable.end_slot(session, office.clock, actor, slot_id)
    else:
        timetable.end_from(session, office.clock, actor, slot_id, since)
    expand_and_replan(office, session, actor.commune_id, slot_id)


def split(office: Office, session: Session, actor: Actor, slot_id: SlotId, day: date, *, wanted: Wanted, tag: Tag) -> Slot:
    """Change an airing and all that follow: the slot ends before `day`, and another begins. Raises as `split_slot`."""
    actor.must(Right.SCHEDULE)
    made = timetable.split_slot(session, office.clock, actor, slot_id, day=day, wanted=wanted, tag=tag)
    expand_and_replan(office, session, actor.commune_id, slot_id, made.id)
    return made


def edit_day(
    office: Office,
    session: Session,
    actor: Actor,
    slot_id: SlotId,
    day: date,
    *,
    wanted: WantedEdit,
    tag: Tag | None = None,
) -> Receipt | None:
    """Make one day of a slot different. Raises what `app.timetable.edit_day` raises; silence is kept from nobody by a tag.

    Returns a receipt where an airing that is planned is cancelled: it may sound any moment, so it is silent by an act of silence.
    """
    actor.must(Right.SCHEDULE)
    if wanted.is_cancelled:
        with office.sessions.read() as before:
            planned = occurrence_of_day(before, actor.commune_id, slot_id, day)
        if planned is not None:
            return occurrences.cancel(office, actor, planned, reason=wanted.reason)
    timetable.edit_day(session, office.clock, actor, slot_id, day=day, wanted=wanted, tag=tag)
    expand_and_replan(office, session, actor.commune_id, slot_id)
    return None


def move_day(
    office: Office, session: Session, actor: Actor, slot_id: SlotId, day: date, *, at: datetime, tag: Tag | None = None
) -> None:
    """Let one airing begin at another instant, with the bulletins it has; at the hour of its rule it is as the rule has it again.

    One that was left out is heard again. Raises what `edit_day` and `restore_day` raise.
    """
    actor.must(Right.SCHEDULE)
    found = timetable.slot(session, actor.commune_id, slot_id)
    edit = timetable.edits_of(session, actor.commune_id, [slot_id]).get(slot_id, {}).get(day)
    bulletins = edit.bulletins if edit is not None and not edit.is_cancelled else None
    is_back = at == found.recurrence.on(day)
    if edit is not None and is_back and bulletins is None:
        if tag is not None:
            refuse_stale(tag, found.tag, kind="slot", key=str(slot_id))
        restore_day(office, session, actor, slot_id, day)
        return
    wanted = WantedEdit(moved_to=None if is_back else at, bulletins=bulletins)
    edit_day(office, session, actor, slot_id, day, wanted=wanted, tag=tag)


def restore_day(office: Office, session: Session, actor: Actor, slot_id: SlotId, day: date) -> None:
    """Put a day back as the slot's rule has it. Raises what `app.timetable.restore_day` raises."""
    actor.must(Right.SCHEDULE)
    timetable.restore_day(session, office.clock, actor, slot_id, day)
    expand_and_replan(office, session, actor.commune_id, slot_id)
