"""Emergencies over HTTP: who may, what sounds, what never does, and what a station is ordered."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import update

from app.accounts import Role, Scope, add_person, issue_token
from app.dispatch import UNREACHED, take_heartbeat
from app.emergencies import EmergencyRules, prove_pin, set_emergency_rules
from app.emergencies import pin as pins
from app.emergencies.queries import emergency_of
from app.emergencies.sealing import sign_audio
from app.emergencies.sounding import make_audio
from app.emergencies.tables import EmergencyRow
from app.faults import shown_faults
from app.main import create_app
from app.playout import AsRunKind, OccurrenceState
from app.programmes.tables import RecordingRow
from app.reports import log_book
from app.service.background import look_after_emergencies
from app.tags import UNWRITTEN
from app.units import PersonId, Sha256
from app.wire.orders import Orders, read_orders
from app.wire.protocol import AsRunEntry, FaultReport, Heartbeat
from app.wiring import Services
from app.zones import NewStation, public_key
from app.zones.tables import CommuneRow
from tests.emergencies.test_cap import message
from tests.support.damage import flip
from tests.support.database import ON_BOTH
from tests.support.files import files
from tests.support.in_process import InProcess
from tests.support.loudness import judge
from tests.support.office import Office

PATH, STOP = "/api/v1/emergencies", "/api/v1/stop-all"
PIN = "481516"
ENDS = "2025-11-04T23:00:00+07:00"
TEXT = "Bà con chú ý! Nước sông Đáy lên nhanh. Sơ tán ngay đến nhà văn hóa thôn."


@pytest.fixture
def armed(client: httpx.Client) -> httpx.Client:
    """The administrator, with a PIN."""
    assert client.put(f"{PATH}/pin", json={"pin": PIN}).status_code == 204
    return client


@contextmanager
def another(office: Office, services: Services) -> Iterator[httpx.Client]:
    """Another person, with a token for emergencies alone and a PIN."""
    with office.sessions.begin() as session:
        person = add_person(session, office.clock, office.actor, name="Phó chủ tịch", roles={Role.ADMIN}, may_alarm=True)
        full = issue_token(session, office.clock, office.actor, person_id=PersonId(person), label="đầy đủ")
        token = issue_token(session, office.clock, office.actor, person_id=PersonId(person), label="khẩn", scope=Scope.EMERGENCY)
    with httpx.Client(transport=InProcess(create_app(services)), base_url="http://loalang.test") as found:
        found.put(f"{PATH}/pin", json={"pin": PIN}, headers={"Authorization": f"Bearer {full.secret}"}).raise_for_status()
        found.headers["Authorization"] = f"Bearer {token.secret}"
        yield found


@pytest.fixture
def second(office: Office, services: Services) -> Iterator[httpx.Client]:
    """The person who confirms."""
    with another(office, services) as found:
        yield found


def sound(client: httpx.Client, *, pin: str = PIN, key: str = "k1", **form: Any) -> httpx.Response:  # noqa: ANN401  # JSON
    wanted = {"text": TEXT, "zones": ["xã Liên An"], "ends_at": ENDS} | form
    return client.post(PATH, json={name: value for name, value in wanted.items() if value is not None}, headers=keys(pin, key))


def keys(pin: str = PIN, key: str = "k1") -> dict[str, str]:
    return {"X-Emergency-Pin": pin, "Idempotency-Key": key}


def audio_faults(client: httpx.Client) -> list[dict[str, Any]]:
    """What is shown of emergencies whose audio is lost."""
    return [each for each in client.get("/api/v1/faults").json()["items"] if each["code"] == "emergency_audio_lost"]


def code_of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def orders(services: Services, office: Office, station: NewStation) -> Orders:
    signed = services.orders.signed(station.secret)
    with services.sessions.read() as session:
        key = Ed25519PublicKey.from_public_bytes(public_key(session, office.commune_id))
    return read_orders(signed, key=key, station_id=station.station.id)


def test_it_sounds_at_once_with_its_signal_and_is_ordered(armed: httpx.Client, office: Office, services: Services) -> None:
    station = office.station()
    before = orders(services, office, station)
    answer = sound(armed, title="Lũ sông Đáy", repeat_every_min=10)
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert (body["state"], body["state_word"], body["repeat_every_s"]) == ("active", "Đang phát khẩn", 600)
    after = orders(services, office, station)
    assert after.version > before.version
    [order] = after.emergencies
    assert (order.id, order.zones, order.is_drill) == (UUID(body["id"]), (office.founding.root.id,), False)
    path = services.files.path(order.audio[0].sha256)  # type: ignore[arg-type]  # a digest
    assert path is not None
    loudness, true_peak = judge(path)
    assert abs(loudness + 16) <= 0.5
    assert true_peak <= -1.0
    assert orders(services, office, station) == after  # nothing changed: the same version, byte for byte


LOOKS_FORMAL = """Kính gửi bà con! Đê sắp vỡ ở cống Đáy.
Số: 12/TB-UBND
Nơi nhận:
- Người già, trẻ em: trường học;
- Trâu bò: gò Đống.
TM. BAN CHỈ HUY
CHỦ TỊCH
Nguyễn Văn An
Nguồn: Đài khí tượng
Gọi 0912 345 678."""
"""An emergency in the shape of a document: there is no line in it that must not be heard."""
HEARD = ("Kính gửi bà con!", "Đê sắp vỡ", "mười hai", "Nơi nhận", "trường học", "Trâu bò", "Nguyễn Văn An", "Nguồn", "không chín")


def test_nothing_is_a_formality_in_an_emergency(armed: httpx.Client, office: Office, services: Services) -> None:
    station = office.station()
    body = sound(armed, text=LOOKS_FORMAL).raise_for_status().json()
    assert [words for words in HEARD if words not in body["spoken"]] == []
    short = sound(armed, text="Kính gửi bà con! Đê sắp vỡ ở cống Đáy.", key="k2").raise_for_status().json()
    long, brief = (next(o for o in orders(services, office, station).emergencies if str(o.id) == e["id"]) for e in (body, short))
    assert long.seconds > 2 * brief.seconds  # said, not only shown


def beat(office: Office, station: NewStation, *faults: str) -> None:
    """The station is there."""
    now = office.clock.now()
    told = tuple(FaultReport(code=code, since=now) for code in faults)
    state = Heartbeat(
        at=now,
        software="1",
        manifest_version=None,
        clock_offset_s=0.0,
        disk_free_bytes=1 << 30,
        next_at=None,
        on_air=(),
        prepared=(),
        unsent=0,
        outputs=(),
        faults=told,
    )
    with office.sessions.begin() as session:
        take_heartbeat(session, office.clock, station.station, state)


@ON_BOTH
def test_what_reaches_nobody_is_told_where_it_was_raised_and_is_a_fault(
    armed: httpx.Client, office: Office, services: Services
) -> None:
    village = office.zone("thôn Đông Trang")

    def unreached() -> bool:
        look_after_emergencies(services)
        with office.sessions.read() as session:
            return any(each.code == UNREACHED and each.ended_at is None for each in shown_faults(session, office.commune_id))

    body = sound(armed, zones=[village.path]).json()
    assert (body["reach"], "cách khác" in body["warning"]) == ([], True)
    assert unreached()
    station = office.station()  # of the whole commune, and was never heard
    [reach] = armed.get(f"{PATH}/{body['id']}").json()["reach"]
    assert (reach["state"], reach["state_word"]) == ("offline", "Mất kết nối")
    assert unreached()
    beat(office, station)
    again = sound(armed, key="k2", zones=[village.path]).json()
    assert ([each["state"] for each in again["reach"]], again["warning"]) == (["ordered"], None)
    office.clock.advance(timedelta(seconds=11))
    assert [each["reach"][0]["state"] for each in armed.get(f"{PATH}?state=active").json()["items"]] == ["late", "late"]
    beat(office, station, "emergency_no_output")
    assert armed.get(f"{PATH}/{body['id']}").json()["reach"][0]["state"] == "no_output"
    assert unreached()
    for each in orders(services, office, station).emergencies:
        assert set(each.zones) == {village.id, office.founding.root.id}, "an output of the whole commune sounds it too"
        line = {"occurrence_id": each.id, "kind": "emergency", "content_hash": each.content_hash, "planned_at": each.began_at}
        now = office.clock.now()
        office.hand_in(
            station,
            AsRunEntry.model_validate(line | {"id": uuid4(), "sequence": 1, "output": "loa", "state": "on_air", "at": now}),
        )
    assert armed.get(f"{PATH}/{body['id']}").json()["warning"] is None
    assert not unreached()


def test_the_same_key_sounds_nothing_more(armed: httpx.Client) -> None:
    first = sound(armed).json()
    assert sound(armed).json()["id"] == first["id"]
    assert code_of(sound(armed, text="Việc khác hẳn.")) == (409, "key_reused")
    assert len(armed.get(PATH).json()["items"]) == 1


@pytest.mark.parametrize("form", [0, 1])
def test_audio_that_rotted_is_made_again_before_it_is_promised(
    armed: httpx.Client, office: Office, services: Services, form: int
) -> None:
    station = office.station()
    assert sound(armed, status="Draft").status_code == 201  # made ahead
    flip(sorted((services.settings.data / "files").glob("*/*"))[form], 100)
    assert sound(armed, key="k2").json()["state"] == "active"
    [order] = orders(services, office, station).emergencies
    assert all(services.files.path(Sha256(file.sha256)) is not None for file in order.audio)


def test_audio_that_rots_while_it_sounds_is_made_again(armed: httpx.Client, office: Office, services: Services) -> None:
    station = office.station()
    sound(armed)
    [order] = orders(services, office, station).emergencies
    path = services.files.path(Sha256(order.audio[0].sha256))
    assert path is not None
    path.unlink()
    look_after_emergencies(services)
    [order] = orders(services, office, station).emergencies
    assert all(services.files.path(Sha256(file.sha256)) is not None for file in order.audio)
    assert audio_faults(armed) == []


def test_audio_that_cannot_be_made_again_is_a_fault_and_is_not_confirmed(
    armed: httpx.Client, second: httpx.Client, services: Services
) -> None:
    rules = {"two_persons": True, "resume": "sentence"}
    answer = armed.put(f"{PATH}/rules", json=rules, headers=keys() | {"If-Match": armed.get(f"{PATH}/rules").headers["etag"]})
    assert answer.status_code == 200, answer.text
    waiting = sound(armed).json()
    assert waiting["state"] == "waiting"
    read = {"written": "Đáy", "spoken": "Đấy"}
    armed.post("/api/v1/lexicon", json=read).raise_for_status()  # its words are read in another way by now
    for path in files(services.settings.data / "files", "*/*"):
        flip(path, 100)
    look_after_emergencies(services)
    assert [fault["ended_at"] for fault in audio_faults(armed)] == [None]
    refused = second.post(f"{PATH}/{waiting['id']}/confirm", headers=keys())
    assert code_of(refused) == (404, "not_found")
    armed.post(f"{PATH}/{waiting['id']}/cancel", json={})
    look_after_emergencies(services)
    [fault] = audio_faults(armed)
    assert fault["ended_at"] is not None


@ON_BOTH
def test_many_at_once_with_one_key_are_one(armed: httpx.Client) -> None:
    answers: list[httpx.Response] = []
    threads = [threading.Thread(target=lambda: answers.append(sound(armed))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} <= {201, 503}  # never that the data changed: it sounds
    assert len({answer.json()["id"] for answer in answers if answer.status_code == 201}) == 1
    assert len(armed.get(PATH).json()["items"]) == 1


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"text": None}, "emergency_text"),
        ({"text": "   "}, "emergency_text"),
        ({"text": "./."}, "emergency_text"),
        ({"text": TEXT, "values": {}}, "emergency_text"),
        ({"text": "[bíp] Chú ý"}, "unknown_cue"),
        ({"text": None, "hazard": "fire", "values": {}}, "emergency_blank"),
        ({"text": None, "hazard": "fire", "values": {"dia_diem": "chợ", "x": "y"}}, "emergency_values"),
        ({"text": None, "hazard": "other", "values": {}}, "not_found"),
        ({"zones": ["xã Lạ"]}, "unknown_zone"),
        ({"ends_at": "2025-11-04T00:00:00+07:00"}, "emergency_end"),
        ({"ends_at": "2025-12-04T00:00:00+07:00"}, "emergency_end"),
        ({"zones": []}, "request_invalid"),
        ({"ends_at": None}, "request_invalid"),
    ],
)
def test_what_cannot_sound_is_refused_whole(armed: httpx.Client, form: dict[str, Any], code: str) -> None:
    answer = sound(armed, **form)
    assert answer.json()["code"] == code
    assert armed.get(PATH).json()["items"] == []


@pytest.mark.parametrize(
    ("hazard", "values", "said"),
    [
        ("missing_child", {"tuoi": "6"}, "cháu x, sáu tuổi, x"),
        ("missing_child", {"tuoi": "6 tuổi"}, "cháu x, sáu tuổi, x"),
        ("missing_child", {"tuoi": "lên sáu"}, "cháu x, lên sáu, x"),
        ("storm", {"ten_bao": "3", "suc_gio": "9"}, "bão số ba đang đến gần, sức gió cấp chín, dự kiến"),
        ("dam_release", {"luu_luong": "1.500"}, "lưu lượng một nghìn năm trăm mét khối trên giây"),
    ],
)
def test_a_bare_number_is_said_with_what_it_counts(armed: httpx.Client, hazard: str, values: dict[str, str], said: str) -> None:
    blanks = {item["hazard"]: item["variables"] for item in armed.get(f"{PATH}/templates").json()["items"]}[hazard]
    body = sound(armed, text=None, hazard=hazard, values=dict.fromkeys(blanks, "x") | values).json()
    assert said.replace("x", "ích") in body["spoken"].lower(), body


def test_a_template_with_its_blanks(armed: httpx.Client) -> None:
    listed = {item["hazard"]: item["variables"] for item in armed.get(f"{PATH}/templates").json()["items"]}
    assert set(listed) == {"storm", "flood", "dam_release", "fire", "epidemic", "missing_child"}
    values = {"ho_chua": "Hồ Sông Sào", "luc": "14h00 hôm nay", "luu_luong": "300 m3/s"}
    body = sound(armed, text=None, hazard="dam_release", values=values).json()
    assert "ba trăm mét khối" in body["spoken"]
    assert body["title"] == "Xả lũ hồ chứa"


def test_the_pin_is_asked_counted_and_locked(client: httpx.Client) -> None:
    assert code_of(sound(client)) == (403, "pin_missing")
    for weak in ("12345", "123456", "777777", "48151a", "1" * 13):
        assert code_of(client.put(f"{PATH}/pin", json={"pin": weak}))[1] == "bad_pin"
    client.put(f"{PATH}/pin", json={"pin": PIN}).raise_for_status()
    assert code_of(sound(client, pin="000001")) == (403, "wrong_pin")
    assert sound(client).status_code == 201  # a right one clears the count
    for _ in range(5):
        assert code_of(sound(client, pin="000001")) == (403, "wrong_pin")
    assert code_of(sound(client)) == (403, "pin_locked")


@ON_BOTH
def test_only_a_wrong_pin_counts(armed: httpx.Client) -> None:
    for _ in range(6):
        assert code_of(sound(armed, zones=["xã Lạ"])) == (422, "unknown_zone")
        assert code_of(sound(armed, text="   ")) == (422, "emergency_text")
    for _ in range(6):
        assert sound(armed).status_code == 201
    answers: list[httpx.Response] = []
    threads = [threading.Thread(target=lambda: answers.append(sound(armed))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {code_of(answer) if answer.status_code != 201 else 201 for answer in answers} <= {201, (503, "database_unavailable")}
    for _ in range(5):
        assert code_of(sound(armed, pin="000001", zones=["xã Lạ"])) == (403, "wrong_pin")
    assert code_of(sound(armed)) == (403, "pin_locked")


@ON_BOTH
def test_a_new_pin_takes_the_old_one(armed: httpx.Client) -> None:
    assert code_of(armed.put(f"{PATH}/pin", json={"pin": "271828"})) == (403, "old_pin_missing")
    assert code_of(armed.put(f"{PATH}/pin", json={"pin": "271828", "old_pin": "000001"})) == (403, "wrong_pin")
    assert armed.put(f"{PATH}/pin", json={"pin": "271828", "old_pin": PIN}).status_code == 204
    assert code_of(sound(armed)) == (403, "wrong_pin")
    assert sound(armed, pin="271828").status_code == 201
    for _ in range(5):
        assert code_of(armed.put(f"{PATH}/pin", json={"pin": PIN, "old_pin": "000001"})) == (403, "wrong_pin")
    assert code_of(armed.put(f"{PATH}/pin", json={"pin": PIN, "old_pin": "271828"})) == (403, "pin_locked")


def test_two_persons(armed: httpx.Client, second: httpx.Client, office: Office, services: Services) -> None:
    station = office.station()
    tag = armed.get(f"{PATH}/rules").headers["ETag"]
    rules = {"two_persons": True, "repeat_from": "07:00", "repeat_to": "20:00"}
    assert code_of(armed.put(f"{PATH}/rules", json=rules, headers={"If-Match": tag})) == (422, "request_invalid")
    assert code_of(armed.put(f"{PATH}/rules", json=rules, headers={"If-Match": tag} | keys("000001"))) == (403, "wrong_pin")
    assert armed.put(f"{PATH}/rules", json=rules, headers={"If-Match": tag} | keys()).status_code == 200
    assert armed.put(f"{PATH}/rules", json=rules, headers={"If-Match": tag} | keys()).status_code == 412
    body = sound(armed).json()
    waiting = orders(services, office, station)
    assert (body["state"], waiting.emergencies, len(waiting.ahead)) == ("waiting", (), 2)
    confirm = f"{PATH}/{body['id']}/confirm"
    assert code_of(armed.post(confirm, headers=keys())) == (403, "same_person")
    assert code_of(second.post(confirm, headers=keys("000001"))) == (403, "wrong_pin")
    assert second.post(confirm, headers=keys()).json()["confirmed_by"] == "Phó chủ tịch"
    [order] = orders(services, office, station).emergencies
    assert (f"{order.repeat_from:%H:%M}", f"{order.repeat_to:%H:%M}") == ("07:00", "20:00")
    assert code_of(second.post(confirm, headers=keys())) == (409, "emergency_state")


def test_a_token_for_emergencies_opens_nothing_else(second: httpx.Client) -> None:
    assert second.get(PATH).status_code == 200
    assert second.get("/api/v1/bulletins").status_code == 403
    rules = {"number": "02/QC-UBND", "dated": "2025-07-15"}
    refused = second.put("/api/v1/regulation", json=rules, headers={"If-Match": '"0"'})
    assert code_of(refused) == (403, "token_scope")


def test_it_ends_with_a_reason_and_by_itself(armed: httpx.Client, office: Office, services: Services) -> None:
    station = office.station()
    first, last = sound(armed).json(), sound(armed, key="k2").json()
    ended = armed.post(f"{PATH}/{first['id']}/cancel", json={"reason": "Nước rút."}).json()
    assert (ended["state"], ended["end_reason"]) == ("ended", "Nước rút.")
    assert [str(order.id) for order in orders(services, office, station).emergencies] == [last["id"]]
    office.clock.advance(timedelta(hours=20))
    assert orders(services, office, station).emergencies == ()


def test_a_false_alarm_is_taken_back_by_what_was_prepared(armed: httpx.Client, office: Office, services: Services) -> None:
    station = office.station()
    body = sound(armed, title="Vỡ đập").json()
    assert code_of(armed.post(f"{PATH}/{body['id']}/correct", headers=keys())) == (503, "correction_not_ready")
    assert services.alarms.prepare_corrections(office.commune_id) == 1
    assert services.alarms.prepare_corrections(office.commune_id) == 0
    assert len(orders(services, office, station).ahead) == 4  # both are on the station before either is needed
    taken = armed.post(f"{PATH}/{body['id']}/correct", headers=keys()).json()
    assert (taken["sort"], taken["state"], taken["correction_of"]) == ("correction", "active", body["id"])
    assert "Vỡ đập" in taken["spoken"]
    assert armed.get(f"{PATH}/{body['id']}").json()["state"] == "ended"
    [order] = orders(services, office, station).emergencies
    assert (order.sort, order.times) == ("correction", 3)


def test_a_pin_is_hashed_once_an_act(
    armed: httpx.Client, second: httpx.Client, office: Office, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes a twentieth of a second each time, of the one within which an alarm is heard."""
    hashed: list[str] = []
    at_its_cost = pins._hash

    def hash_(given: str, salt: bytes) -> bytes:
        hashed.append(given)
        return at_its_cost(given, salt)

    monkeypatch.setattr(pins, "_hash", hash_)

    def once(answer: httpx.Response) -> dict[str, Any]:
        assert answer.is_success, answer.text
        assert [hashed.pop()] == [PIN]
        assert hashed == []
        found: dict[str, Any] = answer.json()
        return found

    once(sound(armed))
    once(sound(armed))  # pressed again
    tag = armed.get(f"{PATH}/rules").headers["ETag"]
    once(armed.put(f"{PATH}/rules", json={"two_persons": True}, headers=keys() | {"If-Match": tag}))
    body = once(sound(armed, key="k2"))
    once(second.post(f"{PATH}/{body['id']}/confirm", headers=keys()))
    services.alarms.prepare_corrections(office.commune_id)
    once(armed.post(f"{PATH}/{body['id']}/correct", headers=keys()))
    taken = message().replace(b"2025-07-22T06:00:00+07:00", b"2025-11-05T06:00:00+07:00")
    once(armed.post(f"{PATH}/cap", content=taken, headers=keys() | {"Content-Type": "application/cap+xml"}))
    armed.post(STOP, json={}).raise_for_status()
    once(armed.post(f"{STOP}/lift", json={"let_go_on": []}, headers=keys()))


