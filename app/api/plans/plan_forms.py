"""What plans look like over REST."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from pydantic import ConfigDict, Field
from sqlalchemy.orm import Session

from app.accounts import Actor
from app.api.shared.forms import Answer, Form, LocalDate
from app.bulletins import Theme, ZoneRef
from app.plans import (
    MOST_LISTED,
    MOST_TARGET,
    MOST_TASKS,
    MOST_TEXT,
    Channel,
    Lines,
    Per,
    Plan,
    PlanChannel,
    PlanContent,
    PlanTheme,
    Proposal,
    Target,
    Task,
    Unit,
)
from app.visits.seen import quoted
from app.zones import resolve

_TITLE = 1000
_LINES = Field(default=None, min_length=2, max_length=2, description="Dòng đầu và dòng cuối trong văn bản kế hoạch.")
_EXAMPLE: dict[str, Any] = {
    "year": 2025,
    "number": "08/KH-UBND",
    "dated": "2025-01-15",
    "title": "Kế hoạch truyền thông giảm nghèo về thông tin năm 2025",
    "themes": [{"title": "Quy trình rà soát hộ nghèo", "theme": "review", "lines": [12, 12]}],
    "channels": [{"title": "Phát trên loa truyền thanh", "channel": "loudspeakers"}],
    "tasks": [
        {
            "title": "Phát thanh quy trình rà soát",
            "theme": "review",
            "channel": "loudspeakers",
            "officer": "Công chức văn hóa – xã hội",
            "target": {"amount": 2, "unit": "times", "first": "2025-01-01", "last": "2025-12-31", "per": "month"},
        }
    ],
}


class ThemeForm(Form):
    """A theme in the words of the plan."""

    title: str = Field(min_length=1, max_length=_TITLE)
    theme: Theme
    lines: list[int] | None = _LINES


class ChannelForm(Form):
    """A channel in the words of the plan."""

    title: str = Field(min_length=1, max_length=_TITLE)
    channel: Channel
    lines: list[int] | None = _LINES


class TargetForm(Form):
    """How much, of what, from when to when, and how often anew."""

    amount: int = Field(ge=1, le=MOST_TARGET)
    unit: Unit
    first: LocalDate
    last: LocalDate
    per: Per = Field(default=Per.MONTH, description="Làm lại mỗi ngày, tuần, tháng, quý; `whole`: cả khoảng một lần.")

    def target(self) -> Target:
        """The target."""
        return Target(self.amount, self.unit, self.first, self.last, self.per)


class TaskForm(Form):
    """Something to be done. officer: an office, not a person's name."""

    title: str = Field(min_length=1, max_length=_TITLE)
    theme: Theme | None = None
    channel: Channel | None = None
    officer: str = Field(default="", max_length=200, description="Chức danh, không ghi tên người.")
    target: TargetForm | None = None
    lines: list[int] | None = _LINES

    def task(self) -> Task:
        """The task."""
        target = None if self.target is None else self.target.target()
        return Task(self.title, self.theme, self.channel, self.officer, target, _lines(self.lines))


class PlanForm(Form):
    """A plan as it is written."""

    year: int = Field(ge=2000, le=2100)
    title: str = Field(min_length=1, max_length=_TITLE)
    number: str = Field(default="", max_length=100)
    dated: LocalDate | None = None
    legal_basis: list[str] = Field(default=[], max_length=MOST_LISTED)
    goals: str = Field(default="", max_length=MOST_TEXT)
    audience: str = Field(default="", max_length=MOST_TEXT)
    themes: list[ThemeForm] = Field(default=[], max_length=50)
    channels: list[ChannelForm] = Field(default=[], max_length=50)
    tasks: list[TaskForm] = Field(default=[], max_length=MOST_TASKS)
    officers: list[str] = Field(
        default=[], max_length=MOST_LISTED, description="Chức danh chịu trách nhiệm, không ghi tên người."
    )
    bodies: list[str] = Field(default=[], max_length=MOST_LISTED, description="Cơ quan, đoàn thể phối hợp.")
    zones: list[str] = Field(default=[], max_length=500, description="Các thôn; để trống là cả xã.")

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    def content(self, session: Session, actor: Actor) -> PlanContent:
        """What it says. Raises `UnknownZoneError`, `AmbiguousZoneError`."""
        found = resolve(session, actor.commune_id, self.zones)
        return PlanContent(
            year=self.year,
            title=self.title,
            number=self.number,
            dated=self.dated,
            legal_basis=tuple(self.legal_basis),
            goals=self.goals,
            audience=self.audience,
            themes=tuple(PlanTheme(each.title, each.theme, _lines(each.lines)) for each in self.themes),
            channels=tuple(PlanChannel(each.title, each.channel, _lines(each.lines)) for each in self.channels),
            tasks=tuple(each.task() for each in self.tasks),
            officers=tuple(self.officers),
            bodies=tuple(self.bodies),
            zones=tuple(ZoneRef(each.id, each.path) for each in found),
        )


