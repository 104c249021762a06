"""What a training session is: a lesson on a day, and how many came from each village."""

from datetime import date, time
from enum import StrEnum
from uuid import UUID

from app.bulletins import Theme
from app.tags import Tag
from app.units import BulletinId, ZoneId
from app.values import frozen


class SessionKind(StrEnum):
    """What a session is, by the channel of a plan that it counts to."""

    TRAINING = "training"
    MEETINGS = "meetings"
    """A conference, or a meeting of a village."""


@frozen
class Group:
    """Those of one village. zone: a path, zone_id: of what is stored; people: how many were there, 0 before anybody was."""

    zone: str
    people: int = 0
    zone_id: ZoneId | None = None


@frozen
class Attendee:
    """One who is on the sheet by name. zone: a path."""

    zone: str
    name: str
    zone_id: ZoneId | None = None


@frozen
class TrainingContent:
    """What is kept of a session. theme: what it counts to in a plan; groups: whom it is for, and how many of them came.

    attendees: names, only where the sheet needs them; a report says numbers.
    """

    topic: str
    theme: Theme
    held_on: date
    at: time
    place: str
    trainer: str = ""
    groups: tuple[Group, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    kind: SessionKind = SessionKind.TRAINING

    @property
    def villages(self) -> list[Group]:
        """Whom it is for: those with a number, then those that only names on the sheet come from."""
        found = {each.zone_id: each for each in self.groups}
        for each in self.attendees:
            found.setdefault(each.zone_id, Group(each.zone, zone_id=each.zone_id))
        return list(found.values())


@frozen
class Training:
    """A session of a commune. invitation: the bulletin that invites to it, once it was made."""

    id: UUID
    content: TrainingContent
    invitation: BulletinId | None
    tag: Tag

    @property
    def people(self) -> int:
        """How many came."""
        return sum(each.people for each in self.content.groups)
