"""The tree of zones changes as communes do: renamed, moved, merged and taken away over REST, with all that names a zone."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from app.clock import local
from app.main import create_app
from app.playout import Cue, OccurrenceState
from app.station import OutputConfig, Station, StationConfig
from app.units import ZoneId
from app.wire.enrolment import Enrolment
from app.wiring import Services
from app.zones import NewStation, public_key
from tests.support.database import ON_BOTH
from tests.support.in_process import InProcess
from tests.support.office import Office
from tests.support.recording_output import RecordingOutput
from tests.support.refusing import refusing
from tests.support.web import waiting

API = "/api/v1"
XA = "xã Liên An"
DONG, DOAI = f"{XA} / thôn Đông", f"{XA} / thôn Đoài"
MINUTE = timedelta(minutes=1)


class Village:
    """A commune of two villages, and what is asked of its doors."""

    def __init__(self, client: httpx.Client, services: Services) -> None:
        self.client, self.services = client, services
        self.ids: dict[str, str] = {XA: self.paths()[XA]}
        for name in ("thôn Đông", "thôn Đoài"):
            self.add(name)

    def add(self, name: str, *, level: str = "village", parent: str | None = None) -> str:
        made = self.client.post(f"{API}/zones", json={"name": name, "level": level, "parent": parent}).raise_for_status().json()
        self.ids[made["path"]] = made["id"]
        return str(made["path"])

    def paths(self) -> dict[str, str]:
        items = self.client.get(f"{API}/zones").raise_for_status().json()["items"]
        return {each["path"]: each["id"] for each in items}

    def put(self, path: str, *, name: str, parent: str | None = None, tag: str | None = None) -> httpx.Response:
        address = f"{API}/zones/{self.ids[path]}"
        etag = tag or self.client.get(address).headers["etag"]
        return self.client.put(address, json={"name": name, "parent": parent}, headers={"If-Match": etag})

    def merge(self, path: str, into: str, *, reopen: bool = False) -> httpx.Response:
        asked = {"reopen": "true"} if reopen else {}
        return self.client.post(f"{API}/zones/{self.ids[path]}/merge", json={"into": into}, params=asked)

    def remove(self, path: str) -> httpx.Response:
        return self.client.delete(f"{API}/zones/{self.ids[path]}")

    def removed(self, path: str) -> None:
        """Take it away; the database has it when this returns, also where the machine is busy and the answer did not wait."""
        answer = self.remove(path)
        assert answer.status_code in {202, 204}, answer.text
        self.services.silencer.sweep()
        assert waiting(self.services) == []

    def uses(self, path: str) -> dict[str, Any]:
        found: dict[str, Any] = self.client.get(f"{API}/zones/{self.ids[path]}/uses").raise_for_status().json()
        return found

    def get(self, address: str) -> dict[str, Any]:
        found: dict[str, Any] = self.client.get(f"{API}{address}").raise_for_status().json()
        return found

    def zones_of(self, bulletin: UUID, number: int | None = None) -> list[str]:
        address = f"/bulletins/{bulletin}" + (f"/versions/{number}" if number else "")
        return [each["path"] for each in self.get(address)["zones"]]

    def slot(self, slot_id: UUID) -> tuple[list[str], list[list[str]]]:
        """The paths of a slot's zones, and of each of its variants."""
        found = self.get(f"/slots/{slot_id}")
        variants = [[zone["path"] for zone in each["zones"]] for each in found["variants"]]
        return [zone["path"] for zone in found["zones"]], variants


@pytest.fixture
def village(client: httpx.Client, services: Services) -> Village:
    return Village(client, services)


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


# --- rename and move


