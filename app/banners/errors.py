"""Errors of banners.

InvalidError
  NotSloganError, SloganTooLongError, SloganLettersError, BannerPlaceError, BannerDatesError, BadPhotoError
ConflictError
  SloganNotApprovedError
"""

from typing import ClassVar

from app.errors import ConflictError, InvalidError


class NotSloganError(InvalidError):
    """Only slogans are drawn on banners."""

    code: ClassVar[str] = "not_slogan"
    field: ClassVar[str] = "bulletin"
    title: str


class SloganTooLongError(InvalidError):
    """On such a sheet its letters would be too small for those who pass. capital_mm, smallest_mm: heights of a capital."""

    code: ClassVar[str] = "slogan_too_long"
    field: ClassVar[str] = "format"
    format: str
    capital_mm: int
    smallest_mm: int


class SloganLettersError(InvalidError):
    """The font has no picture of some letters: they would be printed as boxes."""

    code: ClassVar[str] = "slogan_letters"
    field: ClassVar[str] = "bulletin"
    letters: str


class BannerPlaceError(InvalidError):
    """Where it hangs is empty, too long, or has signs that nobody sees."""

    code: ClassVar[str] = "banner_place"
    field: ClassVar[str] = "place"
    limit: int


class BannerDatesError(InvalidError):
    """It was taken down before it was hung, or a date is out of all years."""

    code: ClassVar[str] = "banner_dates"
    field: ClassVar[str] = "taken_down_on"


class BadPhotoError(InvalidError):
    """A file that is no photo, or one too large to look at."""

    code: ClassVar[str] = "bad_photo"
    field: ClassVar[str] = "file"
    file_name: str


class SloganNotApprovedError(ConflictError):
    """What hangs before the people was approved, as what is heard."""

    code: ClassVar[str] = "slogan_not_approved"
    title: str
