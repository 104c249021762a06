"""What others ask of emergencies. Every query stays inside one commune."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, get_args
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.airing import AudioFormat
from app.db import of_commune, owned, readable, readable_page, shown
from app.emergencies.model import OPEN, Audio, Emergency, EmergencyState, Status
from app.emergencies.tables import EmergencyRow
from app.programmes import StoredAudio
from app.units import CommuneId, EmergencyId, Sha256, ZoneId
from app.zones import Rezoning

MOST_LISTED = 100


def emergency(session: Session, commune_id: CommuneId, emergency_id: EmergencyId) -> Emergency:
    """One emergency. Raises `NotFoundError`."""
    return shown(session, EmergencyRow, emergency_id, commune_id, emergency_of, kind="emergency")


def emergency_zones(session: Session, commune_id: CommuneId, ids: Iterable[UUID]) -> dict[UUID, frozenset[ZoneId]]:
    """Where those of `ids` that are emergencies of the commune are to be heard."""
    query = select(EmergencyRow.id, EmergencyRow.zone_ids).where(
        EmergencyRow.commune_id == commune_id, EmergencyRow.id.in_(list(ids))
    )
    return {row.id: frozenset(ZoneId(UUID(key)) for key in row.zone_ids) for row in session.execute(query)}


def drills(session: Session, commune_id: CommuneId, ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of `ids` that are drills of the commune."""
    query = select(EmergencyRow.id).where(
        EmergencyRow.commune_id == commune_id, EmergencyRow.id.in_(list(ids)), EmergencyRow.status == Status.EXERCISE
    )
    return frozenset(session.scalars(query))


def emergencies(session: Session, commune_id: CommuneId, state: EmergencyState | None = None) -> list[Emergency]:
    """The newest hundred, the newest first."""
    query = of_commune(EmergencyRow, commune_id).order_by(EmergencyRow.id.desc())
    if state is not None:
        query = query.where(EmergencyRow.state == state)
    return list(readable_page(session, query, emergency_of, MOST_LISTED)[0])


def live(session: Session, commune_id: CommuneId, now: datetime) -> list[Emergency]:
    """What sounds, waits for a second person, or is a prepared correction, the newest first. Nothing recorded is in it."""
    query = of_commune(EmergencyRow, commune_id).where(
        EmergencyRow.state.in_({EmergencyState.PREPARED, *OPEN}),
        or_(EmergencyRow.state == EmergencyState.PREPARED, EmergencyRow.ends_at > now),
    )
    return readable(session, query.order_by(EmergencyRow.began_at.desc(), EmergencyRow.id.desc()), emergency_of)


def warned_in(session: Session, commune_id: CommuneId, now: datetime, zone_ids: Collection[ZoneId]) -> list[Emergency]:
    """What sounds, or waits for its hour or a second person, and names one of `zone_ids`; the newest first."""
    return [each for each in live(session, commune_id, now) if each.state in OPEN and not set(each.zone_ids).isdisjoint(zone_ids)]


def corrections_follow(session: Session, commune_id: CommuneId, change: Rezoning) -> None:
    """Let corrections that are prepared be heard where what stands for their zones is; of none they stay as they are."""
    query = of_commune(EmergencyRow, commune_id).where(EmergencyRow.state == EmergencyState.PREPARED)
    for row in session.scalars(query.with_for_update()):
        row.zone_ids = change.ids(row.zone_ids) or row.zone_ids
    session.flush()


def without_correction(session: Session, commune_id: CommuneId) -> list[Emergency]:
    """Alerts that sound, or wait to, and have no correction ready."""
    ready = select(EmergencyRow.correction_of).where(EmergencyRow.correction_of.is_not(None))
    query = of_commune(EmergencyRow, commune_id).where(
        EmergencyRow.state.in_(OPEN),
        EmergencyRow.correction_of.is_(None),
        EmergencyRow.id.not_in(ready),
    )
    return readable(session, query.order_by(EmergencyRow.id), emergency_of)


def row_of(session: Session, commune_id: CommuneId, emergency_id: EmergencyId, *, lock: bool = False) -> EmergencyRow:
    """The row of an emergency. Raises `NotFoundError`."""
    return owned(session, EmergencyRow, emergency_id, commune_id, kind="emergency", lock=lock)


def emergency_of(row: EmergencyRow) -> Emergency:
    """A row as others see it."""
    return Emergency(
        id=EmergencyId(row.id),
        commune_id=CommuneId(row.commune_id),
        sort=row.sort,
        correction_of=EmergencyId(row.correction_of) if row.correction_of else None,
        identifier=row.identifier,
        sender=row.sender,
        sent=row.sent,
        status=row.status,
        msg_type=row.msg_type,
        references=tuple(row.references),
        hazard=row.hazard,
        title=row.title,
        text=row.text,
        spoken=row.spoken,
        zone_ids=tuple(ZoneId(UUID(key)) for key in row.zone_ids),
        repeat_every_s=row.repeat_every_s,
        times=row.times,
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        resume=row.resume,
        repeat_from=row.repeat_from,
        repeat_to=row.repeat_to,
        state=row.state,
        audio=_audio(row.audio),
        content_hash=Sha256(row.content_hash),
        seal=row.seal,
        sealed_until=row.sealed_until,
        started_by=row.started_by,
        confirmed_by=row.confirmed_by,
        began_at=row.began_at,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        end_reason=row.end_reason,
    )


def _audio(row: dict[str, Any] | None) -> Audio | None:
    if row is None:
        return None
    return Audio(
        forms={form: StoredAudio(Sha256(row[form][0]), row[form][1]) for form in get_args(AudioFormat)},
        seconds=row["seconds"],
        sentences_s=tuple(row["sentences_s"]),
        signature=bytes.fromhex(row["signature"]) if row.get("signature") else None,
    )