@ON_BOTH
def test_a_renamed_zone_is_found_by_its_new_name_and_all_that_names_it_follows(village: Village, office: Office) -> None:
    inner = village.add("xóm Chùa", level="hamlet", parent=DONG)
    draft, approved = office.write(zones=[inner]), office.approved(zones=[DONG])
    slot = office.slot(approved, zones=[DONG])
    apart = {"title": "Hai nơi", "rrule": "FREQ=DAILY", "at": "06:00", "bulletins": [str(approved.bulletin_id)], "zones": [XA]}
    variants = [{"zones": [inner], "bulletins": [str(approved.bulletin_id)]}]
    made = village.client.post(f"{API}/slots", json=apart | {"template": "ban-tin", "variants": variants}).raise_for_status()
    before = village.get(f"/bulletins/{approved.bulletin_id}/versions/1")["content_hash"]
    answer = village.put(DONG, name="thôn  Đông Trang")
    assert (answer.status_code, answer.json()["path"]) == (200, f"{XA} / thôn Đông Trang")
    moved = f"{XA} / thôn Đông Trang / xóm Chùa"
    assert moved in village.paths()
    assert village.slot(slot.id) == ([f"{XA} / thôn Đông Trang"], [])
    assert village.slot(UUID(made.json()["id"])) == ([XA], [[moved]])
    assert village.zones_of(draft.bulletin_id) == [moved]
    assert village.zones_of(approved.bulletin_id) == [f"{XA} / thôn Đông Trang"], "what can be edited names it as it can be sent"
    version = village.get(f"/bulletins/{approved.bulletin_id}/versions/1")
    assert (version["state"], version["content_hash"]) == ("approved", before)
    village.add("thôn Đông")  # its old name is free


def test_an_edit_is_made_from_the_present_zone(village: Village) -> None:
    assert village.put(DONG, name="thôn Đông Trang", tag='"1"').status_code == 200
    assert code(village.put(DONG, name="thôn Đông Hạ", tag='"1"')) == (412, "stale")
    missing = village.client.put(f"{API}/zones/{village.ids[DONG]}", json={"name": "thôn Đông", "parent": None})
    assert missing.status_code == 428
    tag = {"If-Match": '"2"'}
    unsaid = village.client.put(f"{API}/zones/{village.ids[DONG]}", json={"name": "thôn Đông"}, headers=tag)
    assert unsaid.status_code == 422, "a renaming says where the zone lies, so that it moves nothing by accident"


@ON_BOTH
def test_a_moved_zone_takes_along_what_lies_in_it(village: Village, office: Office) -> None:
    inner = village.add("xóm Chùa", level="hamlet", parent=DONG)
    station = office.station(ZoneId(UUID(village.ids[DOAI])))
    slot = office.slot(office.approved(), zones=[DOAI])
    office.prepare()
    assert village.put(inner, name="xóm Chùa", parent=DOAI).json()["path"] == f"{DOAI} / xóm Chùa"
    office.prepare()
    assert set(office.manifest(station).zones) == {UUID(village.ids[DOAI]), UUID(village.ids[inner])}
    assert {str(key) for key in office.first().zone_ids} == {village.ids[DOAI], village.ids[inner]}
    assert village.slot(slot.id) == ([DOAI], [])


@ON_BOTH
def test_the_rules_of_the_tree_hold(village: Village) -> None:
    inner = village.add("xóm Chùa", level="hamlet", parent=DONG)
    village.add("xóm Chùa", level="hamlet", parent=DOAI)
    assert code(village.put(DONG, name="thôn Đông", parent=inner)) == (422, "zone_circle")
    assert code(village.put(DONG, name="thôn Đông", parent=DONG)) == (422, "zone_circle")
    assert code(village.put(DONG, name="thôn Đông", parent=DOAI)) == (422, "wrong_zone_level")
    assert code(village.put(DONG, name="THÔN  Đoài")) == (409, "zone_exists")
    assert code(village.put(inner, name="xóm Chùa", parent=DOAI)) == (409, "zone_exists")
    assert code(village.put(DONG, name="a/b")) == (422, "bad_zone_name")
    assert code(village.put(XA, name=XA, parent=DONG)) == (409, "root_zone")
    assert code(village.remove(XA)) == (409, "root_zone")
    assert code(village.merge(XA, DONG)) == (409, "root_zone")
    assert code(village.merge(DONG, inner)) == (422, "zone_circle")
    assert code(village.merge(DONG, DONG)) == (422, "zone_circle")
    assert code(village.merge(DONG, DOAI)) == (409, "zone_exists"), "both hold a xóm Chùa"
    assert village.paths() == village.ids | {f"{DOAI} / xóm Chùa": village.paths()[f"{DOAI} / xóm Chùa"]}


