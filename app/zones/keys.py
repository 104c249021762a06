"""The commune's signing key: stations trust its public half and play only what it signed.

The private half lies in the database on purpose (see docs/decisions/0032): it must come back with a restored backup, and every
worker of a province's server must reach it.
"""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.orm import Session

from app.clock import Clock
from app.db import of_commune
from app.errors import NotFoundError
from app.units import CommuneId, new_id
from app.zones.tables import CommuneKeyRow


def make_key(session: Session, clock: Clock, commune_id: CommuneId) -> None:
    """Make the commune's key; once, at its founding."""
    key = Ed25519PrivateKey.generate()
    session.add(
        CommuneKeyRow(
            id=new_id(),
            commune_id=commune_id,
            public_key=key.public_key().public_bytes_raw(),
            private_key=key.private_bytes_raw(),
            created_at=clock.now(),
        ),
    )
    session.flush()


def public_key(session: Session, commune_id: CommuneId) -> bytes:
    """The 32 raw bytes a station is given to trust. Raises `NotFoundError`."""
    return key_row(session, commune_id).public_key


def key_row(session: Session, commune_id: CommuneId) -> CommuneKeyRow:
    """Both halves. Raises `NotFoundError`."""
    row = session.scalars(of_commune(CommuneKeyRow, commune_id)).one_or_none()
    if row is None:
        raise NotFoundError(kind="commune", key=str(commune_id))
    return row
