"""Feeds against schemas written from their specifications, and schemas against feeds with one thing wrong."""

from email.utils import parsedate_to_datetime
from itertools import pairwise
from pathlib import Path

import httpx
import pytest
from lxml import etree

from tests.publicity.village import Village

pytestmark = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
PAGE = "/cong-khai/xa-lien-an"
FEEDS = ("rss", "podcast")
HOSTILE = "]]> <b>&amp;</b> «Vay» 'vốn' \"ưu đãi\" 100%"
WRONG = {
    "rss": [
        ('version="2.0"', 'version="0.91"'),
        ("<language>vi</language>", ""),
        ("<language>vi</language>", "<language>tiếng Việt</language>"),
        ("<title>Cắt điện</title>", "<title></title>"),
        ('isPermaLink="false"', 'isPermaLink="true"'),
        ("urn:uuid:", "uuid:"),
        ("<pubDate>Tue, ", "<pubDate>thứ Ba, "),
        ("<pubDate>", "<pubDate>2025-11-04 "),
        ("<link>http://loalang.test", "<link>"),
        ('rel="self"', 'rel="alternate"'),
        ("</item>", "<author>Thu</author></item>"),
        ("</item>", "<pubDate>Tue, 04 Nov 2025 01:00:00 GMT</pubDate></item>"),
    ],
    "podcast": [
        ('text="Government"', 'text="Chính quyền"'),
        ("<itunes:explicit>false", "<itunes:explicit>clean"),
        ("<itunes:type>episodic", "<itunes:type>weekly"),
        ("bia.png", "bia.svg"),
        ('type="audio/mpeg"', 'type="audio/wav"'),
        (".mp3", ".wav"),
        ('length="', 'length="-'),
        ("<itunes:duration>90", "<itunes:duration>một phút rưỡi"),
        ("<itunes:episodeType>full</itunes:episodeType>", ""),
    ],
}
"""In a feed of each kind: what is there, and what is no such feed any more."""


def _schema(name: str) -> etree.RelaxNG:
    return etree.RelaxNG(file=str(Path(__file__).parent / "schemas" / f"{name}.rng"))


def _fits(name: str, feed: bytes) -> bool:
    return bool(_schema(name).validate(etree.fromstring(feed)))


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_is_valid_whatever_is_in_it(village: Village, citizen: httpx.Client, name: str) -> None:
    for titles in ((), ("Cắt điện",), (HOSTILE, "x" * 200)):
        for title in titles:
            village.aired(title, f"{title}.")
        feed = etree.fromstring(citizen.get(f"{PAGE}/{name}.xml").content)
        schema = _schema(name)
        assert schema.validate(feed), schema.error_log
    items = feed.findall("channel/item")
    assert len(items) == 3
    assert len({each.findtext("guid") for each in items}) == 3
    dates = [parsedate_to_datetime(str(each.findtext("pubDate"))) for each in items]
    assert all(newer >= older for newer, older in pairwise(dates))


@pytest.mark.parametrize("name", FEEDS)
def test_what_is_wrong_in_a_feed_is_found(village: Village, citizen: httpx.Client, name: str) -> None:
    village.aired("Cắt điện", "Cắt điện ngày mai.")
    feed = citizen.get(f"{PAGE}/{name}.xml").text
    assert _fits(name, feed.encode())
    for right, wrong in WRONG["rss"] + (WRONG["podcast"] if name == "podcast" else []):
        assert right in feed, right
        assert not _fits(name, feed.replace(right, wrong).encode()), (right, wrong)
