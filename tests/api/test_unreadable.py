"""Rows of the database that cannot be read: every list shows the others, and which one it leaves out is a fault."""

from contextlib import suppress
from datetime import date, time, timedelta
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from app.bulletins import Kind
from app.clock import local
from app.emergencies import EmergencyRules
from app.emergencies.acts import Wanted, begin
from app.emergencies.model import Audio, Hazard
from app.faults import ROW_UNREADABLE, note_fault
from app.playout import OccurrenceState
from app.programmes import StoredAudio
from app.service.watch import Watch
from app.sound import Sound, to_wav
from app.timetable import expand
from app.units import Sha256
from app.wiring import Services
from app.zones.signing import DatabaseSigners
from tests.api.test_bulletins import BULLETIN
from tests.support.office import Office
from tests.support.publicity import published, sent
from tests.support.sounds import RATE, tone

API = "/api/v1"
UNKNOWN, CUT, NO_TIME, FLIPPED = "lạ", '{"x', "hôm qua", b"Ch\xfay r\xf9ng"
DAMAGES = [
    ("as-run", "as_run", "state", UNKNOWN),
    ("as-run", "as_run", "at", NO_TIME),
    ("audit", "audit_events", "facts", CUT),
    ("audit", "audit_events", "facts", "[]"),
    ("banners", "banners", "format", UNKNOWN),
    ("banners", "banners", "hung_on", "hôm kia"),
    ("bulletins", "bulletin_versions", "state", UNKNOWN),
    ("bulletins", "bulletin_versions", "zones", CUT),
    ("bulletins", "bulletin_versions", "title", FLIPPED),
    ("days/2025-11-04/packs", "day_packs", "made_at", NO_TIME),
    ("emergencies", "emergencies", "hazard", UNKNOWN),
    ("emergencies", "emergencies", "zone_ids", CUT),
    ("emergencies", "emergencies", "audio", '{"mp3": 1}'),
    ("emergencies", "emergencies", "ends_at", NO_TIME),
    ("ended-documents", "ended_documents", "ended_on", "mai"),
    ("faults", "faults", "since", NO_TIME),
    ("faults?all=true", "faults", "since", NO_TIME),
    ("holidays", "holidays", "calendar", UNKNOWN),
    ("lexicon", "lexicon_entries", "layer", UNKNOWN),
    ("mourning", "mourning_periods", "starts_at", NO_TIME),
    ("occurrences", "occurrences", "state", UNKNOWN),
    ("occurrences", "occurrences", "zone_ids", CUT),
    ("publications", "publications", "first_at", NO_TIME),
    ("publications", "publications", "zones", CUT),
    ("publications", "publications", "held", UNKNOWN),
    ("remarks", "remarks", "state", UNKNOWN),
    ("remarks", "remarks", "reply_by", "mai"),
    ("slots", "slots", "except_dates", CUT),
    ("slots", "slots", "at", "trưa"),
    ("slots", "slots", "first_date", "mai"),
    ("stations", "stations", "zone_ids", '["không"]'),
    ("tokens", "api_tokens", "scope", UNKNOWN),
    ("zones", "zones", "level", UNKNOWN),
]
"""The list, and what of its last row is damaged."""
VIEWS = [
    "status",
    "timetable/next",
    "timetable/problems",
    "timetable/months/2025-11",
    "timetable/calendar.ics",
    "stop-all",
    "log-book?from=2025-11-01&to=2025-11-30",
    "approval-register?from=2025-11-01&to=2025-11-30",
    "days/2025-11-04/files",
    "lexicon/csv",
    "recordings",
]
"""What is put together from many rows."""
NO_ID = '["không"]'
ONE_BY_ONE = [
    ("banners/{}", "banners", "format", UNKNOWN),
    ("bulletins/{}", "bulletin_versions", "state", UNKNOWN),
    ("bulletins/{}", "bulletin_versions", "zones", CUT),
    ("bulletins/{}", "bulletin_versions", "script", FLIPPED),
    ("bulletins/{}/versions/1", "bulletin_versions", "lexicon", '[{"written": 1}]'),
    ("bulletins/{}/versions/1/spoken", "bulletin_versions", "spoken", '{"x": 1}'),
    ("choices", "commune_choices", "accent", UNKNOWN),
    ("emergencies/{}", "emergencies", "hazard", UNKNOWN),
    ("emergencies/{}", "emergencies", "zone_ids", NO_ID),
    ("emergencies/{}", "emergencies", "audio", '{"mp3": 1}'),
    ("emergencies/rules", "emergency_rules", "resume", UNKNOWN),
    ("holidays/{}", "holidays", "calendar", UNKNOWN),
    ("lexicon/{}", "lexicon_entries", "layer", UNKNOWN),
    ("occurrences/{}", "occurrences", "state", UNKNOWN),
    ("occurrences/{}", "occurrences", "zone_ids", NO_ID),
    ("people/{}", "people", "roles", '["lạ"]'),
    ("plans/{}", "plans", "themes", '[{"x": 1}]'),
    ("plans/{}", "plans", "channels", '[{"title": "Loa", "channel": "lạ", "lines": [1, 1]}]'),
    ("plans/{}", "plans", "tasks", "[1]"),
    ("plans/{}", "plans", "zones", NO_ID),
    ("plans/{}/coverage", "plans", "zones", NO_ID),
    ("poverty-standards/{}", "poverty_standards", "area", UNKNOWN),
    ("regulation", "regulations", "quiet_from", "tối"),
    ("remarks/{}", "remarks", "state", UNKNOWN),
    ("renderings/{}", "renderings", "state", UNKNOWN),
    ("renderings/{}", "renderings", "result", '["x"]'),
    ("slots/{}", "slots", "except_dates", CUT),
    ("slots/{}", "slots", "bulletin_ids", NO_ID),
    ("zones/{}", "zones", "level", UNKNOWN),
]
"""What is asked for by itself, and what of its row is damaged."""
CHOICES = {"engines": ["espeak"], "profile": "horn", "pack_hour": 18, "pack_formats": ["mp3"]}
REGULATION = {"number": "1/QC", "dated": "2025-11-01", "quiet_from": "21:00", "quiet_to": "05:00"}
STANDARD = {"area": "rural", "amount_vnd": 2000000, "valid_from": "2026-01-01", "valid_to": "2030-12-31", "source": "Nghị định"}
FORBIDS = {"holidays", "mourning_periods"}
"""Where something may be forbidden by what cannot be read, nothing is said at all."""
YEAR_ONE = [("emergencies", "emergencies", "ends_at"), ("occurrences", "occurrences", "starts_at"), ("faults", "faults", "since")]


