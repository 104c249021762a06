"""Who acts."""

from dataclasses import dataclass

from app.accounts.errors import RightMissingError, TokenScopeError
from app.accounts.model import ActorKind, Role, Scope
from app.accounts.rights import OF_ROLE, OF_SCOPE, Right
from app.units import CommuneId, PersonId


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and for which commune: every use case takes one and stays inside its commune.

    role: what the person is in the commune; scope: of the token that was shown. Together they say what this actor may.
    """

    commune_id: CommuneId
    person_id: PersonId | None
    name: str
    kind: ActorKind = ActorKind.PERSON
    scope: Scope = Scope.FULL
    role: Role | None = None

    def may(self, right: Right) -> bool:
        """Whether this actor has a right; the product itself has all, and one whose role is not known none."""
        if self.kind is ActorKind.SYSTEM:
            return True
        return self.role is not None and right in OF_ROLE[self.role] and right in OF_SCOPE[self.scope]

    def must(self, right: Right) -> None:
        """Raises `TokenScopeError` where the token does not open it, `RightMissingError` where the person has not the right."""
        if self.may(right):
            return
        if right not in OF_SCOPE[self.scope]:
            raise TokenScopeError(scope=self.scope.value)
        raise RightMissingError(right=right.value, role=self.role.value if self.role is not None else "")


def system_actor(commune_id: CommuneId) -> Actor:
    """The product itself, when a clock and not a person makes it act."""
    return Actor(commune_id=commune_id, person_id=None, name="Loa Làng", kind=ActorKind.SYSTEM)
