"""The console from outside: how heavy a page is, how long the server takes for one, and how soon an open board is told.

Starts `loalang serve`, fills it with 10,000 bulletins (`--quick`: 2,000) and 40 slots, and asks as a browser does: signed in with
a cookie, one page after the other. A page weighs what it is and what it loads, as it goes over the wire. Beside the time of a
page stands that of the same list over REST, in the same run. Figures: `docs/benchmarks.md`.
"""

import asyncio
import re
import tempfile
import time
from contextlib import closing
from pathlib import Path

import httpx
from api import Service
from figures import Figure, at_most, options, show

PASSWORD = "mưa rào đêm qua to lắm"  # noqa: S105  # of this benchmark
SLOTS = 40
BOARDS = 50
TURNS = 30
PAGES = (
    *("/hom-nay", "/ban-tin", "/ban-tin/moi", "/phe-duyet", "/lich-phat", "/lich-phat/moi"),
    *("/nhat-ky", "/cai-dat", "/phat-khan"),
)
LINE = "Kính mời bà con họp thôn lúc 19h30 ngày {day}/12/2026 để bình xét hộ nghèo; mức vay tối đa 100.000.000 đồng/hộ."
PAGE = "\n".join(LINE.format(day=day) for day in range(1, 16))
"""A page as officers write them: some 400 words, figures in each line."""


def _signed_in(service: Service) -> httpx.Client:
    bearer = {"Authorization": f"Bearer {service.token}"}
    with httpx.Client(base_url=service.url, headers=bearer, timeout=120, trust_env=False) as api:
        api.put("/api/v1/me/password", json={"password": PASSWORD}).raise_for_status()
        login = api.get("/api/v1/me").json()["login"]
    headers = {"Origin": service.url, "Accept": "text/html"}
    browser = httpx.Client(base_url=service.url, headers=headers, timeout=120, trust_env=False)
    entered = browser.post("/dang-nhap", data={"login": login, "password": PASSWORD})
    if not entered.has_redirect_location:
        raise SystemExit(f"the gate answered {entered.status_code}")
    return browser


async def _fill(service: Service, bulletins: int) -> None:
    headers = {"Authorization": f"Bearer {service.token}"}
    async with httpx.AsyncClient(base_url=f"{service.url}/api/v1", headers=headers, timeout=120, trust_env=False) as client:
        known: list[str] = []

        async def write(first: int) -> None:
            for number in range(first, bulletins, 8):
                form = {"title": f"Thông báo {number}", "script": f"Thông báo số {number}. Mời bà con đến họp."}
                made = await client.post("/bulletins", json=form)
                made.raise_for_status()
                known.append(made.json()["id"])

        await asyncio.gather(*(write(first) for first in range(8)))
        for number in range(SLOTS):
            at = f"{5 + number // 4:02d}:{15 * (number % 4):02d}"
            form = {"title": f"Khung {number}", "at": at, "bulletins": [known[number]]}
            (await client.post("/slots", json=form)).raise_for_status()


def _kilobytes(browser: httpx.Client, address: str) -> float:
    page = browser.get(address)
    page.raise_for_status()
    loaded = set(re.findall(r'(?:href|src)="(/tinh/[^"]+)"', page.text))
    return sum(each.num_bytes_downloaded for each in (page, *(browser.get(file) for file in loaded))) / 1000


def _p99_ms(browser: httpx.Client, addresses: tuple[str, ...]) -> float:
    taken = []
    for address in addresses * TURNS:
        begun = time.monotonic()
        browser.get(address).raise_for_status()
        taken.append(1000 * (time.monotonic() - begun))
    return sorted(taken)[round(0.99 * len(taken)) - 1]


def _preview_p95_ms(browser: httpx.Client) -> float:
    """A page is typed on: each time its text is another."""
    taken = []
    for number in range(TURNS):
        begun = time.monotonic()
        browser.post("/ban-tin/loi-doc", data={"script": f"{PAGE}\nXã Liên An có {number} thôn."}).raise_for_status()
        taken.append(1000 * (time.monotonic() - begun))
    return sorted(taken)[round(0.95 * len(taken)) - 1]


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


def main() -> None:
    """Measure and print."""
    given = options(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Path(folder))
        try:
            asyncio.run(_fill(service, 2_000 if given.quick else 10_000))
            with closing(_signed_in(service)) as browser:
                heaviest = max(_kilobytes(browser, address) for address in PAGES)
                pages = _p99_ms(browser, PAGES)
                rest = _p99_ms(browser, ("/api/v1/bulletins?limit=30",))
                preview = _preview_p95_ms(browser)
                live = asyncio.run(_live_ms(browser))
        finally:
            service.stop()
    show(
        [
            at_most("page_kb_max", heaviest, "kB", 60),
            at_most("page_server_p99_ms", pages, "ms", 100),
            Figure("rest_list_p99_ms", round(rest, 3), "ms", None, None),
            at_most("preview_p95_ms", preview, "ms", 150),
            at_most("live_update_ms", live, "ms", 500),
        ],
        as_json=given.json,
    )


if __name__ == "__main__":
    main()
