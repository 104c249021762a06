"""What stands before the signing keys of communes."""

from typing import Protocol

from sqlalchemy.orm import Session

from app.units import CommuneId
from app.wire.trust import Signer


class Signers(Protocol):
    """Who signs for which commune; where the private half lies is known to nobody else."""

    def of(self, session: Session, commune_id: CommuneId) -> Signer:
        """The signer of a commune, which needs no database from then on. Raises `NotFoundError`."""
        ...
