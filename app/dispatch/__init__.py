"""What stations are given and what they say: manifests, orders, heartbeats, contact, and acts of silence on the way to them."""

from app.dispatch.contact import SILENT_S, STATION_UNREACHED, ContactWatch
from app.dispatch.heartbeats import Heard, last_heard, take_heartbeat
from app.dispatch.jobs import CORRECTIONS, FILL, PLAN, RENDER, Ahead, arm, expand_all, expire_all, plan, plan_all
from app.dispatch.manifests import SignedManifest, manifest_for, newest_version, station_may_have
from app.dispatch.ports import OrderDesk
from app.dispatch.reach import UNREACHED, Reach, StationReach, is_unreached, reach_of, watch_reach
from app.dispatch.recalls import recalls_of
from app.dispatch.rezoning import ZoneUses, change_zone, merge_zone, zone_uses
from app.dispatch.silencing import Receipt, Silencer
from app.dispatch.station_log import take_log

__all__ = [
    "CORRECTIONS",
    "FILL",
    "PLAN",
    "RENDER",
    "SILENT_S",
    "STATION_UNREACHED",
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
    "recalls_of",
    "station_may_have",
    "take_heartbeat",
    "take_log",
    "watch_reach",
    "zone_uses",
]
