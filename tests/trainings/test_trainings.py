"""A training session from its invitation to what a plan counts of it, over REST; and its page."""

import re
from datetime import timedelta
from typing import Any

import httpx
import pytest

from app.bulletins import Kind
from tests.support.office import Office

API = "/api/v1"
on_sqlite = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
LESSON = {"topic": "Chuẩn nghèo đa chiều", "theme": "review", "held_on": "2025-11-20", "at": "08:00", "place": "Hội trường xã"}


def _made(client: httpx.Client, **other: Any) -> dict[str, Any]:  # noqa: ANN401  # values of JSON
    made: dict[str, Any] = client.post(f"{API}/trainings", json=LESSON | other).raise_for_status().json()
    return made


def _plan(client: httpx.Client) -> str:
    target = {"amount": 2, "unit": "times", "first": "2025-01-01", "last": "2025-11-30", "per": "whole"}
    task = {"title": "Mở lớp", "channel": "training", "theme": "review", "target": target}
    form = {"year": 2025, "title": "Kế hoạch", "tasks": [task], "channels": [{"title": "Băng-rôn", "channel": "banners"}]}
    return str(client.post(f"{API}/plans", json=form).raise_for_status().json()["id"])


def test_a_session_is_invited_to_held_and_counted_once_people_came(client: httpx.Client, office: Office) -> None:
    office.zone("thôn Đông")
    groups = [{"zone": "thôn Đông", "people": 0}]
    made = _made(client, groups=groups, attendees=[{"zone": "thôn Đông", "name": "Phạm Thị Lành"}])
    path = f"{API}/trainings/{made['id']}"
    draft = client.post(f"{path}/invitation").raise_for_status().json()
    again = client.post(f"{path}/invitation")
    assert (again.status_code, again.json()["code"]) == (409, "training_invited")
    bulletin = client.get(f"{API}/bulletins/{draft['bulletin_id']}").json()
    assert "kính mời bà con thôn Đông" in bulletin["script"]
    assert "Thời gian: 8h00, thứ Năm, ngày 20/11/2025." in bulletin["script"]
    assert (bulletin["state"], [each["path"] for each in bulletin["zones"]]) == ("draft", ["xã Liên An / thôn Đông"])
    sheet = client.get(f"{path}/sheet")
    assert "inline" in sheet.headers["content-disposition"]
    assert "Phạm Thị Lành" in sheet.text
    assert sheet.text.count('<tr><td class="n">') == 20

    coverage = f"{API}/plans/{_plan(client)}/coverage"

    def november() -> list[tuple[str, str | None, int, int]]:
        cells = client.get(f"{coverage}/channels").raise_for_status().json()["cells"]
        return [(each["channel"], each["theme"], each["done"], each["due"]) for each in cells if each["month"] == "2025-11-01"]

    nothing = [("banners", None, 0, 0), ("training", None, 0, 2), ("training", "review", 0, 2)]
    assert november() == nothing, "a session that was only meant to be counts nothing"
    etag = client.get(path).headers["etag"]
    came = LESSON | {"groups": [{"zone": "thôn Đông", "people": 31}], "attendees": made["attendees"]}
    ahead = client.put(path, json=came, headers={"If-Match": etag})
    assert (ahead.status_code, ahead.json()["code"], "Ngày 20/11/2025" in ahead.json()["detail"]) == (422, "training_ahead", True)
    assert client.post(f"{API}/trainings", json=came).json()["code"] == "training_ahead"
    office.clock.advance(timedelta(days=16))
    assert client.put(path, json=came, headers={"If-Match": etag}).json()["people"] == 31
    slogan = office.approved(kind=Kind.SPOT)
    hanging = {"zone": "xã Liên An", "place": "Cổng chợ", "hung_on": "2025-11-02", "format": "banner"}
    client.post(f"{API}/banners", json=hanging | {"bulletin": str(slogan.bulletin_id), "version": 1}).raise_for_status()
    assert november() == [
        ("banners", None, 1, 0),
        ("banners", "other", 1, 0),
        ("training", None, 1, 2),
        ("training", "review", 1, 2),
    ]
    for cell in client.get(f"{coverage}/channels").json()["cells"]:
        asked = {"channel": cell["channel"], "month": str(int(cell["month"][5:7]))}
        asked |= {"theme": cell["theme"]} if cell["theme"] else {}
        assert len(client.get(f"{coverage}/deeds", params=asked).json()["items"]) == cell["done"]
    [deed] = client.get(f"{coverage}/deeds", params={"channel": "training"}).json()["items"]
    assert (deed["people"], deed["key"]) == (31, made["id"])

    forgotten = client.delete(f"{path}/attendees").json()
    assert (forgotten["attendees"], forgotten["people"]) == ([], 31)
    client.delete(path, headers={"If-Match": forgotten["etag"]}).raise_for_status()
    assert client.get(path).status_code == 404
    assert november()[-2:] == [("training", None, 0, 2), ("training", "review", 0, 2)]


