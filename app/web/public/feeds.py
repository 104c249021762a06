"""Feeds of a commune's public page: RSS 2.0, the podcast, the calendar.

Sources: RSS 2.0 Specification (RSS Advisory Board, 2.0.11); Apple Podcasts RSS feed requirements and the itunes namespace;
RFC 4287 for `atom:link` in RSS, as the RSS Advisory Board's best practices profile asks. The same content gives the same bytes.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring  # written, never read

from app.publicity import Publication, Wanted, archive
from app.web.public.views import Item, Look, items_of, theme_in_words

if TYPE_CHECKING:
    from app.timetable import CalendarSource

_ATOM = "http://www.w3.org/2005/Atom"
_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_IN_A_FEED = 50
_BEYOND_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
register_namespace("atom", _ATOM)
register_namespace("itunes", _ITUNES)


def rss(look: Look) -> bytes:
    """What was aired, as text."""
    found = archive(look.session, look.now, look.page.commune_id, Wanted(), limit=_IN_A_FEED).items
    root, channel = _channel(look, "rss.xml", f"Đài truyền thanh {look.page.name}", found)
    for each, item in zip(found, items_of(look, found), strict=True):
        _item(channel, look, each, item)
    return _bytes(root)


def podcast(look: Look) -> bytes:
    """What was aired, to hear: everything that has its sound."""
    found = archive(look.session, look.now, look.page.commune_id, Wanted(), limit=_IN_A_FEED).items
    title = f"Loa {look.page.name}"
    root, channel = _channel(look, "podcast.xml", title, found)
    author = f"Đài truyền thanh {look.page.name}"
    _say(channel, f"{{{_ITUNES}}}author", author)
    _say(channel, f"{{{_ITUNES}}}summary", f"Những bản tin đã phát trên loa {look.page.name}.")
    _say(channel, f"{{{_ITUNES}}}type", "episodic")
    _say(channel, f"{{{_ITUNES}}}explicit", "false")
    SubElement(channel, f"{{{_ITUNES}}}image", href=look.links.asset("bia.png"))
    SubElement(channel, f"{{{_ITUNES}}}category", text="Government")
    for each, item in zip(found, items_of(look, found), strict=True):
        if item.sound is None or item.sound.seconds is None:
            continue
        written = _item(channel, look, each, item)
        address = look.links.item(each.version_id, ".mp3")
        SubElement(written, "enclosure", url=address, length=str(item.sound.forms["mp3"].size), type="audio/mpeg")
        _say(written, f"{{{_ITUNES}}}duration", str(round(item.sound.seconds)))
        _say(written, f"{{{_ITUNES}}}author", author)
        _say(written, f"{{{_ITUNES}}}explicit", "false")
        _say(written, f"{{{_ITUNES}}}episodeType", "full")
    return _bytes(root)


def calendar(source: "CalendarSource") -> bytes:
    """The timetable for people's own calendars; why something was moved or cancelled is the office's own affair."""
    from app.timetable import calendar_file  # noqa: PLC0415  # light start

    edits = {
        slot: {day: replace(edit, reason="", made_by="") for day, edit in days.items()} for slot, days in source.edits.items()
    }
    return calendar_file(replace(source, edits=edits))


def _channel(look: Look, name: str, title: str, found: Sequence[Publication]) -> tuple[Element, Element]:
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    _say(channel, "title", title)
    _say(channel, "link", look.links.home())
    _say(channel, "description", f"Những bản tin đã phát trên loa {look.page.name}, ghi theo nhật ký phát.")
    _say(channel, "language", "vi")
    _say(channel, "generator", "Loa Làng")
    if found:
        _say(channel, "lastBuildDate", _rfc_822(max(each.last_at for each in found)))
    _say(channel, "ttl", "60")
    SubElement(channel, f"{{{_ATOM}}}link", href=look.links.file(name), rel="self", type="application/rss+xml")
    return root, channel


def _item(channel: Element, look: Look, each: Publication, item: Item) -> Element:
    found = SubElement(channel, "item")
    _say(found, "title", item.title or "Bản tin")
    _say(found, "link", look.links.item(each.version_id))
    _say(found, "description", "\n".join([*item.sentences, f"({item.places})"]))
    _say(found, "category", theme_in_words(each.theme))
    SubElement(found, "guid", isPermaLink="false").text = f"urn:uuid:{each.version_id}"
    _say(found, "pubDate", _rfc_822(each.first_at))
    return found


def _say(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _BEYOND_XML.sub(" ", text)


def _rfc_822(at: datetime) -> str:
    return format_datetime(at, usegmt=True)


def _bytes(root: Element) -> bytes:
    found: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return found
