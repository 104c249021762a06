"""The public page as a citizen meets it: what was aired and nothing else, kept for a minute, and gone when it has to be."""

import html
import re
from datetime import timedelta

import httpx
import pytest

from app.publicity.names import may_name
from app.words import ONLY_WRITTEN
from tests.publicity.village import Village

SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
PAGE = "/cong-khai/xa-lien-an"


def _titles(answer: httpx.Response) -> list[str]:
    return [html.unescape(each) for each in re.findall(r'<h[23] class="h3"[^>]*><a [^>]*>([^<]*)', answer.text)]


def test_what_was_aired_is_shown_with_its_words_and_nothing_only_planned(village: Village, citizen: httpx.Client) -> None:
    key = village.aired("Vay vốn ưu đãi", "Hộ mới thoát nghèo được vay 100 triệu đồng.\nKính mời bà con đến xã.")
    draft = {"title": "Chưa phát", "script": "Bản này chưa phát."}
    village.client.post("/api/v1/bulletins", json=draft).raise_for_status()

    assert citizen.get("/cong-khai").headers["location"] == PAGE
    home = citizen.get(PAGE)
    assert _titles(home) == ["Vay vốn ưu đãi"]
    assert "Đã phát</span>" in home.text
    assert "Chính sách giảm nghèo</a> <span>1 lượt" in home.text
    assert "Chưa phát" not in citizen.get(f"{PAGE}/da-phat").text
    item = citizen.get(f"{PAGE}/ban-tin/{key}")
    assert "<p>Hộ mới thoát nghèo được vay 100 triệu đồng.</p>" in item.text
    assert "cả xã Liên An" in item.text
    saved = citizen.get(f"{PAGE}/ban-tin/{key}.txt")
    assert saved.headers["content-disposition"] == f'attachment; filename="ban-tin-{key}.txt"'
    assert "Hộ mới thoát nghèo được vay 100 triệu đồng." in saved.text


@SQLITE
def test_what_only_went_into_a_file_is_not_told_as_heard(village: Village, citizen: httpx.Client) -> None:
    bulletin = village.approved("Vay vốn ưu đãi", "Hộ mới thoát nghèo được vay 100 triệu đồng.")
    figures = []
    for kind, told, on_home in (("folder", ONLY_WRITTEN, [ONLY_WRITTEN]), ("soundcard", "Đã phát", [ONLY_WRITTEN, "Đã phát"])):
        village.office.kinds = {"thu-muc": kind}
        [key] = village.air(bulletin)
        village.office.clock.advance(timedelta(minutes=2))
        assert re.findall(f"(Đã phát|{ONLY_WRITTEN})</span>", citizen.get(PAGE).text) == on_home
        assert f'<p class="quiet small">{told}' in citizen.get(f"{PAGE}/ban-tin/{key}").text
        assert f"\n{told}" in citizen.get(f"{PAGE}/ban-tin/{key}.txt").text
        figures += re.findall(r"<span>(\d lượt)</span>|Đếm theo nhật ký của máy phát(.*?)</p>", citizen.get(PAGE).text)
    times = re.findall(r"<li>([^<]*04/11/2025[^<]*)</li>", citizen.get(f"{PAGE}/ban-tin/{key}").text)
    assert [each.endswith(": chỉ ghi thành tệp, không ra loa") for each in times] == [False, True]
    written = (", trong đó 1 lượt chỉ ghi thành tệp, không ra loa.",)
    assert figures == [("1 lượt", ""), ("", *written), ("2 lượt", ""), ("", *written)]


def test_pages_ask_for_no_cookie_and_are_sent_again_only_when_changed(village: Village, citizen: httpx.Client) -> None:
    key = village.aired("Vay vốn ưu đãi", "Hộ mới thoát nghèo được vay.")
    for path in ("", "/da-phat", f"/ban-tin/{key}", f"/ban-tin/{key}.txt", "/gop-y", "/rss.xml", "/podcast.xml", "/lich.ics"):
        answer = citizen.get(PAGE + path)
        assert answer.status_code == 200, path
        assert "set-cookie" not in answer.headers
        assert answer.headers["cache-control"] == "public, max-age=60"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        again = citizen.get(PAGE + path, headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b""), path
        assert not re.search(r"<script(?! type=\"module\" src=)|\sstyle=|\son\w+=", answer.text)
    village.aired("Tin mới", "Ngày mai họp thôn.")
    home = citizen.get(PAGE)
    assert citizen.get(PAGE, headers={"If-None-Match": '"cu"'}).text == home.text


