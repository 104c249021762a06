"""How a picture of a page is taken: at a desk (1366 px), on a telephone (390 px) or on paper, in few shades.

A picture that shows what it showed before is not written again.
"""

import io
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageColor
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.support.chromium import DESK, PHONE
from tests.support.shown_commune import NOW, Shown

PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 6_000_000
_TALLEST, _PAGES = 2000, 2
_SAME = 24
"""Of 255: a difference of colour below which a picture shows the same; fonts are smoothed a little differently now and then."""
_SHADES = [
    *((value + 8) // 16 * 16 for value in range(216)),
    *((value + 4) // 8 * 8 for value in range(216, 248)),
    *(248,) * 7,
    255,
]
"""Of each colour every sixteenth shade, of light ones every eighth, and white: unseen, and a picture is a third smaller."""
_COLOURS = 64
"""In one picture, beside the washes."""
_WASHES = ("#eef2f4", "#e7f0f8", "#e5f2ea", "#fff2d4", "#fdeef0", "#f2ebfa", "#cfd6db")
"""Colours of the stylesheet that stay as they are: a grey that is rounded looks like the violet of a drill."""
_SIZES = {"may-tinh": DESK, "dien-thoai": PHONE}
_READY = """() => Promise.race([
  Promise.all([...document.images].map((each) => { each.loading = "eager"; return each.decode().catch(() => 0); })),
  new Promise((late) => setTimeout(late, 10_000)),
])"""
"""What a page is asked for waits for no picture that never comes: such a question has no deadline of its own."""
Act = Callable[[Page], object]


@dataclass(frozen=True)
class Shot:
    """A picture. who: empty for nobody; act: what is done on the page before it."""

    name: str
    who: str
    address: str
    act: Act | None = None


class Album:
    """Takes pictures of `commune` by a browser; only: those whose names begin so, () for all."""

    def __init__(self, commune: Shown, browser: Browser, only: tuple[str, ...]) -> None:
        self.commune, self.browser, self.only = commune, browser, only
        self.taken: list[str] = []

    def wants(self, name: str) -> bool:
        """Whether this picture is asked for."""
        return name.startswith(self.only) if self.only else True

    def shots(self, *shots: Shot) -> None:
        """At a desk and on a telephone."""
        for shot in shots:
            for kind, size in _SIZES.items():
                if self.wants(name := f"{shot.name}-{kind}"):
                    page = self.page(shot, size)
                    _unroll(page)
                    self.keep(name, page.screenshot())
                    page.context.close()

    def papers(self, *shots: Shot) -> None:
        """On paper, as Chromium prints it: the first pages."""
        for shot in shots:
            if not self.wants(f"{shot.name}-in"):
                continue
            page = self.page(shot, DESK)
            with tempfile.TemporaryDirectory() as folder:
                page.pdf(path=f"{folder}/a.pdf", prefer_css_page_size=True, format="A4", print_background=False)
                command = ["pdftoppm", "-r", "80", "-png", "-l", str(_PAGES), f"{folder}/a.pdf", f"{folder}/a"]
                subprocess.run(command, check=True)
                for number, file in enumerate(sorted(Path(folder).glob("*.png")), 1):
                    self.keep(f"{shot.name}-in-{number}", file.read_bytes())
            page.context.close()

    def page(self, shot: Shot, size: tuple[int, int]) -> Page:
        """The page of a shot, as it is to be seen."""
        context = self.browser.new_context(
            base_url=self.commune.address,
            viewport={"width": size[0], "height": size[1]},
            is_mobile=size == PHONE,
            has_touch=size == PHONE,
            locale="vi-VN",
            reduced_motion="reduce",
        )
        if shot.who:
            cookies = [pair.split("=", 1) for pair in self.commune.cookies[shot.who].split("; ")]
            context.add_cookies([{"name": name, "value": value, "url": self.commune.address} for name, value in cookies])
        page = context.new_page()
        page.clock.set_fixed_time(NOW)  # the clock at the head of a page goes on by the browser's
        page.goto(shot.address)
        if shot.act:
            shot.act(page)
        page.evaluate(_READY)
        return page

    def keep(self, name: str, data: bytes) -> None:
        """Write a picture in fewer shades, where it shows anything new."""
        self.taken.append(name)
        new = Image.open(io.BytesIO(data)).convert("RGB")
        place = PICTURES / f"{name}.webp"
        if place.exists():
            with Image.open(place) as old:
                if old.size == new.size and _is_same(old.convert("RGB"), new):
                    return
        _with_fewer_shades(new).save(place, lossless=True, quality=100, method=4)
        print(f"{place.relative_to(ROOT)}: {place.stat().st_size // 1024} kB")


def _with_fewer_shades(picture: Image.Image) -> Image.Image:
    rounded = picture.point(_SHADES * 3)
    fewer = rounded.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).convert("RGB")
    for wash in map(ImageColor.getrgb, _WASHES):
        as_rounded = Image.new("RGB", picture.size, tuple(_SHADES[value] for value in wash))
        red, green, blue = ImageChops.difference(rounded, as_rounded).split()
        farthest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        fewer.paste(wash, mask=farthest.point(lambda value: 0 if value else 255))
    return fewer


def _is_same(one: Image.Image, other: Image.Image) -> bool:
    difference = ImageChops.difference(one, other).convert("L").point(lambda value: 255 if value > _SAME else 0)
    return difference.getbbox() is None


def _unroll(page: Page) -> None:
    """Make the window as tall as the page, so that what sticks to its edges stands where it does at the end."""
    for _ in range(2):  # a text field grows with the window
        width, height = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
        page.set_viewport_size({"width": width, "height": min(height, _TALLEST)})