@pytest.mark.parametrize("title", ["Cháy chợ [nhạc: Không có]", "Cháy [x", "PTV9: cháy", "[hiệu lệnh] {title} %s"])
def test_a_title_is_words_and_never_a_mark(armed: httpx.Client, services: Services, office: Office, title: str) -> None:
    body = sound(armed, title=title).json()
    assert body["title"] == title
    assert services.alarms.prepare_corrections(office.commune_id) == 1
    assert services.troubles.codes(office.commune_id) == frozenset()
    taken = armed.post(f"{PATH}/{body['id']}/correct", headers=keys()).json()
    assert title in taken["text"]


def test_a_value_of_a_template_is_words_too(armed: httpx.Client) -> None:
    body = sound(armed, text=None, hazard="fire", values={"dia_diem": "chợ [nhạc: Không có]"}).json()
    assert "nhạc" in body["spoken"]


@pytest.mark.parametrize("title", ["Cháy\u202e chợ", "Cháy\x1b[2J chợ", "ñy ban nh©n d©n x· §¹i"])
def test_a_title_nobody_can_read_is_refused(armed: httpx.Client, title: str) -> None:
    assert sound(armed, title=title).status_code == 422
    assert armed.get(PATH).json()["items"] == []


def test_one_correction_that_cannot_be_made_holds_up_no_other(armed: httpx.Client, office: Office, services: Services) -> None:
    bad, good = sound(armed).json(), sound(armed, key="k2").json()
    with office.sessions.begin() as session:
        session.execute(update(EmergencyRow).where(EmergencyRow.id == UUID(bad["id"])).values(title="Cháy\u202e chợ"))
    assert services.alarms.prepare_corrections(office.commune_id) == 1
    assert services.troubles.codes(office.commune_id) == {"correction_failed"}
    assert armed.post(f"{PATH}/{good['id']}/correct", headers=keys()).status_code == 200
    armed.post(f"{PATH}/{bad['id']}/cancel", json={})
    services.alarms.prepare_corrections(office.commune_id)
    assert services.troubles.codes(office.commune_id) == frozenset()


