"""Days as they are typed, instants as they are shown."""

from datetime import date, datetime

import typer

from app.clock import COMMUNE_ZONE, local


def iso_day(text: str) -> str:
    """A day as REST takes it. Raises BadParameter."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as exc:
        raise typer.BadParameter(f"không hiểu ngày «{text}»; viết như 2025-11-04") from exc


def instant(text: str) -> datetime:
    """A date and time as it is typed, local where no zone is given. Raises BadParameter."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as exc:
        raise typer.BadParameter(f"không hiểu «{text}»; viết như 2025-11-05T06:00") from exc
    return found.replace(tzinfo=COMMUNE_ZONE) if found.tzinfo is None else found


def moment(text: str | None) -> str:
    """An instant of REST's as a person reads it, in local time; none is empty."""
    return f"{local(datetime.fromisoformat(text)):%H:%M %d/%m/%Y}" if text else ""
