"""Acts of silence: in force from the moment a person says so; on the disk and in the database as soon as can be.

What holds is asked of the port `Stops`; its form is the `journal` of this server, picked in `app.wiring`.
"""

from app.silence.common import is_noted, note, note_lift
from app.silence.errors import NothingKnownError, StopSaidAgainError
from app.silence.last_known import LastKnown
from app.silence.model import Act, Hush, Silence
from app.silence.ports import Stops

__all__ = [
    "Act",
    "Hush",
    "LastKnown",
    "NothingKnownError",
    "Silence",
    "StopSaidAgainError",
    "Stops",
    "is_noted",
    "note",
    "note_lift",
]
