"""Feeds, against what their specifications ask: RSS 2.0, the podcast namespace of Apple, RFC 5545; and the sound itself."""

import re
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

import httpx
import icalendar
import pytest

from app.wiring import Services
from app.zones import found_commune
from tests.publicity.village import Village

pytestmark = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
PAGE = "/cong-khai/xa-lien-an"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
SELF = "{http://www.w3.org/2005/Atom}link"


def _text(node: ET.Element, name: str) -> str:
    found = node.findtext(name)
    assert found, name
    return found


def _channel(answer: httpx.Response) -> ET.Element:
    assert answer.headers["content-type"] == "application/rss+xml; charset=utf-8"
    root = ET.fromstring(answer.content)  # noqa: S314  # our own
    assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
    [channel] = root
    for name in ("title", "link", "description"):
        assert len(channel.findall(name)) == 1, name
    assert _text(channel, "language") == "vi"
    assert _text(channel, "link").startswith("http://loalang.test/cong-khai/")
    here = channel.find(SELF)
    assert here is not None
    assert (here.get("rel"), here.get("type")) == ("self", "application/rss+xml")
    assert str(here.get("href")) == str(answer.url)
    guids = [_text(item, "guid") for item in channel.findall("item")]
    assert len(set(guids)) == len(guids)
    for item in channel.findall("item"):
        assert item.find("title") is not None or item.find("description") is not None
        assert parsedate_to_datetime(_text(item, "pubDate")).tzinfo is not None
        assert item.find("guid").get("isPermaLink") == "false"  # type: ignore[union-attr]  # the parser's types allow none
        assert _text(item, "guid").startswith("urn:uuid:")
        assert _text(item, "link").startswith("http://loalang.test/")
    return channel


def test_rss_and_podcast_are_valid_and_their_sounds_are_there(village: Village, citizen: httpx.Client) -> None:
    village.aired("Vay vốn & <ưu đãi>", 'Hộ "mới thoát nghèo" được vay, lãi < 5%.')
    village.aired("Cắt điện", "Cắt điện ngày mai.")
    channel = _channel(citizen.get(f"{PAGE}/rss.xml"))
    items = channel.findall("item")
    assert [_text(each, "title") for each in items] == ["Cắt điện", "Vay vốn & <ưu đãi>"]
    assert 'Hộ "mới thoát nghèo" được vay, lãi < 5%.' in _text(items[1], "description")
    assert _text(items[0], "category") == "Chính sách giảm nghèo"

    channel = _channel(citizen.get(f"{PAGE}/podcast.xml"))
    for name in ("author", "explicit", "type"):
        assert _text(channel, ITUNES + name)
    assert channel.find(f"{ITUNES}category").get("text") == "Government"  # type: ignore[union-attr]
    cover = channel.find(f"{ITUNES}image").get("href")  # type: ignore[union-attr]  # the parser's types allow none
    picture = citizen.get(str(cover))
    assert picture.headers["content-type"] == "image/png"
    assert picture.content[16:24] == (1400).to_bytes(4, "big") * 2, "square, of 1,400 to 3,000 pixels"
    items = channel.findall("item")
    assert len(items) == 2
    for item in items:
        [enclosure] = item.findall("enclosure")
        assert enclosure.get("type") == "audio/mpeg"
        assert int(str(enclosure.get("length"))) > 0
        assert re.fullmatch(r"http://loalang\.test/cong-khai/xa-lien-an/ban-tin/[0-9a-f-]{36}\.mp3", str(enclosure.get("url")))
        assert _text(item, f"{ITUNES}duration") == "90"


def test_the_sound_comes_in_ranges_and_is_as_long_as_the_feed_says(village: Village, citizen: httpx.Client) -> None:
    key = village.aired("Cắt điện", "Cắt điện ngày mai.")
    feed = ET.fromstring(citizen.get(f"{PAGE}/podcast.xml").content)  # noqa: S314  # our own
    [enclosure] = feed.iter("enclosure")
    length = int(str(enclosure.get("length")))
    sound = f"{PAGE}/ban-tin/{key}.mp3"
    assert citizen.get(sound).status_code == 404, "the worker of these tests makes no bytes"
    village.keep_sounds()
    whole = citizen.get(sound)
    assert (whole.status_code, len(whole.content), whole.headers["content-type"]) == (200, length, "audio/mpeg")
    part = citizen.get(sound, headers={"Range": "bytes=2-5"})
    assert (part.status_code, part.headers["content-range"]) == (206, f"bytes 2-5/{length}")
    assert citizen.get(sound, headers={"Range": "bytes=99999999-"}).status_code == 416


def test_the_calendar_tells_hours_and_no_reasons(village: Village, citizen: httpx.Client) -> None:
    bulletin = village.approved("Cắt điện", "Cắt điện ngày mai.")
    slot = {"title": "Bản tin chiều", "at": "16:30", "bulletins": [bulletin]}
    made = village.client.post("/api/v1/slots", json=slot).raise_for_status().json()["id"]
    day = {"cancelled": True, "reason": "Ông Sáu ốm."}
    village.client.put(f"/api/v1/slots/{made}/days/2025-11-06", json=day).raise_for_status()
    found = citizen.get(f"{PAGE}/lich.ics")
    assert found.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "Sáu" not in found.text
    events = icalendar.Calendar.from_ical(found.content).walk("VEVENT")
    assert {str(each["summary"]) for each in events} == {"Bản tin chiều"}
    assert [str(each["status"]) for each in events if "status" in each] == ["CANCELLED"]


def test_one_commune_shows_nothing_of_another(village: Village, citizen: httpx.Client, services: Services) -> None:
    key = village.aired("Của xã Liên An", "Nội dung của xã Liên An.")
    with services.sessions.begin() as session:
        found_commune(session, services.clock, name="xã Đại An", admin="Trần Văn Khác")
    other = "/cong-khai/xa-dai-an"
    assert "Đài truyền thanh xã Đại An</a>" in citizen.get("/cong-khai").text
    for path in ("", "/da-phat", "/rss.xml", "/podcast.xml", "/lich.ics", "/gop-y"):
        assert "Liên An" not in citizen.get(other + path).text, path
    for ending in ("", ".txt", ".mp3"):
        assert citizen.get(f"{other}/ban-tin/{key}{ending}").status_code == 404
    assert citizen.get("/cong-khai/..%2f..%2fetc/rss.xml").status_code == 404
