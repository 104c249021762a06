"""A commune over many days: the real server and the real station on one hand-moved clock, under random faults, judged at the end.

Three zones are three outputs of one station. The clock goes from event to event. What is judged is what the outputs heard, beside
what the server's log says and what people had allowed; nothing here looks into the product's own decisions.
"""

import bisect
import contextlib
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import httpx

from app.bulletins import VersionKey
from app.clock import ManualClock, local
from app.db import Sessions, make_engine
from app.db.migrations import migrate
from app.errors import AppError
from app.main import create_app
from app.playout import OccurrenceState
from app.settings import Settings
from app.station import OutputConfig, Station, StationConfig
from app.timetable import Occurrence, expand
from app.wire.enrolment import Enrolment
from app.wiring import Services, build
from app.zones import found_commune, public_key
from tests.support.in_process import InProcess
from tests.support.office import Office
from tests.support.recording_output import RecordingOutput

HOURS = (time(5), time(21))
"""Outside of them nothing may begin or go on: the usual quiet hours."""
GRACE = timedelta(minutes=10)
_FINAL = {
    OccurrenceState.AIRED,
    OccurrenceState.INTERRUPTED,
    OccurrenceState.MISSED,
    OccurrenceState.CANCELLED,
    OccurrenceState.BLOCKED,
}


@dataclass(frozen=True)
class Verdict:
    """What went wrong, and how much went right. lost: heard, and not in the server's log."""

    planned: int
    heard: int
    doubles: int
    outside_hours: int
    unapproved: int
    unexplained: int
    lost: int


