"""What stations are given and what they say: manifests, orders, heartbeats, contact, and acts of silence on the way to them."""

from app.rundown.contact import SILENT_S, ContactWatch
from app.rundown.heartbeats import Heard, last_heard, take_heartbeat
from app.rundown.jobs import CORRECTIONS, PLAN, RENDER, Ahead, arm, expand_all, expire_all, plan, plan_all, renew
from app.rundown.manifests import SignedManifest, manifest_for, newest_version, station_may_have
from app.rundown.ports import OrderDesk
from app.rundown.reach import UNREACHED, Reach, StationReach, is_unreached, reach_of, watch_reach
from app.rundown.rezoning import ZoneUses, change_zone, merge_zone, zone_uses
from app.rundown.silencing import Receipt, Silencer
from app.rundown.station_log import take_log

__all__ = [
    "CORRECTIONS",
    "PLAN",
    "RENDER",
    "SILENT_S",
    "UNREACHED",
    "Ahead",
    "ContactWatch",
    "Heard",
    "OrderDesk",
    "Reach",
    "Receipt",
    "SignedManifest",
    "Silencer",
    "StationReach",
    "ZoneUses",
    "arm",
    "change_zone",
    "expand_all",
    "expire_all",
    "is_unreached",
    "last_heard",
    "manifest_for",
    "merge_zone",
    "newest_version",
    "plan",
    "plan_all",
    "reach_of",
    "renew",
    "station_may_have",
    "take_heartbeat",
    "take_log",
    "watch_reach",
    "zone_uses",
]
