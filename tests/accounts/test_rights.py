"""What each role may do and what each token opens, written out once more: a right that is added or lost is seen here first."""

from dataclasses import replace
from itertools import combinations
from uuid import uuid4

import pytest

from app.accounts import Actor, Grave, Right, RightMissingError, Role, Scope, rights_of, system_actor
from app.accounts.model import ActorKind, Holder
from app.accounts.rights import OF_PRACTISING, OF_ROLE, OF_SCOPE, OF_WAITING, must_have_second
from app.errors import NotFoundError
from app.units import CommuneId, PersonId

EVERYBODY = {"look", "look_alarms", "feed", "own", "sign_in"}
ON_DUTY = EVERYBODY | {"render", "silence", "stop"}
EVERYTHING_HEARD_OR_KEPT = {
    "write",
    "submit",
    "approve",
    "schedule",
    "lexicon",
    "operate",
    "remarks",
    "commune",
    "people",
    "audit",
}
ROLES = {
    Role.VIEWER: EVERYBODY,
    Role.OPERATOR: ON_DUTY | {"operate"},
    Role.EDITOR: ON_DUTY | {"write", "submit", "schedule", "lexicon", "operate", "remarks"},
    Role.APPROVER: ON_DUTY | {"approve", "remarks"},
    Role.ADMIN: ON_DUTY | EVERYTHING_HEARD_OR_KEPT,
}
SCOPES = {
    Scope.FULL: (ON_DUTY | EVERYTHING_HEARD_OR_KEPT | {"alarm"}) - {"feed"},
    Scope.READ: {"look", "look_alarms", "audit"},
    Scope.EMERGENCY: {"look_alarms", "alarm", "stop"},
    Scope.FEED: {"feed"},
}


def test_a_role_may_what_stands_here_and_nothing_else() -> None:
    assert {role: {right.value for right in rights} for role, rights in OF_ROLE.items()} == ROLES
    for role in Role:
        assert rights_of([role], may_alarm=False) == OF_ROLE[role]
        assert {right.value for right in rights_of([role], may_alarm=True)} == ROLES[role] | {"alarm", "stop"}
    assert {right.value for right in rights_of([], may_alarm=True)} == {"alarm", "stop"}


def test_a_token_opens_what_stands_here_and_nothing_else() -> None:
    assert {scope: {right.value for right in rights} for scope, rights in OF_SCOPE.items()} == SCOPES
    assert {Right.SIGN_IN} == OF_WAITING


def test_who_practises_works_at_the_console_and_changes_nothing_of_an_account() -> None:
    work = {"look", "look_alarms", "render", "silence", "stop"}
    work |= {"write", "submit", "approve", "schedule", "lexicon", "operate", "alarm"}
    assert {right.value for right in OF_PRACTISING} == work
    me = Actor(CommuneId(uuid4()), PersonId(uuid4()), "Thu")
    other = replace(me, person_id=PersonId(uuid4()), roles=frozenset(Role), may_alarm=True, practises_for=me)
    assert {right.value for right in Right if other.may(right)} == work
    assert (other.typing_id, me.typing_id) == (me.person_id, me.person_id)


@pytest.mark.parametrize("holders", [set(some) for count in range(4) for some in combinations(Holder, count)], ids=sorted)
def test_who_must_have_a_second_factor_is_who_is_named(holders: set[Holder]) -> None:
    for role in Role:
        for may_alarm in (False, True):
            wanted = role.value in holders or (may_alarm and "emergency" in holders)
            assert must_have_second([role], holders, may_alarm=may_alarm) is wanted, (role, may_alarm)
    assert not must_have_second([], holders, may_alarm=False)


def test_the_product_itself_may_all_and_is_no_person() -> None:
    by = system_actor(CommuneId(uuid4()))
    assert all(by.may(right) for right in Right)
    by.must(Right.COMMUNE, Grave.ONE_OFFICER)
    with pytest.raises(RightMissingError):
        replace(by, kind=ActorKind.PERSON).must(Right.COMMUNE)
    for whose in ("own_id", "typing_id"):
        with pytest.raises(NotFoundError):
            getattr(by, whose)
