"""What pages to print have in common: their templates, and days and instants as documents write them."""

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.clock import local
from app.words import hour_said

if TYPE_CHECKING:
    from jinja2 import Environment

_KIND = re.compile(r"^(?:xã|phường|thị trấn|đặc khu)\s+", re.IGNORECASE)


def printed(template: str, **values: object) -> str:
    """A page that needs nothing beside it."""
    return _environment().get_template(template).render(**values)


def place_of(commune: str) -> str:
    """The place that a document is dated at (NĐ 30/2020): `xã Liên An` => `Liên An`; a number keeps its word: `phường 3`."""
    kind, _, name = commune.rpartition(" ") if commune[-1:].isdigit() else ("", "", _KIND.sub("", commune, count=1))
    return commune if kind else name


def written(day: date) -> str:
    """As documents write it (NĐ 30/2020): the month has two figures only for January and February."""
    return f"{day:%d}/{day:%m}/{day.year}" if day.month <= 2 else f"{day:%d}/{day.month}/{day.year}"  # noqa: PLR2004  # February


def written_moment(instant: datetime) -> str:
    """`8h05 ngày 04/11/2025`, local."""
    return f"{hour_said(instant)} ngày {written(local(instant).date())}"


def period(first: date, last: date) -> str:
    """`ngày 04/11/2025`, `từ 03/11/2025 đến 09/11/2025`."""
    return f"ngày {written(first)}" if first == last else f"từ {written(first)} đến {written(last)}"


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415  # light start

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
