"""The timetable's pages: the week drawn, an airing moved and put back, a slot changed from a day on, a week copied."""

import html
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import event

from app.clock import local
from app.playout import QuietHours
from app.units import SlotId, new_id
from app.web.shared.marks import Mark
from app.web.timetable.grid import Band, Quiet, rows_of
from app.web.timetable.lines import Line
from app.wiring import Services
from tests.web.conftest import Person

SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
"""What must hold in both databases is tried at the acts."""
MONDAY = date(2025, 11, 3)
NIGHT = QuietHours(time(21), time(5))


def put_on(browser: httpx.Client, **form: object) -> dict[str, Any]:
    """A slot over a bulletin of its own; as REST answers it."""
    script = {"title": "Mời họp", "script": "Kính mời bà con họp lúc 19h30 ngày 16/12/2025 tại nhà văn hóa thôn."}
    bulletin = browser.post("/api/v1/bulletins", json=script).json()["id"]
    answer = browser.post("/api/v1/slots", json={"title": "Bản tin sáng", "at": "05:30", "bulletins": [bulletin], **form})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def hidden(page: httpx.Response, action: str) -> dict[str, str]:
    """What the form of an address sends along."""
    found = re.search(rf'<form[^>]*method="post" action="{re.escape(action)}"[^>]*>(.*?)</form>', page.text, flags=re.DOTALL)
    assert found is not None, page.text
    return {
        html.unescape(name): html.unescape(value)
        for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', found[1])
    }


def starts(browser: httpx.Client, month: str = "2025-11") -> list[str]:
    found = browser.get(f"/api/v1/timetable/months/{month}").json()["items"]
    return [f"{local(datetime.fromisoformat(each['starts_at'])):%d %H:%M}" for each in found if not each["cancelled"]]


@SQLITE
def test_a_clash_is_mended_by_one_button_and_taken_back_by_another(person: Person) -> None:
    editor, viewer = person("Lê Thị Hai", "editor"), person("Phan Ba", "viewer")
    put_on(editor, title="Chương trình chiều", at="16:45", duration_s=1800, last_date="2025-11-04")
    late = put_on(editor, title="Họp thôn", at="17:00", duration_s=600, last_date="2025-11-04")
    address = f"/lich-phat/{late['id']}/2025-11-04"
    week = editor.get("/lich-phat?tuan=2025-11-04")
    assert "«Họp thôn» trùng với «Chương trình chiều» (16h45) ở cả xã Liên An" in week.text
    assert "Dời lượt này sang" not in viewer.get("/lich-phat?tuan=2025-11-04").text
    moved = editor.post(f"{address}/doi", data=hidden(week, f"{address}/doi"))
    after = editor.get(moved.headers["location"])
    assert "Đã dời «Họp thôn» sang 17h15 thứ Ba 04/11" in after.text
    assert "trùng với" not in after.text
    assert starts(editor) == ["04 16:45", "04 17:15"]
    back = hidden(after, f"{address}/doi")
    assert editor.post(f"{address}/doi", data=back).status_code == 303
    assert starts(editor) == ["04 16:45", "04 17:00"]
    assert editor.get(f"/api/v1/slots/{late['id']}/days").json()["items"] == [], "nothing of the move is left"
    stale = editor.post(f"{address}/doi", data=back | {"moved_to": "18h 4/11/2025"})
    assert stale.status_code == 412, "somebody moved it since this page was made"
    assert "Đã có người sửa trước" in stale.text


