"""The form of a plan: rows of themes, channels and tasks, each as the text words it, for an officer to correct."""

import re
from collections.abc import Sequence
from datetime import date
from textwrap import shorten
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field
from sqlalchemy.orm import Session

from app.bulletins import Theme, ZoneRef
from app.names import tidy
from app.plans import (
    MOST_TARGET,
    MOST_TASKS,
    Channel,
    Lines,
    Per,
    PlanChannel,
    PlanContent,
    PlanTheme,
    Proposal,
    Target,
    Task,
    Unit,
)
from app.units import CommuneId
from app.web.shared.fields import Fields
from app.web.shared.typed import BLANK, TypedNumberError, day_in, in_row
from app.words import day_of_year, word
from app.zones import resolve

_YEARS = (2000, 2100)
_EMPTY_TASKS = 2
_MOST_ROWS = MOST_TASKS + _EMPTY_TASKS
_USUAL_PER = f"{Unit.TIMES.value}-{Per.MONTH.value}"
PER = tuple(
    (f"{unit.value}-{per.value}", f"{word('target_unit', unit.value)} {word('target_per', per.value)}")
    for unit in Unit
    for per in (Per.MONTH, Per.WEEK, Per.DAY, Per.QUARTER, Per.WHOLE)
)
"""What an amount means: its unit, and how often it is to be done."""

_SAID = 80
"""So much of a task's title tells which it is."""

Rows = list[str]
_LINES = re.compile(r"([0-9]{1,6})–([0-9]{1,6})")


def _rows() -> Rows:
    return Field(default=[], max_length=_MOST_ROWS)


def _known_per(typed: str) -> str:
    """Raises ValueError for none of `PER`."""
    if typed not in dict(PER):
        raise ValueError(typed)
    return typed


class PlanFields(Fields):
    """All fields as they were typed; a row whose title is empty is none. tag: of the plan that was seen, empty for a new one.

    act: the button that was pressed; `dot` goes on to a campaign.
    """

    model_config = ConfigDict(str_max_length=100_000)

    year: str = ""
    number: str = ""
    dated: str = ""
    title: str = ""
    goals: str = ""
    audience: str = ""
    legal_basis: str = ""
    officers: str = ""
    bodies: str = ""
    zones: str = ""
    tag: str = ""
    act: str = ""
    theme_title: Rows = _rows()
    theme_code: list[Theme] = Field(default=[], max_length=_MOST_ROWS)
    theme_lines: Rows = _rows()
    channel_title: Rows = _rows()
    channel_code: list[Channel] = Field(default=[], max_length=_MOST_ROWS)
    channel_lines: Rows = _rows()
    task_title: Rows = _rows()
    task_theme: list[Theme | Literal[""]] = Field(default=[], max_length=_MOST_ROWS)
    task_channel: list[Channel | Literal[""]] = Field(default=[], max_length=_MOST_ROWS)
    task_officer: Rows = _rows()
    task_amount: Rows = _rows()
    task_per: list[Annotated[str, AfterValidator(_known_per)]] = Field(default=[], max_length=_MOST_ROWS)
    task_first: Rows = _rows()
    task_last: Rows = _rows()
    task_lines: Rows = _rows()

    @classmethod
    def of(cls, content: PlanContent, tag: str = "") -> Self:
        """The form of what a plan says."""
        return cls(
            year=str(content.year or ""),
            number=content.number,
            dated=day_of_year(content.dated) if content.dated else "",
            title=content.title,
            goals=content.goals,
            audience=content.audience,
            legal_basis="\n".join(content.legal_basis),
            officers="\n".join(content.officers),
            bodies="\n".join(content.bodies),
            zones="\n".join(each.path for each in content.zones),
            tag=tag,
            theme_title=[each.title for each in content.themes],
            theme_code=[each.theme for each in content.themes],
            theme_lines=[_said(each.lines) for each in content.themes],
            channel_title=[each.title for each in content.channels],
            channel_code=[each.channel for each in content.channels],
            channel_lines=[_said(each.lines) for each in content.channels],
            task_title=[each.title for each in content.tasks],
            task_theme=[each.theme or "" for each in content.tasks],
            task_channel=[each.channel or "" for each in content.tasks],
            task_officer=[each.officer for each in content.tasks],
            task_amount=[str(each.target.amount) if each.target else "" for each in content.tasks],
            task_per=[_per(each.target) for each in content.tasks],
            task_first=[day_of_year(each.target.first) if each.target else "" for each in content.tasks],
            task_last=[day_of_year(each.target.last) if each.target else "" for each in content.tasks],
            task_lines=[_said(each.lines) for each in content.tasks],
        )

    @property
    def themes(self) -> list[tuple[str, ...]]:
        """Rows to show: title, code, lines; and an empty one."""
        return [*_filled(self.theme_title, self.theme_code, self.theme_lines), ("", Theme.OTHER.value, "")]

    @property
    def channels(self) -> list[tuple[str, ...]]:
        """Rows to show: title, code, lines; and an empty one."""
        return [*_filled(self.channel_title, self.channel_code, self.channel_lines), ("", Channel.LOUDSPEAKERS.value, "")]

    @property
    def tasks(self) -> list[tuple[str, ...]]:
        """Rows to show, and empty ones."""
        return [*self._tasks(), *([("", "", "", "", "", _USUAL_PER, "", "", "")] * _EMPTY_TASKS)]

    def content(self, session: Session, commune_id: CommuneId) -> PlanContent:
        """What was typed. Raises `TypedDayError`, `TypedNumberError`, `UnknownZoneError`, `AmbiguousZoneError`."""
        year = _number(self.year, "year", *_YEARS)
        found = resolve(session, commune_id, _lines(self.zones))
        return PlanContent(
            year=year,
            title=self.title.strip() or f"Kế hoạch năm {year}",
            number=self.number.strip(),
            dated=day_in(self.dated, "dated"),
            legal_basis=tuple(_lines(self.legal_basis)),
            goals=self.goals.strip(),
            audience=self.audience.strip(),
            themes=tuple(PlanTheme(tidy(title), Theme(code), _place(at)) for title, code, at in self.themes if title.strip()),
            channels=tuple(
                PlanChannel(tidy(title), Channel(code), _place(at)) for title, code, at in self.channels if title.strip()
            ),
            tasks=tuple(_task(number, row, year) for number, row in enumerate(self._tasks(), start=1)),
            officers=tuple(_lines(self.officers)),
            bodies=tuple(_lines(self.bodies)),
            zones=tuple(ZoneRef(each.id, each.path) for each in found),
        )

    def _tasks(self) -> list[tuple[str, ...]]:
        of = (self.task_title, self.task_theme, self.task_channel, self.task_officer, self.task_amount, self.task_per)
        return _filled(*of, self.task_first, self.task_last, self.task_lines)


