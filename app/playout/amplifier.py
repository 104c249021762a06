"""An amplifier that is on while there is something to hear, and off otherwise, whatever becomes of this process.

Before it is switched on a mark is put on the disk; what has a mark at the start was left on by a crash and is switched off. A
guard process does the same the moment this one dies (`app.playout.switch`).
"""

import logging
import os
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

from app.clock import Clock
from app.playout import switch as guard
from app.playout.switch import CommandSwitch, HttpSwitch, SerialSwitch, SwitchFailedError, to_order, turn_off_marked
from app.storage import write_durably

_log = logging.getLogger(__name__)
_LOOK = timedelta(milliseconds=100)
_AGAIN_S = 2.0


class Amplifier:
    """One amplifier; several outputs may share it. `keep_on` may be called from any thread, and never waits."""

    def __init__(
        self,
        clock: Clock,
        switch: HttpSwitch | SerialSwitch | CommandSwitch,
        mark: Path,
        *,
        pre_roll: timedelta = timedelta(seconds=3),
        hold: timedelta = timedelta(seconds=10),
    ) -> None:
        """mark: the file that says it is on.

        pre_roll: from switched on to ready. hold: how long it stays on after the last sound.
        """
        self._clock = clock
        self._switch = switch
        self._mark = mark
        self._hold_s = hold.total_seconds()
        self._wanted_until_s = float("-inf")
        self._ready_s: float | None = None
        self._retry_s = float("-inf")
        self._closing = threading.Event()
        self._wanted = threading.Event()
        self._guard: subprocess.Popen[str] | None = None
        self._thread = threading.Thread(target=self._run, name="amplifier", daemon=True)
        self.pre_roll = pre_roll
        self.has_failed = False

    def start(self) -> None:
        """Switch off what a crash left on, set the guard, and listen."""
        turn_off_marked(self._switch, self._mark)
        command = [sys.executable, "-E", str(Path(guard.__file__))]
        self._guard = subprocess.Popen(command, stdin=subprocess.PIPE, text=True, encoding="utf-8")  # noqa: S603  # ourselves
        if self._guard.stdin is not None:
            self._guard.stdin.write(to_order(self._switch, self._mark) + "\n")
            self._guard.stdin.flush()
        self._thread.start()

    def keep_on(self) -> float:
        """Something is to be heard now: be on, and stay on for the hold. Returns the seconds until it is ready."""
        now_s = self._clock.monotonic()
        self._wanted_until_s = now_s + self._hold_s
        self._wanted.set()
        ready_s = self._ready_s
        return self.pre_roll.total_seconds() if ready_s is None else max(0.0, ready_s - now_s)

    def close(self) -> None:
        """Switch off and end; outputs that share it may each say so."""
        self._closing.set()
        self._wanted.set()
        self._thread.join(15)
        if self._guard is not None and self._guard.poll() is None:
            if self._guard.stdin is not None:
                self._guard.stdin.close()
            self._guard.wait(15)

    def _run(self) -> None:
        while not self._closing.is_set():
            self._look()
            if self._mark.exists():
                self._clock.wait(self._clock.now() + _LOOK, self._closing)
            else:
                self._wanted.wait()
                self._wanted.clear()
        turn_off_marked(self._switch, self._mark)

    def _look(self) -> None:
        now_s = self._clock.monotonic()
        is_wanted = now_s < self._wanted_until_s
        is_right = self._ready_s is not None if is_wanted else not self._mark.exists()
        if not is_right and now_s >= self._retry_s:
            self.has_failed = not (self._turn_on() if is_wanted else self._turn_off())
            self._retry_s = now_s + _AGAIN_S if self.has_failed else now_s

    def _turn_on(self) -> bool:
        write_durably(self._mark, str(os.getpid()).encode())
        try:
            self._switch.turn("on")
        except SwitchFailedError as exc:
            _log.warning("the amplifier cannot be switched on: %s", exc)
            return False
        self._ready_s = self._clock.monotonic() + self.pre_roll.total_seconds()
        return True

    def _turn_off(self) -> bool:
        self._ready_s = None
        if not turn_off_marked(self._switch, self._mark):
            _log.warning("the amplifier cannot be switched off, will be tried again")
            return False
        return True
