"""The journal of silences: in memory whatever the disk does, in its file as soon as can be, on the safe side when damaged."""

import errno
import os
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.silence import Act, Silence, StopSaidAgainError
from app.silence.journal import Journal
from app.silence.reserve import LONGEST, Reserve
from app.units import CommuneId, PersonId
from tests.support.database import NOW

COMMUNE, OTHER = CommuneId(UUID(int=1)), CommuneId(UUID(int=2))


def said(act: Act = Act.CANCEL, *, commune: CommuneId = COMMUNE, subject: UUID | None = None, reason: str = "Nhầm.") -> Silence:
    by = PersonId(uuid4())
    return Silence(uuid4(), commune, act, subject or uuid4(), NOW, "Nguyễn Thu", by, reason=reason, also=(uuid4(),))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "silence" / "journal"


def again(path: Path) -> Journal:
    """As after a restart."""
    found = Journal(path)
    found.close()
    return found


def test_everything_of_an_act_is_there_after_a_restart_and_of_its_commune_alone(path: Path) -> None:
    journal, act, stop = Journal(path), said(), said(Act.STOP, commune=OTHER, subject=OTHER)
    assert (journal.enter(act), journal.enter(stop)) == (act, stop)
    assert journal.is_durable()
    journal.close()
    found = again(path)
    assert found.open() == [act, stop]
    assert found.hush_of(COMMUNE).ids == {act.subject, *act.also}
    assert (found.hush_of(COMMUNE).stopped, found.hush_of(OTHER).stopped) == (False, True)
    assert found.hush_of(OTHER).ids == frozenset()


def test_the_file_never_grows_and_writes_in_place(path: Path) -> None:
    journal = Journal(path)
    before = path.stat()
    for _ in range(50):
        journal.enter(said())
    after = path.stat()
    assert (after.st_ino, after.st_size) == (before.st_ino, before.st_size)
    assert before.st_size == 2 * (LONGEST + 160)
    journal.close()


def test_a_writing_that_was_cut_leaves_the_one_before(path: Path) -> None:
    journal, first = Journal(path), said()
    journal.enter(first)
    whole = path.read_bytes()
    journal.enter(said())
    journal.close()
    written = path.read_bytes()
    start = next(place for place in range(len(whole)) if written[place] != whole[place])
    path.write_bytes(written[: start + 20] + whole[start + 20 :])
    assert again(path).open() == [first]


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("acts", [1, 2, 3])
def test_damage_in_one_half_of_the_file_loses_no_act(path: Path, place: int, acts: int) -> None:
    journal, entered = Journal(path), [said() for _ in range(acts)]
    for each in entered:
        journal.enter(each)
    journal.close()
    whole = path.read_bytes()
    half, damaged = len(whole) // 2, b"\0" * 4096
    start = place * half
    path.write_bytes(whole[:start] + damaged + whole[start + len(damaged) :])
    assert again(path).open() == entered
    path.write_bytes(whole[:half])
    assert again(path).open() == entered


