"""Sound: what may sound, when, and through which output. Knows no database and no network."""

from app.airing import AsRunKind, AudioFormat, BlockedReason, ItemKind, LateRule, OccurrenceState, OutputKind
from app.playout.alarms import Sounded, Standing, Turn, alarm_turn, audible
from app.playout.errors import AudioDiffersError, AudioUnplayableError, CalibrationFailedError, OutputLostError
from app.playout.folder import FolderOutput
from app.playout.guard import Audio, Candidate, guard
from app.playout.naming import day_folder, file_stem
from app.playout.null import NullOutput
from app.playout.ports import SILENT_DB, Alarm, Cue, CueFile, Cut, Level, Output, Played
from app.playout.rules import DEFAULT_QUIET_HOURS, Period, QuietHours, Rules
from app.playout.tick import Due, Transition, tick

__all__ = [
    "DEFAULT_QUIET_HOURS",
    "SILENT_DB",
    "Alarm",
    "AsRunKind",
    "Audio",
    "AudioDiffersError",
    "AudioFormat",
    "AudioUnplayableError",
    "BlockedReason",
    "CalibrationFailedError",
    "Candidate",
    "Cue",
    "CueFile",
    "Cut",
    "Due",
    "FolderOutput",
    "ItemKind",
    "LateRule",
    "Level",
    "NullOutput",
    "OccurrenceState",
    "Output",
    "OutputKind",
    "OutputLostError",
    "Period",
    "Played",
    "QuietHours",
    "Rules",
    "Sounded",
    "Standing",
    "Transition",
    "Turn",
    "alarm_turn",
    "audible",
    "day_folder",
    "file_stem",
    "guard",
    "tick",
]
