"""What the timetable is made of: regulation, slot, occurrence; and which moves an occurrence makes."""

from datetime import date, datetime, time

from app.bulletins import Priority, ZoneRef
from app.calendar.recurrence import Recurrence
from app.playout import DEFAULT_QUIET_HOURS, BlockedReason, ItemKind, LateRule, OccurrenceState, Period, QuietHours, Rules
from app.tags import UNWRITTEN, Tag, tag_of
from app.units import BulletinId, CommuneId, OccurrenceId, RenderingId, Sha256, SlotId, VersionId, ZoneId
from app.values import frozen

CELLS = 64
"""Room for what the zones of one content hear apart: the part of an occurrence is its content's number times this, and which."""
LATE_GRACE_S = 600
"""How late an occurrence may still begin, unless its slot says otherwise."""


@frozen
class Regulation:
    """The operating regulation of a commune's station ("Quy chế hoạt động đài truyền thanh"); what it allows, with its number.

    number, dated: of the document; empty and None while the commune has none, and the usual quiet hours hold.
    """

    number: str = ""
    dated: date | None = None
    quiet_hours: QuietHours = DEFAULT_QUIET_HOURS
    daily_minutes: int | None = None
    slot_minutes: int | None = None
    tag: Tag = UNWRITTEN

    def rules(self, mourning: tuple[Period, ...] = ()) -> Rules:
        """The guard's rules for planning: for every zone of the commune."""
        return Rules((self.quiet_hours,), daily_minutes=self.daily_minutes, slot_minutes=self.slot_minutes, mourning=mourning)


@frozen
class Variant:
    """What a slot carries in some of its zones instead."""

    zones: tuple[ZoneRef, ...]
    bulletins: tuple[BulletinId, ...]


@frozen
class Part:
    """One content of an airing. zones: where it is heard, with all that lies in them; without: but not there."""

    zones: frozenset[ZoneId]
    without: frozenset[ZoneId]
    bulletins: tuple[BulletinId, ...]


@frozen
class Edit:
    """What is different on one day of a slot. moved_to: another instant; bulletins: other ones, in all its zones."""

    day: date
    moved_to: datetime | None
    bulletins: tuple[BulletinId, ...] | None
    is_cancelled: bool
    reason: str
    made_at: datetime
    made_by: str


@frozen
class Slot:
    """A rule of airing.

    bulletins: in the order they are heard; variants: in some zones other ones. duration_s: what its programme has to fit into,
    None for as long as that is; overrun_s: how much longer speech may go on. late: what becomes of it when it is late.
    continues_id: the slot of which it is the later part; ended_at: when it was taken away.
    """

    id: SlotId
    commune_id: CommuneId
    title: str
    kind: ItemKind
    recurrence: Recurrence
    zones: tuple[ZoneRef, ...]
    template: str
    bulletins: tuple[BulletinId, ...]
    variants: tuple[Variant, ...]
    priority: Priority
    duration_s: int | None
    overrun_s: int
    late: LateRule
    late_grace_s: int
    revision: int
    continues_id: SlotId | None
    created_at: datetime
    created_by: str
    updated_at: datetime
    ended_at: datetime | None

    @property
    def tag(self) -> Tag:
        """Of its present state."""
        return tag_of(self.revision)

    @property
    def is_relay(self) -> bool:
        """Whether it leaves the output to another station."""
        return self.kind is ItemKind.RELAY

    @property
    def limit_s(self) -> int | None:
        """What its programme has to fit into, with the time it may run over; None for as long as it is."""
        return None if self.duration_s is None else self.duration_s + self.overrun_s

    @property
    def at(self) -> time:
        """The local time of day at which it begins."""
        return self.recurrence.at

    def parts(self, edit: Edit | None = None) -> tuple[Part, ...]:
        """What it carries and where, the main content first; on a day with other bulletins, those everywhere."""
        whole = frozenset(zone.id for zone in self.zones)
        if edit is not None and edit.bulletins is not None:
            return (Part(whole, frozenset(), edit.bulletins),)
        own = [frozenset(zone.id for zone in variant.zones) for variant in self.variants]
        others = [Part(zones, frozenset(), variant.bulletins) for zones, variant in zip(own, self.variants, strict=True)]
        return (Part(whole, frozenset[ZoneId]().union(*own), self.bulletins), *others)


@frozen
class LeftOut:
    """A bulletin of the slot that this occurrence does not carry, and why.

    seconds: how long it is, where there was no room for it.
    """

    bulletin_id: BulletinId
    reason: BlockedReason
    seconds: float | None = None


@frozen
class Dated:
    """One dated airing, without what it carries: as many as a month has are told by it.

    day, part: of its slot. reason: why it was blocked, or while it waits what would block it now.
    """

    id: OccurrenceId
    slot_id: SlotId
    day: date
    part: int
    kind: ItemKind
    title: str
    starts_at: datetime
    state: OccurrenceState
    reason: BlockedReason | None


@frozen
class Placed(Dated):
    """One dated airing as a week draws it. length_s: 0 before it is known."""

    zone_ids: frozenset[ZoneId]
    length_s: float


@frozen
class Occurrence(Placed):
    """One dated airing with what it carries.

    duration_s, overrun_s: of its slot. cheerful: it may not sound in mourning.
    """

    priority: Priority
    duration_s: int | None
    overrun_s: int
    late: LateRule
    late_grace_s: int
    version_ids: tuple[VersionId, ...]
    left_out: tuple[LeftOut, ...]
    content_hash: Sha256 | None
    rendering_id: RenderingId | None
    cheerful: bool

    @property
    def over_s(self) -> float:
        """How many seconds longer it is than its slot."""
        return max(0.0, self.length_s - self.duration_s) if self.duration_s is not None else 0.0


def station_may_move(before: OccurrenceState, after: OccurrenceState) -> bool:
    """Whether what the stations' logs tell moves an occurrence from `before` to `after`.

    The moves are those of every occurrence. But a station that was cut off may have played what was cancelled or blocked here
    meanwhile, or lost the line that said it began; and it may begin on one output when another has ended it. What sounded,
    sounded, and the state says so.
    """
    return before is not after and (after.was_heard or before.may_become(after))
