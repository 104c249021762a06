"""Errors of the timetable.

InvalidError
  BadRuleError, NoOccurrenceError, SlotTitleError, EmptySlotError, UnknownBulletinError, SlotLengthError, VariantZonesError,
  MovedBackError, DayGoneError, HolidayError, MourningError
RefusedError
  QuietHoursError
ConflictError
  OccurrenceDoneError
"""

from typing import ClassVar

from app.errors import ConflictError, InvalidError, RefusedError


class SlotTitleError(InvalidError):
    """A slot's title is empty or too long."""

    code: ClassVar[str] = "slot_title"
    field: ClassVar[str] = "title"
    limit: int


class EmptySlotError(InvalidError):
    """A slot without bulletins: nothing scheduled is silence."""

    code: ClassVar[str] = "slot_empty"
    field: ClassVar[str] = "bulletins"


class UnknownBulletinError(InvalidError):
    """The commune has no such bulletin."""

    code: ClassVar[str] = "unknown_bulletin"
    field: ClassVar[str] = "bulletins"
    bulletin: str


class SlotLengthError(InvalidError):
    """A relay without a length or with bulletins, or time to run over in a slot without a length."""

    code: ClassVar[str] = "slot_length"
    field: ClassVar[str] = "duration_s"


class VariantZonesError(InvalidError):
    """Zones that are to hear something else: outside the slot's, in two variants, or all of them. zone: the one at fault."""

    code: ClassVar[str] = "variant_zones"
    field: ClassVar[str] = "variants"
    zone: str


class MovedBackError(InvalidError):
    """An airing is moved to a time that has gone by."""

    code: ClassVar[str] = "moved_back"
    field: ClassVar[str] = "moved_to"


class DayGoneError(InvalidError):
    """A series is cut at a day that has gone by."""

    code: ClassVar[str] = "day_gone"
    day: str


class HolidayError(InvalidError):
    """A holiday without a name, or on a day that is none."""

    code: ClassVar[str] = "bad_holiday"
    field: ClassVar[str] = "day"


class MourningError(InvalidError):
    """A period of mourning without a name, that ends before it begins, or lasts longer than `days`."""

    code: ClassVar[str] = "bad_mourning"
    field: ClassVar[str] = "last"
    days: int


class QuietHoursError(RefusedError):
    """The hour lies in the quiet hours. number: of the regulation; empty where the usual hours hold without one."""

    code: ClassVar[str] = "quiet_hours"
    field: ClassVar[str] = "at"
    at: str
    quiet_from: str
    quiet_to: str
    number: str


class QuietHoursReachedError(QuietHoursError):
    """What begins before the quiet hours would still be heard in them. until: its end."""

    code: ClassVar[str] = "quiet_hours_reached"
    field: ClassVar[str] = "at"
    until: str


class EqualQuietHoursError(InvalidError):
    """Quiet hours that end when they begin: nobody could say whether that is never or always."""

    code: ClassVar[str] = "equal_quiet_hours"
    field: ClassVar[str] = "quiet_to"
    at: str


class ZonesShareSlotError(ConflictError):
    """A change of zones would leave a slot two contents for one zone, or none for its own. title: of the slot."""

    code: ClassVar[str] = "zones_share_slot"
    title: str


class OccurrenceDoneError(ConflictError):
    """What sounds or has sounded, or is due this moment, cannot be changed any more."""

    code: ClassVar[str] = "occurrence_done"
    state: str
