"""The form of a training session: its day and place as they were typed, and a number for each village."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import ConfigDict, Field

from app.bulletins import Theme, propose_from
from app.trainings import Attendee, Group, SessionKind, TrainingContent
from app.web.shared.fields import Fields
from app.web.shared.typed import BLANK, TypedError, TypedLineError, needed_day_in, needed_hour_in, number_in
from app.words import day_of_year, hour_said, word

_MOST_ROWS = 1000
_MOST_PEOPLE = 10_000


class NoThemeError(TypedError):
    """Nobody chose what the session counts to, and its topic does not show it."""

    code: ClassVar[str] = "no_theme"
    typed: str = BLANK
    name: str = "theme"


class ThemeProposedError(NoThemeError):
    """Nobody chose it, and its topic shows `theme`: to be looked at before it is kept."""

    code: ClassVar[str] = "theme_proposed"
    theme: str = ""


class TrainingFields(Fields):
    """All fields as they were typed. zone, people: a village each, an empty number: it is not for that one.

    theme: empty until it is chosen. attendees: a line each, `thôn: họ tên`. tag: of what was seen, empty for a new one.
    """

    model_config = ConfigDict(str_max_length=50_000)

    topic: str = ""
    theme: Theme | Literal[""] = ""
    kind: SessionKind = SessionKind.TRAINING
    held_on: str = ""
    at: str = ""
    place: str = ""
    trainer: str = ""
    zone: list[str] = Field(default=[], max_length=_MOST_ROWS)
    people: list[str] = Field(default=[], max_length=_MOST_ROWS)
    attendees: str = ""
    tag: str = ""

    @classmethod
    def of(cls, content: TrainingContent, tag: str) -> Self:
        """The form of a session."""
        return cls(
            topic=content.topic,
            theme=content.theme,
            kind=content.kind,
            held_on=day_of_year(content.held_on),
            at=hour_said(content.at),
            place=content.place,
            trainer=content.trainer,
            zone=[each.zone for each in content.groups],
            people=[str(each.people) for each in content.groups],
            attendees="\n".join(f"{each.zone}: {each.name}" for each in content.attendees),
            tag=tag,
        )

    def rows(self, paths: Sequence[str]) -> list[tuple[str, str]]:
        """Each village and the number that stands beside it. paths: of the villages there are."""
        typed = dict(zip(self.zone, self.people, strict=False))
        return [(path, typed.get(path, "")) for path in [*paths, *(each for each in typed if each not in paths)]]

    def proposed(self, today: date) -> Theme | None:
        """What the topic shows that the session counts to, as a script does of its bulletin; None where it was chosen."""
        return None if self.theme else propose_from(self.topic, today).theme

    def content(self, today: date) -> TrainingContent:
        """What was typed. Raises `TypedDayError`, `TypedHourError`, `TypedNumberError`, `TypedLineError`, `NoThemeError`."""
        held_on, at = needed_day_in(self.held_on, "held_on"), needed_hour_in(self.at, "at")
        numbers = [(zone, number_in(people, "people", least=0, most=_MOST_PEOPLE)) for zone, people in self.rows(())]
        if not self.theme:
            shown = self.proposed(today)
            raise ThemeProposedError(theme=word("theme", shown.value)) if shown else NoThemeError
        return TrainingContent(
            topic=self.topic,
            theme=self.theme,
            kind=self.kind,
            held_on=held_on,
            at=at,
            place=self.place,
            trainer=self.trainer,
            groups=tuple(Group(zone, people) for zone, people in numbers if people is not None),
            attendees=tuple(_attendee(line) for line in self.attendees.splitlines() if line.strip()),
        )


def _attendee(line: str) -> Attendee:
    zone, mark, name = line.rpartition(":")
    if not mark:
        raise TypedLineError(typed=line[:100], name="attendees")
    return Attendee(zone.strip(), name)
