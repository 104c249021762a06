"""The commune's lexicon as rows, and what a change does to bulletins that wait, were aired, or are being written."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from app.audit import verify
from app.audit.tables import AuditEventRow
from app.bulletins import (
    Change,
    Content,
    Effect,
    Priority,
    Proposal,
    State,
    StoredEntry,
    VersionKey,
    commune_lexicon,
    create,
    delivery,
    entry_page,
    heard_version,
    latest,
    parse_script,
    propose,
    spoken_script,
    stored_entries,
    submit,
    version,
)
from app.bulletins import carry_out as carry_out_proposal
from app.bulletins.errors import EntryCycleError, EntryExistsError, LexiconTouchesError, SpokenFormError
from app.db import BadCursorError
from app.errors import NotFoundError, StaleError
from app.reading import Layer, LexiconEntry
from app.speech import Accent, VoiceChain
from app.units import VersionId
from tests.support.office import Office

ENTRY = LexiconEntry("TT", "thị trấn")
SCRIPT = "Mời bà con về TT họp."
ADD = Change(put=((None, ENTRY),))


class LexiconDesk:
    """An officer at the lexicon."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.commune_id = office.commune_id

    def propose(self, change: Change) -> Proposal:
        with self.office.sessions.read() as session:
            return propose(session, self.office.clock.now(), self.commune_id, change, accent=Accent.NORTH)

    def carry_out(
        self, proposal: Proposal, *, aired: frozenset[VersionId] = frozenset(), reopen: bool = True
    ) -> list[VersionKey]:
        with self.office.sessions.begin() as session:
            done = carry_out_proposal(
                session, self.office.clock, self.office.actor, proposal, aired=aired, reason="Đổi từ điển.", may_reopen=reopen
            )
        return done[1]

    def do(self, change: Change) -> list[VersionKey]:
        return self.carry_out(self.propose(change))

    def stored(self) -> list[StoredEntry]:
        with self.office.sessions.read() as session:
            return stored_entries(session, self.commune_id)

    def entries(self) -> list[LexiconEntry]:
        return [each.entry for each in self.stored()]

    def state(self, key: VersionKey) -> State:
        with self.office.sessions.read() as session:
            return version(session, self.commune_id, key.bulletin_id, key.number).summary.state


@pytest.fixture
def desk(office: Office) -> LexiconDesk:
    return LexiconDesk(office)


def test_an_entry_is_added_changed_and_removed_and_each_act_is_kept(desk: LexiconDesk) -> None:
    desk.do(ADD)
    (stored,) = desk.stored()
    desk.do(Change(put=((stored.id, LexiconEntry("TT", "trung tâm", Layer.PROVINCE)),)))
    assert desk.entries() == [LexiconEntry("TT", "trung tâm", Layer.PROVINCE)]
    desk.do(Change(remove=stored.id))
    assert desk.entries() == []
    with desk.office.sessions.read() as session:
        assert commune_lexicon(session, desk.commune_id).revision == 3
        query = select(AuditEventRow).where(AuditEventRow.subject == "lexicon_entry").order_by(AuditEventRow.number)
        kept = [(row.act, row.facts["spoken"], row.facts["before"]) for row in session.scalars(query)]
        assert verify(session, desk.commune_id).broken is None
    assert kept == [
        ("add", "thị trấn", None),
        ("change", "trung tâm", "thị trấn"),
        ("remove", "trung tâm", "trung tâm"),
    ]


def test_what_does_not_go_together_is_refused(desk: LexiconDesk) -> None:
    desk.do(Change(put=((None, LexiconEntry("Hoà", "hòa")), (None, LexiconEntry("an", "ba")))))
    with pytest.raises(EntryExistsError):
        desk.propose(Change(put=((None, LexiconEntry("Hòa", "ha")),)))
    with pytest.raises(EntryCycleError) as refused:
        desk.propose(Change(put=((None, LexiconEntry("ba", "an")),)))
    assert refused.value.path == "an → ba → an"
    with pytest.raises(SpokenFormError):
        desk.propose(Change(put=((None, LexiconEntry("TT", "số 5")),)))
    for unknown in (Change(put=((uuid4(), ENTRY),)), Change(remove=uuid4())):
        with pytest.raises(NotFoundError):
            desk.propose(unknown)


def test_entries_are_found_without_accents_page_by_page(desk: LexiconDesk) -> None:
    desk.do(Change(put=tuple((None, LexiconEntry(f"Ấp {n}", "ấp mới")) for n in range(5))))
    desk.do(Change(put=((None, LexiconEntry("TT", "thị trấn", Layer.PROVINCE)),)))
    with desk.office.sessions.read() as session:
        found = []
        cursor = None
        while True:
            page = entry_page(session, desk.commune_id, words="AP", cursor=cursor, limit=2)
            found += [each.entry.written for each in page.items]
            if page.cursor is None:
                break
            cursor = page.cursor
        assert found == ["Ấp 4", "Ấp 3", "Ấp 2", "Ấp 1", "Ấp 0"]
        assert [e.entry.written for e in entry_page(session, desk.commune_id, layer=Layer.PROVINCE).items] == ["TT"]
        assert entry_page(session, desk.commune_id, words="thi tran").items[0].entry.written == "TT"
        with pytest.raises(BadCursorError):
            entry_page(session, desk.commune_id, cursor="hôm qua")


def test_a_change_says_what_it_touches(desk: LexiconDesk) -> None:
    office = desk.office
    draft = office.write(script=SCRIPT)
    waiting = office.write(script=SCRIPT)
    office.submit(waiting)
    approved = office.approved(script=SCRIPT)
    office.approved(script="Thư viện mở cửa.")
    touched = desk.propose(ADD).touched
    assert {(each.summary.version_id, each.effect) for each in touched} == {
        (draft.version_id, Effect.READ_ANEW),
        (waiting.version_id, Effect.REOPEN),
        (approved.version_id, Effect.REOPEN),
    }
    assert {(each.before, each.after) for each in touched} == {("Mời bà con về thông tin họp.", "Mời bà con về thị trấn họp.")}


