"""When what is aired: the regulation, slots, and their occurrences.

What writes calendar files is loaded when it is first asked for.
"""

from typing import TYPE_CHECKING

from app.deferred import deferred
from app.timetable.airings import Airing, airings
from app.timetable.assessment import Content
from app.timetable.clashes import Clash, clashes, free_hours, free_moment
from app.timetable.conflicts import USUAL_LENGTH, Conflict, known_lengths
from app.timetable.edits import WantedEdit, edit_day, edits_of, restore_day
from app.timetable.errors import (
    DayGoneError,
    EmptySlotError,
    HolidayError,
    MourningError,
    MovedBackError,
    OccurrenceDoneError,
    QuietHoursError,
    SlotLengthError,
    SlotTitleError,
    UnknownBulletinError,
    VariantZonesError,
)
from app.timetable.expansion import DAYS, expand
from app.timetable.heard import (
    AiredWhole,
    HeardAiring,
    aired_versions,
    aired_whole,
    airings_of,
    occurrence_zones,
    take_as_run,
    versions_carried,
)
from app.timetable.holidays import Holiday, add_holiday, change_holiday, holiday, holidays, remove_holiday, working_days
from app.timetable.model import LATE_GRACE_S, Dated, Edit, LeftOut, Occurrence, Placed, Regulation, Slot, Variant
from app.timetable.mourning import (
    MourningPeriod,
    add_mourning,
    change_mourning,
    mourning_period,
    mourning_periods,
    remove_mourning,
)
from app.timetable.moves import unmake_all
from app.timetable.named import named_in_slots, stands_in_slots
from app.timetable.occurrences import (
    begins_within,
    cancel_occurrence,
    day_of,
    first_on_air,
    numbered,
    occurrence,
    occurrence_of_day,
    occurrences_between,
    occurrences_on,
    of_the_airing,
)
from app.timetable.outlook import Forecast, Listed, brief_listing, forecast, listing, placed_listing
from app.timetable.past import close_past
from app.timetable.planning import OrderAudio, plan_ahead, waiting_renderings
from app.timetable.preview import HeardApart, Lapse, Preview, preview
from app.timetable.problems import Problem, ProblemKind, problems, problems_of_heard
from app.timetable.regulation import present_rules, regulation, set_regulation
from app.timetable.rezoned import SlotNaming, slots_follow, slots_naming
from app.timetable.series import end_from, split_slot
from app.timetable.slots import Wanted, WantedVariant, add_slot, edit_slot, end_slot, slot, slots, wanted_of
from app.timetable.standing import Standing, standing
from app.timetable.tallies import Piece, Tally, WholeAiring, tallies, whole_airings
from app.timetable.today import Today, TodayKind, today_of
from app.timetable.uses import Use, next_airings, uses_of
from app.timetable.weeks import Copied, CopiedDay, copy_week, preview_copy

if TYPE_CHECKING:
    from app.timetable.ics import CalendarSource, calendar_file, calendar_source

__all__ = [
    "DAYS",
    "LATE_GRACE_S",
    "USUAL_LENGTH",
    "AiredWhole",
    "Airing",
    "CalendarSource",
    "Clash",
    "Conflict",
    "Content",
    "Copied",
    "CopiedDay",
    "Dated",
    "DayGoneError",
    "Edit",
    "EmptySlotError",
    "Forecast",
    "HeardAiring",
    "HeardApart",
    "Holiday",
    "HolidayError",
    "Lapse",
    "LeftOut",
    "Listed",
    "MourningError",
    "MourningPeriod",
    "MovedBackError",
    "Occurrence",
    "OccurrenceDoneError",
    "OrderAudio",
    "Piece",
    "Placed",
    "Preview",
    "Problem",
    "ProblemKind",
    "QuietHoursError",
    "Regulation",
    "Slot",
    "SlotLengthError",
    "SlotNaming",
    "SlotTitleError",
    "Standing",
    "Tally",
    "Today",
    "TodayKind",
    "UnknownBulletinError",
    "Use",
    "Variant",
    "VariantZonesError",
    "Wanted",
    "WantedEdit",
    "WantedVariant",
    "WholeAiring",
    "add_holiday",
    "add_mourning",
    "add_slot",
    "aired_versions",
    "aired_whole",
    "airings",
    "airings_of",
    "begins_within",
    "brief_listing",
    "calendar_file",
    "calendar_source",
    "cancel_occurrence",
    "change_holiday",
    "change_mourning",
    "clashes",
    "close_past",
    "copy_week",
    "day_of",
    "edit_day",
    "edit_slot",
    "edits_of",
    "end_from",
    "end_slot",
    "expand",
    "first_on_air",
    "forecast",
    "free_hours",
    "free_moment",
    "holiday",
    "holidays",
    "known_lengths",
    "listing",
    "mourning_period",
    "mourning_periods",
    "named_in_slots",
    "next_airings",
    "numbered",
    "occurrence",
    "occurrence_of_day",
    "occurrence_zones",
    "occurrences_between",
    "occurrences_on",
    "of_the_airing",
    "placed_listing",
    "plan_ahead",
    "present_rules",
    "preview",
    "preview_copy",
    "problems",
    "problems_of_heard",
    "regulation",
    "remove_holiday",
    "remove_mourning",
    "restore_day",
    "set_regulation",
    "slot",
    "slots",
    "slots_follow",
    "slots_naming",
    "split_slot",
    "standing",
    "stands_in_slots",
    "take_as_run",
    "tallies",
    "today_of",
    "unmake_all",
    "uses_of",
    "versions_carried",
    "waiting_renderings",
    "wanted_of",
    "whole_airings",
    "working_days",
]

if not TYPE_CHECKING:
    __getattr__ = deferred(__name__, ("ics",), ("CalendarSource", "calendar_file", "calendar_source"))
