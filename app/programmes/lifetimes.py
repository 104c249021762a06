"""How long recordings are heard: some are for a season, or were lent for a time.

An approval binds the sound it heard, so nothing takes the place of one that has ended: what is bound to it is not aired
until that end is put off or another sound is approved.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.bulletins import Summary, bound_in, bound_to
from app.db import readable
from app.programmes.errors import RecordingEndedError
from app.programmes.recorded import Recording, recordings
from app.programmes.tables import RecordingRow
from app.units import CommuneId, Sha256, VersionId
from app.values import frozen

SOON = timedelta(days=14)
"""So long before its end people are told."""
_OVER = datetime(2000, 1, 1, tzinfo=UTC)


class RecordingState(StrEnum):
    """Whether a recording is to be heard."""

    IN_USE = "in_use"
    ENDING = "ending"
    """It ends soon."""
    ENDED = "ended"
    RETIRED = "retired"


@frozen
class Ending:
    """A recording that ends soon, or has ended, before what is bound to it does."""

    recording: Recording
    state: RecordingState
    bulletins: tuple[Summary, ...]

    @property
    def name(self) -> str:
        """As people know it: music by its own name, a human reading by the bulletin that it is of."""
        return self.recording.name if self.recording.version_id is None else self.bulletins[0].title


def state_of(found: Recording, now: datetime) -> RecordingState:
    """How a recording stands at `now`."""
    if found.retired_at is not None:
        return RecordingState.RETIRED
    if found.ends_at is None or found.ends_at > now + SOON:
        return RecordingState.IN_USE
    return RecordingState.ENDING if found.ends_at > now else RecordingState.ENDED


def endings(session: Session, now: datetime, commune_id: CommuneId) -> list[Ending]:
    """What people are to be told of: the recordings that end soon or have ended, and keep something from being heard."""
    due = [each for each in recordings(session, commune_id) if each.ends_at is not None and each.ends_at <= now + SOON]
    ends = _ends(session, commune_id)
    due = [each for each in due if each.sound.sha256 in ends]
    bound = bound_to(session, now, commune_id, {each.sound.sha256 for each in due})
    found = []
    for each in sorted(due, key=lambda each: ends[each.sound.sha256]):
        hit = [one for one in bound.get(each.sound.sha256, ()) if one.valid_to is None or one.valid_to > ends[each.sound.sha256]]
        if hit:
            found.append(Ending(each, state_of(each, now), tuple(hit)))
    return found


def sound_ends(session: Session, commune_id: CommuneId, version_ids: Collection[VersionId]) -> dict[VersionId, datetime]:
    """Of `version_ids` those that are bound to sounds which end, and when the first of these does."""
    ends = _ends(session, commune_id)
    if not ends:
        return {}
    bound = bound_in(session, commune_id, version_ids)
    return {key: min(ends[each] for each in audio & ends.keys()) for key, audio in bound.items() if audio & ends.keys()}


def refuse_ended(session: Session, now: datetime, commune_id: CommuneId, audio: Iterable[Sha256], *, title: str) -> None:
    """Raises `RecordingEndedError` where one of these sounds, of a bulletin of that title, is not to be heard any more."""
    ends = _ends(session, commune_id)
    ended = {each for each in audio if each in ends and ends[each] <= now}
    for each in recordings(session, commune_id):
        if each.sound.sha256 in ended:
            raise RecordingEndedError(name=each.name if each.version_id is None else title)


def _ends(session: Session, commune_id: CommuneId) -> dict[Sha256, datetime]:
    """When the commune's sounds end; where several recordings in use are the same sound, the last of their ends.

    What cannot be read of an end forbids: that sound has ended.
    """
    row = RecordingRow
    ending = select(row.audio_sha256).where(row.commune_id == commune_id, row.ends_at.is_not(None))
    wanted = (row.commune_id == commune_id, row.audio_sha256.in_(ending))
    said = dict(readable(session, select(row.id, row.ends_at).where(*wanted).order_by(row.id), lambda key, at: (key, at)))
    ends: dict[tuple[str, bool], list[datetime | None]] = {}
    for key, sha256, is_live in session.execute(select(row.id, row.audio_sha256, row.retired_at.is_(None)).where(*wanted)):
        ends.setdefault((sha256, is_live), []).append(said.get(key, _OVER))
    found = {}
    for (sha256, is_live), times in ends.items():
        known = [each for each in times if each is not None]
        if (is_live or (sha256, True) not in ends) and len(known) == len(times):
            found[Sha256(sha256)] = max(known)
    return found
