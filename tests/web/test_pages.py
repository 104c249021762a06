"""The console as people meet it without a script: pages, forms, what is refused and what is never lost."""

import html
import re
from collections.abc import Callable

import httpx
import pytest

from app.accounts import make_setup_code
from app.web.install import _ROUTERS
from app.wiring import Services
from app.zones import Founding
from tests.web.conftest import PASSWORD, PIN, Person

SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
"""What must hold in both databases is tried at the acts."""
SCRIPT = "Kính mời bà con họp lúc 19h30 ngày 16/12/2025 tại nhà văn hóa thôn."
DRAFT = {"title": "Mời họp thôn", "valid_from": "4/11/2025", "valid_to": "16/12/2025", "script": SCRIPT}
PUBLIC = {
    "/cong-khai",
    "/cong-khai/{place}",
    "/cong-khai/{place}/da-phat",
    "/cong-khai/{place}/ban-tin/{version_id}",
    "/cong-khai/{place}/ban-tin/{version_id}.mp3",
    "/cong-khai/{place}/ban-tin/{version_id}.txt",
    "/cong-khai/{place}/gop-y",
    "/cong-khai/{place}/rss.xml",
    "/cong-khai/{place}/podcast.xml",
    "/cong-khai/{place}/lich.ics",
}
"""Pages of the public, tried in tests/publicity."""
OPEN = {"/", "/dang-nhap", "/vao-lan-dau", "/lan-dau", "/tinh/{_mark}/{name}"}
"""Pages that ask nobody who they are."""
EVERYBODY = {"viewer", "editor", "approver", "operator", "admin", "alarm"}
PAGES = {
    "/hom-nay": EVERYBODY,
    "/ban-tin": EVERYBODY,
    "/ban-tin/moi": {"editor", "admin"},
    "/ban-tin/thu-hoi": {"editor", "approver", "operator", "admin"},
    "/ban-tin-mau": EVERYBODY,
    "/bang-ron": EVERYBODY,
    "/tu-dien": EVERYBODY,
    "/tu-dien/moi": {"editor", "admin"},
    "/tu-dien/tep": {"editor", "admin"},
    "/phe-duyet": EVERYBODY,
    "/lich-phat": EVERYBODY,
    "/lich-phat/moi": {"editor", "admin"},
    "/lich-phat/thang": EVERYBODY,
    "/lich-phat/chep": {"editor", "admin"},
    "/lich-phat/lich-dien-thoai": EVERYBODY,
    "/nhat-ky": EVERYBODY,
    "/goi-phat": EVERYBODY,
    "/ban-ghi-am": EVERYBODY,
    "/chuong-trinh": EVERYBODY,
    "/nhat-ky/gop-y": {"editor", "approver", "admin"},
    "/ke-hoach": EVERYBODY,
    "/ke-hoach/moi": {"editor", "admin"},
    "/dot-ra-soat": EVERYBODY,
    "/dot-ra-soat/moi": {"editor", "admin"},
    "/tap-huan": EVERYBODY,
    "/thuc-hanh": EVERYBODY,
    "/thuc-hanh/lam-lai": EVERYBODY,
    "/tap-huan/moi": {"editor", "admin"},
    "/cai-dat": EVERYBODY,
    "/cai-dat/trang-cong-khai": EVERYBODY,
    "/cai-dat/bao-cao": EVERYBODY,
    "/cai-dat/cua-toi": EVERYBODY,
    "/cai-dat/khu-vuc": EVERYBODY,
    "/cai-dat/may-phat": EVERYBODY,
    "/cai-dat/quy-che": EVERYBODY,
    "/cai-dat/quy-tac-khan": EVERYBODY,
    "/cai-dat/ngay-nghi": EVERYBODY,
    "/cai-dat/giong-doc": EVERYBODY,
    "/cai-dat/xac-thuc": EVERYBODY,
    "/cai-dat/duyet-thay": EVERYBODY,
    "/cai-dat/nguoi-dung": {"admin"},
    "/cai-dat/nhat-ky-he-thong": {"admin"},
    "/lan-dau/cum-loa": {"admin"},
    "/lan-dau/giong-doc": {"admin"},
    "/lan-dau/gio-phat": {"admin"},
    "/lan-dau/thu-loa": {"admin"},
    "/tro-giup": EVERYBODY,
    "/phat-khan": {"alarm"},
    "/phat-khan/dang-phat": EVERYBODY,
    "/dang-dung": EVERYBODY,
    "/phat-lai": {"alarm"},
}
"""Who may open which page; `alarm` is a viewer who may raise emergencies. Pages of one bulletin are tried in its journeys."""
OF_ONE = {
    "/dot-ra-soat/{campaign_id}": EVERYBODY,
    "/dot-ra-soat/{campaign_id}/buoc/{code}": {"editor", "admin"},
    "/dot-ra-soat/{campaign_id}/hoan-tac": {"editor", "admin"},
    "/ban-tin-mau/{code}": EVERYBODY,
    "/ke-hoach/{plan_id}/sua": {"editor", "admin"},
    "/ke-hoach/{plan_id}/bao-cao.pdf": EVERYBODY,
    "/ke-hoach/{plan_id}/luot": EVERYBODY,
    "/ke-hoach/{plan_id}/viec-da-lam": EVERYBODY,
    "/tap-huan/{training_id}": EVERYBODY,
    "/tap-huan/{training_id}/sua": {"editor", "admin"},
    "/song": EVERYBODY,
    "/tro-giup/{guide}": EVERYBODY,
    "/ban-tin/{bulletin_id}": EVERYBODY,
    "/phe-duyet/dang-cho": EVERYBODY,
    "/phe-duyet/{bulletin_id}/{number}": EVERYBODY,
    "/tu-dien/{entry_id}": {"editor", "admin"},
    "/phe-duyet/{bulletin_id}/lich-su": EVERYBODY,
    "/phe-duyet/{bulletin_id}/{number}/tra-lai": {"approver", "admin"},
    "/lich-phat/{slot_id}/{day}": EVERYBODY,
    "/lich-phat/{slot_id}/{day}/lai": {"editor", "admin"},
    "/lich-phat/{slot_id}/{day}/ve-sau": {"editor", "admin"},
    "/lich-phat/{slot_id}/{day}/rieng": {"editor", "admin"},
    "/lich-phat/ban-tin/{bulletin_id}": EVERYBODY,
    "/cai-dat/nguoi-dung/{person_id}": {"admin"},
    "/nhat-ky/gop-y/{remark_id}": {"editor", "approver", "admin"},
    "/cai-dat/khu-vuc/{zone_id}": {"admin"},
    "/cai-dat/khu-vuc/{zone_id}/gop": {"admin"},
    "/cai-dat/khu-vuc/{zone_id}/bo": {"admin"},
    "/cai-dat/may-phat/{station_id}/bo": {"admin"},
    "/ban-ghi-am/{recording_id}": EVERYBODY,
    "/chuong-trinh/{code}": EVERYBODY,
    "/chuong-trinh/{code}/{step}/{sentence}.wav": EVERYBODY,
    "/cai-dat/ngay-nghi/{holiday_id}": {"admin"},
    "/cai-dat/quoc-tang/{period_id}": {"admin"},
}
"""Who may open which page of one thing, tried in `test_rights`."""