def test_a_name_of_a_village_without_a_number_is_on_the_sheet_and_its_village_is_invited(
    client: httpx.Client, office: Office
) -> None:
    office.zone("thôn Đông")
    office.zone("thôn Tây")
    names = [{"zone": "thôn Tây", "name": "Lê Thị Mơ"}, {"zone": "thôn Đông", "name": "Phạm Thị Lành"}]
    for groups, sections in (([{"zone": "thôn Đông", "people": 0}], ["thôn Đông", "thôn Tây"]), ([], ["thôn Tây", "thôn Đông"])):
        path = f"{API}/trainings/{_made(client, groups=groups, attendees=names)['id']}"
        sheet = client.get(f"{path}/sheet").text
        assert re.findall("<h2>(.*)</h2>", sheet) == sections
        assert all(sheet.count(f"<td>{each['name']}</td>") == 1 for each in names)
        draft = client.post(f"{path}/invitation").raise_for_status().json()
        script = client.get(f"{API}/bulletins/{draft['bulletin_id']}").json()["script"]
        assert f"kính mời bà con {', '.join(sections)}" in script


@on_sqlite
def test_a_meeting_is_called_one_on_its_sheet_and_in_its_invitation(client: httpx.Client, office: Office) -> None:
    office.zone("thôn Đông")
    groups = [{"zone": "thôn Đông", "people": 0}]
    for kind, heading, said in (
        ("training", "DANH SÁCH THAM DỰ TẬP HUẤN", "đến dự buổi tập huấn: "),
        ("meetings", "DANH SÁCH THAM DỰ CUỘC HỌP", "đến dự cuộc họp: "),
    ):
        path = f"{API}/trainings/{_made(client, kind=kind, groups=groups)['id']}"
        assert heading in client.get(f"{path}/sheet").text
        draft = client.post(f"{path}/invitation").raise_for_status().json()
        assert said in client.get(f"{API}/bulletins/{draft['bulletin_id']}").json()["script"]


HIDING = (
    "https://ai:matkhau@x.test/",
    "https://bo.gov.vn@x.test/",
    "https://@x.test/",
    "https://x.test:99999/",
    "https://a\\@b/",
)
"""Addresses that say somebody's name, hide whose they are, or are none."""


@on_sqlite
def test_materials_are_few_small_and_of_known_kinds(client: httpx.Client) -> None:
    path = f"{API}/trainings/{_made(client)['id']}/materials"
    for address in ("ftp://x.test/a", "javascript:alert(1)", "https://", "https://a b.test/", "http://[x", *HIDING):
        assert client.post(f"{path}/links", json={"address": address}).json()["code"] == "material_link", address
    for name, data in (("bai.exe", b"MZ"), ("bai.html", b"<script>"), ("bai.pdf", b"")):
        assert client.post(f"{path}/files", files={"file": (name, data)}).json()["code"] == "material_file", name
    kept = client.post(f"{path}/files", files={"file": ("..\\thu muc/bài giảng.pdf", b"%PDF-1")}).raise_for_status().json()
    assert (kept["title"], kept["size"]) == ("bài giảng.pdf", 6)
    file = client.get(f"{API}/trainings/materials/{kept['id']}")
    assert file.content == b"%PDF-1"
    assert file.headers["content-type"] == "application/octet-stream"
    assert file.headers["content-disposition"].startswith("attachment")
    for number in range(19):
        client.post(f"{path}/links", json={"address": f"https://example.test/{number}"}).raise_for_status()
    assert client.post(f"{path}/links", json={"address": "https://example.test/"}).json()["code"] == "material_full"
    client.delete(f"{API}/trainings/materials/{kept['id']}").raise_for_status()
    assert len(client.get(path).json()["items"]) == 19


@on_sqlite
def test_what_cannot_be_is_refused_and_nobody_is_invited_to_what_is_over(client: httpx.Client, office: Office) -> None:
    office.zone("thôn Đông")
    twice = [{"zone": "thôn Đông"}, {"zone": "xã Liên An / thôn Đông"}]
    for other, code in (
        ({"groups": twice}, "training_village_twice"),
        ({"groups": [{"zone": "thôn Lạ"}]}, "unknown_zone"),
        ({"topic": "  "}, "training_blank"),
        ({"held_on": "1999-01-01"}, "training_field"),
    ):
        assert client.post(f"{API}/trainings", json=LESSON | other).json()["code"] == code
    assert client.get(f"{API}/trainings").json()["items"] == []
    key = _made(client)["id"]
    office.clock.advance(timedelta(days=17))
    assert client.post(f"{API}/trainings/{key}/invitation").json()["code"] == "training_over"
