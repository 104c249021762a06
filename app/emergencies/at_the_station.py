"""An emergency made on a broadcast PC itself, with its own voice, while the server cannot be reached."""

from datetime import datetime, timedelta

from app.clock import local
from app.emergencies.ordering import refuse_length
from app.emergencies.sounding import hash_of, make_audio, read_text, title_of
from app.programmes import StudioKit, audio_files
from app.reading import Lexicon
from app.studio import Tags
from app.units import new_id
from app.wire.orders import EmergencyOrder


def local_emergency(
    kit: StudioKit, now: datetime, text: str, *, lasts: timedelta, repeat_every_s: int, is_drill: bool
) -> EmergencyOrder:
    """Make the audio into the kit's files, and the order that names it: for every zone of this PC.

    Raises `EmergencyTextError`, `EmergencyLengthError`, and what scripts, speech and studio raise.
    """
    spoken = read_text(text, kit, Lexicon(), is_script=True)  # the commune's own lies on the server
    title = title_of(text)
    content = hash_of(spoken, None, kit, is_drill=is_drill)
    tags = Tags(title, f"{local(now):%Y-%m-%d}", "", content)
    audio = make_audio(kit, spoken=spoken, recording=None, is_drill=is_drill, tags=tags)
    refuse_length(audio.seconds)
    return EmergencyOrder(
        id=new_id(),
        sort="alert",
        is_drill=is_drill,
        title=title,
        started_by="tại máy phát",
        zones=(),
        began_at=now,
        ends_at=now + lasts,
        repeat_every_s=repeat_every_s,
        seconds=audio.seconds,
        audio=audio_files(audio.forms),
        content_hash=content,
    )
