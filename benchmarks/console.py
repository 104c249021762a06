"""The console and the public page from outside: how heavy, how soon answered, how soon told, how soon seen on a slow PC.

Starts `loalang serve`, fills it with a year of a commune (10,000 bulletins, 40 slots), and asks as a browser does: signed in with
a cookie, one page after the other. The pages are those that links lead to, one of each kind. A page weighs what it is and what it
loads, as it goes over the wire. Beside the time of a page stands that of a list over REST, in the same run. `--quick`: a third of
the turns. The first paint needs Chromium. Figures: `docs/benchmarks.md`.
"""

import asyncio
import html
import re
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import httpx
from api import Service
from console_paint import first_paint_ms
from figures import Figure, at_most, options, show

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from console_fill import LINE, fill  # takes the product's words

BOARDS = 50
TURNS, QUICK_TURNS = 60, 20
TYPED = 30
FIRST = ("/hom-nay", "/cong-khai/xa-lien-an", "/lan-dau/cum-loa", "/lan-dau/gio-phat", "/lan-dau/giong-doc", "/lan-dau/thu-loa")
SEEN_FIRST = (
    "/dang-nhap",
    "/hom-nay",
    "/ban-tin/moi",
    "/ban-tin",
    "/lich-phat",
    "/phe-duyet",
    "/phat-khan",
    "/cong-khai/xa-lien-an",
)
NO_PAGE = ("/api/", "/tinh/", "/song", "/dang-xuat")
PAGE = "\n".join(LINE.format(day=day) for day in range(1, 16))
"""A page as officers write them: some 400 words, figures in each line."""
SLOWEST = 5


def _pages(browser: httpx.Client) -> list[str]:
    """What links lead to, one address of each kind: ids, days and marks of places in a list make no other kind."""
    waiting, known = list(FIRST), dict[str, str]()
    while waiting:
        address = waiting.pop(0)
        kind = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+", "*", re.sub(r"=[^&]*", "=", address))
        if kind in known:
            continue
        answer = browser.get(address)
        known[kind] = address if answer.status_code == httpx.codes.OK else ""
        if known[kind] and answer.headers["content-type"].startswith("text/html"):
            links = map(html.unescape, re.findall(r'href="(/[^"#]*)', answer.text))
            waiting += [link for link in links if not link.startswith(NO_PAGE)]
    return [address for address in known.values() if address]


def _kilobytes(browser: httpx.Client, address: str) -> float:
    """Of a page; what is to be saved (a paper, a feed, a sound) is none."""
    page = browser.get(address)
    if not page.headers["content-type"].startswith("text/html"):
        return 0
    loaded = set(re.findall(r'(?:href|src)="(/tinh/[^"]+)"', page.text))
    return sum(each.num_bytes_downloaded for each in (page, *(browser.get(file) for file in loaded))) / 1000


def _taken_ms(browser: httpx.Client, addresses: Iterable[str], turns: int) -> dict[str, list[float]]:
    """How long each took, all in turn so that none has a quiet hour to itself."""
    taken: dict[str, list[float]] = {address: [] for address in addresses}
    for _ in range(turns):
        for address, times in taken.items():
            begun = time.monotonic()
            browser.get(address).raise_for_status()
            times.append(1000 * (time.monotonic() - begun))
    return taken


def _part(times: Iterable[float], share: float) -> float:
    """The time that `share` of all do not exceed."""
    found = sorted(times)
    return found[max(0, round(share * len(found)) - 1)]


def _preview_p95_ms(browser: httpx.Client) -> float:
    """A page is typed on: each time its text is another."""
    taken = []
    for number in range(TYPED):
        begun = time.monotonic()
        browser.post("/ban-tin/loi-doc", data={"script": f"{PAGE}\nXã Liên An có {number} thôn."}).raise_for_status()
        taken.append(1000 * (time.monotonic() - begun))
    return _part(taken, 0.95)


async def _live_ms(browser: httpx.Client) -> float:
    """From the stop that one person says until the last of all open boards is told."""
    cookies, told = dict(browser.cookies), list[float]()
    ready = asyncio.Semaphore(0)
    many, url = httpx.Limits(max_connections=2 * BOARDS), browser.base_url
    async with httpx.AsyncClient(base_url=url, cookies=cookies, timeout=60, limits=many, trust_env=False) as client:

        async def watch() -> None:
            async with client.stream("GET", "/song") as stream:
                lines = stream.aiter_lines()
                async for line in lines:
                    if line.startswith("event: gio"):
                        break
                ready.release()
                async for line in lines:
                    if line.startswith("event: doi"):
                        told.append(time.monotonic())
                        return

        boards = [asyncio.create_task(watch()) for _ in range(BOARDS)]
        for _ in boards:
            await ready.acquire()
        begun = time.monotonic()
        await client.post("/dung-tat-ca", headers={"Origin": str(url).rstrip("/")})
        await asyncio.gather(*boards)
        return 1000 * (max(told) - begun)


def _measured(browser: httpx.Client, turns: int) -> list[Figure]:
    pages = _pages(browser)
    heavy = max(_kilobytes(browser, address) for address in pages)
    _taken_ms(browser, pages, 1)  # what is made once
    taken = _taken_ms(browser, pages, turns)
    rest = _taken_ms(browser, ["/api/v1/bulletins?limit=30"], turns)
    by_page = {address: _part(times, 0.95) for address, times in taken.items()}
    slowest = sorted(by_page, key=by_page.__getitem__)[-SLOWEST:]
    print(f"{len(pages)} pages; the slowest:", *(f"{each} {by_page[each]:.0f}" for each in slowest), sep="\n  ", file=sys.stderr)
    painted = first_paint_ms(str(browser.base_url), browser.cookies, SEEN_FIRST)
    print(*(f"  {address} painted after {after:.0f} ms" for address, after in painted.items()), sep="\n", file=sys.stderr)
    return [
        at_most("page_kb_max", heavy, "kB", 60),
        at_most("page_server_p99_ms", _part([each for times in taken.values() for each in times], 0.99), "ms", 100),
        at_most("slowest_page_p95_ms", by_page[slowest[-1]], "ms", 100),
        Figure("rest_list_p99_ms", round(_part(next(iter(rest.values())), 0.99), 3), "ms", None, None),
        at_most("preview_p95_ms", _preview_p95_ms(browser), "ms", 150),
        at_most("first_paint_slow_pc_ms", max(painted.values()), "ms", 1500),
        at_most("live_update_ms", asyncio.run(_live_ms(browser)), "ms", 500),
    ]


def main() -> None:
    """Measure and print."""
    given = options(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Path(folder))
        try:
            fill(service, Path(folder) / "data" / "loalang.sqlite3")
            with closing(service.browser()) as browser:
                figures = _measured(browser, QUICK_TURNS if given.quick else TURNS)
        finally:
            service.stop()
    show(figures, as_json=given.json)


if __name__ == "__main__":
    main()
