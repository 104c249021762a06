"""Four layers stand between a mistake and a loudspeaker, and each holds with the others switched off.

Save (a slot, a day, a series), import (a week copied), manifest, output. "Off" is done for real: rows written past the use cases,
a planner that stands still, a manifest that is older than the facts.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, update

from app.bulletins import Priority, VersionKey, latest
from app.calendar import recurrence
from app.packs import day_files
from app.playout import Audio, BlockedReason, Candidate, ItemKind, OccurrenceState, Period, QuietHours, Rules, guard
from app.station.plan import candidate_of, rules_of
from app.timetable import (
    QuietHoursError,
    Wanted,
    add_mourning,
    copy_week,
    edit_slot,
    expand,
    regulation,
    set_regulation,
    split_slot,
)
from app.timetable.tables import OccurrenceRow, SlotRow
from app.units import BulletinId, ZoneId
from app.wire.protocol import Manifest, ManifestItem
from tests.station.conftest import Village
from tests.support.office import Office
from tests.support.station_server import at

TODAY, TOMORROW = date(2025, 11, 4), date(2025, 11, 5)
NIGHT = time(3, 15)
"""The hour at which a commune's speakers began to sound by fault on 5 December 2025."""


def regulate(office: Office, **rules: object) -> None:
    with office.sessions.begin() as session:
        present = replace(regulation(session, office.commune_id), number="01/QC", **rules)  # type: ignore[arg-type]  # passed on
        set_regulation(session, office.clock, office.actor, present, dated=TODAY, tag=present.tag)


def silent(manifest: Manifest) -> bool:
    """Whether nothing of it would sound at its hour on a station that had every file it was given."""
    return all(_judged(item, rules_of(manifest)) is not None or not _given(item) for item in manifest.items)


def _given(item: ManifestItem) -> bool:
    return bool(item.audio) or item.kind is ItemKind.RELAY


def _judged(item: ManifestItem, rules: Rules, audio: Audio = Audio.VERIFIED) -> BlockedReason | None:
    zones = frozenset(ZoneId(zone) for zone in item.zones)
    return guard(candidate_of(item, zones=zones, audio=audio, used_today=timedelta(0)), rules, item.starts_at)


# --- save: every door by which an hour comes in


def test_save_refuses_the_night_by_every_door_and_whatever_the_priority(office: Office) -> None:
    made = office.slot(office.approved(), last=date(2025, 11, 8))
    at_night = Wanted("x", recurrence("FREQ=DAILY", NIGHT, TODAY), made.bulletins, "ban-tin", priority=Priority.EMERGENCY)
    with pytest.raises(QuietHoursError):
        office.slot(office.approved(), at=NIGHT, priority=Priority.EMERGENCY)
    with pytest.raises(QuietHoursError):
        office.slot(kind=ItemKind.RELAY, duration_s=1800, at=NIGHT)
    with office.sessions.begin() as session, pytest.raises(QuietHoursError):
        edit_slot(session, office.clock, office.actor, made.id, at_night, tag=made.tag)
    with office.sessions.begin() as session, pytest.raises(QuietHoursError):
        split_slot(session, office.clock, office.actor, made.id, day=TOMORROW, wanted=at_night, tag=made.tag)
    with pytest.raises(QuietHoursError):
        office.edit_day(made, TOMORROW, moved_to=datetime(2025, 11, 4, 20, 15, tzinfo=UTC))
    assert {each.starts_at.hour for each in office.occurrences()} == {9}


# --- import


def test_a_copied_week_is_refused_in_hours_that_are_quiet_by_now(office: Office) -> None:
    office.slot(office.approved(), last=TODAY)
    regulate(office, quiet_hours=QuietHours(time(16), time(17)))
    with office.sessions.begin() as session, pytest.raises(QuietHoursError):
        copy_week(session, office.clock, office.actor, TODAY, date(2025, 11, 11))


# --- manifest: rows that came past every use case, and a planner that stands still


def force_into_the_night(office: Office) -> None:
    """Write the hour into the rows, as a fault or another program would; what was prepared stays prepared."""
    with office.sessions.begin() as session:
        session.execute(update(SlotRow).values(at=NIGHT))
        session.execute(update(OccurrenceRow).values(starts_at=datetime(2025, 11, 4, 20, 15, tzinfo=UTC)))