def proposed(found: Proposal) -> PlanContent:
    """What a text proposes, as the content of a plan; a year it does not say is 0."""
    return PlanContent(
        year=found.year or 0,
        title=found.title or "",
        number=found.number or "",
        dated=found.dated,
        legal_basis=tuple(text for text, _ in found.legal_basis),
        goals=found.goals,
        audience=found.audience,
        themes=found.themes,
        channels=found.channels,
        tasks=found.tasks,
        officers=tuple(text for text, _ in found.officers),
        bodies=tuple(text for text, _ in found.bodies),
    )


def _filled(*columns: Sequence[str]) -> list[tuple[str, ...]]:
    """The rows whose title, the first column, is not empty."""
    return [row for row in zip(*columns, strict=False) if row[0].strip()]


def _task(number: int, row: tuple[str, ...], year: int) -> Task:
    title, theme, channel, officer, amount, per, first, last, lines = row
    target = None
    if amount.strip():
        unit, _, each = per.partition("-")
        with in_row(f"Nhiệm vụ {number} «{shorten(title, _SAID, placeholder='…')}»", f"nhiem-vu-{number}"):
            target = Target(
                _number(amount, "task_amount", 1, MOST_TARGET),
                Unit(unit),
                day_in(first, "task_first") or date(year, 1, 1),
                day_in(last, "task_last") or date(year, 12, 31),
                Per(each),
            )
    of_theme, of_channel = Theme(theme) if theme else None, Channel(channel) if channel else None
    return Task(tidy(title), of_theme, of_channel, officer.strip(), target, _place(lines))


def _number(typed: str, name: str, least: int, most: int) -> int:
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most):
        raise TypedNumberError(typed=text or BLANK, name=name, least=least, most=most)
    return int(text)


def _lines(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]


def _said(lines: Lines | None) -> str:
    return "" if lines is None else f"{lines[0]}–{lines[1]}"


def _place(said: str) -> Lines | None:
    match = _LINES.fullmatch(said)
    return (int(match[1]), int(match[2])) if match else None


def _per(target: Target | None) -> str:
    return _USUAL_PER if target is None else f"{target.unit.value}-{target.per.value}"
