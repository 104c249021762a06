"""Second factors: codes of a telephone that are good once, recovery codes, who must have one, and the way back without."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import text

from app.accounts import (
    Actor,
    Factor,
    Given,
    Holder,
    Limits,
    MachineKey,
    NewSignIn,
    NoTotpBegunError,
    NotSignedInError,
    Right,
    Role,
    SecondFactorMissingError,
    SecondFactorRequiredError,
    TooManyAttemptsError,
    Uses,
    Visitor,
    Wait,
    WrongFactorError,
    WrongPasswordError,
    begin_totp,
    change_password,
    confirm_totp,
    end_person,
    factors_of,
    forget_factors,
    hash_password,
    invite,
    list_sign_ins,
    own_factors,
    prove,
    remove_totp,
    renew_codes,
    sign_in,
    store_password,
    who_signed_in,
)
from app.accounts.practising import practise_as
from app.accounts.totp import step_of_code, totp_text
from app.audit import AuditFilter, audit_page
from app.clock import ManualClock
from app.db import Sessions
from app.errors import NotFoundError
from app.units import CommuneId, PersonId, new_id
from app.zones import Founding, found_commune
from tests.support.telephone import code_of

PASSWORD = "mưa rào đêm qua"  # noqa: S105  # of this test
LIMITS = Limits(idle=timedelta(hours=2), longest=timedelta(days=3))
STRICT = replace(LIMITS, second_for=(Holder.ADMIN,))
STEP = timedelta(seconds=30)


@dataclass
class House:
    """A commune, and its administrator at a screen."""

    sessions: Sessions
    clock: ManualClock
    key: MachineKey
    admin: Actor
    login: str

    def come(self) -> NewSignIn:
        return sign_in(self.sessions, self.clock, self.login, PASSWORD, Visitor("10.0.0.5", "", "Firefox"))

    def who(self, secret: str, limits: Limits = LIMITS) -> Actor:
        with self.sessions.read() as session:
            return who_signed_in(session, self.clock.now(), secret, limits=limits, uses=Uses())

    def enrol(self, actor: Actor) -> tuple[str, tuple[str, ...]]:
        """The telephone's secret, and the recovery codes."""
        with self.sessions.begin() as session:
            secret = begin_totp(session, actor, key=self.key).secret
        return secret, confirm_totp(self.sessions, self.clock, actor, code_of(secret, self.clock.now()), key=self.key)

    def give(self, secret: str, code: str) -> Actor:
        """Give the second factor in the sign-in with that secret."""
        return self.who(prove(self.sessions, self.clock, self.who(secret), Given(code=code), key=self.key))

    def has(self) -> tuple[Factor, ...]:
        with self.sessions.read() as session:
            return factors_of(session, self.admin.own_id)


@pytest.fixture
def house(sessions: Sessions, clock: ManualClock, founding: Founding, tmp_path: Path) -> House:
    with sessions.begin() as session:
        store_password(session, clock, founding.admin, founding.admin_id, hash_password(PASSWORD))
        login = session.execute(text("SELECT login FROM people")).scalar_one()
    return House(sessions, clock, MachineKey(tmp_path), founding.admin, login)