@pytest.mark.parametrize("cause", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_disk_that_takes_nothing_refuses_nothing(path: Path, monkeypatch: pytest.MonkeyPatch, cause: int) -> None:
    journal, act, later = Journal(path), said(), said()
    with monkeypatch.context() as broken:

        def refuse(_handle: int) -> None:
            raise OSError(cause, os.strerror(cause))

        broken.setattr(os, "fsync", refuse)
        journal.enter(act)
        assert journal.hush_of(COMMUNE).ids == {act.subject, *act.also}
        assert not journal.is_durable()
        journal.tidy(NOW)
        assert not journal.is_durable()
        stop = journal.enter(said(Act.STOP, subject=COMMUNE))
    journal.tidy(NOW)
    assert journal.is_durable()
    journal.enter(later)
    journal.close()
    assert again(path).open() == [act, stop, later]


def test_a_journal_that_cannot_be_made_is_kept_in_memory(tmp_path: Path) -> None:
    (tmp_path / "silence").write_bytes(b"a file where the folder should be")
    journal = Journal(tmp_path / "silence" / "journal")
    journal.enter(act := said())
    assert not journal.is_durable()
    assert act.subject in journal.hush_of(COMMUNE).ids
    (tmp_path / "silence").unlink()
    journal.tidy(NOW)
    assert journal.is_durable()
    assert again(tmp_path / "silence" / "journal").open() == [act]


def test_more_than_it_holds_is_in_memory(path: Path) -> None:
    journal = Journal(path)
    many = [journal.enter(said(reason="x" * 2000)) for _ in range(LONGEST // 2000)]
    assert not journal.is_durable()
    assert journal.open() == many
    for each in many:
        journal.drop(each.id)
    assert journal.is_durable()
    journal.close()


def test_what_the_database_has_never_takes_the_room_of_a_stop_and_its_lift(path: Path) -> None:
    journal = Journal(path)
    for _ in range(LONGEST // 2000):
        journal.keep(journal.enter(said(reason="x" * 2000)).id, NOW)
    journal.enter(said(Act.STOP, subject=COMMUNE))
    assert journal.is_durable()
    assert again(path).stop_of(COMMUNE) is not None
    journal.lift(COMMUNE, journal.stops_said(COMMUNE))
    assert len(journal.hush_of(COMMUNE).ids) == 2 * (LONGEST // 2000), "stations are still told"
    journal.close()
    assert again(path).stop_of(COMMUNE) is None


def test_a_stop_has_room_before_what_only_memory_has(path: Path) -> None:
    journal = Journal(path)
    for _ in range(LONGEST // 2000):
        journal.enter(said(reason="x" * 2000))
    journal.enter(said(Act.STOP, subject=COMMUNE))
    assert not journal.is_durable()
    assert again(path).stop_of(COMMUNE) is not None
    journal.lift(COMMUNE, journal.stops_said(COMMUNE))
    journal.close()
    assert again(path).stop_of(COMMUNE) is None


def test_a_lift_lifts_no_stop_that_was_said_after_it_was_decided(path: Path) -> None:
    journal = Journal(path)
    journal.enter(said(Act.STOP, subject=COMMUNE))
    decided = journal.stops_said(COMMUNE)
    journal.enter(said(Act.STOP, subject=COMMUNE))
    with pytest.raises(StopSaidAgainError):
        journal.lift(COMMUNE, decided)
    assert journal.stop_of(COMMUNE) is not None
    journal.lift(COMMUNE, journal.stops_said(COMMUNE))
    assert journal.stop_of(COMMUNE) is None
    journal.close()


def test_what_the_database_has_is_told_as_long_as_a_manifest_of_before_may_hold_and_a_stop_until_it_is_lifted(path: Path) -> None:
    journal, act, stop = Journal(path), said(), said(Act.STOP, subject=COMMUNE)
    for each in (act, stop):
        journal.enter(each)
        journal.keep(each.id, NOW)
    assert journal.open() == []
    journal.tidy(NOW + timedelta(days=31))
    assert act.subject in journal.hush_of(COMMUNE).ids
    journal.tidy(NOW + timedelta(days=33))
    assert journal.hush_of(COMMUNE).ids == frozenset()
    journal.tidy(NOW + timedelta(days=400))
    assert journal.stop_of(COMMUNE) is not None
    journal.lift(COMMUNE, journal.stops_said(COMMUNE))
    assert journal.stop_of(COMMUNE) is None
    journal.close()


def test_a_station_is_told_what_its_manifest_may_not_say(path: Path) -> None:
    journal, act, elsewhere = Journal(path), said(), said(commune=OTHER)
    for each in (act, elsewhere):
        journal.enter(each)
    ids, minute = {act.subject, *act.also}, timedelta(minutes=1)
    assert journal.untold(COMMUNE, NOW + 300 * minute, NOW + 400 * minute) == ids, "the database has not got it"
    journal.keep(act.id, NOW)
    for planned_at, now, expected in [
        (None, NOW + 300 * minute, ids),
        (NOW - minute, NOW + 300 * minute, ids),
        (NOW + minute, NOW + 59 * minute, ids),
        (NOW + minute, NOW + 61 * minute, set()),
    ]:
        assert journal.untold(COMMUNE, planned_at, now) == expected, (planned_at, now)
    journal.close()


def test_of_more_than_its_file_holds_the_oldest_that_the_database_has_are_left_out(path: Path) -> None:
    journal, many = Journal(path), [said(reason="x" * 2000) for _ in range(LONGEST // 2000)]
    for each in many:
        journal.enter(each)
        journal.keep(each.id, NOW)
    journal.close()
    kept = again(path).hush_of(COMMUNE).ids
    assert (many[0].subject in kept, many[-1].subject in kept) == (False, True)


@pytest.mark.parametrize("damage", [b"", b"\xff{", b"[]", b"loalang-reserve-1 1 2 3\n", b"garbage" * 100_000])
def test_a_damaged_one_stops_every_commune_until_each_is_lifted(path: Path, damage: bytes) -> None:
    Journal(path).close()
    path.write_bytes(damage)
    journal = Journal(path)
    assert journal.hush_of(COMMUNE).stopped
    journal.lift(COMMUNE, journal.stops_said(COMMUNE))
    journal.close()
    found = again(path)
    assert (found.hush_of(COMMUNE).stopped, found.hush_of(OTHER).stopped) == (False, True)


@pytest.mark.parametrize(
    "shape", [b"{}", b"[]", b"null", b'{"entries": [1], "lifted": null}', b'{"entries": [], "more": 1}', b"{"]
)
def test_a_whole_file_of_another_shape_is_damaged(path: Path, shape: bytes) -> None:
    Journal(path).close()
    reserve = Reserve(path)
    reserve.read()
    reserve.write(shape)
    reserve.close()
    assert again(path).hush_of(COMMUNE).stopped is (shape != b"{}"), (
        "one without anything in it is one in which nothing is silent"
    )
