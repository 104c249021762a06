"""What stations last said of themselves."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.clock import Clock
from app.faults import observe
from app.rundown.manifests import newest_version
from app.rundown.tables import HeartbeatRow
from app.station.protocol import Heartbeat, HeartbeatReply
from app.zones import Station

_CLOCK_DIFFERS = timedelta(minutes=2)


def take_heartbeat(session: Session, clock: Clock, station: Station, heartbeat: Heartbeat) -> HeartbeatReply:
    """Keep a station's heartbeat and what it says is wrong; tell it the time and which manifest is its newest."""
    now = clock.now()
    row = session.get(HeartbeatRow, station.id, with_for_update=True)
    if row is None:
        row = HeartbeatRow(station_id=station.id, commune_id=station.commune_id)
        session.add(row)
    row.received_at, row.heartbeat = now, heartbeat.model_dump(mode="json")
    observe(session, now, station.commune_id, station.id, _present(heartbeat, now))
    session.flush()
    return HeartbeatReply(server_time=now, manifest_version=newest_version(session, station.id))


def _present(heartbeat: Heartbeat, now: datetime) -> dict[tuple[str, str], datetime]:
    """What is wrong by output and code. A station whose own clock is wrong does not know since when."""
    is_right = abs(heartbeat.at - now) <= _CLOCK_DIFFERS
    found = {("", report.code): report.since for report in heartbeat.faults}
    found |= {(each.name, each.fault): each.since or now for each in heartbeat.outputs if each.fault is not None}
    return {key: since if is_right else now for key, since in found.items()}
