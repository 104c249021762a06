"""*Hôm nay* says which sentence is on air, of which bulletin, and how far the programme came."""

import json
import re
from datetime import time, timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from app.dispatch import manifest_for
from app.playout import BlockedReason, OccurrenceState
from app.programmes.tables import RenderingRow
from app.wire.protocol import AsRunBatch, AsRunEntry, Heartbeat, OutputHealth
from app.wiring import Services
from app.zones.signing import DatabaseSigners
from tests.support.office import Office
from tests.web.conftest import PIN, Person

TIMINGS = [
    {"start_s": 0.0, "end_s": 4.0, "role": "jingle", "text": "", "item": "nhac-hieu"},
    {"start_s": 4.0, "end_s": 9.0, "role": "speech", "text": "Đây là đài truyền thanh.", "item": "lời dẫn"},
    {"start_s": 10.0, "end_s": 30.0, "role": "speech", "text": "Mời bà con đi họp.", "item": "Mời họp"},
    {"start_s": 31.0, "end_s": 50.0, "role": "speech", "text": "Nước sạch đã có lại.", "item": "Nước sạch"},
    {"start_s": 200.0, "end_s": 210.0, "role": "speech", "text": "Còn xa mới tới.", "item": "Nước sạch"},
]


class Board:
    """*Hôm nay* of a viewer while the one station sounds the first occurrence, a minute after it began."""

    def __init__(self, office: Office, services: Services, browser: httpx.Client, folder: Path) -> None:
        self.office, self.browser = office, browser
        office.length_s = 240.0
        office.slot(office.approved(), office.approved(), at=time(8, 30))
        office.prepare()
        self.station = office.station()
        self.airing = office.first()
        (folder / "timings").write_text(json.dumps(TIMINGS), encoding="utf-8")
        self.kept = services.files.adopt(folder / "timings")
        with office.sessions.begin() as session:
            row = session.get_one(RenderingRow, self.airing.rendering_id)
            row.timings_sha256 = self.kept
        self._at(0.0)

    def _at(self, after_s: float) -> None:
        self.office.clock.advance(self.airing.starts_at + timedelta(seconds=after_s) - self.office.clock.now())

    def page(self, after_s: float, **outputs: str) -> str:
        self._at(after_s)
        said = Heartbeat(
            at=self.office.clock.now(),
            software="0.1.0",
            manifest_version=manifest_for(
                self.office.sessions, self.office.clock, DatabaseSigners(), self.station.station
            ).version,
            clock_offset_s=0.0,
            disk_free_bytes=1,
            next_at=None,
            on_air=(self.airing.id,),
            prepared=(),
            unsent=0,
            outputs=tuple(OutputHealth.model_validate({"name": name, "kind": kind}) for name, kind in outputs.items()),
        )
        self._hand_in("heartbeat", said.canonical())
        page = self.browser.get("/hom-nay")
        assert page.status_code == 200
        return page.text

    def aired(self, output: str) -> None:
        """The station's log says that it sounded through an output."""
        about = {"id": uuid4(), "occurrence_id": self.airing.id, "output": output, "content_hash": self.airing.content_hash}
        when = {"at": self.office.clock.now(), "planned_at": self.airing.starts_at, "seconds": 240.0}
        self.office.reported += 1
        entry = AsRunEntry.model_validate(
            about | when | {"state": OccurrenceState.AIRED, "title": "Bản tin", "sequence": self.office.reported}
        )
        self._hand_in("as-run", AsRunBatch(entries=(entry,)).canonical())

    def alarmed(self, output: str, alarm: dict[str, str]) -> None:
        """The station's log says that an emergency sounds through an output."""
        self.office.reported += 1
        about = {"id": uuid4(), "sequence": self.office.reported, "kind": "emergency", "state": OccurrenceState.ON_AIR}
        order = {
            "occurrence_id": alarm["id"],
            "title": alarm["title"],
            "content_hash": alarm["content_hash"],
            "planned_at": alarm["began_at"],
        }
        entry = AsRunEntry.model_validate(about | order | {"output": output, "at": self.office.clock.now()})
        self._hand_in("as-run", AsRunBatch(entries=(entry,)).canonical())

    def _hand_in(self, door: str, said: bytes) -> None:
        headers = {"Authorization": f"Bearer {self.station.secret}", "Content-Type": "application/json"}
        self.browser.post(f"/api/v1/station/{door}", content=said, headers=headers).raise_for_status()


@pytest.fixture
def board(office: Office, services: Services, person: Person, tmp_path: Path) -> Board:
    return Board(office, services, person("Phan Ba", "viewer", may_alarm=True), tmp_path)


