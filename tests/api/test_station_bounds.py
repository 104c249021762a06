"""Whatever a station sends is held to its bounds and to what is its own, and no reader breaks on it."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from app.airlog.tables import AsRunRow
from app.clock import ManualClock
from app.playout import AsRunKind, OccurrenceState
from app.timetable import Occurrence
from app.timetable.tables import OccurrenceRow
from app.wire.protocol import AsRunEntry, EnrolmentRequest, FaultReport, Heartbeat, OutputHealth
from app.wiring import Services
from app.zones import NewStation, add_station
from tests.support.database import ON_BOTH
from tests.support.office import Office

STATION = "/api/v1/station"
READERS = (
    "/api/v1/days/2025-11-04/files",
    "/api/v1/occurrences?date=2025-11-04",
    "/api/v1/timetable/problems",
    "/api/v1/timetable/next",
    "/api/v1/timetable/months/2025-11",
    "/api/v1/timetable/calendar.ics",
    "/api/v1/as-run",
    "/api/v1/faults",
    "/api/v1/status",
    "/api/v1/log-book?from=2025-11-01&to=2025-11-30",
    "/api/v1/slots",
)
POISON: tuple[Any, ...] = (
    *(float("nan"), float("inf"), float("-inf"), -1, -0.5, 0, 1, 1e300, -1e300, 10**30, -(10**30), 2**63, True, None),
    *(
        "",
        "\x00",
        "\ud800",
        "a\udfffb",
        "x" * 100_000,
        "nan",
        "-1",
        "1e400",
        "on_air",
        "aired",
        "planned",
        "cancelled",
        "prepared",
    ),
    *(
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59-14:00",
        "1969-12-31T23:59:59Z",
        "2025-11-04T01:00:00",
    ),
    *(
        [],
        {},
        [[]],
        ["x"] * 6000,
        {"\ud800": "\ud800"},
        [str(uuid4())] * 6000,
        [{"code": "a", "since": "2025-11-04T01:00:00Z"}] * 500,
    ),
)
EDGE = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
RANGES = st.one_of(
    st.sampled_from(
        ["bytes=0-", "bytes=99999999999999999999-", "bytes=-0", "bytes=5-1", "bytes=", "=", "bytes=0-0," * 3000, "bytes=a-b"]
    ),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60),
)


def entry(occurrence: Occurrence, **other: object) -> dict[str, Any]:
    said = AsRunEntry(
        id=uuid4(),
        sequence=1,
        occurrence_id=occurrence.id,
        output="loa",
        state=OccurrenceState.ON_AIR,
        at=occurrence.starts_at,
        planned_at=occurrence.starts_at,
        content_hash="c" * 64,
    )
    return said.model_dump(mode="json") | other


def heartbeat(clock: ManualClock) -> dict[str, Any]:
    said = Heartbeat(
        at=clock.now(),
        software="1",
        manifest_version=1,
        clock_offset_s=0.1,
        disk_free_bytes=10**9,
        next_at=None,
        on_air=(),
        prepared=(),
        unsent=0,
        outputs=(OutputHealth(name="loa", kind="null"),),
        faults=(FaultReport(code="clock_untrusted", since=clock.now()),),
    )
    return said.model_dump(mode="json")


class Village:
    """Two stations, each with a programme of its own that waits; what the people of the commune see of them."""

    def __init__(self, office: Office, http: httpx.Client) -> None:
        self.office, self.http = office, http
        self.stations = [self._station(name) for name in ("Đông", "Đoài")]
        office.prepare()
        self.own, self.other = (next(each for each in office.occurrences() if each.title == name) for name in ("Đông", "Đoài"))

    def _station(self, name: str) -> NewStation:
        office, village = self.office, self.office.zone(f"thôn {name}")
        office.slot(office.approved(), zones=(village.path,), title=name, last=date(2025, 11, 4))
        with office.sessions.begin() as session:
            return add_station(session, office.clock, office.actor, name=name, zone_ids=[village.id], outputs={})

    def post(self, path: str, said: object, *, by: int = 0) -> httpx.Response:
        """What a station sends, however broken."""
        headers = {"Authorization": f"Bearer {self.stations[by].secret}", "Content-Type": "application/json"}
        return self.http.post(f"{STATION}/{path}", content=json.dumps(said).encode(), headers=headers)

    def get(self, path: str, *, by: int = 0, **headers: str) -> httpx.Response:
        """What a station asks for."""
        signed_in = {"Authorization": f"Bearer {self.stations[by].secret}"}
        return self.http.get(f"{STATION}/{path}", headers=signed_in | headers)

    def broken_readers(self) -> list[str]:
        """Who is not answered any more."""
        people = {"Authorization": f"Bearer {self.office.founding.token}"}
        answers = [self.http.get(path, headers=people) for path in READERS]
        answers += [self.get(path, by=by) for path in ("manifest", "orders") for by in (0, 1)]
        return [f"{answer.url} {answer.status_code} {answer.text[:300]}" for answer in answers if answer.status_code != 200]

    def now(self, occurrence: Occurrence) -> Occurrence:
        """It as it is now."""
        return next(each for each in self.office.occurrences() if each.id == occurrence.id)


@pytest.fixture
def village(office: Office, anonymous: httpx.Client) -> Village:
    return Village(office, anonymous)


def test_nobody_reports_on_what_is_another_stations(village: Village) -> None:
    lines = [entry(village.other, sequence=1, state=state) for state in ("on_air", "missed", "aired", "blocked")]
    lines.append(entry(village.own, sequence=2))
    answer = village.post("as-run", {"entries": lines})
    assert answer.status_code == 200
    assert {UUID(each) for each in answer.json()["stored"]} == {UUID(line["id"]) for line in lines}  # or it would come for ever
    assert village.now(village.other) == village.other
    assert village.now(village.own).state is OccurrenceState.ON_AIR
    people = {"Authorization": f"Bearer {village.office.founding.token}"}
    logged = village.http.get("/api/v1/as-run", headers=people).json()["items"]
    assert [line["occurrence_id"] for line in logged] == [str(village.own.id)]
    faults = village.http.get("/api/v1/faults", headers=people).json()["items"]
    assert "log_line_foreign" in {fault["code"] for fault in faults}


@ON_BOTH
def test_what_a_station_was_offered_stays_its_own_when_the_plan_changes(village: Village) -> None:
    """It was cut off, played by its manifest, and only now hands in its log."""
    village.get("manifest")
    with village.office.sessions.begin() as session:
        row = session.get_one(OccurrenceRow, village.own.id)
        row.zone_ids = [str(zone) for zone in village.other.zone_ids]
    assert village.post("as-run", {"entries": [entry(village.own)]}).status_code == 200
    assert village.now(village.own).state is OccurrenceState.ON_AIR


FIELDS = [
    *(("as-run", name) for name in AsRunEntry.model_fields),
    *(("heartbeat", name) for name in Heartbeat.model_fields),
    *(("output", name) for name in OutputHealth.model_fields),
    *(("fault", name) for name in FaultReport.model_fields),
    *(("enrol", name) for name in EnrolmentRequest.model_fields),
]
VALUES = st.one_of(st.sampled_from(POISON), st.floats(), st.integers(), st.text(max_size=20), st.datetimes().map(str))


def poisoned(village: Village, kind: str, field: str, value: object) -> tuple[str, object]:
    """A message in which one field is something else, and where it is posted."""
    beat = heartbeat(village.office.clock)
    if kind == "as-run":
        return "as-run", {"entries": [entry(village.own) | {field: value}]}
    if kind == "output":
        return "heartbeat", beat | {"outputs": [beat["outputs"][0] | {field: value}]}
    if kind == "fault":
        return "heartbeat", beat | {"faults": [beat["faults"][0] | {field: value}]}
    return kind, beat | {field: value} if kind == "heartbeat" else {"lookup": "a" * 64} | {field: value}


@settings(max_examples=250, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.sampled_from(FIELDS), value=VALUES, extra=st.booleans())
def check_every_field(village: Village, where: tuple[str, str], value: object, *, extra: bool) -> None:
    """Never a 5xx, never a change of another station's programme, never a reader broken."""
    kind, field = where
    path, said = poisoned(village, kind, f"{field}\ud800" if extra else field, value)
    answer = village.post(path, said)
    assert answer.status_code < 500, answer.text
    if answer.status_code == 422:
        assert answer.json()["code"] == "request_invalid"
        assert field in answer.json()["faults"][0]["field"] or extra
    assert village.now(village.other) == village.other


