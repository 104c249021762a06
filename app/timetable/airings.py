"""What a slot's rule comes to: its airings in any span of time, worked out and never typed. No row is needed for it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from app.calendar.working_days import WorkingDays
from app.clock import local
from app.timetable.model import Edit, Part, Slot
from app.values import frozen


@frozen
class Airing:
    """One content of a slot on one of its days.

    starts_at: UTC; part: which of the slot's contents; edit: what differs that day.
    """

    slot: Slot
    day: date
    part: int
    starts_at: datetime
    content: Part
    edit: Edit | None

    @property
    def is_cancelled(self) -> bool:
        """Whether a person said that it is not heard."""
        return self.edit is not None and self.edit.is_cancelled


def airings(slot: Slot, edits: Mapping[date, Edit], since: datetime, until: datetime, working: WorkingDays) -> list[Airing]:
    """Its airings that begin from `since` up to, not including, `until`, also cancelled ones; by start."""
    days = {
        day for day in slot.recurrence.days(local(since).date(), local(until).date(), working) if not _is_moved(edits.get(day))
    }
    moved = {day for day, edit in edits.items() if edit.moved_to is not None and since <= edit.moved_to < until}
    days |= {day for day in moved if slot.recurrence.days(day, day, working)}
    usual = slot.parts()
    found = (each for day in days for each in _on(slot, day, edits.get(day), usual))
    return sorted((each for each in found if since <= each.starts_at < until), key=lambda each: (each.starts_at, each.part))


def airings_on(slot: Slot, edits: Mapping[date, Edit], day: date, working: WorkingDays) -> list[Airing]:
    """The contents of one day of the recurrence, wherever they were moved to; none when the slot has no such day."""
    return _on(slot, day, edits.get(day), slot.parts()) if slot.recurrence.days(day, day, working) else []


def length_of(slot: Slot, usual: timedelta) -> timedelta:
    """How long an airing of the slot is taken to be. usual: of a slot that is as long as its programme."""
    return usual if slot.duration_s is None else timedelta(seconds=slot.duration_s)


def _on(slot: Slot, day: date, edit: Edit | None, usual: tuple[Part, ...]) -> list[Airing]:
    """usual: what it carries on a day without an edit."""
    starts_at = edit.moved_to if edit is not None and edit.moved_to is not None else slot.recurrence.on(day)
    return [Airing(slot, day, part, starts_at, content, edit) for part, content in enumerate(slot.parts(edit) if edit else usual)]


def _is_moved(edit: Edit | None) -> bool:
    return edit is not None and edit.moved_to is not None
