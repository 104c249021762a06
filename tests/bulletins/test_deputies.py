"""A deputy approves on another's behalf, in both names, while it lasts; neither approves what either of the two wrote."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from app.accounts import (
    Actor,
    BadDelegationError,
    Delegation,
    DelegationOverError,
    DeputyUnknownError,
    Right,
    RightMissingError,
    Role,
    Scope,
    Uses,
    WantedDelegation,
    add_person,
    change_person,
    delegate,
    delegations,
    end_delegation,
    end_delegations,
    end_person,
    issue_token,
    person,
    person_names,
    who_is,
)
from app.accounts.tables import DelegationRow, PersonRow
from app.audit import AuditFilter, all_events, line_of, verify
from app.bulletins import VersionKey, approve, return_version, version, version_facts, withdraw
from app.bulletins.errors import OwnWordsError
from app.bulletins.tables import ApprovalRow
from app.clock import ManualClock
from app.db import Sessions
from app.units import new_id
from app.zones import set_one_officer
from tests.bulletins.test_two_pairs_of_eyes import Desk
from tests.support.database import NOW

LONGEST = timedelta(days=30)
_INSTANT = timedelta(microseconds=1)
_DECIDED = {"approve", "return", "withdraw", "delegate", "end_delegation"}


class Deputies(Desk):
    """The desk, with `binh`, an operator: the deputy; and `an`, an editor who writes."""

    def __init__(self, sessions: Sessions, clock: ManualClock) -> None:
        super().__init__(sessions, clock)
        self.tokens: dict[str, str] = {}
        for name, role in (("Lê Văn Bình", Role.OPERATOR), ("An", Role.EDITOR)):
            with sessions.begin() as session:
                key = add_person(session, clock, self.thu, name=name, roles={role})
                self.tokens[name] = issue_token(session, clock, self.thu, person_id=key, label="x").secret

    @property
    def binh(self) -> Actor:
        """As a request of his finds him at this moment."""
        return self.asking("Lê Văn Bình")

    @property
    def an(self) -> Actor:
        return self.asking("An")

    def asking(self, name: str) -> Actor:
        with self.sessions.read() as session:
            return who_is(session, self.clock.now(), self.tokens[name], uses=Uses())

    def name(self, by: Actor | None = None, **wanted: object) -> Delegation:
        """Name a deputy for ten days."""
        ten = WantedDelegation("lê văn bình", None, self.clock.now() + timedelta(days=10), "Đi tập huấn.")
        with self.sessions.begin() as session:
            asked = replace(ten, **wanted)  # type: ignore[arg-type]  # its fields
            return delegate(session, self.clock, by or self.khoi, asked, longest=LONGEST)

    def written(self, by: Actor) -> VersionKey:
        return self.submit(self.write(by), by)


@pytest.fixture
def desk(sessions: Sessions, clock: ManualClock) -> Deputies:
    return Deputies(sessions, clock)


def test_a_deputy_approves_in_both_names_and_the_log_says_so(desk: Deputies) -> None:
    with pytest.raises(RightMissingError):
        desk.binh.must(Right.APPROVE)
    assert desk.name().holds
    desk.binh.must(Right.APPROVE)
    key = desk.written(desk.an)
    approval = desk.approve(key, desk.binh)
    assert (approval.approver, approval.on_behalf_of, approval.alone) == ("Lê Văn Bình", "Trần Minh Khôi", False)
    returned = desk.written(desk.an)
    with desk.sessions.begin() as session:
        return_version(session, desk.clock, desk.binh, returned.bulletin_id, 1, reason="Thiếu giờ.")
    with desk.sessions.read() as session:
        whole = version(session, desk.thu.commune_id, key.bulletin_id, 1)
        assert (whole.approver, whole.on_behalf_of) == ("Lê Văn Bình", "Trần Minh Khôi")
        facts = version_facts(session, desk.thu.commune_id, [key.version_id])[key.version_id]
        assert facts.approver == "Lê Văn Bình (thay mặt Trần Minh Khôi)"
    with desk.sessions.begin() as session:
        withdraw(session, desk.clock, desk.binh, key.bulletin_id, 1, reason="Sai giờ.")
    with desk.sessions.begin() as session:
        end_delegation(session, desk.clock, desk.binh, delegations(session, desk.clock.now(), desk.thu.commune_id)[0].id)
    with desk.sessions.read() as session:
        names = person_names(session, desk.thu.commune_id)
        events = list(all_events(session, desk.thu.commune_id, AuditFilter()))
        lines = [line_of(each, names) for each in events if each.act in _DECIDED]
        assert verify(session, desk.thu.commune_id).broken is None
    about, on_behalf = "bản tin «Kính mời bà con họp.», phiên bản 1", "thay mặt Trần Minh Khôi"
    assert [line.removesuffix(" lúc 8h00 ngày 04/11/2025") for line in lines] == [
        "Trần Minh Khôi giao Lê Văn Bình duyệt thay mặt từ 8h00 04/11/2025 đến 8h00 14/11/2025 (lý do: Đi tập huấn.)",
        f"Lê Văn Bình duyệt {about} {on_behalf}",
        f"Lê Văn Bình trả lại {about} {on_behalf} (lý do: Thiếu giờ.)",
        f"Lê Văn Bình thu hồi {about} (lý do: Sai giờ.)",
        "Lê Văn Bình thôi việc Lê Văn Bình duyệt thay",
    ]


def test_a_deputy_gets_the_right_to_approve_and_no_other(desk: Deputies) -> None:
    before = {right for right in Right if desk.binh.may(right)}
    desk.name()
    assert {right for right in Right if desk.binh.may(right)} - before == {Right.APPROVE}


def test_neither_what_the_deputy_wrote_nor_what_the_giver_wrote(desk: Deputies) -> None:
    desk.name()
    for author in (desk.binh, desk.khoi):
        key = desk.written(author)
        with pytest.raises(OwnWordsError):
            desk.approve(key, desk.binh)
    with desk.sessions.begin() as session:
        set_one_officer(session, desk.clock, desk.thu, one_officer=True)
    assert desk.approve(key, desk.binh).alone
    with desk.sessions.read() as session:
        said = version_facts(session, desk.thu.commune_id, [key.version_id])[key.version_id].approver
    assert said == "Lê Văn Bình (thay mặt Trần Minh Khôi, vừa soạn vừa duyệt)"


def test_it_begins_and_ends_by_itself_and_the_giver_approves_all_the_while(desk: Deputies) -> None:
    tomorrow = desk.clock.now() + timedelta(days=1)
    assert not desk.name(starts_at=tomorrow).holds
    assert _holds(desk) == [False]
    desk.clock.advance(timedelta(days=1) - _INSTANT)
    assert _holds(desk) == [False]
    desk.clock.advance(_INSTANT)
    assert _holds(desk) == [True]
    late = desk.binh
    assert desk.approve(desk.written(desk.an), desk.khoi).on_behalf_of is None
    desk.clock.advance(timedelta(days=9) - _INSTANT)
    assert _holds(desk) == [True]
    desk.clock.advance(_INSTANT)
    assert _holds(desk) == [False]
    with pytest.raises(DelegationOverError):
        desk.approve(desk.written(desk.an), late)


def test_one_follows_another_without_a_gap_and_lasts_as_long_as_may_be(desk: Deputies) -> None:
    first = desk.name(ends_at=desk.clock.now() + LONGEST)
    then: dict[str, object] = {"starts_at": first.ends_at, "ends_at": first.ends_at + LONGEST}
    with pytest.raises(BadDelegationError) as error:
        desk.name(None, **then | {"starts_at": first.ends_at - _INSTANT, "ends_at": first.ends_at + _INSTANT})
    assert error.value.fault == "taken"
    desk.name(None, **then)
    desk.clock.advance(LONGEST)
    assert _holds(desk) == [True, False], "the newest first"


def _holds(desk: Deputies) -> list[bool]:
    """What the list says of each, of which the request of the deputy says the same."""
    with desk.sessions.read() as session:
        found = [each.holds for each in delegations(session, desk.clock.now(), desk.thu.commune_id)]
    assert any(found) is (desk.binh.deputy_for is not None)
    return found


def _ended(desk: Deputies, delegation: Delegation) -> None:
    with desk.sessions.begin() as session:
        end_delegation(session, desk.clock, desk.khoi, delegation.id)


def _laid_down(desk: Deputies, delegation: Delegation) -> None:
    with desk.sessions.begin() as session:
        end_delegation(session, desk.clock, desk.binh, delegation.id)


def _giver_left(desk: Deputies, _delegation: Delegation) -> None:
    with desk.sessions.begin() as session:
        end_person(session, desk.clock, desk.thu, desk.khoi.own_id)


def _giver_no_approver(desk: Deputies, _delegation: Delegation) -> None:
    with desk.sessions.begin() as session:
        known = person(session, desk.thu.commune_id, desk.khoi.own_id)
        roles = {Role.VIEWER}
        change_person(session, desk.clock, desk.thu, known.id, name=known.name, roles=roles, may_alarm=False, tag=known.tag)


def _put_back(desk: Deputies, _delegation: Delegation) -> None:
    with desk.sessions.begin() as session:
        end_delegations(session, desk.clock.now())


def _giver_gone_behind_everybody(desk: Deputies, _delegation: Delegation) -> None:
    with desk.sessions.begin() as session:
        session.execute(update(PersonRow).where(PersonRow.id == desk.khoi.person_id).values(left_at=desk.clock.now()))


@pytest.mark.parametrize("end", [_ended, _laid_down, _giver_left, _giver_no_approver, _giver_gone_behind_everybody, _put_back])
def test_it_ends_early_also_for_a_request_that_is_on_its_way(desk: Deputies, end: object) -> None:
    delegation = desk.name()
    key, on_its_way = desk.written(desk.an), desk.binh
    desk.clock.advance(timedelta(minutes=1))
    end(desk, delegation)  # type: ignore[operator]  # one of the above
    assert desk.binh.deputy_for is None
    with pytest.raises(DelegationOverError):
        desk.approve(key, on_its_way)
    with pytest.raises(DelegationOverError), desk.sessions.begin() as session:
        return_version(session, desk.clock, on_its_way, key.bulletin_id, 1, reason="Thiếu giờ.")
    with desk.sessions.read() as session:
        assert not delegations(session, desk.clock.now(), desk.thu.commune_id)[0].holds


def test_it_ends_once_and_what_came_to_its_end_was_not_ended(desk: Deputies) -> None:
    first, second = desk.name(), desk.name(desk.lan, deputy="An")
    desk.clock.advance(timedelta(minutes=1))
    ended_at = desk.clock.now()
    _ended(desk, first)
    desk.clock.advance(timedelta(minutes=1))
    _ended(desk, first)
    desk.clock.advance(second.ends_at - desk.clock.now())
    for each in (first, second):
        with desk.sessions.begin() as session:
            end_delegation(session, desk.clock, desk.thu, each.id)
            end_delegations(session, desk.clock.now())
    with desk.sessions.read() as session:
        found = delegations(session, desk.clock.now(), desk.thu.commune_id)
        told = list(all_events(session, desk.thu.commune_id, AuditFilter(act="end_delegation")))
    assert [each.ended_at for each in found] == [None, ended_at]
    assert len(told) == 1


def test_a_deputy_who_leaves_ends_it_and_no_other(desk: Deputies) -> None:
    desk.name()
    desk.name(desk.lan, deputy="An")
    with desk.sessions.begin() as session:
        end_person(session, desk.clock, desk.thu, desk.binh.own_id)
    with desk.sessions.read() as session:
        found = delegations(session, desk.clock.now(), desk.thu.commune_id)
    assert [(each.deputy, each.ended_at is None) for each in found] == [("An", True), ("Lê Văn Bình", False)]


def test_one_may_come_before_another_without_a_gap(desk: Deputies) -> None:
    later = desk.clock.now() + timedelta(days=10)
    desk.name(starts_at=later, ends_at=later + timedelta(days=1))
    with pytest.raises(BadDelegationError):
        desk.name(ends_at=later + _INSTANT)
    assert desk.name(ends_at=later).holds


def test_a_long_name_of_nobody_is_not_said_in_full(desk: Deputies) -> None:
    with pytest.raises(DeputyUnknownError) as refused:
        desk.name(deputy="x" * 100)
    assert (refused.value.called, refused.value.count) == ("x" * 80, 0)


def test_a_deputy_who_becomes_an_approver_approves_in_one_name(desk: Deputies) -> None:
    assert desk.name().holds
    with desk.sessions.begin() as session:
        known = person(session, desk.thu.commune_id, desk.binh.own_id)
        roles = {Role.APPROVER}
        change_person(session, desk.clock, desk.thu, known.id, name=known.name, roles=roles, may_alarm=False, tag=known.tag)
    assert desk.approve(desk.written(desk.an), desk.binh).on_behalf_of is None


def test_who_has_nothing_to_do_with_it_does_not_end_it_and_an_administrator_does(desk: Deputies) -> None:
    delegation = desk.name()
    with pytest.raises(RightMissingError), desk.sessions.begin() as session:
        end_delegation(session, desk.clock, desk.lan, delegation.id)
    with desk.sessions.begin() as session:
        end_delegation(session, desk.clock, desk.thu, delegation.id)
    assert desk.binh.deputy_for is None


def test_what_is_no_delegation_is_refused(desk: Deputies) -> None:
    now = desk.clock.now()
    wrong: list[tuple[str, dict[str, object]]] = [
        ("oneself", {"deputy": str(desk.khoi.person_id)}),
        ("needs_none", {"deputy": "Lan"}),
        ("past", {"ends_at": now}),
        ("past", {"starts_at": now + timedelta(days=12)}),
        ("too_long", {"ends_at": now + timedelta(days=30, seconds=1)}),
        ("reason", {"reason": " "}),
        ("reason", {"reason": "x" * 501}),
        ("reason", {"reason": "a\x07b"}),
    ]
    for fault, wanted in wrong:
        with pytest.raises(BadDelegationError) as refused:
            desk.name(None, **wanted)
        assert refused.value.fault == fault
    for called in ("Không Ai", str(new_id())):
        with pytest.raises(DeputyUnknownError):
            desk.name(deputy=called)
    desk.name(ends_at=now + LONGEST, reason="x" * 500)
    for by, deputy, fault in ((desk.lan, "Lê Văn Bình", "taken"), (desk.binh, "An", "not_own")):
        with pytest.raises(BadDelegationError) as refused:
            desk.name(by, deputy=deputy)
        assert refused.value.fault == fault


def test_a_token_that_only_reads_is_no_deputys(desk: Deputies) -> None:
    desk.name()
    with desk.sessions.begin() as session:
        token = issue_token(session, desk.clock, desk.thu, person_id=desk.binh.own_id, label="x", scope=Scope.READ)
        assert who_is(session, desk.clock.now(), token.secret, uses=Uses()).deputy_for is None


def test_the_database_itself_takes_no_approval_on_behalf_that_nobody_gave(desk: Deputies) -> None:
    delegation = desk.name()
    own, others = desk.written(desk.khoi), desk.written(desk.an)
    row = {
        "commune_id": desk.thu.commune_id,
        "content_hash": "a" * 64,
        "approver_id": desk.binh.person_id,
        "approver_name": "Bình",
        "alone": False,
        "delegation_id": delegation.id,
        "on_behalf_of_id": desk.khoi.person_id,
        "on_behalf_of": "Khôi",
        "approved_at": NOW,
    }
    bad: list[tuple[VersionKey, dict[str, object], str]] = [
        (own, {}, "does not approve"),
        (others, {"approved_at": delegation.ends_at}, "nobody lets"),
        (others, {"on_behalf_of_id": desk.lan.person_id}, "nobody lets"),
        (others, {"approver_id": desk.lan.person_id}, "nobody lets"),
        (others, {"delegation_id": None}, "nobody lets"),
        (others, {"delegation_id": new_id()}, "nobody lets"),
    ]
    for key, other, said in bad:
        with pytest.raises(DBAPIError, match=said), desk.sessions.begin() as session:
            session.add(ApprovalRow(id=new_id(), version_id=key.version_id, **(row | other)))
    with desk.sessions.begin() as session:
        approve(session, desk.clock, desk.binh, others.bulletin_id, 1)
        session.execute(update(DelegationRow).values(ended_at=NOW))
    with pytest.raises(DBAPIError, match="nobody lets"), desk.sessions.begin() as session:
        session.execute(update(ApprovalRow).values(approver_name="Ai đó"))