def test_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B, its last six figures."""
    secret = b"12345678901234567890"
    for seconds, code in ((59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")):
        now = datetime.fromtimestamp(seconds, tz=UTC)
        assert step_of_code(secret, code, now, after=0) == seconds // 30
        assert step_of_code(secret, f"{code[:3]} {code[3:]}", now, after=0) == seconds // 30, "as telephones show it"
        assert code_of(totp_text(secret), now) == code
    for wrong in ("", "28708", "2870820", "abcdef", "٢٨٧٠٨٢", "x" * 1000):
        assert step_of_code(secret, wrong, datetime.fromtimestamp(59, tz=UTC), after=0) is None


def test_it_takes_both_from_then_on(house: House) -> None:
    first, elsewhere = house.who(house.come().secret), house.come()
    secret, codes = house.enrol(first)
    assert (len(codes), house.has()) == (10, (Factor.TOTP,))
    assert len(secret) == 32, "160 bits, as telephones expect them"
    assert {len(each.split("-")) for each in codes} == {5}, "125 bits: nobody guesses one, and it still fits on a slip"
    with pytest.raises(NotSignedInError):
        house.who(elsewhere.secret)
    house.clock.advance(STEP)
    waiting = house.come()
    assert waiting.second == (Factor.TOTP,)
    half = house.who(waiting.secret)
    assert (half.wait, half.has_proved, half.may(Right.LOOK), half.may(Right.SIGN_IN)) == (Wait.SECOND, False, False, True)
    with pytest.raises(SecondFactorMissingError):
        half.must(Right.LOOK)
    with pytest.raises(SecondFactorMissingError):
        prove(house.sessions, house.clock, half, Given(password=PASSWORD), key=house.key)
    whole = house.give(waiting.secret, code_of(secret, house.clock.now()))
    assert (whole.wait, whole.has_proved, whole.may(Right.PEOPLE)) == (None, True, True)
    with pytest.raises(NotSignedInError):
        house.who(waiting.secret)
    with house.sessions.read() as session:
        shown = list_sign_ins(session, house.clock.now(), house.admin.own_id, limits=LIMITS, uses=Uses())
        [last] = audit_page(session, house.admin.commune_id, AuditFilter(act="sign_in"), limit=1).items
    assert whole.sign_in_id in {each.id for each in shown}
    assert last.facts["by"] == Factor.TOTP
    assert house.who(prove(house.sessions, house.clock, whole, Given(code=codes[0]), key=house.key), STRICT).wait is None


def test_a_wrong_first_code_sets_nothing_up_and_the_right_one_does(house: House) -> None:
    me = house.who(house.come().secret)
    with pytest.raises(NoTotpBegunError):
        confirm_totp(house.sessions, house.clock, me, "000000", key=house.key)
    with house.sessions.begin() as session:
        uri = urlsplit(begin_totp(session, me, key=house.key).uri)
        assert (uri.scheme, uri.netloc, parse_qs(uri.query)["issuer"]) == ("otpauth", "totp", ["Loa Làng"])
        secret = parse_qs(uri.query)["secret"][0]
    right = code_of(secret, house.clock.now())
    for code in (f"{(int(right) + 1) % 1_000_000:06}", "", right[::-1] + "0"):
        with pytest.raises(WrongFactorError):
            confirm_totp(house.sessions, house.clock, me, code, key=house.key)
        assert house.has() == ()
    with house.sessions.begin() as session, pytest.raises(NotFoundError):
        remove_totp(session, house.clock, me, holders=())
    confirm_totp(house.sessions, house.clock, me, right, key=house.key)
    assert house.has() == (Factor.TOTP,)
    with pytest.raises(NoTotpBegunError):
        confirm_totp(house.sessions, house.clock, me, right, key=house.key)


def test_guesses_of_a_first_code_are_counted_and_the_right_one_forgives_them(house: House) -> None:
    me = house.who(house.come().secret)
    for _ in range(2):
        with house.sessions.begin() as session:
            secret = begin_totp(session, me, key=house.key).secret
        for _ in range(4):
            with pytest.raises(WrongFactorError):
                confirm_totp(house.sessions, house.clock, me, "", key=house.key)
        confirm_totp(house.sessions, house.clock, me, code_of(secret, house.clock.now()), key=house.key)
    with house.sessions.begin() as session:
        begin_totp(session, me, key=house.key)
    for refused in (*[WrongFactorError] * 5, TooManyAttemptsError):
        with pytest.raises(refused):
            confirm_totp(house.sessions, house.clock, me, "", key=house.key)


def test_who_has_no_telephone_takes_none_away(house: House) -> None:
    me = house.who(house.come().secret)
    with house.sessions.begin() as session:
        with pytest.raises(NotFoundError):
            remove_totp(session, house.clock, me, holders=())
        with pytest.raises(NotFoundError):
            renew_codes(session, house.clock, me)


def test_what_becomes_of_second_factors_is_on_record(house: House) -> None:
    me = house.who(house.come().secret)
    house.enrol(me)
    with house.sessions.begin() as session:
        renew_codes(session, house.clock, me)
        remove_totp(session, house.clock, me, holders=())
        forget_factors(session, house.clock, house.admin, PersonId(me.own_id))
    for act in ("add_totp", "renew_codes", "remove_totp", "forget_factors"):
        with house.sessions.read() as session:
            [told] = audit_page(session, house.admin.commune_id, AuditFilter(act=act), limit=9).items
        assert told.subject_id == str(me.own_id)


def test_a_password_is_no_second_factor(house: House) -> None:
    came = house.come()
    waiting = house.who(came.secret, STRICT)
    proved = prove(house.sessions, house.clock, waiting, Given(password=PASSWORD), key=house.key)
    assert house.who(proved, STRICT).wait is Wait.ENROL


def test_the_right_proof_forgives_the_wrong_ones_and_those_count_for_a_change_of_the_password(house: House) -> None:
    me = house.who(house.come().secret)
    for _ in range(2):
        for _ in range(4):
            with pytest.raises(WrongPasswordError):
                prove(house.sessions, house.clock, me, Given(password="sai mật khẩu"), key=house.key)  # noqa: S106  # a wrong one
        me = house.who(prove(house.sessions, house.clock, me, Given(password=PASSWORD), key=house.key))
    for _ in range(5):
        with pytest.raises(WrongPasswordError):
            prove(house.sessions, house.clock, me, Given(password="sai mật khẩu"), key=house.key)  # noqa: S106  # a wrong one
    with pytest.raises(TooManyAttemptsError):
        change_password(house.sessions, house.clock, me, "con trâu trắng qua cầu", old=PASSWORD)


def test_a_code_is_good_once_also_after_a_restart_and_near_its_time(house: House) -> None:
    secret, _ = house.enrol(house.who(house.come().secret))
    enrolled = code_of(secret, house.clock.now())
    with pytest.raises(WrongFactorError):
        house.give(house.come().secret, enrolled)
    house.clock.advance(STEP)
    code = code_of(secret, house.clock.now())
    house.give(house.come().secret, code)
    again = house.come()
    house.key = MachineKey(house.key._path.parent)  # the service began anew
    with pytest.raises(WrongFactorError):
        house.give(again.secret, code)
    with pytest.raises(WrongFactorError):
        house.give(again.secret, code_of(secret, house.clock.now() + 2 * STEP))
    house.give(again.secret, code_of(secret, house.clock.now() + STEP))
    with pytest.raises(WrongFactorError):
        house.give(house.come().secret, code_of(secret, house.clock.now()))
    house.clock.advance(2 * STEP)
    late = code_of(secret, house.clock.now())
    house.clock.advance(STEP)
    house.give(house.come().secret, late)
    late = code_of(secret, house.clock.now() + STEP)
    house.clock.advance(3 * STEP)
    with pytest.raises(WrongFactorError):
        house.give(house.come().secret, late)


def test_recovery_codes_are_good_once_each_and_renewed(house: House) -> None:
    actor = house.who(house.come().secret)
    _, codes = house.enrol(actor)
    house.give(house.come().secret, codes[0].lower().replace("-", " "))
    waiting = house.come()
    with pytest.raises(WrongFactorError):
        house.give(waiting.secret, codes[0])
    me = house.give(waiting.secret, codes[1])
    with house.sessions.begin() as session:
        assert own_factors(session, me).codes_left == 8
        anew = renew_codes(session, house.clock, me)
    with pytest.raises(WrongFactorError):
        house.give(house.come().secret, codes[2])
    house.give(house.come().secret, anew[0])


def test_guesses_of_a_code_wait_and_a_sign_in_waits_not_for_ever(house: House) -> None:
    secret, _ = house.enrol(house.who(house.come().secret))
    waiting = house.come()
    for number in range(5):
        with pytest.raises(WrongFactorError):
            house.give(waiting.secret, f"00000{number}")
    with pytest.raises(TooManyAttemptsError):
        house.give(waiting.secret, code_of(secret, house.clock.now() + STEP))
    house.clock.advance(timedelta(minutes=9))
    house.who(waiting.secret)
    house.clock.advance(timedelta(minutes=1))
    with pytest.raises(NotSignedInError):
        house.who(waiting.secret)
    house.give(house.come().secret, code_of(secret, house.clock.now()))


def test_who_must_have_one_is_let_in_to_set_it_up_and_keeps_one(house: House) -> None:
    came = house.come()
    actor = house.who(came.secret, STRICT)
    assert (actor.wait, actor.has_proved) == (Wait.ENROL, True)
    with pytest.raises(SecondFactorRequiredError):
        actor.must(Right.OWN)
    house.enrol(actor)
    whole = house.who(came.secret, STRICT)
    assert whole.wait is None
    with pytest.raises(SecondFactorRequiredError), house.sessions.begin() as session:
        remove_totp(session, house.clock, whole, holders=STRICT.second_for)
    with house.sessions.begin() as session:
        remove_totp(session, house.clock, whole, holders=())
    with house.sessions.read() as session:
        assert own_factors(session, whole).codes_left == 0


def test_who_practises_and_must_set_one_up_does_that_first(house: House) -> None:
    came = house.come()
    me = house.who(came.secret)
    with house.sessions.begin() as session:
        of = {"is_sandbox": True, "home_id": me.commune_id}
        training = found_commune(session, house.clock, name="xã tập huấn", admin="Tập", **of)  # type: ignore[arg-type]  # as it takes it
        practise_as(session, me, training.admin_id)
    assert house.who(came.secret).practises_for == me
    at_home = house.who(came.secret, STRICT)
    assert (at_home.person_id, at_home.practises_for, at_home.wait) == (me.person_id, None, Wait.ENROL)


def test_the_way_back_without_the_telephone(house: House) -> None:
    secret, _ = house.enrol(house.who(house.come().secret))
    house.clock.advance(STEP)
    me = house.give(house.come().secret, code_of(secret, house.clock.now()))
    stranger = replace(house.admin, commune_id=CommuneId(new_id()))
    with house.sessions.begin() as session, pytest.raises(NotFoundError):
        forget_factors(session, house.clock, stranger, PersonId(me.own_id))
    assert house.has() == (Factor.TOTP,)
    with house.sessions.begin() as session:
        forget_factors(session, house.clock, house.admin, PersonId(me.own_id))
    assert house.has() == ()
    assert house.who(house.come().secret).wait is None


def test_an_invitation_leaves_the_telephone_and_leaving_does_not(house: House, founding: Founding) -> None:
    house.enrol(house.who(house.come().secret))
    with house.sessions.begin() as session:
        invite(session, house.clock, house.admin, founding.admin_id)
    assert house.has() == (Factor.TOTP,), "who makes the invitation does not come in under another's name by it alone"
    with house.sessions.begin() as session:
        session.execute(text("UPDATE people SET roles = '[\"viewer\"]'"))
    with house.sessions.begin() as session:
        end_person(session, house.clock, house.admin, founding.admin_id)
    assert house.has() == ()


def test_what_is_kept_opens_nothing_without_the_machine_or_in_another_row(house: House, tmp_path: Path) -> None:
    secret, codes = house.enrol(house.who(house.come().secret))
    with house.sessions.read() as session:
        rows = [
            *session.execute(text("SELECT sealed, pending FROM totp_secrets")).one(),
            *session.scalars(text("SELECT code_hash FROM recovery_codes")),
            *session.scalars(text("SELECT CAST(facts AS TEXT) FROM audit_events")),
        ]
    kept = " ".join(str(each) for each in rows)
    assert all(each not in kept for each in (secret, *codes))
    assert (tmp_path / "machine.key").stat().st_mode & 0o077 == 0
    sealed = house.key.seal(b"x", house.admin.own_id)
    assert house.key.open(sealed, house.admin.own_id) == b"x"
    assert house.key.open(sealed, house.admin.commune_id) is None
    house.clock.advance(STEP)
    house.key = MachineKey(tmp_path / "another")
    waiting = house.come()
    with pytest.raises(WrongFactorError):
        house.give(waiting.secret, code_of(secret, house.clock.now()))
    assert house.give(waiting.secret, codes[0]).roles == frozenset({Role.ADMIN}), "a recovery code does"
