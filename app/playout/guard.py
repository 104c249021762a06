"""The last question before sound, asked when a plan is saved, when a manifest is built, and on the station at the last step.

Default is silence: whatever is not known to be allowed is refused. Only an emergency, which is an act of its own and never an
item of a slot, passes quiet hours; so there is nothing here that a priority could switch off.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from app.airing import BlockedReason
from app.playout.rules import Rules
from app.units import Sha256, ZoneId
from app.values import frozen


class Audio(StrEnum):
    """What is known of the audio file where it would be played."""

    UNASKED = "unasked"
    """Too early: planning, before anything was prepared."""
    MISSING = "missing"
    DIFFERS = "differs"
    """There, but its bytes are not those that were promised."""
    VERIFIED = "verified"


@frozen
class Candidate:
    """One thing that wants to sound.

    length: of the sound. content_hash: what it is made from (for a programme: over all its parts). approved_hash: what the
    approval saw; None when there is none. valid_from: the first instant at which it is true, valid_to: the first at which it
    no longer is; None is open.
    zones: where it wants to sound. used_today: what those zones heard already on that local day (the most of any one of them).
    """

    length: timedelta
    content_hash: Sha256
    approved_hash: Sha256 | None
    zones: frozenset[ZoneId]
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    withdrawn: bool = False
    cancelled: bool = False
    cheerful: bool = False
    used_today: timedelta = timedelta(0)
    audio: Audio = Audio.UNASKED


def guard(item: Candidate, rules: Rules, now: datetime) -> BlockedReason | None:
    """Say why `item` may not begin to sound at the instant `now`; None: it may.

    now: aware; the planned start when planning, the present when playing.
    """
    # What a person must mend is said before what may mend itself: an item without audio in the quiet hours is in the quiet hours.
    return _order(rules) or _content(item, now) or _place(item, rules) or _hours(item, rules, now) or _audio(item)


def _order(rules: Rules) -> BlockedReason | None:
    if rules.stopped:
        return BlockedReason.STOPPED
    return None if rules.clock_trusted else BlockedReason.CLOCK_UNTRUSTED


def _content(item: Candidate, now: datetime) -> BlockedReason | None:
    if item.cancelled:
        return BlockedReason.CANCELLED
    if item.approved_hash is None:
        return BlockedReason.NOT_APPROVED
    if item.withdrawn:
        return BlockedReason.WITHDRAWN
    if item.valid_to is not None and now >= item.valid_to:
        return BlockedReason.EXPIRED
    if item.valid_from is not None and now < item.valid_from:
        return BlockedReason.NOT_YET_VALID
    return None if item.approved_hash == item.content_hash else BlockedReason.HASH_DIFFERS


def _place(item: Candidate, rules: Rules) -> BlockedReason | None:
    if not item.zones or (rules.zones is not None and item.zones.isdisjoint(rules.zones)):
        return BlockedReason.WRONG_ZONE
    return None


def _audio(item: Candidate) -> BlockedReason | None:
    if item.audio is Audio.MISSING:
        return BlockedReason.AUDIO_MISSING
    return BlockedReason.HASH_DIFFERS if item.audio is Audio.DIFFERS else None


def _hours(item: Candidate, rules: Rules, now: datetime) -> BlockedReason | None:
    if any(quiet.touch(now, item.length) for quiet in rules.quiet_hours):
        return BlockedReason.QUIET_HOURS
    if item.cheerful and any(period.touches(now, item.length) for period in rules.mourning):
        return BlockedReason.MOURNING
    if rules.slot_minutes is not None and item.length > timedelta(minutes=rules.slot_minutes):
        return BlockedReason.SLOT_MINUTES
    if rules.daily_minutes is not None and item.used_today + item.length > timedelta(minutes=rules.daily_minutes):
        return BlockedReason.MINUTES_USED_UP
    return None