def fill(office: Office, client: httpx.Client, services: Services) -> None:
    """Two of each thing at least."""
    now = office.clock.now()
    east = office.zone("thôn Đông")
    stations = [office.station(), office.station(east.id, office.zone("thôn Đoài").id)]
    slogan, late = office.approved(kind=Kind.SPOT), office.approved()
    for hour in (10, 16):
        office.slot(office.approved(), at=time(hour), title=f"Bản tin {hour}")
    for number in range(2):
        digest = Sha256(f"{number}" * 64)
        audio = Audio({"mp3": StoredAudio(digest, 10), "wav": StoredAudio(digest, 10)}, 5.0, (0.0,))
        root = office.founding.root.id
        wanted = Wanted(f"Bão số {number}", Hazard.STORM, "x", "x", (root,), 300, now + timedelta(hours=2), digest)
        with office.sessions.begin() as session:
            begin(session, office.clock, office.actor, wanted, audio, signers=DatabaseSigners(), rules=EmergencyRules())
            note_fault(session, now, office.commune_id, "restored")
        for path, form in (
            ("holidays", {"name": f"Hội làng {number}", "calendar": "lunar", "month": 2 + number, "day": 15}),
            ("mourning", {"name": "Quốc tang", "first": f"2025-12-1{number * 5}", "last": f"2025-12-1{number * 5 + 2}"}),
            ("lexicon", {"written": f"TT Cổ {'Lễ' if number else 'Am'}", "spoken": "thị trấn cổ"}),
            ("tokens", {"label": f"Lịch {number}", "scope": "feed"}),
        ):
            client.post(f"{API}/{path}", json=form).raise_for_status()
    for number in range(2):
        banner = {"bulletin": f"{slogan.bulletin_id}", "version": 1, "format": "banner", "zone": "xã Liên An"}
        banner |= {"hung_on": "2025-11-04"}
        client.post(f"{API}/banners", json=banner | {"place": f"Cổng {number}"}).raise_for_status()
        ended = {"number": f"{number + 1}/2020/NĐ-CP", "ended_on": "2025-11-01"}
        client.post(f"{API}/ended-documents", json=ended).raise_for_status()
        published(services, office.commune_id, number)
        sent(services, office.commune_id, f"Loa thôn {number} to quá.")
    office.prepare()
    client.post(f"{API}/days/2025-11-04/packs").raise_for_status()
    office.slot(late, at=time(17), title="Bản tin 17")
    office.prepare()
    client.post(f"{API}/days/2025-11-04/packs").raise_for_status()
    for occurrence in office.occurrences()[:2]:
        office.report(stations[0], occurrence, OccurrenceState.ON_AIR)
    with office.sessions.engine.begin() as connection:  # a rotten disk asks no trigger
        for name in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all():
            connection.execute(text(f"DROP TRIGGER {name}"))