def test_rows_forced_into_the_night_have_no_audio_in_a_manifest_or_a_pack(office: Office) -> None:
    station = office.station()
    office.slot(office.approved(), last=TODAY, priority=Priority.EMERGENCY)
    office.prepare()
    force_into_the_night(office)
    assert office.first().state is OccurrenceState.PREPARED, "no pass of the planner has seen it"
    [item] = office.manifest(station).items
    assert item.audio == ()
    with office.sessions.read() as session:
        [file] = day_files(session, office.commune_id, TOMORROW)
    assert (file.forms, file.reason) == ({}, BlockedReason.QUIET_HOURS)


def _withdraw(office: Office) -> None:
    with office.sessions.read() as session:
        found = latest(
            session, office.commune_id, BulletinId(UUID(session.scalars(select(SlotRow.bulletin_ids)).one()[0]))
        ).summary
    office.withdraw(VersionKey(found.bulletin_id, found.version_id, found.number, found.tag))


def _mourn(office: Office) -> None:
    with office.sessions.begin() as session:
        period = Period(datetime(2025, 11, 4, tzinfo=UTC), datetime(2025, 11, 6, tzinfo=UTC))
        add_mourning(session, office.clock, office.actor, "Quốc tang", period)


def _move_away(office: Office) -> None:
    east = office.zone("thôn Đông")
    with office.sessions.begin() as session:
        session.execute(update(SlotRow).values(zones=[{"id": str(east.id), "path": east.path}]))


FACTS: dict[str, Callable[[Office], None]] = {
    "withdrawn": _withdraw,
    "quiet hours": lambda office: regulate(office, quiet_hours=QuietHours(time(16), time(17))),
    "minutes of a slot": lambda office: regulate(office, slot_minutes=1),
    "minutes of the day": lambda office: regulate(office, daily_minutes=1),
    "mourning": _mourn,
    "other zones": _move_away,
}


@pytest.mark.parametrize("fact", FACTS)
def test_a_manifest_asks_the_facts_though_no_planner_did(office: Office, fact: str) -> None:
    station = office.station()
    office.slot(office.approved(), last=TODAY)
    office.prepare()
    assert not silent(office.manifest(station))
    FACTS[fact](office)
    assert silent(office.manifest(station))


def test_a_relay_forced_into_the_night_is_judged_by_the_manifests_own_rules(office: Office) -> None:
    station = office.station()
    office.slot(kind=ItemKind.RELAY, duration_s=1800, last=TODAY)
    office.plan()
    assert not silent(office.manifest(station))
    force_into_the_night(office)
    assert silent(office.manifest(station))


# --- output: a manifest that says it may


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"starts_at": at("05T03:15")}, "quiet_hours"),
        ({"starts_at": at("05T03:15"), "priority": 9}, "quiet_hours"),
        ({"starts_at": at("04T20:59:30")}, "quiet_hours"),
        ({"starts_at": at("05T03:15"), "kind": ItemKind.RELAY, "audio": ()}, "quiet_hours"),
        ({"starts_at": at("05T03:15"), "audio": ()}, "quiet_hours"),
        ({"approved_hash": None}, "not_approved"),
        ({"approved_hash": "d" * 64}, "hash_differs"),
        ({"withdrawn": True}, "withdrawn"),
        ({"valid_to": at("04T05:30")}, "expired"),
        ({"zones": ()}, "wrong_zone"),
        ({"audio": ()}, "audio_missing"),
    ],
)
def test_the_output_refuses_what_a_manifest_allows(tmp_path: Path, fields: dict[str, object], reason: str) -> None:
    village = Village(tmp_path / "station")
    village.server.change(village.server.add(at("04T05:30")), **fields)
    village.sync()
    village.live(timedelta(days=1), timedelta(minutes=15))
    [line] = village.server.log.values()
    village.station.close()
    assert (line.state, line.reason, village.output.heard) == ("blocked", reason, [])


def test_a_priority_is_nothing_the_guard_knows() -> None:
    assert not {name for name in Candidate.__dataclass_fields__ if "priority" in name or "kind" in name}


# --- expansion: a rule that was written into a row past the use cases


def test_what_expands_into_the_night_is_blocked_and_said_in_words(office: Office) -> None:
    office.slot(office.approved(), last=TOMORROW)
    with office.sessions.begin() as session:
        session.execute(update(SlotRow).values(at=NIGHT))
        expand(session, office.clock, office.commune_id)
    office.prepare()
    assert {each.reason for each in office.occurrences() if each.state.is_waiting} == {BlockedReason.QUIET_HOURS}