def _hidden(page: httpx.Response, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found is not None, page.text
    return html.unescape(found[1])


def _read(page: str) -> str:
    """What people read of a page, without its fields and the running clock at its head."""
    text = re.sub(r'<p class="clock">.*?</p>|<textarea.*?</textarea>', "", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", " ", text))


def _fill(editor: httpx.Client) -> None:
    """What pages tell hours of: airings of today and tomorrow that meet, a class, a stop."""
    bulletin, _ = _submitted(editor)
    for at in ("16:45", "16:50"):
        slot = {"title": "Bản tin chiều", "at": at, "bulletins": [bulletin], "duration_s": 900}
        editor.post("/api/v1/slots", json=slot).raise_for_status()
    lesson = {
        "topic": "Chuẩn nghèo",
        "held_on": "20/11/2025",
        "at": "8h00",
        "place": "Hội trường",
        "zone": "xã Liên An",
        "theme": "review",
    }
    assert editor.post("/tap-huan/moi", data=lesson | {"people": "0"}).status_code == 303


def _submitted(editor: httpx.Client) -> tuple[str, int]:
    """A bulletin that waits; its id and number."""
    assert editor.post("/ban-tin/moi", data=DRAFT | {"act": "trinh"}).status_code == 303
    found = editor.get("/api/v1/bulletins").json()["items"][0]
    assert found["state"] == "submitted"
    return found["id"], found["number"]


_ACTS = {route.path for router in _ROUTERS for route in router.routes if route.methods == {"POST"}}  # type: ignore[attr-defined]


def test_every_page_is_in_the_table() -> None:
    shown = {route.path for router in _ROUTERS for route in router.routes if "GET" in (route.methods or ())}  # type: ignore[attr-defined]
    assert shown == OPEN | PUBLIC | set(PAGES) | set(OF_ONE)


@SQLITE
def test_who_is_not_signed_in_comes_to_the_gate(visitor: Callable[[], httpx.Client], founding: Founding) -> None:
    nobody = visitor()
    for address in [*PAGES, "/ban-tin/" + str(founding.commune_id), "/song"]:
        answer = nobody.get(address)
        assert answer.status_code == 303, address
        assert answer.headers["location"].startswith("/dang-nhap?tiep=/")
    assert nobody.get("/").headers["location"] == "/hom-nay"


@SQLITE
def test_a_page_of_what_is_no_id_is_an_address_that_there_is_not(person: Person) -> None:
    """No form was sent, so nothing is said of what was sent; REST, which programs ask, still names the field."""
    browser = person("Lê Thị Ban", "admin")
    for address in sorted(each for each in set(OF_ONE) | PUBLIC if "{" in each):
        answer = browser.get(re.sub("{[^}]*}", "mau", address))
        assert (answer.status_code, "Dữ liệu gửi lên" in answer.text) == (404, False), address
    page = browser.get("/ban-tin/mau")
    assert (page.status_code, "Không có địa chỉ này" in page.text) == (404, True)
    assert browser.get("/api/v1/bulletins/mau").status_code == 422


@pytest.mark.slow
@SQLITE
@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_each_sees_the_pages_that_are_theirs(person: Person, role: str) -> None:
    browser = person("Lê Thị Hai", "viewer" if role == "alarm" else role, may_alarm=role == "alarm")
    _fill(person("Lê Thị Ban", "editor"))
    links: set[tuple[str, str]] = set()
    for address, roles in PAGES.items():
        answer = browser.get(address)
        assert answer.status_code == (200 if role in roles else 403), address
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["content-security-policy"].startswith("default-src 'self'; base-uri 'none'; form-action 'self'")
        assert "style=" not in answer.text
        assert not re.search(r"<script(?! type=\"module\" src=)|\son\w+=", answer.text)
        assert not re.findall(r".{20}\b\d{1,2}:\d\d\b", _read(answer.text)), f"{address}: 16h45, not 16:45"
        links |= set(re.findall(r'(href|action)="(/[^"#]*)', answer.text))
    for kind, address in links:
        link, fine = html.unescape(address), {200, 303, 403} | ({405, 422} if kind == "action" else set())
        fine |= {404} if link in _ACTS else set()  # where only acts are, as at the address of a thing
        if link not in {"/dang-xuat", "/dung-tat-ca"}:
            assert browser.request("HEAD" if "/tinh/" in link else "GET", link).status_code in fine, link


@SQLITE
def test_who_waited_longest_is_read_first_and_all_are_counted(person: Person) -> None:
    editor, approver = person("Lê Thị Hai", "editor"), person("Lê Văn Ba", "approver")
    for number in range(22):
        editor.post("/ban-tin/moi", data=DRAFT | {"title": f"Mời họp lần {number}.", "act": "trinh"})
    page = approver.get("/phe-duyet").text
    assert "22 bản tin chờ duyệt" in page
    assert re.findall(r"Mời họp lần (\d+)\.</label>", page) == [str(number) for number in range(20)]
    assert "Trang này có 20 bản chờ lâu nhất" in page
    [key, *_] = re.findall(r'name="seen" value="([^"]+)"', page)
    alone = approver.get(approver.post("/phe-duyet", data={"seen": key}).headers["location"]).text
    assert "Vừa duyệt «Mời họp lần 0.»" in alone
    assert "Mời họp lần 20." in approver.get("/phe-duyet").text
    both = re.findall(r'name="seen" value="([^"]+)"', alone)[:2]
    together = approver.get(approver.post("/phe-duyet", data={"seen": both}).headers["location"]).text
    assert "Vừa duyệt 2 bản tin" in together
    assert re.findall(r"<li>«(Mời họp lần \d+\.)»", together) == ["Mời họp lần 1.", "Mời họp lần 2."]


@SQLITE
def test_a_wrong_password_is_told_at_its_field(visitor: Callable[[], httpx.Client], person: Person) -> None:
    person("Lê Thị Hai", "editor")
    answer = visitor().post("/dang-nhap", data={"login": "le.thi.hai", "password": "sai"})
    assert answer.status_code == 401
    assert 'role="alert"' in answer.text
    assert 'value="le.thi.hai"' in answer.text
    assert PASSWORD not in answer.text


@SQLITE
def test_nobody_is_led_away_by_a_link_to_the_gate(visitor: Callable[[], httpx.Client], person: Person) -> None:
    person("Lê Thị Hai", "editor")
    form = {"login": "le.thi.hai", "password": PASSWORD}
    for away in ("https://gia.test/", "//gia.test/", "/\\gia.test", "javascript:1"):
        assert visitor().post("/dang-nhap", data=form | {"after": away}).headers["location"] == "/hom-nay"


@SQLITE
def test_written_approved_by_another_and_mended_after_a_return(person: Person) -> None:
    editor, approver = person("Lê Thị Hai", "editor"), person("Phan Ba", "approver")
    bulletin, number = _submitted(editor)
    own = editor.get(f"/phe-duyet/{bulletin}/{number}")
    assert "Kính mời bà con họp lúc mười chín giờ ba mươi phút" in own.text
    assert "Trả lại" not in own.text

    place = f"/phe-duyet/{bulletin}/{number}"
    assert "Xin ghi lý do" in approver.post(f"{place}/tra-lai", data={"note-1": "Họp lúc 20 giờ"}).text
    sent = approver.post(f"{place}/tra-lai", data={"reason": "Sai giờ", "note-1": "Họp lúc 20 giờ", "note-2": ""})
    assert sent.headers["location"] == "/phe-duyet?xong=da-tra-lai"
    assert "«Mời họp thôn» bị trả lại" in editor.get("/hom-nay").text
    opened = editor.get(f"/ban-tin/{bulletin}")
    assert "Sai giờ" in opened.text
    assert "Câu 1: Họp lúc 20 giờ" in opened.text

    mended = DRAFT | {"script": SCRIPT.replace("19h30", "20h"), "tag": _hidden(opened, "tag"), "act": "trinh"}
    assert editor.post(f"/ban-tin/{bulletin}", data=mended).headers["location"] == "/ban-tin?xong=da-trinh"
    waiting = approver.get("/phe-duyet")
    assert "1 bản tin chờ duyệt" in approver.get("/hom-nay").text
    seen = _hidden(waiting, "seen")
    done = approver.post("/phe-duyet", data={"seen": seen})
    assert "Vừa duyệt «Mời họp thôn»" in approver.get(done.headers["location"]).text
    again = approver.post("/phe-duyet", data={"seen": seen})
    assert (again.status_code, "Chưa làm được" in again.text) == (409, True), "also where nothing waits any more"
    found = approver.get(f"/api/v1/bulletins/{bulletin}").json()
    assert (found["state"], found["approver"]) == ("approved", "Phan Ba")
    history = approver.get(f"/phe-duyet/{bulletin}/lich-su").text
    assert "Phan Ba trả lại bản tin «Mời họp thôn», phiên bản 1 (lý do: Sai giờ)" in history
    [sheet] = re.findall(r'href="(/api/v1/[^"]+version=2)"', history)
    assert "Phan Ba" in approver.get(sheet).text


@SQLITE
def test_a_deputy_is_named_and_ended_on_the_page(person: Person) -> None:
    editor, approver = person("Lê Thị Hai", "editor"), person("Phan Ba", "approver")
    place = "/cai-dat/duyet-thay"
    page = approver.get(place).text
    chosen = re.search(r'<option value="([^"]+)">Lê Thị Hai', page)
    assert chosen is not None
    assert "Phan Ba</option>" not in page, "who approves anyway needs no deputyship"
    form = {"deputy": chosen[1], "starts_at": "1/11/2025", "ends_at": "32/11/2025", "reason": "Đi tập huấn"}
    assert "Không hiểu «32/11/2025»" in approver.post(place, data=form).text
    assert approver.post(place, data=form | {"ends_at": "20/11/2025"}).headers["location"] == f"{place}?xong=da-giao-duyet"
    [end] = re.findall(rf'action="({place}/[^"]+/thoi)"', editor.get(place).text)
    assert editor.post(end).headers["location"] == f"{place}?xong=da-thoi-duyet"
    assert "đã thôi" in approver.get(place).text


@SQLITE
def test_a_title_left_empty_says_what_it_is_about(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    whole = "UBND XÃ LIÊN AN\nSố: 45/TB-UBND\nTHÔNG BÁO\nV/v trao giấy chứng nhận\n\nXã trao giấy."
    parted = whole.replace("\nTHÔNG", "\n\nTHÔNG")  # as it is pasted: a blank line below the letterhead
    for script in (whole, parted, whole.partition("UBND\n")[2], "Trao giấy chứng nhận\nVề việc gì đó."):
        editor.post("/ban-tin/moi", data=DRAFT | {"title": "", "script": script, "act": "luu"})
    assert {each["title"] for each in editor.get("/api/v1/bulletins").json()["items"]} == {"Trao giấy chứng nhận"}


@SQLITE
def test_what_was_changed_meanwhile_is_not_approved(person: Person, client: httpx.Client) -> None:
    editor, approver = person("Lê Thị Hai", "editor"), person("Phan Ba", "approver")
    bulletin, number = _submitted(editor)
    wrong = approver.post(f"/phe-duyet/{bulletin}/{number}/duyet", data={"content_hash": "0" * 64})
    assert wrong.status_code == 403
    assert "không còn đúng nội dung đã trình" in wrong.text
    page = approver.get(f"/phe-duyet/{bulletin}/{number}")
    done = approver.post(f"/phe-duyet/{bulletin}/{number}/duyet", data={"content_hash": _hidden(page, "content_hash")})
    assert done.status_code == 303
    assert client.get(f"/api/v1/bulletins/{bulletin}").json()["state"] == "approved"


@SQLITE
def test_whoever_wrote_it_is_told_that_another_approves(person: Person, client: httpx.Client) -> None:
    assert client.put("/api/v1/approval", json={"one_officer": False}).is_success
    both = person("Lê Thị Hai", "editor", "approver")
    bulletin, number = _submitted(both)
    page = both.get(f"/phe-duyet/{bulletin}/{number}")
    refused = both.post(f"/phe-duyet/{bulletin}/{number}/duyet", data={"content_hash": _hidden(page, "content_hash")})
    assert refused.status_code == 403
    assert "người khác phải duyệt" in refused.text


@SQLITE
def test_what_is_wrong_is_told_and_every_letter_stays(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    wrong = editor.post("/ban-tin/moi", data=DRAFT | {"valid_to": "31/11/2025", "act": "trinh"})
    assert wrong.status_code == 422
    assert "Không hiểu «31/11/2025»" in wrong.text
    assert SCRIPT in wrong.text
    undated = editor.post("/ban-tin/moi", data=DRAFT | {"valid_to": "", "act": "trinh"})
    assert "Xin điền ngày bắt đầu và ngày hết hiệu lực" in undated.text
    assert editor.get("/api/v1/bulletins").json()["items"][0]["state"] == "draft", "the draft is kept"


@SQLITE
def test_two_officers_never_write_over_each_other(person: Person) -> None:
    one, two = person("Lê Thị Hai", "editor"), person("Phan Ba", "editor")
    one.post("/ban-tin/moi", data=DRAFT | {"act": "luu"})
    bulletin = one.get("/api/v1/bulletins").json()["items"][0]["id"]
    seen = _hidden(two.get(f"/ban-tin/{bulletin}"), "tag")
    assert one.post(f"/ban-tin/{bulletin}", data=DRAFT | {"title": "Một", "tag": seen, "act": "luu"}).status_code == 303
    late = two.post(f"/ban-tin/{bulletin}", data=DRAFT | {"title": "Hai", "tag": seen, "act": "luu"})
    assert late.status_code == 412
    assert 'value="Hai"' in late.text, "what was typed stays"
    assert one.get(f"/api/v1/bulletins/{bulletin}").json()["title"] == "Một"
    assert "Lê Thị Hai sửa bản tin «Một», phiên bản 1" in late.text
    typed = DRAFT | {"title": "Hai", "script": "Lời khác.", "tag": seen, "bulletin": bulletin}
    assert "Lê Thị Hai sửa bản tin" in two.post("/ban-tin/loi-doc", data=typed).text, "while it is typed"
    compared = two.post(f"/ban-tin/{bulletin}", data=typed | {"act": "luu"})
    assert f"<del>{SCRIPT}" in compared.text
    over = typed | {"seen": _hidden(compared, "seen"), "act": "luu-de"}
    assert two.post(f"/ban-tin/{bulletin}", data=over).status_code == 303
    assert one.get(f"/api/v1/bulletins/{bulletin}").json()["title"] == "Hai"


@SQLITE
def test_zones_and_own_entries_of_a_bulletin_outlive_the_form(person: Person, client: httpx.Client) -> None:
    editor = person("Lê Thị Hai", "editor")
    for name in ("thôn Đông", "thôn Tây", "thôn Nam"):
        client.post("/api/v1/zones", json={"name": name, "level": "village"})
    zones = ["xã Liên An / thôn Đông", "xã Liên An / thôn Tây"]
    form = {
        "script": SCRIPT,
        "title": "Họp",
        "zones": zones,
        "cheerful": True,
        "lexicon": [{"written": "TT", "spoken": "tổ trưởng"}],
    }
    bulletin = client.post("/api/v1/bulletins", json=form).json()["id"]
    opened = editor.get(f"/ban-tin/{bulletin}")
    ticked = re.findall(r'name="zones" value="([^"]*)" checked', opened.text)
    assert "TT = tổ trưởng" in opened.text
    sent = DRAFT | {"own": "TT = tổ trưởng", "zones": ticked, "cheerful": "true", "tag": _hidden(opened, "tag"), "act": "luu"}
    assert editor.post(f"/ban-tin/{bulletin}", data=sent).status_code == 303
    found = client.get(f"/api/v1/bulletins/{bulletin}").json()
    assert {each["path"] for each in found["zones"]} == set(zones)
    assert (found["cheerful"], found["lexicon"][0]["spoken"]) == (True, "tổ trưởng")


@SQLITE
def test_an_ended_sign_in_loses_nothing_that_was_typed(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    editor.delete("/api/v1/sign-ins/" + editor.get("/api/v1/me").json()["sign_in_id"])
    typed = DRAFT | {"script": "Dòng một.\n«Dòng hai» & <ba>.", "act": "luu"}
    gate = editor.post("/ban-tin/moi", data=typed)
    assert gate.status_code == 401
    assert "chữ vừa gõ còn nguyên" in gate.text
    carried = {
        html.unescape(name): html.unescape(value) for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', gate.text)
    }
    again = editor.post("/dang-nhap", data=carried | {"login": "le.thi.hai", "password": PASSWORD})
    kept = re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', again.text, flags=re.DOTALL)
    form = {name: html.unescape(value) for name, value in kept}
    assert form["script"] == typed["script"]
    assert editor.post("/ban-tin/moi", data=form).headers["location"].endswith("?xong=da-luu")


@SQLITE
def test_an_emergency_takes_two_steps_and_the_pin(person: Person) -> None:
    officer = person("Lê Thị Hai", "viewer", may_alarm=True)
    assert "Đặt mã PIN" not in officer.get("/phat-khan").text
    fields = {
        "hazard": "dam_release",
        "blank-dam_release-ho_chua": "Hồ Sông Sào",
        "blank-dam_release-luc": "18 giờ hôm nay",
        "blank-dam_release-luu_luong": "300 m3/s",
        "zones": "xã Liên An",
        "every_min": "10",
        "ends_at": "19h",
    }
    empty = officer.post("/phat-khan/xac-nhan", data=fields | {"blank-dam_release-luc": ""}).text
    assert ("Chưa xem được" in empty, "Chưa điền «Giờ bắt đầu xả" in empty, "quá dài" in empty) == (True, True, False)
    second = officer.post("/phat-khan/xac-nhan", data=fields)
    assert "Hồ Sông Sào sẽ xả nước từ mười tám giờ hôm nay, lưu lượng ba trăm mét khối trên giây" in second.text
    drill = officer.post("/phat-khan/xac-nhan", data=fields | {"is_drill": "1"}).text
    assert drill.count("Đây là diễn tập.") == 2, "the words are those that will be heard"
    sent = fields | {"key": _hidden(second, "key")}
    wrong = officer.post("/phat-khan/phat", data=sent | {"pin": "000000"})
    assert wrong.status_code == 403
    assert _hidden(wrong, "key") == sent["key"]
    assert officer.get("/api/v1/emergencies").json()["items"] == []
    for _ in range(2):  # the button pressed twice
        assert officer.post("/phat-khan/phat", data=sent | {"pin": PIN}).headers["location"] == "/phat-khan/dang-phat"
    (sounding,) = [each for each in officer.get("/api/v1/emergencies").json()["items"] if each["sort"] == "alert"]
    assert sounding["state"] == "active"
    page = officer.get("/phat-khan/dang-phat")
    assert 'class="is-alarm"' in page.text
    assert "Chưa kết thúc: Xả lũ" in officer.get("/phat-khan").text, "the red button leads to what is to be ended"
    assert officer.post(f"/phat-khan/{sounding['id']}/ket-thuc").status_code == 303
    assert officer.get(f"/api/v1/emergencies/{sounding['id']}").json()["state"] == "ended"
    officer.post("/phat-khan/phat", data=fields | {"is_drill": "1", "key": "tap", "pin": PIN})
    assert officer.get("/phat-khan/dang-phat").text.count("Đây là diễn tập.") == 2, "the page of a drill says what is heard"


@SQLITE
def test_a_station_that_is_lost_is_named_with_whom_to_ring(person: Person) -> None:
    admin, officer = person("Lê Thị Hai", "admin"), person("Phan Ba", "operator", may_alarm=True)
    admin.post("/api/v1/stations", json={"name": "Trạm Đông"}).raise_for_status()
    [place] = re.findall(r'action="(/cai-dat/may-phat/[0-9a-f-]+/dien-thoai)"', admin.get("/cai-dat/may-phat").text)
    assert place not in officer.get("/cai-dat/may-phat").text
    wrong = admin.post(place, data={"telephone": "bác Tư 0912"})
    assert (wrong.status_code, "Số điện thoại chưa đúng" in wrong.text) == (422, True)
    assert officer.post(place, data={"telephone": "0912 345 678"}).status_code == 403
    assert admin.post(place, data={"telephone": " 0912  345.678 "}).status_code == 303
    link = '<a class="nowrap" href="tel:0912345678">0912 345.678</a>'
    assert link in officer.get("/cai-dat/may-phat").text
    assert link in officer.get("/hom-nay").text
    storm = {"hazard": "other", "text": "Nước lên nhanh.", "zones": ["xã Liên An"], "every_min": "10", "ends_at": "22h"}
    page = officer.post("/phat-khan/xac-nhan", data=storm)
    assert page.status_code == 200, page.text
    assert f"Trạm Đông {link}" in page.text
    officer.post("/dung-tat-ca")
    assert f"Người trực: {link}" in officer.get("/dang-dung").text
    assert admin.post(place, data={"telephone": ""}).status_code == 303
    assert "Người trực" not in officer.get("/dang-dung").text


@SQLITE
def test_one_button_stops_everything_and_a_page_lets_it_sound_again(person: Person) -> None:
    editor, officer = person("Lê Thị Hai", "editor"), person("Phan Ba", "viewer", may_alarm=True)
    assert editor.post("/dung-tat-ca").headers["location"] == "/dang-dung"
    stopped = editor.get("/dang-dung")
    assert 'class="is-stopped"' in stopped.text
    assert "Lê Thị Hai dừng lúc" in stopped.text
    assert "/phat-lai" not in stopped.text, "who may not lift it is shown no way to"
    said = _hidden(officer.get("/phat-lai"), "said")
    assert editor.post("/phat-lai", data={"said": said}).status_code == 403
    editor.post("/dung-tat-ca")
    late = officer.post("/phat-lai", data={"said": said})
    assert late.status_code == 409
    assert officer.post("/phat-lai", data={"said": _hidden(late, "said")}).headers["location"] == "/hom-nay?xong=da-phat-lai"
    assert officer.get("/api/v1/stop-all").json()["stopped"] is False


@SQLITE
def test_a_slot_is_tried_put_on_moved_left_out_and_put_back(person: Person) -> None:
    editor, viewer = person("Lê Thị Hai", "editor"), person("Phan Ba", "viewer")
    bulletin, _ = _submitted(editor)
    form = {"title": "Bản tin sáng", "at": "5h30", "days": ["WE", "FR"], "first_date": "4/11/2025", "bulletins": bulletin}
    tried = editor.post("/lich-phat/moi", data=form | {"act": "xem"})
    assert "5h30 05/11/2025" in tried.text
    assert "Không trùng với khung giờ nào" in tried.text
    assert "«Mời họp thôn» hết hiệu lực trước khung giờ: từ lượt 5h30 ngày 17/12/2025" in html.unescape(tried.text)
    in_time = editor.post("/lich-phat/moi", data=form | {"act": "xem", "last_date": "16/12/2025"})
    assert "trước khung giờ" not in in_time.text
    assert editor.get("/api/v1/slots").json()["items"] == []
    for wrong, said in (
        ({"at": "25h"}, "Không hiểu «25h»"),
        ({"last_date": "31/11/2025"}, "Không hiểu «31/11/2025»"),
        ({"bulletins": []}, "bản tin"),
    ):
        refused = editor.post("/lich-phat/moi", data=form | wrong | {"act": "luu"})
        assert refused.status_code == 422
        assert said in refused.text
    assert viewer.post("/lich-phat/moi", data=form | {"act": "luu"}).status_code == 403
    put_on = editor.post("/lich-phat/moi", data=form | {"act": "luu"})
    assert put_on.headers["location"] == "/lich-phat?tuan=2025-11-04&xong=da-xep-lich"
    slot = editor.get("/api/v1/slots").json()["items"][0]
    assert (slot["rrule"], slot["at"]) == ("FREQ=WEEKLY;BYDAY=WE,FR", "05:30:00")
    place = f"/lich-phat/{slot['id']}/2025-11-05"
    assert place in editor.get("/lich-phat?tuan=2025-11-05").text
    assert "Đã lên lịch" in viewer.get(place).text
    assert "Dời lượt này" not in viewer.get(place).text
    assert editor.post(f"{place}/doi", data={"moved_to": "mai"}).status_code == 422
    assert editor.post(f"{place}/doi", data={"moved_to": "17h30 5/11/2025"}).status_code == 303
    assert "đã dời sang 17h30 05/11/2025" in editor.get(place).text
    assert editor.post(f"{place}/dat-lai").status_code == 303
    assert editor.post(f"{place}/bo", data={"reason": "Xã họp"}).status_code == 303
    assert "đã bỏ lượt này: Xã họp" in editor.get(place).text
    assert editor.get(f"/lich-phat/{slot['id']}/2025-11-06").status_code == 404
    assert editor.post(f"/lich-phat/{slot['id']}/2025-11-12/het").status_code == 303
    assert editor.get("/api/v1/slots/" + slot["id"]).json()["last_date"] == "2025-11-11"


@SQLITE
def test_the_log_names_its_days(person: Person) -> None:
    viewer = person("Lê Thị Hai", "viewer")
    assert "chưa phát lượt nào" in viewer.get("/nhat-ky").text
    for days, said in (({"tu": "31/2/2025"}, "Không hiểu «31/2/2025»"), ({"tu": "5/11/2025", "den": "4/11/2025"}, "366")):
        answer = viewer.get("/nhat-ky", params=days)
        assert answer.status_code == 422
        assert said in answer.text


@SQLITE
def test_people_and_stations_come_by_codes_and_go(person: Person, visitor: Callable[[], httpx.Client]) -> None:
    admin = person("Lê Thị Hai", "admin")
    invited = admin.post("/cai-dat/nguoi-dung", data={"name": "Phan Ba", "roles": "viewer"})
    code = re.search(r"<strong>([A-Z0-9]{5}(?:-[A-Z0-9]{5})+)</strong>", invited.text)
    assert code is not None
    there = visitor()
    assert there.post("/vao-lan-dau", data={"code": code[1], "password": PASSWORD}).status_code == 200
    assert there.post("/dang-nhap", data={"login": "phan.ba", "password": PASSWORD}).status_code == 303
    place = "/cai-dat/nguoi-dung/" + there.get("/api/v1/me").json()["person_id"]
    tag = _hidden(admin.get(place), "tag")
    changed = {"name": "Phan Ba", "roles": ["editor", "operator"], "tag": tag}
    assert admin.post(place, data=changed).status_code == 303
    assert admin.post(place, data=changed).status_code == 412, "somebody was quicker"
    assert there.get("/ban-tin/moi").status_code == 200
    assert admin.post(f"{place}/nghi").status_code == 303
    assert there.get("/hom-nay").status_code == 303
    assert "đã nghỉ" in admin.get("/cai-dat/nguoi-dung").text
    station = admin.post("/cai-dat/may-phat", data={"name": "Trạm Đông"})
    assert "loalang station enrol" in station.text
    assert admin.post("/cai-dat/may-phat", data={"name": "Trạm Đông"}).status_code == 409


@SQLITE
def test_ones_own_password_pin_and_sign_ins(person: Person, visitor: Callable[[], httpx.Client]) -> None:
    one = person("Lê Thị Hai", "viewer", may_alarm=True)
    wrong = one.post("/cai-dat/cua-toi/mat-khau", data={"old": "sai", "password": "nắng sớm bên sông xanh"})
    assert wrong.status_code in {401, 403}
    assert "sai" not in re.findall(r'type="password"[^>]*value="([^"]*)"', wrong.text)
    other = visitor()
    assert other.post("/dang-nhap", data={"login": "le.thi.hai", "password": PASSWORD}).status_code == 303
    ends = re.findall(r'action="(/cai-dat/cua-toi/[0-9a-f-]+/ket-thuc)"', one.get("/cai-dat/cua-toi").text)
    assert one.post(ends[0]).status_code == 303
    assert other.get("/hom-nay").status_code == 303
    assert one.post("/cai-dat/cua-toi/pin", data={"old_pin": PIN, "pin": "271828"}).status_code == 303
    assert one.post("/cai-dat/cua-toi/mat-khau", data={"old": PASSWORD, "password": "nắng sớm bên sông xanh"}).status_code == 303


@SQLITE
def test_a_page_of_another_site_acts_for_nobody(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    for origin in ("http://gia.test", "null"):
        refused = editor.post("/dung-tat-ca", headers={"Origin": origin})
        assert refused.status_code == 403
    assert editor.get("/api/v1/stop-all").json()["stopped"] is False


@SQLITE
def test_what_somebody_types_is_text_and_never_a_page(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    page = editor.post("/ban-tin/moi", data=DRAFT | {"title": evil, "script": evil, "act": "xem"})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<img" not in page.text


@SQLITE
def test_an_address_that_is_none_is_a_page_for_people_and_a_problem_for_programs(visitor: Callable[[], httpx.Client]) -> None:
    nobody = visitor()
    page = nobody.get("/khong-co")
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    for address, accept in (("/khong-co", "*/*"), ("/api/v1/khong-co", "text/html")):
        answer = nobody.get(address, headers={"Accept": accept})
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


@SQLITE
def test_the_first_hour_founds_a_commune_and_lets_both_in(services: Services, visitor: Callable[[], httpx.Client]) -> None:
    with services.sessions.begin() as session:
        code = make_setup_code(session, services.clock)
    nobody = visitor()
    assert nobody.get("/dang-nhap?tiep=/hom-nay").headers["location"] == "/lan-dau", "there is nobody yet to come in"
    assert nobody.get("/lan-dau").status_code == 200
    form = {"code": code, "commune": "xã Liên An", "name": "Lê Thị Hai", "approver": "Phan Ba", "password": "ngắn"}
    weak = nobody.post("/lan-dau", data=form)
    assert weak.status_code == 422
    assert 'value="Phan Ba"' in weak.text
    for name in ("Liên An", "Xãliên An", "phường"):
        bare = nobody.post("/lan-dau", data=form | {"password": PASSWORD, "commune": name})
        assert (bare.status_code, f"như «xã {name}»" in html.unescape(bare.text), 'id="commune-loi"' in bare.text) == (
            422,
            True,
            True,
        )
    done = nobody.post("/lan-dau", data=form | {"password": PASSWORD})
    assert done.status_code == 200, done.text
    assert "le.thi.hai" in done.text
    invitation = re.search(r"<strong>([A-Z0-9]{5}(?:-[A-Z0-9]{5})+)</strong>", done.text)
    assert invitation is not None
    assert nobody.get("/lan-dau").headers["location"] == "/dang-nhap?tiep=/lan-dau/cum-loa", "once only"
    assert nobody.post("/dang-nhap", data={"login": "le.thi.hai", "password": PASSWORD}).status_code == 303
    assert 'href="/cai-dat/cua-toi#pin"' in nobody.get("/phat-khan").text, (
        "who may alarm and has no PIN is told before anything is written"
    )
    approver = visitor()
    assert "phan.ba" in approver.post("/vao-lan-dau", data={"code": invitation[1], "password": "nắng sớm bên sông xanh"}).text


@SQLITE
def test_without_a_script_no_seconds_are_told_that_would_stand_still(person: Person) -> None:
    assert '<b data-clock="08:00:00">8h00</b>' in person("Lê Thị Hai", "editor").get("/ban-tin/moi").text


@SQLITE
def test_files_of_the_console_are_kept_for_good_and_nothing_else_is_served(visitor: Callable[[], httpx.Client]) -> None:
    nobody = visitor()
    (style,) = re.findall(r'rel="stylesheet" href="([^"]+)"', nobody.get("/lan-dau").text)
    assert "immutable" in nobody.get(style).headers["cache-control"]
    for name in ("..%2fshared%2fpages.py", "pages.py", "khong.css"):
        assert nobody.get(f"/tinh/x/{name}").status_code in {404, 422}
    assert len(nobody.get(style).content) + len(nobody.get("/dang-nhap").content) < 60_000


@SQLITE
def test_a_training_session_is_entered_invited_to_and_counted(person: Person) -> None:
    editor, viewer = person("Lê Thị Hai", "editor"), person("Lê Thị Ba", "viewer")
    assert "Chưa có lớp tập huấn nào" in viewer.get("/tap-huan").text
    form = {"topic": "Chuẩn nghèo", "theme": "review", "held_on": "20/13/2025", "at": "8h00", "place": "Hội trường"}
    form |= {"zone": "xã Liên An", "people": "0", "attendees": "xã Liên An: Phạm Thị Lành"}
    refused = editor.post("/tap-huan/moi", data=form)
    assert refused.status_code == 422
    assert 'value="Chuẩn nghèo"' in refused.text
    assert 'id="held_on-loi"' in refused.text
    for name, missing in (("held_on", "Chưa ghi ngày"), ("at", "Chưa ghi giờ")):
        empty = editor.post("/tap-huan/moi", data=form | {"held_on": "20/11/2025", name: " "}).text
        assert (missing in empty, "Chưa hiểu" in empty, "Không hiểu" in empty) == (True, False, False), name
    assert 'aria-invalid="true"' in editor.post("/tap-huan/moi", data=form | {"held_on": "20/11/2025", "place": " "}).text
    assert '<option value="" selected>' in editor.get("/tap-huan/moi").text, "nobody's lesson counts to a theme by itself"
    for topic, theme, told in (
        ("Sử dụng loa", "", "Xin chọn chủ đề"),
        ("Rà soát hộ nghèo", "review", "máy đề xuất «Rà soát hộ nghèo»"),
    ):
        asked = editor.post("/tap-huan/moi", data=form | {"held_on": "20/11/2025", "theme": "", "topic": topic})
        chosen = re.findall(r'<option value="([^"]*)" selected>', asked.text)
        assert (asked.status_code, chosen, told in html.unescape(asked.text)) == (422, ["training", theme], True)
    place = editor.post("/tap-huan/moi", data=form | {"held_on": "20/11/2025"}).headers["location"].partition("?")[0]
    assert "Phạm Thị Lành" in editor.get(place).text
    assert "Soạn bản tin mời dự" not in viewer.get(place).text
    [sheet] = re.findall(r'href="(/api/v1/trainings/[^"/]+/[^"/]+)"', editor.get(place).text)
    assert re.findall(r"Thời gian: ([^.]+)\.|In lúc (\S+) ngày", editor.get(sheet).text) == [
        ("8h00, thứ Năm, ngày 20/11/2025", ""),
        ("", "8h00"),
    ], "hours as the house writes them"
    assert editor.post(f"{place}/moi-du").headers["location"].startswith("/ban-tin/")
    assert "đã có bản tin mời" in editor.post(f"{place}/moi-du").text
    assert editor.post(f"{place}/tai-lieu", data={"address": "ftp://x"}).status_code == 422
    assert editor.post(f"{place}/tai-lieu", files={"tep": ("bai.txt", b"1")}).status_code == 303
    [bin_] = re.findall(rf'action="({place}/tai-lieu/[^"]+/bo)"', editor.get(place).text)
    assert editor.post(bin_).status_code == 303
    assert editor.post(f"{place}/xoa-ten").status_code == 303
    assert "Phạm Thị Lành" not in editor.get(place).text
    tag = re.findall(r'name="tag" value="([^"]+)"', editor.get(f"{place}/sua").text)[0]
    came = form | {"held_on": "20/11/2025", "people": "25", "attendees": "", "tag": html.unescape(tag)}
    ahead = editor.post(f"{place}/sua", data=came)
    assert (ahead.status_code, "Ngày 20/11/2025 lớp mới học" in ahead.text) == (422, True), "nobody has come yet"
    came |= {"held_on": "04/11/2025"}
    assert editor.post(f"{place}/sua", data=came).status_code == 303
    assert "Người dự: 25" in viewer.get(place).text
    made = editor.post("/api/v1/plans", json={"year": 2025, "title": "Kế hoạch năm 2025"}).json()["id"]
    assert f"/ke-hoach/{made}/viec-da-lam?kenh=training" in html.unescape(viewer.get("/ke-hoach").text)
    assert "25 người dự" in viewer.get(f"/ke-hoach/{made}/viec-da-lam?kenh=training&thang=11").text


@SQLITE
def test_a_slogan_is_printed_hung_and_taken_down(person: Person) -> None:
    editor, approver = person("Lê Thị Hai", "editor"), person("Lê Thị Ba", "approver")
    assert "Chưa có khẩu hiệu nào" in editor.get("/bang-ron").text
    slogan = {"title": "Chung tay vì người nghèo", "kind": "spot", "theme": "programme", "script": "Chung tay vì người nghèo."}
    made = editor.post("/api/v1/bulletins", json=slogan | {"valid_from": "2025-11-01", "valid_to": "2025-12-31"}).json()["id"]
    unapproved = editor.get("/bang-ron").text
    assert ("tờ in ghi «chưa được duyệt»" in unapproved, "Chưa ghi được chỗ treo" in unapproved) == (True, True)
    for browser, step in ((editor, "submit"), (approver, "approve")):
        assert browser.post(f"/api/v1/bulletins/{made}/versions/1/{step}").is_success
    page = editor.get("/bang-ron")
    [address, *_] = re.findall(r'href="(/api/v1/banners/drawn/[^"]*pdf[^"]*)"', page.text)
    assert editor.get(html.unescape(address)).content.startswith(b"%PDF")
    form = {"bulletin": made, "wanted": "poster", "zone": "xã Liên An", "place": "Cổng chợ", "hung_on": "32/11/2025"}
    refused = editor.post("/bang-ron", data=form)
    assert refused.status_code == 422
    assert 'value="Cổng chợ"' in refused.text
    assert editor.post("/bang-ron", data=form | {"hung_on": "4/11/2025"}).status_code == 303
    assert "Cổng chợ" in editor.get("/bang-ron").text
    [banner] = editor.get("/api/v1/banners").json()["items"]
    assert editor.post(f"/bang-ron/{banner['id']}/anh", files={"anh": ("x.jpg", b"no photo")}).status_code == 422
    assert editor.post(f"/bang-ron/{banner['id']}/thao").status_code == 303
    assert "Cổng chợ" not in editor.get("/bang-ron").text
