"""The way of a version: frozen when submitted, approved for exactly what it is, never changed afterwards."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from app.audit import verify
from app.bulletins import (
    Content,
    Delivery,
    Filter,
    Kind,
    Place,
    Priority,
    SentenceNote,
    State,
    Theme,
    VersionKey,
    approve,
    create,
    delivery,
    edit,
    expire_due,
    frozen_version,
    latest,
    page,
    parse_script,
    refuse_bad_reason,
    refuse_unapproved,
    reopen,
    return_version,
    spoken_script,
    submit,
    version,
    version_facts,
    withdraw,
)
from app.bulletins.errors import (
    BadReasonError,
    ContentChangedError,
    EmptyScriptError,
    MoveNotAllowedError,
    NoneWithdrawnError,
    NoteError,
    OpenFieldError,
    ValidityMissingError,
)
from app.bulletins.model import ALLOWED_MOVES
from app.bulletins.tables import ApprovalRow, BulletinVersionRow, VersionMoveRow
from app.clock import ManualClock
from app.db import Sessions
from app.errors import NotFoundError, StaleError
from app.reading import LexiconEntry
from app.speech.model import VoiceChain
from app.tags import tag_of
from app.units import new_id
from app.zones import Founding, Level, UnknownZoneError, add_zone, found_commune
from tests.support.database import NOW

CONTENT = Content(script=parse_script("Kính mời bà con họp."), valid_from=NOW, valid_to=NOW + timedelta(days=2))
USUAL = delivery(VoiceChain(), Priority.NORMAL)


class Desk:
    """An officer and an approver at work, each act in its own transaction."""

    def __init__(self, sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
        self.sessions, self.clock, self.actor = sessions, clock, founding.admin

    def write(self, content: Content = CONTENT) -> VersionKey:
        with self.sessions.begin() as session:
            return create(session, self.clock, self.actor, content)

    def edit(self, key: VersionKey, content: Content) -> VersionKey:
        with self.sessions.begin() as session:
            return edit(session, self.clock, self.actor, key.bulletin_id, content=content, tag=key.tag)

    def submit(self, key: VersionKey, content: Content = CONTENT, manner: Delivery = USUAL) -> VersionKey:
        spoken = spoken_script(content.script)
        with self.sessions.begin() as session:
            return submit(session, self.clock, self.actor, key.bulletin_id, key.number, spoken=spoken, delivery=manner)

    def approve(self, key: VersionKey, seen: str | None = None) -> VersionKey:
        with self.sessions.begin() as session:
            return approve(session, self.clock, self.actor, key.bulletin_id, key.number, seen=seen).version

    def send_back(self, key: VersionKey, reason: str = "Sai giờ họp.", notes: Sequence[SentenceNote] = ()) -> VersionKey:
        with self.sessions.begin() as session:
            return return_version(session, self.clock, self.actor, key.bulletin_id, key.number, reason=reason, notes=notes)

    def withdraw(self, key: VersionKey) -> VersionKey:
        with self.sessions.begin() as session:
            return withdraw(session, self.clock, self.actor, key.bulletin_id, key.number, reason="Hoãn họp.")

    def state(self, key: VersionKey) -> State:
        with self.sessions.read() as session:
            return version(session, self.actor.commune_id, key.bulletin_id, key.number).summary.state


@pytest.fixture
def desk(sessions: Sessions, clock: ManualClock, founding: Founding) -> Desk:
    return Desk(sessions, clock, founding)


def test_from_draft_to_approval(desk: Desk) -> None:
    key = desk.approve(desk.submit(desk.write()))
    with desk.sessions.read() as session:
        facts = version_facts(session, desk.actor.commune_id, [key.version_id])[key.version_id]
        frozen = frozen_version(session, desk.actor.commune_id, key.version_id)
        assert verify(session, desk.actor.commune_id).broken is None
    assert frozen is not None
    assert facts.state is State.APPROVED
    assert facts.content_hash == frozen.content_hash
    assert (facts.approver, facts.approved_at) == (f"{desk.actor.name} (vừa soạn vừa duyệt)", NOW)
    assert facts.zone_ids
    assert frozen.spoken.text == "Kính mời bà con họp."


def test_before_the_approval_there_is_no_approved_hash(desk: Desk) -> None:
    key = desk.submit(desk.write())
    with desk.sessions.read() as session:
        facts = version_facts(session, desk.actor.commune_id, [key.version_id])[key.version_id]
    assert facts.content_hash is None


def test_a_draft_is_edited_in_place_and_a_submitted_version_never(desk: Desk) -> None:
    draft = desk.write()
    other = replace(CONTENT, script=parse_script("Kính mời bà con họp lúc 20h00."))
    edited = desk.edit(draft, other)
    assert edited.number == 1
    submitted = desk.submit(edited, other)
    newer = desk.edit(submitted, CONTENT)
    assert newer.number == 2
    with desk.sessions.read() as session:
        first = version(session, desk.actor.commune_id, draft.bulletin_id, 1)
        assert first.script == other.script.text
        assert first.summary.state is State.SUBMITTED
        assert latest(session, desk.actor.commune_id, draft.bulletin_id).summary.number == 2


def test_what_an_approval_does_not_bind_is_mended_and_the_approval_stays(desk: Desk) -> None:
    submitted = desk.edit(desk.submit(desk.write()), replace(CONTENT, title="Mời họp"))
    assert (submitted.number, desk.state(submitted)) == (1, State.SUBMITTED)
    approved = desk.approve(submitted)
    mended = desk.edit(approved, replace(CONTENT, title="Mời họp tối", theme=Theme.REVIEW, legal_basis=["QĐ 1"], cheerful=True))
    assert (mended.number, mended.tag != approved.tag) == (1, True)
    with desk.sessions.read() as session:
        found = version(session, desk.actor.commune_id, mended.bulletin_id, 1)
        facts = version_facts(session, desk.actor.commune_id, [mended.version_id])[mended.version_id]
        heard = frozen_version(session, desk.actor.commune_id, mended.version_id)
        assert verify(session, desk.actor.commune_id).broken is None
    assert heard is not None
    assert (found.summary.title, found.summary.theme, found.legal_basis) == ("Mời họp tối", Theme.REVIEW, ("QĐ 1",))
    assert (facts.state, facts.content_hash, facts.cheerful) == (State.APPROVED, heard.content_hash, True)


@pytest.mark.parametrize(
    "change",
    [
        {"script": parse_script("Kính mời bà con họp!")},
        {"kind": Kind.FEATURE},
        {"priority": Priority.PRIORITY},
        {"valid_from": NOW + timedelta(seconds=1)},
        {"valid_to": NOW + timedelta(days=3)},
        {"lexicon": [LexiconEntry("BCĐ", "ban chỉ đạo")]},
        {"zones": ["xã Liên An / thôn Đông"]},
        {},
    ],
    ids=lambda change: next(iter(change), "the same again"),
)
def test_what_an_approval_binds_is_approved_anew_and_until_then_the_old_one_holds(
    desk: Desk, founding: Founding, change: dict[str, Any]
) -> None:
    with desk.sessions.begin() as session:
        add_zone(session, desk.clock, desk.actor, parent_id=founding.root.id, level=Level.VILLAGE, name="thôn Đông")
    approved = desk.approve(desk.submit(desk.write()))
    newer = desk.edit(approved, replace(CONTENT, **change))
    assert (newer.number, desk.state(newer), desk.state(approved)) == (2, State.DRAFT, State.APPROVED)


def test_an_approver_notes_at_a_sentence_what_is_to_be_mended(desk: Desk) -> None:
    content = replace(CONTENT, script=parse_script("Kính mời bà con họp. Họp lúc 19 giờ."))
    key = desk.submit(desk.write(content), content)
    longest = "A" * 500
    notes = [SentenceNote(2, f" {longest} "), SentenceNote(1, "Thiếu tên thôn.")]
    for sentence, text in ((3, "Không có câu này."), (0, "A"), (1, " "), (1, "A" * 501), (1, "A\x00B")):
        wrong = SentenceNote(sentence, text)
        with pytest.raises(NoteError) as refused:
            desk.send_back(key, notes=[*notes, wrong])
        assert (refused.value.sentence, refused.value.sentences) == (wrong.sentence, 2)
    desk.send_back(key, notes=notes)
    with desk.sessions.read() as session:
        found = version(session, desk.actor.commune_id, key.bulletin_id, 1)
    assert found.moves[-1].notes == (SentenceNote(1, "Thiếu tên thôn."), SentenceNote(2, longest))
    assert found.moves[0].notes == ()


def test_what_was_withdrawn_is_not_mended(desk: Desk) -> None:
    withdrawn = desk.withdraw(desk.approve(desk.submit(desk.write())))
    assert desk.edit(withdrawn, replace(CONTENT, title="Mời họp")).number == 2


def test_an_edit_from_an_old_state_is_refused(desk: Desk) -> None:
    draft = desk.write()
    desk.edit(draft, CONTENT)
    with pytest.raises(StaleError):
        desk.edit(draft, CONTENT)


def test_an_edit_from_before_the_submission_is_refused(desk: Desk) -> None:
    draft = desk.write()
    desk.submit(draft)
    with pytest.raises(StaleError):
        desk.edit(draft, CONTENT)


def test_words_that_changed_meanwhile_are_not_submitted(desk: Desk) -> None:
    draft = desk.write()
    desk.edit(draft, replace(CONTENT, script=parse_script("Khác.")))
    with pytest.raises(StaleError):
        desk.submit(draft)
    assert desk.state(draft) is State.DRAFT


def test_a_draft_that_was_edited_since_it_was_seen_is_not_submitted(desk: Desk) -> None:
    seen = desk.write()
    desk.edit(seen, replace(CONTENT, cheerful=True))
    spoken = spoken_script(CONTENT.script)
    with pytest.raises(StaleError), desk.sessions.begin() as session:
        submit(session, desk.clock, desk.actor, seen.bulletin_id, 1, spoken=spoken, delivery=USUAL, tag=seen.tag)
    assert desk.state(seen) is State.DRAFT


def test_nothing_is_submitted_without_validity(desk: Desk) -> None:
    for content in (replace(CONTENT, valid_to=None), replace(CONTENT, valid_from=None)):
        with pytest.raises(ValidityMissingError):
            desk.submit(desk.write(content), content)


def test_nothing_is_submitted_for_a_zone_that_is_no_more(desk: Desk) -> None:
    key = desk.write()
    with desk.sessions.begin() as session:
        session.execute(update(BulletinVersionRow).values(zones=[{"id": str(new_id()), "path": "xã Liên An / thôn Đã Bỏ"}]))
    with pytest.raises(UnknownZoneError):
        desk.submit(key)
    assert desk.state(key) is State.DRAFT


def test_nothing_is_submitted_that_nobody_would_hear(desk: Desk) -> None:
    silent = replace(CONTENT, title="Trống", script=parse_script("--- * ---"))
    with pytest.raises(EmptyScriptError):
        desk.submit(desk.write(silent), silent)


@pytest.mark.parametrize(
    "change",
    [
        {"script": "Kính mời bà con ở nhà."},
        {"valid_to": NOW + timedelta(days=30)},
        {"zones": []},
        {"voices": {}},
        {"prosody": {}},
        {"spoken": {"items": [], "tokens": [], "remarks": []}},
        {"spoken": None},
        {"content_hash": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_changed_content_is_not_approved(desk: Desk, change: dict[str, object]) -> None:
    key = desk.submit(desk.write())
    with desk.sessions.begin() as session:
        session.execute(update(BulletinVersionRow).values(**change))
    with pytest.raises(ContentChangedError):
        desk.approve(key)
    assert desk.state(key) is State.SUBMITTED


def test_each_move_changes_the_tag_by_one(desk: Desk) -> None:
    key = desk.submit(desk.write())
    assert [key.tag, desk.approve(key).tag, desk.withdraw(key).tag] == [tag_of(1, 2), tag_of(1, 3), tag_of(1, 4)]


def test_music_alone_is_submitted_and_an_open_field_is_not(desk: Desk) -> None:
    music = replace(CONTENT, title="Nhạc", script=parse_script("[nhạc: nhac-ket]"))
    assert desk.state(desk.submit(desk.write(music), music)) is State.SUBMITTED
    draft = replace(CONTENT, script=parse_script("Kính mời bà con họp lúc [điền: giờ].", is_draft=True))
    with pytest.raises(OpenFieldError):
        desk.submit(desk.write(draft), draft)


def test_what_does_not_wait_and_is_not_approved_is_not_taken_back(desk: Desk) -> None:
    draft, withdrawn = desk.write(), desk.withdraw(desk.approve(desk.submit(desk.write())))
    for key in (draft, withdrawn):
        before = desk.state(key)
        with desk.sessions.begin() as session:
            assert reopen(session, desk.clock, desk.actor, key.bulletin_id, 1, reason="Từ điển đổi.") is None
        assert desk.state(key) is before


def test_several_are_withdrawn_only_where_each_is_approved_and_for_a_reason(desk: Desk) -> None:
    approved, waiting = desk.approve(desk.submit(desk.write())), desk.submit(desk.write())
    places = [Place(key.bulletin_id, key.number) for key in (approved, waiting)]
    with desk.sessions.read() as session:
        assert refuse_unapproved(session, desk.actor.commune_id, places[:1]) == [approved.version_id]
        with pytest.raises(NoneWithdrawnError):
            refuse_unapproved(session, desk.actor.commune_id, places)
    refuse_bad_reason("Hoãn họp.")
    with pytest.raises(BadReasonError):
        refuse_bad_reason(" ")


def test_an_approver_who_saw_other_words_is_stopped(desk: Desk) -> None:
    with pytest.raises(ContentChangedError):
        desk.approve(desk.submit(desk.write()), seen="0" * 64)


def test_a_return_and_a_withdrawal_need_a_reason(desk: Desk) -> None:
    key = desk.submit(desk.write())
    for reason in ("", "  ", "x" * 2001, "a\x00b"):
        with pytest.raises(BadReasonError):
            desk.send_back(key, reason)
    desk.send_back(key, " Sai giờ họp. ")
    with desk.sessions.read() as session:
        moves = version(session, desk.actor.commune_id, key.bulletin_id, 1).moves
    assert [(move.before, move.after, move.reason) for move in moves] == [
        (State.DRAFT, State.SUBMITTED, None),
        (State.SUBMITTED, State.RETURNED, "Sai giờ họp."),
    ]
    assert desk.state(desk.send_back(desk.submit(desk.write()), "x" * 2000)) is State.RETURNED, "the longest"


def test_a_clock_that_jumped_does_not_turn_a_history_round(desk: Desk) -> None:
    desk.clock.advance(timedelta(hours=1))
    key = desk.submit(desk.write())
    desk.clock.jump(NOW)
    desk.withdraw(desk.approve(key))
    with desk.sessions.begin() as session:
        submitted = VersionMoveRow.after == State.SUBMITTED
        session.execute(update(VersionMoveRow).where(submitted).values(id=UUID("0fffffff-0000-7000-8000-000000000000")))
    with desk.sessions.read() as session:
        moves = version(session, desk.actor.commune_id, key.bulletin_id, 1).moves
    assert [move.after for move in moves] == [State.SUBMITTED, State.APPROVED, State.WITHDRAWN]


def test_only_the_allowed_moves_are_made(desk: Desk) -> None:
    acts: dict[State, Callable[[VersionKey], VersionKey]] = {
        State.SUBMITTED: desk.submit,
        State.APPROVED: desk.approve,
        State.RETURNED: desk.send_back,
        State.WITHDRAWN: desk.withdraw,
    }
    ways: dict[State, Callable[[], VersionKey]] = {
        State.DRAFT: desk.write,
        State.SUBMITTED: lambda: desk.submit(desk.write()),
        State.APPROVED: lambda: desk.approve(desk.submit(desk.write())),
        State.RETURNED: lambda: desk.send_back(desk.submit(desk.write())),
        State.WITHDRAWN: lambda: desk.withdraw(desk.approve(desk.submit(desk.write()))),
    }
    for before, way in ways.items():
        for after, act in acts.items():
            key = way()
            if after in ALLOWED_MOVES[before]:
                act(key)
                assert desk.state(key) is after
            else:
                with pytest.raises(MoveNotAllowedError):
                    act(key)
                assert desk.state(key) is before


def test_what_is_no_longer_valid_expires(desk: Desk, clock: ManualClock) -> None:
    key = desk.approve(desk.submit(desk.write()))
    commune_id = desk.actor.commune_id
    clock.advance(timedelta(days=2) - timedelta(seconds=1))
    with desk.sessions.begin() as session:
        assert expire_due(session, clock, commune_id) == []
    clock.advance(timedelta(seconds=1))
    with desk.sessions.begin() as session:
        assert expire_due(session, clock, commune_id) == [key.version_id]
    assert desk.state(key) is State.EXPIRED


def test_a_failed_act_leaves_nothing_behind(desk: Desk) -> None:
    key = desk.submit(desk.write())
    with desk.sessions() as session:
        approve(session, desk.clock, desk.actor, key.bulletin_id, key.number)
        session.rollback()
    assert desk.state(key) is State.SUBMITTED
    with desk.sessions.read() as session:
        assert session.query(ApprovalRow).count() == 0
        assert verify(session, desk.actor.commune_id).broken is None


def test_another_communes_bulletin_is_not_found(desk: Desk, sessions: Sessions, clock: ManualClock) -> None:
    key = desk.submit(desk.write())
    with sessions.begin() as session:
        stranger = Desk(sessions, clock, found_commune(session, clock, name="xã Khác", admin="Ai"))
    for act in (stranger.approve, stranger.send_back, stranger.withdraw, stranger.submit, stranger.state):
        with pytest.raises(NotFoundError):
            act(key)
    with pytest.raises(NotFoundError):
        stranger.edit(key, CONTENT)
    with sessions.read() as session:
        assert version_facts(session, stranger.actor.commune_id, [key.version_id]) == {}
        assert page(session, stranger.actor.commune_id, Filter()).items == ()
        with pytest.raises(NotFoundError):
            frozen_version(session, stranger.actor.commune_id, key.version_id)
