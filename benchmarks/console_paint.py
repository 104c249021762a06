"""How soon a slow PC on a slow line shows something of a page: Chromium, its processor slowed six times, 1.6 Mb/s."""

import statistics
import sys
from pathlib import Path

import httpx
from playwright.sync_api import Browser, BrowserContext

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.support.chromium import DESK, chromium

SLOWED = 6
LINE = {"offline": False, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8, "latency": 150}
"""What Lighthouse calls slow 4G: bytes a second, and ms to the server and back."""
TURNS = 5
PAINTED = """() => new Promise(done => new PerformanceObserver(list => {
  const found = list.getEntriesByName('first-contentful-paint'); if (found.length) done(found[0].startTime);
}).observe({type: 'paint', buffered: true}))"""


def first_paint_ms(url: str, cookies: httpx.Cookies, addresses: tuple[str, ...]) -> dict[str, float]:
    """By page, the median of five first visits: nothing is kept from one to the next."""
    with chromium() as browser:
        return {
            address: statistics.median(_painted_ms(browser, url, cookies, address) for _ in range(TURNS)) for address in addresses
        }


def _painted_ms(browser: Browser, url: str, cookies: httpx.Cookies, address: str) -> float:
    context: BrowserContext = browser.new_context(base_url=url, viewport={"width": DESK[0], "height": DESK[1]})
    try:
        context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies.items()])
        page = context.new_page()
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", LINE)
        line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        page.goto(address, wait_until="load")
        return float(page.evaluate(PAINTED))
    finally:
        context.close()
