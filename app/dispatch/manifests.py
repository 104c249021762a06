"""The manifest of a station: what it is to play in the next days, signed with the commune's key.

Its version rises only when it says something else, or when it is an hour old: so a station that asks each minute is mostly told
that nothing changed, and its two weeks never run out.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.bulletins import Priority
from app.canonical import Json, canonical_hash
from app.clock import Clock
from app.db import Sessions
from app.dispatch.tables import HeartbeatRow, ManifestRow
from app.emergencies import live
from app.playout import BlockedReason, OccurrenceState, Rules
from app.programmes import audio_files
from app.silence import Hush
from app.tasks import Troubles
from app.timetable import Occurrence, Standing, first_on_air, numbered, present_rules, standing
from app.units import OccurrenceId, Sha256, SlotId, StationId, ZoneId
from app.values import frozen
from app.wire.protocol import Hours, Manifest, ManifestItem, ManifestRules, Predecessor, Span
from app.wire.trust import digest_of, sign_manifest
from app.zones import Signers, Station, merged_zones, zones_within

RENEW = timedelta(hours=1)
_SLACK = timedelta(days=1)
"""How far back a manifest holds: a station whose clock is behind, or restored, still takes it."""
LOOK_BACK = timedelta(days=1)
_SOUNDS_WITHIN = timedelta(days=31)
"""What sounds is listed however long ago it began: a server whose clock starts some days ahead must not break it off."""
"""What was prepared, has begun this long ago and has no result is still listed."""
_TOLD_WITHIN = timedelta(minutes=15)
"""So long after the last second in which it might begin, a station is expected to have noted that it missed it."""
_FARTHEST = timedelta(days=366)
_MOST_NUMBER = 99
NOTHING = Hush()
_RANKS = tuple(Priority)
_OVER = frozenset({BlockedReason.EXPIRED, BlockedReason.RECORDING_ENDED})
"""Of two items that are due at once the higher rank is heard first."""


@frozen
class SignedManifest:
    """A manifest as it is sent. digest: of the signed bytes."""

    version: int
    signed: bytes
    digest: Sha256


def manifest_for(
    sessions: Sessions,
    clock: Clock,
    signers: Signers,
    station: Station,
    *,
    days: int = 14,
    hush: Hush = NOTHING,
    troubles: Troubles | None = None,
) -> SignedManifest:
    """The station's newest manifest, made anew where what it says has changed or it is getting old.

    hush: what is silent, by the journal; it says so beside the orders, which say it first. troubles: where an item that cannot
    be made is noted; it is not listed, which is no permission, and the others are.
    It takes `Sessions`: most polls find nothing new, and must not wait for a writer.
    """
    now = clock.now()
    with sessions.read() as session:
        row = session.get(ManifestRow, station.id)
        accepted = _accepted(session, station, now)
        if row is not None and _is_fresh(
            row, now, _content(_said(session, now, station, days, hush, troubles=troubles)), accepted
        ):
            return _sent(row)
    with sessions.begin() as session:
        row = session.get(ManifestRow, station.id, with_for_update=True, populate_existing=True)
        said = _said(session, now, station, days, hush, troubles=troubles)
        if row is None or not _is_fresh(row, now, _content(said), accepted):
            row = _issue(session, now, station, said, row, signers=signers, accepted=accepted)
        return _sent(row)


def _issue(
    session: Session, now: datetime, station: Station, said: "_Said", row: ManifestRow | None, *, signers: Signers, accepted: int
) -> ManifestRow:
    manifest = Manifest(
        commune_id=station.commune_id,
        station_id=station.id,
        version=max(int(now.timestamp()), accepted + 1, row.version + 1 if row is not None else 1),
        previous=Predecessor(version=row.version, digest=row.digest) if row is not None else None,
        issued_at=now,
        not_before=now - _SLACK,
        expires_at=now + timedelta(days=said.days),
        zones=said.zones,
        rules=said.rules,
        items=said.items,
    )
    signed = sign_manifest(manifest, signers.of(session, station.commune_id))
    if row is None:
        row = ManifestRow(station_id=station.id, commune_id=station.commune_id)
        session.add(row)
    row.version, row.content, row.signed, row.digest = manifest.version, _content(said), signed, digest_of(signed)
    row.issued_at, row.expires_at = manifest.issued_at, manifest.expires_at
    session.flush()
    return row


def _accepted(session: Session, station: Station, now: datetime) -> int:
    """The version the station says it goes by. Ours may be lower, when our data were restored: it would take none of them.

    What no clock could have made is passed over: it would only harm the station's own numbers.
    """
    row = session.get(HeartbeatRow, station.id)
    said = row.heartbeat.get("manifest_version") if row is not None else None
    return said if isinstance(said, int) and said <= int((now + _FARTHEST).timestamp()) else 0


def _is_fresh(row: ManifestRow, now: datetime, content: str, accepted: int) -> bool:
    return row.content == content and timedelta(0) <= now - row.issued_at < RENEW and row.version >= accepted


def _sent(row: ManifestRow) -> SignedManifest:
    return SignedManifest(row.version, row.signed, Sha256(row.digest))


def newest_version(session: Session, station_id: StationId) -> int | None:
    """The version of the manifest the station was last offered."""
    row = session.get(ManifestRow, station_id)
    return row.version if row is not None else None


def was_offered(session: Session, station_id: StationId, ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those occurrences of `ids` that the manifest names which the station was last offered."""
    row = session.get(ManifestRow, station_id)
    signed = row.signed if row is not None else b""
    return frozenset(each for each in ids if f'"occurrence_id":"{each}"'.encode() in signed)  # as its canonical form has it


