"""What of a version its approval binds, part by part: why what was changed is to be approved again, named truly."""

from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from app.bulletins.spoken import formal_of
from app.bulletins.tables import BulletinVersionRow
from app.db import of_commune
from app.units import CommuneId
from app.values import frozen


class Part(StrEnum):
    """A part of what an approval binds."""

    SCRIPT = "script"
    LEXICON = "lexicon"
    """The bulletin's own entries."""
    READING = "reading"
    """The same script said otherwise: by the commune's lexicon, or a newer release."""
    VOICES = "voices"
    RECORDING = "recording"
    MUSIC = "music"
    KIND = "kind"
    PRIORITY = "priority"
    ZONES = "zones"
    VALIDITY = "validity"
    ISSUER = "issuer"


@frozen
class Differs:
    """In what a version differs from the newest one before it that was laid before an approver. number: of that one."""

    number: int
    parts: tuple[Part, ...]


def differs(session: Session, row: BulletinVersionRow) -> Differs | None:
    """None: nothing of the bulletin was laid before an approver yet. Of a draft voices and words are not known yet."""
    if row.number == 1:
        return None
    query = of_commune(BulletinVersionRow, CommuneId(row.commune_id)).where(
        BulletinVersionRow.bulletin_id == row.bulletin_id,
        BulletinVersionRow.number < row.number,
        BulletinVersionRow.content_hash.is_not(None),
    )
    before = session.scalars(query.order_by(BulletinVersionRow.number.desc()).limit(1)).one_or_none()
    return None if before is None else Differs(before.number, _parts(before, row))


def _parts(before: BulletinVersionRow, after: BulletinVersionRow) -> tuple[Part, ...]:
    changed = {
        Part.SCRIPT: before.script != after.script,
        Part.LEXICON: before.lexicon != after.lexicon,
        Part.KIND: before.kind is not after.kind,
        Part.PRIORITY: before.priority is not after.priority,
        Part.ZONES: sorted(zone["id"] for zone in before.zones) != sorted(zone["id"] for zone in after.zones),
        Part.VALIDITY: (before.valid_from, before.valid_to) != (after.valid_from, after.valid_to),
    }
    changed[Part.ISSUER] = before.issuer != after.issuer
    if before.voices is not None and after.voices is not None:
        old, new = before.voices, after.voices
        is_read = "recording" in old or "recording" in new
        changed[Part.RECORDING] = old.get("recording") != new.get("recording")
        changed[Part.MUSIC] = not is_read and old.get("music") != new.get("music")
        changed[Part.VOICES] = not is_read and _chain(old) != _chain(new)
        said_alike = not (changed[Part.SCRIPT] or changed[Part.LEXICON] or changed[Part.VOICES])
        formal_alike = formal_of(before.kind, before.priority) == formal_of(after.kind, after.priority)
        changed[Part.READING] = said_alike and formal_alike and _words(before) != _words(after)
    return tuple(part for part in Part if changed.get(part))


def _chain(voices: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in voices.items() if name != "music"}


def _words(row: BulletinVersionRow) -> list[Any]:
    """What of the frozen words the content hash holds."""
    found = row.spoken or {"items": [], "tokens": []}
    return [found["items"], [[start, end, said] for start, end, _, said, *_ in found["tokens"] if said]]
