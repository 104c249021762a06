"""The day's files for the operator: list, pack, folder, and the run sheet that goes with them."""

from app.packs.days import DayFile, day_file, day_files
from app.packs.errors import PackDiffersError, PackFileTooLargeError, PackFolderError, PackStaleError
from app.packs.evening import PACK_EVERY, EveningPack, deliver_evening_packs
from app.packs.files import FORMATS, RUN_SHEET, pack_entries, pack_name, silent_because, without_lost
from app.packs.folder import Entry, write_pack
from app.packs.versions import DayPack, Line, PackOut, PackVersion, issue_pack, pack_versions, packs_out, present_pack, take_pack

__all__ = [
    "FORMATS",
    "PACK_EVERY",
    "RUN_SHEET",
    "DayFile",
    "DayPack",
    "Entry",
    "EveningPack",
    "Line",
    "PackDiffersError",
    "PackFileTooLargeError",
    "PackFolderError",
    "PackOut",
    "PackStaleError",
    "PackVersion",
    "day_file",
    "day_files",
    "deliver_evening_packs",
    "issue_pack",
    "pack_entries",
    "pack_name",
    "pack_versions",
    "packs_out",
    "present_pack",
    "silent_because",
    "take_pack",
    "without_lost",
    "write_pack",
]
