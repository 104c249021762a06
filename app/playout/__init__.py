"""Sound: what may sound, when, and through which output. Knows no database and no network."""

from app.playout.guard import Audio, Candidate, guard
from app.playout.model import BlockedReason, OccurrenceState
from app.playout.rules import DEFAULT_QUIET_HOURS, Period, QuietHours, Rules

__all__ = [
    "DEFAULT_QUIET_HOURS",
    "Audio",
    "BlockedReason",
    "Candidate",
    "OccurrenceState",
    "Period",
    "QuietHours",
    "Rules",
    "guard",
]
