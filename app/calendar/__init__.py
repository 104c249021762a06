"""On which days something falls: rules of days, the moon, holidays and working days. Knows no database."""

from app.calendar.errors import BadRuleError, NoOccurrenceError
from app.calendar.lunar import LeapMonths, LunarDay, lunar_words
from app.calendar.recurrence import Recurrence, recurrence
from app.calendar.working_days import CalendarKind, DayChoice, HolidayRule

__all__ = [
    "BadRuleError",
    "CalendarKind",
    "DayChoice",
    "HolidayRule",
    "LeapMonths",
    "LunarDay",
    "NoOccurrenceError",
    "Recurrence",
    "lunar_words",
    "recurrence",
]
