"""What stations last said of themselves."""

from datetime import datetime, timedelta
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import Clock
from app.db import readable
from app.dispatch.manifests import newest_version
from app.dispatch.recalls import confirm_by_manifest
from app.dispatch.tables import HeartbeatRow, ManifestRow
from app.faults import observe
from app.units import CommuneId, StationId
from app.values import frozen
from app.wire.protocol import Heartbeat, HeartbeatReply
from app.zones import Station

RUNS_TWICE = "station_runs_twice"
_CLOCK_DIFFERS = timedelta(minutes=2)


@frozen
class Heard:
    """What a station last said.

    at: by the server's clock. heartbeat: None when it was said to another release. newest_version: of its manifest, plan_until:
    when that runs out.
    """

    at: datetime
    heartbeat: Heartbeat | None
    newest_version: int | None
    plan_until: datetime | None


def last_heard(session: Session, commune_id: CommuneId) -> dict[StationId, Heard]:
    """What each station of the commune last said; those that never did are not in it."""
    query = (
        select(HeartbeatRow, ManifestRow.version, ManifestRow.expires_at)
        .outerjoin(ManifestRow, ManifestRow.station_id == HeartbeatRow.station_id)
        .where(HeartbeatRow.commune_id == commune_id)
        .order_by(HeartbeatRow.station_id)
    )

    def heard(row: HeartbeatRow, version: int | None, until: datetime | None) -> tuple[StationId, Heard]:
        return StationId(row.station_id), Heard(row.received_at, _read(row.heartbeat), version, until)

    return dict(readable(session, query, heard))


def output_kinds(session: Session, station_id: StationId) -> dict[str, str]:
    """What sort each output of a station is, by name, as it last said; nothing where it never did."""
    row = session.get(HeartbeatRow, station_id)
    said = _read(row.heartbeat) if row is not None else None
    return {each.name: each.kind for each in said.outputs} if said is not None else {}


def _read(said: dict[str, Any]) -> Heartbeat | None:
    try:
        return Heartbeat.model_validate(said)
    except ValidationError:
        return None


def take_heartbeat(session: Session, clock: Clock, station: Station, heartbeat: Heartbeat) -> HeartbeatReply:
    """Keep a station's heartbeat and what it says is wrong; tell it the time and which manifest is its newest."""
    now = clock.now()
    present = _present(heartbeat, now)
    row = session.get(HeartbeatRow, station.id, with_for_update=True)
    if row is None:
        row = HeartbeatRow(station_id=station.id, commune_id=station.commune_id)
        session.add(row)
    elif _runs_twice(row, heartbeat):
        present["", RUNS_TWICE] = now
    row.received_at, row.heartbeat = now, heartbeat.model_dump(mode="json")
    observe(session, now, station.commune_id, station.id, present)
    confirm_by_manifest(session, now, station, heartbeat.manifest_version)
    session.flush()
    return HeartbeatReply(server_time=now, manifest_version=newest_version(session, station.id))


def _runs_twice(row: HeartbeatRow, heartbeat: Heartbeat) -> bool:
    """Whether two processes speak in turns for one station: a restart brings a new one, and no old one back."""
    last = _read(row.heartbeat)
    if last is None or heartbeat.run == last.run:
        return False
    before, row.run_before = row.run_before, last.run
    return before is not None and before == heartbeat.run


def _present(heartbeat: Heartbeat, now: datetime) -> dict[tuple[str, str], datetime]:
    """What is wrong by output and code. A station whose own clock is wrong does not know since when."""
    is_right = abs(heartbeat.at - now) <= _CLOCK_DIFFERS
    found = {("", report.code): report.since for report in heartbeat.faults}
    found |= {(each.name, each.fault): each.since or now for each in heartbeat.outputs if each.fault is not None}
    return {key: since if is_right else now for key, since in found.items()}
