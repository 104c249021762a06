"""Word files by a template: the product's own, the office's once it was tried, and what no template may bring."""

import io
import zipfile
from typing import Any

import httpx
import pytest
from docx import Document
from sqlalchemy import text

from app.db import Sessions
from app.documents import BadDocumentError, TemplatePlaceError, check_template, fill
from app.reports import Letter
from tests.support.office import Office

SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
KNOWN: dict[str, Any] = {"commune": "xã Liên An", "rows": [{"name": "a", "cells": [{"times": "1"}]}], "is_closed": True}
PATH = "/api/v1/reporting/letters/plan_report"
PLAN = {"year": 2025, "title": "Kế hoạch năm 2025 <b>&</b>", "number": "12/KH-UBND"}


def _letter(*lines: str) -> bytes:
    made = Document()
    for line in lines:
        made.add_paragraph(line)
    into = io.BytesIO()
    made.save(into)
    return into.getvalue()


def _with(letter: bytes, name: str, data: bytes) -> bytes:
    """The same file with a part more, or another in its place."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letter)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, data)
    return into.getvalue()


def _said(letter: bytes) -> str:
    found = Document(io.BytesIO(letter))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in found.paragraphs), *cells])


@pytest.mark.parametrize("letter", Letter)
def test_the_products_own_templates_can_be_filled(letter: Letter) -> None:
    check_template(letter.own, "mau.docx", known=letter.known)


def test_what_is_filled_in_is_text_and_nothing_else() -> None:
    letter = _letter(
        "{{ commune }}{% if not is_closed %} mở{% endif %}", "{%p for each in rows %}", "- {{ each.name }}", "{%p endfor %}"
    )
    rows = [{"name": "<w:p>&{{ commune }}", "cells": []}, {"name": "b", "cells": []}]
    said = _said(fill(letter, {"commune": "xã A", "rows": rows, "is_closed": False}, known=KNOWN))
    assert said == "xã A mở\n- <w:p>&{{ commune }}\n- b"
    assert _said(fill(letter, {"commune": "xã A", "rows": [], "is_closed": True}, known=KNOWN)) == "xã A"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Kính gửi {{ commun }} xã", "commun"),
        ("{{ rows }} {{ each.name }}", "each"),
        ("{% for each in rows %}{{ each.nam }}{% endfor %}", "nam"),
        ("{{ commune.__class__.__mro__ }}", "__class__"),
        ("{{ commune.upper() }}", "call"),
        ("{{ commune * 999999999 }}", "mul"),
        ("{% for a in rows %}{% for b in rows %}x{% endfor %}{% endfor %}", "for"),
        ("{% for a in range(9999) %}x{% endfor %}", "call"),
        ("{% set x = commune %}", "assign"),
        ("{% include 'x' %}", "include"),
        ("{{ commune | upper }}", "filter"),
    ],
)
def test_a_template_says_names_and_nothing_that_works(line: str, said: str) -> None:
    with pytest.raises(TemplatePlaceError) as told:
        check_template(_letter("Dòng đầu", line), "mau.docx", known=KNOWN)
    assert told.value.said == said
    assert line.split("{", maxsplit=1)[0].strip() in told.value.place


def test_a_place_that_is_not_closed_is_told_with_its_place() -> None:
    with pytest.raises(TemplatePlaceError) as told:
        check_template(_letter("{% if is_closed %}hết"), "mau.docx", known=KNOWN)
    assert told.value.place


_RELS = "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org"
_FETCH = (
    f'<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="a" TargetMode="External" '
    f'Type="{_OFFICE}/officeDocument/2006/relationships/attachedTemplate" Target="http://x/y.dotm"/></Relationships>'
)


def _body(within: str) -> bytes:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{name}"><w:body><w:p>{within}</w:p></w:body></w:document>'.encode()


def _field(*pieces: str) -> str:
    texts = "".join(f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in pieces)
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{texts}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def test_a_number_of_the_page_may_stand_in_a_template() -> None:
    check_template(_with(_letter("a"), "word/document.xml", _body(_field(" PA", "GE "))), "mau.docx", known=KNOWN)


@pytest.mark.parametrize("line", ["{" * 60_000, "{{ " * 30_000, "{{p " * 30_000, "{% commune }}", "{{ commune #}"])
def test_marks_that_are_never_closed_hold_nobody_up(line: str) -> None:
    with pytest.raises(TemplatePlaceError):
        check_template(_letter(line), "mau.docx", known=KNOWN)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"x" * (2 << 20) + b"y", "too_large"),
        (b"PK rubbish", "broken"),
        (_with(_letter("a"), "word/vbaProject.bin", b"x"), "macros"),
        (_with(_letter("a"), "word/embeddings/oleObject1.bin", b"x"), "macros"),
        (_with(_letter("a"), "word/big.xml", b"<a>" + b" " * (17 << 20) + b"</a>"), "too_heavy"),
        (_with(_letter("a"), "word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "broken"),
        (_with(_letter("a"), _RELS, _FETCH.encode()), "fetches"),
        (
            _with(_letter("a"), "word/document.xml", _body("<w:fldSimple w:instr='INCLUDEPICTURE \"http://x/y.png\"'/>")),
            "fetches",
        ),
        (_with(_letter("a"), "word/document.xml", _body(_field("DDE", 'AUTO cmd "/k calc"'))), "fetches"),
        (_with(_letter("a"), "word/document.xml", _body('<w:altChunk w:id="a"/>')), "fetches"),
        (_with(_letter("a"), "[Content_Types].xml", b"<Types/>"), "broken"),
        (
            _with(_letter("a"), "[Content_Types].xml", b'<Types><Default Extension="p" ContentType="a/xml"/></Types>'),
            "unknown_kind",
        ),
        (_with(_letter("a"), "word/document.xml", b"<a/>"), "broken"),
        (_letter("{{ commune }}" * 3000), "too_heavy"),
        (_letter("{%p for each in rows %}", "chữ " * 20_000, "{%p endfor %}"), "repeats"),
        (_with(_letter("a"), "word/document.xml", _body("<w:a>" * 3000 + "</w:a>" * 3000)), "broken"),
        (_letter("{% if " + "not " * 5000 + "is_closed %}a{% endif %}"), "broken"),
    ],
)
def test_nothing_that_runs_fetches_or_bursts_is_taken(data: bytes, reason: str) -> None:
    with pytest.raises(BadDocumentError) as told:
        check_template(data, "mau.docx", known=KNOWN)
    assert told.value.reason == reason


def test_what_a_template_repeats_has_an_end_whatever_the_figures() -> None:
    letter = _letter("{%p for each in rows %}", "chữ " * 1_000, "{%p endfor %}")
    check_template(letter, "mau.docx", known=KNOWN)
    with pytest.raises(BadDocumentError) as told:
        fill(letter, {**KNOWN, "rows": KNOWN["rows"] * 3_000}, known=KNOWN)
    assert told.value.reason == "repeats"


@SQLITE
def test_a_damaged_template_is_told_where_a_report_is_made(client: httpx.Client, sessions: Sessions) -> None:
    plan = client.post("/api/v1/plans", json=PLAN).raise_for_status().json()["id"]
    letter = Letter.PLAN_REPORT.own
    client.put(PATH, files={"file": ("mau.docx", letter)}).raise_for_status()
    for damaged in (letter[:5000], letter[:9000] + b"\xff" * 80 + letter[9080:], b"hello"):
        with sessions.begin() as rows:
            rows.execute(text("UPDATE letter_templates SET data = :data"), {"data": damaged})
        answer = client.get(f"/api/v1/plans/{plan}/coverage/report?format=docx")
        assert (answer.status_code, answer.json()["reason"]) == (422, "broken")


@SQLITE
def test_an_office_writes_its_own_template_and_goes_back(client: httpx.Client) -> None:
    plan = client.post("/api/v1/plans", json=PLAN).raise_for_status().json()["id"]
    report = f"/api/v1/plans/{plan}/coverage/report?format=docx&period=first_half"
    assert "Kế hoạch năm 2025 <b>&</b> số 12/KH-UBND" in _said(client.get(report).raise_for_status().content)
    refused = client.put(PATH, files={"file": ("mau.docx", _letter("Kính gửi {{ huyen }}"))})
    assert (refused.status_code, refused.json()["code"]) == (422, "template_place")
    assert "huyen" in refused.json()["detail"]
    assert client.get("/api/v1/reporting/letters").json()["items"][0]["file"] is None, "nothing half taken"
    mine = _letter("Mẫu riêng của {{ commune }}, {{ period }}: {{ total_times }}")
    assert client.put(PATH, files={"file": ("mau.docx", mine)}).status_code == 204
    assert client.get(PATH).content == mine
    assert "Mẫu riêng của xã Liên An, sáu tháng đầu năm 2025: 0" in _said(client.get(report).content)
    assert client.delete(PATH).status_code == 204
    assert client.get(PATH).content == Letter.PLAN_REPORT.own
    assert client.delete(PATH).status_code == 404


@SQLITE
def test_reports_are_reminded_of_before_their_day_until_they_are_sent(client: httpx.Client, office: Office) -> None:
    task = {"title": "Phát", "theme": "policy", "channel": "loudspeakers"}
    target = {"amount": 2, "unit": "times", "first": "2025-10-01", "last": "2025-12-31", "per": "month"}
    plan = client.post("/api/v1/plans", json=PLAN | {"tasks": [task | {"target": target}]}).raise_for_status().json()["id"]
    asked = client.get("/api/v1/reporting/asked").json()
    assert (asked["reports"], asked["lagging"]) == ([], []), "October was over before the plan was entered"
    office.clock.advance(_days(office, "2025-11-24"))
    asked = client.get("/api/v1/reporting/asked").json()
    assert asked["reports"] == [{"plan_id": plan, "due": "2025-12-01", "period": "year", "days": 7}]
    assert [each["last"] for each in asked["due"]] == ["2025-11-30"]
    assert client.post("/api/v1/reporting/sent", json={"due": "2025-12-02"}).json()["code"] == "deadline"
    assert client.post("/api/v1/reporting/sent", json={"due": "2025-12-01"}).json()["sent"] == ["2025-12-01"]
    assert client.get("/api/v1/reporting/asked").json()["reports"] == []
    tag = {"If-Match": client.get("/api/v1/reporting").headers["etag"]}
    never = {"deadlines": [{"month": 2, "day": 30, "period": "year"}]}
    assert client.put("/api/v1/reporting", json=never, headers=tag).json()["code"] == "deadline"
    later = {"deadlines": [{"month": 12, "day": 5, "period": "fourth_quarter"}], "remind_days": 20}
    client.put("/api/v1/reporting", json=later, headers=tag).raise_for_status()
    assert [each["due"] for each in client.get("/api/v1/reporting/asked").json()["reports"]] == ["2025-12-05"]
    assert client.post("/api/v1/reporting/sent", json={"due": "2099-12-05"}).json()["code"] == "deadline"
    tag = {"If-Match": client.get("/api/v1/reporting").headers["etag"]}
    after = {"deadlines": [{"month": 1, "day": 5, "period": "year"}], "remind_days": 60}
    client.put("/api/v1/reporting", json=after, headers=tag).raise_for_status()
    said = [{"plan_id": plan, "due": "2026-01-05", "period": "year", "days": 42}]  # of the year before it
    assert client.get("/api/v1/reporting/asked").json()["reports"] == said


@SQLITE
def test_a_report_whose_day_was_over_when_the_plan_was_entered_is_not_late(client: httpx.Client, office: Office) -> None:
    plan = client.post("/api/v1/plans", json=PLAN).raise_for_status().json()["id"]
    office.clock.advance(_days(office, "2025-12-10"))
    assert [each["days"] for each in client.get("/api/v1/reporting/asked").json()["reports"]] == [-9], "it stood before that day"
    assert "Đã quá hạn" in client.get("/hom-nay").text
    tag = {"If-Match": client.get(f"/api/v1/plans/{plan}").headers["etag"]}
    client.delete(f"/api/v1/plans/{plan}", headers=tag).raise_for_status()
    client.post("/api/v1/plans", json=PLAN).raise_for_status()
    assert client.get("/api/v1/reporting/asked").json()["reports"] == []
    assert "Đã quá hạn" not in client.get("/hom-nay").text


@SQLITE
def test_a_damaged_row_takes_nothing_else_along(client: httpx.Client, sessions: Sessions) -> None:
    client.post("/api/v1/plans", json=PLAN).raise_for_status()
    client.put("/api/v1/reporting", json={"deadlines": []}, headers={"If-Match": '"0"'}).raise_for_status()
    session = {"topic": "Chuẩn nghèo", "held_on": "2025-11-02", "at": "08:00", "place": "Hội trường"}
    client.post("/api/v1/trainings", json=session).raise_for_status()
    with sessions.begin() as rows:
        rows.execute(text("UPDATE plan_reporting SET deadlines = '[{}]'"))
        rows.execute(text("UPDATE plans SET tasks = '[{}]'"))
        rows.execute(text("UPDATE trainings SET groups = '[1]'"))
    assert client.get("/api/v1/reporting/asked").raise_for_status().json()["lagging"] == []
    assert len(client.get("/api/v1/reporting").raise_for_status().json()["deadlines"]) == 2, "as it ships"
    assert client.get("/api/v1/trainings").raise_for_status().json()["items"] == []
    with sessions.begin() as rows:
        rows.execute(text("UPDATE plans SET tasks = '[]', legal_basis = '[1]'"))
    assert client.get("/api/v1/plans").raise_for_status().json()["items"] == [], "a list of texts is one of texts"


def _days(office: Office, until: str) -> Any:  # noqa: ANN401  # a timedelta
    from datetime import date, timedelta  # noqa: PLC0415  # for one line

    from app.clock import local  # noqa: PLC0415  # for one line

    return timedelta(days=(date.fromisoformat(until) - local(office.clock.now()).date()).days)
