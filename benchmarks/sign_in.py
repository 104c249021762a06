"""What a sign-in costs, and what 10,000 guesses of a password do to everybody else.

The cost of a password and of the check of a sign-in are taken in this process, by the processor. Then `loalang
serve` is asked from outside, in ten rounds, since what else the machine does changes in a quarter of an hour: one reader,
quiet, and again while sixteen guess at one account and at many (`--quick`: 2,000 guesses). Figures: `docs/benchmarks.md`.
"""

import asyncio
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from api import Service
from figures import Figure, at_most, options, show

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "mưa rào đêm qua"  # noqa: S105  # of this benchmark
GUESSERS = 16
READS = 1000
ROUNDS = 10
CHECKS = 2000
LONGEST_S = 900
"""After which no guess is begun."""
UNANSWERED = 0
"""In the place of a status: the connection was closed."""
KNOWN = (httpx.codes.CREATED, httpx.codes.UNAUTHORIZED, httpx.codes.TOO_MANY_REQUESTS, UNANSWERED)


def _password_cpu_ms() -> float:
    from app.accounts.passwords import hash_password, is_password  # noqa: PLC0415  # the path is set by then

    kept = hash_password(PASSWORD)
    spent = []
    for _ in range(10):
        begun = time.process_time()
        is_password(PASSWORD, kept)
        spent.append(1000 * (time.process_time() - begun))
    return sorted(spent)[5]


def _check_ms(folder: Path) -> tuple[float, float]:
    """The median and the slowest hundredth of a check of a sign-in on SQLite, by the processor: no neighbour counts."""
    from app.accounts import (  # noqa: PLC0415
        Limits,
        Uses,
        Visitor,
        everybody,
        hash_password,
        sign_in,
        store_password,
        who_signed_in,
    )
    from app.clock import SystemClock  # noqa: PLC0415
    from app.db import Sessions, make_engine  # noqa: PLC0415
    from app.db.migrations import migrate  # noqa: PLC0415
    from app.zones import found_commune  # noqa: PLC0415

    clock, engine = SystemClock(), make_engine(f"sqlite:///{folder / 'check.sqlite3'}")
    migrate(engine)
    sessions, uses, limits = Sessions(engine), Uses(), Limits(timedelta(hours=2), timedelta(days=3))
    with sessions.begin() as session:
        founding = found_commune(session, clock, name="xã Liên An", admin="Thu")
        store_password(session, clock, founding.admin, founding.admin_id, hash_password(PASSWORD))
        login = everybody(session, founding.commune_id)[0].login
    secret = sign_in(sessions, clock, login, PASSWORD, Visitor("10.0.0.5", "", "")).secret
    taken = []
    for _ in range(CHECKS):
        begun = time.process_time()
        with sessions.read() as session:
            who_signed_in(session, datetime.now(UTC), secret, limits=limits, uses=uses)
        taken.append(1000 * (time.process_time() - begun))
    sessions.close()
    taken.sort()
    return taken[CHECKS // 2], taken[round(0.99 * CHECKS)]


async def _read(service: Service, until: "asyncio.Event | None" = None) -> list[float]:
    """How long each of a round took, in seconds; until: instead of a number of them."""
    seconds, headers = list[float](), {"Authorization": f"Bearer {service.token}"}
    async with httpx.AsyncClient(base_url=service.url, headers=headers, timeout=60, trust_env=False) as client:
        while (until is None and len(seconds) < READS / ROUNDS) or (until is not None and not until.is_set()):
            begun = time.monotonic()
            (await client.get("/api/v1/zones")).raise_for_status()
            seconds.append(time.monotonic() - begun)
            await asyncio.sleep(0.02)
    return seconds


async def _guess(url: str, login: str, numbers: "list[int]", codes: "Counter[int]", end_s: float) -> None:
    async with httpx.AsyncClient(base_url=url, timeout=120, trust_env=False) as client:
        while numbers and time.monotonic() < end_s:
            number = numbers.pop()
            form = {"login": login if number % 2 else f"{login}.{number}", "password": f"mưa rào đêm {number}"}
            try:
                codes[(await client.post("/api/v1/sign-ins", json=form)).status_code] += 1
            except httpx.TransportError:  # the server hung up on a guesser: no answer is no way in
                codes[UNANSWERED] += 1


def _guesses(url: str, login: str, numbers: "list[int]", end_s: float) -> Counter[int]:
    """All guessers of a round, in a process of their own: what they take themselves is no wait of the reader's."""
    codes = Counter[int]()

    async def all_at_once() -> None:
        await asyncio.gather(*(_guess(url, login, numbers, codes, end_s) for _ in range(GUESSERS)))

    asyncio.run(all_at_once())
    return codes


async def _rounds(service: Service, login: str, guesses: int) -> tuple[list[float], list[float], Counter[int], float]:
    """The reads of quiet and of guesses, the answers to guesses, and the seconds all took."""
    quiet, busy, codes, begun = list[float](), list[float](), Counter[int](), time.monotonic()
    with ProcessPoolExecutor(1) as apart:
        for at in range(ROUNDS):
            quiet += await _read(service)
            over, numbers = asyncio.Event(), list(range(at, guesses, ROUNDS))
            reader = asyncio.create_task(_read(service, over))
            left = begun + LONGEST_S
            codes += await asyncio.get_running_loop().run_in_executor(apart, _guesses, service.url, login, numbers, left)
            over.set()
            busy += await reader
    return quiet, busy, codes, time.monotonic() - begun


def _p99_ms(seconds: list[float]) -> float:
    return 1000 * sorted(seconds)[max(0, round(0.99 * len(seconds)) - 1)]


def main() -> None:
    """Measure and print."""
    given = options(__doc__)
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        check_p50, check_p99 = _check_ms(folder)
        service = Service(folder)
        try:
            bearer = {"Authorization": f"Bearer {service.token}"}
            with httpx.Client(base_url=f"{service.url}/api/v1", headers=bearer, trust_env=False, timeout=60) as client:
                login = client.get("/me").raise_for_status().json()["login"]
                client.put("/me/password", json={"password": PASSWORD}).raise_for_status()
            quiet, busy, codes, took_s = asyncio.run(_rounds(service, login, 2000 if given.quick else 10_000))
        finally:
            service.stop()
    quiet_ms, busy_ms = _p99_ms(quiet), _p99_ms(busy)
    show(
        [
            at_most("a password, processor", _password_cpu_ms(), "ms", 300),
            at_most("check of a sign-in, median", check_p50, "ms", 1),
            Figure("its slowest hundredth", round(check_p99, 3), "ms", None, None),
            at_most("guesses that got in", codes[httpx.codes.CREATED], "guesses", 0),
            Figure("guesses looked at", codes[httpx.codes.UNAUTHORIZED], "guesses", None, None),
            Figure("guesses told to wait", codes[httpx.codes.TOO_MANY_REQUESTS], "guesses", None, None),
            Figure("guesses hung up on", codes[UNANSWERED], "guesses", None, None),
            Figure("guesses answered otherwise", codes.total() - sum(codes[code] for code in KNOWN), "guesses", None, None),
            Figure("time they took", round(took_s, 1), "s", None, None),
            Figure("reads p99, quiet", round(quiet_ms, 1), "ms", None, None),
            at_most("reads p99, under guesses", busy_ms, "ms", round(2 * quiet_ms, 1)),
        ],
        as_json=given.json,
    )


if __name__ == "__main__":
    main()
