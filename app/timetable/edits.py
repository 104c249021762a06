"""One day of a slot made different: moved, given other bulletins, or cancelled with a reason; and put back as it was.

An edit belongs to a day of the recurrence and holds for the whole airing, in all its zones. It needs no row of an occurrence,
so any day may be edited, however far away.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.airlog import soundings_of
from app.clock import Clock
from app.db import RowUnreadableError, of_commune, readable_whole
from app.errors import NotFoundError
from app.playout import ItemKind, OccurrenceState
from app.tags import Tag, refuse_stale
from app.timetable.airings import airings_on
from app.timetable.errors import MovedBackError, OccurrenceDoneError, SlotLengthError
from app.timetable.heard import may_still_sound
from app.timetable.holidays import working_days
from app.timetable.model import Edit, Slot
from app.timetable.slots import known_bulletins, live_row, refuse_quiet_hours, slot_of
from app.timetable.tables import OccurrenceRow, SlotEditRow
from app.units import BulletinId, CommuneId, OccurrenceId, SlotId, new_id
from app.values import frozen


@frozen
class WantedEdit:
    """What a day is to be. moved_to: an instant; bulletins: instead of the slot's; is_cancelled: nothing is heard."""

    moved_to: datetime | None = None
    bulletins: Sequence[BulletinId] | None = None
    is_cancelled: bool = False
    reason: str = ""


def edits_of(session: Session, commune_id: CommuneId, slot_ids: Iterable[SlotId]) -> dict[SlotId, dict[date, Edit]]:
    """The edits of some slots, by slot and day. Raises `RowUnreadableError`: one may say that a day is silent."""
    found: dict[SlotId, dict[date, Edit]] = {}
    query = of_commune(SlotEditRow, commune_id).where(SlotEditRow.slot_id.in_(list(slot_ids)))
    for slot_id, day, edit in readable_whole(
        session, query.order_by(SlotEditRow.id), lambda row: (SlotId(row.slot_id), row.day, _edit(row))
    ):
        found.setdefault(slot_id, {})[day] = edit
    return found


def with_edits(
    session: Session, commune_id: CommuneId, found: Iterable[Slot]
) -> tuple[list[Slot], dict[SlotId, dict[date, Edit]]]:
    """Slots, and their edits; a slot is left out of which an edit cannot be read, since it may say that a day is silent."""
    whole = list(found)
    try:
        return whole, edits_of(session, commune_id, (slot.id for slot in whole))
    except RowUnreadableError:
        each = [(slot, _edits_if_readable(session, slot)) for slot in whole]
    return [slot for slot, edits in each if edits is not None], {slot.id: edits for slot, edits in each if edits}


def _edits_if_readable(session: Session, slot: Slot) -> dict[date, Edit] | None:
    try:
        return edits_of(session, slot.commune_id, [slot.id]).get(slot.id, {})
    except RowUnreadableError:
        return None


def edit_day(
    session: Session, clock: Clock, actor: Actor, slot_id: SlotId, *, day: date, wanted: WantedEdit, tag: Tag | None = None
) -> Edit:
    """Make one day different; an earlier edit of the same day is replaced.

    tag: of the slot as it was seen, None: whatever it is. Raises `StaleError`, `NotFoundError` for a slot that is not there
    or has no such day, `OccurrenceDoneError` when its time has come, `MovedBackError`, `QuietHoursError`,
    `UnknownBulletinError`, `EmptySlotError`.
    """
    now = clock.now()
    slot = slot_of(live_row(session, actor.commune_id, slot_id))
    if tag is not None:
        refuse_stale(tag, slot.tag, kind="slot", key=str(slot_id))
    known = edits_of(session, actor.commune_id, [slot_id]).get(slot_id, {})
    _refuse_done(session, now, actor.commune_id, slot_id, day, is_cancelled=wanted.is_cancelled)
    if not (present := airings_on(slot, known, day, working_days(session, actor.commune_id))):
        raise NotFoundError(kind="occurrence", key=day.isoformat())
    if present[0].starts_at <= now and wanted.moved_to is None and not wanted.is_cancelled:
        raise OccurrenceDoneError(state=OccurrenceState.MISSED.value)
    bulletins = None
    if wanted.bulletins is not None:
        if slot.kind is ItemKind.RELAY:
            raise SlotLengthError
        bulletins = known_bulletins(session, actor.commune_id, wanted.bulletins)
    if wanted.moved_to is not None:
        if wanted.moved_to <= now:
            raise MovedBackError
        refuse_quiet_hours(session, actor.commune_id, wanted.moved_to, slot.duration_s)
    row = _row(session, slot_id, day) or SlotEditRow(id=new_id(), commune_id=actor.commune_id, slot_id=slot_id, day=day)
    row.moved_to, row.is_cancelled, row.reason = wanted.moved_to, wanted.is_cancelled, wanted.reason
    row.bulletin_ids = None if bulletins is None else [str(key) for key in bulletins]
    row.made_at, row.made_by = now, actor.name
    session.add(row)
    _touch(session, now, actor.commune_id, slot_id)
    moved_to = wanted.moved_to.isoformat() if wanted.moved_to else None
    facts = {"day": day.isoformat(), "moved_to": moved_to, "cancelled": wanted.is_cancelled, "reason": wanted.reason}
    facts["title"] = slot.title
    record_act(session, now, actor, "edit_day", subject="slot", subject_id=slot_id, **facts)
    return _edit(row)


