"""The operator's list of a day: what file is heard when, under the name it has in the folder and on the stick."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.errors import NotFoundError
from app.playout import BlockedReason, OccurrenceState, file_stem
from app.programmes import StoredAudio, renderings_of
from app.timetable import Occurrence, numbered, occurrences_on
from app.units import CommuneId, OccurrenceId, Sha256

_HELD = frozenset({OccurrenceState.PREPARED, OccurrenceState.ON_AIR, OccurrenceState.AIRED, OccurrenceState.INTERRUPTED})
"""States in which a file is handed out. What is blocked, cancelled or waits for its approval has none: it would be played."""


@dataclass(frozen=True, slots=True)
class DayFile:
    """One occurrence of a day. stem: file name without ending. reason: why it may not sound. mp3, wav: None without audio."""

    stem: str
    occurrence_id: OccurrenceId
    starts_at: datetime
    title: str
    state: OccurrenceState
    reason: BlockedReason | None
    seconds: float
    content_hash: Sha256 | None
    mp3: StoredAudio | None
    wav: StoredAudio | None


def day_files(session: Session, commune_id: CommuneId, day: date) -> list[DayFile]:
    """The files of a local day, in the order they are heard; cancelled occurrences are left out."""
    found = occurrences_on(session, commune_id, day)
    numbers = numbered(found)
    audio = renderings_of(session, commune_id, {each.rendering_id for each in found if each.rendering_id is not None})
    files = []
    for each in found:
        if each.state is OccurrenceState.CANCELLED:
            continue
        made = audio.get(each.rendering_id) if each.rendering_id is not None and may_hand_out(each) else None
        files.append(
            DayFile(
                stem=file_stem(each.starts_at, numbers[each.id], each.title),
                occurrence_id=each.id,
                starts_at=each.starts_at,
                title=each.title,
                state=each.state,
                reason=each.reason,
                seconds=each.length_s,
                content_hash=each.content_hash,
                mp3=made.mp3 if made is not None else None,
                wav=made.wav if made is not None else None,
            )
        )
    return files


def may_hand_out(occurrence: Occurrence) -> bool:
    """Whether the audio of an occurrence is given to the operator."""
    return occurrence.state in _HELD


def day_file(session: Session, commune_id: CommuneId, day: date, name: str) -> StoredAudio:
    """The audio behind a name of the day's list: `0530-01-ban-tin.mp3`. Raises `NotFoundError`."""
    stem, _, ending = name.rpartition(".")
    for file in day_files(session, commune_id, day):
        audio = {"mp3": file.mp3, "wav": file.wav}.get(ending) if file.stem == stem else None
        if audio is not None:
            return audio
    raise NotFoundError(kind="sound", key=name)
