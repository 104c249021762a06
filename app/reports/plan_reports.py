"""The report on a plan ("Báo cáo kết quả công tác truyền thông"): everything it says, gathered once for all its forms."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.bulletins import Decision, State, decisions_between, version_facts
from app.dispatch import STATION_UNREACHED
from app.faults import faults_between
from app.plans import Period
from app.publicity import Remark, RemarkCount, count_remarks, replies_between
from app.reports.channels import ChannelCoverage, Deed, channels_of, deeds_of
from app.reports.counted import Airing, after
from app.reports.coverage import Coverage, coverage_of, rows_of
from app.timetable import day_of
from app.units import CommuneId, VersionId
from app.values import frozen
from app.zones import commune, stations


@frozen
class Uptime:
    """When a station was not heard in a period. spans: each from and to; watched: since it was set up, up to now at most."""

    name: str
    spans: tuple[tuple[datetime, datetime], ...]
    watched: timedelta

    @property
    def times(self) -> int:
        """How often."""
        return len(self.spans)

    @property
    def silent(self) -> timedelta:
        """How long in all."""
        return sum((end - at for at, end in self.spans), timedelta())

    @property
    def share(self) -> float:
        """From 0 to 1; 1 where there was nothing to watch yet."""
        return 1 - self.silent / self.watched if self.watched else 1.0


@frozen
class PlanReport:
    """What is reported. heard: every airing that was counted; titles: of its bulletins; deeds: of the other channels.

    replies: remarks that were answered before all; what was answered to one person stays between the two. decisions: of the
    register.
    """

    commune: str
    coverage: Coverage
    channels: ChannelCoverage
    heard: Sequence[Airing]
    titles: Mapping[VersionId, str]
    stations: Sequence[Uptime]
    deeds: Sequence[Deed]
    remarks: RemarkCount
    replies: Sequence[Remark]
    decisions: Sequence[Decision]

    @property
    def approved(self) -> int:
        """How many decisions of the register let something be aired."""
        return sum(each.after is State.APPROVED for each in self.decisions)


def plan_report(
    session: Session, now: datetime, commune_id: CommuneId, plan_id: UUID, period: Period = Period.YEAR
) -> PlanReport:
    """The report as everything stands at `now`. Raises `NotFoundError`."""
    found = coverage_of(session, now, commune_id, plan_id, period)
    months = period.months(found.plan.content.year)
    since, until = day_of(months[0])[0], day_of(after(months[-1]))[0]
    heard = rows_of(session, commune_id, plan_id, period=period)
    facts = version_facts(session, commune_id, {each.version_id for each in heard})
    return PlanReport(
        commune=commune(session, commune_id).name,
        coverage=found,
        channels=channels_of(session, commune_id, plan_id, period),
        heard=heard,
        titles={key: each.title for key, each in facts.items()},
        stations=tuple(_uptimes(session, commune_id, since, min(until, max(now, since)))),
        deeds=deeds_of(session, commune_id, plan_id, period=period),
        replies=replies_between(session, commune_id, since, until),
        remarks=count_remarks(session, now, commune_id, since, until),
        decisions=decisions_between(session, commune_id, since, until),
    )


def _uptimes(session: Session, commune_id: CommuneId, since: datetime, until: datetime) -> Iterator[Uptime]:
    silent = faults_between(session, commune_id, STATION_UNREACHED, since, until)
    for each in stations(session, commune_id):
        begin = min(max(since, each.created_at), until)
        spans = tuple(
            (max(one.since, begin), min(one.ended_at or until, until))
            for one in silent
            if one.station_id == each.id and (one.ended_at or until) > begin
        )
        yield Uptime(each.name, spans, until - begin)
