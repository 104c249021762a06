"""The player process: verifies the manifest, keeps the files, plays by its own clock, reports what really sounded.

The messages are in `protocol`, the rules of trust and the signing of a manifest in `trust`.
"""

from app.station.board import Board, BoardItem, read_board
from app.station.config import OutputConfig, Rhythm, StationConfig
from app.station.enrolment import CodeProof, Enrolled, Enrolment, keep, kept, proven
from app.station.installation import NAME, systemd_unit, windows_task
from app.station.local_orders import LocalOrders
from app.station.orders import EmergencyOrder
from app.station.process import Station, run
from app.station.protocol import EnrolmentReply

__all__ = [
    "NAME",
    "Board",
    "BoardItem",
    "CodeProof",
    "EmergencyOrder",
    "Enrolled",
    "Enrolment",
    "EnrolmentReply",
    "LocalOrders",
    "OutputConfig",
    "Rhythm",
    "Station",
    "StationConfig",
    "keep",
    "kept",
    "proven",
    "read_board",
    "run",
    "systemd_unit",
    "windows_task",
]
