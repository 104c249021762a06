"""Two at once: limits hold though many try in the same moment, and nobody lets the last administrator go."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import uuid4

import pytest

from app.accounts import (
    BadInvitationError,
    LastAdminError,
    Role,
    TooManyAttemptsError,
    Visitor,
    WrongPasswordError,
    add_person,
    end_person,
    hash_password,
    invite,
    invited,
    issue_token,
    sign_in,
    store_password,
    whose_invitation,
)
from app.accounts.attempts import FREE
from app.clock import ManualClock
from app.db import Sessions
from app.demo import enter_training, found_training, practisers, training_commune
from app.errors import AppError
from app.policies import DocumentEndedTwiceError, WantedEnd, end_document
from app.speech import VoiceChain
from app.units import PersonId
from app.zones import Founding

PASSWORD = "mưa rào đêm qua"  # noqa: S105  # of this test


def _at_once(*acts: Callable[[], object]) -> "Counter[str]":
    """How each of `acts` ended: `done`, or the code of its error."""
    ready, ended = threading.Barrier(len(acts)), Counter[str]()

    def run(act: Callable[[], object]) -> None:
        ready.wait(30)
        try:
            act()
            ended["done"] += 1
        except AppError as error:
            ended[error.code] += 1

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return ended


@pytest.fixture
def login(sessions: Sessions, clock: ManualClock, founding: Founding) -> str:
    with sessions.begin() as session:
        thu = add_person(session, clock, founding.admin, name="Thu", roles={Role.EDITOR})
        store_password(session, clock, founding.admin, thu, hash_password(PASSWORD))
    return "thu"


def test_many_guesses_at_once_pass_no_limit(sessions: Sessions, clock: ManualClock, login: str) -> None:
    def guess() -> None:
        sign_in(sessions, clock, login, "sai mật khẩu rồi", Visitor("10.0.0.66", "", ""))

    ended = _at_once(*[guess] * 16)
    assert ended == {WrongPasswordError.code: FREE["account"], TooManyAttemptsError.code: 16 - FREE["account"]}


def test_two_sign_ins_at_once_are_two(sessions: Sessions, clock: ManualClock, login: str) -> None:
    made = []

    def enter() -> None:
        made.append(sign_in(sessions, clock, login, PASSWORD, Visitor("10.0.0.5", "", "")))

    assert _at_once(enter, enter) == {"done": 2}
    assert len({each.secret for each in made}) == 2


def test_one_invitation_lets_one_in(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    with sessions.begin() as session:
        thu = add_person(session, clock, founding.admin, name="Thu", roles={Role.EDITOR})
        code = invite(session, clock, founding.admin, thu).code

    def enter() -> None:
        with sessions.read() as session:
            whose_invitation(session, clock, code)
        with sessions.begin() as session:
            invited(session, clock, code)

    assert _at_once(*[enter] * 4) == {"done": 1, BadInvitationError.code: 3}


def test_two_administrators_who_let_each_other_go(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    with sessions.begin() as session:
        second = add_person(session, clock, founding.admin, name="Hai", roles={Role.ADMIN})
        issue_token(session, clock, founding.admin, person_id=second, label="x")

    def let_go(person_id: PersonId) -> None:
        with sessions.begin() as session:
            end_person(session, clock, founding.admin, person_id)

    ended = _at_once(lambda: let_go(second), lambda: let_go(founding.admin_id))
    assert ended == {"done": 1, LastAdminError.code: 1}


def test_there_is_one_training_commune_and_one_account_for_each_who_practises(
    sessions: Sessions, clock: ManualClock, founding: Founding
) -> None:
    admin = replace(founding.admin, sign_in_id=uuid4())

    def found() -> None:
        with sessions.begin() as session:
            found_training(session, clock, admin, VoiceChain())

    def enter() -> None:
        with sessions.begin() as session:
            enter_training(session, clock, admin)

    assert _at_once(found, found) == Counter({"done": 1, "training_commune_exists": 1})
    assert _at_once(enter, enter, enter) == Counter({"done": 3})
    with sessions.read() as session:
        assert len(practisers(session, training_commune(session, admin.commune_id).id)) == 1


def test_a_document_ends_once_however_its_number_is_written(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    def enter(number: str) -> None:
        with sessions.begin() as session:
            end_document(session, clock, founding.admin, WantedEnd(number, date(2026, 1, 1)))

    numbers = ("15/2022/NQ-HĐND", "15/2022/nq-hđnd", "15/2022/NQ-HDND", "15/2022/NQ–HĐND")
    ended = _at_once(*[partial(enter, each) for each in numbers])
    assert ended == {"done": 1, DocumentEndedTwiceError.code: 3}