@dataclass
class Month:
    """The commune. slots_a_day: spread over the day's allowed hours and the zones.

    withdrawn: at which step something was taken back. knew: of each thing heard, at which step the station had an answer last.
    """

    services: Services
    office: Office
    data: Path
    seed: int
    slots_a_day: int = 40
    withdrawn: dict[UUID, int] = field(default_factory=dict)
    keys: list[VersionKey] = field(default_factory=list)
    starts: list[datetime] = field(default_factory=list)
    has_news: bool = True
    served_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311  # a simulation's dice
        self.clock: ManualClock = self.office.clock
        zones = [self.office.zone(f"Thôn {name}") for name in ("Đông", "Đoài", "Bắc")]
        self.new = self.office.station(*(zone.id for zone in zones))
        self.outputs = {f"loa-{at}": RecordingOutput(self.clock, name=f"loa-{at}") for at in range(len(zones))}
        self.configs = tuple(OutputConfig(f"loa-{at}", "null", zones=frozenset({zone.id})) for at, zone in enumerate(zones))
        self.paths = [zone.path for zone in zones]
        self.knew: dict[str, list[int]] = {name: [] for name in self.outputs}
        self.line = _Line(InProcess(create_app(self.services)))
        self.station = self._boot()

    def _boot(self) -> Station:
        config = StationConfig("http://loalang", self._enrolment(), self.data, self.configs, reserve_bytes=0)
        return Station(
            config,
            self.clock,
            transport=self.line,
            spawn=lambda work: work(),
            open_outputs=lambda configs, _clock, _data: [self.outputs[config.name] for config in configs],
        )

    def _enrolment(self) -> str:
        with self.services.sessions.read() as session:
            key = public_key(session, self.office.commune_id)
        return Enrolment(self.new.station.id, key, self.new.secret).encode()

    # --- days

    def run(self, days: int) -> Verdict:
        """Live through them, then let everything be reported, and judge."""
        self._plan_slots()
        end = self.clock.now() + timedelta(days=days)
        while self.clock.now() < end:
            self._morning()
            tomorrow = datetime.combine(
                local(self.clock.now()).date() + timedelta(days=1), time(4), local(self.clock.now()).tzinfo
            )
            while self.clock.now() < min(tomorrow, end):
                self._step(min(tomorrow, end))
        self._settle()
        verdict = self._verdict()
        self.station.close()
        self.line.hang_up()
        return verdict

    def _plan_slots(self) -> None:
        for at in range(8):
            self.keys.append(self._bulletin(f"Tin số {at}."))
        minutes = (HOURS[1].hour - HOURS[0].hour) * 60 - 20
        for at in range(self.slots_a_day):
            moment = HOURS[0].hour * 60 + 5 + at * minutes // self.slots_a_day
            zone = self.paths[at % len(self.paths)]
            key = self.keys[at % len(self.keys)]
            self.office.slot(key, at=time(moment // 60, moment % 60), zones=[zone], title=f"Khung {at}")

    def _bulletin(self, script: str) -> VersionKey:
        now = self.clock.now()
        return self.office.approved(script=script, valid_to=now + timedelta(days=self.chance.randint(3, 40)))

    def _morning(self) -> None:
        """The next days are filled."""
        with self.services.sessions.begin() as session:
            expand(session, self.clock, self.office.commune_id)
        self.starts = sorted({found.starts_at for found in self.office.occurrences()})
        self._serve()

    def _step(self, until: datetime) -> None:
        """To the next thing that is planned, or at most half an hour on; something may go wrong on the way."""
        self.line.step += 1
        now = self.clock.now()
        upcoming = self.starts[at] if (at := bisect.bisect_right(self.starts, now)) < len(self.starts) else until
        self.clock.advance(max(min(upcoming, until, now + timedelta(minutes=30)) - now, timedelta(seconds=1)))
        self._fault()
        if self.clock.now() - self.served_at >= timedelta(hours=1) or self.clock.now() < self.served_at:
            self._serve()
        self.station.alarms.turn()
        self._turn()
        self._sync()
        self._turn()

    def _turn(self) -> None:
        self.station.player.turn()
        for name, output in self.outputs.items():
            self.knew[name] += [self.line.told] * (len(output.heard) - len(self.knew[name]))

    def _serve(self) -> None:
        """The server's jobs."""
        for rendering_id in self.office.plan():
            for form in ("mp3", "wav"):
                self.services.files.put(f"{form} {rendering_id}".encode())
        if self.office.make_audio():
            self.office.plan()
        self.served_at, self.has_news = self.clock.now(), True

    def _sync(self) -> None:
        sync = self.station.sync
        if self.has_news and not self.line.down:
            sync.guarded(sync.orders)
            sync.guarded(sync.manifest)
            self.has_news = False
        for job in (sync.heartbeat, sync.audio, sync.as_run, sync.verify):
            sync.guarded(job)

    # --- faults

    def _fault(self) -> None:
        faults: list[tuple[float, Callable[[], None]]] = [
            (0.03, self._toggle_line),
            (0.01, self._restart),
            (0.01, self._break_output),
            (0.01, self._rot),
            (0.006, self._jump),
            (0.006, self._withdraw),
        ]
        for likely, happen in faults:
            if self.chance.random() < likely:
                happen()

    def _toggle_line(self) -> None:
        self.line.down = not self.line.down

    def _restart(self) -> None:
        self.station.close()
        self.station, self.has_news = self._boot(), True

    def _break_output(self) -> None:
        output = self.chance.choice(list(self.outputs.values()))
        broken = self.chance.random() < 0.5  # heads or tails

        def before(_cue: object, _interrupt: object) -> None:
            if broken:
                output.before = lambda _cue, _interrupt: None
                raise OSError

        output.before = before

    def _rot(self) -> None:
        files = [path for path in (self.data / "audio").glob("??/*") if path.is_file()]
        if files:
            path = self.chance.choice(files)
            path.write_bytes(path.read_bytes()[:-1] + b"!")

    def _jump(self) -> None:
        """The wall clock of everybody is set, as by a person: ahead a little, or back."""
        self.clock.jump(self.clock.now() + timedelta(minutes=self.chance.choice((-50, -5, 3, 7))))

    def _withdraw(self) -> None:
        """Something is taken back; a new version of it is approved at once or never."""
        at = self.chance.randrange(len(self.keys))
        key = self.keys[at]
        if key.version_id in self.withdrawn:
            return
        with contextlib.suppress(AppError):  # what expired meanwhile cannot be withdrawn
            self.office.withdraw(key)
            self.withdrawn[key.version_id] = self.line.step
            if self.chance.random() < 0.7:  # mostly
                newer = self.office.rewrite(key, "Bản đã sửa.")
                self.office.submit(newer)
                self.office.approve(newer)
                self.keys[at] = newer
            self._serve()

    # --- the end

    def _settle(self) -> None:
        """The line is mended, and everything that is past its grace is decided and reported."""
        self.line.down = False
        for _ in range(4):
            self.clock.advance(GRACE)
            self._serve()
            self._sync()
            self._turn()
            self._sync()

    def _verdict(self) -> Verdict:
        occurrences: dict[UUID, Occurrence] = {found.id: found for found in self.office.occurrences()}
        past = [found for found in occurrences.values() if found.starts_at < self.clock.now() - 2 * GRACE]
        heard = [(name, sound) for name, output in self.outputs.items() for sound in output.heard]
        knew = [told for name in self.outputs for told in self.knew[name]]
        times = Counter((name, sound.occurrence_id) for name, sound in heard)
        aired = {key for (_, key) in times}
        length = timedelta(seconds=self.office.length_s)
        return Verdict(
            planned=len(past),
            heard=len(heard),
            doubles=sum(count - 1 for count in times.values()),
            outside_hours=sum(not _inside(sound.at, length) for _, sound in heard),
            unapproved=sum(
                self._is_unapproved(occurrences.get(sound.occurrence_id), told)
                for (_, sound), told in zip(heard, knew, strict=True)
            ),
            unexplained=sum(found.state not in _FINAL or _is_silent_block(found) for found in past),
            lost=sum(found.id in aired and found.state not in _FINAL for found in past),
        )

    def _is_unapproved(self, found: Occurrence | None, told: int) -> bool:
        """Whether it carried what a person had taken back before the station was last told anything, at step `told`."""
        versions = found.version_ids if found is not None else ()
        gone = [self.withdrawn[key] for key in versions if key in self.withdrawn]
        return not versions or any(step <= told for step in gone)


def _is_silent_block(found: Occurrence) -> bool:
    return found.state is OccurrenceState.BLOCKED and found.reason is None


def _inside(begin: datetime, length: timedelta) -> bool:
    first, last = local(begin), local(begin + length)
    return HOURS[0] <= first.time() and last.time() <= HOURS[1] and first.date() == last.date()


class _Line(httpx.BaseTransport):
    """The way to the server, which may be down. told: the step at which the station last had an answer."""

    def __init__(self, inner: InProcess) -> None:
        self._inner = inner
        self.down = False
        self.step = self.told = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            raise httpx.ConnectError("down", request=request)
        answer = self._inner.handle_request(request)
        self.told = self.step
        return answer

    def close(self) -> None:
        """The server ends with the simulation, not with one run of the station."""

    def hang_up(self) -> None:
        self._inner.close()


def live(folder: Path, *, days: int, seed: int) -> Verdict:
    """A whole simulation in an empty folder, on SQLite."""
    engine = make_engine(f"sqlite:///{folder / 'server.sqlite3'}")
    migrate(engine)
    sessions, clock = Sessions(engine), ManualClock(datetime(2025, 11, 4, 1, 0, tzinfo=UTC))
    with sessions.begin() as session:
        founding = found_commune(session, clock, name="xã Liên An", admin="Nguyễn Văn Quản")
    services = replace(build(Settings(data_dir=folder / "data"), clock), sessions=sessions)
    try:
        return Month(services, Office(sessions, clock, founding), folder / "station", seed).run(days)
    finally:
        services.close()
