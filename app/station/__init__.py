"""The player process: verifies the manifest, keeps the files, plays by its own clock, reports what really sounded.

What it and the server say to each other is in `app.wire`. The player itself is loaded when it is first asked for: a server only
starts one.
"""

from typing import TYPE_CHECKING

from app.deferred import deferred
from app.station.config import OutputConfig, Rhythm, StationConfig

if TYPE_CHECKING:
    from app.station.board import Board, BoardItem, read_board
    from app.station.installation import NAME, systemd_unit, windows_task
    from app.station.local_orders import LocalOrders
    from app.station.process import Station, run

__all__ = [
    "NAME",
    "Board",
    "BoardItem",
    "LocalOrders",
    "OutputConfig",
    "Rhythm",
    "Station",
    "StationConfig",
    "read_board",
    "run",
    "systemd_unit",
    "windows_task",
]

if not TYPE_CHECKING:
    __getattr__ = deferred(__name__, ("board", "installation", "local_orders", "process"), __all__)
