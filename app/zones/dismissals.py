"""Enrolments that have ended, and the signed word of it for the PC that still holds one."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts import NotSignedInError, hash_secret
from app.units import CommuneId
from app.wire.dismissal import Dismissal, sign_dismissal
from app.zones.ports import Signers
from app.zones.tables import FormerTokenRow, StationRow


def retire_token(session: Session, row: StationRow, at: datetime) -> None:
    """The token a station has now is nobody's any more."""
    if session.get(FormerTokenRow, row.token_hash) is None:
        session.add(FormerTokenRow(token_hash=row.token_hash, commune_id=row.commune_id, station_id=row.id, ended_at=at))


def dismissal_of(session: Session, signers: Signers, secret: str) -> bytes:
    """The signed word that the enrolment with this token has ended. Raises `NotSignedInError` when it has not, or never was."""
    row = session.get(FormerTokenRow, hash_secret(secret))
    if row is None:
        raise NotSignedInError
    ended = Dismissal(station_id=row.station_id, token_sha256=row.token_hash, at=row.ended_at)
    return sign_dismissal(ended, signers.of(session, CommuneId(row.commune_id)))
