"""The sheets that slogans are printed on, at real size."""

from collections.abc import Mapping
from enum import StrEnum

from app.values import frozen


class Format(StrEnum):
    """What a print shop is asked for."""

    BANNER = "banner"
    """Băng-rôn: across a road or along a fence."""
    STREAMER = "streamer"
    """Phướn: hangs from a post."""
    POSTER = "poster"
    """On a notice board."""


@frozen
class Sheet:
    """width_mm, height_mm: of what is printed. margin_mm: free around the words. smallest_mm: of a capital, its least height.

    A capital is read at some 250 times its height at best, so the smallest are read from 12 m across a road, 10 m from below a
    post, 2.5 m before a board.
    """

    width_mm: float
    height_mm: float
    margin_mm: float
    smallest_mm: float


SHEETS: Mapping[Format, Sheet] = {
    Format.BANNER: Sheet(4000, 700, 80, 50),
    Format.STREAMER: Sheet(800, 2500, 70, 40),
    Format.POSTER: Sheet(297, 420, 22, 10),
}
"""Sizes as communes order them: 0.7 × 4 m, 0.8 × 2.5 m, A3."""
