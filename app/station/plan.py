"""From the messages of the server to the values the guard knows."""

from datetime import timedelta

from app.playout import Audio, Candidate, Period, QuietHours, Rules
from app.station.protocol import Manifest, ManifestItem
from app.units import Sha256, ZoneId


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


def candidate_of(
    item: ManifestItem, *, zones: frozenset[ZoneId], audio: Audio, used_today: timedelta, prelude: timedelta = timedelta(0)
) -> Candidate:
    """What the guard has to know of `item`. zones: those the output would be heard in. prelude: what sounds before it there."""
    return Candidate(
        length=timedelta(seconds=item.length_s) + prelude,
        content_hash=Sha256(item.content_hash),
        approved_hash=None if item.approved_hash is None else Sha256(item.approved_hash),
        zones=zones,
        valid_from=item.valid_from,
        valid_to=item.valid_to,
        withdrawn=item.withdrawn,
        cheerful=item.cheerful,
        used_today=used_today,
        audio=audio,
    )
