"""Who acts."""

from datetime import datetime
from uuid import UUID

from app.accounts.errors import (
    ProofMissingError,
    RightMissingError,
    SecondFactorMissingError,
    SecondFactorRequiredError,
    TokenNotEnoughError,
    TokenScopeError,
)
from app.accounts.model import ActorKind, Role, Scope, Wait, listed
from app.accounts.rights import OF_PRACTISING, OF_SCOPE, OF_WAITING, Grave, Right, rights_of
from app.errors import NotFoundError
from app.units import CommuneId, PersonId
from app.values import frozen


@frozen
class Deputyship:
    """On whose behalf somebody approves. giver: the name."""

    delegation_id: UUID
    giver_id: PersonId
    giver: str


@frozen
class Actor:
    """Who does something, and for which commune: every use case takes one and stays inside its commune.

    roles: what the person is in the commune; may_alarm: who may raise emergencies, whatever else he is; scope: of the token that
    was shown. Together they say what this actor may. sign_in_id: of the sign-in, where it was no token that was shown.
    deputy_for: on whose behalf this actor approves, who may not by a role.
    has_proved: lately enough for grave acts, or there is nothing to prove by; wait: what the sign-in still lacks.
    practises_for: whose account of a training commune this is, while that person practises.
    until: when the sign-in ends however much it is used; None: it was no sign-in.
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
    has_proved: bool = False
    wait: Wait | None = None
    practises_for: "Actor | None" = None
    until: datetime | None = None

    @property
    def own_id(self) -> PersonId:
        """The id of the person who acts. Raises `NotFoundError` for one who is none."""
        if self.person_id is None:
            raise NotFoundError(kind="person", key=self.name)
        return self.person_id

    @property
    def typing_id(self) -> PersonId:
        """The id of the person at the screen, also where that person practises. Raises like `own_id`."""
        return (self.practises_for or self).own_id

    def may(self, right: Right) -> bool:
        """Whether this actor has a right; the product itself has all, and one whose roles are not known none."""
        if self.kind is ActorKind.SYSTEM:
            return True
        opens = OF_SCOPE[self.scope] if self.wait is None else OF_SCOPE[self.scope] & OF_WAITING
        if self.practises_for is not None:
            opens &= OF_PRACTISING
        is_deputised = right is Right.APPROVE and self.deputy_for is not None
        return right in opens and (is_deputised or right in rights_of(self.roles, may_alarm=self.may_alarm))

    def must(self, right: Right, grave: Grave | None = None) -> None:
        """Ask for a right, and for a grave act the proof as well.

        Raises `TokenScopeError` where the token does not open it, `SecondFactorMissingError` or `SecondFactorRequiredError` where
        the sign-in does not yet, `RightMissingError` where the person has not the right; `ProofMissingError` where it was not
        proved lately who asks, `TokenNotEnoughError` where what asks is a token.
        """
        if not self.may(right):
            self._refuse(right)
        if grave is None or self.has_proved or self.kind is ActorKind.SYSTEM:
            return
        if self.sign_in_id is None:
            raise TokenNotEnoughError(act=grave.value)
        raise ProofMissingError(act=grave.value)

    def _refuse(self, right: Right) -> None:
        if right not in OF_SCOPE[self.scope]:
            raise TokenScopeError(scope=self.scope.value)
        if self.wait is Wait.SECOND:
            raise SecondFactorMissingError
        if self.wait is Wait.ENROL:
            raise SecondFactorRequiredError
        raise RightMissingError(right=right.value, roles=listed(self.roles))


def system_actor(commune_id: CommuneId) -> Actor:
    """The product itself, when a clock and not a person makes it act."""
    return Actor(commune_id=commune_id, person_id=None, name="Loa Làng", kind=ActorKind.SYSTEM)
