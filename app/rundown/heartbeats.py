"""What stations last said of themselves."""

from sqlalchemy.orm import Session

from app.clock import Clock
from app.rundown.manifests import newest_version
from app.rundown.tables import HeartbeatRow
from app.station.protocol import Heartbeat, HeartbeatReply
from app.zones import Station


def take_heartbeat(session: Session, clock: Clock, station: Station, heartbeat: Heartbeat) -> HeartbeatReply:
    """Keep a station's heartbeat; tell it the time and which manifest is its newest."""
    now = clock.now()
    row = session.get(HeartbeatRow, station.id)
    if row is None:
        row = HeartbeatRow(station_id=station.id, commune_id=station.commune_id)
        session.add(row)
    row.received_at, row.heartbeat = now, heartbeat.model_dump(mode="json")
    session.flush()
    return HeartbeatReply(server_time=now, manifest_version=newest_version(session, station.id))
