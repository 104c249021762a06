"""Who acts."""

from dataclasses import dataclass
from enum import StrEnum

from app.units import CommuneId, PersonId


class Role(StrEnum):
    """What a person is in the commune's station."""

    EDITOR = "editor"
    APPROVER = "approver"
    OPERATOR = "operator"
    ADMIN = "admin"
    VIEWER = "viewer"


class ActorKind(StrEnum):
    """What kind of actor did something."""

    PERSON = "person"
    STATION = "station"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and for which commune: every use case takes one and stays inside its commune."""

    commune_id: CommuneId
    person_id: PersonId | None
    name: str
    kind: ActorKind = ActorKind.PERSON


def system_actor(commune_id: CommuneId) -> Actor:
    """The product itself, when a clock and not a person makes it act."""
    return Actor(commune_id=commune_id, person_id=None, name="Loa Làng", kind=ActorKind.SYSTEM)
