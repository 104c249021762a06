"""What an occurrence carries and what its audio is, in the form its row keeps it: computed apart from writing it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from app.playout import BlockedReason
from app.programmes import RenderingFacts, RenderingState
from app.timetable.assessment import Content
from app.timetable.model import Slot
from app.units import RenderingId, Sha256, VersionId
from app.values import frozen


@frozen
class Carried:
    """What an occurrence carries and what its audio is, as its row has it."""

    version_ids: list[str]
    left_out: list[dict[str, Any]]
    zone_ids: list[str]
    rendering_id: RenderingId | None
    content_hash: Sha256 | None
    length_s: float
    cheerful: bool


def carried_by(slot: Slot, content: Content, audio: RenderingFacts | None) -> Carried:
    """With the audio there is, which may be None."""
    bulletins = {facts.version_id: str(facts.bulletin_id) for facts in content.versions}
    left_out: list[dict[str, Any]] = [
        {"bulletin_id": str(left.bulletin_id), "reason": left.reason.value} for left in content.left_out
    ]
    left_out += [
        {
            "bulletin_id": bulletins[each.version_id],
            "reason": BlockedReason.NO_ROOM.value,
            "seconds": each.seconds,
            "is_whole": each.is_whole,
        }
        for each in (audio.no_room if audio is not None else ())
    ]
    has_cheer = audio is not None and (audio.has_music or any(each.cheerful for each in content.versions))
    return Carried(
        version_ids=[str(key) for key in heard_of(content, left_out)],
        left_out=left_out,
        zone_ids=sorted(str(key) for key in content.zone_ids),
        rendering_id=audio.id if audio is not None else None,
        content_hash=Sha256(audio.content_hash) if audio is not None else None,
        length_s=float(slot.duration_s or 0) if slot.is_relay else (audio.seconds or 0.0 if audio is not None else 0.0),
        cheerful=is_ready(audio) and has_cheer,
    )


def heard_of(content: Content, left_out: Iterable[Mapping[str, Any]]) -> list[VersionId]:
    """The versions of `content` that are heard, when these bulletins were left out for want of room; its greeting last."""
    no_room = Counter(
        left["bulletin_id"] for left in left_out if left["reason"] == BlockedReason.NO_ROOM and left.get("is_whole")
    )
    heard: list[VersionId] = []
    for facts in reversed(content.versions):  # of one that is named twice the last is left out first
        if no_room[str(facts.bulletin_id)]:
            no_room[str(facts.bulletin_id)] -= 1
        else:
            heard.insert(0, facts.version_id)
    return heard if content.greeting is None else [*heard, content.greeting.version_id]


def is_ready(audio: RenderingFacts | None) -> bool:
    """Whether it may be played."""
    return audio is not None and audio.state is RenderingState.READY
