"""A sound device by its name: one stream, held for the life of the process, mixed in its callback, left and right apart.

miniaudio asks for frames from a thread of its own. A device that is unplugged, or not there yet, is looked for until it comes.
"""

import logging
import threading
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from app.clock import Clock
from app.names import name_key
from app.playout.mixing.mixer import Mixer
from app.playout.mixing.source import RATE
from app.playout.mixing.timeline import Timeline
from app.precedence import sound_first

if TYPE_CHECKING:
    import miniaudio

Side = Literal["both", "left", "right"]
_log = logging.getLogger(__name__)
_PERIOD_MS = 60
"""miniaudio holds up to three of them; with its own 200 ms an emergency came 300 ms late and more."""
_WATCH = timedelta(milliseconds=250)
_RETRY = timedelta(seconds=2)
_STILL_S = 1.0
"""A device that has asked for nothing for so long is gone."""


@dataclass
class CardStream:
    """One side of a card. See `app.playout.mixing.output.Stream`."""

    card: "Card"
    mixer: Mixer

    kind: Literal["soundcard"] = "soundcard"

    @property
    def timeline(self) -> Timeline:
        """Of the card, whose sides run together."""
        return self.card.timeline

    @property
    def is_lost(self) -> bool:
        """Whether the device is not there."""
        return self.card.is_lost

    def close(self) -> None:
        """Close the card when its last side is closed."""
        self.card.release()


class Card:
    """One device. Its streams are taken before `open`; they live as long as the card."""

    def __init__(self, clock: Clock, device: str, *, backends: Sequence["miniaudio.Backend"] = ()) -> None:
        """device: its name or a part of it; empty: the system's usual one. backends: of miniaudio, for tests without devices."""
        self._clock = clock
        self._name = device
        self._backends = list(backends)
        self._sides: dict[Side, Mixer] = {}
        self._device: miniaudio.PlaybackDevice | None = None
        self._asked_s = 0.0
        self._frame = 0
        self._closing = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="card", daemon=True)
        self._users = 0
        self.timeline = Timeline(RATE)
        self.is_lost = True

    def stream(self, side: Side, level_db: float = 0.0) -> CardStream:
        """One side, mono. Raises ValueError when it is taken: two outputs must not sound in one place."""
        if side in self._sides or (self._sides and "both" in {side, *self._sides}):
            raise ValueError(f"two outputs on one side of the device {self._name!r}")
        self._sides[side] = Mixer(level_db)
        self._users += 1
        return CardStream(self, self._sides[side])

    def open(self) -> None:
        """Begin to look for the device, and hold it."""
        self._keeper.start()

    def release(self) -> None:
        """One stream less; with the last one the device is let go."""
        self._users -= 1
        if self._users <= 0:
            self._closing.set()
            self._keeper.join(5)

    # --- the keeper's thread

    def _keep(self) -> None:
        while not self._closing.is_set():
            pause = _WATCH
            if self._device is None:
                pause = _WATCH if self._try_to_open() else _RETRY
            elif self._clock.monotonic() - self._asked_s > _STILL_S:
                _log.warning("the device %r is gone", self._name)
                self._let_go()
            self._clock.wait(self._clock.now() + pause, self._closing)
        self._let_go()

    def _try_to_open(self) -> bool:
        try:
            import miniaudio  # noqa: PLC0415  # not on every platform
        except ImportError:
            _log.error("no sound device can be played on: miniaudio is not installed")
            return False
        try:
            found = find_device(self._name, self._backends)
            if found is None:
                return False
            device = miniaudio.PlaybackDevice(
                nchannels=2,
                sample_rate=RATE,
                buffersize_msec=_PERIOD_MS,
                device_id=found,
                backends=self._backends,
                app_name="Loa Làng",
            )
        except miniaudio.MiniaudioError as exc:
            _log.warning("the device %r cannot be opened: %s", self._name, exc)
            return False
        frames = self._frames()
        next(frames)
        self._asked_s = self._clock.monotonic()
        self._device = device
        try:
            device.start(frames)
        except miniaudio.MiniaudioError as exc:
            _log.warning("the device %r cannot be started: %s", self._name, exc)
            self._let_go()
            return False
        _log.info("the device %r is open by %s", self._name, device.backend)
        return True

    def _let_go(self) -> None:
        self.is_lost = True
        device, self._device = self._device, None
        if device is not None:
            device.close()
            _end_context(device)
        self.timeline.forget()

    # --- miniaudio's thread

    def _frames(self) -> Generator[bytes | NDArray[np.int16], int, None]:
        frames = yield b""
        sound_first()
        while True:
            self._asked_s = self._clock.monotonic()
            self.timeline.observe(self._frame, self._asked_s)
            self.is_lost = False
            frames = yield self._render(frames)

    def _render(self, frames: int) -> NDArray[np.int16]:
        out = np.zeros((frames, 2), np.int16)
        for side, mixer in self._sides.items():
            block = mixer.render(frames)
            if side != "right":
                out[:, 0] = block
            if side != "left":
                out[:, 1] = block
        self._frame += frames
        return out


def find_device(name: str, backends: Sequence["miniaudio.Backend"] = (), *, capture: bool = False) -> object | None:
    """The id of a device: the one named so, or the first whose name holds `name`; None when it is not there.

    An empty name is the system's usual device, which follows what the user chooses there.

    Raises MiniaudioError.
    """
    import miniaudio  # noqa: PLC0415  # not on every platform

    devices = miniaudio.Devices(list(backends) or None)
    there = devices.get_captures() if capture else devices.get_playbacks()
    if not name:
        return miniaudio.ffi.NULL if there else None
    wanted = name_key(name)
    ranked = sorted(there, key=lambda device: name_key(device["name"]) != wanted)
    return next((device["id"] for device in ranked if wanted in name_key(device["name"])), None)


def device_names(*, capture: bool = False) -> list[str]:
    """The devices of this machine. Raises MiniaudioError."""
    import miniaudio  # noqa: PLC0415  # not on every platform

    devices = miniaudio.Devices()
    return [str(device["name"]) for device in (devices.get_captures() if capture else devices.get_playbacks())]


def _end_context(device: "miniaudio.PlaybackDevice") -> None:
    """The library keeps a context for each device it ever opened; a card that is unplugged daily must not leave one each time."""
    import miniaudio  # noqa: PLC0415  # not on every platform

    miniaudio.lib.ma_context_uninit(device._context)  # noqa: SLF001  # it has no method for this