def station_may_have(session: Session, clock: Clock, station: Station, sha256: Sha256) -> bool:
    """Whether the manifest the station was last offered, or its orders, name this audio: a station is given nothing else."""
    row = session.get(ManifestRow, station.id)
    if row is not None and f'"sha256":"{sha256}"'.encode() in row.signed:  # as `AudioFile` is in its canonical form
        return True
    alarms = [known.audio for known in live(session, station.commune_id, clock.now()) if known.audio is not None]
    return any(sha256 == stored.sha256 for audio in alarms for stored in audio.forms.values())


@frozen
class _Said:
    """What a manifest says, without its version and times."""

    days: int
    rules: ManifestRules
    items: tuple[ManifestItem, ...]
    zones: tuple[ZoneId, ...]


def _said(session: Session, now: datetime, station: Station, days: int, hush: Hush, *, troubles: Troubles | None) -> _Said:
    served = zones_within(session, station.commune_id, station.zones) - hush.ids
    since = (now - LOOK_BACK).replace(second=0, microsecond=0)  # a whole minute: numbers are counted from its first occurrence
    sounding = first_on_air(session, station.commune_id, since - _SOUNDS_WITHIN) or since
    found = standing(
        session, station.commune_id, min(since, sounding.replace(second=0, microsecond=0)), now + timedelta(days=days)
    )
    numbers = numbered(each.occurrence for each in found)
    apart = _apart(found, station, served)
    merged = merged_zones(session, station.commune_id)
    items: list[ManifestItem] = []

    def take(each: Standing) -> None:
        known, zones = each.occurrence, served & each.occurrence.zone_ids
        if zones and _is_listed(each, station.id, now, since):
            items.append(_item(each, numbers[known.id], merged.named(zones), hush, is_apart=known.id in apart))

    job = f"manifest of {station.id}"
    (troubles or Troubles()).each(job, found, take, commune=station.commune_id, code="planning_failed")
    rules = manifest_rules(replace(present_rules(session, station.commune_id, since), stopped=hush.stops(station.id)))
    return _Said(days, rules, tuple(items), tuple(sorted(merged.named(served))))


def _apart(found: Iterable[Standing], station: Station, served: frozenset[ZoneId]) -> frozenset[OccurrenceId]:
    """What an output of the station that is set to no zone is not to play: its zones hear another content of the same airing.

    Such an output is heard wherever the station is. Of contents that are heard apart it takes the one for the station's own
    zones, or the one with just the bulletins that all of them share; the others are for outputs of their zones alone.
    """
    airings: dict[tuple[SlotId, date], list[Occurrence]] = {}
    for each in found:
        known = each.occurrence
        if known.state is not OccurrenceState.CANCELLED and served & known.zone_ids:
            airings.setdefault((known.slot_id, known.day), []).append(known)
    left: set[OccurrenceId] = set()
    for contents in airings.values():
        if len(contents) > 1:
            shared = frozenset.intersection(*(frozenset(each.version_ids) for each in contents))
            own = [each for each in contents if each.zone_ids.issuperset(station.zones)] or [
                each for each in contents if shared and frozenset(each.version_ids) == shared
            ]
            left.update(each.id for each in contents if each not in own[:1])
    return frozenset(left)


