"""Days and hours as they are typed and as they are shown: `05:30 04/11/2026`, in local time."""

from datetime import date, datetime, time

import typer

from app.clock import COMMUNE_ZONE
from app.typed import looks_like_a_day, typed_day, typed_hour, typed_moment
from app.words import day_of_year


def iso_day(text: str) -> str:
    """A day as REST takes it. Raises BadParameter."""
    try:
        return typed_day(text).isoformat()
    except ValueError as exc:
        wrong = "không có ngày" if looks_like_a_day(text) else "không hiểu ngày"
        raise typer.BadParameter(f"{wrong} «{text}»; viết như 4/11/2026") from exc


def iso_hour(text: str) -> str:
    """An hour as REST takes it. Raises BadParameter."""
    try:
        return typed_hour(text).isoformat()
    except ValueError as exc:
        raise typer.BadParameter(f"không hiểu giờ «{text}»; viết như 5:30 hoặc 5h30") from exc


def iso_month(text: str) -> str:
    """A month as REST takes it: `11/2026` or `2026-11`. Raises BadParameter."""
    first, _, last = text.strip().replace("-", "/").partition("/")
    year, month = (last, first) if len(first) <= 2 else (first, last)  # noqa: PLR2004  # a month has two figures
    try:
        return f"{date(int(year), int(month), 1):%Y-%m}"
    except ValueError as exc:
        raise typer.BadParameter(f"không hiểu tháng «{text}»; viết như 11/2026") from exc


def instant(text: str) -> datetime:
    """A day and its hour as they are typed, local where no zone is given. Raises BadParameter."""
    wrong = typer.BadParameter(f"không hiểu «{text}»; viết ngày và giờ như 6:00 5/11/2026")
    try:
        found = typed_moment(text)
    except ValueError as exc:
        raise wrong from exc
    if not isinstance(found, datetime):
        raise wrong
    return found.replace(tzinfo=COMMUNE_ZONE) if found.tzinfo is None else found


def day_shown(text: str | None) -> str:
    """A day of REST's as a person reads it; none is empty."""
    return day_of_year(date.fromisoformat(text)) if text else ""


def hour_shown(text: str) -> str:
    """An hour of REST's as a person reads it: `05:30`, with its seconds where it has any."""
    return f"{time.fromisoformat(text):%H:%M:%S}".removesuffix(":00")


def moment(text: str | None) -> str:
    """An instant of REST's as a person reads it, in local time; none is empty."""
    return f"{datetime.fromisoformat(text).astimezone(COMMUNE_ZONE):%H:%M %d/%m/%Y}" if text else ""
