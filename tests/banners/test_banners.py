"""A slogan from its approval to the print shop, and where it hangs, over REST."""

from io import BytesIO
from typing import Any

import httpx
import pytest
from PIL import Image

API = "/api/v1"
SLOGAN = {"title": "Không để ai bị bỏ lại", "kind": "spot", "theme": "programme", "script": "Không để ai bị bỏ lại phía sau."}
VALID = {"valid_from": "2025-11-01", "valid_to": "2025-12-31"}
WHERE = {"zone": "xã Liên An", "place": "Cổng  chợ", "hung_on": "2025-11-02"}
on_sqlite = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)


def _slogan(client: httpx.Client, *, is_approved: bool = True, **other: str) -> str:
    key = client.post(f"{API}/bulletins", json=SLOGAN | VALID | other).raise_for_status().json()["id"]
    if is_approved:
        for step in ("submit", "approve"):
            client.post(f"{API}/bulletins/{key}/versions/1/{step}").raise_for_status()
    return str(key)


def _hung(client: httpx.Client, key: str, **other: Any) -> httpx.Response:  # noqa: ANN401  # values of JSON
    return client.post(f"{API}/banners", json={"bulletin": key, "version": 1, "format": "banner"} | WHERE | other)


def _photo() -> bytes:
    """A photo of a telephone held upright: lying in the file, and with its place in the fields beside the picture."""
    written, picture = BytesIO(), Image.new("RGB", (400, 200), "red")
    picture.paste("blue", (0, 0, 200, 200))
    said = Image.Exif()
    said[0x0112] = 6
    said[0x010F] = "Telephone"
    said.get_ifd(0x8825)[1] = "N"
    picture.save(written, "JPEG", exif=said, quality=95)
    return written.getvalue()


def test_a_slogan_is_drawn_hung_shown_and_taken_down(client: httpx.Client) -> None:
    key = _slogan(client, is_approved=False)
    drawn = f"{API}/banners/drawn/{key}/1"
    asked = {"format": "banner", "year": "2026"}
    before = client.get(f"{drawn}/svg", params=asked)
    assert before.headers["content-type"] == "image/svg+xml"
    refused = _hung(client, key)
    assert (refused.status_code, refused.json()["code"]) == (409, "slogan_not_approved")
    for step in ("submit", "approve"):
        client.post(f"{API}/bulletins/{key}/versions/1/{step}").raise_for_status()
    after = client.get(f"{drawn}/svg", params=asked)
    assert after.text != before.text, "who prints what is not approved reads it on the sheet"
    assert client.get(f"{drawn}/svg", params=asked | {"year": "2027"}).text != after.text
    assert client.get(f"{drawn}/pdf", params=asked).content.startswith(b"%PDF")

    made = _hung(client, key)
    assert made.status_code == 201, made.text
    assert made.json() | {"id": "", "version_id": "", "zone_id": "", "etag": ""} == {
        "id": "",
        "version_id": "",
        "bulletin_id": key,
        "slogan": "Không để ai bị bỏ lại",
        "theme": "programme",
        "format": "banner",
        "format_word": "băng-rôn 0,7 × 4 m",
        "zone_id": "",
        "place": "Cổng chợ",
        "hung_on": "2025-11-02",
        "taken_down_on": None,
        "has_photo": False,
        "etag": "",
    }
    address = made.headers["location"]
    assert client.get(f"{address}/photo").json()["code"] == "not_found"
    assert client.put(f"{address}/photo", files={"file": ("cong-cho.jpg", _photo())}).json()["has_photo"]
    kept = client.get(f"{address}/photo")
    with Image.open(BytesIO(kept.content)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (200, 400), {})
        top = picture.getpixel((100, 50))
    assert isinstance(top, tuple)
    assert top[2] > 200, "upright"
    gone = WHERE | {"taken_down_on": "2025-11-20"}
    tag = client.get(address).headers["etag"]
    assert client.put(address, json=gone, headers={"If-Match": tag}).json()["taken_down_on"] == "2025-11-20"

    def listed(**asked: str) -> int:
        return len(client.get(f"{API}/banners", params=asked).json()["items"])

    assert [listed(on=day) for day in ("2025-11-01", "2025-11-02", "2025-11-19", "2025-11-20")] == [0, 1, 1, 0]
    assert (listed(year="2025"), listed(year="2026"), listed(format="poster")) == (1, 0, 0)
    client.delete(address, headers={"If-Match": client.get(address).headers["etag"]}).raise_for_status()
    assert (listed(), client.get(address).status_code) == (0, 404)


@on_sqlite
def test_what_cannot_be_is_refused_and_says_what_to_do(client: httpx.Client) -> None:
    key = _slogan(client)
    for other, code, field in (
        ({"place": " "}, "banner_place", "place"),
        ({"place": "Cổng\u200bchợ"}, "banner_place", "place"),
        ({"taken_down_on": "2025-11-01"}, "banner_dates", "taken_down_on"),
        ({"hung_on": "1999-12-31"}, "banner_dates", "taken_down_on"),
        ({"zone": "thôn Lạ"}, "unknown_zone", "zones"),
    ):
        answer = _hung(client, key, **other)
        assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, code, field), other
    notice = _slogan(client, kind="notice")
    assert _hung(client, notice).json()["code"] == "not_slogan"
    for text, wanted, code in (
        (SLOGAN["script"] * 20, "poster", "slogan_too_long"),
        ("Chung tay vì người nghèo ☂.", "banner", "slogan_letters"),
    ):
        drawn = client.get(
            f"{API}/banners/drawn/{_slogan(client, script=text, is_approved=False)}/1/svg",
            params={"format": wanted, "year": "2026"},
        )
        assert (drawn.status_code, drawn.json()["code"]) == (422, code), drawn.text
    assert (
        client.get(f"{API}/banners/drawn/{notice}/1/svg", params={"format": "banner", "year": "2026"}).json()["code"]
        == "not_slogan"
    )

    address = _hung(client, key).headers["location"]
    flood = BytesIO()
    Image.new("1", (30_000, 30_000)).save(flood, "PNG")
    for file in (b"", b"\xff\xd8\xff", b"<svg/>", _photo()[:300], flood.getvalue()):
        answer = client.put(f"{address}/photo", files={"file": ("a.jpg", file)})
        assert (answer.status_code, answer.json()["code"]) == (422, "bad_photo"), file[:20]
    assert not client.get(address).json()["has_photo"]
