"""People: several roles, the right to raise emergencies apart, a way in by a one-time code, and an end of it all."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.accounts import (
    Actor,
    BadInvitationError,
    BadPersonNameError,
    LastAdminError,
    NoRoleError,
    NotSignedInError,
    Right,
    RightMissingError,
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
    revoke_token,
    rights_of,
    store_password,
    tokens,
    who_is,
)
from app.accounts.invitations import LIFE
from app.accounts.tables import PasskeyRow
from app.audit import AuditFilter, audit_page
from app.clock import ManualClock
from app.db import Sessions
from app.errors import NotFoundError, StaleError
from app.tags import tag_of
from app.units import PersonId, new_id
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


def test_a_token_lasts_a_year_unless_told_otherwise(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    secret = _token(sessions, clock, founding.admin, founding.admin_id)
    for further, lasts in ((timedelta(days=365) - timedelta(microseconds=1), True), (timedelta(microseconds=1), False)):
        clock.advance(further)
        with sessions.read() as session, nullcontext() if lasts else pytest.raises(NotSignedInError):
            who_is(session, clock.now(), secret, uses=Uses())


def _passkey(session: Session, clock: ManualClock, of: Actor) -> None:
    ids = {"id": new_id(), "commune_id": of.commune_id, "person_id": of.own_id}
    session.add(
        PasskeyRow(
            **ids, credential_id=str(of.own_id), public_key=b"x", sign_count=0, label="x", created_at=clock.now(), used_at=None
        )
    )


def _password(session: Session, clock: ManualClock, of: Actor) -> None:
    store_password(session, clock, of, of.own_id, "x")


@pytest.mark.parametrize("give", [_passkey, _password])
def test_a_token_proves_nothing_once_its_own_person_can_sign_in(
    sessions: Sessions, clock: ManualClock, founding: Founding, give: Callable[[Session, ManualClock, Actor], None]
) -> None:
    mine = _token(sessions, clock, founding.admin, founding.admin_id)
    thu = replace(founding.admin, person_id=_add(sessions, clock, founding.admin, Role.ADMIN))
    for of, has_proved in ((thu, True), (founding.admin, False)):
        with sessions.begin() as session:
            give(session, clock, of)
        with sessions.read() as session:
            assert who_is(session, clock.now(), mine, uses=Uses()).has_proved is has_proved


def test_ones_own_token_is_ended_by_its_person_and_anothers_by_who_says_who_is_who(
    sessions: Sessions, clock: ManualClock, founding: Founding
) -> None:
    with sessions.begin() as session:
        stranger = found_commune(session, clock, name="xã Vĩnh Hòa", admin="Trần Văn Lạ").admin
    thu, hai = (
        replace(
            founding.admin,
            person_id=_add(sessions, clock, founding.admin, Role.VIEWER, name=name),
            roles=frozenset({Role.VIEWER}),
        )
        for name in ("Thu", "Hai")
    )
    with sessions.begin() as session:
        first, second = (issue_token(session, clock, founding.admin, person_id=thu.own_id, label="x") for _ in range(2))
        who_is(session, clock.now(), first.secret, uses=(uses := Uses()))
        for by, refused in ((hai, RightMissingError), (stranger, NotFoundError)):
            with pytest.raises(refused):
                revoke_token(session, clock, by, first.id)
    uses.write_down(sessions)
    with sessions.begin() as session:
        used = {each.id: each.used_at for each in tokens(session, clock.now(), founding.commune_id, uses=Uses())}
        assert (used[first.id], used[second.id]) == (clock.now(), None)
        revoke_token(session, clock, thu, first.id)
        revoke_token(session, clock, thu, first.id)
        revoke_token(session, clock, founding.admin, second.id)
        assert "Thu" not in {each.person for each in tokens(session, clock.now(), founding.commune_id, uses=uses)}
        for act, ids in (("issue_token", [second.id, first.id]), ("revoke_token", [second.id, first.id])):
            told = audit_page(session, founding.commune_id, AuditFilter(act=act), limit=9).items
            assert [each.subject_id for each in told][:2] == [str(each) for each in ids]
            assert len(told) == len({each.subject_id for each in told})


def test_no_code_is_in_the_database(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    with sessions.begin() as session:
        made = invite(session, clock, founding.admin, founding.admin_id)
        kept = session.execute(text("SELECT code_hash FROM invitations")).scalar_one()
        assert made.code.replace("-", "") not in kept
