"""From the messages of the server to the values the guard knows."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from app.playout import Audio, BlockedReason, Candidate, Period, QuietHours, Rules
from app.units import Sha256, ZoneId
from app.wire.protocol import Manifest, ManifestItem


def rules_of(manifest: Manifest) -> Rules:
    """The rules of the commune, for the zones of this station."""
    rules = manifest.rules
    return Rules(
        quiet_hours=tuple(QuietHours(hours.start, hours.end) for hours in rules.quiet_hours),
        daily_minutes=rules.daily_minutes,
        slot_minutes=rules.slot_minutes,
        mourning=tuple(Period(span.start, span.end) for span in rules.mourning),
        zones=frozenset(ZoneId(zone) for zone in manifest.zones),
        stopped=rules.stopped,
    )


def silenced_by(item: ManifestItem, silenced: Collection[UUID]) -> BlockedReason | None:
    """Whether a person silenced it. silenced: ids of occurrences that were cancelled and of versions that were withdrawn."""
    if item.cancelled or item.occurrence_id in silenced:
        return BlockedReason.CANCELLED
    return BlockedReason.WITHDRAWN if item.withdrawn or any(key in silenced for key in item.version_ids) else None


def candidate_of(
    item: ManifestItem,
    *,
    zones: frozenset[ZoneId],
    audio: Audio,
    used_today: timedelta,
    silenced: Collection[UUID] = frozenset(),
    prelude: timedelta = timedelta(0),
) -> Candidate:
    """What the guard has to know of `item`. zones: those the output would be heard in. prelude: what sounds before it there."""
    silence = silenced_by(item, silenced)
    return Candidate(
        length=timedelta(seconds=item.length_s) + prelude,
        content_hash=Sha256(item.content_hash),
        approved_hash=None if item.approved_hash is None else Sha256(item.approved_hash),
        zones=zones,
        valid_from=item.valid_from,
        valid_to=item.valid_to,
        withdrawn=silence is BlockedReason.WITHDRAWN,
        cancelled=silence is BlockedReason.CANCELLED,
        cheerful=item.cheerful,
        used_today=used_today,
        audio=audio,
    )
