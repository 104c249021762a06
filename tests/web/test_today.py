"""*Hôm nay*: what went wrong has its place there, with the button that puts it away or leads to where it is looked at."""

import re
from datetime import timedelta
from uuid import UUID

import httpx
from sqlalchemy import delete

from app.clock import ManualClock
from app.emergencies.tables import PinRow
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
    with services.sessions.begin() as session:
        observe(session, clock.now(), founding.commune_id, StationId(UUID(station)), {})
    over = operator.get("/hom-nay").text
    assert "Máy ở trụ sở: đã qua – " in over, "what is over is not told as if it lasted"
    assert "Nay đã bình thường" in over


@SQLITE
def test_who_may_raise_an_alarm_is_told_of_the_missing_pin_before_the_storm(person: Person, services: Services) -> None:
    chairman, viewer = person("Lê Thị Hai", "approver", may_alarm=True), person("Phan Ba", "viewer")
    told = "Đồng chí chưa đặt mã PIN phát khẩn."
    assert told not in chairman.get("/hom-nay").text
    assert "Mã PIN đang dùng" in chairman.get("/cai-dat/cua-toi").text
    with services.sessions.begin() as session:
        session.execute(delete(PinRow))
    assert (told in chairman.get("/hom-nay").text, told in viewer.get("/hom-nay").text) == (True, False)
    assert "Mã PIN đang dùng" not in chairman.get("/cai-dat/cua-toi").text, "nobody is asked for what there is not"


@SQLITE
def test_the_day_on_which_one_signs_in_anew_is_told_beforehand(person: Person, clock: ManualClock) -> None:
    """However much a sign-in is used, it ends after three days."""
    officer = person("Lê Thị Hai", "editor")
    assert "muộn nhất 8h00 07/11/2025" in officer.get("/hom-nay").text, "also where no script runs"
    for _ in range(47):
        clock.advance(timedelta(minutes=90))
        assert officer.get("/api/v1/me").status_code == 200
    assert _sign_in_note(officer) == ("Sắp hết phiên làm việc", True), "an hour and a half before"
    clock.advance(timedelta(minutes=80))
    assert _sign_in_note(officer) == ("Sắp phải đăng nhập lại", False)
    clock.advance(timedelta(minutes=10))
    assert officer.get("/hom-nay").headers["location"].startswith("/dang-nhap")


def _sign_in_note(browser: httpx.Client) -> tuple[str, bool]:
    """What it says, and whether it is out of sight."""
    [(marks, words)] = re.findall(r'id="het-phien"([^>]*)><p><strong>([^<]+)<', browser.get("/hom-nay").text)
    return words, " hidden" in marks
