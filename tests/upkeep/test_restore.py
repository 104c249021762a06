"""What comes back from a backup is old: it starts stopped, ended and closed, and a person is told what to look at."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import delete, select, text, update

from app.accounts import Role, Uses, add_person, change_person, issue_token, person, revoke_token, tokens
from app.accounts.tables import PasskeyRow, RecoveryCodeRow, TotpRow
from app.audit import Witnesses
from app.bulletins import State, latest, withdraw
from app.clock import ManualClock
from app.db import Sessions, make_engine
from app.emergencies import EmergencyState, emergencies, forget_pin, set_pin
from app.emergencies.acts import Wanted, begin
from app.emergencies.model import Audio, EmergencyRules, Hazard
from app.faults import accept_fault, shown_faults
from app.playout import BlockedReason, OccurrenceState
from app.programmes import StoredAudio, StoredSound, add_music
from app.silence import Act, Silence
from app.silence.journal import Journal
from app.storage import FolderInUseError, owned
from app.storage.disk import DiskFiles
from app.units import BulletinId, Sha256, new_id
from app.upkeep import Check, NotEmptyError, Restored, back_up, examine, finish_restore, restore
from app.upkeep.swap import Swap
from app.upkeep.swap import begin as note
from app.zones import add_station, found_commune, remove_station, stations
from app.zones.signing import DatabaseSigners
from tests.support.database import BOTH
from tests.support.office import Office

DAY = timedelta(days=1)
AUDIO = Audio({"mp3": StoredAudio(Sha256("a" * 64), 1), "wav": StoredAudio(Sha256("b" * 64), 1)}, 9.0, ())


@dataclass
class Place:
    """An installation in a folder, with an office at work."""

    data: Path
    address: str
    clock: ManualClock
    office: Office

    def back_up(self, name: str = "b.zip") -> Path:
        return back_up(self.address, self.data, self.data / "backups" / name, self.clock).path

    def restore(self, backup: Path, *, replacing: bool = True) -> Restored:
        self.office.sessions.close()
        return restore(backup, self.address, self.data, self.clock, replacing=replacing)

    def alarm(self) -> None:
        with self.office.sessions.begin() as session:
            wanted = Wanted(
                title="Lũ",
                hazard=Hazard.FLOOD,
                text="Nước lên.",
                spoken="Nước lên.",
                zone_ids=(self.office.founding.root.id,),
                repeat_every_s=300,
                ends_at=self.clock.now() + 2 * DAY,
                content_hash=Sha256("c" * 64),
            )
            begin(session, self.clock, self.office.actor, wanted, AUDIO, signers=DatabaseSigners(), rules=EmergencyRules())

    def emergency_states(self) -> list[tuple[EmergencyState, str | None]]:
        with self.office.sessions.read() as session:
            return [(each.state, each.end_reason) for each in emergencies(session, self.office.commune_id)]

    @property
    def stop(self) -> str | None:
        journal = Journal(self.data / "silence" / "journal")
        journal.close()
        stop = journal.stop_of(self.office.commune_id)
        return None if stop is None else stop.reason

    def silence(self, act: Act, subject: UUID, reason: str) -> Silence:
        """Somebody says so, and the journal has it."""
        journal, actor = Journal(self.data / "silence" / "journal"), self.office.actor
        said = Silence(new_id(), actor.commune_id, act, subject, self.clock.now(), actor.name, actor.person_id, reason)
        journal.enter(said)
        journal.keep(said.id, self.clock.now())
        journal.close()
        return said

    def lift(self) -> None:
        journal = Journal(self.data / "silence" / "journal")
        journal.lift(self.office.commune_id, journal.stops_said(self.office.commune_id))
        journal.close()


@pytest.fixture(params=BOTH)
def place(request: pytest.FixtureRequest, tmp_path: Path, clock: ManualClock) -> Iterator[Place]:
    data = tmp_path / "data"
    data.mkdir()
    if request.param == "sqlite":
        address = f"sqlite:///{data / 'loalang.sqlite3'}"
        source: Path = request.getfixturevalue("migrated_file")
        (data / "loalang.sqlite3").write_bytes(source.read_bytes())
    else:
        request.getfixturevalue("postgres")
        address = request.getfixturevalue("postgres_address")
    sessions = Sessions(make_engine(address))
    with sessions.begin() as session:
        founding = found_commune(session, clock, name="xã Liên An", admin="Quản trị")
    made = Place(data, address, clock, Office(sessions, clock, founding))
    yield made
    sessions.close()


def test_it_starts_stopped_with_nothing_active_and_nothing_of_the_past_due(place: Place) -> None:
    office = place.office
    office.slot(office.approved(), last=date(2025, 11, 5))
    office.slot(office.write(), last=date(2025, 11, 4), title="Chưa duyệt")
    office.prepare()
    place.alarm()
    backup = place.back_up()
    place.clock.advance(timedelta(hours=12))  # 20:00: the afternoon was heard, and the emergency ended
    found = place.restore(backup)
    assert (found.settled.communes, found.settled.ended, found.settled.closed) == (("xã Liên An",), 1, 2)
    states = [(each.state, each.reason) for each in office.occurrences()]
    assert states[:2] == [(OccurrenceState.BLOCKED, BlockedReason.RESTORED)] * 2
    assert states[2][0].is_waiting
    [(state, reason)] = place.emergency_states()
    assert (state, reason) == (EmergencyState.ENDED, "Phục hồi từ bản sao lưu lúc 8h00 ngày 04/11/2025") == (state, place.stop)
    office.prepare()
    station = office.station()
    assert [item.starts_at for item in office.manifest(station).items if item.audio] == [office.occurrences()[2].starts_at]


def test_what_was_silenced_since_is_silent_and_every_change_is_named(place: Place) -> None:
    office = place.office
    bulletin, other = office.approved(), office.approved(script="Kính mời bà con tiêm vắc xin.")
    slot = office.slot(bulletin)
    with office.sessions.begin() as session:
        lost = issue_token(session, place.clock, office.actor, person_id=office.founding.admin_id, label="máy bị mất")
        stolen = add_station(session, place.clock, office.actor, name="Thôn Đông", zone_ids=[office.founding.root.id], outputs={})
        set_pin(session, place.clock, office.actor, office.actor, "481516")
    backup = place.back_up()
    place.clock.advance(timedelta(minutes=5))
    with office.sessions.begin() as session:
        withdraw(session, place.clock, office.actor, BulletinId(bulletin.bulletin_id), 1, reason="Sai.")
        revoke_token(session, place.clock, office.actor, lost.id)
        issue_token(session, place.clock, office.actor, person_id=office.founding.admin_id, label="máy mới")
        remove_station(session, place.clock, office.actor, stolen.station.id)
        set_pin(session, place.clock, office.actor, office.actor, "161548")
    office.edit_day(slot, date(2025, 11, 6), is_cancelled=True)

    found = place.restore(backup)
    assert found.settled.compared
    named = {(each.kind, each.name.partition(" (")[0], each.what) for each in found.settled.look_at}
    assert {
        ("token", "máy bị mất", "changed"),
        ("token", "máy mới", "new"),
        ("station", "Thôn Đông", "changed"),
        ("pin", "Quản trị", "changed"),
        ("version", "", "changed"),
    } <= named | {("version", "", each[2]) for each in named if each[0] == "version"}
    with office.sessions.read() as session:
        assert latest(session, office.commune_id, BulletinId(bulletin.bulletin_id)).summary.state is State.WITHDRAWN
        assert latest(session, office.commune_id, BulletinId(other.bulletin_id)).summary.state is State.APPROVED
        assert "máy bị mất" not in {each.label for each in tokens(session, place.clock.now(), office.commune_id, uses=Uses())}
        assert stations(session, office.commune_id) == []
    on_the_6th = [each for each in office.occurrences() if each.day == date(2025, 11, 6)]
    assert {each.state for each in on_the_6th} == {OccurrenceState.CANCELLED}


def test_ways_in_that_were_taken_away_since_stay_so_and_are_named(place: Place) -> None:
    office, now = place.office, place.clock.now()
    person, commune = office.founding.admin_id, office.commune_id
    key = {"commune_id": commune, "person_id": person}
    lost = PasskeyRow(id=new_id(), **key, credential_id="mất", public_key=b"x", sign_count=0, label="Máy cũ", created_at=now)
    used = RecoveryCodeRow(id=new_id(), **key, code_hash="a" * 64, made_at=now)
    good = RecoveryCodeRow(id=new_id(), **key, code_hash="b" * 64, made_at=now)
    with office.sessions.begin() as session:
        session.add_all([lost, used, good, TotpRow(**key, sealed=b"x", confirmed_at=now, last_step=0)])
        set_pin(session, place.clock, office.actor, office.actor, "481516")
    backup = place.back_up()
    with office.sessions.begin() as session:
        session.execute(delete(PasskeyRow))
        session.execute(delete(TotpRow))
        session.execute(update(RecoveryCodeRow).where(RecoveryCodeRow.code_hash == "a" * 64).values(used_at=now))
        forget_pin(session, person)
    found = place.restore(backup)
    with office.sessions.read() as session:
        assert [session.scalars(select(table)).all() for table in (PasskeyRow, TotpRow)] == [[], []]
        assert session.scalars(select(RecoveryCodeRow.code_hash)).all() == ["b" * 64]
        assert not session.execute(text("SELECT 1 FROM emergency_pins")).all()
    named = {(each.kind, each.name, each.what) for each in found.settled.look_at}
    assert named >= {
        ("passkey", "Máy cũ (Quản trị)", "removed"),
        ("totp", "Quản trị", "removed"),
        ("pin", "Quản trị", "removed"),
        ("recovery_code", "Quản trị", "changed"),
    }


def test_roles_that_were_taken_since_are_not_given_back_and_the_last_administrator_stays(place: Place) -> None:
    office = place.office
    admin = office.founding.admin_id
    with office.sessions.begin() as session:
        both, alone, risen = (
            add_person(session, place.clock, office.actor, name=name, roles=roles, may_alarm=True)
            for name, roles in (
                ("Hai", {Role.EDITOR, Role.APPROVER}),
                ("Một", {Role.APPROVER}),
                ("Lên", {Role.EDITOR}),
            )
        )
    backup = place.back_up()
    changes = (
        (both, {Role.EDITOR}, True),
        (alone, {Role.OPERATOR}, False),
        (risen, {Role.EDITOR, Role.ADMIN}, True),
        (admin, {Role.EDITOR}, True),
    )
    with office.sessions.begin() as session:
        issue_token(session, place.clock, office.actor, person_id=risen, label="x")
        for key, roles, alarm in changes:
            known = person(session, office.commune_id, key)
            change_person(session, place.clock, office.actor, key, roles=roles, may_alarm=alarm, name=known.name, tag=known.tag)
    found = place.restore(backup)
    with office.sessions.read() as session:
        now = [person(session, office.commune_id, key) for key in (both, alone, risen, admin)]
    assert [(set(each.roles), each.may_alarm) for each in now[:3]] == [
        ({Role.EDITOR}, True),
        ({Role.VIEWER}, False),
        ({Role.EDITOR}, True),
    ]
    assert Role.ADMIN in now[3].roles, "nobody else could say who is who"
    assert {("person", each.name, "changed") for each in now} <= {(a.kind, a.name, a.what) for a in found.settled.look_at}


def test_where_nothing_can_be_compared_every_key_is_named(place: Place) -> None:
    with place.office.sessions.begin() as session:
        set_pin(session, place.clock, place.office.actor, place.office.actor, "481516")
    backup = place.back_up()
    if place.address.startswith("sqlite"):
        (place.data / "loalang.sqlite3").write_bytes(b"damaged" * 1000)
    else:
        with place.office.sessions.begin() as session:
            session.execute(text("ALTER TABLE api_tokens RENAME COLUMN label TO other"))
    found = place.restore(backup)
    assert not found.settled.compared
    assert {(each.kind, each.what) for each in found.settled.look_at} == {
        ("person", "unsure"),
        ("token", "unsure"),
        ("pin", "unsure"),
    }


@pytest.mark.parametrize("of_the_place", [True, False])
def test_a_stop_in_force_stays(place: Place, *, of_the_place: bool) -> None:
    commune_id = place.office.commune_id
    if not of_the_place:
        place.silence(Act.STOP, commune_id, "Trước sao lưu.")
    backup = place.back_up()
    if of_the_place:
        place.silence(Act.STOP, commune_id, "Cháy chợ.")
    else:
        place.lift()
    place.restore(backup)
    assert place.stop == ("Cháy chợ." if of_the_place else "Trước sao lưu.")


def test_an_act_of_silence_since_the_backup_is_told_to_the_restored_database(place: Place) -> None:
    place.alarm()
    backup = place.back_up()
    said = place.silence(Act.WITHDRAW, new_id(), "Sai.")
    damaged = place.data / "silence" / "journal"
    place.restore(backup)
    journal = Journal(place.data / "silence" / "journal")
    journal.close()
    assert [each.id for each in journal.open() if each.act is Act.WITHDRAW] == [said.id]

    damaged.write_bytes(b"damaged")
    place.clock.advance(timedelta(seconds=1))
    place.restore(backup)
    assert place.stop is not None


def test_it_is_shown_until_a_person_accepts_it(place: Place) -> None:
    place.restore(place.back_up())

    def doctor() -> str:
        found = examine(
            engines=(),
            database=place.address,
            data=place.data,
            shared=(),
            witnesses=Witnesses(place.data / "audit"),
            address=("127.0.0.1", 0),
            clock=place.clock,
        )
        return next(each.code for each in found if each.check is Check.RESTORED)

    with place.office.sessions.begin() as session:
        [fault] = shown_faults(session, place.office.commune_id)
        assert fault.code == "restored"
    assert doctor() == "look"
    with place.office.sessions.begin() as session:
        accept_fault(session, place.clock, place.office.actor, fault.id)
        assert shown_faults(session, place.office.commune_id) == []
    assert doctor() == "ok"


def test_a_running_service_and_present_data_refuse_it(place: Place) -> None:
    backup = place.back_up()
    with owned(place.data), pytest.raises(FolderInUseError):
        place.restore(backup)
    with pytest.raises(NotEmptyError):
        place.restore(backup, replacing=False)
    assert place.stop is None
    assert place.emergency_states() == []


def test_what_was_there_is_kept_and_a_recording_without_its_file_is_named(place: Place) -> None:
    files = DiskFiles(place.data / "files")
    sha256 = files.put(b"music")
    with place.office.sessions.begin() as session:
        add_music(session, place.clock, place.office.actor, "Nhạc", StoredSound(sha256, 1.0, ()))
    backup = place.back_up()
    files.place(sha256).unlink()
    bare = place.back_up("bare.zip")
    assert [each.name for each in place.restore(backup).settled.look_at if each.what == "lost"] == []
    place.clock.advance(timedelta(seconds=1))
    found = place.restore(bare)
    assert [each.name for each in found.settled.look_at if each.what == "lost"] == ["Nhạc"]
    assert found.before is not None
    assert (found.before / "files").is_dir()


@pytest.mark.parametrize("is_aside", [False, True])
def test_what_was_broken_off_after_it_counted_is_ended(tmp_path: Path, *, is_aside: bool) -> None:
    data = tmp_path / "data"
    stage = data / ".restore-1"
    for folder in (data / "files", stage / "files"):
        folder.mkdir(parents=True)
    (data / "files" / "old").touch()
    (stage / "files" / "new").touch()
    (stage / "loalang.sqlite3").touch()
    if is_aside:
        (data / "before-1").mkdir()
        (data / "files").rename(data / "before-1" / "files")
        (stage / "loalang.sqlite3").rename(data / "loalang.sqlite3")
    note(data, Swap("1", stage.name, "before-1", in_folder=True, is_aside=is_aside))
    assert finish_restore("sqlite:///none", data)
    found = {str(path.relative_to(data)) for path in data.rglob("*") if path.is_file()}
    assert found == {"files/new", "loalang.sqlite3", "before-1/files/old"}
    assert not finish_restore("sqlite:///none", data)


def test_a_stage_that_never_counted_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / ".restore-1" / "files").mkdir(parents=True)
    with closing(sqlite3.connect(tmp_path / "loalang.sqlite3")) as old:
        old.execute("CREATE TABLE old (x)")
    assert not finish_restore("sqlite:///none", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["loalang.sqlite3"]