@ON_BOTH
def test_the_commune_may_get_another_name(village: Village) -> None:
    assert village.put(XA, name="xã Liên Hoà").json()["path"] == "xã Liên Hoà"
    assert set(village.paths()) == {"xã Liên Hoà", "xã Liên Hoà / thôn Đông", "xã Liên Hoà / thôn Đoài"}
    assert village.get("/status")["commune"] == "xã Liên Hoà"


# --- merge


def test_merged_villages_are_one_and_what_was_approved_for_the_old_one_is_approved_anew(village: Village, office: Office) -> None:
    inner = village.add("xóm Chùa", level="hamlet", parent=DONG)
    draft, waiting, approved, everywhere = office.write(zones=[DONG]), office.write(zones=[DONG]), None, office.approved()
    office.submit(waiting)
    approved = office.approved(zones=[DONG])
    slot = office.slot(approved, everywhere, zones=[DONG, DOAI])
    station = office.station(ZoneId(UUID(village.ids[DONG])))
    office.prepare()
    uses = village.uses(DONG)
    assert [each["path"] for each in uses["zones"]] == [inner]
    assert [each["id"] for each in uses["stations"]] == [str(station.station.id)]
    assert [(each["id"], each["is_only"]) for each in uses["slots"]] == [(str(slot.id), False)]
    states = {each["bulletin_id"]: (each["state"], each["is_only"]) for each in uses["bulletins"]}
    expected = {draft: "draft", waiting: "submitted", approved: "approved"}
    assert states == {str(key.bulletin_id): (state, True) for key, state in expected.items()}

    refused = village.merge(DONG, DOAI)
    assert code(refused) == (409, "zone_bulletins")
    assert "2 bản tin" in refused.json()["detail"]
    assert DONG in village.paths(), "nothing is done that the officer did not agree to"

    merged = village.merge(DONG, DOAI, reopen=True)
    assert (merged.status_code, merged.json()["path"]) == (200, DOAI)
    assert {each["bulletin_id"] for each in merged.json()["reopened"]} == {str(waiting.bulletin_id), str(approved.bulletin_id)}
    assert set(village.paths()) == {XA, DOAI, f"{DOAI} / xóm Chùa"}
    assert village.slot(slot.id) == ([DOAI], [])
    for key, state in ((waiting, "returned"), (approved, "withdrawn")):
        assert village.get(f"/bulletins/{key.bulletin_id}/versions/1")["state"] == state
        assert village.zones_of(key.bulletin_id, 1) == [DONG], "an approval keeps the words it saw"
        assert village.zones_of(key.bulletin_id, 2) == [DOAI]
    assert village.zones_of(draft.bulletin_id) == [DOAI]
    assert village.get(f"/bulletins/{everywhere.bulletin_id}/versions/1")["state"] == "approved"
    old = village.ids[DONG]
    village.add("thôn Đông")  # the name is free

    office.prepare()
    heard = next(each for each in office.occurrences() if each.state is OccurrenceState.PREPARED)
    assert heard.version_ids == (everywhere.version_id,)
    assert {str(key) for key in heard.zone_ids} == {village.ids[DOAI], village.ids[inner]}
    told = {str(key) for key in office.manifest(fresh(village, office, station)).zones}
    assert told == {str(key) for key in heard.zone_ids} | {old}, "an output may still be set to it"


def fresh(village: Village, office: Office, made: NewStation) -> NewStation:
    """The station as the server knows it now."""
    found = next(each for each in village.get("/stations")["items"] if each["id"] == str(made.station.id))
    station = made.station.__class__(
        made.station.id,
        office.commune_id,
        found["name"],
        tuple(ZoneId(UUID(key)) for key in found["zones"]),
        {},
        made.station.created_at,
        found["telephone"],
    )
    return NewStation(station, made.secret)


