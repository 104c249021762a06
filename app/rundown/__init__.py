"""What one zone hears on one day: the operator's list and a station's manifest."""

from app.rundown.days import DayFile, day_file, day_files
from app.rundown.heartbeats import take_heartbeat
from app.rundown.jobs import PLAN, RENDER, Ahead, arm, expand_all, expire_all, plan, plan_all, renew
from app.rundown.manifests import SignedManifest, manifest_for, newest_version, station_may_have

__all__ = [
    "PLAN",
    "RENDER",
    "Ahead",
    "DayFile",
    "SignedManifest",
    "arm",
    "day_file",
    "day_files",
    "expand_all",
    "expire_all",
    "manifest_for",
    "newest_version",
    "plan",
    "plan_all",
    "renew",
    "station_may_have",
    "take_heartbeat",
]
