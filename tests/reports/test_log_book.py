"""The log book says what sounded, as the log has it, and no cell of it is more than text or a number."""

import csv
import io
import re
import zipfile
from datetime import date, timedelta
from uuid import uuid4

import httpx
import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from app.bulletins import version_facts
from app.playout import AsRunKind, BlockedReason, OccurrenceState
from app.reports import LogBook, LogLine, log_book, log_book_csv, log_book_page, log_book_xlsx
from app.zones import found_commune
from tests.support.database import NOW
from tests.support.office import Office

S = OccurrenceState
TODAY = date(2025, 11, 4)
SECOND = timedelta(seconds=1)


def book(office: Office, first: date = TODAY, last: date = TODAY) -> LogBook:
    with office.sessions.read() as session:
        return log_book(session, office.commune_id, first, last)


def test_a_line_tells_what_sounded_and_when_it_really_began(office: Office) -> None:
    station = office.station()
    office.slot(office.approved(), last=TODAY)
    office.prepare()
    first = office.first()
    began = first.starts_at + 3 * SECOND
    about = {"title": "Bản tin chiều", "approved_by": "Lê Thị Hoa", "planned_at": first.starts_at}
    office.report(station, first, S.ON_AIR, at=began, started_at=began, **about)
    office.report(station, first, S.AIRED, at=began + 90 * SECOND, started_at=began, seconds=90.0, **about)
    [line] = book(office).lines
    assert (line.at, line.seconds, line.programme, line.approved_by) == (began, 90.0, "Bản tin chiều", "Lê Thị Hoa")
    assert (line.stations, line.remark) == (("Máy phát 1",), "")
    with office.sessions.read() as session:
        titles = [found.title for found in version_facts(session, office.commune_id, first.version_ids).values()]
    assert list(line.content) == titles
    assert titles
    assert book(office, TODAY + timedelta(days=1), TODAY + timedelta(days=9)).lines == ()


def test_two_outputs_a_cut_and_a_refusal_are_one_line_each_with_its_remark(office: Office) -> None:
    station = office.station()
    office.slot(office.approved(), last=TODAY)
    first = office.first()
    one, two, three = uuid4(), uuid4(), uuid4()

    def report(state: OccurrenceState, key: object, output: str, **more: object) -> None:
        about = {"occurrence_id": key, "output": output, "title": "Tin", "at": NOW, "planned_at": NOW}
        office.report(station, first, state, **about, **more)

    report(S.AIRED, one, "loa 1", seconds=60.0)
    report(S.MISSED, one, "loa 2")
    report(S.INTERRUPTED, two, "loa 1", seconds=20.5, reason=BlockedReason.WITHDRAWN)
    report(S.BLOCKED, three, "loa 1", reason=BlockedReason.QUIET_HOURS)
    found = {line.remark: line.seconds for line in book(office).lines}
    assert found == {
        "loa 2: Lỡ giờ phát": 60.0,
        "Bị gián đoạn (Bản tin đã bị thu hồi)": 20.5,
        "Không được phát (Rơi vào giờ yên tĩnh)": 0.0,
    }
    assert (book(office).heard, book(office).seconds) == (2, 80.5)


def test_an_emergency_is_named_as_one_and_its_repeats_are_summed(office: Office) -> None:
    station = office.station()
    office.slot(office.approved(), last=TODAY)
    key = uuid4()
    for _ in range(3):
        about = {"kind": AsRunKind.EMERGENCY, "occurrence_id": key, "title": "Xả lũ", "at": NOW, "planned_at": NOW}
        office.report(station, office.first(), S.AIRED, seconds=30.0, **about)
    [line] = book(office).lines
    assert (line.seconds, line.remark) == (90.0, "Phát khẩn")


def test_another_commune_sees_nothing_of_it(office: Office) -> None:
    office.slot(office.approved(), last=TODAY)
    office.report(office.station(), office.first(), S.AIRED, seconds=1.0, planned_at=NOW)
    with office.sessions.begin() as session:
        other = found_commune(session, office.clock, name="xã Khác", admin="Ai")
    with office.sessions.read() as session:
        assert log_book(session, other.commune_id, TODAY, TODAY).lines == ()
    assert len(book(office).lines) == 1


def written(**fields: object) -> LogBook:
    line = {
        "at": NOW,
        "kind": AsRunKind.PROGRAMME,
        "programme": "Bản tin",
        "content": ("Rà soát",),
        "seconds": 90.0,
        "approved_by": "Lê Thị Hoa",
        "stations": ("Máy ở trụ sở",),
        "remark": "",
    }
    return LogBook("xã Liên An", "05/QC-UBND", TODAY, TODAY, (LogLine(**(line | fields)),))  # type: ignore[arg-type]  # one other


@given(st.text(max_size=30), st.sampled_from("=+-@\t\r"))
def test_no_cell_of_the_csv_begins_like_a_formula(rest: str, sign: str) -> None:
    data = log_book_csv(written(programme=sign + rest, approved_by=sign, remark=sign + "1+1"))
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_csv_reads_in_excel_and_has_its_heading() -> None:
    data = log_book_csv(written())
    assert data.startswith(b"\xef\xbb\xbf")
    heading, line = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert heading[:4] == ["STT", "Ngày", "Giờ", "Chương trình"]
    assert line == ["1", "04/11/2025", "08:00", "Bản tin", "Rà soát", "1,5", "Lê Thị Hoa", "Máy ở trụ sở", ""]


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x","y")', "{=1+1}", "http://x.vn", "=cmd|' /C calc'!A0", "@SUM(1)"])
def test_the_workbook_holds_texts_and_numbers_alone(text: str) -> None:
    data = log_book_xlsx(written(programme=text, content=(text,), approved_by=text))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
        strings = "".join(ElementTree.fromstring(parts.read("xl/sharedStrings.xml")).itertext())
        assert not [name for name in parts.namelist() if "externalLink" in name]
    inner = {element.tag.rpartition("}")[2] for element in sheet.iter()}
    assert "f" not in inner
    assert "hyperlink" not in inner
    assert text in strings
    assert "1.5" in {element.text for element in sheet.iter() if element.tag.endswith("}v")}


def test_the_page_escapes_what_it_is_given_and_needs_nothing_beside_it() -> None:
    page = log_book_page(written(programme="<script>alert(1)</script>", remark="a & b"))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "src=" not in page
    assert "Thứ Ba, ngày 04/11/2025" in page
    assert re.search(r'<td class="hour">\d+h\d\d</td>', page), "as every other sheet has it"
    assert "SỔ NHẬT KÝ PHÁT THANH" in page


def test_over_rest_in_three_forms(client: httpx.Client) -> None:
    asked = {"from": "2025-11-01", "to": "2025-11-30"}
    page = client.get("/api/v1/log-book", params=asked)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Không có lượt phát nào" in page.text
    assert "Từ 01/11/2025 đến 30/11/2025" in page.text
    sheet = client.get("/api/v1/log-book", params=asked | {"format": "xlsx"})
    assert sheet.content[:2] == b"PK"
    assert "so-nhat-ky-2025-11-01-2025-11-30.xlsx" in sheet.headers["content-disposition"]
    assert client.get("/api/v1/log-book", params=asked | {"format": "csv"}).text.startswith("\ufeffSTT,")
    for wrong in ({"to": "2025-10-31"}, {"to": "2026-11-02"}):
        assert client.get("/api/v1/log-book", params=asked | wrong).json()["code"] == "bad_period"
