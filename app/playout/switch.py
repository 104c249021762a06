"""Switching an amplifier: HTTP call, serial relay or command; and the guard that switches off what a dead player left on.

Standard library only and nothing of `app`, because the guard is this very file, run by itself beside the player: it costs little
and lives on when the player is killed. Its orders come as one line of JSON; when its standard input closes, the player is gone.
"""

import json
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, Protocol

_PATIENCE_S = 5.0
_AGAIN_S = 2.0
_GIVE_UP_AFTER = 30


class SwitchFailedError(Exception):
    """The switch did not take the order."""


class Switch(Protocol):
    """Something that can be switched on and off. Both raise SwitchFailedError, and may be repeated."""

    def turn(self, state: Literal["on", "off"]) -> None:
        """Switch it."""
        ...


@dataclass(frozen=True)
class HttpSwitch:
    """Two addresses that are called by GET, as relay boards and smart plugs have them."""

    on: str
    off: str
    kind: Literal["http"] = "http"

    def turn(self, state: Literal["on", "off"]) -> None:
        """See `Switch.turn`."""
        url = self.on if state == "on" else self.off
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(url, timeout=_PATIENCE_S) as answer:
                answer.read(1 << 16)
        except (OSError, ValueError) as exc:
            raise SwitchFailedError(f"http: {exc}") from exc


@dataclass(frozen=True)
class SerialSwitch:
    """A relay on a serial port. on, off: the bytes it wants, in hexadecimal: `a00101a2`."""

    port: str
    on: str
    off: str
    baud: int = 9600
    kind: Literal["serial"] = "serial"

    def turn(self, state: Literal["on", "off"]) -> None:
        """See `Switch.turn`."""
        import serial  # noqa: PLC0415  # only where a relay is

        try:
            with serial.Serial(self.port, self.baud, timeout=_PATIENCE_S, write_timeout=_PATIENCE_S) as line:
                line.write(bytes.fromhex(self.on if state == "on" else self.off))
                line.flush()
        except (OSError, ValueError) as exc:
            raise SwitchFailedError(f"serial: {exc}") from exc


@dataclass(frozen=True)
class CommandSwitch:
    """A program with its arguments, which ends with 0 when it is done."""

    on: tuple[str, ...]
    off: tuple[str, ...]
    kind: Literal["command"] = "command"

    def turn(self, state: Literal["on", "off"]) -> None:
        """See `Switch.turn`."""
        command = list(self.on if state == "on" else self.off)
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE_S)  # noqa: S603  # the installation's own
        except (OSError, subprocess.SubprocessError) as exc:
            raise SwitchFailedError(f"command: {exc}") from exc


_KINDS = {"http": HttpSwitch, "serial": SerialSwitch, "command": CommandSwitch}


def to_order(switch: HttpSwitch | SerialSwitch | CommandSwitch, mark: Path) -> str:
    """The line that tells the guard what to watch."""
    return json.dumps({"switch": asdict(switch), "mark": str(mark)})


def turn_off_marked(switch: Switch, mark: Path) -> bool:
    """Switch off when `mark` says it was left on, and take the mark away. Returns False when the switch did not take it."""
    if not mark.exists():
        return True
    try:
        switch.turn("off")
    except SwitchFailedError:
        return False
    mark.unlink(missing_ok=True)
    return True


def guard_the_amplifier() -> None:
    """Wait for the player's end, then switch off what has a mark; again, while the switch does not answer.

    A player that comes back meanwhile puts another number in the mark, and looks after it itself.
    """
    for name in (signal.SIGTERM, signal.SIGINT):  # meant for the player, which then closes the line
        signal.signal(name, signal.SIG_IGN)
    order = json.loads(sys.stdin.readline())
    switch, mark = _KINDS[order["switch"]["kind"]](**order["switch"]), Path(order["mark"])
    sys.stdin.read()
    owner = mark.read_text() if mark.exists() else ""
    for _ in range(_GIVE_UP_AFTER):
        if not mark.exists() or mark.read_text() != owner or turn_off_marked(switch, mark):
            return
        time.sleep(_AGAIN_S)  # noqa: TID251  # the guard has no Clock: it stands alone


if __name__ == "__main__":
    guard_the_amplifier()
