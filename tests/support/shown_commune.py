"""A commune on an afternoon in November, as its people see it: what the pictures of the console are taken of.

Everything stands still at `NOW`: the clock is moved by hand, and the stations say what they are told to say.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import httpx
import uvicorn

from app.clock import ManualClock, local
from app.db.migrations import migrate
from app.demo import sample_files
from app.dispatch import take_heartbeat
from app.main import create_app
from app.playout import OccurrenceState
from app.programmes.renderings import unfinished
from app.programmes.tables import RenderingRow
from app.publicity import Sent, page_of, send
from app.publicity.gathering import gather
from app.settings import Settings
from app.sound import Sound, to_wav
from app.studio import Role
from app.timetable import expand
from app.units import ZoneId
from app.wire.protocol import Heartbeat, OutputHealth
from app.wiring import Services, build
from app.zones import Founding, NewStation, add_station, found_commune
from tests.support.office import Office
from tests.support.sounds import RATE, tone
from tests.support.waiting import until

FOUNDED, NOW = datetime(2025, 10, 27, 1, tzinfo=UTC), datetime(2025, 11, 4, 9, 47, 20, tzinfo=UTC)
OFFICER, CHAIRMAN, OPERATOR, ADMIN, VIEWER = "Nguyễn Thị Thu", "Trần Minh Khôi", "Phan Văn Ba", "Lê Quang Huy", "Võ Thị Tư"
PASSWORD = "mưa rào đêm qua to lắm"  # noqa: S105  # of a commune that there is not
PIN = "481516"
_ROLES = {OFFICER: "editor", CHAIRMAN: "approver", OPERATOR: "operator", ADMIN: "admin", VIEWER: "viewer"}
_PLAIN = str.maketrans("ễịầêăõứ", "eiaeaou")
_VILLAGES = {"Liên Hòa cũ": ("thôn Vân Đàm", "thôn Tân Tiến"), "Thái Sơn cũ": ("thôn Đông Trang", "thôn Đoài Thượng")}
_PLACES = ("Nhà văn hóa thôn Đông Trang", "Cổng chợ Vân Đàm", "Trụ sở UBND xã")

MEETING = """THÔNG BÁO
V/v họp thôn bình xét hộ nghèo, hộ cận nghèo năm 2025

Căn cứ Kế hoạch số 63/KH-UBND ngày 29/8/2025 của UBND xã, Ban lãnh đạo thôn kính mời mỗi hộ cử 01 người đại diện đến họp.

1. Thời gian: 19h30, thứ Bảy, ngày 08/11/2025.
2. Địa điểm: Nhà văn hóa thôn Đông Trang.
3. Nội dung: bình xét hộ nghèo, hộ CN; lấy ý kiến về danh sách dự kiến.

