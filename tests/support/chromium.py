"""Somebody at a browser: a page of the machine's own Chromium that counts what a person does and notes what must not be."""

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, StorageState, sync_playwright

_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is the same engine without a window, tabs and profile around it, which cost as much as the pages themselves."""
CHROMIUM = next((found for name in _NAMES if (found := shutil.which(name))), "")
DESK, PHONE = (1366, 768), (390, 844)
NARROW = (390, 320, 683)
"""Pixels: a phone, a desk at 400 %, a desk at 200 %. Nothing is scrolled sideways there."""
PATIENCE_S = 30
_PARTS = r"""() => {
  const said = new Set(['class', 'role', 'type', 'hidden', 'open', 'style', 'lang', 'scope', 'tabindex']);
  const attribute = ({name, value}) => name + (said.has(name) || name.startsWith('aria-') && value.length < 6 ? '=' + value
    : ['id', 'for', 'name'].includes(name) || name.startsWith('aria-') ? '=' + value.replace(/[0-9a-f-]*\d[0-9a-f-]*/g, '#')
    : value.trim() ? '' : '=');
  const head = (each) =>
    `<${each.tagName} ${[...each.attributes].map(attribute).sort().join(' ')} ${each.checked} ${each.disabled}>`;
  const shape = (each) => each.nodeType === 3 ? (each.data.trim() ? 't' : '')
    : each.nodeType !== 1 || each.tagName === 'SCRIPT' ? ''
    : head(each) + [...each.childNodes].map(shape).filter((each, at, all) => each && each !== all[at - 1]).join('') + '<>';
  const short = (text) => {
    let [one, two] = [0xdeadbeef, 0x41c6ce57];
    for (let at = 0; at < text.length; at++) {
      one = Math.imul(one ^ text.charCodeAt(at), 2654435761);
      two = Math.imul(two ^ text.charCodeAt(at), 1597334677);
    }
    return `${one}${two}`;
  };
  const parts = [[document.title ? 'titled' : 'untitled']];
  const walk = (within, path) => [...within.children].forEach((each) => {
    parts.push([short(path + shape(each)), each]);
    if (['MAIN', 'SECTION', 'TABLE', 'TBODY', 'UL', 'OL'].includes(each.tagName)) walk(each, path + head(each));
  });
  walk(document.body, '');
  return parts;
}"""
"""What a page is made of, part within part, and how each looks where it stands, whatever its words: axe judges no more."""
_SHAPES = f"() => ({_PARTS})().map(([key]) => key)"
_AXE = f"""async (known) => {{
  const parts = ({_PARTS})(), exclude = parts.filter(([key, each]) => each && known.includes(key)).map(([_, each]) => each);
  const told = await axe.run(exclude.length ? {{exclude}} : document, {{resultTypes: ['violations']}});
  return [parts.map(([key]) => key), told.violations.map(
    v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))];
}}"""
"""Judges what is not known yet; what it found, and the parts that it then knew of."""
_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 4).map(e => e.tagName + '.' + e.className)"""

_COLONS = r"""() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    const {data, parentElement: place} = walk.currentNode;
    if (/\b\d{1,2}:\d{2}\b/.test(data) && !place.closest('.clock, textarea, script, style'))
      found.push(data.trim().slice(0, 100));
  }
  return found;
}"""
"""Hours are written 16h45 wherever a person reads them; only the running clock at the head of a page is a clock's face."""


_CONTROL = "each => each.closest('label')?.control ?? each.closest('summary, a, button') ?? each"
"""What takes the keys, of a place that is seen."""
_IS_FOCUSED = "each => document.activeElement === each"
_IS_THERE = "each => each.isConnected"
"""Not any more where the page has renewed itself: then another stands in its place, as for a person."""
_IS_AMONG = """each => each.type === 'radio' && document.activeElement.type === 'radio'
  && document.activeElement.name === each.name"""
_IS_CHOSEN = f"""each => ['radio', 'checkbox'].includes(({_CONTROL})(each).type)"""
_IS_SEEN = """each => [each, ...each.labels ?? []].some((one) => {
  const style = one && getComputedStyle(one);
  return style && style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 3;
})"""
_MANY_KEYS = 150
"""So many lead through the longest page of a console."""

_judged: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
"""Parts of pages in which axe found nothing, by the size of the screen."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of the machine; nothing is downloaded."""
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
        )
        yield browser
        browser.close()


