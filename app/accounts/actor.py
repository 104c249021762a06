"""Who acts."""

from dataclasses import dataclass
from uuid import UUID

from app.accounts.errors import RightMissingError, TokenScopeError
from app.accounts.model import ActorKind, Role, Scope, listed
from app.accounts.rights import OF_SCOPE, Right, rights_of
from app.errors import NotFoundError
from app.units import CommuneId, PersonId


@dataclass(frozen=True, slots=True)
class Deputyship:
    """On whose behalf somebody approves. giver: the name."""

    delegation_id: UUID
    giver_id: PersonId
    giver: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and for which commune: every use case takes one and stays inside its commune.

    roles: what the person is in the commune; may_alarm: who may raise emergencies, whatever else he is; scope: of the token that
    was shown. Together they say what this actor may. sign_in_id: of the sign-in, where it was no token that was shown.
    deputy_for: on whose behalf this actor approves, who may not by a role.
    """

    commune_id: CommuneId
    person_id: PersonId | None
    name: str
    kind: ActorKind = ActorKind.PERSON
    scope: Scope = Scope.FULL
    roles: frozenset[Role] = frozenset()
    may_alarm: bool = False
    sign_in_id: UUID | None = None
    deputy_for: Deputyship | None = None

    @property
    def own_id(self) -> PersonId:
        """The id of the person who acts. Raises `NotFoundError` for one who is none."""
        if self.person_id is None:
            raise NotFoundError(kind="person", key=self.name)
        return self.person_id

    def may(self, right: Right) -> bool:
        """Whether this actor has a right; the product itself has all, and one whose roles are not known none."""
        if self.kind is ActorKind.SYSTEM:
            return True
        is_deputised = right is Right.APPROVE and self.deputy_for is not None
        return right in OF_SCOPE[self.scope] and (is_deputised or right in rights_of(self.roles, may_alarm=self.may_alarm))

    def must(self, right: Right) -> None:
        """Raises `TokenScopeError` where the token does not open it, `RightMissingError` where the person has not the right."""
        if self.may(right):
            return
        if right not in OF_SCOPE[self.scope]:
            raise TokenScopeError(scope=self.scope.value)
        raise RightMissingError(right=right.value, roles=listed(self.roles))


def system_actor(commune_id: CommuneId) -> Actor:
    """The product itself, when a clock and not a person makes it act."""
    return Actor(commune_id=commune_id, person_id=None, name="Loa Làng", kind=ActorKind.SYSTEM)