def put(office: Office, table: str, column: str, value: object) -> object:
    """Write `value` as it is into the last row, of occurrences into today's; returns what was there."""
    last = f"rowid = (SELECT {'min' if table == 'occurrences' else 'max'}(rowid) FROM {table})"  # noqa: S608  # names of the test
    with office.sessions.engine.begin() as connection:
        before = None
        with suppress(UnicodeDecodeError):  # what is put back over such a text
            before = connection.execute(text(f"SELECT {column} FROM {table} WHERE {last}")).scalar_one()  # noqa: S608  # likewise
        said = "CAST(:value AS TEXT)" if isinstance(value, bytes) else ":value"
        connection.execute(text(f"UPDATE {table} SET {column} = {said} WHERE {last}"), {"value": value})  # noqa: S608  # likewise
    return before


def items(client: httpx.Client, path: str) -> int:
    answer = client.get(f"{API}/{path}", params={"limit": 100} if path in {"as-run", "audit", "bulletins", "lexicon"} else None)
    assert answer.status_code == 200, (path, answer.text)
    [found] = [each for each in answer.json().values() if isinstance(each, list)]
    return len(found)


TAKEN_OUT = 2
"""Of `VIEWS`, those that leave a line in the audit log: the lexicon and the register of approvals."""


@pytest.mark.slow
def test_a_list_shows_the_rest_and_what_it_leaves_out_is_a_fault(
    client: httpx.Client, office: Office, services: Services
) -> None:
    if office.sessions.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL looks at times and JSON itself")
    fill(office, client, services)
    for path, table, column, value in DAMAGES:
        whole = items(client, path)
        assert whole > 1, path
        before = put(office, table, column, value)
        assert items(client, path) == whole - 1, (path, table, column)
        for view in [*VIEWS, f"zones/{office.founding.root.id}/uses"]:
            answer = client.get(f"{API}/{view}")
            refused = answer.status_code == 503 and answer.json()["code"] == ROW_UNREADABLE and table in answer.json()["detail"]
            assert answer.status_code == 200 or (refused and table in FORBIDS), (table, column, view, answer.text[:300])
        assert any(name.startswith(f"{table}/") for name in services.sessions.unreadable.of(office.commune_id)), (path, column)
        put(office, table, column, before)
        assert items(client, path) == whole + (TAKEN_OUT if path == "audit" else 0)
    for path, table, column in YEAR_ONE:
        whole = items(client, path)
        before = put(office, table, column, "0001-01-01 00:00:00.000000")
        assert items(client, path) in {whole, whole - 1}, "the nearest day that there is, or outside of what is asked"
        put(office, table, column, before)
    Watch(services)._send()  # one look of its loop
    shown = [each for each in client.get(f"{API}/faults").json()["items"] if each["code"] == ROW_UNREADABLE]
    assert {each["output"].split("/")[0] for each in shown} == {table for _, table, _, _ in DAMAGES}
    assert all(each["output"] in each["detail"] for each in shown)


