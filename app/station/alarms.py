"""Obeys orders beside the due loop: cuts in with emergencies, repeats them by its own clock, ends them, stops everything."""

import contextlib
import itertools
import logging
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from app.clock import Clock
from app.errors import AppError
from app.playout import Alarm, Audio, Cue, CueFile, Sounded, Standing, alarm_turn, audible
from app.station.alarm_memory import AlarmMemory
from app.station.audio import AudioLibrary
from app.station.channel import Emergency, EmergencyEvent
from app.station.config import OutputConfig
from app.station.errors import AllStoppedError
from app.station.local_orders import LocalOrders
from app.station.player import Player
from app.station.trusted_clock import ServerTime
from app.units import Sha256, ZoneId
from app.wire.faults import NO_OUTPUT
from app.wire.orders import EmergencyOrder, Orders
from app.wire.protocol import AudioFile

_log = logging.getLogger(__name__)
_LOOK_EVERY = timedelta(milliseconds=250)
"""How soon an order given at the PC itself is seen."""
_LOOK_AGAIN_S = 0.05
"""How soon it is looked whether its audio is here."""
_AGAIN, _LONGEST_WAIT = timedelta(seconds=5), timedelta(seconds=60)
"""After a sounding that nobody heard to its end; the wait doubles while outputs fail."""


@dataclass
class _Sounding:
    """An emergency while it sounds, once. outputs: where, None until that is known; ended: how it ended there."""

    number: int
    order: EmergencyOrder
    outputs: frozenset[str] | None = None
    ended: dict[str, EmergencyEvent] = field(default_factory=dict)