@pytest.mark.slow
def test_no_field_of_a_station_breaks_anything(village: Village) -> None:
    check_every_field(village)
    assert not village.broken_readers()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("seconds", float("nan")),
        ("seconds", 1e300),
        ("seconds", -1.0),
        ("start_error_ms", 10**30),
        ("peak_dbfs", float("-inf")),
        ("at", "0001-01-01T00:00:00Z"),
        ("planned_at", "9999-12-31T23:59:59-14:00"),
        ("title", "\ud800"),
        ("output", "\x00"),
        ("approved_by", "x" * 100_000),
        ("state", "cancelled"),
        ("fault", "Không phải mã"),
    ],
)
def test_a_line_out_of_bounds_is_refused_by_its_field(village: Village, field: str, value: object) -> None:
    answer = village.post("as-run", {"entries": [entry(village.own), entry(village.own) | {field: value}]})
    assert (answer.status_code, answer.json()["field"]) == (422, f"entries.1.{field}")
    assert village.now(village.own) == village.own
    assert not village.broken_readers()


@ON_BOTH
def test_rows_that_were_poisoned_before_break_no_reader(village: Village) -> None:
    village.post("as-run", {"entries": [entry(village.own)]})
    with village.office.sessions.begin() as session:
        session.execute(text("UPDATE occurrences SET length_s = 1e300"))
        session.execute(text("UPDATE heartbeats SET heartbeat = '{}'"))
        for fields in ({"seconds": 1e300, "peak_dbfs": float("inf")}, {"seconds": -1e300, "at": EDGE, "planned_at": EDGE}):
            line = entry(village.own) | {"at": village.own.starts_at, "planned_at": village.own.starts_at} | fields
            keep = {name: line[name] for name in ("output", "at", "planned_at", "content_hash", "title", "approved_by")}
            session.add(
                AsRunRow(
                    **keep | {name: value for name, value in fields.items() if name not in keep},
                    id=uuid4(),
                    commune_id=village.office.commune_id,
                    station_id=village.stations[0].station.id,
                    sequence=7,
                    kind=AsRunKind.PROGRAMME,
                    occurrence_id=village.own.id,
                    state=OccurrenceState.AIRED,
                    received_at=village.office.clock.now(),
                )
            )
    assert not village.broken_readers()


@settings(max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=RANGES)
def test_no_range_breaks_the_server(village: Village, services: Services, asked: str) -> None:
    manifest = village.office.manifest(village.stations[0])
    file = next(item for item in manifest.items if item.occurrence_id == village.own.id).audio[0]
    path = services.settings.data / "files" / file.sha256[:2] / file.sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"0123456789")
    assert village.get(f"audio/{file.sha256}", range=asked).status_code in {200, 206, 404, 416}
