"""The operator's list of a day: what file is heard when, under the name it has in the folder and on the stick."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.errors import NotFoundError
from app.playout import BlockedReason, ItemKind, OccurrenceState, file_stem
from app.programmes import Forms, StoredAudio
from app.timetable import Standing, day_of, numbered, standing
from app.units import CommuneId, OccurrenceId, Sha256, SlotId, VersionId, ZoneId
from app.values import frozen
from app.words import where
from app.zones import zone_paths


@frozen
class DayFile:
    """One occurrence of a day.

    stem: file name without ending. version_ids: what it carries. reason: why it may not sound.
    zones: each where it is heard; where: the same in words. forms: empty without audio.
    """

    stem: str
    occurrence_id: OccurrenceId
    version_ids: tuple[VersionId, ...]
    starts_at: datetime
    kind: ItemKind
    title: str
    state: OccurrenceState
    reason: BlockedReason | None
    zones: tuple[str, ...]
    where: str
    seconds: float
    content_hash: Sha256 | None
    forms: Forms


def day_files(session: Session, commune_id: CommuneId, day: date) -> list[DayFile]:
    """The files of a local day, in the order they are heard; cancelled occurrences are left out.

    What waits for its approval, is blocked or was withdrawn has no file: it would be played.
    """
    found = standing(session, commune_id, *day_of(day))
    numbers = numbered(each.occurrence for each in found)
    paths = zone_paths(session, commune_id)
    live = [each for each in found if each.occurrence.state is not OccurrenceState.CANCELLED]
    heard = defaultdict[tuple[SlotId, datetime], set[ZoneId]](set)
    for each in live:
        heard[each.occurrence.slot_id, each.occurrence.starts_at].update(each.occurrence.zone_ids)
    return [
        _file(each, numbers[each.occurrence.id], paths, heard[each.occurrence.slot_id, each.occurrence.starts_at])
        for each in live
    ]


def _file(each: Standing, number: int, paths: Mapping[ZoneId, str], heard: Collection[ZoneId]) -> DayFile:
    """heard: where anything of the same airing is heard."""
    known = each.occurrence
    own = tuple(sorted(paths[key] for key in known.zone_ids if key in paths))
    made = None if each.is_withdrawn else each.audio
    return DayFile(
        stem=file_stem(known.starts_at, number, known.title),
        occurrence_id=known.id,
        version_ids=known.version_ids,
        starts_at=known.starts_at,
        kind=known.kind,
        title=known.title,
        state=known.state,
        reason=BlockedReason.WITHDRAWN if each.is_withdrawn else (each.reason if made is None else None),
        zones=own,
        where=where(own, [paths[key] for key in heard if key in paths and key not in known.zone_ids]),
        seconds=known.length_s,
        content_hash=known.content_hash,
        forms=made.forms if made is not None else {},
    )


def day_file(session: Session, commune_id: CommuneId, day: date, name: str) -> StoredAudio:
    """The audio behind a name of the day's list: `0530-01-ban-tin.mp3`. Raises `NotFoundError`."""
    stem, _, ending = name.rpartition(".")
    for file in day_files(session, commune_id, day):
        for form, audio in file.forms.items():
            if (file.stem, form) == (stem, ending):
                return audio
    raise NotFoundError(kind="sound", key=name)
