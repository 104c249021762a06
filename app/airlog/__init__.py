"""What sounded, as the stations tell it: the lines of their logs, and how far each thing got on each output."""

from app.airlog.lines import (
    Alarmed,
    AsRun,
    AsRunFilter,
    alarms_heard,
    as_run_of,
    as_run_page,
    keep_lines,
    kinds_heard,
    misses_lines,
    only_written,
    planned_between,
    reported_by,
    sounded_at,
    sounded_whole,
    written_between,
)
from app.airlog.soundings import Sounding, deciding, soundings_by_thing, soundings_of, take_line

__all__ = [
    "Alarmed",
    "AsRun",
    "AsRunFilter",
    "Sounding",
    "alarms_heard",
    "as_run_of",
    "as_run_page",
    "deciding",
    "keep_lines",
    "kinds_heard",
    "misses_lines",
    "only_written",
    "planned_between",
    "reported_by",
    "sounded_at",
    "sounded_whole",
    "soundings_by_thing",
    "soundings_of",
    "take_line",
    "written_between",
]