def restore_day(session: Session, clock: Clock, actor: Actor, slot_id: SlotId, day: date) -> None:
    """Put a day back as the slot's rule has it. Harmless when it is.

    Raises `NotFoundError`, `OccurrenceDoneError`, and `MovedBackError` when the hour of the rule is gone by and the airing would
    be lost: one that was cancelled sounds nothing as it is.
    """
    now = clock.now()
    slot = slot_of(live_row(session, actor.commune_id, slot_id))
    if (row := _row(session, slot_id, day)) is None:
        return
    _refuse_done(session, now, actor.commune_id, slot_id, day, is_cancelled=False)
    if slot.recurrence.on(day) <= now and not row.is_cancelled:
        raise MovedBackError
    session.execute(delete(SlotEditRow).where(SlotEditRow.slot_id == slot_id, SlotEditRow.day == day))
    _touch(session, now, actor.commune_id, slot_id)
    record_act(session, now, actor, "restore_day", subject="slot", subject_id=slot_id, title=slot.title, day=day.isoformat())


def carry_over(session: Session, from_id: SlotId, to_id: SlotId, days: Mapping[date, bool]) -> None:
    """Give the edits of a slot to its later part. days: each edited day, and whether the later part still has it."""
    for row in session.scalars(select(SlotEditRow).where(SlotEditRow.slot_id == from_id, SlotEditRow.day.in_(list(days)))):
        if days[row.day]:
            row.slot_id = to_id
        else:
            session.delete(row)
    session.flush()


def put_edit(session: Session, now: datetime, actor: Actor, slot_id: SlotId, edit: Edit) -> None:
    """Write an edit that was made elsewhere, for a day that has none."""
    bulletins = None if edit.bulletins is None else [str(key) for key in edit.bulletins]
    session.add(
        SlotEditRow(
            id=new_id(),
            commune_id=actor.commune_id,
            slot_id=slot_id,
            day=edit.day,
            moved_to=edit.moved_to,
            bulletin_ids=bulletins,
            is_cancelled=edit.is_cancelled,
            reason=edit.reason,
            made_at=now,
            made_by=actor.name,
        )
    )


def _refuse_done(
    session: Session, now: datetime, commune_id: CommuneId, slot_id: SlotId, day: date, *, is_cancelled: bool
) -> None:
    """What sounds or has sounded is edited no more, and what is due is not moved; but silence is always taken.

    A cancellation breaks off what sounds, and holds for the outputs that have yet to begin. What never began may get another
    hour.
    """
    grace_s = live_row(session, commune_id, slot_id).late_grace_s
    query = of_commune(OccurrenceRow, commune_id).where(
        OccurrenceRow.slot_id == slot_id,
        OccurrenceRow.day == day,
        OccurrenceRow.state != OccurrenceState.CANCELLED,
    )
    for row in session.scalars(query.with_for_update()):
        found = soundings_of(session, OccurrenceId(row.id))
        if is_cancelled and may_still_sound(row, found, now, grace_s=grace_s):
            continue
        if row.state.was_heard or (row.state.is_waiting and row.starts_at <= now):
            raise OccurrenceDoneError(state=row.state.value)


def _touch(session: Session, now: datetime, commune_id: CommuneId, slot_id: SlotId) -> None:
    row = live_row(session, commune_id, slot_id)
    row.revision, row.updated_at = row.revision + 1, now
    session.flush()


def _row(session: Session, slot_id: SlotId, day: date) -> SlotEditRow | None:
    return session.scalars(select(SlotEditRow).where(SlotEditRow.slot_id == slot_id, SlotEditRow.day == day)).one_or_none()


def _edit(row: SlotEditRow) -> Edit:
    return Edit(
        day=row.day,
        moved_to=row.moved_to,
        bulletins=None if row.bulletin_ids is None else tuple(BulletinId(UUID(key)) for key in row.bulletin_ids),
        is_cancelled=row.is_cancelled,
        reason=row.reason,
        made_at=row.made_at,
        made_by=row.made_by,
    )