def test_a_slot_that_would_have_two_contents_for_one_zone_is_named(village: Village, office: Office) -> None:
    keys = [str(office.approved().bulletin_id) for _ in range(3)]
    variants = [{"zones": [path], "bulletins": [key]} for path, key in zip((DONG, DOAI), keys[1:], strict=True)]
    form = {"title": "Bản tin riêng", "rrule": "FREQ=DAILY", "at": "06:00", "bulletins": keys[:1], "template": "ban-tin"}
    made = village.client.post(f"{API}/slots", json=form | {"zones": [], "variants": variants}).raise_for_status().json()
    refused = village.merge(DONG, DOAI)
    assert code(refused) == (409, "zones_share_slot")
    assert "Bản tin riêng" in refused.json()["detail"]
    assert village.slot(UUID(made["id"])) == ([XA], [[DONG], [DOAI]])
    assert DONG in village.paths()


@ON_BOTH
def test_a_slot_whose_last_day_is_past_stands_in_no_way(village: Village, office: Office) -> None:
    keys = [str(office.approved().bulletin_id) for _ in range(3)]
    variants = [{"zones": [path], "bulletins": [key]} for path, key in zip((DONG, DOAI), keys[1:], strict=True)]
    today = local(office.clock.now()).date()
    form = {"title": "Bản tin riêng", "rrule": "FREQ=DAILY", "at": "06:00", "bulletins": keys[:1], "template": "ban-tin"}
    days = {"first_date": f"{today - timedelta(days=9)}", "last_date": f"{today - timedelta(days=1)}"}
    made = village.client.post(f"{API}/slots", json=form | days | {"zones": [], "variants": variants}).raise_for_status().json()
    assert village.uses(DONG)["slots"] == []
    assert village.merge(DONG, DOAI).status_code == 200
    assert DONG not in village.paths()
    assert village.client.get(f"{API}/slots/{made['id']}").json()["ended_at"] is not None


def test_an_emergency_keeps_its_zone_until_it_is_over(village: Village, office: Office) -> None:
    raised = alarm(village, office, [DONG])
    assert [each["id"] for each in village.uses(DONG)["emergencies"]] == [raised]
    assert code(village.merge(DONG, DOAI)) == (409, "zone_warned")
    assert village.put(DONG, name="thôn Đông Trang").status_code == 200, "another name is no other place"
    village.client.post(f"{API}/emergencies/{raised}/cancel", json={"reason": "Hết bão."}).raise_for_status()
    assert village.merge(DONG, DOAI).status_code == 200


def alarm(village: Village, office: Office, zones: list[str]) -> str:
    village.client.put(f"{API}/emergencies/pin", json={"pin": "481516"})  # the second time it is refused, and stays
    ends_at = (office.clock.now() + timedelta(hours=1)).isoformat()
    form = {"text": "Bà con chú ý!", "zones": zones, "ends_at": ends_at}
    headers = {"X-Emergency-Pin": "481516", "Idempotency-Key": f"bao-{len(zones)}"}
    answer = village.client.post(f"{API}/emergencies", json=form, headers=headers)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


# --- take away


def test_what_was_only_for_a_zone_ends_with_it_and_the_rest_goes_on(village: Village, office: Office) -> None:
    inner = village.add("xóm Chùa", level="hamlet", parent=DONG)
    draft, own, everywhere = office.write(zones=[inner]), office.approved(zones=[DONG, inner]), office.approved()
    ends, goes_on = office.slot(own, zones=[inner]), office.slot(everywhere, zones=[DONG, DOAI])
    station = office.station(ZoneId(UUID(village.ids[DONG])))
    office.prepare()
    assert office.manifest(station).items
    village.removed(DONG)
    assert set(village.paths()) == {XA, DOAI}
    assert village.get(f"/slots/{ends.id}")["ended_at"] is not None
    assert village.slot(goes_on.id) == ([DOAI], [])
    version = village.get(f"/bulletins/{own.bulletin_id}/versions/1")
    assert (version["state"], version["moves"][-1]["reason"]) == ("withdrawn", f"Khu vực «{DONG}» đã bỏ.")
    assert village.get(f"/bulletins/{everywhere.bulletin_id}/versions/1")["state"] == "approved"
    office.prepare()
    assert fresh(village, office, station).station.zones == ()
    assert not office.manifest(fresh(village, office, station)).items
    assert {str(key) for each in office.occurrences() if each.state.is_waiting for key in each.zone_ids} == {village.ids[DOAI]}
    assert code(village.remove(DONG)) == (404, "not_found")
    refused = village.client.post(f"{API}/bulletins/{draft.bulletin_id}/versions/1/submit")
    assert code(refused) == (422, "unknown_zone"), "no zone would be the whole commune, which nobody chose"
    village.add("thôn Đông")