def _said(page: str) -> list[tuple[str, bool]]:
    """Each sentence on the page, and whether it is seen."""
    return [(text, " hidden" not in marks) for marks, text in re.findall(r"<span data-from([^>]*)>([^<]*)</span>", page)]


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_the_sentence_on_air_is_shown_with_those_that_come_soon(board: Board) -> None:
    board.office.report(board.station, board.airing, OccurrenceState.ON_AIR)
    assert _said(board.page(2.0))[0] == ("Đây là đài truyền thanh.", True), "the first is shown while the tune is heard"
    page = board.page(12.0)
    assert _said(page) == [("Mời bà con đi họp.", True), ("Nước sạch đã có lại.", False)]
    [rest] = board.browser.get("/api/v1/status").json()["on_air"]
    assert ([each["text"] for each in rest["said"]], rest["number"], rest["at_s"]) == (
        ["Mời bà con đi họp.", "Nước sạch đã có lại."],
        1,
        12.0,
    ), "by REST the same"
    assert "Mục 1 trong 2: Mời họp" in page
    assert "Đã phát <span data-done>12 giây</span>" in page
    assert "Còn <span data-left>3 phút 48 giây</span>" in page
    assert "Mục 2 trong 2: Nước sạch" in board.page(60.0)
    assert _said(board.page(60.0)) == [("Nước sạch đã có lại.", True)]


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_one_lost_station_of_several_is_named_where_it_is_to_sound(board: Board) -> None:
    board.page(-1200.0)
    own = board.station
    board.station = board.office.station(board.office.founding.root.id, board.office.zone("thôn Đông").id)
    board.page(-1200.0)
    assert "</i>Sẵn sàng phát</span>" in board.page(-1190.0)
    board.office.clock.advance(timedelta(minutes=15))
    page = board.page(-290.0)
    assert f"Sẵn sàng phát, trừ nơi không rõ: {own.station.name} mất kết nối từ 8h10" in page
    assert "</i>Sẵn sàng phát</span>" not in page


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_while_an_emergency_sounds_it_says_what_becomes_of_what_is_due_and_lists_it_afterwards(board: Board) -> None:
    chairman, ready = board.browser, "</i>Sẵn sàng phát</span>"
    assert ready in board.page(-1200.0)
    storm = {"hazard": "other", "text": "Nước lên nhanh.", "zones": ["xã Liên An"], "every_min": "10", "ends_at": "22h"}
    assert chairman.post("/phat-khan/phat", data=storm | {"key": "k", "pin": PIN}).status_code == 303
    [alarm] = [each for each in chairman.get("/api/v1/emergencies").json()["items"] if each["sort"] == "alert"]
    assert "Hôm nay chưa phát lượt nào" in board.page(-1150.0, out="soundcard"), "ordered, and not heard yet"
    board.alarmed("out", alarm)
    page = board.page(-1100.0, out="soundcard")
    assert ("Sẵn sàng phát, xen giữa các lần nhắc lại" in page, ready in page) == (True, False)
    assert "Lượt đến giờ vẫn phát, xen giữa các lần nhắc lại" in page
    assert "</i>Phát ngoài lịch, còn hiệu lực</span>" in page
    chairman.post(f"/phat-khan/{alarm['id']}/ket-thuc")
    page = board.page(-1000.0, out="soundcard")
    heard = page[page.index("Đã phát hôm nay") :]
    assert f"8h10</span> {alarm['title']}<br>" in heard
    assert ("</i>Đã phát ngoài lịch</span>" in heard, ready in page) == (True, True)


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_a_correction_is_not_called_an_alarm(board: Board, services: Services) -> None:
    chairman = board.browser
    form = {"hazard": "fire", "blank-fire-dia_diem": "chợ Đông Trang", "zones": "xã Liên An", "every_min": "10", "ends_at": "22h"}
    assert chairman.post("/phat-khan/phat", data=form | {"key": "k", "pin": PIN}).status_code == 303
    assert "Đang phát khẩn" in chairman.get("/hom-nay").text
    page = chairman.get("/phat-khan/dang-phat").text
    assert ("đang được soạn" in page, "Phát lời đính chính" in page) == (True, False), "nothing is aired unread"
    services.alarms.prepare_corrections(board.office.commune_id)
    [prepared] = [each for each in chairman.get("/api/v1/emergencies").json()["items"] if each["sort"] == "correction"]
    page = chairman.get("/phat-khan/dang-phat").text
    before_the_pin = page[page.index("Phát nhầm: đính chính") : page.index("/dinh-chinh")]
    assert f"<blockquote>{' '.join(prepared['spoken'].splitlines())} </blockquote>" in before_the_pin, "its very words"
    assert re.search("<dt>Ở đâu</dt><dd><strong>.*xã Liên An</strong>", before_the_pin)
    [alarm] = [each for each in chairman.get("/api/v1/emergencies").json()["items"] if each["sort"] == "alert"]
    assert chairman.post(f"/phat-khan/{alarm['id']}/dinh-chinh", data={"pin": PIN}).status_code == 303
    for address in ("/hom-nay", "/phat-khan/dang-phat"):
        page = chairman.get(address).text
        assert ("Đang phát đính chính" in page, "Đính chính: " in page) == (True, True), address
        assert ("Đang phát khẩn" in page, "is-alarm" in page, "air-alarm" in page) == (False, False, False), address


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_what_a_lost_station_said_last_is_not_told_as_if_it_were_so_now(board: Board) -> None:
    assert "</i>Sẵn sàng phát</span>" in board.page(-1200.0)
    board.office.clock.advance(timedelta(minutes=15))
    lost = board.browser.get("/hom-nay").text
    assert "Không rõ có phát được không. Mất liên lạc với mọi máy phát từ 8h10" in lost
    assert ("Sẵn sàng phát" in lost, "Lúc này không phát gì" in lost) == (False, False)
    board.office.report(board.station, board.airing, OccurrenceState.ON_AIR)
    assert "</i>Đang phát</p>" in board.page(12.0)
    board.office.clock.advance(timedelta(minutes=10))
    over = board.browser.get("/hom-nay").text
    assert "Không rõ đã phát xong chưa. Mất liên lạc với mọi máy phát từ 8h30" in over
    assert "</i>Đang phát<" not in over, "it ended six minutes ago"
    assert "Không rõ loa đang phát gì" in over


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_nothing_is_guessed_while_it_is_broken_off_and_it_goes_on_where_it_was(board: Board) -> None:
    board.office.report(board.station, board.airing, OccurrenceState.ON_AIR)
    board.office.clock.advance(timedelta(seconds=20))
    board.office.report(board.station, board.airing, OccurrenceState.ON_AIR, seconds=20.0, reason=BlockedReason.EMERGENCY)
    page = board.page(60.0)
    assert _said(page) == []
    assert "data-done" not in page
    board.office.report(board.station, board.airing, OccurrenceState.ON_AIR, seconds=10.0)
    assert _said(board.page(65.0))[0] == ("Mời bà con đi họp.", True)
    assert "Đã phát <span data-done>15 giây</span>" in board.page(65.0)


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_timings_that_are_damaged_leave_how_far_it_is(board: Board, services: Services) -> None:
    board.office.report(board.station, board.airing, OccurrenceState.ON_AIR)
    path = services.files.path(board.kept)
    assert path is not None
    path.write_bytes(b"[{}")
    page = board.page(12.0)
    assert _said(page) == []
    assert "Đã phát <span data-done>12 giây</span>" in page


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_what_only_went_into_a_folder_is_never_told_as_heard(board: Board, person: Person) -> None:
    """Also after a loudspeaker was connected: the log keeps what the output was when it sounded."""
    note, written = "Chưa nối loa: âm thanh chỉ được ghi thành tệp.", "Chỉ ghi thành tệp, không ra loa"
    assert note not in board.page(0.0), "nobody said what the outputs are"
    page = board.page(1.0, out="folder")
    assert note in page
    assert "/cai-dat/may-phat#noi-loa" in page
    assert 'id="noi-loa"' in board.browser.get("/cai-dat/may-phat").text, "which says how it is mended"
    assert board.browser.get("/api/v1/status").json()["reaches_nobody"]
    storm = {"hazard": "other", "text": "Nước lên nhanh.", "zones": ["xã Liên An"], "every_min": "10", "ends_at": "22h"}
    asked = person("Lê Thị Hai", "approver", may_alarm=True).post("/phat-khan/xac-nhan", data=storm).text
    assert "Chỉ ghi thành tệp, không loa nào kêu" in asked, "least of all what the people must hear at once"
    board.aired("out")
    today = board.page(300.0, out="folder").partition('id="da-phat"')[2]
    assert (today.count(written), ">Đã phát<" in today) == (1, False), "said as the log says it"
    later = board.page(301.0, out="soundcard", stream="icecast")
    assert (note in later, written in later) == (False, True)
    log = board.browser.get("/nhat-ky").text
    assert written in log
    assert "Đã phát 0 trong 1 lượt, 0 phút. 1 lượt chỉ ghi thành tệp, không ra loa." in log
    assert "Thêm 1 lượt chỉ ghi thành tệp" in board.browser.get("/api/v1/log-book?from=2025-11-04&to=2025-11-04").text
    assert written in board.browser.get(f"/lich-phat/{board.airing.slot_id}/{board.airing.day}").text
    [line] = board.browser.get("/api/v1/as-run").json()["items"]
    assert line["output_kind"] == "folder"
    board.aired("stream")
    assert written not in board.page(302.0, out="folder", stream="icecast"), "somebody heard it there"


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_what_comes_next_is_what_will_sound_and_a_stop_is_lifted_only_while_there_is_one(board: Board) -> None:
    office, browser = board.office, board.browser
    office.slot(office.write(), at=time(9, 30), title="Chưa duyệt")
    office.prepare()
    office.report(board.station, board.airing, OccurrenceState.MISSED, reason=BlockedReason.STOPPED)
    page = browser.get("/hom-nay").text
    [coming] = re.findall(r"Lượt tới: <strong>.*?</strong>, «(.*?)»", page)
    assert (coming, "Chưa duyệt" in page) == ("Bản tin chiều", True)
    lift = '<a class="btn btn-small" href="/phat-lai">'
    assert (lift in page, "Lượt đã lỡ không phát bù" in page) == (False, True)
    missed = f"/lich-phat/{board.airing.slot_id}/{board.airing.day}"
    assert ("Lượt đã lỡ không phát bù" in browser.get(missed).text, "Cho phát trở lại" in browser.get(missed).text) == (
        True,
        False,
    )
    browser.post("/dung-tat-ca")
    stopped = browser.get("/hom-nay").text
    assert (lift in stopped, "Sẵn sàng phát" in stopped, "Đang dừng, chưa phát" in stopped) == (True, False, True)
    assert "Lượt tới" not in stopped, "nothing will sound"
    waiting = next(each for each in office.occurrences() if each.state is OccurrenceState.PREPARED)
    of_it = browser.get(f"/lich-phat/{waiting.slot_id}/{waiting.day}").text
    assert ("đến giờ mà chưa cho phát trở lại thì lượt này không phát" in of_it, "Sẽ phát" in of_it) == (True, False)
    assert "Cho phát trở lại" in browser.get(missed).text
    lifting = browser.get("/phat-lai").text
    assert 'id="pin"' in lifting, "who has a PIN is who it is by the PIN"
    office.clock.advance(timedelta(hours=1))
    [said] = re.findall(r'name="said" value="(\d+)"', lifting)
    anew = browser.post("/phat-lai", data={"said": said})
    assert "cho phát trở lại, xin xác nhận lại" in anew.text, anew.text[-2000:]
    assert browser.post("/phat-lai", data={"said": said, "pin": PIN}).headers["location"] == "/hom-nay?xong=da-phat-lai"


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_an_alarm_that_only_a_folder_got_is_never_told_as_heard(board: Board) -> None:
    """Nor at the station itself, whatever its log says."""
    note, written, browser = "không loa nào kêu", "Chỉ ghi thành tệp, không ra loa", board.browser
    form = {"hazard": "fire", "blank-fire-dia_diem": "chợ Đông Trang", "zones": "xã Liên An", "every_min": "10", "ends_at": "22h"}
    board.page(0.0, out="folder")
    assert browser.post("/phat-khan/phat", data=form | {"key": "k", "pin": PIN}).status_code == 303
    assert note in browser.get("/phat-khan/dang-phat").text, "from its first second"
    [alarm] = [each for each in browser.get("/api/v1/emergencies").json()["items"] if each["sort"] == "alert"]
    board.alarmed("out", alarm)
    assert written in browser.get("/phat-khan/dang-phat").text
    [reach] = browser.get(f"/api/v1/emergencies/{alarm['id']}").json()["reach"]
    assert (reach["state"], reach["state_word"]) == ("written", written)
    browser.post(f"/api/v1/emergencies/{alarm['id']}/cancel", json={"reason": "Xong."}).raise_for_status()
    public = browser.get("/cong-khai/xa-lien-an").text
    assert "Đang phát khẩn" not in public
    assert re.findall(rf"Phát khẩn: {alarm['title']} <small.*?{written}</span></li>", public), "nor where citizens look"
    board.page(1.0, out="folder", loa="soundcard")
    board.alarmed("loa", alarm)
    heard = browser.get("/phat-khan/dang-phat").text
    assert (written in heard, note in heard) == (False, False), "a loudspeaker beside it was heard"
