"""Acts of silence hold while the database takes nothing, are told by orders and manifests, and are kept once, later."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select

from app.audit import verify
from app.audit.tables import AuditEventRow
from app.bulletins import Place, State, version
from app.bulletins.errors import BadReasonError, NoneWithdrawnError
from app.dispatch import Silencer, manifest_for
from app.dispatch.orders import EmbeddedOrderDesk
from app.errors import NotFoundError
from app.playout import OccurrenceState
from app.silence import Act
from app.silence.journal import Journal
from app.tasks import Troubles
from app.timetable import OccurrenceDoneError, occurrence
from app.units import OccurrenceId, new_id
from app.wire.orders import LATEST_VERSION, Orders, read_orders
from app.zones import NewStation, public_key, stations
from app.zones.signing import DatabaseSigners
from tests.support.office import Office
from tests.support.refusing import FULL, LOCKED, READ_ONLY, refusing

SILENCES = ["stop_all", "withdraw", "cancel_occurrence", "remove_station"]


@dataclass
class Desk:
    """An office with one station, and its acts of silence."""

    office: Office
    path: Path
    made: NewStation

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        office = self.office
        self.journal = Journal(self.path)
        self.silencer = Silencer(self.journal, office.sessions, office.clock, on_change=lambda _: None)
        self.desk = EmbeddedOrderDesk(
            office.sessions, office.clock, DatabaseSigners(), self.journal, troubles=Troubles(), on_heard=lambda _: None
        )

    def close(self) -> None:
        self.silencer.close()
        self.desk.close()

    def restart(self) -> None:
        """A power cut, and on again."""
        self.close()
        self.start()

    def orders(self, *, obeyed: int = 0, planned_at: datetime | None = None) -> Orders:
        signed = self.desk.signed(self.made.secret, obeyed=obeyed, planned_at=planned_at)
        with self.office.sessions.read() as session:
            key = Ed25519PublicKey.from_public_bytes(public_key(session, self.office.commune_id))
        return read_orders(signed, key=key, station_id=self.made.station.id)

    def acts(self) -> list[str]:
        with self.office.sessions.read() as session:
            assert verify(session, self.office.commune_id).broken is None
            acts = session.scalars(select(AuditEventRow.act).order_by(AuditEventRow.number))
            return [act for act in acts if act in SILENCES]


@pytest.fixture
def desk(small_office: Office, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(small_office, tmp_path / "silence" / "journal", small_office.station())
    yield made
    made.close()


@pytest.mark.parametrize("why", [LOCKED, FULL, READ_ONLY])
def test_it_holds_at_once_and_after_a_restart_and_is_kept_once(desk: Desk, why: str) -> None:
    office = desk.office
    key, other = office.approved(), office.approved()
    office.slot(key, title="Thu hồi")
    office.slot(other, title="Hủy")
    office.prepare()
    cancelled = next(each for each in office.occurrences() if each.title == "Hủy")
    before = desk.orders()
    with refusing(office.sessions, why):
        receipts = [
            desk.silencer.withdraw(office.actor, key.bulletin_id, key.number, reason="Sai số liệu."),
            desk.silencer.cancel(office.actor, cancelled.id, reason="Họp."),
            desk.silencer.silence(office.actor, Act.STOP, office.commune_id, reason="Cho chắc."),
        ]
        assert [(receipt.is_kept, receipt.is_durable) for receipt in receipts] == [(False, True)] * 3
        said = desk.orders(obeyed=before.version)
        assert said.version > before.version
        assert said.stopped
        assert {key.version_id, cancelled.id} <= set(said.silenced)
        desk.silencer.sweep()
        desk.restart()
        again = desk.orders(obeyed=said.version)
        assert (again.stopped, again.silenced) == (said.stopped, said.silenced)
    office.clock.advance(timedelta(minutes=3))
    desk.silencer.sweep()
    desk.silencer.sweep()
    desk.restart()
    desk.silencer.sweep()
    assert desk.acts() == ["withdraw", "cancel_occurrence", "stop_all"]
    with office.sessions.read() as session:
        assert version(session, office.commune_id, key.bulletin_id, key.number).summary.state is State.WITHDRAWN
        assert occurrence(session, office.commune_id, cancelled.id).state is OccurrenceState.CANCELLED


def test_several_are_withdrawn_by_one_act_and_none_sounds_again_because_of_another(desk: Desk) -> None:
    office = desk.office
    keys, draft = [office.approved() for _ in range(3)], office.write()
    places = [Place(each.bulletin_id, each.number) for each in keys]
    with pytest.raises(NoneWithdrawnError) as refused:
        desk.silencer.withdraw_all(office.actor, [*places, Place(draft.bulletin_id, 1)], reason="Đã xong.")
    assert refused.value.refused == "«Kính mời bà con họp.», phiên bản 1: trạng thái không cho phép"
    assert desk.orders().silenced == ()
    with refusing(office.sessions, LOCKED):
        assert not desk.silencer.withdraw(office.actor, *places[0], reason="Sai.").is_kept
        office.clock.advance(timedelta(seconds=1))
        receipt = desk.silencer.withdraw_all(office.actor, places, reason="Đã xong.")
        assert (receipt.is_kept, set(desk.orders().silenced)) == (False, {each.version_id for each in keys})
    desk.silencer.sweep()
    desk.restart()
    with office.sessions.read() as session:
        states = [version(session, office.commune_id, *place).summary.state for place in places]
    assert (states, desk.acts()) == ([State.WITHDRAWN] * 3, ["withdraw"] * 3)


def test_a_station_without_a_newer_manifest_is_told_as_long_as_it_goes_by_an_old_one(desk: Desk) -> None:
    office = desk.office
    key = office.approved()
    office.slot(key)
    office.prepare()
    before, hours = office.clock.now(), timedelta(hours=1)
    office.clock.advance(timedelta(minutes=1))
    assert desk.silencer.withdraw(office.actor, key.bulletin_id, key.number, reason="Sai số liệu.").is_kept
    for _ in range(30):
        office.clock.advance(5 * hours)
        desk.silencer.sweep()
        assert key.version_id in desk.orders(planned_at=before).silenced
    desk.restart()
    assert key.version_id in desk.orders(planned_at=before).silenced
    assert key.version_id in desk.orders().silenced, "one that has no manifest, or does not say which"
    assert desk.orders(planned_at=office.clock.now()).silenced == (), "its manifest says so"


def test_a_manifest_says_the_same_a_second_way(desk: Desk) -> None:
    office = desk.office
    key = office.approved()
    office.slot(key)
    office.prepare()
    with office.sessions.read() as session:
        public = Ed25519PublicKey.from_public_bytes(public_key(session, office.commune_id))
    before = office.manifest(desk.made)
    assert (before.rules.stopped, before.items[0].withdrawn, before.items[0].version_ids) == (False, False, (key.version_id,))
    with refusing(office.sessions):
        desk.silencer.silence(office.actor, Act.STOP, office.commune_id)
        desk.silencer.cancel(office.actor, OccurrenceId(before.items[0].occurrence_id), reason="Họp.")
    hush = desk.journal.hush_of(office.commune_id)
    office.clock.advance(timedelta(seconds=5))
    signed = manifest_for(office.sessions, office.clock, DatabaseSigners(), desk.made.station, hush=hush).signed
    assert public is not None
    assert b'"stopped":true' in signed
    assert b'"cancelled":true' in signed


def test_what_is_refused_does_not_stay_silent(desk: Desk) -> None:
    office = desk.office
    key = office.approved()
    office.slot(key)
    office.prepare()
    with pytest.raises(BadReasonError):
        desk.silencer.withdraw(office.actor, key.bulletin_id, key.number, reason=" ")
    with pytest.raises(NotFoundError):
        desk.silencer.silence(office.actor, Act.END, new_id())
    with pytest.raises(NotFoundError):
        desk.silencer.cancel(office.actor, OccurrenceId(new_id()), reason="Họp.")
    assert desk.orders().silenced == ()
    assert desk.acts() == []


@pytest.mark.parametrize("act", [Act.WITHDRAW, Act.CANCEL, Act.REMOVE_STATION])
def test_what_two_say_at_once_is_done_once_and_stays_silent(desk: Desk, act: Act) -> None:
    office = desk.office
    key = office.approved()
    office.slot(key)
    office.prepare()
    subject = {Act.WITHDRAW: key.version_id, Act.CANCEL: office.first().id, Act.REMOVE_STATION: desk.made.station.id}[act]
    turns = iter(["first", *[""] * 9])

    def say(_commune: object) -> None:
        """The second says it, and it is written, before the first is."""
        if next(turns) == "first":
            desk.silencer.silence(office.actor, act, subject, reason="Sai.")

    desk.silencer.close()
    desk.journal = Journal(desk.path)
    desk.silencer = Silencer(desk.journal, office.sessions, office.clock, on_change=say)
    desk.silencer.silence(office.actor, act, subject, reason="Sai.")
    desk.silencer.sweep()
    assert subject in desk.journal.hush_of(office.commune_id).ids
    assert desk.acts() == [act.value]


def test_a_station_taken_away_is_silent_before_the_database_knows(desk: Desk) -> None:
    office = desk.office
    desk.orders()
    with refusing(office.sessions):
        receipt = desk.silencer.silence(office.actor, Act.REMOVE_STATION, desk.made.station.id)
        assert not receipt.is_kept
        assert desk.orders().stopped
    desk.silencer.sweep()
    with office.sessions.read() as session:
        assert stations(session, office.commune_id) == []
    assert desk.acts() == ["remove_station"]


def test_what_went_on_meanwhile_does_not_keep_an_act_out_of_the_audit_log(desk: Desk) -> None:
    """An occurrence that was over by the time the database could be written: what a person did is kept, with how it came out."""
    office = desk.office
    office.slot(office.approved())
    office.prepare()
    known = office.first()
    with refusing(office.sessions):
        desk.silencer.cancel(office.actor, known.id, reason="Họp.")
    office.clock.advance(known.starts_at - office.clock.now() + timedelta(minutes=1))
    for state in (OccurrenceState.ON_AIR, OccurrenceState.AIRED):
        office.report(desk.made, known, state)
    desk.silencer.sweep()
    assert desk.journal.open() == []
    assert desk.acts() == ["cancel_occurrence"]


def test_orders_are_given_from_memory_while_the_database_says_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.orders()

    def gone() -> None:
        raise OSError("the database is gone")

    monkeypatch.setattr(desk.office.sessions, "read", gone)
    signed = desk.desk.signed(desk.made.secret, obeyed=before.version)
    desk.silencer.silence(desk.office.actor, Act.STOP, desk.office.commune_id)
    stopped = desk.desk.signed(desk.made.secret, obeyed=before.version)
    monkeypatch.undo()
    assert b'"stopped":false' in signed
    assert b'"stopped":true' in stopped


@pytest.mark.parametrize("jump", [timedelta(0), timedelta(days=-3), timedelta(days=3)])
def test_versions_rise_over_restarts_and_clocks_that_were_set(desk: Desk, jump: timedelta) -> None:
    first = desk.orders()
    assert desk.orders(obeyed=first.version) == first
    desk.silencer.silence(desk.office.actor, Act.STOP, desk.office.commune_id)
    second = desk.orders(obeyed=first.version)
    desk.restart()
    desk.office.clock.jump(desk.office.clock.now() + jump)
    third = desk.orders(obeyed=second.version)
    assert first.version < second.version <= third.version
    assert third.stopped


def test_a_version_that_no_clock_made_raises_nobody_else_s(desk: Desk) -> None:
    first = desk.orders()
    assert desk.orders(obeyed=LATEST_VERSION - 1).version == LATEST_VERSION
    desk.silencer.silence(desk.office.actor, Act.STOP, desk.office.commune_id)
    second = desk.orders(obeyed=first.version)
    assert second.stopped
    assert first.version < second.version < LATEST_VERSION
    far = desk.orders(obeyed=second.version * 2)
    assert (far.stopped, far.version) == (True, second.version * 2 + 1), "one that truly obeys such a version hears it, too"


def test_what_is_over_everywhere_is_refused_and_leaves_nothing_silent(desk: Desk) -> None:
    office = desk.office
    office.slot(office.approved())
    office.prepare()
    known = office.first()
    office.clock.advance(known.starts_at - office.clock.now())
    for state in (OccurrenceState.ON_AIR, OccurrenceState.AIRED):
        office.report(desk.made, known, state)
    office.clock.advance(timedelta(hours=2))
    with pytest.raises(OccurrenceDoneError):
        desk.silencer.cancel(office.actor, known.id, reason="Họp.")
    assert desk.orders().silenced == ()