@ON_BOTH
def test_what_was_apart_in_the_zones_that_are_left_is_the_slots_own(village: Village, office: Office) -> None:
    first, second = (str(office.approved().bulletin_id) for _ in range(2))
    form = {"title": "Riêng", "rrule": "FREQ=DAILY", "at": "06:00", "bulletins": [first], "template": "ban-tin"}
    apart = [{"zones": [DONG], "bulletins": [second]}]
    made = village.client.post(f"{API}/slots", json=form | {"zones": [DONG, DOAI], "variants": apart}).raise_for_status().json()
    village.removed(DOAI)
    found = village.get(f"/slots/{made['id']}")
    assert (found["bulletins"], found["variants"]) == ([second], [])
    assert village.slot(UUID(made["id"])) == ([DONG], [])


def test_an_emergency_for_the_zone_alone_ends_with_it(village: Village, office: Office) -> None:
    raised, wider = alarm(village, office, [DONG]), alarm(village, office, [DONG, DOAI])
    village.removed(DONG)
    states = [village.get(f"/emergencies/{key}")["state"] for key in (raised, wider)]
    assert states == ["ended", "active"]


@ON_BOTH
def test_what_was_heard_there_still_says_where(village: Village, office: Office) -> None:
    office.slot(office.approved(zones=[DONG]), zones=[DONG])
    station = office.station(ZoneId(UUID(village.ids[DONG])))
    office.prepare()
    known = office.first()
    office.clock.advance(known.starts_at - office.clock.now())
    for state in (OccurrenceState.ON_AIR, OccurrenceState.AIRED):
        office.report(station, known, state)
    office.clock.advance(timedelta(hours=1))
    village.removed(DONG)
    files = village.get(f"/days/{known.day}/files")["items"]
    assert [(each["state"], each["zones"]) for each in files] == [("aired", [DONG])]


# --- silence


@pytest.fixture
def sqlite_only(request: pytest.FixtureRequest) -> None:
    if "postgres" in request.node.name:
        pytest.skip("PostgreSQL reads and writes by the same connections")


@pytest.mark.usefixtures("sqlite_only")
def test_it_is_silent_while_the_database_takes_nothing(village: Village, services: Services, office: Office) -> None:
    inner = village.add("xóm Chùa", level="hamlet", parent=DONG)
    office.slot(office.approved(zones=[inner]), zones=[inner])
    station = office.station()
    raised = alarm(village, office, [inner])
    office.prepare()
    with refusing(services.sessions):
        answer = village.remove(DONG)
        assert (answer.status_code, answer.json()["act"]) == (202, "remove_zone")
        assert answer.json()["warning"]["code"] == "silence_waiting"
        silent = services.stops.hush_of(office.commune_id).ids
        assert silent == {UUID(village.ids[DONG]), UUID(village.ids[inner]), UUID(raised)}
        orders = services.orders.signed(station.secret)
        assert all(str(key).encode() in orders for key in silent)
        assert b'"emergencies":[]' in orders
    services.silencer.sweep()
    assert waiting(services) == []
    assert set(village.paths()) == {XA, DOAI}
    assert village.get(f"/emergencies/{raised}")["state"] == "ended"


def test_the_root_is_refused_before_anything_is_silent(village: Village, services: Services, office: Office) -> None:
    assert code(village.remove(XA)) == (409, "root_zone")
    assert services.stops.hush_of(office.commune_id).ids == frozenset()


# --- at the station


