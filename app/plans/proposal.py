"""What the text of a plan says, by its headings, for an officer to correct: each with its lines, nothing made up."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from app.bulletins import Theme
from app.plans.amounts import amounts_in, days_in
from app.plans.errors import PlanHeadingsError, PlanListError, PlanPartLongError, PlanTextEmptyError, PlanTextLongError
from app.plans.heads import head_of
from app.plans.model import MOST_LISTED, MOST_TASKS, MOST_TEXT, Channel, Lines, PlanChannel, PlanTheme, Target, Task, Unit
from app.plans.outline import Item, Section, outline
from app.plans.signs import channels_in, is_body, is_office, office_in, only_says_when, theme_of
from app.values import frozen

MOST_LINES = 4000
"""More is a list of households or of papers, and no plan."""
_TITLE = 300
_PLAN, _DECISION = "KẾ HOẠCH", "QUYẾT ĐỊNH"
_DEEDS = (Section.TASKS, Section.CHANNELS, Section.SCHEDULE)
_WITH_CHANNELS = (Section.CHANNELS, Section.TASKS, Section.CONTENTS, Section.SCHEDULE, Section.ORGANISATION)


@frozen
class Proposal:
    """What was found. doubts: codes of what the officer has to decide (`years`, `no_year`, `dates`, `no_themes`, `no_tasks`)."""

    number: str | None
    dated: date | None
    year: int | None
    title: str | None
    legal_basis: tuple[tuple[str, Lines], ...]
    goals: str
    audience: str
    themes: tuple[PlanTheme, ...]
    channels: tuple[PlanChannel, ...]
    tasks: tuple[Task, ...]
    officers: tuple[tuple[str, Lines], ...]
    bodies: tuple[tuple[str, Lines], ...]
    doubts: tuple[str, ...]


def propose(lines: Sequence[str], year: int | None = None) -> Proposal:
    """Read a plan's lines. year: for a text that names none; without one no target has its days, and none is proposed.

    Raises `PlanTextEmptyError`, `PlanTextLongError`, `PlanHeadingsError`, `PlanListError`, `PlanPartLongError`.
    """
    if not any(any(sign.isalpha() for sign in line) for line in lines):
        raise PlanTextEmptyError
    if len(lines) > MOST_LINES:
        raise PlanTextLongError(lines=len(lines), most=MOST_LINES)
    lines = _without_decision(lines)
    items = outline(lines)
    if not any(each.section is not Section.HEAD for each in items):
        raise PlanHeadingsError
    head = head_of(lines, [each for each in items if each.section is Section.HEAD])
    themes = tuple(_themes(items))
    tasks = tuple(_tasks(items, year or head.year))
    officers, bodies = tuple(_offices(items, bodies=False)), tuple(_offices(items, bodies=True))
    _few([each.lines for each in tasks], MOST_TASKS)
    for listed in (head.legal_basis, officers, bodies):
        _few([place for _, place in listed], MOST_LISTED)
    doubts = [*head.doubts, *(["no_themes"] if not themes else []), *(["no_tasks"] if not tasks else [])]
    return Proposal(
        number=head.number,
        dated=head.dated,
        year=year or head.year,
        title=head.title,
        legal_basis=head.legal_basis,
        goals=_text(items, Section.GOALS),
        audience=_text(items, Section.AUDIENCE),
        themes=themes,
        channels=tuple(_channels(items)),
        tasks=tasks,
        officers=officers,
        bodies=bodies,
        doubts=tuple(doubts),
    )


def _without_decision(lines: Sequence[str]) -> list[str]:
    """The lines, of which those of a decision that a plan is attached to are empty: its articles are no parts of the plan."""
    starts = [at for at, line in enumerate(lines) if line.strip() == _PLAN]
    is_attached = starts and any(line.strip() == _DECISION for line in lines[: starts[-1]])
    return ["" if is_attached and at < starts[-1] else line for at, line in enumerate(lines)]


def _text(items: Sequence[Item], section: Section) -> str:
    found = [each for each in items if each.section is section and not each.is_section]
    text = "\n".join(each.text for each in found)
    if len(text) > MOST_TEXT:
        raise PlanPartLongError(line=found[0].lines[0], signs=len(text), most=MOST_TEXT)
    return text


def _few(places: Sequence[Lines | None], most: int) -> None:
    """Refuse more than a plan has, naming where it begins."""
    if len(places) > most:
        raise PlanListError(line=places[0][0] if places[0] else 1, found=len(places), most=most)


def _themes(items: Sequence[Item]) -> Iterator[PlanTheme]:
    """The sentences of what is to be told that name one of the themes; each theme where it is said first."""
    found: dict[Theme, PlanTheme] = {}
    chosen = [each for each in items if each.section is Section.CONTENTS or each.is_contents]
    chosen = chosen or [each for each in items if each.section in _DEEDS and not each.is_section]
    for each in chosen:
        for text, lines in each.sentences():
            theme = theme_of(text)
            if theme is not None:
                found.setdefault(theme, PlanTheme(text[:_TITLE], theme, lines))
    yield from sorted(found.values(), key=lambda each: each.lines or (0, 0))


def _channels(items: Sequence[Item]) -> Iterator[PlanChannel]:
    """Each channel where it is named first."""
    found: set[Channel] = set()
    for each in items:
        if each.section not in _WITH_CHANNELS or each.is_section:
            continue
        office = each.subject() if each.section is Section.ORGANISATION else ""
        for text, lines in each.sentences():
            for channel in channels_in(text.removeprefix(office)):  # a station's staff is no channel
                if channel not in found:
                    found.add(channel)
                    yield PlanChannel(text[:_TITLE], channel, lines)


def _tasks(items: Sequence[Item], year: int | None) -> Iterator[Task]:
    """What is to be done, the narrowest that is named: a heading with points under it is none of its own."""
    deeds = [each for each in items if each.section in _DEEDS and not each.is_contents]
    deeds = deeds or [each for each in items if each.section is Section.CONTENTS]
    for each, after in pairwise([*deeds, None]):
        if each is None or each.is_section or only_says_when(each.text):
            continue
        if after is not None and after.heading > each.heading and not after.is_section:
            continue
        yield from _tasks_of(each, year)


def _tasks_of(item: Item, year: int | None) -> Iterator[Task]:
    """One for each amount that it names."""
    said = " | ".join(item.cells) or item.text
    channels = channels_in(item.text)
    only = channels[0] if len(channels) == 1 else None
    usual = Task(
        item.text[:_TITLE], theme=theme_of(item.text), channel=only, officer=office_in(item.text, item.cells), lines=item.lines
    )
    found = list(amounts_in(said)) if year is not None else []
    if year is None or not found:
        yield usual
        return
    first, last = days_in(said, year)
    for each in found:
        channel = each.channel or (only if len(found) == 1 else None)
        is_heard = channel is Channel.LOUDSPEAKERS or each.unit is not Unit.MINUTES  # what hangs or meets has no minutes
        yield replace(
            usual,
            channel=channel if is_heard else None,
            target=Target(each.amount, each.unit, first, last, each.per),
        )


def _offices(items: Sequence[Item], *, bodies: bool) -> Iterator[tuple[str, Lines]]:
    """Who sees to it and who helps, as the part on the organisation names them."""
    named: set[str] = set()
    for each in items:
        if each.section is not Section.ORGANISATION:
            continue
        office = each.subject()
        fits = is_body(office) if bodies else is_office(office)
        if fits and office not in named:
            named.add(office)
            yield office, each.lines
