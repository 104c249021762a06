"""Around the bulletins sounds what ships with the product, or what somebody approved who did not make it: nothing else."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import numpy as np
import pytest

from app.accounts import Role, add_person, issue_token
from app.bulletins import VersionKey, latest
from app.clock import ManualClock
from app.db import Sessions
from app.playout import OccurrenceState
from app.programmes import ProgrammeOrder
from app.programmes.running_order import Played, Spoken
from app.programmes.sources import Source, source_of
from app.sound import Sound, to_wav
from app.studio import find_sound
from app.units import BulletinId, VersionId
from app.wiring import Services
from app.zones import Founding, NewStation
from tests.support.office import Office
from tests.support.sounds import RATE, tone

TUNE = to_wav(Sound(tone(2.0), RATE))
SHIPPED = "Đây là Đài truyền thanh xã Liên An."
GREETING = {
    "kind": "greeting",
    "title": "Lời chào của xã",
    "valid_from": "2025-11-01",
    "valid_to": "2025-12-01",
    "script": "[nhạc: nhac-hieu] Đây là Đài truyền thanh xã Liên An.",
    "lexicon": [{"written": "Liên An", "spoken": "liên ân"}],
}


@pytest.fixture
def lan(anonymous: httpx.Client, sessions: Sessions, clock: ManualClock, founding: Founding) -> httpx.Client:
    """The administrator's client, in a commune whose approver is another: `approve` asks as her."""
    with sessions.begin() as session:
        person = add_person(session, clock, founding.admin, name="Lan", roles={Role.APPROVER})
        token = issue_token(session, clock, founding.admin, person_id=person, label="x").secret
    anonymous.headers["Authorization"] = f"Bearer {founding.token}"
    anonymous.put("/api/v1/approval", json={"one_officer": False}).raise_for_status()
    anonymous.headers["X-Lan"] = token
    return anonymous


def as_lan(client: httpx.Client, path: str, **request: Any) -> httpx.Response:  # noqa: ANN401  # as the client takes it
    return client.post(f"/api/v1{path}", headers={"Authorization": f"Bearer {client.headers['X-Lan']}"}, **request)


def bring(client: httpx.Client, name: str) -> None:
    client.post("/api/v1/recordings/music", files={"file": ("a.wav", TUNE)}, data={"name": name}).raise_for_status()


def written(client: httpx.Client, **other: object) -> str:
    """The path of a greeting that waits for its approval."""
    made = client.post("/api/v1/bulletins", json=GREETING | other).raise_for_status()
    path = f"/bulletins/{made.json()['id']}/versions/1"
    client.post(f"/api/v1{path}/submit").raise_for_status()
    return path


def heard(services: Services, office: Office, order: ProgrammeOrder) -> Source:
    with services.sessions.read() as session:
        return source_of(session, services.studio, office.commune_id, order)


def first_words(found: Source) -> str:
    return next(item.script.text for item in found.order.items if isinstance(item, Spoken))


def tune(found: Source) -> object:
    first = found.order.items[0]
    assert isinstance(first, Played)
    return first.clip.load().samples.tobytes()


def order_of(services: Services, office: Office, **changed: Any) -> ProgrammeOrder:  # noqa: ANN401  # fields of an order
    with services.sessions.read() as session:
        key = latest(session, office.commune_id, changed.pop("bulletin")).summary.version_id
    return ProgrammeOrder("ban-tin", (key,), office.clock.now(), **changed)


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_a_tune_or_a_reading_that_nobody_approved_is_not_heard(lan: httpx.Client, office: Office, services: Services) -> None:
    key = approved(lan, office)
    order = order_of(services, office, bulletin=key)
    before = heard(services, office, order)
    bring(lan, "nhac-hieu")
    lan.post("/api/v1/lexicon", json={"written": "Liên An", "spoken": "liên ân"}).raise_for_status()
    written(lan)
    after = heard(services, office, order)
    assert after.content_hash == before.content_hash
    assert first_words(after).startswith(SHIPPED)
    assert tune(after) == find_sound("nhac-hieu").load().samples.tobytes()


