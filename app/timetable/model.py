"""What the timetable is made of: regulation, slot, occurrence; and which moves an occurrence makes."""

from dataclasses import dataclass
from datetime import date, datetime, time

from app.bulletins import Priority, ZoneRef
from app.playout import DEFAULT_QUIET_HOURS, BlockedReason, OccurrenceState, QuietHours, Rules
from app.timetable.recurrence import Recurrence
from app.units import BulletinId, CommuneId, OccurrenceId, RenderingId, Sha256, SlotId, VersionId, ZoneId

LATE_GRACE_S = 600
"""How late an occurrence may still begin, unless its slot says otherwise."""


@dataclass(frozen=True, slots=True)
class Regulation:
    """The operating regulation of a commune's station ("Quy chế hoạt động đài truyền thanh"); what it allows, with its number.

    number, dated: of the document; empty and None while the commune has none, and the usual quiet hours hold.
    """

    number: str = ""
    dated: date | None = None
    quiet_hours: QuietHours = DEFAULT_QUIET_HOURS
    daily_minutes: int | None = None
    slot_minutes: int | None = None
    revision: int = 0

    def rules(self) -> Rules:
        """The guard's rules for planning: for every zone of the commune."""
        return Rules((self.quiet_hours,), daily_minutes=self.daily_minutes, slot_minutes=self.slot_minutes)


@dataclass(frozen=True, slots=True)
class Slot:
    """A rule of airing. bulletins: in the order they are heard; ended_at: when it was taken away."""

    id: SlotId
    commune_id: CommuneId
    title: str
    recurrence: Recurrence
    zones: tuple[ZoneRef, ...]
    template: str
    bulletins: tuple[BulletinId, ...]
    priority: Priority
    late_grace_s: int
    created_at: datetime
    created_by: str
    ended_at: datetime | None

    @property
    def at(self) -> time:
        """The local time of day at which it begins."""
        return self.recurrence.at


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A bulletin of the slot that this occurrence does not carry, and why."""

    bulletin_id: BulletinId
    reason: BlockedReason


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One dated airing. reason: why it was blocked, or while it waits what would block it now. length_s: 0 before it is known."""

    id: OccurrenceId
    slot_id: SlotId
    title: str
    starts_at: datetime
    late_grace_s: int
    state: OccurrenceState
    reason: BlockedReason | None
    version_ids: tuple[VersionId, ...]
    left_out: tuple[LeftOut, ...]
    zone_ids: frozenset[ZoneId]
    content_hash: Sha256 | None
    rendering_id: RenderingId | None
    length_s: float


_SOUNDED = frozenset({OccurrenceState.ON_AIR, OccurrenceState.AIRED, OccurrenceState.INTERRUPTED})
_ENDED = frozenset({OccurrenceState.AIRED, OccurrenceState.INTERRUPTED})


def station_may_move(before: OccurrenceState, after: OccurrenceState) -> bool:
    """Whether a station's log line moves an occurrence from `before` to `after`.

    The moves are those of every occurrence. But a station that was cut off may have played what was cancelled or blocked here
    meanwhile, or lost the line that said it began: what sounded, sounded, and the state says so.
    """
    if before.may_become(after):
        return True
    return after in _SOUNDED and before not in _ENDED and before is not after
