"""The training commune at the console: the exercise by one person alone, begun again; and everything tried to make it sound."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest

import app.service.stations as keeping
from app.accounts import Actor, Role, system_actor
from app.clock import ManualClock
from app.db import Sessions
from app.demo.practice import PIN
from app.faults import Alarm, observe, send_alarms
from app.packs import EveningPack, deliver_evening_packs
from app.playout import OccurrenceState
from app.publicity import public_pages
from app.settings import OutputSettings, Settings, StationSettings
from app.station import OutputConfig, StationConfig
from app.tasks import Troubles
from app.units import CommuneId
from app.wiring import Services
from app.zones import (
    OWN_STATION,
    Founding,
    NewStation,
    SandboxStationError,
    add_station,
    communes,
    make_enrolment_code,
    root_zone,
    sandbox_of,
)
from tests.api.test_emergencies import orders
from tests.support.office import Office

Person = Callable[..., httpx.Client]
SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
DRAFT = {
    "title": "Mời họp",
    "script": "Kính mời bà con họp.",
    "theme": "review",
    "kind": "notice",
    "valid_from": "4/11/2025",
    "valid_to": "20/11/2025",
}


class TrainingOffice(Office):
    """The training commune of a commune, with the station that the service itself would run."""

    def __init__(self, sessions: Sessions, clock: ManualClock, home: Founding) -> None:
        with sessions.read() as session:
            found = sandbox_of(session, home.commune_id)
            assert found is not None
            root = root_zone(session, found.id)
        admin = replace(system_actor(found.id), roles=frozenset({Role.ADMIN}))
        super().__init__(sessions, clock, Founding(found.id, root, admin, home.admin_id, ""))

    def own_station(self) -> NewStation:
        with self.sessions.begin() as session:
            zone = self.founding.root.id
            return add_station(session, self.clock, self.actor, name=OWN_STATION, zone_ids=[zone], outputs={})


def _progress(browser: httpx.Client) -> int:
    [done] = re.findall(r"Bài tập: (\d) trong 5 bước", browser.get("/hom-nay").text)
    return int(done)


def _written_to_scheduled(browser: httpx.Client) -> None:
    assert browser.post("/ban-tin/moi", data=DRAFT | {"act": "luu"}).status_code == 303
    assert _progress(browser) == 1
    [made] = [each for each in browser.get("/api/v1/bulletins").json()["items"] if each["title"] == "Mời họp"]
    path = f"/api/v1/bulletins/{made['id']}/versions/1"
    assert browser.post(f"{path}/submit").is_success
    assert _progress(browser) == 2
    assert browser.post(f"{path}/approve").json()["state"] == "approved", "one practises alone"
    assert _progress(browser) == 3
    page = html.unescape(browser.get("/thuc-hanh").text)
    [way] = re.findall(r'href="(/lich-phat/moi\?[^"]+)"', page)
    assert "8h03" in browser.get(way).text, "in minutes"
    form = {"title": "Bản tin tập", "at": "08:03", "first_date": "04/11/2025", "bulletins": made["id"], "act": "luu"}
    assert browser.post("/lich-phat/moi", data=form).status_code == 303
    assert _progress(browser) == 4


@SQLITE
def test_one_person_does_the_whole_exercise_and_begins_again(
    person: Person, services: Services, founding: Founding, clock: ManualClock
) -> None:
    admin, editor, viewer = person("Lê Thị Hai", "admin"), person("Phan Ba", "editor"), person("Lê Thị Ba", "viewer")
    assert "Lập xã tập huấn" not in editor.get("/thuc-hanh").text
    assert editor.post("/thuc-hanh/lap").status_code == 403
    assert editor.post("/thuc-hanh/vao").status_code == 409
    assert admin.post("/thuc-hanh/lap").status_code == 303
    assert admin.post("/thuc-hanh/lap").status_code == 409
    assert editor.post("/thuc-hanh/vao").status_code == 303
    today = editor.get("/hom-nay").text
    assert 'class="in-drill"' in today
    assert "không có gì phát ra loa của xã" in today
    assert "DIỄN TẬP PHÁT KHẨN" in today
    assert 'href="/cai-dat"' not in today
    for address in ("/ban-tin", "/lich-phat", "/phe-duyet", "/nhat-ky", "/ke-hoach", "/phat-khan", "/thuc-hanh"):
        assert 'class="practice"' in editor.get(address).text, address
    assert editor.get("/cai-dat/cua-toi").status_code == 403
    assert "TẬP HUẤN." not in admin.get("/hom-nay").text
    _written_to_scheduled(editor)
    assert "Mời họp" not in admin.get("/ban-tin").text, "nothing of it is in the real commune"

    office = TrainingOffice(services.sessions, clock, founding)
    office.prepare()
    station, [due, *_] = office.own_station(), office.occurrences()
    for state in (OccurrenceState.ON_AIR, OccurrenceState.AIRED):
        office.report(station, due, state, started_at=due.starts_at, at=due.starts_at, output="out", seconds=90.0)
    assert _progress(editor) == 5
    assert "<audio" in editor.get("/thuc-hanh").text
    assert "Phan Ba" in admin.get("/thuc-hanh").text
    assert "Hoàn thành" in admin.get("/thuc-hanh").text
    assert "Phan Ba" not in editor.get("/nhat-ky").text + editor.get("/ban-tin").text, "no name stands in the training commune"
    lesson = {"topic": "Truyền thanh", "held_on": "2025-11-04", "at": "08:00", "place": "Hội trường"}
    key = admin.post("/api/v1/trainings", json=lesson).json()["id"]
    page = admin.get(f"/tap-huan/{key}").text
    assert "1 người thực hành, 1 người hoàn thành" in page
    assert "Phan Ba" in page

    assert "kể cả những trang đang mở ở thẻ khác" in viewer.get("/thuc-hanh").text
    assert viewer.post("/thuc-hanh/vao").status_code == 303
    assert editor.post("/thuc-hanh/lam-lai").status_code == 403, "another's work would go too"
    admin.post("/thuc-hanh/vao")
    assert admin.post("/thuc-hanh/lam-lai").status_code == 303
    assert _progress(admin) == 0
    ended = editor.post("/ban-tin/moi", data=DRAFT | {"act": "luu"})
    assert ended.status_code == 409, "nothing lands in the real commune by itself"
    assert 'action="/thuc-hanh/ra"' in ended.text
    assert editor.post("/thuc-hanh/ra").status_code == 303
    assert "Mời họp" not in editor.get("/ban-tin").text
    assert "1 người hoàn thành" in _at_home(admin).get(f"/tap-huan/{key}").text, "what was done stays counted"
    assert admin.post("/thuc-hanh/vao").status_code == 303
    assert admin.post("/dang-xuat").status_code == 303
    assert admin.get("/hom-nay").status_code == 303, "the sign-in itself ended"


def _at_home(browser: httpx.Client) -> httpx.Client:
    assert browser.post("/thuc-hanh/ra").status_code == 303
    return browser


def _told(services: Services, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the keeper of stations tells each of its children, which are none."""
    lines: list[BytesIO] = []

    class Child:
        returncode = None

        def __init__(self, *_: object, **__: object) -> None:
            self.stdin = BytesIO()
            lines.append(self.stdin)

        def poll(self) -> None:
            return None

        def terminate(self) -> None:
            return None

        def wait(self, *_: object) -> int:
            return 0

    monkeypatch.setattr("app.service.stations.subprocess.Popen", Child)
    keeping.StationKeeper(services, "http://127.0.0.1:1").look()
    from json import loads  # noqa: PLC0415  # of this test

    return [loads(each.getvalue())["config"] for each in lines]


