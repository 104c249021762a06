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


class Scope(StrEnum):
    """What a person's token may be used for.

    full: everything that person may do. read: to look, never to change anything. emergency: the doors of an emergency alone.
    feed: the calendar feed alone; it stands in an address, so it opens nothing else.
    `app.edge.allowing` says which scopes a door takes. A station's own token is none of these: it opens `/station` alone.
    """

    FULL = "full"
    READ = "read"
    EMERGENCY = "emergency"
    FEED = "feed"


class ActorKind(StrEnum):
    """What kind of actor did something."""

    PERSON = "person"
    STATION = "station"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and for which commune: every use case takes one and stays inside its commune.

    scope: of the token that was shown; the doors look at it, use cases do not.
    """

    commune_id: CommuneId
    person_id: PersonId | None
    name: str
    kind: ActorKind = ActorKind.PERSON
    scope: Scope = Scope.FULL


def system_actor(commune_id: CommuneId) -> Actor:
    """The product itself, when a clock and not a person makes it act."""
    return Actor(commune_id=commune_id, person_id=None, name="Loa Làng", kind=ActorKind.SYSTEM)