class AlarmDesk:
    """What is ordered, and what of it sounds now."""

    def __init__(
        self,
        clock: Clock,
        memory: AlarmMemory,
        library: AudioLibrary,
        player: Player,
        *,
        server_time: ServerTime,
        local: LocalOrders,
        outputs: Sequence[OutputConfig],
        log: Callable[[EmergencyOrder, EmergencyEvent], None],
    ) -> None:
        """outputs: whose formats are fetched. log: keeps a line about an emergency, durably or later."""
        self._clock = clock
        self._memory = memory
        self._library = library
        self._player = player
        self._server_time = server_time
        self._local = local
        self._formats = frozenset(form for output in outputs for form in output.formats)
        self._first = frozenset(form for output in outputs if output.is_heard for form in output.formats) or self._formats
        self._absent: set[Sha256] = set()
        self._log = log
        self._orders: Orders | None = None
        self._ordered: tuple[EmergencyOrder, ...] = ()
        self._stopped = player.is_stopped
        self._asked_s = float("-inf")
        self._held = local.held()
        self._is_lift_seen = False
        self._numbers = itertools.count(1)
        self._soundings: dict[int, _Sounding] = {}
        self._on_air: _Sounding | None = None
        self._heard: dict[UUID, Sounded] = {}
        self._begun: set[UUID] = set()
        self._nowhere: set[UUID] = set()
        self._failures: dict[UUID, int] = {}
        self._not_before_s: dict[UUID, float] = {}
        self._changing = threading.RLock()
        self._obeying = threading.Lock()
        self.wake = threading.Event()

    @property
    def standing(self) -> list[EmergencyOrder]:
        """What sounds or would sound now, were nothing stopped; the newest first."""
        now = self._server_time.now() or self._clock.now()
        return [order for order in self._standing() if now < order.ends_at]

    @property
    def faults(self) -> frozenset[str]:
        """What is wrong with what is ordered now."""
        return frozenset({NO_OUTPUT} if any(order.id in self._nowhere for order in self.standing) else ())

    @property
    def version(self) -> int:
        """Of the orders that are obeyed."""
        return self._orders.version if self._orders is not None else 0

    @property
    def files(self) -> list[AudioFile]:
        """Audio to have from the server, in the formats of the outputs; what sounds first."""
        if self._orders is None:
            return []
        wanted = [file for order in self._ordered for file in self._files_of(order)]
        wanted += [file for file in self._orders.ahead if file.format in self._formats]
        return list({file.sha256: file for file in wanted}.values())

    @property
    def kept(self) -> list[AudioFile]:
        """All audio that orders name, those given here among them."""
        return self.files + [file for order in self._local.standing() for file in order.audio]

    @property
    def has_unreadable(self) -> bool:
        """Whether an order given at this PC cannot be read."""
        return bool(self._local.unreadable())

    @property
    def remembered(self) -> bytes | None:
        """The signed bytes of the orders obeyed last, also before a restart."""
        return self._memory.orders

    def take_up(self, broken: Mapping[UUID, int]) -> None:
        """After a boot. broken: how often the end of this program broke each emergency off since it was last heard.

        What is still ordered is said again from its beginning, at once; the second time in a row and later, after a while, so
        that one on which the program ends keeps back no other without end.
        """
        for emergency_id, times in broken.items():
            self._failures[emergency_id] = times
            if times > 1:
                self._wait(emergency_id, times - 1)

    def look_at(self, sha256: Sha256, error: AppError | None) -> None:
        """A file was asked for, and could be had or not: what cannot be had is waited for no longer."""
        if error is None:
            self._absent.discard(sha256)
        else:
            self._absent.add(sha256)
        self.wake.set()

    def obey(self, orders: Orders, signed: bytes) -> None:
        """Go by these orders from now on; silence first, where they say so, and then remember them, now or when that can be."""
        with self._changing:
            was_stopped = self._is_behind_stop or (self._orders is not None and self._orders.stopped)
            self._orders = orders
            self._ordered = orders.audible
        self._player.hush(frozenset(orders.silenced))
        if was_stopped and not orders.stopped:
            self._drop_local(keep=())  # whoever lifted it named those of the server that go on
        if not orders.stopped:
            self._player.go_by(orders.issued_at)
        self._obey_stop()
        self.wake.set()

        def remember() -> None:
            if self._orders is orders and signed != self._memory.orders:
                self._memory.keep_orders(signed)

        self._player.stage.record(remember)

    def answered(self, asked_s: float) -> None:
        """The server was asked then, and said what is to be done: by `obey`, or that it is as before."""
        was_behind, self._asked_s = self._is_behind_stop, asked_s
        if not was_behind or self._is_behind_stop:
            return
        if self._orders is not None and not self._orders.stopped:
            self._drop_local(keep=())  # the stop and its lift were told by manifests alone
        self.wake.set()

    @property
    def _is_behind_stop(self) -> bool:
        """Whether a manifest told of a stop that these orders do not know of: what they order may have ended at its lift."""
        return not self._player.is_stop_known(self._asked_s, self._orders.issued_at if self._orders is not None else None)

    def run(self, stop: threading.Event) -> None:
        """Look until `stop` is set."""
        while not stop.is_set():
            self.wake.clear()
            try:
                until = self.turn()
            except Exception:  # noqa: BLE001  # like the due loop, it goes on whatever one turn met
                _log.exception("a turn of the alarm loop failed")
                until = self._clock.now() + _AGAIN
            if not stop.is_set():
                self._clock.wait(min(until, self._clock.now() + _LOOK_EVERY), self.wake)

    def turn(self) -> datetime:
        """Decide what is to sound, and what is to end. Returns when to look again."""
        self._obey_stop()
        here = self._clock.now()
        now = self._server_time.now() or here  # the hours of repeats are the commune's, whatever this clock shows
        orders = self._standing()
        heard = {order.id: self._heard_of(order.id) for order in orders}
        may_sound = {each.id for each in audible([_standing_of(order) for order in orders], heard, now)}
        standing = [order for order in orders if order.id in may_sound]
        ordered = {order.id: frozenset(map(ZoneId, order.zones)) for order in standing}
        with self._changing:
            sounding, on_air = {each.order.id for each in self._soundings.values()}, self._on_air
        is_silent = self._player.is_stopped or self._is_behind_stop
        for emergency_id in sounding:
            if emergency_id in ordered and not is_silent:  # a stop may have come while it was begun
                self._player.keep_to(emergency_id, ordered[emergency_id])
            else:
                self._player.end(emergency_id)
        if is_silent or not self._player.permission.is_known("orders"):
            return here + _AGAIN
        now_s = self._clock.monotonic()
        waiting = [order for order in standing if self._not_before_s.get(order.id, now_s) <= now_s]
        turn = alarm_turn(
            [_standing_of(order) for order in waiting],
            heard,
            now,
            on_air=on_air.order.id if on_air is not None else None,
            begun=self._begun,
        )
        if turn.sound is not None:
            self._try(next(order for order in waiting if order.id == turn.sound))
            return here
        return here + (turn.look_at - now) if turn.look_at is not None else here + timedelta(hours=1)

    def heard(self, event: EmergencyEvent) -> None:
        """What became of it on one output; called from the threads that play."""
        sounding = self._soundings.get(event.number)
        if sounding is None:
            return
        self._log(sounding.order, event)
        if event.state == "on_air":
            return
        with self._changing:
            sounding.ended[event.output] = event
            self._settle(sounding)

    def _settle(self, sounding: _Sounding) -> None:
        """Once it has ended on every output: heard on one, it counts; else it has its turn again, never sooner than some seconds.

        Files that landed in a folder warn nobody, where there is a loudspeaker too.
        """
        if sounding.outputs is None or not sounding.outputs <= sounding.ended.keys():
            return
        del self._soundings[sounding.number]
        if self._on_air is sounding:
            self._on_air = None
        emergency_id, ended = sounding.order.id, sounding.ended.values()
        events = [event for event in ended if self._player.is_heard(event.output)] or list(ended)
        if any(event.state == "aired" for event in events):
            now = self._server_time.now() or self._clock.now()
            before = self._heard_of(emergency_id)
            self._heard[emergency_id] = Sounded(before.times + 1, now)  # a full disk must not make it sound without end
            self._player.stage.record(lambda: self._memory.count(emergency_id, now))
            self._failures.pop(emergency_id, None)
        else:
            failed = not events or any(event.fault is not None for event in events)
            failures = self._failures[emergency_id] = self._failures.get(emergency_id, 0) + 1 if failed else 0
            self._wait(emergency_id, failures)
        self.wake.set()

    # --- parts of it

    def _wait(self, emergency_id: UUID, failures: int) -> None:
        """Give it its turn again after some seconds, by a clock that nobody sets."""
        wait = min(_AGAIN * 2 ** min(max(0, failures - 1), 8), _LONGEST_WAIT)
        self._not_before_s[emergency_id] = self._clock.monotonic() + wait.total_seconds()

    def _settle_lift(self) -> bool:
        """A stop was lifted at this PC: of what stands only that sounds on which was named there. Returns whether it was."""
        go_on = self._local.lifted()
        is_new, self._is_lift_seen = go_on is not None and not self._is_lift_seen, go_on is not None
        if go_on is None:
            return False
        if is_new:
            self._drop_local(keep=go_on)
            self._held |= {order.id for order in self._ordered if order.id not in go_on}
        try:
            self._local.settle(self._held)
        except (AppError, OSError) as error:  # it holds in memory, and is tried again at the next look
            if is_new:
                _log.error("the lift at this PC could not be noted yet: %s", error)
        return is_new

    def _drop_local(self, *, keep: Collection[UUID]) -> None:
        for order in self._local.standing():
            if order.id not in keep:
                self._held |= {order.id}  # silent now, whatever the disk says
                with contextlib.suppress(OSError):
                    self._local.end(order.id)

    def _obey_stop(self) -> None:
        """One thread at a time, so that none goes by what was ordered before. A stop stays until something lifts it."""
        with self._obeying:
            is_lifted = self._settle_lift()
            before = self._stopped and not is_lifted
            ordered = self._local.stopped or (before if self._orders is None else self._orders.stopped)
            known, self._stopped = self._stopped, ordered
            if ordered and not known:
                self._player.stop_all()
            elif known and not ordered:
                self._player.lift()

    def _standing(self) -> list[EmergencyOrder]:
        """All that is ordered, the newest first."""
        orders = [order for order in (*self._local.standing(), *self._ordered) if order.id not in self._held]
        return sorted(orders, key=lambda order: order.began_at, reverse=True)

    def _heard_of(self, emergency_id: UUID) -> Sounded:
        if emergency_id not in self._heard:
            self._heard[emergency_id] = self._memory.sounded(emergency_id)
        return self._heard[emergency_id]

    def _try(self, order: EmergencyOrder) -> None:
        """Sound it; one that cannot be begun keeps back no other."""
        try:
            self._sound(order)
        except Exception:  # noqa: BLE001  # like the due loop, it goes on whatever one order met
            _log.exception("the emergency %s could not be begun", order.id)
            self._wait(order.id, 0)

    def _sound(self, order: EmergencyOrder) -> None:
        cue = self._cue(order)
        if cue is None:
            self._not_before_s[order.id] = self._clock.monotonic() + _LOOK_AGAIN_S
            return
        sounding = _Sounding(next(self._numbers), order)
        emergency = Emergency(
            order.id,
            Alarm(cue),
            frozenset(ZoneId(zone) for zone in order.zones),
            resumes=order.resume == "sentence",
            number=sounding.number,
        )
        with self._changing:
            self._soundings[sounding.number] = self._on_air = sounding
        self._begun.add(order.id)
        try:
            outputs = self._player.cut_in(emergency)
        except AllStoppedError:
            outputs = ()
        with self._changing:
            if outputs:
                self._nowhere.discard(order.id)
            elif not self._player.is_stopped:
                self._nowhere.add(order.id)
            sounding.outputs = frozenset(outputs)
            self._settle(sounding)

    def _files_of(self, order: EmergencyOrder) -> list[AudioFile]:
        """What its outputs play, what is heard before what goes into a folder; whatever there is, where they play none of it."""
        files = [file for file in order.audio if file.format in self._formats] or list(order.audio)
        return sorted(files, key=lambda file: file.format not in self._first)

    def _cue(self, order: EmergencyOrder) -> Cue | None:
        """What the outputs are told; None while none of its audio is here, or some may still come that a loudspeaker plays."""
        files = []
        for file in self._files_of(order):
            sha256 = Sha256(file.sha256)
            path = self._library.path(sha256)
            if path is not None and self._library.state([sha256]) is Audio.VERIFIED:
                files.append(CueFile(file.format, path, sha256))
            elif sha256 not in self._absent and (file.format in self._first or not files):
                return None
        if not files:
            return None
        return Cue(order.id, order.began_at, 1, order.heading, timedelta(seconds=order.seconds), tuple(files))


def _standing_of(order: EmergencyOrder) -> Standing:
    return Standing(
        id=order.id,
        began_at=order.began_at,
        ends_at=order.ends_at,
        repeat_every=timedelta(seconds=order.repeat_every_s),
        times=order.times,
        repeat_from=order.repeat_from,
        repeat_to=order.repeat_to,
        is_drill=order.is_drill,
    )
