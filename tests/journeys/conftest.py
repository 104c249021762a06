"""One server and one browser a process, over which all journeys walk; the first person founds the commune in the browser."""

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, StorageState

from app.clock import SystemClock, local
from tests.support.chromium import CHROMIUM, DESK, Walker, chromium
from tests.support.hours import far_quiet_hours
from tests.support.serving import ROOT, Served

PASSWORD = "mưa rào đêm qua to lắm"  # noqa: S105  # of these tests
PIN = "481516"
_PLAYED_S = (
    """async () => { const audio = document.querySelector('audio'); await audio.play(); audio.pause(); return audio.duration; }"""
)
OFFICER, EDITOR, CHAIRMAN, OPERATOR, VIEWER = "Nguyễn Thị Thu", "Lê Thị Hai", "Trần Minh Khôi", "Phan Ba", "Võ Văn Tư"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of the folder is slow, and needs a browser that the machine has."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow(15))
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed (.ci/run installs it)"))


@dataclass
class House:
    """A commune with a server and people.

    first_run_s: from the first page to the first sentence, heard, by first_run_acts clicks and texts.
    loop: of the browser's client, which runs while a journey is walked.
    """

    served: Served
    browser: Browser
    first_run_s: float = 0
    first_run_acts: int = 0
    loop: asyncio.AbstractEventLoop | None = None
    kept: dict[str, StorageState] = field(default_factory=dict)

    def walker(self, name: str = "", *, size: tuple[int, int] = DESK, scripts: bool = True, keys: bool = False) -> Walker:
        """A browser in which this person is signed in, or nobody."""
        return Walker(self.browser, self.served.address, size=size, kept=self.kept.get(name), scripts=scripts, keys=keys)

    def rest(self, name: str) -> httpx.Client:
        """The same person by REST: what a journey finds ready."""
        cookies = {each["name"]: each["value"] for each in self.kept[name]["cookies"]}
        address = self.served.address
        return httpx.Client(
            base_url=f"{address}/api/v1", cookies=cookies, headers={"Origin": address}, timeout=30, trust_env=False
        )

    def asked(self, name: str, method: str, path: str, form: object = None, **more: Any) -> Any:  # noqa: ANN401  # JSON
        """The answer to one request of a person."""
        with self.rest(name) as client:
            answer = client.request(method, path, json=form, **more)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def submitted(self, title: str, script: str) -> tuple[str, int]:
        """A bulletin that waits for approval."""
        form = {"title": title, "script": script, "valid_from": f"{_day(-1)}T17:00:00Z", "valid_to": f"{_day(30)}T17:00:00Z"}
        made = self.asked(EDITOR, "POST", "/bulletins", form)
        self.asked(EDITOR, "POST", f"/bulletins/{made['id']}/versions/{made['number']}/submit")
        return made["id"], made["number"]

    def approved(self, title: str, script: str) -> str:
        """A bulletin that may be heard."""
        found, number = self.submitted(title, script)
        self.asked(CHAIRMAN, "POST", f"/bulletins/{found}/versions/{number}/approve")
        return found