def test_a_drill_says_so_at_both_ends(armed: httpx.Client, office: Office, services: Services) -> None:
    station = office.station()
    drill = sound(armed, status="Exercise").json()
    real = sound(armed, key="k2").json()
    assert drill["seconds"] > real["seconds"] + 1
    by_id = {str(order.id): order for order in orders(services, office, station).emergencies}
    assert (by_id[drill["id"]].is_drill, by_id[real["id"]].is_drill) == (True, False)
    assert drill["content_hash"] != real["content_hash"]
    assert (drill["state_word"], real["state_word"]) == ("Đang diễn tập", "Đang phát khẩn")
    office.slot(office.approved())
    for each in (drill, real):
        about = {"kind": AsRunKind.EMERGENCY, "occurrence_id": each["id"], "title": each["title"]}
        office.report(station, office.first(), OccurrenceState.AIRED, seconds=30.0, **about)
    assert {line["kind_word"] for line in armed.get("/api/v1/as-run").json()["items"]} == {"Diễn tập", "Phát khẩn"}
    with office.sessions.read() as session:
        lines = log_book(session, office.commune_id, date(2025, 11, 3), date(2025, 11, 4)).lines
    assert {line.remark for line in lines} == {"Diễn tập", "Phát khẩn"}, "nor is it in the book that is signed"


