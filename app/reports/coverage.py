"""How far a plan of a year is carried out: target against what sounded, by theme, month and village, and what lags."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Session

from app.bulletins import Kind, Language, Priority, Theme
from app.clock import local
from app.plans import Channel, Period, Plan, Target, Unit, plan, plans
from app.reports.counted import Airing, Counted, after, airings_between, counted, counted_between
from app.timetable import day_of
from app.units import CommuneId, ZoneId
from app.values import frozen
from app.zones import Level, Zone, past_zones, zone, zones

_WEEK = timedelta(days=6)
_VILLAGES = (Level.VILLAGE, Level.HAMLET)


@frozen
class Cell:
    """A theme in a month. times, seconds: as they sounded; due_times, due_minutes: as they were planned.

    written: how many of `times` went into files alone, which no loudspeaker sounded; whoever plays the files did air them.
    """

    theme: Theme
    month: date
    times: int
    seconds: float
    due_times: int
    due_minutes: int
    written: int = 0

    @property
    def short(self) -> bool:
        """Whether less sounded than was planned."""
        return self.times < self.due_times or self.seconds < self.due_minutes * 60


@frozen
class VillageCount:
    """How often each theme was to be heard in a village. left_on: when it went into another, `into`, or was taken away.

    written: of all of them, as of a `Cell`.
    """

    zone_id: ZoneId
    path: str
    times: Mapping[Theme, int]
    written: int
    left_on: date | None = None
    into: str = ""


@frozen
class Sum:
    """How often, and for how many seconds in all."""

    times: int
    seconds: float


@frozen
class Coverage:
    """A plan and what sounded for it.

    cells: by theme, then month; lagging: months that are over and fell short while it stood; due: those that fall short and end
    within a week.
    titles: of each theme, in the plan's own words. priorities, languages: those of which something sounded; slogans: how often
    one did, which is counted to the themes as well.
    """

    plan: Plan
    period: Period
    at: datetime
    cells: tuple[Cell, ...]
    villages: tuple[VillageCount, ...]
    lagging: tuple[Cell, ...]
    due: tuple[Cell, ...]
    titles: Mapping[Theme, str]
    priorities: Mapping[Priority, Sum]
    languages: Mapping[Language, Sum]
    slogans: Sum

    @property
    def written(self) -> int:
        """How many of all that is counted went into files alone."""
        return sum(each.written for each in self.cells)

    @property
    def themes(self) -> list[Theme]:
        """In the order they are shown."""
        return list(dict.fromkeys(each.theme for each in self.cells))

    def of_theme(self, theme: Theme) -> list[Cell]:
        """Its months."""
        return [each for each in self.cells if each.theme is theme]


def coverage_of(session: Session, now: datetime, commune_id: CommuneId, plan_id: UUID, period: Period = Period.YEAR) -> Coverage:
    """The coverage of a plan at `now`. Raises `NotFoundError`."""
    found = plan(session, commune_id, plan_id)
    months = period.months(found.content.year)
    heard = counted(session, commune_id, months)
    cells = _cells(found, months, heard)
    lagging, due = _short(cells, found.stands_since, local(now).date())
    return Coverage(
        plan=found,
        period=period,
        at=now,
        cells=cells,
        villages=(*_villages(session, commune_id, heard), *_past_villages(session, commune_id, months)),
        lagging=lagging,
        due=due,
        titles={each.theme: each.title for each in reversed(found.content.themes)},
        priorities={each: totals[each] for totals in [_sums(heard, "priority")] for each in Priority if each in totals},
        languages={each: totals[each] for totals in [_sums(heard, "language")] for each in Language if each in totals},
        slogans=_sums(heard, "kind").get(Kind.SPOT, Sum(0, 0.0)),
    )


def lacking(session: Session, now: datetime, commune_id: CommuneId) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """What lags since last month, and what is due within a week: of the plan of this year, by two months of the log alone."""
    today = local(now).date()
    found = next((each for each in plans(session, commune_id) if each.content.year == today.year), None)
    if found is None:
        return (), ()
    this = today.replace(day=1)
    before = (this - timedelta(days=1)).replace(day=1)
    months = [before, this] if before.year == this.year else [this]
    cells = _cells(found, months, counted(session, commune_id, months))
    return _short(cells, found.stands_since, today)


def rows_of(
    session: Session,
    commune_id: CommuneId,
    plan_id: UUID,
    *,
    theme: Theme | None = None,
    month: int | None = None,
    period: Period = Period.YEAR,
    zone_id: ZoneId | None = None,
    language: Language | None = None,
    is_written: bool | None = None,
) -> list[Airing]:
    """The airings that a figure was counted from.

    month: 1 to 12, None for all of `period`; zone_id: of a village, also one that is no more. Raises `NotFoundError`.
    """
    year = plan(session, commune_id, plan_id).content.year
    months = period.months(year) if month is None else [date(year, month, 1)]
    since, until = day_of(months[0])[0], day_of(after(months[-1]))[0]
    above = None
    if zone_id is not None:
        above, until = _above_in(session, commune_id, zone_id, since, until)
    return [
        each
        for each in airings_between(session, commune_id, since, max(since, until))
        if theme in {None, each.theme}
        and language in {None, each.topic.language}
        and is_written in {None, each.is_written}
        and (above is None or each.zones & above)
    ]


def _cells(found: Plan, months: Sequence[date], heard: Sequence[Counted]) -> tuple[Cell, ...]:
    targets = list(_targets(found))
    times: Counter[tuple[Theme, int]] = Counter()
    in_files: Counter[tuple[Theme, int]] = Counter()
    seconds: dict[tuple[Theme, int], float] = {}
    for each in heard:
        place = (each.topic.theme, each.month)
        times[place] += each.times
        in_files[place] += each.written
        seconds[place] = seconds.get(place, 0.0) + each.seconds
    planned = {each.theme for each in found.content.themes} | {theme for theme, _ in targets}
    themes = [each for each in Theme if each in planned or any(key[0] is each for key in times)]
    return tuple(
        Cell(
            theme=theme,
            month=month,
            times=times[theme, number],
            seconds=seconds.get((theme, number), 0.0),
            due_times=_due(targets, theme, month, Unit.TIMES),
            due_minutes=_due(targets, theme, month, Unit.MINUTES),
            written=in_files[theme, number],
        )
        for theme in themes
        for number, month in enumerate(months, start=1)
    )


def _sums(heard: Iterable[Counted], of: Literal["priority", "language", "kind"]) -> dict[str, Sum]:
    """By what the topics say of it; what nothing sounded of is not there."""
    found: dict[str, Sum] = {}
    for each in heard:
        key = getattr(each.topic, of)
        before = found.get(key, Sum(0, 0.0))
        found[key] = Sum(before.times + each.times, before.seconds + each.seconds)
    return found


def _short(cells: Iterable[Cell], stands_since: date, today: date) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Months that are over and fell short while the plan stood from their first day; those short that end within a week."""
    short = [each for each in cells if each.short]
    lagging = tuple(each for each in short if stands_since <= each.month and _end(each.month) < today)
    return lagging, tuple(each for each in short if today <= _end(each.month) <= today + _WEEK)


