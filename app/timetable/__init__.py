"""When what is aired: the regulation, slots, their occurrences, and the log of what really sounded."""

from app.timetable.aired import aired_versions
from app.timetable.as_run import AsRun, as_run_of, take_as_run
from app.timetable.assessment import Content
from app.timetable.errors import (
    BadRuleError,
    EmptySlotError,
    NoOccurrenceError,
    OccurrenceDoneError,
    QuietHoursError,
    SlotTitleError,
    UnknownBulletinError,
)
from app.timetable.model import LATE_GRACE_S, LeftOut, Occurrence, Regulation, Slot
from app.timetable.occurrences import cancel_occurrence, day_of, numbered, occurrence, occurrences_between, occurrences_on
from app.timetable.planning import OrderAudio, expand, plan_ahead
from app.timetable.recurrence import Recurrence, recurrence
from app.timetable.regulation import regulation, set_regulation
from app.timetable.slots import Wanted, add_slot, end_slot, slot, slots
from app.timetable.standing import Standing, standing

__all__ = [
    "LATE_GRACE_S",
    "AsRun",
    "BadRuleError",
    "Content",
    "EmptySlotError",
    "LeftOut",
    "NoOccurrenceError",
    "Occurrence",
    "OccurrenceDoneError",
    "OrderAudio",
    "QuietHoursError",
    "Recurrence",
    "Regulation",
    "Slot",
    "SlotTitleError",
    "Standing",
    "UnknownBulletinError",
    "Wanted",
    "add_slot",
    "aired_versions",
    "as_run_of",
    "cancel_occurrence",
    "day_of",
    "end_slot",
    "expand",
    "numbered",
    "occurrence",
    "occurrences_between",
    "occurrences_on",
    "plan_ahead",
    "recurrence",
    "regulation",
    "set_regulation",
    "slot",
    "slots",
    "standing",
    "take_as_run",
]