@SQLITE
def test_a_clash_of_every_day_is_mended_for_good_from_the_page_of_today(person: Person) -> None:
    editor, viewer = person("Lê Thị Hai", "editor"), person("Phan Ba", "viewer")
    put_on(editor, title="Chương trình chiều", at="16:45", duration_s=1800)
    put_on(editor, title="Chương trình tối", at="17:15", duration_s=600, first_date="2025-11-08")
    late = put_on(editor, title="Họp thôn", at="17:00", duration_s=600, last_date="2025-11-20")
    address = f"/lich-phat/{late['id']}/2025-11-04"
    today = editor.get("/hom-nay")
    assert "17h00 ngày mai: «Họp thôn» – trùng giờ." in html.unescape(today.text), "a problem of tomorrow is told today"
    assert "</i>Trùng giờ</span>" in today.text, "nor does the list of what comes call it ready"
    assert hidden(today, f"{address}/doi")["moved_to"] == "17h15 04/11/2025"
    assert hidden(today, f"{address}/gio")["at"] == "17h25", "on Saturday 17:15 is taken"
    seen = viewer.get("/hom-nay").text
    assert ("trùng giờ." in seen, "Dời lượt này sang" in seen) == (True, False)
    refused = editor.post(f"{address}/gio", data=hidden(today, f"{address}/gio") | {"at": "sáng"})
    assert (refused.status_code, "Giờ phát" in refused.text) == (422, True)
    week = editor.get("/lich-phat?tuan=2025-11-04").text
    assert week.count("«Họp thôn» trùng với «Chương trình chiều»") == 1, "what meets each day is told once"
    assert "Trong tuần còn trùng 5 lần nữa." in week
    moved = editor.post(f"{address}/gio", data=hidden(today, f"{address}/gio"))
    after = editor.get(moved.headers["location"])
    assert "Từ 04/11, «Họp thôn» phát lúc 17h25." in after.text
    assert "trùng giờ" not in editor.get("/hom-nay").text
    assert [each for each in starts(editor) if each.endswith("17:25")] == [f"{day:02d} 17:25" for day in range(4, 21)]
    assert editor.post(f"{address}/gio", data=hidden(after, f"{address}/gio")).status_code == 303
    assert "trùng giờ" in editor.get("/hom-nay").text, "taken back"


