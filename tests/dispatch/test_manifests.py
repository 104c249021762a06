"""What a station is given: only what may sound, signed, renewed when it says something else; over any sequence of acts."""

import contextlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from app.bulletins import State, VersionKey, deciding_versions, version_facts
from app.clock import ManualClock, local
from app.db import Sessions, make_engine
from app.dispatch import manifest_for, take_heartbeat
from app.errors import AppError
from app.packs import day_files
from app.playout import Audio, BlockedReason, OccurrenceState, Period, QuietHours, Rules, guard
from app.station.plan import candidate_of, rules_of
from app.tasks import Troubles
from app.timetable import (
    QuietHoursError,
    add_mourning,
    cancel_occurrence,
    copy_week,
    expand,
    mourning_periods,
    occurrence,
    regulation,
    set_regulation,
    slots,
)
from app.timetable.tables import OccurrenceRow, SlotRow
from app.units import OccurrenceId, ZoneId
from app.wire.protocol import Heartbeat, Manifest, ManifestItem
from app.zones import NewStation, found_commune
from app.zones.signing import DatabaseSigners
from tests.support.database import NOW
from tests.support.office import Office


def sounding(manifest: Manifest) -> list[ManifestItem]:
    """What a station would play of `manifest` if it did so at each item's hour, and had all audio that is listed."""
    rules = rules_of(manifest)
    begun = [item for item in manifest.items if item.audio]
    return [item for item in begun if _would_sound(item, rules)]


def _would_sound(item: ManifestItem, rules: Rules) -> bool:
    zones = frozenset(ZoneId(zone) for zone in item.zones)
    candidate = candidate_of(item, zones=zones, audio=Audio.VERIFIED, used_today=timedelta(0))
    return guard(candidate, rules, item.starts_at) is None


def test_it_lists_what_is_prepared_with_its_audio(office: Office) -> None:
    station = office.station()
    office.slot(office.approved(), last=NOW.date())
    assert sounding(office.manifest(station)) == []
    office.prepare()
    [item] = office.manifest(station).items
    first = office.first()
    assert (item.occurrence_id, item.starts_at, item.number, item.title) == (first.id, first.starts_at, 1, "Bản tin chiều")
    assert (item.content_hash, item.approved_hash, item.length_s) == (first.content_hash, first.content_hash, office.length_s)
    assert [audio.format for audio in item.audio] == ["mp3", "wav"]
    assert item.approved_by == office.approver
    assert item.zones == (office.founding.root.id,)


def test_its_version_rises_only_when_it_says_something_else(office: Office) -> None:
    station = office.station()
    key = office.approved()
    office.slot(key, last=NOW.date())
    office.prepare()
    first = office.manifest(station)
    office.clock.advance(timedelta(minutes=5))
    assert office.manifest(station) == first
    office.slot(key, at=time(17), last=NOW.date())
    second = office.manifest(station)
    assert second.version > first.version
    office.clock.advance(timedelta(hours=1))
    third = office.manifest(station)
    assert third.version > second.version, "its expiry moves on"
    assert third.items == second.items
    assert third.expires_at - third.issued_at == timedelta(days=14)
    office.clock.jump(NOW - timedelta(days=1))
    assert office.manifest(station).version > third.version, "also when the server's clock goes back"


def test_each_names_the_one_before_by_its_hash(office: Office) -> None:
    station = office.station()
    office.slot(office.approved(), last=NOW.date())
    first = manifest_for(office.sessions, office.clock, DatabaseSigners(), station.station)
    assert office.manifest(station).previous is None
    office.prepare()
    second = office.manifest(station)
    assert second.previous is not None
    assert (second.previous.version, second.previous.digest) == (first.version, first.digest)


def test_a_withdrawal_is_in_the_next_manifest_without_any_pass(office: Office) -> None:
    station = office.station()
    key = office.approved()
    office.slot(key, last=NOW.date())
    office.prepare()
    office.withdraw(key)
    [item] = office.manifest(station).items
    assert (item.withdrawn, item.audio) == (True, ())