def _is_listed(each: Standing, station_id: StationId, now: datetime, since: datetime) -> bool:
    """What may still sound; what sounds, until its last output is over; and what the station has yet to say it missed.

    What is not listed has no permission. What was heard or missed through one output may be waiting for another: one that was
    lost, or one of another station. What was cancelled says so while some output may have begun it.
    """
    known = each.occurrence
    last_start = known.starts_at + timedelta(seconds=known.late_grace_s)
    if any(sounding.station_id == station_id and sounding.state is OccurrenceState.ON_AIR for sounding in each.soundings):
        return True
    if known.starts_at < since:
        return False
    if known.state is OccurrenceState.PLANNED:
        return now <= last_start
    if known.state is OccurrenceState.PREPARED:
        return True
    if known.state is OccurrenceState.CANCELLED:
        return known.starts_at - _TOLD_WITHIN <= now <= last_start + timedelta(seconds=known.length_s) + _TOLD_WITHIN
    return bool(each.soundings) and now <= last_start + _TOLD_WITHIN


def manifest_rules(rules: Rules) -> ManifestRules:
    """The rules as they are sent."""
    return ManifestRules(
        quiet_hours=tuple(Hours(start=hours.start, end=hours.end) for hours in rules.quiet_hours),
        daily_minutes=rules.daily_minutes,
        slot_minutes=rules.slot_minutes,
        mourning=tuple(Span(start=period.start, end=period.end) for period in rules.mourning),
        stopped=rules.stopped,
    )


def _item(each: Standing, number: int, zones: frozenset[ZoneId], hush: Hush, *, is_apart: bool) -> ManifestItem:
    """Only what may sound carries audio, and nothing sounds without; all else says itself why it stays silent."""
    known, made = each.occurrence, each.audio
    content_hash = known.content_hash or _unmade(known)
    refused = each.reason in {BlockedReason.NOT_APPROVED, BlockedReason.HASH_DIFFERS, BlockedReason.WRONG_ZONE}
    is_hushed = not hush.ids.isdisjoint(known.version_ids)
    starts_at = known.starts_at
    too_early = starts_at + timedelta(seconds=known.late_grace_s) + timedelta(seconds=1)
    return ManifestItem(
        occurrence_id=known.id,
        kind=known.kind,
        starts_at=starts_at,
        priority=_RANKS.index(known.priority),
        late=known.late,
        late_grace_s=known.late_grace_s,
        number=min(number, _MOST_NUMBER),
        title=known.title,
        length_s=made.seconds if made is not None and made.seconds is not None else known.length_s,
        zones=tuple(sorted(zones)),
        apart=is_apart,
        content_hash=content_hash,
        approved_hash=None if refused else content_hash,
        approved_by=", ".join(each.approvers),
        valid_from=too_early if each.reason is BlockedReason.NOT_YET_VALID else each.content.valid_from,
        valid_to=starts_at - _SLACK if each.reason in _OVER else each.content.valid_to,
        version_ids=known.version_ids,
        withdrawn=each.is_withdrawn or each.reason is BlockedReason.WITHDRAWN or is_hushed,
        cancelled=each.is_cancelled or known.id in hush.ids,
        cheerful=known.cheerful,
        sentences_s=made.sentences_s if made is not None else (),
        audio=audio_files(made.forms) if made is not None else (),
    )


def _unmade(known: Occurrence) -> Sha256:
    """Stands for the hash of a programme that was not put together yet."""
    return Sha256(hashlib.sha256(":".join(map(str, (known.id, *known.version_ids))).encode()).hexdigest())


def _content(said: _Said) -> str:
    items = [item.model_dump(mode="json") for item in said.items]
    whole: list[Json] = [said.days, said.rules.model_dump(mode="json"), items, [str(zone) for zone in said.zones]]
    return canonical_hash(whole)
