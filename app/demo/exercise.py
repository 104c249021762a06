"""The guided exercise: from a text to the loudspeaker, and how far each who practises has come.

Nothing is ticked: each step is counted from the rows that the work itself left, as they are when somebody looks.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from app.accounts import person_names
from app.bulletins import Work, work_at_versions
from app.demo.practice import practisers
from app.demo.tables import PracticeRow
from app.reports.counted import Airing, airings_between
from app.timetable import Slot, day_of, slots
from app.units import BulletinId, CommuneId, OccurrenceId, PersonId, VersionId
from app.values import frozen
from app.zones import sandboxes_between

_AHEAD = timedelta(days=1)
"""So far the clock of a station may be before that of the server: what it says it sounded, it sounded."""


class Step(StrEnum):
    """A step of the exercise, in their order."""

    WRITE = "write"
    CHECK = "check"
    APPROVE = "approve"
    SCHEDULE = "schedule"
    AIR = "air"


@frozen
class Progress:
    """How far somebody has come. account: in the training commune; person_id: whose that is.

    bulletin: the newest that the person wrote; heard: the first airing of one of them.
    """

    account: PersonId
    person_id: PersonId
    done: frozenset[Step]
    bulletin: BulletinId | None
    heard: OccurrenceId | None
    aired_at: datetime | None

    @property
    def is_finished(self) -> bool:
        """Whether all of it is done."""
        return self.done == frozenset(Step)

    @property
    def next_step(self) -> Step | None:
        """The first that is not done; None when all are."""
        return next((step for step in Step if step not in self.done), None)


@frozen
class Results:
    """What a day of practising came to. practised: how many; finished: who did the whole exercise that day, by name."""

    practised: int
    finished: tuple[str, ...]


def progress_in(session: Session, now: datetime, sandbox_id: CommuneId, since: datetime) -> list[Progress]:
    """How far each has come who ever practised in a training commune. since: when it was founded."""
    work, timetable = work_at_versions(session, sandbox_id), slots(session, sandbox_id)
    heard = airings_between(session, sandbox_id, since, now + _AHEAD)
    names = person_names(session, sandbox_id)
    return [_progress(each, names[each.id], work, timetable, heard) for each in practisers(session, sandbox_id)]


def progress_of(session: Session, now: datetime, sandbox_id: CommuneId, since: datetime, account: PersonId) -> Progress | None:
    """How far one of them has come; None for who is none of them."""
    return next((each for each in progress_in(session, now, sandbox_id, since) if each.account == account), None)


def results_on(session: Session, now: datetime, home_id: CommuneId, day: date) -> Results:
    """What the people of a commune did of the exercise on a day, also in training communes that were emptied since."""
    first, last = day_of(day)
    names = person_names(session, home_id)
    practised: set[PersonId] = set()
    finished: set[PersonId] = set()
    for sandbox_id, since in sandboxes_between(session, home_id, first, last):
        began = {each.person_id for each in practisers(session, sandbox_id) if first <= each.began_at < last}
        practised |= {PersonId(each) for each in began}
        for each in progress_in(session, now, sandbox_id, since):
            if each.is_finished and each.aired_at is not None and first <= each.aired_at < last:
                finished.add(each.person_id)
    return Results(len(practised | finished), tuple(sorted(names.get(each, "") for each in finished if names.get(each))))


def _progress(row: PracticeRow, name: str, work: Sequence[Work], timetable: Sequence[Slot], heard: Sequence[Airing]) -> Progress:
    """name: of the account, which no other in its commune has."""
    account = PersonId(row.id)
    written = [each for each in work if account in each.authors]
    own = {each.bulletin_id for each in written}
    versions = {each.version_id for each in written}
    approved = {each.bulletin_id for each in work if each.approver is not None}
    first = _first(heard, versions)
    has_slot = any(not own.isdisjoint(approved.intersection(each.bulletins)) for each in timetable if each.created_by == name)
    done = {
        Step.WRITE: bool(written),
        Step.CHECK: any(each.submitter == account for each in written),
        Step.APPROVE: any(each.approver == account for each in work),
        Step.SCHEDULE: has_slot or first is not None,
        Step.AIR: first is not None,
    }
    return Progress(
        account=account,
        person_id=PersonId(row.person_id),
        done=frozenset(step for step, is_done in done.items() if is_done),
        bulletin=written[-1].bulletin_id if written else None,
        heard=OccurrenceId(first.occurrence_id) if first else None,
        aired_at=first.at if first else None,
    )


def _first(heard: Iterable[Airing], versions: set[VersionId]) -> Airing | None:
    return next((each for each in heard if each.version_id in versions), None)
