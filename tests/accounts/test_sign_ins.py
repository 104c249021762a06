"""Sign-ins: a password opens one, time and their person end it, and who guesses is kept waiting while the rightful one is not."""

import base64
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.accounts import (
    Actor,
    Limits,
    NewSignIn,
    NotSignedInError,
    OldPasswordMissingError,
    Role,
    TooManyAttemptsError,
    Uses,
    Visitor,
    WrongPasswordError,
    add_person,
    change_password,
    end_person,
    end_sign_in,
    hash_password,
    invite,
    list_sign_ins,
    record_act,
    sign_in,
    sign_ins,
    store_password,
    who_is,
    who_signed_in,
)
from app.accounts.attempts import forget_attempts
from app.accounts.passwords import is_password, kept_password
from app.accounts.secrets import new_secret
from app.audit import AuditFilter, audit_page
from app.clock import ManualClock
from app.db import Sessions
from app.errors import NotFoundError
from app.units import CommuneId, PersonId, new_id
from app.zones import Founding

PASSWORD, OTHER = "mưa rào đêm qua", "con trâu trắng qua cầu"
LIMITS = Limits(idle=timedelta(hours=2), longest=timedelta(days=3))


@dataclass
class House:
    """A commune with one who signs in with a password."""

    sessions: Sessions
    clock: ManualClock
    admin: Actor
    thu: PersonId
    uses: Uses

    def try_in(self, password: str = PASSWORD, *, login: str = "thu", address: str = "10.0.0.5", device: str = "") -> NewSignIn:
        return sign_in(self.sessions, self.clock, login, password, Visitor(address, device, "Firefox"))

    def who(self, secret: str) -> Actor:
        with self.sessions.read() as session:
            return who_signed_in(session, self.clock.now(), secret, limits=LIMITS, uses=self.uses)

    def guess(self, times: int, **where: str) -> int:
        """How many of so many wrong tries were looked at."""
        looked_at = 0
        for _ in range(times):
            try:
                self.try_in("sai mật khẩu rồi", **where)
            except WrongPasswordError:
                looked_at += 1
            except TooManyAttemptsError:
                continue
        return looked_at


@pytest.fixture
def house(sessions: Sessions, clock: ManualClock, founding: Founding) -> House:
    with sessions.begin() as session:
        thu = add_person(session, clock, founding.admin, name="Thu", roles={Role.EDITOR})
        store_password(session, clock, founding.admin, thu, hash_password(PASSWORD))
    return House(sessions, clock, founding.admin, thu, Uses())


def test_a_password_opens_a_sign_in(house: House) -> None:
    made = house.try_in(login=" THU ")
    found = house.who(made.secret)
    assert (found.person_id, found.roles, found.sign_in_id) == (house.thu, frozenset({Role.EDITOR}), made.id)
    with house.sessions.read() as session:
        [told] = audit_page(session, house.admin.commune_id, AuditFilter(act="sign_in"), limit=9).items
    assert (told.subject_id, told.actor_name) == (str(made.id), "Thu")
    assert found.until == house.clock.now() + LIMITS.longest


def test_who_came_in_counts_as_proved_for_five_minutes(house: House) -> None:
    made = house.try_in()
    for further, has_proved in ((timedelta(minutes=5) - timedelta(microseconds=1), True), (timedelta(microseconds=1), False)):
        house.clock.advance(further)
        assert house.who(made.secret).has_proved is has_proved


def test_a_password_is_kept_for_its_commune_and_its_setting_is_on_record(house: House) -> None:
    with house.sessions.read() as session:
        assert kept_password(session, house.admin.commune_id, house.thu) is not None
        assert kept_password(session, CommuneId(new_id()), house.thu) is None
        [told] = audit_page(session, house.admin.commune_id, AuditFilter(act="set_password"), limit=9).items
    assert told.subject_id == str(house.thu)


def test_a_cookie_is_no_token_and_a_token_no_cookie(house: House, founding: Founding) -> None:
    made = house.try_in()
    with house.sessions.read() as session, pytest.raises(NotSignedInError):
        who_is(session, house.clock.now(), made.secret, uses=house.uses)
    with pytest.raises(NotSignedInError):
        house.who(founding.token)


def test_what_is_wrong_is_not_said(house: House) -> None:
    for login, password in (("thu", OTHER), ("ai-do", PASSWORD), ("quan", PASSWORD)):
        with pytest.raises(WrongPasswordError):
            house.try_in(password, login=login)