def test_what_is_withdrawn_on_air_is_broken_off(office: Office) -> None:
    station = office.station()
    key = office.approved()
    office.slot(key, last=NOW.date())
    office.prepare()
    office.clock.jump(office.first().starts_at)
    office.report(station, office.first(), OccurrenceState.ON_AIR)
    [item] = office.manifest(station).items
    assert not item.withdrawn
    office.withdraw(key)
    [item] = office.manifest(station).items
    assert item.withdrawn


def test_what_was_prepared_stays_listed_until_its_station_says_what_came_of_it(office: Office) -> None:
    station = office.station()
    office.slot(office.approved(), last=NOW.date())
    office.prepare()
    office.clock.jump(office.first().starts_at + timedelta(hours=3))
    office.plan()
    assert [item.occurrence_id for item in office.manifest(station).items] == [office.first().id]
    office.report(station, office.first(), OccurrenceState.MISSED)
    assert office.manifest(station).items == ()


@pytest.mark.parametrize("end", [OccurrenceState.AIRED, OccurrenceState.INTERRUPTED])
def test_what_one_output_has_ended_still_waits_for_another_within_its_grace(office: Office, end: OccurrenceState) -> None:
    first, second = office.station(), office.station(office.founding.root.id, office.founding.root.id)
    key = office.approved()
    office.slot(key, last=NOW.date())
    office.prepare()
    office.clock.jump(office.first().starts_at)
    office.report(first, office.first(), OccurrenceState.ON_AIR)
    office.report(first, office.first(), end)
    office.clock.advance(timedelta(minutes=9))
    [item] = office.manifest(second).items
    assert item.audio != (), "its output may come back in time"
    office.clock.advance(timedelta(minutes=2))
    assert len(office.manifest(second).items) == 1, "it has yet to note that it missed it"
    office.withdraw(key)
    [item] = office.manifest(second).items
    assert item.withdrawn
    office.clock.advance(timedelta(minutes=15))
    assert office.manifest(second).items == ()


def test_what_sounds_is_listed_until_its_last_output_is_over(office: Office) -> None:
    """A programme of 27 minutes, whose files the folder had in less than a second."""
    office.length_s = 1620.0
    station, key = office.station(), office.approved()
    office.slot(key, last=NOW.date())
    office.prepare()
    first = office.first()
    office.clock.jump(first.starts_at)
    for output in ("loa", "thư mục"):
        office.report(station, first, OccurrenceState.ON_AIR, output=output)
    office.report(station, first, OccurrenceState.AIRED, output="thư mục", seconds=1620.0)
    office.clock.advance(timedelta(minutes=26))
    [item] = office.manifest(station).items
    assert (item.withdrawn, item.length_s, item.audio != ()) == (False, 1620.0, True)
    office.withdraw(key)
    office.plan()
    [item] = office.manifest(station).items
    assert item.withdrawn
    office.report(station, first, OccurrenceState.INTERRUPTED, output="loa", seconds=1570.0, reason=BlockedReason.WITHDRAWN)
    assert office.first().state is OccurrenceState.INTERRUPTED
    assert office.manifest(station).items == (), "its last output is over, and no other may begin"


@pytest.mark.parametrize("ahead", [timedelta(days=-1), timedelta(days=2), timedelta(days=20)])
def test_a_server_that_starts_with_a_wrong_clock_breaks_off_nothing(office: Office, ahead: timedelta) -> None:
    """It believes its clock at a start; the station, whose clock is right, holds what waits, and what sounds goes on."""
    station, other = office.station(), office.station(office.founding.root.id, office.zone("thôn Đông").id)
    office.slot(office.approved(), last=NOW.date())
    office.prepare()
    first = office.first()
    office.clock.jump(first.starts_at)
    office.report(station, first, OccurrenceState.ON_AIR)
    office.clock.jump(first.starts_at + ahead)
    [item] = office.manifest(station).items
    assert (item.withdrawn, item.cancelled, item.audio != ()) == (False, False, True)
    assert len(office.manifest(other).items) == (ahead < timedelta(0)), "it sounds nothing there"


def test_what_one_output_missed_or_refused_another_may_sound(office: Office) -> None:
    first, second = office.station(), office.station(office.founding.root.id, office.founding.root.id)
    office.slot(office.approved(), last=NOW.date())
    office.prepare()
    office.clock.jump(office.first().starts_at)
    office.report(first, office.first(), OccurrenceState.BLOCKED, reason=BlockedReason.MINUTES_USED_UP)
    office.plan()
    [item] = office.manifest(second).items
    assert (item.audio != (), item.approved_hash) == (True, item.content_hash)


