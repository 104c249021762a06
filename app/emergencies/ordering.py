"""An emergency as stations are ordered to sound it; whoever begins one finds out here that it can be ordered at all."""

from pydantic import ValidationError

from app.emergencies.errors import EmergencyLengthError, EmergencyOrderError
from app.emergencies.model import Emergency, Resume, Sort
from app.programmes import audio_files
from app.units import ZoneId
from app.wire.orders import LONGEST_S, EmergencyOrder
from app.wire.protocol import AudioFile


def files_of(known: Emergency) -> tuple[AudioFile, ...]:
    """The forms of its audio; none while it is being made."""
    return audio_files(known.audio.forms) if known.audio is not None else ()


def order_of(known: Emergency, zones: tuple[ZoneId, ...]) -> EmergencyOrder:
    """The order to sound it in `zones`. Raises `EmergencyLengthError`, `EmergencyOrderError`."""
    if known.audio is None or known.began_at is None:
        raise EmergencyOrderError("audio")
    refuse_length(known.audio.seconds)
    try:
        return EmergencyOrder(
            id=known.id,
            sort="correction" if known.sort is Sort.CORRECTION else "alert",
            is_drill=known.is_drill,
            title=known.title,
            started_by=known.started_by,
            zones=zones,
            began_at=known.began_at,
            ends_at=known.ends_at,
            repeat_every_s=known.repeat_every_s,
            times=known.times,
            repeat_from=known.repeat_from,
            repeat_to=known.repeat_to,
            resume="sentence" if known.resume is Resume.SENTENCE else "none",
            seconds=known.audio.seconds,
            audio=files_of(known),
            content_hash=known.content_hash,
        )
    except ValidationError as exc:
        raise EmergencyOrderError(".".join(str(part) for part in exc.errors()[0]["loc"])) from exc


def refuse_length(seconds: float) -> None:
    """Raises `EmergencyLengthError` for one sounding that is longer than any may be."""
    if seconds > LONGEST_S:
        raise EmergencyLengthError(round(seconds / 60), LONGEST_S // 60)
