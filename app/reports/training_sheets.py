"""The attendance sheet of a training session ("Danh sách tham dự"), to be signed on the day."""

from datetime import datetime

from app.reports.printing import printed, written, written_moment
from app.trainings import Group, SessionKind, Training
from app.words import hour_said, weekday, where

_BLANK = 20
"""So many empty lines a village has of which nobody said how many come."""


def training_sheet_page(found: Training, *, commune: str, at: datetime) -> str:
    """One HTML page, A4, that needs nothing beside it. at: when it is printed."""
    content = found.content
    villages = []
    for village in content.villages or [Group("")]:
        names = [each.name for each in content.attendees if each.zone_id == village.zone_id]
        blank = max(0, (village.people or _BLANK) - len(names))
        villages.append({"name": where([village.zone]), "lines": [*names, *([""] * blank)]})
    return printed(
        "training_sheet.html",
        commune=commune,
        content=content,
        what="tập huấn" if content.kind is SessionKind.TRAINING else "cuộc họp",
        day=f"{weekday(content.held_on)}, ngày {written(content.held_on)}",
        hour=hour_said(content.at),
        villages=villages,
        printed_at=written_moment(at),
    )