def test_what_was_cancelled_says_so_while_some_output_may_have_begun_it(office: Office) -> None:
    station = office.station()
    office.slot(office.approved(), last=NOW.date())
    office.prepare()
    with office.sessions.begin() as session:
        cancel_occurrence(session, office.clock, office.actor, office.first().id, reason="Xã họp.")
    assert office.manifest(station).items == (), "long before its hour not to be listed is enough"
    office.clock.jump(office.first().starts_at)
    [item] = office.manifest(station).items
    assert (item.cancelled, item.audio) == (True, ())
    office.clock.advance(timedelta(hours=1))
    assert office.manifest(station).items == ()


def test_each_station_is_given_what_its_zones_hear(office: Office) -> None:
    here, there = office.zone("thôn Đông"), office.zone("thôn Tây")
    whole, east = office.station(), office.station(here.id, here.id)
    everywhere, in_the_west = office.approved(), office.approved(zones=[there.path])
    office.slot(everywhere, last=NOW.date())
    office.slot(in_the_west, at=time(17), last=NOW.date())
    office.prepare()
    assert len(office.manifest(whole).items) == 2
    [item] = office.manifest(east).items
    assert item.zones == (here.id,)


def test_what_begins_in_one_minute_is_numbered(office: Office) -> None:
    station, key = office.station(), office.approved()
    for second in (0, 20, 40):
        office.slot(key, at=time(16, 30, second), last=NOW.date())
    office.slot(key, at=time(16, 31), last=NOW.date())
    office.prepare()
    assert [item.number for item in office.manifest(station).items] == [1, 2, 3, 1]
    with office.sessions.read() as session:
        stems = [file.stem for file in day_files(session, office.commune_id, date(2025, 11, 4))]
    assert stems == ["1630-01-ban-tin-chieu", "1630-02-ban-tin-chieu", "1630-03-ban-tin-chieu", "1631-01-ban-tin-chieu"]


def test_the_operator_is_given_no_file_of_what_may_not_sound(office: Office) -> None:
    good, bad, waiting = office.approved(), office.approved(), office.write()
    for hour, key in enumerate((good, bad, waiting), 9):
        office.slot(key, at=time(hour), last=NOW.date())
    office.prepare()
    office.withdraw(bad)
    with office.sessions.read() as session:
        found = day_files(session, office.commune_id, date(2025, 11, 4))
    assert [(bool(file.forms), file.reason) for file in found] == [
        (True, None),
        (False, BlockedReason.WITHDRAWN),
        (False, BlockedReason.NOT_APPROVED),
    ]


# --- any sequence of acts

Act = Callable[["_World"], None]


@dataclass
class _World:
    office: Office
    station: NewStation
    bulletins: list[VersionKey]

    def newest(self, number: int) -> VersionKey | None:
        return self.bulletins[number % len(self.bulletins)] if self.bulletins else None

    def state(self, key: VersionKey) -> State:
        with self.office.sessions.read() as session:
            return version_facts(session, self.office.commune_id, [key.version_id])[key.version_id].state


def _write(days: int) -> Act:
    def act(world: _World) -> None:
        now = world.office.clock.now()
        key = world.office.write(valid_from=now, valid_to=now + timedelta(hours=days * 12))
        world.bulletins.append(key)
        with contextlib.suppress(QuietHoursError):
            world.office.slot(key, at=time(9 + len(world.bulletins) % 10))

    return act


def _step(number: int) -> Act:
    """Take a bulletin one step further on its way: submitted, approved, withdrawn, written anew."""

    def act(world: _World) -> None:
        key = world.newest(number)
        if key is None:
            return
        match world.state(key):
            case State.DRAFT:
                world.office.submit(key)
            case State.SUBMITTED:
                world.office.approve(key)
            case State.APPROVED:
                world.office.withdraw(key)
            case _:
                world.bulletins[number % len(world.bulletins)] = world.office.rewrite(key, f"Lời mới {number}.")

    return act


