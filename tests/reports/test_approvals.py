"""The approval sheet and the register say what was decided, whole, on paper that needs nothing beside it."""

import io
import re
from datetime import date, timedelta

import httpx
import pytest
from pypdf import PdfReader

from app.bulletins import read_paper, return_version
from app.bulletins.errors import BadPaperMarkError
from app.reports import (
    ApprovalSheet,
    NothingSubmittedError,
    approval_register,
    approval_register_page,
    approval_sheet,
    approval_sheet_page,
)
from app.units import BulletinId
from tests.support.chromium import chromium
from tests.support.office import Office

TODAY = date(2025, 11, 4)
SCRIPT = """THÔNG BÁO
Về việc họp thôn
Kính gửi: các hộ dân
Kính mời bà con họp lúc 19h30 ngày 05/11/2025 <tại> nhà văn hóa & sân kho, gặp ông XYZQ.
Nơi nhận:
- Như trên;
"""


def sheet(office: Office, bulletin_id: BulletinId, number: int | None = None) -> ApprovalSheet:
    with office.sessions.read() as session:
        return approval_sheet(session, office.clock.now(), office.commune_id, bulletin_id, number)


def plain(page: str) -> str:
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.partition("</head>")[2]))


def test_a_sheet_says_everything_that_was_approved(office: Office) -> None:
    key = office.approved(script=SCRIPT, zones=[])
    found = sheet(office, key.bulletin_id)
    page = approval_sheet_page(found)
    words = plain(page)
    for said in (
        "Kính mời bà con họp lúc 19h30 ngày 05/11/2025 &lt;tại&gt; nhà văn hóa &amp; sân kho",
        "mười chín giờ ba mươi phút",
        "Nguyễn Văn Quản (vừa soạn vừa duyệt), quản trị viên; duyệt lúc 8h00 ngày 04/11/2025",
        "cả xã Liên An",
        "Đã duyệt",
        "Nên xem lại «XYZQ»",
        str(found.version.content_hash),
        found.key.hex(),
    ):
        assert said in words
    assert "<script" not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "<svg" in page


def test_a_sheet_of_what_is_not_in_force_says_so_large(office: Office) -> None:
    key = office.write()
    with pytest.raises(NothingSubmittedError):
        sheet(office, key.bulletin_id)
    office.submit(key)
    page = plain(approval_sheet_page(sheet(office, key.bulletin_id)))
    assert "CHỜ DUYỆT: PHIẾU NÀY KHÔNG CHO PHÉP PHÁT" in page
    assert "chưa duyệt" in page
    office.approve(key)
    office.withdraw(key)
    assert "ĐÃ THU HỒI: PHIẾU NÀY KHÔNG CHO PHÉP PHÁT" in plain(approval_sheet_page(sheet(office, key.bulletin_id)))


def test_a_draft_begun_since_leaves_the_sheet_that_was_approved(office: Office) -> None:
    key = office.approved()
    office.rewrite(key, "Lời khác.")
    assert sheet(office, key.bulletin_id).version.summary.number == 1
    with pytest.raises(NothingSubmittedError):
        sheet(office, key.bulletin_id, 2)


def test_the_qr_names_version_and_hash_and_nothing_else_passes_for_it(office: Office) -> None:
    key = office.approved()
    mark = sheet(office, key.bulletin_id).mark
    assert read_paper(f" {mark.text.lower()}\n") == mark
    assert re.fullmatch(r"[0-9A-Z:]+", mark.text), "letters of which a QR code is smallest"
    for wrong in ("", "LOALANG:1:", mark.text[:-1], mark.text + "0", mark.text.replace(":1:", ":2:", 1)):
        with pytest.raises(BadPaperMarkError):
            read_paper(wrong)


def test_the_register_has_a_line_for_each_decision_of_its_days(office: Office) -> None:
    first, second = office.approved(), office.write(script="Tin thứ hai.")
    office.submit(second)
    with office.sessions.begin() as session:
        return_version(session, office.clock, office.actor, second.bulletin_id, 1, reason="Thiếu giờ.")
    office.clock.advance(timedelta(days=1))
    office.withdraw(first)
    with office.sessions.read() as session:
        both = approval_register(session, office.commune_id, TODAY, TODAY + timedelta(days=1))
        today = approval_register(session, office.commune_id, TODAY, TODAY)
        never = approval_register(session, office.commune_id, date(2024, 1, 1), date(2024, 12, 31))
    told = [(line.decision.after.value, line.decision.state.value, line.decision.by, line.authors) for line in both.lines]
    name = office.actor.name
    assert told == [
        ("approved", "withdrawn", f"{name} (vừa soạn vừa duyệt)", (name,)),
        ("returned", "returned", name, (name,)),
        ("withdrawn", "withdrawn", name, (name,)),
    ]
    assert today.lines == both.lines[:2]
    page = plain(approval_register_page(both))
    assert "Từ 04/11/2025 đến 05/11/2025" in page
    assert "Lý do: Thiếu giờ." in page
    assert both.lines[0].decision.content_hash is not None
    assert both.lines[0].decision.content_hash[:16] in page
    assert "Không có quyết định nào" in plain(approval_register_page(never))


def test_both_come_as_files_and_stay_in_their_commune(office: Office, client: httpx.Client) -> None:
    key = office.approved()
    for path in (f"/bulletins/{key.bulletin_id}/approval-sheet?version=1", "/approval-register?from=2025-11-04&to=2025-11-04"):
        answer = client.get(f"/api/v1{path}")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert re.fullmatch(r'inline; filename="[0-9a-z-]+\.html"', answer.headers["content-disposition"])
    assert client.get("/api/v1/approval-register?from=2025-11-04&to=2025-11-03").json()["code"] == "bad_period"
    draft = office.write()
    assert client.get(f"/api/v1/bulletins/{draft.bulletin_id}/approval-sheet").json()["code"] == "nothing_submitted"


@pytest.mark.slow
@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_the_sheet_of_a_short_bulletin_is_signed_on_its_first_page(office: Office) -> None:
    text = "Kính mời bà con đến nhà văn hóa thôn lúc 7h30 ngày 20/11/2025 để họp về vay vốn Ngân hàng Chính sách xã hội.\n" * 2
    text += "Khi đi nhớ mang theo căn cước công dân.\n" * 2
    with chromium() as browser:
        page = browser.new_page()
        page.set_content(approval_sheet_page(sheet(office, office.approved(script=text).bulletin_id)))
        printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1