@SQLITE
def test_nothing_makes_the_training_commune_sound(
    person: Person, services: Services, founding: Founding, clock: ManualClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin, editor = person("Lê Thị Hai", "admin"), person("Phan Ba", "editor")
    admin.post("/thuc-hanh/lap")
    editor.post("/thuc-hanh/vao")
    with services.sessions.read() as session:
        home, sandbox = communes(session)
        assert (home.is_sandbox, sandbox.is_sandbox, sandbox.home_id) == (False, True, home.id)

    assert editor.post("/api/v1/stations", json={"name": "Máy ở trụ sở"}).status_code == 403
    office = TrainingOffice(services.sessions, clock, founding)
    boss: Actor = office.actor
    own = office.own_station().station
    with services.sessions.begin() as session, pytest.raises(SandboxStationError):
        add_station(session, clock, boss, name="Máy ở trụ sở", zone_ids=[], outputs={})
    with services.sessions.begin() as session, pytest.raises(SandboxStationError):
        make_enrolment_code(session, clock, boss, own.id)

    card = OutputSettings(name="loa", kind="soundcard", device="x", amplifier=None)
    folder = tmp_path / "may-tinh-truc"
    heard = services.settings.model_copy(update={"station": StationSettings(outputs=(card,), folder=folder)})
    told = _told(replace(services, settings=heard), monkeypatch)
    assert [[output["kind"] for output in each["outputs"]] for each in told] == [["soundcard"], ["folder"]]
    assert [each["is_sandbox"] for each in told] == [False, True]
    assert told[1]["outputs"][0]["folder"] == str(heard.data / "out-tap-huan"), "never where the operator takes files from"
    for sounding in (OutputConfig("loa", "soundcard"), OutputConfig("mạng", "icecast")):
        with pytest.raises(ValueError, match="never sounds"):
            StationConfig("http://127.0.0.1:1", "x", tmp_path, (sounding,), is_sandbox=True)

    admin.post("/thuc-hanh/dong")
    assert [each["is_sandbox"] for each in _told(replace(services, settings=heard), monkeypatch)] == [False]
    assert editor.get("/hom-nay").status_code == 409
    admin.post("/thuc-hanh/lap")

    with services.sessions.read() as session:
        home, sandbox = communes(session)
    clock.advance(timedelta(hours=12))
    usb = tmp_path / "usb"
    usb.mkdir()
    to = EveningPack(usb, services.usual)
    deliver_evening_packs(services.sessions, clock, services.stored, to, Troubles())
    assert [path.name for path in usb.iterdir() if str(sandbox.id) in path.name] == []
    with services.sessions.begin() as session:
        assert [page.commune_id for page in public_pages(session)] == [home.id]
        observe(session, clock.now(), sandbox.id, None, {("", "disk_low"): clock.now()})
    clock.advance(timedelta(minutes=1))
    rung: list[Alarm] = []

    class Bell:
        name = "chuông"

        def send(self, alarm: Alarm) -> None:
            rung.append(alarm)

    send_alarms(services.sessions, clock, [Bell()])
    assert [each for each in rung if each.commune_id == CommuneId(sandbox.id)] == []


@SQLITE
def test_an_emergency_that_is_practised_is_none_and_a_real_one_meanwhile_sounds(
    person: Person, services: Services, founding: Founding, clock: ManualClock
) -> None:
    admin, learner = person("Lê Thị Hai", "admin", may_alarm=True), person("Phan Ba", "operator", may_alarm=True)
    admin.post("/thuc-hanh/lap")
    learner.post("/thuc-hanh/vao")
    home, office = Office(services.sessions, clock, founding), TrainingOffice(services.sessions, clock, founding)
    real, practised = home.station(), office.own_station()

    def sound(browser: httpx.Client, pin: str, zone: str, text: str) -> httpx.Response:
        form = {"text": text, "zones": [zone], "ends_at": (clock.now() + timedelta(hours=1)).isoformat()}
        return browser.post(
            "/api/v1/emergencies", json=form, headers={"X-Emergency-Pin": pin, "Idempotency-Key": f"k{len(text)}"}
        )

    def heard(office: Office, station: NewStation) -> list[str]:
        return [str(each.id) for each in orders(services, office, station).emergencies]

    assert sound(learner, "481516", "xã tập huấn", "Nhầm mã.").json()["code"] == "wrong_pin", "one's own PIN opens nothing there"
    assert sound(learner, PIN, "xã Liên An", "Nhầm xã.").json()["code"] == "unknown_zone"
    tried = sound(learner, PIN, "xã tập huấn", "Nước lên.").json()["id"]
    assert (heard(home, real), heard(office, practised)) == ([], [tried])
    there = sound(admin, "481516", "xã Liên An", "Nước lên, đi ngay.").json()["id"]
    assert (heard(home, real), heard(office, practised)) == ([there], [tried])
    for act in ("cancel", "correct", "confirm"):
        headers = {"X-Emergency-Pin": PIN, "Idempotency-Key": act}
        assert learner.post(f"/api/v1/emergencies/{there}/{act}", json={}, headers=headers).status_code == 404, act
    learner.post("/api/v1/stop-all", json={}).raise_for_status()
    assert (heard(home, real), orders(services, home, real).stopped) == ([there], False), "who practises stops what is practised"
    assert orders(services, office, practised).stopped
    admin.post("/api/v1/stop-all", json={}).raise_for_status()
    for go_on, status in (([there], 404), ([], 200)):
        form, headers = {"let_go_on": go_on}, {"X-Emergency-Pin": PIN}
        assert learner.post("/api/v1/stop-all/lift", json=form, headers=headers).status_code == status
    assert not orders(services, office, practised).stopped
    assert orders(services, home, real).stopped


def test_settings_know_no_simple_output_that_sounds() -> None:
    """What a commune without outputs of its own gets: one that nobody hears."""
    assert Settings.model_fields["station"].annotation is StationSettings
    assert set(StationSettings.model_fields["output"].annotation.__args__) == {"folder", "null"}  # type: ignore[union-attr]  # a Literal