def _rewrite(number: int) -> Act:
    def act(world: _World) -> None:
        key = world.newest(number)
        if key is not None and world.state(key) is State.APPROVED:
            world.bulletins[number % len(world.bulletins)] = world.office.rewrite(key, f"Sửa lần {number}.")

    return act


def _pass(hours: int) -> Act:
    return lambda world: world.office.clock.advance(timedelta(hours=hours))


def _regulate(hour: int) -> Act:
    def act(world: _World) -> None:
        office = world.office
        with office.sessions.begin() as session:
            present = regulation(session, office.commune_id)
            wanted = type(present)(number="01", quiet_hours=QuietHours(time(hour), time(5)))
            set_regulation(session, office.clock, office.actor, wanted, dated=date(2025, 7, 1), tag=present.tag)

    return act


def _edit(number: int) -> Act:
    """Move or cancel a day of some slot, or end the slot from there."""

    def act(world: _World) -> None:
        office = world.office
        with office.sessions.read() as session:
            slot = slots(session, office.commune_id)[number % 2]
        day = local(office.clock.now()).date() + timedelta(days=number % 4)
        moved_to = office.clock.now() + timedelta(hours=number)
        with contextlib.suppress(AppError):
            if number % 3 == 0:
                office.edit_day(slot, day, is_cancelled=True)
            else:
                office.edit_day(slot, day, moved_to=moved_to)

    return act


def _copy(world: _World) -> None:
    today = local(world.office.clock.now()).date()
    with contextlib.suppress(AppError), world.office.sessions.begin() as session:
        copy_week(session, world.office.clock, world.office.actor, today, today + timedelta(days=7))
        expand(session, world.office.clock, world.office.commune_id)


def _mourn(hours: int) -> Act:
    def act(world: _World) -> None:
        office, now = world.office, world.office.clock.now()
        with office.sessions.begin() as session:
            add_mourning(session, office.clock, office.actor, "Quốc tang", Period(now, now + timedelta(hours=hours)))

    return act


def _plan(world: _World) -> None:
    world.office.plan()


def _make(world: _World) -> None:
    world.office.make_audio()


acts: st.SearchStrategy[Act] = st.one_of(
    st.integers(1, 6).map(_write),
    st.integers(0, 3).map(_step),
    st.integers(0, 3).map(_step),
    st.integers(0, 3).map(_rewrite),
    st.integers(1, 30).map(_pass),
    st.integers(15, 23).map(_regulate),
    st.integers(1, 40).map(_edit),
    st.integers(1, 60).map(_mourn),
    st.just(_copy),
    st.just(_plan),
    st.just(_make),
)


@pytest.fixture
def prepared(migrated_file: Path, tmp_path: Path) -> tuple[Path, _World]:
    """Where each run of acts begins: a commune with two slots that are ready, as a database to be copied."""
    path = tmp_path / "prepared.sqlite3"
    shutil.copyfile(migrated_file, path)
    sessions = Sessions(make_engine(f"sqlite:///{path}"))
    world = _world(sessions)
    sessions.close()
    return path, world


@pytest.mark.slow(15)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(acts, max_size=15))
def test_nothing_unapproved_expired_or_withdrawn_sounds_whatever_was_done(
    prepared: tuple[Path, _World], tmp_path_factory: pytest.TempPathFactory, done: list[Act]
) -> None:
    file, first = prepared
    path = tmp_path_factory.mktemp("world") / "world.sqlite3"
    shutil.copyfile(file, path)
    sessions = Sessions(make_engine(f"sqlite:///{path}"))
    try:
        world = _World(Office(sessions, ManualClock(NOW), first.office.founding), first.station, [*first.bulletins])
        for act in done:
            act(world)
            _check(world)
    finally:
        sessions.close()