def _targets(found: Plan) -> Iterable[tuple[Theme, Target]]:
    """What loudspeakers are to do for a theme; what hangs or meets is counted elsewhere."""
    for task in found.content.tasks:
        if task.theme is not None and task.target is not None and task.channel in {None, Channel.LOUDSPEAKERS}:
            yield task.theme, task.target


def _due(targets: Iterable[tuple[Theme, Target]], theme: Theme, month: date, unit: Unit) -> int:
    return sum(target.due(month) for of, target in targets if of is theme and target.unit is unit)


def _villages(session: Session, commune_id: CommuneId, heard: Iterable[Counted]) -> Iterable[VillageCount]:
    """How often each was to hear each theme: with all that lies above it, as the tree is now."""
    known = zones(session, commune_id)
    above = _above(known)
    for each in sorted(known, key=lambda zone: zone.path):
        if each.level in _VILLAGES:
            yield _village(each.id, each.path, [one for one in heard if one.zones & above[each.id]])


def _past_villages(session: Session, commune_id: CommuneId, months: Sequence[date]) -> Iterable[VillageCount]:
    """Those that left the tree in these months: what they were to hear up to then, by the tree of that day."""
    since, until = day_of(months[0])[0], day_of(after(months[-1]))[0]
    for each in past_zones(session, commune_id, since):
        if each.level in _VILLAGES:
            found = counted_between(session, commune_id, since, min(each.left_at, until))
            heard = [one for one in found if one.zones & each.above]
            if each.left_at < until or heard:
                yield _village(each.id, each.path, heard, local(each.left_at).date(), each.into)


def _village(zone_id: ZoneId, path: str, heard: Iterable[Counted], left_on: date | None = None, into: str = "") -> VillageCount:
    times: Counter[Theme] = Counter()
    written = 0
    for each in heard:
        times[each.topic.theme] += each.times
        written += each.written
    return VillageCount(zone_id, path, times, written, left_on, into)


def _above(known: Iterable[Zone]) -> dict[ZoneId, frozenset[ZoneId]]:
    """What each zone lies in, itself among them."""
    parents = {each.id: each.parent_id for each in known}

    def above(key: ZoneId) -> frozenset[ZoneId]:
        found: set[ZoneId] = set()
        at: ZoneId | None = key
        while at is not None and at in parents and at not in found:
            found.add(at)
            at = parents[at]
        return frozenset(found)

    return {key: above(key) for key in parents}


def _above_in(
    session: Session, commune_id: CommuneId, zone_id: ZoneId, since: datetime, until: datetime
) -> tuple[frozenset[ZoneId], datetime]:
    """What a zone lies in, and up to when, if it left the tree since. Raises `NotFoundError`."""
    past = next((each for each in past_zones(session, commune_id, since) if each.id == zone_id), None)
    if past is not None:
        return past.above, min(past.left_at, until)
    return _above(zones(session, commune_id)).get(zone(session, commune_id, zone_id).id, frozenset()), until


def _end(month: date) -> date:
    """The last day of the month that begins on `month`."""
    return after(month) - timedelta(days=1)
