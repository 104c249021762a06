"""Programmes: running orders, and the audio made of them, kept by content hash.

What needs the database is loaded when it is first asked for: `loalang render` does without.
"""

from typing import TYPE_CHECKING

from app.deferred import deferred
from app.programmes.errors import (
    BadTemplateError,
    MusicCalledError,
    NotDraftError,
    NotMusicError,
    NotReadyError,
    RecordingEndedError,
    RecordingNameError,
    SourceChangedError,
    TemplateNeedsMusicError,
    UnknownMusicError,
)
from app.programmes.kit import StudioKit
from app.programmes.model import (
    Forms,
    Order,
    ProgrammeOrder,
    RenderingFacts,
    RenderingState,
    StoredAudio,
    VersionOrder,
    audio_files,
)
from app.programmes.preparation import ATTENTION_SIGNAL, Prepared, prepare
from app.programmes.running_order import GREETING_LABEL, FindSound, Played, RunningOrder, Spoken

if TYPE_CHECKING:
    from app.programmes.lifetimes import Ending, RecordingState, endings, refuse_ended, sound_ends, state_of
    from app.programmes.orders import order_rendering, order_renderings
    from app.programmes.recorded import (
        Agreed,
        MusicUses,
        Recording,
        StoredSound,
        add_music,
        brought_by,
        drop_reading,
        music_by_name,
        put_reading,
        reading_of,
        recording,
        recordings,
        replace_music,
        retire_music,
        set_end,
        unnamed_audio,
        uses_of,
    )
    from app.programmes.renderings import (
        attachments,
        lost,
        make_again,
        rendering,
        renderings_of,
        result_of,
        seconds_of,
        unmade_of,
        versions_heard,
    )
    from app.programmes.sealing import SealedStanding, sealed_standing
    from app.programmes.sources import check_music
    from app.programmes.templates import (
        ProgrammeTemplate,
        has_slogans,
        is_surrounded,
        parse_template,
        template,
        template_names,
        templates_naming,
        words_of,
    )
    from app.programmes.worker import clear_work, render, sweep

__all__ = [
    "ATTENTION_SIGNAL",
    "GREETING_LABEL",
    "Agreed",
    "BadTemplateError",
    "Ending",
    "FindSound",
    "Forms",
    "MusicCalledError",
    "MusicUses",
    "NotDraftError",
    "NotMusicError",
    "NotReadyError",
    "Order",
    "Played",
    "Prepared",
    "ProgrammeOrder",
    "ProgrammeTemplate",
    "Recording",
    "RecordingEndedError",
    "RecordingNameError",
    "RecordingState",
    "RenderingFacts",
    "RenderingState",
    "RunningOrder",
    "SealedStanding",
    "SourceChangedError",
    "Spoken",
    "StoredAudio",
    "StoredSound",
    "StudioKit",
    "TemplateNeedsMusicError",
    "UnknownMusicError",
    "VersionOrder",
    "add_music",
    "attachments",
    "audio_files",
    "brought_by",
    "check_music",
    "clear_work",
    "drop_reading",
    "endings",
    "has_slogans",
    "is_surrounded",
    "lost",
    "make_again",
    "music_by_name",
    "order_rendering",
    "order_renderings",
    "parse_template",
    "prepare",
    "put_reading",
    "reading_of",
    "recording",
    "recordings",
    "refuse_ended",
    "render",
    "rendering",
    "renderings_of",
    "replace_music",
    "result_of",
    "retire_music",
    "sealed_standing",
    "seconds_of",
    "set_end",
    "sound_ends",
    "state_of",
    "sweep",
    "template",
    "template_names",
    "templates_naming",
    "unmade_of",
    "unnamed_audio",
    "uses_of",
    "versions_heard",
    "words_of",
]

if not TYPE_CHECKING:
    _STORED = ("lifetimes", "orders", "recorded", "renderings", "sealing", "sources", "templates", "worker")
    __getattr__ = deferred(__name__, _STORED, __all__)
