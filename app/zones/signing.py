"""Signers with the keys that lie in the database (docs/decisions/0032)."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.orm import Session

from app.units import CommuneId
from app.wire.trust import Signer
from app.zones.keys import key_row


class DatabaseSigners:
    """See `app.zones.Signers`."""

    def of(self, session: Session, commune_id: CommuneId) -> Signer:
        """See `Signers.of`."""
        return Ed25519PrivateKey.from_private_bytes(key_row(session, commune_id).private_key)
