"""What was done for a plan, counted from the lines that stations wrote, and from nothing else."""

import csv
import io
import re
import zipfile
from datetime import timedelta
from typing import Any

import httpx
import pytest
from docx import Document
from pypdf import PdfReader
from sqlalchemy import String, literal, select, update

from app.airlog.tables import AsRunRow
from app.bulletins.tables import BulletinVersionRow
from app.playout import OccurrenceState
from app.timetable.tables import OccurrenceRow
from tests.support.office import Office

PLAN_OF_2024: dict[str, Any] = {"year": 2024, "title": "Kế hoạch"}
SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)


def _task(theme: str, amount: int, **target: Any) -> dict[str, Any]:  # noqa: ANN401  # of the form
    usual = {"amount": amount, "unit": "times", "first": "2025-10-01", "last": "2025-12-31", "per": "month"}
    return {"title": f"Phát {theme}", "theme": theme, "channel": "loudspeakers", "target": usual | target}


def _plan(client: httpx.Client, *tasks: dict[str, Any]) -> str:
    form = {"year": 2025, "title": "Kế hoạch năm 2025", "tasks": tasks, "themes": [{"title": "Chính sách", "theme": "policy"}]}
    made: str = client.post("/api/v1/plans", json=form).raise_for_status().json()["id"]
    return made


def _aired(client: httpx.Client, office: Office, *, loud: int = 5) -> None:
    """Three bulletins, two of them in one slot, for four days; what is not said of a day was never reported.

    loud: so many airings sounded by more than a folder.
    """
    keys: list[str] = []
    for theme in ("review", "policy", "policy"):
        text = {"title": f"Tin {theme}", "script": f"Mời bà con nghe tin {len(keys)}.", "theme": theme}
        text |= {"valid_from": "2025-11-01", "valid_to": "2025-12-31"}
        key = client.post("/api/v1/bulletins", json=text).raise_for_status().json()["id"]
        path = f"/api/v1/bulletins/{key}/versions/1"
        client.post(f"{path}/submit").raise_for_status()
        client.post(f"{path}/approve").raise_for_status()
        keys.append(key)
    for at, bulletins in (("08:00", keys[:2]), ("09:00", keys[2:])):
        slot = {"title": f"Buổi {at}", "at": at, "bulletins": bulletins, "rrule": "FREQ=DAILY"}
        client.post("/api/v1/slots", json=slot).raise_for_status()
    office.prepare()
    station = office.station()
    ends = iter([OccurrenceState.AIRED] * 3 + [OccurrenceState.INTERRUPTED, OccurrenceState.AIRED])
    for number, (occurrence, state) in enumerate(zip(office.occurrences(), ends, strict=False)):
        office.kinds = {"ngoai": "folder", "trong": "soundcard" if number < loud else "folder"}
        for output in ("trong", "ngoai") if state is OccurrenceState.AIRED else ("trong",):
            began = {"started_at": occurrence.starts_at, "at": occurrence.starts_at, "output": output}
            office.report(station, occurrence, OccurrenceState.ON_AIR, **began)
            office.report(station, occurrence, state, **began, seconds=120.0)


def _words_of(answer: httpx.Response) -> str:
    """What stands in a PDF, page after page."""
    assert answer.headers["content-type"] == "application/pdf", answer.text
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


def _text(client: httpx.Client, path: str, form: str) -> str:
    """What a report says, with single spaces."""
    answer = client.get(f"{path}/report", params={"format": form}).raise_for_status()
    if form in {"html", "csv"}:
        return answer.content.decode("utf-8-sig")
    if form == "docx":
        return "\n".join(each.text for each in Document(io.BytesIO(answer.content)).paragraphs)
    if form == "xlsx":
        with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
            return book.read("xl/sharedStrings.xml").decode()
    return " ".join(_words_of(answer).split())


def _tables(data: bytes) -> dict[str, list[list[str]]]:
    """The tables of a Word file by their first heading; of two, the first."""
    found = [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(io.BytesIO(data)).tables]
    return {rows[0][0]: rows for rows in reversed(found)}


def _by_hand(office: Office) -> int:
    """How many bulletins sounded whole, by the rows of the log alone."""
    with office.sessions.read() as session:
        whole = set(session.scalars(select(AsRunRow.occurrence_id).where(AsRunRow.state == OccurrenceState.AIRED)))
        rows = session.execute(select(OccurrenceRow.id, OccurrenceRow.version_ids)).all()
        return sum(len(row.version_ids) for row in rows if row.id in whole)


