"""What a wrong clock of the server must not do for good, and what becomes of days that went by in truth."""

from datetime import date, timedelta

from app.bulletins import State, latest
from app.dispatch import Ahead, expire_all, plan
from app.playout import BlockedReason, OccurrenceState
from app.steady import SETTLES, STANDS, SteadyClock
from app.storage.disk import DiskFiles
from app.tasks import Troubles
from app.tasks.embedded import EmbeddedQueue
from app.units import BulletinId
from tests.support.office import Office

DAY = timedelta(days=1)


class Server:
    """The periodic jobs of an office whose clock somebody sets."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.clock = SteadyClock(office.clock, ntp=lambda: None)
        office.clock.advance(SETTLES)

    def jump(self, by: timedelta) -> None:
        self.office.clock.jump(self.office.clock.now() + by)

    def work(self) -> None:
        queue = EmbeddedQueue(self.office.clock)
        troubles = Troubles()
        expire_all(self.office.sessions, self.clock, troubles)
        plan(
            queue,
            self.office.sessions,
            self.clock,
            self.office.order,
            self.office.commune_id,
            files=_Here(),  # type: ignore[arg-type]  # no audio is made here
            ahead=Ahead(),
            troubles=troubles,
        )
        queue.close()


class _Here(DiskFiles):
    """Everything is there."""

    def __init__(self) -> None:
        return

    def path(self, sha256: str) -> object:  # type: ignore[override]  # never opened
        return sha256


def test_a_day_ahead_for_a_while_changes_nothing(office: Office) -> None:
    key = office.approved(valid_to=office.clock.now() + DAY)
    office.slot(key, last=date(2025, 11, 4))
    office.slot(office.write(), last=date(2025, 11, 4), title="Chưa duyệt")
    office.prepare()
    before = [(each.title, each.state) for each in office.occurrences()]
    assert before == [("Bản tin chiều", OccurrenceState.PREPARED), ("Chưa duyệt", OccurrenceState.PLANNED)]
    server = Server(office)
    server.jump(2 * DAY)
    for _ in range(5):
        server.work()
        office.clock.advance(timedelta(seconds=15))
    server.jump(-2 * DAY)
    server.work()
    assert [(each.title, each.state) for each in office.occurrences()] == before
    with office.sessions.read() as session:
        assert latest(session, office.commune_id, BulletinId(key.bulletin_id)).summary.state is State.APPROVED


def test_after_three_days_nothing_past_stays_ready(office: Office) -> None:
    station = office.station()
    office.slot(office.approved(), last=date(2025, 11, 4))
    office.prepare()
    server = Server(office)
    server.jump(3 * DAY)
    server.work()
    assert office.first().state is OccurrenceState.PREPARED, "not before the clock is believed"
    office.clock.advance(STANDS)
    server.work()
    known = office.first()
    assert (known.state, known.reason) == (OccurrenceState.BLOCKED, BlockedReason.NOT_REPORTED)
    office.report(station, known, OccurrenceState.AIRED, seconds=90.0)
    assert office.first().state is OccurrenceState.AIRED, "what sounded, sounded"


def test_a_day_is_left_to_the_station_to_tell(office: Office) -> None:
    office.slot(office.approved(), last=date(2025, 11, 4))
    office.prepare()
    server = Server(office)
    office.clock.advance(timedelta(hours=20))
    server.work()
    assert office.first().state is OccurrenceState.PREPARED