def _day(ahead: int) -> str:
    return (local(SystemClock().now()) + timedelta(days=ahead)).date().isoformat()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The server, the browser and five people."""
    folder = tmp_path_factory.mktemp("house")
    with ExitStack() as stack:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("LOALANG_DATA_DIR", str(folder / "data"))
            patch.setenv("LOALANG_PORT", "0")
            patch.setenv("LOALANG_STATION__OUTPUT", "null")  # which takes its time: into a folder all is written at once
            patch.setenv("PYTHONPATH", str(ROOT))
            served = Served(folder)
        stack.callback(served.kill)
        made = House(served, stack.enter_context(chromium()))
        _first_run(made)
        _people(made)
        loop = asyncio._get_running_loop()
        asyncio._set_running_loop(None)
        made.loop = loop
        yield made
        asyncio._set_running_loop(loop)  # to leave the browser by
    asyncio._set_running_loop(None)


@pytest.fixture(autouse=True)
def _at_the_browser(request: pytest.FixtureRequest) -> Iterator[None]:
    """Playwright keeps its loop running in this thread as long as its browser is open: no other test could run one of its own."""
    if "house" not in request.fixturenames:
        yield
        return
    asyncio._set_running_loop(request.getfixturevalue("house").loop)
    yield
    asyncio._set_running_loop(None)


def _first_run(house: House) -> None:
    """From nothing to a sentence that is heard, as an officer does it."""
    began = SystemClock().monotonic()
    officer = house.walker()
    officer.open(house.served.printed(r"vào http://[^/]+(/lan-dau)"))
    officer.look()
    officer.type("Mã cài đặt", house.served.printed(r"--code (\S+)"))
    officer.type("Tên xã, phường", "xã Liên An")
    officer.type("Họ và tên của đồng chí", OFFICER)
    officer.type("Họ và tên người duyệt", CHAIRMAN)
    officer.type("Chọn mật khẩu", PASSWORD)
    officer.press("Lập xã")
    officer.sees("Đã lập đài truyền thanh của xã Liên An")
    officer.look()
    [code] = re.findall(r"[0-9A-Z]{5}(?:-[0-9A-Z]{5})+", officer.page.inner_text("main"))
    _sign_in(officer, "nguyen.thi.thu")
    officer.type("Tên các thôn, mỗi thôn một dòng", "thôn Đoài Thượng")
    officer.look()
    officer.press("Tiếp tục: giọng đọc")
    officer.look()
    officer.press("Tiếp tục: giờ phát")
    officer.look()
    officer.press("Tiếp tục: thử loa")
    officer.sees("Nghe câu đầu tiên")
    assert officer.page.evaluate(_PLAYED_S) > 1, "a sentence is heard before anything is written"
    house.first_run_s, house.first_run_acts = (
        SystemClock().monotonic() - began,
        officer.acts + 1,
    )  # the player is the browser's own
    officer.look()
    officer.press("Soạn bản tin đầu tiên", role="link")
    officer.type("Văn bản gốc", "Kính chào bà con xã Liên An.")
    officer.press("Lưu bản nháp")
    with officer.page.expect_response(lambda answer: answer.url.endswith("/ban-tin/nghe/1")) as heard:
        officer.press("Nghe thử")
    assert heard.value.ok
    officer.page.wait_for_selector("li.now")
    house.kept[OFFICER] = officer.context.storage_state()
    officer.leave()
    _come_in(house, CHAIRMAN, code)


def _people(house: House) -> None:
    """Whoever else works there, invited by the first; and hours in which they and the steps of a campaign may be heard."""
    house.asked(CHAIRMAN, "PUT", "/emergencies/pin", {"pin": PIN})
    roles = {EDITOR: "editor", OPERATOR: "operator", VIEWER: "viewer"}
    asked = {name: house.asked(OFFICER, "POST", "/people", {"name": name, "roles": [role]}) for name, role in roles.items()}
    for name, invited in asked.items():  # all grave acts are done by now: soon they would take a new proof of who asks
        _come_in(house, name, invited["code"])
    quiet = far_quiet_hours()
    form = {"number": "01/QC", "dated": _day(0), "quiet_from": quiet[0], "quiet_to": quiet[1]}
    house.asked(OFFICER, "PUT", "/regulation", form, headers={"If-Match": '"0"'})


def _come_in(house: House, name: str, code: str) -> None:
    walker = house.walker()
    walker.open("/vao-lan-dau")
    walker.type("Mã mời", code)
    walker.type("Chọn mật khẩu", PASSWORD)
    walker.press("Chọn mật khẩu này")
    login = walker.page.locator("main strong").inner_text()
    _sign_in(walker, login)
    house.kept[name] = walker.context.storage_state()
    walker.leave()


def _sign_in(walker: Walker, login: str) -> None:
    walker.press("Đăng nhập", role="link")
    walker.type("Tên đăng nhập", login)
    walker.type("Mật khẩu", PASSWORD)
    walker.press("Đăng nhập")
    walker.page.wait_for_url(lambda url: "/dang-nhap" not in url)


@pytest.fixture
def comes(house: House) -> Iterator[Callable[..., Walker]]:
    """`comes(EDITOR, size=PHONE)`: somebody opens a browser; at the end nothing may have been wrong in it."""
    walkers: list[Walker] = []

    def come(name: str = "", *, size: tuple[int, int] = DESK, scripts: bool = True, keys: bool = False) -> Walker:
        walkers.append(house.walker(name, size=size, scripts=scripts, keys=keys))
        return walkers[-1]

    yield come
    for walker in walkers:
        walker.leave()