def test_figures_are_those_of_the_log_and_open_the_airings_behind_them(client: httpx.Client, office: Office) -> None:
    office.zone("thôn Đông")
    _aired(client, office)
    path = f"/api/v1/plans/{_plan(client, _task('policy', 2), _task('review', 9, per='whole'))}/coverage"
    found = client.get(path).json()
    counted = {(each["theme"], each["month"]): each for each in found["cells"]}
    assert sum(each["times"] for each in found["cells"]) == _by_hand(office) == 7
    november = counted["policy", "2025-11-01"]
    rows = client.get(f"{path}/airings", params={"theme": "policy", "month": 11}).json()["items"]
    assert len(rows) == november["times"]
    assert round(sum(each["seconds"] for each in rows) / 60, 1) == november["minutes"]
    assert november["due_times"] == 2
    assert counted["review", "2025-11-01"]["due_times"] == 0, "due in all by its last day"
    assert counted["review", "2025-12-01"]["due_times"] == 9
    assert found["lagging"] == [], "October was over before the plan was entered"
    assert {each["path"]: sum(each["times"].values()) for each in found["villages"]} == {"xã Liên An / thôn Đông": 7}
    assert len(client.get(f"{path}/airings").json()["items"]) == 7


@SQLITE
@pytest.mark.parametrize("column", ["theme", "kind", "priority", "language", "state"])
def test_a_damaged_bulletin_takes_no_count_along(client: httpx.Client, office: Office, column: str) -> None:
    _aired(client, office)
    path = f"/api/v1/plans/{_plan(client, _task('policy', 2))}/coverage"
    damaged = update(BulletinVersionRow).where(BulletinVersionRow.title == "Tin review")
    with office.sessions.begin() as rows:
        rows.execute(damaged.values({column: literal("x", String)}).execution_options(synchronize_session=False))
    left = {"policy": 2, "review": 1} if column in {"priority", "language"} else {"policy": 2}
    assert {name: count for name, count in client.get("/api/v1/bulletins/counts").json()["themes"].items() if count} == left
    for part in ("", "/airings", "/report?format=csv"):
        assert client.get(f"{path}{part}").status_code == 200
    assert client.get("/api/v1/reporting/asked").status_code == 200


@SQLITE
def test_files_say_the_same(client: httpx.Client, office: Office) -> None:
    _aired(client, office)
    path = f"/api/v1/plans/{_plan(client, _task('policy', 2))}/coverage"
    whole = client.get(path).json()
    cells, [language] = whole["cells"], whole["languages"]
    assert (language["language"], language["times"]) == ("vi", sum(each["times"] for each in cells))
    text = client.get(f"{path}/report", params={"format": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))[1:]
    assert [(int(row[6]), float(row[8])) for row in rows] == [(each["times"], each["minutes"]) for each in cells]
    assert {(row[2], row[3]) for row in rows} == {("loudspeakers", "Loa truyền thanh")}
    assert client.get(f"{path}/report", params={"format": "xlsx"}).content.startswith(b"PK")
    paper = _words_of(client.get(f"{path}/report", params={"format": "pdf"}))
    assert f"PHỤ LỤC: {sum(each['times'] for each in cells)} LƯỢT ĐÃ PHÁT" in paper
    assert not [form for form in ("html", "docx", "pdf") if "không ra loa" in _text(client, path, form)], "a loudspeaker did"
    feed = client.get(f"{path}/report", params={"format": "json", "period": "fourth_quarter"}).raise_for_status().json()
    assert [(each["done"], each["minutes"]) for each in feed["rows"]] == [
        (each["times"], each["minutes"]) for each in cells if each["month"] >= "2025-10"
    ]
    assert (feed["period"], feed["commune"], feed["stations"][0]["share"]) == ("fourth_quarter", "xã Liên An", 1.0)
    for period, many in (("first_half", 0), ("second_half", 7), ("fourth_quarter", 7), ("third_quarter", 0)):
        assert len(client.get(f"{path}/airings", params={"period": period}).json()["items"]) == many
    console = client.get("/ke-hoach").text
    for link, figure in re.findall(r'href="(/ke-hoach/[^"]*ky=[^"]*)">(\d+)<', console):
        assert f": {figure} lượt</h1>" in client.get(link).text
    assert "quý IV năm 2025: 7 lượt" in client.get(re.findall(r'href="(/ke-hoach/[^"]*ky=fourth_quarter)"', console)[0]).text
    for period, months in (("year", range(1, 13)), ("second_half", range(7, 13)), ("third_quarter", range(7, 10))):
        page = client.get(f"{path}/report", params={"period": period}).text
        due = sum(each["times"] for each in cells if int(each["month"][5:7]) in months)
        assert f"PHỤ LỤC: {due} LƯỢT ĐÃ PHÁT" in page
        assert sum(map(int, re.findall(r'</th><td class="n">(\d+)</td><td class="n">\d+</td><td', page))) == due


