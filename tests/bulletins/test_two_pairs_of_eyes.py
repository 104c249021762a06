"""Who wrote at a version does not approve it, unless the commune has one officer; the database holds that too."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from app.accounts import Actor, Role, add_person
from app.audit import verify
from app.bulletins import (
    Approval,
    Content,
    Priority,
    Seen,
    State,
    VersionKey,
    approve,
    approve_all,
    create,
    delivery,
    edit,
    parse_script,
    reopen,
    return_version,
    spoken_script,
    submit,
    version,
    version_facts,
)
from app.bulletins.errors import NoneApprovedError, OwnWordsError
from app.bulletins.tables import ApprovalRow, BulletinVersionRow
from app.clock import ManualClock
from app.db import Sessions
from app.programmes import StoredSound, drop_reading, put_reading
from app.speech.model import VoiceChain
from app.units import Sha256, new_id
from app.zones import Founding, found_commune, set_one_officer
from tests.support.database import NOW

CONTENT = Content(script=parse_script("Kính mời bà con họp."), valid_from=NOW, valid_to=NOW + timedelta(days=2))
LATER = replace(CONTENT, script=parse_script("Kính mời bà con họp tối nay."))
SOUND = StoredSound(Sha256("b" * 64), 30.0, ())


class Desk:
    """A commune of several officers: `thu` and `lan` write, `khoi` approves and may write too."""

    def __init__(self, sessions: Sessions, clock: ManualClock) -> None:
        self.sessions, self.clock = sessions, clock
        with sessions.begin() as session:
            founding = found_commune(session, clock, name="xã Liên An", admin="Nguyễn Thu", approver="Trần Minh Khôi")
            assert founding.approver is not None
            self.thu, self.khoi = founding.admin, founding.approver
            person_id = add_person(session, clock, self.thu, name="Lan", roles={Role.APPROVER})
        self.lan = Actor(self.thu.commune_id, person_id, "Lan", roles=frozenset({Role.APPROVER}))

    def write(self, by: Actor) -> VersionKey:
        with self.sessions.begin() as session:
            return create(session, self.clock, by, CONTENT)

    def edit(self, key: VersionKey, by: Actor, content: Content = LATER) -> VersionKey:
        with self.sessions.begin() as session:
            return edit(session, self.clock, by, key.bulletin_id, content=content, tag=key.tag)

    def submit(self, key: VersionKey, by: Actor) -> VersionKey:
        with self.sessions.begin() as session:
            found = version(session, by.commune_id, key.bulletin_id, key.number)
            spoken, manner = spoken_script(parse_script(found.script)), delivery(VoiceChain(), Priority.NORMAL)
            return submit(session, self.clock, by, key.bulletin_id, key.number, spoken=spoken, delivery=manner)

    def approve(self, key: VersionKey, by: Actor) -> Approval:
        with self.sessions.begin() as session:
            return approve(session, self.clock, by, key.bulletin_id, key.number)


@pytest.fixture
def desk(sessions: Sessions, clock: ManualClock) -> Desk:
    return Desk(sessions, clock)


def test_who_wrote_it_does_not_approve_it_and_another_does(desk: Desk) -> None:
    key = desk.submit(desk.write(desk.thu), desk.thu)
    with pytest.raises(OwnWordsError):
        desk.approve(key, desk.thu)
    approval = desk.approve(key, desk.khoi)
    assert (approval.approver, approval.alone) == (desk.khoi.name, False)
    with desk.sessions.read() as session:
        assert verify(session, desk.thu.commune_id).broken is None


def test_an_approver_who_changed_the_draft_has_written_it_and_so_has_the_first(desk: Desk) -> None:
    key = desk.submit(desk.edit(desk.write(desk.thu), desk.khoi), desk.thu)
    for author in (desk.thu, desk.khoi):
        with pytest.raises(OwnWordsError):
            desk.approve(key, author)
    assert desk.approve(key, desk.lan).approver == "Lan"


def test_who_only_lays_it_before_the_approver_has_not_written_it(desk: Desk) -> None:
    key = desk.submit(desk.write(desk.thu), desk.khoi)
    assert desk.approve(key, desk.khoi).approver == desk.khoi.name


def test_what_was_returned_is_written_anew_by_who_writes_it_then(desk: Desk) -> None:
    key = desk.submit(desk.edit(desk.write(desk.thu), desk.khoi), desk.thu)
    with desk.sessions.begin() as session:
        returned = return_version(session, desk.clock, desk.khoi, key.bulletin_id, key.number, reason="Một người soạn thôi.")
    newer = desk.submit(desk.edit(returned, desk.thu, CONTENT), desk.thu)
    assert desk.approve(newer, desk.khoi).approver == desk.khoi.name


def test_a_copy_that_is_read_anew_has_the_authors_of_what_it_copies(desk: Desk) -> None:
    key = desk.submit(desk.write(desk.thu), desk.thu)
    with desk.sessions.begin() as session:
        draft = reopen(session, desk.clock, desk.lan, key.bulletin_id, key.number, reason="Từ điển đổi.")
        assert draft is not None
        before = version(session, desk.thu.commune_id, key.bulletin_id, key.number)
    assert (before.summary.state, before.moves[-1].reason) == (State.RETURNED, "Từ điển đổi.")
    newer = desk.submit(draft, desk.thu)
    for author in (desk.thu, desk.lan):
        with pytest.raises(OwnWordsError):
            desk.approve(newer, author)
    desk.approve(newer, desk.khoi)


def _put(desk: Desk, key: VersionKey) -> None:
    with desk.sessions.begin() as session:
        put_reading(session, desk.clock, desk.khoi, key.bulletin_id, key.number, sound=SOUND)


def _drop(desk: Desk, key: VersionKey) -> None:
    with desk.sessions.begin() as session:
        drop_reading(session, desk.clock, desk.khoi, key.bulletin_id, key.number)


@pytest.mark.parametrize("act", [_put, _drop])
def test_who_brings_or_takes_away_the_reading_of_a_person_has_written_it(
    desk: Desk, act: Callable[[Desk, VersionKey], None]
) -> None:
    key = desk.write(desk.thu)
    act(desk, key)
    key = desk.submit(key, desk.thu)
    with pytest.raises(OwnWordsError):
        desk.approve(key, desk.khoi)


def test_one_officer_approves_alone_and_is_marked_wherever_it_is_named(desk: Desk) -> None:
    with desk.sessions.begin() as session:
        set_one_officer(session, desk.clock, desk.thu, one_officer=True)
    own, others = (desk.submit(desk.write(by), desk.thu) for by in (desk.thu, desk.lan))
    assert desk.approve(own, desk.thu).alone
    assert not desk.approve(others, desk.thu).alone
    with desk.sessions.read() as session:
        facts = version_facts(session, desk.thu.commune_id, [own.version_id, others.version_id])
        whole = version(session, desk.thu.commune_id, own.bulletin_id, own.number)
    assert (facts[own.version_id].approver, facts[others.version_id].approver) == (
        "Nguyễn Thu (vừa soạn vừa duyệt)",
        "Nguyễn Thu",
    )
    assert (whole.approver, whole.alone) == ("Nguyễn Thu", True)


def test_a_commune_that_has_two_officers_again_approves_nothing_alone_and_keeps_what_it_approved(desk: Desk) -> None:
    for one_officer in (True, False):
        with desk.sessions.begin() as session:
            set_one_officer(session, desk.clock, desk.thu, one_officer=one_officer)
        key = desk.submit(desk.write(desk.thu), desk.thu)
        if one_officer:
            kept = desk.approve(key, desk.thu).version
    with pytest.raises(OwnWordsError):
        desk.approve(key, desk.thu)
    with desk.sessions.read() as session:
        assert version(session, desk.thu.commune_id, kept.bulletin_id, kept.number).approver == "Nguyễn Thu"


def seen(desk: Desk, key: VersionKey) -> Seen:
    with desk.sessions.read() as session:
        found = version(session, desk.thu.commune_id, key.bulletin_id, key.number)
    assert found.content_hash is not None
    return Seen(key.bulletin_id, key.number, found.content_hash)


def approve_week(desk: Desk, wanted: Sequence[Seen], by: Actor) -> list[Approval]:
    with desk.sessions.begin() as session:
        return approve_all(session, desk.clock, by, wanted)


def states(desk: Desk, keys: Sequence[VersionKey]) -> list[State]:
    with desk.sessions.read() as session:
        return [version(session, desk.thu.commune_id, key.bulletin_id, key.number).summary.state for key in keys]


def test_a_week_is_approved_together_in_the_order_of_its_list(desk: Desk) -> None:
    keys = [desk.submit(desk.write(desk.thu), desk.thu) for _ in range(3)]
    approvals = approve_week(desk, [seen(desk, key) for key in reversed(keys)], desk.khoi)
    assert [each.version.bulletin_id for each in approvals] == [key.bulletin_id for key in reversed(keys)]
    assert states(desk, keys) == [State.APPROVED] * 3


def _withdrawn_before(desk: Desk, key: VersionKey) -> None:
    with desk.sessions.begin() as session:
        return_version(session, desk.clock, desk.khoi, key.bulletin_id, key.number, reason="Sai giờ.")


def _changed_behind_its_back(desk: Desk, key: VersionKey) -> None:
    with desk.sessions.begin() as session:
        session.execute(update(BulletinVersionRow).where(BulletinVersionRow.id == key.version_id).values(valid_to=NOW))


@pytest.mark.parametrize(
    ("change", "why"),
    [(_withdrawn_before, "trạng thái không cho phép"), (_changed_behind_its_back, "nội dung khác với bản đã trình")],
)
def test_where_one_of_a_week_changed_meanwhile_none_is_approved_and_it_is_named(
    desk: Desk, change: Callable[[Desk, VersionKey], None], why: str
) -> None:
    keys = [desk.submit(desk.write(desk.thu), desk.thu) for _ in range(3)]
    wanted = [seen(desk, key) for key in keys]
    change(desk, keys[1])
    before = states(desk, keys)
    with pytest.raises(NoneApprovedError) as refused:
        approve_week(desk, wanted, desk.khoi)
    assert refused.value.refused.endswith(f"phiên bản 1: {why}")
    assert states(desk, keys) == before


def test_a_week_with_words_of_ones_own_is_not_approved_by_half(desk: Desk) -> None:
    keys = [desk.submit(desk.write(by), desk.thu) for by in (desk.khoi, desk.thu, desk.khoi)]
    with pytest.raises(NoneApprovedError) as refused:
        approve_week(desk, [seen(desk, key) for key in keys], desk.khoi)
    assert (refused.value.refused.count("cần người khác duyệt"), states(desk, keys)) == (2, [State.SUBMITTED] * 3)


def test_another_hash_than_the_stored_one_was_not_seen(desk: Desk) -> None:
    key = desk.submit(desk.write(desk.thu), desk.thu)
    with pytest.raises(NoneApprovedError, match="nội dung khác"):
        approve_week(desk, [replace(seen(desk, key), content_hash=Sha256("0" * 64))], desk.khoi)


def test_the_database_itself_takes_no_approval_by_an_author(desk: Desk) -> None:
    key = desk.submit(desk.write(desk.thu), desk.thu)
    row = {
        "id": new_id(),
        "commune_id": desk.thu.commune_id,
        "version_id": key.version_id,
        "content_hash": "a" * 64,
        "approver_id": desk.thu.person_id,
        "approver_name": "Nguyễn Thu",
        "alone": False,
        "approved_at": NOW,
    }
    with pytest.raises(DBAPIError, match="does not approve"), desk.sessions.begin() as session:
        session.add(ApprovalRow(**row))
    desk.approve(key, desk.khoi)
    with pytest.raises(DBAPIError, match="does not approve"), desk.sessions.begin() as session:
        session.execute(update(ApprovalRow).values(approver_id=desk.thu.person_id))


def test_the_founding_of_one_officer_lets_that_officer_approve(
    founding: Founding, sessions: Sessions, clock: ManualClock
) -> None:
    with sessions.begin() as session:
        key = create(session, clock, founding.admin, CONTENT)
        spoken, manner = spoken_script(CONTENT.script), delivery(VoiceChain(), Priority.NORMAL)
        submit(session, clock, founding.admin, key.bulletin_id, 1, spoken=spoken, delivery=manner)
        assert approve(session, clock, founding.admin, key.bulletin_id, 1).alone
        assert session.get_one(BulletinVersionRow, key.version_id).content_hash
