"""Slogans on cloth and paper: drawn at real size, and where each hangs.

Drawing needs libraries that nothing else does: it is loaded when a sheet is asked for.
"""

from app.banners.errors import BannerDatesError, BannerPlaceError, NotSloganError, SloganNotApprovedError
from app.banners.hanging import (
    Banner,
    BannerFilter,
    Hanging,
    banner,
    banners,
    change_banner,
    hang,
    hung_between,
    photo_of,
    put_photo,
    remove_banner,
    slogans_of,
)
from app.banners.sheets import SHEETS, Format, Sheet

__all__ = [
    "SHEETS",
    "Banner",
    "BannerDatesError",
    "BannerFilter",
    "BannerPlaceError",
    "Format",
    "Hanging",
    "NotSloganError",
    "Sheet",
    "SloganNotApprovedError",
    "banner",
    "banners",
    "change_banner",
    "hang",
    "hung_between",
    "photo_of",
    "put_photo",
    "remove_banner",
    "slogans_of",
]