Mọi thắc mắc xin gọi 0228 3820 146. Đề nghị bà con đến đúng giờ./.
"""
_WATER = """Hợp tác xã Nước sạch Liên An thông báo súc rửa đường ống.
Thời gian: từ 13h30 đến 16h30, thứ Năm, ngày 06/11/2025.
Trong thời gian này nước yếu hoặc mất. Bà con chủ động trữ nước."""
_HEALTH = """Trạm Y tế xã thông báo lịch tiêm chủng tháng 11/2025.
Sáng thứ Ba, ngày 25/11/2025, từ 7h30 đến 11h00: trẻ đủ 2, 3, 4 tháng tuổi.
Đề nghị các gia đình mang theo sổ tiêm chủng."""
_LOANS = """Ngân hàng CSXH huyện giao dịch tại xã vào ngày 12 hằng tháng.
Hộ nghèo, hộ cận nghèo được vay tối đa 100.000.000 đồng/hộ, lãi suất 6,6%/năm.
Bà con gặp tổ tiết kiệm và vay vốn của thôn để làm hồ sơ."""
_STORM = """Ban Chỉ huy Phòng thủ dân sự xã đề nghị bà con chằng chống nhà cửa trước 17h00 hôm nay."""
_SLOGAN = "Chung tay vì người nghèo, không để ai bị bỏ lại phía sau."
_BAGS = "Hợp tác xã thu gom vỏ bao thuốc lúc 7h00 Chủ nhật."
_REMARKS = ("Loa ở ngõ 3 thôn Tân Tiến nghe rè, đề nghị xã kiểm tra.", "Đề nghị phát lại lịch tiêm chủng vào buổi tối.")
_MARKET = """Ban quản lý chợ Vân Đàm thông báo chợ phiên tháng 11 họp ngày 09 và ngày 24.
Đề nghị bà con để xe đúng nơi quy định, giữ vệ sinh chung."""


class _Office(Office):
    """An office whose worker leaves files behind."""

    def __init__(self, services: Services, clock: ManualClock, founding: Founding) -> None:
        super().__init__(services.sessions, clock, founding)
        self.files = services.files
        self.length_s = 640.0

    def make_audio(self) -> int:
        """As the office does, which names files by what stands in them."""
        with self.sessions.read() as session:
            keys = unfinished(session, self.clock.now())
        for text in (f"{what} {key}" for key in keys for what in ("mp3", "wav", "peaks", "timings")):
            self.files.put(text.encode())
        return super().make_audio()


@dataclass
class Shown:
    """The commune at `address`. cookies: of people who are signed in there. ids: of what pages are about."""

    services: Services
    office: _Office
    clock: ManualClock
    address: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    logins: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    stations: list[NewStation] = field(default_factory=list)

    def ask(self, name: str, method: str, path: str, form: object = None, **more: Any) -> Any:  # noqa: ANN401  # JSON
        """The answer to one request of a person by REST."""
        with self._browser(name) as client:
            answer = client.request(method, f"/api/v1{path}", json=form, **more)
        assert answer.is_success, (path, answer.text)
        return answer.json() if answer.content else None

    def _browser(self, name: str = "") -> httpx.Client:
        headers = {"Origin": self.address, "User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/115.0", "Accept": "text/html"}
        if name:
            headers["Cookie"] = self.cookies[name]
        return httpx.Client(base_url=self.address, headers=headers, timeout=60, trust_env=False)

    # --- what it has

    def people(self) -> None:
        """Five people, one a role, who sign in through the gate; the chairman and the officer may raise emergencies."""
        bearer = {"Authorization": f"Bearer {self.office.founding.token}"}
        for name, role in _ROLES.items():
            with self._browser() as client:
                form = {"name": name, "roles": [role], "may_alarm": role in {"approver", "editor"}}
                code = client.post("/api/v1/people", json=form, headers=bearer).raise_for_status().json()["code"]
                came = client.post("/vao-lan-dau", data={"code": code, "password": PASSWORD})
                [login] = re.findall(r"<strong>([a-z.]+)</strong>", came.text)
                self.logins[name] = login
        self.sign_in()
        for name in (CHAIRMAN, OFFICER):
            self.ask(name, "PUT", "/emergencies/pin", {"pin": PIN})
        self.ask(ADMIN, "PUT", "/approval", {"one_officer": False})

    def sign_in(self) -> None:
        """Let everybody come in through the gate."""
        for name, login in self.logins.items():
            with self._browser() as client:
                client.post("/dang-nhap", data={"login": login, "password": PASSWORD})
                self.cookies[name] = "; ".join(f"{each}={value}" for each, value in client.cookies.items())

    def places(self) -> None:
        """Former communes with villages; a station for the commune, two that are villages'; the regulation."""
        for former, villages in _VILLAGES.items():
            self.ask(ADMIN, "POST", "/zones", {"name": former, "level": "former_commune"})
            for village in villages:
                parent = f"xã Liên An / {former}"
                self.ask(ADMIN, "POST", "/zones", {"name": village, "level": "village", "parent": parent})
        zones = {each["name"]: ZoneId(UUID(each["id"])) for each in self.ask(ADMIN, "GET", "/zones")["items"]}
        everywhere = [self.office.founding.root.id]
        for name, served in (("Đài trung tâm", everywhere), ("Cụm loa Vân Đàm", [zones["thôn Vân Đàm"]])):
            with self.office.sessions.begin() as session:
                made = add_station(session, self.clock, self.office.actor, name=name, zone_ids=served, outputs={})
                self.stations.append(made)
        rules = {"number": "01/QC-UBND", "dated": "2025-08-15", "daily_minutes": 90, "slot_minutes": 30}
        self.ask(ADMIN, "PUT", "/regulation", rules, headers={"If-Match": '"0"'})
        page = {"is_open": True, "contact": "Điện thoại 0228 3820 146", "reply_days": 5}
        self.ask(ADMIN, "PUT", "/public-page", page, headers={"If-Match": '"0"'})

    def write(self, title: str, script: str, *, approve: bool = True, submit: bool = True, **more: object) -> str:
        """A bulletin, as far as it has come."""
        form = {"title": title, "script": script, "valid_from": "2025-10-01", "valid_to": "2025-12-31"} | more
        made = self.ask(OFFICER, "POST", "/bulletins", form)
        place = f"/bulletins/{made['id']}/versions/{made['number']}"
        if submit or approve:
            self.ask(OFFICER, "POST", f"{place}/submit")
        if approve:
            self.ask(CHAIRMAN, "POST", f"{place}/approve")
        self.ids[title] = made["id"]
        return str(made["id"])

    def rewrite(self, bulletin_id: str, old: str, new: str) -> Any:  # noqa: ANN401  # JSON
        """Let a bulletin say something else; the version that does."""
        known = self.ask(OFFICER, "GET", f"/bulletins/{bulletin_id}")
        kept = {each: known[each] for each in ("title", "theme", "priority", "valid_from", "valid_to")}
        form = kept | {"script": known["script"].replace(old, new)}
        return self.ask(OFFICER, "PUT", f"/bulletins/{bulletin_id}", form, headers={"If-Match": known["etag"]})

    def timetable(self) -> None:
        """Bulletins that may be heard, on the timetable of these weeks."""
        samples = {path.name[:2]: path.read_text(encoding="utf-8").partition("\n\n") for path in sample_files()}
        review = self.write("Quy trình rà soát hộ nghèo, hộ cận nghèo năm 2025", samples["02"][2], theme="review")
        standard = self.write("Hỏi – đáp về chuẩn nghèo đa chiều", samples["03"][2], theme="policy", kind="qa")
        target = self.write("Tuyên truyền CTMTQG giảm nghèo bền vững", samples["09"][2], theme="programme")
        water = self.write("Súc rửa đường ống nước sạch", _WATER, valid_to="2025-11-06")
        loans = self.write("Vay vốn Ngân hàng Chính sách xã hội", _LOANS, theme="policy")
        market = self.write("Chợ phiên Vân Đàm tháng 11", _MARKET, zones=["thôn Vân Đàm"])
        self.write("Khẩu hiệu Tháng cao điểm vì người nghèo", _SLOGAN, kind="spot", theme="programme")
        self.slot("Bản tin sáng", "05:30", review, standard, duration_s=1800)
        self.slot("Tiếp âm Đài tỉnh", "06:00", kind="relay", duration_s=1800)
        self.slot("Chính sách và cuộc sống", "11:15", loans, rrule="FREQ=WEEKLY;BYDAY=MO,WE,FR")
        self.slot("Bản tin chiều", "16:45", target, water, duration_s=1200)
        self.slot("Tin thôn Vân Đàm", "17:15", market, rrule="FREQ=WEEKLY;BYDAY=TU,SA", zones=["thôn Vân Đàm"])

    def slot(self, title: str, at: str, *bulletins: str, **more: object) -> str:
        """A slot on the timetable; its id."""
        form = {"title": title, "at": at, "bulletins": bulletins, "first_date": "2025-10-27"} | more
        self.ids[title] = self.ask(OFFICER, "POST", "/slots", form)["id"]
        with self.office.sessions.begin() as session:
            expand(session, self.clock, self.office.commune_id)
        return self.ids[title]

    def past(self) -> None:
        """What the station told of the days up to this hour; the evening's programme is on air."""
        while local(self.clock.now()).date() < local(NOW).date():
            self._till(_at(local(self.clock.now()).date() + timedelta(days=1), time(4, 30)))
            self.office.prepare()
            self._sounded(self.clock.now() + timedelta(days=1))
        self._till(NOW)
        self.office.prepare()
        with self.office.sessions.begin() as session:
            while gather(session, self.office.commune_id, since=None):
                pass

    def speaks(self) -> None:
        """Let the audio that is on air tell where in it each sentence is said."""
        on_air = next(each for each in self.office.occurrences() if str(each.id) == self.ids["on air"])
        rows = []
        for title in ("Tuyên truyền CTMTQG giảm nghèo bền vững", "Súc rửa đường ống nước sạch"):
            read = self.ask(OFFICER, "GET", f"/bulletins/{self.ids[title]}/versions/1/spoken")
            rows += [{"role": Role.SPEECH.value, "item": title, "text": each["text"]} for each in read["sentences"]]
        step_s = self.office.length_s / len(rows)
        timings = [row | {"start_s": step_s * number, "end_s": step_s * (number + 1)} for number, row in enumerate(rows)]
        stored = self.office.files.put(json.dumps(timings).encode())
        with self.office.sessions.begin() as session:
            session.get_one(RenderingRow, on_air.rendering_id).timings_sha256 = stored

    def _till(self, at: datetime) -> None:
        self.clock.advance(at - self.clock.now())

    def _sounded(self, until_: datetime) -> None:
        for each in self.office.occurrences():
            if not self.clock.now() <= each.starts_at < min(until_, NOW):
                continue
            self._till(each.starts_at)
            said = {"title": each.title, "approved_by": CHAIRMAN, "kind": each.kind.value, "started_at": each.starts_at}
            self.office.report(self.stations[0], each, OccurrenceState.ON_AIR, **said)
            if each.starts_at > NOW - timedelta(minutes=3):
                self.ids["on air"] = str(each.id)
                return
            broke_off = local(each.starts_at).isoformat().startswith("2025-11-02T16")
            state = OccurrenceState.INTERRUPTED if broke_off else OccurrenceState.AIRED
            self._till(each.starts_at + timedelta(minutes=15))
            self.office.report(self.stations[0], each, state, seconds=640.0, **said)

    def waits(self) -> None:
        """What is still being written, waits, was returned; an evening that nobody has approved; two airings that meet."""
        again = self.write(
            "Họp thôn Đông Trang bình xét hộ nghèo", MEETING, approve=False, theme="review", zones=["thôn Đông Trang"]
        )
        health = self.write("Lịch tiêm chủng mở rộng tháng 11", _HEALTH, approve=False)
        draft = self.write("Chằng chống nhà cửa trước bão", _STORM, approve=False, submit=False, priority="priority")
        sent_back = self.write(
            "Thu gom vỏ bao thuốc bảo vệ thực vật", "Hợp tác xã thu gom vỏ bao thuốc lúc 7h00 Chủ nhật.", approve=False
        )
        notes = [{"sentence": 1, "text": "Chủ nhật nào? Xin ghi ngày."}]
        reason = {"reason": "Thiếu ngày thu gom.", "notes": notes}
        self.ask(CHAIRMAN, "POST", f"/bulletins/{sent_back}/versions/1/return", reason)
        self.slot(
            "Tin thôn Đông Trang", "19:00", again, first_date="2025-11-05", last_date="2025-11-08", zones=["thôn Đông Trang"]
        )
        self.slot("Sức khỏe cho mọi nhà", "17:00", health, first_date="2025-11-05", rrule="FREQ=WEEKLY;BYDAY=WE,TH")
        self.ids |= {"waiting": again, "draft": draft, "returned": sent_back}
        self.office.prepare()

    def shelf(self) -> None:
        """Recordings, the lexicon, a plan, banners, remarks, days off."""
        for name, hertz in (("Nhạc hiệu Đài Liên An", 440), ("Quê hương", 330)):
            sound = {"file": (f"{name}.wav", to_wav(Sound(tone(12.0, hertz), RATE)), "audio/wav")}
            with self._browser(OFFICER) as client:
                client.post("/ban-ghi-am", data={"name": name}, files=sound)
        for written, spoken in (("PVHCC", "phục vụ hành chính công"), ("CN", "cận nghèo"), ("TK&VV", "tiết kiệm và vay vốn")):
            self.ask(OFFICER, "POST", "/lexicon?reopen=true", {"written": written, "spoken": spoken})
        tasks = [
            ("Phát thanh quy trình, kết quả rà soát hộ nghèo", "review", 8),
            ("Phát thanh chính sách giảm nghèo", "policy", 8),
            ("Phát thanh về Chương trình mục tiêu quốc gia", "programme", 4),
            ("Phát thanh chủ trương của Đảng và Nhà nước", "guideline", 2),
        ]
        target = {"unit": "times", "first": "2025-09-01", "last": "2025-12-31", "per": "month"}
        plan = {
            "year": 2025,
            "number": "63/KH-UBND",
            "dated": "2025-08-29",
            "title": "Kế hoạch truyền thông giảm nghèo về thông tin năm 2025",
            "themes": [{"title": title.removeprefix("Phát thanh ").capitalize(), "theme": theme} for title, theme, _ in tasks],
            "channels": [{"title": "Phát trên loa truyền thanh xã", "channel": "loudspeakers"}],
            "tasks": [
                {
                    "title": title,
                    "theme": theme,
                    "channel": "loudspeakers",
                    "officer": "Công chức văn hóa – xã hội",
                    "target": target | {"amount": amount},
                }
                for title, theme, amount in tasks
            ],
        }
        self.ids["plan"] = self.ask(OFFICER, "POST", "/plans", plan)["id"]
        slogan = self.ids["Khẩu hiệu Tháng cao điểm vì người nghèo"]
        for place in _PLACES:
            hung = {"bulletin": slogan, "version": 1, "format": "banner", "zone": "xã Liên An", "hung_on": "2025-10-17"}
            self.ask(OFFICER, "POST", "/banners", hung | {"place": place})
        self.sessions_of_training()
        with self.office.sessions.begin() as session:
            page = page_of(session, self.office.commune_id)
            for text in (
                "Loa ở ngõ 3 thôn Tân Tiến nghe rè, đề nghị xã kiểm tra.",
                "Đề nghị phát lại lịch tiêm chủng vào buổi tối.",
            ):
                send(session, self.clock, page, Sent(text, "Phạm Thị Tư", "0912345678"))
        remarks = self.ask(OFFICER, "GET", "/remarks")["items"]
        self.ids["remark"] = remarks[0]["id"]
        words = {"answer": "Xã đã cử người sửa loa chiều 03/11. Cảm ơn bà con đã báo."}
        self.ask(OFFICER, "POST", f"/remarks/{remarks[-1]['id']}/answer", words, headers={"If-Match": remarks[-1]["etag"]})
        self.ask(ADMIN, "POST", "/holidays", {"name": "Ngày hội Đại đoàn kết", "month": 11, "day": 18})

    def sessions_of_training(self) -> None:
        """One that was held, one that is to come."""
        villages = ("xã Liên An / Liên Hòa cũ / thôn Vân Đàm", "xã Liên An / Thái Sơn cũ / thôn Đông Trang")
        where = {"place": "Hội trường UBND xã", "trainer": "Sở Văn hóa, Thể thao và Du lịch"}
        held = {"topic": "Sử dụng hệ thống truyền thanh", "theme": "programme", "held_on": "2025-10-30", "at": "08:00"}
        groups = [{"zone": zone, "people": people} for zone, people in zip(villages, (6, 4), strict=True)]
        self.ask(OFFICER, "POST", "/trainings", held | where | {"groups": groups})
        coming = {"topic": "Điều tra viên rà soát hộ nghèo năm 2025", "theme": "review", "held_on": "2025-11-07", "at": "07:30"}
        names = zip(villages * 2, ("Đỗ Thị Hạnh", "Vũ Văn Thắng", "Bùi Thị Lan", "Ngô Văn Quý"), strict=True)
        sheet = {
            "groups": [{"zone": zone} for zone in villages],
            "attendees": [{"zone": zone, "name": who} for zone, who in names],
        }
        self.ids["training"] = self.ask(OFFICER, "POST", "/trainings", coming | where | sheet)["id"]

    def alive(self, on_air: tuple[str, ...] | None = None) -> None:
        """Let the stations say how they are. on_air: what the first one sounds; None: the evening's programme."""
        on_air = (self.ids["on air"],) if on_air is None else on_air
        for each, count in zip(self.stations, (2, 1), strict=True):
            outputs = [
                OutputHealth(name=f"loa {number + 1}", kind="soundcard", peak_dbfs=-3.0, rms_dbfs=-18.4)
                for number in range(count)
            ]
            said = {"on_air": on_air if each is self.stations[0] else (), "prepared": (), "unsent": 0, "outputs": outputs}
            machine = {"software": "0.1.0", "clock_offset_s": 0.0, "disk_free_bytes": 60 * 10**9, "manifest_version": None}
            heartbeat = Heartbeat.model_validate({"at": self.clock.now(), "next_at": None} | said | machine)
            with self.office.sessions.begin() as session:
                take_heartbeat(session, self.clock, each.station, heartbeat)


@contextmanager
def shown_commune(folder: Path, port: int = 0) -> Iterator[Shown]:
    """The commune behind a real server."""
    with _bare(folder, port) as made:
        made.people()
        made.places()
        made.timetable()
        made.past()
        made.sign_in()
        made.shelf()
        made.waits()
        made.speaks()
        made.alive()
        yield made


@contextmanager
def _bare(folder: Path, port: int) -> Iterator[Shown]:
    clock = ManualClock(FOUNDED)
    services = build(Settings(data_dir=folder / "data"), clock)
    migrate(services.sessions.engine)
    with services.sessions.begin() as session:
        founding = found_commune(session, clock, name="xã Liên An", admin="Quản trị")
    made = Shown(services, _Office(services, clock, founding), clock)
    server = uvicorn.Server(uvicorn.Config(create_app(services), port=port, lifespan="off", log_level="warning"))
    thread = Thread(target=server.run)
    thread.start()
    try:
        assert until(lambda: server.started, 30)
        made.address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        yield made
    finally:
        server.should_exit = server.force_exit = True
        thread.join()
        services.close()


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, local(NOW).tzinfo).astimezone(UTC)