@pytest.mark.parametrize("status", ["Test", "System", "Draft"])
def test_what_is_no_alarm_never_reaches_a_station(armed: httpx.Client, office: Office, services: Services, status: str) -> None:
    station = office.station()
    before = orders(services, office, station)
    assert sound(armed, status=status).json()["state"] == "recorded"
    assert orders(services, office, station) == before


def test_a_draft_is_ready_when_it_turns_real(armed: httpx.Client) -> None:
    draft = sound(armed, status="Draft").json()
    real = sound(armed, key="k2").json()
    assert (real["content_hash"], real["seconds"]) == (draft["content_hash"], draft["seconds"])


# --- stop all


def test_stop_all_silences_and_refuses_until_it_is_lifted(armed: httpx.Client, office: Office, services: Services) -> None:
    station = office.station()
    body = sound(armed).json()
    said = armed.post(STOP, json={"reason": "Phát nhầm."}).json()
    assert (said["stopped"], said["by"], said["reason"]) == (True, office.actor.name, "Phát nhầm.")
    assert orders(services, office, station).stopped
    assert code_of(sound(armed, key="k2")) == (403, "all_stopped")
    assert code_of(armed.post(f"{PATH}/{body['id']}/correct", headers=keys())) == (403, "all_stopped")
    lifted = armed.post(f"{STOP}/lift").json()
    assert (lifted["stopped"], [each["id"] for each in lifted["ended"]]) == (False, [body["id"]])
    after = orders(services, office, station)
    assert (after.stopped, after.emergencies) == (False, ())
    assert armed.get(f"{PATH}/{body['id']}").json()["end_reason"] == "dừng tất cả"


