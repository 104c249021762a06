"""Every page as it stands: focus is seen on each control, nothing is cut off when narrow, nothing moves, no word of machines."""

import re
from collections.abc import Callable

from tests.journeys.conftest import CHAIRMAN, OFFICER
from tests.support.chromium import NARROW, Walker
from tests.web.test_pages import PAGES

Comes = Callable[..., Walker]

_UNSEEN_FOCUS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter((each) => each.checkVisibility() && !each.disabled && each.type !== 'hidden')
  .filter((each) => {
    each.focus();
    const style = getComputedStyle(each);
    return document.activeElement === each && !(style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 3);
  }).map((each) => each.outerHTML.slice(0, 120))"""
_WIDE = "() => document.documentElement.scrollWidth > innerWidth"
_MOVES = """() => [...document.querySelectorAll('body *')].filter((each) => {
  const style = getComputedStyle(each);
  return style.animationName !== 'none' || style.transitionDuration.split(', ').some((each) => parseFloat(each) > 0);
}).map((each) => each.outerHTML.slice(0, 120))"""
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
_KNOWN |= {"devices", "kind", "name", "soundcard"}  # of the settings file, to be typed as they stand
_KNOWN |= {"mtqg", "tt", "enter", "esc", "shift", "google", "outlook", "amr", "flac", "ogg", "opus", "wma"}
"""What officers call by these words too: files, programs, units, keys, and the command of a station."""
_ROMAN = re.compile("[IVX]+")
"""Quarters and parts of a report are numbered so: «quý IV»."""


def _machine_words(text: str) -> set[str]:
    words = re.findall(r"(?<![\w.@/-])[A-Za-z]{2,}(?![\w.@/-])", text)
    return {each for each in words if not (_SYLLABLE.fullmatch(each.lower()) or _ROMAN.fullmatch(each) or each.lower() in _KNOWN)}


def test_every_page_can_be_walked_by_keys_and_read_when_narrow(comes: Comes) -> None:
    found: list[str] = []
    walkers = {name: comes(name) for name in (OFFICER, CHAIRMAN)}
    for address, roles in PAGES.items():
        walker = walkers[CHAIRMAN if roles == {"alarm"} else OFFICER]
        walker.open(address)
        page = walker.page
        found += [f"{address}: the focus is not seen on {each}" for each in page.evaluate(_UNSEEN_FOCUS)]
        found += [f"{address}: moves, though less motion is asked for: {each}" for each in page.evaluate(_MOVES)]
        found += [f"{address}: «{each}»" for each in sorted(_machine_words(page.inner_text("body")))]
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 800})
            found += [f"{address}: wider than {width}"] if page.evaluate(_WIDE) else []
        page.set_viewport_size({"width": 1366, "height": 768})
    assert found == [], "\n".join(found)