def _world(sessions: Sessions) -> _World:
    clock = ManualClock(NOW)
    with sessions.begin() as session:
        founding = found_commune(session, clock, name="xã Liên An", admin="Nguyễn Văn Quản")
    office = Office(sessions, clock, founding)
    world = _World(office, office.station(), [])
    for hours in (12, 48):
        world.bulletins.append(office.approved(valid_from=NOW, valid_to=NOW + timedelta(hours=hours)))
        office.slot(world.bulletins[-1], at=time(9 + hours // 12))
    office.prepare()
    assert len(sounding(office.manifest(world.station))) == 2
    return world


def _check(world: _World) -> None:
    office = world.office
    manifest = office.manifest(world.station)
    again = manifest_for(office.sessions, office.clock, DatabaseSigners(), world.station.station)
    assert again.version == manifest.version
    with office.sessions.read() as session:
        quiet = regulation(session, office.commune_id).quiet_hours
        periods = mourning_periods(session, office.commune_id)
        for item in sounding(manifest):
            known = occurrence(session, office.commune_id, OccurrenceId(item.occurrence_id))
            facts = version_facts(session, office.commune_id, known.version_ids)
            assert known.version_ids
            assert len(facts) == len(known.version_ids)
            for each in facts.values():
                assert each.state is State.APPROVED
                assert each.content_hash is not None
                assert each.valid_from is not None
                assert each.valid_to is not None
                assert each.valid_from <= item.starts_at < each.valid_to
            deciding = deciding_versions(session, office.commune_id, [each.bulletin_id for each in facts.values()])
            assert {each.version_id for each in deciding.values()} == set(facts), "an older version came back"
            assert item.approved_hash == item.content_hash == known.content_hash
            assert not quiet.touch(item.starts_at, timedelta(seconds=item.length_s))
            length = timedelta(seconds=item.length_s)
            mourned = any(Period(each.starts_at, each.ends_at).touches(item.starts_at, length) for each in periods)
            assert not (mourned and item.cheerful), "music in a time of mourning"


@pytest.mark.parametrize(("ahead", "is_followed"), [(1, True), (40_000_000, False), (10**12, False)])
def test_a_station_ahead_of_restored_data_is_given_what_it_takes(office: Office, ahead: int, *, is_followed: bool) -> None:
    station = office.station()
    first = office.manifest(station).version
    said = Heartbeat(
        at=office.clock.now(),
        software="loalang",
        manifest_version=first + ahead,
        clock_offset_s=None,
        disk_free_bytes=0,
        next_at=None,
        on_air=(),
        prepared=(),
        unsent=0,
        outputs=(),
    )
    with office.sessions.begin() as session:
        take_heartbeat(session, office.clock, station.station, said)
    assert office.manifest(station).version == (first + ahead + 1 if is_followed else first)


def test_an_item_that_cannot_be_made_holds_up_no_other_and_is_shown(small_office: Office) -> None:
    office, troubles = small_office, Troubles()
    station = office.station()
    for title in ("Tốt", "Hỏng"):
        office.slot(office.approved(), at=time(16, 30 if title == "Tốt" else 50), title=title)
    office.prepare()
    with office.sessions.begin() as session:  # a row as no door of ours writes it
        session.execute(update(SlotRow).where(SlotRow.title == "Hỏng").values(title="x" * 400))
    manifest_for(office.sessions, office.clock, DatabaseSigners(), station.station, troubles=troubles)
    items = office.manifest(station).items
    assert {item.title for item in items} == {"Tốt"}
    assert troubles.codes(office.commune_id) == {"planning_failed"}
    with office.sessions.begin() as session:
        session.execute(update(SlotRow).where(SlotRow.title != "Tốt").values(title="Lành"))
    manifest_for(office.sessions, office.clock, DatabaseSigners(), station.station, troubles=troubles)
    assert {item.title for item in office.manifest(station).items} == {"Tốt", "Lành"}
    assert not troubles.codes(office.commune_id)


def test_a_row_that_cannot_be_judged_is_silent_and_the_others_are_not(small_office: Office) -> None:
    office = small_office
    station = office.station()
    office.slot(office.approved(), title="Tốt")
    office.slot(office.approved(), title="Hỏng", at=time(17))
    office.prepare()
    bad, good = (next(each.id for each in office.occurrences() if each.title == title) for title in ("Hỏng", "Tốt"))
    with office.sessions.begin() as session:
        session.execute(update(OccurrenceRow).where(OccurrenceRow.id == bad).values(left_out=[{"bulletin_id": "?"}]))
    listed = {item.occurrence_id for item in office.manifest(station).items}
    assert bad not in listed
    assert good in listed