@ON_BOTH
def test_a_lift_shows_what_would_sound_and_lets_go_on_what_is_named(
    armed: httpx.Client, office: Office, services: Services
) -> None:
    station = office.station()
    false, right = sound(armed).json()["id"], sound(armed, key="k2").json()["id"]
    assert armed.get(STOP).json()["would_sound"] == []
    armed.post(f"{STOP}/lift", json={"let_go_on": []})
    assert len(orders(services, office, station).emergencies) == 2, "nothing was stopped, so nothing is ended"
    armed.post(STOP, json={})
    assert {each["id"] for each in armed.get(STOP).json()["would_sound"]} == {false, right}
    for pin, code in ((None, "wrong_pin"), ("000001", "wrong_pin")):
        headers = {} if pin is None else keys(pin)
        assert code_of(armed.post(f"{STOP}/lift", json={"let_go_on": [right]}, headers=headers)) == (403, code)
    unknown = armed.post(f"{STOP}/lift", json={"let_go_on": [right, str(UUID(int=1))]}, headers=keys())
    assert code_of(unknown) == (404, "not_found")
    assert armed.get(STOP).json()["stopped"]
    assert armed.post(f"{STOP}/lift", json={"let_go_on": [right]}, headers=keys()).json()["stopped"] is False
    assert [str(order.id) for order in orders(services, office, station).emergencies] == [right]
    assert armed.get(f"{PATH}/{false}").json()["state"] == "ended"