def test_a_full_disk_keeps_nobody_signed_in(house: House) -> None:
    if house.sessions.engine.dialect.name != "sqlite":
        pytest.skip("a server's disk is not filled")
    made = house.try_in()
    me = house.who(made.secret)
    with house.sessions.engine.connect() as connection:  # the one connection that writes keeps its limit
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    def fill() -> None:
        for _ in range(1000):
            with house.sessions.begin() as session:
                record_act(session, house.clock.now(), me, "sign_out", subject="sign_in", subject_id=made.id)

    with pytest.raises(OperationalError):
        fill()
    end_sign_in(house.sessions, house.clock, me, made.id, house.uses)
    assert house.uses.has_ended(made.id)
    with pytest.raises(NotFoundError):
        end_sign_in(house.sessions, house.clock, me, made.id, house.uses)
    with pytest.raises(NotSignedInError):
        house.who(made.secret)
    with house.sessions.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    house.uses.write_down(house.sessions)
    assert not house.uses.has_ended(made.id)
    with pytest.raises(NotSignedInError):
        house.who(made.secret)


def test_what_is_not_kept_for_another_reason_is_said(house: House) -> None:
    if house.sessions.engine.dialect.name != "sqlite":
        pytest.skip("a table that is gone is another error there")
    made = house.try_in()
    me = house.who(made.secret)
    with house.sessions.begin() as session:
        session.execute(text("ALTER TABLE audit_heads RENAME TO gone"))
    with pytest.raises(OperationalError):
        end_sign_in(house.sessions, house.clock, me, made.id, house.uses)
    assert not house.uses.has_ended(made.id)


def test_two_who_sign_in_have_two_and_each_ends_its_own(house: House) -> None:
    first, second = house.try_in(), house.try_in()
    assert first.secret != second.secret
    me = house.who(first.secret)
    end_sign_in(house.sessions, house.clock, me, first.id, house.uses)
    with pytest.raises(NotFoundError):
        end_sign_in(house.sessions, house.clock, me, first.id, house.uses)
    with pytest.raises(NotFoundError):
        end_sign_in(house.sessions, house.clock, house.admin, second.id, house.uses)
    with pytest.raises(NotSignedInError):
        house.who(first.secret)
    assert house.who(second.secret).sign_in_id == second.id


def test_it_is_over_when_nobody_asks_and_in_the_end_in_any_case(house: House) -> None:
    made = house.try_in()
    for _ in range(35):
        house.clock.advance(timedelta(hours=2) - timedelta(seconds=1))
        house.who(made.secret)
    house.uses.write_down(house.sessions)
    house.uses = Uses()  # the service began anew
    house.clock.advance(timedelta(hours=1, minutes=59))
    house.who(made.secret)
    house.clock.advance(timedelta(minutes=10))
    with pytest.raises(NotSignedInError):
        house.who(made.secret)
    idle = house.try_in()
    house.clock.advance(LIMITS.idle)
    with pytest.raises(NotSignedInError):
        house.who(idle.secret)


def test_ones_own_are_listed(house: House) -> None:
    first = house.try_in(address="10.0.0.5")
    house.clock.advance(timedelta(hours=1))
    house.try_in(address="10.0.0.6")
    me = house.who(first.secret)
    with house.sessions.read() as session:
        found = list_sign_ins(session, house.clock.now(), me.own_id, limits=LIMITS, uses=house.uses)
        assert [each.address for each in found] == ["10.0.0.5", "10.0.0.6"]
        assert found[0].used_at == house.clock.now()
        later = house.clock.now() + LIMITS.idle
        assert list_sign_ins(session, later, me.own_id, limits=LIMITS, uses=house.uses) == []
        limits = replace(LIMITS, longest=timedelta(hours=1))
        assert [
            each.address for each in list_sign_ins(session, house.clock.now(), me.own_id, limits=limits, uses=house.uses)
        ] == ["10.0.0.6"]


def test_what_a_browser_calls_itself_is_cut(house: House) -> None:
    made = sign_in(house.sessions, house.clock, "thu", PASSWORD, Visitor("10.0.0.5", "", "x" * 300))
    with house.sessions.read() as session:
        [mine] = list_sign_ins(session, house.clock.now(), house.thu, limits=LIMITS, uses=house.uses)
    assert (mine.id, len(mine.label)) == (made.id, 200)


