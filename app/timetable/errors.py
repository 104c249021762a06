"""Errors of the timetable.

InvalidError
  BadRuleError, NoOccurrenceError, SlotTitleError, EmptySlotError, UnknownBulletinError, SlotLengthError, VariantZonesError,
  MovedBackError, DayGoneError, HolidayError, MourningError
RefusedError
  QuietHoursError
ConflictError
  OccurrenceDoneError
"""

from dataclasses import dataclass
from typing import ClassVar

from app.errors import ConflictError, InvalidError, RefusedError


@dataclass(eq=False)
class SlotTitleError(InvalidError):
    """A slot's title is empty or too long."""

    code: ClassVar[str] = "slot_title"
    field: ClassVar[str] = "title"
    limit: int


@dataclass(eq=False)
class EmptySlotError(InvalidError):
    """A slot without bulletins: nothing scheduled is silence."""

    code: ClassVar[str] = "slot_empty"
    field: ClassVar[str] = "bulletins"


@dataclass(eq=False)
class UnknownBulletinError(InvalidError):
    """The commune has no such bulletin."""

    code: ClassVar[str] = "unknown_bulletin"
    field: ClassVar[str] = "bulletins"
    bulletin: str


@dataclass(eq=False)
class SlotLengthError(InvalidError):
    """A relay without a length or with bulletins, or time to run over in a slot without a length."""

    code: ClassVar[str] = "slot_length"
    field: ClassVar[str] = "duration_s"


@dataclass(eq=False)
class VariantZonesError(InvalidError):
    """Zones that are to hear something else: outside the slot's, in two variants, or all of them. zone: the one at fault."""

    code: ClassVar[str] = "variant_zones"
    field: ClassVar[str] = "variants"
    zone: str


@dataclass(eq=False)
class MovedBackError(InvalidError):
    """An airing is moved to a time that has gone by."""

    code: ClassVar[str] = "moved_back"
    field: ClassVar[str] = "moved_to"


@dataclass(eq=False)
class DayGoneError(InvalidError):
    """A series is cut at a day that has gone by."""

    code: ClassVar[str] = "day_gone"
    day: str


@dataclass(eq=False)
class HolidayError(InvalidError):
    """A holiday without a name, or on a day that is none."""

    code: ClassVar[str] = "bad_holiday"
    field: ClassVar[str] = "day"


@dataclass(eq=False)
class MourningError(InvalidError):
    """A period of mourning without a name, that ends before it begins, or lasts longer than `days`."""

    code: ClassVar[str] = "bad_mourning"
    field: ClassVar[str] = "last"
    days: int


@dataclass(eq=False)
class QuietHoursError(RefusedError):
    """The hour lies in the quiet hours. number: of the regulation; empty where the usual hours hold without one."""

    code: ClassVar[str] = "quiet_hours"
    field: ClassVar[str] = "at"
    at: str
    quiet_from: str
    quiet_to: str
    number: str


@dataclass(eq=False)
class QuietHoursReachedError(QuietHoursError):
    """What begins before the quiet hours would still be heard in them. until: its end."""

    code: ClassVar[str] = "quiet_hours_reached"
    field: ClassVar[str] = "at"
    until: str


@dataclass(eq=False)
class EqualQuietHoursError(InvalidError):
    """Quiet hours that end when they begin: nobody could say whether that is never or always."""

    code: ClassVar[str] = "equal_quiet_hours"
    field: ClassVar[str] = "quiet_to"
    at: str


@dataclass(eq=False)
class ZonesShareSlotError(ConflictError):
    """A change of zones would leave a slot two contents for one zone, or none for its own. title: of the slot."""

    code: ClassVar[str] = "zones_share_slot"
    title: str


@dataclass(eq=False)
class OccurrenceDoneError(ConflictError):
    """What sounds or has sounded, or is due this moment, cannot be changed any more."""

    code: ClassVar[str] = "occurrence_done"
    state: str