@SQLITE
def test_what_only_went_into_files_is_counted_and_told_so_wherever_it_counts(client: httpx.Client, office: Office) -> None:
    """Whoever plays the files by hand may count it; but no paper says it as if a loudspeaker had sounded it."""
    office.zone("thôn Đông")
    task = _task("policy", 2) | {"title": "Phát về chính sách giảm nghèo."}
    path = f"/api/v1/plans/{_plan(client, task)}/coverage"
    _aired(client, office, loud=1)
    said = "lượt chỉ ghi thành tệp, không ra loa"
    found = client.get(path).json()
    rows_of = client.get(f"{path}/airings").json()["items"]
    written = sum(each["is_written"] for each in rows_of)
    assert (len(rows_of), written, sum(each["written"] for each in found["cells"])) == (7, 5, 5)
    for form in ("html", "docx", "pdf"):
        told = _text(client, path, form)
        assert (f"trong đó {written} {said}" in told, "giảm nghèo: 2 lượt" in told, "giảm nghèo.:" in told) == (
            True,
            True,
            False,
        ), form
    table = list(csv.DictReader(io.StringIO(_text(client, path, "csv"))))
    assert sum(int(row["Lượt chỉ ghi thành tệp, không ra loa"]) for row in table) == written
    assert _text(client, path, "xlsx").count("Chỉ ghi thành tệp, không ra loa") == 1, "a shared string of its rows"
    [village] = found["villages"]
    only = client.get(f"{path}/airings", params={"written": True, "zone": village["zone_id"]}).json()["items"]
    assert (village["written"], [each for each in rows_of if each["is_written"]]) == (written, only)
    tables = _tables(client.get(f"{path}/report", params={"format": "docx"}).content)
    for head in ("Chủ đề", "Tháng", "Thôn, xóm"):
        rows = tables[head]
        assert (rows[0][-1], sum(int(row[-1]) for row in rows[1:])) == ("Chỉ ghi thành tệp", written), head
    console = client.get("/ke-hoach").text
    assert f"Trong đó {written} {said}." in console
    for link, figure in re.findall(r'href="(/ke-hoach/[^"]*/luot[^"]*)">(?:<strong>)?(\d+)<', console):
        assert f": {figure} lượt</h1>" in client.get(link.replace("&amp;", "&")).text, "each number opens its rows"
    page = client.get(f"{path.removesuffix('/coverage').replace('/api/v1/plans', '/ke-hoach')}/luot").text
    assert (f"Trong đó {written} {said}." in page, page.count("Chỉ ghi thành tệp, không ra loa</span>")) == (True, written)


@SQLITE
def test_what_falls_short_is_due_in_the_last_week_of_its_month(client: httpx.Client, office: Office) -> None:
    path = f"/api/v1/plans/{_plan(client, _task('policy', 2))}/coverage"
    assert client.get(path).json()["due"] == []
    office.clock.advance(timedelta(days=23))
    assert [each["last"] for each in client.get(path).json()["due"]] == ["2025-11-30"]


@SQLITE
def test_what_lags_are_the_months_that_a_plan_stood_for_from_their_first_day(client: httpx.Client, office: Office) -> None:
    path = f"/api/v1/plans/{_plan(client, _task('policy', 2))}/coverage"
    for days, lagging in ((0, []), (27, []), (31, ["2025-12-31"])):  # 1 December, 1 January
        office.clock.advance(timedelta(days=days))
        assert [each["last"] for each in client.get(path).json()["lagging"]] == lagging


@SQLITE
def test_each_target_is_held_to_its_own_days_also_after_new_year(client: httpx.Client, office: Office) -> None:
    """A weekly one by the week, one of the year when its last day is over: what was done in March counts for it in December."""
    office.zone("thôn Đông")
    _aired(client, office)  # 7, the last on 7 November; today is 4 November
    tasks = [
        _task("policy", 5, per="whole", first="2025-01-01"),
        _task("review", 9, per="whole"),
        _task("guideline", 1, per="week", first="2025-11-03"),
        _task("programme", 30, unit="minutes"),
    ]
    path = f"/api/v1/plans/{_plan(client, *tasks)}/coverage"

    def short(of: str, where: str = path) -> list[tuple[str, str, str, int, int]]:
        found = client.get(where).raise_for_status().json()[of]
        return [(each["theme"], each["unit"], each["last"], each["done"], each["due"]) for each in found]

    assert short("due") == [("guideline", "times", "2025-11-09", 0, 1)], "this week, though the month has weeks left"
    assert short("lagging") == []
    office.clock.advance(timedelta(days=13))  # 17 November
    assert short("lagging") == [("guideline", "times", "2025-11-16", 0, 1)], "the plan was entered within the week before"
    office.clock.advance(timedelta(days=44))  # 31 December
    assert ("review", "times", "2025-12-31", 3, 9) in short("due")
    assert not [each for each in short("due") if each[0] == "policy" and each[3] >= each[4]]
    office.clock.advance(timedelta(days=9))  # 9 January
    for where in (path, "/api/v1/reporting/asked"):
        lagging = short("lagging", where)
        assert ("review", "times", "2025-12-31", 3, 9) in lagging, "a year that is over may lag"
        assert ("programme", "minutes", "2025-12-31", 0, 30) in lagging
    [village] = client.get(path).json()["villages"]
    assert (village["times"]["review"], village["due"]["review"]) == (3, 9)
    page = client.get("/ke-hoach?nam=2025").text
    for said in ("mới phát 0/30 phút", "0,0</a>/30 phút", "thiếu</span>", "từ 01/10/2025 đến 31/12/2025"):
        assert said in page, said
    assert "làm chưa đủ kế hoạch: " in client.get("/hom-nay").text