def last_key(office: Office, table: str, column: str) -> str:
    """What `column` says in the row that `put` damages."""
    end = "min" if table == "occurrences" else "max"
    with office.sessions.engine.connect() as connection:
        found = connection.execute(text(f"SELECT {column} FROM {table} WHERE rowid = (SELECT {end}(rowid) FROM {table})"))  # noqa: S608  # names of the test
        return str(UUID(found.scalar_one()))


def test_one_row_that_is_asked_for_and_cannot_be_read_is_named(client: httpx.Client, office: Office, services: Services) -> None:
    if office.sessions.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL looks at times and JSON itself")
    fill(office, client, services)
    pin = {"X-Emergency-Pin": "481516", "If-Match": "0"}
    client.put(f"{API}/emergencies/pin", json={"pin": "481516"}).raise_for_status()
    for path, form in (("regulation", REGULATION), ("emergencies/rules", {}), ("choices", {"accent": "north", **CHOICES})):
        client.put(f"{API}/{path}", json=form, headers=pin).raise_for_status()
    client.post(f"{API}/poverty-standards", json=STANDARD).raise_for_status()
    client.post(f"{API}/plans", json={"year": 2025, "title": "Giảm nghèo về thông tin"}).raise_for_status()
    client.post(f"{API}/people", json={"name": "Lê Văn Tám", "roles": ["viewer"]}).raise_for_status()
    for path, table, column, value in ONE_BY_ONE:
        name = "bulletin_id" if path.startswith("bulletins") else "id"
        asked = f"{API}/{path.format(last_key(office, table, name) if '{}' in path else '')}"
        whole = client.get(asked)
        assert whole.status_code == 200, (path, whole.text[:300])
        before = put(office, table, column, value)
        answer = client.get(asked)
        assert (answer.status_code, answer.json()["code"]) == (503, ROW_UNREADABLE), (path, column, answer.text[:300])
        assert f"{table}/" in answer.json()["detail"]
        assert any(name.startswith(f"{table}/") for name in services.sessions.unreadable.of(office.commune_id)), (path, column)
        put(office, table, column, before)
        assert client.get(asked).json() == whole.json()


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("slot_edits", "day", NO_TIME),
        ("slot_edits", "moved_to", NO_TIME),
        ("slot_edits", "bulletin_ids", CUT),
        ("slots", "at", "trưa"),
        ("slots", "except_dates", CUT),
    ],
)
def test_a_slot_that_cannot_be_read_whole_stays_as_it_was_laid_out_and_the_others_go_on(
    client: httpx.Client, office: Office, table: str, column: str, value: str
) -> None:
    if office.sessions.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL looks at times and JSON itself")
    office.slot(office.approved(), title="Sáng", at=time(10))
    torn = office.slot(office.approved(), title="Chiều", at=time(16))
    office.edit_day(torn, date(2025, 11, 6), is_cancelled=True, reason="Họp.")
    office.prepare()
    laid_out = {each.id: (each.state, each.starts_at) for each in office.occurrences() if each.slot_id == torn.id}
    put(office, table, column, value)
    office.clock.advance(timedelta(days=3))
    with office.sessions.begin() as session:
        expand(session, office.clock, office.commune_id)
    office.prepare()
    for view in VIEWS:
        assert client.get(f"{API}/{view}").status_code == 200, view
    last = {each.slot_id: local(each.starts_at).date() for each in sorted(office.occurrences(), key=lambda each: each.starts_at)}
    assert max(last.values()) >= date(2025, 11, 20), "the other one is laid out further"
    now = {each.id: (each.state, each.starts_at) for each in office.occurrences() if each.slot_id == torn.id}
    coming = {key for key, (_, starts_at) in laid_out.items() if starts_at > office.clock.now()}
    assert {key: now[key] for key in coming} == {key: laid_out[key] for key in coming}
    assert len(coming) > 5


