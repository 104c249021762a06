"""The one-time code: works once, is counted, and cannot be guessed through."""

from datetime import timedelta

import pytest

from app.accounts import (
    NotSignedInError,
    Role,
    SetupDoneError,
    TooManyAttemptsError,
    Uses,
    WrongSetupCodeError,
    is_set_up,
    issue_token,
    make_setup_code,
    revoke_token,
    who_is,
)
from app.accounts.setup import ATTEMPTS
from app.accounts.tables import ApiTokenRow, SetupCodeRow
from app.clock import ManualClock
from app.db import Sessions
from app.zones import ApproverMissingError, BadZoneNameError, FirstPeople, Founding, found_by_code, has_one_officer

ALONE = FirstPeople("Quản", one_officer=True)


@pytest.fixture
def code(sessions: Sessions, clock: ManualClock) -> str:
    with sessions.begin() as session:
        return make_setup_code(session, clock)


def test_the_code_founds_the_commune_once(sessions: Sessions, clock: ManualClock, code: str) -> None:
    founding = found_by_code(sessions, clock, code=code, name="xã Liên An", people=ALONE)
    with sessions.read() as session:
        assert is_set_up(session)
        assert who_is(session, clock.now(), founding.token, uses=Uses()) == founding.admin
    with pytest.raises(SetupDoneError):
        found_by_code(sessions, clock, code=code, name="xã Khác", people=FirstPeople("Ai", one_officer=True))


def test_the_code_is_taken_as_a_person_types_it(sessions: Sessions, clock: ManualClock, code: str) -> None:
    found_by_code(
        sessions,
        clock,
        code=f" {code.lower().replace('-', ' ')} ",
        name="xã Liên An",
        people=ALONE,
    )


def test_a_new_start_prints_a_new_code(sessions: Sessions, clock: ManualClock, code: str) -> None:
    with sessions.begin() as session:
        newer = make_setup_code(session, clock)
    with pytest.raises(WrongSetupCodeError):
        found_by_code(sessions, clock, code=code, name="xã Liên An", people=ALONE)
    found_by_code(sessions, clock, code=newer, name="xã Liên An", people=ALONE)


def test_wrong_codes_are_limited_and_the_limit_passes(sessions: Sessions, clock: ManualClock, code: str) -> None:
    for _ in range(ATTEMPTS):
        with pytest.raises(WrongSetupCodeError):
            found_by_code(sessions, clock, code="AAAAA", name="xã Liên An", people=ALONE)
    with pytest.raises(TooManyAttemptsError) as refused:
        found_by_code(sessions, clock, code=code, name="xã Liên An", people=ALONE)
    clock.advance(timedelta(seconds=refused.value.wait_s))
    found_by_code(sessions, clock, code=code, name="xã Liên An", people=ALONE)


@pytest.mark.parametrize("people", [FirstPeople("Quản"), FirstPeople("Quản", "Khôi", one_officer=True)])
def test_a_founding_says_who_approves_and_where_it_does_not_nothing_is_used_up(
    sessions: Sessions, clock: ManualClock, code: str, people: FirstPeople
) -> None:
    for _ in range(ATTEMPTS + 1):
        with pytest.raises(ApproverMissingError):
            found_by_code(sessions, clock, code=code, name="xã Liên An", people=people)
    founding = found_by_code(sessions, clock, code=code, name="xã Liên An", people=FirstPeople("Thu", "Khôi"))
    with sessions.read() as session:
        approver = who_is(session, clock.now(), founding.approver_token, uses=Uses())
        assert (approver, approver.name, approver.roles) == (founding.approver, "Khôi", frozenset({Role.APPROVER}))
        assert not has_one_officer(session, founding.commune_id)


def test_a_bad_name_does_not_use_the_code_up(sessions: Sessions, clock: ManualClock, code: str) -> None:
    with pytest.raises(BadZoneNameError):
        found_by_code(sessions, clock, code=code, name="  ", people=ALONE)
    found_by_code(sessions, clock, code=code, name="xã Liên An", people=ALONE)


def test_no_code_after_the_founding(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    assert founding.token
    with sessions.begin() as session, pytest.raises(SetupDoneError):
        make_setup_code(session, clock)


def test_secrets_are_not_in_the_database(sessions: Sessions, clock: ManualClock, code: str) -> None:
    founding = found_by_code(sessions, clock, code=code, name="xã Liên An", people=ALONE)
    with sessions.read() as session:
        kept = {row.code_hash for row in session.query(SetupCodeRow)} | {row.token_hash for row in session.query(ApiTokenRow)}
    assert len(kept) == 2
    assert kept.isdisjoint({code, founding.token})


def test_a_revoked_token_signs_nobody_in(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    with sessions.begin() as session:
        token = issue_token(session, clock, founding.admin, person_id=founding.admin_id, label="điện thoại")
    with sessions.begin() as session:
        assert who_is(session, clock.now(), token.secret, uses=Uses()) == founding.admin
        revoke_token(session, clock, founding.admin, token.id)
    with sessions.read() as session:
        with pytest.raises(NotSignedInError):
            who_is(session, clock.now(), token.secret, uses=Uses())
        assert who_is(session, clock.now(), founding.token, uses=Uses()) == founding.admin


@pytest.mark.parametrize("secret", ["", "loa_", "x" * 10_000, "không có"])
def test_an_unknown_token_signs_nobody_in(sessions: Sessions, clock: ManualClock, secret: str) -> None:
    with sessions.read() as session, pytest.raises(NotSignedInError):
        who_is(session, clock.now(), secret, uses=Uses())