class Walker:
    """One person's browser at `root`.

    acts: clicks, taps, keys and texts so far, a text typed or pasted as one. keys: has no mouse: comes to each control by Tab,
    sees where the focus is, and presses Enter, or Space where something is chosen.
    faults: other hosts asked, messages of the console (also of the policy), findings of axe, hours with a colon, what is wider
    than its screen.
    """

    def __init__(
        self,
        browser: Browser,
        root: str,
        *,
        size: tuple[int, int] = DESK,
        kept: StorageState | None = None,
        scripts: bool = True,
        keys: bool = False,
    ) -> None:
        self.root, self.size, self.scripts, self.keys = root, size, scripts, keys
        self.acts = 0
        self.faults: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=root,
            viewport={"width": size[0], "height": size[1]},
            storage_state=kept,
            java_script_enabled=scripts,
            has_touch=size == PHONE,
            is_mobile=size == PHONE,
            locale="vi-VN",
            reduced_motion="reduce",
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE_S * 1000)
        self.page.on("request", self._asked)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.root, "data:", "blob:")):
            self.faults.append(f"other host: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        """A page that tells what is wrong with a form has a status of its own, of which Chromium speaks too."""
        is_status = re.search("the server responded with a status of (4|503)", message.text)
        if "Password forms should have (optionally hidden) username fields" in message.text:
            return  # advice for accounts; a PIN is to be kept beside no name
        if not (is_status and message.location.get("url", "").split("?")[0] == self.page.url.split("?")[0]):
            self.faults.append(f"console: {message.text} {message.location.get('url', '').removeprefix(self.root)}")

    # --- what a person does

    def open(self, address: str) -> None:
        """Come to a page as by a bookmark or a link of a message: no act."""
        self.page.goto(address)

    def press(self, name: str, *, role: Any = "button", within: str = "body") -> None:  # noqa: ANN401  # playwright's list of roles
        """Click or tap what has this name."""
        self.touch(self.page.locator(within).get_by_role(role, name=name).first)

    def touch(self, place: Locator) -> None:
        """Click or tap a place."""
        self.acts += 1
        if self.keys:
            self._tab_to(place)
            self.page.keyboard.press("Space" if place.evaluate(_IS_CHOSEN) else "Enter")
        elif self.size == PHONE:
            place.tap()
        else:
            place.click()

    def type(self, label: str, text: str) -> None:
        """Type or paste a text into a field, over what stood there."""
        self.acts += 1
        self.fill(self.page.get_by_label(label, exact=True).first, text)

    def fill(self, place: Locator, text: str) -> None:
        """Type into a place, over what stood there: what is no act of its own."""
        if not self.keys:
            place.fill(text)
            return
        self._tab_to(place)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.insert_text(text)

    def _tab_to(self, place: Locator) -> None:
        """Go on by Tab until the focus is there, seen as such; among choices of which one holds, by arrows."""
        place.wait_for()
        control = place.evaluate_handle(_CONTROL)
        for _ in range(_MANY_KEYS):
            if not control.evaluate(_IS_THERE):
                control = place.evaluate_handle(_CONTROL)
            if control.evaluate(_IS_FOCUSED):
                break
            self.page.keyboard.press("ArrowDown" if control.evaluate(_IS_AMONG) else "Tab")
        named = control.evaluate("each => each.outerHTML.slice(0, 160)")
        assert control.evaluate(_IS_FOCUSED), f"no key leads to {named}"
        if not control.evaluate(_IS_SEEN):
            self.faults.append(f"the focus is not seen: {named}")

    # --- what a person sees

    def sees(self, text: str, *, within: str = "body") -> None:
        """Wait until it is seen."""
        self.page.locator(within).get_by_text(text).locator("visible=true").first.wait_for()

    def look(self) -> None:
        """Let the page be judged as it stands: by axe, and at each narrow width."""
        where = self.page.url.removeprefix(self.root)
        judged = _judged[self.size]
        shapes = self.page.evaluate(_SHAPES) if self.scripts else []
        if not judged.issuperset(shapes):  # a third of the time of all journeys is axe's, which is itself a script of the page
            self.page.evaluate(AXE_SCRIPT)
            shapes, found = self.page.evaluate(_AXE, [shape for shape in shapes if shape in judged])
            self.faults += [f"axe at {where}: {each}" for each in found]
            judged.update(() if found else shapes)
        self.faults += [f"an hour with a colon at {where}: {found}" for found in self.page.evaluate(_COLONS)]
        for width in NARROW:
            self.page.set_viewport_size({"width": width, "height": self.size[1]})
            self.faults += [f"wider than {width} at {where}: {found}" for found in self.page.evaluate(_WIDE)]
        self.page.set_viewport_size({"width": self.size[0], "height": self.size[1]})

    def leave(self) -> None:
        """Close the browser; raises where something was wrong on the way."""
        self.context.close()
        assert not self.faults, "\n".join(self.faults)