def test_when_a_commune_was_founded_stops_nothing_where_it_cannot_be_read(client: httpx.Client, office: Office) -> None:
    if office.sessions.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL looks at times itself")
    office.slot(office.approved())
    put(office, "communes", "created_at", NO_TIME)
    office.prepare()
    assert office.occurrences()
    for view in VIEWS:
        assert client.get(f"{API}/{view}").status_code == 200, view
    put(office, "communes", "name", FLIPPED)
    refused = client.get(f"{API}/status")
    assert (refused.status_code, refused.json()["code"]) == (503, ROW_UNREADABLE), "a name has to be said"


def test_a_sound_whose_end_cannot_be_read_has_ended_and_keeps_nothing_else_from_being_heard(
    client: httpx.Client, office: Office
) -> None:
    if office.sessions.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL looks at times itself")
    music = {"files": {"file": ("a.wav", to_wav(Sound(tone(2.0), RATE)))}, "data": {"name": "Quê hương"}}
    made = client.post(f"{API}/recordings/music", **music).raise_for_status().json()["id"]  # type: ignore[arg-type]  # as it takes it
    for script in ("Mời bà con nghe. [nhạc: Quê hương]", "Mời bà con họp."):
        client.post(f"{API}/bulletins", json=BULLETIN | {"script": script}).raise_for_status()
    keys = [each["id"] for each in client.get(f"{API}/bulletins").json()["items"]]
    for number, key in enumerate(keys):
        for act in ("submit", "approve"):
            client.post(f"{API}/bulletins/{key}/versions/1/{act}").raise_for_status()
        slot = {"title": f"Bản tin {number}", "at": f"1{number}:00", "bulletins": [key]}
        client.post(f"{API}/slots", json=slot).raise_for_status()
    office.prepare()
    assert len({each.title for each in office.occurrences()}) == 2
    for column in ("retired_at", "ends_at"):
        before = put(office, "recordings", column, NO_TIME)
        office.prepare()
        for view in VIEWS:
            assert client.get(f"{API}/{view}").status_code == 200, (column, view)
        asked = client.put(f"{API}/recordings/{made}/end", json={"ends_at": None})
        assert (asked.status_code, asked.json()["code"]) == (503, ROW_UNREADABLE), column
        if column == "ends_at":
            told = client.get(f"{API}/timetable/problems").json()["items"]
            assert {each["title"] for each in told if each["reason"] == "recording_ended"} == {"Bản tin 1"}
        put(office, "recordings", column, before)


def test_of_a_page_the_next_ones_are_found_past_a_row_that_cannot_be_read(client: httpx.Client, office: Office) -> None:
    if office.sessions.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL looks at JSON itself")
    for _ in range(6):
        office.write()
    put(office, "bulletin_versions", "zones", CUT)
    found, cursor = [], None
    while True:
        asked = {"limit": 2} | ({"cursor": cursor} if cursor is not None else {})
        page = client.get(f"{API}/bulletins", params=asked).json()
        found += page["items"]
        if (cursor := page["cursor"]) is None:
            break
    assert len(found) == 5
