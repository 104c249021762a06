"""People: several roles, the right to raise emergencies apart, a way in by a one-time code, and an end of it all."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from app.accounts import (
    Actor,
    BadInvitationError,
    BadPersonNameError,
    LastAdminError,
    NoRoleError,
    NotSignedInError,
    Right,
    Role,
    Scope,
    Uses,
    add_person,
    change_person,
    end_person,
    everybody,
    invite,
    invited,
    issue_token,
    person,
    rights_of,
    who_is,
)
from app.accounts.invitations import LIFE
from app.clock import ManualClock
from app.db import Sessions
from app.errors import NotFoundError, StaleError
from app.tags import tag_of
from app.units import PersonId
from app.zones import Founding, found_commune


def _add(sessions: Sessions, clock: ManualClock, by: Actor, *roles: Role, name: str = "Thu") -> PersonId:
    with sessions.begin() as session:
        return add_person(session, clock, by, name=name, roles=roles)


def _token(sessions: Sessions, clock: ManualClock, by: Actor, of: PersonId, scope: Scope = Scope.FULL) -> str:
    with sessions.begin() as session:
        return issue_token(session, clock, by, person_id=of, label="x", scope=scope).secret


def test_several_roles_give_what_each_gives() -> None:
    both = rights_of({Role.EDITOR, Role.APPROVER}, may_alarm=False)
    assert {Right.WRITE, Right.APPROVE} <= both
    assert Right.ALARM not in both
    assert Right.ALARM not in rights_of(set(Role), may_alarm=False), "no role raises emergencies"
    assert rights_of(set(Role), may_alarm=True) == set(Right)
    assert rights_of((), may_alarm=False) == frozenset()


def test_what_a_person_is_holds_from_the_next_request_on(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    thu = _add(sessions, clock, founding.admin, Role.EDITOR)
    secret = _token(sessions, clock, founding.admin, thu)
    with sessions.begin() as session:
        known = who_is(session, clock.now(), secret, uses=Uses())
        changed = change_person(
            session,
            clock,
            founding.admin,
            thu,
            name="  Nguyễn  Thu ",
            roles={Role.APPROVER, Role.OPERATOR},
            may_alarm=True,
            tag=tag_of(1),
        )
    assert (changed.name, changed.tag) == ("Nguyễn Thu", tag_of(2))
    with sessions.read() as session:
        now = who_is(session, clock.now(), secret, uses=Uses())
    assert now == replace(known, name="Nguyễn Thu", roles=frozenset({Role.APPROVER, Role.OPERATOR}), may_alarm=True)
    assert known.may(Right.WRITE)
    assert not now.may(Right.WRITE)


def test_of_two_who_change_a_person_the_second_is_told(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    thu = _add(sessions, clock, founding.admin, Role.EDITOR)
    with sessions.begin() as session:
        change_person(session, clock, founding.admin, thu, name="A", roles={Role.VIEWER}, may_alarm=False, tag=tag_of(1))
        with pytest.raises(StaleError):
            change_person(session, clock, founding.admin, thu, name="B", roles={Role.VIEWER}, may_alarm=False, tag=tag_of(1))


def test_a_person_has_a_name_and_a_role(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    with sessions.begin() as session:
        with pytest.raises(BadPersonNameError):
            add_person(session, clock, founding.admin, name="  ", roles={Role.VIEWER})
        with pytest.raises(NoRoleError):
            add_person(session, clock, founding.admin, name="Thu", roles=())


def test_who_leaves_has_no_way_in_any_more(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    thu = _add(sessions, clock, founding.admin, Role.EDITOR)
    secrets = [_token(sessions, clock, founding.admin, thu, scope) for scope in Scope]
    with sessions.begin() as session:
        code = invite(session, clock, founding.admin, thu).code
        end_person(session, clock, founding.admin, thu)
    with sessions.begin() as session:
        for secret in secrets:
            with pytest.raises(NotSignedInError):
                who_is(session, clock.now(), secret, uses=Uses())
        with pytest.raises(BadInvitationError):
            invited(session, clock, code)
        for again in (end_person, invite):
            with pytest.raises(NotFoundError):
                again(session, clock, founding.admin, thu)
        assert person(session, founding.commune_id, thu).left_at == clock.now()


def test_the_last_administrator_stays(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    me = founding.admin_id
    with sessions.begin() as session, pytest.raises(LastAdminError):
        end_person(session, clock, founding.admin, me)
    with sessions.begin() as session, pytest.raises(LastAdminError):
        change_person(session, clock, founding.admin, me, name="Q", roles={Role.VIEWER}, may_alarm=True, tag=tag_of(1))
    second = _add(sessions, clock, founding.admin, Role.ADMIN, Role.EDITOR, name="Hai")
    with sessions.begin() as session, pytest.raises(LastAdminError):
        end_person(session, clock, founding.admin, me)  # who was only invited may never come
    _token(sessions, clock, founding.admin, second, Scope.READ)
    with sessions.begin() as session, pytest.raises(LastAdminError):
        end_person(session, clock, founding.admin, me)  # nor can one let others in who only looks
    _token(sessions, clock, founding.admin, second)
    with sessions.begin() as session:
        end_person(session, clock, founding.admin, me)
    with sessions.begin() as session, pytest.raises(LastAdminError):
        end_person(session, clock, founding.admin, second)


def test_an_invitation_lets_in_once(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    thu = _add(sessions, clock, founding.admin, Role.EDITOR)
    with sessions.begin() as session:
        made = invite(session, clock, founding.admin, thu)
    with sessions.begin() as session:
        came = invited(session, clock, f" {made.code.lower().replace('-', ' ')}")
        assert (came.person_id, came.actor.roles) == (thu, frozenset({Role.EDITOR}))
    with sessions.begin() as session, pytest.raises(BadInvitationError):
        invited(session, clock, made.code)


def test_a_newer_invitation_and_time_end_an_older_one(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    thu = _add(sessions, clock, founding.admin, Role.EDITOR)
    with sessions.begin() as session:
        older = invite(session, clock, founding.admin, thu)
        newer = invite(session, clock, founding.admin, thu)
    clock.advance(LIFE - timedelta(seconds=1))
    with sessions.begin() as session:
        with pytest.raises(BadInvitationError):
            invited(session, clock, older.code)
        clock.advance(timedelta(seconds=1))
        with pytest.raises(BadInvitationError):
            invited(session, clock, newer.code)


def test_nobody_reaches_into_another_commune(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    with sessions.begin() as session:
        other = found_commune(session, clock, name="xã Vĩnh Hòa", admin="Trần Văn Lạ")
    with sessions.begin() as session:
        for act in (end_person, invite):
            with pytest.raises(NotFoundError):
                act(session, clock, founding.admin, other.admin_id)
        with pytest.raises(NotFoundError):
            issue_token(session, clock, founding.admin, person_id=other.admin_id, label="x")
        with pytest.raises(NotFoundError):
            change_person(
                session, clock, founding.admin, other.admin_id, name="X", roles={Role.ADMIN}, may_alarm=True, tag=tag_of(1)
            )
        assert [each.name for each in everybody(session, founding.commune_id)] == [founding.admin.name]


def test_no_code_is_in_the_database(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    with sessions.begin() as session:
        made = invite(session, clock, founding.admin, founding.admin_id)
        kept = session.execute(text("SELECT code_hash FROM invitations")).scalar_one()
        assert made.code.replace("-", "") not in kept