@SQLITE
def test_what_lags_is_told_of_every_channel_and_meetings_count(client: httpx.Client, office: Office) -> None:
    channels = ("web_page", "banners", "training", "meetings")
    monthly = _task("review", 1, per="month", first="2025-12-01")
    tasks: list[dict[str, Any]] = [monthly | {"channel": each} for each in channels]
    tasks.append({"title": "Họp", "channel": "meetings", "target": _task("review", 3, per="whole")["target"]})
    path = f"/api/v1/plans/{_plan(client, *tasks)}/coverage"
    office.clock.advance(timedelta(days=36))  # 10 December
    held: dict[str, Any] = {
        "topic": "Họp thôn",
        "theme": "review",
        "held_on": "2025-12-05",
        "at": "19:30",
        "place": "Nhà văn hóa",
        "kind": "meetings",
    }
    held |= {"groups": [{"zone": "xã Liên An", "people": 40}]}
    made = client.post("/api/v1/trainings", json=held).raise_for_status().json()
    assert made["kind"] == "meetings"
    [deed] = client.get(f"{path}/deeds", params={"channel": "meetings"}).json()["items"]
    assert (deed["key"], deed["people"]) == (made["id"], 40)
    office.clock.advance(timedelta(days=26))  # 5 January
    for where in (path, "/api/v1/reporting/asked"):
        lagging = client.get(where).json()["lagging"]
        assert sorted((each["channel"], each["theme"], each["done"], each["due"]) for each in lagging if each["theme"]) == [
            ("banners", "review", 0, 1),
            ("training", "review", 0, 1),
            ("web_page", "review", 0, 1),
        ], "the meeting was held"
        assert [(each["done"], each["due"]) for each in lagging if each["theme"] is None] == [(1, 4)], "all its meetings"
    page = client.get("/ke-hoach?nam=2025").text
    for said in ("Tuyên truyền trực quan: Rà soát hộ nghèo: ", "Ghi chỗ treo", "Ghi lớp đã mở", "Hội nghị, họp thôn"):
        assert said in page, said
    minutes = _task("review", 30, unit="minutes") | {"channel": "banners"}
    refused = client.post("/api/v1/plans", json=PLAN_OF_2024 | {"tasks": [minutes]})
    assert refused.json()["code"] == "target_unit"


@SQLITE
def test_a_plan_may_be_taken_away_until_something_aired_for_it(client: httpx.Client, office: Office) -> None:
    tag = {"If-Match": client.get(first := f"/api/v1/plans/{_plan(client)}").headers["etag"]}
    client.delete(first, headers=tag).raise_for_status()
    path = f"/api/v1/plans/{_plan(client, _task('policy', 2))}"
    _aired(client, office)
    tag = {"If-Match": client.get(path).headers["etag"]}
    refused = client.delete(path, headers=tag)
    assert (refused.status_code, refused.json()["code"], "7 lượt" in refused.json()["detail"]) == (409, "plan_heard", True)
    page = client.get(path.replace("/api/v1/plans", "/ke-hoach") + "/sua").text
    [away] = re.findall(r'action="(/ke-hoach/[0-9a-f-]+/bo)"', page)
    [seen] = set(re.findall(r'name="tag" value="([^"]+)"', page))
    assert "không bỏ được nữa. Xin bấm" in client.post(away, data={"tag": seen}).text
    assert client.get(path).status_code == 200


@SQLITE
def test_a_plan_that_contradicts_itself_is_refused_whole(client: httpx.Client) -> None:
    form = {"year": 2025, "title": "Kế hoạch", "tasks": [_task("policy", 1, last="2026-01-31")]}
    for wrong, code in (
        (form, "target_period"),
        (form | {"tasks": [], "dated": "2026-01-01"}, "plan_year"),
        (form | {"tasks": [], "zones": ["thôn Không"]}, "unknown_zone"),
    ):
        assert client.post("/api/v1/plans", json=wrong).json()["code"] == code
    assert client.get("/api/v1/plans").json()["items"] == []
    _plan(client)
    assert client.post("/api/v1/plans", json=form | {"tasks": []}).json()["code"] == "plan_exists"