@SQLITE
def test_one_left_out_is_heard_again(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    slot = put_on(editor, last_date="2025-11-06")
    address = f"/lich-phat/{slot['id']}/2025-11-05"
    out = editor.post(f"{address}/bo", data={"reason": "Xã họp"})
    assert starts(editor) == ["06 05:30"]
    page = editor.get(out.headers["location"])
    assert "Đã bỏ lượt «Bản tin sáng» 5h30 thứ Tư 05/11" in page.text
    assert editor.post(f"{address}/doi", data=hidden(page, f"{address}/doi")).status_code == 303
    assert starts(editor) == ["05 05:30", "06 05:30"]


@SQLITE
def test_longer_from_a_day_on_and_as_long_as_before_again(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    slot = put_on(editor, duration_s=900, last_date="2025-11-08")
    address = f"/lich-phat/{slot['id']}/2025-11-06"
    seen = hidden(editor.get(address), f"{address}/dai")
    for wrong in ("ba", "0", "241", "1e9", "nan"):
        refused = editor.post(f"{address}/dai", data=seen | {"minutes": wrong})
        assert (refused.status_code, "Chưa hiểu thời lượng" in refused.text) == (422, True), wrong
    longer = editor.post(f"{address}/dai", data=seen | {"minutes": "22,5"})
    page = editor.get(longer.headers["location"])
    (later,) = [each for each in editor.get("/api/v1/slots").json()["items"] if each["id"] != slot["id"]]
    assert (later["duration_s"], later["continues_id"]) == (1350, slot["id"])
    there = f"/lich-phat/{later['id']}/2025-11-06"
    assert editor.post(f"{there}/dai", data=hidden(page, f"{there}/dai")).status_code == 303
    assert editor.get(f"/api/v1/slots/{later['id']}").json()["duration_s"] == 900
    assert starts(editor) == ["05 05:30", "06 05:30", "07 05:30", "08 05:30"]


@SQLITE
def test_a_slot_is_another_from_a_day_on_and_keeps_what_the_form_does_not_hold(person: Person) -> None:
    editor, viewer = person("Lê Thị Hai", "editor"), person("Phan Ba", "viewer")
    weekly = put_on(editor, rrule="FREQ=WEEKLY;BYDAY=WE,FR", late="skip", overrun_s=60, duration_s=600, last_date="2025-11-14")
    address = f"/lich-phat/{weekly['id']}/2025-11-12/ve-sau"
    assert viewer.get(address).status_code == 403
    page = editor.get(address)
    sent = {
        "title": "Bản tin tối",
        "at": "19h",
        "minutes": "10",
        "days": re.findall(r'name="days" value="(\w+)" checked', page.text),
        "bulletins": weekly["bulletins"],
        "last_date": "14/11/2025",
        "tag": hidden(page, address)["tag"],
    }
    assert sent["days"] == ["WE", "FR"]
    assert "19h00 12/11/2025" in editor.post(address, data=sent | {"act": "xem"}).text
    assert editor.post(address, data=sent | {"act": "luu"}).status_code == 303
    assert starts(editor) == ["05 05:30", "07 05:30", "12 19:00", "14 19:00"]
    later = editor.get("/api/v1/slots").json()["items"][0]
    assert (later["title"], later["late"], later["overrun_s"]) == ("Bản tin tối", "skip", 60)
    assert editor.post(address, data=sent | {"act": "luu"}).status_code in {404, 412}, "it was cut meanwhile"
    moon = put_on(editor, lunar=[{"day": 15}], at="17:00", rrule=None)
    (first, *_) = editor.get("/api/v1/timetable/months/2026-01").json()["items"]
    day = local(datetime.fromisoformat(first["starts_at"])).date()
    page = editor.get(f"/lich-phat/{moon['id']}/{day}/ve-sau")
    assert "theo quy tắc riêng" in page.text
    kept = {"title": "Rằm", "at": "17h30", "bulletins": moon["bulletins"], "act": "luu"}
    kept["tag"] = hidden(page, f"/lich-phat/{moon['id']}/{day}/ve-sau")["tag"]
    assert editor.post(f"/lich-phat/{moon['id']}/{day}/ve-sau", data=kept).status_code == 303
    assert editor.get("/api/v1/slots").json()["items"][0]["lunar"][0]["day"] == 15


@SQLITE
def test_a_week_is_seen_before_it_is_copied(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    put_on(editor, last_date="2025-11-06")
    weeks = {"tu": "2025-11-03", "sang": "2025-11-10"}
    seen = editor.get("/lich-phat/chep", params=weeks)
    assert "Sẽ thêm <strong>3 lượt</strong>" in seen.text
    assert len(starts(editor)) == 2, "nothing is kept of a look"
    assert editor.get("/lich-phat/chep", params=weeks | {"tu": "31/2/2025"}).status_code == 422
    done = editor.post("/lich-phat/chep", data=hidden(seen, "/lich-phat/chep"))
    assert done.headers["location"] == "/lich-phat?tuan=2025-11-10&xong=da-chep-tuan"
    assert starts(editor) == ["05 05:30", "06 05:30", "11 05:30", "12 05:30", "13 05:30"]
    assert "Không có lượt nào để thêm" in editor.get("/lich-phat/chep", params=weeks).text


@SQLITE
def test_where_a_bulletin_is_used_and_why_an_airing_is_not_heard(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    slot = put_on(editor, last_date="2025-11-12")
    (bulletin,) = slot["bulletins"]
    used = editor.get(f"/lich-phat/ban-tin/{bulletin}")
    assert "5h30 05/11/2025" in used.text
    assert "và 3 lượt nữa" in used.text
    assert "chưa phát lần nào" in used.text
    assert len(editor.get(f"/api/v1/bulletins/{bulletin}/uses").json()["items"][0]["starts"]) == 8
    for address in ("/api/v1/bulletins/{}/uses", "/lich-phat/ban-tin/{}"):
        assert editor.get(address.format(new_id())).status_code == 404
    page = editor.get(f"/lich-phat/{slot['id']}/2025-11-05")
    assert "Vì sao?" in page.text
    assert f'href="/lich-phat/ban-tin/{bulletin}"' in page.text
    assert editor.post(f"/lich-phat/{slot['id']}/2025-11-07/het").status_code == 303
    gone = editor.get(f"/lich-phat/{slot['id']}/2025-11-08").text
    assert "Ngày ấy khung giờ này không còn phát" in gone
    assert "Có người đã bỏ lượt này" not in gone


@SQLITE
def test_a_bulletin_that_is_heard_late_in_the_year_is_used(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    slot = put_on(editor, first_date="2026-06-01", last_date="2026-06-03")
    (bulletin,) = slot["bulletins"]
    assert "5h30 01/06/2026" in editor.get(f"/lich-phat/ban-tin/{bulletin}").text


@SQLITE
def test_an_address_of_the_calendar_is_given_and_ended(person: Person) -> None:
    viewer = person("Phan Ba", "viewer")
    put_on(person("Lê Thị Hai", "editor"), last_date="2025-11-06")
    made = viewer.post("/lich-phat/lich-dien-thoai", data={"label": "Máy của Ba"})
    address = re.search(r"<strong>http://loalang\.test(/api/v1/timetable/feed\.ics\?token=[^<]+)</strong>", made.text)
    assert address is not None, made.text
    assert "Bản tin sáng" in viewer.get(address[1]).text
    (end,) = re.findall(r'action="(/lich-phat/lich-dien-thoai/[0-9a-f-]+/thoi)"', made.text)
    assert viewer.post(end).status_code == 303
    assert viewer.get(address[1]).status_code == 401


@SQLITE
def test_a_week_a_month_and_any_address_of_them_is_a_page(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    slot = put_on(editor, title="Lúc nửa đêm", at="20:55", duration_s=None, last_date="2025-11-09")
    zone = editor.get("/api/v1/zones").json()["items"][0]["id"]
    sunday = editor.get("/lich-phat?tuan=2025-11-09").text
    assert f"/lich-phat/{slot['id']}/2025-11-09" in sunday
    assert "Quốc khánh" in editor.get("/lich-phat?tuan=2025-09-02").text
    empty = editor.get("/lich-phat?tuan=2026-03-03").text
    assert "Tuần này chưa có lượt phát nào" in empty
    assert "/lich-phat/chep?tu=2026-02-23&amp;sang=2026-03-02" in empty
    assert "20h55" in editor.get("/lich-phat/thang?thang=2025-11").text
    for day, month in (
        ("2025-11-05", "2025-11"),
        ("2025-09-30", "2025-10"),
        ("2025-12-30", "2026-01"),
        ("2025-10-28", "2025-10"),
    ):
        assert f'/lich-phat/thang?thang={month}">' in editor.get(f"/lich-phat?tuan={day}").text, day

    for query in (
        f"khu={zone}",
        "khu=x",
        "tuan=0001-01-01",
        "tuan=x",
        "viec=doi&luot=x/y",
        f"viec=doi&luot={slot['id']}/2025-11-05",
    ):
        assert editor.get(f"/lich-phat?{query}").status_code == 200, query
    for month in ("2025-13", "x", "0001-01", "9999-12"):
        assert editor.get(f"/lich-phat/thang?thang={month}").status_code == 200, month


@SQLITE
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "0026-11-04"])
def test_a_day_of_another_age_is_none_wherever_it_is_written(person: Person, day: str) -> None:
    editor = person("Lê Thị Hai", "editor")
    own = f"/lich-phat/{put_on(editor)['id']}/{day}"
    for page in ("", "/lai", "/rieng", "/ve-sau"):
        assert editor.get(f"{own}{page}").status_code == 404, page
    for act in ("doi", "gio", "dai", "bo", "dat-lai", "het", "rieng", "ve-sau"):
        assert editor.post(f"{own}/{act}").status_code == 404, act
    for address in (f"/goi-phat?ngay={day}", f"/nhat-ky?tu={day}&den={day}"):
        assert "Chưa hiểu ngày" in editor.get(address).text, address
    for address in (f"/lich-phat/chep?tu={day}&sang={day}", f"/lich-phat/chep?tu=2025-11-04&sang={day}"):
        assert editor.get(address).status_code == 422, address
    form = {"title": "x", "at": "23:59", "first_date": day, "tu": day, "sang": day, "ngay": day}
    for address in ("/lich-phat/moi", "/lich-phat/chep", "/goi-phat"):
        assert "Chưa hiểu ngày" in editor.post(address, data=form).text, address


@SQLITE
def test_of_many_clashes_the_first_are_told_and_the_others_counted(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    bulletin = put_on(editor, at="05:30", last_date="2025-11-30")["bulletins"][0]
    form = {"title": "Họp thôn", "at": "5h30", "first_date": "5/11/2025", "last_date": "30/11/2025", "bulletins": bulletin}
    tried = html.unescape(editor.post("/lich-phat/moi", data=form | {"zones": "xã Liên An", "act": "xem"}).text)
    assert tried.count("trùng với «Bản tin sáng»") == 5
    assert "Còn 21 lượt nữa trùng giờ, lượt cuối 5h30 ngày 30/11/2025." in tried


@SQLITE
def test_a_full_week_asks_no_more_of_the_database_than_an_empty_one(person: Person, services: Services) -> None:
    editor = person("Lê Thị Hai", "editor")
    asked: list[str] = []
    engine = services.sessions.engine
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))

    def count(address: str) -> int:
        asked.clear()
        assert editor.get(address).status_code == 200
        return len(asked)

    pages = ("/lich-phat?tuan=2025-11-10", "/lich-phat/thang?thang=2025-11")
    put_on(editor)
    before = [count(page) for page in pages]
    for number in range(6):
        put_on(editor, title=f"Thôn {number}", at=f"{6 + number:02}:00", duration_s=7200)
    assert [count(page) for page in pages] == before


# --- drawn


def line(starts_at: datetime, length: timedelta) -> Line:
    return Line(
        slot_id=SlotId(new_id()),
        day=starts_at.date(),
        title="Lượt",
        starts_at=starts_at,
        ends_at=starts_at + length,
        places="cả xã",
        zones=frozenset(),
        mark=Mark("plan", "off"),
        state="Đã lên lịch",
        reason="",
        css="",
        tag="1",
        is_over=False,
        is_cancelled=False,
    )


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2025, 11, day, hour, minute, second, tzinfo=UTC)


def bands(*lines: Line) -> list[Band]:
    return [row for row in rows_of(MONDAY, lines, NIGHT) if isinstance(row, Band)]


def test_what_reaches_over_midnight_is_drawn_on_both_days_also_from_the_sunday_before() -> None:
    first, *_, last = rows_of(
        MONDAY, [line(at(2, 23, 50), timedelta(minutes=20)), line(at(9, 23, 50), timedelta(minutes=20))], NIGHT
    )
    assert isinstance(first, Band)
    (rest,) = first.cells[0].placed
    assert (rest.piece.begin, rest.piece.end, rest.piece.is_rest) == (0, 10, True)
    (sunday,) = bands(line(at(9, 23, 50), timedelta(minutes=20)))[0].cells[6].placed
    assert (sunday.piece.begin, sunday.piece.end) == (23 * 60 + 50, 24 * 60)
    assert (last.begin, last.end) in {(21 * 60, 24 * 60), (23 * 60 + 45, 24 * 60)}


@pytest.mark.parametrize("length", [timedelta(0), timedelta(seconds=5)])
def test_seconds_and_nothing_have_a_box_that_can_be_pressed(length: timedelta) -> None:
    (band,) = bands(line(at(4, 5, 30, 7), length))
    (placed,) = band.cells[1].placed
    assert placed.span * band.pixels >= 24
    assert placed.size == "slim"


def test_those_at_one_hour_stand_beside_each_other_and_a_crowd_is_counted() -> None:
    three = bands(*(line(at(4, 6), timedelta(minutes=30)) for _ in range(3)), line(at(4, 6, 30), timedelta(minutes=30)))[0]
    assert [each.lane for each in three.cells[1].placed] == [1, 2, 3, 0]
    assert three.cells[1].lanes == 3
    short = bands(*(line(at(4, 6), timedelta(minutes=5)) for _ in range(2)))[0].cells[1]
    assert (short.lanes, len(short.placed), short.more) == (0, 2, 0), "half a box of one line holds no title"
    crowd = bands(*(line(at(4, 6), timedelta(minutes=5)) for _ in range(40)))[0].cells[1]
    assert (crowd.lanes, len(crowd.placed), crowd.more) == (0, 4, 36)


def test_a_short_airing_with_a_long_title_has_the_lines_for_it_where_there_is_room() -> None:
    long = replace(line(at(4, 6), timedelta(minutes=5)), title="Tin thôn Đông Trang")
    assert bands(line(at(4, 6), timedelta(minutes=5)))[0].cells[1].lanes == 1
    assert bands(long)[0].cells[1].lanes == 0
    many = bands(*(replace(long, starts_at=at(4, 6, 15 * n), ends_at=at(4, 6, 15 * n + 5)) for n in range(4)), long)[0].cells[1]
    assert (many.lanes, len(many.placed)) != (0, 4), "five are drawn by their hours"


@pytest.mark.parametrize("hours", [1, 8, 24])
def test_a_band_has_a_class_for_each_of_its_rows_however_long_it_is(hours: int) -> None:
    (band,) = bands(line(at(4, 0), timedelta(hours=hours)))
    (placed,) = band.cells[1].placed
    assert placed.row == 1
    assert placed.span * band.step == hours * 60
    assert placed.span <= 36


def test_quiet_hours_over_midnight_are_two_and_an_empty_week_has_nothing_else() -> None:
    assert rows_of(MONDAY, [], NIGHT) == [Quiet(0, 5 * 60), Quiet(21 * 60, 24 * 60)]
    assert rows_of(MONDAY, [], QuietHours(time(12), time(13))) == [Quiet(12 * 60, 13 * 60)]


@SQLITE
def test_what_was_done_with_an_airing_that_had_been_moved_names_its_own_hour(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    made = put_on(editor, at="16:45", duration_s=600, last_date="2025-11-08")
    address = f"/lich-phat/{made['id']}/2025-11-06"
    editor.post(f"{address}/doi", data={"moved_to": "18h 7/11/2025"})

    def said(act: str, **form: str) -> str:
        nonlocal address
        sent = hidden(editor.get(address), f"{address}/{act}")
        done = editor.post(f"{address}/{act}", data=sent | form).headers["location"]
        address = "/lich-phat/" + re.findall("luot=([^&]+)", done)[0]
        return html.unescape(re.findall(r'role="status"><i[^>]*></i><p>(.*?)</p>', editor.get(done).text)[0])

    assert said("dai", minutes="20") == "Từ lượt 18h00 thứ Sáu 07/11, đã đổi thời lượng «Bản tin sáng»."
    assert said("gio", at="15h") == (
        "Từ 06/11, «Bản tin sáng» phát lúc 15h00. Lượt đã dời sang 18h00 thứ Sáu 07/11 vẫn giữ giờ ấy."
    )
    assert starts(editor) == ["04 16:45", "05 16:45", "07 15:00", "07 18:00", "08 15:00"]
    assert said("bo", reason="Mưa") == "Đã bỏ lượt «Bản tin sáng» 18h00 thứ Sáu 07/11."
