"""*Góp ý*: sent by anybody, answered by an officer, read by who has the receipt; nobody else learns who sent what."""

import html
import re
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select

from app.publicity import Sent, page_at, send
from app.publicity.remarks import KEEP_SENDER, KEEP_UNANSWERED, MOST_WAITING, as_receipt
from app.schema import METADATA
from app.service.background import forget_old_ways_in
from app.visits.remark_turns import Pace
from app.wiring import Services
from tests.publicity.village import Village
from tests.web.conftest import Person, person, visitor

__all__ = ["person", "visitor"]

pytestmark = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
PAGE = "/cong-khai/xa-lien-an/gop-y"
ASKED = {"text": "Loa ở ngã ba nói to quá vào buổi sáng.", "sender": "Phạm Thị Tư", "telephone": "0912 345 678"}


def _receipt(answer: httpx.Response) -> str:
    [found] = re.findall(r"GY-\d{4}-\w{4}-\w{4}", answer.text)
    return str(found)


def _hidden(page: httpx.Response) -> str:
    [found] = set(re.findall(r'name="tag" value="([^"]*)"', page.text))
    return str(found)


@pytest.mark.usefixtures("founding")
def test_sent_answered_and_shown_without_who_sent_it(citizen: httpx.Client, person: Person) -> None:
    sent = citizen.post(PAGE, data=ASKED)
    assert sent.status_code == 201
    assert "chậm nhất thứ Ba 11/11/2025" in sent.text, "five working days from Tuesday"
    assert sent.headers["cache-control"] == "no-store"
    receipt = _receipt(sent)
    waiting = citizen.post(f"{PAGE}/tra-cuu", data={"receipt": receipt.lower().replace("-", " ")})
    assert "Chưa trả lời; xã trả lời chậm nhất" in waiting.text
    assert ASKED["text"] not in waiting.text

    editor = person("Lê Thị Hai", "editor")
    to_do = "1 góp ý của người dân chưa trả lời."
    assert to_do in editor.get("/hom-nay").text
    assert to_do not in person("Ba Phan", "viewer").get("/hom-nay").text
    listed = editor.get("/nhat-ky/gop-y")
    [address] = re.findall(r'href="(/nhat-ky/gop-y/[0-9a-f-]{36})"', listed.text)
    opened = editor.get(address)
    assert "Phạm Thị Tư, 0912 345 678" in opened.text
    answer = {"answer": "Xã đã vặn nhỏ loa.", "is_shown": "true", "shown": "Loa ở ngã ba nói to quá.", "tag": _hidden(opened)}
    assert "Chưa lưu được" in editor.post(address, data=answer | {"answer": " "}).text
    assert editor.post(address, data=answer).headers["location"] == "/nhat-ky/gop-y?xong=da-tra-loi"
    assert editor.post(address, data=answer).status_code == 412

    assert to_do not in editor.get("/hom-nay").text
    for page in (citizen.get(PAGE), citizen.post(f"{PAGE}/tra-cuu", data={"receipt": receipt})):
        assert "Xã đã vặn nhỏ loa." in page.text
        assert "Phạm Thị Tư" not in page.text
        assert "0912" not in page.text
    assert "Loa ở ngã ba nói to quá." in citizen.get(PAGE).text
    assert person("Phan Ba", "operator").get("/nhat-ky/gop-y").status_code == 403


@pytest.mark.usefixtures("founding")
def test_what_tells_who_somebody_is_goes_on_no_page(citizen: httpx.Client, person: Person) -> None:
    text = "Tôi là Phạm Thị Tư ở ngõ 3, điện thoại 0912.345.678. Loa nhà ông Lê Văn Bốn nói to quá."
    citizen.post(PAGE, data={"text": text, "sender": "Phạm Thị Tư", "telephone": "0912 345 678"})
    editor = person("Lê Thị Hai", "editor")
    [address] = re.findall(r'href="(/nhat-ky/gop-y/[0-9a-f-]{36})"', editor.get("/nhat-ky/gop-y").text)
    opened = editor.get(address)
    [proposed] = re.findall(r'<textarea id="shown"[^>]*>(.*?)</textarea>', opened.text)
    assert proposed == "Tôi là … ở ngõ 3, điện thoại …. Loa nhà … nói to quá."
    answer = {"answer": "Xã đã vặn nhỏ loa.", "is_shown": "true", "tag": _hidden(opened)}
    for private in (
        text,
        "Gọi 0912.345.678.",
        "Gọi +84 912 345 678.",
        "Số căn cước 001088012345.",
        "Em tên là Phạm Tư.",
        "Loa nhà ông Lê Văn Bốn.",
        "Hộ Lê Văn Bốn kêu to.",
        "PHẠM THỊ TƯ góp ý.",
        "Danh sách: Nguyễn Văn An, Trần Thị Bé.",
    ):
        refused = editor.post(address, data=answer | {"shown": private})
        assert (refused.status_code, "Góp ý định đăng còn điều riêng tư" in refused.text) == (422, True), private
        assert "Xã đã vặn nhỏ loa." in refused.text, "what was typed is still there"
    assert editor.post(address, data=answer | {"shown": proposed}).status_code == 303
    assert "Loa nhà … nói to quá." in citizen.get(PAGE).text


