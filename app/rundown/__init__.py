"""What one zone hears on one day: the operator's list and pack, and a station's manifest."""

from app.rundown.contact import SILENT_S, ContactWatch
from app.rundown.days import DayFile, day_file, day_files
from app.rundown.errors import PackDiffersError, PackFileTooLargeError, PackFolderError, PackStaleError
from app.rundown.evening_pack import PACK_EVERY, EveningPack, deliver_evening_packs
from app.rundown.heartbeats import Heard, last_heard, take_heartbeat
from app.rundown.jobs import CORRECTIONS, PLAN, RENDER, Ahead, arm, expand_all, expire_all, plan, plan_all, renew
from app.rundown.manifests import SignedManifest, manifest_for, newest_version, station_may_have
from app.rundown.orders import OrderDesk
from app.rundown.pack_files import FORMATS, RUN_SHEET, pack_entries, pack_name, silent_because, without_lost
from app.rundown.pack_folder import Entry, write_pack
from app.rundown.packs import DayPack, Line, PackVersion, issue_pack, pack_versions, present_pack
from app.rundown.reach import UNREACHED, Reach, StationReach, is_unreached, reach_of, watch_reach
from app.rundown.rezoning import ZoneUses, change_zone, merge_zone, zone_uses
from app.rundown.silencing import Receipt, Silencer
from app.rundown.station_log import take_log

__all__ = [
    "CORRECTIONS",
    "FORMATS",
    "PACK_EVERY",
    "PLAN",
    "RENDER",
    "RUN_SHEET",
    "SILENT_S",
    "UNREACHED",
    "Ahead",
    "ContactWatch",
    "DayFile",
    "DayPack",
    "Entry",
    "EveningPack",
    "Heard",
    "Line",
    "OrderDesk",
    "PackDiffersError",
    "PackFileTooLargeError",
    "PackFolderError",
    "PackStaleError",
    "PackVersion",
    "Reach",
    "Receipt",
    "SignedManifest",
    "Silencer",
    "StationReach",
    "ZoneUses",
    "arm",
    "change_zone",
    "day_file",
    "day_files",
    "deliver_evening_packs",
    "expand_all",
    "expire_all",
    "is_unreached",
    "issue_pack",
    "last_heard",
    "manifest_for",
    "merge_zone",
    "newest_version",
    "pack_entries",
    "pack_name",
    "pack_versions",
    "plan",
    "plan_all",
    "present_pack",
    "reach_of",
    "renew",
    "silent_because",
    "station_may_have",
    "take_heartbeat",
    "take_log",
    "watch_reach",
    "without_lost",
    "write_pack",
    "zone_uses",
]