def test_who_leaves_or_is_invited_anew_is_out_at_once(house: House) -> None:
    made = house.try_in()
    with house.sessions.begin() as session:
        invite(session, house.clock, house.admin, house.thu)
    with pytest.raises(NotSignedInError):
        house.who(made.secret)
    with pytest.raises(WrongPasswordError):
        house.try_in()
    with house.sessions.begin() as session:
        store_password(session, house.clock, house.admin, house.thu, hash_password(PASSWORD))
    again = house.try_in()
    with house.sessions.begin() as session:
        end_person(session, house.clock, house.admin, house.thu)
    with pytest.raises(NotSignedInError):
        house.who(again.secret)
    with pytest.raises(WrongPasswordError):
        house.try_in()


def test_a_new_password_asks_for_the_old_one_and_ends_the_other_sign_ins(house: House) -> None:
    mine, other = house.try_in(), house.try_in()
    me = house.who(mine.secret)
    with pytest.raises(OldPasswordMissingError):
        change_password(house.sessions, house.clock, me, OTHER, old=None)
    with pytest.raises(WrongPasswordError):
        change_password(house.sessions, house.clock, me, OTHER, old="không phải mật khẩu")
    change_password(house.sessions, house.clock, me, OTHER, old=PASSWORD)
    assert house.who(mine.secret).person_id == house.thu
    with pytest.raises(NotSignedInError):
        house.who(other.secret)
    with pytest.raises(WrongPasswordError):
        house.try_in()
    house.try_in(OTHER)


def test_a_stolen_cookie_guesses_no_old_password(house: House) -> None:
    me = house.who(house.try_in().secret)
    for _ in range(5):
        with pytest.raises(WrongPasswordError):
            change_password(house.sessions, house.clock, me, OTHER, old="sai mật khẩu rồi")
    with pytest.raises(TooManyAttemptsError):
        change_password(house.sessions, house.clock, me, OTHER, old=PASSWORD)


def test_who_guesses_waits_longer_each_time(house: House) -> None:
    assert house.guess(50) == 5
    waits = []
    for _ in range(10):
        with pytest.raises(TooManyAttemptsError) as refused:
            house.try_in()  # the right one too: else each answer would tell
        waits.append(refused.value.wait_s)
        house.clock.advance(timedelta(seconds=refused.value.wait_s))
        assert house.guess(1) == 1
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300]
    house.clock.advance(timedelta(seconds=300))
    house.try_in()


def test_who_waits_writes_nothing(house: House) -> None:
    """Else many guesses would hold up whoever writes."""
    house.guess(5)
    with house.sessions.begin() as session:
        record_act(session, house.clock.now(), house.admin, "sign_out", subject="sign_in", subject_id="1")  # it holds the file
        with pytest.raises(TooManyAttemptsError):
            house.try_in()


def test_the_right_old_password_forgives_the_wrong_ones(house: House) -> None:
    me = house.who(house.try_in().secret)
    for _ in range(2):
        for _ in range(4):
            with pytest.raises(WrongPasswordError):
                change_password(house.sessions, house.clock, me, OTHER, old="sai mật khẩu rồi")
        change_password(house.sessions, house.clock, me, PASSWORD, old=PASSWORD)


