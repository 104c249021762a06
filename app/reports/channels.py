"""What was done for a plan beside the loudspeakers: banners that hang, classes and meetings held, entries of the web page.

Counted from their own rows whenever somebody looks, as airings are from the log: a banner in the month it was hung, a session in
that in which people came, an entry in that in which it was first on the page. What was only meant to be counts nothing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from app.banners import hung_between, slogans_of
from app.bulletins import Theme
from app.clock import local
from app.plans import Channel, Period, Plan, Unit, plan
from app.publicity import first_shown_between
from app.reports.counted import after
from app.timetable import day_of
from app.trainings import held_between
from app.units import CommuneId
from app.values import frozen
from app.zones import zone_paths

CHANNELS = (Channel.WEB_PAGE, Channel.BANNERS, Channel.TRAINING, Channel.MEETINGS)
"""Those whose deeds are kept here."""


class Deed(NamedTuple):
    """One thing that was done. key: of its row; title: its slogan, topic or bulletin; place: where it hangs or was held.

    people: how many came to a session; None for what has no such number.
    """

    channel: Channel
    theme: Theme
    on: date
    key: UUID
    title: str
    place: str
    people: int | None = None


@frozen
class ChannelCell:
    """A channel in a month, or what of it counts to a theme (None: all of it). due: as it was planned."""

    channel: Channel
    theme: Theme | None
    month: date
    done: int
    due: int


@frozen
class ChannelCoverage:
    """A plan and what was done for it beside the loudspeakers. cells: by channel, theme (all of them first), month."""

    plan: Plan
    period: Period
    cells: tuple[ChannelCell, ...]

    @property
    def rows(self) -> list[list[ChannelCell]]:
        """The months of each channel, then of each of its themes."""
        keys = dict.fromkeys((each.channel, each.theme) for each in self.cells)
        return [[each for each in self.cells if (each.channel, each.theme) == key] for key in keys]


def channels_of(session: Session, commune_id: CommuneId, plan_id: UUID, period: Period = Period.YEAR) -> ChannelCoverage:
    """The channels of a plan. Raises `NotFoundError`."""
    found = plan(session, commune_id, plan_id)
    months = period.months(found.content.year)
    done = deeds_between(session, commune_id, months[0], after(months[-1]) - timedelta(days=1))
    return ChannelCoverage(found, period, tuple(_cells(found, months, done)))


def deeds_of(
    session: Session,
    commune_id: CommuneId,
    plan_id: UUID,
    *,
    channel: Channel | None = None,
    theme: Theme | None = None,
    month: int | None = None,
    period: Period = Period.YEAR,
) -> list[Deed]:
    """What a figure was counted from, by day. month: 1 to 12, None for all of `period`. Raises `NotFoundError`."""
    year = plan(session, commune_id, plan_id).content.year
    months = period.months(year) if month is None else [date(year, month, 1)]
    found = deeds_between(session, commune_id, months[0], after(months[-1]) - timedelta(days=1))
    return [each for each in found if channel in {None, each.channel} and theme in {None, each.theme}]


def deeds_between(session: Session, commune_id: CommuneId, first: date, last: date) -> list[Deed]:
    """What was done from `first` to `last`, both included, by day."""
    found = [
        *_banners(session, commune_id, first, last),
        *_sessions(session, commune_id, first, last),
        *_entries(session, commune_id, first, last),
    ]
    return sorted(found, key=lambda each: (each.on, each.channel, each.key))


def _banners(session: Session, commune_id: CommuneId, first: date, last: date) -> Iterator[Deed]:
    found = hung_between(session, commune_id, first, last)
    slogans, paths = slogans_of(session, commune_id, found), zone_paths(session, commune_id)
    for each in found:
        slogan = slogans.get(each.slogan)
        if slogan is not None:
            place = f"{each.place}, {paths.get(each.zone_id, '')}"
            yield Deed(Channel.BANNERS, slogan.theme, each.hung_on, each.id, slogan.title, place)


def _sessions(session: Session, commune_id: CommuneId, first: date, last: date) -> Iterator[Deed]:
    for each in held_between(session, commune_id, first, last):
        content = each.content
        yield Deed(Channel(content.kind), content.theme, content.held_on, each.id, content.topic, content.place, each.people)


def _entries(session: Session, commune_id: CommuneId, first: date, last: date) -> Iterator[Deed]:
    for each in first_shown_between(session, commune_id, day_of(first)[0], day_of(last)[1]):
        yield Deed(Channel.WEB_PAGE, Theme(each.theme), local(each.first_at).date(), each.version_id, each.title, "")


def _cells(found: Plan, months: Sequence[date], done: Sequence[Deed]) -> Iterator[ChannelCell]:
    tasks = [
        (each.channel, each.theme, each.target)
        for each in found.content.tasks
        if each.target is not None and each.target.unit is Unit.TIMES
    ]
    many = Counter((each.channel, each.theme, each.on.month) for each in done)
    planned = {each.channel for each in found.content.channels} | {channel for channel, _, _ in tasks}
    for channel in CHANNELS:
        of_it = {each.theme for each in done if each.channel is channel} | {theme for by, theme, _ in tasks if by is channel}
        if channel not in planned and not of_it:
            continue
        for theme in (None, *(each for each in Theme if each in of_it)):
            for month in months:
                counted = {theme} if theme is not None else set(Theme)
                due = [target for by, to, target in tasks if by is channel and (theme is None or to is theme)]
                yield ChannelCell(
                    channel=channel,
                    theme=theme,
                    month=month,
                    done=sum(many[channel, each, month.month] for each in counted),
                    due=sum(target.due(month) for target in due),
                )
