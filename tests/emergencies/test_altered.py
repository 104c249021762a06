"""What somebody changes in the database behind everybody's back is no emergency that a person let sound, also after a restart."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import httpx
import pytest
from sqlalchemy import inspect, select, update

from app.audit import AuditFilter, audit_page
from app.db.migrations import migrate
from app.dispatch.orders import EmbeddedOrderDesk
from app.emergencies.model import EmergencyState, Status
from app.emergencies.tables import EmergencyRow
from app.programmes.tables import RenderingRow
from app.service.background import look_after_emergencies
from app.units import new_id
from app.wire.orders import Orders
from app.wiring import Services
from app.zones import NewStation
from tests.api.test_emergencies import PATH, PIN, TEXT, another, code_of, keys, orders, sound
from tests.dispatch.test_manifests import sounding
from tests.support.database import NOW
from tests.support.office import Office

OTHER = "Bà con chú ý! Nước sông Đáy đã rút. Không ai phải đi đâu cả."
_OF = EmergencyRow


@pytest.fixture
def armed(client: httpx.Client) -> httpx.Client:
    """The administrator, with a PIN."""
    client.put(f"{PATH}/pin", json={"pin": PIN}).raise_for_status()
    return client


def _rewrite(office: Office, key: str, **values: object) -> None:
    with office.sessions.begin() as session:
        session.execute(update(_OF).where(_OF.id == UUID(key)).values(**values))


def _row(office: Office, key: str) -> EmergencyRow:
    with office.sessions.read() as session:
        return session.get_one(EmergencyRow, UUID(key))


def _restarted(services: Services, office: Office, station: NewStation) -> Orders:
    """What a server that remembers nothing orders."""
    desk = EmbeddedOrderDesk(
        office.sessions, office.clock, services.signers, services.stops, troubles=services.troubles, on_heard=lambda _: None
    )
    try:
        return orders(replace(services, orders=desk), office, station)
    finally:
        desk.close()


ALTERED: dict[str, Callable[[EmergencyRow], dict[str, object]] | dict[str, object]] = {
    "title": {"title": "Diễn tập"},
    "words": {"text": OTHER, "spoken": OTHER},
    "places": lambda row: {"zone_ids": [*row.zone_ids, str(new_id())]},
    "longer": lambda row: {"ends_at": row.ends_at + timedelta(days=2)},
    "for ever": lambda row: {"ends_at": row.ends_at + timedelta(days=2), "sealed_until": row.ends_at + timedelta(days=2)},
    "oftener": {"repeat_every_s": 1},
    "at night": {"repeat_from": None, "repeat_to": None, "times": 900},
    "a drill": {"status": Status.EXERCISE},
    "of other content": {"content_hash": "ab" * 32},
    "sooner": lambda row: {"began_at": row.began_at and row.began_at - timedelta(hours=1)},
    "unsigned": {"seal": None},
}


@pytest.mark.parametrize(
    ("sessions", "altered"),
    [*(("sqlite", altered) for altered in ALTERED), pytest.param("postgres", "unsigned", marks=pytest.mark.postgres)],
    indirect=["sessions"],
)
def test_what_sounds_is_what_a_person_let_sound(armed: httpx.Client, office: Office, services: Services, altered: str) -> None:
    station, rules = office.station(), {"two_persons": False, "resume": "sentence", "repeat_from": "06:00", "repeat_to": "21:00"}
    seen = {"If-Match": armed.get(f"{PATH}/rules").headers["etag"]}
    armed.put(f"{PATH}/rules", json=rules, headers=keys() | seen).raise_for_status()
    key, whole = sound(armed).json()["id"], sound(armed, key="k2", text=OTHER).json()["id"]
    assert len(orders(services, office, station).emergencies) == 2
    row = _row(office, key)
    given = ALTERED[altered]
    values = given(row) if callable(given) else given
    kept = {name: getattr(row, name) for name in values}
    _rewrite(office, key, **values)
    assert [str(each.id) for each in _restarted(services, office, station).emergencies] == [whole]
    _rewrite(office, key, **kept)
    assert len(_restarted(services, office, station).emergencies) == 2, "what was put back is what was let sound"
    _rewrite(office, key, **values)
    look_after_emergencies(services)
    assert (_row(office, key).state, _row(office, key).end_reason) == (EmergencyState.ENDED, "bị sửa ngoài phần mềm")
    assert _row(office, whole).state is EmergencyState.ACTIVE
    told = [each for each in armed.get("/api/v1/faults").json()["items"] if each["code"] == "emergency_altered"]
    assert len(told) == 1
    look_after_emergencies(services)
    assert armed.get("/api/v1/faults").json()["items"].count(told[0]) == 1, "told once"


def test_audio_that_is_not_of_its_words_is_made_anew_of_them(armed: httpx.Client, office: Office, services: Services) -> None:
    station = office.station()
    key, other = sound(armed).json()["id"], sound(armed, key="k2", text=OTHER).json()["id"]
    before = {str(each.id): each.audio for each in orders(services, office, station).emergencies}
    lent = _row(office, other).audio
    for audio in (lent, {**(lent or {}), "signature": (_row(office, key).audio or {})["signature"]}):
        _rewrite(office, key, audio=audio)
        assert [str(each.id) for each in _restarted(services, office, station).emergencies] == [other]
        look_after_emergencies(services)
        after = {str(each.id): each.audio for each in _restarted(services, office, station).emergencies}
        assert after == before


def test_no_draft_lends_its_words_the_audio_of_others(armed: httpx.Client, office: Office, services: Services) -> None:
    station = office.station()
    draft, other = sound(armed, status="Draft").json()["id"], sound(armed, key="k2", status="Draft", text=OTHER).json()["id"]
    lent, own = _row(office, other).audio or {}, _row(office, draft).audio or {}
    _rewrite(office, draft, audio=lent)
    sound(armed, key="k3").raise_for_status()
    [order] = orders(services, office, station).emergencies
    assert {each.sha256 for each in order.audio} == {own[form][0] for form in ("mp3", "wav")}


@pytest.mark.parametrize("state", ["recorded", "ended"])
def test_nothing_begins_by_its_state_alone(armed: httpx.Client, office: Office, services: Services, state: str) -> None:
    station = office.station()
    key = sound(armed, status="Draft" if state == "recorded" else "Actual").json()["id"]
    if state == "ended":
        armed.post(f"{PATH}/{key}/cancel", json={}).raise_for_status()
    _rewrite(office, key, state=EmergencyState.ACTIVE, status=Status.ACTUAL, began_at=office.clock.now(), ended_at=None)
    assert _restarted(services, office, station).emergencies == ()


def test_the_second_person_confirms_nothing_else_and_cannot_be_left_out(
    armed: httpx.Client, office: Office, services: Services
) -> None:
    station, seen = office.station(), {"If-Match": armed.get(f"{PATH}/rules").headers["etag"]}
    armed.put(f"{PATH}/rules", json={"two_persons": True, "resume": "sentence"}, headers=keys() | seen).raise_for_status()
    key = sound(armed).json()["id"]
    _rewrite(office, key, state=EmergencyState.ACTIVE, began_at=office.clock.now(), confirmed_by="Phó chủ tịch")
    assert _restarted(services, office, station).emergencies == ()
    _rewrite(office, key, state=EmergencyState.WAITING, began_at=None, confirmed_by=None, text=OTHER)
    with another(office, services) as second:
        refused = second.post(f"{PATH}/{key}/confirm", headers=keys())
        assert code_of(refused) == (409, "emergency_altered")
        _rewrite(office, key, text=TEXT)
        second.post(f"{PATH}/{key}/confirm", headers=keys()).raise_for_status()
    assert [str(each.id) for each in _restarted(services, office, station).emergencies] == [key]


def test_a_correction_says_what_was_prepared_or_is_prepared_anew(armed: httpx.Client, office: Office, services: Services) -> None:
    station, key = office.station(), sound(armed).json()["id"]
    services.alarms.prepare_corrections(office.commune_id)
    ours = _OF.correction_of == UUID(key)
    with office.sessions.begin() as session:
        before = session.scalars(select(_OF).where(ours)).one()
        session.execute(update(_OF).where(ours).values(text=OTHER, spoken=OTHER))
    refused = armed.post(f"{PATH}/{key}/correct", headers=keys())
    assert code_of(refused) == (409, "emergency_altered")
    look_after_emergencies(services)
    services.alarms.prepare_corrections(office.commune_id)
    armed.post(f"{PATH}/{key}/correct", headers=keys()).raise_for_status()
    [order] = _restarted(services, office, station).emergencies
    assert (order.sort, order.content_hash) == ("correction", before.content_hash)
    with office.sessions.read() as session:
        told = audit_page(session, office.commune_id, AuditFilter(act="find_altered"), limit=9).items
    assert [each.subject_id for each in told] == [str(before.id)]


def test_what_was_there_before_it_was_signed_sounds_as_it_stood(armed: httpx.Client, office: Office, services: Services) -> None:
    """Rows of each kind go back to where nothing was signed, and come up again."""
    station, key = office.station(), office.approved()
    office.slot(key, last=NOW.date())
    office.prepare()
    alarm, draft = sound(armed).json()["id"], sound(armed, key="k2", status="Draft", text=OTHER).json()["id"]
    services.alarms.prepare_corrections(office.commune_id)
    seen = {"If-Match": armed.get(f"{PATH}/rules").headers["etag"]}
    armed.put(f"{PATH}/rules", json={"two_persons": True, "resume": "sentence"}, headers=keys() | seen).raise_for_status()
    waiting = sound(armed, key="k3").json()["id"]
    ahead, heard = orders(services, office, station), sounding(office.manifest(station))
    engine = office.sessions.engine
    migrate(engine, "0042_target_per")
    names = {each["name"] for table in ("renderings", "emergencies") for each in inspect(engine).get_columns(table)}
    assert not names & {"signature", "seal"}
    migrate(engine)
    with office.sessions.begin() as session:
        assert all(each.signature for each in session.scalars(select(RenderingRow).where(RenderingRow.mp3_sha256.is_not(None))))
    assert [item.audio for item in sounding(office.manifest(station))] == [item.audio for item in heard]
    assert heard
    assert _restarted(services, office, station).emergencies == ahead.emergencies
    look_after_emergencies(services)
    assert _row(office, waiting).state is EmergencyState.WAITING
    with another(office, services) as second:
        second.post(f"{PATH}/{waiting}/confirm", headers=keys()).raise_for_status()
    assert len(_restarted(services, office, station).emergencies) == 2
    armed.post(f"{PATH}/{alarm}/correct", headers=keys()).raise_for_status()
    assert {each.sort for each in _restarted(services, office, station).emergencies} == {"alert", "correction"}
    _rewrite(office, draft, state=EmergencyState.ACTIVE, status=Status.ACTUAL)
    assert len(_restarted(services, office, station).emergencies) == 2


def test_a_correction_never_says_the_false_order_once_more(armed: httpx.Client, office: Office, services: Services) -> None:
    """Words of one's own have no title but their beginning; a template's title, or one that was typed, names what is false."""
    kinds = {"k1": {}, "k2": {"title": "Nước sông Đáy"}}
    for key, form in kinds.items():
        sound(armed, key=key, **form).raise_for_status()
    services.alarms.prepare_corrections(office.commune_id)
    with office.sessions.read() as session:
        said = session.scalars(select(_OF.spoken).where(_OF.correction_of.is_not(None))).all()
    assert sorted(" ".join(each.partition("đã phát lúc")[0].split()) for each in said) == [
        "Đính chính. Thông báo khẩn",
        "Đính chính. Thông báo khẩn Nước sông Đáy",
    ]
