"""What falls short of a plan: each target in its own round, whether a week, a month or the whole year, against what was done.

Targets of one channel and theme add up: a round is held against all of them that lie within its days.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, chain

from sqlalchemy.orm import Session

from app.bulletins import Theme
from app.plans import Channel, Plan, Round, Unit
from app.reports.channels import Deed, deeds_between
from app.reports.counted import Counted
from app.units import CommuneId
from app.values import frozen
from app.words import word

_DAY = timedelta(days=1)
_THIS_WEEK = timedelta(days=6)
_LONG_ENOUGH = timedelta(days=29)
"""A plan that stood for these last days of a round, and its last one, is held to it: a year's need not stand from New Year."""


@frozen
class Sort:
    """What a target counts. theme: None: whatever the theme."""

    channel: Channel
    theme: Theme | None
    unit: Unit


@frozen
class Lack:
    """What a round falls short of. done: so far, in whole units; due: by its last day."""

    channel: Channel
    theme: Theme | None
    unit: Unit
    first: date
    last: date
    done: int
    due: int

    @property
    def month(self) -> date:
        """The month it counts to: that of its last day."""
        return self.last.replace(day=1)


@frozen
class Lacks:
    """lagging: what was over before today and fell short, by its end; due: what ends within a week and falls short yet."""

    lagging: tuple[Lack, ...] = ()
    due: tuple[Lack, ...] = ()


def rounds_asked(found: Plan, since: date, today: date) -> list[tuple[Sort, Round]]:
    """The rounds that a plan is held to: those over since a day, and those that end within a week. amount: of all within it."""
    return [
        (sort, each)
        for sort, rounds in _sorts(found)
        for each in rounds
        if since <= each.last <= today + _THIS_WEEK and (each.last >= today or _is_held(found, each))
    ]


def lacks_of(
    session: Session, commune_id: CommuneId, asked: Sequence[tuple[Sort, Round]], today: date, heard: Iterable[Counted]
) -> Lacks:
    """Which of the rounds that are asked fall short.

    heard: parted where the rounds of loudspeakers begin and end. The other channels are asked only where a round is theirs.
    """
    beside = [each for sort, each in asked if sort.channel is not Channel.LOUDSPEAKERS]
    first, last = min((each.first for each in beside), default=today), max((each.last for each in beside), default=today)
    deeds = deeds_between(session, commune_id, first, last) if beside else []
    done = _done(heard, deeds)
    short = []
    for sort, each in asked:
        so_far = done(sort, each.first, each.last)
        if so_far < each.amount:
            short.append(Lack(sort.channel, sort.theme, sort.unit, each.first, each.last, so_far, each.amount))
    short.sort(key=lambda each: (each.last, each.first, each.channel, each.theme or "", each.unit))
    return Lacks(
        lagging=tuple(each for each in short if each.last < today),
        due=tuple(each for each in short if each.last >= today),
    )


def _done(heard: Iterable[Counted], deeds: Iterable[Deed]) -> Callable[[Sort, date, date], int]:
    """Counts of each sort by the days from which they are, added up from the first on."""
    by_day: defaultdict[Sort, Counter[date]] = defaultdict(Counter)
    sorts = {each: [Sort(Channel.LOUDSPEAKERS, each, unit) for unit in (Unit.TIMES, Unit.MINUTES)] for each in Theme}
    for one in heard:
        times, seconds = sorts[one.topic.theme]
        by_day[times][one.since] += one.times
        by_day[seconds][one.since] += round(1000 * one.seconds)
    for deed in deeds:
        for theme in (deed.theme, None):
            by_day[Sort(deed.channel, theme, Unit.TIMES)][deed.on] += 1
    days = {sort: sorted(found) for sort, found in by_day.items()}
    sums = {sort: [0, *accumulate(by_day[sort][day] for day in found)] for sort, found in days.items()}

    def done(sort: Sort, first: date, last: date) -> int:
        if sort not in days:
            return 0
        many = sums[sort][bisect_left(days[sort], last + _DAY)] - sums[sort][bisect_left(days[sort], first)]
        return many if sort.unit is Unit.TIMES else many // 60_000

    return done


def edges_of(asked: Iterable[tuple[Sort, Round]]) -> set[date]:
    """The days on which a round of the loudspeakers begins, and those after which one is over."""
    heard = [each for sort, each in asked if sort.channel is Channel.LOUDSPEAKERS]
    return {each.first for each in heard} | {each.last + _DAY for each in heard}


def due_until(found: Plan, today: date) -> dict[Theme, int]:
    """How often each theme should have been heard by the rounds that are over, as a village is to hear it."""
    due: dict[Theme, int] = {}
    for sort, rounds in _own(found).items():
        if sort.channel is Channel.LOUDSPEAKERS and sort.unit is Unit.TIMES and sort.theme is not None:
            over = sum(each.amount for each in rounds if each.last < today and _is_held(found, each))
            due[sort.theme] = due.get(sort.theme, 0) + over
    return due


def _is_held(found: Plan, each: Round) -> bool:
    """Whether the plan stood for all of a round, or for the last month of it."""
    return found.stands_since <= max(each.first, each.last - _LONG_ENOUGH)


def _sorts(found: Plan) -> Iterator[tuple[Sort, list[Round]]]:
    """Each sort and its rounds; what is planned for a channel and for no theme is held against all that the channel did."""
    own = _own(found)
    for sort, rounds in own.items():
        whole = rounds
        if sort.theme is None:
            whole = list(
                chain.from_iterable(each for of, each in own.items() if (of.channel, of.unit) == (sort.channel, sort.unit))
            )
        days = dict.fromkeys((each.first, each.last) for each in rounds)
        yield (
            sort,
            [
                Round(first, last, sum(each.amount for each in whole if first <= each.first and each.last <= last))
                for first, last in days
            ],
        )


def _own(found: Plan) -> dict[Sort, list[Round]]:
    """The rounds of its targets. What loudspeakers are to do for no theme is held against nothing: nobody knows what it is."""
    own: dict[Sort, list[Round]] = {}
    for task in found.content.tasks:
        channel = task.channel or Channel.LOUDSPEAKERS
        if task.target is None or (channel is Channel.LOUDSPEAKERS and task.theme is None):
            continue
        if channel is Channel.LOUDSPEAKERS or task.target.unit is Unit.TIMES:
            own.setdefault(Sort(channel, task.theme, task.target.unit), []).extend(task.target.rounds())
    return own


def lack_in_words(found: Lack) -> str:
    """Of what it is: the theme of the loudspeakers, else the channel, and its theme where there is one."""
    of = [word("theme", found.theme.value)] if found.theme is not None else []
    return ": ".join(of if found.channel is Channel.LOUDSPEAKERS else [word("channel", found.channel.value), *of])