@SQLITE
def test_found_without_accents_by_theme_and_year_page_by_page(village: Village, citizen: httpx.Client) -> None:
    themes = ("policy", "guideline")
    village.air(*(village.approved(f"Tin số {n}", f"Nội dung thứ {n} về rừng.", theme=themes[n % 2]) for n in range(22)))
    archive = f"{PAGE}/da-phat"
    assert _titles(citizen.get(archive, params={"tim": "noi dung thu 21 RUNG"})) == ["Tin số 21"]
    assert _titles(citizen.get(archive, params={"tim": "100%_"})) == []
    assert len(_titles(citizen.get(archive, params={"chu-de": "guideline", "nam": "2025"}))) == 11
    assert _titles(citizen.get(archive, params={"nam": "2024"})) == []
    first = citizen.get(archive)
    [later] = re.findall(r'href="([^"]*truoc=[^"]*)"', first.text)
    second = citizen.get(html.unescape(later))
    assert _titles(first) + _titles(second) == [f"Tin số {number}" for number in reversed(range(22))]
    [back] = re.findall(r'rel="prev" href="([^"]+)"', second.text)
    assert _titles(citizen.get(html.unescape(back))) == _titles(first)
    assert citizen.get(archive, params={"truoc": "khong-phai"}).status_code == 422


@SQLITE
def test_what_is_withdrawn_taken_off_or_no_longer_posted_is_gone_everywhere(village: Village, citizen: httpx.Client) -> None:
    posted = village.aired("Niêm yết kết quả", "Hộ nghèo: 78 hộ.", kind="notice", theme="review", valid_to="2025-11-06")
    wrong = village.aired("Sai giờ họp", "Họp lúc 20 giờ.")
    taken = village.aired("Xã gỡ xuống", "Nội dung này xã gỡ.")
    stays = village.aired("Ở lại", "Thông báo cắt điện.", valid_to="2025-11-05")

    def shown() -> list[str]:
        names = ["Niêm yết kết quả", "Sai giờ họp", "Xã gỡ xuống", "Ở lại"]
        pages = [citizen.get(f"{PAGE}{path}").text for path in ("", "/da-phat", "/rss.xml", "/podcast.xml")]
        return [name for name in names if any(name in page for page in pages)]

    assert shown() == ["Niêm yết kết quả", "Sai giờ họp", "Xã gỡ xuống", "Ở lại"]
    client = village.client
    [withdrawn] = [each for each in client.get("/api/v1/bulletins").json()["items"] if each["title"] == "Sai giờ họp"]
    client.post(f"/api/v1/bulletins/{withdrawn['id']}/versions/1/withdraw", json={"reason": "Sai giờ."}).raise_for_status()
    assert client.post(f"/api/v1/publications/{taken}/withhold").status_code == 204
    assert shown() == ["Niêm yết kết quả", "Ở lại"]
    village.office.clock.advance(timedelta(days=4))
    assert shown() == ["Ở lại"]
    assert "hết hiệu lực sau 05/11/2025" in citizen.get(f"{PAGE}/ban-tin/{stays}").text
    for key in (posted, wrong, taken):
        for ending in ("", ".txt", ".mp3"):
            assert citizen.get(f"{PAGE}/ban-tin/{key}{ending}").status_code == 410, ending
    assert client.post(f"/api/v1/publications/{taken}/show").status_code == 204
    assert shown() == ["Xã gỡ xuống", "Ở lại"]
    assert "4 lượt" in citizen.get(PAGE).text.replace("1 lượt", "4 lượt"), "figures count what was aired"


