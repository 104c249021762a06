"""How far a plan of a year is carried out: target against what sounded, by theme, month and village, and what falls short."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Session

from app.bulletins import Kind, Language, Priority, Theme
from app.clock import local
from app.plans import Channel, Period, Plan, Target, Unit, plan, plans
from app.reports.counted import Airing, Counted, after, airings_between, counted, counted_between
from app.reports.lacks import Lacks, due_until, edges_of, lacks_of, rounds_asked
from app.timetable import day_of
from app.units import CommuneId, ZoneId
from app.values import frozen
from app.zones import Level, Zone, past_zones, zone, zones

_DAY = timedelta(days=1)
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


@frozen
class VillageCount:
    """How often each theme was to be heard in a village. left_on: when it went into another, `into`, or was taken away.

    written: of all of them, as of a `Cell`; due: how often by now, by the plan, where it is for this village.
    """

    zone_id: ZoneId
    path: str
    times: Mapping[Theme, int]
    written: int
    left_on: date | None = None
    into: str = ""
    due: Mapping[Theme, int] = field(default_factory=dict)

    def short(self, theme: Theme) -> bool:
        """Whether less of a theme was to be heard there than the plan says by now."""
        return self.times.get(theme, 0) < self.due.get(theme, 0)


@frozen
class Sum:
    """How often, and for how many seconds in all."""

    times: int
    seconds: float


@frozen
class Coverage:
    """A plan and what sounded for it.

    cells: by theme, then month; lacks: what falls short by any channel, of what is over and of what ends within a week.
    titles: of each theme, in the plan's own words. priorities, languages: those of which something sounded; slogans: how often
    one did, which is counted to the themes as well.
    """

    plan: Plan
    period: Period
    at: datetime
    cells: tuple[Cell, ...]
    villages: tuple[VillageCount, ...]
    lacks: Lacks
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
    today, end = local(now).date(), after(months[-1])
    asked = [(sort, each) for sort, each in rounds_asked(found, months[0], today) if months[0] <= each.first and each.last < end]
    heard = counted(session, commune_id, sorted({*months, end, *edges_of(asked)}))
    due = due_until(found, today) if period is Period.YEAR else {}
    return Coverage(
        plan=found,
        period=period,
        at=now,
        cells=_cells(found, months, heard),
        villages=(*_villages(session, commune_id, found, heard, due), *_past_villages(session, commune_id, months)),
        lacks=lacks_of(session, commune_id, asked, today, heard),
        titles={each.theme: each.title for each in reversed(found.content.themes)},
        priorities={each: totals[each] for totals in [_sums(heard, "priority")] for each in Priority if each in totals},
        languages={each: totals[each] for totals in [_sums(heard, "language")] for each in Language if each in totals},
        slogans=_sums(heard, "kind").get(Kind.SPOT, Sum(0, 0.0)),
    )


def lacking(session: Session, now: datetime, commune_id: CommuneId) -> Lacks:
    """What falls short since last month began: of the plan of this year and, in January, of the last."""
    today = local(now).date()
    since = (today.replace(day=1) - _DAY).replace(day=1)
    years = {since.year, today.year}
    asked = [one for each in plans(session, commune_id) if each.content.year in years for one in rounds_asked(each, since, today)]
    edges = sorted(edges_of(asked))
    return lacks_of(session, commune_id, asked, today, counted(session, commune_id, edges) if edges else [])


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
        place = (each.topic.theme, each.since.month)
        times[place] += each.times
        in_files[place] += each.written
        seconds[place] = seconds.get(place, 0.0) + each.seconds
    planned = {each.theme for each in found.content.themes} | {theme for theme, _ in targets}
    themes = [each for each in Theme if each in planned or any(key[0] is each for key in times)]
    return tuple(
        Cell(
            theme=theme,
            month=month,
            times=times[theme, month.month],
            seconds=seconds.get((theme, month.month), 0.0),
            due_times=_due(targets, theme, month, Unit.TIMES),
            due_minutes=_due(targets, theme, month, Unit.MINUTES),
            written=in_files[theme, month.month],
        )
        for theme in themes
        for month in months
    )


def _sums(heard: Iterable[Counted], of: Literal["priority", "language", "kind"]) -> dict[str, Sum]:
    """By what the topics say of it; what nothing sounded of is not there."""
    found: dict[str, Sum] = {}
    for each in heard:
        key = getattr(each.topic, of)
        before = found.get(key, Sum(0, 0.0))
        found[key] = Sum(before.times + each.times, before.seconds + each.seconds)
    return found


def _targets(found: Plan) -> Iterable[tuple[Theme, Target]]:
    """What loudspeakers are to do for a theme; what hangs or meets is counted elsewhere."""
    for task in found.content.tasks:
        if task.theme is not None and task.target is not None and task.channel in {None, Channel.LOUDSPEAKERS}:
            yield task.theme, task.target


def _due(targets: Iterable[tuple[Theme, Target]], theme: Theme, month: date, unit: Unit) -> int:
    return sum(target.due(month) for of, target in targets if of is theme and target.unit is unit)


def _villages(
    session: Session, commune_id: CommuneId, found: Plan, heard: Sequence[Counted], due: Mapping[Theme, int]
) -> Iterable[VillageCount]:
    """How often each was to hear each theme: with all that lies above it, as the tree is now. due: of those the plan is for."""
    known = zones(session, commune_id)
    above, meant = _above(known), {each.id for each in found.content.zones}
    by_zones: defaultdict[frozenset[ZoneId], list[Counted]] = defaultdict(list)
    for one in heard:
        by_zones[one.zones].append(one)
    for each in sorted(known, key=lambda zone: zone.path):
        if each.level in _VILLAGES:
            of_it = (counts for where, counts in by_zones.items() if where & above[each.id])
            count = _village(each.id, each.path, chain.from_iterable(of_it))
            yield replace(count, due=due) if not meant or meant & above[each.id] else count


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
