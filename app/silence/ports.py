"""What the product asks of the memory of silences; who lets something be silent goes through `app.dispatch.Silencer`."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from app.silence.model import Hush, Silence
from app.units import CommuneId


class Stops(Protocol):
    """What is silent, of every commune; any thread may ask, and is answered at once whatever else hangs."""

    def stop_of(self, commune_id: CommuneId) -> Silence | None:
        """The stop of everything that is in force in a commune."""
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

    def lift(self, commune_id: CommuneId, said: int) -> None:
        """Let a commune sound again. said: `stops_said` when a person decided it.

        Raises StopSaidAgainError where a stop was said since, and OSError where the lift cannot be kept; it is stopped as before.
        """
        ...