def _lines(given: list[int] | None) -> Lines | None:
    return None if given is None else (given[0], given[1])


class ThemeAnswer(Answer):
    """A theme. lines: where the text says so."""

    title: str
    theme: Theme
    lines: Lines | None


class ChannelAnswer(Answer):
    """A channel. lines: where the text says so."""

    title: str
    channel: Channel
    lines: Lines | None


class TargetAnswer(Answer):
    """A target."""

    amount: int
    unit: Unit
    first: date
    last: date
    per: Per


class TaskAnswer(Answer):
    """A task. lines: where the text says so."""

    title: str
    theme: Theme | None
    channel: Channel | None
    officer: str
    target: TargetAnswer | None
    lines: Lines | None


class PlanAnswer(Answer):
    """A plan."""

    id: UUID
    year: int
    title: str
    number: str
    dated: date | None
    legal_basis: list[str]
    goals: str
    audience: str
    themes: list[ThemeAnswer]
    channels: list[ChannelAnswer]
    tasks: list[TaskAnswer]
    officers: list[str]
    bodies: list[str]
    zones: list[str]
    etag: str

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """The answer for one."""
        content = plan.content
        own = {"id": plan.id, "zones": [each.path for each in content.zones], "etag": quoted(plan.tag)}
        names = [name for name in cls.model_fields if name not in own]
        return cls.model_validate(own | {name: getattr(content, name) for name in names})


class PlansAnswer(Answer):
    """All plans, the latest year first."""

    items: list[PlanAnswer]


class PlanTextForm(Form):
    """The text of a plan, as it was pasted."""

    text: str = Field(max_length=1_000_000, description="Toàn văn kế hoạch.")
    year: int | None = Field(default=None, ge=2000, le=2100, description="Năm, khi văn bản không nói rõ: chỉ tiêu tính theo năm.")

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"text": "KẾ HOẠCH\nTruyền thông năm 2025\n\nI. NHIỆM VỤ\n1. Phát thanh"}]}
    )


class NamedAnswer(Answer):
    """Something the text names, with its lines."""

    title: str
    lines: Lines


class ProposalAnswer(Answer):
    """What was read out of a text. null: it does not say, or says two things. doubts: codes of what to decide."""

    number: str | None
    dated: date | None
    year: int | None
    title: str | None
    legal_basis: list[NamedAnswer]
    goals: str
    audience: str
    themes: list[ThemeAnswer]
    channels: list[ChannelAnswer]
    tasks: list[TaskAnswer]
    officers: list[NamedAnswer]
    bodies: list[NamedAnswer]
    zones: list[str]
    doubts: list[str]

    @classmethod
    def of(cls, found: Proposal, zones: list[str]) -> Self:
        """The answer for one. zones: the villages that it names."""
        named = {
            name: [NamedAnswer(title=title, lines=lines) for title, lines in getattr(found, name)]
            for name in ("legal_basis", "officers", "bodies")
        }
        of_text = cls.model_fields.keys() - named.keys() - {"zones"}
        return cls.model_validate(named | {"zones": zones} | {name: getattr(found, name) for name in of_text})