@contextmanager
def on_duty(services: Services, office: Office, made: NewStation, place: Path, zones: dict[str, str]) -> Iterator[Station]:
    """A real station with an output for each zone."""
    with services.sessions.read() as session:
        enrolment = Enrolment(made.station.id, public_key(session, office.commune_id), made.secret).encode()
    outputs = {name: RecordingOutput(office.clock, name=name) for name in zones}
    configs = tuple(OutputConfig(name, "null", zones=frozenset({ZoneId(UUID(key))})) for name, key in zones.items())
    station = Station(
        StationConfig("http://loalang.test", enrolment, place, configs, reserve_bytes=0),
        office.clock,
        transport=InProcess(create_app(services)),
        spawn=lambda work: work(),
        open_outputs=lambda configs, _clock, _data: [outputs[config.name] for config in configs],
    )
    station.outputs = outputs  # type: ignore[attr-defined]  # for the test to look at
    try:
        yield station
    finally:
        station.close()


@pytest.mark.usefixtures("sqlite_only")
@pytest.mark.parametrize("is_locked", [False, True])
def test_what_sounds_there_is_broken_off_and_goes_on_elsewhere(
    village: Village, services: Services, office: Office, tmp_path: Path, *, is_locked: bool
) -> None:
    """One programme for both villages, each with an output of its own; then the slot of the village that is gone."""
    office.slot(office.approved(), zones=[])
    made = office.station()
    for rendering_id in office.plan():
        for form in ("mp3", "wav"):
            services.files.put(f"{form} {rendering_id}".encode())
    office.make_audio()
    office.plan()
    known = office.first()
    zones = {"dong": village.ids[DONG], "doai": village.ids[DOAI]}
    with on_duty(services, office, made, tmp_path / "station", zones) as station:
        sync, outputs = station.sync, station.outputs  # type: ignore[attr-defined]  # see above
        office.clock.advance(known.starts_at - MINUTE - office.clock.now())
        for job in (sync.orders, sync.manifest, sync.audio, sync.verify):
            sync.guarded(job)
        broken: dict[str, bool] = {}

        def meanwhile(name: str) -> Any:  # noqa: ANN401  # what an output calls
            def hook(_cue: Cue, interrupt: threading.Event) -> None:
                if name == "dong":
                    if is_locked:
                        with refusing(services.sessions):
                            assert village.remove(DONG).status_code == 202
                            sync.guarded(sync.orders)
                    else:
                        village.removed(DONG)
                        sync.guarded(sync.orders)
                broken[name] = interrupt.is_set()

            return hook

        for name, output in outputs.items():
            output.before = meanwhile(name)
        office.clock.advance(MINUTE)
        station.player.turn()
        assert broken == {"dong": True, "doai": False}
        sync.guarded(sync.as_run)
        lines = village.get("/as-run")["items"]
        assert {(each["output"], each["state"], each["reason"]) for each in lines} >= {
            ("dong", "interrupted", "wrong_zone"),
            ("doai", "aired", None),
        }
        services.silencer.sweep()
        assert village.get("/faults")["items"] == []


def test_an_output_that_is_set_to_a_merged_zone_sounds_what_the_new_one_hears(village: Village, office: Office) -> None:
    """Nobody goes to the PC for a merge, and its loudspeakers still stand in the old village."""
    office.slot(office.approved(), zones=[DOAI])
    station = office.station()
    before = village.ids[DONG]
    assert village.merge(DONG, DOAI).status_code == 200
    alarm(village, office, [DOAI])
    office.prepare()
    manifest = office.manifest(station)
    assert {UUID(before), UUID(village.ids[DOAI])} <= set(manifest.zones)
    assert {UUID(before), UUID(village.ids[DOAI])} == set(manifest.items[0].zones)
    assert before.encode() in village.services.orders.signed(station.secret)
    village.removed(DOAI)
    assert UUID(before) in village.services.stops.hush_of(office.commune_id).ids
    assert office.manifest(station).zones == (UUID(village.ids[XA]),)


def test_who_only_looks_may_not_take_a_zone_away(village: Village) -> None:
    made = village.client.post(f"{API}/tokens", json={"scope": "read", "label": "màn hình"}).raise_for_status().json()
    headers = {"Authorization": f"Bearer {made['token']}"}
    assert village.client.delete(f"{API}/zones/{village.ids[DONG]}", headers=headers).status_code == 403
    assert DONG in village.paths()
