"""Days as they are typed."""

from datetime import date

import typer


def iso_day(text: str) -> str:
    """A day as REST takes it. Raises BadParameter."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as exc:
        raise typer.BadParameter(f"không hiểu ngày «{text}»; viết như 2025-11-04") from exc