@ON_BOTH
def test_a_stop_pressed_while_it_is_made_wins(
    armed: httpx.Client, office: Office, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    station = office.station()

    def made(*arguments: Any, **more: Any) -> Any:  # noqa: ANN401  # handed on
        armed.post(STOP, json={}).raise_for_status()
        return make_audio(*arguments, **more)

    monkeypatch.setattr("app.emergencies.alarm.make_audio", made)
    assert code_of(sound(armed)) == (403, "all_stopped")
    assert armed.get(STOP).json()["would_sound"] == []
    armed.post(f"{STOP}/lift").raise_for_status()
    assert orders(services, office, station).emergencies == ()


@pytest.mark.parametrize("act", ["begin", "confirm", "correct"])
def test_a_stop_pressed_and_lifted_while_it_is_made_wins_too(
    armed: httpx.Client,
    second: httpx.Client,
    office: Office,
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
    act: str,
) -> None:
    """Whoever lifted it was not asked about what was not there yet."""
    station = office.station()
    if act == "confirm":
        with services.sessions.begin() as session:
            set_emergency_rules(session, services.clock, office.actor, EmergencyRules(two_persons=True), tag=UNWRITTEN)
    path = PATH if act == "begin" else f"{PATH}/{sound(armed).json()['id']}/{act}"
    if act == "correct":
        look_after_emergencies(services)

    def slowly(*arguments: Any) -> None:  # noqa: ANN401  # handed on
        prove_pin(*arguments)
        armed.post(STOP, json={}).raise_for_status()
        armed.post(f"{STOP}/lift").raise_for_status()

    monkeypatch.setattr("app.emergencies.alarm.prove_pin", slowly)
    refused = sound(armed, key="new") if act == "begin" else second.post(path, headers=keys())
    assert code_of(refused) == (403, "stopped_meanwhile")
    assert orders(services, office, station).emergencies == ()
    monkeypatch.undo()
    if act == "begin":
        assert sound(armed, key="new").status_code == 201, "a person asked for it again"


def test_stop_all_works_while_the_database_is_locked(client: httpx.Client, office: Office, services: Services) -> None:
    station = office.station()
    with office.sessions.begin() as other:  # on SQLite it holds the lock of all writers
        other.execute(update(CommuneRow).values(name="xã Liên An"))
        assert client.post(STOP, json={}).json()["stopped"]
        assert orders(services, office, station).stopped


def test_what_no_station_could_be_ordered_is_refused_where_it_is_raised(
    armed: httpx.Client, office: Office, services: Services
) -> None:
    station, key = office.station(), uuid4()
    long = RecordingRow(id=key, commune_id=office.commune_id, name="Dài", name_key="dài", audio_sha256="a" * 64)
    long.seconds, long.warnings, long.created_at, long.created_by = 31 * 60.0, [], office.clock.now(), "Thu"
    with office.sessions.begin() as session:
        session.add(long)
    refused = sound(armed, text=None, recording_id=str(key))
    assert (code_of(refused), refused.json()["field"]) == ((422, "emergency_length"), "recording_id")
    assert (refused.json()["minutes"], refused.json()["limit"]) == (62, 60)
    assert orders(services, office, station).emergencies == ()


@pytest.mark.parametrize("seconds", [3601.0, 0.0, 1e300])
def test_one_that_cannot_be_ordered_holds_up_neither_the_others_nor_a_stop(
    armed: httpx.Client, office: Office, services: Services, seconds: float
) -> None:
    station = office.station()
    bad, good = sound(armed).json()["id"], sound(armed, key="k2").json()["id"]
    with office.sessions.begin() as session:
        row = session.get_one(EmergencyRow, UUID(bad))
        row.audio = {**(row.audio or {}), "seconds": seconds}
        altered = emergency_of(row)
        assert altered.audio is not None
        signer = services.signers.of(session, office.commune_id)  # as an older release, which asked less, would have
        signed = sign_audio(signer, office.commune_id, altered.content_hash, altered.audio)
        row.audio = {**row.audio, "signature": signed.hex()}
    assert [str(order.id) for order in orders(services, office, station).emergencies] == [good]
    assert services.troubles.codes(office.commune_id) == {"emergency_not_ordered"}
    armed.post(STOP, json={}).raise_for_status()
    assert orders(services, office, station).stopped
    armed.post(f"{PATH}/{bad}/cancel", json={}).raise_for_status()
    orders(services, office, station)
    assert services.troubles.codes(office.commune_id) == frozenset()
