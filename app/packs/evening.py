"""The job that keeps tomorrow's pack in a set folder, from an hour of the evening on; made again whenever the day changes."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import structlog

from app.accounts import system_actor
from app.choices import Choices, DayPackChoice, choices
from app.clock import Clock, local
from app.db import Sessions
from app.errors import AppError
from app.packs.files import FindFile, pack_entries, pack_name, without_lost
from app.packs.folder import write_pack
from app.packs.versions import DayPack, is_delivered, issue_pack, note_delivery
from app.tasks import Troubles
from app.units import CommuneId
from app.values import frozen
from app.zones import communes

_log = structlog.get_logger(__name__)
AUDIO_LOST = "pack_audio_lost"
"""The pack is there without a file that is lost; it is put there again until it is whole."""
PACK_EVERY = timedelta(minutes=5)


@frozen
class EveningPack:
    """Where tomorrow's pack goes. usual: for communes that have not chosen their hour and formats yet."""

    folder: Path
    usual: Choices


def deliver_evening_packs(sessions: Sessions, clock: Clock, find: FindFile, to: EveningPack, troubles: Troubles) -> None:
    """Put the next day's pack of each commune into the folder, from its hour on, where it is not there yet or the day changed.

    None of a training commune, whose packs nobody is to play. A folder that does not take it is noted with the pack's version,
    and tried again at the next call.
    """
    now = local(clock.now())
    with sessions.read() as session:
        found = {each.id: choices(session, each.id, to.usual).day_pack for each in communes(session) if not each.is_sandbox}

    def deliver(key: UUID) -> None:
        chosen = found[CommuneId(key)]
        if now.hour < chosen.at_hour:
            return
        folder = to.folder if len(found) == 1 else to.folder / str(key)
        _deliver(sessions, clock, find, chosen, commune_id=CommuneId(key), day=now.date() + timedelta(days=1), folder=folder)

    troubles.each_commune("day pack", found, deliver, code="upkeep_failed")


def _deliver(
    sessions: Sessions, clock: Clock, find: FindFile, chosen: DayPackChoice, *, commune_id: CommuneId, day: date, folder: Path
) -> None:
    with sessions.begin() as session:
        pack = issue_pack(session, clock, system_actor(commune_id), day)
        if is_delivered(session, commune_id, pack) and (folder / pack_name(pack)).is_dir():
            return
    fault = _fault_of_writing(pack, find, chosen, folder)
    with sessions.begin() as session:
        note_delivery(session, clock, commune_id, pack, fault=fault)


def _fault_of_writing(pack: DayPack, find: FindFile, chosen: DayPackChoice, folder: Path) -> str | None:
    whole = without_lost(pack, find, chosen.formats)
    try:
        write_pack(pack_entries(whole, find, chosen.formats), folder, pack_name(pack))
    except AppError as error:
        _log.warning("day_pack.failed", version=pack.version, day=pack.day.isoformat(), fault=str(error))
        return error.code
    if whole != pack:
        return AUDIO_LOST
    _log.info("day_pack.delivered", version=pack.version, day=pack.day.isoformat())
    return None