def approved(client: httpx.Client, office: Office, script: str = "Kính mời bà con họp.") -> BulletinId:
    """A bulletin that Lan approved."""
    form = {"title": "Họp", "script": script, "valid_from": "2025-11-01", "valid_to": "2025-12-01"}
    made = client.post("/api/v1/bulletins", json=form).raise_for_status().json()["id"]
    client.post(f"/api/v1/bulletins/{made}/versions/1/submit").raise_for_status()
    as_lan(client, f"/bulletins/{made}/versions/1/approve").raise_for_status()
    with office.sessions.read() as session:
        return latest(session, office.commune_id, BulletinId(UUID(made))).summary.bulletin_id


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_what_came_after_the_approval_under_a_name_of_the_product_is_not_heard_in_the_bulletin(
    lan: httpx.Client, office: Office, services: Services
) -> None:
    key = approved(lan, office, "Mời bà con nghe. [nhạc: nhac-ket]")
    order = order_of(services, office, bulletin=key)
    bring(lan, "nhac-ket")
    bring(lan, "hieu-lenh")
    [own] = [item for item in heard(services, office, order).order.items if isinstance(item, Spoken) and item.bulletin == 0]
    for name in ("nhac-ket", "hieu-lenh"):
        assert np.array_equal(own.find_sound(name).load().samples, find_sound(name).load().samples)


def test_who_brought_the_music_does_not_approve_what_plays_it(lan: httpx.Client, founding: Founding, services: Services) -> None:
    with services.sessions.begin() as session:
        person = add_person(session, services.clock, founding.admin, name="Sáu", roles={Role.EDITOR, Role.APPROVER})
        token = issue_token(session, services.clock, founding.admin, person_id=person, label="x").secret
    sau = {"Authorization": f"Bearer {token}"}
    music = {"files": {"file": ("a.wav", TUNE)}, "data": {"name": "nhac-hieu"}}
    lan.post("/api/v1/recordings/music", headers=sau, **music).raise_for_status()  # type: ignore[arg-type]  # as it takes it
    path = written(lan)
    refused = lan.post(f"/api/v1{path}/approve", headers=sau)
    assert (refused.status_code, refused.json()["code"]) == (403, "own_words")
    as_lan(lan, f"{path}/approve").raise_for_status()


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_a_reading_that_its_script_does_not_let_hear_is_refused(lan: httpx.Client) -> None:
    unheard = GREETING | {"lexicon": [{"written": "bà con", "spoken": "cô bác"}]}
    made = lan.post("/api/v1/bulletins", json=unheard | {"script": "Đây là Đài truyền thanh."}).raise_for_status()
    refused = lan.post(f"/api/v1/bulletins/{made.json()['id']}/versions/1/submit")
    assert (refused.status_code, refused.json()["code"], refused.json()["field"]) == (422, "unheard_entry", "lexicon")
    assert "«bà con»" in refused.json()["detail"]


def planned(office: Office, key: BulletinId) -> NewStation:
    with office.sessions.read() as session:
        found = latest(session, office.commune_id, key).summary
    office.slot(VersionKey(key, found.version_id, 1, found.tag))
    office.prepare()
    return office.station()


def test_an_approved_greeting_is_heard_named_and_withdrawn_like_a_bulletin(
    lan: httpx.Client, office: Office, services: Services
) -> None:
    bring(lan, "nhac-hieu")
    key = approved(lan, office)
    station = planned(office, key)
    shipped = office.manifest(station).items[0]
    path = written(lan)
    assert office.manifest(station).items[0] == shipped
    as_lan(lan, f"{path}/approve").raise_for_status()
    assert office.manifest(station).items[0].audio == (), "until it is made anew"
    office.prepare()
    item = office.manifest(station).items[0]
    greeting = VersionId(item.version_ids[-1])
    assert item.version_ids == (*shipped.version_ids, greeting)
    assert item.content_hash != shipped.content_hash
    found = heard(services, office, order_of(services, office, bulletin=key, greeting=greeting))
    assert first_words(found).startswith("Đây là Đài truyền thanh xã liên ân.")
    assert tune(found) != find_sound("nhac-hieu").load().samples.tobytes()

    lan.post(f"/api/v1{path}/withdraw", json={"reason": "Sai nhạc hiệu."}).raise_for_status()
    gone = office.manifest(station).items[0]
    assert (gone.withdrawn, gone.audio) == (True, ())
    office.prepare()
    assert office.manifest(station).items[0].content_hash == shipped.content_hash
    assert office.first().state is OccurrenceState.PREPARED


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_a_greeting_is_heard_only_where_and_while_it_is_approved(lan: httpx.Client, office: Office) -> None:
    office.zone("thôn Đông")
    planned(office, approved(lan, office))
    as_lan(lan, f"{written(lan, zones=['thôn Đông'])}/approve").raise_for_status()
    first_day = {"valid_from": "2025-11-05T00:00", "valid_to": "2025-11-05"}
    as_lan(lan, f"{written(lan, **first_day)}/approve").raise_for_status()
    office.clock.advance(timedelta(minutes=1))
    for _ in range(2):
        office.prepare()
        office.clock.advance(timedelta(hours=23))
    assert [len(each.version_ids) for each in office.occurrences()[:3]] == [1, 2, 1]