def test_who_sent_it_is_forgotten_when_asked_and_by_itself(village: Village, citizen: httpx.Client, services: Services) -> None:
    sessions, clock = services.sessions, village.office.clock

    def kept() -> list[tuple[str, str]]:
        row = METADATA.tables["remarks"].c
        with sessions.read() as session:
            return [tuple(found) for found in session.execute(select(row.sender, row.telephone).order_by(row.id))]

    who = ("Phạm Thị Tư", "0912 345 678")
    first, _second = _receipt(citizen.post(PAGE, data=ASKED)), citizen.post(PAGE, data=ASKED)
    assert kept() == [who, who]
    assert "Đã xóa họ tên" in citizen.post(f"{PAGE}/xoa-ten", data={"receipt": first}).text
    assert kept() == [("", ""), who]
    client = village.client
    other = next(each for each in client.get("/api/v1/remarks").json()["items"] if each["sender"])
    answer = {"answer": "Đã chỉnh."}
    path = f"/api/v1/remarks/{other['id']}"
    client.post(f"{path}/answer", json=answer, headers={"If-Match": other["etag"]}).raise_for_status()
    for days, left in ((KEEP_SENDER.days - 1, who), (2, ("", ""))):
        clock.advance(timedelta(days=days))
        forget_old_ways_in(services)
        assert kept()[1] == left
    assert client.get(path).json()["text"] == ASKED["text"]
    citizen.post(PAGE, data=ASKED)
    for days, left in ((KEEP_UNANSWERED.days - 1, who), (2, ("", ""))):
        clock.advance(timedelta(days=days))
        forget_old_ways_in(services)
        assert kept()[2] == left


def test_what_a_stranger_may_try_gets_nowhere(village: Village, citizen: httpx.Client) -> None:
    evil = '<script>alert(1)</script> "onload="x" {{ 7*7 }}'
    shown = citizen.post(PAGE, data={"text": evil, "telephone": "khong phai so"})
    assert shown.status_code == 422
    assert "<script>alert" not in shown.text
    assert html.escape("{{ 7*7 }}") in shown.text, "what was typed is kept as it was typed"
    for text in ("", "  \n ", "a" * 2001, "Loa\x00", "Loa \u202e to"):
        assert citizen.post(PAGE, data={"text": text}).status_code == 422, text[:9]
    machine = citizen.post(PAGE, data={"text": "x", "website": "http://x.example"})
    assert machine.status_code == 422, "a machine filled in what nobody sees"
    assert citizen.post(PAGE, data={"text": "Tốt."}, headers={"Origin": "https://gia.example"}).status_code == 403
    assert citizen.post(PAGE, content=b"text=" + b"a" * 70_000).status_code == 413
    assert village.client.get("/api/v1/remarks").json()["items"] == []

    made = citizen.post(PAGE, data={"text": "Xem tại http://sim.example/rẻ"})
    assert made.status_code == 201
    [found] = village.client.get("/api/v1/remarks").json()["items"]
    assert found["has_link"]
    assert "sim.example" not in citizen.get(PAGE).text, "nothing is shown that nobody let be shown"
    guesses = [citizen.post(f"{PAGE}/tra-cuu", data={"receipt": "GY-2025-AAAA-AAAA"}) for _ in range(10)]
    late = guesses[-1]
    assert late.status_code == 429, "more than ten times from one address within ten minutes"
    assert int(late.headers["retry-after"]) > 500
    assert _receipt(made) not in late.text


@pytest.mark.usefixtures("founding")
def test_a_wrong_receipt_tells_nothing_and_none_looks_like_another(citizen: httpx.Client) -> None:
    receipt = _receipt(citizen.post(PAGE, data={"text": "Loa tốt."}))
    wrong = [f"{receipt[:-1]}{'3' if receipt[-1] == '2' else '2'}", "", "x" * 99, "GY-2025", "' OR 1=1 --"]
    answers = [citizen.post(f"{PAGE}/tra-cuu", data={"receipt": each}) for each in wrong]
    assert {each.status_code for each in answers} == {404}
    assert len({each.text for each in answers}) == 1
    assert as_receipt("gy 2026 7kqm2xpa") == "GY-2026-7KQM-2XPA"
    assert as_receipt("GY-2026-7KQ0-2XPA") == "", "neither nought nor O"


def test_a_flood_fills_no_disk(village: Village, services: Services) -> None:
    with services.sessions.begin() as session:
        page = page_at(session, "xa-lien-an")
        for _ in range(MOST_WAITING):
            send(session, services.clock, page, Sent("Loa to quá."))
    with services.sessions.read() as session, pytest.raises(Exception, match="remark_box_full"):
        send(session, services.clock, page, Sent("Loa to quá."))
    pace = Pace(1)
    for number in range(30_000):
        pace.come(services.clock, str(number))
        if not number % 10_000:
            village.office.clock.advance(timedelta(minutes=11))
    assert len(pace._came) <= 10_001
