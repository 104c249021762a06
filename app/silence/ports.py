"""What the product asks of the memory of silences; who lets something be silent goes through `app.dispatch.Silencer`."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from app.silence.model import Hush, Silence
from app.units import CommuneId


class Stops(Protocol):
    """What is silent, of every commune; any thread may ask, and is answered at once whatever else hangs."""

    def stop_of(self, commune_id: CommuneId) -> Silence | None:
        """The stop of everything that is in force in a commune."""
        ...

    def stops_of(self, commune_id: CommuneId) -> tuple[Silence, ...]:
        """All stops of it that were said here or heard of; `stop_of` stands also for one that damage may have lost."""
        ...

    def hush_of(self, commune_id: CommuneId) -> Hush:
        """All that is silent in a commune by acts of these days."""
        ...

    def untold(self, commune_id: CommuneId, planned_at: datetime | None, now: datetime) -> frozenset[UUID]:
        """Of `hush_of` what a manifest made at `planned_at` may not say; None: there is no manifest."""
        ...

    def stops_said(self, commune_id: CommuneId) -> int:
        """How often a stop of a commune was said since the start, also while one was in force: a lift lifts those it knew of."""
        ...

    def open(self) -> list[Silence]:
        """What the database has not got yet, in the order it was said."""
        ...

    @property
    def lifts(self) -> int:
        """How often a stop was lifted since the start, of whatever commune: facts read meanwhile may be of before."""
        ...

    def lift(self, commune_id: CommuneId, said: int) -> None:
        """Let a commune sound again, once the database has it. said: `stops_said` when a person decided it.

        Raises StopSaidAgainError where a stop was said since; it is stopped as before.
        """
        ...

    def hear(self, session: Session, now: datetime, commune_id: CommuneId | None = None) -> frozenset[CommuneId]:
        """Take up what other servers let be silent, and what they lifted; None: in every commune. Where it changed anything."""
        ...
