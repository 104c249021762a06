"""The form of an emergency: what, where, until when; carried from the first page to the one that confirms it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Self

from starlette.datastructures import FormData

from app.clock import COMMUNE_ZONE, local
from app.emergencies import Alarm, Hazard, Status, emergency_templates
from app.errors import InvalidError
from app.typed import typed_hour, typed_moment
from app.values import frozen
from app.web.shared.typed import BLANK

EVERY_MIN = (5, 10, 15, 30, 60)
_BLANK = "blank-"
_LASTS = timedelta(hours=2)


class TypedEndError(InvalidError):
    """What stands for the end is no hour and no day."""

    code: ClassVar[str] = "typed_end"
    field: ClassVar[str] = "ends_at"
    typed: str


@frozen
class AlarmFields:
    """What the form holds, as it was typed. blanks: of the chosen template, by the name of the field."""

    hazard: Hazard
    text: str
    blanks: Mapping[str, str]
    zones: tuple[str, ...]
    every_min: int
    ends_at: str
    is_drill: bool

    @classmethod
    def empty(cls, now: datetime, places: tuple[str, ...], *, is_drill: bool) -> Self:
        """As it is opened: everywhere, every ten minutes, for two hours."""
        end = local(now + _LASTS)
        return cls(Hazard.STORM, "", {}, places, EVERY_MIN[1], f"{end.hour}h{end.minute:02d}", is_drill)

    @classmethod
    def of(cls, given: FormData) -> Self:
        """As it was sent."""
        texts = [(name, value) for name, value in given.multi_items() if isinstance(value, str)]
        one = dict(texts)
        known = {each.value for each in Hazard}
        every = one.get("every_min", "")
        return cls(
            hazard=Hazard(one["hazard"]) if one.get("hazard") in known else Hazard.OTHER,
            text=one.get("text", ""),
            blanks={name: value for name, value in texts if name.startswith(_BLANK)},
            zones=tuple(value for name, value in texts if name == "zones"),
            every_min=int(every) if every.isdecimal() and int(every) in EVERY_MIN else EVERY_MIN[1],
            ends_at=one.get("ends_at", ""),
            is_drill=one.get("is_drill") == "1",
        )

    @property
    def sent(self) -> list[tuple[str, str]]:
        """All of it as fields of a form."""
        return [
            ("hazard", self.hazard.value),
            ("text", self.text),
            *self.blanks.items(),
            *(("zones", path) for path in self.zones),
            ("every_min", str(self.every_min)),
            ("ends_at", self.ends_at),
            *([("is_drill", "1")] if self.is_drill else []),
        ]

    def alarm(self, now: datetime) -> Alarm:
        """What it asks for. Raises `TypedEndError`."""
        template = emergency_templates().get(self.hazard)
        blanks = {name: self.blanks.get(blank(self.hazard, name), "") for name in template.variables} if template else None
        return Alarm(
            title="",
            hazard=self.hazard,
            text=None if template else self.text,
            values=blanks,
            recording_id=None,
            zones=self.zones,
            repeat_every_s=self.every_min * 60,
            ends_at=self._end(now),
            status=Status.EXERCISE if self.is_drill else Status.ACTUAL,
        )

    def _end(self, now: datetime) -> datetime:
        """An hour alone is the next time the clock shows it."""
        text = self.ends_at.removesuffix("hôm nay").strip()
        try:
            at = typed_hour(text)
        except ValueError:
            return self._moment(text)
        end = local(now).replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
        return (end if end > local(now) else end + timedelta(days=1)).astimezone(UTC)

    def _moment(self, text: str) -> datetime:
        try:
            found = typed_moment(text)
        except ValueError:
            raise TypedEndError(self.ends_at or BLANK) from None
        if not isinstance(found, datetime):
            raise TypedEndError(self.ends_at or BLANK)
        return (found if found.tzinfo else found.replace(tzinfo=COMMUNE_ZONE)).astimezone(UTC)


def blank(hazard: Hazard, name: str) -> str:
    """The name of the field for a blank of a template."""
    return f"{_BLANK}{hazard.value}-{name}"
