"""File names a radio operator can sort, on any drive: ASCII, numbered, `2025-11-04/0530-01-ban-tin.mp3`."""

import re
import unicodedata
from datetime import datetime

from app.clock import local

_LONGEST = 60


def day_folder(planned_at: datetime) -> str:
    """The local date: `2025-11-04`."""
    return f"{local(planned_at):%Y-%m-%d}"


def file_stem(planned_at: datetime, number: int, title: str) -> str:
    """Local hour, number, title without accents: `0530-01-ban-tin`."""
    return f"{local(planned_at):%H%M}-{number:02d}-{_slug(title)}"


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFD", title.replace("đ", "d").replace("Đ", "D")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-") or "ban-tin"
