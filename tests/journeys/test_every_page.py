"""Every page as it stands, and one of each kind it leads to: axe, every focus seen, nothing cut off, no word of machines."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.clock import SystemClock, local
from tests.journeys.conftest import CHAIRMAN, OFFICER, House
from tests.support.chromium import Walker
from tests.web.test_pages import PAGES

Comes = Callable[..., Walker]

_UNSEEN_FOCUS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter((each) => each.checkVisibility() && !each.disabled && each.type !== 'hidden')
  .filter((each) => {
    each.focus();
    const style = getComputedStyle(each);
    return document.activeElement === each && !(style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 3);
  }).map((each) => each.outerHTML.slice(0, 120))"""
_MOVES = """() => [...document.querySelectorAll('body *')].filter((each) => {
  const style = getComputedStyle(each);
  return style.animationName !== 'none' || style.transitionDuration.split(', ').some((each) => parseFloat(each) > 0);
}).map((each) => each.outerHTML.slice(0, 120))"""
_LINKS = "() => [...document.querySelectorAll('main a[href^=\"/\"]')].map((each) => each.getAttribute('href').split('#')[0])"
_NO_PAGES = ("/api/", "/tinh/", "/cong-khai/")
_FILE = re.compile(r"\.\w+(?:\?|$)|/(?:am-thanh|tai-ve)(?:/|\?|$)")
_ONSET = "(?:ch|gh|gi|kh|ngh?|nh|ph|qu|th|tr|[bcdghklmnprstvx])?"
_SYLLABLE = re.compile(rf"{_ONSET}[aeiouy]{{1,3}}(?:ch|ng|nh|[cmnpt])?")
"""A syllable as far as it can be told without its marks: few words of English are one."""
_KNOWN = {"csv", "excel", "word", "pdf", "svg", "mp3", "wav", "usb", "qr", "pin", "rss", "podcast", "email", "zip", "web", "km"}
_KNOWN |= {
    "firefox",
    "chrome",
    "windows",
    "linux",
    "espeak",
    "loalang",
    "station",
    "calibrate",
    "dbfs",
    "gb",
    "mb",
    "kb",
    "internet",
}
_KNOWN |= {"backup", "restore"}  # commands, to be typed as they stand
_KNOWN |= {"devices", "kind", "name", "soundcard"}  # of the settings file, to be typed as they stand
_KNOWN |= {"mtqg", "tt", "kwh", "enter", "esc", "shift", "google", "outlook", "amr", "flac", "ogg", "opus", "wma"}
"""What officers call by these words too: files, programs, units, keys, and the command of a station."""
_ROMAN = re.compile("[IVX]+")
"""Quarters and parts of a report are numbered so: «quý IV»."""


def _machine_words(text: str) -> set[str]:
    words = re.findall(r"(?<![\w.@/-])[A-Za-z]{2,}(?![\w.@/-])", text)
    return {each for each in words if not (_SYLLABLE.fullmatch(each.lower()) or _ROMAN.fullmatch(each) or each.lower() in _KNOWN)}


@pytest.mark.timeout(600)
def test_every_page_can_be_walked_by_keys_and_read_when_narrow(comes: Comes, house: House) -> None:
    bulletin, _ = house.submitted("Mời họp thôn", "Kính mời bà con họp lúc 19h30.")
    at = local(SystemClock().now()) + timedelta(hours=2)
    form = {"title": "Bản tin chiều", "at": f"{at:%H:%M}", "bulletins": [bulletin], "first_date": f"{at:%Y-%m-%d}"}
    house.asked(OFFICER, "POST", "/slots", form | {"last_date": f"{at:%Y-%m-%d}"})  # no other journey's week has it
    found: list[str] = []
    walkers = {name: comes(name) for name in (OFFICER, CHAIRMAN)}
    waiting = list(PAGES)
    kinds = {_kind(each) for each in waiting}
    for address in waiting:  # which grows by what each page leads to
        walker = walkers[CHAIRMAN if PAGES.get(address) == {"alarm"} else OFFICER]
        walker.open(address)
        page = walker.page
        found += [f"{address}: the focus is not seen on {each}" for each in page.evaluate(_UNSEEN_FOCUS)]
        found += [f"{address}: moves, though less motion is asked for: {each}" for each in page.evaluate(_MOVES)]
        found += [f"{address}: «{each}»" for each in sorted(_machine_words(page.inner_text("body")))]
        walker.look()
        for link in page.evaluate(_LINKS):
            if not link.startswith(_NO_PAGES) and not _FILE.search(link) and _kind(link) not in kinds:
                kinds.add(_kind(link))
                waiting.append(link)
    assert found == [], "\n".join(found)
    assert {"/ban-tin/*", "/phe-duyet/*/*", "/phe-duyet/*/*/tra-lai", "/lich-phat/*/*", "/cai-dat/nguoi-dung/*"} <= kinds


def _kind(address: str) -> str:
    """What is a page of one thing is a page of its kind."""
    return re.sub(r"/(?:[0-9a-f]{8}-[0-9a-f-]{27}|[\d-]+)(?=/|$)", "/*", address.split("?", maxsplit=1)[0])
