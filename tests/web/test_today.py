"""*Hôm nay*: what went wrong has its place there, with the button that puts it away or leads to where it is looked at."""

import re
from uuid import UUID

from app.clock import ManualClock
from app.faults import note_fault, observe
from app.units import StationId
from app.wiring import Services
from app.zones import Founding
from tests.web.conftest import Person
from tests.web.test_pages import SQLITE


@SQLITE
def test_what_went_wrong_is_put_away_by_who_saw_it(
    person: Person, services: Services, founding: Founding, clock: ManualClock
) -> None:
    operator, viewer = person("Phan Ba", "operator"), person("Ba Phan", "viewer")
    bearer = {"Authorization": f"Bearer {founding.token}"}
    station = operator.post("/api/v1/stations", json={"name": "Máy ở trụ sở"}, headers=bearer).json()["id"]
    with services.sessions.begin() as session:
        note_fault(session, clock.now(), founding.commune_id, "restored")
        observe(session, clock.now(), founding.commune_id, StationId(UUID(station)), {("", "disk_low"): clock.now()})
    page = operator.get("/hom-nay").text
    assert 'href="/cai-dat/may-phat">Xem máy phát' in page, "what lasts at a station is looked at there"
    [fault] = re.findall(r'name="fault" value="([^"]+)"', page)
    assert 'name="fault"' not in viewer.get("/hom-nay").text
    assert viewer.post("/hom-nay/da-biet", data={"fault": fault}).status_code == 403
    assert operator.post("/hom-nay/da-biet", data={"fault": fault}).headers["location"] == "/hom-nay?xong=da-biet"
    assert 'name="fault"' not in operator.get("/hom-nay").text
