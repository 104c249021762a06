"""Hours without the server, a station that dies in the middle, and both back: the log at the server is whole, and each line once.

The real server with its database, the real station with its own, on one hand-moved clock; only the line between them is cut.
"""

from collections.abc import Iterator
from datetime import time, timedelta
from pathlib import Path

import httpx
import pytest

from app.airlog import AsRun, AsRunFilter, as_run_page
from app.db import Sessions
from app.main import create_app
from app.playout import OccurrenceState
from app.reports import log_book
from app.station import OutputConfig, Station, StationConfig
from app.timetable import occurrences_on
from app.wire.enrolment import Enrolment
from app.wiring import Services
from app.zones import NewStation, public_key
from tests.support.in_process import InProcess
from tests.support.office import Office
from tests.support.recording_output import RecordingOutput

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
S = OccurrenceState


class PowerCutError(BaseException):
    """Nobody catches it."""


class Line(httpx.BaseTransport):
    """The network between them. lose_answers: what is asked arrives, the answer does not."""

    def __init__(self, inner: InProcess) -> None:
        self.inner, self.is_down, self.lose_answers = inner, False, False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self.is_down:
            raise httpx.ConnectError("down", request=request)
        answer = self.inner.handle_request(request)
        if self.lose_answers:
            raise httpx.ReadError("cut", request=request)
        return answer


class Field:
    """A station far away."""

    def __init__(self, services: Services, office: Office, made: NewStation, data: Path) -> None:
        self.office, self.data = office, data
        self.line = Line(InProcess(create_app(services)))
        self.output = RecordingOutput(office.clock)
        with office.sessions.read() as session:
            key = public_key(session, office.commune_id)
        self.enrolment = Enrolment(made.station.id, key, made.secret).encode()
        self.station = self.boot()

    def boot(self) -> Station:
        config = StationConfig("http://loalang", self.enrolment, self.data, (OutputConfig("loa", "null"),), reserve_bytes=0)
        return Station(
            config,
            self.office.clock,
            transport=self.line,
            spawn=lambda work: work(),
            open_outputs=lambda _outputs, _clock, _data: [self.output],
        )

    def restart(self) -> None:
        self.station.close()
        self.station = self.boot()

    def sync(self) -> None:
        sync = self.station.sync
        for job in (sync.heartbeat, sync.manifest, sync.audio, sync.as_run, sync.verify):
            sync.guarded(job)

    def live(self, length: timedelta, *, speaks_each: int = 1) -> None:
        """speaks_each: so many minutes; where nothing is wrong between them, more often tells no more."""
        for minute in range(length // MINUTE):
            self.office.clock.advance(MINUTE)
            self.station.player.turn()
            if minute % speaks_each == 0:
                self.sync()


@pytest.fixture
def field(services: Services, sessions: Sessions, office: Office, tmp_path: Path) -> Iterator[Field]:
    assert services.sessions is sessions
    for hour in range(9, 19):
        office.slot(office.approved(), at=time(hour), last=office.clock.now().date(), title=f"Tin {hour} giờ")
    office.prepare()
    made = office.station()
    for each in office.occurrences():  # what stands for their audio, where the server looks for it
        for form in ("mp3", "wav"):
            services.files.put(f"{form} {each.rendering_id}".encode())
    field = Field(services, office, made, tmp_path / "station")
    yield field
    field.station.close()
    field.line.inner.close()


def whole_log(office: Office) -> list[AsRun]:
    with office.sessions.read() as session:
        return list(as_run_page(session, office.commune_id, AsRunFilter(), limit=500).items)


@pytest.mark.slow
def test_nothing_is_lost_and_nothing_is_double(field: Field) -> None:
    def cut(_cue: object, _interrupt: object) -> None:
        raise PowerCutError

    office = field.office
    field.sync()
    field.live(HOUR + 5 * MINUTE, speaks_each=5)
    field.line.is_down = True
    field.live(3 * HOUR)
    field.output.before = cut
    with pytest.raises(PowerCutError):
        field.live(HOUR)
    field.output.before = lambda _cue, _interrupt: None
    office.clock.advance(30 * MINUTE)
    field.restart()
    field.live(HOUR)
    field.line.is_down, field.line.lose_answers = False, True
    field.live(5 * MINUTE)
    field.restart()
    field.line.lose_answers = False
    field.live(5 * HOUR, speaks_each=5)

    log = whole_log(office)
    assert len({line.id for line in log}) == len(log)
    per_item = {line.title: [each.state for each in log if each.title == line.title] for line in log}
    broken = per_item.pop("Tin 13 giờ")
    assert sorted(broken) == [S.INTERRUPTED, S.ON_AIR]
    assert len(per_item) == 9
    assert all(sorted(states) == [S.AIRED, S.ON_AIR] for states in per_item.values()), per_item
    with office.sessions.read() as session:
        day = office.clock.now().date()
        assert sorted(each.state for each in occurrences_on(session, office.commune_id, day)) == [S.AIRED] * 9 + [S.INTERRUPTED]
        book = log_book(session, office.commune_id, day, day)
    assert (len(book.lines), book.heard, book.written) == (10, 0, 10), "these stations play into a folder"
    assert {line.approved_by for line in book.lines} == {office.approver}