@SQLITE
def test_a_household_is_named_only_where_a_person_says_so(village: Village, citizen: httpx.Client) -> None:
    named = village.aired("Danh sách", "Hộ ông Nguyễn Văn An, thôn Đông, được công nhận thoát nghèo.")
    assert _titles(citizen.get(PAGE)) == []
    assert citizen.get(f"{PAGE}/ban-tin/{named}").status_code == 404
    [held] = village.client.get("/api/v1/publications", params={"held": True}).json()["items"]
    assert (held["version_id"], held["held_word"]) == (named, "Có thể nêu tên người hoặc số căn cước")
    village.client.post(f"/api/v1/publications/{named}/show").raise_for_status()
    assert _titles(citizen.get(PAGE)) == ["Danh sách"]


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("Hộ bà Trần Thị Bình ở xóm 3.", True),
        ("gia đình anh Lê Văn Cường", True),
        ("chủ hộ Phạm Văn Đông", True),
        ("Gồm: ông Lê Văn Sáu, bà Trần Thị Bảy.", True),
        ("Số căn cước 036085001234.", True),
        ("CMND 161234567", True),
        ("Ông Trần Văn Bình, Chủ tịch xã, phát biểu.", False),
        ("Hộ nghèo: 78 hộ, chiếm 1,14%.", False),
        ("Kính mời bà con thôn Đông Trang.", False),
        ("Liên hệ 0912345678.", False),
        ("Quyết định 24/2021/QĐ-TTg của Thủ tướng.", False),
        ("Hộ gia đình Việt Nam tiêu biểu", True),
        ("Danh sách:\n1. Nguyễn Văn An, thôn Đông\n2. Lò Thị Mai, thôn Tây", True),
        ("Được công nhận: Nguyễn Văn An, Trần Thị Bé và Giàng A Sùng.", True),
        ("1\tNguyễn Văn An\t1960\tĐông\n2\tĐÀO THỊ BẢY\t1971\tTây", True),
        ("Hồ Văn Sáu thôn Đông; Lê Thị Bé ở thôn Tây", True),
        ("Bà con gặp chị Nguyễn Thu, phụ trách là công chức xã.", False),
        ("Họp ở các thôn Lê Lợi, Trần Phú và Nguyễn Huệ.", False),
        ("Trưởng thôn Đông: Nguyễn Văn An; trưởng thôn Tây: Trần Văn Bảy.", False),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn An", False),
        ("HỒ SƠ GỒM:\nLÝ DO\nĐÀO TẠO NGHỀ", False),
        ("Bà con Hà Nội, Cao Bằng, Thái Bình, Lâm Đồng.", False),
        ("Lương Thế Vinh dạy: lá lành đùm lá rách.", False),
    ],
)
def test_what_may_name_a_household_is_held(text: str, is_named: bool) -> None:  # noqa: FBT001  # a table
    assert may_name(text) is is_named


@SQLITE
def test_a_closed_page_answers_as_none_and_others_know_nothing_of_it(village: Village, citizen: httpx.Client) -> None:
    key = village.aired("Vay vốn ưu đãi", "Hộ mới thoát nghèo được vay.")
    client = village.client
    found = client.get("/api/v1/public-page")
    assert found.json() == {"is_open": True, "contact": "", "reply_days": 5, "address": PAGE}
    closed = {"is_open": False, "contact": "Điện thoại 0228 3820 146"}
    client.put("/api/v1/public-page", json=closed, headers={"If-Match": found.headers["etag"]}).raise_for_status()
    for path in ("", "/da-phat", f"/ban-tin/{key}", f"/ban-tin/{key}.mp3", "/rss.xml", "/lich.ics", "/gop-y"):
        assert citizen.get(PAGE + path).status_code == 404, path
    assert citizen.post(f"{PAGE}/gop-y", data={"text": "Loa to quá."}).status_code == 404
    assert citizen.get("/cong-khai").status_code == 404
    assert client.put("/api/v1/public-page", json=closed, headers={"If-Match": found.headers["etag"]}).status_code == 412