def test_what_waits_is_taken_back_with_its_words_as_they_were(desk: LexiconDesk) -> None:
    office = desk.office
    waiting = office.write(script=SCRIPT)
    office.submit(waiting)
    approved = office.approved(script=SCRIPT)
    drafts = desk.do(ADD)
    assert (desk.state(waiting), desk.state(approved)) == (State.RETURNED, State.WITHDRAWN)
    assert [(draft.bulletin_id, draft.number) for draft in drafts] == [(waiting.bulletin_id, 2), (approved.bulletin_id, 2)]
    with office.sessions.read() as session:
        old = heard_version(session, desk.commune_id, approved.version_id, VoiceChain())
        assert "thông tin" in old.spoken.text
        new = heard_version(session, desk.commune_id, drafts[1].version_id, VoiceChain())
        assert "thị trấn" in new.spoken.text
        found = version(session, desk.commune_id, approved.bulletin_id, 1)
        assert (found.moves[-1].reason, found.moves[-1].actor) == ("Đổi từ điển.", office.actor.name)
        again = latest(session, desk.commune_id, approved.bulletin_id)
        assert (again.script, again.summary.valid_to, again.summary.zones) == (
            found.script,
            found.summary.valid_to,
            found.summary.zones,
        )


def test_nothing_is_taken_back_unless_the_officer_agreed(desk: LexiconDesk) -> None:
    approved = desk.office.approved(script=SCRIPT)
    proposal = desk.propose(ADD)
    with pytest.raises(LexiconTouchesError) as refused:
        desk.carry_out(proposal, reopen=False)
    assert refused.value.count == 1
    assert (desk.entries(), desk.state(approved)) == ([], State.APPROVED)


def test_what_was_aired_keeps_its_words_and_its_approval(desk: LexiconDesk) -> None:
    approved = desk.office.approved(script=SCRIPT)
    assert desk.carry_out(desk.propose(ADD), aired=frozenset({approved.version_id}), reopen=False) == []
    assert desk.state(approved) is State.APPROVED


def test_a_newer_draft_is_not_doubled(desk: LexiconDesk) -> None:
    approved = desk.office.approved(script=SCRIPT)
    desk.office.rewrite(approved, SCRIPT + " Xin cảm ơn.")
    assert desk.do(ADD) == []
    assert desk.state(approved) is State.WITHDRAWN
    with desk.office.sessions.read() as session:
        assert latest(session, desk.commune_id, approved.bulletin_id).summary.number == 2


def test_words_that_stay_the_same_touch_nothing(desk: LexiconDesk) -> None:
    approved = desk.office.approved(script="Ban TT xã và UBND xã.")
    proposal = desk.propose(Change(put=((None, LexiconEntry("UBND", "ủy ban nhân dân")), (None, LexiconEntry("tt", "bê")))))
    assert proposal.touched == ()
    desk.carry_out(proposal, reopen=False)
    assert desk.state(approved) is State.APPROVED


def test_an_entry_inside_another_entrys_words_touches_too(desk: LexiconDesk) -> None:
    desk.do(Change(put=((None, LexiconEntry("VP", "văn phòng Ia Lơ")),)))
    desk.office.write(script="Mời về VP.")
    touched = desk.propose(Change(put=((None, LexiconEntry("Ia Lơ", "i a lơ")),))).touched
    assert [each.after for each in touched] == ["Mời về văn phòng i a lơ."]


def test_what_moved_on_meanwhile_is_looked_at_again(desk: LexiconDesk) -> None:
    office = desk.office
    key = office.write(script=SCRIPT)
    early = desk.propose(ADD)
    office.submit(key)
    with pytest.raises(StaleError):
        desk.carry_out(early)
    late = desk.propose(ADD)
    desk.do(Change(put=((None, LexiconEntry("VP", "văn phòng")),)))
    with pytest.raises(StaleError):
        desk.carry_out(late)
    assert desk.entries() == [LexiconEntry("VP", "văn phòng")]


def test_words_read_with_an_older_lexicon_are_not_submitted(desk: LexiconDesk) -> None:
    office = desk.office
    key = office.write(script=SCRIPT)
    desk.do(ADD)
    spoken = spoken_script(parse_script(SCRIPT))
    manner = delivery(VoiceChain(), Priority.NORMAL)
    with pytest.raises(StaleError), office.sessions.begin() as session:
        submit(session, office.clock, office.actor, key.bulletin_id, 1, spoken=spoken, delivery=manner)


def test_a_bulletins_own_entry_goes_before_the_communes(desk: LexiconDesk) -> None:
    desk.do(ADD)
    office = desk.office
    own = (LexiconEntry("TT", "tổ trưởng", Layer.BULLETIN), LexiconEntry("xóm", "thôn", Layer.BULLETIN))
    with office.sessions.begin() as session:
        key = create(session, office.clock, office.actor, Content(script=parse_script(SCRIPT), lexicon=own))
    with office.sessions.read() as session:
        assert version(session, desk.commune_id, key.bulletin_id, 1).lexicon == own
        heard = heard_version(session, desk.commune_id, key.version_id, VoiceChain())
    assert heard.spoken.text == "Mời bà con về tổ trưởng họp."
    (stored,) = desk.stored()
    assert desk.propose(Change(put=((stored.id, LexiconEntry("TT", "trung tâm")),))).touched == ()
    with pytest.raises(EntryCycleError):
        desk.propose(Change(put=((None, LexiconEntry("thôn", "xóm")),)))
