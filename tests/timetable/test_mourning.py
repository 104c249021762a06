"""In a time of mourning no music and nothing cheerful is heard, and speech goes on: so it is planned, and so it is kept."""

from datetime import UTC, date, datetime, timedelta

from app.playout import Audio, BlockedReason, OccurrenceState, Period, guard
from app.station.plan import candidate_of, rules_of
from app.timetable import add_mourning, mourning_periods, remove_mourning
from app.units import ZoneId
from tests.support.office import Office

PREPARED, PLANNED = OccurrenceState.PREPARED, OccurrenceState.PLANNED


def declare(office: Office, first: datetime, last: datetime) -> None:
    with office.sessions.begin() as session:
        add_mourning(session, office.clock, office.actor, "Quốc tang", Period(first, last), source="Thông cáo")


def at(day: int, hour: int) -> datetime:
    return datetime(2025, 11, day, hour, tzinfo=UTC)


def test_what_was_made_with_music_is_made_again_without(office: Office) -> None:
    office.slot(office.approved(), last=date(2025, 11, 5))
    office.prepare()
    before = office.first()
    assert (before.state, before.cheerful) == (PREPARED, True), "a programme of before may have music in it"
    declare(office, at(4, 0), at(5, 0))
    assert office.first().state is PLANNED, "at once, with the declaration"
    office.prepare()
    first = office.first()
    assert (first.state, first.cheerful) == (PREPARED, False)
    assert first.rendering_id != before.rendering_id
    with office.sessions.begin() as session:
        entered = mourning_periods(session, office.commune_id)[0]
        remove_mourning(session, office.clock, office.actor, entered.id, tag=entered.tag)
    office.prepare()
    assert office.first().rendering_id == before.rendering_id, "and back, when it was entered by mistake"


def test_a_cheerful_bulletin_waits_and_the_others_are_heard(office: Office) -> None:
    plain, cheerful = office.approved(), office.approved(cheerful=True)
    office.slot(plain, cheerful, last=date(2025, 11, 4))
    office.slot(cheerful, last=date(2025, 11, 4), title="Vui")
    declare(office, at(4, 0), at(5, 0))
    office.prepare()
    first, second = office.occurrences()
    assert (first.version_ids, [left.reason for left in first.left_out]) == ((plain.version_id,), [BlockedReason.MOURNING])
    assert (second.state, second.reason) == (PLANNED, BlockedReason.MOURNING)


def test_what_would_end_in_it_is_made_for_it(office: Office) -> None:
    office.slot(office.approved(), last=date(2025, 11, 4))
    declare(office, office.first().starts_at + timedelta(minutes=1), at(6, 0))
    office.prepare()
    assert not office.first().cheerful


def test_the_manifest_carries_the_period_and_the_station_keeps_it(office: Office) -> None:
    """Each layer with the one before switched off: a manifest of before the declaration, with the rules of after."""
    station = office.station()
    office.slot(office.approved(), last=date(2025, 11, 4))
    office.prepare()
    [before] = office.manifest(station).items
    assert (before.cheerful, len(before.audio)) == (True, 2)
    declare(office, at(4, 0), at(5, 0))
    manifest = office.manifest(station)
    [after] = manifest.items
    assert after.audio == (), "not before it was made without music"
    rules = rules_of(manifest)
    assert len(rules.mourning) == 1
    zones = frozenset(ZoneId(zone) for zone in before.zones)
    stale = candidate_of(before, zones=zones, audio=Audio.VERIFIED, used_today=timedelta(0))
    assert guard(stale, rules, before.starts_at) is BlockedReason.MOURNING