def test_of_two_who_change_a_password_at_once_the_second_gives_the_new_one(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    me, hashed = house.who(house.try_in().secret), hash_password(OTHER)

    def other_first(_password: str) -> str:
        with house.sessions.begin() as session:
            store_password(session, house.clock, house.admin, house.thu, hashed)
        return hash_password("ai đến sau thì thôi nhé")

    monkeypatch.setattr(sign_ins, "hash_password", other_first)
    with pytest.raises(WrongPasswordError):
        change_password(house.sessions, house.clock, me, "ai đến sau thì thôi nhé", old=PASSWORD)
    house.try_in(OTHER)


def test_a_password_that_is_changed_while_it_is_looked_at_opens_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = hash_password(OTHER)

    def changed_meanwhile(password: str, kept: str | None) -> bool:
        with house.sessions.begin() as session:
            store_password(session, house.clock, house.admin, house.thu, hashed)
        return is_password(password, kept)

    monkeypatch.setattr(sign_ins, "is_password", changed_meanwhile)
    with pytest.raises(WrongPasswordError):
        house.try_in()
    with house.sessions.read() as session:
        assert session.execute(text("SELECT count(*) FROM sign_ins")).scalar_one() == 0


def test_a_try_in_vain_is_remembered_for_a_day_and_no_longer(house: House) -> None:
    house.guess(1)
    for further, left in ((timedelta(days=1), 2), (timedelta(microseconds=1), 0)):
        house.clock.advance(further)
        with house.sessions.begin() as session:
            forget_attempts(session, house.clock.now())
            assert session.execute(text("SELECT count(*) FROM attempts")).scalar_one() == left


def test_names_are_guessed_no_faster(house: House) -> None:
    looked_at = sum(house.guess(1, login=f"ai{number}") for number in range(100))
    assert looked_at == 30


def test_who_comes_in_takes_back_one_try_of_the_address_and_no_more(house: House) -> None:
    """Else a guesser with an account of their own would wash the address clean."""
    assert sum(house.guess(1, login=f"ai{number}") for number in range(28)) == 28
    house.try_in()
    assert sum(house.guess(1, login=f"họ{number}") for number in range(10)) == 2


@pytest.mark.parametrize(
    ("form", "looked_at"),
    [
        ("2001:db8:0:1::{:x}", 30),
        ("2001:db8:0:1:f{:x}::", 30),
        ("2001:db8:{:x}::1", 100),
        ("2001:db8:0:{:x}::1", 100),
        ("::ffff:10.0.0.{}", 100),
        ("một máy không có số {}", 100),
    ],
    ids=["one network", "its upper half", "many networks", "neighbours", "IPv4 within", "no number"],
)
def test_who_has_many_addresses_of_one_network_guesses_no_faster(house: House, form: str, looked_at: int) -> None:
    assert sum(house.guess(1, login=f"ai{each}", address=form.format(each + 1)) for each in range(100)) == looked_at


def test_both_halves_of_a_network_are_one(house: House) -> None:
    assert sum(house.guess(1, login=f"ai{each}", address="2001:db8:0:1::1") for each in range(20)) == 20
    assert sum(house.guess(1, login=f"họ{each}", address="2001:db8:0:1:ffff::1") for each in range(20)) == 10


def test_a_day_without_a_try_begins_anew(house: House) -> None:
    house.guess(20)
    house.clock.advance(timedelta(days=1, seconds=1))
    assert house.guess(20) == 5


def test_a_restart_forgives_nobody(house: House) -> None:
    house.guess(20)
    with pytest.raises(TooManyAttemptsError):  # all that is known of it is in the database
        house.try_in()
    house.clock.advance(timedelta(days=1, seconds=1))
    house.try_in()


def test_the_rightful_one_comes_in_while_a_stranger_guesses(house: House) -> None:
    """From where one signed in before: though the stranger holds the account shut, and shares the address."""
    device = house.try_in().device
    house.guess(200)
    house.guess(200, address="10.0.0.66")
    again = house.try_in(device=device)
    assert again.device == device
    assert house.guess(30, device=device) == 10, "a stolen device guesses no better"


def test_a_device_is_known_for_a_year(house: House) -> None:
    device = house.try_in().device
    house.clock.advance(timedelta(days=365) - timedelta(microseconds=1))
    assert house.try_in(device=device).device == device
    house.clock.advance(timedelta(days=365))
    assert house.try_in(device=device).device != device


def test_a_device_is_known_by_its_own_person_alone(house: House) -> None:
    planted = house.try_in(device="of my own making")
    assert planted.device != "of my own making"
    with house.sessions.begin() as session:
        hai = add_person(session, house.clock, house.admin, name="Hai", roles={Role.VIEWER})
        store_password(session, house.clock, house.admin, hai, hash_password(PASSWORD))
    theirs = house.try_in(login="hai", device=planted.device)
    assert theirs.device != planted.device


def test_a_clock_that_went_back_locks_nobody_out(house: House) -> None:
    house.guess(20)
    house.clock.jump(house.clock.now() - timedelta(days=2))
    with pytest.raises(TooManyAttemptsError) as refused:
        house.try_in()
    assert refused.value.wait_s <= 300


def test_no_secret_is_in_the_database(house: House) -> None:
    made = house.try_in()
    with house.sessions.read() as session:
        rows = [session.execute(text(query)).all() for query in ("SELECT * FROM sign_ins", "SELECT * FROM passwords")]
        kept = [str(row) for found in rows for row in found]
    assert not [row for row in kept for secret in (made.secret, made.device, PASSWORD) if secret in row]


def test_each_secret_has_256_bits_of_its_own(house: House) -> None:
    """Of a sign-in and of the browser; each bit is as often one as none."""
    made = house.try_in()
    assert {len(_bits(each)) for each in (made.secret, made.device)} == {256}
    drawn = {_bits(new_secret()) for _ in range(400)}
    assert len(drawn) == 400
    ones = [sum(int(bit) for bit in column) for column in zip(*drawn, strict=True)]
    assert 110 < min(ones) <= max(ones) < 290, "nine times as far off as chance goes"


def _bits(secret: str) -> str:
    data = base64.urlsafe_b64decode(secret.removeprefix("loa_") + "=")
    return "".join(f"{byte:08b}" for byte in data)
